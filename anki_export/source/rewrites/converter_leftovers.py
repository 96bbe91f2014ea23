"""What converters of documents leave in Markdown becomes what their authors mean, before a page is parsed.

Bracketed spans of Pandoc, which it writes for styles; a link, `[docs]{target="_blank"}`, stays one:

    # []{#_Toc4711 .anchor}Tags           # Tags
    a [fixed name]{.underline}            a <u>fixed name</u>
    [a tag]{.mark}                        <mark>a tag</mark>
    a [      ]{.underline} name           a ____ name
    [a tag]{.smallcaps custom-style="x"}  a tag

Cells that pandas fills where a spreadsheet has none:

    | What is a roux? | nan |             | What is a roux? | |

Signs of Reddit and Discord around a whole line that they hide, which nothing else knows, or behind questions:

    >! A fixed name. !<                   > A fixed name.           also `||A fixed name.||`
    1. What is a tag? ||A fixed name||    1. **Q:** What is a tag? **A:** A fixed name
"""

import re
from itertools import starmap

from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.line_changes import Changes, Edit, changes_to, edited, matching_lines
from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.source.thresholds import MARKED
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer

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
_SPOILER = regex(r"(?P<indent>[ \t]*)(?:>!(?P<text>.*)!<|\|\|(?P<between>[^|]+)\|\|)\s*\Z")
_BEHIND = regex(
    r"(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?)(?P<asked>[^\s|>#][^\n|]*?)[ \t]+"
    r"(?:\|\|(?P<between>[^|\n]+)\|\||>!(?P<text>[^\n]+?)!<)[ \t]*\Z"
)


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


def spoilers_as_answers(outline: Outline) -> Changes:
    """The lines that are hidden as a whole, as quotes, and what is hidden behind questions with labels."""
    whole = matching_lines(outline, _SPOILER).items()
    quotes = {at: f"{one['indent']}> {text}" for at, one in whole if (text := _hidden(one))}
    behind = {at: one for at, one in matching_lines(outline, _BEHIND).items() if at not in quotes and _hidden(one)}
    asking = sum(wants_answer(one["asked"]) for one in behind.values())
    return {**quotes, **(dict(starmap(_labelled, behind.items())) if MARKED.of(asking, len(behind)) else {})}


def _hidden(match: re.Match[str]) -> str:
    return (match["text"] or match["between"] or "").strip()


def _labelled(at: int, match: re.Match[str]) -> tuple[int, str]:
    """A line with the labels of a question and an answer; it may have that of the question."""
    asked, number = match["asked"], number_of(match["asked"])
    if not (number and number.mark == "Q"):
        asked = f"**Q:** {number.rest if number else asked}"
    return at, f"{match['lead']}{asked} **A:** {_hidden(match)}"
