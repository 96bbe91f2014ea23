"""Map a function over items in several processes.

The workers are forks, so they need no imports and share all data. The caller takes over the work of a worker that ends
early for any reason; a worker whose caller is gone ends with its next result.
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
_ITEMS_PER_JOB, _MAX_JOBS = 10, 8
_MOST_IN_GROUP, _GROUPS_PER_JOB = 16, 4
_is_worker = ContextVar("is worker", default=False)


class Track(Protocol):
    """Reports the progress of a loop."""

    def __call__(self, items: Sequence[_T], /) -> Iterable[_T]: ...


class NotInWorker(Exception):
    """The work must not be done in a worker; the caller does it."""


def require_main_process() -> None:
    """Raise NotInWorker in a worker."""
    if _is_worker.get():
        raise NotInWorker


def useful_jobs(items: int) -> int:
    """The fastest number of processes for this many items: starting one takes as long as a few items."""
    return min(processors(), _MAX_JOBS, items // _ITEMS_PER_JOB)


def processors() -> int:
    """How many processes can run at the same time; 1 where this one can't be forked."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_ordered(
    work: Callable[[_T], _R], items: Sequence[_T], jobs: int, share: int | None = None
) -> Generator[_R, None, None]:
    """Yield the result of `work` for each item, in order; close the generator to stop early.

    With 2 `jobs` or more, that many processes take the items in turn. Results must be picklable. After `share` items,
    other processes replace them: each copies the memory that it looks at, since Python counts references there.
    """
    if jobs < 2:
        yield from map(work, items)
        return
    yield from map(work, items[:1])  # what it imports and compiles takes a tenth of a full build in each worker
    at_once = jobs * (share or len(items))
    for start in range(1, len(items), at_once):
        yield from _map_in_workers(work, items[start : start + at_once], jobs)


def _map_in_workers(work: Callable[[_T], _R], items: Sequence[_T], jobs: int) -> Generator[_R, None, None]:
    workers: list[tuple[int, BinaryIO]] = []
    try:
        with suppress(OSError):  # the system can't start another process
            for number in range(jobs):
                workers.append(_fork(work, items[number::jobs]))
        for number, item in enumerate(items):
            worker = number % jobs
            result: tuple[_R] | None = _next(workers[worker][1]) if worker < len(workers) else None
            yield work(item) if result is None else result[0]
    finally:
        for process, pipe in workers:
            pipe.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def in_groups(items: Sequence[_T], jobs: int) -> list[Sequence[_T]]:
    """Items in groups for `map_ordered`: the first one alone, as it takes longest, and enough for all processes."""
    size = max(1, min(_MOST_IN_GROUP, len(items) // (max(jobs, 1) * _GROUPS_PER_JOB)))
    return [items[:1], *(items[start : start + size] for start in range(1, len(items), size))]


def in_stages(work: Iterable[Generator[None, None, _R]]) -> list[_R]:
    """The results of several generators, each of which yields between its stages, and goes on when all have got there.

    The code and data of a stage are then in the caches of the processor, and take up to half as long.
    """
    every, results = list(work), dict[int, _R]()
    while len(results) < len(every):
        for at, one in enumerate(every):
            if at not in results:
                try:
                    next(one)
                except StopIteration as end:
                    results[at] = end.value
    return [results[at] for at in range(len(every))]


def _fork(work: Callable[[_T], _R], items: Sequence[_T]) -> tuple[int, BinaryIO]:
    """Start a worker; returns its process id and the pipe to which it writes the result for each item."""
    read_end, write_end = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(read_end)
        os.close(write_end)
        raise
    if process:
        os.close(write_end)
        return process, os.fdopen(read_end, "rb")
    try:
        _is_worker.set(True)
        os.close(read_end)
        with os.fdopen(write_end, "wb") as results:
            for item in items:
                results.write(_pickled(work, item))
                results.flush()
    finally:
        os._exit(0)  # also after Ctrl-C: a worker must not run the caller's cleanup or print its messages


def _pickled(work: Callable[[_T], _R], item: _T) -> bytes:
    """The pickled result in a tuple, or a pickled None when the work failed."""
    with suppress(Exception):
        return pickle.dumps((work(item),), 5)
    return pickle.dumps(None, 5)


def _next(pipe: BinaryIO) -> tuple[_R] | None:
    """The next result in a tuple, or None when there is none."""
    try:
        result: tuple[_R] | None = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError, OSError):
        return None
    return result
