"""The results: variants that take turns, and figures that are known after all runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timing import Sample


@dataclass
class Variant:
    """A command to measure; `prepare` is called once and `ready` before each run, both without being measured."""

    name: str
    command: Sequence[str]
    folder: Path
    ready: Callable[[], object] = lambda: None
    prepare: Callable[[], object] = lambda: None
    codes: Sequence[int] = (0,)
    samples: list[Sample] = field(default_factory=list)
    failure: str = ""


@dataclass
class Group:
    """Variants that take turns."""

    questions: int
    variants: list[Variant]
    busy: list[float] = field(default_factory=list)
    """Processors in use before each run, and by other processes during it."""
    bytes_: int = 0
    """The size of all pages, where it is of interest."""

    def __getitem__(self, name: str) -> list[Sample]:
        """The samples of a variant; empty if it was not run or failed."""
        return next((variant.samples for variant in self.variants if variant.name == name), [])


@dataclass
class Found:
    """Figures besides times that are known after all runs."""

    right: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By program, how many of its notes are right, and how many it wrote."""
    bytes_: dict[int, dict[str, int]] = field(default_factory=dict)
    """By size and writer, the size of all packages in bytes."""
    untouched: str = ""
    flushes: str = ""
    left: str = ""
    browser: tuple[float, float, float] | None = None
    """Of the preview: first paint, first card and search in milliseconds."""
