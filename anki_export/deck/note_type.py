"""The note type: ids and fields, which never change, and the templates in this folder.

With other fields or another id, every learner would get a second note type and no updates of old notes. A test pins
these constants.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

MODEL_ID = 1741095283164
MODEL_NAME = "Interview question"
FIELDS = (
    ("Question", 3158272640917253841),
    ("Answer", 7720391846502918374),
    ("Explanation", 1936482750193847265),
    ("Topic", 8203917465820193746),
    ("Level", 4571920386475610293),
    ("Source", 6092817364509182736),
    ("Version", 2847561930284756193),
    ("Extra", 5310298475610394857),
)
"""Names and ids in order. Extra is reserved and empty."""
TEMPLATE = ("Card 1", 9018273645564738291)


class Style(Struct, frozen=True):
    """Templates and styles, which may change."""

    front: str
    back: str
    css: str
    own: str = ""
    """Digest of the project's own part, which its settings add; empty if they add nothing."""

    @property
    def digest(self) -> str:
        """A digest of what is written into packages, to detect changes."""
        return _digest(self)


@cache
def _digest(style: Style) -> str:
    return short_digest((style.front, style.back, style.css))


def short_digest(texts: Sequence[object]) -> str:
    """A digest of 16 hexadecimal digits."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]


def style() -> Style:
    """The templates and styles of this version of the program."""
    folder = Path(__file__).parent
    front, back, css = ((folder / name).read_text("utf-8") for name in ("front.html", "back.html", "card.css"))
    return Style(front, back, css)
