"""Small sites of three generators, each in a folder of one server, and a browser that visits them."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.project import ROOT

OTHERS = ROOT / ".venv-sites/bin"
"""Generators that are no dependencies of the tests: `make .venv-sites/installed`."""
PALETTE = """
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
  features: [navigation.instant]
  font: false
"""
CONFIG = """
site_name: Questions
docs_dir: docs
not_in_nav: /decks/
extra_javascript: [decks/anki-export.js]
markdown_extensions: [admonition, pymdownx.details, pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}]
"""


@dataclass(frozen=True)
class Generator:
    """A program that makes a site of a folder of pages."""

    name: str
    program: Path
    theme: str = ""
    options: tuple[str, ...] = ("--quiet", "--strict")

    def need(self) -> None:
        """Skip where the program is missing; ANKI_EXPORT_SITES=1 makes that a failure."""
        if not self.program.exists():
            told = f"no site is built with {self.name}; to install: make .venv-sites/installed"
            pytest.fail(told) if os.environ.get("ANKI_EXPORT_SITES") else pytest.skip(told)

    def build(self, root: Path, server: str, directory_urls: bool, plugins: str = "") -> str:
        """The address of the site with the pages in root/docs; raises AssertionError for any warning."""
        name = f"{self.name}-{'folders' if directory_urls else 'files'}"
        theme = f"theme:\n{f'  name: {self.theme}' if self.theme else ''}{PALETTE}"
        urls = f"site_url: {server}{name}/\nuse_directory_urls: {str(directory_urls).lower()}\nsite_dir: {name}\n"
        (root / f"{name}.yml").write_text(CONFIG + theme + urls + plugins)
        command = [str(self.program), "build", "--config-file", f"{name}.yml", *self.options]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0 and "warning" not in (run.stdout + run.stderr).lower(), run.stdout + run.stderr
        return f"{server}{name}/"


GENERATORS = (
    Generator("mkdocs", Path(sys.executable).parent / "mkdocs", "material"),
    Generator("properdocs", OTHERS / "properdocs", "materialx"),
    Generator("zensical", OTHERS / "zensical", options=()),
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


PROBLEMS = """
async () => {
  const ours = [".anki-export, .anki-button, .anki-copy", "article ul:has(a[href$=apkg])", "details:not([class])"];
  const include = ours.filter((part) => document.querySelector(part)).map((part) => [part]);
  if (!include.length) return []; // else it would look at all of the page
  const { violations } = await axe.run({ include }, { runOnly: ["wcag2a", "wcag2aa"] });
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}
"""


WIDE = """
[...document.querySelectorAll("article *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName} ${one.textContent}`)
"""


@dataclass(frozen=True)
class Visit:
    """A tab of a browser that shows a site; `told` collects complaints, and requests of anything else."""

    page: Any
    site: str
    told: list[str]

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def buttons(self) -> list[str]:
        return [link.text_content() for link in self.page.query_selector_all(".anki-export a[download]")]

    def problems(self) -> list[str]:
        """What is not readable in what we add to a page, with all details open, or does not fit on the screen."""
        import axe_playwright_python

        self.page.evaluate("document.querySelectorAll('article details').forEach((one) => (one.open = true))")
        if wide := self.page.evaluate(WIDE):
            return [f"wider than the screen: {name}" for name in wide]
        self.page.evaluate(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text())
        return list(self.page.evaluate(PROBLEMS))

    def links(self) -> set[str]:
        """Where the content of the page links to on the site, relative to it."""
        found = self.page.eval_on_selector_all("article a[href]", "links => links.map((link) => link.href)")
        return {link.removeprefix(self.site) for link in found if link.startswith(self.site)}

    def download(self, selector: str) -> tuple[str, bytes]:
        """Click, and return the name and the content of what is downloaded."""
        with self.page.expect_download() as found:
            self.page.click(selector)
        return found.value.suggested_filename, Path(found.value.path()).read_bytes()


@contextmanager
def visit(browser: Any, site: str, **options: Any) -> Iterator[Visit]:
    """A tab for a site."""
    context = browser.new_context(**options)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((site, "data:")) else told.append(asked.url))
    yield Visit(page, site, told)
    context.close()
