"""The law of openers: each becomes a card or the answer of one, or a message names its line."""

import re
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from anki_export.disk.source_tree import SourceTree
from anki_export.source.page_text import read_page
from anki_export.source.reader import Reading, read_questions
from anki_export.source.render import make_parser

TREE = SourceTree(Path("nowhere"), "")
READING = Reading(make_parser())
OPENER = re.compile(r"^(?:\[\^1\]:)?[\s>*\d.:-]*(?:\?\?\?\+?|!!!) ?question", re.IGNORECASE)

titles = st.sampled_from(
    [
        *['"Why?"', '"What is "x"?"', '"1. How?', "Unquoted?", "", '"Show answer"', '"**Q2:** `c`?"', "'q'"],
        *["„What?“", 'What?"', '"404: why?"', '"What is <b>?"', '"2: who?"', "«1. Où ?»"],
    ]
)
openers = st.builds(
    lambda indent, marker, title: f"{indent}{marker} question {title}".rstrip(),
    st.sampled_from(["", "    ", "  ", "- ", "> ", "        ", "1. ", ":   ", ": ", "- > ", "[^1]: "]),
    st.sampled_from(["???", "???+", "!!!"]),
    titles,
)
OTHERS = r"""
    **A**.
    text
text
    - item
- item
# Heading
---
    | a |
<div>
</div>
<!-- note
-->
    ```sh
```sh
    ```
        code
> quote
    !!! tip
        more
\[
    [^1]: n
    term
    :   meaning
:   meaning
    <div markdown>
    </div>
<div markdown>
    /// note
    ///
/// note
///
    --8<--
    { .annotate }
    1. text (1)
"""
others = st.sampled_from(OTHERS.split("\n"))


@settings(max_examples=400)
@given(st.lists(openers | others, max_size=14))
@example(['??? question "Why?"', "    --8<--", '??? question "Who?"', "    --8<--"])
@example(['??? question "Why?"', "    --8<--", '    ??? question "Who?"', "    --8<--"])
@example(["<div>", '- ??? question "Lost?"', "</div>"])
@example(["<div>", ':   ??? question "Lost, too?"', "</div>"])
@example(["---", '- ??? question "In what looks like front matter?"', "---"])
@example(["    [^1]: n", '        ??? question "In a note?"'])
def test_every_opener_is_a_card_or_a_message(lines: list[str]) -> None:
    page, report = read_page("git/basics.md", "page.md", ("\n".join(lines) + "\n").encode())
    assert page is not None
    questions, more = read_questions(page, TREE, READING)
    report = [*report, *more]
    told = {question.location.line for question in questions} | {d.location.line for d in report}
    fenced = _lines_in_fences(lines)
    for number, line in enumerate(lines, 1):
        is_answer = "Show answer" in line and any(above < number for above in told)
        if OPENER.match(line) and number not in fenced and not is_answer:
            assert number in told, "\n".join(lines)


def _lines_in_fences(lines: list[str]) -> set[int]:
    """Lines in fences that are closed by a bare mark: examples by CommonMark's own reading."""
    tokens = READING.md.parse("\n".join(lines))
    return {
        number + 1
        for token in tokens
        if token.type == "fence" and token.map and lines[token.map[1] - 1].strip() == "```"
        for number in range(*token.map)
    }
