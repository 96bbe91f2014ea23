"""What `publish` writes works on sites of three generators: the download page, the packages and the buttons."""

import os
import queue
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.support.project import NOON, Project, block
from tests.support.sites import GENERATORS, Generator, Visit, served, visit

BUTTONS = {
    "": [],
    "about": [],
    "git/basics": ["Anki deck · 2 cards · 1.0.0"],
    "git/advanced": ["Anki deck · 1 card · 1.0.0"],
    "übung eins/grundlagen": ["Anki deck · 1 card · 1.0.0"],
    "long": ["Anki deck · 1 card · 1.0.0"],
    "decks": [],
}
"""What the button on each page says; `git/advanced` is the index of a folder."""
LONG = "donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
PACKAGES = ("git-basics-1.0.0.apkg", "git-advanced-1.0.0.apkg", f"{LONG}-1.0.0.apkg", "übung-basics-1.0.0.apkg")
Built = Callable[[Generator, bool], str]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Pages of a site whose decks are published below them."""
    project = Project(tmp_path_factory.mktemp("sites"), NOON)
    project.write("mkdocs.yml", "site_name: Questions\n")
    project.write("anki-export.toml", 'publish = "docs/decks"\n')
    project.write("docs/index.md", "# Start\n\n[Basics](git/basics.md)\n")
    project.write("docs/about.md", "# About\n\n[Basics](git/basics.md)\n")
    basics = (block("What is a branch?"), block("What is a tag?"))
    project.write("docs/git/basics.md", "# Git - Basics\n\n[About](../about.md)\n\n" + "\n\n".join(basics))
    project.write("docs/git/advanced/index.md", "# Git - Advanced\n\n" + block("What does `{{ x }}` cost: $5 or *6*?"))
    project.write("docs/übung eins/grundlagen.md", "---\ntopic: Übung\n---\n\n# Übung\n\n" + block("Was ist ein Ast?"))
    project.write("docs/long.md", f"---\ntopic: {LONG}\n---\n\n# Long\n\n" + block("What is this?"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        assert project.run("publish").exit_code == 0
    return project


@pytest.fixture(scope="module")
def server(source: Project) -> Iterator[str]:
    with served(source.root) as address:
        yield address


@pytest.fixture(scope="module")
def built(source: Project, server: str) -> Built:
    """Builds a site once, and returns its address."""
    return cache(lambda generator, directory_urls: generator.build(source.root, server, directory_urls))


def address(page: str, directory_urls: bool) -> str:
    """The address of a page, relative to that of the site."""
    if directory_urls or not page:
        return f"{page}/".removeprefix("/")
    return f"{page}/index.html" if page in ("git/advanced", "decks") else f"{page}.html"


@pytest.mark.parametrize("directory_urls", [True, False], ids=["folders", "files"])
@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.name)
def test_buttons_and_download_page_download_the_packages_byte_for_byte(
    browser: Any, source: Project, built: Built, generator: Generator, directory_urls: bool
) -> None:
    generator.need()
    packages = {name: (source.root / "decks" / name).read_bytes() for name in PACKAGES}
    with visit(browser, built(generator, directory_urls)) as tab:
        for page, says in BUTTONS.items():
            tab.open(address(page, directory_urls))
            assert tab.buttons() == says, page
            if page == "übung eins/grundlagen":
                assert tab.download(".anki-export a") == (PACKAGES[-1], packages[PACKAGES[-1]])
        links = [link.get_attribute("href") for link in tab.page.query_selector_all("li a[href$='.apkg']")]
        assert [tab.download(f"li a[href='{link}']") for link in links] == list(packages.items())
        assert tab.told == []


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.name)
def test_instant_navigation_keeps_one_button_on_pages_that_have_a_deck(
    browser: Any, built: Built, generator: Generator
) -> None:
    generator.need()
    with visit(browser, built(generator, True)) as tab:
        tab.open("")
        tab.page.wait_for_load_state("networkidle")  # until it has the list of pages, the theme loads them as usual
        tab.page.evaluate("window.isSame = true")

        def follow(link: str, to: str) -> list[str]:
            tab.page.click(f"article a[href*='{link}']")
            tab.page.wait_for_url(f"**/{to}/")
            tab.page.wait_for_selector(f"article h1:has-text('{to.rpartition('/')[2]}')")
            assert tab.page.evaluate("window.isSame"), "the page was loaded, not replaced"
            return tab.buttons()

        assert follow("basics", "git/basics") == BUTTONS["git/basics"]
        assert tab.download(".anki-export a")[0] == "git-basics-1.0.0.apkg"
        assert follow("about", "about") == []
        assert follow("basics", "git/basics") == BUTTONS["git/basics"]
        assert tab.told == []


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.name)
def test_download_page_and_button_are_readable_on_a_phone_and_in_dark_mode(
    browser: Any, built: Built, generator: Generator, tmp_path: Path
) -> None:
    generator.need()
    for scheme in ("light", "dark"):
        options = {"color_scheme": scheme, "viewport": {"width": 320, "height": 640}}
        with visit(browser, built(generator, True), **options) as tab:
            for page in ("decks/", "git/basics/"):
                tab.open(page)
                assert tab.problems() == [], (page, scheme)


SCRIPT = '<script src="/plain/decks/anki-export.js?v=1"></script>'
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">"


@contextmanager
def plain(browser: Any, source: Project, server: str, html: str, page: str = "git/advanced") -> Iterator[Visit]:
    """A page of no generator, which allows only scripts of its site."""
    source.write(f"plain/{page}/index.html", html.replace("<head>", f"<!doctype html><head>{POLICY}"))
    source.write("plain/decks/anki-export.js", (source.root / "docs/decks/anki-export.js").read_bytes())
    with visit(browser, f"{server}plain/") as tab:
        tab.open(f"{quote(page)}/")
        yield tab


@pytest.mark.parametrize(
    ("html", "says"),
    [
        (f'<html lang="en"><head>{SCRIPT}<main><h1>A</h1>', ["Anki deck · 1 card · 1.0.0"]),
        (f'<html lang="de-AT"><head>{SCRIPT}<main><h1>A</h1>', ["Anki-Stapel · 1 Karte · 1.0.0"]),
        (f'<html lang="xx"><head>{SCRIPT}{SCRIPT}<main><h1>A</h1>', ["Anki deck · 1 card · 1.0.0"]),
        (f"<html><head><body><div role=main><p>A</div>{SCRIPT}", ["Anki deck · 1 card · 1.0.0"]),
        (f"<html><head>{SCRIPT}<body><p>A", []),
    ],
    ids=["English", "German", "twice", "no heading", "no content"],
)
def test_the_script_works_on_any_page_under_a_strict_policy(
    browser: Any, source: Project, server: str, html: str, says: list[str]
) -> None:
    with plain(browser, source, server, html) as tab:
        assert (tab.buttons(), tab.told) == (says, [])


GAP = """
() => {
  const buttons = document.querySelector(".anki-export");
  buttons.append(buttons.firstElementChild.cloneNode(true));
  const [first, second] = [...buttons.children].map((button) => button.getBoundingClientRect());
  return Math.max(second.left - first.right, second.top - first.bottom);
}
"""


@pytest.mark.parametrize("width", [1000, 200], ids=["side by side", "in a column"])
def test_two_buttons_do_not_touch(browser: Any, source: Project, server: str, width: int) -> None:
    with plain(browser, source, server, f"<html><head>{SCRIPT}<main><h1>A</h1>") as tab:
        tab.page.set_viewport_size({"width": width, "height": 640})
        assert tab.page.evaluate(GAP) >= 8


@pytest.mark.parametrize("page", ["constructor", "100%", "git"])
def test_a_page_that_has_no_deck_has_no_button(browser: Any, source: Project, server: str, page: str) -> None:
    with plain(browser, source, server, f"<html><head>{SCRIPT}<main><h1>A</h1>", page) as tab:
        assert (tab.buttons(), tab.told) == ([], [])


def test_the_script_works_without_a_server(browser: Any, source: Project) -> None:
    html = '<html lang="en"><head><script src="../decks/anki-export.js"></script><main><h1>A</h1>'
    page = source.write("disk/git/basics.html", html)
    source.write("disk/decks/anki-export.js", (source.root / "docs/decks/anki-export.js").read_bytes())
    with visit(browser, page.as_uri()) as tab:
        tab.open("")
        assert tab.buttons() == BUTTONS["git/basics"]


def test_a_watching_generator_does_not_rebuild_when_nothing_changed(
    source: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = GENERATORS[0]
    monkeypatch.chdir(source.root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [generator.program, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    lines: queue.Queue[str] = queue.Queue()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    threading.Thread(target=lambda: [lines.put(line) for line in process.stderr or ()], daemon=True).start()

    def tells(words: str, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                if words in lines.get(timeout=left):
                    return True
            except queue.Empty:
                break
        return False

    try:
        assert tells("Serving on", 30)
        assert source.run("publish").output.count("Nothing changed") == 2
        assert not tells("Detected file changes", 1.5)
        source.write("docs/decks/photo.txt", "a change")
        assert tells("Detected file changes", 10)
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()
        (source.root / "docs/decks/photo.txt").unlink(missing_ok=True)


def test_a_page_loads_the_one_table_that_has_its_deck(browser: Any, source: Project, server: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(source.root)
        patch.setattr("anki_export.publish.download_button_script._LARGE", 80)
        assert source.run("publish", "divided/decks").exit_code == 0
    html = f"<!doctype html><head>{POLICY}<script src='/divided/decks/anki-export.js'></script><main><h1>A</h1>"
    script = source.root / "divided/decks/anki-export.js"
    script.write_text(script.read_text().replace('ROOT = "../../docs/"', 'ROOT = "../"'))
    for page in ("git/basics", "übung eins/grundlagen", "about"):
        source.write(f"divided/{page}/index.html", html)
        with visit(browser, f"{server}divided/") as tab:
            loaded: list[str] = []
            tab.page.on("request", lambda asked, loaded=loaded: loaded.append(asked.url.rpartition("/")[2]))
            tab.open(f"{quote(page)}/")
            tab.page.wait_for_load_state("networkidle")
            assert (tab.buttons(), tab.told) == (BUTTONS[page], [])
            assert 1 <= len([name for name in loaded if name.startswith("anki-export-")]) <= 2
