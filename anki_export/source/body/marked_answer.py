"""Find an answer that the author marks in the body, with a label or by hiding it.

    - A) a file                         What does HEAD point to?
    - B) a folder
                                        ??? success "Reveal"
    **Answer:** B                           **A branch**.

Content before it belongs to the question. Titles are evidence, but no particular words are required: a collapsed block
below options, below a question, or with a title shared by at least half of the page's questions contains the answer.
Below text that starts in bold, which is itself the answer, it does not.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, pairwise, takewhile

from markdown_it.token import Token

from anki_export.source.body.asking_blocks import is_asking, is_part
from anki_export.source.body.blocks import (
    BREAKS,
    CODE,
    LISTS,
    Block,
    bold_opening,
    closing,
    has_colon,
    inside,
    lstrip,
    new_paragraph,
    opens_bold,
    paragraph,
    text_of,
    trimmed,
    with_content,
    without_start,
)
from anki_export.source.body.body_parts import SEVERAL_ANSWERS, Body, Parts
from anki_export.source.body.find_options import has_letters, has_letters_in
from anki_export.source.body.group_into_segments import heading_kind, is_picture, is_tab, without_edges
from anki_export.source.body.page_habits import Habits, box_title, is_collapsed
from anki_export.source.entry import AnswerLines
from anki_export.source.question_numbers import is_only_q
from anki_export.source.syntax.admonitions import ANSWER_KINDS, ANY_KINDS, EXTRA_KINDS, QUESTION_KINDS
from anki_export.text.classify_labels import (
    after_label,
    answers_something,
    asks,
    is_answer_label,
    is_label_of,
    is_plain,
    label_end,
    label_stop,
    may_be_task,
    may_have_label,
    names_answer,
    names_extra,
    names_hint,
)
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import is_clear_question, wants_answer
from anki_export.text.word_patterns import Words, alternatives

ANSWER = ("answer", "solution")
LATER_ANSWER = ("answer",)
"""Below other blocks, "Solution:" is too often ordinary text, unless these are options, or the title is "Problem 3"."""
EXPLANATION = ("explanation",)
_ASKED = ("question", "exercise")
_LABELS = (*ANSWER, *EXPLANATION, "hint", "references", "note", "example", "difficulty")
_DASH = regex(r"[-–—]\s+(?=[^\W\d_]{2})")
"""Behind the colon of a label: "Explanation:- It is so"."""
LETTER = regex(lambda: rf"\s*(?:[ar]|(?=[^\x00-\x7f]){alternatives('answer_letter')})\s*[:：]\s*", re.IGNORECASE)
"""An A, or what begins the word in other languages; other Latin letters may name a drive or a language."""
_NEAR = 8
"""In characters: the colon behind such a letter is that near to the start."""
_A_DOT = regex(r"\s*A[.．](?:\s+|\Z|(?=[^\x00-\x7f]))")
"""The same with a dot, where most answers of the page begin so."""
_WHAT, _MOST_TO_DEFINE = Words("what"), 5
"""In words."""
_SAMPLE, _SOLUTION, _WHY = Words("sample"), Words("solution"), Words("why")
_PROSE = LISTS | {"paragraph"}
_BARE = frozenset({"p", "div", "br", "b", "center"})
_QUESTION_MARKS = frozenset("?？؟")
_BOLD_SENTENCE, _COLONS = ["text", "strong_open", "text", "strong_close", "text"], frozenset(":：")


def marked_answer(body: Body) -> Parts | None:
    """The answer that the author marks; None without a mark."""
    if body.answer:
        return answer_in_place(body, body.answer)
    boxes = _answer_boxes(body)
    labelled = labelled_answer(body, boxes)
    return hidden_answer(body, boxes) if boxes and not labelled else labelled


def answer_in_place(body: Body, place: AnswerLines) -> Parts:
    """The answer where the format says that it is."""
    ranges = sorted((*place.answers, *place.back), key=lambda lines: lines.start)
    blocks_in: dict[range, list[Block]] = {}
    outside: list[Block] = []
    for block in body.blocks:
        at = bisect_right(ranges, block.first, key=lambda lines: lines.start) - 1
        is_marked = at >= 0 and block.first in ranges[at]
        (blocks_in.setdefault(ranges[at], []) if is_marked else outside).append(block)
    answers = [_opened(tuple(blocks_in.get(lines, ())), body.lines) for lines in place.answers]
    if not place.is_whole:
        answers = [without_label(ANSWER, blocks) for blocks in answers]
    back = [block for lines in place.back for block in blocks_in.get(lines, ())]
    answer, is_whole = tuple(chain.from_iterable(answers)), place.is_whole or len(answers) > 1
    return Parts("marked", tuple(outside), answer=answer, after=tuple(back), is_whole=is_whole)


def _opened(answer: tuple[Block, ...], lines: Sequence[str]) -> tuple[Block, ...]:
    """An answer without the collapsed block around it that only says so: `??? note "Show"`."""
    is_box = len(answer) == 1 and is_collapsed(answer[0].opening) and is_plain(text_of(answer[0].title))
    return _inside(answer[0], lines) if is_box else answer


def labelled_answer(body: Body, boxes: Sequence[int]) -> Parts | None:
    """The answer below a label; `boxes` are the indices of hidden ones."""
    is_numbered = is_only_q(body.question)
    blocks = body.blocks if boxes else _with_label_apart(body, is_numbered=is_numbered)
    only_code = True  # or pictures, above a block
    for i, block in enumerate(blocks):
        is_first, only_code = only_code, only_code and (block.kind in CODE or is_picture(block))
        if not (block.inline or block.line):
            continue
        may_be_a = (a := _letter_of_answer(block, body.habits)) is not None and (
            (is_first or may_be_task(body.question) or (is_numbered and any(map(_may_be_question, blocks[:i]))))
            and (block.kind != "heading" or not any(map(heading_kind, blocks[i + 1 :])))
            and not (has_letters(blocks) or _have_bold_letters(blocks))
        )
        rest = without_label(ANSWER, (block,), letter=a if may_be_a else None)
        rest = () if i and is_numbered and _is_bold_name(block) else rest
        if rest == (block,) or _is_part_of_answer(body.question, block, blocks[:i]):
            continue
        may_be_beside = _is_sample(block) or (_is_solution(block) and _asks_what_it_is(body.question))
        if may_be_beside and _is_answered(body, blocks[:i]):
            return None
        if i and not may_be_a and block.kind != "heading" and without_label(LATER_ANSWER, (block,)) == (block,):
            is_alone = i == 1 and not _QUESTION_MARKS.isdisjoint(text_of(blocks[0].line))
            is_asked = is_numbered and (is_alone or any(map(_may_be_question, blocks[:i])))
            if not (is_asked or may_be_task(body.question) or has_letters(blocks[:i])):
                continue
        if answer := (*rest, *blocks[i + 1 :]):
            front = takewhile(lambda block: not _is_hint(block), blocks[:i])
            above = tuple(front)
            above = without_edges(above) if len(above) < i else above
            has_parts = any(map(is_part, above)) and any(map(is_part, answer)) and not has_letters(above)
            if not has_parts and may_be_task(body.question):
                has_parts = any(without_label(_ASKED, (one,)) != (one,) for one in answer)
            problem = SEVERAL_ANSWERS if has_parts and any(map(_is_labelled, answer)) else ""
            return Parts("marked", above, answer=answer, after=tuple(blocks[len(above) : i]), problem=problem)
        if may_be_a:
            return Parts("marked", tuple(blocks[:i]))  # the letter of a label without an answer
    return None


def _letter_of_answer(block: Block, habits: Habits) -> re.Pattern[str] | None:
    """The letter that may stand for "answer" at the start of a block."""
    text = block.text or text_of(block.line)
    start = text[:_NEAR]
    if (":" in start or "：" in start) and LETTER.match(text):
        return LETTER
    return _A_DOT if _A_DOT.match(text) and habits.a_dot else None


def _have_bold_letters(blocks: Sequence[Block]) -> bool:
    """Whether several letters are bold: `**A**: Atomicity`, `**C**: Consistency`."""
    leaves = [leaf for block in blocks for token in block.tokens for leaf in token.children or ()]
    bold = (after.content.rstrip(" :：") for leaf, after in pairwise(leaves) if leaf.type == "strong_open")
    return len({text for text in bold if len(text) == 1 and text.isalpha()} - {"Q"}) > 1


def _is_part_of_answer(question: str, block: Block, above: Sequence[Block]) -> bool:
    """Whether a heading such as "Solution" is beside one that explains, such as "Why it fails": both answer."""
    if not _is_solution(block) or not is_clear_question(question):
        return False
    peers = (one for one in above if one.kind == "heading" and one.opening.tag == block.opening.tag)
    return any(_WHY.end(text_of(one.line).lower()) > 0 for one in peers)


def _is_sample(block: Block) -> bool:
    """Whether a block begins with a label such as "Sample answer"."""
    text = text_of(block.line)
    return _SAMPLE.are_in(text[: label_stop(f"{text}:", *LATER_ANSWER)].lower())


def _is_solution(block: Block) -> bool:
    """Whether a heading names a solution, which may be that of a problem, and no answer."""
    return block.kind == "heading" and without_label(LATER_ANSWER, (block,)) == (block,)


def _asks_what_it_is(question: str) -> bool:
    """Whether a question only asks what something is, such as "What is a deadlock?", and poses no problem."""
    is_short = size_in_words(question) <= _MOST_TO_DEFINE and not any(map(str.isdigit, question))
    return is_short and _WHAT.are_in(question.lower())


def _is_answered(body: Body, above: Sequence[Block]) -> bool:
    """Whether text between a question and a sample or solution answers, as it does where there is none."""
    is_text = any(block.kind == "paragraph" for block in above) and all(
        block.kind in _PROSE and not is_picture(block) for block in above
    )
    has_asked = wants_answer(body.question)
    is_told = is_text and has_asked and not has_letters(above) and not _ends_asking(above)
    return is_told and body.habits.answers_at_once


def _is_bold_name(block: Block) -> bool:
    """Whether a paragraph is bold, and names a solution among other words: "My solution: Python 3"."""
    opening = bold_opening(block.inline)
    return opening is not None and not opening[1] and _SOLUTION.are_in(text_of(opening[0]).lower())


def _may_be_question(block: Block) -> bool:
    """Whether a block asks, or is a heading or line such as `Question:`."""
    return is_asking(block) or is_label_of(text_of(block.line), *_ASKED)


def _is_labelled(block: Block) -> bool:
    return without_label(ANSWER, (block,)) != (block,)


def _with_label_apart(body: Body, *, is_numbered: bool) -> tuple[Block, ...]:
    """The blocks of a body; the label may begin a quote, or be in a paragraph.

    That is below "Question 7" or "Task 7", or asks above the only such label in it.
    """
    blocks = tuple(body.blocks)
    if not {"blockquote", "bullet_list"}.isdisjoint([block.kind for block in blocks]):
        for opened in (opened_quote, _opened_list):
            blocks = tuple(chain.from_iterable([opened(ANSWER, block, body.lines) for block in blocks]))
    if not [token for block in blocks for token in block.inline if token.type in BREAKS]:
        return blocks  # as most
    letter = None if has_letters(blocks) else LETTER
    for i, block in enumerate(blocks):
        breaks = [at for at, token in enumerate(block.inline[:-1]) if token.type in BREAKS]
        may_answer = may_be_task(body.question) or (is_numbered and i == 0)
        parts = [(at, paragraph(block, block.inline[at + 1 :])) for at in breaks if may_answer or i == 0]
        found = [(at, part) for at, part in parts if without_label(ANSWER, (part,), letter=letter) != (part,)]
        if found and (may_answer or (len(found) == 1 and _asks(block.inline[: found[0][0]]))):
            at, below = found[0]
            return (*blocks[:i], paragraph(block, block.inline[:at]), below, *blocks[i + 1 :])
        if breaks and not may_answer:
            break
    return blocks


def _asks(inline: Sequence[Token]) -> bool:
    """Whether a part of a paragraph ends with a question mark, or begins with the label of a question."""
    text = text_of(inline).strip()
    return asks(text) or label_end(text, "question") > 0


def _opened_list(kinds: tuple[str, ...], block: Block, lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks in a list all of whose items begin with labels, the first one with one of some kinds."""
    if block.kind != "bullet_list":
        return (block,)
    first_text = next((token.content for token in block.tokens if token.type == "inline"), "")
    if not (":" in first_text or "：" in first_text):
        return (block,)  # as most
    items = [inside(item, lines) for item in inside(block, lines)]
    are_labelled = all(item and label_stop(item[0].text, *_LABELS) for item in items)
    if not are_labelled or not label_stop(items[0][0].text, *kinds):
        return (block,)
    inner = chain.from_iterable(items)
    return tuple(new_paragraph(one.inline, one.first) if one.kind == "paragraph" else one for one in inner)


