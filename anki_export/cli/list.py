"""`anki-export list`: list the questions."""

import csv
import io
import sys
from collections.abc import Iterable
from itertools import chain
from typing import Any

import click

from anki_export import Result
from anki_export.cli.run_and_report import ProjectOptions, print_diagnostics, run, safe_json, unread_pages
from anki_export.cli.safe_output import escape_commands, info
from anki_export.diagnostics import has_errors


class ListOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `list`."""

    strict: bool = True
    """So that questions of pages with errors have their cards, too."""
    output_format: str
    """One of the names at `list` in `commands_and_options.py`."""
    is_verbose: bool


def list_(options: ListOptions) -> None:
    """List the questions in SOURCE with their answers and the version of each card."""
    result = run(options)
    print_diagnostics(result.diagnostics, err=True, is_verbose=options.is_verbose)
    rows = _question_rows(result)
    if options.output_format == "json":
        _print_json(rows)
    elif options.output_format == "csv":
        _print_csv(rows)
    else:
        for row in rows:
            version = f"v{row['version']}" if row["version"] else "new"
            info(f"{click.style(row['deck'], dim=True)}  {version:>8}  {row['page']}:{row['line']}")
            info(f"  {click.style(' '.join(row['question_text'].split()), bold=True)}")
            info(f"  {' '.join(row['answer_text'].split())}")
            for more in (row["explanation_text"], f"answer: {row['rule']}", row["guid"]) if options.is_verbose else ():
                if more:
                    info(f"  {' '.join(more.split())}")
    if options.output_format == "text" and (line := unread_pages(result)):
        info(f"{line}.", err=True)
    if has_errors(result.diagnostics):
        sys.exit(1)


def _print_json(rows: Iterable[dict[str, Any]]) -> None:
    """Print a list as `print_json` does, row by row: the text of all can be larger than all else in memory."""
    before = "["
    for row in rows:
        click.echo(before, nl=before == "[")
        click.echo("  " + safe_json(row).replace("\n", "\n  "), nl=False)
        before = ",\n"
    click.echo("[]" if before == "[" else "\n]")


def _print_csv(rows: Iterable[dict[str, Any]]) -> None:
    """Print CSV (RFC 4180): plain text in UTF-8 without a byte order mark, which other programs read as is."""
    fields = (
        [row["question_text"], row["answer_text"], row["explanation_text"], " ".join(row["tags"])] for row in rows
    )
    for values in chain([("question", "answer", "explanation", "tags")], fields):
        text = io.StringIO()
        csv.writer(text).writerow(values)
        click.echo(escape_commands(text.getvalue()).encode(errors="replace"), nl=False)


def _question_rows(result: Result) -> Iterable[dict[str, Any]]:
    """Yield a row for each question, with its deck, and the tags, guid and version of its released card."""
    for question, deck, known in result.placed():
        source = known or question
        yield {
            "page": question.location.path,
            "line": question.location.line,
            "topic": question.topic,
            "level": question.level.name if question.level else "",
            "deck": deck.name,
            "format": question.format,
            "rule": question.rule,
            "tags": deck.tags_of(source.section, source.tags),
            "question": question.question,
            "answer": question.answer,
            "explanation": question.explanation,
            "question_text": question.question_text,
            "answer_text": question.answer_text,
            "explanation_text": question.explanation_text,
            "guid": known.guid if known else None,
            "version": known.version if known else None,
        }
