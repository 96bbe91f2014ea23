"""Two branches were both built: git merges what it can, the author resolves the pages, and a build merges the rest."""

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from anki_export.deck.note_type import MODEL_ID
from anki_export.release.lock import Bundle, Card, Deck, Lock, LockError, json_line, load_lock
from anki_export.release.lock_conflicts import merge_lock, settled
from anki_export.release.merge_conflicted_changelog import with_both_sides
from anki_export.source.pages_and_questions import Question
from anki_export.text.merge_conflicts import sides
from tests.support.learner import Learner
from tests.support.project import NOON, Project, block
from tests.support.reading import read_text

BASICS, ADVANCED, MORE = "git/basics/index.md", "git/advanced/index.md", "git/basics/more.md"
Blocks = dict[str, list[str]]
"""The blocks of each page."""
REBASE = block("What is a rebase?", "Commits made again on another base")
START: Blocks = {
    BASICS: [block("What is a branch?"), REBASE, block("What is a tag?"), block("What is a stash?")],
    ADVANCED: [block("What is the reflog?"), block("What is a bare repository?")],
    MORE: [block("What is a remote?"), block("What is a fork?")],
}


QUESTIONS = {"ours": "How are commits applied again elsewhere?", "theirs": "Which command replays work on a new base?"}
ANSWERS = {"ours": "By `git rebase`, one after the other", "theirs": "The one that makes history linear"}


def reworded_question(pages: Blocks, side: str) -> None:
    pages[BASICS][1] = block(QUESTIONS[side], ANSWERS[side])


def reworded_answer(pages: Blocks, side: str) -> None:
    pages[BASICS][1] = block("What is a rebase?", ANSWERS[side])


def added(pages: Blocks, side: str) -> None:
    pages[BASICS].insert(2, block(f"What does {side} add?"))


def added_on_both_sides(pages: Blocks, side: str) -> None:
    pages[BASICS].insert(2, block("What is a worktree?"))


def moved(path: str) -> Callable[[Blocks, str], None]:
    def change(pages: Blocks, side: str) -> None:
        pages[path].insert(1, pages[BASICS].pop(1))

    return change


def deleted(pages: Blocks, side: str) -> None:
    del pages[BASICS][1]


def reordered(pages: Blocks, side: str) -> None:
    pages[BASICS] = [pages[BASICS][n] for n in ((1, 0, 2, 3) if side == "ours" else (0, 2, 3, 1))]


def renamed(pages: Blocks, side: str) -> None:
    pages[f"git/basics/{side}.md"] = pages.pop(BASICS)


def pinned(pages: Blocks, side: str) -> None:
    title, _, body = pages[BASICS][1].partition("\n")
    pages[BASICS][1] = f"{title}\n    <!-- card: what-is-a-rebase -->\n{body}"


def restyled(pages: Blocks, side: str) -> None:
    pages["../cards.css"] = [f".card {{ color: {'teal' if side == 'ours' else 'navy'} }}"]


CHANGES: dict[str, Callable[[Blocks, str], None]] = {
    "adds a question": added,
    "adds what both add": added_on_both_sides,
    "rewords the question": reworded_question,
    "rewords the answer": reworded_answer,
    "moves it to another level": moved(ADVANCED),
    "moves it to another page": moved(MORE),
    "deletes it": deleted,
    "reorders the page": reordered,
    "renames the page": renamed,
    "writes an id": pinned,
    "changes the style": restyled,
}
"""What an author does to the question about rebasing, or beside it; all pairs of these are merged."""


