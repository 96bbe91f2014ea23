"""Front matter as Hugo has it besides YAML: TOML between lines of `+++`, or a JSON object.

+++                         {
title = "Git"                 "title": "Git",
draft = true                  "draft": true
+++                         }
"""

import re
from collections.abc import Sequence
from typing import Any

from anki_export.diagnostics import Diagnostic, Location, Rule

_LIMIT = 1 << 15
"""Maximum characters, as of YAML."""


def has_hugo_front_matter(text: str) -> bool:
    """Whether a page begins like one with such front matter."""
    return text.startswith(("+++\n", "{\n"))


def hugo_front_matter(text: str, shown: str) -> tuple[dict[str, Any], str, Sequence[Diagnostic]]:
    """The values, and the text with their lines blanked; both as they are if it has none."""
    lines = text.split("\n")
    is_toml = lines[0] == "+++"
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() == ("+++" if is_toml else "}")), None)
    if end is None:
        return {}, text, [_broken(shown, 1, 1, "is not closed", "end it with a line +++")] if is_toml else ()
    block = "\n".join(lines[1:end] if is_toml else lines[: end + 1])
    if len(block) > _LIMIT:
        hint = "keep only what the site needs"
        return {}, text, [_broken(shown, 1, 1, f"exceeds {_LIMIT >> 10} KiB", hint)]
    try:
        values = _toml(block) if is_toml else _json(block)
    except (ValueError, RecursionError) as error:
        if not is_toml:  # a page may begin with an example
            return {}, text, ()
        at = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(at[1]) + 1, int(at[2])) if at else (1, 1)
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        return {}, text, [_broken(shown, line, column, f"is not valid TOML: {message}", "quote text values")]
    if not isinstance(values, dict):
        return {}, text, ()
    lines[: end + 1] = [""] * (end + 1)
    found = {str(key).lower(): value for key, value in values.items()}
    if is_toml and "name" in found:
        found.setdefault("title", found["name"])  # as hashcards names its decks
    return found, "\n".join(lines), ()


def _toml(block: str) -> Any:
    import tomllib  # almost no page needs it

    return tomllib.loads(block)


def _json(block: str) -> Any:
    import json

    return json.loads(block)


def _broken(shown: str, line: int, column: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(shown, line, column), Rule.FRONT_MATTER, f"front matter {message}", hint)
