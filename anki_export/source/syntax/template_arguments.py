"""The arguments of a tag: `type="tip" "A title"`, of Hugo, Liquid and GitBook."""

import re

from anki_export.text.regex import regex

_ARGUMENT = regex(
    r"""(?:(?P<name>[A-Za-z][\w-]*)\s*=\s*)?
        (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|`(?P<raw>[^`]*)`|(?P<bare>[^\s"'`=,]+))""",
    re.VERBOSE,
)


def arguments(text: str) -> dict[str, str]:
    """The values by name; those without a name by position, from "0" on.

    >>> arguments('type="tip" "A title" open=true')
    {'type': 'tip', '0': 'A title', 'open': 'true'}
    """
    found: dict[str, str] = {}
    position = 0
    for match in _ARGUMENT.finditer(text):
        double = (match["double"] or "").replace('\\"', '"')
        value = double or match["single"] or match["raw"] or match["bare"] or ""
        name = match["name"] or str(position)
        position += not match["name"]
        found.setdefault(name.lower(), value)
    return found
