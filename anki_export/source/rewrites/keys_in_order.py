"""Options that a list at the end of the page says are right become task lists, before a page is parsed, line by line:

    ### What is a port?      - [x] a number        <details>                  What is a port?
    - a number               - [ ] a cable         <summary>Answers</summary>
    - a cable                                      1. a number                A. a number
                                                   2. B                       B. a cable
    ### Answers                                    </details>
    - a number

The list has nothing but the text or letter of one option for each question, three or more, in their order, and is below
a line that is only a word for answers. Nothing is below it. Most questions ask; a list whose items have numbers answers
those without numbers, as others are paired by these.

Not keys: what is below questions that have a label for their answer, or ask for several things, and the choices of a
group.
"""

from collections.abc import Sequence

from anki_export.source.body.option_letters import OF_OPTIONS, OPTION, option_name
from anki_export.source.candidates.answer_lines import has_answer_label
from anki_export.source.candidates.option_lines import OptionLines, all_options, text_above
from anki_export.source.lines import is_blank, list_marker, task_item
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.apply_line_changes import Changes
from anki_export.source.thresholds import MARKED, QUARTER
from anki_export.text.asking import (
    announces_questions,
    asks_for_several,
    is_clear_question,
    names_dialogue,
    names_writer,
)
from anki_export.text.classify_labels import is_label_of
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised

_FEWEST = 2
"""Options of a question."""
_AROUND = " \t#*_:："
_LETTER = regex(rf"(?:\*\*|__)?[(（]?(?P<letter>[{OF_OPTIONS}])(?:\*\*|__)?(?:[.):．、：）](?:\*\*|__)?(?:\s+|\Z)|\Z)")


def key_in_order_as_tasks(outline: Outline) -> Changes:
    """The lines of options, and those of the list, which are left out."""
    lines, stop = outline.lines, len(outline.lines)
    said: list[int] = []
    while stop and (is_blank(lines[stop - 1]) or lines[stop - 1] == "</details>" or list_marker(lines[stop - 1])):
        stop -= 1
        said[:0] = [stop] if list_marker(lines[stop]) else []
    label = stop - 1
    if label < 0 or not is_label_of(without_tags(lines[label]).strip(_AROUND), "answer", "solution", "key"):
        return {}
    lists = [one for one in all_options(outline) if one.lines.stop <= label]
    asked = [text_above(outline, one) for one in lists]
    are_paired = len(lists) == len(said) and MARKED.of(sum(map(is_clear_question, asked)), len(lists))
    if not are_paired or (any(lines[at].strip()[0].isdigit() for at in said) and any(map(number_of, asked))):
        return {}
    if any(map(asks_for_several, asked)) or any(map(has_answer_label, lines[:label])):
        return {}
    if names_dialogue(outline.title) or QUARTER.of(sum(map(names_writer, asked)), len(asked)):
        return {}
    if not (announces_questions(outline.title) or all(one.form == "letter" for one in lists)):
        return {}  # as where people choose
    start = label - (lines[label - 1].strip() == "<details>")
    changes = dict.fromkeys(range(start, len(lines)), "")
    for one, at in zip(lists, said, strict=True):
        if not (tasks := _tasks(lines, one, lines[at])):
            return {}
        changes |= tasks
    return changes


def _tasks(lines: Sequence[str], options: OptionLines, said: str) -> dict[int, str]:
    """The lines of options, of which an item of a key names one by its text or letter; none if it names no single one.

    Not options: what has signs of its own, and lists with other text.
    """
    name, said_text = _parts(said, is_lettered=options.form == "letter")
    found = {at: _parts(lines[at], is_lettered=options.form == "letter") for at in options.lines if lines[at].strip()}
    right = [
        at
        for at, (letter, text) in found.items()
        if normalised(text) == normalised(said_text) or (letter and letter == name and not said_text)
    ]
    are_items = all(list_marker(lines[at]) or OPTION.match(lines[at]) for at in found)
    if len(right) != 1 or options.signs or not are_items or len(found) < _FEWEST:
        return {}
    return {at: f"- [{'x' if at in right else ' '}] {text}" for at, (_, text) in found.items()}


def _parts(line: str, *, is_lettered: bool) -> tuple[str, str]:
    """The letter of an option, or nothing, and its text, without what marks an item."""
    marker, task = list_marker(line), task_item(line)
    text = line[task.text if task else marker.end() if marker else 0 :].strip()
    letter = _LETTER.match(text) if is_lettered else None
    return (option_name(letter["letter"]), text[letter.end() :]) if letter else ("", text)
