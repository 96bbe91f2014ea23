"""Damage real pages by one random edit each, and list the questions that are then lost without a message.

    python benchmarks/edits.py [--edits 2000] [--seed 1] [--examples 3] [FOLDER]...

By default, the folders are those that ANKI_EXPORT_CORPUS and ANKI_EXPORT_PAGES name. A question is lost if it had a
card before the edit and has none afterwards. The loss is reported if a new message names one of its lines, if new
messages on the page count at least as many questions as are lost, or if the page has a new error, which keeps all its
cards as they were released. Everything else is lost in silence. To share no mistake with the program, questions are
compared by their letters alone, and messages are only counted.
"""

import argparse
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from anki_export import Diagnostic, Question, Severity
from anki_export.source.read_pages import read_text

_LARGEST = 200_000
"""The largest page in characters: some lists of thousands of questions take seconds to read."""
_FENCE = re.compile(r"[ >]*(?:`{3,}|~{3,})")
_HEADING = re.compile(r"(?P<indent>[ >]*)(?P<marks>#{1,6})(?P<rest>[ \t]+\S.*)")
_CLOSING = re.compile(r"</[a-zA-Z][\w-]*>|^[ >]*:::+[ \t]*$")
_COUNTED = re.compile(
    r"\b(\d+)\s+(?:\w+\s+){0,3}?(?:questions?|headings?|lines?|blocks?|labels?|titles?|items?|entries)\b"
)
_LETTERS = re.compile(r"[^\W_]+")


class Edited(NamedTuple):
    """A page after an edit."""

    line: int
    """The number of the edited line, from 1."""
    shift: int
    """How many lines the page has more below it."""
    text: str


Edit = Callable[[list[str], Random], Edited | None]


def _changed(lines: Sequence[str], at: int, new: str | None) -> Edited:
    """The page with another line at `at`, or without it."""
    kept = [*lines[:at], *([] if new is None else [new]), *lines[at + 1 :]]
    return Edited(at + 1, len(kept) - len(lines), "\n".join(kept))


def _one_of(lines: Sequence[str], rng: Random, pattern: re.Pattern[str]) -> int | None:
    found = [i for i, line in enumerate(lines) if pattern.search(line)]
    return rng.choice(found) if found else None


def lose_fence(lines: list[str], rng: Random) -> Edited | None:
    """A line with the opening or closing mark of a code fence is lost."""
    at = _one_of(lines, rng, re.compile(rf"^{_FENCE.pattern}"))
    return None if at is None else _changed(lines, at, None)


def lose_heading_marks(lines: list[str], rng: Random) -> Edited | None:
    """A heading becomes a paragraph."""
    at = _one_of(lines, rng, re.compile(rf"^{_HEADING.pattern}"))
    return None if at is None else _changed(lines, at, re.sub(r"#+[ \t]+", "", lines[at], count=1))


def lose_closing_tag(lines: list[str], rng: Random) -> Edited | None:
    """A closing tag such as `</details>`, or a closing `:::`, is lost."""
    at = _one_of(lines, rng, _CLOSING)
    return None if at is None else _changed(lines, at, _CLOSING.sub("", lines[at], count=1))


def change_rank(lines: list[str], rng: Random) -> Edited | None:
    """A heading gets another level."""
    at = _one_of(lines, rng, re.compile(rf"^{_HEADING.pattern}"))
    if at is None or not (heading := _HEADING.match(lines[at])):
        return None
    level = rng.choice([n for n in range(1, 7) if n != len(heading["marks"])])
    return _changed(lines, at, heading["indent"] + "#" * level + heading["rest"])


def change_indentation(lines: list[str], rng: Random) -> Edited | None:
    """A line is indented more, less, or not at all."""
    at = _one_of(lines, rng, re.compile(r"\S"))
    if at is None:
        return None
    text = lines[at].lstrip()
    spaces = len(lines[at]) - len(text)
    wide = rng.choice([n for n in (0, 1, 2, 3, 4, 8) if n != spaces])
    return _changed(lines, at, " " * wide + text)


def add_quote_mark(lines: list[str], rng: Random) -> Edited | None:
    """A line becomes a quote, or gets a quotation mark somewhere."""
    at = _one_of(lines, rng, re.compile(r"\S"))
    if at is None:
        return None
    line = lines[at]
    if rng.random() < 0.5:
        return _changed(lines, at, f"> {line}")
    column = rng.randrange(len(line) + 1)
    return _changed(lines, at, f'{line[:column]}"{line[column:]}')


EDITS: dict[str, Edit] = {
    "lost fence": lose_fence,
    "lost heading mark": lose_heading_marks,
    "lost closing tag": lose_closing_tag,
    "changed rank": change_rank,
    "changed indentation": change_indentation,
    "added quote": add_quote_mark,
}


class Read(NamedTuple):
    """A page as the program reads it."""

    questions: Sequence[Question]
    messages: Sequence[Diagnostic]


class Lost(NamedTuple):
    """A question that was a card before an edit, and is none after."""

    path: str
    edit: str
    edited: Edited
    before: str
    """The edited line as it was."""
    question: Question
    is_told: bool


def read(text: str, path: str) -> Read:
    return Read(*read_text(text, path))


def letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _prompt(question: Question) -> str:
    """The letters of the first line that a question has, or of its picture's alternative."""
    lines = (letters(line) for line in question.question_text.split("\n"))
    return next(filter(None, lines), letters(question.question))


