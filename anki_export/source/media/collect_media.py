"""Check the pictures and sounds of a body and collect them for packaging.

Anki copies a changed file only under a new name, so the name contains a digest of the content.
"""

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.link_urls import is_elsewhere
from anki_export.source.media.picture_header import KINDS, PictureError, header, kind_of
from anki_export.source.pages_and_questions import Header, Media, SearchableTree
from anki_export.source.render_context import Context

SOUNDS = {
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2"),
    ".ogg": (b"OggS",),
    ".oga": (b"OggS",),
    ".opus": (b"OggS",),
    ".wav": (b"RIFF",),
    ".flac": (b"fLaC", b"ID3"),
    ".aac": (b"\xff\xf1", b"\xff\xf9", b"ID3"),
    ".m4a": (b"ftyp",),
}
"""Sound formats that Anki plays on every device, with their magic bytes."""
_MOST = 50_000_000
"""Maximum size in bytes of a media file; larger files are not read."""


class Packed(Struct, frozen=True):
    """A file under its name in the package; `header` is None for a sound."""

    name: str
    header: Header | None


def is_sound(source: str) -> bool:
    """Whether a link or picture points to a sound, by its name."""
    return PurePosixPath(_path(source)).suffix.lower() in SOUNDS


def pack(source: str, context: Context, line: int) -> Packed | None:
    """Add the local file `source` to the media; None, with a diagnostic, if it can't be packaged."""
    what = "sound" if is_sound(source) else "picture"
    if is_elsewhere(source):
        is_web = source.lower().startswith(("http:", "https:", "//"))
        context.report(
            line,
            Rule.REMOTE_PICTURE,
            f"{what} {source[:80]} isn't in the source folder; {'the card links to it' if is_web else 'it is omitted'}",
            "save a copy next to the page, and link to the copy",
            needle=source[:80],
        )
        return None
    path = _path(source).removeprefix("/" if source.startswith("/") else "")
    source = _as_written(source, context, line)
    target = _found(path, context) or context.tree.resolve("" if source.startswith("/") else context.page.path, path)
    try:
        if not path:
            raise PictureError("does not name a file", rule=Rule.FILE_MISSING)
        if target is None:
            raise PictureError("is outside the source folder")
        if target not in context.known:
            context.known[target] = _read(target, context)
    except PictureError as error:
        context.report(line, error.rule, f"{what} {source or '()'} {error}", error.hint, needle=source)
        return None
    media, found, removed = context.known[target]
    if context.media_limit and len(media.data) > context.media_limit:
        context.report(
            line,
            Rule.LARGE,
            f"{what} {source} is {_size(len(media.data))}, more than {_size(context.media_limit)}",
            "make the file smaller: every learner downloads it; or raise `media_limit_kb` in the settings",
            needle=source,
        )
    named, is_now = (PurePosixPath(name).suffix.lower() for name in (target, media.name))
    if named != is_now:
        context.report(
            line,
            Rule.WRONG_SUFFIX,
            f"{what} {source} is {_KIND_OF[is_now]}, despite its name; packaged with the suffix {is_now}",
            f"rename it to {PurePosixPath(source).stem}{is_now}",
            needle=source,
        )
    if removed:
        context.report(
            line,
            Rule.SVG_PARTS,
            f"{what} {source} is packaged without {removed}",
            "pictures can't run or load anything: redraw it, or save it as plain SVG",
            needle=source,
        )
    context.media[media.name] = media
    return Packed(media.name, found)


def _found(path: str, context: Context) -> str | None:
    """The file that a path of another program means: anywhere for Obsidian, below a folder around for hashcards."""
    tree = context.tree
    if context.finds_anywhere and isinstance(tree, SearchableTree):
        return tree.find(context.page.path, path)
    if not path.startswith("@/"):
        return None
    folders = [*reversed(PurePosixPath(context.page.path).parents)]
    candidates = [str(folder / path.removeprefix("@/")) for folder in folders]
    return next((one for one in candidates if _exists(one, context)), candidates[0])


def _exists(path: str, context: Context) -> bool:
    try:
        return context.tree.resolve("", path) is not None and context.tree.size_of(path) >= 0
    except OSError:
        return False