def opened_quote(kinds: tuple[str, ...], block: Block, lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks in a quote that begins with a label of some kinds; any other block as it is."""
    if block.kind != "blockquote":
        return (block,)  # as most
    quoted = tuple(inside(block, lines))
    return quoted if without_label(kinds, quoted) != quoted else (block,)


def _is_hint(block: Block) -> bool:
    """Whether a block is a heading that names a hint."""
    return block.kind == "heading" and is_label_of(text_of(block.tokens[1].children or ()), "hint")


def _is_tab_with_hint(block: Block) -> bool:
    return is_tab(block) and names_hint(text_of(block.title))


def _is_tab_with_options(block: Block) -> bool:
    return is_tab(block) and has_letters_in(block.tokens)


def hidden_answer(body: Body, boxes: Sequence[int]) -> Parts:
    """The answer in the collapsed blocks of a body, which have some indices, at least one."""
    blocks, habits = body.blocks, body.habits
    first, last = boxes[0], boxes[-1]
    titles = {box_title(blocks[i].opening) for i in boxes}
    # Titles with more than label words are kept.
    are_labels = all(is_plain(one) or answers_something(one) or habits.titles.get(one, 0) > 1 for one in titles)
    answer = [
        block
        for i in range(first, last + 1)
        for block in (_inside(blocks[i], body.lines) if i in boxes and are_labels else blocks[i : i + 1])
    ]
    # A hint that is hidden on the page does not go on the front either.
    hidden = {i for i in range(first) if is_collapsed(blocks[i].opening) or _is_tab_with_hint(blocks[i])}
    front = tuple(
        block
        for i in range(first)
        if i not in hidden
        for block in (_inside(blocks[i], body.lines) if _is_tab_with_options(blocks[i]) else blocks[i : i + 1])
    )
    after = (*(blocks[i] for i in sorted(hidden)), *blocks[last + 1 :])
    return Parts("marked", front, answer=tuple(answer), after=after, is_whole=len(boxes) > 1)


def _answer_boxes(body: Body) -> list[int]:
    """Indices of the admonitions that contain the answer: those labelled so, else those that hide it."""
    blocks = body.blocks
    boxes = [i for i, block in enumerate(blocks) if block.kind == "details"]
    if not boxes:
        return []
    if named := [i for i in boxes if _names_answer(blocks[i])]:
        return named
    kinds = [i for i in boxes if blocks[i].opening.info in ANSWER_KINDS and not blocks[i].opening.meta["opener"].title]
    if kinds and has_letters(blocks[: boxes[0]]):
        return kinds
    usual = body.habits.titles
    hiding = [i for i in boxes if _may_hide_answer(blocks[i])]
    before = [block for block in blocks[: hiding[0]] if block.kind != "details"] if hiding else []
    if not before:
        return [i for i in hiding if usual.get(box_title(blocks[i].opening), 0) > 1]
    if _ends_asking(before):
        return hiding
    if opens_bold(before):
        return []
    return [i for i in hiding if blocks[i].opening.info in ANSWER_KINDS or box_title(blocks[i].opening) in usual]


def _names_answer(box: Block) -> bool:
    opening, title = box.opening, text_of(box.title)
    if opening.meta["opener"].title:
        return (is_collapsed(opening) and names_answer(title)) or is_answer_label(title)
    return opening.info in ("answer", "solution")


def _may_hide_answer(box: Block) -> bool:
    """Whether neither title nor kind of a collapsed admonition indicates other content."""
    opening, title = box.opening, box_title(box.opening)
    is_decided_by_title = title and opening.info in ANY_KINDS
    is_other = not is_decided_by_title and opening.info in EXTRA_KINDS | QUESTION_KINDS
    return is_collapsed(opening) and not is_other and not names_extra(title)


def _ends_asking(blocks: Sequence[Block]) -> bool:
    """Whether blocks end with a question, optionally followed by a list or code."""
    words = next((block for block in reversed(blocks) if block.kind == "paragraph"), None)
    return words is not None and asks(words.text)


def _inside(box: Block, lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks in an admonition without their label, preceded by any answer text from its title."""
    blocks = tuple(block for block in inside(box, lines) if not _is_bare(block))
    start = after_label(text_of(box.title))
    first = (new_paragraph(without_start(box.title, start), box.first),) if start else ()
    return (*first, *without_label(ANSWER, blocks))


def _is_bare(block: Block) -> bool:
    """Whether a block consists only of comments and tags such as `<p>` or `</p>`."""
    return block.kind == "html_block" and all(
        piece.kind == "comment" or (piece.name in _BARE and not piece.attributes) or not piece.source.strip()
        for piece in pieces(block.opening.content)
    )


def without_label(
    kinds: tuple[str, ...], blocks: tuple[Block, ...], *, letter: re.Pattern[str] | None = None
) -> tuple[Block, ...]:
    """The blocks without a leading `**Answer:**`, `*Answer*:`, `Answer:`, or line or heading `Answer`.

    So is what `letter` matches, such as `A:`.
    """
    line = (blocks[0].inline or blocks[0].line) if blocks else ()
    if not line or (not letter and not _may_begin_with_label(line)):
        return blocks  # as most
    if not (inline := trimmed(line)):
        return blocks
    if len(inline) > 1 and inline[1].type == "strong_open" and not any(map(str.isalnum, inline[0].content)):
        inline = inline[1:]  # a sign before the label: "✅ **Answer:**"
    opening, first = bold_opening(inline), inline[0]
    if first.type == "em_open":
        stop = closing(inline) + 1
        opening = list(inline[:stop]), list(inline[stop:])
    if opening:
        bold, rest = opening
        inner, behind = text_of(bold), text_of(rest).strip()
        if letter and (letter.fullmatch(inner) or letter.fullmatch(inner + behind[:1])):
            return _followed_by(lstrip(rest, " :："), blocks)
        is_alone = not behind or next(token for token in rest if token.content or token.type != "text").type in BREAKS
        is_label = is_alone or has_colon(inner) or behind.startswith((":", "："))
        if not is_label and ":" not in inner and "：" not in inner:
            return blocks  # as most do
        if is_label_of(inner, *kinds):
            return _followed_by(lstrip(rest, " :："), blocks) if is_label else blocks
        first = inline[1]
    elif first.type == "text" and len(inline) == 1 and is_label_of(first.content, *kinds):
        return blocks[1:]
    if first.type != "text":
        return blocks
    a = letter.match(first.content) if letter else None
    end = a.end() if a else label_stop(first.content, *kinds)
    if not end:
        return blocks
    at = inline.index(first)
    content = first.content[end:]
    if first.content.startswith(("**", "__")):
        content = content.removeprefix(first.content[:2])  # `**Answer: ** B` is no bold text
    rest = [with_content(first, content), *inline[at + 1 :]]
    return _followed_by([*inline[:at], *lstrip(rest, " ")], blocks)


def _may_begin_with_label(line: Sequence[Token]) -> bool:
    """Whether a line may begin with a label or be one: most that begin with a word or in bold do not."""
    first = line[line[0].type in ("strong_open", "em_open")]
    if first.type != "text":
        return True
    text = first.content
    if not text and [token.type for token in line[:5]] == _BOLD_SENTENCE:
        behind = line[4].content.lstrip()
        return not behind or behind[0] in _COLONS or not _COLONS.isdisjoint(line[2].content)
    return may_have_label(text, goes_on=first is line[0] and len(line) > 1 and line[1].type != "text")


def _followed_by(inline: Sequence[Token], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first, *below = blocks
    if not inline:
        return tuple(below)
    if dash := _DASH.match(inline[0].content):
        inline = [with_content(inline[0], inline[0].content[dash.end() :]), *inline[1:]]
    return (paragraph(first, inline) if first.kind == "paragraph" else new_paragraph(inline, first.first), *below)
