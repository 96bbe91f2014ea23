"""Write ids into a page: `<!-- card: some-id -->` as the first line of a question's body.

    ??? question "1. What is a tag?"            ??? question "2. Which ones are there?"
        <!-- card: tag -->                          <!-- card: ones-are-there -->
        **A fixed name for a commit**.
                                                    - light ones
                                                    - annotated ones

In CommonMark the comment is a separate block that ends on its line, whatever surrounds it (HTML block, start condition
2: https://spec.commonmark.org/0.31.2/#html-blocks), so the rest is parsed as before. Python-Markdown, which builds the
site, treats the comment as the first line of an adjacent block, so that a list, table or fence is no longer
recognised. So a blank line follows the comment, except before text: a paragraph stays a paragraph.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from anki_export.source.entry import IdPlace
from anki_export.source.formats.question_format import ParsedPage
from anki_export.text.deck_names_and_slugs import slug
from anki_export.text.lazy_regex import regex

_LONGEST = 48
_FILLERS = frozenset(
    "a an the what whats which how is are was were do does did you your we i can could would should will".split()
)
"""Words too common to be useful in an id."""
_LATIN = regex(r"LATIN (?:SMALL|CAPITAL) LETTER (?P<letters>[A-Z]{1,2})(?: WITH .+)?")
_LINE = regex(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PROSE = regex(r"(?:\*\*|__|[^\W\d_])[^|]*")
"""A line that can only be paragraph text; one with `|` may start a table."""


def new_id(question_text: str, taken: Collection[str]) -> str:
    """Create an id from a question's words, not in `taken`: lower-case letters, digits and dashes, at most 48.

    >>> new_id("What is a détached `HEAD`?", {"detached-head"})
    'detached-head-2'
    """
    words = slug(_transliterated(re.sub("['’]", "", question_text))).split("-")
    readable = [word for word in words if word and word.isascii()]
    significant = [word for word in readable if word not in _FILLERS]
    # Words in other scripts are lost: what is left may fit any question.
    ending = "" if readable and len(readable) == len(words) else f"-{_hash(words)}"
    stem = "-".join(significant or ([] if ending else readable))
    found, number = _joined(stem, ending), 1
    while found in taken:
        number += 1
        found = _joined(stem, f"{ending}-{number}")
    return found


def pin(text: str, ids: Mapping[int, str], page: ParsedPage) -> str:
    """Write ids below question markers; `ids` maps the 1-based lines of questions without an id to their ids.

    `text` is the page as stored in its file, with line ends and byte order mark, all of which are kept; `page` is the
    same text as a build parses it. Raises ValueError for a line that does not open a question.
    """
    entries = [entry for entry in page.entries if not entry.is_nested]
    places = {entry.lines.start + 1: entry.id_place for entry in entries}
    without = {entry.lines.start + 1 for entry in entries if not entry.takes_id}
    if missing := ids.keys() - places.keys():
        raise ValueError(f"line {min(missing)} opens no question")
    written = [match.groups() for match in _LINE.finditer(text)]
    default = next((end for _, end in written if end), "\n")
    above: dict[int, list[str]] = {}
    within: dict[int, tuple[int, str]] = {}
    for number, name in ids.items():
        if number in without:
            continue
        place = places[number]
        if place.column is None:
            line = written[place.line][0] if place.line < len(written) else ""
            is_underline = line != "" and not line.strip("=- \t") and not page.lines[place.line].strip()
            above[place.line + is_underline] = _lines_at(place, page.lines, name)
        else:
            within[place.line] = place.column, name
    result = []
    for number, (line, end) in enumerate(written, 1):
        if number - 1 in within:
            line = _with_comment(line, page.lines[number - 1], *within[number - 1])
        result.append(line + end)
        if number in above:
            result += [one + end for one in above[number]] if end else [default + one for one in above[number]]
    return "".join(result)


def _with_comment(line: str, parsed: str, column: int, card_id: str) -> str:
    """A line of a page with an id at a column of the parsed line, which may have fewer characters."""
    before, after = parsed[:column], parsed[column:]
    if line.endswith(after):
        column = len(line) - len(after)
    elif not line.startswith(before):
        return line
    return f"{line[:column]} <!-- card: {card_id} -->{line[column:]}"


def _lines_at(place: IdPlace, lines: Sequence[str], card_id: str) -> list[str]:
    """The lines to insert above the line of a place."""
    own = prefix = place.prefix
    if place.excess:  # it may be code, and the comment would be part of it
        quote = prefix[: prefix.rfind(">") + 1]
        own = quote + " " * (len(prefix.expandtabs(4)) - place.excess - len(quote.expandtabs(4)))
    marks = re.compile(rf"(?:[ \t]*>){{{prefix.count('>')}}}[ \t]*|[ \t]*")
    below = [*lines[place.line : place.line + 2], "", ""]
    first, second = (line[match.end() :] for line in below[:2] if (match := marks.match(line)))
    comment = f"{own}<!-- card: {card_id} -->"
    is_text = not place.excess and _PROSE.fullmatch(first) and (not second or _PROSE.fullmatch(second))
    return [comment] if is_text or not first else [comment, own.rstrip()]


def _transliterated(text: str) -> str:
    """The text in lower case, Latin letters without diacritics; other scripts are kept.

    >>> _transliterated("Ærø, Łódź, Straße, ветка")
    'aero, lodz, strasse, ветка'
    """
    return "".join(map(_plain, unicodedata.normalize("NFKD", text.casefold())))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.combining(character):
        return ""
    latin = _LATIN.fullmatch(unicodedata.name(character, ""))
    return latin["letters"].lower() if latin else character


def _hash(words: Sequence[str]) -> str:
    return hashlib.sha256("-".join(words).encode()).hexdigest()[:8]


def _joined(stem: str, ending: str) -> str:
    """Stem and ending, with the stem cut at a word boundary if both are too long."""
    room = _LONGEST - len(ending)
    if len(stem) > room:
        stem = stem[: room + 1].rpartition("-")[0] or stem[:room]
    return (stem + ending).strip("-")
