"""Admonitions of kinds that do not ask by themselves, on pages where the titles of such a kind do:

    ??? quiz "1. What is a tag?"                ??? todo "2. Which command shows the history?"
        A fixed name for a commit.                  - [x] `git log`
                                                    - [ ] `git diff`

Only the page as a whole shows it. A kind asks if most titles of its collapsed blocks do; for a kind that sites use for
asides, such as `note`, it takes more, unless a title announces questions and nothing but its own heading is on the
page. Blocks that are not collapsed count there, below a heading that announces questions, and elsewhere if their kind
names a quiz or a question, `!!! quiz`, their body has ticked options, as in `!!! exercise choice`, or is a collapsed
block whose title asks nothing. A label in the title of a collapsed block is enough: `??? tip "Question: which tag is
new?"`, "Self-test: why?". Where the others of a kind ask, those whose titles order in a sentence do, too, for asides
below a heading that announces questions: `:::{dropdown} Name two tags.`

Not questions: titles such as "Need a hint?", "Show answer", or one that repeats; blocks inside others; kinds of answers
and hints.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.lines import tick_box
from anki_export.source.question_numbers import numbers_of
from anki_export.source.syntax.admonitions import (
    ANSWER_KINDS,
    ANY_KINDS,
    COLLAPSED,
    EXPANDED,
    EXTRA_KINDS,
    OPEN,
    QUESTION_KINDS,
)
from anki_export.source.syntax.emphasis_and_review_marks import is_east_asian
from anki_export.source.thresholds import BOXES, BOXES_OF_ASIDES
from anki_export.text.classify_labels import asks_nothing, is_label, is_label_of, label_end, names_extra, names_quiz
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, is_order

IS_ANNOUNCED = "is_announced"
"""The key in the environment of the parser of the function that tells whether a page says that it has questions."""
_MYST = "{admonition}"
"""A kind of its own where it is collapsed: its class, such as `hint`, only gives it another colour."""
_ASIDES = EXTRA_KINDS | ANY_KINDS | {"summary", "tldr", _MYST}
"""The kinds of Material for MkDocs with which an article adds something."""
_MARKS = "?？؟ "
_STOPS = (".", "。")
_FEW_WORDS, _LONGEST_ASIDE = 3, 5
"""In words, two characters each where no spaces separate them: "Using Windows?" and "Envie d'en savoir plus ?"."""


class _Box(Struct, frozen=True):
    """A block that is in no other one, apart from tabs."""

    opening: Token
    inside: Sequence[Token]
    head: str
    """The heading of its section."""

    @property
    def title(self) -> str:
        return str(self.opening.meta["opener"].title)

    @property
    def kind(self) -> str:
        return self.opening.info


def mark_asking_admonitions(state: StateCore) -> None:
    """Mark the blocks that ask, before numbers are removed from their titles and these are parsed."""
    opened = (token for token in state.tokens if token.type == "details_open")
    if not any(map(_may_ask, opened)):
        return  # as on most pages
    by_kind: dict[str, list[_Box]] = defaultdict(list)
    lines = state.src.split("\n") if _MYST in state.src else ()
    for box in _boxes(state.tokens):
        if _may_ask(box.opening):
            is_own = lines and box.opening.markup == COLLAPSED and _MYST in lines[(box.opening.map or [0])[0]]
            by_kind[_MYST if is_own else box.kind].append(box)
    heads = [token.tag for token in state.tokens if token.type in ("heading_open", "entry_open") and not token.level]
    is_list = heads in ([], ["h1"]) and state.env.get(IS_ANNOUNCED, bool)()
    asking: list[_Box] = []
    for kind, boxes in by_kind.items():
        is_for_answers = kind in ANSWER_KINDS or is_label_of(kind, "answer", "solution", "hint")
        asking += [] if is_for_answers else _asking(kind, boxes, is_list=is_list)
        asking += [one for one in boxes if _is_choice(one) or _is_labelled(one)]
    for box in asking:
        box.opening.meta["asks"] = box.opening.meta["title"].meta["is_title"] = True


def _may_ask(opening: Token) -> bool:
    """Whether a marker or a tag opens a block that is not one of questions: raw HTML has its own format."""
    return opening.markup in (COLLAPSED, EXPANDED, OPEN) and opening.info not in QUESTION_KINDS


def _boxes(tokens: Sequence[Token]) -> Iterator[_Box]:
    outer: list[Token] = []
    """What a token is in."""
    start, head = -1, ""
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            head = tokens[i + 1].content
        elif token.type in ("details_open", "entry_open"):
            if token.info != "tab" and all(one.info == "tab" for one in outer):
                start = i
            outer.append(token)
        elif token.type in ("details_close", "entry_close"):
            opening = outer.pop()
            if opening is tokens[start] and opening.type == "details_open":
                yield _Box(opening, tokens[start + 1 : i], head)


def _asking(kind: str, boxes: Sequence[_Box], *, is_list: bool) -> list[_Box]:
    """The blocks of a kind that ask, if enough of them do; fewer where they are a list of questions."""
    titles = [box.title for box in boxes]
    repeats = Counter(map(str.casefold, titles))
    found: list[_Box] = []
    orders: list[_Box] = []
    for box, number in zip(boxes, numbers_of(titles), strict=True):
        text = number.rest if number else box.title
        is_announced = announces_questions(box.head)
        is_of_quiz = is_list or names_quiz(kind) or is_label_of(kind, "question") or is_announced
        is_shown = box.opening.markup == OPEN and not (is_of_quiz or _is_hidden(box))
        is_offer = number is None and _offers(kind, text)
        is_other = is_shown or is_offer or asks_nothing(text) or repeats[box.title.casefold()] > 1
        if not is_other and is_clear_question(text):
            found.append(box)
        elif not is_other and (kind not in _ASIDES or is_announced) and _is_sentence_that_orders(box, text):
            orders.append(box)
    enough = BOXES_OF_ASIDES if kind in _ASIDES and not is_list else BOXES
    beside = min(len(orders), len(found) // 2)  # more of them are advice
    return [*found, *orders] if enough.of(len(found), len(boxes) - beside) else []


def _is_sentence_that_orders(box: _Box, text: str) -> bool:
    """Whether a collapsed block has a title that orders and ends as a sentence; "Show the log" offers something."""
    return box.opening.markup == COLLAPSED and text.endswith(_STOPS) and is_order(text)


def _offers(kind: str, text: str) -> bool:
    return may_offer(text) and (names_extra(text) or (kind in _ASIDES and may_offer(text, _FEW_WORDS)))


def may_offer(title: str, longest: int = _LONGEST_ASIDE) -> bool:
    """Whether only a question mark says that a title asks, and it is as short as "Want to know more?"."""
    text = title.rstrip(_MARKS)
    each = text.split()
    words = len(each) if text.isascii() else sum(len(word) / 2 if is_east_asian(word[0]) else 1 for word in each)
    return text != title and words <= longest and not is_clear_question(text)


def _is_hidden(box: _Box) -> bool:
    """Whether all of a body is a collapsed block whose title asks nothing."""
    level = box.opening.level + 1
    body = [token for token in box.inside if token.level == level and not token.type.startswith("details_title")]
    is_one = [token.type for token in body] == ["details_open", "details_close"] and body[0].markup != OPEN
    return is_one and asks_nothing(body[0].meta["opener"].title)


def _is_choice(box: _Box) -> bool:
    """Whether a block that names a quiz or an exercise asks, in its title or above its options, some of them ticked."""
    if not (names_quiz(box.kind) or is_label_of(box.kind, "question", "exercise")):
        return False
    level = box.opening.level + 1
    options = [tick for token in box.inside if token.level == level + 3 and (tick := tick_box(token.content))]
    above = [token.content for token in box.inside if token.type == "inline" and token.level == level + 1]
    is_asked = any(is_clear_question(text) for text in (box.title, *above)) or is_order(box.title)
    return {option.is_ticked for option in options} == {True, False} and bool(box.title) and is_asked


def _is_labelled(box: _Box) -> bool:
    """Whether a collapsed block has a title such as "Question: which tag is new?", or "Self-test: why?"."""
    label, _, after = box.title.partition(":")
    is_quiz = is_label(label) and (names_quiz(label) or announces_questions(label)) and is_clear_question(after)
    return box.opening.markup == COLLAPSED and (is_quiz or label_end(box.title, "question") > 0)
