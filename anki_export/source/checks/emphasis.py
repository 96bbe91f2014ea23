"""Stars and backticks in a title that are not closed: the card would show them as they stand.

A single star is most often part of a name, as in `*nix` or `*args`, and is shown as it is meant.
"""

import re

from anki_export.diagnostics import Rule
from anki_export.source.checks.types import Asked, Finding, Sheet

_ESCAPED = re.compile(r"\\.")
_MARK = re.compile(
    r"""(?P<code>`+)                                # not closed, for else it is code
      | \*\* (?: (?=\w) | (?<=[^\s*]\*\*) )         # before a word, or behind one
    """,
    re.VERBOSE,
)


def open_emphasis(asked: Asked, sheet: Sheet) -> Finding | None:
    """`**` or a backtick that stands alone in the title; one that is escaped is meant."""
    if "*" not in asked.title.content and "`" not in asked.title.content:
        return None
    escaped = "".join(_ESCAPED.findall(asked.title.content))
    for token in asked.title.children or ():
        mark = _MARK.search(token.content) if token.type == "text" else None
        if mark and mark[0][0] not in escaped:
            return Finding(
                asked.line,
                Rule.TITLE_EMPHASIS,
                f"{'code' if mark['code'] else 'emphasis'} in the title is not closed: the card shows {mark[0]}",
                f"close it with another {mark[0]}"
                + ("" if mark["code"] else ", or put literal asterisks in backticks"),
                needle=token.content[mark.start() :].split(" ")[0],
            )
    return None
