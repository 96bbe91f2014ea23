"""Write and read temporary files in pieces: for data that memory should not hold several times."""

from collections.abc import Iterable, Iterator
from pathlib import Path

_PIECE = 1 << 18
"""How many bytes are read at once."""


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield the content of a file in pieces, of which the first has the first 256 KiB; raises OSError."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a new file; raises OSError."""
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)
