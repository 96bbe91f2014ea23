"""Make entries of questions with hidden answers: their titles, bodies, and where their ids go.

A list of questions has one for each item if the answers are a list as well, in one collapsed block, or are in several
blocks with their numbers:

    1. What is a port?
    2. What is a socket?

    ??? success "Answers"
        1. A number.
        2. An end of a connection.

Questions and answers belong together by their numbers, or by their order if they have none.
"""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.asking_blocks import (
    end_of_bold_code,
    end_of_label,
    is_asking,
    is_number_of_part,
    says_more,
)
from anki_export.source.body.blocks import (
    BREAKS,
    LISTS,
    Block,
    bold_opening,
    inline_lines,
    inside,
    joined_lines,
    new_paragraph,
    paragraph,
    text_of,
    trimmed,
    with_tags,
    without_start,
)
from anki_export.source.body.find_options import has_letters
from anki_export.source.body.option_letters import FIRST_OPTION
from anki_export.source.candidates.true_false_statements import verdict_in
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace
from anki_export.source.formats.hidden_answer_context import about, is_long, too_long
from anki_export.source.formats.hidden_answer_places import (
    DIGITS,
    HiddenPart,
    first_line,
    is_block_comment,
    shown_blocks,
)
from anki_export.source.lines import indent_of, list_marker
from anki_export.source.question_numbers import number_of, numbers_of
from anki_export.text.classify_labels import after_label, is_label, is_numbered_task, is_plain, names_hint
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_statement
from anki_export.text.true_or_false import verdicts

NAME = "hidden"
HINTS = Hints(
    question="{}",
    title="write the question above the block of its answer",
    answer="write the answer in the collapsed block",
    hidden='??? success "Answer"',
)
_SUMMARY = 2
"""In lines, from `<details>` on."""
_A = regex(r"A(?:\s?\d{1,3}\s?[.:：]|\s?[:：])\s*(?=\S)")
_SEVERAL = 2


def entries_of(parts: Sequence[HiddenPart], lines: Sequence[str]) -> Iterator[Entry]:
    """The entries of the questions of a page, without their numbers and labels."""
    titles = list(map(_title, parts))
    numbers = numbers_of([text_of(title) for title, _ in titles])
    has_codes = _have_codes([title for title, _ in titles])
    for part, (title, rest), number in zip(parts, titles, numbers, strict=True):
        text = text_of(title)
        end = 0 if rest is part.asked else end_of_label(text) or (end_of_bold_code(title) if has_codes else 0)
        end = end if rest or end < len(text) else 0  # "Print 1." is all that asks
        start = len(text) - len(number.rest) if number and text.endswith(number.rest) else end
        yield _entry(part, without_start(title, start) if start else title, rest, lines)


def _have_codes(titles: Iterable[Sequence[Token]]) -> bool:
    """Whether codes in bold number the questions from 1 on, as `B1` and `B2` do; `S3` and `EC2` are subjects."""
    texts = [(text_of(title), end_of_bold_code(title)) for title in titles]
    codes = [text[:end].strip() for text, end in texts if end]
    names = {code.rstrip("0123456789") for code in codes}
    has_first = any(code[len(name) :].lstrip("0") in ("1", "101") for name in names for code in codes)
    return has_first and len(names) == 1 and len({text[end:] for text, end in texts if end}) == len(codes)


def _title(part: HiddenPart) -> tuple[Sequence[Token], Sequence[Block]]:
    """The inline tokens of the title, and the blocks below it."""
    head = part.head
    if head and (not part.asked or says_more(head)) and (head.map or [0])[0] <= part.box.first:
        return trimmed(head.children or ()), part.asked  # whole: "Exercise 2: sort it"
    first, *rest = part.asked
    if not first.inline:
        return (), part.asked
    opening = bold_opening(first.inline)
    if opening and not opening[1]:
        return opening[0][1:-1], rest
    if opening and _is_label_above(*opening):
        return trimmed(opening[1]), rest
    rows = inline_lines(first.inline)
    options = next((i for i, row in enumerate(rows) if i and FIRST_OPTION.match(text_of(row))), 0)
    if options and has_letters([below := paragraph(first, joined_lines(rows[options:]))]):
        return trimmed(joined_lines(rows[:options])), (below, *rest)
    return trimmed(first.inline), rest


