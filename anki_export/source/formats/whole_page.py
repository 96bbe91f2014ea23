"""Files whose title is the question, and whose text is the answer: one card a page.

    (What is a heap.md)                    (queue-or-stack.md)
    # Heap                                 # When is a queue better than a stack?
    A tree where parents come first.       When what came first is needed first.

    # Links                                sections of links at the end are left out
    [Trees](https://example.org)

The question is the first heading if it asks, else the name of the file. Read only where the settings or the page name
this format, on pages on which no other format finds questions.

Not a question: README, index and files about the repository; names that are only a number or a date.
"""

import re
from collections.abc import Iterator

from anki_export.source.candidates.body_lines import body_of
from anki_export.source.candidates.page_links import leads_elsewhere
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.types import Format, When
from anki_export.source.lines import end_of_text
from anki_export.source.outline import Heading, Outline
from anki_export.source.types import Wanted
from anki_export.text.asking import is_clear_question
from anki_export.text.regex import regex

NAME = "title"
_OF_REPOSITORY = regex(
    r"readme|index|contributing|contributors|license|licence|changelog|changes|history|summary|security|authors|todo"
    r"|code[ _-]of[ _-]conduct|_.*|404",
    re.IGNORECASE,
)
_WORD = regex(r"[^\W\d_]{2}|[^\W\d_](?=\W|\Z)")
_MARK = regex(r"([!-/:-@\[-`{-~])")
"""ASCII punctuation, which a backslash keeps from being Markdown."""
_HINTS = Hints(
    question="# {}",
    title="ask the question in the first heading",
    answer="write the answer below the first heading",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    start = next((number for number, line in enumerate(outline.lines) if line.strip()), None)
    name = wanted.file.strip()
    if start is None or _OF_REPOSITORY.fullmatch(name) or not _WORD.search(name):
        return
    first = outline.headings[0] if outline.headings and outline.headings[0].line == start else None
    stop = _end(outline)
    below = start + bool(first) + bool(first and first.is_underlined)
    body = body_of(outline.lines[below:stop], below, outline.is_code)
    yield Span(
        format=NAME,
        lines=range(start, max(stop, start + 1)),
        title=_question(name, first),
        written=name,
        is_term=True,
        hints=_HINTS,
        body=body.lines,
        body_start=body.start,
        id_place=IdPlace(below, ""),
    )


def _question(name: str, first: Heading | None) -> str:
    """The question as Markdown; words of a name that is part of an address are divided by `-` or `_`."""
    heading = first.title if first else ""
    is_slug = " " not in name and ("-" in name or "_" in name)
    if is_clear_question(heading) or (heading and is_slug):
        return heading
    words = re.sub(r"[-_]+", " ", name) if is_slug else name
    return _MARK.sub(r"\\\1", words)


def _end(outline: Outline) -> int:
    """The line after the answer: the last sections lead elsewhere."""
    stop = len(outline.lines)
    for heading in reversed(outline.headings[1:]):
        if not leads_elsewhere(heading.title, outline.lines[heading.line + 1 : stop]):
            break
        stop = heading.line
    return end_of_text(outline.lines, 0, stop)


TITLE = Format(
    NAME,
    lambda text: bool(text.strip()),
    When.ALONE_ON_REQUEST,
    spans=_spans,
    if_unread="titles of pages look like questions",
    shown=lambda first: "titles of pages",
)
