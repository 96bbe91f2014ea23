"""What is remembered from one run to the next, so that a build that would do nothing says so at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from anki_export import Cache
from anki_export.cli.clock import now
from anki_export.cli.echo import note, say
from anki_export.disk.cache import cache_path
from anki_export.disk.reading import Answers


def project_cache(*, is_fresh: bool = False) -> Cache:
    """The memory of what was read from this folder; a fresh one is empty."""
    return Cache(cache_path(str(Path.cwd())), is_fresh=is_fresh)


def replay_output(cache: Cache) -> bool:
    """Say what the same command has said, if that did nothing and would do nothing now.

    The clock was right then (see `remember`), so it is right unless it has been put back since.
    """
    found = cache.recall(_command())
    if found is None:
        return False
    (then, lines), _ = found
    if now() < then:
        return False
    for text, is_error in lines:
        (say if is_error else note)(text, err=is_error)
    return True


def remember(cache: Cache, answers: Answers, then: int, errors: Sequence[str], text: str) -> None:
    """Keep what a command has said that did nothing at the time `then`, with the clock not behind the last build."""
    cache.keep(_command(), answers, (then, [*((error, True) for error in errors), (text, False)]))


def _command() -> str:
    """The command as it was given, with all that stands in its options."""
    context = click.get_current_context()
    given = {name: value for name, value in sorted(context.params.items()) if name not in ("fresh", "jobs")}
    return f"{context.command.name} {given}"
