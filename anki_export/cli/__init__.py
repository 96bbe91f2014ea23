"""The command line interface. Exit codes: 0 success, 1 errors, 2 wrong usage, 130 interrupted by Ctrl-C."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from anki_export import STOPPED
from anki_export import __doc__ as about
from anki_export.cli.commands import COMMANDS, quiet_option


class _Commands(click.Group):
    """Commands that print one line on Ctrl-C and exit with 130, as shells expect; click exits with 1."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _interruptible():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _interruptible():
            return super().invoke(ctx)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, click.Abort, ValueError) as error:
        # click turns Ctrl-C at a prompt into Abort, as it does with the end of the input; zipfile raises a ValueError.
        if not isinstance(error, KeyboardInterrupt) and not isinstance(error.__context__, KeyboardInterrupt):
            raise
        click.echo(STOPPED, err=True)
        raise click.exceptions.Exit(130) from None


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, help=about
)
@click.version_option(None, "-V", "--version", package_name="mkdocs-anki-export", prog_name="anki-export")
@quiet_option
@click.pass_context
def main(context: click.Context) -> None:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # the terminal's encoding may lack characters of a page


for command in COMMANDS:
    main.add_command(command)
