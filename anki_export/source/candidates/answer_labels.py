"""Lines that answer what is above: labels, `**Answer:** B`, `Antwort: B`, `<b>Answer</b>`, and headings `#### Answer`.

So do options that are called right: `- ✅ a tag`, `- [x] a tag`, `2. a tag *correct*`, `- a tag <- right`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from anki_export.source.body.option_letters import OF_OPTIONS, SECOND_OPTION
from anki_export.source.candidates.question_candidate import Candidate
from anki_export.source.lines import (
    bold_line,
    is_blank,
    is_comment,
    is_rule,
    list_marker,
    next_text,
    starts_block,
    with_stars,
)
from anki_export.source.outline import Outline, kept
from anki_export.text.classify_labels import (
    asks,
    begins_example,
    ends_with_letter,
    is_label_of,
    label_stop,
    may_be_task,
    names_answer,
    says_right,
)
from anki_export.text.lazy_regex import regex
from anki_export.text.ticks_and_crosses import TICKS
from anki_export.text.word_patterns import alternatives

LETTER = regex(
    lambda: rf"\s*(?:\*\*|__)?(?:a|{alternatives('answer_letter')})(?:\s*[:：]|\.(?:\*\*|__))", re.IGNORECASE
)
"""A label such as `A:` or `R:`."""
_NAMES_OPTION = regex(rf"[\s*_(（\[]*[{OF_OPTIONS}][)）\].]?[*_]*(?:\s*(?:[,;–—]|--?\s)|[)）\].]|\s*\Z)")
"""A letter behind a label such as `Correct:`."""
_OUTPUT = regex(lambda: rf"(?<![^\W_]){alternatives('output')}[^\w\n]{{0,4}}[:：=]", re.IGNORECASE)
_TICKED = regex(rf"\s*[-*+]\s+(?:[{TICKS}]|\[[xX]\]|.*[{TICKS}]\ufe0f?\s*\Z)")
"""A list item with a sign, which calls it right if the item above or below it has none."""
_REMARK = regex(
    r"\w\W*?(?:[(（\[](?P<words>[^()（）\[\]]{2,30})[)）\]]|[*_]{1,2}(?P<bold>[^*_]{2,30})[*_]{1,2})[\s.*_]*\Z"
    r"|(?:<[-–—=]+|[←⬅]\ufe0f?)\s*(?P<behind>[^\W\d_][^<>]{1,30})\Z"
)
"""A remark at the end of an option: `- a name **(Correct)**`, `- a name [correct]`, `- a name <- correct`."""
_OPTION = regex(r"\s*(?:[-*+]\s|\d{1,2}[.)]\s|\(?[^\W\d_][.)])")
_PAGE = regex(r"\[[^\[\]]*\]\(<?(?!#|\w+:)[^()\s]+\)|`?(?<![^\s`])[\w./-]+\.(?:md|markdown)`?(?=[\s.)*_]|\Z)")
"""A link to another page, or its name."""
_SEVERAL = 2
_OF_POINTER = ("answer", "solution", "key", "small", "reveal", "references", "elsewhere")
_LINK = regex(r"(?:[-*+>]\s+)*\[(?P<text>[^\[\]]{2,30})\]\(\S+\)\s*\Z")
_CLOSES = (")", "）", "]", "*", "_")
_ARROWS = ("<-", "<=", "←", "⬅")
_BOLD_LABEL = regex(
    r"(?P<bold>\*\*|__)(?P<word>[^\W_][^*_:.?]{0,30})(?:[:：.](?P=bold)|(?P=bold)[:：])[^\S\n]*(?=[^\W_])"
)
_ENDS_OF_BOLD = "*_?？؟>\\"
"""The last character of a line that is bold as a whole, perhaps before a line break."""
_NO_QUESTION = ("hint", "note", "references", "extra", "example", "explanation", "answer", "solution", "right")


def with_labels(outline: Outline, candidates: Sequence[Candidate], stops: Sequence[int]) -> list[Candidate]:
    """Candidates that say what is below their titles, each above the line at which its section stops."""
    starts = [one.line for one in candidates]
    tasks = {one.line for one in candidates if may_be_task(one.title)}
    letters = [number for number, line in enumerate(outline.lines) if line and LETTER.match(line)] if tasks else []
    labels = [
        number
        for number, line in enumerate(outline.lines)
        if line and not outline.is_code[number] and has_answer_label(line.lstrip("> ") if line[:1] == ">" else line)
    ]
    titles = (heading.line for heading in outline.headings if is_label_of(heading.title, "answer", "solution"))
    labels = sorted([*labels, *titles, *told_apart(outline)])
    answered, lettered = _have(labels, starts, stops), _have(letters, starts, stops)
    if not any((*answered, *lettered)):
        return list(candidates)
    answered = [
        is_answered and not (begins_example(one.title) and shows_output(outline.lines[one.line : stop]))
        for one, is_answered, stop in zip(candidates, answered, stops, strict=True)
    ]
    options = [number for number, line in enumerate(outline.lines) if line and SECOND_OPTION.match(line)]
    below = zip(candidates, answered, lettered, _have(options, starts, stops), strict=True)
    return [
        replace(
            one,
            is_answered=one.is_answered or label or (letter and not option and one.line in tasks),
            has_options=option,
        )
        for one, label, letter, option in below
    ]


@lru_cache(maxsize=1 << 14)  # each format that reads a page asks about the lines of all of it
def has_answer_label(line: str) -> bool:
    """Whether a line begins with a label for an answer."""
    if not (":" in line or "</" in line or "：" in line or ends_with_letter(line)):
        end = line.rstrip()
        is_bold = "**" in line or "__" in line
        if not is_bold or not (end[-1:] in _ENDS_OF_BOLD or ends_with_letter(end)):
            return False  # as most
    marker = list_marker(line)
    text = with_stars(line[marker.end() :] if marker else line.strip())
    if not text.startswith(("**", "__")):
        return label_stop(text, "answer", "solution") > 0
    return label_stop(text, "answer", "solution") > 0 or is_label_of(bold_line(text), "answer", "solution")


def names_right_option(line: str) -> bool:
    """Whether a line says that an option is right, by its letter.

    >>> [names_right_option(line) for line in ("*Correct: (b)*", "Correct: a tag is a name", "Right: 5")]
    [True, False, False]
    """
    text = with_stars(line.strip())
    stop = label_stop(text, "right")
    return stop > 0 and _NAMES_OPTION.match(text, stop) is not None


@kept
def lines_with_answer_label(outline: Outline) -> Sequence[int]:
    return [number for number, line in enumerate(outline.lines) if line and has_answer_label(line)]


def without_links_to_answers(lines: Sequence[str]) -> Sequence[str]:
    """Lines with blank ones for what only says which page has the answers: `Answers: see [sheet 2](answers.md)`.

    Each label for answers does so, each link that names them, and each heading, all of whose section is such a line.
    """
    found: list[range] = []
    for number, line in enumerate(lines):
        link = _LINK.match(line)
        text = line.lstrip("> ") if line[:1] == ">" else line
        if line[:1] == "#" and names_answer(line.strip("# \t")):
            last = next_text(lines, number + 1)
            below = next_text(lines, last + 1)
            is_alone = below >= len(lines) or lines[below][:1] == "#" or is_rule(lines[below])
            if not is_alone or last >= len(lines) or not _points_to_page(lines[last]):
                return lines
        elif has_answer_label(text) or (link and names_answer(link["text"])):
            last = number
            if line[:1].isspace() or not _points_to_page(text if link else text.partition(":")[2]):
                return lines
        else:
            continue
        found.append(range(number, last + 1))
    left = {number for pointer in found for number in pointer}
    return ["" if number in left else line for number, line in enumerate(lines)] if left else lines


def _points_to_page(text: str) -> bool:
    """Whether a text is a link to a page or the name of one, perhaps behind a word: "see"."""
    around, count = _PAGE.subn(" ", text)
    words = around.strip(" *_.()")
    return count == 1 and (len(words.split()) < _SEVERAL or is_label_of(words, *_OF_POINTER))


def shows_output(lines: Sequence[str]) -> bool:
    """Whether lines say what a program prints: such an example shows how it is called, and sets no task."""
    return any(_OUTPUT.search(line) for line in lines)


def unlabelled_question(lines: Sequence[str], number: int, last: int) -> int:
    """The line that asks right above the label of an answer, which lacks its own label; -1 without one.

    It is below the last answer, whose label is on the line `last`: a paragraph of one line, or a line with a label in
    bold that is none of a hint or the like.
    """
    above = number - 1 - is_comment(lines[number - 1])
    label = _BOLD_LABEL.match(lines[above])
    is_apart = is_blank(lines[above - 1]) or (label and not is_label_of(label["word"].strip(), *_NO_QUESTION))
    is_between = above - is_blank(lines[above - 1]) > last and not lines[above][:1].isspace()
    return above if is_between and is_apart and not starts_block(lines[above]) and asks(lines[above].rstrip()) else -1


def begins_with_label(line: str) -> bool:
    """Whether a line begins with the label of an answer or of what explains it."""
    is_label = has_answer_label(line) or names_right_option(line)
    return is_label or label_stop(line.strip(" *_"), "explanation", "references", "note") > 0


def _have(lines: Sequence[int], starts: Sequence[int], stops: Sequence[int]) -> list[bool]:
    """For each start, whether one of some lines, in page order, is between it and its stop."""
    return [bisect_right(lines, start) < bisect_left(lines, stop) for start, stop in zip(starts, stops, strict=True)]


def told_apart(outline: Outline) -> Iterator[int]:
    """The lines of options that are called right, unlike the one above or below."""
    for number, line in enumerate(outline.lines):
        if line and calls_right(line) and not outline.is_code[number]:
            beside = outline.lines[max(0, number - 1) : number + 2]
            if not all(calls_right(one) for one in beside if _OPTION.match(one)):
                yield number


def calls_right(line: str) -> bool:
    """Whether a sign or a word in the line of an option calls it right.

    >>> [calls_right(line) for line in ("- ✅ a tag", "- [x] a tag", "B) a tag (correct)", "- a")]
    [True, True, True, False]
    """
    return ((not line.isascii() or "[" in line) and _TICKED.match(line) is not None) or is_called_right(line)


def is_called_right(line: str) -> bool:
    """Whether a word at the end of an option calls it right.

    >>> [is_called_right(line) for line in ("- a tag **(Correct)**", "- a tag <-- correct")]
    [True, True]
    >>> [is_called_right(line) for line in ("- ✅ a tag", "- to turn (right)", "- bow <- front")]
    [False, False, False]
    """
    option = _OPTION.match(line)
    if option is None:
        return False
    may_have_words = line.rstrip(" .")[-1:] in _CLOSES or any(arrow in line for arrow in _ARROWS)
    found = _REMARK.search(line) if may_have_words else None
    return found is not None and says_right(next(filter(None, found.groups())).strip("*_ "))
