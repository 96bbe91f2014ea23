"""Look for pages that break a law, under coverage guidance: what `make fuzz` runs.

    python -m tests.fuzz.guided --seconds 300
    python -m tests.fuzz.guided build/fuzz/broken/PAGE.md

Atheris (libFuzzer) keeps each page that reaches new code and changes it further. Seeds are the real pages, the corpus
in build/fuzz/corpus grows from run to run. A page that breaks a law is kept in build/fuzz/broken, the shortest for each
place where it broke; the second form of the command reads it again.
"""

import argparse
import hashlib
import subprocess
import sys
import time
import traceback
from pathlib import Path
from random import Random

from .pages import ROOT, TOKENS, mutate, real_pages

BUILD = ROOT / "build/fuzz"
CORPUS, BROKEN = BUILD / "corpus", BUILD / "broken"
LONGEST, SEED = 10_000, 3_000
"""Bytes of a page, and of one to start from: short ones are read more often."""
SLOWEST = 10.0
"""Seconds of computing that a page may take; instrumented, code takes several times longer."""
INSTRUMENTED = ["anki_export", "markdown_it", "mdit_py_plugins"]


def main() -> int:
    """Replay pages or look for new ones; 1 when one breaks a law."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description="Look for pages that break a law.")
    parser.add_argument("pages", nargs="*", type=Path, help="pages to read again, instead of looking for others")
    parser.add_argument("--seconds", type=int, default=300, help="how long to look (300)")
    parser.add_argument("--seed", type=int, default=0, help="another number finds other pages (0: by the clock)")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        look(args.seconds, args.seed)
    if args.pages:
        return replay(args.pages)
    for folder in (CORPUS, BROKEN):
        folder.mkdir(parents=True, exist_ok=True)
    for text in real_pages(SEED):
        (CORPUS / _name(text)).write_bytes(text.encode())
    (BUILD / "tokens.dict").write_text("".join(map(_quoted, TOKENS)))
    before = set(BROKEN.iterdir())
    # libFuzzer ends its process, so that it can't be asked for a last word.
    worker = [sys.executable, "-m", "tests.fuzz.guided", "--worker", f"--seconds={args.seconds}", f"--seed={args.seed}"]
    code = subprocess.run(worker, cwd=ROOT, check=False).returncode
    found = sorted(set(BROKEN.iterdir()) - before)
    for path in found:
        print(
            f"{path.relative_to(ROOT)} breaks a law; python -m tests.fuzz.guided {path.relative_to(ROOT)} shows which"
        )
    if not found and not code:
        print(f"No page broke a law in {args.seconds} seconds.")
    return 1 if found or code else 0


def replay(paths: list[Path]) -> int:
    """Apply the laws to pages and print what each breaks."""
    from . import laws

    code = 0
    for path in paths:
        try:
            laws.hold(path.read_bytes().decode(errors="replace"))
        except Exception:
            print(f"{path}:\n{traceback.format_exc()}")
            code = 1
        else:
            print(f"{path}: all laws hold")
    return code


def look(seconds: int, seed: int) -> None:
    """Change pages and apply the laws to them until time is up; does not return."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.support.reading import parse

        from . import laws

    seeds = real_pages(SEED)
    shortest: dict[str, tuple[int, Path]] = {}

    def test(data: bytes) -> None:
        started = time.process_time()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            assert parse(data).report
            return
        try:
            laws.hold(text)
            taken = time.process_time() - started
            assert taken < SLOWEST, f"takes {taken:.1f} seconds"
        except Exception as error:
            _keep(text, error, shortest)

    def changed(data: bytes, most: int, number: int) -> bytes:
        random = Random(number)
        if random.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        text = mutate(data.decode(errors="replace"), random.choice(seeds), random, most=3)
        return text.encode(errors="replace")[:most]

    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-seed={seed}", f"-timeout={3 * SLOWEST:.0f}"]
    options += [f"-dict={BUILD / 'tokens.dict'}", f"-artifact_prefix={BROKEN}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(CORPUS)], test, custom_mutator=changed)
    atheris.Fuzz()


def _keep(text: str, error: Exception, shortest: dict[str, tuple[int, Path]]) -> None:
    """Keep a page that broke a law, unless a shorter one broke it at the same place."""
    where = " ".join(f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-2:])
    length, older = shortest.get(where, (sys.maxsize, None))
    if len(text) >= length:
        return
    if older is None:
        print(f"\n{where}: {str(error)[:300]}", file=sys.stderr)
    else:
        older.unlink()
    path = BROKEN / f"{_name(text)}.md"
    path.write_bytes(text.encode())
    shortest[where] = len(text), path


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _quoted(token: str) -> str:
    """A line of libFuzzer's dictionary."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"\n'


if __name__ == "__main__":
    sys.exit(main())
