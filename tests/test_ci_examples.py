"""The workflows in the how-to guide, the action and the hook for pre-commit: valid, without known weaknesses, and run.

The commands of a workflow run in a clone of a small repository with two tags. `gh`, `curl` and `pip` are stubs; every
other action than ours does nothing.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.project import NOON

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
GUIDE = (ROOT / "docs/how-to/ci.md").read_text()
README = (ROOT / "README.md").read_text()
EXAMPLES = dict(re.findall(r'^```yaml title="([^"]+)"\n(.*?)^```$', GUIDE, re.MULTILINE | re.DOTALL))
WORKFLOWS = [name for name in EXAMPLES if name.startswith(".github/")]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
OURS = "example/anki_export@v1.0.0"
SCHEMAS = dict.fromkeys(WORKFLOWS, "github-workflows") | {".gitlab-ci.yml": "gitlab-ci"}
STUB = '#!/bin/sh\nfor word in gh "$@"; do echo "$word"; done >> "$RUNNER_TEMP/gh"\n'
PAGE = '??? question "What is a branch?"\n    **A movable name for a commit**.\n'
SECOND = '\n??? question "What is a tag?"\n    **A fixed name for a commit**.\n'


@dataclass
class Runner:
    """A machine that runs the steps of a job, as far as a shell can."""

    repository: Path
    temporary: Path
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stubs = self.temporary / "stubs"
        stubs.mkdir(parents=True)
        for name, text in {"gh": STUB, "curl": STUB, "pip": "#!/bin/sh\n"}.items():
            (stubs / name).write_text(text)
            (stubs / name).chmod(0o755)

    @property
    def summary(self) -> Path:
        return self.temporary / "summary.md"

    def shell(self, script: str, **variables: str) -> str:
        """Run a script as GitHub and GitLab do: it ends at the first command that fails."""
        paths = self.temporary / "path"
        added = paths.read_text().split() if paths.exists() else []
        env = {
            "PATH": os.pathsep.join([*added, str(self.temporary / "stubs"), str(BIN), os.defpath]),
            "HOME": str(self.temporary),
            "PYTHONPATH": str(ROOT),
            "SOURCE_DATE_EPOCH": str(NOON),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_PATH": str(paths),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_REF_NAME": "v1.1.0",
            "NO_MKDOCS_2_WARNING": "1",
            **{name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_"))},
            **{f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
            **variables,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=self.repository, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"$ {script}\n{done.stdout}{done.stderr}")
        return done.stdout

    def act(self, *, install: bool = False, source: str = "", args: str = "") -> str:
        """Run our action."""
        assert "args" in ACTION["inputs"] and "source" in ACTION["inputs"]
        steps = ACTION["runs"]["steps"]
        return "".join(self.shell(s["run"], SOURCE=source, ARGS=args) for s in (steps if install else steps[1:]))

    def run(self, workflow: str) -> None:
        """Run all jobs of a workflow, one after the other."""
        for job in yaml.safe_load(EXAMPLES[workflow])["jobs"].values():
            for step in job["steps"]:
                if step.get("uses") == OURS:
                    self.act()
                elif "run" in step:
                    self.shell(step["run"])


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """With a clone of a repository whose last two commits are releases."""
    made = Runner(tmp_path / "work", tmp_path / "made")
    made.repository.mkdir()
    page = made.repository / "docs/git-basics.md"
    page.parent.mkdir()
    (made.repository / "mkdocs.yml").write_text("site_name: Questions\n")
    (made.repository / ".gitignore").write_text("site/\npublic/\nnotes.md\n")
    made.shell("git init --quiet --initial-branch main")
    for tag, text in {"v1.0.0": PAGE, "v1.1.0": PAGE + SECOND}.items():
        page.write_text(text)
        made.shell(f"anki-export build && git add . && git commit --quiet --message {tag} && git tag {tag}")
    made.shell(f"git clone --quiet . {tmp_path}/clone")
    return Runner(tmp_path / "clone", tmp_path / "runner")


def parts(jobs: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The jobs of a file for GitLab."""
    yield from ((name, job) for name, job in jobs.items() if name != "default")


NOTES = "## [Git::1 Basics 1.1.0] - 2026-09-21\n\n### Added\n\n- What is a tag?\n"
"""Of the second tag, without what was in the changelog before."""


def test_a_pull_request_is_annotated_and_summed_up(runner: Runner) -> None:
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text() + SECOND.replace("tag", "stash"))
    runner.run(".github/workflows/questions.yml")
    summary = runner.summary.read_text()
    assert "- What is a stash?\n" in summary and "What is a tag?" not in summary


