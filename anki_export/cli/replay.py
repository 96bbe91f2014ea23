"""What is remembered from one run to the next, so that a build that would do nothing says so at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from anki_export.cli.clock import now
from anki_export.cli.echo import note, say
from anki_export.disk.cache import Cache, cache_path
from anki_export.disk.dependencies import Facts


def project_cache(*, is_fresh: bool = False) -> Cache:
    """The memory of what was read from this folder; a fresh one is empty."""
    return Cache(cache_path(str(Path.cwd())), is_fresh=is_fresh)


def replay_output(memo: Cache) -> bool:
    """Say what the same command has said, if that did nothing and would do nothing now.

    The clock was right then (see `remember`), so it is right unless it has been put back since.
    """
    found = memo.recall(_command())
    if found is None or now() < found[0]:
        return False
    for text, is_error in found[1]:
        (say if is_error else note)(text, err=is_error)
    return True


def remember(memo: Cache, facts: Facts, then: int, errors: Sequence[str], text: str) -> None:
    """Keep what a command has said that did nothing at the time `then`, with the clock not behind the last build."""
    memo.keep(_command(), facts, (then, [*((error, True) for error in errors), (text, False)]))


def _command() -> str:
    """The command as it was given, with all that stands in its options."""
    context = click.get_current_context()
    given = {name: value for name, value in sorted(context.params.items()) if name not in ("fresh", "jobs")}
    return f"{context.command.name} {given}"
