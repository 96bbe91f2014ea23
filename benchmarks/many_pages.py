"""Compare folders of one-question pages with the same questions on a few pages.

    python benchmarks/many_pages.py [--questions 2000] [--rounds 5] [--keep FOLDER]

Each layout of one-question pages is built beside the same questions as headings of twenty pages, in turn, by one
process and without a cache. A figure is the middle one of the processor times. `--keep` writes the folders elsewhere
and keeps them, such as for a profiler.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import timing
from pages import Written, one_topic

PAGES = 20
LIMIT = 600.0
"""Timeout of a build in seconds."""
PROGRAM = str(Path(sys.executable).parent / "anki-export")


def _answer_page(number: int, asked: Written) -> str:
    """A page with a name, the question as a paragraph, and the answer below a heading."""
    return "\n".join(
        (f"# Task {number}: {asked.title.split()[-1]}", "", asked.title, "", "## Answer", "", *asked.body, "")
    )


def _title_page(number: int, asked: Written) -> str:
    """A page whose title asks."""
    return "\n".join((f"# {asked.title}", "", *asked.body, ""))


def _with_answer(asked: Written) -> str:
    return "\n".join((f"## {asked.title}", "", "### Answer", "", *asked.body, ""))


def _with_text(asked: Written) -> str:
    return "\n".join((f"## {asked.title}", "", *asked.body, ""))


LAYOUTS: dict[str, tuple[Callable[[int, Written], str], Callable[[Written], str]]] = {
    "answers": (_answer_page, _with_answer),
    "titles": (_title_page, _with_text),
}
"""How a question is written on a page of its own, and among others."""


def write(folder: Path, name: str, questions: Sequence[Written]) -> Iterator[tuple[str, Path]]:
    """The two folders of a layout."""
    alone, together = LAYOUTS[name]
    many, few = folder / f"{name}-many", folder / f"{name}-few"
    for path in (many / "source/subject", few / "source/subject"):
        path.mkdir(parents=True, exist_ok=True)
    for number, asked in enumerate(questions, 1):
        slug = "-".join(re.findall(r"[a-z]+", asked.title.lower())[:8])
        (many / f"source/subject/{slug}-{number}.md").write_text(alone(number, asked))
    share = -(-len(questions) // PAGES)
    for number in range(PAGES):
        text = "\n".join(map(together, questions[number * share : (number + 1) * share]))
        (few / f"source/subject/part{number:02}.md").write_text(f"# Interview questions, part {number + 1}\n\n{text}")
    yield from (("many", many), ("few", few))


def measure(folder: Path, work: Path) -> float:
    """The processor time of the first build in seconds."""
    for made in (folder / "decks", timing.cache(folder)):
        shutil.rmtree(made, ignore_errors=True)
    found = timing.run([PROGRAM, "build", "--jobs", "1"], folder, work, LIMIT)
    if isinstance(found, timing.Failure):
        sys.exit(f"{folder}: {found.reason}")
    return found.cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    asked = [question for page in one_topic(options.questions) for question in page.questions]
    with tempfile.TemporaryDirectory() as temporary:
        folder, work = options.keep or Path(temporary), Path(temporary) / "work"
        (work / "tmp").mkdir(parents=True)
        for name in LAYOUTS:
            paths = dict(write(folder, name, asked))
            times: dict[str, list[float]] = {kind: [] for kind in paths}
            for _ in range(options.rounds):
                for kind, path in paths.items():
                    times[kind].append(measure(path, work))
            many, few = (median(times[kind]) * 1000 / len(asked) for kind in ("many", "few"))
            print(f"{name}: {many:.2f} ms a question on pages of its own, {few:.2f} ms on {PAGES}: {many / few:.2f} ×")


if __name__ == "__main__":
    main()
