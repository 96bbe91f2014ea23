"""Lists of questions whose answers are a list as well, in one collapsed block, or in several blocks with their numbers:

    1. What is a port?
    2. What is a socket?

    ??? success "Answers"
        1. A number.
        2. An end of a connection.

Questions and answers belong together by their numbers, or by their order if they have none. So do paragraphs with
letters: `A. What is a port?` and `B. What is a socket?`
"""

from collections.abc import Iterator, Sequence

from anki_export.diagnostics import Rule
from anki_export.source.body.asking_blocks import is_asking
from anki_export.source.body.blocks import LISTS, Block, inside, paragraph, text_of, without_start
from anki_export.source.entry import Entry, Finding
from anki_export.source.formats.hidden_context import about, from_label, is_long, too_long, without_lead
from anki_export.source.formats.hidden_entries import HINTS, entry_of_item, opened_box
from anki_export.source.formats.questions_above_hidden import DIGITS, HiddenPart
from anki_export.source.question_numbers import number_of
from anki_export.text.regex import regex

_SEVERAL = 2
_LETTER = regex(r"\(?(?P<letter>[A-Ha-h])[.)]\s+")


def entries_of_lists(part: HiddenPart, lines: Sequence[str]) -> Iterator[Entry | Finding]:
    """The questions of a list whose answers are a list in one block."""
    if lettered := list(_entries_by_letter(part, lines)):
        yield from lettered
        return
    questions = next((block for block in reversed(part.asked) if block.kind in LISTS), None)
    if questions is None or (questions is not part.asked[-1] and len(part.boxes) < _SEVERAL):
        return
    answers = _answers(part, lines)
    asked = _items(questions, lines) if len(answers) >= _SEVERAL else ()
    asking = sum(bool(item) and (len(part.boxes) > 1 or is_asking(item[0])) for _, item in asked)
    if len(asked) < _SEVERAL or asking * 2 < len(asked):
        return
    numbered = all(number for number, _ in (*asked, *answers))
    if not numbered and len(asked) != len(answers):
        message = f"{len(asked)} questions have {len(answers)} answers; skipped"
        yield Finding(questions.first, Rule.NO_QUESTION, message, "number the questions and the answers")
        return
    at = next(i for i, block in enumerate(part.section) if block is questions)
    needed = about(part.head or part.lead, part.section[:at], [item for _, item in asked])
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


def _entries_by_letter(part: HiddenPart, lines: Sequence[str]) -> Iterator[Entry]:
    """The questions with letters whose answers in one block have the same; each needs the text above the first."""
    start, asked = _by_letter(part.asked)
    first, answers = _by_letter(inside(part.box, lines)) if len(part.boxes) == 1 and asked else (1, [])
    asking = sum(is_asking(item[0]) for item in asked)
    needed = without_lead(from_label(part.asked[:start]))
    if first or len(asked) != len(answers) or asking * 2 < len(asked) or is_long(needed):
        return
    for item, answer in zip(asked, answers, strict=True):
        yield entry_of_item(item, answer, lines, needed)


def _by_letter(blocks: Sequence[Block]) -> tuple[int, list[list[Block]]]:
    """Paragraphs that begin with the letters A, B and so on, each with what follows it, and the index of the first."""
    start, found = 0, list[list[Block]]()
    for at, block in enumerate(blocks):
        letter = _LETTER.match(block.text) if block.inline else None
        if letter and ord(letter["letter"].lower()) == ord("a") + len(found):
            start = start if found else at
            found.append([paragraph(block, without_start(block.inline, letter.end()))])
        elif found:
            found[-1].append(block)
    return start, found if len(found) >= _SEVERAL else []


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
