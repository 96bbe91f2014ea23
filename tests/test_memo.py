"""The cache is invisible: a build with it has the same result as one without it, only faster."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_export import Diagnostic, Question, pipeline
from anki_export.disk.cache import Cache, cache_path
from anki_export.disk.recorded_reads import Disk, can_hold, hold
from anki_export.source import checks, read_questions
from anki_export.source import read_pages as pages_read
from anki_export.source.checks.repeated_questions_and_ids import near_duplicates
from tests.support.examples import examples
from tests.support.project import NOON, Project, block
from tests.support.rewording import unclear

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="{}"/></svg>'


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were parsed."""
    seen: list[str] = []
    real = read_questions.questions_in_stages

    def counted(page: Any, *args: Any) -> Any:
        seen.append(page.path)
        return real(page, *args)

    monkeypatch.setattr(pages_read, "questions_in_stages", counted)
    return seen


def three_pages(project: Project) -> None:
    for level in ("basics", "intermediate", "advanced"):
        project.page(level, block(f"What is {level} work?"), block(f"Who does {level} work?"))


def memory() -> Path:
    path = cache_path(str(Path.cwd()))
    assert path
    return path


def test_an_unchanged_page_is_not_parsed_again(project: Project, read_pages: list[str]) -> None:
    three_pages(project)
    project.build()
    read_pages.clear()
    project.page("basics", block("What is basics work?", "Something else"), block("Who does basics work?"))
    assert "Wrote 1 of 3 decks" in project.build().stdout
    assert read_pages == ["git/basics/index.md"]


