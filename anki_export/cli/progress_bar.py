"""A progress bar on standard error for slow loops."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

DELAY = 1.0
"""Seconds before the bar appears."""
_T = TypeVar("_T")


class Track:
    """A loop that shows a progress bar once it has taken longer than DELAY, in a terminal only."""

    def __init__(self, label: str) -> None:
        self.label = label

    def __call__(self, names: Sequence[_T], /) -> Iterator[_T]:
        if not sys.stderr.isatty():
            yield from names
            return
        start = time.monotonic()
        rest = iter(names)
        done = 0
        for name in rest:
            yield name
            done += 1
            if time.monotonic() - start > DELAY:
                break
        if done == len(names):
            return
        with click.progressbar(length=len(names), label=self.label, file=sys.stderr) as bar:
            bar.update(done)
            for name in rest:
                yield name
                bar.update(1)
