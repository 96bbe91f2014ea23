"""What `publish` writes works on sites in two languages, for both layouts of mkdocs-static-i18n and without it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.support.project import NOON, Project, block
from tests.support.sites import GENERATORS, Generator, served, visit

SITE = "https://example.org/sub/"
LAYOUTS = ("folder", "suffix")
PAGES = {
    "index.md": {"en": "# Start\n\n[Basics](git/basics.md)\n", "fr": "# Accueil\n\n[Bases](git/basics.md)\n"},
    "git/basics.md": {"en": ("What is a branch?", "What is a tag?"), "fr": ("Qu'est-ce qu'une branche ?",)},
    "git/advanced/index.md": {"en": ("What is a blob?",), "fr": ("Qu'est-ce qu'un blob ?",)},
    "labs/README.md": {"en": ("What is a lab?",), "fr": ("Qu'est-ce qu'un laboratoire ?",)},
    "only.md": {"en": ("What is a rule?",)},
    "seul.md": {"fr": ("Qu'est-ce qu'une image ?",)},
}
BUTTONS = {
    "": [],
    "fr/": [],
    "git/basics/": ["git-basics-1.0.0.apkg"],
    "git/advanced/": ["git-advanced-1.0.0.apkg"],
    "labs/": ["labs-1.0.0.apkg"],
    "only/": ["make-1.0.0.apkg"],
    "fr/git/basics/": ["git-fr-basics-1.0.0.apkg"],
    "fr/git/advanced/": ["git-fr-advanced-1.0.0.apkg"],
    "fr/labs/": ["labs-fr-1.0.0.apkg"],
    "fr/seul/": ["docker-fr-1.0.0.apkg"],
    "fr/only/": ["make-1.0.0.apkg"],
}
"""The deck of each page by its address; that of `only/` has no translation, so it stands in its place."""
TITLES = {"git/basics.md": "Git - Basics", "git/advanced/index.md": "Git - Advanced", "labs/README.md": "Labs"}
TITLES |= {"only.md": "Make", "seul.md": "Docker"}


def plugins(layout: str) -> str:
    listed = "[{locale: en, default: true, name: English}, {locale: fr, name: Français}]"
    return f"plugins:\n  - i18n:\n      docs_structure: {layout}\n      languages: {listed}\n"


def source_path(layout: str, page: str, language: str) -> str:
    if layout == "folder":
        return f"{language}/{page}"
    return page if language == "en" else page.replace(".md", f".{language}.md")


def project(root: Path, layout: str, config: str) -> Project:
    """A site with a deck on nearly every page, whose decks are published below its pages."""
    site = Project(root, NOON)
    site.write("mkdocs.yml", f"site_name: Questions\nsite_url: {SITE}\n{config}")
    site.write("anki-export.toml", 'publish = "docs/decks"\n')
    for page, texts in PAGES.items():
        for language, text in texts.items():
            questions = "\n\n".join(map(block, text))
            whole = text if isinstance(text, str) else f"# {TITLES[page]}\n\n{questions}\n"
            site.write(f"docs/{source_path(layout, page, language)}", whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(site.root)
        assert site.run("publish").exit_code == 0
    return site


@pytest.fixture(scope="module", params=LAYOUTS)
def source(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Project]:
    """A layout of mkdocs-static-i18n, and pages of it."""
    return request.param, project(tmp_path_factory.mktemp(request.param), request.param, plugins(request.param))


@pytest.fixture(scope="module")
def server(source: tuple[str, Project]) -> Iterator[str]:
    with served(source[1].root) as address:
        yield address


def links_of(decks: Path) -> set[str]:
    """Where cards and the feed lead to, on the site."""
    feed = ElementTree.fromstring((decks / "feed.xml").read_bytes())
    found = {link.get("href") or "" for link in feed.iter("{http://www.w3.org/2005/Atom}link")}
    return {link for link in found if link.startswith(SITE)}


def are_there(links: set[str], site: Path) -> bool:
    """Whether pages and files of a built site are at some addresses."""
    paths = [site / unquote(link.removeprefix(SITE).partition("#")[0]) for link in links]
    return bool(links) and all((path / "index.html").is_file() or path.is_file() for path in paths)


@pytest.mark.parametrize("directory_urls", [True, False], ids=["folders", "files"])
@pytest.mark.parametrize("generator", GENERATORS[:2], ids=lambda generator: generator.name)
def test_each_page_with_a_deck_has_its_button_and_each_link_leads_to_a_page(
    browser: Any, source: tuple[str, Project], server: str, generator: Generator, directory_urls: bool
) -> None:
    generator.need()
    layout, site = source
    address = generator.build(site.root, server, directory_urls, plugins(layout))
    with visit(browser, address) as tab:
        for page, expected in BUTTONS.items():
            place = page if directory_urls or page in ("", "fr/") else f"{page[:-1]}.html"
            if not directory_urls and page.endswith(("labs/", "advanced/")):
                place = f"{page}index.html"
            tab.open(place)
            links = tab.page.query_selector_all(".anki-export a[download]")
            assert [link.get_attribute("download") for link in links] == expected, place
        assert [said for said in tab.told if "404" not in said] == []  # the theme looks for other sitemaps
        if directory_urls:
            links = links_of(site.root / "docs/decks")
            for page in ("decks/", "fr/decks/", "fr/git/basics/", "decks/changelog/"):
                for width in (320, 1280):
                    tab.page.set_viewport_size({"width": width, "height": 640})
                    tab.open(page)
                    assert tab.problems() == [], (page, width)
                links |= {SITE + link for link in tab.links()}
            assert are_there(links, site.root / address.removeprefix(server))


def test_zensical_ignores_the_plugin_and_pages_still_have_their_buttons(
    browser: Any, source: tuple[str, Project], server: str
) -> None:
    zensical = GENERATORS[2]
    zensical.need()
    layout, site = source
    with visit(browser, zensical.build(site.root, server, True, plugins(layout))) as tab:
        for page, texts in PAGES.items():
            for language in texts if page != "index.md" else ():
                path = source_path(layout, page, language).removesuffix(".md")
                tab.open(re.sub(r"(^|/)(index|README)$", "", path) + "/")
                assert len(tab.buttons()) == 1, path
        assert [said for said in tab.told if "404" not in said] == []  # the theme looks for other sitemaps


def test_links_lead_to_pages_that_zensical_publishes(tmp_path: Path) -> None:
    zensical = GENERATORS[2]
    zensical.need()
    site = project(tmp_path, "folder", "")
    site.write("docs/index.md", "# Start\n")
    zensical.build(site.root, "https://example.org/", True)
    assert are_there(links_of(site.root / "docs/decks"), site.root / "zensical-folders")


@pytest.mark.parametrize(
    ("layout", "page", "link", "leads_to"),
    [
        ("folder", "en/git/a.md", "../b.md", "b/"),
        ("folder", "fr/git/a.md", "../b.md#c", "fr/b/#c"),
        ("folder", "fr/git/a.md", "../../en/b.md", "b/"),
        ("folder", "fr/index.md", "index.md", "fr/"),
        ("suffix", "git/a.md", "../b.md", "b/"),
        ("suffix", "git/a.fr.md", "../b.md", "fr/b/"),
        ("suffix", "git/a.fr.md", "../b.fr.md#c", "fr/b/#c"),
        ("suffix", "git/a.en.md", "../README.md", ""),
        ("suffix", "git/a.md", "../v1.2.md", "v1.2/"),
        ("", "git/a.fr.md", "../b.fr.md", "b.fr/"),
        ("", "fr/a.md", "b.md", "fr/b/"),
    ],
)
def test_a_link_between_pages_leads_to_where_the_plugin_publishes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str, page: str, link: str, leads_to: str
) -> None:
    site = Project(tmp_path, NOON)
    site.write("mkdocs.yml", f"site_name: A\nsite_url: {SITE}\n{plugins(layout) if layout else ''}")
    site.write(f"docs/{page}", block("What is it?", f"[There]({link})"))
    monkeypatch.chdir(tmp_path)
    (card,) = json.loads(site.run("list", "--format", "json").stdout)
    assert f'href="{SITE}{leads_to}"' in card["answer"]


def test_a_copy_of_the_script_in_the_folder_of_a_language_finds_the_decks_of_that_language(
    browser: Any, source: tuple[str, Project], server: str
) -> None:
    """As by programs that build a site of each language by itself."""
    site = source[1]
    script = (site.root / "docs/decks/anki-export.js").read_bytes()
    for place in ("copied/", "copied/fr/"):
        site.write(f"{place}decks/anki-export.js", script)
        html = f'<!doctype html><head><script src="/{place}decks/anki-export.js"></script><main><h1>A</h1>'
        site.write(f"{place}git/basics/index.html", html)
    with visit(browser, f"{server}copied/") as tab:
        for page in ("git/basics/", "fr/git/basics/"):
            tab.open(page)
            (link,) = tab.page.query_selector_all(".anki-export a[download]")
            assert [link.get_attribute("download")] == BUTTONS[page]
