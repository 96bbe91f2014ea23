"""A bold line at the top of a page becomes its title before the page is parsed, as converted documents have it:

    **Knots of sailors**            # Knots of sailors

    **1. What is a bight?**         **1. What is a bight?**

Questions with numbers, a rule or a heading are below it, and no other line of the page is bold as a whole that neither
asks nor has a number: such lines are sections, or terms.
"""

from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.text.classify_labels import asks, asks_nothing
from anki_export.text.lazy_regex import regex

_TITLE = regex(
    r"\s*(?P<line>(?P<mark>\*\*|__)(?P<text>[^\W_][^\n*_]{1,80}[^\n*_.:：,;!…])(?P=mark))[ \t\\]*\n[ \t]*\n\s*"
    r"(?:(?:[-*_][ \t]*){3,}\n|#{2,6}[ \t]|(?:\*\*|__)?\(?(?:Q\s?)?\d{1,3}\\?[.):])"
)
_HEADING = regex(r"\n {0,3}(?:#[ \t]|=+[ \t]*(?:\n|\Z)|<h1)")


def bold_title_as_heading(text: str) -> str:
    """The text of a page with a heading in place of such a line."""
    match = _TITLE.match(text)
    if not match or _HEADING.search(text) or _is_question(match["text"]) or asks_nothing(match["text"]):
        return text  # as most
    others = (one.text for one in Outline(text.split("\n")).bold_lines if one.text != match["text"])
    if not all(map(_is_question, others)):
        return text
    return f"{text[: match.start('line')]}# {match['text']}{text[match.end('line') :]}"


def _is_question(text: str) -> bool:
    return asks(text) or number_of(text) is not None
