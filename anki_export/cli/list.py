"""`anki-export list`: what is there."""

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from anki_export import Result
from anki_export.cli.common import print_diagnostics, print_json, run
from anki_export.cli.echo import harmless, note
from anki_export.diagnostics import has_errors


def list_(source: tuple[Path, ...], decks: Path | None, style: str, is_verbose: bool) -> None:
    """List the questions of SOURCE with their answers and, once built, the version of each card."""
    result = run(source, decks)
    print_diagnostics(result.diagnostics, err=True)
    rows = list(_question_rows(result))
    if style == "json":
        print_json(rows)
    elif style == "csv":
        _print_csv(rows)
    else:
        for row in rows:
            version = f"v{row['version']}" if row["version"] else "new"
            note(f"{click.style(row['deck'], dim=True)}  {version:>8}  {row['page']}:{row['line']}")
            note(f"  {click.style(' '.join(row['question_text'].split()), bold=True)}")
            note(f"  {' '.join(row['answer_text'].split())}")
            for more in (row["explanation_text"], row["guid"]) if is_verbose else ():
                if more:
                    note(f"  {' '.join(more.split())}")
    if has_errors(result.diagnostics):
        sys.exit(1)


def _print_csv(rows: Iterable[dict[str, Any]]) -> None:
    """As RFC 4180 has it: plain text in UTF-8, and not a sign more, so that other programs get what is on the cards."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("question", "answer", "explanation", "tags"))
    for row in rows:
        writer.writerow((row["question_text"], row["answer_text"], row["explanation_text"], " ".join(row["tags"])))
    click.echo(harmless(text.getvalue()).encode(errors="replace"), nl=False)


def _question_rows(result: Result) -> Iterable[dict[str, Any]]:
    """A row a question: the deck that a build puts it into, tags, guid and version as they were last released."""
    for question, deck, known in result.placed():
        yield {
            "page": question.location.path,
            "line": question.location.line,
            "topic": question.topic,
            "level": question.level.name,
            "deck": deck.name,
            "tags": deck.tags,
            "question": question.question,
            "answer": question.answer,
            "explanation": question.explanation,
            "question_text": question.question_text,
            "answer_text": question.answer_text,
            "explanation_text": question.explanation_text,
            "guid": known.guid if known else None,
            "version": known.version if known else None,
        }
