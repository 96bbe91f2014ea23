"""Questions whose parts are below headings that say what they are: the question, its options, the right ones, and why.

    ## Question text                 ### Question 1
    What is a tag?                   #### Text                at the same level, or a deeper one
    ## Question answers              What is a tag?
    - a folder                       #### Wrong answers       rules divide options, or a list does
    + a name                         a folder
    ## Feedback                      ---
    It names a commit.               a branch
                                     #### Answer
                                     a name

A plus marks a right option; a section of its own has it, or names it by letter, number or text. A heading below an
option says why it is right or wrong. Options whose wrong ones are apart are sorted by their text on the card: else the
right one would always be the last. A question ends at any other heading of the level of its parts.

Not questions: lists without letters, boxes or signs, unless the page has two such questions; sections with anything
beside a list or rules. On a page with such questions, these are reported.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.body.option_letters import FIRST_OPTION, OPTION, SECOND_OPTION
from anki_export.source.body.options_on_card import TWO_SIDES
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.lines import (
    end_of_text,
    indent_of,
    is_blank,
    is_separator,
    list_marker,
    next_text,
    starts_block,
    task_item,
)
from anki_export.source.outline import Heading, Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.thresholds import WITH_ANSWERS
from anki_export.text.classify_labels import is_label_of, names_answer
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question
from anki_export.text.word_patterns import Words

NAME = "label-headings"
_SIGNS = regex(r"[\W\d_]+")
_KINDS = (
    ("note", ("explanation", "feedback", "hint"), ("question", "answer", "option")),
    ("wrong", ("wrong",), ("question", "answer", "option")),
    ("question", ("question", "exercise", "stem"), ()),
    ("options", ("option", "right", "solution"), ("question", "exercise", "answer")),
)
"""What headings name, by words that they have and others that they may have."""
_WORDS = {kind: Words(*own) for kind, own, _ in _KINDS}
_IS_QUESTION = Words("question", "exercise")
_PLUS_OR_MINUS = {"+", "-"}
_SEVERAL = 2
_FEWEST = 2
"""A question and its options have a heading each."""
_LONGEST_LABEL = 50
"""In characters: a few words, with a number and signs."""
_DIVIDER = "<!-- -->"
"""In place of a heading: what follows does not continue a list above it."""
_HINTS = Hints(
    question="## Question text, and below it {}",
    title="write the question below its heading",
    answer="mark right options with `+` and others with `-`, or name the right ones below `## Answer`",
    hidden="`## Answer`",
)


class _Section(Struct, frozen=True):
    kind: str
    lines: range
    """Those below its heading."""
    headings: Mapping[int, str]
    """The lines of those in it, with their kinds."""


class _Group(Struct, frozen=True):
    """The sections of a question."""

    start: int
    """The line of its first heading: a number may be above its text."""
    heading: Heading
    """That of its text."""
    asked: range
    sections: Sequence[_Section]

    @property
    def parts(self) -> Sequence[_Section]:
        """Its sections without hints and explanations."""
        return [section for section in self.sections if section.kind != "note"]


class _Option(Struct, frozen=True):
    lines: range
    """From the first to the last one with text."""
    text: int
    """The column at which its text begins."""
    is_divided: bool = False
    """Whether rules are around it, and no list."""
    headings: Collection[int] = ()
    """The lines of headings in it, or in others, below which is why it is right or wrong."""


class _Reading(Struct, frozen=True):
    """How a question is read."""

    lines: dict[int, str]
    """Those that are written in another way: as items with boxes."""
    answer: range | None = None
    """The section that names the right options."""
    is_apart: bool = False
    """Whether the wrong options have a section of their own."""
    is_signed: bool = False
    """Whether its options have a plus or a minus, as pros and cons do."""
    is_clear: bool = False
    """Whether more than words says that these are options."""


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    if not _may_have_options(outline):
        return
    found = [(group, _read(outline, group)) for group in _groups(outline)]
    read = [reading for _, reading in found if reading]
    others = sum(not reading.is_signed for reading in read)
    if any(reading.is_clear for reading in read) or WITH_ANSWERS.of(others, len(read)):
        yield from (_span(outline, group, reading) for group, reading in found if reading or _is_choice(outline, group))


def _may_have_options(outline: Outline) -> bool:
    """Whether headings may name options: below the last one of two, these have signs or rules, or are wrong ones."""
    headings = outline.headings
    if len(headings) != _FEWEST:
        return len(headings) > _FEWEST
    has_signs = any(sign in outline.text for sign in ("+", "[x]", "[X]"))
    return has_signs or bool(outline.rules) or _kind(headings[1].title) == "wrong"


@lru_cache(1 << 10)  # a page repeats its labels
def _kind(title: str) -> str:
    """What a heading says that is below it; empty if it is no label."""
    if len(title) > _LONGEST_LABEL:
        return ""  # as most do
    words = _SIGNS.sub(" ", title).strip()
    for kind, own, others in _KINDS:
        if is_label_of(words, *own, *others) and _WORDS[kind].are_in(words.lower()):
            return kind
    return "options" if names_answer(words) else ""


def _groups(outline: Outline) -> Iterator[_Group]:
    """The questions with a section below them that may have their options."""
    headings, lines, floor = outline.headings, outline.lines, 0
    if len(headings) < _FEWEST:
        return
    kinds = [_kind(heading.title) for heading in headings]
    places = [*(heading.line for heading in headings), len(lines)]
    for at, kind in enumerate(kinds):
        if kind not in ("wrong", "options") or places[at] < floor:
            continue
        level = headings[at].level
        above = next((i for i in reversed(range(at)) if headings[i].level <= level), None)
        if above is None or kinds[above] != "question":
            continue
        below = range(at, len(headings))
        end = next((i for i in below if headings[i].level < level + (kinds[i] in ("", "question"))), len(headings))
        starts = [i for i in range(at, end) if headings[i].level == level]
        sections = []
        for first, after in pairwise([*starts, end]):
            text = range(places[first] + 1, end_of_text(lines, places[first] + 1, places[after], is_separator))
            remarks = {places[i]: kinds[i] for i in range(first + 1, after)}
            sections.append(_Section(kinds[first], text, remarks))
        asker, parent = headings[above], headings[above - (above > 0)]
        is_below = kinds[above - (above > 0)] == "question" and parent.level < asker.level
        start = parent.line if is_below and next_text(lines, parent.line + 1) == asker.line else asker.line
        yield _Group(start, asker, range(asker.below, places[at]), sections)
        floor = places[end]


def _read(outline: Outline, group: _Group) -> _Reading | None:
    """How a question is read; None if it can't be."""
    first, *others = group.parts
    answer = others[0] if others else None
    if len(others) > 1 or next_text(outline.lines, group.asked.start) >= group.asked.stop:
        return None
    if "wrong" in (first.kind, answer.kind if answer else ""):
        found = [(one, _options(outline, one, 1)) for one in (first, answer) if one]
        boxes = [(option, one.kind != "wrong") for one, options in found for option in options]
        is_clear = _asks(outline, group) and sum(not is_right for _, is_right in boxes) > 1
        are_options = all(options for _, options in found) and answer in (None, *group.sections[1:2])
        return _Reading(_boxed(outline, boxes), is_apart=True, is_clear=is_clear) if are_options else None
    options = _options(outline, first, _SEVERAL)
    if not options:
        return None
    is_question = _asks(outline, group) or _IS_QUESTION.are_in(group.heading.title.lower())
    starts = [outline.lines[option.lines.start] for option in options]
    signs = "" if options[0].is_divided else "".join(start.lstrip()[0] for start in starts)
    named = answer.lines if answer else None
    if set(signs) == _PLUS_OR_MINUS:  # pros are above cons
        is_choice = "-+" in signs or (len(signs) > TWO_SIDES and signs.count("+") == 1)
        boxes = [(option, sign == "+") for option, sign in zip(options, signs, strict=True)]
        return _Reading(_boxed(outline, boxes), named, is_signed=True, is_clear=is_question and is_choice)
    is_lettered = FIRST_OPTION.match(starts[0]) is not None and SECOND_OPTION.match(starts[1]) is not None
    is_ticked = any(task.is_ticked for task in map(task_item, starts) if task)
    is_clear = is_question and (is_ticked or (named is not None and (is_lettered or not signs)))
    lines = {} if signs else _boxed(outline, [(option, False) for option in options])
    return _Reading(lines, named, is_clear=is_clear) if named or is_ticked or lines else None


