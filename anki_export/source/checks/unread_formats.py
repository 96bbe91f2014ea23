"""Pages that look like questions in a format that is not read there, with the setting that reads it.

Flashcards of other programs may be on pages that do not look like theirs as a whole:

- What is a tag? #card           Logseq, on a page with text outside of lists
C: A [tag] has a fixed name.     hashcards, below other text
What is a tag?::A fixed name.    Obsidian, on a page without its tag, if few; also `?` in a line between them
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.settings import FORMAT_NAMES
from anki_export.source import thresholds
from anki_export.source.checks.checked_page import HINT, CheckedPage, Finding, become_no_cards
from anki_export.source.entry import Span
from anki_export.source.formats import FORMATS
from anki_export.source.formats.bold import BOLD
from anki_export.source.formats.hashcards import HASHCARDS
from anki_export.source.formats.heading import HEADING
from anki_export.source.formats.hidden_answers import HIDDEN
from anki_export.source.formats.logseq import LOGSEQ
from anki_export.source.formats.numbered_items_with_labelled_answers import ITEMS
from anki_export.source.formats.obsidian import OBSIDIAN
from anki_export.source.formats.question_and_answer_labels import LABELS
from anki_export.source.formats.question_format import Format, When
from anki_export.source.formats.whole_page import TITLE
from anki_export.source.layouts.find_page_question import page_question
from anki_export.source.layouts.page_shape import asks_about_repository, asks_person, is_about_repository
from anki_export.source.lines import term_of
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import QuestionNumber, counts_up, number_of, numbers_in_order, without_number
from anki_export.text.classify_labels import asks
from anki_export.text.extract_topic import is_glossary
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import (
    is_clear_question,
    wants_answer,
)

ON_REQUEST_FORMATS = [
    format for format in FORMATS if format.if_unread and (format.when.is_on_request or format.has_more_on_request)
]
"""Those that are read, or read more, only if the settings name them."""
_NAMES = frozenset([format.name for format in FORMATS])
_WITH_TITLES = [(format, format.titles) for format in FORMATS if format.titles]
_LETTER, _DIGIT = regex(r"[^\W\d_]"), regex(r"\d")
_FEW = 2
"""Titles without digits: letters number more."""
_Q = regex(r"[*_]*q(?![^\W\d_])", re.IGNORECASE)
_ASKS = regex(r"[?？؟](?:\s*::|[ \t]*\n\?\??[ \t]*\n)")


class _Title(Struct, frozen=True, order=True):
    line: int
    text: str
    number: QuestionNumber | None

    @property
    def words(self) -> str:
        return self.number.rest if self.number else self.text

    @property
    def asks(self) -> bool:
        return asks(self.text)


def other_formats(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report lines that look like questions outside of all questions, and terms in formats that are not read."""
    wanted = checked_page.page.wanted
    outline = checked_page.outline
    if checked_page.is_decided or not checked_page.free:
        return
    free = set(checked_page.free)
    yield from _lines_that_ask(checked_page, [n for n in checked_page.free if not outline.is_code[n]])
    yield from _question_of_page(checked_page)
    text = "\n".join([line if n in free else "" for n, line in enumerate(outline.lines)])
    for format in ON_REQUEST_FORMATS:
        if not wanted.is_named(format.name) and format.may_hold(text) and (found := _beside(checked_page, format)):
            first = term_of(found[0].written)
            is_said = is_glossary(wanted.title or outline.title) and thresholds.LINES_THAT_ASK.of(len(found), 0)
            what = f"{format.if_unread}, as the title says" if is_said else format.if_unread
            places = [span.lines.start for span in found]
            yield become_no_cards(places, what, setting_for(wanted, format), first=first)


