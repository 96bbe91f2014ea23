"""Print text from pages without triggering commands in a CI log."""

import os
import re

import click

from anki_export.text.lazy_regex import regex

_COMMAND = regex(
    r"^(?P<space>(?:\s|\x1b\[\d*m)*):(?=:(?:add|debug|echo|endgroup|error|group|internal|notice|remove|save|set|stop|warning)\b)"
    r"|(?P<older>##)(?=\[)",
    re.MULTILINE,
)
"""What GitHub's workflow runner takes for a command in a log (actions/runner, ActionCommand.cs): it strips colours
first."""


_QUIET = "anki_export.quiet"
"""The key in click's metadata for whether -q was given; a command and its group share the metadata."""


class RequestError(click.ClickException):
    """A command is used correctly, but names something that is not there or can't be: usage would not help."""

    exit_code = 2


def set_quiet(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Store whether -q was given to the program or to its command."""
    context.meta[_QUIET] = value or is_quiet()


def is_quiet() -> bool:
    """Whether only errors and warnings are printed."""
    context = click.get_current_context(silent=True)
    return context is not None and context.meta.get(_QUIET, False)


def info(text: str, err: bool = False) -> None:
    """Print lines that are neither errors nor warnings, unless -q was given."""
    if not is_quiet():
        echo(text, err=err)


def echo(text: str, err: bool = False) -> None:
    """Print lines; text in them that a workflow runner would take for a command is escaped."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    click.echo(escape_commands(text), err=err, color=False if is_plain else None)


def escape_commands(text: str) -> str:
    """Escape text that a workflow runner would take for a command."""
    may_be = "##[" in text or "\n" in text or text.lstrip()[:1] in (":", "\x1b")
    return _COMMAND.sub(lambda m: r"#\x23" if m["older"] else f"{m['space']}\\x3a", text) if may_be else text