def media_of(path: str, data: bytes, suffix: str = "") -> Media:
    """The file under a name of [a-z0-9-] that contains a digest of its content; by default, its suffix stays."""
    pure = PurePosixPath(path)
    stem = re.sub(r"[^a-z0-9]+", "-", pure.stem.lower()).strip("-")[:40] or "file"
    return Media(f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{suffix or pure.suffix.lower()}", data)


def parts_named(removed: tuple[str, ...]) -> str:
    """The parts removed from an SVG, in a few words."""
    return ", ".join(removed[:3]) + (f" and {len(removed) - 3} more" if len(removed) > 3 else "")


def _read(target: str, context: Context) -> tuple[Media, Header | None, str]:
    """The file, with the suffix of its true type if its name has another one."""
    suffix = PurePosixPath(target).suffix.lower()
    if suffix not in KINDS and suffix not in SOUNDS:
        raise PictureError(
            f"is {_RARE[suffix]}, which some devices can't show: save it as PNG"
            if suffix in _RARE
            else "is not a picture that Anki can show"
        )
    try:
        size = context.tree.size_of(target)
        if size > _MOST:
            raise PictureError(f"is {_size(size)}, more than the limit of {_size(_MOST)}", "make it smaller")
        data = context.tree.bytes_of(target)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise PictureError("does not exist", rule=Rule.FILE_MISSING) from None
        raise PictureError((error.strerror or str(error)).lower()) from None
    if suffix in SOUNDS:
        if not data:
            raise PictureError("is empty")
        if not (true := _suffix_of_sound(data, suffix)):
            raise PictureError(f"is not a valid {suffix[1:].upper()} file, despite its name")
        return media_of(target, data, true), None, ""
    kind = kind_of(data)
    if kind == "SVG" or (not kind and suffix == ".svg"):
        from anki_export.source.media.sanitize_svg import clean  # rarely needed

        cleaned = clean(data)
        return media_of(target, cleaned.data, ".svg"), cleaned.header, parts_named(cleaned.removed)
    found = header(data)
    true = suffix if KINDS[suffix] == found.kind else _SUFFIX_OF[found.kind]
    return media_of(target, data, true), found, ""


def _suffix_of_sound(data: bytes, suffix: str) -> str:
    """The suffix for a sound, by its first bytes; that of its name, if this is right; empty if it is not a sound."""
    for one in (suffix, *SOUNDS):
        if (data[4:8] if one == ".m4a" else data[:4]).startswith(SOUNDS[one]):
            return one
    return ""


_SUFFIX_OF = {kind: suffix for suffix, kind in reversed(KINDS.items())}
"""The first suffix of each kind."""
_KIND_OF = {suffix: f"a{'n' if kind[0] in 'AS' else ''} {kind} file" for suffix, kind in KINDS.items()} | {
    suffix: f"a{'n' if suffix[1] in 'aom' else ''} {suffix[1:].upper()} file" for suffix in SOUNDS
}
"""What a file with a suffix is."""
_RARE = {
    ".bmp": "a BMP file",
    ".heic": "a HEIC file",
    ".heif": "a HEIF file",
    ".ico": "an icon file",
    ".jxl": "a JPEG XL file",
    ".tif": "a TIFF file",
    ".tiff": "a TIFF file",
}


def _as_written(source: str, context: Context, line: int) -> str:
    """An address as written on the page: markdown-it percent-encodes spaces and letters such as `ä`."""
    if "%" not in source:
        return source
    plain = unquote(source)
    is_plain = any(plain in text for text in context.lines[line : line + 200])
    return plain if is_plain else source


def _path(source: str) -> str:
    return unquote(re.split("[?#]", source)[0])


def _size(count: int) -> str:
    """A human-readable file size, in the units of file managers.

    >>> _size(1_000_000), _size(1_234_000), _size(900_400), _size(12)
    ('1 MB', '1.2 MB', '900 kB', '12 bytes')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e6:.1f} MB".replace(".0 ", " ") if count >= 999_500 else f"{count / 1000:.0f} kB"
