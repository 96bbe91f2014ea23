"""Printing what pages have brought along, harmless to a log that takes some lines for commands."""

import re

import click

_COMMAND = re.compile(
    r"^(?P<space>(?:\s|\x1b\[\d*m)*):(?=:(?:add|debug|echo|endgroup|error|group|internal|notice|remove|save|set|stop|warning)\b)"
    r"|(?P<older>##)(?=\[)",
    re.MULTILINE,
)
"""What makes a line of a log a command to the runner of GitHub's workflows (actions/runner, ActionCommand.cs): colours
are gone from it there."""


_QUIET = "anki_export.quiet"
"""Where click keeps, for a command and its group, whether either was told to be quiet."""


def hush(context: click.Context, parameter: click.Parameter, is_quiet: bool) -> None:
    """Keep that -q was given, to the program or to its command."""
    context.meta[_QUIET] = is_quiet or is_hushed()


def is_hushed() -> bool:
    """Whether only errors and warnings are printed."""
    context = click.get_current_context(silent=True)
    return context is not None and context.meta.get(_QUIET, False)


def note(text: str, err: bool = False) -> None:
    """Print lines that are neither error nor warning, unless -q was given."""
    if not is_hushed():
        say(text, err=err)


def say(text: str, err: bool = False) -> None:
    """Print lines, none of which is a command to a runner of workflows, whatever a page has brought into them."""
    click.echo(harmless(text), err=err)


def harmless(text: str) -> str:
    """Lines, none of which is a command to a runner of workflows."""
    return _COMMAND.sub(lambda m: r"#\x23" if m["older"] else f"{m['space']}\\x3a", text)
