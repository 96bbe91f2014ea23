"""What the commands share: running the pipeline, printing, and exiting on errors."""

import errno
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from shlex import quote
from typing import Any, NoReturn, TypeVar

import click
from msgspec import Struct
from msgspec.structs import replace

import anki_export
from anki_export import Cache, Decide, Result, Track, UsageError
from anki_export.cli.clock import InvalidTime, now
from anki_export.cli.replay_unchanged import project_cache
from anki_export.cli.safe_output import RequestError, echo, info, is_quiet
from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, summarize
from anki_export.disk import atomic
from anki_export.disk.git_status import in_repository
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.recorded_reads import Outside
from anki_export.text.invisible_characters import INVISIBLE, visible
from anki_export.text.word_diff import as_text, shorten, word_diff

_T = TypeVar("_T")
_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "free some disk space"),
    errno.EACCES: "check the write permissions",
    errno.EPERM: "check the write permissions, and with `lsattr` that the file is not immutable",
    errno.EROFS: "make the file system writable, or build into another folder (-o DECKS)",
    errno.EFBIG: "raise the limit for file sizes (`ulimit -f`)",
    errno.EISDIR: "rename or move the folder that has this name",
    errno.ENOTDIR: "rename or move the file that is in place of a folder",
    errno.EIO: "check the disk for errors",
}
"""What to do when a file can't be written, by error number."""
_NAMED = 3
"""How many pages are named."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class ProjectOptions(Struct, frozen=True, kw_only=True):
    """What the pipeline reads and how: the arguments of `load` and `plan`. No command has an option for each."""

    source: tuple[Path, ...] = ()
    decks: Path | None = None
    packages: tuple[Path, ...] = ()
    start_over: bool = False
    merge_lock: bool = False
    strict: bool = False
    restyle: bool = False
    allow_retire: bool = False
    jobs: int | None = None

    @property
    def decks_option(self) -> str:
        """The option -o as given, to repeat it in commands of hints."""
        return f" -o {quote(str(self.decks))}" if self.decks else ""


def run(options: ProjectOptions, cache: Cache | None = None, decide: Decide = lambda case: None) -> Result:
    """Run the pipeline once; each command shows a part of the result."""
    try:
        with nullcontext(cache) if cache else project_cache() as opened:
            project = anki_export.load(
                Path.cwd(),
                options.source,
                decks=options.decks,
                packages=options.packages,
                merge_lock=options.merge_lock,
                start_over=options.start_over,
            )
            return anki_export.plan(
                replace(project, may_retire=options.allow_retire),
                now=now(),
                execution=anki_export.Execution(opened, track("Reading"), options.jobs),
                decide=decide,
                strict=options.strict,
                restyle=options.restyle,
            )
    except (UsageError, InvalidTime) as error:
        raise RequestError(str(error)) from None


def track(label: str, delay: float = 1.0) -> Track:
    """A progress bar for a loop, unless -q was given: on a terminal, once it has taken longer than `delay` seconds."""

    def with_bar(items: Sequence[_T], /) -> Iterator[_T]:
        start = time.monotonic()
        with click.progressbar(items, label=label, file=sys.stderr, hidden=True) as bar:
            for item in bar:
                yield item
                bar.hidden = time.monotonic() - start <= delay

    return with_bar if sys.stderr and sys.stderr.isatty() and not is_quiet() else iter


def fail(diagnostics: Iterable[Diagnostic], state: str = "Nothing was written") -> NoReturn:
    echo(f"{state}: {summary(diagnostics)}.", err=True)
    sys.exit(1)


@contextmanager
def writing(unwritten: str = "Nothing was written") -> Iterator[None]:
    """Report why a file can't be written, and exit; `unwritten` says what that means."""
    try:
        yield
    except OSError as error:
        place = Location(display_path(Path(error.filename or ".")))
        state, message = unwritten, reason(error, "written")
        hint = _REMEDIES.get(error.errno or 0, "check disk space and permissions") + ", and try again"
        match error:
            case atomic.Busy():
                rule, message, hint = Rule.BUSY, str(error.strerror), "try again when the other process has finished"
            case atomic.PartlyWritten():
                rule, state = Rule.WRITTEN_IN_PART, "Partly written"
                hint += "; the next run writes the other files"
            case Outside():
                rule, hint = Rule.NOT_WRITABLE, "remove the link: nothing is written outside the folder"
            case _:
                rule = Rule.NOT_WRITABLE
        diagnostic = Diagnostic(place, rule, message, hint)
        print_diagnostics([diagnostic], err=True)
        fail([diagnostic], state)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """The number of errors and warnings in words."""
    found = [d.severity for d in diagnostics if d.severity is not Severity.NOTE]
    parts = [count(found.count(severity), severity.value) for severity in Severity if severity in found]
    return ", ".join(parts) or "no problems found"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_diagnostics(diagnostics: Iterable[Diagnostic], err: bool, is_verbose: bool | None = None) -> None:
    """Print diagnostics as text: summed up, or each with all its places; None for a command without the option."""
    for text in coloured(diagnostics, is_verbose):
        echo(text, err=err)