def losses(path: str, name: str, before: Read, edited: Edited, was: str, after: Read) -> Iterator[Lost]:
    """The questions that no card asks after the edit, each with whether there is a message about it.

    A card that asks what the edited line now says is the question of this line.
    """
    left = Counter(map(_prompt, after.questions))
    fronts = [letters(question.question_text) for question in after.questions]
    gone = []

    def place(line: int) -> int:
        return line + edited.shift if line > edited.line else line

    def is_reworded(question: Question) -> bool:
        """Whether a card of the same lines asks what the edited line now says."""
        line = edited.text.split("\n")[edited.line - 1] if question.location.line == edited.line else ""
        return any(one.location.line == edited.line and _prompt(one) in letters(line) for one in after.questions)

    def is_shorter(question: Question) -> bool:
        """Whether a card from these lines asks the end of the question, without a label such as `Exercise 4:`."""
        lines = range(place(question.location.line), place(question.last_line) + 1)
        ends = (letters(question.question_text), _prompt(question))
        return any(
            (one.location.line in lines or one.last_line in lines)
            and (ends[0].endswith(letters(one.question_text)) or ends[1].endswith(_prompt(one)))
            for one in after.questions
        )

    for question in before.questions:
        asked = _prompt(question)
        if left[asked]:
            left[asked] -= 1
        elif not (any(asked in front for front in fronts) or is_shorter(question) or is_reworded(question)):
            gone.append(question)
    if not gone:
        return

    old = Counter((found.rule, place(found.location.line), found.message) for found in before.messages)
    new = []
    for found in after.messages:
        if old[key := (found.rule, found.location.line, found.message)]:
            old[key] -= 1
        else:
            new.append(found)
    has_error = any(found.severity is Severity.ERROR for found in new)
    lines = {place.line for found in new for place in (found.location, *found.places)}
    counted = max(0, _counted(after.messages) - _counted(before.messages))
    for question in gone:
        own = range(place(question.location.line), place(question.last_line) + 1)
        is_told = has_error or not lines.isdisjoint(own)
        if not is_told and counted:
            counted -= 1
            is_told = True
        yield Lost(path, name, edited, was, question, is_told)


def _counted(messages: Iterable[Diagnostic]) -> int:
    """How many questions the messages count, in all."""
    return sum(max(map(int, _COUNTED.findall(message.message)), default=0) for message in messages)


def damaged(pages: Sequence[tuple[str, str]], count: int, seed: int) -> Iterator[tuple[str, list[Lost]]]:
    """Edit random pages, `count` times in all; yields the name of each edit, and what it has lost.

    `pages` are paths and texts. Those without questions are passed over.
    """
    rng, known = Random(seed), dict[str, Read]()
    done = 0
    while done < count:
        path, text = rng.choice(pages)
        if path not in known:
            known[path] = read(text, path)
        name = rng.choice(list(EDITS))
        lines = text.split("\n")
        edited = EDITS[name](lines, rng) if known[path].questions else None
        if edited is None or edited.text == text:
            continue
        done += 1
        after = read(edited.text, path)
        yield name, list(losses(path, name, known[path], edited, lines[edited.line - 1], after))


def pages_in(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """Paths and texts of the Markdown pages in and below folders."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            if path.is_file() and len(text := path.read_text(errors="replace")) <= _LARGEST:
                found.append((path.relative_to(folder).as_posix(), text))
    return found


def report(results: Iterable[tuple[str, list[Lost]]], examples: int) -> bool:
    """Print figures by kind of edit, then the largest groups of silent losses; whether there are any."""
    edits, harmful, lost, silent = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    groups: dict[tuple[str, str], list[Lost]] = defaultdict(list)
    for name, found in results:
        edits[name] += 1
        harmful[name] += bool(found)
        lost[name] += len(found)
        for one in found:
            if not one.is_told:
                silent[name] += 1
                groups[name, one.question.format].append(one)
    print(f"{'edit':<20} {'edits':>6} {'with losses':>12} {'lost':>6} {'in silence':>11}")
    for name in (*EDITS, ""):
        row = [counts[name] if name else counts.total() for counts in (edits, harmful, lost, silent)]
        print(f"{name or 'all':<20} {row[0]:>6} {row[1]:>12} {row[2]:>6} {row[3]:>11}")
    for (name, format_), found in sorted(groups.items(), key=lambda group: -len(group[1])):
        places = {(one.path, one.edited.line) for one in found}
        print(f"\n{name}, {format_}: {len(found)} questions by {len(places)} edits")
        for path, line in sorted(places)[:examples]:
            here = [one for one in found if (one.path, one.edited.line) == (path, line)]
            after = here[0].edited.text.split("\n")[line - 1]
            print(f"  {path}:{line}  {here[0].before[:70]!r} -> {after[:70]!r}")
            for one in here[:examples]:
                print(f"    {one.question.location.line}-{one.question.last_line}: {one.question.key[:90]!r}")
    return bool(groups)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=3)
    chosen = parser.parse_args()
    given = (os.environ.get(name) for name in ("ANKI_EXPORT_CORPUS", "ANKI_EXPORT_PAGES"))
    pages = pages_in(chosen.folders or [Path(folder) for folder in given if folder])
    if not pages:
        parser.error("no pages: name folders, or set ANKI_EXPORT_CORPUS or ANKI_EXPORT_PAGES")
    return int(report(damaged(pages, chosen.edits, chosen.seed), chosen.examples))


if __name__ == "__main__":
    sys.exit(main())
