"""An invariant: each question marker becomes a card or the answer of one, or is reported with its line."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.support.openers import openers, others
from tests.support.reading import read_text

OPENER = re.compile(r"^(?:\[\^1\]:)?[\s>*\d.:-]*(?:\?\?\?\+?|!!!) ?question", re.IGNORECASE)


@examples(150)
@given(st.lists(openers | others, max_size=14))
@example(['??? question "Why?"', "    --8<--", '??? question "Who?"', "    --8<--"])
@example(['??? question "Why?"', "    --8<--", '    ??? question "Who?"', "    --8<--"])
@example(["<div>", '- ??? question "Lost?"', "</div>"])
@example(["<div>", ':   ??? question "Lost, too?"', "</div>"])
@example(["---", '- ??? question "In what looks like front matter?"', "---"])
@example(["    [^1]: n", '        ??? question "In a note?"'])
def test_every_question_marker_is_a_card_or_a_message(lines: list[str]) -> None:
    questions, diagnostics = read_text("\n".join(lines) + "\n")
    told = {each.location.line for each in (*questions, *diagnostics)}
    code = _lines_of_code(lines)
    for number, line in enumerate(lines, 1):
        is_answer = "Show answer" in line and any(above < number for above in told)
        if OPENER.match(line) and number not in code and not is_answer:
            assert number in told, "\n".join(lines)


def _lines_of_code(lines: list[str]) -> range:
    """Lines that may be code: all from the first mark of a fence to the last one that could end it.

    By the text alone, and rather too much: the parser under test may not say which lines it need not account for.
    """
    marks = [number for number, line in enumerate(lines, 1) if line.lstrip(" >-").startswith("```")]
    ends = [number for number in marks if lines[number - 1].strip() == "```"]
    return range(marks[0], ends[-1]) if marks and ends else range(0)
