"""`decks/feed.xml`: an Atom feed (RFC 4287) with an entry for each release of a deck, newest first.

Decks whose topic names another language have a feed of this language, such as `feed-fr.xml`.

The file keeps earlier entries, which are no longer known otherwise. Each is read by itself, so that a file with the
conflict markers of a merge, or with damage, keeps every entry that can still be read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape  # that of xml.sax.saxutils imports http.client, ssl and email
from urllib.parse import quote

from msgspec import Struct

from anki_export.text.language_names import in_language
from anki_export.text.lazy_regex import regex
from anki_export.text.merge_conflicts import marker, sides

FEED = "feed.xml"
"""The name of the file, next to the packages."""


def feed_of(language: str) -> str:
    """The name of the feed for the decks of a language, as the lock has it.

    >>> feed_of(""), feed_of("pt-BR")
    ('feed.xml', 'feed-pt-BR.xml')
    """
    return f"feed-{language}.xml" if language else FEED


_NAMESPACE = "http://www.w3.org/2005/Atom"
_MOST_ENTRIES = 100
_MOST_LINES = 100
"""Maximum length of an entry in lines of the changelog."""
_TIME = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_NOT_XML = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")
_CODE = regex(r"`((?:[^`<>\n]|<s>[^`<>]*</s>|<strong>[^`<>]*</strong>)+)`")
"""A code span of a question, in which words may have changed: the changelog shows its backticks."""


class FeedPlace(Struct, frozen=True):
    """What a feed is about, and where it is."""

    site_name: str = ""
    site_url: str = ""
    decks_url: str = ""
    """Where the decks are published, with their download page; empty if that is not known."""
    language: str = ""
    """The language of its decks, as in the lock."""
    ended: tuple[str, ...] = ()
    """The slugs of decks without cards, whose packages are no longer published."""


class DeckNews(Struct, frozen=True):
    """A release of a deck."""

    slug: str
    name: str
    version: str
    changes: str
    """The changelog entry in Markdown."""
    urls: Sequence[str]
    """The addresses of its pages, none without a site."""


def updated_feed(before: bytes | None, news: Iterable[DeckNews], place: FeedPlace, *, started: int, now: int) -> bytes:
    """The feed with the releases of a build, above the entries that it had before.

    `started` is the time of the project's first build, from which ids are derived, `now` that of this one.
    """
    date = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entries: dict[str, tuple[str, str]] = {}
    for one in news:
        id_ = _id(started, one.slug, one.version)
        entries[id_] = date, _entry(one, id_, date, place.decks_url)
    for id_, when, text in _entries_in(before):
        entries.setdefault(id_, (when, text))
    for slug in place.ended:
        package = _package(place.decks_url, slug)
        entries = {id_: (when, text.replace(f"{package}\n", "")) for id_, (when, text) in entries.items()}
    newest = sorted(entries.values(), key=lambda entry: entry[0], reverse=True)[:_MOST_ENTRIES]
    name, language = place.site_name, place.language
    title = in_language(f"{name}: Anki decks" if name else "Anki decks", language)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_NAMESPACE}">',
        f"<id>{_id(started, *filter(None, [language]))}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{newest[0][0] if newest else date}</updated>",
        f"<author><name>{_text(name or 'anki-export')}</name></author>",
        *([f"<link href={_quoted(place.site_url)}/>"] if place.site_url else []),
        *([f'<link rel="self" href={_quoted(place.decks_url + feed_of(language))}/>'] if place.decks_url else []),
        *(text for _, text in newest),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def has_conflict(feed: bytes | None) -> bool:
    """Whether a merge left conflict markers in the file."""
    return bool(feed) and re.search(rb"^(?:<{7}|={7}|>{7})(?: |\r?$)", feed or b"", re.MULTILINE) is not None


def _entry(news: DeckNews, id_: str, date: str, decks_url: str) -> str:
    # An entry has at most one alternate link of a kind (RFC 4287, 4.1.2).
    urls = [*([f"{decks_url}#deck-{quote(news.slug)}"] if decks_url else []), *news.urls]
    rels = ("alternate", *("related" for _ in urls[1:]))
    lines = [
        "<entry>",
        f"<id>{id_}</id>",
        f"<title>{_text(f'{news.name} {news.version}')}</title>",
        f"<updated>{date}</updated>",
        *(f'<link rel="{rel}" href={_quoted(url)}/>' for rel, url in zip(rels, urls, strict=False)),
        *([_package(decks_url, news.slug)] if decks_url else []),
        f'<content type="html">{_text(_html(news.changes))}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _package(decks_url: str, slug: str) -> str:
    """The link to the newest package of a deck."""
    return f'<link rel="enclosure" type="application/octet-stream" href={_quoted(f"{decks_url}{quote(slug)}.apkg")}/>'


def _html(changes: str) -> str:
    _, *lines = changes.strip().split("\n")  # without the heading
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], "", "… and more in the changelog."]
    html = _renderer()("\n".join(lines))
    return _CODE.sub(r"<code>\1</code>", html).replace("`", "")  # left where a word at the end of code has changed


@cache
def _renderer() -> Callable[[str], str]:
    from markdown_it import MarkdownIt  # imported only for a release

    render: Callable[[str], str] = MarkdownIt("commonmark", {"html": False}).enable("strikethrough").render
    return cache(render)  # many decks have the same changes


def _text(text: str) -> str:
    """Escape a text, without characters that XML can't have."""
    is_usual = text.replace("\n", "").isprintable()  # as nearly all: to compile the pattern takes long
    return escape(text if is_usual else _NOT_XML.sub("", text), quote=False)


def _quoted(url: str) -> str:
    """A URL as the value of an attribute."""
    return '"{}"'.format(escape(url, quote=False).replace('"', "&quot;"))


def _id(*parts: object) -> str:
    """An id that is the same on every machine."""
    from uuid import NAMESPACE_OID, uuid5

    return uuid5(NAMESPACE_OID, " ".join(map(str, ("anki-export", *parts)))).urn


def _entries_in(feed: bytes | None) -> Iterator[tuple[str, str, str]]:
    """Yield id, time and text of each valid entry."""
    for side in dict.fromkeys(sides(feed.decode(errors="replace"))) if feed else ():
        yield from _entries_of("\n".join(line for line in side.split("\n") if not marker(line)))


def _entries_of(side: str) -> Iterator[tuple[str, str, str]]:
    from xml.etree import ElementTree  # imported only if there are entries

    for piece in side.split("<entry>")[1:]:
        text = f"<entry>{piece.partition('</entry>')[0]}</entry>"
        try:
            entry = ElementTree.fromstring(f'<feed xmlns="{_NAMESPACE}">{text}</feed>')[0]
        except (ElementTree.ParseError, ValueError):
            continue
        id_, title, when = (entry.findtext(f"{{{_NAMESPACE}}}{name}", "") for name in ("id", "title", "updated"))
        if id_ and title and _TIME.fullmatch(when):
            yield id_, when, text
