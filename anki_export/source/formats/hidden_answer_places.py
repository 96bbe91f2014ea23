"""Where a page hides answers, and for each of them, what is above it and what below explains it.

Places are the page itself, list items, tabs, quotes and question blocks that hold such blocks.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.body.asking_blocks import heading_text, is_asking, is_asking_heading, is_subject
from anki_export.source.body.blocks import LISTS, Block, blocks_of, has_colon, inside, text_of
from anki_export.source.body.classify_collapsed_boxes import AnswerBoxes, AnswerName
from anki_export.source.body.find_options import has_letters
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.hidden_answer_blocks import summary_names_answer
from anki_export.source.entry import Finding
from anki_export.source.lines import is_comment
from anki_export.source.syntax.admonitions import ANSWER_KINDS, QUESTION_KINDS, behind_title, is_question
from anki_export.text.classify_labels import (
    asks,
    is_label,
    is_label_of,
    may_have_question_mark,
    names_extra,
    names_hint,
)
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question, wants_answer

_SEVERAL = 2
DIGITS = regex(r"\d+")


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
    found = (_place(tokens[max(at, 0) : closed.get(at)], lines, at, owner) for at, owner in places.items())
    return [replace(place, above=above.get(place.opening, ())) for place in found]


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
    return any(map(wants_answer, others))


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


class HiddenPart(Struct, frozen=True):
    """A question and its answer, in one place that holds blocks: the page, a list item, a tab."""

    head: Token | None
    """The inline token of the heading right above, or of the title of what they are in."""
    asked: Sequence[Block]
    """What is above the answer, back to where the question begins."""
    box: Block
    after: Sequence[Block]
    """What explains the answer."""
    section: Callable[[], Sequence[Block]]
    """What is above the answer, back to the heading; in a list item, also what leads to its list. Few need it."""
    is_item: bool
    """Whether they are in a list item, where all text belongs to the question."""
    boxes: Sequence[Block]
    """The answers to the items of a list above the first one, each in a block with its number."""
    lead: Token | None = None
    """The inline token of the heading above its list, if they are in a list item."""
    shared: Token | None = None
    """The inline token of a heading above that is not right above them."""
    first: int | None = None
    """Where its own text begins, below what another question needs as well."""
    subject: Callable[[], Sequence[Block]] = tuple
    """What is shown between the last code, table or picture above the answer before it and that answer."""


class _Section(NamedTuple):
    """A heading and the blocks below it."""

    head: Token | None
    blocks: Sequence[Block]
    is_item: bool
    above: Sequence[Block]
    """What is above its list, if it is in a list item; it may begin with a heading."""
    boxes: AnswerBoxes
    lines: Sequence[str]
    labels: Set[str]
    """The titles of several open blocks of its place: they name none of them."""


def parts_of(place: HidingPlace, boxes: AnswerBoxes, lines: Sequence[str]) -> Iterator[HiddenPart | Finding]:
    """The questions whose answers a place holds directly."""
    is_item = place.opening >= 0 and place.head is None
    start, head = 0, place.head
    ends = [at for at, block in enumerate(place.blocks) if block.kind in ("heading", "hr")]
    titles = Counter(text_of(block.title) for block in place.blocks if block.kind == "details" and _is_open(block))
    labels = {title for title, count in titles.items() if count >= _SEVERAL}
    for stop in (*ends, len(place.blocks)):
        yield from _parts(_Section(head, place.blocks[start:stop], is_item, place.above, boxes, lines, labels))
        start, head = stop + 1, None
        if stop < len(place.blocks) and place.blocks[stop].kind == "heading":
            head = place.blocks[stop].tokens[1]


def _parts(section: _Section) -> Iterator[HiddenPart | Finding]:
    head, blocks, is_item, above_list, boxes, *_ = section
    lead = next((block.tokens[1] for block in above_list if block.kind == "heading"), None)
    begin, seen, is_first, shown = 0, 0, True, _right_above(above_list)
    has_answer = any(map(boxes.is_answer, blocks))
    last_box = max((at for at, block in enumerate(blocks) if block.kind == "details"), default=-1)
    for at, block in enumerate(blocks):
        if at < begin:
            continue
        above = _behind_question(blocks[begin:at], boxes) if boxes.is_answer(block) else ()
        is_answer = boxes.is_answer(block) and not _is_below_question(above)
        is_last = not has_answer and at == last_box
        if is_answer or _is_unnamed_answer(block, blocks[max(begin, at - 1) : at], boxes.usual, is_last=is_last):
            above = above or _behind_question(blocks[begin:at], boxes)
            answers = (
                _answers_to_items(above, _from(blocks, at), boxes) if not DIGITS.search(heading_text(head)) else ()
            )
            answers = answers or [block]
            below = _from(blocks, at + len(answers))
            after = list(takewhile(lambda each: boxes.naming(each) in (AnswerName.EXPLANATION, AnswerName.HINT), below))
            stop = at + len(answers) + len(after)
            asked = _asked(above, section, is_first=is_first)
            if not asked and begin and not is_first and blocks[begin - 1].kind == "details":
                message = "this answer directly follows another one; skipped"
                yield Finding(block.first, Rule.NO_QUESTION, message, "put both in one block, or its question above it")
                begin = stop
                continue
            for each in blocks[seen:begin]:  # what is above all answers is collected once
                shown = [] if is_question(each.opening) else shown
                shown += shown_blocks([each])
            seen = begin
            whole = partial(_section, shown, len(shown), asked)
            own, shared = (head, lead) if is_first else (None, head or lead)
            if asked and (task := _task_box(above)):
                own = task.opening.meta["title"]
            subject = partial(_from_subject, blocks, begin)
            yield HiddenPart(own, asked, block, after, whole, is_item, answers, lead, shared, subject=subject)
            begin, is_first = stop, False
        elif _is_unclosed(block):
            return  # the page hides all below
        elif block.kind == "entry" or _holds_answers(block, boxes):
            begin, is_first = at + 1, False
    hint = next(filter(boxes.is_hint, blocks[begin:]), None)
    texts = [block for block in blocks[begin:] if block.kind != "details"]
    if hint and (is_asking_heading(head) or any(map(is_asking, texts))):
        message = "question has a hint but no answer; skipped"
        yield Finding(hint.first, Rule.NO_QUESTION, message, 'put its answer in ??? success "Answer" below it')


def _from(blocks: Sequence[Block], start: int) -> Iterator[Block]:
    """The blocks from one on; a slice for each answer takes quadratic time."""
    return map(blocks.__getitem__, range(start, len(blocks)))


def _answers_to_items(above: Sequence[Block], blocks: Iterator[Block], boxes: AnswerBoxes) -> Sequence[Block]:
    """The first blocks, if they are answers with numbers to the items of a list above them."""
    answers = [*takewhile(lambda each: boxes.is_answer(each) and len(DIGITS.findall(text_of(each.title))) == 1, blocks)]
    last = next((block for block in reversed(above) if block.kind in LISTS), None)
    return answers if last and len(answers) >= _SEVERAL and not has_letters([last]) else ()


def _is_unclosed(block: Block) -> bool:
    """Whether a block is raw HTML with an answer in a `<details>` that continues."""
    html = block.opening.content
    if block.kind == "html_block":
        return "</details" not in html.lower() and summary_names_answer(html)
    return any(token.type == "html_inline" and token.content.lower().startswith("<details") for token in block.inline)


def _holds_answers(block: Block, boxes: AnswerBoxes) -> bool:
    """Whether a block holds the answers of others, or question blocks, or is one that has an answer."""
    return block.kind in (*LISTS, "blockquote", "details") and (
        any(map(boxes.is_answer, block.tokens))
        or any(is_question(token) and id(token) not in boxes.names for token in block.tokens[1:])
    )


def _right_above(blocks: Sequence[Block]) -> list[Block]:
    """The blocks below the last question block, without those that hide something."""
    start = next((at + 1 for at in reversed(range(len(blocks))) if is_question(blocks[at].opening)), 0)
    return shown_blocks(blocks[start:])


def _section(shown: Sequence[Block], count: int, asked: Sequence[Block]) -> list[Block]:
    """What is above an answer: the first ones of what is shown above all answers, and what is asked."""
    return [*shown[:count], *asked]


def _from_subject(blocks: Sequence[Block], stop: int) -> Sequence[Block]:
    """What is shown from the last code, tables or pictures on, and the text right above them, which tells of them.

    Only blocks above `stop` count.
    """
    blocks = blocks[:stop]
    stop = next((at + 1 for at in reversed(range(len(blocks))) if is_subject(blocks[at])), 0)
    start = stop
    while start and is_subject(blocks[start - 1]):
        start -= 1
    has_lead = start > 0 and blocks[start - 1].kind in ("paragraph", *LISTS)
    return shown_blocks(blocks[start - 1 :]) if has_lead else ()


def shown_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that hide nothing, without headings and comments."""
    return [block for block in blocks if block.kind not in ("details", "heading") and not is_block_comment(block)]


