"""What was measured: variants that take turns, and what else is known after all runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timing import Sample


@dataclass
class Variant:
    """A command that is measured; not measured are `prepare`, called once, and `ready`, called before each run."""

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
    """Processors that were busy before each run, and those that others kept busy during it."""

    def __getitem__(self, name: str) -> list[Sample]:
        """The samples of a variant; empty when there is none or when it failed."""
        return next((variant.samples for variant in self.variants if variant.name == name), [])


@dataclass
class Found:
    """What is known after all runs, besides times."""

    right: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By the name of a program, how many of its notes are right, and how many notes it made."""
    bytes_: dict[int, dict[str, int]] = field(default_factory=dict)
    """By size and writer, the bytes of all packages."""
    untouched: str = ""
    flushes: str = ""
    left: str = ""
    browser: tuple[float, float] | None = None
