"""What is to be done with the numbered items below an instruction, and whether they ask: "Translate these:"."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from anki_export.source.body.option_letters import has_second_option
from anki_export.source.candidates.numbered_units import (
    Section,
    Unit,
    asked_text,
    has_number,
    lines_below,
    section_above,
    title_above,
    title_of_unit,
)
from anki_export.source.lines import end_of_text, is_blank, list_marker, starts_block
from anki_export.text.classify_labels import is_label, names_quiz, task_end
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    has_blank,
    is_clear_question,
    is_order,
    is_statement,
    may_have_gap,
    sets_task_at_end,
    wants_answer,
)
from anki_export.text.true_or_false import announces_verdicts
from anki_export.text.word_patterns import Words

_SENTENCES = regex(r"(?<=[.!?])\s+|(?<=[。！？])\s*")
_FIELD = regex(r"[:：=][\s*_]*_[\W_]*\Z")
"""The blank of a form: `Name: ____`."""
_BESIDE_GAP = regex(r"[(\[（【][^()\[\]（）【】]*\w[^()\[\]（）【】]*[)\]）】]|[/=→]|->")
"""What stands beside a gap for the word that belongs there in another form, or for several: `____ (go)`, `a/an`."""
_RUN_IN = regex(r"(?P<bold>\*\*|__)[^*_\n]{1,40}(?:[:：](?P=bold)|(?P=bold)[:：])\s*(?=\S)")
"""A bold label before an instruction: `**Directions:** Solve each equation.`"""
_FORMULA = regex(r"[\d=+*/^<>|×÷\\]")
_IN_FORMULA = regex(r"\$[^$]+\$|\\\(.+?\\\)|`[^`]+`")
_WORD = regex(r"(?<![^\W_\\])[^\W\d_]{3,}(?![^\W_(]|\()")
"""A word of prose; in formulas there are names of functions: `sin(x)`."""
_FEW, _FEW_WORDS = 2, 3
_PART = regex(r"(?P<word>[^\W\d_]{2,20})[ \t]+(?P<name>\d{1,2}|[A-Z]|[IVX]{1,4})(?:[.:)]|[ \t]+[-–—])[ \t]+(?=\S)")
"""What numbers the parts of a test."""
_LONGEST_LEAD = 25
"""In words: what is longer teaches."""
EXERCISES = Words("exercise", "questions")
_HOW_OR_WHY = Words("how_to", "why")
_ANSWERS, _SMALL, _PLACE = Words("answer", "solution", "key"), Words("small"), Words("follows", "above")


class Instruction(Struct, frozen=True):
    """What says what to do with the items of a list."""

    text: str
    lines: range
    """Those above the list, from its heading on."""


def without_pointers(instruction: str, heading: str) -> str:
    """An instruction without sentences that say where the answers are, by their heading or in other words."""
    kept: list[str] = []
    was_pointer = False
    name = normalised(heading)
    for sentence in _SENTENCES.split(instruction):
        lower = sentence.lower()
        is_named = 0 < size_in_words(name) <= _FEW_WORDS and f" {name} " in f" {normalised(sentence)} "
        begins = _ANSWERS.end(lower.lstrip("(*_ "), max(_SMALL.end(lower) + 1, 0)) > 0
        is_pointer = is_named or (begins and _PLACE.are_in(lower))
        is_pointer = (is_pointer and not is_order(sentence)) or (was_pointer and size_in_words(sentence) <= _FEW_WORDS)
        kept += [] if is_pointer else [sentence]
        was_pointer = is_pointer
    return " ".join(kept) or instruction


def orders_by_itself(instruction: Instruction) -> bool:
    """Whether an instruction says what to do with sentences, which may ask: "Translate."; "Part B" says nothing."""
    return wants_answer(instruction.text)


def asks_in_section(lines: Sequence[str], sections: Sequence[Section], unit: Unit) -> bool:
    """Whether a unit asks, has options, or sets a task below a heading that announces such.

    In a list, `Q1:` may be a quarter of a year.
    """
    has_label = unit.label == "question" and not unit.indent
    if has_label or asks_alone(lines, unit) or has_blank(unit.text):
        return True
    # Above answers on the same page, a heading that is only a number may be that of a chapter.
    if are_on_two_pages(sections) and is_clear_question(asked_text(lines, unit)):
        return True
    title = title_above(sections, unit)
    return (
        announces_questions(title)
        or announces_verdicts(title)
        or (EXERCISES.are_in(title.lower()) and sets_own_task(lines, unit))
    )


def sets_own_task(lines: Sequence[str], unit: Unit) -> bool:
    """Whether a unit orders something itself, perhaps after what is given: "A die is rolled. Find the mean."."""
    return is_order(unit.text) or sets_task_at_end(title_of_unit(lines, unit) or asked_text(lines, unit))


def are_named_problems(
    lines: Sequence[str], sections: Sequence[Section], units: Sequence[Unit], answers: Sequence[Unit]
) -> bool:
    """Whether the title above units names several problems, and each of them sets a task, as few answers do.

    Others are obstacles, and what to do about them. A problem in the singular may have steps. Formulas are answers,
    whatever words set the task.
    """
    if not units or not has_problems(sections, units[0]):
        return False
    if all(_is_formula(one.text) for one in answers):
        return True
    return (
        not EXERCISES.are_in(title_above(sections, units[0]).lower())
        and all(asks_alone(lines, one) or sets_own_task(lines, one) for one in units)
        and sum(is_order(asked_text(lines, one)) for one in answers) * 2 < len(answers)
    )


def are_on_two_pages(sections: Sequence[Section]) -> bool:
    """Whether the answers are on another page."""
    return any(section.level == 0 for section in sections)


def announce_tasks(sections: Sequence[Section]) -> bool:
    """Whether a title above answers on another page names a test or exercises; orders may be the steps of a guide."""
    above = takewhile(lambda section: section.level > 0, sections)
    titles = (section.title for section in above)
    return are_on_two_pages(sections) and any(names_quiz(one) or EXERCISES.are_in(one.lower()) for one in titles)


def has_problems(sections: Sequence[Section], unit: Unit) -> bool:
    """Whether the title above a unit names exercises or problems: steps may have solutions, too."""
    return EXERCISES.are_in(f"{title_above(sections, unit).lower().rstrip('s')} 1")  # "problem 1" is a word


def asks_alone(lines: Sequence[str], unit: Unit) -> bool:
    """Whether a unit asks or has options."""
    return is_clear_question(unit.text) or has_second_option(lines_below(lines, unit))


def are_to_change(
    lines: Sequence[str], sections: Sequence[Section], units: Sequence[Unit], answers: Sequence[Unit | None]
) -> bool:
    """Whether an instruction above the units says what to do with them, or their answers repeat most of their words.

    Items that give orders may be the steps of one task.
    """
    said = [instruction_above(lines, sections, one) for one in units]
    if not all(said) or any(is_order(one.text) for one in units):
        return False
    lead = " ".join(one.text for one in said if one).lower()
    if _HOW_OR_WHY.are_in(lead) and all(is_statement(one.text) for one in units):
        return False  # steps that find or fix what is asked about
    if all(one and wants_answer(one.text) for one in said):
        return True
    given = [one for one in answers if one]
    if len(given) == len(units) > _FEW and all(_is_formula(one.text) for one in (*units, *given)):
        return True  # whatever words say what to do with them
    return all(
        len(words & set(normalised(answer.text).split())) * 2 >= len(words)
        for unit, answer in zip(units, answers, strict=True)
        if answer and (words := set(normalised(unit.text).split()))
    )


def _is_formula(text: str) -> bool:
    """Whether a text is a formula, without words.

    >>> [_is_formula(text) for text in ("12 + 7", "$f(x) = x^2$", "sqrt(x) = 3", "a tag", "Version 3 + 4")]
    [True, True, True, False, False]
    """
    rest, count = _IN_FORMULA.subn("", text)
    return (count > 0 or _FORMULA.search(text) is not None) and not _WORD.search(rest)


def has_gap(text: str) -> bool:
    """Whether a text has a blank elsewhere than behind a colon at its end."""
    return has_blank(_FIELD.sub("", text))


def is_sentence_with_gap(text: str) -> bool:
    """Whether a text is a whole sentence with a gap that asks for a word, and nothing says what to make of it.

    >>> [is_sentence_with_gap(text) for text in ("I ____ here.", "I ____ (live) here.", "dog: ____", "dog ____")]
    [True, False, False, False]
    """
    is_whole = is_statement(text) and size_in_words(text) >= _FEW_WORDS
    return is_whole and (has_gap(text) or may_have_gap(text)) and not _BESIDE_GAP.search(text)


def _last_paragraph(lines: Sequence[str], start: int, stop: int) -> int:
    """The line at which the last paragraph of some lines begins."""
    end = end_of_text(lines, start, stop)
    return next((n + 1 for n in reversed(range(start, end)) if is_blank(lines[n])), start)


def _text_of(paragraph: Sequence[str]) -> str:
    """The text of a paragraph in a line, without bold and italics around all of it."""
    text = " ".join(line.strip() for line in paragraph if line.strip())
    bare = text.strip("*_ ")
    text = bare if bare.count("**") % 2 == bare.count("__") % 2 == 0 else text
    return text[label.end() :] if (label := _RUN_IN.match(text)) else text


def instruction_above(lines: Sequence[str], sections: Sequence[Section], unit: Unit) -> Instruction | None:
    """The sentence above the list of a unit, or else its heading."""
    section = section_above(sections, unit.line)
    start = section.line + 1 if section else 0
    first = next((n for n in range(start, unit.line) if list_marker(lines[n]) or has_number(lines[n])), unit.line)
    last = _last_paragraph(lines, start, first)
    starts = (last, start) if wants_answer(_text_of(lines[last:first])) else (start, last)  # others may explain
    for above in starts:
        paragraph = lines[above:first]
        lead = _text_of(paragraph)
        if lead and size_in_words(lead) <= _LONGEST_LEAD and not any(map(starts_block, paragraph)):
            return Instruction(lead, range(start - (section is not None), first))
    if not section or not section.title or is_label(section.title) or is_label(section.title.rstrip("s")):
        return None  # "Practice problems" says as little as the singular, which is a word
    if section.level == 1 and not wants_answer(section.title):
        return None
    title = _without_name_of_part(section.title, sections)
    return Instruction(title[task_end(title) :], range(section.line, first))


def _without_name_of_part(title: str, sections: Sequence[Section]) -> str:
    """A title without what numbers it, if another title begins with the same word and another number or letter.

    `Part 2: Fill in the gaps` beside `Part 1: Translate`, in any language.
    """
    part = _PART.match(title)
    others = (match for one in sections if part and one.title != title and (match := _PART.match(one.title)))
    is_part = part and any(one["word"] == part["word"] and one["name"] != part["name"] for one in others)
    return title[part.end() :] if part and is_part else title
