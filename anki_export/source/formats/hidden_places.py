"""Where a page hides answers: the page itself, list items, tabs, quotes and question blocks that hold such blocks."""

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.answer_boxes import AnswerBoxes
from anki_export.source.body.blocks import Block, blocks_of
from anki_export.source.body.option_letters import OPTION
from anki_export.source.syntax.admonitions import behind_title, is_question
from anki_export.text.asking import is_clear_question, is_order
from anki_export.text.label_kinds import may_have_question_mark


class HidingPlace(Struct, frozen=True):
    """What holds blocks of which some hide something."""

    opening: int
    """The index of its first token; -1 for the page."""
    blocks: Sequence[Block]
    owner: int
    """The index of the token that opens the question around it; -1 without one."""
    head: Token | None
    """The title of that question, if it is the place itself."""
    above: Sequence[Block] = ()
    """What is above its list, if it is a list item: back to an answer or a rule, or from a heading on."""


def hides_answers(tokens: Sequence[Token], boxes: AnswerBoxes) -> bool:
    """Whether answers or hints are outside of question blocks, or several questions in one: on most pages, none are.

    Other questions in one are below a heading, or items of a list.
    """
    end: tuple[str, int] | None = None
    """The type and level of the token that closes the question around a token: the levels in entries begin again."""
    count = above = 0
    for i, token in enumerate(tokens if boxes.names else ()):
        if end:
            if token.type == "details_open":
                count += boxes.is_answer(token)
                if count > 1 or (count and _ask(tokens[above:i])):
                    return True
                above = i if count else above  # the others do not ask
            elif token.nesting < 0 and token.type == end[0] and token.level == end[1]:
                end, count = None, 0
        elif token.nesting > 0:
            if id(token) in boxes.names:
                return True
            if _is_question(token):
                end, above = (token.type.replace("_open", "_close"), token.level), i
    return False


def hiding_places(tokens: Sequence[Token], lines: Sequence[str], boxes: AnswerBoxes) -> list[HidingPlace]:
    """What holds answers or hints directly."""
    answers = {key for key, name in boxes.names.items() if name.is_answer}
    opened: list[int] = []
    closed: dict[int, int] = {}
    places: dict[int, int] = {}
    above: dict[int, Sequence[Block]] = {}
    """What is above the list of an item."""
    owners: list[int] = [-1]
    hidden = 0
    for i, token in enumerate(tokens):
        if token.nesting > 0:
            is_named, is_answer = id(token) in boxes.names, id(token) in answers
            if is_named and not hidden:
                places.setdefault(opened[-1] if opened else -1, owners[-1])
                if opened and tokens[opened[-1]].type == "list_item_open":
                    items = opened[-2]
                    above[items] = above.get(items) or _above(tokens, items, lines, boxes)
                    above[opened[-1]] = above[items]
            hidden += is_answer
            owners.append(i if _is_question(token) and not is_answer else owners[-1])
            opened.append(i)
        elif token.nesting < 0:
            owners.pop()
            opening = opened.pop()
            hidden -= id(tokens[opening]) in answers
            closed[opening] = i
    return [
        replace(
            _place(tokens[max(opening, 0) : closed.get(opening)], lines, opening, owner), above=above.get(opening, ())
        )
        for opening, owner in places.items()
    ]


def _above(tokens: Sequence[Token], stop: int, lines: Sequence[str], boxes: AnswerBoxes) -> Sequence[Block]:
    """What is above a block: back to an answer or a rule, or from a heading or the title of the question on."""
    start, level = stop, tokens[stop].level
    title: list[Block] = []
    for i in range(stop - 1, -1, -1):
        token = tokens[i]
        if token.level < level or token.type in ("heading_close", "hr", "entry_body") or id(token) in boxes.names:
            if i + 1 == start and token.type == "heading_close":
                start -= 3
            elif token.type == "entry_body":
                opening = next(j for j in range(i, -1, -1) if tokens[j].type == "entry_open")
                title = [Block("heading", tokens[opening : opening + 2], 0, 0)]
            break
        if token.level == level and token.nesting >= 0:
            start = i
    return [*title, *blocks_of(tokens[start:stop], lines)]


def _ask(tokens: Sequence[Token]) -> bool:
    """Whether tokens of a question open a heading, or have a text below its title that asks or sets a task."""
    if "heading_open" in [token.type for token in tokens]:
        return True
    texts = [token.content for token in tokens if token.type == "inline" and token.level > 1]
    # Options with letters neither ask nor set tasks.
    others = (text for text in texts if may_have_question_mark(text) or not OPTION.match(text))
    return any(is_clear_question(text) or is_order(text) for text in others)


def _is_question(token: Token) -> bool:
    return token.type == "entry_open" or is_question(token)


def _place(tokens: Sequence[Token], lines: Sequence[str], opening: int, owner: int) -> HidingPlace:
    """A place with its tokens, without the last one."""
    if opening < 0:
        return HidingPlace(opening, blocks_of(tokens, lines), owner, None)
    head, (first, *inner) = None, tokens
    if first.type == "entry_open":
        head = inner[0]
        inner = inner[1 + next(i for i, token in enumerate(inner) if token.type == "entry_body") :]
    elif first.type == "details_open":
        head = first.meta["title"] if opening == owner else None
        inner = list(behind_title(inner))
    return HidingPlace(opening, blocks_of(inner, lines), owner, head)
