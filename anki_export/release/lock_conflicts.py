"""Merge the two sides of a lock in which git has left conflicts, or that git has merged without regard to its rows.

The lock has one row for each deck, bundle and card, so it is read line by line: the rows of both sides are kept, and of
each deck, bundle and card the row that says most. For a card, that can depend on the pages as the author has merged
them, so all its rows are kept until these have been read: see `settled`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from anki_export.release.lock import (
    FORMAT,
    Bundle,
    Card,
    Deck,
    Head,
    Lock,
    LockError,
    check_lock,
    cleaned,
    json_line,
    newer,
)
from anki_export.source.pages_and_questions import Question
from anki_export.text.merge_conflicts import marker
from anki_export.text.normalize import normalised

_HEAD = '{"format"'
_END = "]}"
_REQUIRED = frozenset({'"decks": [', '"cards": ['})
_STRUCTURE = _REQUIRED | {"", '"bundles": [', "]", _END}
"""The lines between the rows, without commas."""
_Row = TypeVar("_Row", Deck, Bundle)


class Merged(Struct, frozen=True):
    """A lock with the rows of both sides."""

    lock: Lock
    """With the latest row of each card."""
    rows: Mapping[str, tuple[Card, ...]]
    """All rows of each card of which there are several, by guid."""


def merge_lock(data: bytes) -> Merged:
    """Read both sides of a lock; raises LockError for a line that is neither a row nor a conflict marker.

    Commas at line ends may be missing or superfluous.
    """
    heads, decks, bundles, cards = _rows(data)
    rows: dict[str, dict[Card, None]] = defaultdict(dict)
    for card in cards:
        rows[card.guid][card] = None
    by_slug = _highest((deck.slug, deck) for deck in decks)
    by_tag = _highest((bundle.tag, bundle) for bundle in bundles if bundle.slug not in by_slug)
    by_name = {bundle.slug: bundle for bundle in reversed(by_tag.values())}  # of two, the first one keeps it
    latest = max(heads, key=lambda head: head.note_type.modified).note_type
    digests = {head.note_type.digest for head in heads if head.note_type.modified == latest.modified}
    lock = Lock(
        by_slug,
        tuple(_merged_card(tuple(same)) for same in rows.values()),
        latest.digest if len(digests) == 1 else "",  # learners of the other side need a later time
        latest.modified,
        min(head.started for head in heads),
        {bundle.tag: bundle for bundle in sorted(by_name.values(), key=lambda bundle: bundle.tag)},
    )
    check_lock(lock, data)
    return Merged(lock, {guid: tuple(same) for guid, same in rows.items() if len(same) > 1})


def settled(merged: Merged, questions: Sequence[Question]) -> Lock:
    """The merged lock, with the row of each card that fits the pages best; they ask `questions`."""
    asked = _OnPages(
        frozenset((question.page, question.key) for question in questions),
        frozenset((question.key, question.answer_text) for question in questions),
        frozenset(normalised(question.key) for question in questions),
    )
    cards = (
        _merged_card(merged.rows[card.guid], asked) if card.guid in merged.rows else card for card in merged.lock.cards
    )
    return replace(merged.lock, cards=tuple(cards))


class _OnPages(Struct, frozen=True):
    """What the pages ask."""

    on_pages: frozenset[tuple[str, str]] = frozenset()
    """Pages and questions."""
    with_answers: frozenset[tuple[str, str]] = frozenset()
    """Questions and answers."""
    questions: frozenset[str] = frozenset()
    """Normalised."""


_NOTHING = _OnPages()


def _merged_card(rows: Sequence[Card], asked: _OnPages = _NOTHING) -> Card:
    """The row of a card that has several.

    A card in use stays in use: if its question is on no page, the next build retires it again. What is asked now is
    found again only by its own text, so the row with that text counts; otherwise the latest one, as `modified` grows
    with each change of the content. The next build releases the card again, with a later time, if learners of the other
    side would not get that content otherwise.
    """
    best = max(
        rows,
        key=lambda row: (
            not row.retired,
            (row.question, row.answer) in asked.with_answers,
            normalised(row.question) in asked.questions,
            row.modified,
            json_line(row),  # so that it does not matter which branch was merged into which
        ),
    )
    modified = max(row.modified for row in rows)
    latest = [row for row in rows if row.modified == modified]
    is_known = all((row.digest, bool(row.retired)) == (best.digest, bool(best.retired)) for row in latest)
    ids = {row.id for row in rows if row.id}
    pages = [row.page for row in (best, *rows) if (row.page, best.question) in asked.on_pages]
    return replace(
        best,
        page=pages[0] if pages else best.page,
        modified=modified,
        digest=best.digest if is_known else "",
        id=ids.pop() if len(ids) == 1 else "",  # with two, the text tells which question it is
        apart=max(row.apart for row in latest),
        last=max(row.last for row in rows) if best.retired else "",
    )


def _highest(rows: Iterable[tuple[str, _Row]]) -> dict[str, _Row]:
    """The row with the highest version for each key, sorted by key."""
    found: dict[str, _Row] = {}
    for key, row in rows:
        found[key] = max(found.get(key, row), row, key=lambda one: (_numbers(one.version), json_line(one)))
    return dict(sorted(found.items()))


def _numbers(version: str) -> list[int]:
    return [int(part[:9]) if part.isdecimal() else -1 for part in version.split(".")]  # `problem_of` reports others


class _Rows(NamedTuple):
    """The rows of both sides."""

    heads: Sequence[Head]
    decks: Sequence[Deck]
    bundles: Sequence[Bundle]
    cards: Sequence[Card]


def _rows(data: bytes) -> _Rows:
    heads: list[Head] = []
    decks: list[Deck] = []
    bundles: list[Bundle] = []
    cards: list[Card] = []
    structure: list[str] = []
    is_base = False
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            text = line.decode().strip()
            if sign := marker(text):
                is_base = sign == "|"
            elif is_base:
                continue
            elif (bare := text.strip(",")) in _STRUCTURE:
                structure += [bare] if bare else []
            else:
                match _row(bare):
                    case Head() as head:
                        heads.append(head)
                    case Deck() as deck:
                        decks.append(deck)
                    case Bundle() as bundle:
                        bundles.append(bundle)
                    case card:
                        cards.append(card)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise LockError(number, "this line of the lock is damaged") from None
    if not heads or not _REQUIRED.issubset(structure) or structure[-1] != _END:
        raise LockError(number, "the end of the lock is missing")
    return _Rows(heads, decks, bundles, cards)


def _row(text: str) -> Head | Deck | Bundle | Card:
    """The row of a line; raises DecodeError if it is not a valid one."""
    row = msgspec.json.decode(f"{text}}}" if text.startswith(_HEAD) else text, type=dict[str, Any])
    if "format" in row:
        head = msgspec.convert(row, Head)
        if head.format > FORMAT:
            raise newer(head.format)
        return head
    kind: type[Card | Bundle | Deck] = Card if "guid" in row else Bundle if "decks" in row else Deck
    return cleaned(msgspec.convert(row, kind))
