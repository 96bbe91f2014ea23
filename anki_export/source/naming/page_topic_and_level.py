"""Find the topic and the level of a page, in its front matter, title, path, and navigation."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.source.naming.navigation import ListedPage, Navigation
from anki_export.source.pages_and_questions import Level, Naming
from anki_export.text.deck_names_and_slugs import deck_name
from anki_export.text.difficulty_levels import level_in, level_of_path, level_of_title
from anki_export.text.extract_topic import (
    is_generic,
    level_of_section,
    topic_of,
    topic_of_folder,
    topic_of_path,
    topic_of_section,
)

_NAMELESS = "Questions"
"""The topic of a text that nothing names."""


class NamingRules(Struct, frozen=True):
    """What settings and site say about the topics and levels of pages."""

    levels: tuple[str, ...]
    deck_by: str
    navigation: Navigation
    is_question: bool = False
    """Whether title and file name ask: then only folders and sections name topic and level."""


def name_page(given: Mapping[str, str], path: str, at: Callable[[str], Location], rules: NamingRules) -> Naming:
    """Find topic and level; `given` has the `title` of the page, and `topic` and `level` of its front matter.

    `path` is relative to the source root; `at` gives the location of a value.
    """
    levels, title = rules.levels, given["title"]
    stated = _level_in_front_matter(given["level"], levels)
    level, is_certain, problems = _level(given, stated, path, at, rules)
    if level and is_certain and not stated and _name(level_of_title(title, levels)) not in (None, level.name):
        of_title: Sequence[str] = ()  # the section names another level: the word belongs to the topic
    else:
        of_title = levels
    topics = partial(_topics, given, path, rules)
    topic, misnamed = _topic(topics(of_title, levels, level), at)
    doubtful = _topic(topics((), (), None), at)[0] if level and not is_certain else ""
    section = deck_name(given["topic"] or _section(path, rules.navigation, levels))[0]
    return Naming(topic, doubtful, section, level, stated is not None, (*problems, *misnamed))


def name_page_of_question(
    given: Mapping[str, str], path: str, at: Callable[[str], Location], rules: NamingRules
) -> Naming:
    """Find topic and level of a page that is one question: unless its front matter says more, those of its folder."""
    if not (given["topic"] or given["level"]):
        sections, site_name = rules.navigation.page(path).sections, rules.navigation.site_name
        found = _name_folder(path.rpartition("/")[0], sections, site_name, rules.levels, rules.deck_by)
        if not found.diagnostics:
            return found
    return name_page(given, path, at, replace(rules, is_question=True))


@lru_cache  # many pages are in the same folder
def _name_folder(
    folder: str, sections: tuple[str, ...], site_name: str, levels: tuple[str, ...], deck_by: str
) -> Naming:
    path, given = f"{folder}/_.md" if folder else "_.md", {"title": "", "topic": "", "level": ""}
    navigation = Navigation({path: ListedPage(sections=sections)}, site_name)
    rules = NamingRules(levels, deck_by, navigation, is_question=True)
    return name_page(given, path, lambda name: Location(path), rules)


def _topics(
    given: Mapping[str, str],
    path: str,
    rules: NamingRules,
    of_title: Sequence[str],
    levels: Sequence[str],
    level: Level | None,
) -> Iterator[tuple[str, str]]:
    """What each source says the topic is, the most important first; empty where it says nothing.

    The names in `of_title` are removed from the title, `levels` from all else, with the `level` of the page.
    """
    title, navigation, deck_by = given["title"], rules.navigation, rules.deck_by
    yield "topic", given["topic"]
    yield "site", navigation.site_name if deck_by == "site" else ""
    yield "section", _section(path, navigation, levels) if deck_by == "section" or rules.is_question else ""
    if rules.is_question:
        yield "name of the site", navigation.site_name or _NAMELESS
        return
    own = topic_of(title, of_title, level.name if level else "")
    yield "title", "" if is_generic(own) else own.replace("::", ":")  # std::vector is no deck in a deck
    listed = topic_of(navigation.page(path).title, levels)
    yield "navigation", "" if is_generic(listed) else listed.replace("::", ":")
    yield "around", topic_of_section(navigation.page(path).sections, levels)
    yield "folder", topic_of_folder(path, levels) if title else ""
    yield "path", topic_of_path(path, levels)
    yield "name of the site", navigation.site_name or _NAMELESS


def _section(path: str, navigation: Navigation, levels: Sequence[str]) -> str:
    """The topic of the page's section or folder, else the name of the site."""
    listed = topic_of_section(navigation.page(path).sections, levels)
    return listed or topic_of_folder(path, levels) or navigation.site_name


def _topic(given: Iterable[tuple[str, str]], at: Callable[[str], Location]) -> tuple[str, Sequence[Diagnostic]]:
    """The first topic that is set, as a deck name, and what is wrong with it and those before it."""
    report = Report()
    for source, text in given:
        if not text:
            continue
        name, problems = deck_name(text)
        for problem in problems:
            start = text if len(text) <= 80 else f"{text[:79].rstrip()}…"
            message = f"topic {start!r} {problem}"
            hint = "set a short `topic: …` in the front matter, with `::` between its parts"
            report.say(at(source), Rule.TOPIC_NAME, message, hint)
        if name:
            return name, report
    return _NAMELESS, report


def _level(
    given: Mapping[str, str], stated: str | None, path: str, at: Callable[[str], Location], rules: NamingRules
) -> tuple[Level | None, bool, Sequence[Diagnostic]]:
    """The level, whether it is certain, which words of path and title are not, and what is wrong with it.

    It is that of the front matter, else of the path, of the innermost section that is named after a level, or of the
    title. If the page's own sources disagree, the first is used and it is reported.
    """
    report = Report()
    levels, sections = rules.levels, rules.navigation.page(path).sections
    by_section = next((name for section in reversed(sections) if (name := level_of_section(section, levels))), None)
    place = f"{path.rpartition('/')[0] or '.'}/index" if rules.is_question else path
    by_path = level_of_path(place, levels)[0]
    by_title = None if rules.is_question else _name(level_of_title(given["title"], levels))
    if given["level"] and stated is None:
        report.say(
            at("level"),
            Rule.UNKNOWN_LEVEL,
            f"level {given['level']!r} is not one of {', '.join(levels)}",
            "use one of them, remove it, or add it to `levels` in the settings",
        )
    sources = {"front matter": stated, "path": by_path, "title": by_title}
    named = {source: name for source, name in sources.items() if name}
    name = stated or by_path or by_section or by_title
    if len(set(named.values())) > 1:
        described = ", ".join(f"the {source} says {value}" for source, value in named.items())
        report.say(
            at("level" if given["level"] else "title"),
            Rule.LEVELS_DISAGREE,
            f"levels disagree: {described}; {name} is used",
            "use the same level in each place",
        )
    is_certain = name in (stated, by_section)
    return (Level(name, list(levels).index(name) + 1), is_certain, report) if name else (None, False, report)


def _level_in_front_matter(given: str, levels: Sequence[str]) -> str | None:
    if not given:
        return None
    exact = next((name for name in levels if name.casefold() == given.casefold()), None)
    return exact or _name(level_in(given, levels))


def _name(found: tuple[str, int, int] | None) -> str | None:
    return found[0] if found else None
