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


def say(text: str, err: bool = False) -> None:
    """Print lines, none of which is a command to a runner of workflows, whatever a page has brought into them."""
    click.echo(_COMMAND.sub(lambda m: r"#\x23" if m["older"] else f"{m['space']}\\x3a", text), err=err)
