"""Tell a story in a run of Anki: a generator that yields what it waits for. Its report is written when it ends."""

import json
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aqt import gui_hooks, mw
from aqt.qt import QTimer

PATIENCE = 20
"""Seconds until a wait is given up."""
TICK = 5
"""Milliseconds between two looks at what the story waits for."""

Story = Iterator[Callable[[], object]]


def pause(seconds: float) -> Story:
    end = time.monotonic() + seconds
    yield lambda: time.monotonic() > end


class Teller:
    """Goes on with the story whenever what it waits for is true."""

    def __init__(self, story: Story, report: dict[str, Any], out: Path, at_end: Callable[[], None]) -> None:
        self.story, self.report, self.out, self.at_end = story, report, out, at_end
        self.condition: Callable[[], object] = lambda: True
        self.since = time.monotonic()
        self.timer = QTimer(mw)
        self.timer.timeout.connect(self.tick)
        gui_hooks.main_window_did_init.append(lambda: self.timer.start(TICK))

    def tick(self) -> None:
        try:
            while self.condition():
                self.condition = next(self.story)
                self.since = time.monotonic()
            if time.monotonic() - self.since > PATIENCE:
                raise TimeoutError("".join(traceback.format_stack(self.story.gi_frame)))
        except StopIteration:
            self.end()
        except Exception:
            self.end(traceback.format_exc())

    def end(self, error: str = "") -> None:
        self.timer.stop()
        self.report["error"] = error
        self.at_end()
        (self.out / "report.json").write_text(json.dumps(self.report, indent=1))
        mw.unloadProfileAndExit()


def tell(story: Story, report: dict[str, Any], out: Path, at_end: Callable[[], None] = lambda: None) -> None:
    """Begin when Anki's window is there; `at_end` is called before Anki quits."""
    mw.teller = Teller(story, report, out, at_end)  # an object that nothing holds would be gone
