"""The distributions: what is in them, which version they have, and that they work outside the checkout."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
URLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]
UV = shutil.which("uv", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(not UV, reason="uv is missing: make .venv/tested")
GIT = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "advice.detachedHead=false")


def run(*command: str | Path, folder: Path) -> str:
    """Run a program in a folder with the environment of a new shell, and return what it prints."""
    keep = ("HOME", "PATH", "LANG", "UV_", "PIP_", "SSL_", "HTTP", "http", "XDG_CACHE_HOME")
    env = {name: value for name, value in os.environ.items() if name.startswith(keep)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(source: Path, out: Path, *options: str) -> list[Path]:
    run(str(UV), "build", "--quiet", *options, "--out-dir", out, source, folder=out.parent)
    return sorted(path for path in out.iterdir() if path.suffix in (".gz", ".whl"))


def version_of(wheel: Path) -> str:
    return wheel.name.split("-")[1]


@dataclass(frozen=True)
class Distributions:
    """Of a clone of what is in the work tree, tagged v9.8.7."""

    repository: Path
    wheel: Path
    sdist: Path

    def metadata(self) -> Message:
        with zipfile.ZipFile(self.wheel) as file:
            name = next(name for name in file.namelist() if name.endswith("/METADATA"))
            return message_from_bytes(file.read(name))


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    folder = tmp_path_factory.mktemp("dist")
    repository = folder / "repository"
    repository.mkdir()
    for name in run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT).split("\0"):
        if name and (ROOT / name).is_file() and not name.startswith(("tests/", "source/")):
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository / name)
    run("git", "init", "--quiet", folder=repository)
    run("git", "add", "--all", folder=repository)
    run(*GIT, "commit", "--quiet", "--message", "Release", folder=repository)
    run("git", "tag", "v9.8.7", folder=repository)
    sdist, wheel = sorted(built(repository, folder / "dist"), key=lambda path: path.suffix)
    return Distributions(repository, wheel, sdist)


def test_the_version_is_that_of_the_tag(distributions: Distributions) -> None:
    assert version_of(distributions.wheel) == "9.8.7"
    assert distributions.sdist.name == "mkdocs_anki_export-9.8.7.tar.gz"


def test_an_archive_of_a_tag_has_its_version_without_git(distributions: Distributions, tmp_path: Path) -> None:
    """As hosts of repositories offer them for download."""
    run("git", "archive", "--output", tmp_path / "a.tar", "--prefix", "a/", "v9.8.7", folder=distributions.repository)
    with tarfile.open(tmp_path / "a.tar") as archive:
        archive.extractall(tmp_path, filter="data")
    (wheel,) = built(tmp_path / "a", tmp_path / "dist", "--wheel")
    assert version_of(wheel) == "9.8.7"


@pytest.mark.parametrize("has_git", [True, False], ids=["clone without tags", "folder without git"])
def test_a_copy_without_a_version_builds_as_a_development_version(
    distributions: Distributions, has_git: bool, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    run("git", "clone", "--quiet", "--no-tags", distributions.repository, copy, folder=tmp_path)
    if not has_git:
        shutil.rmtree(copy / ".git")
    (wheel,) = built(copy, tmp_path / "dist", "--wheel")
    assert re.fullmatch(r"1\.0\.0\.dev1\+g[0-9a-f]+" if has_git else r"1\.0\.0\.dev0", version_of(wheel))


def test_the_wheel_has_all_files_of_the_package_and_no_others(distributions: Distributions) -> None:
    listed = run("git", "ls-files", "anki_export", folder=distributions.repository).split()
    with zipfile.ZipFile(distributions.wheel) as file:
        names = [name for name in file.namelist() if ".dist-info/" not in name]
    assert sorted(names) == sorted(listed)
    assert "anki_export/py.typed" in names and "anki_export/deck/card.css" in names


def test_the_source_archive_has_the_program_and_its_documentation_but_no_pages(distributions: Distributions) -> None:
    with tarfile.open(distributions.sdist) as file:
        names = [Path(name).relative_to(Path(name).parts[0]) for name in file.getnames()]
    assert {name.parts[0] for name in names} == {
        *("anki_export", "docs", "mkdocs.yml"),
        *("CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml", ".gitignore"),
    }


def test_a_package_index_shows_the_readme_with_absolute_links_to_its_version(distributions: Distributions) -> None:
    metadata = distributions.metadata()
    text = str(metadata.get_payload())
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert all(link.startswith("https://") for link in links)
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        assert picture.startswith(f"{URLS['Repository']}/raw/v9.8.7/docs/")
    assert f"{URLS['Repository']}/blob/v9.8.7/docs/tutorial.md" in links
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_address_of_the_repository_is_the_same_everywhere() -> None:
    """So that one search and replace changes it."""
    for path in [ROOT / "pyproject.toml", ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for address in re.findall(r"https?://[\w./-]*anki_export\b", path.read_text()):
            assert address == URLS["Repository"], path


def test_the_wheel_works_outside_the_checkout(distributions: Distributions, tmp_path: Path) -> None:
    """Files that are read only later, such as the templates of the preview, are there, too."""
    program = (str(UV), "tool", "run", "--from", distributions.wheel, "anki-export")
    (tmp_path / "git-basics.md").write_text('??? question "What is a branch?"\n    **A movable name for a commit**.\n')
    assert run(*program, "--version", folder=tmp_path) == "anki-export, version 9.8.7\n"
    assert "Git::1 Basics  1.0.0  1 card" in run(*program, "build", "git-basics.md", folder=tmp_path)
    assert (tmp_path / "decks/git-basics-1.0.0.apkg").exists()
    assert "no problems found" in run(*program, "verify", "decks/git-basics-1.0.0.apkg", folder=tmp_path)
    run(*program, "preview", "git-basics.md", folder=tmp_path)
    assert "What is a branch?" in (tmp_path / "decks/preview/index.html").read_text()


@pytest.mark.parametrize("kind", ["checkout", "address"])
def test_the_program_runs_without_being_installed(distributions: Distributions, kind: str, tmp_path: Path) -> None:
    """`uvx --from` a checkout or the address of a repository."""
    source = str(distributions.repository) if kind == "checkout" else f"git+file://{distributions.repository}"
    program = (str(UV), "tool", "run", "--from", source, "anki-export")
    assert run(*program, "--version", folder=tmp_path) == "anki-export, version 9.8.7\n"


INSTALL = re.findall(r"^\| .* \| `(.* install git\+.*)` \|$", (ROOT / "README.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", INSTALL, ids=lambda command: command.partition(" ")[0])
def test_a_command_of_the_readme_installs_the_program(
    distributions: Distributions, command: str, tmp_path: Path
) -> None:
    """In an empty home, from the repository instead of the placeholder; pipx without a system package."""
    command = command.replace(URLS["Repository"], f"file://{distributions.repository}")
    command = re.sub("^uv", str(UV), re.sub("^pipx", "uv tool run --quiet pipx", command))
    run("env", f"HOME={tmp_path}", "bash", "-c", command, folder=tmp_path)
    installed = next(path for bin in (".local/bin", ".venv/bin") if (path := tmp_path / bin / "anki-export").exists())
    assert run(installed, "--version", folder=tmp_path) == "anki-export, version 9.8.7\n"


def test_the_readme_names_three_ways_to_install() -> None:
    assert [command.split()[0] for command in INSTALL] == ["pipx", "uv", "python3"]
