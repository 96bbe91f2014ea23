"""What git knows about a file."""

from pathlib import Path


def _repository(path: Path) -> Path | None:
    """The root of the git repository that holds a file."""
    return next((folder for folder in path.resolve().parents if (folder / ".git").exists()), None)


def in_repository(path: str) -> str:
    """The path from the root of the repository that holds the file, with `/`; the path itself where there is none."""
    root = _repository(Path(path))
    return Path(path).resolve().relative_to(root).as_posix() if root else path


def is_clean(path: Path) -> bool:
    """Whether git has the file as it is, or there is no repository to have it.

    The repository is named: git would take a folder of pages that holds `HEAD`, `objects` and `refs` for one of its
    own, and run what its `config` says.
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
