"""The names of pictures and sounds."""

from pathlib import PurePath

MEDIA_SUFFIXES = frozenset(
    ".apng .avif .bmp .gif .heic .ico .jpeg .jpg .jxl .png .svg .tif .tiff .webp"
    " .aac .flac .m4a .mp3 .oga .ogg .opus .wav".split()
)


def is_media(name: str) -> bool:
    """Whether a file is a picture or sound, by its name, and not hidden.

    >>> is_media("Map.PNG"), is_media(".map.png"), is_media("map.md")
    (True, False, False)
    """
    return PurePath(name).suffix.lower() in MEDIA_SUFFIXES and not name.startswith(".")