def is_block_comment(block: Block) -> bool:
    """Whether a block is one HTML comment."""
    return block.kind == "html_block" and is_comment(block.opening.content)


def first_line(blocks: Sequence[Block]) -> int:
    """The first line of blocks, without comments above them."""
    return next((block.first for block in blocks if not is_block_comment(block)), blocks[0].first)


def _is_unnamed_answer(block: Block, above: Sequence[Block], usual: str, *, is_last: bool) -> bool:
    """Whether a collapsed block is of the kind that answers on this page, and is where an answer would be.

    It is the last one of a section without another answer, or its title names code of the text above.
    """
    if _is_open(block) or block.opening.info != usual:
        return False
    title = text_of(block.title)
    if names_hint(title) or is_clear_question(title):
        return False
    code = [token.content for each in above[-1:] for token in each.inline if token.type == "code_inline"]
    is_named = any(part in title for part in code if len(part) > 1)  # not `a`
    return is_named or (is_last and (usual in ANSWER_KINDS or not names_extra(title)))


def _is_below_question(above: Sequence[Block]) -> bool:
    """Whether an answer is right below a question block, at most after hints: that takes it, or has its own."""
    boxes = list(takewhile(_may_ask_or_help, reversed(above)))
    question = next((box.opening for box in boxes if is_question(box.opening)), None)
    if question is None:
        return False
    is_whole = question.meta["opener"].is_collapsed and question.info in QUESTION_KINDS
    return not is_whole or len(boxes) == len(above)


