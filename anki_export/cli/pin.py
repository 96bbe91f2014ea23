"""`anki-export pin`: write ids into pages."""

import sys

from anki_export import pin_pages
from anki_export.cli.run_and_report import ProjectOptions, count, fail, print_diagnostics, print_diff, run, writing
from anki_export.cli.safe_output import info
from anki_export.diagnostics import has_errors
from anki_export.disk.paths_and_errors_in_messages import display_path


class PinOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `pin`."""

    strict: bool = True
    dry_run: bool


def pin(options: PinOptions) -> None:
    """Write `<!-- card: some-id -->` into each question in SOURCE that has no id."""
    result = run(options)
    if has_errors(result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)
        fail(result.diagnostics)
    with writing():
        edits = pin_pages(
            result.questions,
            {card.id for card in result.lock.cards},
            result.project.tree,
            result.project.settings,
            dry_run=options.dry_run,
            wanted=result.wanted,
        )
    for path, (before, after) in edits.pages.items():
        if options.dry_run:
            print_diff({path: (before, after)})
        else:
            lines = after.count("<!-- card:") - before.count("<!-- card:")
            info(f"{display_path(path)}: added {count(lines, 'id')}")
    if edits.pages and not options.dry_run:
        lock = display_path(result.lock_path)
        info(
            f"Next: run `anki-export build{options.decks_option}` to record the ids in {lock}, and commit it with"
            " the pages. Then you can reword the questions."
        )
    if not edits.pages and not edits.problems:
        info("Nothing to do: every question has an id.")
    print_diagnostics(edits.problems, err=True)
    if edits.problems:
        sys.exit(1)
