"""The names of decks, and slugs, of which their files are named."""

import hashlib
import re
from functools import lru_cache

from anki_export.text.invisible_characters import as_name

LONGEST_PART = 100
"""Maximum length of a part of a deck name: more than any client shows."""
_TAG_BYTES = 60
"""Maximum length of a part of a tag, in bytes: longer tags are cut off in the browser of Anki."""


@lru_cache(1 << 10)  # the questions of a page have the same tags
def slug(text: str) -> str:
    """Convert to lower-case letters, digits and dashes, in any script.

    >>> slug("C++ & C#"), slug("Machine Learning")
    ('cplusplus-csharp', 'machine-learning')
    """
    return re.sub(r"[^\w]+|_+", "-", text.lower().replace("+", "plus").replace("#", "sharp")).strip("-")


def shortened(name: str, most: int) -> str:
    """A slug of at most `most` bytes; a longer one is truncated and ends with a digest.

    >>> shortened("git-and-more", 20), shortened("git-and-more-and-still-more", 20)
    ('git-and-more', 'git-and-mor-fd8272d2')
    """
    if len(name.encode()) <= most:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    start = name.encode()[: most - 9].decode(errors="ignore").rstrip("-")
    return f"{start}-{digest}"


def tag_part(text: str) -> str:
    """A text as a part of a tag, such as `file-systems`."""
    return shortened(slug(text), _TAG_BYTES)


@lru_cache(1 << 10)  # many pages have the same topic
def deck_name(topic: str) -> tuple[str, tuple[str, ...]]:
    """A topic as a deck name, with parts separated by `::`, and the problems found in the parts.

    >>> deck_name("Cloud :: AWS"), deck_name("x::::y")
    (('Cloud::AWS', ()), ('x::y', ('has an empty part, which is omitted',)))
    """
    problems = []
    parts = [as_name(part).strip(" :") for part in topic.split("::")]
    if topic and not all(parts):
        problems.append("has an empty part, which is omitted")
    if any(len(part) > LONGEST_PART for part in parts):
        problems.append(f"has a part longer than {LONGEST_PART} characters, which is truncated")
    return "::".join(_cut_short(part) for part in parts if part), tuple(problems)


def _cut_short(part: str) -> str:
    if len(part) <= LONGEST_PART:
        return part
    start = part[: LONGEST_PART - 1]
    return f"{start[: start.rfind(' ', 1)] if ' ' in start.strip() else start}…"


def one_line(text: str) -> str:
    """`text` with single spaces."""
    return " ".join(text.split())