def _may_ask_or_help(block: Block) -> bool:
    """Whether a block is a box: of those that set a task, one that asks in its title."""
    return block.kind == "details" and (is_question(block.opening) or not is_exercise_box(block))


def _behind_question(above: Sequence[Block], boxes: AnswerBoxes) -> Sequence[Block]:
    """What follows question blocks that ask, unless they hide the answers of the page or belong to a task."""
    asking = [at for at, block in enumerate(above) if id(block.opening) not in boxes.names and _asks_in_title(block)]
    task = shown_blocks(above[: asking[-1]]) if asking else []
    rest = above[asking[-1] + 1 :] if asking else []
    asks_again = any(asks(one.text) for one in shown_blocks(rest))  # an order may continue the task
    has_task = any(is_asking(one) or has_colon(one.text) for one in task)
    if not asking or boxes.usual in QUESTION_KINDS or (has_task and not asks_again):
        return above
    return rest if any(block.kind != "details" for block in rest) else above


def _asks_in_title(block: Block) -> bool:
    title = text_of(block.title) if block.kind == "details" and is_question(block.opening) else ""
    return wants_answer(title)


def _asked(blocks: Sequence[Block], section: _Section, *, is_first: bool) -> Sequence[Block]:
    """Blocks without those that hide anything but a hint, and without labels of blocks and of the answer.

    The only item of a list is the question, as the block of its answer is not indented. Behind another answer, text
    above the item leads on to it, but below a heading it may tell what the question is about. A box whose title
    repeats the heading, perhaps behind a label, has only its text.
    """
    lines = section.lines
    tabs = [at for at, block in enumerate(blocks) if _is_tab(block) and _holds_question(block, lines)]
    if tabs and any(block.kind == "paragraph" for block in inside(blocks[tabs[-1]], lines)):
        blocks = blocks[tabs[-1] :]  # a tab named as the question has all of it, or only code to begin with
    last = max((at for at, block in enumerate(blocks) if _is_open(block) and not is_block_comment(block)), default=0)
    is_task = bool(blocks) and is_exercise_box(blocks[last])
    if blocks and not tabs and (is_task or _is_asking_box(blocks[last], lines) or _task_box(blocks)):
        blocks = blocks[last:]  # as does a box that asks, with nothing but hints above the answer
    elif blocks and not tabs and blocks[-1].kind == "blockquote" and is_asking(blocks[-1]):
        above = shown_blocks(blocks[:-1])
        blocks = blocks if any(map(is_asking, above)) else list(inside(blocks[-1], lines))

    head = heading_text(section.head)

    def is_labelled(block: Block) -> bool:
        title = text_of(block.title) if block.kind == "details" else ""
        above = title.removesuffix(head)  # "Problem: Two coins" below the heading "Two coins"
        repeats_head = above != title and (not above or is_label(above))
        return (title in section.labels or repeats_head) and _is_asking_box(block, lines)

    kept = [
        one
        for block in blocks
        if _is_open(block) or section.boxes.is_hint(block)
        for one in (inside(block, lines) if _holds_question(block, lines) or is_labelled(block) else (block,))
    ]
    while kept and is_label_of(kept[-1].text, "answer", "solution"):
        kept.pop()
    for at, block in enumerate(kept):
        may_begin = block.kind in LISTS if at == 0 else block.kind == "ordered_list" and not is_first
        if may_begin and len(items := inside(block, lines)) == 1:
            own = (one for one in inside(items[0], lines) if _is_open(one) or section.boxes.is_hint(one))
            return [*own, *kept[at + 1 :]]
    return kept


