"""Collapsed blocks by what their titles say: answers, hints, explanations.

??? note "Answer"                    an answer, of any kind of block
??? success "Solution in Python"     probably one, if what is above it asks
??? tip "Click to reveal"            so is this, if the page has others
??? done "`is_odd`, an example"      and one that is where others of its kind are answers
??? note "Odpověď"                   and titles in any language that repeat, always below a question mark
=== "Answer"                         a tab after one that is named as a question
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.body.blocks import Block, text_of
from anki_export.source.syntax.admonitions import ANSWER_KINDS, QUESTION_KINDS
from anki_export.text.classify_labels import (
    answers_something,
    asks,
    begins_with_answer,
    is_answer_label,
    is_label,
    is_plain,
    names_answer,
    names_explanation,
    names_extra,
    names_hint,
)
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import ends_in_question, is_order

_NEAR = 6
"""The number of paragraphs and options above such a block that are searched for the question."""
_PAIR = 2
_MANY = 3
"""Two logs or links may be below questions in an article."""
_FEW = 2
"""A title that only says "Click here" is that of an answer where it repeats."""
_ANSWER_TITLE = "Answer"
_DIGITS = regex(r"\d+")


class AnswerName(Enum):
    """What the title of a collapsed block names."""

    ANSWER = auto()
    LIKELY_ANSWER = auto()
    """An answer if there is a question above it."""
    HINT = auto()
    EXPLANATION = auto()
    OTHER = auto()

    @property
    def is_answer(self) -> bool:
        return self in (AnswerName.ANSWER, AnswerName.LIKELY_ANSWER)


class AnswerBoxes(Struct, frozen=True):
    """The collapsed blocks of a page that answer, explain or give hints."""

    names: Mapping[int, AnswerName]
    """What they name, by the `id` of their opening tokens."""
    usual: str
    """The kind of most answers."""

    def naming(self, box: Token | Block) -> AnswerName:
        """What a block names."""
        return self.names.get(id(box.opening if isinstance(box, Block) else box), AnswerName.OTHER)

    def is_answer(self, box: Token | Block) -> bool:
        return self.naming(box).is_answer

    def is_hint(self, box: Token | Block) -> bool:
        return self.naming(box) is AnswerName.HINT


_BY_KIND = {
    **dict.fromkeys((*ANSWER_KINDS, "showme"), AnswerName.LIKELY_ANSWER),
    **dict.fromkeys(("answer", "solution"), AnswerName.ANSWER),
    "hint": AnswerName.HINT,
}
"""What a block without a title is."""


def answer_boxes(tokens: Sequence[Token]) -> AnswerBoxes:
    """The collapsed blocks of a page, without those that name nothing."""
    opened = [token for token in tokens if token.type == "details_open"]
    boxes = [token for token in opened if token.meta["opener"].marker[0] == "?"]
    titles = list(map(_title, boxes))
    found = [_naming(box.info, title) for box, title in zip(boxes, titles, strict=True)]
    repeats = Counter(titles)
    has_answers = AnswerName.ANSWER in found
    for at, (name, title) in enumerate(zip(found, titles, strict=True)):
        is_likely = title and name is AnswerName.OTHER and (has_answers or repeats[title] >= _FEW)
        if is_likely and not asks(title) and is_plain(title):
            found[at] = AnswerName.LIKELY_ANSWER
    named = {id(box): name for box, name in zip(boxes, found, strict=True) if name is not AnswerName.OTHER}
    if not has_answers and any(count >= _MANY and not asks(title) for title, count in repeats.items()):
        both = zip(boxes, titles, strict=True)
        may_answer = {id(box): title for box, title in both if title or box.info == "details"}
        named |= dict.fromkeys(_below_questions(tokens, may_answer), AnswerName.LIKELY_ANSWER)
    kinds = Counter(box.info for box, name in zip(boxes, found, strict=True) if name is AnswerName.ANSWER)
    tabs = _tabs(tokens) if any(token.info == "tab" for token in opened) else ()
    return AnswerBoxes(named | dict(tabs), next((kind for kind, _ in kinds.most_common(1)), ""))


def name_as_answers(tokens: Sequence[Token]) -> None:
    """Give the collapsed blocks of a page the title of an answer, which they are as the pages of its folder show."""
    for box in tokens:
        if box.type == "details_open" and box.meta["opener"].is_collapsed:
            title: Token = box.meta["title"]
            title.content = _ANSWER_TITLE
            title.children = [Token("text", "", 0, content=_ANSWER_TITLE)]


def _tabs(tokens: Sequence[Token]) -> Iterator[tuple[int, AnswerName]]:
    """What the tabs name that are answers or hints after one named as a question, or a single one: `=== "Answer"`.

    Beside only one tab, one that ends with a question is the question, whatever its name.
    """
    runs: dict[int, list[Token]] = {}
    opened: list[Token] = []
    last: dict[int, str] = {}
    """The last text in each tab."""
    closed = None
    """The tab that ends right above a token."""
    for token in tokens:
        if token.type == "details_open" and token.info == "tab":
            runs[id(token)] = runs.get(id(closed), [])
            runs[id(token)].append(token)
        if token.nesting > 0:
            opened.append(token)
        if token.type == "inline":
            last |= {id(one): token.content for one in opened}
        closed = opened.pop() if token.nesting < 0 and opened else None
    for run in {id(run): run for run in runs.values()}.values():
        first, *others = map(_title, run)
        if not others and is_answer_label(first):
            yield id(run[0]), AnswerName.LIKELY_ANSWER
        asks_first = is_label(first) or (len(run) == _PAIR and ends_in_question(last.get(id(run[0]), "")))
        if asks_first and not is_answer_label(first) and any(map(is_answer_label, others)):
            yield from ((id(tab), AnswerName.LIKELY_ANSWER) for tab in run if is_answer_label(_title(tab)))
            yield from ((id(tab), AnswerName.HINT) for tab in run if names_hint(_title(tab)))


def _below_questions(tokens: Sequence[Token], titles: dict[int, str]) -> list[int]:
    """The keys of blocks whose title repeats, and is always below a question, as the last block there.

    Some may be below an order, such as "Delete it".
    """
    asked: dict[str, list[bool]] = defaultdict(list)
    orders: Counter[str] = Counter()
    texts: list[str] = []
    depth = 0
    above = ""
    before = None
    for token in tokens:
        if id(token) in titles and not depth:
            if before == "details_close":
                asked[above].append(False)  # it holds a hint
            title, near = titles[id(token)], texts[-_NEAR:]
            is_numbered = before == "details_close" and _DIGITS.sub("", title) == _DIGITS.sub("", above) != above
            above = title
            is_asked = any(map(asks, near))
            is_task = not is_asked and any(map(is_order, near[-1:]))
            orders[title] += is_task
            asked[title].append(not is_numbered and (is_task or is_asked))  # each answers an item of a list
        elif token.type == "heading_open" or (before == "details_close" and not depth):
            texts = []
        depth += (token.type == "details_open") - (token.type == "details_close")
        if token.type == "inline" and not depth:
            texts.append(token.content)
        before = token.type
    repeated = {
        title
        for title, found in asked.items()
        if len(found) >= _MANY and all(found) and orders[title] * 2 <= len(found)
    }
    named = {title for title in repeated if names_extra(title) or names_answer(title)}  # "Our solution"
    return [key for key, title in titles.items() if title in repeated - named]


def _title(box: Token) -> str:
    return text_of(box.meta["title"].children or ()) if box.meta["opener"].title else ""


def _naming(kind: str, title: str) -> AnswerName:
    if not title:
        return _BY_KIND.get(kind, AnswerName.OTHER)
    if asks(title):  # most are questions
        return AnswerName.OTHER
    if is_answer_label(title) or answers_something(title):
        return AnswerName.ANSWER
    if names_hint(title):
        return AnswerName.HINT
    if begins_with_answer(title):
        return AnswerName.LIKELY_ANSWER
    is_asked = kind in QUESTION_KINDS and not is_plain(title)  # "Why does it float?"
    return AnswerName.EXPLANATION if names_explanation(title) and not is_asked else AnswerName.OTHER