def _asks(outline: Outline, group: _Group) -> bool:
    """Whether a line above the options asks."""
    return any(is_clear_question(outline.lines[number].strip()) for number in group.asked)


def _is_choice(outline: Outline, group: _Group) -> bool:
    """Whether a question has a section for wrong options, or one for options that no other format reads, either."""
    has_wrong = any(part.kind == "wrong" for part in group.parts)
    return has_wrong or (len(group.parts) > 1 and not _options(outline, group.parts[0], _SEVERAL))


def _options(outline: Outline, section: _Section, least: int) -> Sequence[_Option]:
    """The options in a section, if rules divide it or it is only a list; without these, it may be one option."""
    lines, is_code, own = outline.lines, outline.is_code, section.lines
    first = next_text(lines, own.start)
    if first >= own.stop or any(kind != "note" for kind in section.headings.values()):
        return ()
    rules = [number for number in outline.rules if number in own]
    margin = indent_of(lines[first])
    at_margin = [n for n in own if indent_of(lines[n]) <= margin and not is_blank(lines[n])]
    starts = [n for n in at_margin if _marker(lines[n]) is not None and not (is_code[n] and is_code[n - 1])]
    if starts == at_margin and not rules:
        pairs = pairwise([*starts, own.stop])
        found = [_Option(range(a, end_of_text(lines, a, b)), _marker(lines[a]) or 0) for a, b in pairs]
    else:
        pairs = pairwise([own.start - 1, *rules, own.stop])
        texts = (range(next_text(lines, a + 1), end_of_text(lines, a + 1, b)) for a, b in pairs)
        found = [_Option(text, 0, True, section.headings) for text in texts]
    are_options = all(option.lines for option in found)
    return found if len(found) >= least and are_options else ()


