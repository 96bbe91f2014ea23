"""Lines that ask, and that neither a card nor a message of a problem has.

    ## Pitfalls                          The summit is at 2,962 m. Who climbed it first? Nobody knows.

    What if the disk is full?

Other rules warn where lines are plainly meant as questions. Articles ask in passing, too, so this is a note, whatever
the evidence: a project has one, with the number of all such lines.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from anki_export.diagnostics import Rule
from anki_export.source.asking_lines_on_cardless_pages import asking_text
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.lines import is_separator, starts_block
from anki_export.source.thresholds import LABELS_REPEAT
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised

_GENERATED = "<!-- anki-export:"
"""A mark of the download page, which quotes cards."""
_ATTRIBUTES = regex(r"(?<![ \t])[ \t]*+\{[#.][^{}]*\}[ \t]*\Z")
_SHOWN = ("<", "```{", "~~~{")
"""How lines begin that are code to a parser, and shown as text: HTML, and directives of MyST."""
_NO_TEXT = ("#", "<", ":::", "```", "~~~", "---", "===", "!!!", "???")
"""How lines begin that no paragraph below goes on with."""
_OPENING = regex(r"\s*(?:<|\*\*|__|\d)")
"""How lines begin that hardly go on with a paragraph: with a tag, in bold, with a number."""


def asking_lines_on_no_card(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Note the lines that ask at the start of a block; `told` are the lines of messages."""
    lines = checked_page.lines
    if checked_page.page.wanted.is_fixed or _GENERATED in checked_page.outline.text:
        return
    asking = {
        number: text
        for number in checked_page.free
        if (text := asking_text(_ATTRIBUTES.sub("", lines[number])))
        and not (number in told or _is_code(checked_page, number) or _is_of_contents(lines[number]))
        and _begins_block(lines, number)
        and normalised(text) not in checked_page.asked
    }
    wanted = checked_page.page.wanted
    if wanted.title_line and not checked_page.entries and wanted.title not in asking.values():
        asking = {wanted.title_line - 1: wanted.title, **asking}
    if not asking:
        return  # as on most pages
    repeats = Counter(asking.values())
    fronts = {line for one in checked_page.questions for line in one.question.question_text.split("\n")}
    if places := [n for n, text in asking.items() if repeats[text] < LABELS_REPEAT and text not in fronts]:
        yield become_no_cards(places, "lines ask a question", first=asking[places[0]], rule=Rule.ON_NO_CARD)


def _is_code(checked_page: CheckedPage, number: int) -> bool:
    return checked_page.outline.is_code[number] and not checked_page.lines[number].lstrip().startswith(_SHOWN)


def _is_of_contents(line: str) -> bool:
    """Whether a line leads to a place on the page, or is no heading and has only links."""
    return "](#" in line or (not line.startswith("#") and is_only_links(line))


def _begins_block(lines: Sequence[str], number: int) -> bool:
    """Whether a line does not go on with the paragraph above it."""
    above, line = lines[number - 1].lstrip() if number else "", lines[number]
    return is_separator(above) or above.startswith(_NO_TEXT) or starts_block(line) or _OPENING.match(line) is not None
