"""The next parts of a test that no format reads (see `candidates/answered_options.py`)."""

from collections.abc import Iterator, Sequence

from anki_export.diagnostics import Rule
from anki_export.source.candidates.answered_options import next_parts
from anki_export.source.entry import Entry, Finding
from anki_export.source.formats.types import ParsedPage


def unread_parts(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the items below the last question of a format whose numbers go on, or that ask and have text below."""
    last = max((entry.lines for entry in entries), key=lambda lines: lines.start, default=range(0))
    if not last or any(entry.lines.start > last.start for entry in page.entries):
        return
    for part in next_parts(page.outline, last.start, last.stop):
        if part.goes_on or part.is_read:
            lines = [item.line for item in part.items]
            message = f"item {part.items[0].title!r} follows the questions, but is not written like one; skipped"
            hint = "write it as a question, with its answer below"
            yield Finding(lines[0], Rule.NOT_READ, message, hint, places=lines)