def git(*args: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    run = subprocess.run(["git", *identity, *args], capture_output=True, text=True, check=False)
    assert run.returncode == 0 or args[0] == "merge", run.stderr
    return run.stdout


def write(project: Project, pages: Blocks) -> None:
    shutil.rmtree(project.root / "source", ignore_errors=True)
    for path, blocks in pages.items():
        level = "Advanced" if "advanced" in path else "Basics"
        head = f"---\ntitle: Git Interview Questions - {level}\n---\n\n" if path.endswith(".md") else ""
        project.write(f"source/{path}", head + "\n\n".join(blocks) + "\n")


def commit(project: Project, clock: int) -> None:
    project.clock = clock
    project.build()
    git("add", "--all")
    git("commit", "--quiet", "--message", "Build")


def lock_of(project: Project) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((project.root / "decks/lock.json").read_text())
    return content


def in_use(lock: dict[str, Any]) -> dict[str, set[str]]:
    """The guids of the cards in use by their question."""
    found = defaultdict(set)
    for card in lock["cards"]:
        if not card.get("retired"):
            found[card["question"]].add(card["guid"])
    return dict(found)


Branches = tuple[Project, dict[str, dict[str, Any]]]
"""A project with its branches, and the lock of each by side and change."""


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Branches]:
    """A project with a branch for each change on each side, and the lock of each branch.

    A side builds before the other one, at the same time, or after it.
    """
    project = Project(tmp_path_factory.mktemp("merging") / "project")
    project.root.mkdir()
    locks = {}
    with chdir(project.root):
        git("init", "--quiet", "--initial-branch", "main")
        project.write("anki-export.toml", 'extra_css = "cards.css"\n')
        write(project, {**START, "../cards.css": [".card { color: black }"]})
        commit(project, NOON)
        for side in ("ours", "theirs"):
            for number, (name, change) in enumerate(CHANGES.items()):
                branch = f"{side}-{name.replace(' ', '-')}"
                git("checkout", "--quiet", "-b", branch, "main")
                pages = {path: list(blocks) for path, blocks in START.items()}
                change(pages, side)
                write(project, pages)
                if change is reworded_question:  # so much that the program can't know
                    (guid,) = in_use(lock_of(project))["What is a rebase?"]
                    assert project.run("same", guid, f"source/{BASICS}:10").exit_code == 0
                commit(project, NOON + 86_400 + (3600 * (number % 3 - 1) if side == "ours" else 0))
                locks[f"{side} {name}"] = lock_of(project)
                shutil.copytree("decks", project.root.parent / branch)
        yield project, locks


def resolve(project: Project, keep: str) -> None:
    """Resolve the conflicts outside of the folder of the decks: keep `ours`, `theirs` or `both`."""
    for file in (project.root / "cards.css", *(project.root / "source").rglob("*.md")):
        if "<<<<<<< " in (text := file.read_text()):
            is_union = keep == "both" and file.suffix == ".md"
            file.write_text(all_blocks(*sides(text)) if is_union else sides(text)[keep == "theirs"])


def all_blocks(ours: str, theirs: str) -> str:
    """A page with all questions of both sides, as an author puts it together who does not want to lose any."""
    mine, others = (text.rstrip("\n").split("\n\n??? ") for text in (ours, theirs))
    return "\n\n??? ".join([*mine, *(block for block in others if block not in mine)]) + "\n"


def merge(project: Project, ours: str, theirs: str, keep: str) -> None:
    for folder in ("decks", "source"):
        shutil.rmtree(project.root / folder)
    git("checkout", "--quiet", "--force", "--detach", f"ours-{ours.replace(' ', '-')}")
    git("merge", "--quiet", f"theirs-{theirs.replace(' ', '-')}")
    resolve(project, keep)
    project.clock = NOON + 2 * 86_400


