"""Find the topic of each page. Released topics keep their name and tag, even if titles and folders change.

Learners have the deck under its name, so a changed title is reported but not used. Four things indicate the topic of a
page: its cards in earlier builds, its title, its folder, and its questions. If the first two agree, they win; else,
among the topics that these indicate, the one whose cards have most of the page's questions.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import chain, count

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.lock import Card, Lock
from anki_export.source.pages_and_questions import Question
from anki_export.text.deck_names_and_slugs import deck_name, shortened, slug
from anki_export.text.extract_topic import topic_of
from anki_export.text.language_names import in_language, without_language
from anki_export.text.normalize import normalised

_MAX_TAG_BYTES = 120
"""Maximum length of a tag in bytes; file names start with it."""
_SEVERAL = 2
"""This many released topics with one new name are not one topic."""
_NAMELESS = "deck"
"""The tag of a topic without letters and digits."""


class Topic(Struct, frozen=True):
    """A topic with its name in deck names, and its tag, which is also used in file names."""

    name: str
    tag: str
    language: str = ""
    """The language in the name, see `with_languages_apart`; empty if there is none."""

    @property
    def in_all_languages(self) -> str:
        """The tag without the language."""
        return self.tag.removesuffix(f"-{self.language.lower()}") if self.language else self.tag


def topics_of(
    questions: Sequence[Question], lock: Lock, exists: Callable[[str], bool], home_of: Callable[[str], str]
) -> tuple[dict[str, Topic], dict[str, Topic], list[Diagnostic]]:
    """The topic of each page, those of pages that now say another one than was released, and where new ones disagree.

    `exists` tells whether the file at a page path exists, `home_of` gives its folder.
    """
    known = {deck.slug: Topic(deck.topic, deck.tag, deck.language) for deck in lock.decks.values()}
    pages: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        pages[question.page].append(question)
    past = _Past(questions, lock.cards, known, exists, home_of)
    by_title = {name: topic for topic in known.values() for name in _names(topic.name)}
    by_home: dict[str, Topic] = {}
    found: dict[str, Topic] = {}
    kept: dict[str, Topic] = {}
    problems: list[Diagnostic] = []
    released = frozenset(known.values())
    said = past.topics_by_name(pages)
    for page, asked in sorted(pages.items(), key=lambda item: not past.knows(item[0])):
        first = asked[0]
        topic = past.topic_of(asked, by_title)
        if topic is None and first.home in by_home:
            topic = by_home[first.home]
        if topic is None:
            taken = {topic.tag for topic in [*known.values(), *by_title.values(), *by_home.values()]}
            topic = _new_topic(first, taken)
        # New pages of a released topic belong to its deck, even if it keeps an older name; not if several have the new
        # name, such as those of pages whose folder names the deck now.
        is_renamed = topic in released and topic.name != first.topic and len(said[first.topic]) < _SEVERAL
        for name in (*_names(topic.name), *(_names(first.topic) if is_renamed else ())):
            by_title.setdefault(name, topic)
        by_home.setdefault(first.home, topic)
        if not is_same_topic(topic.name, first.topic):
            if topic in released:
                kept[page] = topic
            else:
                problems.append(_disagreement(first, topic))
        found[page] = topic
    return found, kept, problems


class _Past:
    """The topics of pages, folders and questions in earlier builds."""

    def __init__(
        self,
        questions: Sequence[Question],
        cards: Iterable[Card],
        known: Mapping[str, Topic],
        exists: Callable[[str], bool],
        home_of: Callable[[str], str],
    ) -> None:
        self._questions = questions
        self._cards: dict[str, list[tuple[Topic, Card]]] = defaultdict(list)
        self._pages: dict[str, Counter[Topic]] = defaultdict(Counter)
        homes: dict[str, Counter[Topic]] = defaultdict(Counter)
        for card in cards:
            if not card.retired:
                topic = known[card.deck]
                self._cards[card.page].append((topic, card))
                self._pages[card.page][topic] += 1
                homes[home_of(card.page)][topic] += 1
        self._by_home = {home: _most(topics) for home, topics in homes.items()}
        self._removed = {page for page in self._pages if not exists(page)}

    def knows(self, page: str) -> bool:
        """Whether the page had cards."""
        return page in self._pages

    def topics_by_name(self, pages: Mapping[str, Sequence[Question]]) -> Mapping[str, Set[Topic]]:
        """The topics that the pages had which now say the same topic, by its name."""
        found: dict[str, set[Topic]] = defaultdict(set)
        for page, asked in pages.items():
            found[asked[0].topic].update(self._pages.get(page, ()))
        return found

    def topic_of(self, asked: Sequence[Question], by_title: Mapping[str, Topic]) -> Topic | None:
        """The topic of the page whose questions are `asked`."""
        first = asked[0]
        topics = self._pages.get(first.page, Counter())
        if len(topics) == 1 and not self._removed:
            return next(iter(topics))  # no other topic had any question of the page
        own, by_name = _most(topics) if topics else None, _named(first.topic, by_title)
        if not self._cards:
            return by_name  # nothing was built before
        if own and own == by_name:
            return own  # even if most of its questions come from pages that are gone
        had_by = self._asked_by.get
        keys = [key for question in asked if self._pages_asking[key := normalised(question.key)] == 1]
        scores = Counter(t for q in keys for t in had_by((first.page, q), set()) | had_by(("", q), set()))
        named = [own, by_name, self._by_home.get(first.home)]
        options = [topic for topic in dict.fromkeys(named) if topic]
        # If both folder and title were renamed, only the questions identify the topic.
        options += [t for t in sorted(scores, key=lambda t: t.tag) if t not in options and scores[t] * 2 >= len(asked)]
        return max(options, key=lambda topic: scores[topic], default=None)

    @cached_property
    def _pages_asking(self) -> Counter[str]:
        """On how many pages a normalised question is: a prompt that several have says nothing about a topic."""
        return Counter(key for key, _ in {(normalised(question.key), question.page) for question in self._questions})

    @cached_property
    def _asked_by(self) -> Mapping[tuple[str, str], set[Topic]]:
        """The topics that had a normalised question on a page; the page "" collects removed pages."""
        found: dict[tuple[str, str], set[Topic]] = defaultdict(set)
        for page, cards in self._cards.items():
            for topic, card in cards:
                found["" if page in self._removed else page, normalised(card.question)].add(topic)
        return found


def _names(topic: str) -> tuple[str, str]:
    """A topic as written, and what topics share that differ only in case and punctuation."""
    return deck_name(topic)[0], bare_topic(topic)


def _named(topic: str, by_name: Mapping[str, Topic]) -> Topic | None:
    return by_name.get(topic) or by_name.get(bare_topic(topic))


def is_same_topic(one: str, other: str) -> bool:
    """Whether two topics differ at most in case, spaces, punctuation, and words such as "Interview Questions"."""
    return bare_topic(one) == bare_topic(other)


@lru_cache
def bare_topic(topic: str) -> str:
    """A topic without case, spaces, punctuation, and words such as "Interview Questions", which releases may have."""
    parts = deck_name(topic)[0].split("::")
    return "::".join(slug(topic_of(part, ()) or part).replace("-", "") or part for part in parts)


def _most(topics: Counter[Topic]) -> Topic:
    return topics.most_common(1)[0][0]


def _new_topic(question: Question, taken: Collection[str]) -> Topic:
    """The topic of a question, with a tag that is not taken; there, `ko` stands for "(한국어)"."""
    plain = without_language(question.topic, question.language)
    if plain == question.topic:
        return Topic(plain, _free_tag(slug(plain), taken))
    tag = f"{slug(plain) or _NAMELESS}-{question.language.lower()}"
    return Topic(question.topic, _free_tag(tag, taken), question.language)


def _free_tag(tag: str, taken: Collection[str]) -> str:
    """The tag, shortened, and with a number if another topic has the same one."""
    tag = shortened(tag, _MAX_TAG_BYTES) or _NAMELESS
    numbered = (f"{tag}-{n}" for n in count(2))
    return next(tag for tag in chain([tag], numbered) if tag not in taken)


def _disagreement(question: Question, topic: Topic) -> Diagnostic:
    return Diagnostic(
        Location(question.location.path, 1, 1),
        Rule.TOPICS_DISAGREE,
        f"topic is {question.topic!r} here but {topic.name!r} on another page of the folder;"
        f" both go into the deck {topic.name!r}",
        "write the same `topic: …` into the front matter of both pages",
    )


def with_languages_apart(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, those in other languages than the main one of their topic with the language in its name."""
    if not any(question.language for question in questions):
        return tuple(questions)
    pages = {question.page: question for question in questions}
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere = Counter(page.language for page in pages.values())
    for page in pages.values():
        spoken[bare_topic(page.topic)][page.language] += 1
    main = {topic: _main(languages, everywhere) for topic, languages in spoken.items()}
    others = {key for key, page in pages.items() if page.language not in ("", *main[bare_topic(page.topic)])}
    return tuple(_apart(question) if question.page in others else question for question in questions)


def _main(languages: Mapping[str, int], everywhere: Mapping[str, int]) -> frozenset[str]:
    """The languages of a topic that its decks need not name: that of most pages.

    Pages that don't name their language count as being in the main one; English, if others name it, is the same.
    """
    if "" in languages:
        return frozenset({"", "en"})
    return frozenset({min(languages, key=lambda language: (-everywhere[language], language != "en", language))})


def _apart(question: Question) -> Question:
    topic = in_language(question.topic, question.language)
    with_level = in_language(question.topic_with_level, question.language)
    return replace(question, topic=topic, topic_with_level=with_level, home=question.page)
