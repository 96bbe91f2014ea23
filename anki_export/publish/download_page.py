"""Write the download page: plain Markdown and a little HTML with a link to each package.

It works with any theme and any Markdown parser. Texts of cards are written so that no extension of a site finds syntax
in them.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote

from msgspec import Struct

from anki_export.deck.download_index import INDEX, BundleRow, DeckRow, Index
from anki_export.deck.feed import feed_of
from anki_export.deck.package_file_names import slug_of
from anki_export.publish.download_page_words import PageWords, page_words
from anki_export.release.changelog import changes_by_deck
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.types import Release
from anki_export.settings import SiteConfig
from anki_export.text.extract_topic import topic_of_folder
from anki_export.text.language_names import language_name, language_of, without_language
from anki_export.text.lazy_regex import regex
from anki_export.text.word_diff import escaped, unescaped

PAGE = "index.md"
CHANGELOG_PAGE = "changelog.md"
_START = "<!-- anki-export: `anki-export publish` replaces everything from here to the end mark -->"
_END = "<!-- anki-export: end -->"
_MARKS = regex(r"(?:^|(?<=\ufeff))<!-- anki-export: (?P<kind>end|.*replaces.*) -->(?=[ \t]*\r?$)", re.MULTILINE)
_FIRST_PAGE = """\
# Anki decks

