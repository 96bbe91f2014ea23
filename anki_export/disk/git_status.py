"""Query git for paths and uncommitted changes."""

from pathlib import Path


def _repository(path: Path) -> Path | None:
    """The root of the git repository that contains a file."""
    return next((folder for folder in path.resolve().parents if (folder / ".git").exists()), None)


def in_repository(path: str) -> str:
    """The path relative to the root of its repository, with `/`; the path itself outside a repository."""
    root = _repository(Path(path))
    return Path(path).resolve().relative_to(root).as_posix() if root else path


def is_clean(path: Path) -> bool:
    """Whether the file has no uncommitted changes, or is in no repository.

    The repository is passed explicitly: git would take a folder of pages with `HEAD`, `objects` and `refs` for a
    repository, and run commands from its `config`.
    """
    import subprocess

    root = _repository(path)
    if root is None:
        return True
    command = ["git", f"--git-dir={root / '.git'}", f"--work-tree={root}", "-c", "core.fsmonitor=false", "status"]
    name = f":(top,literal){path.resolve().relative_to(root).as_posix()}"
    try:
        run = subprocess.run(
            [*command, "--porcelain", "--", name], capture_output=True, text=True, check=False, cwd=root
        )
    except OSError:
        return False
    return run.returncode == 0 and not run.stdout.strip()
