"""The program with all its commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from anki_export import STOPPED
from anki_export import __doc__ as about
from anki_export.cli.commands_and_options import COMMANDS
from anki_export.cli.replay_unchanged import ARGUMENTS
from anki_export.cli.shared_options import quiet_option


class _Commands(click.Group):
    """Commands that print one line on Ctrl-C and exit with 130, as shells expect; click exits with 1."""

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        given = tuple(args)
        with _interruptible():
            context = super().make_context(info_name, args, *more, **extra)
        context.meta[ARGUMENTS] = given
        return context

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _interruptible():
                return super().invoke(ctx)
        except BrokenPipeError:  # click exits with 1
            raise
        except OSError as error:  # such as a full disk that the output is written to
            raise click.ClickException(": ".join(filter(None, (error.filename, error.strerror)))) from None


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
def main() -> None:
    pass


for command in COMMANDS:
    main.add_command(command)
