"""What the questions of a page have in common: evidence for how the author means each of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from anki_export.source.body.blocks import text_of
from anki_export.source.body.find_options import has_letters_in, has_tick_box
from anki_export.source.body.types import Habits
from anki_export.source.entry import Entry
from anki_export.text.labels import names_quiz

_FEW = 2
"""With so few questions, most is one or two."""


def habits_of(entries: Iterable[Entry], title: str) -> Habits:
    """The habits of a page with this title and these questions."""
    own = [entry for entry in entries if not entry.is_nested]
    counts = Counter(title for entry in own for title in {box_title(box) for box in _collapsed(entry.body)})
    titles = {title: count for title, count in counts.items() if count * 2 >= len(own)}
    ticks = [{"checked=" in token.children[0].content for token in entry.body if has_tick_box(token)} for entry in own]  # type: ignore[index]
    choose = names_quiz(title) and _choose(own, ticks)
    return Habits(titles, {True, False} in ticks, choose)


def _choose(entries: Sequence[Entry], ticks: Sequence[set[bool]]) -> bool:
    """Whether most of some questions have options."""
    options = sum(bool(found) or has_letters_in(entry.body) for found, entry in zip(ticks, entries, strict=True))
    return options * 2 > len(entries) > _FEW


def box_title(opening: Token) -> str:
    """The title of an admonition in lower case; empty if the author gave none."""
    title = opening.meta["title"].children or ()
    return " ".join(text_of(title).casefold().split()) if opening.meta["opener"].title else ""


def is_collapsed(opening: Token) -> bool:
    """Whether a token opens a collapsed admonition."""
    return opening.type == "details_open" and opening.meta["opener"].is_collapsed


def _collapsed(body: Sequence[Token]) -> Iterator[Token]:
    """The opening tokens of collapsed admonitions on the top level of a body."""
    depth = 0
    for token in body:
        if not depth and is_collapsed(token):
            yield token
        depth += token.nesting
