"""Compare what a second build does to the cards of the first one, with this program and those in peers.py.

    python benchmarks/updates.py        installs the other programs into build/bench/peers, prints a table

Three questions are built, edited in place as an author would, and built again. Anki matches notes by guid, and
overwrites the learner's copy of a note if its modification time has increased. Ids that a program writes into the pages
are kept.
"""

import io
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from pages import PageOf, Written
from peers import PEERS, Peer, words

ROOT = Path(__file__).parents[1]
QUESTIONS = {
    "What is a branch?": "A movable name for a commit.",
    "How do you rename a branch?": "With the command git branch and its option -m.",
    "What is a stash?": "A shelf for changes that are not ready.",
}
ABOVE = {"What is a remote?": "A name for another copy of the repository."}


def _admonitions(pages: Sequence[PageOf], folder: Path) -> None:
    """Pages for this program, without numbers."""
    blocks = [f'??? question "{q.title}"\n    {q.body[0]}\n' for page in pages for q in page.questions]
    (folder / "git-basics.md").write_text("\n".join(blocks))


OURS = Peer(
    "ours",
    _admonitions,
    lambda programs, out: [f"{programs}/anki-export", "build", "git-basics.md", "--decks", str(out)],
    "",
)
Notes = dict[str, tuple[str, int]]
"""The guid and the modification time of each note, by the text of its question."""


def notes(folders: list[Path]) -> Notes:
    found = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.apkg")):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("collection.anki2"))
        for guid, modified, fields in connection.execute("select guid, mod, flds from notes"):
            found[words(fields.split("\x1f")[0])] = guid, modified
        connection.close()
    return found


def replace(old: str, new: str) -> Callable[[Peer, Path], None]:
    """Replace text in all files of a folder and in their names."""

    def edit(peer: Peer, folder: Path) -> None:
        for path in [path for path in folder.rglob("*.md") if path.is_file()]:
            path.write_text(path.read_text().replace(old, new))
            path.rename(path.with_name(path.name.replace(old, new)))

    return edit


def add_above(peer: Peer, folder: Path) -> None:
    """Insert a question before the others, as many lines from the end of its file as the first one is now."""
    with tempfile.TemporaryDirectory() as scratch:
        before, after = Path(scratch, "before"), Path(scratch, "after")
        write(peer, before, QUESTIONS)
        write(peer, after, ABOVE | QUESTIONS)
        for path in [path for path in after.rglob("*.md") if path.is_file()]:
            name = path.relative_to(after)
            old = (before / name).read_text().splitlines() if (before / name).exists() else []
            new = path.read_text().splitlines()
            below = next(
                (n for n, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), len(old)
            )
            now = (folder / name).read_text().splitlines() if (folder / name).exists() else []
            at = len(now) - below
            added = new[len(old) - below : len(new) - below]
            (folder / name).write_text("\n".join([*now[:at], *added, *now[at:]]) + "\n")


def write(peer: Peer, folder: Path, questions: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    written = tuple(Written(question, (answer,)) for question, answer in questions.items())
    peer.write([PageOf("git-basics.md", "Git", "Basics", written)], folder)


def built(peer: Peer, programs: Path, source: Path, out: Path) -> Notes:
    for path in source.rglob("*.apkg"):
        path.unlink()
    subprocess.run(peer.command(programs, out), cwd=source, capture_output=True, check=True)
    return notes([out, source])


def row(peer: Peer, programs: Path, home: Path) -> list[bool]:
    """Whether unchanged cards are left alone, and whether a card is kept after each of three edits."""
    branch, rename, _ = map(words, QUESTIONS)
    results = []
    for edit, before, after in (
        (lambda peer, folder: None, branch, branch),
        (replace("movable name", "moving name"), branch, branch),
        (replace("How do you rename", "How can you rename"), rename, words("How can you rename a branch?")),
        (add_above, branch, branch),
    ):
        source, out = home / "source", home / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        write(peer, source, QUESTIONS)
        old = built(peer, programs, source, out)
        time.sleep(1.1)  # modification times have a resolution of one second
        edit(peer, source)
        new = built(peer, programs, source, out)
        same = old[before][0] == new[after][0]
        results.append(same and (bool(results) or old[before][1] == new[after][1]))
    return results


def main() -> None:
    heads = ("unchanged card left alone", "corrected answer", "reworded question", "question added above")
    print(f"| program | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    for peer in (OURS, *PEERS):
        programs = Path(sys.executable).parent if peer is OURS else peer.install(ROOT / "build/bench/peers")
        if isinstance(programs, str):
            print(f"| {peer.name} | {programs} |")
            continue
        with tempfile.TemporaryDirectory() as home:
            cells = ["yes" if good else "no" for good in row(peer, programs.absolute(), Path(home))]
        print(f"| {peer.requirement} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
