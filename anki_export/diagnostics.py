"""What is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error keeps a build from writing; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Rule(Enum):
    """All that the program can complain about: a code that never changes its meaning, and a severity."""

    UNREADABLE = ("F001", Severity.ERROR)
    NOT_UTF8 = ("F002", Severity.ERROR)
    NOTHING_TO_BUILD = ("F003", Severity.ERROR)
    NOT_WRITABLE = ("F004", Severity.ERROR)
    NOT_REMOVABLE = ("F005", Severity.WARNING)
    NOT_CLEAN = ("F006", Severity.ERROR)
    NOT_MARKED = ("F007", Severity.WARNING)

    SETTINGS_BROKEN = ("C001", Severity.ERROR)
    SETTINGS_UNKNOWN = ("C002", Severity.ERROR)
    SETTINGS_VALUE = ("C003", Severity.ERROR)
    LOW_CONTRAST = ("C004", Severity.WARNING)
    EXTRA_CSS = ("C005", Severity.ERROR)

    FRONT_MATTER = ("S001", Severity.ERROR)
    NO_ANSWER = ("S002", Severity.ERROR)
    NO_TITLE = ("S003", Severity.ERROR)
    NO_LEVEL = ("S004", Severity.ERROR)
    NO_TOPIC = ("S005", Severity.ERROR)
    ASKED_TWICE = ("S006", Severity.ERROR)
    CARD_ID = ("S007", Severity.ERROR)
    INCLUDE = ("S008", Severity.ERROR)
    PICTURE = ("S009", Severity.ERROR)
    NO_QUESTIONS = ("S010", Severity.WARNING)
    TITLE_QUOTES = ("S011", Severity.WARNING)
    PLACEHOLDER = ("S012", Severity.WARNING)
    NO_QUESTION = ("S013", Severity.WARNING)
    LEVELS_DISAGREE = ("S014", Severity.WARNING)
    NOT_READ = ("S015", Severity.WARNING)
    NESTED = ("S016", Severity.WARNING)
    MOJIBAKE = ("S017", Severity.WARNING)
    CONTROL_CHARACTERS = ("S018", Severity.WARNING)
    RAW_HTML = ("S019", Severity.WARNING)
    REMOTE_PICTURE = ("S020", Severity.WARNING)
    OPEN_FENCE = ("S021", Severity.WARNING)
    SWALLOWED = ("S022", Severity.ERROR)
    TEXT_BELOW = ("S023", Severity.WARNING)
    NO_ALT = ("S024", Severity.WARNING)
    SVG_PARTS = ("S025", Severity.WARNING)
    LARGE = ("S026", Severity.WARNING)
    DIAGRAM = ("S027", Severity.WARNING)
    DIAGRAM_BROKEN = ("S028", Severity.ERROR)
    FORMULA = ("S029", Severity.WARNING)
    RAW_SYNTAX = ("S030", Severity.WARNING)
    FOOTNOTE = ("S031", Severity.WARNING)
    TOO_DEEP = ("S032", Severity.WARNING)

    LOCK_BROKEN = ("R001", Severity.ERROR)
    LOCK_NEWER = ("R002", Severity.ERROR)
    LOCK_GUID = ("R003", Severity.ERROR)
    TOPICS_DISAGREE = ("R004", Severity.WARNING)
    DECK_RENAMED = ("R005", Severity.WARNING)
    CLOCK = ("R006", Severity.WARNING)
    DECK_PART = ("R007", Severity.ERROR)
    LOCK_LOST = ("R008", Severity.ERROR)
    UNCLEAR = ("R009", Severity.WARNING)
    FOREIGN = ("R010", Severity.WARNING)

    NOT_IMPORTABLE = ("P001", Severity.ERROR)
    GUID_TWICE = ("P002", Severity.ERROR)
    NO_CARD = ("P003", Severity.ERROR)
    MEDIA_MISSING = ("P004", Severity.ERROR)
    MEDIA_UNUSED = ("P005", Severity.WARNING)
    ACTIVE = ("P006", Severity.ERROR)
    LOADS = ("P007", Severity.ERROR)
    OTHER_SCHEMA = ("P008", Severity.ERROR)
    SKIPPED = ("P009", Severity.ERROR)
    OVERWRITES = ("P010", Severity.ERROR)

    def __init__(self, code: str, severity: Severity) -> None:
        self.code = code
        self.severity = severity


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file as the user names it; line and column count from 1, 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message for a person."""

    location: Location
    rule: Rule
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def text(self, severity: str) -> str:
        """The message as a person reads it; `severity` is the word for it, perhaps coloured."""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.location}: {severity} {self.rule.code} {self.message}{hint}"

    def __str__(self) -> str:
        return self.text(self.severity.value)

    def as_json(self) -> dict[str, str | int]:
        """The same as data: one flat object."""
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
        """The same as a workflow command, so that a pull request shows it at the line.

        Source: GitHub's documentation, "Workflow commands for GitHub Actions".
        """

        def escape(text: str) -> str:
            return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

        def attribute(text: str) -> str:
            return escape(text).replace(":", "%3A").replace(",", "%2C")

        numbers = {"line": self.location.line, "col": self.location.column}
        places = [f"file={attribute(self.location.path)}", *(f"{name}={n}" for name, n in numbers.items() if n)]
        hint = f"\n{self.hint}" if self.hint else ""
        return f"::{self.severity.value} {','.join(places)},title={self.rule.code}::{escape(self.message + hint)}"


class Report(list[Diagnostic]):
    """Where the stages put what they find, so that one run shows all of it."""

    def say(self, location: Location, rule: Rule, message: str, hint: str = "") -> None:
        """Add a diagnostic."""
        self.append(Diagnostic(location, rule, message, hint))


def in_order(report: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column, each once."""
    return tuple(sorted(dict.fromkeys(report), key=lambda d: (d.location, d.rule.code, d.message)))


def has_errors(report: Iterable[Diagnostic]) -> bool:
    """Whether a build must not write."""
    return any(d.severity is Severity.ERROR for d in report)
