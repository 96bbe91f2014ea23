"""Read the settings in a file, with the place of each."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from anki_export.diagnostics import Diagnostic, Location, Report, Rule, Severity, UnknownCode, rules_named
from anki_export.settings.format_names import FORMAT_NAMES
from anki_export.settings.setting_defaults import NAMES, Settings
from anki_export.settings.valid_values import EXAMPLES, is_valid, shown_value
from anki_export.text.deck_names_and_slugs import deck_name
from anki_export.text.language_names import language_of
from anki_export.text.lazy_regex import regex
from anki_export.text.similarity import nearest

_HEADER = regex(r"""\s*\[\s*["']?tool["']?\s*\.\s*["']?anki-export["']?\s*\]""")


def load_settings(path: Path, shown: str, data: bytes) -> tuple[Settings | None, Sequence[Diagnostic]]:
    """Parse the content of a settings file; None when it has no settings for this program."""
    import tomllib  # compiles patterns, and many folders have no such file

    report = Report()
    try:
        text = data.decode()
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        place = Location(shown, data[: error.start].count(b"\n") + 1, 1)
        report.say(place, Rule.SETTINGS_BROKEN, "the file is not UTF-8", "save it as UTF-8")
        return Settings(home=path.parent), report
    except (ValueError, RecursionError) as error:  # also for numbers with too many digits
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = Location(shown, *(int(n) for n in at.groups())) if at else Location(shown, 1, 1)
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        report.say(place, Rule.SETTINGS_BROKEN, f"invalid TOML: {message}", "fix the syntax at this position")
        return Settings(home=path.parent), report
    table: Any = content
    if path.name == "pyproject.toml":
        tools = content.get("tool")
        table = tools.get("anki-export") if isinstance(tools, dict) else None
        if table is None:
            return None, report
    elif isinstance(tool := content.get("tool"), dict) and "anki-export" in tool:
        line = next((n for n, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)), 1)
        message = "the header [tool.anki-export] belongs in pyproject.toml only"
        report.say(Location(shown, line, 1), Rule.SETTINGS_UNKNOWN, message, "remove this header")
        return Settings(home=path.parent), report
    if not isinstance(table, dict):
        report.say(
            Location(shown, 1, 1), Rule.SETTINGS_VALUE, "tool.anki-export is not a table", "write `[tool.anki-export]`"
        )
        return Settings(home=path.parent), report
    return _settings(table, path, shown, text.split("\n"))


def _settings(table: dict[str, Any], path: Path, shown: str, lines: list[str]) -> tuple[Settings, Report]:
    report = Report()
    values: dict[str, Any] = {}
    places: dict[str, Location] = {}
    start = next((n for n, line in enumerate(lines) if _HEADER.match(line)), -1) + 1
    for key, value in table.items():
        line = _line_of(key, lines, start)
        place = Location(shown, line + 1, 1)
        name = key.replace("-", "_")
        if name not in NAMES:
            hint = f"did you mean {nearest(name, NAMES, least=0)!r}?"
            report.say(place, Rule.SETTINGS_UNKNOWN, f"unknown setting {key[:40]!r}", hint)
            continue
        if is_valid(name, value):
            values[name] = tuple(value) if isinstance(value, list) else value
            places[name] = place
            if name == "parent":
                values[name] = deck_name(value)[0]
            if name == "levels":
                values[name] = tuple(deck_name(item)[0] for item in value)
            if name == "languages":
                values[name] = tuple(map(language_of, value))
            if name == "ignore":
                problems = {code: _ignore_problem(code, place) for code in value}
                values[name] = tuple(code for code in value if problems[code] is None)
                report += filter(None, problems.values())
            if name == "formats":
                values[name], found = known_formats(value, place, Rule.SETTINGS_VALUE)
                report += found
            if name == "page_formats":
                at = {pattern: Location(shown, _line_of(pattern, lines, line) + 1, 1) for pattern in value}
                known = {
                    pattern: known_formats(names, at[pattern], Rule.SETTINGS_VALUE) for pattern, names in value.items()
                }
                values[name] = {pattern: names for pattern, (names, _) in known.items()}
                report += (problem for _, found in known.values() for problem in found)
                places |= {f"{name} {pattern}": place for pattern, place in at.items()}
        else:
            report.say(
                place,
                Rule.SETTINGS_VALUE,
                f"invalid value for {key}: {shown_value(value)}",
                f"for example: {EXAMPLES[name]}",
            )
    return Settings(**values, home=path.parent, places=places), report


def _line_of(key: str, lines: Sequence[str], start: int) -> int:
    """The 0-based line, from `start` on, that sets a value or opens its table; `start` itself if none is found."""
    header = r"\[\s*(?:tool\s*\.\s*anki-export\s*\.\s*)?"
    pattern = re.compile(rf"""\s*(?:{header})?["']?{re.escape(key)}["']?\s*[]=.]""")
    return next((n for n in range(start, len(lines)) if pattern.match(lines[n])), start)


def known_formats(names: Sequence[str], place: Location, rule: Rule) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The names that are question formats, and a diagnostic by `rule` for each of the others."""
    problems = []
    for name in names:
        if name not in FORMAT_NAMES:
            near = nearest(name, FORMAT_NAMES)
            hint = f"did you mean {near!r}? The formats are " if near else "use one of "
            message = f"unknown question format {name[:40]!r}"
            problems.append(Diagnostic(place, rule, message, hint + ", ".join(FORMAT_NAMES)))
    return tuple(name for name in names if name in FORMAT_NAMES), problems


def _ignore_problem(code: str, place: Location) -> Diagnostic | None:
    """Why a code can't be ignored; None if it can."""
    try:
        rules = rules_named(code)
    except UnknownCode as error:
        return Diagnostic(place, Rule.SETTINGS_VALUE, f"ignore: {error}", f"for example: {EXAMPLES['ignore']}")
    if all(rule.severity is Severity.ERROR for rule in rules):
        hint = "remove it from the list: only warnings can be ignored"
        message = f"ignore: {code} is an error, which can't be ignored"
        return Diagnostic(place, Rule.SETTINGS_VALUE, message, hint)
    return None
