"""Diagnostics as SARIF 2.1.0, which code scanning reads: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from anki_export.diagnostics import Diagnostic, Rule, Severity


def sarif(diagnostics: Iterable[Diagnostic], version: str, in_repository: Callable[[str], str]) -> dict[str, Any]:
    """One log with one run; `in_repository` makes the path of a location relative to the root of the repository.

    GitHub's documentation, "SARIF support for code scanning", requires three descriptions for each rule and a region
    for each result; a message about a whole file therefore points to its first line.
    """
    rules = list(Rule)
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "anki-export", "version": version, "rules": [_rule(rule) for rule in rules]}
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(diagnostic, rules.index(diagnostic.rule), in_repository) for diagnostic in diagnostics
                ],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    meaning = f"{rule.meaning[0].upper()}{rule.meaning[1:]}."
    effect = {
        Severity.ERROR: "An error: a build leaves out the page, or writes nothing.",
        Severity.WARNING: "A warning: a build still writes the decks.",
        Severity.NOTE: "A note: nothing may be wrong.",
    }[rule.severity]
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("_")),
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning},
        "help": {"text": effect},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, index: int, in_repository: Callable[[str], str]) -> dict[str, Any]:
    place = diagnostic.location
    path = in_repository(place.path)
    uri = Path(path).as_uri() if Path(path).is_absolute() else quote(path)
    file = {"uri": uri} if Path(path).is_absolute() else {"uri": uri, "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index,
        "level": diagnostic.severity.value,
        "message": {"text": "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {"startLine": max(1, place.line), "startColumn": max(1, place.column)},
                }
            }
        ],
    }
