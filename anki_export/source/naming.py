"""Topic and level of a page, from its path, title and front matter; slugs and addresses."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

LEVELS = ("Basics", "Intermediate", "Advanced")
_OTHER_NAMES = {
    "Basics": "basic beginner beginners easy fundamentals fundamental entry junior",
    "Intermediate": "medium mid",
    "Advanced": "expert experts hard senior difficult",
}
_FURNITURE = re.compile(r"\b(?:interview\s+)?questions?\b(?:\s+(?:and|&)\s+answers?\b)?|\binterview\b", re.IGNORECASE)
_EDGES = " \t-–—:|·,•()[]&"
_HOME_PAGES = {"index", "readme"}


def path_parts(path: str) -> tuple[str, ...]:
    """The parts of a page's path that say what it is about: no suffix, no `index`."""
    pure = PurePosixPath(path)
    return (*pure.parts[:-1], *(() if pure.stem.lower() in _HOME_PAGES else (pure.stem,)))


def level_in(text: str, levels: Sequence[str]) -> tuple[str, int, int] | None:
    """The level that is named last in `text`, as words of their own, and where it stands.

    >>> level_in("advanced-git/easy", LEVELS)
    ('Basics', 13, 17)
    """
    pattern, names = _level_pattern(tuple(levels))
    found = None
    for match in pattern.finditer(text):
        found = names[_words(match[0])], match.start(), match.end()
    return found


def without_level(parts: Sequence[str], levels: Sequence[str]) -> tuple[str, ...]:
    """Path parts without the level: the innermost part that names one loses it.

    >>> without_level(("git", "git-basics"), LEVELS)
    ('git', 'git')
    """
    for i in reversed(range(len(parts))):
        if found := level_in(parts[i], levels):
            return (*parts[:i], _cut(parts[i], found).strip("_."), *parts[i + 1 :])
    return tuple(parts)


def home_of(key: str, levels: Sequence[str]) -> str:
    """What the pages of one topic share of their paths.

    >>> home_of("source/git/basics/index.md", LEVELS)
    'source/git'
    """
    return "/".join(filter(None, without_level(path_parts(key), levels)))


def slug_of(path: str, levels: Sequence[str]) -> str:
    """The topic in file names and tags: the path without the level.

    >>> slug_of("aws/ml-engineer/basics/index.md", LEVELS)
    'aws-ml-engineer'
    """
    return "-".join(filter(None, map(slug, without_level(path_parts(path), levels))))


def slug(text: str) -> str:
    """Small letters, digits and dashes, in any script.

    >>> slug("C++ & C#"), slug("Machine Learning")
    ('cplusplus-csharp', 'machine-learning')
    """
    return re.sub(r"[^\w]+|_+", "-", text.lower().replace("+", "plus").replace("#", "sharp")).strip("-")


def shortened(name: str, most: int) -> str:
    """A slug of at most `most` bytes; the end of a longer one is a digest of all of it.

    >>> shortened("git-and-more", 20), shortened("git-and-more-and-still-more", 20)
    ('git-and-more', 'git-and-mor-fd8272d2')
    """
    if len(name.encode()) <= most:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    start = name.encode()[: most - 9].decode(errors="ignore").rstrip("-")
    return f"{start}-{digest}"


def topic_of(title: str, levels: Sequence[str]) -> str:
    """A title without its level and without "Interview Questions".

    >>> topic_of("Git Interview Questions - Basics", LEVELS)
    'Git'
    """
    title = one_line(title)
    found = level_in(title, levels)
    title = _cut(title, found) if found else title.strip(_EDGES)
    title = re.sub(r"(?i)\b(?:level|for)\s*$", "", title).strip(_EDGES)
    return one_line(_FURNITURE.sub(" ", title)).strip(_EDGES)


def topic_from_slug(words: str) -> str:
    """A topic for a page without title.

    >>> topic_from_slug("version-control")
    'Version Control'
    """
    return " ".join(word.capitalize() if word.islower() else word for word in words.split("-"))


def one_line(text: str) -> str:
    """`text` with single spaces."""
    return " ".join(text.split())


def page_url(site_url: str, path: str, directory_urls: bool) -> str:
    """Where MkDocs publishes the page `path`, counted from the source root, or "" without a site.

    >>> page_url("https://example.org/", "git/basics/index.md", True)
    'https://example.org/git/basics/'
    """
    if not site_url:
        return ""
    pure = PurePosixPath(path)
    is_home = pure.stem.lower() in _HOME_PAGES
    folder = "" if pure.parent == PurePosixPath() else f"{pure.parent}/"
    if directory_urls:
        place = folder if is_home else f"{folder}{pure.stem}/"
    else:
        place = f"{folder}{'index' if is_home else pure.stem}.html"
    return urljoin(site_url.rstrip("/") + "/", quote(place, safe="/%"))


def _cut(text: str, found: tuple[str, int, int]) -> str:
    return f"{text[: found[1]]} {text[found[2] :]}".strip(_EDGES)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


@cache
def _level_pattern(levels: tuple[str, ...]) -> tuple[re.Pattern[str], dict[tuple[str, ...], str]]:
    names: dict[tuple[str, ...], str] = {}
    for level in levels:
        for other in _OTHER_NAMES.get(level, "").split():
            names.setdefault((other,), level)
    names |= {_words(level): level for level in levels}
    alternatives = sorted((r"[\W_]+".join(words) for words in names if words), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(alternatives)})(?![^\W_])", re.IGNORECASE), names
