"""What converters of documents leave in Markdown becomes what their authors mean, before a page is parsed.

Bracketed spans of Pandoc, which it writes for styles; a link, `[docs]{target="_blank"}`, stays one:

    # []{#_Toc4711 .anchor}Tags           # Tags
    a [fixed name]{.underline}            a <u>fixed name</u>
    [a tag]{.mark}                        <mark>a tag</mark>
    a [      ]{.underline} name           a ____ name
    [a tag]{.smallcaps custom-style="x"}  a tag

Cells that pandas fills where a spreadsheet has none:

    | What is a roux? | nan |             | What is a roux? | |

Line breaks that begin the lines of options and of labels for answers, unless one of these lines has more of them:

    <br>A. a buoy                         A. a buoy
    <br>**Answer:** A                     **Answer:** A

Signs of Reddit around a whole line that it hides, which nothing else knows:

    >! A fixed name. !<                   > A fixed name.

A bold line at the top of a page, which is its title. Questions with numbers, a rule or a heading are below it, and no
other line of the page is bold as a whole that neither asks nor has a number: such lines are sections, or terms.

    **Knots of sailors**                  # Knots of sailors

    **1. What is a bight?**               **1. What is a bight?**
"""

import re

from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answer_lines import has_answer_label
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.line_changes import Changes, Edit, changes_to, edited, matching_lines
from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.text.classify_labels import asks, asks_nothing
from anki_export.text.lazy_regex import regex

_INSIDE = r"(?:[^\[\]\n]|\n(?![ \t]*\n))"
_SPAN = regex(rf"(?<![\w!\\\]])\[(?!\^)(?P<text>{_INSIDE}*)\](?P<list>{ATTRIBUTE_LIST})(?![(:])")
_LINK = regex(r"^[ \t>]*\[(?P<name>[^\[\]\n]+)\]:", re.MULTILINE)
_DEEPEST = 3
"""Spans in each other: more styles no text has."""
_TAGS = {"underline": "u", "ul": "u", "mark": "mark", "highlight": "mark"}
"""The HTML elements for classes that Pandoc and Quarto know."""
_GAP = "____"
_CLASS = regex(r"(?<=[{\s])\.([\w-]+)")
_NO_CELL = regex(r"(?<=\|)[ \t]*nan[ \t]*(?=\|)")
_BREAK = regex(r"[ \t]*<br[ \t]*/?>[ \t]*(?P<text>.+)")
_SPOILER = regex(r"(?P<quote>[ \t]*>)!(?P<text>.*)!<\s*\Z")
_TITLE = regex(
    r"\s*(?P<line>(?P<mark>\*\*|__)(?P<text>[^\W_][^\n*_]{1,80}[^\n*_.:：,;!…])(?P=mark))[ \t\\]*\n[ \t]*\n\s*"
    r"(?:(?:[-*_][ \t]*){3,}\n|#{2,6}[ \t]|(?:\*\*|__)?\(?(?:Q\s?)?\d{1,3}\\?[.):])"
)
_HEADING = regex(r"\n {0,3}(?:#[ \t]|=+[ \t]*(?:\n|\Z)|<h1)")


def bracketed_spans_as_text(outline: Outline) -> Changes:
    """The lines without such spans; those in others first."""
    text = outline.text
    for _ in range(_DEEPEST):
        text = edited(text, _spans(text))
    return changes_to(outline, text.split("\n"))


def _spans(text: str) -> list[Edit]:
    found = list(_SPAN.finditer(Outline(text.split("\n")).without_code))
    links = {match["name"].casefold() for match in _LINK.finditer(text)} if found else set()
    return [
        (match.start(), match.end(), _plain(text[slice(*match.span("text"))], match["list"]))
        for match in found
        if match["text"].casefold() not in links
    ]


def _plain(text: str, attributes: str) -> str:
    tag = next((_TAGS[name] for name in _CLASS.findall(attributes) if name in _TAGS), "")
    if text.isspace():
        return _GAP if tag == "u" else f"[{text}]{attributes}"
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def filled_cells_as_empty(outline: Outline) -> Changes:
    """The lines with such cells without their text."""
    return {at: _NO_CELL.sub(" ", line) for at, line in outline.lines_with("nan |")}


def breaks_before_options_as_text(outline: Outline) -> Changes:
    """The lines without such line breaks."""
    found = {at: match["text"] for at, match in matching_lines(outline, _BREAK).items()}
    if any("<br" in text for text in found.values()):
        return {}
    return {at: text for at, text in found.items() if OPTION.match(text) or has_answer_label(text)}


def spoilers_as_quotes(outline: Outline) -> Changes:
    """The lines that are hidden as a whole, as quotes."""
    found = matching_lines(outline, _SPOILER).items()
    return {at: f"{one['quote']} {text}" for at, one in found if (text := one["text"].strip())}


def bold_title_as_heading(outline: Outline) -> Changes:
    """Such a line as a heading."""
    title = _TITLE.match(outline.text)
    if not title or _HEADING.search(outline.text) or _is_question(title["text"]) or asks_nothing(title["text"]):
        return {}  # as most
    if not all(_is_question(one.text) for one in outline.bold_lines if one.text != title["text"]):
        return {}
    return {outline.text.count("\n", 0, title.start("line")): f"# {title['text']}"}


def _is_question(text: str) -> bool:
    return asks(text) or number_of(text) is not None