def _marker(line: str) -> int | None:
    """Where the text of an option in a list begins; None for other lines."""
    if marker := list_marker(line):
        return marker.end()
    return len(line) - len(line.lstrip()) if OPTION.match(line) else None


def _boxed(outline: Outline, options: Iterable[tuple[_Option, bool]]) -> dict[int, str]:
    """The lines of options, each of which may be right, as items with boxes; what is below a heading is a quote."""
    found: dict[int, str] = {}
    for option, is_right in options:
        start, box, quote = option.lines.start, f"- [{'x' if is_right else ' '}]", ""
        text = outline.lines[start][option.text :]
        if starts_block(text):
            found |= {start - 1: box, start: f"  {text}"}
        else:
            found[start] = f"{box} {text.strip()}"
        for number in option.lines[1:]:
            line = outline.lines[number]
            quote = "> " if number in option.headings else quote
            found[number] = "" if number in option.headings else f"  {quote}{line}" if option.is_divided else line
    return found


def _span(outline: Outline, group: _Group, reading: _Reading | None) -> Span:
    """The question of a group; one that is not read has no body, and is reported."""
    below, stop = group.asked.start, group.sections[-1].lines.stop
    written = {section.lines.start - 1: _DIVIDER for section in group.sections} | (reading.lines if reading else {})
    notes = tuple(section.lines for section in group.sections if section.kind == "note")
    return Span(
        format=NAME,
        lines=range(group.start, stop),
        title="" if reading else group.heading.title,
        written=group.heading.title,
        hints=_HINTS,
        body=[written.get(number, outline.lines[number]) for number in range(below, stop)] if reading else (),
        body_start=below,
        id_place=IdPlace(below, ""),
        answer=AnswerLines((reading.answer,), notes) if reading and reading.answer else None,
        has_options=True,
        sorts_options=reading is not None and reading.is_apart,
        is_term=reading is None,
    )


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report such a question on a page without others."""
    for group in _groups(page.outline) if not page.entries else ():
        if _is_open(page.outline, group):
            message = "nothing says which option is right; question skipped"
            yield Finding(group.start, Rule.NOT_READ, message, _HINTS.answer)


def _is_open(outline: Outline, group: _Group) -> bool:
    """Whether a question has a list of options, and nothing that may say which are right."""
    is_alone = len(group.parts) == 1 and _asks(outline, group)
    options = _options(outline, group.parts[0], _SEVERAL) if is_alone else ()
    signs = {outline.lines[option.lines.start].lstrip()[0] for option in options if not option.is_divided}
    return bool(signs) and signs != _PLUS_OR_MINUS


LABEL_HEADINGS = Format(
    NAME,
    when=When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "headings that name the parts of questions (## Question, ## Options)",
)
