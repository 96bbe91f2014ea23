"""Compare what two checkouts build from the same pages: packages, lock, changelog, index and messages, byte by byte.

    python benchmarks/same_output.py BEFORE AFTER

Both build `source/`, a generated site and, where ANKI_EXPORT_CORPUS and ANKI_EXPORT_PAGES name folders, each folder of
pages in them, at the same time of the clock and by one process. Differences are printed; the exit code is then 1.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pages import site, write

ROOT = Path(__file__).parents[1].absolute()
NOW = 1_790_000_000
QUESTIONS = 2_100
"""More than 2,000: topics then have two pages at each level."""

Output = dict[str, bytes]


def sources(generated: Path) -> Iterator[Path]:
    """The folders to build."""
    yield ROOT / "source"
    write(site(QUESTIONS), generated)
    yield generated
    if corpus := os.environ.get("ANKI_EXPORT_CORPUS"):
        yield from sorted(path for path in (Path(corpus) / "site/docs").iterdir() if path.is_dir())
    if pages := os.environ.get("ANKI_EXPORT_PAGES"):
        yield from sorted(path for path in Path(pages).iterdir() if path.is_dir())


def output(checkout: Path, work: Path) -> Output:
    """The files and messages of a build of `work/source` by the code of a checkout, by name."""
    for name in ("decks", "cache"):
        shutil.rmtree(work / name, ignore_errors=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ANKI_"))}
    environment |= {"PYTHONPATH": str(checkout), "XDG_CACHE_HOME": str(work / "cache"), "SOURCE_DATE_EPOCH": str(NOW)}
    command = [sys.executable, "-m", "anki_export", "build", "source", "--jobs", "1", "--verbose"]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, check=False)
    files = {path.name: path.read_bytes() for path in sorted((work / "decks").glob("*")) if path.is_file()}
    return {**files, "stdout": done.stdout, "stderr": done.stderr, "exit code": str(done.returncode).encode()}


def differences(before: Output, after: Output) -> list[str]:
    """What differs, with the first line or byte that does."""
    found = []
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, b""), after.get(name, b"")
        if one == other:
            continue
        pairs = enumerate(zip(one.split(b"\n"), other.split(b"\n"), strict=False), 1)
        line, (old, new) = next(((n, pair) for n, pair in pairs if pair[0] != pair[1]), (0, (one[-80:], other[-80:])))
        found.append(f"  {name}, line {line}\n    - {old[:200]!r}\n    + {new[:200]!r}")
    return found


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    before, after = (Path(name).absolute() for name in sys.argv[1:])
    if any(not (checkout / "anki_export").is_dir() for checkout in (before, after)):
        sys.exit("both arguments must be checkouts")
    are_same = True
    with tempfile.TemporaryDirectory() as folder:
        for source in sources(Path(folder) / "generated"):
            work = Path(folder) / "work"
            shutil.copytree(source, work / "source", symlinks=True)
            old, new = output(before, work), output(after, work)
            found = differences(old, new)
            are_same = are_same and not found
            packages = sum(name.endswith(".apkg") for name in old)
            print(f"{source.name}: {packages} packages, {'differs' if found else 'the same'}", *found, sep="\n")
            shutil.rmtree(work)
    sys.exit(not are_same)


if __name__ == "__main__":
    main()
