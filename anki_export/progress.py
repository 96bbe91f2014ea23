"""A progress bar on standard error, for those who would otherwise wonder."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

PATIENCE = 1.0
"""Seconds after which a person wants to know; shorter work shows nothing."""


def track(label: str) -> Callable[[Sequence[str]], Iterable[str]]:
    """A loop over names that shows a bar once it has taken longer than PATIENCE, on a terminal only."""

    def tracked(names: Sequence[str]) -> Iterator[str]:
        if not sys.stderr.isatty():
            yield from names
            return
        start = time.monotonic()
        rest = iter(names)
        done = 0
        for name in rest:
            yield name
            done += 1
            if time.monotonic() - start > PATIENCE:
                break
        if done == len(names):
            return
        with click.progressbar(length=len(names), label=label, file=sys.stderr) as bar:
            bar.update(done)
            for name in rest:
                yield name
                bar.update(1)

    return tracked
