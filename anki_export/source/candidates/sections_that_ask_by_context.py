"""Sections that are questions by more than the words of their headings: other pages, and links back.

Of a page with too few headings that ask to be sure by itself, below others of its folder that are alike: the answer
of a heading that asks ends at the next one, of whatever level.

Of a book with solutions, quotes below headings that are only a label with a number; what is right below the quote
belongs to it, if it asks about that: `> What is printed?` above code:

    ## 1.1-2                    also `## Exercise 3`

    > What does a lookup cost?

    As much as the tree is high.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.navigation_links import leads_to_anchor, leads_to_top
from anki_export.source.candidates.question_candidate import Candidate, all_sections
from anki_export.source.candidates.questions_by_their_neighbours import FURNITURE, has_text, may_ask
from anki_export.source.lines import end_of_text, is_blank, is_quoted, is_separator, next_text, without_quote
from anki_export.source.outline import Heading, Outline
from anki_export.text.classify_labels import asks, is_label, is_label_of, is_numbered_label
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import has_question_word, is_clear_question
from anki_export.text.word_patterns import plain_words

_FEW_WORDS, _MORE_WORDS = 3, 4
"""Not "What now?", and without a word that asks not "Ready to code?", which invite."""
_DIGITS = regex(r"\d+")
_SMALL = 1000
"""Years are larger than numbers of questions."""
_FEW = 3
"""In words: "Time: 10 minutes"."""


@lru_cache(maxsize=1)  # the first page of a folder is looked at by its own name and by that of the folder
def asking_sections(outline: Outline) -> Sequence[Candidate]:
    """The sections of a page that ask, if most of a rank do, apart from parts of the page such as its contents."""
    whole = all_sections(outline)
    asked = _asking(outline, whole)
    known = {one.line for one in asked}
    ranks = {one.rank: [0, 0] for one in asked}
    others = (one for one in whole if one.rank in ranks and one.line not in known and may_ask(outline, one))
    for one in (*asked, *others):
        ranks[one.rank][0] += one.is_clear
        ranks[one.rank][1] += 1
    if not any(thresholds.SECTIONS.of(*counts) for counts in ranks.values()):
        return ()
    return _up_to_next([one for one in asked if thresholds.HALF.of(*ranks[one.rank])])


def asks_something(one: Candidate) -> bool:
    """Whether a title asks in more words than "What now?", and not about the page, as "How to contribute?" does."""
    words = one.title.rstrip("?？؟ ")
    size = size_in_words(words) if one.is_clear else 0
    asks = size >= _MORE_WORDS or (size >= _FEW_WORDS and (has_question_word(words) or _asks_yes_or_no(words)))
    return asks and not is_label_of(words, *FURNITURE)


def _asks_yes_or_no(words: str) -> bool:
    """Whether a question without its mark asks by how its first word ends, or still asks: "Onko se", "Czy on jest"."""
    endings = tuple(plain_words("asks_in_ending"))
    return words.partition(" ")[0].lower().endswith(endings) or is_clear_question(words)


def _asking(outline: Outline, whole: Sequence[Candidate]) -> list[Candidate]:
    """The sections that ask, without those that only hold others.

    Those that ask for yes or no in three words, as "Is it fun?", are beside twice as many others.
    """
    found: list[Candidate] = []
    for one, above in zip(reversed(whole), (None, *reversed(whole)), strict=False):
        stop = above.line if above and above.line in one.lines else one.lines.stop
        holds_others = stop < one.lines.stop and not has_text(outline, replace(one, lines=range(one.line, stop)))
        if asks_something(one) and not holds_others:
            found.append(one)
    short = [one for one in found if _is_short(one.title.rstrip("?？؟ "))]
    return [one for one in found[::-1] if len(short) * 3 <= len(found) or one not in short]


def _is_short(words: str) -> bool:
    return size_in_words(words) < _MORE_WORDS and not has_question_word(words)


def _up_to_next(sections: Sequence[Candidate]) -> list[Candidate]:
    """The sections, each up to the next one of them if that is inside it."""
    lines = [one.line for one in sections]
    return [
        replace(one, lines=range(one.line, min(below, one.lines.stop)))
        for one, below in zip(sections, [*lines[1:], *(one.lines.stop for one in sections[-1:])], strict=True)
    ]


def is_below_link(outline: Outline, number: int) -> bool:
    """Whether the last text above a line is a link back."""
    above = end_of_text(outline.lines, 0, number, is_separator)
    line = outline.lines[above - 1] if above else ""
    return above > 0 and not outline.is_code[above - 1] and (leads_to_top(line) or leads_to_anchor(line))


def quoted_tasks(outline: Outline, headings: Sequence[Heading], ends: Sequence[int]) -> dict[int, str]:
    """The quotes right below headings that are only a label with a number, above their answers, by heading line.

    Numbers without a word count up, and one of their quotes asks: other such headings are versions and dates.
    """
    lines = outline.lines
    found: dict[int, str] = {}
    numbers: list[list[int]] = []
    for heading, stop in zip(headings, ends, strict=True):
        first = next_text(lines, heading.line + 1)
        if first >= stop or not is_quoted(lines[first]) or not any(map(str.isdigit, heading.title)):
            continue
        end = next((n for n in range(first, stop) if is_blank(lines[n]) and not outline.is_code[n]), stop)
        below = next_text(lines, end)
        is_answered = below < stop and not is_quoted(lines[below]) and not asks(lines[below])
        if is_answered and is_label(heading.title) and not is_numbered_label(heading.title, "example"):
            found[heading.line] = " ".join(without_quote(line).strip() for line in lines[first:end] if is_quoted(line))
            if heading.title[0].isdigit():
                numbers.append([int(digits) for digits in _DIGITS.findall(heading.title)])
    steps = sum(other == [*one[:-1], one[-1] + 1] for one, other in pairwise(numbers))
    is_list = thresholds.HALF.of(steps, len(numbers) - 1) and all(one[0] < _SMALL for one in numbers)
    is_list = is_list and (not numbers or any(map(asks, found.values())))
    return {line: text for line, text in found.items() if size_in_words(text) > _FEW or asks(text)} if is_list else {}
