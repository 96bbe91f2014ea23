r"""Letters of options that have no sign get one, and letters of questions go, before a page is parsed, line by line.

Options in one line, in code, bold or brackets, with a sign between them:

    `a` a branch · `b` a tag           a) a branch b) a tag

Options in lines of their own with nothing but a space between, two lists with three or more:

    А вітрило                          А) вітрило
    Б щогла                            Б) щогла
    В киль                             В) киль

Questions with letters right below a heading, three or more, each with a block of its own as the answer; below numbers
and other text, they are parts of a question:

    **a.** What moves?                 What moves?

    > A branch.                        > A branch.

    **b.** What does not?              What does not?

    > A tag.                           > A tag.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from anki_export.source.body.option_letters import BY_FIRST, CAPITALS, OF_OPTIONS, option_name
from anki_export.source.lines import is_blank, last_text, next_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.line_changes import Changes, matching_lines, runs
from anki_export.source.thresholds import MARKED
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import has_blank, is_clear_question

_IN_LINE = regex(
    rf"(?:\A|[ \t]*[·|/;•][ \t]*|[ \t]{{2,}})(?:`(?P<code>[{OF_OPTIONS}])`|\*\*(?P<bold>[{OF_OPTIONS}])\*\*"
    rf"|\[(?P<bracket>[{OF_OPTIONS}])\])[ \t]+(?=\S)"
)
_QUESTION = regex(
    rf"(?P<bold>\*\*|__)?\(?(?P<letter>[{OF_OPTIONS}])(?:[.)]|\.\))(?(bold)(?P=bold))[ \t]+(?P<text>[^\s*_].*)"
)
_UNSIGNED = regex(rf" {{0,3}}(?P<letter>[{CAPITALS}])[ \t]+(?=\S)")
_ENDS = (".", "!", "?", "。")
_FEWEST_IN_LINE, _FEWEST_IN_LIST, _FEWEST_LISTS = 2, 3, 2


def letters_as_usual(outline: Outline) -> Changes:
    """The lines of such options with a parenthesis, and those of such questions without their letters."""
    return {**_in_line(outline), **_in_lines(outline), **_asking(outline)}


def _in_lines(outline: Outline) -> Changes:
    lines, found = outline.lines, matching_lines(outline, _UNSIGNED)
    lists = [one for one in runs(lines, found) if len(one) >= _FEWEST_IN_LIST and one[-1] - one[0] == len(one) - 1]
    whole = [
        one
        for one in lists
        if _are_first([found[at]["letter"] for at in one])
        and not any(lines[at].rstrip().endswith(_ENDS) for at in one)  # sentences may begin so
        and is_blank(lines[one[0] - 1])
        and next_text(lines, one[-1] + 1) > one[-1] + 1
    ]
    changed = [at for one in whole for at in one] if len(whole) >= _FEWEST_LISTS else []
    return {at: f"{found[at]['letter']}) {lines[at][found[at].end() :]}" for at in changed}


def _in_line(outline: Outline) -> Changes:
    changes = dict[int, str]()
    for at, line in enumerate(outline.lines):
        if line[:1] in ("`", "*", "[") and not outline.is_code[at]:
            letters = [one[one.lastgroup or 0] for one in _IN_LINE.finditer(line)]
            if len(letters) >= _FEWEST_IN_LINE and _are_first(letters) and _is_question_above(outline, at):
                changes[at] = _IN_LINE.sub(lambda one: f" {one[one.lastgroup or 0]}) ", line).lstrip()
    return changes


def _asking(outline: Outline) -> Changes:
    changes = dict[int, str]()
    headings = {heading.line for heading in outline.headings}
    for questions in _lettered_in_sections(outline):
        starts = list(questions)
        asking = sum(map(asks, (one["text"] for one in questions.values())))
        if MARKED.of(asking, len(starts)) and last_text(outline.lines, starts[0]) in headings and _in_order(questions):
            changes |= {at: one["text"] for at, one in questions.items()}
    return changes


def _lettered_in_sections(outline: Outline) -> Iterator[Mapping[int, re.Match[str]]]:
    """The paragraphs of each section that begin with a letter."""
    sections = dict[int, dict[int, re.Match[str]]]()
    for at, match in matching_lines(outline, _QUESTION).items():
        if at and is_blank(outline.lines[at - 1]):
            sections.setdefault(outline.part_at(at), {})[at] = match
    yield from sections.values()


def _in_order(found: Mapping[int, re.Match[str]]) -> bool:
    return _are_first([one["letter"] for one in found.values()])


def _are_first(letters: Sequence[str]) -> bool:
    """Whether letters are the first ones of an alphabet."""
    names = [option_name(letter) for letter in letters]
    return names == list(BY_FIRST.get(names[0], ())[: len(names)])


def _is_question_above(outline: Outline, at: int) -> bool:
    """Whether the text above a line asks, or has a number."""
    above = outline.lines[max(last_text(outline.lines, at), 0)].strip(" *_#>")
    return number_of(above) is not None or is_clear_question(above) or has_blank(above)
