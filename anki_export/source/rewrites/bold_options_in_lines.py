"""Options behind a question in its line, of which the right one is in bold, get letters, and the answer a label:

    What moves? a tag / **a branch** / a file      **Q:** What moves? a) a tag b) a branch c) a file **A:** b

Two such lines of a page have three options or more, or three lines two of them; what is right is not always in the same
place where there are more. Forms and settings mark what is usual so: a form speaks to the reader, and a setting is a
word or two.
"""

import re
from collections.abc import Sequence

from anki_export.source.body.option_letters import LETTERS
from anki_export.source.candidates.flashcards_of_other_programs import CARD_ID
from anki_export.source.lines import bold_line, is_blank, next_text, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.apply_line_changes import Changes, matching_lines
from anki_export.source.thresholds import MARKED, WITH_ANSWERS
from anki_export.text.asking import is_clear_question, names_dialogue, names_people, names_writer
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words

_LINE = regex(
    r"(?:[-*+][ \t]+|(?P<number>\d{1,3})[.)][ \t]+)?(?:\*\*|__)?(?P<asked>[^\W\d_*][^/|;·*]*[?？؟])(?:\*\*|__)?[ \t]+"
    r"(?P<options>[^?？؟]*[/|;·][^?？؟]*)\Z"
)
_SIGN = regex(r"[ \t]+[/|·][ \t]+|;[ \t]+")
_FEWEST, _MARKS_OF_ONE = 3, 2
_SHORTEST = 4
"""In words."""


def bold_options_as_answers(outline: Outline) -> Changes:
    """The lines of such questions with labels, and a rule below the last one where text follows."""
    found = matching_lines(outline, _LINE)
    options = {at: _SIGN.split(match["options"].strip()) for at, match in found.items()}
    right = {at: one for at, texts in options.items() if (one := _only_bold(texts)) >= 0}
    enough = WITH_ANSWERS if all(len(options[at]) >= _FEWEST for at in right) else MARKED
    is_always = len(right) >= MARKED.least and len(set(right.values())) == 1
    is_other = is_always or names_dialogue(outline.title)
    if is_other or not enough.of(len(right), len(found)) or not all(_asks(found[at]["asked"]) for at in right):
        return {}
    changes = {at: _labelled(found[at], options[at], one) for at, one in right.items()}
    lines, stop = outline.lines, max(right) + 1
    stop += stop < len(lines) and CARD_ID.fullmatch(lines[stop].strip()) is not None
    below = next_text(lines, stop)
    if below < len(lines) and is_blank(lines[stop]) and not starts_block(lines[below]):
        changes[stop] = "***"
    return changes


def _asks(text: str) -> bool:
    """Whether a text asks, and no form does so."""
    speaks = names_people(text) and not names_writer(text)
    return is_clear_question(text) and size_in_words(text) >= _SHORTEST and not speaks


def _only_bold(texts: Sequence[str]) -> int:
    """The place of the only option in bold; -1 if there is none, or more than one."""
    bold = [at for at, text in enumerate(texts) if bold_line(text)]
    is_single = len(bold) == 1 < len(texts) <= len(LETTERS) and " ".join(texts).count("**") <= _MARKS_OF_ONE
    return bold[0] if is_single else -1


def _labelled(match: re.Match[str], texts: Sequence[str], right: int) -> str:
    names = LETTERS[: len(texts)].lower()
    options = " ".join(f"{name}) {text.strip('*_')}" for name, text in zip(names, texts, strict=True))
    return f"**Q{match['number'] or ''}:** {match['asked']} {options} **A:** {names[right]}"