def _lines_that_ask(checked_page: CheckedPage, free: Sequence[int]) -> Iterator[Finding]:
    """Report the lines of each format of which enough ask, or whose like have hidden answers below them.

    They are among the `free` lines, which no question has.
    """
    taken: set[int] = set()
    read: set[str] | None = None
    hiding = (entry.lines.start for entry in checked_page.entries if entry.format == HIDDEN.name)
    marks = {_mark(checked_page.lines[line]) for line in hiding} - {""}
    for format, titles_in in _WITH_TITLES:
        found_titles = titles_in(checked_page.outline, free)
        titles = [(number, title) for number, title in found_titles if number not in taken and _LETTER.search(title)]
        if len(titles) <= _FEW and not any(_DIGIT.search(one) or asks(one) or number_of(one) for _, one in titles):
            continue  # as on most pages
        read = read if read is not None else {_key(entry.written) for entry in checked_page.entries}
        titles = [(number, title) for number, title in titles if _key(title) not in read]
        texts = [title for _, title in titles]
        numbers = numbers_in_order(texts) if checked_page.is_announced else list(map(number_of, texts))
        found = [_Title(line, title, number) for (line, title), number in zip(titles, numbers, strict=True)]
        repeats = Counter(one.text for one in found)
        found = [one for one in found if (one.number or one.asks) and repeats[one.text] < thresholds.LABELS_REPEAT]
        if not found:
            continue
        taken.update(one.line for one in found)
        found = sorted({one.text: one for one in reversed(found)}.values())  # answers may repeat them
        hint = HINT
        is_enough = (
            _are_enough(found, checked_page)
            or (format in (BOLD, HEADING) and _are_nearly_read(titles, found, checked_page))
            or (format in (ITEMS, LABELS) and _are_tasks(found))
        )
        if not is_enough:
            found = [one for one in found if one.asks and _mark(checked_page.lines[one.line]) in marks]
            hint = "hide each answer, as the others are"
        if found:
            is_read = format is ITEMS or checked_page.page.wanted.is_named(format.name)
            spans = [] if is_read else _beside(checked_page, format)
            places = [span.lines.start for span in spans]
            if len(spans) < (sum(one.asks for one in found) or len(found)):  # some contain questions of the page
                places = sorted({*places, *(one.line for one in found)})
            elif format is HEADING:  # deeper ones may ask, too
                places = sorted({*places, *(one.line for one in found if one.asks)})
            nearly_read = ""
            if spans and is_enough and thresholds.HALF.of(len(spans), len(places)):
                nearly_read = format.name if _are_most(format, titles, found, checked_page) else ""
                hint = setting_for(checked_page.page.wanted, format)
            finding = become_no_cards(places, format.if_unread, hint, first=found[0].words)
            yield replace(finding, line=found[0].line, format=nearly_read)


def _key(title: str) -> str:
    return normalised(without_number(title))


def _mark(line: str) -> str:
    """The sign of a heading or bold line, whatever the level."""
    return line[:1] if line[:1] in "#*_" else ""


