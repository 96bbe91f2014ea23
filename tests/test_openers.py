"""The law of openers: each becomes a card or the answer of one, or a message names its line."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from anki_export.source.render import make_parser
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
def test_every_opener_is_a_card_or_a_message(lines: list[str]) -> None:
    questions, diagnostics = read_text("\n".join(lines) + "\n")
    told = {each.location.line for each in (*questions, *diagnostics)}
    fenced = _lines_in_fences(lines)
    for number, line in enumerate(lines, 1):
        is_answer = "Show answer" in line and any(above < number for above in told)
        if OPENER.match(line) and number not in fenced and not is_answer:
            assert number in told, "\n".join(lines)


def _lines_in_fences(lines: list[str]) -> set[int]:
    """Lines in fences that are closed by a bare mark: examples by CommonMark's own reading."""
    tokens = make_parser().parse("\n".join(lines))
    return {
        number + 1
        for token in tokens
        if token.type == "fence" and token.map and lines[token.map[1] - 1].strip() == "```"
        for number in range(*token.map)
    }
