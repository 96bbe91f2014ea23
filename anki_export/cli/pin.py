"""`anki-export pin`: write ids into pages."""

import sys
from pathlib import Path

from anki_export import pin_pages
from anki_export.cli.common import count, decks_option_text, fail, print_diagnostics, print_diff, run, writing
from anki_export.cli.echo import info
from anki_export.diagnostics import has_errors
from anki_export.disk.display import display_path


def pin(source: tuple[Path, ...], decks: Path | None, dry_run: bool) -> None:
    """Write `<!-- card: some-id -->` into each question in SOURCE that has no id."""
    result = run(source, decks)
    if has_errors(result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)
        fail(result.diagnostics)
    with writing():
        edits = pin_pages(
            result.questions,
            {card.id for card in result.lock.cards},
            result.project.tree,
            result.project.settings,
            dry_run=dry_run,
        )
    for path, (before, after) in edits.pages.items():
        if dry_run:
            print_diff({path: (before, after)})
        else:
            lines = after.count("<!-- card:") - before.count("<!-- card:")
            info(f"{display_path(path)}: added {count(lines, 'id')}")
    if edits.pages and not dry_run:
        lock = display_path(result.lock_path)
        info(
            f"Next: run `anki-export build{decks_option_text(decks)}` to record the ids in {lock}, and commit it with"
            " the pages. Then you can reword the questions."
        )
    if not edits.pages and not edits.problems:
        info("Nothing to do: every question has an id.")
    print_diagnostics(edits.problems, err=True)
    if edits.problems:
        sys.exit(1)
