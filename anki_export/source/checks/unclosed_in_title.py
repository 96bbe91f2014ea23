"""Unclosed asterisks and backticks in a title, which the card would show literally.

A single asterisk is usually part of a name, as in `*nix` or `*args`, and is not reported.
"""

import re

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.text.regex import regex

_ESCAPED = regex(r"\\.")
_MARK = regex(
    r"""(?P<code>`+)                                # unclosed: closed ones are code
      | \*\* (?: (?=\w) | (?<=[^\s*]\*\*) )         # before or after a word
    """,
    re.VERBOSE,
)


def open_emphasis(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an unclosed `**` or backtick in the title, unless it is escaped."""
    if "*" not in checked.title.content and "`" not in checked.title.content:
        return None
    escaped = "".join(_ESCAPED.findall(checked.title.content))
    for token in checked.title.children or ():
        mark = _MARK.search(token.content) if token.type == "text" else None
        if mark and mark[0][0] not in escaped:
            return Finding(
                checked.line,
                Rule.TITLE_EMPHASIS,
                f"{'code' if mark['code'] else 'emphasis'} in the title is not closed: the card shows {mark[0]}",
                f"close it with another {mark[0]}"
                + ("" if mark["code"] else ", or put literal asterisks in backticks"),
                needle=token.content[mark.start() :].split(" ")[0],
            )
    return None
