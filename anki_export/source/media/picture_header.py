"""The header of a picture → what it is, how large, and whether one sees through it.

imagesize reads the sizes; it does not tell whether a file is whole, whether it is transparent, and how large the frames
of a GIF are.

>>> header(b"GIF89a" + bytes([3, 0, 2, 0, 0, 0, 0]) + b";")
Header(kind='GIF', width=3, height=2, is_transparent=False)
"""

import re
import struct
from io import BytesIO

from anki_export.source.question import Header

KINDS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WebP",
    ".avif": "AVIF",
    ".svg": "SVG",
}
"""What a file must be, by the ending of its name: what Anki shows on every device."""


class PictureError(Exception):
    """Why a file is no picture for a card, and what to do, for a person to read."""

    def __init__(self, reason: str, hint: str = "correct the path, or add the file") -> None:
        super().__init__(reason)
        self.hint = hint


_MOST_PIXELS = 100_000_000
"""Pixels beyond which a picture is not packed: a phone needs four bytes for each, however small the file is."""


def header(data: bytes) -> Header:
    """Read the header of a PNG, JPEG, GIF, WebP or AVIF file; raises PictureError for anything else or too large."""
    if not data:
        raise PictureError("is empty")
    kind = next((kind for kind, start in _STARTS.items() if start.match(data)), "")
    if not kind:
        raise PictureError(f"is {foreign_kind(data)}")
    try:
        found = _gif(data) if kind == "GIF" else _header(kind, data)
    except (IndexError, struct.error):
        raise PictureError(f"is a truncated {kind} file") from None
    if found.width < 1 or found.height < 1:
        raise PictureError(f"is a {kind} file without dimensions")
    if found.width * found.height > _MOST_PIXELS:
        raise PictureError(
            f"is {found.width} × {found.height} pixels, more than the limit of 100 megapixels",
            "make it smaller",
        )
    return found


def _header(kind: str, data: bytes) -> Header:
    import imagesize  # few pages show a picture, and it imports much of the standard library

    if not _is_whole(kind, data):
        raise IndexError
    width, height = imagesize.get(BytesIO(data))  # -1 for what it can't read; turned, where a camera was
    return Header(kind, width, height, _is_transparent(kind, data))


def foreign_kind(data: bytes) -> str:
    """What a file is that is no picture for a card, as far as its first bytes tell."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, name in _FOREIGN:
        if start.startswith(magic):
            return name
    if b"<svg" in data[:4096].lower():
        return "an SVG file"
    return "no picture"


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
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "AVIF": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}


def _is_whole(kind: str, data: bytes) -> bool:
    """Whether the end of a file is there, as far as its marks tell."""
    match kind:
        case "PNG":
            return 0 < data.find(b"IDAT") < data.rfind(b"IEND")
        case "JPEG":
            return 0 < data.rfind(b"\xff\xda") < data.rfind(b"\xff\xd9")  # the last, for a thumbnail has its own
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
    """A GIF is as large as all its frames: some browsers make room for them, and imagesize does not tell them."""
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
