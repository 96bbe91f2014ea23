"""Options that several commands have."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from anki_export.cli.safe_output import set_quiet

if TYPE_CHECKING:
    from anki_export.diagnostics import Rule

PATH = click.Path(path_type=Path)
"""Shared, as creating it looks for translations."""
decks_option = click.option(
    "-o",
    "--decks",
    metavar="DECKS",
    type=PATH,
    help="Folder for packages and lock.  [default: decks]",
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, expose_value=False, callback=set_quiet, help="Print only errors and warnings."
)
verbose_option = click.option(
    "-v", "--verbose", "is_verbose", is_flag=True, help="Show every message; do not group similar ones."
)

strict_option = click.option(
    "--strict", is_flag=True, help="Write nothing if a page has errors, or if a question may be a reworded old one."
)


def _refuse_keep_going(context: click.Context, parameter: click.Parameter, is_given: bool) -> None:
    if is_given:  # click would suggest --keep
        raise click.UsageError("--keep-going is the default now: remove it")


keep_going_option = click.option(
    "--keep-going",
    is_flag=True,
    hidden=True,
    expose_value=False,
    callback=_refuse_keep_going,
    help="Explain what replaced this option.",
)


def source_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add SOURCE, --decks and --quiet to a command that reads pages and the lock."""
    source = click.argument("source", nargs=-1, type=PATH)
    return source(decks_option(quiet_option(command)))


def format_option(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add --format to a command; the default is text."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default="text",
        show_default=True,
        help="Output format.",
    )


def rules(context: click.Context, parameter: click.Parameter, lists: Sequence[str]) -> "frozenset[Rule]":
    """The rules named by comma-separated codes and prefixes of codes."""
    from anki_export.diagnostics import UnknownCode, rules_named

    try:
        return frozenset().union(*(rules_named(name) for names in lists for name in names.split(",")))
    except UnknownCode as error:
        raise click.BadParameter(str(error)) from None
