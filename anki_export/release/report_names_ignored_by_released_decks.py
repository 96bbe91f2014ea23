"""Report names in pages and settings that can't change those of released decks."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.lock import Lock
from anki_export.release.match_questions_to_cards import Placement
from anki_export.release.name_decks import parent_in
from anki_export.release.stable_page_topics import Topic, is_same_topic
from anki_export.source.pages_and_questions import Question

START_OVER = (
    "build with --start-over: learners who have the decks then get every card a second time, as new and without"
    " reviews, and no more updates for the cards they have"
)
"""What to tell an author about starting with a new lock."""


class NameSettings(Struct, frozen=True):
    """The settings that name decks."""

    parent: str | None = None
    """None if it is not set."""
    bundle: str = "none"
    places: Mapping[str, Location] = {}
    """The location of each setting that is set."""
    other_topics: Callable[[Question], Collection[str]] = lambda question: ()
    """The topics that the page of a question would have with other values of `deck_by`."""
    own_topic: Callable[[Question], str] = lambda question: ""
    """The topic that the page of a question names itself."""


def ignored_renames(
    kept: Mapping[str, Topic], placement: Placement, lock: Lock, settings: NameSettings, lock_path: str
) -> Iterator[Diagnostic]:
    """Report pages that name another topic than was released, and settings that were changed later.

    `kept` has the topics of such pages. What only a setting is the reason for is one message, at the setting.
    """
    pages: dict[str, list[Question]] = {page: [] for page in kept}
    levels: dict[str, Counter[str]] = {page: Counter() for page in kept}
    for question, card, _ in placement.placed if kept else ():
        if question.page in kept:
            pages[question.page].append(question)
            if card and not card.retired and lock.decks[card.deck].tag == kept[question.page].tag:
                levels[question.page][lock.decks[card.deck].level] += 1
    by_setting = 0
    is_set = "deck_by" in settings.places  # else it was not changed, or there is no place to report it at
    for page, topic in kept.items():
        first = pages[page][0]
        if is_set and any(is_same_topic(topic.name, other) for other in settings.other_topics(first)):
            by_setting += 1
        elif first.format != "title" or not is_same_topic(topic.name, settings.own_topic(first)):
            # Else the page was released before its folder was read as one.
            yield _renamed(first, topic, levels[page])
    if by_setting:
        pages_keep = "1 released page keeps its own" if by_setting == 1 else f"{by_setting} released pages keep theirs"
        yield _without_effect("deck_by", f"`deck_by` applies to new decks; {pages_keep}", settings, lock_path)
    yield from _parent_kept(lock, settings, lock_path)


def _renamed(question: Question, topic: Topic, levels: Counter[str]) -> Diagnostic:
    """What restores the released topic, and the level if the page had it in its title."""
    now = question.level.name if question.level else ""
    level = levels.most_common(1)[0][0] if levels else now
    remedy = f"set `topic: {topic.name}`{f' and `level: {level}`' * (level not in ('', now))} in the front matter"
    if now and not level:
        remedy += f", and remove the level {now} from title and path"
    return Diagnostic(
        Location(question.location.path, 1, 1),
        Rule.DECK_RENAMED,
        f"topic is now {question.topic!r} but was released as {topic.name!r}; the deck keeps its name",
        f"{remedy}: in Anki, a renamed deck is a second deck",
    )


def _parent_kept(lock: Lock, settings: NameSettings, lock_path: str) -> Iterator[Diagnostic]:
    """Report a parent that released decks, or the bundle named after it, do not have."""
    parent = settings.parent
    if parent is None or "parent" not in settings.places:
        return
    in_use = {card.deck for card in lock.cards if not card.retired}
    decks = [lock.decks[slug] for slug in in_use]
    others = sum(parent_in(deck) != (parent if parent != deck.topic else "") for deck in decks)
    bundle = lock.bundles.get("") if settings.bundle != "none" else None
    found = [f"{others} released deck{'s' * (others > 1)}"] if others else []
    found += [f"the bundle {bundle.name!r}"] if bundle and parent not in ("", bundle.name) else []
    if found:
        keep = "keeps its name" if len(found) == 1 and others < 2 else "keep their names"
        message = f"`parent` applies to new decks and bundles; {' and '.join(found)} {keep}"
        yield _without_effect("parent", message, settings, lock_path)


def _without_effect(name: str, message: str, settings: NameSettings, lock_path: str) -> Diagnostic:
    hint = f"to give all decks new names, move {lock_path} elsewhere and {START_OVER}"
    return Diagnostic(settings.places[name], Rule.SETTING_IN_VAIN, message, hint)
