"""Cards in a client of an engine at many widths → findings that name check, card, client, theme and width."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from .hosts import WIDTHS

FULL = 390
"""The width at which everything is checked; elsewhere only what depends on the width."""
LARGE = 36
"""Text at 200 %, in pixels."""


class Engine(Protocol):
    """A page in an engine."""

    name: str
    told: list[str]

    @property
    def asked(self) -> list[str]: ...
    def open(self, url: str) -> None: ...
    def prefer(self, scheme: str) -> None: ...
    def size(self, width: int, height: int = ...) -> None: ...
    def ask(self, code: str, value: object = None) -> Any: ...
    def picture(self, path: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a card, and where."""

    check: str
    card: str
    side: str
    place: str
    detail: str

    def __str__(self) -> str:
        return f"{self.check} · {self.card} · {self.side} · {self.place} · {self.detail}"


@dataclass(frozen=True, slots=True)
class Pass:
    """One way of going through the cards."""

    depth: str
    width: int
    zoom: int = 0
    sides: tuple[str, ...] = ("question", "answer")

    def __str__(self) -> str:
        return f"{self.width} px" + (" at 200 %" if self.zoom else "")


EVERY_WIDTH = (*(Pass("full" if w == FULL else "layout", w) for w in WIDTHS), Pass("layout", WIDTHS[0], LARGE))
AXE = (Pass("axe", FULL, sides=("answer",)),)
"""The answer contains the front."""


def survey(engine: Engine, url: str, client: str, theme: str, passes: Sequence[Pass] = EVERY_WIDTH) -> list[Finding]:
    """Load the page of a client once and swap each card in, as a reviewer does."""
    engine.prefer("light" if theme == "night" else "dark")  # the client decides, never the system
    engine.open(f"{url}/host/{client}/{theme}")
    cards = engine.ask("return await lab.open()")
    place = f"{engine.name}, {client}, {theme}"
    found: list[Finding] = []
    states = 0
    for way in passes:
        engine.size(way.width)
        job = {"depth": way.depth, "zoom": way.zoom, "sides": way.sides}
        result = engine.ask("return await lab.run(value)", job)
        assert result["width"] == way.width
        states += result["states"]
        found += [Finding(*each[:3], f"{place}, {way}", each[3]) for each in result["findings"]]
    assert states == cards * sum(len(way.sides) for way in passes)
    outside = [each for each in engine.asked if not each.startswith((url, "data:", "blob:", "about:"))]
    found += [Finding("offline", "some card", "", place, each) for each in outside]
    if not found:
        found += [Finding("console", "some card", "", place, each) for each in engine.told]
    return found


def report(found: Sequence[Finding]) -> str:
    """Findings for people: how many of each check, then the first of each."""
    lines = [f"{n} × {check}" for check, n in Counter(each.check for each in found).most_common()]
    shown: Counter[str] = Counter()
    for each in found:
        shown[each.check] += 1
        if shown[each.check] <= 6:
            lines.append(str(each))
    return "\n".join(lines)
