"""Definition lists: a term on a separate line, and its definition after a colon.

    latency
    :   Time until the first byte.       continues until a blank line, also over lines that are not indented

        More about it.                   indented: part of the definition

    fetch
    pull                                 terms with one definition make one card: "fetch / pull"
    :   Gets what others published.
    :   A request to do so.              definitions of one term make one card, with a list

Terms that ask are read where half of the terms do, with the few others of their list; others only where the settings or
the page name this format.

Not a term: headings, lists, HTML.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, pairwise

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import next_text, term_of
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.syntax.definition_lists import NO_TEXT, definitions_below, text_lines, without_marker
from anki_export.text.text_asks_or_announces import is_clear_question

NAME = "definition"
_MARKS = tuple(f"\n{' ' * indent}:" for indent in range(4))
"""One of these is in a text with definitions, other than in its first line, which has no term above it."""
_CODE = f"{'':8}code"
"""In place of an indented line of code: it may be part of a definition, but neither a term nor the start of one."""
_HINTS = Hints(
    question="{}", title="write the term on the line above the colon", answer="write the definition after the colon"
)


def _spans(outline: Outline, wanted: Wanted) -> Iterable[Span]:
    found = list(_definitions(outline))
    if wanted.is_named(NAME):
        return found
    asking = [span for span in found if is_clear_question(span.title)]
    if not thresholds.WITH_ANSWERS.of(len(asking), len(found)):
        return ()
    enough = thresholds.REST_ANNOUNCED if are_announced(outline, wanted) else thresholds.REST
    ask = {span.lines.start for span in asking}
    return list(chain.from_iterable(_of_list(terms, ask, enough) for terms in _lists(outline, found)))


def _lists(outline: Outline, found: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The terms of each list: nothing but blank lines is between them."""
    starts = [0]
    for at, (above, below) in enumerate(pairwise(found), 1):
        if next_text(outline.lines, above.lines.stop) < below.lines.start:
            starts.append(at)
    for start, stop in pairwise((*starts, len(found))):
        yield found[start:stop]


def _of_list(terms: Sequence[Span], ask: Set[int], enough: thresholds.Enough) -> Iterator[Span]:
    """The questions of a list: the terms that ask, in the lines `ask`, and the others if most do."""
    is_whole = enough.of(sum(term.lines.start in ask for term in terms), len(terms))
    for term in terms:
        if (asks := term.lines.start in ask) or is_whole:
            yield replace(term, is_term=not asks)


def _definitions(outline: Outline) -> Iterator[Span]:
    lines, number = outline.lines, 0

    def line_at(number: int) -> str:
        if not (outline.is_code[number] and lines[number].strip()):
            return lines[number]
        return _CODE if lines[number][0] in " \t" else NO_TEXT

    while number < len(lines):
        terms = text_lines(line_at, number, len(lines))
        definitions = definitions_below(line_at, terms.stop, len(lines)) if terms else ()
        if definitions:
            yield _span(lines, terms, definitions)
        number = definitions[-1].stop if definitions else max(terms.stop, number + 1)


def _span(lines: Sequence[str], terms: range, definitions: Sequence[range]) -> Span:
    written = [lines[number].strip().removeprefix("; ") for number in terms]  # as terms begin in wikis
    first, last = definitions[0].start, terms.stop - 1
    body: list[str] = []
    for definition in definitions:
        text = _dedented([without_marker(lines[definition.start]), *lines[definition.start + 1 : definition.stop]])
        body += [""] * (definition.start - first - len(body))
        if len(definitions) > 1:  # each is an item
            text = [f"-   {text[0]}", *(f"    {line}" if line.strip() else "" for line in text[1:])]
        body += text
    own = range(terms.start, definitions[-1].stop)
    return replace(
        numbered_span(NAME, _HINTS, own, written[0], None, BodyLines(tuple(body), first)),
        title=" / ".join(map(term_of, written)),
        is_term=True,
        id_place=IdPlace(last, "", column=len(lines[last].rstrip())),
    )


def _dedented(text: Sequence[str]) -> list[str]:
    """The lines of a definition, without the columns by which those below the first one are indented."""
    below = [line.expandtabs(4) for line in text[1:]]
    depth = min((len(line) - len(line.lstrip()) for line in below if line.startswith("  ")), default=0)
    return [text[0], *(line[min(depth, 4, len(line) - len(line.lstrip())) :] for line in below)]


DEFINITION = Format(
    NAME,
    lambda text: any(mark in text for mark in _MARKS),
    When.BY_EVIDENCE,
    signs=_MARKS,
    spans=_spans,
    is_read_beside=lambda outline: True,
    has_more_on_request=True,
    if_unread="definitions look like terms to learn",
    shown=lambda first: "definition lists (:   …)",
)
