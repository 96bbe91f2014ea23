"""Read the header of a picture: kind, dimensions and transparency.

imagesize reads the dimensions; it does not detect truncated files, transparency or the frame sizes of a GIF.

>>> header(b"GIF89a" + bytes([3, 0, 2, 0, 0, 0, 0]) + b";")
Header(kind='GIF', width=3, height=2, is_transparent=False)
"""

import re
import struct
from io import BytesIO

from anki_export.diagnostics import Rule
from anki_export.source.pages_and_questions import Header
from anki_export.text.lazy_regex import regex

KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP", ".avif": "AVIF", ".svg": "SVG"}
"""The required file type by suffix: those that Anki shows on every device."""


class PictureError(Exception):
    """Why a file can't be used as a picture, and what to do."""

    def __init__(self, reason: str, hint: str = "correct the path, or add the file", rule: Rule = Rule.PICTURE) -> None:
        super().__init__(reason)
        self.hint, self.rule = hint, rule


_MOST_PIXELS = 100_000_000
"""Maximum number of pixels: a phone needs four bytes for each, however small the file is."""


def header(data: bytes) -> Header:
    """Read the header of a PNG, JPEG, GIF, WebP or AVIF file; raises PictureError for anything else or too large."""
    if not data:
        raise PictureError("is empty")
    kind = kind_of(data)
    if kind not in _STARTS:
        raise PictureError(f"is {foreign_kind(data)}")
    try:
        found = _gif(data) if kind == "GIF" else _header(kind, data)
    except (IndexError, struct.error):
        raise PictureError(f"is a truncated {kind} file") from None
    if found.width < 1 or found.height < 1:
        raise PictureError(f"is a {kind} file without dimensions")
    if found.width * found.height > _MOST_PIXELS:
        raise PictureError(
            f"is {found.width} × {found.height} pixels, more than the limit of 100 megapixels", "make it smaller"
        )
    return found


def _header(kind: str, data: bytes) -> Header:
    import imagesize  # rarely needed, and it imports much of the standard library

    if not _is_whole(kind, data):
        raise IndexError
    width, height = imagesize.get(BytesIO(data))  # -1 if unreadable; applies the camera's orientation
    return Header(kind, width, height, _is_transparent(kind, data))


def foreign_kind(data: bytes) -> str:
    """What an unsupported file is, judged by its first bytes."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((name for magic, name in _FOREIGN if start.startswith(magic)), "no picture")


def kind_of(data: bytes) -> str:
    """The kind of a picture by its first bytes, empty for those that Anki doesn't show; it may still be broken."""
    kind = next((kind for kind, start in _STARTS.items() if start.match(data)), "")
    return kind or ("SVG" if foreign_kind(data) == "no picture" and b"<svg" in data[:4096].lower() else "")


_FOREIGN = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"%pdf", "a PDF file"),
    (b"bm", "a BMP file"),
    (b"ii*\0", "a TIFF file"),
    (b"mm\0*", "a TIFF file"),
    (b"\0\0\1\0", "an icon file"),
    (b"version https://git-lfs", "a Git LFS pointer: fetch the file"),
)


_STARTS = {
    "PNG": regex(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": regex(rb"\xff\xd8\xff"),
    "GIF": regex(rb"GIF8[79]a"),
    "WebP": regex(rb"RIFF....WEBP", re.DOTALL),
    "AVIF": regex(rb"....ftypavi[fs]", re.DOTALL),
}


def _is_whole(kind: str, data: bytes) -> bool:
    """Whether a file is complete, judged by its end marker."""
    match kind:
        case "PNG":
            return 0 < data.find(b"IDAT") < data.rfind(b"IEND")
        case "JPEG":
            return 0 < data.rfind(b"\xff\xda") < data.rfind(b"\xff\xd9")  # the last one: thumbnails have their own
        case "WebP":
            return int.from_bytes(data[4:8], "little") + 8 <= len(data)
        case "AVIF":
            start = data.find(b"mdat") - 4
            return 0 < start <= len(data) - int.from_bytes(data[start : start + 4])
    return False


def _is_transparent(kind: str, data: bytes) -> bool:
    match kind:
        case "PNG":
            return data[25:26] in (b"\4", b"\6") or b"tRNS" in data[: data.find(b"IDAT")]
        case "WebP":
            flags = {b"VP8X": 20, b"VP8L": 24}.get(data[12:16])
            return flags is not None and bool(data[flags] & 0x10)
        case "AVIF":
            return b"auxiliary:alpha" in data
    return False


def _gif(data: bytes) -> Header:
    """A GIF is as large as all its frames: some browsers reserve space for them, and imagesize does not read them."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    is_transparent = False
    while data[position] != 0x3B:
        if data[position] == 0x21:
            is_transparent |= data[position + 1] == 0xF9 and bool(data[position + 3] & 1)
            position += 2
        elif data[position] == 0x2C:
            left, top, wide, high, local = struct.unpack_from("<HHHHB", data, position + 1)
            width, height = max(width, left + wide), max(height, top + high)
            position += 11 + (3 << (local & 7) + 1 if local & 0x80 else 0)
        else:
            raise PictureError("is a broken GIF file")
        while data[position]:
            position += data[position] + 1
        position += 1
    return Header("GIF", width, height, is_transparent)
