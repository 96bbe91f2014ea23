"""Levels of difficulty, such as Basics or Advanced, in paths and titles; what a path or title is without its level."""

from collections.abc import Sequence
from functools import cache, lru_cache

from anki_export.text.lazy_regex import regex
from anki_export.text.page_paths import folders_and_stem, is_home
from anki_export.text.word_patterns import Words, plain_words

LEVELS = ("Basics", "Intermediate", "Advanced")
_KINDS = {"Basics": "basics", "Intermediate": "intermediate", "Advanced": "advanced"}
"""The kind of words that name a level as well."""
_NAMES_LEVEL = Words(*_KINDS.values())
_NEUTRAL = frozenset({"interview", "and", "quiz", "part"})
_NEUTRAL_IN_LANGUAGES = Words("question", "questions", "answer", "difficulty", ending=r"\Z")
_WORD = regex(r"[^\W_]+")
_SEPARATOR = regex(r"(?:^|\s)(?:[-|·]++|•)+(?:\s|$)|[:,()\[\]]|[–—]")  # as one class, it takes long to compile
_RANGE = regex(r"[^\w]*(?:\w{1,3}[^\w]+)?")
"""The separator in a range of levels: a punctuation mark, or a short word in any language."""
EDGES = " \t-–—:|·,•()[]&"
"""What separates the parts of a title."""


def level_in(text: str, levels: Sequence[str]) -> tuple[str, int, int] | None:
    """The last level named in `text` as whole words, with its position.

    >>> level_in("advanced-git/easy", LEVELS)
    ('Basics', 13, 17)
    """
    return next(reversed(_levels_in(text, tuple(levels))), None)


def level_of_path(path: str, levels: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The level in a page's path, and the other parts of the path without suffix and `index`.

    A folder is a level if its whole name is; the name of a page can end with one. The innermost level counts.

    >>> level_of_path("git/01-basics/index.md", LEVELS), level_of_path("git-basics.md", LEVELS)
    (('Basics', ('git',)), ('Basics', ('git',)))
    >>> level_of_path("06-advanced-files/quiz.md", LEVELS)
    (None, ('06-advanced-files', 'quiz'))
    """
    folders, stem = folders_and_stem(path)
    if is_home(stem):
        return _level_of_folders(folders, tuple(levels))
    if level := level_of_part(stem, levels):
        return level, folders
    if found := level_of_title(stem, levels):
        return found[0], (*folders, cut_level(stem, found).strip("_."))
    level, others = _level_of_folders(folders, tuple(levels))
    return level, (*others, stem)


@lru_cache  # many pages are in the same folder
def _level_of_folders(folders: tuple[str, ...], levels: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The level that the innermost folder named after one names, and the other folders."""
    for i in reversed(range(len(folders))):
        if level := level_of_part(folders[i], levels):
            return level, (*folders[:i], *folders[i + 1 :])
    return None, folders


def level_of_title(title: str, levels: Sequence[str]) -> tuple[str, int, int] | None:
    """The level at the end of a title, in parentheses or after a dash, with its position.

    >>> level_of_title("Git (Advanced) Interview Questions", LEVELS)
    ('Advanced', 5, 13)
    >>> level_of_title("Advanced File Operations", LEVELS)
    """
    end_of_other = None
    found = None
    for level, start, end in _levels_in(title, tuple(levels)):
        before, after = title[:start], title[end:]
        *earlier, head = _SEPARATOR.split(before)
        stands_alone = bool(earlier) and _is_boilerplate(head) and _is_boilerplate(_SEPARATOR.split(after)[0])
        if stands_alone or _is_boilerplate(after):
            found = level, start, end
        # "From Basics to Advanced" names no level.
        if end_of_other is not None and _RANGE.fullmatch(title, end_of_other, start):
            found = None
        end_of_other = end
    return found


def level_at_start(title: str, levels: Sequence[str]) -> tuple[str, int, int] | None:
    """The level that a title begins with as an adjective, unlike "Basics of Git", with its position.

    >>> level_at_start("Advanced Git", LEVELS)
    ('Advanced', 0, 8)
    """
    first = next(iter(_levels_in(title, tuple(levels))), None)
    return first if first and first[1] == 0 and not title[first[2] :].lstrip()[:1].islower() else None


def level_of_part(part: str, levels: Sequence[str]) -> str | None:
    """The level after which a folder or section is named as a whole.

    >>> level_of_part("01-basics", LEVELS), level_of_part("advanced-files", LEVELS)
    ('Basics', None)
    """
    if not _may_name_level(part, tuple(levels)):
        return None
    words, names = _words(part), _level_names(tuple(levels))
    return names.get(words) or names.get(tuple(word for word in words if not _is_neutral(word)))


def cut_level(text: str, found: tuple[str, int, int]) -> str:
    """A title without the level at a position."""
    return f"{text[: found[1]].strip(EDGES)} {text[found[2] :].strip(EDGES)}".strip()


def home_of(key: str, levels: Sequence[str]) -> str:
    """The part of the path that the pages of one topic share.

    >>> home_of("source/git/basics/index.md", LEVELS)
    'source/git'
    """
    return "/".join(filter(None, level_of_path(key, levels)[1]))


def _is_boilerplate(text: str) -> bool:
    """Whether the text next to a level is neutral, so that it is the page's level; a question has none."""
    return "?" not in text and all(map(_is_neutral, _words(text)))


def _is_neutral(word: str) -> bool:
    return word in _NEUTRAL or word.isdigit() or _NEUTRAL_IN_LANGUAGES.end(word) > 0


@lru_cache(1 << 10)
def _words(text: str) -> tuple[str, ...]:
    return tuple(map(str.casefold, _WORD.findall(text)))


@lru_cache(1 << 10)  # of a page, topic and level are found in the same texts
def _levels_in(text: str, levels: tuple[str, ...]) -> Sequence[tuple[str, int, int]]:
    """The levels named in a text as whole words, with their positions; of several at a place, the longest."""
    if not _may_name_level(text, levels):
        return ()
    names, folded = _level_names(levels), _words(text)
    longest = max(map(len, names))
    words = list(_WORD.finditer(text))
    found, place = list[tuple[str, int, int]](), 0
    while place < len(words):
        sizes = range(min(longest, len(words) - place), 0, -1)
        size = next((size for size in sizes if folded[place : place + size] in names), 0)
        if size:
            found.append((names[folded[place : place + size]], words[place].start(), words[place + size - 1].end()))
        place += size or 1
    return found


@lru_cache(1 << 10)
def _may_name_level(text: str, levels: tuple[str, ...]) -> bool:
    """Whether a text may have a word of the name of a level, or one that names a level as well: almost none has."""
    folded = text.casefold()
    if any(word in folded for word in _own_words(levels)):
        return True
    return bool(levels) and _NAMES_LEVEL.are_in(text.replace("_", " ").lower())


@cache
def _own_words(levels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for level in levels for word in _words(level))


@cache
def _level_names(levels: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Levels by the words that name them; its own name is always that of a level."""
    names: dict[tuple[str, ...], str] = {}
    for level in levels:
        for other in plain_words(_KINDS[level]) if level in _KINDS else ():
            names.setdefault(_words(other), level)
    return {words: level for words, level in (names | {_words(level): level for level in levels}).items() if words}
