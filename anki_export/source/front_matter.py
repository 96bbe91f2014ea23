"""The front matter of a page: YAML between lines of `---`, in which hashcards writes TOML, or what Hugo has besides:

+++                         {
title = "Git"                 "title": "Git",
draft = true                  "draft": true
+++                         }
"""

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile, takewhile
from typing import Any

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

PAGE_VALUES = ("title", "topic", "level")
"""The values that name a page, its topic and its level."""
_TITLE = Words("title")
_LIMIT = 1 << 15
"""Maximum characters."""


def front_matter(text: str, shown: str) -> tuple[dict[str, Any], str, Sequence[Diagnostic]]:
    """The values that a page begins with, and the text with their lines blanked; both as they are if it has none."""
    if has_hugo_front_matter(text):
        return _of_hugo(text, shown)
    if not text.startswith("---") and "\n---" not in text and "\n..." not in text:  # most pages without front matter
        return {}, text, ()
    lines = text.split("\n")
    opens = lines[0].rstrip() == "---"
    end = next((i for i in range(opens, len(lines)) if lines[i].rstrip() in ("---", "...")), None)
    block = lines[opens:end]
    if opens and _has_text(block):
        end = None  # the line that closes it is lost, and another one is a thematic break
    if end is None or not _is_front_matter(block, opens):
        if opens and end is None and _names_ours(takewhile(str.strip, block)):
            hint = "end it with a line ---"
            return {}, text, [Diagnostic(Location(shown, 1, 1), Rule.FRONT_MATTER, "front matter is not closed", hint)]
        return {}, text, ()
    meta, report = _yaml(block, opens, shown)
    meta = with_title(meta)
    if not opens:
        hint = "add a line --- above it"
        message = "front matter does not start with ---"
        report = [Diagnostic(Location(shown, 1, 1), Rule.NO_FIRST_RULE, message, hint), *report]
    return meta, "\n".join([*[""] * (end + 1), *lines[end + 1 :]]), report


def with_title(values: dict[str, Any]) -> dict[str, Any]:
    """Values of which one with a word for the title in another language than English is the title."""
    name = next(
        (name for name, value in values.items() if isinstance(value, str) and _TITLE.end(name) == len(name)), ""
    )
    return values if "title" in values or not name else {**values, "title": values[name]}


def _has_text(lines: Sequence[str]) -> bool:
    """Whether a blank line in front matter is followed by what is no YAML, such as a paragraph or a list of options."""
    below = list(dropwhile(str.strip, lines))
    return any(line.strip() and line[0] != "#" and ":" not in line and not _is_of_yaml(line) for line in below)


def _is_key(line: str) -> bool:
    return re.match(r"""["']?[^\W\d][\w-]*["']?\s*:(\s|$)""", line) is not None


def _names_ours(lines: Iterable[str]) -> bool:
    """Whether a line sets a value that this program reads."""
    names = "|".join((*PAGE_VALUES, "formats"))
    pattern = re.compile(rf"""(?:- |\{{\s*)?["']?(?:{names})["']?\s*:(?:\s|$)""", re.IGNORECASE)
    return any(map(pattern.match, lines))


def _is_front_matter(lines: Sequence[str], opens: bool) -> bool:
    """Whether the lines above a `---` are front matter, not text between or above thematic breaks.

    Lines that set a title, topic or level are, even if they are broken. Other names are front matter at the top of a
    page between two `---` lines if no line is plain text.
    """
    if not opens:
        is_without_gap = bool(lines) and _is_key(lines[0]) and all(line.strip() for line in lines)
        return is_without_gap and _names_ours(lines) and all(map(_is_of_yaml, lines))
    if _names_ours(lines) or _is_toml(lines):
        return True
    written = [line for line in lines if line.strip() and not line.startswith("#")]
    first = written[0] if written else ""
    return (_is_key(first) or re.match(r"\{(?!%)", first) is not None) and all(map(_is_of_yaml, written))