def test_the_action_installs_the_program_of_its_own_checkout_and_passes_its_inputs(runner: Runner) -> None:
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text().replace('"What is a tag?"', '"What is a tag?'))
    said = runner.act(install=True, source="docs/git-basics.md")
    assert "::warning file=docs/git-basics.md,line=4,col=1,title=S011::" in said
    installed = runner.shell("command -v anki-export").strip()
    assert installed == str(runner.temporary / "anki-export/path/anki-export")
    with pytest.raises(AssertionError, match="S011"):
        runner.act(args="--fail-on-warning")


def test_a_job_can_use_the_action_twice(runner: Runner) -> None:
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text() + SECOND.replace("tag", "stash"))
    runner.act(install=True)
    runner.act(install=True, source="docs/git-basics.md")
    assert runner.summary.read_text().count("- What is a stash?\n") == 2


def test_a_push_builds_the_site_with_the_decks(runner: Runner) -> None:
    runner.run(".github/workflows/pages.yml")
    assert (runner.repository / "site/index.html").exists() or (runner.repository / "site/git-basics").is_dir()
    assert (runner.repository / "site/decks/git-basics-1.1.0.apkg").exists()


def test_a_tag_releases_the_packages_with_the_notes_of_just_that_release(runner: Runner) -> None:
    runner.run(".github/workflows/release.yml")
    assert (runner.temporary / "notes.md").read_text().strip() == NOTES.strip()
    published = (runner.temporary / "gh").read_text().split("\n")
    assert published[:4] == ["gh", "release", "create", "v1.1.0"]
    assert {"decks/git-basics-1.1.0.apkg", "decks/git-basics.apkg"} <= {*published}
    stable, versioned = (runner.repository / f"decks/git-basics{end}" for end in (".apkg", "-1.1.0.apkg"))
    assert stable.read_bytes() == versioned.read_bytes()
    assert "decks/index.json" in published


def test_the_notes_of_the_first_tag_are_the_whole_changelog(runner: Runner) -> None:
    runner.shell("git checkout --quiet v1.0.0")
    runner.run(".github/workflows/release.yml")
    assert (runner.temporary / "notes.md").read_text() == (runner.repository / "decks/CHANGELOG.md").read_text()


@pytest.mark.parametrize("workflow", [".github/workflows/pages.yml", ".github/workflows/release.yml"])
def test_pages_that_were_committed_without_a_build_are_not_published(runner: Runner, workflow: str) -> None:
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text() + SECOND.replace("tag", "stash"))
    with pytest.raises(AssertionError, match=r"\$ anki-export diff --exit-code"):
        runner.run(workflow)
    assert not (runner.temporary / "gh").exists()


@pytest.fixture
def pushed(runner: Runner) -> Runner:
    """With a commit on `main` that nobody has built, and a repository to push to."""
    runner.shell(f"git clone --quiet --bare . {runner.temporary}/origin.git")
    runner.shell(f"git remote set-url origin {runner.temporary}/origin.git")
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text() + SECOND.replace("tag", "stash"))
    runner.shell("git add . && git commit --quiet --message Stash && git push --quiet")
    return runner


def test_a_push_builds_and_commits_the_decks_once(pushed: Runner) -> None:
    for _ in range(2):
        pushed.run(".github/workflows/decks.yml")
    subjects = pushed.shell("git fetch --quiet && git log --format=%s v1.1.0..origin/main").splitlines()
    assert subjects == ["Build the decks", "Stash"]
    changed = pushed.shell("git show --format= --name-only origin/main").splitlines()
    assert changed == [f"decks/{name}" for name in ("CHANGELOG.md", "feed.xml", "index.json", "lock.json")]
    pushed.shell(
        "git clone --quiet . built && cd built && git checkout --quiet origin/main && anki-export diff --exit-code"
    )


def test_a_push_with_a_question_that_may_be_reworded_commits_nothing(pushed: Runner) -> None:
    page = pushed.repository / "docs/git-basics.md"
    page.write_text(page.read_text().replace("What is a tag?", "What is not a tag?").replace("fixed", "movable"))
    with pytest.raises(AssertionError, match="may be"):
        pushed.run(".github/workflows/decks.yml")
    assert pushed.shell("git log --format=%s -1 origin/main").strip() == "Stash"


GH = '#!/bin/sh\ncase "$*" in "pr list"*) echo "$NUMBERS" ;; *) printf "%s\\n" "$@" >> "$RUNNER_TEMP/gh" ;; esac\n'
"""Lists the pull requests with the commit."""


