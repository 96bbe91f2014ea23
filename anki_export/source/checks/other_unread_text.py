"""What is left on a page when all else has been told: text that asks, and a page that only announces questions.

    What is a tag?              Deploying                  # Kubernetes exercises
                                ---------
    A fixed name.               - Where does it run        Start a node, and look at its log.

One pass over the lines that no question has and no message names; it knows no format.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from anki_export.source import thresholds
from anki_export.source.asking_lines_on_cardless_pages import asking_text
from anki_export.source.candidates.answer_sections import names_answers
from anki_export.source.candidates.answered_paragraphs import begins_with_dash
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.layouts.page_shape import is_about_repository
from anki_export.source.lines import (
    bold_line,
    is_blank,
    is_comment,
    is_separator,
    last_text,
    list_marker,
    next_text,
    starts_block,
    task_item,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import has_q
from anki_export.text.asking import announces_questions
from anki_export.text.classify_labels import asks
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, size_in_words

_CELLS = ("<tr", "<td")
"""What begins lines of a table in HTML, in which no format looks for questions."""
_IN_ITALICS = regex(r"(?P<mark>[*_])(?![*_])[^*\n]+(?<![*_])(?P=mark)")
"""A line that is set off as bold ones are."""
_NAME = regex(r"[\s*_]*[^\W\d_][^:.?!]{0,24}:")
"""What is before what somebody says."""
_NUMBERED = regex(r"[ \t]*(?:\d{1,3}|[^\W\d_])[.)]\s")
_BEHIND_LABEL = regex(r"[:：][ *_]*\d.*")
_OTHER_BLOCKS = frozenset("#[(|<")
_BEFORE_SLASH = regex(r"[?？؟]\s*/")
_WORDS = 3
_LEAST = thresholds.LINES_THAT_ASK.least


def unread_text(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the lines that ask, or the title of a page without cards that announces questions.

    `told` are the lines of messages that say of something that it is not read.
    """
    outline, wanted = checked_page.outline, checked_page.page.wanted
    if checked_page.is_decided:
        return
    rest = (n for n in checked_page.free if not outline.is_code[n] or outline.lines[n].lstrip().startswith(_CELLS))
    lines = [number for number in rest if told.isdisjoint((number, last_text(outline.lines, number)))]
    asking = [
        (number, text)
        for number in lines
        if (text := asking_text(line := outline.lines[number])) and not ("](" in line or task_item(line.strip()))
    ]
    if checked_page.entries and not asking:
        return  # as on most pages
    is_announced = announces_questions(f"{wanted.title} {outline.title}") and not is_about_repository(wanted.file)
    repeats = Counter(text for _, text in asking)
    apart = [(n, text) for n, text in asking if normalised(text) not in checked_page.asked]
    places = [n for n, text in apart if repeats[text] < thresholds.LABELS_REPEAT]
    said = dict(asking)
    answered = sum(_is_answered(outline.lines[n], said[n]) for n in places)
    is_likely = not checked_page.entries and thresholds.ANSWERED_IN_LINE.of(answered, len(lines))
    is_likely = is_likely or (not checked_page.entries and (_are_pairs(outline, places) or _is_quiz(outline, places)))
    enough = thresholds.LINES_THAT_ASK if is_announced or is_likely else thresholds.LINES_IN_TEXT
    set_off = [n for n in places if _is_set_off(outline.lines[n].strip())]
    set_off = [n for n in set_off if "".join(outline.lines[n + 1 : n + 3]).lstrip()[:1] not in ("(", "")]  # a survey
    if thresholds.LINES_THAT_ASK.of(len(set_off), 0) and not enough.of(len(places), len(lines)):
        places = set_off
    elif not (checked_page.entries or enough.of(len(places), len(lines))) and (few := _few(outline, places)):
        places = set_off = few
    if places is set_off or enough.of(len(places), len(lines)):
        yield become_no_cards(places, "lines ask a question", first=said[places[0]])
    elif is_announced and not (told or checked_page.entries):
        others = [n for n in lines if not (is_separator(outline.lines[n]) or is_comment(outline.lines[n]))]
        if sum(not is_only_links(outline.lines[number]) for number in others) * 2 > len(others) >= _LEAST:
            title = outline.title or wanted.title
            yield become_no_cards(others[:1], "pages with a title that announces questions", first=title)


