"""Sentences with gaps that nothing on the page answers, or a key that has other numbers:

    ## Exercise 1

    1. The keel is ____ the hull.
    2. The mast is ____ the keel.

    Exercise 1: below

Two in a row, where the section above is an exercise, the title announces questions, the page has answers, or something
is behind each sentence that may be its answer. Forms and contracts have fields and lines to write on, too.
"""

from collections.abc import Callable, Iterator, Sequence, Set

from anki_export.diagnostics import Rule
from anki_export.source.candidates.answer_keys import labelled_key
from anki_export.source.candidates.answer_sections import name_of_section, names_answers
from anki_export.source.candidates.answers_on_same_line import answered_beside
from anki_export.source.candidates.numbered_questions_or_answers import FEWEST
from anki_export.source.candidates.task_instructions import has_gap
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.lines import is_blank, list_marker
from anki_export.source.outline import Outline
from anki_export.text.asking import announces_questions, may_have_gap
from anki_export.text.classify_labels import is_numbered_task

_SIGNS = ("__", "\\_", "( )", "(  )", "（", "…", "...")
_HINT_OF_TITLE = "name a quiz or exercises in the title, if what is behind each sentence is its answer"
_HINT = "write the answers below a heading such as ## Answers, with the numbers of the sentences"


def unread_gaps(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the lists of sentences with gaps that become no cards; `told` are the lines of messages about others."""
    page, outline = checked_page.page, checked_page.outline
    if checked_page.is_decided or not any(sign in page.text for sign in _SIGNS):
        return
    has_heading = any(names_answers(one.title) for one in outline.headings)
    is_gap = may_have_gap if has_heading else has_gap  # elsewhere, dots are in prose
    lists = [one for one in _lists(outline, checked_page.free, is_gap) if told.isdisjoint(one)]
    if not lists:
        return
    keys = _keys(outline)
    for own in lists:
        title = outline.title_above(own[0])
        have_answers = all(answered_beside(outline.lines[number]) for number in own)
        if (
            has_heading
            or keys
            or have_answers
            or is_numbered_task(title)
            or announces_questions(f"{page.wanted.title} {title}")
        ):
            name = name_of_section(title)
            below = next((key for key in keys if key[0] > own[-1] and key[1] in ("", name)), None)
            message = f"{len(own)} sentences with gaps become no cards"
            if below and below[2] != len(own):
                message += f": the key on line {checked_page.line_of(below[0])} has {below[2]} answers"
            yield Finding(own[0], Rule.NOT_READ, message, _HINT_OF_TITLE if have_answers else _HINT, places=own)


def _lists(outline: Outline, free: Sequence[int], is_gap: Callable[[str], bool]) -> Iterator[Sequence[int]]:
    """The lines of each list that has nothing but sentences with gaps."""
    own: list[int] = []
    was_whole = True
    for number in free:
        line = outline.lines[number]
        marker = None if outline.is_code[number] or is_blank(line) else list_marker(line)
        if marker and (not own or not any(map(str.strip, outline.lines[own[-1] + 1 : number]))):
            own.append(number)
            was_whole = was_whole and is_gap(line[marker.end() :])
            continue
        if was_whole and len(own) >= FEWEST:
            yield own
        own, was_whole = ([number], is_gap(line[marker.end() :])) if marker else ([], True)
    if was_whole and len(own) >= FEWEST:
        yield own


def _keys(outline: Outline) -> list[tuple[int, str, int]]:
    """The lines with a key: what each calls its list, nothing if it is the one above, and how many answers it has."""
    found: list[tuple[int, str, int]] = []
    for number, line in outline.lines_with(":", "："):
        key = labelled_key(line)
        if key and is_numbered_task(key.label):
            found.append((number, name_of_section(key.label), len(key.answers)))
        elif key and key.numbers:
            found.append((number, "", len(key.numbers)))
    return found
