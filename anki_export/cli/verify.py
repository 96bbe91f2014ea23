"""`anki-export verify`: inspect packages before learners import them."""

import sys
from pathlib import Path

import anki_export
from anki_export.cli.run_and_report import count, print_report, summary
from anki_export.cli.safe_output import RequestError, info
from anki_export.diagnostics import has_errors
from anki_export.text.invisible_characters import visible


def verify(file: tuple[Path, ...], against: Path | None, output_format: str) -> None:
    """Inspect packages made by any program."""
    try:
        found, report = anki_export.verify(file, against, Path.cwd())
    except anki_export.UsageError as error:
        raise RequestError(str(error)) from None
    print_report(report, output_format)
    if output_format == "text":
        for path, package in found:
            if package:
                parts = [count(len(package.notes), "note"), count(len(package.media), "media file")]
                decks = f"{'deck' if len(package.decks) == 1 else 'decks'} {', '.join(package.decks)}"
                info(f"{path}: {', '.join(parts)} in {visible(decks) if package.decks else 'no deck'}")
        info(f"{count(len(found), 'package')}: {summary(report)}.")
    if has_errors(report):
        sys.exit(1)
