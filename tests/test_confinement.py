"""Authors of pages and settings, as in a pull request, can't access anything outside the project."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from anki_export.disk import atomic, safe_open
from anki_export.disk.git_status import is_clean
from anki_export.disk.recorded_reads import Disk, Outside
from anki_export.disk.source_tree import SourceTree
from tests.support.faults import state
from tests.support.project import Project, block

SECRET = "only-for-its-owner"
HEAD = "---\ntopic: Git\nlevel: Basics\n---\n\n"


@pytest.fixture
def outside(project: Project) -> Path:
    """A private folder next to the project that must not be read or changed."""
    folder = project.root.with_name("outside")
    folder.mkdir()
    for name in ("secret.md", "secret.css", "secret.png", "secret.svg", "secret.mp3", ".profile"):
        (folder / name).write_text(f"{SECRET}\n")
    return folder


def shows(project: Project, line: str) -> str:
    """What a build says of a page with this line, none of which may be the secret; nothing outside is changed."""
    project.page("basics", block("What is it?", explanation=line))
    before = state(project.root.parent / "outside")
    result = project.run("build")
    made = [path for path in project.root.rglob("*") if path.is_file() and not path.is_symlink()]
    assert not any(SECRET.encode() in path.read_bytes() for path in made)
    assert SECRET not in result.output and "Traceback" not in result.output
    assert state(project.root.parent / "outside") == before
    said: str = result.output
    return said


def without(said: str, *names: str) -> str:
    for name in names:
        said = said.replace(name, "X")
    return said


WAYS_OUT = (
    "../../../../outside/secret.{}",
    "/../outside/secret.{}",
    "{root}/outside/secret.{}",
    "./x/../../../../../outside/secret.{}",
    "linked/secret.{}",
    "chain/secret.{}",
    "linked/../linked/secret.{}",
    "linked.{}",
    "..\\..\\..\\..\\outside\\secret.{}",
    "C:\\outside\\secret.{}",
    "C:/outside/secret.{}",
    "\\\\host\\share\\secret.{}",
    "//host/share/secret.{}",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/outside/secret.{}",
    "%252e%252e/%252e%252e/%252e%252e/%252e%252e/outside/secret.{}",
    "..%2f..%2f..%2f..%2foutside%2fsecret.{}",
    "file:{root}/outside/secret.{}",
    "file://{root}/outside/secret.{}",
)
SHOWN_AS = {
    "a snippet": ('--8<-- "{}"', "md"),
    "lines of a snippet": ('--8<-- "{}:1:2"', "md"),
    "a section of a snippet": ('--8<-- "{}:part"', "md"),
    "snippets as a block": ("--8<--\n    {}\n    --8<--", "md"),
    "an include": ('{{% include-markdown "{}" %}}', "md"),
    "the short include": ('{{% include "{}" %}}', "md"),
    "a picture": ("![A]({})", "png"),
    "a drawing": ("![A](<{}>)", "svg"),
    "a picture in HTML": ('<img alt="A" src="{}">', "png"),
    "a sound": ("[Listen]({})", "mp3"),
    "a sound as a picture": ("![Listen]({})", "mp3"),
    "a sound in HTML": ('<audio src="{}"></audio>', "mp3"),
    "a link": ("[A]({}#heading)", "md"),
}


@pytest.mark.parametrize(("written", "suffix"), SHOWN_AS.values(), ids=SHOWN_AS.keys())
def test_nothing_outside_of_the_source_is_read_and_nobody_learns_what_is_there(
    project: Project, outside: Path, written: str, suffix: str
) -> None:
    here = project.root / "source/git/basics"
    here.mkdir(parents=True)
    (here / "linked").symlink_to(outside)
    (here / "chain").symlink_to("linked")
    (here / f"linked.{suffix}").symlink_to(outside / f"secret.{suffix}")
    root = str(project.root.parent)
    for way in WAYS_OUT:
        there = shows(project, written.format(way.format(suffix, root=root)))
        (outside / f"secret.{suffix}").rename(outside / "away")
        not_there = shows(project, written.format(way.format(suffix, root=root)))
        (outside / "away").rename(outside / f"secret.{suffix}")
        assert there == not_there or "Nothing changed" in not_there, way
        is_told = "error" in there or "warning" in there
        assert is_told or (suffix == "md" and "#heading" in written) or "Listen](C:" in written.format(way), there


@pytest.mark.parametrize("name", ["/dev/zero", "/proc/self/environ", "/proc/self/mem", "/etc/passwd", "/dev/tty"])
def test_a_link_to_what_the_system_has_is_not_followed(project: Project, outside: Path, name: str) -> None:
    (project.root / "source/git/basics").mkdir(parents=True)
    for file in ("x.md", "x.txt", "x.png"):
        (project.root / "source/git/basics" / file).symlink_to(name)
    said = shows(project, '![A](x.png)\n    --8<-- "x.txt"')
    assert "x.md: warning F013 skipped: points outside the source folder" in said
    assert "S008 can't include: x.txt is outside the source folder" in said
    assert "S009 picture x.png is outside the source folder" in said


def special(path: Path, kind: str) -> None:
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.relpath(path))


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder"])
def test_special_files_are_not_waited_for(project: Project, outside: Path, kind: str) -> None:
    reason = "is a folder" if kind == "folder" else "is not a regular file"
    here = project.root / "source/git/basics"
    here.mkdir(parents=True)
    for name in ("x.txt", "x.png", "x.mp3", "x.svg"):
        special(here / name, kind)
    said = shows(project, '![A](x.png) ![A](x.svg) [L](x.mp3)\n    --8<-- "x.txt"')
    for name in ("picture x.png", "picture x.svg", "sound x.mp3", "include: x.txt:"):
        assert f"{name} {reason}" in said
    if kind != "folder":
        special(here / "page.md", kind)
        assert f"page.md: error F001 can't be read: {reason}" in shows(project, "It was so. [A](page.md#a)")


FILES = ("anki-export.toml", "pyproject.toml", "cards.css", *(f"decks/{name}" for name in (
    "lock.json", "index.json", "CHANGELOG.md", "feed.xml", "git-basics-1.0.0.apkg")))  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_no_other_file_of_a_project_is_waited_for_or_led_out_by(
    project: Project, outside: Path, name: str, kind: str
) -> None:
    project.page("basics", block("What is it?"))
    if name == "cards.css":
        project.write("anki-export.toml", "extra_css = 'cards.css'")
    (project.root / name).parent.mkdir(exist_ok=True)
    if kind == "link":
        (project.root / name).symlink_to(outside / "secret.md")
    else:
        special(project.root / name, kind)
    before = state(project.root.parent)
    result = project.run("build")
    assert "Traceback" not in result.output and SECRET not in result.output
    assert (result.exit_code, " error " in result.output) == (1, True)
    assert {k: v for k, v in state(project.root.parent).items() if ".anki-export" not in k} == before


@pytest.mark.parametrize(
    "name", ["lock.json", "CHANGELOG.md", "feed.xml", "index.json", "git-basics-1.0.1.apkg", "preview"]
)
@pytest.mark.parametrize("target", ["outside/secret.md", "outside/new", "project/.git/config", "project/.env"])
def test_nothing_is_written_through_a_link_that_leads_out(
    project: Project, outside: Path, name: str, target: str
) -> None:
    project.page("basics", block("What is it?"))
    project.build()
    for hidden in (".git/config", ".env"):
        project.write(hidden, SECRET)
    (project.root / "decks" / name).unlink(missing_ok=True)
    (project.root / "decks" / name).symlink_to(project.root.parent / target)
    project.page("basics", block("What is it?", "Something else"))
    before = {path: digest for path, digest in state(project.root.parent).items() if "git-basics-" not in path}
    result = project.run("preview" if name == "preview" else "build")
    assert "Traceback" not in result.output
    after = state(project.root.parent)
    assert {path: after.get(path) for path in before} == before
    assert result.exit_code == 1 and " error " in result.output, result.output


def test_diagrams_are_read_and_written_beside_the_decks_only(project: Project, outside: Path) -> None:
    project.page("basics", block("What is it?", explanation="```mermaid\n    flowchart LR\n    A --> B\n    ```"))
    (project.root / "decks").mkdir()
    (project.root / "decks/diagrams").symlink_to(outside)
    before = state(outside)
    assert "points outside the folder" in project.run("build").output
    assert state(outside) == before


OUT_OF_PROJECT = (
    "..",
    "../..",
    "/",
    "/etc",
    "../outside",
    "linked",
    "linked/new",
    "chain",
    ".git",
    ".git/hooks",
    ".GIT",
    ".hg",
    ".svn/x",
    ".bzr",
    ".jj",
    "ring",
)


@pytest.mark.parametrize("name", ["source", "decks"])
@pytest.mark.parametrize("folder", OUT_OF_PROJECT)
def test_settings_name_no_folder_outside_of_the_project(
    project: Project, outside: Path, name: str, folder: str
) -> None:
    project.page("basics", block("What is it?"))
    project.write(".git/hooks/pre-commit", "")
    (project.root / "linked").symlink_to(outside)
    (project.root / "chain").symlink_to("linked")
    (project.root / "ring").symlink_to("ring")
    project.write("anki-export.toml", f"\n{name} = '{folder}'\n")
    before = state(project.root.parent)
    for command in (["build"], ["check"], ["preview"], ["list"], ["diff"], ["pin"]):
        result = project.run(*command)
        assert f"anki-export.toml:2:1: error C006 {name} '{folder}' " in result.output, result.output
        assert result.exit_code == 1
    assert "on the command line: anki-export build " in result.output
    assert state(project.root.parent) == before


def test_a_source_or_decks_that_are_links_by_default_are_led_out_by_no_more(project: Project, outside: Path) -> None:
    project.page("basics", block("What is it?"))
    (project.root / "decks").symlink_to(outside)
    assert "decks: error C006 decks 'decks' points outside the folder of the settings" in project.run("build").output
    (project.root / "decks").unlink()
    shutil.rmtree(project.root / "source")
    (project.root / "source").symlink_to(outside)
    assert "source: error C006 source 'source' points outside" in project.run("build").output


def test_who_runs_the_command_may_name_any_folder(project: Project, outside: Path) -> None:
    (outside / "git-basics.md").write_text(HEAD + block("What is it?"))
    project.write("anki-export.toml", "source = '../outside'\ndecks = '../elsewhere'\n")
    project.build("../outside/git-basics.md", "--decks", "../elsewhere")
    assert (project.root.parent / "elsewhere/lock.json").is_file()


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (".", ".git/config"),
        (".", "../.git/config"),
        (".", ".env"),
        (".", "a/.netrc"),
        ("a", "link.txt"),
        (".", ".GIT/x"),
    ],
)
def test_passwords_that_lie_hidden_in_the_project_come_on_no_card(
    project: Project, outside: Path, source: str, written: str
) -> None:
    for name in (".git/config", ".env", "a/.netrc", ".GIT/x", "a/.env"):
        project.write(name, SECRET)
    (project.root / "a/link.txt").symlink_to(".env")
    project.write("anki-export.toml", f"source = '{source}'\n")
    project.write("a/basics.md", HEAD + block("What is it?", explanation=f'--8<-- "{written}"'))
    result = project.run("build")
    assert "error S008 can't include: " in result.output
    assert SECRET not in result.output


@pytest.mark.parametrize("name", [".env", "a/.netrc", "link.txt"])
def test_of_a_hidden_file_neither_the_size_nor_the_content_is_read(project: Project, name: str) -> None:
    for hidden in (".env", "a/.netrc"):
        project.write(f"source/{hidden}", SECRET)
    (project.root / "source/link.txt").symlink_to(".env")
    tree = SourceTree(project.root / "source", "source")
    for look in (tree.size_of, tree.bytes_of):
        with pytest.raises(PermissionError):
            look(name)


def test_a_lock_learns_only_of_pages_whether_they_are_there(project: Project, outside: Path) -> None:
    page = project.page("basics", block("What is it?"))
    tree = SourceTree(project.root / "source", "source", project.root)
    assert tree.has(page.relative_to(project.root).as_posix())
    assert (outside / "secret.css").is_file() and not tree.has("../outside/secret.css")


@pytest.mark.parametrize(
    "name", [".git/config", ".env", "secret.txt", "../outside/secret.css", "linked.css", "inner.css"]
)
def test_styles_come_from_css_files_only(project: Project, outside: Path, name: str) -> None:
    project.page("basics", block("What is it?"))
    project.write("anki-export.toml", f"extra_css = '{name}'\n")
    for hidden in (".git/config", ".env", "secret.txt"):
        project.write(hidden, SECRET)
    (project.root / "linked.css").symlink_to(outside / "secret.css")
    (project.root / "inner.css").symlink_to("secret.txt")
    result = project.run("build")
    assert result.exit_code == 1 and "anki-export.toml:1:1: error C005 " in result.output


@pytest.mark.parametrize("name", ["a" * 300 + ".md", "a/" * 3000 + "b.md", "&#0;.md", "%00.png", "\\0.md", "%ff.png"])
def test_impossible_file_names_are_reported(project: Project, outside: Path, name: str) -> None:
    assert "index.md:10:5: error S008 can't include: " in shows(project, f'--8<-- "{name}"')
    for line in (f"![A]({name})", f'<img alt="" src="{name}">'):
        found = shows(project, line)
        assert " error S009 picture " in found or " warning S074 picture " in found


@pytest.mark.parametrize("name", ["a" * 300 + ".md", "a/" * 3000 + "b.md", "%00.md", "%ff.md"])
def test_a_link_to_an_impossible_file_name_is_reported(project: Project, outside: Path, name: str) -> None:
    assert "index.md:10:9: warning S043 link points to " in shows(project, f"[A]({name}#b)")


@pytest.mark.parametrize(
    "name", ["C:\\x.md", "C:x.md", "..\\x.md", "a\\..\\..\\..\\x.md", "\\\\host\\share\\x.md", "//host/x.md"]
)
def test_names_of_windows_lead_nowhere_on_any_system(project: Project, name: str) -> None:
    project.write(f"source/{name.replace('//', '')}", "text")  # elsewhere such a name may be one of a file
    tree = SourceTree(project.root / "source", "source")
    assert tree.resolve("page.md", name) is None and tree.resolve("git/page.md", name) is None


def test_a_name_that_leads_out_and_in_again_leads_nowhere(project: Project) -> None:
    """What it means depends on how the folders above are called on one machine."""
    text = project.write("source/text.md", "text")
    tree = SourceTree(project.root / "source", "source")
    assert tree.resolve("git/page.md", "../text.md") == "text.md"
    for name in ("../../source/text.md", "../..", str(text)):
        assert tree.resolve("git/page.md", name) is None


def test_folders_nested_too_deeply_are_reported(project: Project, outside: Path) -> None:
    project.page("basics", block("What is it?"))
    folder = project.root / "source"
    for _ in range(120):
        folder = folder / "a"
        folder.mkdir()
    result = project.run("check")
    assert "folders are nested more than 100 levels deep" in result.output
    assert result.exit_code == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
def test_names_that_are_not_utf8_are_reported(project: Project, outside: Path) -> None:
    for name in ("\udcff/basics/index.md", "basics-\udcff.md"):
        project.write(f"source/{name}", HEAD + block("Why?"))
    (project.root / "source/\udcfe").symlink_to(outside)
    process = subprocess.run(
        [sys.executable, "-m", "anki_export", "build"], cwd=project.root, capture_output=True, check=False
    )
    assert process.returncode == 1
    assert b"Traceback" not in process.stderr and process.stderr.count(b"its path is not UTF-8") == 2


@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
@pytest.mark.parametrize(("decks", "code"), [("\udcff/decks", 0), ("decks", 1)])
def test_a_folder_above_that_is_not_utf8_matters_only_in_the_lock(project: Project, decks: str, code: int) -> None:
    project.write("\udcff/source/git/basics.md", HEAD + block("Why?"))
    command = [sys.executable, "-m", "anki_export", "build", "\udcff/source", "-o", decks]
    process = subprocess.run(command, cwd=project.root, capture_output=True, check=False)
    assert process.returncode == code and b"Traceback" not in process.stderr
    assert (b"its path is not UTF-8" in process.stderr) is bool(code)


def test_a_link_made_after_a_name_was_settled_is_not_followed(
    project: Project, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it would be by someone who changes files while they are read."""
    for name in ("a/b/text.md", "text.md"):
        project.write(f"source/{name}", "fine")
    real = Disk.locate_in
    tree = SourceTree(project.root / "source", "source")
    for name, swapped in (("text.md", "text.md"), ("a/b/text.md", "a/b"), ("a/b/text.md", "a")):

        def settled(disk: Disk, folder: Path, name: str | Path, swapped: str = swapped) -> Path:
            path = real(disk, folder, name)
            (project.root / "source" / swapped).rename(project.root / "away")
            (project.root / "source" / swapped).symlink_to(outside / "secret.md" if "." in swapped else outside)
            return path

        (outside / "b").mkdir(exist_ok=True)
        (outside / "text.md").write_text(SECRET)
        (outside / "b/text.md").write_text(SECRET)
        assert Disk().read_in(tree.root, name, 100) == b"fine"
        with monkeypatch.context() as patch:
            patch.setattr(Disk, "locate_in", settled)
            with pytest.raises(OSError):
                Disk().read_in(tree.root, name, 100)
            if name == swapped:  # the link is there now
                patch.setattr(Disk, "locate_in", lambda disk, folder, name: folder / name)
                with pytest.raises(Outside):
                    Disk().size_in(tree.root, name)
        (project.root / "source" / swapped).unlink()
        (project.root / "away").rename(project.root / "source" / swapped)