@pytest.mark.parametrize("theirs", CHANGES)
@pytest.mark.parametrize("ours", CHANGES)
def test_a_merge_keeps_the_guid_of_each_question(branches: Branches, ours: str, theirs: str) -> None:
    project, locks = branches
    names = list(CHANGES)
    keep = ("ours", "theirs", "both")[(names.index(ours) + names.index(theirs)) % 3]
    merge(project, ours, theirs, keep)
    result = project.build("--merge-lock", "--allow-retire")
    data = (project.root / "decks/lock.json").read_bytes()
    lock, problems = load_lock(data, "lock.json")
    assert lock and not problems
    assert b"<<<<<<<" not in b"".join(project.state().values())
    before = [in_use(locks[f"ours {ours}"]), in_use(locks[f"theirs {theirs}"])]
    now, old = in_use(lock_of(project)), {guid for side in before for guids in side.values() for guid in guids}
    asked = json.loads(project.run("list", "--format", "json").stdout)
    assert sum(map(len, now.values())) == len(asked), result.output
    used = {row["guid"] for row in asked}
    for row in asked:
        known = {guid for side in before for guid in side.get(row["question_text"], ())}
        assert row["guid"] in known or known <= used, (row, known)
        assert row["guid"] in old or not known - used, row
    state = project.state()
    assert project.build().stdout.startswith("Nothing changed")
    assert project.state() == state


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("adds a question", "adds a question"),
        ("rewords the question", "rewords the answer"),
        ("moves it to another level", "rewords the answer"),
        ("rewords the question", "deletes it"),
        ("deletes it", "rewords the answer"),
        ("changes the style", "changes the style"),
    ],
)
def test_a_learner_of_either_branch_gets_the_merged_deck_and_keeps_all_reviews(
    branches: Branches, learner: Learner, tmp_path: Path, ours: str, theirs: str, side: str
) -> None:
    project, _ = branches
    name = {"ours": ours, "theirs": theirs}[side].replace(" ", "-")
    for package in sorted((project.root.parent / f"{side}-{name}").glob("git-*.apkg")):
        learner.import_package(package)
    cards = learner.col.card_count()
    learner.study(cards)
    studied = dict(learner.col.db.all("select guid, cards.id from cards join notes on notes.id = nid"))
    merge(project, ours, theirs, "both" if ours != "changes the style" else "ours")
    project.build("--merge-lock", "--allow-retire")
    newcomer = Learner(tmp_path / "newcomer.anki2")
    for package in project.packages():
        assert not {"conflicting", "missing_notetype"} & learner.import_package(package).keys()
        newcomer.import_package(package)
    assert learner.reviews() == cards
    assert (
        studied.items()
        <= dict(learner.col.db.all("select guid, cards.id from cards join notes on notes.id = nid")).items()
    )
    mine = {note.guid: (note.fields, note.tags) for note in learner.notes()}
    for note in newcomer.notes():
        assert mine[note.guid] == (note.fields, note.tags)
    style = [someone.col.models.get(MODEL_ID)["css"] for someone in (learner, newcomer)]
    newcomer.col.close()
    assert style[0] == style[1]


DECK = Deck("git", "Git", "Git", "", "git", "1.2.0", "s")
CARD = Card("g", "git", "a.md", "Why?", "So", "", 100, "1.1.0", 500, "d")


def lines_of(*cards: Card, decks: Sequence[Deck] = (DECK,), bundles: Sequence[Bundle] = (), time: int = 7) -> list[str]:
    """The lines of a lock, of which cards may share a guid."""
    rows = [
        f'{{"format": 1, "started": {time}, "note_type": {{"digest": "{time}", "modified": {time}}},',
        *('"decks": [', *(f"{json_line(deck).decode()}," for deck in decks), "],"),
        *('"bundles": [', *(f"{json_line(bundle).decode()}," for bundle in bundles), "],"),
        *('"cards": [', *(f"{json_line(card).decode()}," for card in cards), "]}", ""),
    ]
    return rows


def merged(*cards: Card, asked: Sequence[Question] = (), **more: Any) -> Lock:
    return settled(merge_lock("\n".join(lines_of(*cards, **more)).encode()), asked)


