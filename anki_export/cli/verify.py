"""`anki-export verify`: what a learner would get from a package."""

import sys
from pathlib import Path

import click

from anki_export import pipeline
from anki_export.cli.common import count, format_option, print_annotations, print_diagnostics, print_json, summary
from anki_export.diagnostics import has_errors
from anki_export.result import Misuse


@click.command(short_help="Say what a learner would get from FILE.")
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="A package that learners have: say what importing FILE after it would do to them.",
)
@format_option("text", "json", "github")
def verify(file: tuple[Path, ...], against: Path | None, style: str) -> None:
    """Look into packages FILE, whoever made them: can Anki import them, what do they hold, run and load?

    \b
    Examples:
      anki-export verify decks/*.apkg
      anki-export verify new.apkg --against published.apkg
    """
    try:
        found, report = pipeline.verify(file, against, Path.cwd())
    except Misuse as error:
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
                    click.echo(f"{path}: {', '.join(parts)} for {', '.join(package.decks) or 'no deck'}")
            click.echo(f"{count(len(found), 'package')}: {summary(report)}.")
    if has_errors(report):
        sys.exit(1)
