"""Remove from titles what they are worth and how hard they are, where most questions of a page say so.

What is a heap? (2 points)      What is a heap?
[Hard] What is a heap?          What is a heap?      with the tag `hard`
What is a heap? ⭐⭐⭐             What is a heap?      with the tag `stars-3`
"""

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from anki_export.source.body.blocks import text_of, trimmed
from anki_export.source.body.strip_question_labels import unless_alike, without_edge
from anki_export.source.thresholds import MARKED
from anki_export.text.classify_labels import QUESTION_MARKS, is_label
from anki_export.text.deck_names_and_slugs import slug
from anki_export.text.difficulty_levels import LEVELS, level_of_part
from anki_export.text.lazy_regex import regex
from anki_export.text.question_points import AMOUNT, points_pattern

_OPENING, _CLOSING = r"\s*\\?[(（\[【]\s*", r"\s*\\?[)）\]】]"
_BEHIND = r"[\s:：.–—-]*(?=\S)"
_POINTS_AT_END = regex(
    lambda: (
        rf"{_OPENING}{points_pattern()}(?:\s?[,;+/&][^()（）\[\]]{{1,20}})?{_CLOSING}[\s.:：]*\Z"
        rf"|\s*\[{AMOUNT}\][\s.:：]*\Z"
        rf"|(?<=[?？.。])\s*[–—|-]?\s*{points_pattern()}[\s.]*\Z"
    ),
    re.IGNORECASE,
)
_POINTS_AT_START = regex(lambda: rf"{_OPENING}{points_pattern()}{_CLOSING}{_BEHIND}", re.IGNORECASE)
_WORDS, _WORD = r"([^()（）\[\]【】?？]{2,30}?)", r"([^\W\d_]{2,20})"
_LEVEL_AT_END = regex(rf"(?:{_OPENING}{_WORDS}{_CLOSING}|(?<=[?？.。])\s*[–—|-]\s*{_WORD})[\s.:：]*\Z")
_LEVEL_AT_START = regex(rf"{_OPENING}{_WORDS}{_CLOSING}{_BEHIND}|{_WORD}\s?[:：]\s*(?=\S)")
_STARS = "[(（]?(?:[★☆⭐🌟]\ufe0f?\\s*)+[)）]?"
_STARS_AT_END, _STARS_AT_START = regex(rf"\s*({_STARS})\s*\Z"), regex(rf"({_STARS})\s*(?=\w)")
_FULL_STARS = "★⭐🌟"
_EMPHASIS = "*_ "
_LONGEST = 60
"""In characters, with what separates it from the question."""


def _no_tag(_: str) -> str:
    return ""


def _tag_of_level(text: str) -> str | None:
    return slug(text) if level_of_part(text, LEVELS) else None


def _tag_of_stars(text: str) -> str:
    return f"stars-{sum(map(text.count, _FULL_STARS))}"


_REMARKS: tuple[tuple[re.Pattern[str], bool, Callable[[str], str | None]], ...] = (
    (_POINTS_AT_END, True, _no_tag),
    (_LEVEL_AT_END, True, _tag_of_level),
    (_STARS_AT_END, True, _tag_of_stars),
    (_POINTS_AT_START, False, _no_tag),
    (_LEVEL_AT_START, False, _tag_of_level),
    (_STARS_AT_START, False, _tag_of_stars),
)
"""What matches a remark, whether it is at the end of a title, and what gives its tag; None if it is no remark."""


def without_remarks(titles: Sequence[Token], written: Sequence[str]) -> tuple[Sequence[Token], Sequence[str]]:
    """The titles of a page without such remarks, and the tag of each, or ""; `written` may still have the stars."""
    kept, tags = list(titles), [""] * len(titles)
    both = [(title.content.rstrip(_EMPHASIS), text) for title, text in zip(titles, written, strict=True)]
    at_ends = MARKED.of(sum(any(not one.endswith(QUESTION_MARKS) for one in pair) for pair in both), len(titles))
    at_starts = MARKED.of(sum(any(map(_may_begin, pair)) for pair in both), len(titles))
    for pattern, is_at_end, tag_of in _REMARKS if at_ends or at_starts else ():
        if not (at_ends if is_at_end else at_starts):
            continue
        texts = [text_of(trimmed(title.children or ())) for title in kept]
        found = [_found(pattern, text, is_at_end, tag_of) for text in texts]
        named = [one or _found(pattern, text, is_at_end, tag_of) for one, text in zip(found, written, strict=True)]
        if not MARKED.of(sum(one is not None for one in named), len(titles)):
            continue
        if len({one[1] for one in named if one}) > 1:  # a tag of all questions says nothing
            tags = [tag or (one[1] if one else "") for one, tag in zip(named, tags, strict=True)]
        for i, one in enumerate(found):
            if one:
                kept[i] = without_edge(kept[i], one[0], is_at_end=is_at_end)
    return unless_alike(titles, kept), tags


def _may_begin(text: str) -> bool:
    """Whether a remark may begin a title: in brackets, as stars, or before a colon."""
    return not text[:1].isalnum() or ":" in text[:_LONGEST] or "：" in text[:_LONGEST]


def _found(
    pattern: re.Pattern[str], text: str, is_at_end: bool, tag_of: Callable[[str], str | None]
) -> tuple[int, str] | None:
    """How long the remark in a title is, and its tag; None without one, and without a question beside it."""
    match = pattern.search(text[-_LONGEST:]) if is_at_end else pattern.match(text[:_LONGEST])
    length = len(match[0]) if match else 0
    rest = text[: len(text) - length] if is_at_end else text[length:]
    if match is None or not any(map(str.isalpha, rest)) or is_label(rest):
        return None
    tag = tag_of(next(filter(None, match.groups()), ""))
    return None if tag is None else (length, tag)
