"""Query git for paths, uncommitted changes, and files that it has or ignores.

The repository is passed explicitly: git would take a folder of pages with `HEAD`, `objects` and `refs` for a
repository, and run commands from its `config`. It must not fetch what is missing: the command for this is in `config`,
too. Without git or a repository, there is nothing to say.
"""

import os
from pathlib import Path
from shlex import quote

from anki_export.disk.paths_and_errors_in_messages import display_path


def _repository(path: Path) -> Path | None:
    """The root of the git repository that contains a file."""
    return next((folder for folder in path.resolve().parents if (folder / ".git").exists()), None)


def in_repository(path: str) -> str:
    """The path relative to the root of its repository, with `/`; the path itself outside a repository."""
    root = _repository(Path(path))
    return Path(path).resolve().relative_to(root).as_posix() if root else path


def is_clean(path: Path) -> bool:
    """Whether the file has no uncommitted changes, or is in no repository."""
    root = _repository(path)
    if root is None:
        return True
    status, output = _git(root, "status", "--porcelain", "--", f":(top,literal){_relative(path, root)}")
    return status == 0 and not output.strip()


def restoring_command(path: Path) -> str:
    """The command that restores a file from the last commit; empty if that does not have it."""
    root = _repository(path)
    if root is None or _git(root, "rev-parse", "--quiet", "--verify", f"HEAD:{_relative(path, root)}")[0] != 0:
        return ""
    if Path.cwd().resolve().is_relative_to(root):
        return f"git checkout HEAD -- {quote(os.path.relpath(path))}"
    return f"git -C {quote(str(root))} checkout HEAD -- {quote(_relative(path, root))}"


def ignoring_line(path: Path, beside: Path) -> str:
    """The line because of which git ignores a file, although it keeps another one of its repository; or empty."""
    root = _repository(path)
    if root is None or not beside.resolve().is_relative_to(root) or not (line := _ignoring_line(path, root)):
        return ""
    return "" if _ignoring_line(beside, root) else line


def _ignoring_line(path: Path, root: Path) -> str:
    status, output = _git(root, "check-ignore", "--verbose", "-z", "--stdin", names=_relative(path, root))
    file, line, pattern, *_ = [*output.split("\0"), "", ""]
    is_ignored = status == 0 and not pattern.startswith("!")  # such a pattern is the one that keeps it
    return f"line {line} of {display_path(root / file)}" if is_ignored else ""


def _relative(path: Path, root: Path) -> str:
    return path.resolve().relative_to(root).as_posix()


def _git(root: Path, *arguments: str, names: str = "") -> tuple[int, str]:
    """The exit status and output of a git command that reads `names`; a separate status if git can't be run."""
    import subprocess

    places = [f"--git-dir={root / '.git'}", f"--work-tree={root}", "-c", "core.fsmonitor=false"]
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1"}
    try:
        run = subprocess.run(
            ["git", *places, *arguments],
            input=os.fsencode(names),
            capture_output=True,
            check=False,
            cwd=root,
            env=environment,
        )
    except (OSError, ValueError):  # no git; a NUL in a name
        return -1, ""
    return run.returncode, os.fsdecode(run.stdout)