Learn these questions with [Anki](https://apps.ankiweb.net), a flashcard program for computers and phones.
"""
_STYLE = """\
<style>
.anki-button a[href] { display: inline-block; padding: .6em 2em; border: solid 2px; font-weight: bold }
.anki-copy a { text-decoration: underline }
.anki-copy button { margin-inline-start: .5em; padding: .1em .6em; border: 1px solid; border-radius: .2em }
</style>"""
"""Without colours: those of links in the theme are readable on its backgrounds."""
_HELP = """\
<details id="{id}">
<summary>{how}</summary>
<ul>
<li>{on_computer}</li>
<li>{on_ios}</li>
<li>{on_android}</li>
</ul>
<p>{update}</p>
</details>"""
_SAMPLE = """\
<details>
<summary>{title}</summary>
<p><strong>{question}</strong></p>
<p>{answer}</p>
</details>"""
_MOST_TOPICS = 30
"""With more, headings are those of groups: a table of contents of that many lines still fits on a screen."""
_MOST_NAMED = 3
"""How many new cards of a version are named."""
_MOST_VERSIONS = 5
"""How many versions of a deck have their news on the page; older ones are in the changelog."""
_LONG_ANSWER = 300
_SPECIAL = regex(r"[#$&*+/:<=>@\[\\\]^_`{|}~]|(?<=[-.])[-.]|\((?=(?:c|r|tm)\))")
"""What some Markdown extension takes for syntax inside a line."""


def has_broken_marks(page: bytes | None) -> bool:
    """Whether a page has marks that do not enclose one part."""
    kinds = [mark["kind"] == "end" for mark in _MARKS.finditer(_decoded(page))]
    return kinds not in ([], [False, True])


def with_generated_part(page: bytes | None, content: str) -> bytes:
    """The page with new content between its marks, or at its end if it has none; all other text is kept."""
    text = _FIRST_PAGE if page is None else _decoded(page)
    newline = "\r\n" if "\r\n" in text else "\n"
    part = f"{_START}\n\n{content}\n{_END}".replace("\n", newline)
    if marks := list(_MARKS.finditer(text)):
        text = text[: marks[0].start()] + part + text[marks[1].end() :]
    else:
        text = f"{text.rstrip()}{newline * 2}{part}{newline}".lstrip()
    return text.encode(errors="surrogateescape")


def _decoded(page: bytes | None) -> str:
    """The text of a page; bytes that are not UTF-8 were written by hand, and are kept."""
    return (page or b"").decode(errors="surrogateescape")


def generated_part(
    index: Index, release: Release, changelog: str, site: SiteConfig, files: Collection[str] = ()
) -> str:
    """The generated part of the page: a part for each language, in this language.

    `files` are the names of what is published besides packages in the index.
    """
    languages = dict.fromkeys(deck.language for deck in _decks(index, release.lock))
    changes = changes_by_deck(changelog)
    pages = [_Page(index, release, changes, site, files, language, len(languages) > 1) for language in languages]
    blocks = [_STYLE, *(block for page in pages for block in page.blocks())]
    return "\n\n".join(blocks) + "\n"


def _decks(index: Index, lock: Lock) -> Iterator[Deck]:
    """The published decks, those whose language need not be named first."""
    decks = (lock.decks[slug_of(row.file)] for row in index.decks)
    return iter(sorted(decks, key=lambda deck: deck.language))


class _Page(Struct, frozen=True):
    """The part of the page for the decks of one language."""

    index: Index
    release: Release
    changes: Mapping[str, Mapping[str, Mapping[str, list[str]]]]
    """The result of `changes_by_deck`."""
    site: SiteConfig
    files: Collection[str]
    language: str
    """The language of its decks, as in the lock."""
    is_one_of_several: bool

    @property
    def spoken(self) -> str:
        """The language that its cards are in."""
        found = Counter(
            card.question.language
            for deck in self.release.decks
            if deck.deck.language == self.language
            for card in deck.cards
        )
        return self.language or next(iter(found.most_common(1)), ("",))[0] or language_of(self.site.language) or "en"

    @property
    def words(self) -> PageWords:
        return page_words(self.spoken)

    def blocks(self) -> Iterator[str]:
        """All decks, how to import them, a sample card, each topic or group, and how to follow new versions."""
        words, lock = self.words, self.release.lock
        if self.is_one_of_several:
            yield f"## {language_name(self.spoken)}"
        for row in self.index.bundles:
            if not row.topic and language_of_bundle(row, lock) == self.language:
                button = f'<span class="anki-button">{self.offer(row, words.download_all, "</span>")}'
                yield f"{self.heading(words.all_decks)}\n\n{button}\n\n{words.whole}"
        yield _HELP.format(id=import_help(self.language), **words._asdict())
        yield from self.sample()
        for title, items in self.groups().items():
            yield self.section(title, items)
        if ended := list(self.ended()):
            yield self.section(words.ended, ended)
        if (feed := feed_of(self.language)) in self.files:
            links = {"feed": f"[Atom feed]({feed})", "index": f"[{INDEX}]({INDEX})"}
            links = {name: f'<span class="anki-copy">{link}</span>' for name, link in links.items()}
            yield words.subscribe.format(**links)
        if CHANGELOG_PAGE in self.files:
            yield f"[{words.changelog}]({CHANGELOG_PAGE})"

    def heading(self, title: str) -> str:
        return f"##{'#' * self.is_one_of_several} {title}"

    def section(self, title: str, items: Iterable[str]) -> str:
        return "\n".join([self.heading(inert_markdown(title)), "", *(f"- {item}" for item in items)])

    def groups(self) -> dict[str, list[str]]:
        """The decks below each heading, in the order of the navigation."""
        topics: dict[str, list[DeckRow]] = {}
        for row in self.in_order():
            topics.setdefault(row.topic, []).append(row)
        of_topic = {row.topic: row for row in self.index.bundles if row.topic}
        groups: dict[str, list[str]] = {}
        for topic, rows in topics.items():
            items = [self.deck(row) for row in rows]
            if topic in of_topic:
                items.insert(0, self.offer(of_topic[topic], self.words.all_of.format(inert_markdown(topic))))
            groups.setdefault(self.group(topics, rows[0]), []).extend(items)
        return groups

    def group(self, topics: Mapping[str, Collection[DeckRow]], row: DeckRow) -> str:
        """The heading above a deck: its topic, or with many topics its section in the navigation, or its folder."""
        if len(topics) <= _MOST_TOPICS:
            has_levels = any(len(rows) > 1 for rows in topics.values())
            return without_language(row.topic, self.language) if has_levels else self.words.decks
        page = next(iter(row.pages), "")
        sections = next((entry.sections for entry in self.site.nav if entry.path == page), ())
        folder, has_folder, _ = self.site.locale_of(page)[1].partition("/")
        named = topic_of_folder(f"{folder}/index.md") if has_folder else ""
        return sections[0] if sections else named or self.words.decks

    def in_order(self) -> list[DeckRow]:
        """The decks by topic in the order of their pages, and from easy to hard, as Anki sorts their names."""
        order = {deck.deck.slug: n for n, deck in enumerate(self.release.decks)}
        last, topics = len(order), dict[str, int]()
        rows = [row for row in self.index.decks if self.is_here(slug_of(row.file))]
        for row in rows:
            topics[row.topic] = min(topics.get(row.topic, last), order.get(slug_of(row.file), last))
        return sorted(rows, key=lambda row: (topics[row.topic], row.topic.casefold(), row.topic, row.name))

    def is_here(self, slug: str) -> bool:
        """Whether a deck is in the language of this part."""
        return self.release.lock.decks[slug].language == self.language

    def deck(self, row: DeckRow) -> str:
        """The link to the package of a deck, and what its latest versions bring."""
        slug = slug_of(row.file)
        lines = [self.offer(row, inert_markdown(title_of(self.release.lock.decks[slug])))]
        versions = self.changes.get(unescaped(escaped(row.name)), {})
        news = [(version, text) for version, found in versions.items() if (text := _news(found, self.words))]
        for version, text in news[:_MOST_VERSIONS]:
            lines.append(f"{self.words.news if version == row.version else version}: {text}")
        if (retired := f"{slug}-retired.apkg") in self.files:
            lines.append(f"[{self.words.retired}]({quote(retired)})")
        return "<br>".join(lines)

    def offer(self, row: DeckRow | BundleRow, title: str, after: str = "") -> str:
        """The link to a package, with an anchor whose name stays the same in later versions."""
        words, anchor = self.words, f'<a id="deck-{escape(slug_of(row.file))}"></a>'
        cards = f"{row.cards:,} {words.card if row.cards == 1 else words.cards}"
        facts = (cards, shown_size(row.bytes), words.version.format(row.version), row.released)
        return f"{anchor}**[{title}]({quote(row.file)})**{after}<br>{' · '.join(facts)}"

    def sample(self) -> Iterator[str]:
        """The first card of the first deck with a short answer."""
        lock = self.release.lock
        for row in self.in_order():
            slug = slug_of(row.file)
            cards = sorted((c for c in lock.cards if c.deck == slug and not c.retired), key=lambda card: card.due)
            if card := next(filter(_is_short, cards), None):
                title = self.words.sample.format(inert_markdown(title_of(lock.decks[slug])))
                texts = inert_markdown(card.question), inert_markdown(card.answer)
                yield _SAMPLE.format(title=title, question=texts[0], answer=texts[1])
                return

    def ended(self) -> Iterator[str]:
        """Decks without cards: links to their anchors still lead to an explanation."""
        used = {card.deck for card in self.release.lock.cards if not card.retired}
        for slug, deck in sorted(self.release.lock.decks.items()):
            if slug not in used and self.is_here(slug):
                anchor = f'<a id="deck-{escape(slug)}"></a>'
                yield f"{anchor}{inert_markdown(title_of(deck))}: {self.words.kept}"


def import_help(language: str) -> str:
    """The anchor of the help for the decks of a language."""
    return f"import-{language}" if language else "import"


def language_of_bundle(row: BundleRow, lock: Lock) -> str:
    """The language of a bundle, as that of its decks."""
    return lock.decks[slug_of(row.decks[0])].language


def title_of(deck: Deck) -> str:
    """The name of a deck for readers, without the decks above it."""
    return " ".join(filter(None, (deck.topic, deck.level, deck.part)))


def shown_size(number: int) -> str:
    """A number of bytes for readers.

    >>> shown_size(900), shown_size(15_654), shown_size(2_400_000)
    ('1 kB', '16 kB', '2.4 MB')
    """
    return f"{number / 1e6:.1f} MB" if number >= 999_500 else f"{max(1, round(number / 1e3))} kB"


def _news(changes: Mapping[str, list[str]], words: PageWords) -> str:
    """What a version brings, in a line."""
    added = changes.get("### Added", [])
    parts = []
    if added:
        named = [inert_markdown(unescaped(line)) for line in added[:_MOST_NAMED]]
        more = [words.more.format(len(added) - _MOST_NAMED)] if len(added) > _MOST_NAMED else []
        parts.append(f"{words.new.format(len(added))} ({'; '.join([*named, *more])})")
    if changed := changes.get("### Changed"):
        general = {_RESTYLED: words.restyled, _REORDERED: words.reordered}
        said = (what for line in changed for form, what in general.items() if re.fullmatch(form, line))
        parts.append(next(said, words.changed.format(len(changed))))
    if removed := changes.get("### Removed"):
        parts.append(words.removed.format(len(removed)))
    return ", ".join(parts)


_RESTYLED, _REORDERED = r"(?:All|\d+) cards?: restyled\.", r"Order of new cards[.:]"
"""What an entry says about all cards, or about how some look."""


def _is_short(card: Card) -> bool:
    return bool(card.answer) and "\n" not in card.question and len(card.question + card.answer) <= _LONG_ANSWER


def changelog_page(changelog: bytes) -> bytes:
    """The changelog as a page: no template language of a site finds syntax on it, and a build no questions."""
    return b"---\nformats: []\n---\n\n" + re.sub(rb"[{}$]", lambda match: b"&#%d;" % ord(match[0]), changelog)


def inert_markdown(plain: str) -> str:
    """Text of a card as Markdown on one line, with code as in `release.lock`.

    Punctuation becomes character references, in which no extension of a site finds links, math, emoji or templates.

    >>> inert_markdown("What does `git log {{ x }}` do?")
    'What does <code>git log &#123;&#123; x &#125;&#125;</code> do?'
    """
    pieces = re.split(r"`([^`\n]+)`", " ".join(plain.split()))
    coded = [_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", piece) for piece in pieces]
    return "".join(f"<code>{piece}</code>" if n % 2 else piece for n, piece in enumerate(coded))
