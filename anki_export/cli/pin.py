"""`anki-export pin`: ids written into pages."""

import sys
from pathlib import Path

import click

from anki_export import edits, files
from anki_export.cli.clock import now
from anki_export.cli.common import count, print_diagnostics, print_diff, stop, writing
from anki_export.cli.say import note
from anki_export.diagnostics import has_errors
from anki_export.result import LOCK, Misuse


def pin(source: tuple[Path, ...], decks: Path | None, dry_run: bool) -> None:
    """Write `<!-- card: some-id -->` into each question of SOURCE that has no id."""
    try:
        with writing():
            result, changed, report = edits.pin(source, decks, Path.cwd(), now=now(), dry_run=dry_run)
    except Misuse as error:
        raise click.UsageError(str(error)) from None
    if has_errors(result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)
        stop(result.diagnostics)
    for path, (before, after) in changed.items():
        if dry_run:
            print_diff({path: (before, after)})
        else:
            lines = after.count("<!-- card:") - before.count("<!-- card:")
            note(f"{files.shown(path)}: {count(lines, 'id')}")
    if changed and not dry_run:
        lock = files.shown(result.decks / LOCK)
        note(
            f"Next: anki-export build, which keeps the ids in {lock}; commit it with the pages."
            " Then questions can be reworded."
        )
    if not changed and not report:
        note("Nothing to do: every question has an id.")
    print_diagnostics(report, err=True)
    if report:
        sys.exit(1)
