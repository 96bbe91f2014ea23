"""Challenges in sections between headings, as in courses of Galvanize Learn:

### !challenge
* type: multiple-choice             also `checkbox`, `short-answer`, `number`, `ordering`
##### !question
Which command names a commit?
##### !end-question
##### !options
* `git tag`                         or `a| git tag`, and `a|` as the answer
* `git log`
##### !end-options
##### !answer
* `git tag`                         ticks these options; without options, it is the answer
##### !end-answer
##### !explanation                  on the back, as is `!hint`; other sections are left out
A tag is a fixed name.
##### !end-explanation
### !end-challenge
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.entry import AnswerLines, Finding, Hints, IdPlace, Span
from anki_export.source.lines import first_paragraph, is_blank, list_marker
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import numbers_of
from anki_export.text.lazy_regex import regex

_EDGE = regex(r"#{1,6}\s+!(?P<end>end-)?(?P<name>[a-z]+(?:-[a-z]+)*)\s*", re.IGNORECASE)
_TYPE = regex(r"\s*[-*+]\s+type:\s*(?P<type>[\w-]+)\s*")
_KEY = regex(r"\s*(?:[-*+]\s+)?(?P<key>[A-Za-z])\|\s*")
_PATTERN = regex(r"\s*(?:[-*+]\s+)?/.+/[a-z]*\s*")
"""An answer that a program compares with a text."""
_BACK = ("hint", "explanation")
_HINTS = Hints(
    question="##### !question, and below it {}",
    title="write the question between `##### !question` and `##### !end-question`",
    answer="write the answer between `##### !answer` and `##### !end-answer`",
    hidden="`##### !answer` inside the challenge",
)


class SectionedChallenge(Struct, frozen=True):
    """A challenge, with the lines between the headings of each section by its name."""

    lines: range
    sections: Mapping[str, range]
    problem: str
    """Why it can't be a card; empty if it can."""
    fix: str
    """What to do about it."""
    options: Mapping[int, str]
    """Its options as items of a task list, by their first lines."""

    @property
    def back(self) -> tuple[range, ...]:
        """The lines of its hints and explanations."""
        return tuple(place for name, place in self.sections.items() if name.startswith(_BACK))


def sectioned_challenges(outline: Outline) -> Iterator[SectionedChallenge]:
    """The challenges of a page; one that is not closed ends at the next one, and has a problem."""
    start, opened, sections = -1, dict[str, int](), dict[str, range]()
    edges = [(number, edge) for number, line in outline.lines_with("!") if (edge := _EDGE.fullmatch(line))]
    for number, edge in edges:
        name, ends = edge["name"].lower(), edge["end"] is not None
        if name == "challenge":
            if start >= 0 and (ends or "question" in opened or "question" in sections):
                yield _challenge(outline, range(start, number + ends), sections, is_closed=ends)
            start, opened, sections = -1 if ends else number, {}, {}
        elif not ends:
            opened[name] = number + 1
        elif name in opened:
            sections.setdefault(name, range(opened.pop(name), number))
    if start >= 0 and ("question" in opened or "question" in sections):
        yield _challenge(outline, range(start, len(outline.lines)), sections, is_closed=False)


def spans_of_sections(outline: Outline, name: str) -> Iterator[Span]:
    """The challenges that can be cards, as questions of the format with this name."""
    found = [one for one in sectioned_challenges(outline) if not one.problem]
    titles = [first_paragraph([outline.lines[at] for at in one.sections["question"]]) for one in found]
    numbers = numbers_of([title for title, _ in titles])
    for one, (title, place), number in zip(found, titles, numbers, strict=True):
        start = one.sections["question"].start
        body = _body(outline, one, range(start + place.start, start + place.stop))
        span = numbered_span(name, _HINTS, one.lines, title, number, body)
        answer = None if one.options else AnswerLines((one.sections["answer"],), one.back)
        yield replace(span, id_place=IdPlace(start, ""), answer=answer, has_options=bool(one.options))


def unread_sections(outline: Outline) -> Iterator[Finding]:
    """Report the other challenges."""
    for one in sectioned_challenges(outline):
        if one.problem:
            rule = Rule.NO_QUESTION if one.fix == _HINTS.answer else Rule.NOT_READ
            yield Finding(one.lines.start, rule, f"challenge {one.problem}; skipped", one.fix)


def _challenge(outline: Outline, lines: range, sections: Mapping[str, range], *, is_closed: bool) -> SectionedChallenge:
    texts = {name: [outline.lines[number] for number in place] for name, place in sections.items()}
    answers = [line for line in texts.get("answer", ()) if not is_blank(line)]
    types = (match["type"] for number in lines if (match := _TYPE.fullmatch(outline.lines[number])))
    are_choices = "options" in sections and next(types, "") != "ordering"
    options = _options(outline, sections["options"]) if are_choices else {}
    items = [_key(line) if _KEY.fullmatch(line) else _words(line) for line in answers]
    rights = [start for start, (key, words) in options.items() if key in items or words in items]
    problem = fix = ""
    if not is_closed:
        problem, fix = "is not closed", "end it with `### !end-challenge`"
    elif all(is_blank(line) for line in texts.get("question", ())):
        problem, fix = "has no question", _HINTS.title
    elif not answers:
        problem, fix = "has no answer", _HINTS.answer
    elif any(map(_PATTERN.fullmatch, answers)):
        problem, fix = "has a pattern as its answer", "write the answer as text"
    elif not all(words for _, words in options.values()):
        problem, fix = "has an option without text in its line", "write each option in one line"
    elif (are_choices and len(rights) != len(items)) or (not are_choices and any(map(_KEY.match, answers))):
        problem = "has an answer that is none of its options"
        fix = "repeat the right options, or their letters, between `##### !answer` and `##### !end-answer`"
    ticked = {at: f"- [{'x' if at in rights else ' '}] {words}" for at, (_, words) in options.items()}
    return SectionedChallenge(lines, sections, problem, fix, ticked)


def _options(outline: Outline, place: range) -> dict[int, tuple[str, str]]:
    """The letters, if they have such, and the texts of options, by their lines."""
    found = {}
    for number in place:
        line = outline.lines[number]
        if not outline.is_code[number] and (_KEY.match(line) or list_marker(line)):
            found[number] = _key(line), _words(line)
    return found


def _key(line: str) -> str:
    """The letter before an option, or that names it; empty without one."""
    match = _KEY.match(line)
    return f"{match['key'].lower()}|" if match else ""


def _words(line: str) -> str:
    """The text of an item on its first line."""
    match = _KEY.match(line) or list_marker(line)
    return (line[match.end() :] if match else line).strip()


def _body(outline: Outline, one: SectionedChallenge, title: range) -> BodyLines:
    """What the sections of a challenge show, without its title."""
    shown = {at for place in (one.sections["question"], *one.back) for at in place}.difference(title)
    shown.update(one.sections.get("options", ()), () if one.options else one.sections["answer"])
    start = one.lines.start + 1
    text = [one.options.get(at, outline.lines[at] if at in shown else "") for at in range(start, one.lines.stop)]
    return body_of(text, start, outline.is_code)
