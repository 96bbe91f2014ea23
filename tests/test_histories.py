"""What a learner keeps over random histories of a site; `python -m tests.simulation` runs many of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.simulation import history
from tests.simulation.checks import after_build, cards_are_kept_and_not_exchanged
from tests.simulation.model import Deleted, Layout, Page, Question, Site, places
from tests.simulation.promise import last_places, must_keep, must_stop
from tests.simulation.texts import Text


@pytest.mark.parametrize("seed", range(1, 13))
def test_a_learner_keeps_what_the_text_could_keep(seed: int, tmp_path: Path) -> None:
    record = history.run(seed, tmp_path)
    assert not record.accounts, "\n".join(record.accounts)


def test_a_seed_gives_the_same_history(tmp_path: Path) -> None:
    assert history.run(5, tmp_path / "first") == history.run(5, tmp_path / "second")


def question(identity: int, prompt: str, answer: str) -> Question:
    return Question(identity, Text(prompt, "", answer, "It is so", True))


def page(name: str, *questions: Question) -> Page:
    return Page(name, "", name.capitalize(), Layout.BLOCKS, questions)


TAG, BRANCH = question(1, "What is a tag?", "A name"), question(2, "What is a branch?", "A line")
YES, NO = question(3, "Is it thread-safe?", "Yes"), question(4, "Is it thread-safe?", "No")
OTHER_YES = replace(YES, identity=5)
BEFORE = Site(False, (page("git", TAG, BRANCH, YES), page("shell", NO)))


def problems(after: Site, cards: dict[int, str]) -> list[str]:
    """What is wrong where these questions have these cards after a step."""
    before = after_build(BEFORE, {identity: f"card {identity}" for identity in places(BEFORE)})
    return [problem.kind for problem in cards_are_kept_and_not_exchanged(before, after_build(after, cards, before))]


def test_a_moved_question_with_a_new_card_is_lost() -> None:
    after = Site(False, (page("git", BRANCH, YES), page("shell", NO, TAG)))
    cards = {1: "card 1", 2: "card 2", 3: "card 3", 4: "card 4"}
    assert problems(after, cards) == []
    assert problems(after, cards | {1: "new"}) == ["lost"]


def test_a_question_with_the_card_of_another_is_wrong() -> None:
    sibling = question(6, "What is a flag?", "A sign")
    after = Site(False, (page("git", sibling, BRANCH, YES), page("shell", NO)))
    cards = {6: "new", 2: "card 2", 3: "card 3", 4: "card 4"}
    assert problems(after, cards) == []
    assert problems(after, cards | {6: "card 1"}) == ["wrong"]


def test_generic_prompts_may_not_exchange_their_cards() -> None:
    after = Site(False, (page("git", TAG, BRANCH), page("shell", NO), page("bash", YES)))
    assert problems(after, {1: "card 1", 2: "card 2", 3: "card 4", 4: "card 3"}) == ["lost", "lost", "wrong", "wrong"]


def test_what_no_text_can_tell_is_not_demanded() -> None:
    before = Site(False, (page("git", YES), page("shell", OTHER_YES)))
    after = Site(False, (page("bash", YES), page("fish", OTHER_YES)))
    assert must_keep(before, after, last_places({}, before)) == set()
    assert must_keep(before, before, last_places({}, before)) == {3, 5}


def test_a_question_that_returns_must_get_its_card() -> None:
    without = Site(False, (page("git", BRANCH, YES), page("shell", NO)), (Deleted("source/git.md", TAG),))
    last = last_places(last_places({}, BEFORE), without)
    assert 1 in must_keep(without, BEFORE, last)


@pytest.mark.parametrize(
    ("cards", "retired", "stops"), [(5, 3, True), (5, 2, False), (4, 4, False), (12, 6, False), (12, 7, True)]
)
def test_a_build_stops_that_retires_more_than_half_of_a_page(cards: int, retired: int, stops: bool) -> None:
    asked = [question(i, f"What is {i}?", "A number") for i in range(cards)]
    others = [question(100 + i, f"What is {100 + i}?", "A number") for i in range(20)]
    assert must_stop(Site(False, (page("git", *asked), page("shell", *others))), set(range(retired))) is stops