_TOML = regex(r'[A-Za-z][\w-]*[ \t]*=[ \t]*"(?P<text>[^"\\]*)"[ \t]*')


def _is_toml(lines: Sequence[str]) -> bool:
    """Whether lines set texts as TOML does: `name = "Biology"`, which hashcards writes."""
    return any(map(str.strip, lines)) and all(_TOML.fullmatch(line) for line in lines if line.strip())


def _is_of_yaml(line: str) -> bool:
    return _is_key(line) or line[0] in " \t-{}[]"


_SIMPLE = regex(
    r'(?P<name>[A-Za-z_][\w-]{0,99}): +(?:"(?P<quoted>[ !#-[\]-~]*)"|(?P<words>[A-Za-z]+(?: [A-Za-z]+)+))', re.ASCII
)
"""A line whose value YAML can only read as this text."""


def _yaml(lines: Sequence[str], offset: int, shown: str) -> tuple[dict[str, Any], Sequence[Diagnostic]]:
    def broken(line: int, column: int, message: str, hint: str) -> tuple[dict[str, Any], Sequence[Diagnostic]]:
        place = Location(shown, offset + line, column)
        return {}, [Diagnostic(place, Rule.FRONT_MATTER, f"front matter {message}", hint)]

    if _is_toml(lines):
        given = (line.partition("=") for line in lines if line.strip())
        return {name.strip().lower(): text.strip(' \t"') for name, _, text in given}, ()
    if sum(map(len, lines)) > _LIMIT:
        return broken(0, 1, f"exceeds {_LIMIT >> 10} KiB", "keep only what the site needs")
    if all(simple := [_SIMPLE.fullmatch(line) for line in lines]):  # importing a parser takes as long as ten pages
        values = {match["name"].lower(): match["quoted"] or match["words"] or "" for match in simple if match}
        return values, _names_given_twice(lines, offset, shown)
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Besides its own errors, the library passes on Python's for `!!int ""`, `!!bool x` or `!!timestamp x`.
    errors = (RecursionError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError)
    try:
        meta = yaml.load("\n".join(lines), loader)
    except (yaml.YAMLError, *errors) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or "it can't be parsed"
        return broken(line + 1, column + 1, f"is not valid YAML: {problem}", "quote values that contain ':' or '#'")
    if meta is None:
        return {}, ()
    if not isinstance(meta, dict):
        hint = "write lines like `title: Git Interview Questions`"
        return broken(1, 1, "is not a mapping of names to values", hint)
    return {str(key).lower(): value for key, value in meta.items()}, _names_given_twice(lines, offset, shown)


def _names_given_twice(lines: Sequence[str], offset: int, shown: str) -> list[Diagnostic]:
    seen: dict[str, int] = {}
    problems = []
    for number, line in enumerate(lines, offset + 1):
        name = line.partition(":")[0].strip().strip("\"'").lower() if _is_key(line) else ""
        if name and (first := seen.setdefault(name, number)) != number:
            message = f"front matter already sets {name} on line {first}; the later value is used"
            problems.append(Diagnostic(Location(shown, number, 1), Rule.NAME_TWICE, message, "keep only one"))
    return problems


def has_hugo_front_matter(text: str) -> bool:
    """Whether a page begins like one with such front matter."""
    return text.startswith(("+++\n", "{\n"))


def _of_hugo(text: str, shown: str) -> tuple[dict[str, Any], str, Sequence[Diagnostic]]:
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
        values = _parsed_toml(block) if is_toml else _parsed_json(block)
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


def _parsed_toml(block: str) -> Any:
    import tomllib  # almost no page needs it

    return tomllib.loads(block)


def _parsed_json(block: str) -> Any:
    import json

    return json.loads(block)


def _broken(shown: str, line: int, column: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(shown, line, column), Rule.FRONT_MATTER, f"front matter {message}", hint)
