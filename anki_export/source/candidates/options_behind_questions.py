"""Options with letters behind a question in its line are below it, where the letter of one of them is the answer:

    1. What moves? a) a tag b) a branch        What moves?

    Answer: b                                  a) a tag b) a branch

Not options: the parts of a question, each of which has an answer.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from anki_export.source.body.option_letters import OF_OPTIONS, has_second_option
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.entry import Span
from anki_export.source.lines import next_text
from anki_export.text.lazy_regex import regex

_BEHIND = regex(rf"(?P<asked>.*?(?:[?？؟]|_{{2,}}[^_?？]*?)(?:\*\*|__)?)\s+(?P<options>[(（]?[{OF_OPTIONS}][.)）]\s.+)")
_LETTER = regex(rf"[\W_]*[{OF_OPTIONS}](?:[\W_]*\Z|[).:：]|[*_]{{1,2}}[\W_]|\s[–—-]\s)")


def with_options_below(spans: Iterable[Span]) -> Iterator[Span]:
    """The questions of a page, with their options apart from their titles."""
    for span in spans:
        found = _BEHIND.fullmatch(span.title) if ")" in span.title or "." in span.title else None
        if found and not span.prompt and has_second_option([found["options"]]) and _names_one(span):
            asked = found["asked"].removeprefix("**") if span.title.count("**") == 1 else found["asked"]
            start = span.above_start if span.above else span.lines.start
            above = (*span.above, "", found["options"]) if span.above else (found["options"],)
            yield replace(span, title=asked, above=above, above_start=start)
        else:
            yield span


def _names_one(span: Span) -> bool:
    """Whether the answer of a question begins with one letter, perhaps behind a label, and lists no parts."""
    first = span.answer.answers[0].start - span.body_start if span.answer else 0
    at = next_text(span.body, max(first, 0))
    line = span.body[at] if at < len(span.body) else ""
    if not span.answer:
        line = line.rpartition(":")[2] if has_answer_label(line) else ""
    return _LETTER.match(line) is not None and not has_second_option(span.body[at:])
