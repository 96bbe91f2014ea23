"""The repository around the code: locked versions, workflows, licence."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from anki_export.cli.commands_and_options import COMMANDS as ALL

ROOT = Path(__file__).parents[1]
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT, BUILD = WHOLE["project"], WHOLE["build-system"]
LOCKED = (ROOT / "requirements-dev.lock").read_text()
NEEDED = (ROOT / "requirements.lock").read_text()
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
COMMANDS = {command.name for command in ALL}
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def workflow(name: str) -> Any:
    return yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text())


def test_all_that_is_needed_is_locked_in_a_version_that_will_do() -> None:
    versions = {line[0].lower(): line[1] for line in re.findall(r"^([\w.-]+)==([\w.]+)", LOCKED, re.MULTILINE)}
    for text in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]:
        needed = Requirement(text)
        assert versions.get(needed.name.lower()) in needed.specifier, f"make lock: {text}"


def parts(locked: str) -> list[str]:
    """The locked versions with their digests."""
    return re.split(r"\n(?=\S)", locked.split("\n", 2)[2].rstrip())


@pytest.mark.parametrize("locked", [LOCKED, NEEDED], ids=["dev", "needed"])
def test_a_lock_names_no_place_to_fetch_from_and_has_a_digest_for_each_version(locked: str) -> None:
    assert not re.search(r"://|^\s*-[^-]|--(?!hash=sha256:)|@ |file:|/", locked, re.MULTILINE)
    for part in parts(locked):
        assert re.match(r"[\w.-]+==[\w.]+( ; .*)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n)?)+$", part), part


def test_the_action_installs_the_versions_that_are_tested() -> None:
    assert set(parts(NEEDED)) <= set(parts(LOCKED)), "make lock"
    names = {part.partition("==")[0].lower() for part in parts(NEEDED)}
    assert {Requirement(text).name.lower() for text in PROJECT["dependencies"]} <= names
    test_only = {Requirement(text).name.lower() for text in PROJECT["optional-dependencies"]["test"]} - {"packaging"}
    assert not names & test_only  # hatchling also needs packaging
    assert set(PROJECT["optional-dependencies"]["build"]) == set(BUILD["requires"])
    (install,) = (s["run"] for s in ACTION["runs"]["steps"] if "pip install" in s["run"])
    assert "--require-hashes" in install and "/requirements.lock" in install
    assert all("--require-hashes" in line or "--no-deps" in line for line in re.findall("pip install.*", install))


def test_the_licence_is_in_what_is_installed() -> None:
    metadata = importlib.metadata.metadata("mkdocs-anki-export")
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]


def test_each_change_is_tested_on_every_supported_python_by_the_same_script() -> None:
    job = workflow("tests")["jobs"]["tests"]
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == ".ci/run"
    supported = [name.split(" :: ")[-1] for name in PROJECT["classifiers"] if "Python :: 3." in name]
    assert job["strategy"]["matrix"]["python"] == supported
    assert workflow("tests")[True].keys() == {"push", "pull_request"}  # YAML takes `on` for a truth


def test_a_tag_publishes_what_make_builds() -> None:
    jobs = workflow("release")["jobs"]
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert "make" in commands and ".venv/bin/anki-export diff --exit-code" in commands
    assert "make dist" in commands and "decks/*.apkg" in commands[-1]
    targets = re.findall(r"^make (\S+)", "\n".join(commands), re.MULTILINE)
    assert all(f"\n{target}:" in (ROOT / "Makefile").read_text() for target in targets)


def test_the_job_that_builds_a_release_may_not_publish_it_and_the_others_run_no_code_of_ours() -> None:
    jobs = workflow("release")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["github"]["permissions"] == {"contents": "write"}
    assert jobs["index"]["permissions"] == {"id-token": "write"}
    for name in ("github", "index"):
        assert jobs[name]["needs"] == "build"
        assert not any("checkout" in step.get("uses", "") for step in jobs[name]["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_no_more_than_it_must(path: Path) -> None:
    content = workflow(path.stem)
    assert content["permissions"] in ({}, {"contents": "read"})
    for job in content["jobs"].values():
        assert job["timeout-minutes"] <= 90
        assert job.get("permissions", {}).keys() <= {"contents", "id-token"}
        for step in job["steps"]:
            uses = step.get("uses", "")
            assert not uses or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", uses)
            if "checkout" in uses:
                assert step["with"]["persist-credentials"] is False


NAMED = ("README.md", "CONTRIBUTING.md", "SECURITY.md", ".ci/run", *(f".github/workflows/{p.name}" for p in WORKFLOWS))


@pytest.mark.parametrize("name", NAMED)
def test_commands_that_are_named_exist(name: str) -> None:
    text = (ROOT / name).read_text()
    makefile = (ROOT / "Makefile").read_text()
    # In code, or at the start of a line of it: prose also makes this and that.
    for target in re.findall(r"(?:`|^(?:\$ |- run: | +run: | +)?)make ([a-z.][\w./-]*)", text, re.MULTILINE):
        assert f"\n{target}:" in makefile, target
    for command in re.findall(r"\.venv/bin/([\w-]+)", text):
        assert command == "python" or shutil.which(command, path=str(Path(sys.executable).parent)), command
    for path in re.findall(
        r"(?:python|pytest)[\w -]* ([\w/]+\.py)|`((?:docs|tests|benchmarks|anki_export)/[\w/.]+)`", text
    ):
        assert (ROOT / "".join(path)).exists(), path
    for module in re.findall(r"python -m ((?:tests|anki_export)[\w.]*)", text):
        stem = ROOT / module.replace(".", "/")
        assert stem.is_dir() or stem.with_suffix(".py").exists(), module
    for link in re.findall(r"\]\(([\w./-]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        assert (ROOT / link).exists(), link
    for command in re.findall(r"anki-export ([a-z]+)\b(?= |`|$)", text):
        assert command in COMMANDS, command


def test_workflows_have_no_known_weakness() -> None:
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if not zizmor:
        pytest.skip("zizmor is missing: make .venv/tested")
    run = subprocess.run([zizmor, "--offline", "--quiet", ROOT], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_last_step_of_ci_is_what_a_contributor_runs() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert lines[-6:] == ["make", "make", "make lint", "make docs", "make dist", "make test"]


def test_a_new_clone_that_is_built_has_no_changes_to_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, tmp_path], check=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-P", "-m", "anki_export", "build", "-q"], cwd=tmp_path, env=environment, check=True
    )
    status = ["git", "status", "--porcelain"]
    assert subprocess.run(status, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == ""