def test_an_edit_compares_only_the_questions_of_its_topic(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counted(topic: Sequence[Question]) -> Iterator[Diagnostic]:
        compared.append(topic[0].topic)
        return near_duplicates(topic)

    monkeypatch.setattr(checks, "TOPIC_RULES", (counted,))
    for topic in ("Git", "Docker"):
        project.page("basics", block("What is a merge conflict?", topic), topic=topic, folder=topic.lower())
        project.page("advanced", block("Explain what a merge conflict is?", topic), topic=topic, folder=topic.lower())
    before = project.run("check").stdout
    assert before.count("S036") == 2 and sorted(compared) == ["Docker", "Git"]
    project.page("advanced", block("How do you delete files?"), topic="Git", folder="git")
    after = project.run("check").stdout
    assert after.count("S036") == 1 and compared[2:] == ["Git"]


def test_a_build_that_would_do_nothing_says_the_same_again_without_planning(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_pages(project)
    project.page("basics", block("What is basics work?"), block("Is it hard?", "Yes"))
    project.build()
    first, quiet = project.build(), project.build("-q")
    monkeypatch.setattr(pipeline, "plan", None)
    second = project.build()
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
    assert second.stdout == "Nothing changed: 3 decks, 6 cards up to date in decks.\n" and "S039" in second.stderr
    third = project.build("-q")
    assert (third.stderr, third.stdout) == (quiet.stderr, "")


def test_the_first_build_after_one_that_wrote_does_not_plan_either(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_pages(project)
    project.build()
    project.page("basics", block("What is basics work?", "Something else"), block("Is it hard?", "Yes"))
    written = project.build()
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "plan", None)
        first = project.build()
    fresh = project.build("--fresh")
    assert (first.stdout, first.stderr) == (fresh.stdout, fresh.stderr) != (written.stdout, written.stderr)


@pytest.mark.parametrize("option", ["--dry-run", "--assume=new"])
def test_a_build_whose_messages_are_about_what_it_changes_is_followed_by_one_that_plans(
    project: Project, option: str
) -> None:
    three_pages(project)
    project.build()
    project.page("basics", block("What is the basic work?"), block("Who does basics work?"))
    first, second, fresh = project.build(option), project.build(option), project.build("--fresh", option)
    assert (second.stdout, second.stderr) == (fresh.stdout, fresh.stderr)
    assert (first.stdout == second.stdout) == (option == "--dry-run")


def test_a_message_about_what_a_build_changes_is_not_said_again(project: Project) -> None:
    unclear(project)
    assert "warning R009" in project.build().stderr
    assert project.build().stderr == ""


EDITS: dict[str, Callable[[Project], object]] = {
    "a page is changed": lambda p: p.page("basics", block("What is basics work?", "Another answer")),
    "a page is changed back and forth, and its times are those of before": lambda p: _same_times(
        p.root / "source/git/basics/index.md", b"Because", b"Becausf"
    ),
    "a page comes": lambda p: p.page("expert", block("What is expert work?")),
    "a page goes": lambda p: (p.root / "source/git/advanced/index.md").unlink(),
    "a page of another topic comes": lambda p: p.page("basics", block("Is it?"), topic="Docker", folder="docker"),
    "settings come": lambda p: p.write("anki-export.toml", 'accent = "#0b57d0"\n'),
    "settings change what is a page": lambda p: p.write("anki-export.toml", 'exclude = ["advanced"]\n'),
    "settings change what stands on the cards": lambda p: p.write(
        "anki-export.toml", 'site_url = "https://x.example"\n'
    ),
    "settings come in another file": lambda p: p.write("pyproject.toml", "[tool.anki-export]\nanswer_limit = 1\n"),
    "the configuration of a site comes": lambda p: p.write("mkdocs.yml", "site_url: https://x.example/\n"),
    "a site with other pages comes": lambda p: (
        p.write("zensical.toml", '[project]\ndocs_dir = "d"\n')
        and p.write("d/git/basics.md", block("What is another page?"))
    ),
    "an inherited configuration comes": lambda p: (
        p.write("mkdocs.yml", "INHERIT: base.yml\n")
        and p.write("base.yml", "nav: [git/intermediate/index.md, git/basics/index.md]\n")
    ),
    "a repository begins in the folder": lambda p: p.write(".git/HEAD", ""),
    "a picture is changed": lambda p: p.write("source/git/dot.svg", DOT.format(3)),
    "a picture goes": lambda p: (p.root / "source/git/dot.svg").unlink(),
    "an included file is changed": lambda p: p.write("source/part.txt", "Another sentence."),
    "an included file goes": lambda p: (p.root / "source/part.txt").unlink(),
    "what a link leads to goes": lambda p: (p.root / "source/git/notes.txt").unlink(),
    "a package is damaged": lambda p: p.write("decks/git-basics-1.0.0.apkg", b"damaged"),
    "a package goes": lambda p: (p.root / "decks/git-basics-1.0.0.apkg").unlink(),
    "an old package comes back": lambda p: p.write("decks/git-basics-0.9.0.apkg", b"old"),
    "the index goes": lambda p: (p.root / "decks/index.json").unlink(),
    "the index is changed": lambda p: p.write("decks/index.json", "[]"),
    "the lock goes": lambda p: (p.root / "decks/lock.json").unlink(),
    "the lock is changed": lambda p: p.write(
        "decks/lock.json", (p.root / "decks/lock.json").read_bytes().replace(b'"1.0.0"', b'"1.0.1"')
    ),
}


def _same_times(path: Path, old: bytes, new: bytes) -> None:
    """Change a file of which size and times stay."""
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(old, new))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def furnished(project: Project) -> None:
    """Pages with a picture, an include and a link, built until nothing changes."""
    three_pages(project)
    project.write("source/git/dot.svg", DOT.format(4))
    project.write("source/part.txt", "A sentence.")
    project.write("source/git/notes.txt", "Notes.")
    project.page(
        "intermediate",
        block("Which dot?", explanation="![A dot](../dot.svg)"),
        block("What else?", explanation='More.\n\n    --8<-- "part.txt"'),
        block("Where?", explanation="See [the notes](../notes.txt)."),
    )
    project.build()
    assert project.build().stdout.startswith("Nothing changed")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_cache_makes_no_difference_when(
    project: Project, edit: Callable[[Project], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    furnished(project)
    edit(project)
    outcomes, planned = [], []
    real = pipeline.plan
    for way in ("with memory", "without"):
        monkeypatch.setattr(pipeline, "plan", lambda *a, way=way, real=real, **k: planned.append(way) or real(*a, **k))
        shutil.copytree(project.root, project.root.parent / "copy", symlinks=True)
        result = project.run("build")
        outcomes.append((result.exit_code, result.stdout, result.stderr, project.state()))
        shutil.rmtree(project.root / "decks", ignore_errors=True)
        shutil.copytree(project.root.parent / "copy/decks", project.root / "decks")
        shutil.rmtree(project.root.parent / "copy")
        project.clock -= 3600
        memory().unlink()
    assert outcomes[0] == outcomes[1]
    assert planned == ["with memory", "without"]


def test_the_clock_is_reported_when_it_goes_wrong_and_no_more_once_it_is_right(project: Project) -> None:
    three_pages(project)
    project.build()
    assert "R006" not in project.build().stderr
    right = project.clock
    project.clock -= 100_000
    first, second = project.build(), project.build()
    assert "the clock is 92800 seconds behind" in first.stderr
    assert "the clock is 89200 seconds behind" in second.stderr
    project.clock = right
    assert not project.build().stderr


FLOW = "flowchart LR\n  A --> B"
DRAWING = f"{hashlib.sha256(FLOW.encode()).hexdigest()[:32]}.svg"
FLOW_BLOCK = block("Which flow?", explanation=f"```mermaid\n{FLOW}\n```".replace("\n", "\n    "))


def test_a_rendered_diagram_is_used_by_packages_in_another_folder(project: Project) -> None:
    project.page("basics", FLOW_BLOCK)
    project.write(f"decks/diagrams/{DRAWING}", DOT.format(4))
    project.build()
    told, states = [], []
    for options in ([], [], ["--fresh"]):
        shutil.rmtree(project.root / "decks2", ignore_errors=True)
        result = project.build("-o", "decks2", *options)
        told.append((result.stdout, result.stderr))
        states.append(project.state("decks2"))
        project.clock -= 3600
    assert told[0] == told[1] == told[2] and states[0] == states[1] == states[2]
    assert "S027" not in told[0][1]
    assert b"diagram-" in zipfile.ZipFile(project.root / "decks2/git-basics-1.0.0.apkg").read("media")


def test_diagrams_rendered_for_another_folder_are_not_cached(project: Project) -> None:
    project.page("basics", FLOW_BLOCK)
    project.write(f"decks2/diagrams/{DRAWING}", DOT.format(4))
    assert "S027" not in project.build("-o", "decks2").stderr
    assert "S027" in project.build("--start-over").stderr


def test_a_hidden_page_that_was_named_once_is_refused_when_it_is_not(project: Project) -> None:
    project.write("notes/.part.md", "Hidden.")
    project.write("notes/git.md", "---\ntitle: Git - Basics\n---\n" + block("What?", explanation='--8<-- ".part.md"'))
    assert "S008" not in project.run("check", "notes/git.md", "notes/.part.md").stdout
    assert "S008" in project.run("check", "notes/git.md").stdout


pages = st.sampled_from(["basics", "intermediate", "advanced"])
texts = st.sampled_from(
    [
        block("What is a tag?"),
        block("What is a tag?", "A name"),
        block("Is it?", "Yes"),
        block("What is a branch?", explanation="See ![it](../dot.svg)."),
        block("What is a merge?", explanation='--8<-- "part.txt"'),
        block("What is a commit?") + "\n\n    <!-- card: commit -->",
        FLOW_BLOCK,
        '??? question "Broken"',
        "Just text.",
    ]
)
outer_edits = st.one_of(
    st.tuples(st.just("drawing"), st.sampled_from([DOT.format(3), DOT.format(4), None]), st.none()),
    st.tuples(st.just("other drawing"), st.sampled_from([DOT.format(5), None]), st.none()),
    st.tuples(st.just("clock"), st.sampled_from([-100_000, -3600, 100_000]), st.none()),
)
edits = st.one_of(
    st.tuples(st.just("page"), pages, st.lists(texts, max_size=3)),
    st.tuples(st.just("dot"), st.sampled_from([DOT.format(1), DOT.format(2), "", None]), st.none()),
    st.tuples(st.just("part"), st.sampled_from(["One.", "Two.", None]), st.none()),
    st.tuples(st.just("settings"), st.sampled_from(["", "answer_limit = 1", 'accent = "#0b57d0"']), st.none()),
    outer_edits,
    st.tuples(st.just("nothing"), st.none(), st.none()),
)
stories = st.lists(st.lists(edits, min_size=1, max_size=2), min_size=1, max_size=5)
stories |= st.lists(outer_edits, min_size=1, max_size=4).map(
    lambda outer: [[("page", "basics", [FLOW_BLOCK])], *([edit] for edit in outer)]
)


def carry_out(edit: tuple[str, Any, Any], project: Project) -> None:
    kind, what, blocks = edit
    files = {
        "dot": "source/git/dot.svg",
        "part": "source/part.txt",
        "settings": "anki-export.toml",
        "drawing": f"decks/diagrams/{DRAWING}",
        "other drawing": f"decks2/diagrams/{DRAWING}",
    }
    if kind == "page":
        project.page(what, *blocks)
    elif kind == "clock":
        project.clock += what
    elif kind in files and what is None:
        (project.root / files[kind]).unlink(missing_ok=True)
    elif kind in files:
        project.write(files[kind], what)


COMMANDS = (["build"], ["build"], ["build", "-o", "decks2"], ["check"])


@examples(20)
@given(story=stories)
def test_any_sequence_of_edits_ends_in_the_same_files_and_messages(
    story: list[list[tuple[str, Any, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    told: dict[str, list[Any]] = {}
    for name in ("with", "without"):
        home = tmp_path_factory.mktemp(name) / "project"
        home.mkdir()
        project = Project(home)
        for step in story:
            for edit in step:
                carry_out(edit, project)
            for command in COMMANDS:
                with pytest.MonkeyPatch.context() as patch:
                    patch.chdir(home)
                    if name == "without":
                        memory().unlink(missing_ok=True)
                    result = project.run(*command)
                states = project.state(), project.state("decks2")
                told.setdefault(name, []).append((result.exit_code, result.stdout, result.stderr, *states))
    assert told["with"] == told["without"]


def test_another_version_of_a_library_parses_all_pages_again(
    project: Project, read_pages: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    three_pages(project)
    project.build()
    read_pages.clear()
    (tmp_path / "added/markdown_it_py-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "added")
    project.run("check")
    assert len(read_pages) == 3


def test_fresh_parses_all_pages_again(project: Project, read_pages: list[str]) -> None:
    three_pages(project)
    project.build()
    read_pages.clear()
    project.build("--fresh")
    assert len(read_pages) == 3


def test_a_folder_named_like_an_option_is_not_taken_for_it(project: Project) -> None:
    three_pages(project)
    project.build()
    project.write("--fresh/sql-basics.md", block("What is a key?"))
    for _ in range(2):
        project.run("build", "-o", "other", "--", "--fresh")
    assert "Git::1 Basics" in project.run("build", "-o", "other", "--").output


@pytest.mark.parametrize("damage", ["cut", "text", "folder", "rows", "locked", "code", "frame", "length"])
def test_a_damaged_cache_is_ignored(project: Project, damage: str, tmp_path: Path) -> None:
    three_pages(project)
    project.build()
    expected = project.build()
    path = memory()
    other = None
    if damage == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif damage == "text":
        path.write_text("something else entirely")
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        other = sqlite3.connect(path)
        if damage == "rows":
            other.execute("update cache set found = x'80', answers = x'8004'")
            other.commit()
        elif damage in ("frame", "length"):  # more bytes than there can be, and than fit in memory
            found = b"\x80\x05" + (b"\x95" + b"\xff" * 8 if damage == "frame" else b"\x8e" + b"\xff" * 7 + b"\x3f")
            other.execute("update cache set found = ?", [found])
            other.commit()
        elif damage == "code":
            harm = b"cposix\nsystem\n(S'touch %s'\ntR." % str(tmp_path / "harm").encode()
            other.execute("update cache set found = ?", [harm])
            other.commit()
        else:
            other.execute("begin exclusive")
    result = project.build()
    assert (result.stdout, result.stderr) == (expected.stdout, expected.stderr)
    assert not (tmp_path / "harm").exists()
    if other:
        other.close()


def test_without_a_writable_folder_nothing_is_cached(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    three_pages(project)
    project.write("a file", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.root / "a file"))
    project.build()
    assert project.build().stdout.startswith("Nothing changed")


def test_the_cache_is_outside_the_project_and_private_to_its_user(project: Project) -> None:
    three_pages(project)
    project.build()
    assert {path.name for path in project.root.iterdir()} == {"source", "decks"}
    assert memory().parent.stat().st_mode & 0o077 == 0


def test_a_dry_run_says_the_same_each_time(project: Project) -> None:
    three_pages(project)
    first, second = project.run("build", "--dry-run"), project.run("build", "--dry-run")
    assert "Dry run: nothing was written" in first.stdout
    assert first.stdout == second.stdout


def test_answers_hold_until_the_disk_gives_others(tmp_path: Path) -> None:
    page, folder = tmp_path / "page", tmp_path / "folder"
    folder.mkdir()
    page.write_bytes(b"text")
    disk = Disk()
    assert disk.content(page) == b"text" and disk.size_in(tmp_path, "page") == 4
    assert disk.names(tmp_path) == [("folder", "folder"), ("page", "file")]
    assert not disk.is_file(folder)
    with pytest.raises(OSError):
        disk.content(tmp_path / "nothing")
    assert hold(disk.answers)
    (tmp_path / "nothing").write_bytes(b"")
    assert not hold(disk.answers)
    (tmp_path / "nothing").unlink()
    assert hold(disk.answers)
    page.write_bytes(b"texts")
    assert not hold(disk.answers)


def test_an_answer_that_changes_while_the_disk_is_read_never_holds(tmp_path: Path) -> None:
    page, disk = tmp_path / "page", Disk()
    page.write_bytes(b"old")
    disk.content(page)
    page.write_bytes(b"new")
    disk.content(page)
    assert not hold(disk.answers) and not can_hold(disk.answers)


def test_light_commands_import_nothing_heavy(project: Project) -> None:
    """A build that would do nothing, help and wrong options neither parse, render nor pack."""
    three_pages(project)
    project.write("anki-export.toml", 'ignore = ["S039"]')
    heavy = ["markdown_it", "msgspec", "nh3", "genanki", "asyncio", "pygments", "anki_export.pipeline"]
    code = (
        "import os, sys\nfrom anki_export.__main__ import main\nos._exit = sys.exit\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {['click', *heavy]} if name in sys.modules])"
    )

    def imported(*args: str) -> str:
        run = [sys.executable, "-c", code, *args]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(NOON)}
        return subprocess.run(run, capture_output=True, text=True, check=True, env=env).stdout.splitlines()[-1]

    assert "markdown_it" in imported("build")
    assert "genanki" not in imported("build")
    assert imported("build") == "[]"
    for args in (["--help"], ["build", "--help"], ["build", "--wrong"], ["nonsense"]):
        assert imported(*args) == "['click']", args


def test_a_result_is_cached_under_one_name_and_one_stamp(tmp_path: Path) -> None:
    with Cache(tmp_path / "cache.sqlite") as first:
        first.keep("a", {}, [1], "1")
        assert first.recall("a", "1") == ([1], {})
    with Cache(tmp_path / "cache.sqlite") as second:
        assert second.recall("a", "1") == ([1], {})
        assert second.recall("a", "2") is None and second.recall("b", "1") is None


def test_several_results_are_recalled_under_one_lock_that_is_released(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with Cache(path) as cache:
        cache.keep("page", {}, (1,))
        with cache.reading():  # something is kept already
            assert cache.recall("page") == ((1,), {})
    with Cache(path) as cache:
        with cache.reading():
            assert (cache.recall("page"), cache.recall("other")) == (((1,), {}), None)
        with Cache(path) as another:
            another.keep("page", {}, (2,))
        assert cache.recall("page") == ((2,), {})
