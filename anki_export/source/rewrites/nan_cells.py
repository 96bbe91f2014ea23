"""Cells that a program fills where a spreadsheet has none are empty before a page is parsed:

    | What is a roux? | Flour and butter | nan |        | What is a roux? | Flour and butter | |

pandas writes `nan`.
"""

from anki_export.text.lazy_regex import regex

_NONE = regex(r"(?<=\|)[ \t]*nan[ \t]*(?=\|)")


def filled_cells_as_empty(text: str) -> str:
    """The text of a page without such cells."""
    return _NONE.sub(" ", text)