def _is_asking_box(block: Block, lines: Sequence[str]) -> bool:
    """Whether a block is an open box that ends with a question or sets a task."""
    if block.kind != "details" or not _is_open(block) or names_extra(text_of(block.title)):
        return False
    shown = shown_blocks(inside(block, lines))
    return bool(shown) and is_asking(shown[-1])


def _task_box(above: Sequence[Block]) -> Block | None:
    """The open box right above an answer, if its kind and its title only say that it sets a task or asks."""
    open_boxes = [block for block in above if _is_open(block) and not is_block_comment(block)]
    box = open_boxes[-1] if open_boxes and _has_only_label(open_boxes[-1]) else None
    return box if box and is_label_of(box.opening.info, "exercise", "question") else None


def is_exercise_box(block: Block) -> bool:
    """Whether a block is an open or a collapsed one of the kind that sets a task."""
    return block.kind == "details" and is_label_of(block.opening.info, "exercise")


def _has_only_label(block: Block) -> bool:
    """Whether an open block has a title that only says that it asks."""
    title = text_of(block.title) if block.kind == "details" and _is_open(block) else ""
    return title != "" and is_label(title) and not names_extra(title)


def _is_tab(block: Block) -> bool:
    return block.kind == "details" and block.opening.info == "tab"


def _holds_question(block: Block, lines: Sequence[str]) -> bool:
    """Whether an open block has a title that only says that it asks, or is a tab that ends with what asks; no hint."""
    may_ask = _has_only_label(block) or (_is_tab(block) and any(map(is_asking, inside(block, lines)[-1:])))
    return may_ask and not names_hint(text_of(block.title))


def _is_open(block: Block) -> bool:
    return block.kind != "details" or block.opening.meta["opener"].marker[0] != "?"
