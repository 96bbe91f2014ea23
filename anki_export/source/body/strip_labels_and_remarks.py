"""Remove labels that only name or number a question, and remarks of titles: they mean nothing on a card.

    **Question:** Why?   **Q4：** Why?   Exercise 3. Why?   **P1.** Why?   **3. Why?**   Quick check: Why?

The name of a quiz is a label if the page has several of them. A text that is only a label stays.

What most titles of a page say of how hard they are is a remark, and what half of them say of what they are worth:

    What is a heap? (2 points)      What is a heap?
    [Hard] What is a heap?          What is a heap?      with the tag `hard`
    What is a heap? ⭐⭐⭐             What is a heap?      with the tag `stars-3`
    What is a heap? 🟢               What is a heap?      with the tag `easy`, if the page says "🟢 easy, 🔴 hard"
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from operator import is_

from markdown_it.token import Token

from anki_export.source.body.asking_blocks import is_line_of_links
from anki_export.source.body.blocks import (
    Block,
    inside,
    paragraph,
    text_of,
    text_of_block,
    trimmed,
    with_content,
    without_end,
    without_start,
)
from anki_export.source.body.marked_answer import without_label
from anki_export.source.markdown_it_helpers import copied
from anki_export.source.question_numbers import number_of
from anki_export.source.thresholds import MARKED, POINTS
from anki_export.text.classify_labels import QUESTION_MARKS, asks, is_label, is_label_of
from anki_export.text.deck_names_and_slugs import slug
from anki_export.text.difficulty_levels import LEVELS, level_of_part
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.question_points import AMOUNT, points_pattern
from anki_export.text.word_patterns import Words

_KINDS = ("question", "exercise")
_NAMES = Words(*_KINDS, "numbered", "entry")
_QUIZ = Words("quiz")
_NAME = regex(r"[^:：?？]{3,40}+[:：]\s*")
"""What is before the colon of a title."""
_FEW = 3
"""Titles with the same name before a colon."""
_NUMBER = r"(?:\#|№|n[º°])?\s*\d+(?:[.-]\d+)*[a-z]?"
_REMARK = r"\s*(?:\([^()]*\)\s*)?"
_SIGN = regex(rf"\s*(?:{_NUMBER}{_REMARK}(?:[:：.)、]|[–—-](?=\s))|{_REMARK}[:：])\s*")
_ALONE = regex(rf"\s*{_NUMBER}{_REMARK}[:：.)]?\s*\Z")
_LETTER = regex(r"[^\W\d_]\s?\d+(?:\s*\([^()]*\))?(?:\s*[.)](?=\s)|：)\s*")
"""Not `H2: …`: a colon may follow a subject."""
_SHORTEST = 4
"""In tokens: some text and a link."""
_IN_BRACKETS, _SOURCE = regex(r"\[[^\[\]]+\]"), regex(r"\s*\[\\?\[[^\[\]]*\](?:\]\([^()]*\)|\([^()]*\)\])\s*\Z")
_YEARS = 1000
"""From here on, a number before a point is a year."""
_LONGEST = 60
"""In characters: a label with a remark in parentheses, or a remark with what separates it from the question."""
_OPENING, _CLOSING = r"(?<!\s)\s*\\?[(（\[【]\s*", r"\s*\\?[)）\]】]"
_BEHIND = r"[\s:：.–—-]*(?=\S)"
_POINTS_AT_END = regex(
    lambda: (
        rf"{_OPENING}{points_pattern()}(?:\s?[,;+/&][^()（）\[\]]{{1,20}})?{_CLOSING}[\s.:：]*\Z"
        rf"|(?<!\s)\s*\[{AMOUNT}\][\s.:：]*\Z"
        rf"|(?<=[?？.。])\s*[–—|-]?\s*{points_pattern()}[\s.]*\Z"
    ),
    re.IGNORECASE,
)
_POINTS_AT_START = regex(lambda: rf"{_OPENING}{points_pattern()}{_CLOSING}{_BEHIND}", re.IGNORECASE)
_WORDS, _WORD = r"([^()（）\[\]【】?？]{2,30}?)", r"([^\W\d_]{2,20})"
_LEVEL_AT_END = regex(rf"(?:{_OPENING}{_WORDS}{_CLOSING}|(?<=[?？.。])\s*[–—|-]\s*{_WORD})[\s.:：]*\Z")
_LEVEL_AT_START = regex(rf"{_OPENING}{_WORDS}{_CLOSING}{_BEHIND}|{_WORD}\s?[:：]\s*(?=\S)")
_STARS = "[(（]?(?:\u200d?[★☆⭐🌟]\ufe0f?\\s*)+[)）]?"
_STARS_AT_END, _STARS_AT_START = regex(rf"(?<!\s)\s*({_STARS})\s*\Z"), regex(rf"({_STARS})\s*(?=\w)")
_FULL_STARS = "★⭐🌟"
_PICTOGRAM = "[\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"
_SIGN_AT_END = regex(rf"(?<!\s)\s*(?<!{_PICTOGRAM})\u200d?({_PICTOGRAM})\ufe0f?\s*\Z")
_MEANING = regex(rf"({_PICTOGRAM})\ufe0f?[\s:：=|*_–-]*([^\W\d_]{{2,20}})")
_KINDS_OF_SIGNS = range(2, 6)
_EMPHASIS = "*_ "


def without_labels_of_titles(titles: Sequence[Token]) -> Sequence[Token]:
    """All titles of a page without their labels, where what follows them asks, and differs from other titles."""
    texts = [text_of(title.children or ()) for title in titles]
    names = [name for text in texts if (name := _name_of_quiz(text))] if len(titles) >= _FEW else ()
    repeated = {name for name, count in Counter(names).items() if count >= _FEW} if names else set()
    cut = [_without_label_of_title(title, text, repeated) for title, text in zip(titles, texts, strict=True)]
    return unless_alike(titles, cut)


def unless_alike(titles: Sequence[Token], shorter: Sequence[Token]) -> Sequence[Token]:
    """The titles of a page in their shorter forms, but for those that are then the same as others."""
    if all(map(is_, titles, shorter)):  # as on most pages
        return titles
    texts = [normalised(text_of(title.children or ())) for title in shorter]
    counts = Counter(texts)
    return [new if counts[text] == 1 else title for title, new, text in zip(titles, shorter, texts, strict=True)]


def _name_of_quiz(text: str) -> str:
    """What a title begins with if it names a quiz before a colon: `Check your understanding: Why?`"""
    found = _NAME.match(text) if ":" in text or "：" in text else None
    return found[0] if found and _QUIZ.end(text[:_LONGEST].lower()) > 0 else ""


def _without_label_of_title(title: Token, text: str, repeated: Collection[str]) -> Token:
    name = _name_of_quiz(text) if repeated else ""
    if name in repeated:
        length = len(name)
    else:
        length = _length(text) if asks(text) and _NAMES.end(text[:_LONGEST].lower()) > 0 else 0
    if not length or not any(map(str.isalpha, text[length:])):
        return title
    return without_edge(title, length)


def without_edge(title: Token, length: int, *, is_at_end: bool = False) -> Token:
    """A title without so many characters of its text, at its start or end."""
    changed, text = copied(title), text_of(title.children or ())
    if is_at_end:
        text = text.rstrip()
        changed.children = without_end(trimmed(title.children or ()), length)
        changed.content = title.content.removesuffix(text[len(text) - length :])
    else:
        changed.children = without_start(title.children or (), length)
        changed.content = title.content.removeprefix(text[:length])
    return changed


def without_sources(title: Token) -> tuple[Token, Sequence[Sequence[Token]]]:
    """A title without the links in brackets at its end, which say where it is from, and these links in order."""
    sources: list[Sequence[Token]] = []
    title, source = _without_source(title)
    while source:
        sources.insert(0, source)
        title, source = _without_source(title)
    return title, sources


def _without_source(title: Token) -> tuple[Token, Sequence[Token]]:
    if len(title.children or ()) < _SHORTEST:
        return title, ()  # as most
    children = trimmed(title.children or ())
    end = len(children) - (children[-1].content.rstrip() == "]" if children else 0)
    if end < _SHORTEST or [token.type for token in children[end - 3 : end]] != ["link_open", "text", "link_close"]:
        return title, ()
    before, link = children[: end - 3], children[end - 3 : end]
    if not any(map(str.isalpha, text_of(before))):
        return title, ()
    if end < len(children) and before[-1].content.endswith("["):
        before = [*before[:-1], with_content(before[-1], before[-1].content[:-1])]
    elif end < len(children) or not _IN_BRACKETS.fullmatch(link[1].content):
        return title, ()
    changed = copied(title)
    changed.children, changed.content = trimmed(before), _SOURCE.sub("", title.content)
    return changed, link


def without_label_of_front(front: tuple[Block, ...], lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of a front without lines such as `Docs: https://…`, and the label that it then begins with.

    A tab with such a label is its content.
    """
    if not front:
        return front  # as most
    if front[0].kind == "details" and front[0].opening.info == "tab":
        is_asking = is_label_of(text_of(front[0].title), *_KINDS)
        front = (*inside(front[0], lines), *front[1:]) if is_asking else front
    if any(map(is_line_of_links, front[:-1])):
        front = tuple(block for block in front if not is_line_of_links(block))
    at = next((at for at, block in enumerate(front[:-1]) if block.kind != "heading"), len(front))
    if front[at:] and is_label_of(text_of_block(front[at]), *_KINDS, "questions"):
        return front[at + 1 :]
    first, *below = front
    text = text_of(trimmed(first.line))
    if below and (_is_alone(text) or (first.kind == "heading" and is_label_of(text, *_KINDS, "stem"))):
        return tuple(below)
    rest = without_label(_KINDS, front)
    if rest and rest != front:
        return rest
    letter = _LETTER.match(text[:_LONGEST])
    length = letter.end() if letter else _length(text)
    if not length or length == len(text):
        return front
    return (paragraph(first, without_start(trimmed(first.line), length)), *below)


