"""Questions that only their answers show, and other marks of questions and answers that no question of a page has:

T1A01 (C)                   [(X)] Ampere    ### Exercise 3              :::{solution}         <question>
Who makes the rules?        [( )] Volt      Reverse a list.             === "Answer"          Why?
A. The police                               <!-- begin answer -->       > <solution-title>    <div slot="answer">
B. The commission                           **Solution**                A: the second one     </question>

Articles have one list with letters or label for an answer, too; where several are, no format has recognised the
questions above them. Of other marks, "Problem" and "Solution" may be parts of an article by chance. What hides an
answer, a number, and a line above that asks are further evidence; so is a second such place.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.body.option_letters import FIRST_OPTION, SECOND_OPTION
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.option_lists import OptionLines, answered_options, text_above
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.container_names import COLLAPSED_NAMES, box_kind, container_name
from anki_export.source.entry import Entry
from anki_export.source.formats.liascript import has_quizzes
from anki_export.source.layouts.page_shape import is_about_repository
from anki_export.source.lines import (
    bold_line,
    indent_of,
    is_blank,
    is_comment,
    last_text,
    list_marker,
    next_text,
    with_stars,
)
from anki_export.source.outline import Outline
from anki_export.source.syntax.admonitions import read_opener
from anki_export.source.syntax.admonitions_that_ask_by_title import may_offer
from anki_export.text.classify_labels import (
    asks,
    begins_with_answer,
    is_answer_label,
    is_label,
    is_label_of,
    names_answer,
)
from anki_export.text.html_tokenizer import pieces, without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import is_clear_question

_BOX = regex(r"\s*(?:[-*+]\s+)?\[(?:\([ xX]\)|\[[ xX]\])\]\s+\S")
"""An option of LiaScript, of which one or several are right."""
_TAG = regex(r" {0,3}<question[\s>]")
"""A question of MarkBind that is not closed, or not alone on its lines."""
_SIGNS = (".", ")", ":")
_LONGEST = 60
"""In characters: what a message shows of a line."""
_Kind = Literal["answer", "question", "asks"]
_DIGITS = regex(r"\d+(?:[.-]\d+)*")
_DIRECTIVE = regex(r"(?:`{3,}|~{3,}|:{3,})\s*(?P<name>\{[^}]*\}|[A-Za-z][\w-]*)\s*(?P<title>.*)")
_LETTER = regex(r"(?P<open>\*\*|__)?A(?(open)(?P=open)?)\s*[:：](?(open)(?P=open)?)\s*\S")
_Q = regex(r"Q\s*\d*\s*[.:：]")
"""Such labels have their own format, which knows whether they are questions."""
_ATTRIBUTES = regex(r"\s[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)")
_NAMES, _TITLES = ("slot", "class"), ("header", "title")
"""The attributes of tags that say what an element is, and those that a page shows."""
_QUOTED = regex(r"[\"“”„«](?P<text>[^\"“”»]{3,60})[\"“”»]")
_WEAK, _STRONG, _SURE = 1, 2, 3
"""A title that may be a part of an article; what hides an answer, or a number; both, or a tag for questions."""
_CODE_INDENT = 4
"""In columns."""
_FAR = 40
"""In lines."""


def unread_answers(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report options and labels for answers that belong to no question."""
    outline, free = checked_page.outline, checked_page.free
    options = [n for n in free if _may_be_option(outline.lines[n])]
    boxes = {n for n in options if _BOX.match(outline.lines[n])}
    boxes = boxes if boxes and not has_quizzes(outline) else set()
    tags = [number for number, line in outline.lines_with("<question") if _TAG.match(line)]
    seconds = {n for n in options if SECOND_OPTION.match(outline.lines[n]) and not outline.is_code[n]}
    labels = _labels(outline, free)
    answered = _of_questions(checked_page) if options else ()
    if not (tags or boxes or seconds or labels or answered):
        return  # as on most pages
    taken = {number for entry in checked_page.entries for number in lines_on_card(entry)}
    boxed = {last_text(outline.lines, number) for number in boxes} - boxes - {-1}
    boxed = boxed if thresholds.HALF.of(_asking(outline, boxed), len(boxed)) else set()
    lettered = list(_above_options(outline, seconds - taken))
    if not thresholds.WITH_ANSWERS.of(_asking(outline, lettered), len(lettered)):
        lettered = []
    empty = {entry.lines.start for entry in checked_page.entries if not entry.body}  # which are reported
    above = (max(last_text(outline.lines, one.lines.start), 0) for one in answered if taken.isdisjoint(one.lines))
    questions = sorted({*boxed, *lettered, *above, *tags} - taken)
    questions = [line for line in questions if last_text(outline.lines, line) not in empty]
    found = [line for line in _above_labels(outline, sorted(labels - taken), questions) if line not in taken]
    if not (thresholds.LINES_THAT_ASK.of(len(found), 0) and thresholds.HALF.of(_asking(outline, found), len(found))):
        found = []
    places = sorted({*questions, *found})
    if places:
        first = outline.lines[places[0]].strip("#*_> ")[:_LONGEST]
        yield become_no_cards(places, "questions with options or a label for the answer", first=first)


