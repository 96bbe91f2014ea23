"""Definition lists: a term on a line of its own, and its definition after a colon.

    latency
    :   Time until the first byte.       goes on until a blank line, also over lines that are not indented

        More about it.                   indented: part of the definition

    fetch
    pull                                 terms with one definition make one card: "fetch / pull"
    :   Gets what others published.
    :   A request to do so.              definitions of one term make one card, with a list

Read only where the settings or the page name this format.

Not a term: a paragraph of long lines, headings, lists, HTML, and options of a program as in Material for MkDocs, which
are comments: `:   <!-- md:default none -->`.
"""

from collections.abc import Iterator, Sequence

from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.terms import term_of
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Outline
from anki_export.source.types import Wanted
from anki_export.text.regex import regex

NAME = "definition"
_MARK = regex(r" {0,3}:[ \t\u00a0]+(?=\S)")
_ANY_MARK = regex(r"\n {0,3}:[ \t\u00a0]+\S")
_BLOCK = regex(
    r" {0,3}(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|[>|<]|`{3}|~{3}|:|={3}|-{3}|(?:\?\?\?|!!!)|\[[^\]]*\]:)|\s{4}|\t"
)
"""The start of a line that is neither a term nor the continuation of a paragraph."""
_SETTING = regex(r"<!--\s*md:")
_SENTENCE = regex(r"[.,;:!?。，；：！？](?:[*_`\"')\]]*)\Z")
_LONGEST_TERM = 100
_MOST_TERMS = 5
_HINTS = Hints(
    question="{}",
    title="write the term on the line above the colon",
    answer="write the definition after the colon",
    hidden="a <details> element",
)


def _may_hold(text: str) -> bool:
    return _ANY_MARK.search("\n" + text) is not None


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    number = end = 0
    while number < len(outline.lines):
        if not _is_mark(outline, number):
            number += 1
            continue
        stop, bodies = _bodies(outline, number)
        terms = _terms(outline, number, end)
        if terms and not _SETTING.match(bodies[0][1][0]):
            yield _span(outline.lines, terms, range(terms.start, stop), bodies)
        number = end = stop


def _is_mark(outline: Outline, number: int) -> bool:
    return not outline.is_code[number] and _MARK.match(outline.lines[number]) is not None


def _terms(outline: Outline, mark: int, end: int) -> range:
    """The lines of the terms above a definition; empty if these are no terms. The one before it ends at line `end`."""
    lines, stop = outline.lines, mark
    while stop > end and mark - stop < 2 and not lines[stop - 1].strip():
        stop -= 1
    start = stop
    while start > end and stop - start <= _MOST_TERMS and _is_text(lines[start - 1]) and not outline.is_code[start - 1]:
        start -= 1
    are_terms = stop - start <= _MOST_TERMS and all(len(line) <= _LONGEST_TERM for line in lines[start:stop])
    return range(start, stop) if are_terms else range(0)


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _BLOCK.match(line)


def _bodies(outline: Outline, mark: int) -> tuple[int, list[tuple[int, list[str]]]]:
    """The line after the definitions of a term, and the first line and the lines of each."""
    lines, number = outline.lines, mark + 1
    bodies = [(mark, [_MARK.sub("", lines[mark], count=1)])]
    after_blank = False
    stop = number
    while number < len(lines):
        line = lines[number]
        if not line.strip():
            after_blank = True
        elif _is_mark(outline, number):
            bodies.append((number, [_MARK.sub("", line, count=1)]))
            after_blank, stop = False, number + 1
            number += 1
            continue
        elif not (line.startswith(("  ", "\t")) or outline.is_code[number]):
            is_next_term = number + 1 < len(lines) and _is_mark(outline, number + 1) and not _SENTENCE.search(line)
            if after_blank or is_next_term or not _is_text(line):
                break
        bodies[-1][1].append(line)
        stop = number + 1 if line.strip() else stop
        number += 1
    last, text = bodies[-1]
    del text[stop - last :]
    return stop, bodies


def _span(lines: Sequence[str], terms: range, whole: range, bodies: Sequence[tuple[int, Sequence[str]]]) -> Span:
    written = [lines[number].strip() for number in terms]
    last = terms.stop - 1
    body: list[str] = []
    for start, text in bodies:
        body += [""] * (start - bodies[0][0] - len(body))
        body += _dedented(text) if len(bodies) == 1 else _item(_dedented(text))
    return Span(
        format=NAME,
        lines=whole,
        title=" / ".join(map(term_of, written)),
        written=written[0],
        number=None,
        is_term=True,
        hints=_HINTS,
        body=body,
        body_start=bodies[0][0],
        id_place=IdPlace(last, "", column=len(lines[last].rstrip())),
    )


def _dedented(text: Sequence[str]) -> list[str]:
    """The lines of a definition, without the columns by which those below the first one are indented."""
    below = [line.expandtabs(4) for line in text[1:]]
    depth = min((len(line) - len(line.lstrip()) for line in below if line.startswith("  ")), default=0)
    return [text[0], *(line[min(depth, 4, len(line) - len(line.lstrip())) :] for line in below)]


def _item(text: Sequence[str]) -> list[str]:
    return [f"-   {text[0]}", *(f"    {line}" if line.strip() else "" for line in text[1:])]


DEFINITION = Format(
    NAME,
    _may_hold,
    When.ON_REQUEST,
    spans=_spans,
    if_unread="definitions look like terms to learn",
    shown=lambda first: "definition lists (:   …)",
)