LATER = replace(CARD, answer="Later", modified=600, digest="e")
ROWS: dict[str, tuple[Card, Card, dict[str, Any]]] = {
    "the content that changed last counts": (CARD, LATER, {"answer": "Later", "modified": 600, "digest": "e"}),
    "of two at the same time, learners of one need a later time": (
        LATER,
        replace(LATER, answer="Else", digest="f"),
        {"modified": 600, "digest": ""},
    ),
    "a card in use stays in use, with a change for those who have it marked as retired": (
        CARD,
        replace(LATER, retired="2.0.0", last='["x"]'),
        {"answer": "So", "retired": "", "last": "", "modified": 600, "digest": ""},
    ),
    "of two retired ones, the last fields are kept": (
        replace(CARD, retired="2.0.0", last='["x"]'),
        replace(LATER, retired="2.0.0"),
        {"answer": "Later", "last": '["x"]'},
    ),
    "an id that one side has written is kept": (replace(CARD, id="why"), LATER, {"answer": "Later", "id": "why"}),
    "of two ids, the text must tell": (replace(CARD, id="why"), replace(LATER, id="so"), {"id": ""}),
    "what must stay apart does, if nothing was decided later": (replace(CARD, apart="When?"), CARD, {"apart": "When?"}),
}


@pytest.mark.parametrize(("one", "other", "values"), ROWS.values(), ids=ROWS)
def test_of_two_rows_of_a_card(one: Card, other: Card, values: dict[str, Any]) -> None:
    first, second = merged(one, other).cards[0], merged(other, one).cards[0]
    assert first == second
    assert {name: getattr(first, name) for name in values} == values


def question(text: str, answer: str, page: str) -> Question:
    markdown = block(text, answer, explanation="")
    (read,), _ = read_text(markdown, page)
    return read


@pytest.mark.parametrize("page", ["git/a.md", "git/b.md"])
def test_the_row_that_the_pages_ask_counts_and_the_page_that_asks_it(page: str) -> None:
    rows = [replace(CARD, page="git/a.md"), replace(LATER, question="When?", page="git/b.md")]
    rows.append(replace(LATER, modified=700, question="Who?", digest="f"))
    (card,) = merged(*rows, asked=[question("When?", "Later", page)]).cards
    assert (card.question, card.page, card.modified, card.digest) == ("When?", page, 700, "")
    (card,) = merged(
        *(replace(CARD, page=f"git/{name}.md") for name in "ab"), asked=[question("Why?", "No", page)]
    ).cards
    assert (card.page, card.digest) == (page, "d")


def test_decks_and_bundles_get_the_higher_version_and_a_bundle_that_lost_its_name_to_a_deck_gets_another() -> None:
    decks = [DECK, replace(DECK, version="1.10.0"), replace(DECK, slug="tools", name="Tools", tag="tools")]
    bundles = [Bundle(slug, "All", tag, version, {"git": "1.2.0"}) for slug, tag, version in (
        ("all", "", "1.9.0"), ("all", "", "2.0.0"), ("tools", "tools", "1.0.0"),
    )]  # fmt: skip
    lock = merged(decks=decks, bundles=bundles)
    assert {slug: deck.version for slug, deck in lock.decks.items()} == {"git": "1.10.0", "tools": "1.2.0"}
    assert {bundle.slug: bundle.version for bundle in lock.bundles.values()} == {"all": "2.0.0"}


def test_the_earlier_start_and_the_later_style_count() -> None:
    head, *lines = lines_of(CARD)
    text = "\n".join(["<<<<<<< HEAD", lines_of(time=9)[0], "=======", head, ">>>>>>> other", *lines])
    lock = merge_lock(text.encode()).lock
    assert (lock.started, lock.style_digest, lock.style_modified) == (7, "9", 9)


TOLERATED: dict[str, Callable[[list[str]], list[str]]] = {
    "no conflict": lambda lines: lines,
    "no commas": lambda lines: [line.rstrip(",") for line in lines],
    "commas in both places": lambda lines: [f",{line}," if line else line for line in lines],
    "the line ends of Windows": lambda lines: [f"{line}\r" for line in lines],
    "blank lines": lambda lines: [each for line in lines for each in (line, "")],
    "all of it on both sides": lambda lines: ["<<<<<<< a", *lines[:-1], "=======", *lines[:-1], ">>>>>>> b", ""],
    "a base": lambda lines: [
        *lines[:8],
        "<<<<<<< a",
        "||||||| c",
        "{",
        "<<<<<<<<<",
        "=======",
        ">>>>>>> b",
        *lines[8:],
    ],
    "a marker that was left": lambda lines: [*lines[:3], ">>>>>>> b", *lines[3:]],
    "a list twice": lambda lines: [*lines[:8], "],", '"cards": [', *lines[8:]],
}