def _asking(outline: Outline, lines: Iterable[int]) -> int:
    """How many of some lines ask."""
    return sum(is_clear_question(outline.lines[number].strip("*_ ")) for number in lines)


def lines_on_card(entry: Entry) -> Iterator[int]:
    """The lines of a question, and others that are on its card."""
    yield from entry.lines
    for token in (entry.title, *entry.prompt, *entry.body):
        if token.map:
            yield from range(*token.map)


def _above_options(outline: Outline, seconds: Iterable[int]) -> Iterator[int]:
    """The lines above options A and B, of which those of B are given."""
    for number in seconds:
        first = last_text(outline.lines, number)
        option = FIRST_OPTION.match(outline.lines[first]) if first >= 0 else None
        above = last_text(outline.lines, first) if option else -1
        if above >= 0 and option and option[0].strip("*_")[-1] != ":":  # speakers have such letters, too
            yield above


def _may_be_option(line: str) -> bool:
    """Whether a line begins with what may mark an option, as few lines outside of questions do."""
    text = line.lstrip(" \t*_-+")
    return len(text) < len(line.lstrip()) or text[:1] in ("(", "[") or text[1:2] in _SIGNS or not line.isascii()


def _of_questions(checked_page: CheckedPage) -> Sequence[OptionLines]:
    """The options of which something says which are right, if a title announces questions or half of them have one."""
    outline = checked_page.outline
    answered = answered_options(outline, is_announced=checked_page.is_announced)
    clear = sum(one.are_of_question(text_above(outline, one)) for one in answered)
    return answered if checked_page.is_announced or thresholds.HALF.of(clear, len(answered)) else ()


def _labels(outline: Outline, free: Sequence[int]) -> set[int]:
    """Those of some lines that are labels for answers."""
    if not free:
        return set()
    headings = {one.line for one in outline.headings if is_label_of(one.title, "answer")}
    return {n for n in free if n in headings or has_answer_label(outline.lines[n])}


def _above_labels(outline: Outline, labels: Sequence[int], questions: Sequence[int]) -> Iterator[int]:
    """The lines above labels, but for the first one below each question with options."""
    of_options = {
        next((label for label in labels if above < label < below), -1)
        for above, below in pairwise((*questions, len(outline.lines)))
    }
    for label in labels:
        if label not in of_options and not outline.is_code[label]:
            yield max(last_text(outline.lines, label), 0)


class _Sign(Struct, frozen=True):
    line: int
    kind: _Kind
    """What it marks; "asks" for the title of a box."""
    weight: int


