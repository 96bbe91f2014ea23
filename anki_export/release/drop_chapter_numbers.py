"""Numbers before the topics of the pages of a folder, which only order them: `1 Routing`, `2 Switching`.

Topics that differ only by them keep them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from anki_export.release.lock import Lock
from anki_export.source.pages_and_questions import Question
from anki_export.text.lazy_regex import regex
from anki_export.text.page_paths import folders_and_stem, is_home

_NUMBER = regex(r"[(（]?(?P<number>\d{1,3}(?:\.\d{1,3})*)[)）]?(?:[.:_–—-]?\s+|[_–—-])(?=[^\W\d])")


def without_chapter_numbers(questions: Sequence[Question], lock: Lock) -> tuple[Question, ...]:
    """The questions, their topics without a number where those of all pages of a folder have one and count up.

    A released topic keeps its name.
    """
    released = {deck.topic for deck in lock.decks.values()}
    folders: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for page, topic in {question.page: question.topic for question in questions}.items():
        path, stem = folders_and_stem(page)
        folders[path[: len(path) - is_home(stem)]][page] = topic
    plain = {
        topic: topic[match.end() :]
        for topics in map(set, (pages.values() for pages in folders.values()))
        if len(topics) > 1 and _count_up(topics)
        for topic in topics - released
        if (match := _NUMBER.match(topic))
    }
    if not plain:
        return tuple(questions)
    counts = Counter([*plain.values(), *({question.topic for question in questions} - plain.keys())])
    return tuple(
        replace(question, topic=name) if (name := plain.get(question.topic)) and counts[name] == 1 else question
        for question in questions
    )


def _count_up(topics: set[str]) -> bool:
    """Whether all topics have a number, one after the other; those of sections begin again: 1.2, 2.1."""
    found = [match for topic in topics if (match := _NUMBER.match(topic))]
    numbers = sorted([int(part) for part in match["number"].split(".")] for match in found)
    is_next = (
        after[-1] == before[-1] + 1 or (len(after) > 1 and after[-1] <= 1) for before, after in pairwise(numbers)
    )
    return len(numbers) == len(topics) and all(is_next)
