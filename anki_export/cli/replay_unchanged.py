"""Cache the output of a command that changed nothing, and replay it while nothing changes.

It is replayed before click and the commands are imported: they take longer than all the rest.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from anki_export.cli.clock import InvalidTime, now
from anki_export.disk.cache import Cache, cache_path
from anki_export.disk.recorded_reads import Answers

ARGUMENTS = "anki_export.arguments"
"""The key in click's metadata for the arguments of the program; a command and its group share the metadata."""
_COMMANDS = frozenset({"build", "publish"})
_FRESH = "--fresh"
"""The option to read everything again."""


def project_cache(*, is_fresh: bool = False) -> Cache:
    """The cache for the current folder; with `is_fresh` it is emptied."""
    return Cache(cache_path(str(Path.cwd())), is_fresh=is_fresh)


def replay(arguments: Sequence[str]) -> bool:
    """Print the cached output of the same command, if it changed nothing and would change nothing now.

    `store` requires that the clock was not behind the last build, so it is enough that time has not gone back.
    """
    if _FRESH in arguments or _COMMANDS.isdisjoint(arguments):
        return False
    try:
        with project_cache() as cache:
            found = cache.recall(_name(arguments))
        if found is None or now() < found[0][0]:
            return False
    except (InvalidTime, OSError):  # such as a current folder that has been removed
        return False  # the command reports it
    _, diagnostics, text = found[0]
    if diagnostics:
        from anki_export.cli.safe_output import echo

        for diagnostic in diagnostics:
            echo(diagnostic, err=True)
    with suppress(OSError):  # the command reports it
        print(text, end="", flush=True)
        return True
    return False


def store(
    cache: Cache, arguments: Sequence[str], answers: Answers, then: int, diagnostics: Sequence[str], text: str
) -> None:
    """Store the output of a command that changed nothing at the time `then`: diagnostics, and what it prints.

    The clock must not have been behind the last build.
    """
    cache.keep(_name(arguments), answers, (then, list(diagnostics), text))


def _name(arguments: Sequence[str]) -> str:
    return "\0".join(["output", *arguments])
