"""Which topic a page belongs to: one that was released keeps its name and tag, whatever becomes of titles and folders.

Learners have the deck under its name, so a changed title is reported and not followed. A page may say by four things
what it belongs to: its own cards of earlier builds, its title, its folder, and its questions. Among the topics that
these name, the one whose cards ask most of the page's questions is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.lock import Card, Lock
from anki_export.source.question import Question
from anki_export.text.naming import deck_name, shortened, slug
from anki_export.text.normalize import normalised

_LONGEST = 120
"""Bytes of a tag, which begins the names of files."""
_NAMELESS = "deck"
"""The tag of a topic without letters and digits."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by the name on its decks; `tag` stands in file names and tags."""

    name: str
    tag: str


def topics_of(
    questions: Sequence[Question],
    lock: Lock,
    exists: Callable[[str], bool],
    home_of: Callable[[str], str],
) -> tuple[dict[str, Topic], list[Diagnostic]]:
    """For each page its topic, and where pages disagree.

    `exists` says whether the file of a page path is there, `home_of` gives its folder.
    """
    known = {deck.slug: Topic(deck.topic, deck.tag) for deck in lock.decks.values()}
    pages: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        pages[question.page].append(question)
    past = _Past.of(lock.cards, known, exists, home_of)
    by_title = {deck_name(topic.name)[0]: topic for topic in known.values()}
    by_home: dict[str, Topic] = {}
    found: dict[str, Topic] = {}
    problems: list[Diagnostic] = []
    for page, asked in pages.items():
        first = asked[0]
        topic = past.topic_of(first, [normalised(question.key) for question in asked], by_title)
        if topic is None and first.home in by_home:
            topic = by_home[first.home]
        if topic is None:
            taken = {topic.tag for topic in [*known.values(), *by_title.values(), *by_home.values()]}
            topic = Topic(first.topic, _free_tag(first.topic, taken))
        by_title.setdefault(topic.name, topic)
        by_home.setdefault(first.home, topic)
        if deck_name(topic.name)[0] != first.topic:
            problems.append(_difference(first, topic, topic in known.values()))
        found[page] = topic
    return found, problems


@dataclass(frozen=True, slots=True)
class _Past:
    """What earlier builds tell of pages and folders."""

    by_page: Mapping[str, Topic]
    by_home: Mapping[str, Topic]
    asked_by: Mapping[tuple[str, str], set[Topic]]
    """The topics that asked a normalised question on a page; under the page "" those of pages that are gone."""

    @classmethod
    def of(
        cls,
        cards: Iterable[Card],
        known: Mapping[str, Topic],
        exists: Callable[[str], bool],
        home_of: Callable[[str], str],
    ) -> "_Past":
        counts: dict[str, Counter[Topic]] = defaultdict(Counter)
        homes: dict[str, Counter[Topic]] = defaultdict(Counter)
        asked: dict[tuple[str, str], set[Topic]] = defaultdict(set)
        is_there: dict[str, bool] = {}
        for card in cards:
            if card.retired:
                continue
            topic = known[card.deck]
            counts[card.page][topic] += 1
            homes[home_of(card.page)][topic] += 1
            if card.page not in is_there:
                is_there[card.page] = exists(card.page)
            asked[card.page if is_there[card.page] else "", normalised(card.question)].add(topic)
        return cls(_most(counts), _most(homes), asked)

    def topic_of(self, first: Question, asked: Sequence[str], by_title: Mapping[str, Topic]) -> Topic | None:
        """The topic of the page that `first` is the first question of."""

        scores: Counter[Topic] = Counter()
        for question in asked:
            scores.update({t for page in (first.page, "") for t in self.asked_by.get((page, question), ())})
        named = [self.by_page.get(first.page), by_title.get(first.topic), self.by_home.get(first.home)]
        options = [topic for topic in dict.fromkeys(named) if topic]
        # A renamed folder under a changed title is known by its questions alone.
        options += [t for t in sorted(scores, key=lambda t: t.tag) if t not in options and scores[t] * 2 >= len(asked)]
        return max(options, key=lambda topic: scores[topic], default=None)


def _most(counts: Mapping[str, Counter[Topic]]) -> dict[str, Topic]:
    return {key: counter.most_common(1)[0][0] for key, counter in counts.items()}


def _free_tag(topic: str, taken: Collection[str]) -> str:
    """The topic as a tag; a number tells it from another topic whose tag is the same."""
    tag = shortened(slug(topic), _LONGEST) or _NAMELESS
    numbered = (f"{tag}-{n}" for n in count(2))
    return next(tag for tag in chain([tag], numbered) if tag not in taken)


def _difference(question: Question, topic: Topic, is_released: bool) -> Diagnostic:
    place = Location(question.location.path, 1, 1)
    if is_released:
        return Diagnostic(
            place,
            Rule.DECK_RENAMED,
            f"topic is now {question.topic!r} but was released as {topic.name!r}; the deck keeps its name",
            f"learners would get a second deck; write `topic: {topic.name}` into the front matter",
        )
    return Diagnostic(
        place,
        Rule.TOPICS_DISAGREE,
        f"topic is {question.topic!r} here but {topic.name!r} on another page of the folder;"
        f" both go into the deck {topic.name!r}",
        "write the same `topic: …` into the front matter of both pages",
    )
