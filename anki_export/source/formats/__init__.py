"""Question formats: how authors mark the start and end of a question.

Each format is one file and one entry in the table. A format that recognises questions by their lines returns spans:
these are parsed as blocks along with the page, so that their bodies can use the page's link targets, footnotes and
line numbers. A format that the parser recognises gets its entries from the tokens. Both produce `Entry` objects.
If two formats claim the same lines, the first one in the table wins; questions that the parser finds inside a span
are nested in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.entry import Entry, Finding, IdPlace, Span
from anki_export.source.formats.admonition import ADMONITION
from anki_export.source.formats.admonition import EXAMPLE as EXAMPLE
from anki_export.source.formats.admonition import EXAMPLE_WITH_ANSWER as EXAMPLE_WITH_ANSWER
from anki_export.source.formats.types import Format, ParsedPage
from anki_export.source.syntax.claimed_lines import SPANS
from anki_export.source.syntax.size_limits import overlong
from anki_export.source.unclosed_fences import EXAMPLE_CODE, hidden_lines

FORMATS: tuple[Format, ...] = (ADMONITION,)


def may_hold(text: str) -> bool:
    """Whether a text may contain questions, or something meant to be one."""
    return any(format.may_hold(text) for format in FORMATS)


def likely_holds(data: bytes) -> bool:
    """Whether a page that can't be decoded or is too large to parse seems to contain a question.

    If not, the page is ignored without a message.
    """
    text = data.replace(b"\0", b"").decode("latin-1")  # UTF-16 has a NUL byte in each ASCII character
    return any(format.likely_holds(text) for format in FORMATS)


def opens_question(line: str) -> bool:
    """Whether a question opens on a line, so that it can't be front matter."""
    return any(format.opens(line) for format in FORMATS)


def parse_page(text: str, md: MarkdownIt) -> ParsedPage:
    """Parse a page and find the entries of all formats."""
    lines = text.split("\n")
    spans = _spans(text, lines)
    env: dict[str, object] = {SPANS: spans}
    tokens = md.parse(text, env)
    of_spans = list(_entries(tokens)) if spans else []
    inside = {number for entry in of_spans for number in entry.lines}
    of_tokens = (entry for format in FORMATS for entry in format.entries(tokens, lines))
    entries = [*of_spans, *(replace(e, is_nested=True) if e.lines.start in inside else e for e in of_tokens)]
    return ParsedPage(
        lines,
        tokens,
        sorted(entries, key=lambda entry: entry.lines.start),
        [span for start, span in spans.items() if start not in inside],
        overlong(env),
    )


def unrecognised(page: ParsedPage) -> Iterator[Finding]:
    """Report what looks like a question on a page but was not recognised."""
    for format in FORMATS:
        yield from format.unrecognised(page, [entry for entry in page.entries if entry.format == format.name])
    places = hidden_lines(page.tokens, page.lines) if page.unread else {}
    for span in page.unread:
        if (place := places.get(span.lines.start, "in a place where no block can start")) != EXAMPLE_CODE:
            message = f"this looks like a question but is {place}; skipped"
            yield Finding(span.lines.start, Rule.NOT_READ, message, "close the block before it")


def _spans(text: str, lines: Sequence[str]) -> dict[int, Span]:
    """The non-overlapping spans of all formats by their first line."""
    spans: dict[int, Span] = {}
    taken: set[int] = set()
    for span in (span for format in FORMATS if format.may_hold(text) for span in format.spans(lines)):
        if taken.isdisjoint(span.lines):
            spans[span.lines.start] = span
            taken.update(span.lines)
    return spans


def _entries(tokens: Sequence[Token]) -> Iterator[Entry]:
    """The entries created from spans."""
    start = 0
    for i, token in enumerate(tokens):
        if token.type == "entry_open":
            start = i
        elif token.type == "entry_close":
            span: Span = tokens[start].meta["span"]
            title = tokens[start + 1]
            yield Entry(
                format=span.format,
                lines=span.lines,
                column=span.column,
                title=title,
                body=tokens[start + 2 : i],
                written=span.written,
                label=span.label,
                id_place=IdPlace(span.lines.start + 1, " " * span.indent),
                hints=span.hints,
                comment="".join(child.content for child in title.children or () if child.type == "html_inline"),
            )