def coloured(diagnostics: Iterable[Diagnostic], is_verbose: bool | None) -> list[str]:
    """The texts of diagnostics with their severity in colour, as for `print_diagnostics`."""
    shown = summarize(tuple(diagnostics)) if is_verbose is False else diagnostics
    return [
        each.text(click.style(each.severity.value, fg=_COLOURS[each.severity], bold=True), with_places=bool(is_verbose))
        for each in shown
    ]


def unread_pages(result: Result) -> str:
    """Which pages have no cards although they may contain questions; empty if there are none."""
    pages = result.pages_that_may_ask
    if not pages or not result.release:
        return ""
    without = result.pages - len({question.location.path for question in result.questions})
    more = f" and {len(pages) - _NAMED} more" if len(pages) > _NAMED else ""
    some = f"{len(pages)} of them may" if len(pages) < without else "it may" if without == 1 else "they may"
    names = ", ".join(map(str, pages[:_NAMED]))
    have = "has" if without == 1 else "have"
    return f"{without} of {count(result.pages, 'page')} {have} no cards; {some} contain questions: {names}{more}"


def print_report(diagnostics: Iterable[Diagnostic], output_format: str, is_verbose: bool | None = None) -> None:
    """Print diagnostics as text, JSON, or workflow commands for GitHub with paths relative to the repository's root."""
    match output_format:
        case "json":
            print_json([diagnostic.as_json() for diagnostic in diagnostics])
        case "github":
            for diagnostic in diagnostics:
                place = replace(diagnostic.location, path=in_repository(diagnostic.location.path))
                click.echo(replace(diagnostic, location=place).as_github())
        case _:
            print_diagnostics(diagnostics, err=False, is_verbose=is_verbose)


def print_diff(changed: Mapping[Path, tuple[str, str]]) -> None:
    """Print unified diffs of texts, given as pairs of before and after."""
    import difflib  # importing it takes as long as reading a page

    for path, (before, after) in changed.items():
        name = display_path(path)
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=1):
            info(click.style(visible(line), fg=_DIFF_COLOURS.get(line[:1])))


_CHANGE_COLOURS = {"-": "red", "+": "green"}
_DIFF_COLOURS = {**_CHANGE_COLOURS, "@": "cyan"}


def coloured_diff(old: str, new: str, *, is_whole: bool = False) -> str:
    """A word diff of two texts on one line, with changes in colour; unchanged text is shortened unless `is_whole`."""

    def colour(sign: str, text: str) -> str:
        return click.style(text, fg=_CHANGE_COLOURS.get(sign))

    one_line = (" ".join(text.split()) for text in (old, new))
    pieces = word_diff(*one_line)
    return as_text(pieces if is_whole else shorten(pieces), colour)


def print_json(content: list[dict[str, Any]] | dict[str, Any]) -> None:
    """Print JSON in which characters are escaped only if they could control a terminal or a CI log."""
    click.echo(safe_json(content))


def safe_json(content: list[dict[str, Any]] | dict[str, Any]) -> str:
    """JSON as `print_json` prints it."""
    text = json.dumps(content, indent=2, ensure_ascii=False).replace("##[", r"#\u0023[")
    return INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text)