def unread_marks(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the marks that are on no card and have no message; `told` are the lines of those."""
    page, outline = checked_page.page, checked_page.outline
    if checked_page.is_decided:
        return
    taken = set(checked_page.markup)
    if signs := list(_signs(outline, checked_page.free)) if checked_page.free else []:  # most pages have none
        taken.update(*map(lines_on_card, checked_page.entries))
        signs = list(_on_no_card(signs, checked_page, taken))
    own = {one.line for one in signs}
    if not signs and not page.answers_in_front:
        return
    starts = [0, *(heading.line for heading in outline.headings if heading.line not in own)]
    pairs = list(zip((None, *signs), signs, strict=False))
    evidence = {one: _evidence(outline, one, above, starts, taken) for above, one in pairs}
    answers = {one for one in signs if one.kind == "answer"}
    likely = {one for one in signs if (evidence[one] if one in answers else one.kind == "asks" or one.weight >= _SURE)}
    least = _STRONG if is_about_repository(page.wanted.file) else _WEAK
    is_enough = thresholds.WITH_ANSWERS.of(len(likely & answers), len(answers)) or any(
        one.weight >= least
        and (one.weight + evidence[one] >= _SURE or (one.kind == "asks" and bool(checked_page.entries)))
        for one in likely
    )
    places = [] if checked_page.entries else list(page.answers_in_front)
    if is_enough:
        untold = (one for above, one in pairs if told.isdisjoint(_covered(outline, one, above, starts)))
        places += [one.line for one in untold if one in likely]
    if places:
        first = outline.lines[places[0]].strip()[:_LONGEST]  # lines of front matter are blank
        yield become_no_cards(places, "marks of an answer or a question", first=first)


def _on_no_card(signs: Sequence[_Sign], checked_page: CheckedPage, taken: Set[int]) -> Iterator[_Sign]:
    """The marks in lines that are on no card, as `taken` are, with what they mark."""
    outline = checked_page.outline
    stops = dict(zip((one.line for one in outline.headings), outline.section_ends, strict=True))
    stops |= {one.lines.start: one.lines.stop for one in outline.collapsed}
    for one in signs:
        if one.line in taken or not taken.isdisjoint(range(one.line, stops.get(one.line, 0))):
            continue
        if next_text(outline.lines, one.line + 1) in taken:  # as above a question
            continue
        yield one


def _covered(outline: Outline, one: _Sign, above: _Sign | None, starts: Sequence[int]) -> range:
    """The lines on which a message is about a sign: those around an answer, down from the last one of its section."""
    if one.kind != "answer":
        return range(one.line, one.line + 1)
    last = above.line + 1 if above and above.kind == "answer" else 0
    return range(max(_section(one.line, starts), last), next_text(outline.lines, one.line + 1) + 1)


def _section(line: int, starts: Sequence[int]) -> int:
    """The line at which the section of a line starts."""
    return starts[bisect_right(starts, line) - 1]


def _evidence(outline: Outline, one: _Sign, above: _Sign | None, starts: Sequence[int], taken: Set[int]) -> int:
    """How much says that an answer is one: a mark of a question above it, text above it that asks."""
    if one.kind != "answer":
        return 0
    start = _section(one.line, starts)
    is_below_mark = above is not None and above.kind == "question" and above.line >= start
    above_it = (
        number
        for number in range(one.line - 1, max(start, one.line - _FAR) - 1, -1)
        if not is_blank(outline.lines[number])
    )
    text = next((number for number in above_it if not _is_in_list(outline.lines[number])), one.line)
    line = outline.lines[text].strip("#>*_ ")
    is_asked = text not in taken and is_clear_question(line)
    quotes_it = _STRONG * _quotes_heading(outline, one.line)
    return is_below_mark + (is_asked and not _Q.match(line)) + quotes_it


def _quotes_heading(outline: Outline, number: int) -> bool:
    """Whether a line is a label of an answer that quotes a heading above it: `Solution for "Two coins":`."""
    line = outline.lines[number].strip(" \t>*_#")
    quoted = _QUOTED.search(line) if line.endswith((":", "：")) and begins_with_answer(line) else None
    words = normalised(quoted["text"]) if quoted else ""
    return words != "" and any(words in normalised(one.title) for one in outline.headings if one.line < number)


def _is_in_list(line: str) -> bool:
    """Whether a line may be an option, or continue one."""
    return list_marker(line) is not None or line[0] == " "


def _signs(outline: Outline, free: Sequence[int]) -> Iterator[_Sign]:
    """The marks of a page in some of its lines."""
    apart = set(free)
    titles = {one.line: (one.title, _WEAK) for one in outline.headings if one.line in apart}
    titles |= {one.line: (one.text, _WEAK) for one in outline.bold_lines}
    boxes = (one for one in outline.collapsed if one.lines.start in apart)
    titles |= {one.lines.start: (without_tags(one.summary, " "), _STRONG) for one in boxes}
    for number in free:
        line = outline.lines[number].lstrip(" \t>").rstrip()
        if not line or not _is_outside_code(outline, number, line):
            continue
        title, weight = titles.get(number, ("", _WEAK))
        if _quotes_heading(outline, number):
            yield _Sign(number, "answer", _WEAK)
            continue
        of_title = _kind(title) or ("question" if is_label(title) else None)
        for kind, found in [(of_title, weight)] if title else _marks(line):
            if kind:
                yield _Sign(number, kind, _STRONG if _DIGITS.search(title) else found)
                break


def _is_outside_code(outline: Outline, number: int, line: str) -> bool:
    """Whether a line is no code, or opens it, or is a comment by itself."""
    if not outline.is_code[number]:
        return indent_of(outline.lines[number]) < _CODE_INDENT or _is_in_block(outline.lines, number)
    above = number > 0 and outline.is_code[number - 1]
    below = number + 1 < len(outline.lines) and outline.is_code[number + 1]
    return (not above and line.startswith(("```", "~~~"))) or (not (above and below) and is_comment(line))


def _is_in_block(lines: Sequence[str], number: int) -> bool:
    """Whether an indented line is in a list item or a box not far above, and thus no code."""
    above = (line for line in reversed(lines[max(0, number - _FAR) : number]) if line.strip())
    outer = next((line for line in above if indent_of(line) < _CODE_INDENT), "")
    return list_marker(outer) is not None or outer.startswith(("???", "!!!", "===", ":::", "<"))


def _marks(line: str) -> Iterator[tuple[_Kind | None, int]]:
    """What a line that is no title may mark, and how clearly."""
    if is_comment(line):
        text = _ATTRIBUTES.sub("", line.strip("<!-> "))
        yield "answer" if names_answer(text) else None, _STRONG
    elif line.startswith(("???", "!!!", "===")) and (opener := read_opener(line)):
        kind = _kind(opener.title or opener.kind, is_box=True)
        is_shown = (kind == "asks" and not opener.is_collapsed) or (kind == "question" and opener.kind == "tab")
        yield None if is_shown else kind, _STRONG
    elif directive := _DIRECTIVE.fullmatch(line):
        name = container_name(directive["name"])
        yield _kind(name), _STRONG
        is_open = box_kind(name) and name not in COLLAPSED_NAMES
        yield None if is_open else _kind(directive["title"], is_box=True), _STRONG
    elif line.startswith("<"):
        for tag in (piece for piece in pieces(line) if piece.kind == "start"):
            given = tag.attributes
            kind = _kind(tag.name.removesuffix("-title"))
            yield kind, _SURE if kind == "question" else _STRONG
            yield from ((_kind(given[name]), _STRONG) for name in _NAMES if name in given)
            yield from ((_kind(given[name], is_box=True), _STRONG) for name in _TITLES if name in given)
    text = with_stars(line)
    if not list_marker(line) and (has_answer_label(text) or _LETTER.match(text)):
        yield "answer", _WEAK
    elif text.startswith(("**", "__")):
        yield _kind(bold_line(text)), _WEAK


def _kind(title: str, *, is_box: bool = False) -> _Kind | None:
    """What a title names; a box may ask by its title."""
    title = title.strip(" :：*_")
    if is_answer_label(title) or (is_box and begins_with_answer(title) and names_answer(title)):
        return "answer"
    if is_label_of(_DIGITS.sub("", title), "question", "exercise"):
        return "question"
    return "asks" if is_box and asks(title) and not may_offer(title) else None
