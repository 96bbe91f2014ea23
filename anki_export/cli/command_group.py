"""The program with all its commands."""

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from anki_export import STOPPED
from anki_export import __doc__ as about
from anki_export.cli.commands_and_options import COMMANDS
from anki_export.cli.replay_unchanged import ARGUMENTS
from anki_export.cli.shared_options import quiet_option


class _Commands(click.Group):
    """Commands that say one sentence on Ctrl-C and exit with 130, as shells expect; click exits with 1."""

    def main(  # type: ignore[override]  # click's can also return
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        try:
            code: int = super().main(args, prog_name, standalone_mode=False, **extra) or 0
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except (click.Abort, ValueError) as error:
            # click turns Ctrl-C into Abort, as it does with the end of the input; zipfile raises a ValueError.
            is_interrupt = isinstance(error.__context__, KeyboardInterrupt)
            if not is_interrupt and not isinstance(error, click.Abort):
                raise
            code = 130 if is_interrupt else 1
            click.echo(STOPPED if is_interrupt else "Aborted!", err=True)
        sys.exit(code)

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        given = tuple(args)
        context = super().make_context(info_name, args, *more, **extra)
        context.meta[ARGUMENTS] = given
        return context

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click exits with 1
            raise
        except OSError as error:  # such as a full disk that the output is written to
            raise click.ClickException(": ".join(filter(None, (error.filename, error.strerror)))) from None


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, help=about
)
@click.version_option(None, "-V", "--version", package_name="mkdocs-anki-export", prog_name="anki-export")
@quiet_option
def main() -> None:
    pass


for command in COMMANDS:
    main.add_command(command)
