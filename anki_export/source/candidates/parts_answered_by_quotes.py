"""Questions whose parts have letters, ask, and have a quote each as their answer: each part is a question.

    **4** Look at the picture.

    (a) Which side is port?

    > The left one.

    (b) Explain why.

    > The rudder was on the right one.

The text of the question, and what is between it and the parts, such as the picture, is on the front of each. Options
may have quotes, too, which say why they are right or not: these neither ask nor set a task. Where text is below the
last quote, a quote is a hint, or the parts are examples, all of it is one answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from anki_export.source.candidates.question_candidate import answered_below
from anki_export.source.entry import IdPlace, Span
from anki_export.source.lines import end_of_text, is_blank, is_quoted, last_text, next_text, starts_block
from anki_export.text.classify_labels import label_end
from anki_export.text.lazy_regex import regex
from anki_export.text.question_points import ends_with_points, without_points
from anki_export.text.text_asks_or_announces import wants_answer
from anki_export.text.word_patterns import Words

_PART = regex(r" {0,3}\(?(?P<letter>[a-h])[.)]\s+(?=\S)")
_LETTERS = "abcdefgh"
_FEWEST = 2
_EXAMPLE = Words("example")


def with_parts(spans: Iterable[Span]) -> Iterator[Span]:
    """The questions of a page, with their parts in place of those that have such."""
    for span in spans:
        yield from _parts(span) or (span,)


def _parts(span: Span) -> Sequence[Span]:
    """The parts of a question; empty if it has none."""
    found = {
        at: match
        for at, line in enumerate(span.body)
        if (match := _PART.match(line)) and (at == 0 or is_blank(span.body[at - 1]))
    }
    if len(found) < _FEWEST or span.answer or not _LETTERS.startswith("".join(one["letter"] for one in found.values())):
        return ()
    parts: list[Span] = []
    first, *others = [*found, len(span.body)]
    if _are_of_one_answer(span.body, first):
        return ()
    for at, stop in pairwise((first, *others)):
        start = next((n for n in range(at + 1, stop) if is_blank(span.body[n]) or starts_block(span.body[n])), stop)
        answer = next_text(span.body, start)
        asked = " ".join(map(str.strip, (found[at].string[found[at].end() :], *span.body[at + 1 : start])))
        if answer >= stop or not is_quoted(span.body[answer]) or not (wants_answer(asked) or ends_with_points(asked)):
            return ()
        line = span.lines.start if at == first else span.body_start + at
        end = span.body_start + end_of_text(span.body, start, stop)
        part = replace(
            span,
            lines=range(line, end),
            column=span.column if at == first else 1,
            number=span.number if at == first else None,
            body=span.body[start : end - span.body_start],
            body_start=span.body_start + start,
            above=(*span.body[:first], without_points(asked)),
            above_start=span.body_start,
            id_place=IdPlace(span.body_start + start, span.id_place.prefix),
            markup=span.markup if stop == len(span.body) else (),
        )
        parts.append(answered_below(part))
    return parts


def _are_of_one_answer(body: Sequence[str], first: int) -> bool:
    """Whether text is below the last quote, one quote is a hint, or what is above the first part leads to examples."""
    last = max((at for at, line in enumerate(body) if is_quoted(line)), default=first)
    below = next((at for at in range(last + 1, len(body)) if is_blank(body[at])), len(body))
    lead = body[last_text(body, first)].lower().rstrip() if any(map(str.strip, body[:first])) else ""
    return (
        next_text(body, below) < len(body)
        or any(is_quoted(line) and label_end(line.strip("> *_").lower(), "hint") > 0 for line in body)
        or (lead.endswith((":", "：")) and _EXAMPLE.are_in(lead))
    )
