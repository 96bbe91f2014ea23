"""Parts of numbered questions with answers below get numbers of their own before a page is parsed, line by line:

    1. Hemp
       a) When does it swell?           1. Hemp: When does it swell?
       b) Who grows it?                 2. Hemp: Who grows it?
    2. Nylon
       a) Who made it?                  3. Nylon: Who made it?
       b) When?                         4. Nylon: When?

    Answers                             ## Answers

    1. a) in water b) farmers           1. in water 2. farmers
    2. a) Carothers                     3. Carothers
       b) 1935                          4. 1935

All parts ask, below two numbers or more whose own lines do not, and each has one answer with its number and letter:
options do not ask, and parts of one question have one answer. Where another number has no such parts, none are read so:
it would be lost beside them. Minutes of meetings look like such pages, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct

from anki_export.source.body.option_letters import option_name, sequence_of
from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.text.asking import names_dialogue
from anki_export.text.classify_labels import asks, is_answer_label
from anki_export.text.lazy_regex import regex

_TOPIC = regex(r" {0,3}(?P<number>\d{1,3})[.)][ \t]+(?P<text>[^\W_].*?)[.:]?\s*")
_PART = regex(r"[ \t]*(?:[-*+][ \t]+)?\(?(?P<letter>[^\W\d_])[.)][ \t]+(?P<text>\S.*?)\s*")
_ANSWER = regex(r"(?:(?<!\S)(?P<number>\d{1,3})[.)]?[ \t]*)?(?<![^\s\d.)])\(?(?P<letter>[^\W\d_])[.)][ \t]+")
_FEWEST = 2


class _Part(Struct, frozen=True):
    """A part of a question, or an answer to one."""

    line: int
    name: tuple[int, str]
    text: str


def parts_as_questions(text: str) -> str:
    """The text of a page with such parts as questions."""
    outline = Outline(text.split("\n"))
    label = next((at for at, line in enumerate(outline.lines) if is_answer_label(line.strip(" #*_:"))), 0)
    topics = _topics(outline.lines[:label])
    parts = [part for own in topics.values() for part in own]
    is_code = any(outline.is_code[part.line] for part in parts)
    if len(topics) < _FEWEST or is_code or names_dialogue(outline.title):
        return text
    answers = list(_answers(outline.lines, label + 1))
    if [one.name for one in answers] != [one.name for one in parts]:
        return text
    lines = list(outline.lines)
    lines[label] = f"## {lines[label].strip(' #*_:')}"
    count = 0
    for topic, own in topics.items():
        title = _TOPIC.fullmatch(lines[topic])["text"]  # type: ignore[index]
        lines[topic] = ""
        for count, part in enumerate(own, count + 1):  # noqa: B020
            lines[part.line] = f"{count}. {title}: {part.text}"
    for number in {one.line for one in answers}:
        said = [f"{at}. {one.text}" for at, one in enumerate(answers, 1) if one.line == number]
        lines[number] = " ".join(said)
    return "\n".join(lines)


def _topics(lines: Sequence[str]) -> Mapping[int, Sequence[_Part]]:
    """The numbered lines, each with the lettered ones right below it; none unless only the latter ask, below each."""
    topics: dict[int, Sequence[_Part]] = {}
    for at, line in enumerate(lines):
        topic = _TOPIC.fullmatch(line)
        if not topic:
            continue
        below = takewhile(
            lambda number: is_blank(lines[number]) or _PART.fullmatch(lines[number]), range(at + 1, len(lines))
        )
        found = [(number, match) for number in below if (match := _PART.fullmatch(lines[number]))]
        letters = [option_name(match["letter"]) for _, match in found]
        if asks(topic["text"]) or len(found) < _FEWEST or letters != [*sequence_of(letters[0])[: len(letters)]]:
            return {}
        if not all(asks(match["text"]) for _, match in found):
            return {}
        topics[at] = [_Part(n, (int(topic["number"]), match["letter"]), match["text"]) for n, match in found]
    return topics


def _answers(lines: Sequence[str], start: int) -> Iterator[_Part]:
    """The answers with a letter, below or behind their numbers."""
    last = 0
    for at in range(start, len(lines)):
        found = list(_ANSWER.finditer(lines[at]))
        stops = [*(match.start() for match in found[1:]), len(lines[at])]
        for match, stop in zip(found, stops, strict=False):
            last = int(match["number"] or last)
            yield _Part(at, (last, match["letter"]), lines[at][match.end() : stop].strip(" ,;"))
