"""Debian's Chromium, driven by the playwright wheel."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .hosts import HEIGHT

ARGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    " --disable-default-apps --no-first-run --mute-audio --disable-features=Translate,MediaRouter,OptimizationHints"
).split()


class Chromium:
    """One page; `asked` and `told` collect requests and complaints."""

    name = "chromium"

    def __init__(self, page: Any) -> None:
        self._page = page
        self.asked: list[str] = []
        self.told: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda line: self.told.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.told.append(str(error)))

    def open(self, url: str) -> None:
        self.asked.clear()
        self.told.clear()
        self._page.goto(url)

    def prefer(self, scheme: str) -> None:
        self._page.emulate_media(color_scheme=scheme)

    def size(self, width: int, height: int = HEIGHT) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def ask(self, code: str, value: object = None) -> Any:
        """The value of the body of an async function in the page; its argument is called `value`."""
        return self._page.evaluate(f"async value => {{ {code} }}", value)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def picture(self, path: Path) -> None:
        self._page.screenshot(path=str(path), full_page=True)


def missing() -> list[str]:
    """What to install, if something is missing."""
    import importlib.util

    wheel = [] if importlib.util.find_spec("playwright") else ["pip install playwright"]
    return wheel + ([] if shutil.which("chromium") else ["apt install chromium"])


@contextmanager
def launched() -> Iterator[Any]:
    """A browser; a process can have one at a time, since playwright keeps the thread's event loop."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        yield browser
        browser.close()


def opened(browser: Any) -> Chromium:
    """A page of a phone's sharpness in a browser."""
    page = browser.new_page(device_scale_factor=2)
    page.set_default_timeout(120_000)
    return Chromium(page)


@contextmanager
def started() -> Iterator[Chromium]:
    """A page in a new browser."""
    with launched() as browser:
        yield opened(browser)
