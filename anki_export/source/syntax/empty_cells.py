"""Cells that a program fills where a spreadsheet has none are empty before a page is parsed:

    | What is a roux? | Flour and butter | nan |        | What is a roux? | Flour and butter | |

pandas writes `nan`. Two on a page are no answer to what 0 divided by 0 is.
"""

from anki_export.text.regex import regex

_NONE = regex(r"(?<=\|)[ \t]*nan[ \t]*(?=\|)")
_LEAST = 2


def filled_cells_as_empty(text: str) -> str:
    """The text of a page without such cells."""
    if "nan |" not in text or len(_NONE.findall(text)) < _LEAST:
        return text  # as most
    return _NONE.sub(" ", text)
