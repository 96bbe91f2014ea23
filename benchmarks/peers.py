"""Other programs that build packages from Markdown, each installed into its own virtual environment.

None of them reads pages of `??? question`, so the same questions are written in the syntax of each. Whether the cards
of a program are right is verified: the texts of its notes are compared with those of the pages.
"""

import html
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from pages import PageOf, Written

Card = tuple[str, str]
"""The text of a question and of everything else on its card, without white space."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program from PyPI; `write` writes the questions into a folder in the program's syntax.

    `command` takes the folder of the program's executables and the folder for packages; it is run in the folder of
    questions.
    """

    requirement: str
    write: Callable[[Sequence[PageOf], Path], None]
    command: Callable[[Path, Path], list[str]]
    remark: str
    with_: tuple[str, ...] = ()
    """Packages that it needs but does not declare."""
    python: tuple[int, int] = (3, 11)
    """The oldest Python that runs it."""

    @property
    def name(self) -> str:
        return self.requirement.partition("==")[0]

    def install(self, home: Path) -> Path | str:
        """The folder of the program's executables, or why it can't be installed."""
        interpreter = _python(self.python)
        if not interpreter:
            return f"needs Python {self.python[0]}.{self.python[1]}"
        venv = home / self.name
        wanted = " ".join((self.requirement, *self.with_))
        marker = venv / "installed"
        if not marker.exists() or marker.read_text() != wanted:
            pip = [str(venv / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            for step in ([interpreter, "-m", "venv", "--clear", str(venv)], [*pip, *wanted.split()]):
                done = subprocess.run(step, capture_output=True, text=True, check=False)
                if done.returncode:
                    return (done.stderr.strip().splitlines() or ["pip failed"])[-1]
            marker.write_text(wanted)
        return (venv / "bin").absolute()


def _python(oldest: tuple[int, int]) -> str | None:
    """A Python that can create virtual environments: this one, or the first on the path that is new enough."""
    if sys.version_info >= oldest:
        return sys.executable
    for folder in os.get_exec_path():
        for minor in range(oldest[1], oldest[1] + 5):
            path = Path(folder, f"python3.{minor}")
            has_pip = [str(path), "-c", "import ensurepip"]
            if path.exists() and not subprocess.run(has_pip, capture_output=True, check=False).returncode:
                return str(path)
    return None


def _decks(pages: Iterable[PageOf]) -> Iterator[tuple[str, list[Written]]]:
    for name, group in groupby(pages, key=lambda page: page.deck):
        yield name, [question for page in group for question in page.questions]


def _slug(deck: str) -> str:
    return re.sub(r"\W+", "-", deck.lower())


def _body(question: Written) -> str:
    return "\n".join(question.body)


def _headings(pages: Sequence[PageOf], folder: Path) -> None:
    """`# Deck`, `## Question`, and the answer below."""
    for deck, questions in _decks(pages):
        blocks = [f"## {question.title}\n\n{_body(question)}\n" for question in questions]
        (folder / f"{_slug(deck)}.md").write_text(f"# {deck}\n\n" + "\n".join(blocks))


def _percents(pages: Sequence[PageOf], folder: Path) -> None:
    """A folder for each deck; a line `%` before the answer, a line `---` after it."""
    for deck, questions in _decks(pages):
        (folder / deck).mkdir()
        blocks = [f"{question.title}\n\n%\n\n{_body(question)}\n" for question in questions]
        (folder / deck / "cards.md").write_text("\n---\n\n".join(blocks))


def _list_items(pages: Sequence[PageOf], folder: Path) -> None:
    """`- Question ?:: answer` on one line."""
    (folder / "ankivalenz.json").write_text(json.dumps({"deck_name": "Questions", "deck_id": 1 << 40}))
    for deck, questions in _decks(pages):
        lines = [f"- {question.title} ?:: {' '.join(' '.join(question.body).split())}\n" for question in questions]
        (folder / f"{_slug(deck)}.md").write_text(f"# {deck}\n\n" + "".join(lines))


def _colons(pages: Sequence[PageOf], folder: Path) -> None:
    """`Question ::: answer` between rules, and a footnote with an id."""
    for deck, questions in _decks(pages):
        ids = [sha256(f"{deck} {question.title}".encode()).hexdigest()[:10] for question in questions]
        blocks = [
            f"---\n\n{question.title} ::: {_body(question)}\n\n---\n\n[^uid]: {id_}\n"
            for question, id_ in zip(questions, ids, strict=True)
        ]
        (folder / f"{_slug(deck)}.md").write_text(f"---\ndeck: {deck}\n---\n\n" + "\n".join(blocks))


def _files(pages: Sequence[PageOf], folder: Path) -> None:
    """A file for each question, named after the question."""
    for page in pages:
        for question in page.questions:
            (folder / f"{question.title.replace('/', '_')}.md").write_text(_body(question))


PEERS = (
    Peer(
        "markdown-anki-decks==1.1.1",
        _headings,
        lambda programs, out: [f"{programs}/mdankideck", ".", str(out)],
        "`# deck`, `## question`; a package for each file",
        with_=("click==8.0.4",),
    ),
    Peer(
        "md2anki==3.1.0",
        _headings,
        lambda programs, out: ["sh", "-c", f"{programs}/md2anki *.md -o-anki {out}/all.apkg"],
        "`# deck`, `## question`; one package of all decks",
        python=(3, 12),
    ),
    Peer(
        "ankdown==0.7.1",
        _percents,
        lambda programs, out: [f"{programs}/ankdown", "--highlight", "-r", ".", "-p", f"{out}/all.apkg"],
        "`%` before the answer, `---` after it; one package of all decks",
    ),
    Peer(
        "ankcompiler==0.6.0",
        _colons,
        lambda programs, out: [f"{programs}/ankc", "build", "--all", "--path", ".", "--output", str(out)],
        "`question ::: answer` between rules; a package for each topic",
    ),
    Peer(
        "ankivalenz==1.0.2",
        _list_items,
        lambda programs, out: [f"{programs}/ankivalenz", "run", "."],
        "`- question ?:: answer` in one line; one package of one deck",
    ),
    Peer(
        "md2ankicard==0.1.0",
        _files,
        lambda programs, out: [f"{programs}/md2ankicard", ".", f"{out}/all.apkg", "Questions"],
        "a file for each question, its name is the question; one package of one deck",
    ),
)


def cards_of(folders: Iterable[Path]) -> list[Card]:
    """The cards in all packages of some folders."""
    found = []
    for path in sorted(path for folder in folders for path in folder.glob("*.apkg")):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            connection = sqlite3.connect(":memory:")
            connection.deserialize(archive.read("collection.anki2"))
        for (fields,) in connection.execute("select flds from notes"):
            question, *rest = fields.split("\x1f")
            found.append((words(question), words(" ".join(rest))))
        connection.close()
    return found


def words(field: str) -> str:
    """The text that a learner reads, without white space, in which programs differ."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", "", field, flags=re.DOTALL)))


def count_right(found: Iterable[Card], wanted: Iterable[Card]) -> int:
    """How many of the expected cards were found: equal question, and the complete answer in the fields."""
    answers: dict[str, list[str]] = {}
    for question, rest in found:
        answers.setdefault(question, []).append(rest)
    right = 0
    for (question, answer), number in Counter(wanted).items():
        right += min(number, sum(answer in rest for rest in answers.get(question, ())))
    return right
