"""Options → pipeline → print → exit code. Exit codes: 0 all is well, 1 errors, 2 misuse, 130 stopped by Ctrl-C."""

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
    """Commands that Ctrl-C ends in one line, with the exit code that shells expect; click has 1 for it."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _stoppable():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _stoppable():
            return super().invoke(ctx)


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, click.Abort, ValueError) as error:
        # click makes Ctrl-C at a question of ours the same as the end of the input, zipfile makes it a ValueError.
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
            stream.reconfigure(errors="replace")  # a page may hold what the terminal's encoding does not


for command in COMMANDS:
    main.add_command(command)
