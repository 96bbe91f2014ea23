"""Apparent levels: on a site whose pages have no levels, "File System Fundamentals" is a topic.

So is "1 Basics" beside "2 Routing" and "3 Switching", if no other page of the folder has a level.
Only paths and titles can be misunderstood this way. A topic that has several levels has levels, whatever other pages
do, and a released page keeps its level, or has none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from anki_export.release.lock import Lock
from anki_export.source.pages_and_questions import Question


def without_apparent_levels(questions: Sequence[Question], lock: Lock) -> tuple[Question, ...]:
    """The questions, without the level where it belongs to the topic."""
    pages = {question.page: question for question in questions}
    without = sum(page.level is None for page in pages.values())
    levels: dict[str, set[str]] = defaultdict(set)
    for page in pages.values():
        levels[page.topic].add(page.level.name if page.level else "")
    doubtful = {key for key, page in pages.items() if page.level and page.topic_with_level}
    if not doubtful:
        return tuple(questions)
    chapters = _chapters(pages.values())
    released = {card.page: lock.decks[card.deck].level for card in lock.cards if not card.retired}

    def is_lone(key: str) -> bool:
        if key in released:
            return not released[key]
        is_rare = without * 2 > len(pages) or key in chapters
        return is_rare and len(levels[pages[key].topic]) == 1

    lone = {key for key in doubtful if is_lone(key)}
    return tuple(
        replace(question, topic=question.topic_with_level, level=None, home=question.page)
        if question.page in lone
        else question
        for question in questions
    )


def _chapters(pages: Iterable[Question]) -> set[str]:
    """The pages whose file names begin with a number, in folders where one of several such pages names a level.

    Not if their names without the folder are those of other pages, too.
    """
    folders: dict[str, list[Question]] = defaultdict(list)
    topics: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        topics[page.topic_with_level].add(page.topic)
        folder, _, name = page.page.rpartition("/")
        if name[:1].isdecimal():
            folders[folder].append(page)
    mixed = (own for own in folders.values() if len(own) > 1 and sum(one.level is not None for one in own) == 1)
    return {page.page for own in mixed for page in own if len(topics[page.topic_with_level]) == 1}