def changed_after_a_look(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str, outside: Path) -> None:
    """Put something else in the place of a file when it was looked at, but isn't open yet."""
    look = safe_open._plain_size
    seen: list[int] = []

    def looked(found: os.stat_result) -> int:
        size = look(found)
        if not seen:
            path.unlink()
            if kind == "link":
                path.symlink_to(outside / "secret.md")
            else:
                special(path, kind)
        seen.append(size)
        return size

    monkeypatch.setattr(safe_open, "_plain_size", looked)


@pytest.mark.parametrize(("kind", "told"), [("link", Outside), ("pipe", OSError), ("folder", IsADirectoryError)])
def test_what_comes_between_a_look_and_the_opening_is_not_read_nor_waited_for(
    project: Project, outside: Path, monkeypatch: pytest.MonkeyPatch, kind: str, told: type[OSError]
) -> None:
    path = project.write("source/text.md", "fine")
    free = os.dup(0)
    os.close(free)
    assert Disk().read_in(path.parent, path.name, 100) == b"fine"
    changed_after_a_look(monkeypatch, path, kind, outside)
    with pytest.raises(told):
        Disk().read_in(path.parent, path.name, 100)
    handle = os.dup(0)
    os.close(handle)
    assert handle == free  # nothing stays open


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_where_folders_can_not_be_walked_what_is_no_plain_file_is_found_all_the_same(
    project: Project, outside: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """As on Windows, where names of files are all there is."""
    monkeypatch.setattr(safe_open, "_HAS_DIR_FD", False)
    folder = project.write("source/text.md", "fine").parent
    assert Disk().read_in(folder, "text.md", 100) == b"fine"
    if kind == "link":
        (folder / "other").symlink_to(outside / "secret.md")
    else:
        special(folder / "other", kind)
    told = Outside if kind == "link" else OSError
    with pytest.raises(told), safe_open.opened(folder / "other", folder):
        pass


def test_a_ring_of_links_leads_nowhere_and_is_told_by_its_name(project: Project, outside: Path) -> None:
    here = project.root / "source/git/basics"
    here.mkdir(parents=True)
    for name in ("x.md", "x.txt", "x.png", "ring"):
        (here / name).symlink_to(name)
    said = shows(project, '![A](x.png) ![A](ring/y.png)\n    --8<-- "x.txt"')
    assert "git/basics/x.md: error F001 can't be read: the link is broken" in said
    for problem in (
        "S008 can't include: x.txt does not exist",
        "picture x.png does not",
        "picture ring/y.png does not",
    ):
        assert problem in said, said


def test_folders_behind_a_link_that_leads_out_are_told_and_hidden_pages_passed_over(
    project: Project, outside: Path
) -> None:
    (outside / "basics.md").write_text(HEAD + block("What is not ours?"))
    project.page("basics", block("What is it?"))
    for name in (".basics.md", ".hidden/basics.md"):
        project.write(f"source/git/{name}", HEAD + block("What is hidden?"))
    assert "Wrote 1 deck with 1 card" in project.build().stdout
    (project.root / "source/linked").symlink_to(outside)
    assert "source/linked: warning F013 skipped: points outside the source folder" in project.run("build").output


def test_a_folder_of_pages_that_looks_like_a_repository_runs_nothing(project: Project) -> None:
    """Git would run the program `core.fsmonitor` of a repository that it finds in the folder of a page."""
    page = project.page("basics", block("What is it?"))
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    for name in ("objects/x", "refs/x"):
        project.write(f"source/git/basics/{name}", "")
    project.write("source/git/basics/HEAD", "ref: refs/heads/main\n")
    program = f"touch {project.root}/ran; false"
    config = f'[core]\nrepositoryformatversion = 0\nbare = false\nworktree = .\nfsmonitor = "{program}"\n'
    project.write("source/git/basics/config", config)
    for command in (["add", "."], ["commit", "-qm", "start"]):
        subprocess.run([*git, *command], check=True)
    assert is_clean(page)
    assert "1 id" in project.run("pin").output
    assert not is_clean(page)
    assert not (project.root / "ran").exists()


def test_a_folder_of_pages_with_an_empty_git_folder_runs_nothing(project: Project) -> None:
    """Git would pass it over, take the folder itself for a repository, and run the filters of its settings."""
    page = project.page("basics", block("What is it?"))
    project.write("source/git/basics/.gitattributes", "*.md filter=evil\n")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.templateDir="]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "start"]):
        subprocess.run([*git, *command], check=True, cwd=page.parent)
    with (page.parent / ".git/config").open("a") as config:
        config.write(f'[filter "evil"]\nclean = "touch {project.root}/ran; cat"\n')
    for path in list((page.parent / ".git").iterdir()):
        path.rename(page.parent / path.name)
    os.utime(page, (0, 0))  # so that git looks into it
    assert not is_clean(page)
    assert not (project.root / "ran").exists()


def test_a_repository_that_came_with_its_settings_starts_no_monitor(project: Project) -> None:
    """An archive may hold a `.git`; git asks the program that its settings name what has changed."""
    page = project.page("basics", block("What is it?"))
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.templateDir="]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "start"]):
        subprocess.run([*git, *command], check=True, cwd=project.root)
    subprocess.run(["git", "config", "core.fsmonitor", f"touch {project.root}/ran; false"], check=True)
    assert is_clean(page)
    assert not (project.root / "ran").exists()


def poisoned(project: Project, change: Any, name: str = "lock.json") -> tuple[int, str]:
    """Exit code and words of a build beside a lock in which someone has changed something; nothing outside changes."""
    project.page("basics", block("What is it?"), block("What else is it?"))
    project.page("advanced", block("Why is it?"))
    project.build()
    (project.root.parent / "evil-1.0.0.apkg").write_text("mine")
    path = project.root / "decks" / name
    content = json.loads(path.read_text())
    changed = change(content)
    path.write_text(changed if isinstance(changed, str) else json.dumps(content, indent=0))
    project.page("basics", block("What is it?", "Another answer"), block("What is new?"))
    project.page("intermediate", block("What is this?"))
    around = {
        path: digest for path, digest in state(project.root.parent).items() if not path.startswith("project/decks")
    }
    result = project.run("build", "--retirements")
    assert "Traceback" not in result.output
    after = {
        path: digest for path, digest in state(project.root.parent).items() if not path.startswith("project/decks")
    }
    assert after == around
    return result.exit_code, result.output


def put(table: str, **values: Any) -> Any:
    return lambda lock: lock[table][0].update(values)


def last_deck(lock: Any, **values: Any) -> None:
    for row in lock["decks"]:
        row.update(values)


DEEP = 100_000
BROKEN = {
    "a slug that leads out": put("decks", slug="../evil"),
    "a slug that is absolute": put("decks", slug="/etc/evil"),
    "a slug of Windows": put("decks", slug="..\\evil"),
    "a slug that is an option": put("decks", slug="-rf"),
    "a slug of dots": put("decks", slug=".."),
    "a slug without end": put("decks", slug="a" * 300),
    "a slug with a NUL": put("decks", slug="a\0b"),
    "a tag that leads out": lambda lock: last_deck(lock, tag="../../evil"),
    "a tag that is absolute": lambda lock: last_deck(lock, tag="/tmp/evil"),
    "a tag that is an option": lambda lock: last_deck(lock, tag="-rf"),
    "a version that leads out": put("decks", version="../../1.0.0"),
    "a version without end": put("decks", version="9" * 5000 + ".0.0"),
    "a version that can't grow": lambda lock: last_deck(lock, version="999999999.999999999.999999999"),
    "a number for a text": put("cards", question=1),
    "a list for a text": put("cards", page=["../../x"]),
    "a text for a number": put("cards", due="1"),
    "a fraction for a number": put("cards", due=1.5),
    "a truth for a number": put("cards", modified=True),
    "a number without end": lambda lock: json.dumps(lock).replace('"due": 100', '"due": ' + "9" * 5000),
    "a place out of range": put("cards", due=2**31),
    "a place that can't grow": lambda lock: [row.update(due=2**31 - 1 - n) for n, row in enumerate(lock["cards"])],
    "a time out of range": put("cards", modified=2**33),
    "a time that can't grow": lambda lock: [row.update(modified=2**33 - 1) for row in lock["cards"]],
    "a style that can't grow": lambda lock: lock["note_type"].update(modified=2**33 - 1, digest="other"),
    "a card without deck": put("cards", deck="../evil"),
    "a deck twice": lambda lock: lock["decks"].append(lock["decks"][0]),
    "a guid twice": lambda lock: lock["cards"].append(lock["cards"][0]),
    "a bundle that leads out": put("bundles", slug="../evil"),
    "a bundle without end": put("bundles", slug="a" * 300),
    "a bundle with the slug of a deck": put("bundles", slug="git-basics"),
    "a bundle without a name": put("bundles", name=" "),
    "a bundle of a version that leads out": put("bundles", version="../../1.0.0"),
    "a bundle of a version that can't grow": put("bundles", version="999999999.999999999.999999999"),
    "a bundle with a deck that leads out": put("bundles", decks={"../evil": "1.0.0"}),
    "a bundle with a version that leads out": put("bundles", decks={"git-basics": "../1.0.0"}),
    "a bundle with a number for a version": put("bundles", decks={"git-basics": 1}),
    "a bundle with a list of decks": put("bundles", decks=["git-basics"]),
    "a bundle twice": lambda lock: lock["bundles"].append(lock["bundles"][0]),
    "two bundles of the site": lambda lock: lock["bundles"].append({**lock["bundles"][0], "slug": "other"}),
    "bundles that are no list": lambda lock: lock.update(bundles={"slug": "evil"}),
    "fields that are no list": put("cards", last="5", retired="1.0.0"),
    "fields that are no JSON": put("cards", last="[", retired="1.0.0"),
    "fields too deep": put("cards", last="[" * DEEP, retired="1.0.0"),
    "lists too deep": lambda lock: "[" * DEEP,
    "tables too deep": lambda lock: '{"format":' * DEEP,
    "a list": lambda lock: "[]",
    "nothing": lambda lock: "",
    "a lone surrogate": lambda lock: json.dumps(lock).replace("What is it?", "\\ud800"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_lock_that_someone_has_made_up_is_told_and_nothing_is_written(project: Project, change: Any) -> None:
    code, said = poisoned(project, change)
    assert code == 1
    assert "decks/lock.json" in said and (" error R001 " in said or " error R003 " in said), said


HARMLESS = {
    "a page that leads out": put("cards", page="../../../etc/passwd"),
    "a page of an unlikely name": put("cards", page="a" * 5000),
    "a page with a NUL": put("cards", page="a\0b"),
    "a name of a deck that leads out": put("decks", name="../../evil::1 Basics"),
    "fields of another number": put("cards", last='["a"]', retired="1.0.0", page="gone.md", question="Who knows?"),
    "a guid that leads out": put("cards", guid="../../evil"),
    "a bundle of a topic that leads out": put("bundles", tag="../../evil"),
    "a bundle of no decks": put("bundles", decks={}),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_lock_that_someone_has_made_up_leads_nowhere(project: Project, change: Any) -> None:
    assert poisoned(project, change)[0] in (0, 1)


def test_a_lock_that_someone_has_made_up_steers_no_terminal(project: Project) -> None:
    texts = dict.fromkeys(("question", "answer", "explanation"), "Old \x1b[2J\x1b]0;x\x07 \u202etxt")
    poisoned(
        project, lambda lock: [last_deck(lock, name="Git\x1b[2J\u202e"), *(row.update(texts) for row in lock["cards"])]
    )
    said = "".join(
        project.run(*command.split()).output for command in ("diff", "check", "diff --format markdown", "build")
    )
    said += "".join((project.root / "decks" / name).read_text() for name in ("CHANGELOG.md", "lock.json", "index.json"))
    assert "Old [2J]0;x txt" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", said)


INDEXES = {
    "names that lead out": lambda index: [row.update(file="../../evil-1.0.0.apkg") for row in index["decks"]],
    "numbers without end": lambda index: json.dumps(index).replace('"cards": ', '"cards": ' + "9" * 5000),
    "wrong types": lambda index: [row.update(file=["x"], released=5) for row in index["decks"]],
    "too deep": lambda index: "[" * DEEP,
    "rows twice": lambda index: index["decks"].extend(index["decks"] * 10),
    "bundles that lead out": lambda index: [row.update(file="../../evil-1.0.0.apkg") for row in index["bundles"]],
    "tables that are none": lambda index: index.update(decks=5, bundles={"a": 1}),
    "no list": lambda index: '{"a": 1}',
}


@pytest.mark.parametrize("change", INDEXES.values(), ids=INDEXES.keys())
def test_an_index_that_someone_has_made_up_leads_nowhere(project: Project, change: Any) -> None:
    assert poisoned(project, change, "index.json")[0] == 0
    names = {row["file"] for row in json.loads((project.root / "decks/index.json").read_text())["decks"]}
    assert names == {path.name for path in project.packages() if "retired" not in path.name}


def test_what_is_cleared_away_is_the_link_and_not_what_it_leads_to(project: Project, outside: Path) -> None:
    project.page("basics", block("What is it?"))
    (project.root / "decks").mkdir()
    left = project.root / "decks/.lock.json.anki-export.tmp"
    left.symlink_to(outside)
    before = state(outside)
    project.build()
    assert not left.is_symlink() and state(outside) == before


@pytest.mark.parametrize("name", ["../mine", "linked/mine"])
def test_nothing_is_removed_that_lies_elsewhere(project: Project, name: str) -> None:
    home = project.write("decks/lock.json", "").parent
    mine = project.write("mine", "mine")
    (home / "linked").symlink_to(project.root)
    with atomic.locked(home, home), pytest.raises(Outside):
        atomic.replace_files(home, {}, [home / name], bounds=home)
    assert mine.read_text() == "mine"


@pytest.mark.parametrize(
    "topic",
    ["../../evil", "-rf", ".hidden", "CON", "a\\b", "C:evil", "a" * 400, "ä" * 400, "...", "\u202egnp.exe", "日" * 200],
)
def test_packages_have_names_that_every_system_can_have(project: Project, topic: str) -> None:
    project.write("source/basics.md", f"---\ntopic: '{topic}'\nlevel: Basics\n---\n\n{block('What is it?')}")
    long = "b" * 200
    project.write(
        f"source/{long}/{long}/con.md", f"---\ntopic: Other\nlevel: Basics\n---\n\n{block('What else is it?')}"
    )
    project.build()
    names = {path.name for path in (project.root / "decks").iterdir()}
    packages = sorted(
        names - {".gitignore", "lock.json", "index.json", "CHANGELOG.md", "feed.xml", "all-decks-1.0.0.apkg"}
    )
    assert len(packages) == 2
    for name in packages:
        stem = name.removesuffix("-1.0.0.apkg")
        assert len(stem.encode()) <= 180 and stem[0].isalnum() and stem.replace("-", "").isalnum()
    assert "Nothing changed" in project.build().stdout
