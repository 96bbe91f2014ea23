"""Options → pipeline → print → exit code. Exit codes: 0 all is well, 1 errors, 2 misuse."""

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from anki_export import __doc__ as about
from anki_export import pipeline
from anki_export.diagnostics import Diagnostic, Severity, has_errors
from anki_export.pipeline import Misuse, Result, Written
from anki_export.progress import Track
from anki_export.release.release import Change, DeckRelease
from anki_export.release.summary import changes, in_short, retired_questions, versions

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, help=about)
@click.version_option(package_name="mkdocs-anki-export", prog_name="anki-export")
@click.pass_context
def main(context: click.Context) -> None:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a page may hold what the terminal's encoding does not


def _looks_at_source(command: Callable[..., None]) -> Callable[..., None]:
    """SOURCE and --decks, for every command that reads pages and the lock."""
    source = click.argument("source", nargs=-1, type=click.Path(path_type=Path))
    decks = click.option(
        "-o",
        "--decks",
        metavar="DECKS",
        type=click.Path(path_type=Path),
        help="Folder of packages and lock.  [default: decks]",
    )
    return source(decks(command))


def _format_option(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--format", "style", type=click.Choice(formats), default="text", show_default=True, help="How to print."
    )


@main.command(short_help="Build packages from SOURCE.")
@_looks_at_source
@click.option("--dry-run", is_flag=True, help="Show what would be released; write nothing.")
@click.option("--keep", is_flag=True, help="Keep the packages of earlier versions.")
@_format_option("text", "json")
def build(source: tuple[Path, ...], decks: Path | None, dry_run: bool, keep: bool, style: str) -> None:
    """Build packages from SOURCE: folders or pages, the folder `source` when none is named.

    One package for each topic and level, and decks/lock.json, the memory that keeps every card its identity: commit it.
    A build with nothing changed writes nothing. With any error nothing is written.

    \b
    Examples:
      anki-export build                       source/ into decks/
      anki-export build source/git            the decks of one topic
      anki-export build notes.md -o ~/decks   one page from anywhere
      anki-export build --dry-run             what would be released
    """
    result = _run(source, decks)
    _print_diagnostics(result.diagnostics, err=True)
    if not result.can_build:
        _stop(result.diagnostics)
    written, problems = pipeline.write(result, keep=keep, dry_run=dry_run, track=Track("Writing"))
    _print_diagnostics(problems, err=True)
    if has_errors(problems):
        _stop(problems)
    if style == "json":
        _print_json([_deck_row(entry) for entry in written])
    else:
        _print_build(written, result, dry_run)


@main.command(name="list", short_help="List the questions of SOURCE.")
@_looks_at_source
@_format_option("text", "json")
def list_(source: tuple[Path, ...], decks: Path | None, style: str) -> None:
    """List the questions of SOURCE with their answers and, once built, the version of each card.

    With `--format json` also the explanation, HTML and guid. SOURCE is folders or pages, else the folder `source`.

    \b
    Examples:
      anki-export list
      anki-export list source/git/basics/index.md
      anki-export list --format json | jq '.[].question_text'
    """
    result = _run(source, decks)
    _print_diagnostics(result.diagnostics, err=True)
    rows = list(_question_rows(result))
    if style == "json":
        _print_json(rows)
    else:
        for row in rows:
            version = f"v{row['version']}" if row["version"] else "new"
            click.echo(f"{click.style(row['deck'], dim=True)}  {version:>8}  {row['page']}:{row['line']}")
            click.echo(f"  {click.style(' '.join(row['question_text'].split()), bold=True)}")
            click.echo(f"  {' '.join(row['answer_text'].split())}")
    if has_errors(result.diagnostics):
        sys.exit(1)


@main.command(name="check", short_help="Check pages and lock, write nothing.")
@_looks_at_source
@_format_option("text", "json", "github")
def check(source: tuple[Path, ...], decks: Path | None, style: str) -> None:
    """Check the pages of SOURCE (else of the folder `source`) and the lock; write nothing.

    Exit code 1 means that a build would write nothing. `--format github` annotates pull requests.

    \b
    Examples:
      anki-export check
      anki-export check source/git
      anki-export check --format github
    """
    result = _run(source, decks)
    if style == "json":
        _print_json([diagnostic.as_json() for diagnostic in result.diagnostics])
    elif style == "github":
        for diagnostic in result.diagnostics:
            click.echo(diagnostic.as_github())
    else:
        _print_diagnostics(result.diagnostics, err=False)
        size = f"{_count(result.pages, 'page')}, {_count(len(result.questions), 'question')}"
        click.echo(f"{size}: {_summary(result.diagnostics)}.")
        if result.can_build and result.release:
            _print_retired(result.release.decks)
    if has_errors(result.diagnostics):
        sys.exit(1)


