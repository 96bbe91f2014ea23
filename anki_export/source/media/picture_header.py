"""The header of a picture → what it is, how large, and whether one sees through it.

No library for pictures is needed: each format tells it in its first bytes, or in a list of chunks.

>>> header(b"GIF89a" + bytes([3, 0, 2, 0, 0, 0, 0]) + b";")
Header(kind='GIF', width=3, height=2, is_transparent=False)
"""

import struct
from collections.abc import Callable, Iterator
from struct import unpack_from

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

    def __init__(self, reason: str, hint: str = "mend the path, or add the file") -> None:
        super().__init__(reason)
        self.hint = hint


_MOST_PIXELS = 100_000_000
"""Pixels beyond which a picture is not packed: a phone needs four bytes for each, however small the file is."""


def header(data: bytes) -> Header:
    """Read the header of a PNG, JPEG, GIF, WebP or AVIF file; raises PictureError for anything else or too large."""
    if not data:
        raise PictureError("is empty")
    for kind, is_one, read in _FORMATS:
        if is_one(data):
            try:
                found = read(data)
            except (struct.error, IndexError):
                raise PictureError(f"is a {kind} file that breaks off") from None
            if found.kind != "AVIF" and not (found.width and found.height):
                raise PictureError(f"is a {kind} file without size")
            if found.width * found.height > _MOST_PIXELS:
                raise PictureError(
                    f"is {found.width} × {found.height} pixels large: no more than 100 megapixels can be shown",
                    "make it smaller",
                )
            return found
    raise PictureError(f"is {foreign_kind(data)}")


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
    (b"version https://git-lfs", "a placeholder of Git LFS: fetch the file"),
)


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR":
        raise PictureError("is a broken PNG file")
    width, height, _, colour = unpack_from(">IIBB", data, 16)
    is_transparent, has_pixels, has_end = colour in (4, 6), False, False
    for name, start, length in _png_chunks(data):
        if start + length > len(data):
            raise IndexError
        is_transparent |= name == b"tRNS"
        has_pixels |= name == b"IDAT"
        if name == b"IEND":
            has_end = True
            break
    if not (has_pixels and has_end):
        raise IndexError
    return Header("PNG", width, height, is_transparent)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    position = 8
    while position < len(data):
        (length,) = unpack_from(">I", data, position)
        yield data[position + 4 : position + 8], position + 8, length
        position += length + 12


_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(data: bytes) -> Header:
    position = 2
    width = height = 0
    turned = False
    while True:
        while data[position] != 0xFF:
            position += 1
        while data[position] == 0xFF:
            position += 1
        marker = data[position]
        position += 1
        if marker == 0xD9:
            raise IndexError  # the end before any pixels
        if marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            continue
        (length,) = unpack_from(">H", data, position)
        if marker == 0xE1 and data[position + 2 : position + 8] == b"Exif\0\0":
            turned = _is_turned(data[position + 8 : position + length])
        if marker in _JPEG_SIZES:
            height, width = unpack_from(">HH", data, position + 3)
        if marker == 0xDA:
            break
        position += max(length, 2)
    if data.find(b"\xff\xd9", position) < 0:
        raise IndexError
    return Header("JPEG", *((height, width) if turned else (width, height)), False)


def _is_turned(exif: bytes) -> bool:
    """Whether a camera was held sideways: browsers then show the picture turned by a quarter."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    try:
        if order:
            (start,) = unpack_from(f"{order}I", exif, 4)
            (count,) = unpack_from(f"{order}H", exif, start)
            for i in range(count):
                tag, _, _, value = unpack_from(f"{order}HHIH", exif, start + 2 + 12 * i)
                if tag == 0x0112:
                    return bool(5 <= value <= 8)
    except struct.error:
        pass  # a broken note about the camera harms no picture
    return False


def _gif(data: bytes) -> Header:
    width, height, flags = unpack_from("<HHB", data, 6)
    position = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    is_transparent = False
    while data[position] != 0x3B:
        if data[position] == 0x21:
            is_transparent |= data[position + 1] == 0xF9 and bool(data[position + 3] & 1)
            position += 2
        elif data[position] == 0x2C:
            left, top, wide, high, local = unpack_from("<HHHHB", data, position + 1)
            width, height = max(width, left + wide), max(height, top + high)  # some browsers make room for it
            position += 11 + (3 << (local & 7) + 1 if local & 0x80 else 0)
        else:
            raise PictureError("is a broken GIF file")
        while data[position]:
            position += data[position] + 1
        position += 1
    return Header("GIF", width, height, is_transparent)


def _webp(data: bytes) -> Header:
    (size,) = unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise IndexError
    match data[12:16]:
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            height = int.from_bytes(data[27:30], "little") + 1
            return Header("WebP", width, height, bool(data[20] & 0x10))
        case b"VP8L":
            (bits,) = unpack_from("<I", data, 21)
            return Header("WebP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1))
        case b"VP8 ":
            width, height = unpack_from("<HH", data, 26)
            return Header("WebP", width & 0x3FFF, height & 0x3FFF, False)
    raise PictureError("is a broken WebP file")


def _avif(data: bytes) -> Header:
    """Sizes stand in boxes of type `ispe`; the largest is the picture, others are thumbnails or tiles."""
    position, boxes = 0, set()
    while position < len(data):
        (length,) = unpack_from(">I", data, position)
        boxes.add(data[position + 4 : position + 8])
        if length == 1:
            (length,) = unpack_from(">Q", data, position + 8)
        if length == 0:  # the last box runs to the end
            break
        if length < 8 or position + length > len(data):
            raise IndexError
        position += length
    if not {b"meta", b"mdat"} <= boxes:
        raise IndexError
    sizes = [(0, 0)]
    position = data.find(b"ispe")
    while position >= 0:
        sizes.append(unpack_from(">II", data, position + 8))
        position = data.find(b"ispe", position + 4)
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Header("AVIF", width, height, b"auxC" in data and b":alpha" in data)


_FORMATS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], Header]], ...] = (
    ("PNG", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    ("JPEG", lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg),
    ("GIF", lambda data: data[:6] in (b"GIF87a", b"GIF89a"), _gif),
    ("WebP", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
    ("AVIF", lambda data: data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"), _avif),
)
