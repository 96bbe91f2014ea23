"""`anki-export pin`: ids written into pages."""

import sys
from pathlib import Path

from anki_export import pin_pages
from anki_export.cli.common import count, print_diagnostics, print_diff, run, stop, writing
from anki_export.cli.echo import note
from anki_export.diagnostics import has_errors
from anki_export.disk.paths import display_path


def pin(source: tuple[Path, ...], decks: Path | None, dry_run: bool) -> None:
    """Write `<!-- card: some-id -->` into each question of SOURCE that has no id."""
    result = run(source, decks)
    if has_errors(result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)
        stop(result.diagnostics)
    with writing():
        edits = pin_pages(result.questions, {card.id for card in result.lock.cards}, dry_run=dry_run)
    for path, (before, after) in edits.pages.items():
        if dry_run:
            print_diff({path: (before, after)})
        else:
            lines = after.count("<!-- card:") - before.count("<!-- card:")
            note(f"{display_path(path)}: {count(lines, 'id')}")
    if edits.pages and not dry_run:
        lock = display_path(result.lock_path)
        note(
            f"Next: anki-export build, which keeps the ids in {lock}; commit it with the pages."
            " Then questions can be reworded."
        )
    if not edits.pages and not edits.problems:
        note("Nothing to do: every question has an id.")
    print_diagnostics(edits.problems, err=True)
    if edits.problems:
        sys.exit(1)
