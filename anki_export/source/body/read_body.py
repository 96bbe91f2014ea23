"""Split the body of a question into what belongs to the question, its options, the answer, and what explains it.

1. What the author marks decides: the format's lines, a label, a collapsed block.
2. If what is above the mark has options, ticks or the answer say which of them are right.
3. Else code below a question about code belongs to the question, and the answer ends where its form says so.
"""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.asking_blocks import is_box_of_links, is_remark
from anki_export.source.body.blocks import (
    BREAKS,
    CODE,
    Block,
    inline_lines,
    lstrip,
    new_paragraph,
    paragraph,
    text_of,
    text_of_block,
    with_content,
)
from anki_export.source.body.body_parts import Body, Parts
from anki_export.source.body.group_into_segments import is_link, is_picture, shows, without_edges
from anki_export.source.body.marked_answer import EXPLANATION, marked_answer, opened_quote, without_label
from anki_export.source.body.options_on_card import answer_blocks, remarks_on, sorted_options
from anki_export.source.body.question_above_unmarked_answer import asked_in_body
from anki_export.source.body.right_options import with_options
from anki_export.source.body.unmarked_answer import plain_answer, solution
from anki_export.text.classify_labels import is_label, is_label_of, label_stop, may_be_task, names_hint
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import says_the_same
from anki_export.text.question_points import only_says_points
from anki_export.text.text_asks_or_announces import is_clear_question, is_order, refers_to_code
from anki_export.text.word_patterns import Words

_DIFFICULTY = Words("difficulty")
_DASHES = ("– ", "— ")
_ARROW = regex(r"(?P<arrow>[→⇒➔➜]|[-=]+>(?=\s))|:(?=\s)")
"""Leads to an answer, or marks a definition below a bold term."""
_ASKED = regex(r"[?？؟](?=\s|\Z)")
_OF_ONE_ITEM = 7
"""In tokens: a list with one item, which is a paragraph."""
_NO_PLACE = 100
"""So high is the number of no single item of a list in an answer."""
_MONTH = regex(r"[^\W\d_]+\.?\s\d{3,4}\b")


def read_body(body: Body) -> Parts:
    """The parts of a body.

    What is at its start on who asks, how hard it is or where it is discussed is no answer, and neither is the question.
    """
    first = body.blocks[0]
    is_repeated = len(body.blocks) > 1 and says_the_same(first.text, body.question)
    is_repeated = is_repeated and all(token.type not in ("image", "link_open") for token in first.inline)
    if is_repeated and is_clear_question(body.question):  # a word may be its own translation
        body = replace(body, blocks=without_edges(body.blocks[1:]) or body.blocks)
    remarks = tuple(takewhile(partial(_is_beside, body.question), body.blocks[:-1]))
    if not remarks or _DIFFICULTY.are_in(body.question.lower()):  # "Level: hard" may answer
        return _without_arrow(body.question, _read(body))
    parts = _read(replace(body, blocks=body.blocks[len(remarks) :]))
    told = (block for block in remarks if not only_says_points(block.text))
    return _without_arrow(body.question, replace(parts, after=(*parts.after, *told)))


def _is_beside(question: str, block: Block) -> bool:
    """Whether a block above an answer is a remark, links, or a link to where the answer is from: `[Answer](…)`."""
    is_source = is_link(block.inline) and is_label_of(block.text.strip("[] "), "answer", "solution")
    return is_source or is_remark(block, question) or is_box_of_links(block)


def _read(body: Body) -> Parts:
    marked = marked_answer(body)
    if parts := with_options(body, marked):
        parts = replace(parts, options=sorted_options(parts.options)) if body.sorts_options else parts
        after = (*remarks_on(parts.options), *parts.after)
        return _finished(
            replace(parts, front=_above_options(parts.front), answer=answer_blocks(parts.options), after=after), body
        )
    if marked and _is_solution(body, marked.front):
        marked = None
    found = marked or asked_in_body(body)
    if found is None:
        hints = tuple(takewhile(_is_hint, body.blocks[:-1]))
        hints = () if hints and names_hint(body.question) else hints
        plain = plain_answer(body.question, body.blocks[len(hints) :])
        return _finished(replace(plain, after=(*plain.after, *hints)) if hints else plain, body)
    found = _with_hints_below(found)
    if found.is_whole or not found.answer:
        return _finished(replace(found, answer=without_edges(found.answer)), body)
    find = solution if _sets_task(body.question, found.front) else plain_answer
    asked = " ".join(_texts(found.front)) if is_label(body.question) else ""  # below a label such as `Question 7`
    plain = find(asked or body.question, found.answer)
    return _finished(replace(found, answer=plain.answer, after=(*plain.after, *found.after)), body)


def _with_hints_below(found: Parts) -> Parts:
    """The parts with hints at the end of the front, below a line such as `Hints:`, below the answer."""
    at = next((i for i, block in enumerate(found.front) if _begins_hints(block)), len(found.front))
    hints = found.front[at:]
    return replace(found, front=without_edges(found.front[:at]), after=(*found.after, *hints)) if hints else found