@pytest.mark.parametrize("change", TOLERATED.values(), ids=TOLERATED)
def test_rows_are_read_line_by_line(change: Callable[[list[str]], list[str]]) -> None:
    one, other = CARD, replace(CARD, guid="h")
    found = merge_lock("\n".join(change(lines_of(one, other))).encode())
    assert found.lock.cards == (one, other) and not found.rows


DAMAGED: dict[str, tuple[Callable[[list[str]], list[str]], int]] = {
    "half a row": (lambda lines: [*lines[:2], lines[2][:20], *lines[3:]], 3),
    "a row without a field": (lambda lines: [line.replace('"due": 100, ', "") for line in lines], 8),
    "other text": (lambda lines: [*lines[:4], "to do", *lines[4:]], 5),
    "an unknown deck": (lambda lines: [line.replace('"deck": "git"', '"deck": "x"') for line in lines], 8),
    "half a file": (lambda lines: lines[:-2], 8),
    "no head": (lambda lines: lines[1:], 9),
    "a base that does not end": (lambda lines: ["||||||| c", *lines], 11),
    "another encoding": (lambda lines: [line.replace("So", "\udce9") for line in lines], 8),
}


@pytest.mark.parametrize(("change", "line"), DAMAGED.values(), ids=DAMAGED)
def test_a_line_that_is_neither_a_row_nor_a_marker_is_named(
    project: Project, change: Callable[[list[str]], list[str]], line: int
) -> None:
    data = "\n".join(change(lines_of(CARD))).encode(errors="surrogateescape")
    with pytest.raises(LockError) as found:
        merge_lock(data)
    assert found.value.line == line
    project.page("basics", block("Why?"))
    project.write("decks/lock.json", b"<<<<<<< a\n=======\n>>>>>>> b\n" + data)
    for arguments in (["check"], ["build", "--merge-lock"]):
        output = project.run(*arguments).output
        assert "error R001" in output and "hint: restore the file from version control" in output
    assert f"decks/lock.json:{line + 3}:1" in output


PIECES = st.sampled_from([*lines_of(CARD), "<<<<<<< a", "=======", "|||||||", ">>>>>>> b", '{"guid": "g"}', "[" * 5000])
STRANGE = st.sampled_from(['"\\ud800"', "9" * 5000, "null", "1e999", '"1.' + "9" * 5000 + '.0"', "[]", '"\x00"'])


@given(st.lists(PIECES, max_size=12), st.sampled_from(["500", '"1.2.0"', '"git"', '"g"', "7", "1", '""']), STRANGE)
@settings(max_examples=300)
def test_any_lines_are_rows_or_a_message(lines: list[str], old: str, new: str) -> None:
    for texts in (lines, [line.replace(old, new) for line in lines_of(CARD)]):
        with suppress(LockError):
            merge_lock("\n".join(texts).encode())


def test_a_lock_of_a_newer_version_is_not_merged() -> None:
    with pytest.raises(LockError, match="newer anki-export"):
        merge_lock("\n".join(lines_of(CARD)).replace('"format": 1', '"format": 9').encode())


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n"


