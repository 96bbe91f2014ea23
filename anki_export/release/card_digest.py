"""Digests of the content of a card, to detect whether it changed, and whether a learner reads the difference.

A newer version of this program or of a library may render the same content in another way. Only an author makes a
release, so a card counts as unchanged as long as it reads the same.
"""

import hashlib
from functools import lru_cache

from anki_export.release.lock import Card, json_line
from anki_export.release.types import content_of
from anki_export.source.pages_and_questions import Question
from anki_export.text.canonical_html import canonical

_HTML = 5
"""How many fields of a content are HTML: all but the address of the source and the tags."""


_canonical_name = lru_cache(canonical)
"""Topic and level: many cards share them."""


def card_content(question: Question, names: tuple[str, str], tags: tuple[str, ...]) -> tuple[str, ...]:
    """What a learner sees on a card, and its tags; `names` and `tags` are those of its deck, as from `names_of`."""
    return (*content_of(question, names), *tags)


def content_digest(content: tuple[str, ...]) -> str:
    """Digest of a content as it is written into a package."""
    return hashlib.sha256(json_line(content)).hexdigest()[:16]


def reads_of(content: tuple[str, ...]) -> str:
    """Digest of what a learner reads; empty if it equals that of the content."""
    question, answer, explanation, *names = content[:_HTML]
    html = (canonical(question), canonical(answer), canonical(explanation), *map(_canonical_name, names))
    read = (*html, *content[_HTML:])
    return "" if read == content else content_digest(read)


def reads_the_same(content: tuple[str, ...], card: Card) -> bool:
    """Whether a learner reads the same as on the card that was released.

    Of a card that was released before the lock had this digest, only the content as written is known; without any
    digest, learners have another text.
    """
    return card.digest != "" and (reads_of(content) or content_digest(content)) == (card.reads or card.digest)