def _is_hint(block: Block) -> bool:
    """Whether a paragraph or quote begins with the label of a hint, or a box has that as its title."""
    if block.kind == "details":
        return is_label_of(text_of(block.title) or block.opening.meta["opener"].kind, "hint")
    text = block.text if block.kind == "paragraph" else text_of_block(block) if block.kind == "blockquote" else ""
    return label_stop(text, "hint") > 0


def _begins_hints(block: Block) -> bool:
    first = text_of(next(iter(inline_lines(block.line)), ())).strip()
    return first != "" and is_label_of(first, "hint")


def _is_solution(body: Body, front: Sequence[Block]) -> bool:
    """Whether code above the label of an answer finds it: its steps are below a heading between them, or it is a query.

    Other code may be what is asked about: "Which value has `i` in the end?".
    """
    shown = [block.kind for block in front if shows(block)]
    if shown[:1] == [] or shown[0] not in CODE:
        return False
    is_solved = "heading" in shown or body.habits.queries_answer
    return is_solved and is_clear_question(body.question) and not refers_to_code(body.question)


def _above_options(front: Sequence[Block]) -> tuple[Block, ...]:
    """What is above options, without a heading that only says that these follow."""
    kept = without_edges(front)
    is_label = bool(kept) and kept[-1].kind == "heading" and is_label_of(text_of_block(kept[-1]), "option")
    return without_edges(kept[:-1]) if is_label else kept


def _texts(front: Sequence[Block]) -> list[str]:
    """What a front says in words."""
    return [
        text_of_block(block) for block in front if shows(block) and block.kind not in CODE and not is_picture(block)
    ]


def _sets_task(question: str, front: Sequence[Block]) -> bool:
    """Whether a front sets a task, and nothing there asks, or asks several questions."""
    texts = (question, *_texts(front))
    asked = sum(len(_ASKED.findall(text)) for text in texts)
    if asked:
        return asked > 1 and len(texts) > 1
    is_task = len(texts) > 1 or may_be_task(question) or is_order(question)
    return is_task and not any(map(is_clear_question, texts))


def _finished(parts: Parts, body: Body) -> Parts:
    """The parts without the label of the explanation, and without an explanation that nobody sees; dates are text."""
    answer, after = _number_as_text(parts.answer), without_edges(parts.after)
    if after:
        if after[0].kind == "blockquote":
            after = (*opened_quote(EXPLANATION, after[0], body.lines), *after[1:])
        after = without_edges(without_label(EXPLANATION, after) or after)
        after = () if _is_only_label(after) else after
    is_same = answer is parts.answer and after is parts.after  # as mostly
    return parts if is_same else replace(parts, answer=answer, after=after)


def _number_as_text(answer: tuple[Block, ...]) -> tuple[Block, ...]:
    """An answer that begins with a date, such as `3. Oktober 1990`, or with `2000. More …`: that number begins no list.

    A date is all of an answer.
    """
    block = answer[0] if answer else None
    if not block or block.kind != "ordered_list" or len(block.tokens) != _OF_ONE_ITEM:
        return answer  # as most
    inline = block.tokens[3].children or ()
    is_date = len(answer) == 1 and _MONTH.match(text_of(inline))
    if not is_date and block.first_number < _NO_PLACE:
        return answer
    number = Token("text", "", 0, content=f"{block.first_number}{block.opening.markup} ")
    return (new_paragraph([number, *inline], block.first), *answer[1:])


def _without_arrow(question: str, parts: Parts) -> Parts:
    """The parts without the arrow that leads from the question to the answer, or a dash that begins its only line."""
    first = parts.answer[0] if parts.answer and not parts.options else None  # an option may be `=> {}`
    inline = first.inline if first and first.kind == "paragraph" else ()
    text = inline[0].content if inline and inline[0].type == "text" else ""
    if not first or text[:1].isalnum():
        return parts  # as most
    arrow = _ARROW.match(text)
    if not (arrow or text.startswith(_DASHES)):
        return parts
    if not arrow and (text[2:3].isdigit() or any(token.type in BREAKS for token in inline)):
        return parts
    if arrow and arrow["arrow"] and arrow[0] in question:
        return parts
    rest = lstrip([with_content(inline[0], text[arrow.end() if arrow else 1 :]), *inline[1:]], " ")
    return replace(parts, answer=(paragraph(first, rest), *parts.answer[1:])) if rest else parts


def _is_only_label(blocks: Sequence[Block]) -> bool:
    """Whether blocks only say that a source or an explanation follows, without a link."""
    text = blocks[0].text.rstrip(" :：") if len(blocks) == 1 else ""
    is_label = text != "" and is_label_of(text, *EXPLANATION, "references")
    return is_label and all(token.type != "link_open" for token in blocks[0].line)