def _run(source: Sequence[Path], decks: Path | None) -> Result:
    try:
        return pipeline.run(source, decks, Path.cwd(), now=_now(), track=Track("Reading"))
    except Misuse as error:
        raise click.UsageError(str(error)) from None


def _now() -> int:
    """Seconds since 1970; SOURCE_DATE_EPOCH sets the clock of a build that is to be repeated."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,10}", given) or not 0 < int(given) < 2**33:
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {given[:20]!r}, not a number of seconds since 1970")
    return int(given)


def _stop(diagnostics: Iterable[Diagnostic]) -> NoReturn:
    click.echo(f"Nothing was written: {_summary(diagnostics)}.", err=True)
    sys.exit(1)


def _summary(diagnostics: Iterable[Diagnostic]) -> str:
    found = [d.severity for d in diagnostics]
    parts = [_count(found.count(severity), severity.value) for severity in Severity if severity in found]
    return ", ".join(parts) or "all is well"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print_diagnostics(diagnostics: Iterable[Diagnostic], err: bool) -> None:
    for diagnostic in diagnostics:
        severity = click.style(diagnostic.severity.value, fg=_COLOURS[diagnostic.severity], bold=True)
        click.echo(diagnostic.text(severity), err=err)


def _print_json(rows: list[dict[str, Any]]) -> None:
    click.echo(json.dumps(rows, indent=2, ensure_ascii=False))


def _print_build(written: Sequence[Written], result: Result, dry_run: bool) -> None:
    place = pipeline.shown(result.decks)
    cards = sum(len(entry.release.cards) for entry in written)
    total = f"{_count(len(written), 'deck')}, {_count(cards, 'card')}"
    is_remembered = result.release is None or result.release.lock == result.lock
    news = [entry for entry in written if entry.is_new or entry.release.bump or not entry.release.previous]
    if is_remembered and not news:
        click.echo(f"Nothing changed: {total} up to date in {place}.")
        return
    rows = [
        (
            entry.release.deck.name,
            versions(entry.release),
            _count(len(entry.release.cards), "card"),
            in_short(entry.release) or ("written" if entry.is_new else "unchanged"),
        )
        for entry in news
    ]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    for row, entry in zip(rows, news, strict=True):
        click.echo("  ".join([row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].rjust(widths[2]), row[3]]))
        for line in changes(entry.release):
            click.echo(f"  {line}")
    if dry_run:
        click.echo(f"Dry run: nothing was written. A build would leave {total} in {place}.")
        return
    click.echo(f"{len(news)} of {_count(len(written), 'deck')} written to {place}, {_count(cards, 'card')} in all.")
    if not is_remembered:
        click.echo(f"Commit {place}/{pipeline.LOCK}: it keeps every card its identity.")


def _print_retired(decks: Iterable[DeckRelease]) -> None:
    retired = [f"  - {deck.deck.name}: {question}" for deck in decks for question in retired_questions(deck)]
    if retired:
        click.echo(f"A build would retire {_count(len(retired), 'card')}, which learners keep but no longer get:")
        click.echo("\n".join(retired))


def _deck_row(entry: Written) -> dict[str, Any]:
    release = entry.release
    return {
        "deck": release.deck.name,
        "topic": release.deck.topic,
        "level": release.deck.level,
        "version": release.deck.version,
        "previous": release.previous or None,
        "file": pipeline.shown(entry.path) if release.cards else None,
        "written": entry.is_new,
        "cards": len(release.cards),
        **{change.value: release.count(change) for change in Change},
        "moved_away": len(release.moved_away),
        "retired": len(release.retired),
    }


def _question_rows(result: Result) -> Iterable[dict[str, Any]]:
    """A row a question: the deck that a build puts it into, guid and version as they were last released."""
    for question, deck, known in pipeline.placed(result):
        yield {
            "page": question.location.path,
            "line": question.location.line,
            "topic": question.topic,
            "level": question.level.name,
            "deck": deck,
            "question": question.question,
            "answer": question.answer,
            "explanation": question.explanation,
            "question_text": question.question_text,
            "answer_text": question.answer_text,
            "explanation_text": question.explanation_text,
            "guid": known.guid if known else None,
            "version": known.version if known else None,
        }