def _question_of_page(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the question of a page that is read where the pages of the folder, or the settings, say so."""
    wanted, outline = checked_page.page.wanted, checked_page.outline
    if wanted.is_named(TITLE.name) or checked_page.entries:
        return
    found = page_question(outline) if not is_about_repository(wanted.file) else None
    if found and found.is_certain and found.asks:
        hint = setting_for(wanted, TITLE)
        line = outline.headings[0].line if outline.headings else 0
        yield become_no_cards([line], "questions below titles of pages", hint, first=found.title)


def _are_enough(found: Sequence[_Title], checked_page: CheckedPage) -> bool:
    """Whether that many lines deserve a message; pages without a level may be about the site.

    Half of them ask, or all count up on a page without cards whose title announces questions.
    """
    numbered = [one.number.value for one in found if one.number and one.number.value is not None]
    are_numbered = thresholds.HALF.of(len(numbered), len(found))
    is_on_topic = checked_page.page.level is not None or are_numbered
    enough = thresholds.LINES_THAT_ASK if is_on_topic else thresholds.LINES_ELSEWHERE
    ask = thresholds.HALF.of(sum(one.asks for one in found), len(found)) or (
        not checked_page.entries and len(numbered) == len(found) and counts_up(numbered) and checked_page.is_announced
    )
    return enough.of(len(found), 0) and ask


def _are_tasks(found: Sequence[_Title]) -> bool:
    """Whether lines with a word and a number ask or set tasks, and count up.

    `Task 1: done` does not, and `Q1: Build it` may be a quarter of a year.
    """
    setting = sum(wants_answer(one.words) for one in found)
    numbers = [one.number.value for one in found if one.number and one.number.value is not None]
    is_list = counts_up(numbers) and not any(_Q.match(one.text) for one in found)
    return is_list and thresholds.LINES_THAT_ASK.of(len(found), 0) and thresholds.HALF.of(setting, len(found))


def _are_nearly_read(titles: Sequence[tuple[int, str]], found: Sequence[_Title], checked_page: CheckedPage) -> bool:
    """Whether one damaged line may be why a page of questions has no card."""
    every = Counter(_rank(checked_page.lines[line]) for line, _ in titles)
    for rank, total in every.items():
        own = [one for one in found if _rank(checked_page.lines[one.line]) == rank]
        is_numbered = thresholds.HALF.of(sum(one.number is not None for one in own), total)
        enough = thresholds.NEARLY_ANNOUNCED if checked_page.is_announced or is_numbered else thresholds.NEARLY
        enough = thresholds.MARKED if checked_page.entries else enough  # parts of these ask in passing
        asking = sum(one.asks for one in own)
        if enough.of(asking, total):
            return True
    return False


def _are_most(
    format: Format, titles: Sequence[tuple[int, str]], found: Sequence[_Title], checked_page: CheckedPage
) -> bool:
    """Whether lines are most of those of their rank, on a page without a card: an article has other headings.

    A README asks about its repository, an introduction about its book, and an interview a person.
    """
    wanted, titled = checked_page.page.wanted, [one.text for one in found]
    if checked_page.entries or format not in (BOLD, HEADING) or is_about_repository(wanted.file):
        return False
    if asks_about_repository(checked_page.outline, wanted, format.name, titled):
        return False
    if asks_person(checked_page.outline, wanted.title, {one.line: one.text for one in found}):
        return False
    every = Counter(_rank(checked_page.lines[line]) for line, _ in titles)
    ((rank, times),) = Counter(_rank(checked_page.lines[one.line]) for one in found).most_common(1)
    enough = thresholds.HALF if checked_page.is_announced else thresholds.BESIDE_OTHERS
    return enough.of(times, every[rank])


def _rank(line: str) -> str:
    """What all headings of a level begin with, and all bold lines; nothing for underlined headings."""
    return line[: len(line) - len(line.lstrip("#"))] or _mark(line)


def setting_for(wanted: Wanted, format: Format) -> str:
    """How to have a format read, too."""
    return setting_of((*sorted(wanted.formats, key=FORMAT_NAMES.index), format.name))


def setting_of(names: Sequence[str]) -> str:
    """How to have formats read."""
    listed = ", ".join(names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"add formats = [{quoted}] to the settings, or `formats: [{listed}]` to the front matter"


def _beside(checked_page: CheckedPage, format: Format) -> list[Span]:
    """The questions that a page would have in a format, beside those that it has."""
    wanted = checked_page.page.wanted
    if not format.may_hold(checked_page.outline.text):
        return []
    if format.when is When.ALONE_ON_REQUEST and (checked_page.entries or not is_clear_question(wanted.file)):
        return []
    every = replace(wanted, formats=wanted.formats | _NAMES)
    return [span for span in format.spans(checked_page.outline, every) if checked_page.taken.isdisjoint(span.lines)]


def other_flashcards(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report how many flashcards a page has for a program, if it is read in no format."""
    text, wanted = checked_page.page.text, checked_page.page.wanted
    if checked_page.entries or checked_page.is_decided:
        return
    for format, program in ((LOGSEQ, "Logseq"), (HASHCARDS, "hashcards")):
        if wanted.is_named(format.name) or not format.may_hold(text):
            continue
        named = replace(wanted, formats=wanted.formats | {format.name})
        found = format.flashcards(checked_page.outline, named)
        spans = [one for one in found if isinstance(one, Span)]
        lines = sorted(one.lines.start for one in spans if one.body)
        is_enough = format is LOGSEQ or thresholds.HALF.of(len(lines), text.count("\n\n"))
        every = sorted({one.lines.start if isinstance(one, Span) else one.line for one in found})
        if format is HASHCARDS and lines and any(map(_is_clear, (checked_page.lines[line] for line in every))):
            lines = every
            is_enough = thresholds.HALF.of(len(lines), len(lines) + _other_texts(checked_page, spans))
        if lines and is_enough:
            yield become_no_cards(lines, f"flashcards of {program}", setting_for(wanted, format))
    yield from _untagged(checked_page)


def _is_clear(line: str) -> bool:
    """Whether a line has a label of hashcards that is rare elsewhere: `Q:` and `A:` are labels on many pages."""
    return line.lstrip(" \t>")[:1] in ("P", "C")


def _other_texts(checked_page: CheckedPage, spans: Iterable[Span]) -> int:
    """How many blocks of text a page has beside flashcards and headings."""
    taken = {number for span in spans for number in span.lines}
    lines = [
        "" if number in taken or line[:1] == "#" else line.strip() for number, line in enumerate(checked_page.lines)
    ]
    return sum(bool(line) and not above for above, line in pairwise(["", *lines]))


def _untagged(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report `question::answer`, or `?` between them, on a page without the tag for flashcards of Obsidian."""
    page = checked_page.page
    if not _ASKS.search(page.text) or page.wanted.is_named(LOGSEQ.name):
        return
    named = replace(page.wanted, formats=page.wanted.formats | {OBSIDIAN.name})
    found = OBSIDIAN.flashcards(checked_page.outline, named)
    spans = [one for one in found if isinstance(one, Span) and asks(one.written)]
    lines = [span.lines.start for span in spans]
    own = sum(bool(checked_page.lines[number].strip()) for span in spans for number in span.lines)
    written = sum(bool(line.strip()) for line in checked_page.lines)
    if lines and (thresholds.HALF.of(own, written) or thresholds.LINES_THAT_ASK.of(len(lines), 0)):
        hint = f"give the page the tag of the plugin, such as #flashcards, or {setting_for(page.wanted, OBSIDIAN)}"
        yield become_no_cards(lines, "flashcards of Obsidian on a page without their tag", hint)
