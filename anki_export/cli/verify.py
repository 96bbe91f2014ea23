"""`anki-export verify`: what a learner would get from a package."""

import sys
from pathlib import Path

import click

import anki_export
from anki_export.cli.common import count, print_annotations, print_diagnostics, print_json, summary
from anki_export.cli.echo import note
from anki_export.diagnostics import has_errors
from anki_export.text.invisible import visible


def verify(file: tuple[Path, ...], against: Path | None, style: str) -> None:
    """Look into packages FILE, whoever made them: can Anki import them, what do they hold, run and load?"""
    try:
        found, report = anki_export.verify(file, against, Path.cwd())
    except anki_export.UsageError as error:
        raise click.UsageError(str(error)) from None
    match style:
        case "json":
            print_json([diagnostic.as_json() for diagnostic in report])
        case "github":
            print_annotations(report)
        case _:
            print_diagnostics(report, err=False)
            for path, package in found:
                if package:
                    parts = [count(len(package.notes), "note"), count(len(package.media), "media file")]
                    note(f"{path}: {', '.join(parts)} for {visible(', '.join(package.decks)) or 'no deck'}")
            note(f"{count(len(found), 'package')}: {summary(report)}.")
    if has_errors(report):
        sys.exit(1)
