"""Plan the packages that have several decks: one for the site, and with the setting "topics" one for each topic.

A site with decks in several languages has one for each language.

The version of a bundle follows from the versions of its decks: it changes as much as the deck that changes most.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain, count

from msgspec.structs import replace

from anki_export.release.lock import Bundle, Deck, Lock
from anki_export.release.name_decks import parent_in
from anki_export.release.types import FIRST, Bump, BundleRelease, next_version
from anki_export.text.deck_names_and_slugs import shortened, slug
from anki_export.text.language_names import in_language, without_language

_MAX_BYTES = 120
"""Maximum length of the name of the site in a file name, in bytes."""
_NAMELESS = "All decks"
"""The name of the bundle of a site without a name."""


def bundle_releases(
    lock: Lock, kind: str, name: str, has_package: Callable[[str], bool]
) -> tuple[Lock, tuple[BundleRelease, ...]]:
    """The next version of each bundle, and the lock with them.

    `lock` has the decks of the next release and the bundles of the last one. `kind` is the setting `bundle`, `name` the
    name of the site, if it has one. `has_package` tells whether a package exists or is built: without the packages of
    all its decks, a bundle stays as it was released.
    """
    found = []
    bundles = dict(lock.bundles)
    for tag, decks in _members(lock, kind).items():
        missing = tuple(deck.file_name for deck in decks if not has_package(deck.file_name))
        if not missing:
            bundles[tag] = _next_bundle(bundles.get(tag), tag, name, decks, _taken(lock, bundles, tag))
        if tag in bundles:
            found.append(BundleRelease(bundles[tag], decks, missing))
    return replace(lock, bundles=bundles), tuple(found)


def _members(lock: Lock, kind: str) -> dict[str, tuple[Deck, ...]]:
    """The decks of each bundle by its tag; a topic with all decks of the site has no separate bundle."""
    in_use = {card.deck for card in lock.cards if not card.retired}
    decks = sorted((lock.decks[name] for name in in_use), key=lambda deck: (deck.name, deck.slug))
    groups: dict[str, list[Deck]] = defaultdict(list)
    for deck in decks if kind != "none" else ():
        groups[_tag_of(deck.language)].append(deck)
        if kind == "topics":
            groups[deck.tag].append(deck)
    whole = {_tag_of(deck.language) for deck in decks}
    spoken = Counter(deck.language for deck in decks)
    return {
        tag: tuple(group)
        for tag, group in groups.items()
        if len(group) > 1 and (tag in whole or len(group) < spoken[group[0].language])
    }


def _tag_of(language: str) -> str:
    """The tag of the bundle of all decks of a language; that of the main one is empty."""
    return f"language::{language}" if language else ""


def _next_bundle(known: Bundle | None, tag: str, site: str, decks: tuple[Deck, ...], taken: Collection[str]) -> Bundle:
    """The bundle with the version that follows from its decks, or a new one with a free name."""
    versions = {deck.slug: deck.version for deck in sorted(decks, key=lambda deck: deck.slug)}
    if known:
        return replace(known, version=next_version(known.version, bump(known.decks, versions)), decks=versions)
    language = decks[0].language
    is_whole = tag == _tag_of(language)
    name = in_language(site or _parent(decks) or _NAMELESS, language) if is_whole else decks[0].topic
    nameless = slug(_NAMELESS)
    start = (shortened(slug(without_language(name, language)), _MAX_BYTES) or nameless) if is_whole else tag
    parts = (start, slug(language) if is_whole else "", "" if start == nameless else "all")  # unlike the name of a deck
    base = "-".join(filter(None, parts))
    names = chain([base], (f"{base}-{n}" for n in count(2)))
    free = next(one for one in names if one not in taken)
    return Bundle(free, name, tag, FIRST, versions)


def _parent(decks: Iterable[Deck]) -> str:
    """The deck that contains most of the decks."""
    return Counter(map(parent_in, decks)).most_common(1)[0][0]


def _taken(lock: Lock, bundles: Mapping[str, Bundle], tag: str) -> set[str]:
    """The slugs that a new bundle can't have: those of decks and bundles, and of bundles that other topics may get."""
    tags = {deck.tag for deck in lock.decks.values()} - {tag}
    return {*lock.decks, *(bundle.slug for bundle in bundles.values()), *tags}


def bump(before: Mapping[str, str], after: Mapping[str, str]) -> Bump:
    """How much a bundle changes: the versions of its decks before and after, by slug.

    >>> bump({"git": "1.0.0"}, {"git": "1.0.1", "make": "1.0.0"}).name, bump({"git": "1.0.0"}, {}).name
    ('MINOR', 'MAJOR')
    """
    if before.keys() - after.keys():
        return Bump.MAJOR
    changes = [_difference(version, after[deck]) for deck, version in before.items()]
    return max([*changes, Bump.MINOR if after.keys() - before.keys() else Bump.NONE])


def _difference(before: str, after: str) -> Bump:
    """The highest part in which two versions differ."""
    pairs = zip((Bump.MAJOR, Bump.MINOR, Bump.PATCH), before.split("."), after.split("."), strict=True)
    return next((bump for bump, old, new in pairs if old != new), Bump.NONE)