def _is_label_above(bold: Sequence[Token], below: Sequence[Token]) -> bool:
    """Whether bold text only numbers what is behind it, or is a label such as `Exercise 2` in a line of its own."""
    text = text_of(bold).strip()
    first = next((token for token in below if token.content or token.type != "text"), None)
    is_above = first is not None and first.type in BREAKS
    return is_number_of_part(text) or (is_above and is_numbered_task(text) and is_label(text))


def _entry(part: HiddenPart, title: Sequence[Token], asked: Sequence[Block], lines: Sequence[str]) -> Entry:
    first = part.first or first_line(part.asked) if part.asked else ((part.head and part.head.map) or [0])[0]
    last = max(block.last for block in (part.box, *part.after))
    start = part.box.first
    inline = Token("inline", "", 0, map=[first, first + 1], children=list(title), content=text_of(title))
    answer = _without_a(part, opened_box(part.box, lines))
    after = [
        inner
        for block in part.after
        for inner in (opened_box(block, lines) if is_plain(text_of(block.title)) else [block])
    ]
    back = (*part.after, *filter(_is_hint, asked))
    prompt: Sequence[Block] = ()
    if asked and asked[-1].first == start:  # "Why? <details>": by its line, it would belong to the answer
        prompt = shown_blocks(asked)
        asked = [block for block in asked if block not in prompt]
    return Entry(
        format=NAME,
        lines=range(first, last),
        column=indent_of(lines[first]) + 1,
        title=inline,
        written=text_of(title),
        body=[token for block in (*asked, *answer, *after) for token in block.tokens],
        prompt=[token for block in prompt for token in block.tokens],
        hints=HINTS,
        id_place=_id_place(part.box, lines),
        keeps_label=True,
        comment="".join(token.content for token in part.box.title if token.type == "html_inline"),
        answer=AnswerLines((range(start, part.box.last),), tuple(range(block.first, block.last) for block in back)),
    )


def _is_hint(block: Block) -> bool:
    """Whether a block above an answer hides something: other blocks than hints are left out."""
    if block.kind != "details":
        return False
    return names_hint(text_of(block.title)) if block.opening.info == "tab" else block.opening.markup[:1] in "?<"


def _without_a(part: HiddenPart, answer: Sequence[Block]) -> Sequence[Block]:
    """An answer without the label `A:` or `A1.`, unless the question has options with letters."""
    label = _A.match(answer[0].text) if answer else None
    if not label or has_letters(part.asked):
        return answer
    return [paragraph(answer[0], without_start(answer[0].inline, label.end())), *answer[1:]]


def _id_place(box: Block, lines: Sequence[str]) -> IdPlace:
    """Above the answer; in its summary for `<details>`, which may be after text."""
    if "body" in box.opening.meta:
        prefix, excess = box.opening.meta["body"]
        return IdPlace(box.opening.meta.get("body_line", box.first + 1), prefix, excess)
    for number in range(box.first, min(box.first + _SUMMARY, box.last)):
        line = lines[number].lower()
        column = line.find("</summary", max(line.rfind("<details"), 0))
        if column >= 0:
            return IdPlace(number, "", column=column)
    return IdPlace(box.first, _margin(lines[box.first]))


def _margin(line: str) -> str:
    """White space and marks of quotes at the start of a line."""
    return line[: len(line) - len(line.lstrip("> \t"))]


def opened_box(block: Block, lines: Sequence[str]) -> Sequence[Block]:
    """What a collapsed block holds, or else the answer in its title."""
    title, held = block.title, inside(block, lines)
    start = after_label(text_of(title))
    if not start or not all(map(is_block_comment, held)):
        return held
    return [new_paragraph(without_start(title, start), block.first), *held]


