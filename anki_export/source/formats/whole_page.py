"""Pages that ask one question: one card per page.

    (What is a heap.md)                    (queue-or-stack.md)
    # Heap                                 # When is a queue better than a stack?
    A tree where parents come first.       When what came first is needed first.

    # Links                                sections of links at the end are left out
    [Trees](https://example.org)

If a heading names the answer, or a number is in the title, the question is what `page_question` finds. Else it is the
`question` in the front matter, the first heading if it asks, the one right below it if no other does, or the name of
the file. Read where the settings or the page name this format, on pages on which no other format finds questions; and
where the other pages of the folder say so.

Not a question: README, index and files about the repository; names that are only a number or a date.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from anki_export.source.candidates.navigation_links import is_only_links, leads_elsewhere
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.layouts.find_page_question import (
    AskedPage,
    numbered_page,
    only_question,
    page_question,
    question_beside,
    unanswered_question,
)
from anki_export.source.layouts.page_shape import first_with_text, has_words, is_about_repository, title_question
from anki_export.source.lines import end_of_text, is_rule, is_separator
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Layout, Wanted
from anki_export.text.text_asks_or_announces import is_clear_question

NAME = "title"
_HINTS = Hints(
    question="# {}",
    title="ask the question in the first heading",
    answer="write the answer below the first heading, or below a heading `Answer`",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    start, name = first_with_text(outline.lines), wanted.file.strip()
    if start is None and wanted.question:
        start = 0
    if start is None or (is_about_repository(name) and wanted.layout is not Layout.TASK):
        return
    first = outline.headings[0] if outline.headings and outline.headings[0].line == start else None
    title = wanted.title if all(heading.title != wanted.title for heading in outline.headings) else ""
    found = None if wanted.question else page_question(outline, title)
    if wanted.layout is Layout.TASK:
        found = question_beside(outline, title)
    elif not found and wanted.layout is Layout.NUMBER:
        found = numbered_page(outline)
    if first and wanted.layout is Layout.TITLE and not is_clear_question(first.title):
        first = only_question(outline) or first
    if found:
        yield _span_of(found, outline, start)
    elif wanted.layout is Layout.ANSWER and first and (asked := unanswered_question(outline)):
        lines = range(start, end_of_text(outline.lines, start, len(outline.lines)))
        span = numbered_span(NAME, _HINTS, lines, asked, None, BodyLines((), first.line + 1))
        yield replace(span, id_place=IdPlace(first.line + 1, ""))
    elif wanted.layout in (None, Layout.TITLE) and (
        wanted.question or has_words(name) or is_clear_question(first.title if first else title)
    ):
        first = None if wanted.question else first
        stop = _end(outline)
        below = first.below if first else start
        body = body_of(outline.lines[below:stop], below, outline.is_code)
        yield replace(
            numbered_span(NAME, _HINTS, range(start, max(stop, start + 1)), wanted.question or name, None, body),
            title=wanted.question or title_question(name, first.title if first else title),
            is_term=not wanted.question,
            id_place=IdPlace(below, ""),
        )


def _span_of(found: AskedPage, outline: Outline, start: int) -> Span:
    lines = list(outline.lines)
    for part in found.without:
        lines[part.start : part.stop] = [""] * len(part)
    below, answer = found.below, found.answer
    stop = _without_navigation(outline, end_of_text(lines, below, len(lines)))
    body = body_of(lines[below:stop], below, outline.is_code)
    own = range(start, end_of_text(outline.lines, start, len(lines)))
    span = numbered_span(NAME, _HINTS, own, found.title, None, body)
    marked = AnswerLines((answer,), found.back) if answer is not None else None
    return replace(span, id_place=IdPlace(below, ""), answer=marked)


def _end(outline: Outline) -> int:
    """The line after the answer: the last sections lead elsewhere."""
    stop = len(outline.lines)
    for heading in reversed(outline.headings[1:]):
        if not leads_elsewhere(heading.title, outline.lines[heading.line + 1 : stop]):
            break
        stop = heading.line
    return _without_navigation(outline, end_of_text(outline.lines, 0, stop))


def _without_navigation(outline: Outline, stop: int) -> int:
    """The line after a text without the links to other pages in its last line, such as to the next one."""
    last, above = (outline.lines[stop - 1], outline.lines[stop - 2]) if stop > 1 else ("", "")
    if not is_only_links(last) or any(sign in last for sign in ("://", "](#", "![")):
        return stop  # as on most pages
    if is_rule(above) or (is_separator(above) and is_rule(outline.lines[max(stop - 3, 0)])):
        return end_of_text(outline.lines, 0, stop - 1, is_separator)
    return stop


TITLE = Format(
    NAME,
    when=When.ALONE_ON_REQUEST,
    spans=_spans,
    if_unread="titles of pages look like questions",
    shown=lambda first: "titles of pages",
)
