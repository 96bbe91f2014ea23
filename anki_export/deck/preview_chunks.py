"""Split what a preview shows of its cards into parts, which load separately."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from anki_export.source.pages_and_questions import Media

_MIME = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".avif": "image/avif", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav",
    ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac",
}  # fmt: skip
"""Media types that browsers need; they detect the others."""
ONE_PAGE = 8 << 20
"""Maximum characters of parts on the page itself, which is one file then: 4,000 usual cards, which open in 0.3 s."""
_PART = {"cards": 1 << 18, "texts": 1 << 20}
"""Maximum characters of a part in a separate file, if it is of several cards; it loads in some 10 ms.

A search needs all texts, and so fewer files.
"""


class PreviewCard(Struct, frozen=True):
    """What a preview has of a card."""

    row: list[Any]
    """In the index, which is loaded first: its size, guid, change, and codes of messages if it has any."""
    details: str
    """JSON of what is needed to render it, except for the number of its templates."""
    text: str
    """JSON of what a search looks into, in lower case, as NFC."""
    templates: tuple[tuple[str, str], ...]
    """The fields for its templates."""
    media: tuple[Media, ...]
    has_math: bool


class Part(Struct, frozen=True):
    """A part of the data."""

    size: int
    """The number of its cards."""
    json: str


def chunks_of(
    cards: Sequence[PreviewCard], templates: Mapping[tuple[tuple[str, str], ...], int]
) -> dict[str, list[Part]]:
    """Parts of consecutive cards: what is needed to render and to search them; each is one part if that is little."""
    texts = [len(card.text) for card in cards]
    media = {file.name: len(file.data) for card in cards for file in card.media}
    is_little = sum(len(card.details) for card in cards) + sum(texts) + sum(media.values()) * 4 // 3 < ONE_PAGE
    sizes = [len(card.details) + sum(len(file.data) for file in card.media) for card in cards]
    limits = dict.fromkeys(_PART, sum(sizes)) if is_little else _PART
    return {
        "cards": [
            Part(len(run), _cards_part(cards[run.start : run.stop], templates)) for run in _runs(sizes, limits["cards"])
        ],
        "texts": [Part(len(run), f"[{','.join(cards[n].text for n in run)}]") for run in _runs(texts, limits["texts"])],
    }


def _cards_part(cards: Sequence[PreviewCard], templates: Mapping[tuple[tuple[str, str], ...], int]) -> str:
    drawn = ",".join(f'{card.details[:-1]},"template":{templates[card.templates]}}}' for card in cards)
    media = {file.name: file for card in cards for file in card.media}
    urls = as_json({name: _data_url(media[name]) for name in sorted(media)})
    return f'{{"cards":[{drawn}],"media":{urls}}}'


def _runs(sizes: Sequence[int], limit: int) -> Iterator[range]:
    """Yield ranges whose sizes add up to the limit at most, except for a single one that is larger."""
    start, total = 0, 0
    for number, size in enumerate(sizes):
        if total + size > limit and number > start:
            yield range(start, number)
            start, total = number, 0
        total += size
    if sizes:
        yield range(start, len(sizes))


def as_json(value: object) -> str:
    """JSON for a script: it has no characters that could end one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def _data_url(file: Media) -> str:
    mime = _MIME.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream")
    return f"data:{mime};base64,{b64encode(file.data).decode()}"