def entry_of_item(
    item: Sequence[Block], answer: Sequence[Block], lines: Sequence[str], needed: Sequence[Block]
) -> Entry:
    """The entry of a list item that asks, with what it needs from above."""
    first, *rest = item
    title = trimmed(first.inline) if not needed else ()
    rest = rest if title else [*needed, *map(with_tags, item)]
    indent = indent_of(lines[first.first])
    inline = Token("inline", "", 0, map=[first.first, first.last], children=list(title), content=text_of(title))
    return Entry(
        format=NAME,
        lines=range(first.first, item[-1].last),
        column=indent + 1,
        title=inline,
        written=text_of(title),
        body=[token for block in (*rest, *answer) for token in block.tokens],
        hints=HINTS,
        id_place=IdPlace(first.last, _below_marker(lines[first.first])),
        answer=AnswerLines((range(answer[0].first, answer[-1].last),)),
    )


def _below_marker(line: str) -> str:
    """What is before the text of an item on the lines below its first one."""
    margin = _margin(line)
    marker = list_marker(line[len(margin) :])
    return margin + " " * (marker.end() if marker else 0)


def entries_of_lists(part: HiddenPart, lines: Sequence[str]) -> Iterator[Entry | Finding]:
    """The questions of a list whose answers are a list in one block."""
    questions = next((block for block in reversed(part.asked) if block.kind in LISTS), None)
    if questions is None or (questions is not part.asked[-1] and len(part.boxes) < _SEVERAL):
        return
    answers = _answers(part, lines)
    asked = _items(questions, lines) if len(answers) >= _SEVERAL else ()
    asking = sum(bool(item) and (len(part.boxes) > 1 or is_asking(item[0])) for _, item in asked)
    if len(asked) < _SEVERAL or (asking * 2 < len(asked) and not _are_judged(asked, answers)):
        return
    numbered = all(number for number, _ in (*asked, *answers))
    if not numbered and len(asked) != len(answers):
        message = f"{len(asked)} questions have {len(answers)} answers; skipped"
        yield Finding(questions.first, Rule.NO_QUESTION, message, "number the questions and the answers")
        return
    section = part.section()
    at = next(i for i, block in enumerate(section) if block is questions)
    needed = about(part.head or part.lead, section[:at], [item for _, item in asked])
    if is_long(needed):
        yield too_long(questions)
        return
    by_number = dict(answers) if numbered else {}
    for at, (number, item) in enumerate(asked):
        answer = by_number.get(number) if numbered else answers[at][1]
        if not item or not answer:
            line = item[0].first if item else questions.first
            yield Finding(line, Rule.NO_QUESTION, "question has no answer with its number; skipped", HINTS.answer)
            continue
        yield entry_of_item(item, answer, lines, needed)


def _are_judged(asked: Sequence[tuple[str, Sequence[Block]]], answers: Sequence[tuple[str, Sequence[Block]]]) -> bool:
    """Whether the items of a list state something that the answers call true or false."""
    said = [verdict_in(item[0].text) if item else "" for _, item in answers]
    return None not in verdicts(said) and all(item and is_statement(item[0].text) for _, item in asked)


def _items(block: Block, lines: Sequence[str]) -> list[tuple[str, Sequence[Block]]]:
    """The items of a list, each with its number, if it has one; without order, sites count these themselves."""
    items = inside(block, lines)
    numbers = [item.opening.info for item in items]
    if len(set(numbers)) < len(numbers):
        numbers = [str(i) if block.kind == "ordered_list" else "" for i in range(1, len(items) + 1)]
    return [(number, inside(item, lines)) for number, item in zip(numbers, items, strict=True)]


def _answers(part: HiddenPart, lines: Sequence[str]) -> list[tuple[str, Sequence[Block]]]:
    """The answers in several blocks, or in one: the items of its only list, or paragraphs with numbers."""
    if len(part.boxes) > 1:
        return [(DIGITS.findall(text_of(box.title))[0], opened_box(box, lines)) for box in part.boxes]
    blocks = inside(part.box, lines)
    if len(blocks) == 1 and blocks[0].kind in LISTS:
        return _items(blocks[0], lines)
    found: list[tuple[str, list[Block]]] = []
    for block in blocks:
        number = number_of(block.text) if block.inline else None
        if number and number.value is not None:
            start = len(block.text) - len(number.rest)
            found.append((str(number.value), [paragraph(block, without_start(block.inline, start))]))
        elif found:
            found[-1][1].append(block)
        else:
            return []
    return [(number, blocks) for number, blocks in found]
