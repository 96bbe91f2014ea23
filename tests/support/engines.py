"""What drawing a card needs."""

import importlib.util
import os

import pytest

from tests.engines import chromium, hosts, webkit


def need(name: str, *, fonts: bool = False) -> None:
    """Skip where the engine is missing, or fonts for many scripts; ANKI_EXPORT_ENGINES=1 makes that a failure."""
    missing = {"chromium": chromium, "webkit": webkit}[name].missing()
    if not hosts.anki_web():
        missing.append("pip install --no-deps aqt")
    if not importlib.util.find_spec("axe_playwright_python"):
        missing.append("pip install axe-playwright-python")
    if fonts and not hosts.has_fonts():
        missing.append("apt install fonts-noto-core")
    if missing:
        told = f"no card is drawn in {name}; to install: {'; '.join(missing)}"
        pytest.fail(told) if os.environ.get("ANKI_EXPORT_ENGINES") else pytest.skip(told)
