"""`anki-export list` and `check`: what is there, and whether it can be built."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from anki_export import pipeline
from anki_export.cli.common import count, format_option, looks_at_source, print_diagnostics, print_json, run, summary
from anki_export.diagnostics import has_errors
from anki_export.release.release import DeckRelease
from anki_export.release.summary import retired_questions
from anki_export.result import Result


@click.command(name="list", short_help="List the questions of SOURCE.")
@looks_at_source
@format_option("text", "json")
def list_(source: tuple[Path, ...], decks: Path | None, style: str) -> None:
    """List the questions of SOURCE with their answers and, once built, the version of each card.

    With `--format json` also the explanation, HTML and guid. SOURCE is folders or pages, else the folder `source`.

    \b
    Examples:
      anki-export list
      anki-export list source/git/basics/index.md
      anki-export list --format json | jq '.[].question_text'
    """
    result = run(source, decks)
    print_diagnostics(result.diagnostics, err=True)
    rows = list(_question_rows(result))
    if style == "json":
        print_json(rows)
    else:
        for row in rows:
            version = f"v{row['version']}" if row["version"] else "new"
            click.echo(f"{click.style(row['deck'], dim=True)}  {version:>8}  {row['page']}:{row['line']}")
            click.echo(f"  {click.style(' '.join(row['question_text'].split()), bold=True)}")
            click.echo(f"  {' '.join(row['answer_text'].split())}")
    if has_errors(result.diagnostics):
        sys.exit(1)


@click.command(name="check", short_help="Check pages and lock, write nothing.")
@looks_at_source
@format_option("text", "json", "github")
def check(source: tuple[Path, ...], decks: Path | None, style: str) -> None:
    """Check the pages of SOURCE (else of the folder `source`) and the lock; write nothing.

    Exit code 1 means that a build would write nothing. `--format github` annotates pull requests.

    \b
    Examples:
      anki-export check
      anki-export check source/git
      anki-export check --format github
    """
    result = run(source, decks)
    if style == "json":
        print_json([diagnostic.as_json() for diagnostic in result.diagnostics])
    elif style == "github":
        for diagnostic in result.diagnostics:
            click.echo(diagnostic.as_github())
    else:
        print_diagnostics(result.diagnostics, err=False)
        size = f"{count(result.pages, 'page')}, {count(len(result.questions), 'question')}"
        click.echo(f"{size}: {summary(result.diagnostics)}.")
        if result.can_build and result.release:
            _print_retired(result.release.decks)
    if has_errors(result.diagnostics):
        sys.exit(1)


def _print_retired(decks: Iterable[DeckRelease]) -> None:
    retired = [f"  - {deck.deck.name}: {question}" for deck in decks for question in retired_questions(deck)]
    if retired:
        click.echo(f"A build would retire {count(len(retired), 'card')}, which learners keep but no longer get:")
        click.echo("\n".join(retired))


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
