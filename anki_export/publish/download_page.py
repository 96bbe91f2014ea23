"""Write the download page: plain Markdown and a little HTML with a link to each package.

It works with any theme and any Markdown parser. Texts of cards are written so that no extension of a site finds syntax
in them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from urllib.parse import quote

from anki_export.deck.download_index import BundleRow, DeckRow, Index
from anki_export.deck.feed import FEED
from anki_export.deck.lock_file import slug_of
from anki_export.release.changelog import changes_in
from anki_export.release.lock import Card, Deck, Lock
from anki_export.text.regex import regex
from anki_export.text.word_diff import unescaped

PAGE = "index.md"
_START = "<!-- anki-export: `anki-export publish` replaces everything from here to the end mark -->"
_END = "<!-- anki-export: end -->"
_MARKS = regex(r"(?:^|(?<=\ufeff))<!-- anki-export: (?P<kind>end|.*replaces.*) -->(?=[ \t]*\r?$)", re.MULTILINE)
_FIRST_PAGE = """\
# Anki decks

Learn these questions with [Anki](https://apps.ankiweb.net), a flashcard program for computers and phones.
"""
_HELP = """\
<details>
<summary>How to import a deck</summary>
<ul>
<li><strong>Anki on a computer:</strong> download the file and double-click it, or choose <em>File → Import</em>. \
Leave the options as they are.</li>
<li><strong>AnkiMobile (iPhone, iPad):</strong> download the file, open it in Files, choose \
<em>Share → AnkiMobile</em>, and tap <em>Import</em>.</li>
<li><strong>AnkiDroid:</strong> download the file and open it, or choose <em>⋮ → Import</em> in AnkiDroid.</li>
</ul>
<p>To update a deck, import its newest version in the same way. You keep your reviews and due dates.</p>
</details>"""
_ALL_DECKS = "These are the cards of all decks below. If you have some of them already, nothing is imported twice."
_SAMPLE = """\
<details>
<summary>Sample card from {deck}</summary>
<p><strong>{question}</strong></p>
<p>{answer}</p>
</details>"""
_MOST_NAMED = 3
"""How many new cards of a version are named."""
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


def generated_part(index: Index, lock: Lock, changelog: str, *, has_feed: bool = False) -> str:
    """The generated part of the page."""
    whole = [_offer(row, "Download all decks") for row in index.bundles if not row.topic]
    blocks = [f"## All decks\n\n{offer}\n\n{_ALL_DECKS}" for offer in whole]
    blocks += [_HELP, *_sample(index, lock)]
    topics = {topic: list(rows) for topic, rows in groupby(_in_order(index), key=lambda row: row.topic)}
    of_topic = {row.topic: row for row in index.bundles if row.topic}
    if all(len(rows) == 1 for rows in topics.values()):
        topics = {"Decks": _in_order(index)}
    for topic, rows in topics.items():
        bundle = [_offer(of_topic[topic], f"All of {inert_markdown(topic)}")] if topic in of_topic else []
        blocks.append(_section(topic, [*bundle, *(_deck(row, lock, changelog) for row in rows)]))
    if ended := list(_ended(lock)):
        blocks.append(_section("No longer updated", ended))
    if has_feed:
        blocks.append(f"To hear about new versions, add the [Atom feed]({FEED}) to your feed reader.")
    return "\n\n".join(blocks) + "\n"


def _section(title: str, items: Iterable[str]) -> str:
    return "\n".join([f"## {inert_markdown(title)}", "", *(f"- {item}" for item in items)])


def _in_order(index: Index) -> list[DeckRow]:
    """The decks by topic, and from easy to hard, as their names in Anki sort them."""
    return sorted(index.decks, key=lambda row: (row.topic.casefold(), row.topic, row.name))


def title_of(deck: Deck) -> str:
    """The name of a deck for readers, without its place in the tree of decks."""
    return " ".join(filter(None, (deck.topic, deck.level, deck.part)))


def _deck(row: DeckRow, lock: Lock, changelog: str) -> str:
    news = _news(changes_in(changelog, row.name, row.version))
    return _offer(row, inert_markdown(title_of(lock.decks[slug_of(row.file)]))) + (f"<br>News: {news}" if news else "")


def _offer(row: DeckRow | BundleRow, title: str) -> str:
    """The link to a package, with an anchor whose name stays the same in later versions."""
    anchor = f'<a id="deck-{escape(slug_of(row.file))}"></a>'
    facts = f"{_cards(row.cards)} · {shown_size(row.bytes)} · version {row.version} · {row.released}"
    return f"{anchor}**[{title}]({quote(row.file)})**<br>{facts}"


def _cards(number: int) -> str:
    return f"{number:,} card{'' if number == 1 else 's'}"


def shown_size(number: int) -> str:
    """A number of bytes for readers.

    >>> shown_size(900), shown_size(15_654), shown_size(2_400_000)
    ('1 kB', '16 kB', '2.4 MB')
    """
    return f"{number / 1e6:.1f} MB" if number >= 999_500 else f"{max(1, round(number / 1e3))} kB"


def _news(changes: Mapping[str, list[str]]) -> str:
    """What a version brings, in a line."""
    added = changes.get("### Added", [])
    parts = []
    if added:
        named = [inert_markdown(unescaped(line)) for line in added[:_MOST_NAMED]]
        more = [f"{len(added) - _MOST_NAMED} more"] if len(added) > _MOST_NAMED else []
        parts.append(f"{len(added)} new ({'; '.join([*named, *more])})")
    if changed := changes.get("### Changed"):
        general = next((what for line in changed for form, what in _GENERAL.items() if re.fullmatch(form, line)), "")
        parts.append(general or f"{len(changed)} changed")
    if removed := changes.get("### Removed"):
        parts.append(f"{len(removed)} removed")
    return ", ".join(parts)


_GENERAL = {r"(?:All|\d+) cards?: restyled\.": "a new design", r"Order of new cards[.:]": "a new order"}
"""What an entry says about all cards, or about how some look."""


def _sample(index: Index, lock: Lock) -> Iterator[str]:
    """The first card of the first deck with a short answer."""
    for row in _in_order(index):
        slug = slug_of(row.file)
        cards = sorted((c for c in lock.cards if c.deck == slug and not c.retired), key=lambda card: card.due)
        if card := next(filter(_is_short, cards), None):
            yield _SAMPLE.format(
                deck=inert_markdown(title_of(lock.decks[slug])),
                question=inert_markdown(card.question),
                answer=inert_markdown(card.answer),
            )
            return


def _is_short(card: Card) -> bool:
    return bool(card.answer) and "\n" not in card.question and len(card.question + card.answer) <= _LONG_ANSWER


def _ended(lock: Lock) -> Iterator[str]:
    """Decks without cards: links to their anchors still lead to an explanation."""
    used = {card.deck for card in lock.cards if not card.retired}
    for slug, deck in sorted(lock.decks.items()):
        if slug not in used:
            anchor = f'<a id="deck-{escape(slug)}"></a>'
            yield f"{anchor}{inert_markdown(title_of(deck))}: if you have this deck, you keep its cards and reviews."


def inert_markdown(plain: str) -> str:
    """Text of a card as Markdown on one line, with code as in `release.lock`.

    Punctuation becomes character references, in which no extension of a site finds links, math, emoji or templates.

    >>> inert_markdown("What does `git log {{ x }}` do?")
    'What does <code>git log &#123;&#123; x &#125;&#125;</code> do?'
    """
    pieces = re.split(r"`([^`\n]+)`", " ".join(plain.split()))
    coded = [_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", piece) for piece in pieces]
    return "".join(f"<code>{piece}</code>" if n % 2 else piece for n, piece in enumerate(coded))