@pytest.mark.parametrize(("number", "is_changed"), [("7", True), ("7", False), ("", True)])
def test_what_learners_would_get_is_a_comment_on_the_pull_request(
    runner: Runner, number: str, is_changed: bool
) -> None:
    (runner.temporary / "stubs/gh").write_text(GH.replace("$NUMBERS", number))
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text() + SECOND.replace("tag", "stash") * is_changed)
    runner.run(".github/workflows/diff.yml")
    runner.run(".github/workflows/comment.yml")
    said = (runner.temporary / "gh").read_text() if (runner.temporary / "gh").exists() else ""
    assert said.startswith("pr\ncomment\n7\n") == bool(number)
    if number:
        text = (runner.repository / "comment.md").read_text()
        assert ("- What is a stash?\n" in text) == is_changed
        assert ("No cards changed." in text) != is_changed


def test_the_jobs_for_gitlab_do_the_same(runner: Runner) -> None:
    jobs = yaml.safe_load(EXAMPLES[".gitlab-ci.yml"])
    for name, job in parts(jobs):
        script = [*job.get("before_script", jobs["default"]["before_script"]), *job["script"]]
        runner.shell("\n".join(script), CI_COMMIT_TAG="v1.1.0")
        assert all((runner.repository / path).exists() for path in job.get("artifacts", {}).get("paths", [])), name
    assert (runner.repository / "public/decks/git-basics-1.1.0.apkg").exists()
    notes, _, link = (runner.repository / "notes.md").read_text().strip().rpartition("\n\n")
    assert notes.strip() == NOTES.strip()
    assert link.endswith("/jobs/artifacts/v1.1.0/download?job=decks)")
    assert "description@notes.md" in (runner.temporary / "gh").read_text()


def test_the_hook_for_pre_commit_runs_a_command_that_exists(runner: Runner) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    used = yaml.safe_load(EXAMPLES[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    assert [hook["id"] for hook in used] == [hook["id"] for hook in hooks]
    assert not any(hook["pass_filenames"] for hook in hooks)
    said = [runner.shell(hook["entry"]) for hook in hooks]
    assert "2 questions" in said[0] and "Nothing to release" in said[1]
    page = runner.repository / "docs/git-basics.md"
    page.write_text(page.read_text() + SECOND.replace("tag", "stash"))
    runner.shell(hooks[0]["entry"])
    with pytest.raises(AssertionError, match="What is a stash"):
        runner.shell(hooks[1]["entry"])


@pytest.mark.parametrize(
    ("file", "runs"),
    [
        ("docs/git.md", True),
        ("docs/Plan.PNG", True),
        ("mkdocs.yml", True),
        ("anki-export.toml", True),
        ("decks/lock.json", True),
        ("cards.css", True),
        ("src/main.py", False),
        ("package-lock.json", False),
    ],
)
def test_the_hooks_run_for_all_files_on_which_cards_depend(file: str, runs: bool) -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert bool(re.search(hook["files"], file)) == runs


def test_the_readme_shows_a_workflow_of_the_guide() -> None:
    ((name, text),) = re.findall(r'^```yaml title="([^"]+)"\n(.*?)^```$', README, re.MULTILINE | re.DOTALL)
    assert text == EXAMPLES[name]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all examples."""
    folder = tmp_path_factory.mktemp("examples")
    for name, text in EXAMPLES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_the_examples_have_no_known_weakness(written: Path) -> None:
    """Readers may pin actions to tags, which are shorter."""
    zizmor = shutil.which("zizmor", path=str(BIN))
    if not zizmor:
        pytest.skip("zizmor is missing: make .venv/tested")
    (written / "zizmor.yml").write_text('rules: {unpinned-uses: {config: {policies: {"*": ref-pin}}}}\n')
    command = [zizmor, "--offline", "--quiet", "--config", str(written / "zizmor.yml"), str(written)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_examples_and_the_action_match_the_schemas_of_their_hosts(written: Path) -> None:
    uvx = shutil.which("uvx", path=str(BIN))
    if not uvx:
        pytest.skip("uv is missing: make .venv/tested")
    files = {str(written / name): kind for name, kind in SCHEMAS.items()} | {str(ROOT / "action.yml"): "github-actions"}
    for kind in sorted(set(files.values())):
        command = [uvx, "--quiet", "check-jsonschema@0.39.0", "--builtin-schema", f"vendor.{kind}"]
        command += ["--data-transform", "gitlab-ci"] * (kind == "gitlab-ci")
        named = [name for name in files if files[name] == kind]
        run = subprocess.run([*command, *named], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.skipif(not shutil.which("actionlint"), reason="actionlint is not installed")
def test_actionlint_finds_nothing_in_the_examples(written: Path) -> None:
    files = [*(ROOT / ".github/workflows").glob("*.yml"), *(written / name for name in WORKFLOWS)]
    run = subprocess.run(["actionlint", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
