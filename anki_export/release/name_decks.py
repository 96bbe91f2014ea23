"""Name the decks: each topic has one for each of its levels, or one without a level, and all can be below a parent.
Quizzes have separate decks, below that of their topic and level.

A released topic keeps its place: a new level of it goes beside the others, whatever the settings say now. New topics
go below the parent that the settings name, else to where most released topics are. A first release puts its decks below
the name of the site if there are several topics and most pages have no level: a learner gets one tree instead of ninety
decks at the top. A single topic goes below the name that the project gives itself if it has no word of that: "The
first evening" alone does not say what about.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from anki_export.release.lock import Deck, Lock
from anki_export.release.stable_page_topics import Topic
from anki_export.source.pages_and_questions import Level, Question
from anki_export.text.deck_names_and_slugs import shortened, slug

_MAX_LEVEL_BYTES = 50
"""Maximum length of a level in a file name, in bytes."""


def decks_of(
    questions: Sequence[Question],
    topics: Mapping[str, Topic],
    lock: Lock,
    *,
    parent: str | None,
    site_name: str,
    own_name: str,
) -> list[Deck]:
    """For each question its deck: an existing one, or a new one without a version.

    `topics` has the topic of each page; `parent` is the setting, None if it is not set; `own_name` is the name of the
    site without that of a folder.
    """
    parents = {deck.tag: parent_in(deck) for deck in lock.decks.values()}
    if parent is None:
        released = {Topic(deck.topic, deck.tag, deck.language) for deck in lock.decks.values()}
        found = {topics[question.page] for question in questions} | released
        have_levels = all(question.level for question in questions)
        parent = _usual_parent(found, parents, site_name, own_name) if len(parents) > 1 or not have_levels else ""
    known = {(deck.tag, deck.level, deck.part): deck for deck in lock.decks.values()}
    taken = {*lock.decks, *(bundle.slug for bundle in lock.bundles.values())}
    decks = []
    for question in questions:
        topic, level, part = topics[question.page], question.level, question.part
        level_name = level.name if level else ""
        if (topic.tag, level_name, part) not in known:
            free = "-".join(filter(None, (topic.tag, shortened(slug(level_name), _MAX_LEVEL_BYTES), slug(part))))
            while free in taken:  # `git` at level `Senior Staff`, and `git-senior` at `Staff`
                free += "-2"
            taken.add(free)
            name = name_of(topic.name, level, part, parents.get(topic.tag, parent))
            known[topic.tag, level_name, part] = Deck(
                free, name, topic.name, level_name, topic.tag, "", "", part, language=topic.language
            )
        decks.append(known[topic.tag, level_name, part])
    return decks


def name_of(topic: str, level: Level | None, part: str = "", parent: str = "") -> str:
    """The name of a new deck.

    >>> name_of("Git", Level("Basics", 1), "Quiz", "Tools"), name_of("Git", None), name_of("Git", None, parent="Git")
    ('Tools::Git::1 Basics::Quiz', 'Git', 'Git')
    """
    base = topic if parent in ("", topic) else f"{parent}::{topic}"
    return "::".join([base, *([f"{level.ordinal} {level.name}"] if level else []), *filter(None, [part])])


def parent_in(deck: Deck) -> str:
    """The parent in the name of a released deck, or an empty string."""
    base = deck.name.removesuffix(f"::{deck.part}")
    base = base.rpartition("::")[0] if deck.level else base
    return base.removesuffix(deck.topic).removesuffix("::") if base.endswith(f"::{deck.topic}") else ""


def _usual_parent(topics: Set[Topic], released: Mapping[str, str], site_name: str, own_name: str) -> str:
    """The parent of new topics; `topics` are all, `released` has the parents of those that are released."""
    if len(released) > 1:  # one topic alone does not show where others belong
        return Counter(released.values()).most_common(1)[0][0]
    if len({topic.in_all_languages for topic in topics}) > 1:
        return site_name
    words = {word for topic in topics for word in slug(topic.name).split("-")}
    return own_name if words.isdisjoint(slug(own_name).split("-")) else ""
