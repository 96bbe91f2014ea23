"""Questions in the lines of an answer that are no part of it, and the answers without them:

    **Q:** What is a tag?

    **A:** A name.

    **What is a branch?**       asks as a whole paragraph, and hardly any other answer does

    A moving name.

    **Q:** What is a blob?

Not such questions: list items, quotes, lines in code or collapsed blocks, longer texts, and what a colon leads to.
Those that lean on what is above, as "And why is it so?" does, are part of the answer. Only bold ones
that begin as a question of the page does, or are a bonus without an answer, end one: others may be rhetorical.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.asking_lines_on_cardless_pages import asking_text
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.entry import AnswerLines, Finding, Hints, Span
from anki_export.source.lines import end_of_text, indent_of, is_quoted, is_separator, last_text, list_marker
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import QUESTION_MARKS, asks, label_end
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.word_patterns import Words
from anki_export.text.words_that_ask_or_announce import adds_to_above, has_question_word, names_people, wants_answer

_AROUND = ' *_"'
_LONGEST = 80
"""In characters: longer sentences are part of a text."""
_FEW = 3
_BOLD = ("**", "__", "<b>", "<strong>")
_BOLD_LABEL = regex(r"\A[*_]*(?P<text>[^*_\n]{1,30}?):?(?:\*\*|__):?\s+(?=\S)")
_SENTENCES = regex(r"[.!?]\s+\S")
_REFERS = Words("refers")
_PARTS = ("explanation", "references", "note", "example", "hint")
_ALIKE = 2
"""Questions that begin with so many of the same words look alike."""


def ends_with_mark(line: str) -> bool:
    """Whether a line ends with a question mark, perhaps in bold, or has the title of a collapsed block."""
    return "<summary" in line or asks(line.rstrip(_AROUND))


def question_in(line: str) -> str:
    """The question of a line, without its number and without marks of a label; empty if it does not ask."""
    text = asking_text(line)
    return without_number(_BOLD_LABEL.sub(lambda match: f"{match['text']}: ", text, count=1)) if text else ""


def is_apart_from_answer(outline: Outline, number: int, indent: int) -> bool:
    """Whether a line that asks in an answer is no part of it by its form; `indent` is that of the question above."""
    line = outline.lines[number]
    text = question_in(line)
    is_block = line[:1] == "#" or is_quoted(line) or has_answer_label(line) or indent_of(line) > min(indent, 3)
    if is_block or len(text) > _LONGEST or _SENTENCES.search(text):
        return False
    above = outline.lines[last_text(outline.lines, number)].rstrip(_AROUND)
    if above.endswith((":", "：")):
        return False
    return not any(number in element.lines[2:] for element in outline.collapsed)


def leans_on_answer(text: str) -> bool:
    """Whether a question is no new one: it names a part of the answer, refers to it, or speaks to the reader.

    >>> [leans_on_answer(text) for text in ("And what if?", "Why does it float?", "Sure?", "Did you know?")]
    [True, True, True, True]
    >>> leans_on_answer("Source: who knows?"), leans_on_answer("How do you tie a bowline?")
    (True, False)
    """
    words = text.lower().strip(_AROUND)
    is_part = (":" in words and label_end(words, *_PARTS) > 0) or adds_to_above(words) or _REFERS.are_in(words)
    return is_part or size_in_words(words) <= 1 or (names_people(words) and not has_question_word(words))


def _opening(text: str) -> list[str]:
    """The first words of a question, by which it looks like others, without a label such as "Bonus"."""
    words = text.lower().strip(_AROUND)
    return words[label_end(words, "extra") if ":" in words else 0 :].split()[:_ALIKE]


def are_few(owners: int, total: int) -> bool:
    """Whether so few answers have a question in them that these are no habit of the author."""
    return owners == 1 or owners * 4 <= total


def ended_at_questions(outline: Outline, spans: Sequence[Span]) -> list[Span]:
    """The questions, each up to another one in its answer, with a message about that one."""
    asking = sum(wants_answer(span.title) for span in spans)
    if len(spans) < _FEW or not thresholds.HALF.of(asking, len(spans)):
        return list(spans)
    marked = [number for number, _ in outline.lines_with(*QUESTION_MARKS)]
    ends: dict[int, int] = {}
    for span in spans:
        inside = marked[bisect_right(marked, span.lines.start) : bisect_left(marked, span.lines.stop)]
        if (end := next((number for number in inside if _ends(outline, number, span)), None)) is not None:
            ends[span.lines.start] = end
    if not (ends and are_few(len(ends), len(spans))):
        return list(spans)
    openings = [_opening(span.title) for span in spans]
    new = {span.lines.start for span in spans if _is_new(outline, ends.get(span.lines.start), span, openings)}
    return [_up_to(outline, span, ends[span.lines.start]) if span.lines.start in new else span for span in spans]


def _ends(outline: Outline, number: int, span: Span) -> bool:
    """Whether a line that asks is below the answer of a question, after a blank line."""
    line, start = outline.lines[number], span.lines.start
    if outline.is_code[number] or list_marker(line) or not ends_with_mark(line) or "](" in line:
        return False
    if not (is_separator(outline.lines[number - 1]) and line.startswith(_BOLD) and question_in(line)):
        return False  # others may be rhetorical: they are only told
    if span.answer:
        is_below = number > span.answer.answers[0].start
    else:
        is_below = any(list_marker(above) or OPTION.match(above) for above in outline.lines[start + 1 : number])
    return is_below and is_apart_from_answer(outline, number, indent_of(outline.lines[start]))


def _is_new(outline: Outline, number: int | None, span: Span, openings: Sequence[Sequence[str]]) -> bool:
    """Whether the line of a question in an answer begins as others of the page do, or is a bonus without text below."""
    if number is None:
        return False
    text = question_in(outline.lines[number])
    is_bonus = label_end(text.lower(), "extra") > 0 and last_text(outline.lines, span.lines.stop) == number
    return (is_bonus or _opening(text) in openings) and not leans_on_answer(text)


def _up_to(outline: Outline, span: Span, end: int) -> Span:
    stop = end_of_text(outline.lines, span.lines.start + 1, end, is_separator)
    answer = span.answer and AnswerLines(
        tuple(_cut(span.answer.answers, stop)), tuple(_cut(span.answer.back, stop)), span.answer.is_whole
    )
    return replace(
        span,
        lines=range(span.lines.start, stop),
        body=span.body[: max(stop - span.body_start, 0)],
        answer=answer,
        findings=(*span.findings, unlike_others(end, question_in(outline.lines[end]), span.hints)),
    )


def _cut(ranges: Sequence[range], stop: int) -> Iterator[range]:
    yield from (range(one.start, min(one.stop, stop)) for one in ranges if one.start < stop)


def unlike_others(line: int, text: str, hints: Hints) -> Finding:
    """The message about a question that is not written like the others of its page."""
    message = f"question {text!r} is not written like the others and does not get its own card"
    return Finding(line, Rule.NOT_READ, message, f"for its own card, write {hints.question.format(text)}")