def _is_alone(text: str) -> bool:
    end = _NAMES.end(text[:_LONGEST].lower())
    return end > 0 and _ALONE.match(text, end) is not None


def _length(text: str) -> int:
    """How many characters of a text are a label."""
    end = _NAMES.end(text[:_LONGEST].lower())
    if end > 0 and (found := _SIGN.match(text, end)):
        return found.end()
    number = number_of(text)
    is_label = number and number.mark in ("Q", "第", ".") and (number.value or 0) < _YEARS
    return len(text) - len(number.rest) if number and is_label and text.endswith(number.rest) else 0


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


def without_remarks(
    titles: Sequence[Token], written: Sequence[str], lines: Sequence[str]
) -> tuple[Sequence[Token], Sequence[str]]:
    """The titles of a page without such remarks, and the tag of each, or ""; `written` may still have the stars."""
    kept, tags = list(titles), [""] * len(titles)
    both = [(title.content.rstrip(_EMPHASIS), text) for title, text in zip(titles, written, strict=True)]
    may_end = [
        not (one.endswith(QUESTION_MARKS) and (one == other or other.endswith(QUESTION_MARKS))) for one, other in both
    ]
    may_begin = [_may_begin(one) or (one != other and _may_begin(other)) for one, other in both]
    at_ends, at_starts = POINTS.of(sum(may_end), len(titles)), POINTS.of(sum(may_begin), len(titles))
    if not (at_ends or at_starts):
        return titles, tags  # as on most pages
    signs = _signs_in_legend(written, lines) if at_ends else {}
    by_sign = (_SIGN_AT_END, True, signs.get)
    for pattern, is_at_end, tag_of in (*_REMARKS, *([by_sign] if signs else ())):
        if not (at_ends if is_at_end else at_starts):
            continue
        texts = [text_of(trimmed(title.children or ())) for title in kept]
        found = [_found(pattern, text, is_at_end, tag_of) for text in texts]
        named = [one or _found(pattern, text, is_at_end, tag_of) for one, text in zip(found, written, strict=True)]
        if not (POINTS if tag_of is _no_tag else MARKED).of(sum(one is not None for one in named), len(titles)):
            continue
        if len({one[1] for one in named if one}) > 1:  # a tag of all questions says nothing
            tags = [tag or (one[1] if one else "") for one, tag in zip(named, tags, strict=True)]
        for i, one in enumerate(found):
            if one:
                kept[i] = without_edge(kept[i], one[0], is_at_end=is_at_end)
    return unless_alike(titles, kept), tags


def _signs_in_legend(written: Sequence[str], lines: Sequence[str]) -> dict[str, str]:
    """The tags of the signs that end titles, if the page says what each of them means."""
    kinds = {match[1] for text in written if not text.isascii() and (match := _SIGN_AT_END.search(text))}
    if len(kinds) not in _KINDS_OF_SIGNS:
        return {}  # as most
    meanings: dict[str, str] = {}
    for line in lines:
        for sign, word in _MEANING.findall(line) if not line.isascii() else ():
            if sign in kinds:
                meanings.setdefault(sign, slug(word))
    return meanings if len(set(meanings.values())) == len(kinds) else {}


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
