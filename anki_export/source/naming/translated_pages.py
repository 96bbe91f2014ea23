"""Tell from the paths of pages which of them are translations: from folders and endings that are codes of languages.

`ko/java.md` beside `java.md` or `en/java.md`, `quiz-es.md` beside `quiz.md`, `README_zh-CN.md`, `java/en.md` beside
`java/ko.md`. A code alone is not evidence: there are pages about IT, and folders for machine learning (`ml`) and
computer science (`cs`). So a page of the same name, without code or in another language, must be beside it, and
codes that often mean something else need others beside them that do not. What the site says needs no evidence.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from anki_export.settings import SiteConfig
from anki_export.text.language_names import is_clear, language_of, may_be_code, split_suffix

_HOME_PAGES = ("readme", "index")
_OF_TRANSLATIONS = ("i18n", "l10n", "locales", "translations")
"""Folders that hold only translations, each in a folder of its language or with its code at the end, `quiz.es.md`."""


class PathLanguage(Struct, frozen=True):
    """What the path of a page says about its language."""

    language: str
    path: str
    """The path without the language: that of all translations of the page."""
    is_main: bool
    """Whether it is the language of the site, or that with most pages at this place, so that its decks need not name
    it."""


class _Marker(Struct, frozen=True):
    """A part of a path that may be a language."""

    place: tuple[str, str]
    """The folder in which it is, and its kind: a folder `/`, a whole name `*`, or its end after `-`, `_` or `.`."""
    code: str
    language: str
    path: str
    """The path without it."""
    key: str
    """What all translations of the page share."""

    @property
    def is_among_translations(self) -> bool:
        """Whether its folder holds nothing but translations."""
        folder, kind = self.place
        return kind in "/." and folder.rpartition("/")[2].casefold() in _OF_TRANSLATIONS

    @property
    def is_home_page(self) -> bool:
        """Whether it is of a page without a subject: one in each folder has the same name anyway."""
        return self.path.rpartition("/")[2].rpartition(".")[0].casefold() in _HOME_PAGES


def languages_of(paths: Collection[str], site: SiteConfig) -> dict[str, PathLanguage]:
    """The languages of the pages whose path names one."""
    candidates = {path: markers for path in paths if (markers := tuple(_markers(path)))}
    if not candidates:
        return {}
    plain = {path.casefold() for path in paths}
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    for markers in candidates.values():
        for marker in markers:
            codes[marker.key][marker.language] = marker.code

    def has_sibling(marker: _Marker) -> bool:
        return marker.key in plain or len(codes[marker.key]) > 1

    listed = frozenset(map(language_of, site.languages))
    top = (site.folder.rstrip("/"), "/")

    def is_listed(marker: _Marker) -> bool:
        """Whether the site has pages in the language at such a place: a folder at its top, or an ending `.ko`."""
        return marker.language in listed and (marker.place[1] == "." or marker.place == top)

    accepted: set[tuple[tuple[str, str], str]] = set()
    for markers in candidates.values():
        for marker in markers:
            at_place = marker.place, marker.language
            if at_place not in accepted and (
                is_listed(marker) or _is_evident(marker, marker.key in plain, codes[marker.key])
            ):
                accepted.add(at_place)
    chosen: dict[str, _Marker] = {}
    for path, markers in candidates.items():
        for marker in markers:
            is_in_folder = marker.place[1] == "/" or marker.is_among_translations
            if (marker.place, marker.language) in accepted and (
                is_in_folder or has_sibling(marker) or is_listed(marker)
            ):
                chosen[path] = marker
                break
    main = _main_languages(chosen.values(), plain, site)
    return {
        path: PathLanguage(marker.language, marker.path, main[marker.place] == marker.language)
        for path, marker in chosen.items()
    }


def _markers(path: str) -> Iterator[_Marker]:
    """The parts of a path that may be its language, the innermost first."""
    *folders, name = path.split("/")
    stem, dot, extension = name.rpartition(".")
    found: list[tuple[int, str, str, str]] = []
    """Index of the part, kind, code, and what remains of the part."""
    if may_be_code(stem) and language_of(stem):
        found.append((len(folders), "*", stem, f"index{dot}{extension}"))
    elif suffix := split_suffix(stem):
        found.append((len(folders), stem[len(suffix[0])], suffix[1], f"{suffix[0]}{dot}{extension}"))
    found += [
        (i, "/", folders[i], "")
        for i in reversed(range(len(folders)))
        if may_be_code(folders[i]) and language_of(folders[i])
    ]
    is_one = len({language_of(code) for _, _, code, _ in found}) == 1  # `ja/README-ja.md`
    for index, kind, code, _ in found:
        rest = {i: left for i, _, _, left in found if is_one or i == index}
        if index and kind in "/." and folders[index - 1].casefold() in _OF_TRANSLATIONS:
            rest[index - 1] = ""
        parts = (rest.get(i, part) for i, part in enumerate((*folders, name)))
        rest_of_path = "/".join(filter(None, parts))
        key = rest_of_path.casefold() + "*" * (kind == "*")
        yield _Marker(("/".join(folders[:index]), kind), code, language_of(code), rest_of_path, key)


def _is_evident(marker: _Marker, has_plain: bool, codes: Mapping[str, str]) -> bool:
    """Whether a page shows that a code is a language; `codes` are those of its siblings and its own, by language."""
    if marker.is_among_translations:
        return True
    others = [code for language, code in codes.items() if language != marker.language]
    clear = sum(map(is_clear, others))
    if not (has_plain or others):
        return False
    if marker.is_home_page and marker.place[1] in "-_.":
        return True  # a page without a subject has nothing else to be named after
    if marker.language == "en" and others:
        return True
    if not is_clear(marker.code):
        return clear > 1 or any(language_of(code) == "en" or len(code) > 2 for code in others)
    is_translated = has_plain and not (marker.is_home_page and len(marker.code) == 2)
    return is_translated or clear > 0


def _main_languages(
    markers: Iterable[_Marker], plain: Collection[str], site: SiteConfig
) -> Mapping[tuple[str, str], str]:
    """The language of each place that its decks need not name; empty where that is the one of pages without code."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with_plain = set()
    for marker in markers:
        found[marker.place][marker.language] += 1
        if marker.key in plain or marker.is_among_translations:
            with_plain.add(marker.place)

    def main(place: tuple[str, str]) -> str:
        default = language_of_site(site, f"{place[0]}/")
        if place in with_plain or default:
            return default
        return min(found[place], key=lambda language: (-found[place][language], language != "en", language))

    return {place: main(place) for place in found}


def language_of_site(site: SiteConfig, path: str) -> str:
    """The language of a page or folder whose path names none; empty if it is not known."""
    return language_of(site.language) if path.startswith(site.folder) else ""


def is_chosen(language: str, chosen: Sequence[str]) -> bool:
    """Whether a setting names a language, or that of which it is a variant; all, if it is empty.

    >>> is_chosen("pt-BR", ["pt"]), is_chosen("pt", ["pt-BR"]), is_chosen("ko", [])
    (True, False, True)
    """
    return not chosen or language in chosen or language.partition("-")[0] in chosen


def in_other_languages(
    paths: Iterable[str], found: Mapping[str, PathLanguage], site: SiteConfig, chosen: Sequence[str]
) -> frozenset[str]:
    """The pages that are not read, because their language is not chosen.

    A page whose path names no language is in that of the site. Where that is not known, it is read unless there is a
    translation of it in a chosen language.
    """
    if not chosen:
        return frozenset()
    translated = {one.path.casefold() for one in found.values() if is_chosen(one.language, chosen)}

    def is_other(path: str) -> bool:
        language = found[path].language if path in found else language_of_site(site, path)
        return not is_chosen(language, chosen) if language else path.casefold() in translated

    return frozenset(filter(is_other, paths))