FIRST = "## [Git 1.0.0] - 2026-09-19\n\n- C\n"
ENTRY = "## [Git 1.1.0] - 2026-09-2{day}\n\n### Added\n\n- What is {what}?\n"
LOGS = {
    "other versions, newest first": (
        conflict("## [Git 2.0.0] - 2026-09-20\n\n- A\n\n", "## [SQL 1.0.0] - 2026-09-21\n\n- B\n\n") + FIRST,
        "## [SQL 1.0.0] - 2026-09-21\n\n- B\n\n## [Git 2.0.0] - 2026-09-20\n\n- A\n\n" + FIRST,
    ),
    "the same version": (
        conflict(ENTRY.format(day=1, what="HEAD"), ENTRY.format(day=2, what="a tag")),
        "## [Git 1.1.0] - 2026-09-22\n\n### Added\n\n- What is HEAD?\n- What is a tag?\n",
    ),
    "the same heading": (
        "## [Git 1.1.0] - 2026-09-21\n\n### Added\n\n" + conflict("- A\n", "- B\n  - answer: C\n") + "- D\n",
        "## [Git 1.1.0] - 2026-09-21\n\n### Added\n\n- A\n- B\n  - answer: C\n- D\n",
    ),
    "text written by hand": (
        conflict(
            "## [Git 1.1.0] - 2026-09-21 [YANKED]\n\nMine.\n\n### Added\n\n- A\n",
            "## [Git 1.1.0] - 2026-09-21\n\nTheirs.\n\n### Changed\n\n- B\n\n### Added\n\n- A\n\nSee."
            "\n\n### Thanks\n\nYou.\n",
        ),
        "## [Git 1.1.0] - 2026-09-21 [YANKED]\n\nMine.\n\nTheirs.\n\n### Changed\n\n- B\n\n### Added\n\n- A\n\nSee."
        "\n\n### Thanks\n\nYou.\n",
    ),
    "a preface and sections of both": (
        conflict("# Log\n\nMine.\n\n## Plans\n\nA.\n", "# Log\n\nTheirs.\n\n## Plans\n\nB.\n\n## Plans\n\nC.\n"),
        "# Log\n\nMine.\n\nTheirs.\n\n## Plans\n\nA.\n\nB.\n\n## Plans\n\nC.\n",
    ),
    "two equal sides": (conflict(FIRST, FIRST), FIRST),
    "no conflict": ("## [Git 1.0.0] - 2026-09-21\n\n- A\n=======\n", "## [Git 1.0.0] - 2026-09-21\n\n- A\n=======\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "result"), LOGS.values(), ids=LOGS)
def test_a_changelog_keeps_the_entries_and_all_text_of_both_sides(text: str, result: str) -> None:
    assert with_both_sides(text) == result
    assert with_both_sides(text.replace("\n", "\r\n")) == result.replace("\n", "\r\n")


FILES = "decks/CHANGELOG.md, decks/index.json, decks/lock.json"


@pytest.fixture
def two_branches(branches: Branches) -> Iterator[Project]:
    """A merge of two branches that both released 1.0.1, with another answer each, before the build."""
    project, _ = branches
    with chdir(project.root):
        merge(project, "rewords the answer", "rewords the answer", "theirs")
        yield project


def test_the_other_files_have_what_both_sides_released(two_branches: Project) -> None:
    output = two_branches.build("--merge-lock").stdout
    assert output.startswith(f"Merged both sides of {FILES}.\nGit::1 Basics    1.0.1  6 cards  written\n")
    entries = (two_branches.root / "decks/CHANGELOG.md").read_text().split("## [")
    (entry,) = [entry for entry in entries if "Git::1 Basics 1.0.1" in entry]
    assert "one after the other" in entry and "makes history linear" in entry and entry.count("### Changed") == 1
    rows = json.loads((two_branches.root / "decks/index.json").read_text())["decks"]
    assert [(row["version"], row["cards"]) for row in rows] == [("1.0.1", 6), ("1.0.0", 2)]
    (news, *_) = (two_branches.root / "decks/feed.xml").read_text().split("<entry>")[1:]
    assert "one after the other" in news and "makes history linear" in news


@pytest.mark.parametrize("name", ["CHANGELOG.md", "index.json", "lock.json", "feed.xml"])
def test_a_build_that_finds_only_one_of_the_files_in_conflict_merges_it(two_branches: Project, name: str) -> None:
    text = (two_branches.root / "decks" / name).read_text()
    two_branches.build("--merge-lock")
    state = two_branches.state()
    two_branches.write(f"decks/{name}", text)
    if name != "feed.xml":
        line = text[: text.index("<<<<<<<")].count("\n") + 1
        for command in ("build", "check", "publish", "diff"):
            result = two_branches.run(command, *["site"] * (command == "publish"))
            assert result.exit_code == 1
            code = "R001" if name == "lock.json" else "R015"
            assert f"decks/{name}:{line}:1: error {code} a merge left conflict markers\n" in result.output
    merges = f"Merged both sides of decks/{name}." in two_branches.build("--merge-lock").stdout
    assert merges is (name != "feed.xml")
    changed = {file for file, data in two_branches.state().items() if data != state[file]}
    assert changed <= {"feed.xml"}  # with another time


@pytest.mark.parametrize("command", ["build", "publish site", "check", "diff", "preview", "list", "same a b"])
def test_without_the_option_every_command_names_it_and_leaves_the_files_alone(
    two_branches: Project, command: str
) -> None:
    state = two_branches.state()
    result = two_branches.run(*command.split())
    if command not in ("list", "same a b"):
        assert result.exit_code == 1
        line = state["lock.json"][: state["lock.json"].index(b"<<<<<<<")].count(b"\n") + 1
        assert f"decks/lock.json:{line}:1: error R001 a merge left conflict markers\n" in result.output
        assert "merge both sides here: anki-export build --merge-lock\n" in result.output
    left = {name: data for name, data in two_branches.state().items() if not name.startswith("preview")}
    assert left == state


def test_the_hint_repeats_the_folder_of_the_decks(two_branches: Project) -> None:
    shutil.copytree("decks", "other")
    assert "anki-export build --merge-lock -o other\n" in two_branches.run("check", "-o", "other").output
    assert two_branches.run("build", "--merge-lock", "-o", "other").exit_code == 0
    shutil.rmtree("other")


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_a_build_asks(two_branches: Project, answer: str) -> None:
    state = two_branches.state()
    shown = two_branches.run_on_terminal("build", typed=f"{answer}\n")
    assert f"A merge left conflicts in {FILES}.\nMerge both sides, and build from the result? [Y/n]: " in shown
    assert ("Merged both sides" in shown) is (answer == "y")
    assert (two_branches.state() == state) is (answer == "n")


@pytest.mark.parametrize("more", [[], ["--strict"]], ids=["", "strict"])
def test_pages_come_first(two_branches: Project, more: list[str]) -> None:
    page = two_branches.root / "source" / BASICS
    line = page.read_text().count("\n") + 1
    page.write_text(page.read_text() + conflict(block("Who?") + "\n", ""))
    state = two_branches.state()
    result = two_branches.run("build", "--merge-lock", *more)
    assert result.exit_code == 1
    assert f"index.md:{line}:1: error S065 a merge left conflict markers\n" in result.output
    assert result.output.endswith("Nothing was written: 1 error.\n")
    assert two_branches.state() == state
    assert "Merge them" not in two_branches.run_on_terminal("build", typed="y\n")


def test_a_merge_that_git_did_alone_can_be_completed(project: Project) -> None:
    """Such as a comma that is missing where both sides have added a row, or a card that both have changed."""
    project.page("basics", block("Why?"), block("How?"))
    project.build()
    lock = project.root / "decks/lock.json"
    good = lock.read_text().split("\n")
    row = good[6].replace("So.", "x").rstrip(",")
    for damaged in ([*good[:5], good[5].rstrip(","), *good[6:]], [*good[:5], f"{row},", *good[5:]]):
        lock.write_text("\n".join(damaged))
        found = project.run("check").output
        assert ("R003 guid" in found or "R001 the lock is not valid JSON" in found) and "build --merge-lock\n" in found
        assert "No cards changed: 1 deck, 2 cards up to date" in project.build("--merge-lock").stdout
        assert lock.read_text() == "\n".join(good)
