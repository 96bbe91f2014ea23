"""One message for what many lines and pages share: unsupported syntax, drafts, formats that are not read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.settings.format_names import AUTO
from anki_export.source.asking_lines_on_cardless_pages import LIST_ITEMS, ROWS, UnreadLines
from anki_export.source.checks.checked_page import HINT, LISTED
from anki_export.source.checks.unread_formats import ON_REQUEST_FORMATS, setting_of
from anki_export.source.formats import FORMATS
from anki_export.source.formats.bold import BOLD
from anki_export.source.formats.numbered_items_with_labelled_answers import ITEMS
from anki_export.source.formats.tables_and_vocabulary import QUESTION_TABLE
from anki_export.source.formats.whole_page import TITLE
from anki_export.source.layouts.page_shape import is_about_repository
from anki_export.source.pages_and_questions import Question
from anki_export.source.thresholds import ALL_TITLES, LABELS_REPEAT, ON_REQUEST, SECTIONS
from anki_export.text.lazy_regex import regex

_SYNTAX = regex(r"the card shows (?:\{\{[<%]\s*/?[\w-]+|\{\{|\{(?=[^%*:])|\{%-?\s*(?:end)?[\w-]+)")
"""The start of a message; all variables are of one kind, and tags with one name."""
_LOOK = frozenset(format.if_unread for format in ON_REQUEST_FORMATS if format is not QUESTION_TABLE)
"""What messages say of lines of which few on a whole site deserve none."""
_COUNTED = {Rule.OTHER_OPENERS, Rule.ON_NO_CARD}
_AMOUNT = regex(r"(?P<amount>\d+) (?P<what>[^;]*);")
"""The start of a message, by which those of several pages are summed up."""
_PLURAL = regex(r"(?:ies|s)\b")


def summed_up(report: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, with one for all drafts, for each kind of unsupported syntax on a page, and for each format.

    It is at the first place, and names all of them.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for diagnostic in _without_needless_notes(report):
        groups.setdefault(_kind(diagnostic), []).append(diagnostic)
    return [*groups.pop(None, ()), *map(_sum, groups.values())]


def _without_needless_notes(report: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without notes of what others tell, and of the only asking line of a page, if many have it."""
    found = list(report)
    told = {place for one in found if one.rule is not Rule.ON_NO_CARD for place in (one.location, *one.places)}
    single = Counter(one.message for one in found if one.rule is Rule.ON_NO_CARD and len(one.places) == 1)
    return [
        one
        for one in found
        if one.rule is not Rule.ON_NO_CARD
        or (single[one.message] < LABELS_REPEAT and not told.issuperset((one.location, *one.places)))
    ]


def _kind(diagnostic: Diagnostic) -> tuple[object, ...] | None:
    """What diagnostics that are summed up share; None for others."""
    if diagnostic.rule is Rule.DRAFT:
        return (diagnostic.rule,)
    if diagnostic.rule is Rule.RAW_SYNTAX:
        kind = _SYNTAX.match(diagnostic.message)
        return diagnostic.rule, diagnostic.location.path, kind[0] if kind else diagnostic.message
    match = _AMOUNT.match(diagnostic.message) if diagnostic.rule in _COUNTED else None
    return (diagnostic.rule, match["what"], diagnostic.hint) if match else None


def _sum(found: Sequence[Diagnostic]) -> Diagnostic:
    """The sum of diagnostics of a kind: a note for few lines of a format that is read on request."""
    first = min(found, key=lambda each: each.location)
    if match := _AMOUNT.match(first.message) if first.rule in _COUNTED else None:
        what, rest = match["what"], first.message[match.end() :]
        total = sum(int(each.message.partition(" ")[0]) for each in found)
        is_little = what in _LOOK and not ON_REQUEST.of(total, total)
        pages = len({each.location.path for each in found})
        where = f" on {pages} pages" * (1 < pages < total)
        if total == 1:
            what, rest = _singular(what), rest.replace("none of them becomes", "it does not become")
        places = tuple(place for each in found for place in each.places)
        rule = Rule.ON_NO_CARD if is_little else first.rule
        return replace(first, rule=rule, message=f"{total} {what}{where};{rest}", places=places)
    places = tuple(sorted({each.location for each in found}))
    if len(places) == 1:
        return first
    more = f"{first.message} (and {len(places) - 1} more on this page)"
    drafts = f"{len(places)} drafts with questions are skipped"
    return replace(first, message=drafts if first.rule is Rule.DRAFT else more, places=places)