def _are_pairs(outline: Outline, asking: Sequence[int]) -> bool:
    """Whether paragraphs of two lines, of which only the first asks, are most of a page; speakers have names."""
    lines = ["", *outline.lines, "", ""]
    starts = [n for n in range(1, len(lines) - 2) if not is_blank(lines[n]) and is_blank(lines[n - 1])]
    pairs = 0
    for number in starts:
        first, second, below = lines[number : number + 3]
        is_pair = number - 1 in asking and not is_blank(second) and is_blank(below) and asks(first.rstrip(" *_"))
        pairs += is_pair and not (asks(second) or starts_block(second) or _NAME.match(first))
    headings = {heading.line + 1 for heading in outline.headings}
    return thresholds.PAIRS_OF_LINES.of(pairs, len([n for n in starts if n not in headings]))


def _is_quiz(outline: Outline, asking: Sequence[int]) -> bool:
    """Whether lines with numbers or letters ask above one that names answers, perhaps with some behind it."""
    named = [n for n in asking if _NUMBERED.match(outline.lines[n])]
    if not thresholds.LINES_THAT_ASK.of(len(named), 0):
        return False
    below = (line for line in outline.lines[named[-1] + 1 :] if not _NUMBERED.match(line))
    labels = (_BEHIND_LABEL.sub("", line).strip("#*_ :") for line in below)
    return any(label and names_answers(label) for label in labels)


def _is_set_off(line: str) -> bool:
    """Whether a line is all in italics, or a cell of a table in HTML that asks."""
    return bool(_IN_ITALICS.fullmatch(line)) or (line.startswith("<td") and asks(without_tags(line)))


def _is_answered(line: str, question: str) -> bool:
    """Whether more follows a question in its line; one of two words may be a label: "Went well?".

    Behind a slash are speakers and prices, and paths begin with one.
    """
    is_long = size_in_words(question) >= _WORDS and not _BEFORE_SLASH.search(line)
    return is_long and not asks(without_tags(line).rstrip(" *_"))


def _few(outline: Outline, asking: Sequence[int]) -> list[int]:
    """The paragraphs that ask where few do, half of them above text: two with a `Q`, or three, if reports have more."""
    lines = outline.lines
    alone = [n for n in asking if _is_paragraph(lines, n) and asks(lines[n].rstrip(" *_"))]
    if not thresholds.HALF.of(sum(_is_above_text(lines, number) for number in alone), len(alone)):
        return []
    labelled = sum(has_q(lines[number].replace("**", "")) for number in alone)
    are_most = thresholds.LINES_THAT_ASK.of(len(alone), 0) and len(alone) >= _blocks_above(outline, alone)
    return alone if are_most or thresholds.WITH_ANSWERS.of(labelled, len(alone)) else []


def _is_paragraph(lines: Sequence[str], number: int) -> bool:
    """Whether a line is all of a paragraph, or begins one and is bold as a whole or above the dash of an answer."""
    is_answered = number + 1 < len(lines) and begins_with_dash(lines[number + 1])
    stop = number if is_answered or bold_line(lines[number]) else number + 2
    around = (*lines[max(number - 1, 0) : number], *lines[number + 1 : stop])
    return not starts_block(lines[number]) and all(map(is_blank, around))


def _is_above_text(lines: Sequence[str], number: int) -> bool:
    """Whether a paragraph that does not ask is below a line; boxes and lists may be what to choose from."""
    below = next_text(lines, number + 1)
    line = lines[below].rstrip(" *_") if below < len(lines) else ""
    return not (is_separator(line) or line[:1] in _OTHER_BLOCKS or list_marker(line) or asks(line))


def _blocks_above(outline: Outline, asking: Sequence[int]) -> int:
    """How many blocks are above the first question of their section, as in reports and minutes."""
    headings = {heading.line for heading in outline.headings}
    above, is_above = 0, True
    for number, (before, line) in enumerate(pairwise(["", *outline.lines])):
        if number in headings:
            is_above = True
        elif not is_separator(line) and (number - 1 in headings or is_blank(before)):
            is_above = is_above and number not in asking
            above += is_above
    return above
