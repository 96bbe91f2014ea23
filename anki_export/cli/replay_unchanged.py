"""Cache the output of a build that changed nothing, and replay it while nothing changes."""

from collections.abc import Sequence
from pathlib import Path

import click

from anki_export import Cache
from anki_export.cli.clock import now
from anki_export.cli.echo import echo, info
from anki_export.disk.cache import cache_path
from anki_export.disk.recorded_reads import Answers


def project_cache(*, is_fresh: bool = False) -> Cache:
    """The cache for the current folder; with `is_fresh` it is emptied."""
    return Cache(cache_path(str(Path.cwd())), is_fresh=is_fresh)


def replay_output(cache: Cache) -> bool:
    """Print the cached output of the same command, if it changed nothing and would change nothing now.

    `store_output` requires that the clock was not behind the last build, so it is enough that time has not gone back.
    """
    found = cache.recall(_command())
    if found is None:
        return False
    (then, lines), _ = found
    if now() < then:
        return False
    for text, is_error in lines:
        (echo if is_error else info)(text, err=is_error)
    return True


def store_output(cache: Cache, answers: Answers, then: int, errors: Sequence[str], text: str) -> None:
    """Store the output of a command that changed nothing at the time `then`.

    The clock must not have been behind the last build.
    """
    cache.keep(_command(), answers, (then, [*((error, True) for error in errors), (text, False)]))


def _command() -> str:
    """The command with all its arguments and options, except those that don't affect the output."""
    context = click.get_current_context()
    given = {name: value for name, value in sorted(context.params.items()) if name not in ("fresh", "jobs")}
    return f"{context.command.name} {given}"
