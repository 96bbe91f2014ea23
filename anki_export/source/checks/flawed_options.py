"""Options of multiple-choice questions that make the question too easy, or impossible."""

from collections import Counter
from collections.abc import Iterator

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import text_of
from anki_export.source.body.body_parts import Parts
from anki_export.source.body.options_on_card import Option, refers_to_others
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.text.lazy_regex import regex
from anki_export.text.similarity import significant
from anki_export.text.word_patterns import whole_words

_LETTER = regex(
    lambda: (
        rf"(?i:{whole_words('option')})\s*\(?[A-H](?![A-Za-z])"
        r"|\b\(?[A-H]\)? (?:is|was|are) (?:the )?(?:in)?(?:correct|right|wrong|false|true)\b"
    )
)
_MOST = 0.8
_ENOUGH = 20
"""Questions on a page: with fewer, the same kind of option is often right by chance."""
_TELLING = 2
"""Significant words that an option needs for the question to answer it."""


def nothing_to_choose(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report a single option, and options that are all right."""
    parts = checked.parts
    if len(parts.right) < len(parts.options):
        return None
    if len(parts.options) == 1:
        return _finding(checked, Rule.NO_CHOICE, "question has only one option", "add a wrong option")
    return _finding(checked, Rule.NO_CHOICE, "all options are right", "add a wrong option, or ask for a list")


def equal_options(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report two options with the same text."""
    seen: set[str] = set()
    for option in checked.parts.options:
        if option.text and option.text in seen:
            message = f"two options are equal: {option.text!r}"
            return _finding(checked, Rule.EQUAL_OPTIONS, message, "remove one, or correct it", option)
        seen.add(option.text)
    return None


def all_of_the_above(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an option such as "All of the above" with others below it."""
    is_found: Option | None = None
    for option in checked.parts.options:
        if is_found and not refers_to_others(option):
            message = f"option {is_found.text!r} is not the last one"
            return _finding(checked, Rule.NOT_LAST, message, "move it to the end", is_found)
        is_found = is_found or (option if refers_to_others(option) else None)
    return None


def named_letter(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an explanation that names an option by a letter that the page does not have."""
    has_letters = any(option.letter for option in checked.parts.options)
    if has_letters or not (match := _LETTER.search(checked.question.explanation_text)):
        return None
    message = f"explanation refers to an option by its letter: {match[0]!r}"
    hint = "refer to it by its text: letters change with the order of the options"
    return Finding(checked.parts.after[0].first, Rule.NAMES_LETTER, message, hint)


def answered_by_question(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report a question whose title contains its right option, and no other one."""
    parts = checked.parts
    if len(right := parts.right) != 1:
        return None
    title = text_of(checked.title.children or ()).casefold()  # code below it may contain its output
    if not all(word in title for word in significant(right[0].text)):
        return None  # as most
    prompt = " ".join(significant(title))
    if not _is_in(right[0], prompt) or any(_is_in(option, prompt) for option in parts.options if not option.is_right):
        return None
    message = f"question contains its right option: {right[0].text!r}"
    return _finding(checked, Rule.ANSWERS_ITSELF, message, "reword the question or the option")


def right_by_habit(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report once for a page where the longest option is nearly always right, or the one in the same place."""
    with_options = ((one.line, one.parts) for one in checked_page.questions if one.parts.options)
    asked = [(line, parts) for line, parts in with_options if len(parts.right) == 1]
    if len(asked) < _ENOUGH:
        return
    longest = sum(_is_longest(parts) for _, parts in asked)
    if longest > _MOST * len(asked):
        message = f"the longest option is right in {longest} of {len(asked)} questions"
        hint = "shorten the right options, or lengthen wrong ones: learners choose the longest"
        yield Finding(asked[0][0], Rule.LONGEST_RIGHT, message, hint)
    places = Counter([option.is_right for option in parts.options].index(True) for _, parts in asked)
    [(place, number)] = places.most_common(1)
    if number > _MOST * len(asked):
        message = f"option {place + 1} is right in {number} of {len(asked)} questions"
        hint = "change the order of the options: learners get used to that position"
        yield Finding(asked[0][0], Rule.SAME_PLACE_RIGHT, message, hint)


def _is_longest(parts: Parts) -> bool:
    right = len(parts.right[0].text)
    return all(option.is_right or len(option.text) < right for option in parts.options)


def _is_in(option: Option, prompt: str) -> bool:
    own = significant(option.text)
    return len(own) >= _TELLING and f" {' '.join(own)} " in f" {prompt} "


def _finding(checked: CheckedQuestion, rule: Rule, message: str, hint: str, option: Option | None = None) -> Finding:
    line = option.blocks[0].first if option and option.blocks else checked.line
    return Finding(line, rule, message, hint)
