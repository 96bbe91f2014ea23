"""Work on many things, shared out to several processes.

The processes are forks: nothing is imported again, and all that the work needs is there. One that ends early, for
whatever reason, leaves its work to the caller; one whose caller is gone ends with its next result, which nobody reads.
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from typing import BinaryIO, Protocol, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
_A_FEW, _MOST = 10, 8
_is_apart = ContextVar("is apart", default=False)


class Track(Protocol):
    """Shows a person how far a loop has come."""

    def __call__(self, items: Sequence[_T], /) -> Iterable[_T]: ...


class NotInWorker(Exception):
    """What the work needs is not to be done in another process: the caller does it."""


def require_main_process() -> None:
    """Raise NotInWorker in a process that works for another one."""
    if _is_apart.get():
        raise NotInWorker


def useful_jobs(items: int) -> int:
    """How many processes do so many things soonest: to begin takes each as long as to do a few."""
    return min(processors(), _MOST, items // _A_FEW)


def processors() -> int:
    """How many processes can work at once; 1 where this one can't be forked."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_ordered(work: Callable[[_T], _R], items: Sequence[_T], jobs: int) -> Generator[_R, None, None]:
    """What comes of the work on each item, in their order; to be closed when not all of it is wanted.

    With 2 `jobs` or more as many processes work, item by item in turn. What comes of it must be fit for `pickle`.
    """
    if jobs < 2:
        yield from map(work, items)
        return
    others: list[tuple[int, BinaryIO]] = []
    try:
        with suppress(OSError):  # the machine has no room for another process
            for number in range(jobs):
                others.append(_forked(work, items[number::jobs]))
        for number, item in enumerate(items):
            which = number % jobs
            found: tuple[_R] | None = _next(others[which][1]) if which < len(others) else None
            yield work(item) if found is None else found[0]
    finally:
        for process, pipe in others:
            pipe.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _forked(work: Callable[[_T], _R], items: Sequence[_T]) -> tuple[int, BinaryIO]:
    """A process that does the work, and a pipe on which it says what came of each item."""
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    try:
        _is_apart.set(True)
        os.close(reading)
        with os.fdopen(writing, "wb") as answers:
            for item in items:
                answers.write(_tried(work, item))
                answers.flush()
    finally:
        os._exit(0)  # whatever happened, also Ctrl-C: nothing of the caller's is to be ended here, or told


def _tried(work: Callable[[_T], _R], item: _T) -> bytes:
    """The result of the work as bytes, or None where there is none."""
    with suppress(Exception):
        return pickle.dumps((work(item),), 5)
    return pickle.dumps(None, 5)


def _next(pipe: BinaryIO) -> tuple[_R] | None:
    """The next result, None when there is none."""
    try:
        found: tuple[_R] | None = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError, OSError):
        return None
    return found
