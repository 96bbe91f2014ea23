"""The tags in the front matter of pages, which become tags of their cards where most pages of a folder have them.

    tags: [storage, "File systems"]        MkDocs, Hugo, Obsidian; also `tags: storage, disks`, and `tag:`
    tags: storage disks                    Jekyll

Like those of sections, they are below the tag of the topic: `linux::storage`, `linux::file-systems`. So they never mix
with what a learner has.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from msgspec.structs import replace

from anki_export.source.naming.obsidian_deck_tags import tag_pattern
from anki_export.source.pages_and_questions import Question
from anki_export.source.thresholds import HALF
from anki_export.text.deck_names_and_slugs import slug, tag_part

_MOST = 10
"""Maximum number of tags of a page: more are keywords for a search engine, not themes."""


def tags_in(meta: Mapping[str, Any], topic: str, flashcards: Sequence[str]) -> tuple[str, ...]:
    """The tags that front matter gives, as the rest of tags of Anki: without spaces, with `::` between their parts.

    The topic is left out, and so are the tags in `flashcards`, which say that a page has some.

    >>> tags_in({"tags": ["File systems", "disks/ssd", "#flashcards/linux"]}, "Linux", ("flashcards",))
    ('file-systems', 'disks::ssd')
    >>> tags_in({"tags": "disks, File systems"}, "", ()), tags_in({"tags": "disks raid"}, "", ())
    (('disks', 'file-systems'), ('disks', 'raid'))
    """
    given = meta.get("tags", meta.get("tag"))
    if isinstance(given, str):
        given = given.split(",") if "," in given else given.split()
    texts = [str(one).strip() for one in given] if isinstance(given, list) else []
    found = [text for text in texts if text not in ("None", "True", "False") and not text.startswith(("{", "["))]
    marks = tag_pattern(flashcards)
    names = (_name(one) for one in found if not marks.fullmatch(f"#{one.removeprefix('#')}"))
    return tuple(dict.fromkeys(name for name in names if name and name != slug(topic)))[:_MOST]


def _name(text: str) -> str:
    parts = map(tag_part, re.split(r"::|/", text.removeprefix("#")))
    return "::".join(filter(None, parts))


def without_rare_tags(pages: Sequence[tuple[Question, ...]]) -> Iterator[tuple[Question, ...]]:
    """The questions of pages, with the tags of pages only where at least half of the pages in a folder have them."""
    if not any(map(_shared, pages)):  # most projects
        yield from pages
        return
    folders: dict[str, list[bool]] = defaultdict(list)
    for questions in pages:
        for folder in _folder(questions):
            folders[folder].append(bool(_shared(questions)))
    rare = {folder for folder, have in folders.items() if any(have) and not HALF.of(sum(have), len(have))}
    for questions in pages:
        is_rare = not rare.isdisjoint(_folder(questions))
        own = len(_shared(questions)) if is_rare else 0
        yield tuple(replace(one, tags=one.tags[own:]) for one in questions) if own else questions


def _shared(questions: Sequence[Question]) -> tuple[str, ...]:
    """The tags of a page: those with which the tags of all of its questions begin."""
    both = zip(*(one.tags for one in questions), strict=False) if questions and questions[0].tags else ()
    return tuple(tags[0] for tags in takewhile(lambda tags: len(set(tags)) == 1, both))


def _folder(questions: Iterable[Question]) -> set[str]:
    """The folder of a page with questions; none without."""
    return {question.page.rpartition("/")[0] for question in questions}
