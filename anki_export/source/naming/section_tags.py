"""The sections of a page that hold its questions: headings and collapsed blocks above them, which become tags.

    ## Disks
    ### Advanced
    #### What is an inode?         in the section `disks::advanced`

What holds all questions of a page is its title, and what holds one is a part of it: neither is a section. Nor are
titles that ask, set a task, or say only that questions follow.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from anki_export.source import thresholds
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import asks_nothing, is_task
from anki_export.text.deck_names_and_slugs import slug, tag_part
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

_LINK = regex(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_ICON = regex(r":[\w+-]+:")
_HASHTAG = regex(r"\s+#[^\W\d_][\w/-]*\Z")
"""What tags the notes below a heading: `## Disks #flashcards`."""
_AMOUNT = regex(r"\s*[(（\[][^()（）\[\]]*\d[^()（）\[\]]*[)）\]]\s*\Z")
"""How many questions follow, or which: `Disks (questions 11–20)`."""
_CLOSES = (")", "）", "]")
_MOST_LEVELS = 3
"""Sections in sections in sections: nobody looks for deeper ones in a tree of tags."""


def sections_of(outline: Outline, starts: Sequence[int], topic: str) -> list[str]:
    """For each question its section, as the rest of a tag below that of its topic; empty without one.

    `starts` are the lines at which the questions begin, in page order.
    """
    if len(starts) <= 2:
        return [""] * len(starts)  # a section holds one or all
    names: list[list[str]] = [[] for _ in starts]
    parts = _parts(outline, starts)
    repeats = Counter(name for *_, name in parts)
    known = {(0, len(starts))}
    for first, stop, name in parts:
        if len(names[first]) == _MOST_LEVELS or repeats[name] >= thresholds.LABELS_REPEAT:
            continue
        if (first, stop) not in known and name != slug(topic):
            known.add((first, stop))
            for own in names[first:stop]:
                own.append(name)
    return ["::".join(own) if own else "" for own in names]


def _parts(outline: Outline, starts: Sequence[int]) -> list[tuple[int, int, str]]:
    """The headings and collapsed blocks that hold several questions, outer ones before those inside them.

    Each with the indices of its first question and of the one below it.
    """
    headings = zip(outline.headings, outline.section_ends, strict=True)
    around = [(range(one.line, end), one.title) for one, end in headings]
    around += [(one.lines, one.summary) for one in outline.collapsed]
    around.sort(key=lambda part: (part[0].start, -part[0].stop))
    held = [(bisect_left(starts, lines.start + 1), bisect_left(starts, lines.stop), title) for lines, title in around]
    return [(first, stop, name) for first, stop, title in held if stop - first > 1 and (name := _name(title))]


def _name(title: str) -> str:
    """The title of a section as a part of a tag; empty if it names no theme."""
    text = _LINK.sub(lambda match: match[1], without_tags(title)).strip()
    text = _HASHTAG.sub("", without_number(text).strip())
    text = _ICON.sub("", _AMOUNT.sub("", text) if text.endswith(_CLOSES) else text).strip()
    if is_clear_question(text) or asks_nothing(text) or is_task(text):
        return ""
    return tag_part(text)
