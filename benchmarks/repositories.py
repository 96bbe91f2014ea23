"""Build decks from well-known public repositories as they are, and write the figures into both READMEs.

    ANKI_EXPORT_PAGES=FOLDER python benchmarks/repositories.py [--rounds 3] [--dry-run]

The folder has a copy of each repository, or of a part of it, as `OWNER+NAME`. `anki-export build` runs on a scratch
copy without settings; the time is the lowest of some first builds. Only figures go into the tables.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import report
import timing

LIMIT = 600.0
"""Timeout of a build in seconds."""
PROGRAM = str(Path(sys.executable).parent / "anki-export")
FRONT = Path(__file__).parents[1] / "README.md"
MARKS = ("<!-- repositories -->", "<!-- end of repositories -->")


class Repository(NamedTuple):
    """Where the pages of a repository are, and what a question looks like there."""

    name: str
    folder: str
    layout: str
    is_in_front: bool = False
    """Whether the row is in the short table, too."""


REPOSITORIES = (
    Repository("sudheerj/reactjs-interview-questions", ".", "headings in list items: `1. ### …`", is_in_front=True),
    Repository("lydiahallie/javascript-questions", ".", "options, and a collapsed answer", is_in_front=True),
    Repository("Ebazhanov/linkedin-skill-assessments-quizzes", ".", "ticked options: `- [x] …`", is_in_front=True),
    Repository("trimstray/test-your-sysadmin-skills", ".", "`<details>` and `<summary>`", is_in_front=True),
    Repository("FAQGURU/FAQGURU", "topics", "headings, in English, Korean and Russian"),
    Repository("Kirchhoff-/Android-Interview-Questions", ".", "a page for each question", is_in_front=True),
    Repository("30-seconds/30-seconds-of-interviews", ".", "headings, and a collapsed answer"),
    Repository("CodeWithDhruvX/java-golang-interview-questions", "long_questions/kubernetes", "headings with labels"),
    Repository("LavoniDK/Datalogi-AU-Flashcards", ".", "flashcards of Obsidian"),
    Repository("alexeygrigorev/data-science-interviews", ".", "bold lines: `**…?**`"),
    Repository("andrewekhalel/MLQuestions", ".", "numbered headings"),
    Repository(
        "dmccreary/learning-linux", "docs", "options with *Show answer*; a numbered quiz with its answers below"
    ),
    Repository("enhorse/java-interview", ".", "headings, in Russian"),
    Repository("ewels/mkdocs-quiz", "docs", "`<quiz>`"),
    Repository("iamtodor/data-science-interview-questions-and-answers", ".", "numbered headings"),
    Repository("lcarli/AI-LearningHub", "docs/docs", "collapsed boxes in boxes: `??? question`"),
    Repository("learning-zone/java-basics", ".", "headings: `## Q. …`"),
    Repository("midudev/preguntas-entrevista-react", ".", "headings, in Spanish; a quiz with its solutions at the end"),
    Repository("moabukar/tech-vault", ".", "`<details>` in `<details>`"),
    Repository("rcallaby/CSharp-Interview-Questions", ".", "a page for each question"),
    Repository("shapovalovdev/devops-interview-questions", ".", "a page for each question, with *Answer guide*"),
    Repository("swcarpentry/git-novice", ".", "`::: challenge` with `::: solution`"),
    Repository("thomasrribeiro/flashcards", ".", "flashcards of hashcards"),
    Repository("yangshun/front-end-interview-handbook", "website/contents", "headings"),
    Repository("youssefHosni/Data-Science-Interview-Questions-Answers", ".", "headings with *Answer:*"),
)


@dataclass(frozen=True, slots=True)
class Built:
    """A repository with what a build made of it."""

    repository: Repository
    pages: int
    cards: int
    seconds: float

    @property
    def row(self) -> tuple[str, ...]:
        """A row of the tables."""
        name = self.repository.name
        figures = (f"{self.pages:,}", f"{self.cards:,}", f"{self.seconds:.1f}")
        return (f"[{name}](https://github.com/{name})", self.repository.layout, *figures)


def build(repository: Repository, pages: Path, rounds: int) -> Built:
    """Build the decks of a scratch copy a few times, each time as if for the first time."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary) / "work"
        (work / "tmp").mkdir(parents=True)
        root = Path(temporary) / repository.name.partition("/")[2]
        shutil.copytree(pages / repository.name.replace("/", "+", 1), root, copy_function=shutil.copyfile)
        for folder in (root, *root.rglob("*/")):
            folder.chmod(0o755)
        read = sum(path.suffix in {".md", ".mdx"} for path in (root / repository.folder).rglob("*"))
        taken = []
        for _ in range(rounds):
            for made in (root / "decks", timing.cache(root)):
                shutil.rmtree(made, ignore_errors=True)
            command = [PROGRAM, "build", "--jobs", "1", repository.folder]
            found = timing.run(command, root, work, LIMIT, codes=(0, 1))
            if isinstance(found, timing.Failure):
                sys.exit(f"{repository.name}: {found.reason}")
            taken.append(found.cpu)
        decks = json.loads((root / "decks/index.json").read_text())["decks"]
        return Built(repository, read, sum(deck["cards"] for deck in decks), min(taken))


def table(built: Sequence[Built]) -> str:
    """A Markdown table of repositories."""
    head = ("repository", "a question is", "pages", "cards", "s")
    lines = report.table([head, *(each.row for each in built)]).split("\n")
    return "\n".join((lines[0], "| --- | --- | ---: | ---: | ---: |", *lines[2:]))


def front(built: Sequence[Built], date: str) -> str:
    """The proof line and the short table."""
    first, cards = built[0], sum(each.cards for each in built)
    return "\n".join(
        (
            f"**A list of {first.cards} React questions: one command, {first.seconds:.0f} s, {first.cards} cards.** No"
            " settings, no change to a page. The same command makes",
            f"{cards:,} cards of {len(built)} public repositories"
            f" ([all of them](benchmarks/README.md#public-repositories), {date}):",
            "",
            table([each for each in built if each.repository.is_in_front]),
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dry-run", action="store_true", help="print the table only")
    options = parser.parse_args()
    pages = Path(os.environ.get("ANKI_EXPORT_PAGES") or sys.exit("set ANKI_EXPORT_PAGES to the folder of repositories"))
    built = [build(repository, pages, options.rounds) for repository in REPOSITORIES]
    date = datetime.now(UTC).date().isoformat()
    text = f"{date}, {timing.machine()}.\n\n{table(built)}"
    print(text)
    if not options.dry_run:
        for page, result in ((report.README, text), (FRONT, front(built, date))):
            page.write_text(report.inserted(page.read_text(), result, MARKS))


if __name__ == "__main__":
    main()
