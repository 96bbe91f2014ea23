"""Every card in the browser engines that learners use; skipped, with install instructions, if there are none."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from anki_export.deck.note_type import Style, style
from tests.engines import chromium, hosts, webkit
from tests.engines.cards import Card, Shelf, representative, shelf
from tests.engines.designs import DEFECTS, EXAMPLES, TABLE
from tests.engines.survey import AXE, EVERY_WIDTH, Engine, Pass, report, survey
from tests.support.engines import need


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf(tmp_path_factory.mktemp("shelf")) as someone:
        yield someone


@pytest.fixture(scope="session")
def site(collection: Shelf) -> Iterator[str]:
    """The address at which all cards are served."""
    with hosts.served(collection.cards(), collection.media) as url:
        yield url


@pytest.fixture(scope="session")
def shapes(collection: Shelf) -> Iterator[str]:
    """The address at which one card of each shape is served."""
    with hosts.served(representative(collection.cards()), collection.media) as url:
        yield url


@pytest.fixture(scope="session")
def start(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Engine]]:
    """Start an engine, once for all tests of a process."""
    running: dict[str, Engine] = {}
    with ExitStack() as stack:

        def engine(name: str) -> Engine:
            need(name, fonts=True)
            if name not in running and name == "chromium":
                running[name] = chromium.opened(request.getfixturevalue("browser"))
            elif name not in running:
                running[name] = stack.enter_context(webkit.started())
            return running[name]

        yield engine


Start = Callable[[str], Engine]


CLIENTS = [*(("chromium", client) for client in hosts.CLIENTS), ("webkit", "ios")]


@pytest.mark.parametrize("theme", hosts.THEMES)
@pytest.mark.parametrize(("engine", "client"), CLIENTS)
def test_a_card_of_each_shape_is_sound_in_every_client_at_every_width(
    start: Start, request: pytest.FixtureRequest, engine: str, client: str, theme: str
) -> None:
    page = start(engine)
    found = survey(page, request.getfixturevalue("shapes"), client, theme)
    assert not found, report(found)


@pytest.mark.parametrize(("engine", "client", "theme"), [("chromium", "droid", "light"), ("webkit", "ios", "night")])
def test_every_card_is_sound_on_a_small_screen(
    start: Start, request: pytest.FixtureRequest, engine: str, client: str, theme: str
) -> None:
    """What differs from card to card of a shape is its text: what does not fit is seen where there is least room."""
    page = start(engine)
    found = survey(page, request.getfixturevalue("site"), client, theme, SMALL)
    assert not found, report(found)


@pytest.mark.parametrize("theme", hosts.THEMES)
@pytest.mark.parametrize(("engine", "client"), [("chromium", "droid"), ("webkit", "ios")])
def test_a_card_of_each_shape_is_free_of_violations_of_wcag(
    start: Start, request: pytest.FixtureRequest, engine: str, client: str, theme: str
) -> None:
    page = start(engine)
    found = survey(page, request.getfixturevalue("shapes"), client, theme, AXE)
    assert not found, report(found)


SMALL = (Pass("full", 320), EVERY_WIDTH[-1])
BRIEF = (Pass("full", 320), Pass("layout", 1280), EVERY_WIDTH[-1])


def example(collection: Shelf, part: str, design: Style | None = None) -> Card:
    """The card of the gallery that shows a defect."""
    (card,) = collection.cards(design, lambda name: name.startswith("Gallery") and part in name)
    return card


@pytest.mark.parametrize("engine", ["chromium", "webkit"])
def test_each_broken_design_is_caught_by_the_check_that_is_meant_for_it(
    start: Start, request: pytest.FixtureRequest, engine: str
) -> None:
    """All that share a client and a theme are served together, before sound cards in which nothing may be caught."""
    page = start(engine)
    collection: Shelf = request.getfixturevalue("collection")
    sound = {part: example(collection, part) for part in EXAMPLES}
    groups: dict[tuple[str, str, bool], dict[str, Card]] = {}
    for name, defect in DEFECTS.items():
        broken = defect.card(example(collection, defect.on, defect.style(style())))
        assert broken != sound[defect.on], f"{name} changes nothing"
        if engine in defect.engines:
            group = ("ios" if engine == "webkit" else defect.client, defect.theme, defect.check == "axe")
            groups.setdefault(group, {})[name] = replace(broken, name=name)
    caught: dict[str, set[str]] = {}
    for (client, theme, axe), broken_cards in groups.items():
        cards = [*broken_cards.values(), *(sound[part] for part in {DEFECTS[name].on: 1 for name in broken_cards})]
        with hosts.served(cards, collection.media) as url:
            for each in survey(page, url, client, theme, AXE if axe else BRIEF):
                caught.setdefault(each.card, set()).add(each.check)
    wanted = {name: defect.check for name, defect in DEFECTS.items() if engine in defect.engines}
    assert {name: caught.get(name) for name, check in wanted.items() if check not in caught.get(name, ())} == {}
    assert {card.name: caught[card.name] for card in sound.values() if card.name in caught} == {}


def test_arrow_keys_move_a_wide_table(start: Start, request: pytest.FixtureRequest) -> None:
    page = start("chromium")
    assert isinstance(page, chromium.Chromium)
    collection: Shelf = request.getfixturevalue("collection")
    with hosts.served([example(collection, TABLE)], collection.media) as url:
        page.open(f"{url}/host/droid/light")
        page.size(390)
        page.ask("await lab.open(); await lab.show(0, 'answer'); document.querySelector('.iq-scroll').focus()")
        page.press("ArrowRight")
        moved = """
            const table = document.querySelector('.iq-scroll');
            for (let i = 0; i < 100 && !table.scrollLeft; i++) await new Promise(done => setTimeout(done, 20));
            return table.scrollLeft"""
        assert page.ask(moved) > 0


def test_each_check_has_a_broken_design_to_catch() -> None:
    checks = re.findall(r"^  '?([\w-]+)'?: \{ ", (hosts.HERE / "checks.js").read_text(), re.MULTILINE)
    assert len(checks) > 20
    assert {*checks, "axe", "console"} == {defect.check for defect in DEFECTS.values()}