def told_beside(
    report: Sequence[Diagnostic], unread: Iterable[UnreadLines], questions: Iterable[Question]
) -> Iterator[Diagnostic]:
    """Messages about pages with too few lines that ask for one of their own, beside a page with one for such lines.

    They are in its folder, or have its name in a folder beside that. These are summed up with that of the page. Bold
    lines and list items are told beside pages with questions of the kind, too, if there is no message about their page.
    """
    hints: dict[tuple[str, str, str], str] = {}
    for diagnostic in report:
        if diagnostic.rule is Rule.OTHER_OPENERS and (match := _AMOUNT.match(diagnostic.message)):
            hints |= dict.fromkeys(_places(match["what"], diagnostic.location.path), diagnostic.hint)
    usual = {BOLD.name: BOLD.if_unread, ITEMS.name: LISTED}
    read = {(usual[one.format], one.location.path) for one in questions if one.format in usual}
    of_read = {place for what, path in read for place in _places(what, path)[1:]}
    paths = {(one.hint, one.location.path) for one in report if one.rule is not Rule.ON_NO_CARD}
    told = {diagnostic.location.path for diagnostic in report if diagnostic.rule is Rule.OTHER_OPENERS}
    listed = told | {diagnostic.location.path for diagnostic in report if diagnostic.rule is Rule.UNANSWERED}
    looks = {format.name: format.if_unread for format in FORMATS}
    for lines in (one for one in unread if (hints or of_read) and one.kind != ROWS):
        is_list, path = lines.kind == LIST_ITEMS, lines.location.path
        what = LISTED if is_list else looks.get(lines.kind.format, "")
        places = _places(what, path)
        hint = next((hints[place] for place in places if place in hints), "")
        if not (hint or path in (listed if is_list else told) or of_read.isdisjoint(places)):
            hint = HINT if is_list else setting_of((AUTO, BOLD.name))
        if hint and len(lines.places) >= SECTIONS.least and (hint, path) not in paths:
            message = f"{lines.amount} {what}; none of them becomes a card (first: {lines.first!r})"
            yield Diagnostic(lines.location, Rule.OTHER_OPENERS, message, hint, lines.places)


def told_titles(
    report: Iterable[Diagnostic], unread: Iterable[UnreadLines], paths: Iterable[str]
) -> Iterator[Diagnostic]:
    """Messages about titles that ask, of all pages of a folder, of which none has a card or message of its own."""
    shown = (diagnostic for diagnostic in summed_up(report) if diagnostic.rule is Rule.OTHER_OPENERS)
    told = {place.path for diagnostic in shown for place in (diagnostic.location, *diagnostic.places)}
    asking: dict[str, list[UnreadLines]] = {}
    for one in unread:
        folder, stem = _folder_and_stem(one.location.path)
        if one.is_titled and one.places and not (one.location.path in told or is_about_repository(stem)):
            asking.setdefault(folder, []).append(one)
    places = map(_folder_and_stem, paths if asking else ())
    pages = Counter(folder for folder, stem in places if not is_about_repository(stem))
    for folder, found in asking.items():
        for one in found if ALL_TITLES.of(len(found), pages[folder]) else ():
            message = f"1 questions in titles of pages; none of them becomes a card (first: {one.first!r})"
            yield Diagnostic(one.location, Rule.OTHER_OPENERS, message, setting_of((AUTO, TITLE.name)), one.places[:1])


def _folder_and_stem(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name.rpartition(".")[0]


def _places(what: str, path: str) -> list[tuple[str, str, str]]:
    """What pages beside each other share: their folder, apart from pages about the repository, or their name."""
    page = PurePosixPath(path)
    beside = (what, str(page.parent.parent), page.name)
    return [beside] if is_about_repository(page.stem) else [beside, (what, str(page.parent), "")]


def _singular(what: str) -> str:
    """A message about several lines, reworded for one.

    >>> [_singular(what) for what in ("flashcards of hashcards", "summaries look like questions")]
    ['flashcard of hashcards', 'summary looks like a question']
    """
    one = _PLURAL.sub(lambda end: "y" if end[0] == "ies" else "", what, count=1)
    return one.replace(" look like questions", " looks like a question").replace("line ask ", "line asks ")
