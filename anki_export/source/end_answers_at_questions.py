"""Questions in the lines of an answer that are no part of it, and the message about them.

Not such questions: list items, quotes, lines in code or collapsed blocks, longer texts, and what a colon leads to.
Those that lean on what is above, as "And why is it so?" does, are part of the answer.
"""

from anki_export.diagnostics import Rule
from anki_export.source.asking_lines_on_cardless_pages import asking_text
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.entry import Finding, Hints
from anki_export.source.lines import indent_of, is_quoted, last_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import asks, label_end
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import adds_to_above, has_question_word, names_people
from anki_export.text.word_patterns import Words

_AROUND = ' *_"'
_LONGEST = 80
"""In characters: longer sentences are part of a text."""
_BOLD_LABEL = regex(r"\A[*_]*(?P<text>[^*_\n]{1,30}?):?(?:\*\*|__):?\s+(?=\S)")
_SENTENCES = regex(r"[.!?]\s+\S")
_REFERS = Words("refers")
_PARTS = ("explanation", "references", "note", "example", "hint")


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


def are_few(owners: int, total: int) -> bool:
    """Whether so few answers have a question in them that these are no habit of the author."""
    return owners == 1 or owners * 4 <= total


def unlike_others(line: int, text: str, hints: Hints) -> Finding:
    """The message about a question that is not written like the others of its page."""
    message = f"question {text!r} is not written like the others and does not get its own card"
    return Finding(line, Rule.NOT_READ, message, f"for its own card, write {hints.question.format(text)}")
