"""What the commands share: options, the run of the pipeline, and printing."""

import difflib
import errno
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

import anki_export
from anki_export import Cache, Decide, Result, UsageError
from anki_export import Track as AnyTrack
from anki_export.cli.clock import now
from anki_export.cli.echo import is_hushed, note, say
from anki_export.cli.progress import Track
from anki_export.cli.replay import project_cache
from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, summarize
from anki_export.disk import atomic
from anki_export.disk.git import in_repository
from anki_export.disk.paths import display_path, reason
from anki_export.text.invisible import INVISIBLE, visible
from anki_export.text.word_diff import as_text, shorten, word_diff

_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "make room on that disk"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "give yourself leave to write there"),
    errno.EROFS: "mount the disk for writing, or build into another folder (-o DECKS)",
    errno.EFBIG: "allow larger files (`ulimit -f`)",
    errno.EISDIR: "move the folder of that name away",
    errno.ENOTDIR: "move the file away that stands where a folder is needed",
    errno.EIO: "see whether the disk is sound",
}
"""What to do when a file can't be written, by error number."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def run(
    source: Sequence[Path],
    decks: Path | None,
    decide: Decide = lambda case: None,
    packages: Sequence[Path] = (),
    cache: Cache | None = None,
    jobs: int | None = None,
) -> Result:
    """The one computation that all commands show parts of."""
    try:
        with nullcontext(cache) if cache else project_cache() as opened:
            execution = anki_export.Execution(opened, track("Reading"), jobs)
            project = anki_export.load(Path.cwd(), source, decks=decks, packages=packages)
            return anki_export.plan(project, now=now(), execution=execution, decide=decide)
    except UsageError as error:
        raise click.UsageError(str(error)) from None


def track(label: str) -> AnyTrack:
    """A bar that shows how far a loop has come, unless -q was given."""
    return iter if is_hushed() else Track(label)


def stop(diagnostics: Iterable[Diagnostic], state: str = "Nothing was written") -> NoReturn:
    say(f"{state}: {summary(diagnostics)}.", err=True)
    sys.exit(1)


@contextmanager
def writing() -> Iterator[None]:
    """Tell why a file can't be written, and stop."""
    try:
        yield
    except OSError as error:
        place = Location(display_path(Path(error.filename or ".")))
        state, message = "Nothing was written", reason(error, "written")
        hint = _REMEDIES.get(error.errno or 0, "make room or give leave") + ", and try again"
        match error:
            case atomic.Busy():
                rule, message, hint = Rule.BUSY, str(error.strerror), "try again when it has ended"
            case atomic.PartlyWritten():
                rule, state = Rule.WRITTEN_IN_PART, "Written in part"
                hint += ": the next run completes it"
            case atomic.LeadsOut():
                rule, hint = Rule.NOT_WRITABLE, "nothing is written there: remove the link"
            case _:
                rule = Rule.NOT_WRITABLE
        told = Diagnostic(place, rule, message, hint)
        print_diagnostics([told], err=True)
        stop([told], state)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    found = [d.severity for d in diagnostics]
    parts = [count(found.count(severity), severity.value) for severity in Severity if severity in found]
    return ", ".join(parts) or "all is well"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_diagnostics(diagnostics: Iterable[Diagnostic], err: bool, is_verbose: bool = True) -> None:
    """Print messages for people; many equal ones as one, unless `is_verbose`."""
    for diagnostic in diagnostics if is_verbose else summarize(tuple(diagnostics)):
        say(coloured(diagnostic), err=err)


def coloured(diagnostic: Diagnostic) -> str:
    """The message with its severity in colour."""
    return diagnostic.text(click.style(diagnostic.severity.value, fg=_COLOURS[diagnostic.severity], bold=True))


def print_annotations(diagnostics: Iterable[Diagnostic]) -> None:
    """For GitHub, which counts paths from the root of the repository, wherever the command runs."""
    for diagnostic in diagnostics:
        place = replace(diagnostic.location, path=in_repository(diagnostic.location.path))
        click.echo(replace(diagnostic, location=place).as_github())


def print_diff(changed: Mapping[Path, tuple[str, str]]) -> None:
    """Texts before and after as a unified diff."""
    for path, (before, after) in changed.items():
        name = display_path(path)
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="", n=1):
            note(click.style(visible(line), fg=_DIFF.get(line[:1])))


_PAINT = {"-": "red", "+": "green"}
_DIFF = {**_PAINT, "@": "cyan"}


def painted(old: str, new: str, *, is_whole: bool = False) -> str:
    """Two texts as one line, what changed in colour; what stayed is shortened, unless they are shown whole."""

    def paint(sign: str, text: str) -> str:
        return click.style(text, fg=_PAINT.get(sign))

    one_line = (" ".join(text.split()) for text in (old, new))
    pieces = word_diff(*one_line)
    return as_text(pieces if is_whole else shorten(pieces), paint)


def print_json(content: list[dict[str, Any]] | dict[str, Any]) -> None:
    """JSON that is no harm to a terminal or a log, with each character as it is."""
    text = json.dumps(content, indent=2, ensure_ascii=False).replace("##[", r"#\u0023[")
    click.echo(INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text))
