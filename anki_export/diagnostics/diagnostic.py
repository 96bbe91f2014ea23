"""What is wrong, where, and what to do about it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics.rules import Rule, Severity
from anki_export.text.invisible_characters import visible
from anki_export.text.lazy_regex import regex


class Location(Struct, frozen=True, order=True, gc=False):
    """A position in a file, with the path as the user would type it.

    Line and column are 1-based; 0 means the whole file.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Diagnostic(Struct, frozen=True, gc=False):
    """An error, a warning or a note."""

    location: Location
    rule: Rule
    message: str
    hint: str = ""
    places: tuple[Location, ...] = ()
    """All places that it concerns, if there are several."""
    format: str = ""
    """The question format in which the lines are nearly read; empty if there is none."""

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def text(self, severity: str, *, with_places: bool = False) -> str:
        """The message as printed in a terminal, perhaps with all its places; its label `severity` may be coloured.

        Control characters from pages and file names are escaped, so that they can't control the terminal.
        """
        hint = f"\n    hint: {visible(self.hint)}" if self.hint else ""
        places = "".join(f"\n    {visible(str(place))}" for place in self.places if with_places)
        return f"{visible(str(self.location))}: {severity} {self.rule.code} {visible(self.message)}{hint}{places}"

    def __str__(self) -> str:
        return self.text(self.severity.value)

    def at_each_place(self) -> Iterator["Diagnostic"]:
        """The diagnostic at each of its places, for programs that show it there."""
        for place in dict.fromkeys((self.location, *self.places)):
            yield replace(self, location=place, places=())

    def as_json(self) -> dict[str, str | int]:
        """The diagnostic as one flat JSON object."""
        return {
            "path": self.location.path,
            "line": self.location.line,
            "column": self.location.column,
            "severity": self.severity.value,
            "code": self.rule.code,
            "message": self.message,
            "hint": self.hint,
        }

    def as_github(self) -> str:
        """The diagnostic as a workflow command, so that a pull request shows it at the line.

        Source: GitHub's documentation, "Workflow commands for GitHub Actions".
        """

        def escape(text: str) -> str:
            return visible(text).replace("%", "%25")

        def attribute(text: str) -> str:
            return escape(text).replace(":", "%3A").replace(",", "%2C")

        numbers = {"line": self.location.line, "col": self.location.column}
        places = [f"file={attribute(self.location.path)}", *(f"{name}={n}" for name, n in numbers.items() if n)]
        hint = f"%0A{escape(self.hint)}" if self.hint else ""
        command = "notice" if self.severity is Severity.NOTE else self.severity.value
        return f"::{command} {','.join(places)},title={self.rule.code}::{escape(self.message)}{hint}"


class Report(list[Diagnostic]):
    """A list to which a stage adds its diagnostics, so that one run reports all of them."""

    def say(self, location: Location, rule: Rule, message: str, hint: str = "") -> None:
        """Add a diagnostic."""
        self.append(Diagnostic(location, rule, message, hint))


def in_order(report: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file, line and column, without duplicates; F003 comes last, after what may explain it."""
    return tuple(
        sorted(
            dict.fromkeys(report), key=lambda d: (d.rule is Rule.NOTHING_TO_BUILD, d.location, d.rule.code, d.message)
        )
    )


def summarize(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Replace many messages that differ only in numbers, or in the names of links, by the first one and a count."""
    groups: dict[tuple[Rule, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault(_same(diagnostic), []).append(diagnostic)
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        same = groups[_same(diagnostic)]
        if len(same) <= _SHOWN:
            result.append(diagnostic)
        elif diagnostic is same[0]:
            paths = len({each.location.path for each in same})
            where = f", on {paths} pages" if paths > 1 else ""
            more = f"(and {len(same) - 1} more like this{where}; --verbose shows all)"
            result.append(replace(diagnostic, message=f"{diagnostic.message} {more}"))
    return result


def _same(diagnostic: Diagnostic) -> tuple[Rule, str]:
    """What messages of one group have in common."""
    is_by_name = diagnostic.rule in _DIFFER_IN_NAMES
    return diagnostic.rule, "" if is_by_name else _NUMBER.sub("0", diagnostic.message)


_DIFFER_IN_NAMES = frozenset({Rule.ANCHOR, Rule.REMOTE_PICTURE, Rule.DECK_RENAMED})
"""Rules whose messages say the same of many links, pictures and topics."""
_NUMBER = regex(r"\d+")
_SHOWN = 10
"""How many similar messages are shown individually."""


def partition(report: Iterable[Diagnostic], rules: Collection[Rule]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Split into diagnostics of other rules and diagnostics of these rules."""
    rest: list[Diagnostic] = []
    found: list[Diagnostic] = []
    for diagnostic in report:
        (found if diagnostic.rule in rules else rest).append(diagnostic)
    return rest, found


def has_errors(report: Iterable[Diagnostic]) -> bool:
    """Whether there is an error, so that a build must not write."""
    return any(d.severity is Severity.ERROR for d in report)
