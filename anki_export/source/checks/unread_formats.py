"""Pages that look like questions in a format that is not read there, with the setting that reads it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.settings import FORMAT_NAMES
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.entry import Span
from anki_export.source.formats import EXAMPLE_WITH_ANSWER, FORMATS
from anki_export.source.formats.terms import term_of
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Outline, outline_of
from anki_export.source.question_numbers import label_of
from anki_export.source.types import Wanted
from anki_export.text.asking import is_clear_question
from anki_export.text.languages import alternatives
from anki_export.text.regex import regex

_FORMS = {
    "headings": regex(r"#{1,6}\s+(?P<text>.+?)[\s#*_]*(?:\{[^{}]*\})?"),
    "bold lines": regex(r"(?:[-*+]\s+|(?P<number>\d+[.)])\s+)?(?:\*\*|__)(?P<text>[^*]+?)(?:\*\*|__)[\s:]*"),
    "lines starting with Q": regex(r"(?P<text>(?:\*\*|__)?[^\W\d_][^*]+(?:(?:\*\*|__)[^*]+)?)"),
    "summaries": regex(
        r"(?:<details[^<>]*>\s*)?<summary[^<>]*>\s*(?:<(?:b|strong)>)?(?P<text>.+?)(?:</(?:b|strong)>)?\s*</summary>.*",
        re.I,
    ),
}
"""Lines that may ask, by what they are called in messages."""
_FORMATS = {"headings": "heading", "bold lines": "bold", "lines starting with Q": "labels", "summaries": "details"}
"""The format that reads these lines."""
_REQUESTED = {
    "definition": "definitions look like terms to learn",
    "glossary": "terms look like a glossary",
    "table": "rows of tables look like terms or questions",
    "title": "titles of pages look like questions",
}
"""What is said of formats that are only read on request."""
_STARTS = frozenset("#*_-+<0123456789")
_STARTS_WITH_QUESTION = regex(rf"(?:{alternatives('question')}|q)(?![^\W\d_])", re.IGNORECASE)
_ENOUGH = 3
"""So many of one form are not there by chance."""
_ENOUGH_ELSEWHERE = 6
"""The threshold on pages without level, which may be about the site, for questions without a number or Q."""
_ENOUGH_ON_REQUEST = 5
"""The threshold for a whole site, of terms and titles."""
_AMOUNT = regex(r"(?P<amount>\d+) (?P<what>[^;]*);")
"""The start of a message, by which those of several pages are summed up."""


class _Candidate(NamedTuple):
    form: str
    line: int
    text: str
    is_labelled: bool
    """Whether it has a number or a Q before it."""

    @property
    def asks(self) -> bool:
        return self.text.endswith(("?", "？"))


def other_formats(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report lines that look like questions outside of all questions, and terms in formats that are not read."""
    page = checked_page.page
    if page.wanted.is_fixed:  # the author has decided
        return
    names = page.wanted.formats.union(format.name for format in FORMATS)
    outline = outline_of(checked_page.lines, page.wanted._replace(formats=names))
    unread = [format for format in FORMATS if not page.wanted.is_named(format.name)]
    yield from _lines_that_ask(checked_page, outline, unread)
    for format in unread:
        if format.when is When.ON_REQUEST and (found := _beside(checked_page, format, outline)):
            yield _terms(format, found, page.wanted)


def summed_up(report: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, with one for each format that is not read: at its first page, with the sum of all pages."""
    groups: dict[tuple[str, str], list[tuple[Diagnostic, re.Match[str]]]] = {}
    result = []
    for diagnostic in report:
        if diagnostic.rule is Rule.OTHER_OPENERS and (match := _AMOUNT.match(diagnostic.message)):
            groups.setdefault((match["what"], diagnostic.hint), []).append((diagnostic, match))
        else:
            result.append(diagnostic)
    for (what, _), found in groups.items():
        total = sum(int(match["amount"]) for _, match in found)
        if total >= _ENOUGH_ON_REQUEST or what not in _REQUESTED.values():
            first, match = min(found, key=lambda each: each[0].location)
            where = f" on {len(found)} pages" * (1 < len(found) < total)
            result.append(replace(first, message=f"{total} {what}{where};{first.message[match.end() :]}"))
    return result


def _lines_that_ask(checked_page: CheckedPage, outline: Outline, unread: Sequence[Format]) -> Iterator[Finding]:
    """Report lines of the first form of which there are enough, at least half of them with a question mark."""
    lines = [
        (number, line)
        for number, line in enumerate(checked_page.lines)
        if line[:1] in _STARTS or _STARTS_WITH_QUESTION.match(line)
    ]
    if len(lines) < _ENOUGH:
        return
    taken = _taken(checked_page)
    found = [
        candidate
        for number, line in lines
        if number not in taken and not outline.is_code[number] and (candidate := _candidate(number, line.strip()))
    ]
    for form in _FORMS:
        asked = [candidate for candidate in found if candidate.form == form]
        labelled = sum(candidate.is_labelled for candidate in asked)
        is_sure = checked_page.page.level is not None or labelled * 2 >= len(asked)
        if len(asked) < (_ENOUGH if is_sure else _ENOUGH_ELSEWHERE) or len(asked) <= len(checked_page.questions):
            continue
        if sum(candidate.asks for candidate in asked) * 2 >= len(asked):
            format = next((format for format in unread if format.name == _FORMATS[form]), None)
            spans = _beside(checked_page, format, outline) if format else []
            message = f"{len(spans) or len(asked)} {form} look like questions; none of them becomes a card"
            hint = f"write each as {EXAMPLE_WITH_ANSWER}"
            if format and spans:
                hint = _hint(format, checked_page.page.wanted)
            yield Finding(asked[0].line, Rule.OTHER_OPENERS, f"{message} (first: {asked[0].text!r})", hint)
            return


def _terms(format: Format, found: Sequence[Span], wanted: Wanted) -> Finding:
    first = term_of(found[0].written)
    message = f"{len(found)} {_REQUESTED[format.name]}; none of them becomes a card (first: {first!r})"
    return Finding(found[0].lines.start, Rule.OTHER_OPENERS, message, _hint(format, wanted))


def _hint(format: Format, wanted: Wanted) -> str:
    names = [*sorted(wanted.formats, key=FORMAT_NAMES.index), format.name]
    listed = ", ".join(names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"add formats = [{quoted}] to the settings, or `formats: [{listed}]` to the front matter"


def _beside(checked_page: CheckedPage, format: Format, outline: Outline) -> list[Span]:
    """The questions that a page would have in a format, beside those that it has."""
    if not format.may_hold("\n".join(checked_page.lines)):
        return []
    if format.takes_page and (checked_page.entries or not is_clear_question(checked_page.page.wanted.file)):
        return []
    taken = _taken(checked_page)
    return [span for span in format.spans(outline) if taken.isdisjoint(span.lines)]


def _taken(checked_page: CheckedPage) -> set[int]:
    """The lines of questions."""
    return {number for entry in checked_page.entries for number in entry.lines}


def _candidate(number: int, line: str) -> _Candidate | None:
    for form, pattern in _FORMS.items():
        if match := pattern.fullmatch(line):
            label = label_of(match["text"])
            if form == "lines starting with Q" and (label is None or label.mark != "Q"):
                continue
            text = (label.rest if label else match["text"]).strip(" *_")
            found = _Candidate(form, number, text, label is not None or bool(match.groupdict().get("number")))
            is_text = re.search(r"[^\W\d_]", text) is not None
            return found if is_text and (found.asks or found.is_labelled) else None
    return None
