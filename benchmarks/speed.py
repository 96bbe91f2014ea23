"""Measure builds against a minimal baseline and other programs: `make bench`.

    python benchmarks/speed.py [--sizes 1200,12000] [--only ours,floor] [--rounds 7]
    python benchmarks/speed.py --sizes ticked-1200,listed-1200

Each sample is a new process. The variants of a size take turns, so that a busy machine affects all of them. After a
warm-up round there are seven rounds (three for variants that take over 30 s). Without options, everything is measured,
and benchmarks/README.md and its plot are updated; with options, the tables are only printed.

Needs the test extra, for Anki's backend and the browser; other programs are installed into build/bench/peers.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import floor
import layouts
import report
import timing
from pages import PageOf, TextPage, one_topic, reworded, site, write
from peers import PEERS, Card, cards_of, count_right, words
from results import Found, Group, Variant
from timing import Failure, middle

ROOT = Path(__file__).parents[1].absolute()
HOME = ROOT / "build/bench"
HERE = Path(__file__).parent.absolute()
PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).parent / "anki-export")
SIZES = (20, 1_200, 12_000, 100_000)
LAYOUTS = [f"{layout.name}-{size}" for layout in layouts.LAYOUTS for size in SIZES[1:3]]
NAMES = [*map(str, SIZES), "preview", "matching", *LAYOUTS]
PREVIEWED, REWORDED = 2_000, 5_000
SLOW = 30.0
"""Seconds from which a variant is run only a few times."""
FEW = 3
LIMIT = 900.0
"""Timeout of a run in seconds."""
BEARABLE = 4.0
"""A program that takes longer for 1,200 questions is not run with 12,000."""


def measure(group: Group, rounds: int) -> None:
    """Run all variants of a group in turn."""
    for variant in group.variants:
        variant.prepare()
    for number in range(rounds + 1):
        for variant in group.variants:
            is_slow = bool(variant.samples) and variant.samples[0].wall > SLOW
            if variant.failure or (is_slow and number > FEW):
                continue
            variant.ready()
            before = timing.busy_now()
            sample = timing.run(variant.command, variant.folder, HOME / "temporary", LIMIT, variant.codes)
            if isinstance(sample, Failure):
                variant.failure, variant.samples = sample.reason, []
                print(f"  {variant.name}: {sample.reason}", flush=True)
                continue
            if number == 1:
                variant.samples.clear()  # discard the warm-up
            variant.samples.append(sample)
            group.busy += [before, sample.others]
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        others = max(group.busy[-2 * len(group.variants) :], default=0.0)
        warning = f"; other processes use {others:.1f} processors" if others > report.BUSY else ""
        print(f"  round {number} of {rounds}{' (warm-up)' if not number else ''}, load {load}{warning}", flush=True)


def fresh(folder: Path) -> Callable[[], None]:
    """Create an empty folder, replacing an existing one."""

    def make() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    return make


def forgotten(folder: Path, *made: str) -> Callable[[], None]:
    """Delete a project's cache and the folders that its commands have created."""

    def forget() -> None:
        for path in (timing.cache(folder), *(folder / name for name in made)):
            shutil.rmtree(path, ignore_errors=True)

    return forget


def toggle(page: Path) -> Callable[[], None]:
    """Change one word of one answer, back and forth."""

    def change() -> None:
        text = page.read_text()
        new = text.replace("**.\n", " indeed**.\n", 1) if " indeed**.\n" not in text else text.replace(" indeed", "", 1)
        assert new != text
        page.write_text(new)

    return change


def project(name: str, pages: Iterable[PageOf | TextPage]) -> Path:
    """A project folder with source/ and settings."""
    folder = HOME / "sites" / name
    fresh(folder)()
    (folder / "anki-export.toml").write_text('bundle = "none"\n')  # other programs write each card once
    write(pages, folder / "source")
    return folder


def call(command: Sequence[str], folder: Path) -> None:
    """Run a command that prepares a measurement."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["XDG_CACHE_HOME"] = str(timing.cache(folder))
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def ours(folder: Path) -> list[Variant]:
    """Builds of a project: full, nothing changed, and one page changed."""
    same, changed, bundled = folder / "same", folder / "changed", folder / "bundled"
    page = changed / "source" / next(site(1)).path

    def built_copy(copy: Path) -> Callable[[], None]:
        def make() -> None:
            shutil.copytree(folder / "source", copy / "source")
            shutil.copy(folder / "anki-export.toml", copy)
            call([PROGRAM, "build"], copy)
            call([PROGRAM, "build"], copy)

        return make

    def with_bundle() -> None:
        shutil.copytree(folder / "source", bundled / "source")
        (bundled / "anki-export.toml").write_text("")

    return [
        full_build(folder),
        full_build(folder, " by one process", "--jobs", "1"),
        full_build(bundled, " by one process, with a package of all decks", "--jobs", "1", prepare=with_bundle),
        Variant("ours: nothing changed", [PROGRAM, "build"], same, prepare=built_copy(same)),
        Variant("ours: one page changed", [PROGRAM, "build"], changed, toggle(page), built_copy(changed)),
    ]


def full_build(folder: Path, how: str = "", *options: str, prepare: Callable[[], None] = lambda: None) -> Variant:
    command = [PROGRAM, "build", "-o", "cold", *options]
    return Variant(f"ours: full build{how}", command, folder, forgotten(folder, "cold"), prepare)


def looks(folder: Path) -> list[Variant]:
    """Commands that write no packages; they would warn of the lock of a full build elsewhere."""
    return [
        Variant("ours: check", [PROGRAM, "check"], folder, forgotten(folder, "cold")),
        Variant("ours: preview", [PROGRAM, "preview"], folder, forgotten(folder, "cold", "decks")),
    ]


def starts(folder: Path) -> list[Variant]:
    """The time to start, and to report a usage error."""
    return [
        Variant("python -c pass", [PYTHON, "-c", "pass"], folder),
        Variant("python -c 'import click'", [PYTHON, "-c", "import click"], folder),
        Variant("ours: --help", [PROGRAM, "--help"], folder),
        Variant("ours: usage error", [PROGRAM, "build", "--nothing"], folder, codes=(2,)),
    ]


def floors(folder: Path) -> list[Variant]:
    """The minimal baseline."""
    script = str(HERE / "floor.py")
    return [
        Variant("floor", [PYTHON, script, "source", "floor"], folder, fresh(folder / "floor")),
        Variant("floor: stock parser", [PYTHON, script, "source", "stock", "--stock"], folder, fresh(folder / "stock")),
    ]


def writers(folder: Path, how: Iterable[tuple[str, str]]) -> list[Variant]:
    """Other writers for fields that are rendered in advance."""
    script = str(HERE / "writers.py")

    def fields() -> None:
        call([PYTHON, script, "fields", "source", "notes.json"], folder)

    return [
        Variant(name, [PYTHON, script, way, "notes.json", way], folder, fresh(folder / way), fields)
        for name, way in how
    ]


GENANKI, ANKI, ANKI_ONE = (
    ("genanki alone", "genanki"),
    ("Anki alone", "anki"),
    ("Anki alone: one package", "anki-one"),
)


def others(folder: Path, questions: int, names: Iterable[str]) -> list[Variant]:
    """Other programs, if they can be installed, with the questions in their own syntax."""
    found = []
    for peer in PEERS:
        if peer.name not in names:
            continue
        programs = peer.install(HOME / "peers")
        work, out = folder / peer.name, folder / f"{peer.name}-out"
        fresh(work)()
        peer.write(list(site(questions)), work)
        command = [] if isinstance(programs, str) else peer.command(programs, out)
        failure = f"can't be installed: {programs}" if isinstance(programs, str) else ""
        found.append(Variant(peer.name, command, work, fresh(out), failure=failure))
    return found


def prepare(size: int, names: Iterable[str]) -> Group:
    """The variants for a site with `size` questions, including the peers in `names`."""
    folder = project(str(size), site(size))
    variants = [*(starts(folder) if size == SIZES[1] else []), *ours(folder), *floors(folder)]
    if size < SIZES[3]:
        variants += looks(folder)
    variants += writers(folder, (GENANKI, ANKI, ANKI_ONE) if size == SIZES[1] else (GENANKI,))
    variants += others(folder, size, names)
    return Group(size, variants)


def prepare_layout(name: str) -> Group:
    """Full builds of a site in a layout, and its floor."""
    layout, size = name.split("-")
    folder = project(name, layouts.site(layouts.BY_NAME[layout], int(size)))
    bytes_ = sum(path.stat().st_size for path in (folder / "source").rglob("*.md"))
    alone = full_build(folder, " by one process", "--jobs", "1")
    return Group(int(size), [full_build(folder), alone, floors(folder)[0]], bytes_=bytes_)


def prepare_preview() -> Group:
    folder = project("preview", site(PREVIEWED))
    return Group(PREVIEWED, [full_build(folder), looks(folder)[1]])


def prepare_matching() -> Group:
    """A topic that was built, and then had all questions reworded."""
    same, changed = project("same", one_topic(REWORDED)), project("reworded", one_topic(REWORDED))

    def reword() -> None:
        call([PROGRAM, "build"], changed)
        write(map(reworded, one_topic(REWORDED)), changed / "source")

    return Group(
        REWORDED,
        [
            Variant(
                "ours: check of equal questions",
                [PROGRAM, "check"],
                same,
                forgotten(same),
                prepare=lambda: call([PROGRAM, "build"], same),
            ),
            Variant("ours: check of reworded ones", [PROGRAM, "check"], changed, forgotten(changed), reword),
        ],
    )


def state(folder: Path) -> dict[str, tuple[int, str]]:
    """The modification times and content of all files."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def sizes_of(folder: Path) -> dict[str, int]:
    """The size of all packages in bytes, by folder."""
    names = ("cold", "genanki", "floor")
    return {name: sum(path.stat().st_size for path in (folder / name).glob("*.apkg")) for name in names}


def right_cards(group: Group, folder: Path) -> dict[str, tuple[int, int]]:
    """By program, how many of its cards are right, and how many it wrote."""
    decks = floor.read(folder / "source")
    wanted: list[Card] = [(words(row[0]), words(row[1] + row[2])) for rows in decks.values() for row in rows]
    peers = {peer.name: [f"{peer.name}-out", peer.name] for peer in PEERS if group[peer.name]}
    cards = {name: cards_of(folder / place for place in places) for name, places in {"ours": ["cold"], **peers}.items()}
    return {name: (count_right(found, wanted), len(found)) for name, found in cards.items()}


def look_at_files(found: Found) -> None:
    """Measure what builds write to disk."""
    folder = HOME / "sites" / str(SIZES[1])
    fresh(folder / "cold")()  # else its lock would be taken for that of the project
    call([PROGRAM, "build"], folder)
    before = state(folder / "decks")
    call([PROGRAM, "build"], folder)
    after = state(folder / "decks")
    found.untouched = (
        "no file touched" if before == after else f"{len(set(before.items()) ^ set(after.items()))} files touched"
    )
    fresh(folder / "cold")()
    files = "strace is not installed"
    if shutil.which("strace"):
        log = HOME / "temporary/strace"
        call(["strace", "-f", "-o", str(log), "-e", "trace=fsync,fdatasync", PROGRAM, "build", "-o", "cold"], folder)
        flushes = len(re.findall(r"\b(?:fsync|fdatasync)\(", log.read_text()))
        files = f"{flushes} flushes for {len(list((folder / 'cold').iterdir()))} files"
    found.flushes = files
    known = re.compile(r"[\w-]+-\d+\.\d+\.\d+\.apkg|lock\.json|CHANGELOG\.md|index\.json|feed\.xml|\.gitignore")
    left = [path.name for path in (folder / "cold").iterdir() if not known.fullmatch(path.name)]
    found.left = "no file left behind" if not left else f"left behind: {', '.join(left[:3])}"


def look_at_preview(found: Found) -> None:
    page = HOME / "sites/preview/decks/preview/index.html"
    done = subprocess.run([PYTHON, str(HERE / "browser.py"), str(page)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  browser: {done.stderr.strip().splitlines()[-1]}")
    else:
        paint, card, search = map(float, done.stdout.split())
        found.browser = paint, card, search


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", default="", help=f"some of {','.join(NAMES)}")
    parser.add_argument("--only", default="", help="prefixes of variant names, separated by commas")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    sizes = options.sizes.split(",") if options.sizes else NAMES
    if unknown := set(sizes) - set(NAMES):
        parser.error(f"unknown size {', '.join(sorted(unknown))}")
    only = tuple(filter(None, options.only.split(",")))
    fresh(HOME / "temporary/tmp")()
    groups: dict[str, Group] = {}
    found = Found()
    for size in sizes:
        print(f"{size}: generating the site", flush=True)
        if size == "preview":
            group = prepare_preview()
        elif size == "matching":
            group = prepare_matching()
        elif size in LAYOUTS:
            group = prepare_layout(size)
        else:
            group = prepare(int(size), _peers_for(int(size), groups, only))
        group.variants = [v for v in group.variants if not only or v.name.startswith((*only, "python -c pass"))]
        measure(group, options.rounds)
        print(report.times(group), flush=True)  # early, in case a long run is interrupted
        groups[size] = group
        folder = HOME / "sites" / size
        if size.isdigit():
            found.bytes_[int(size)] = sizes_of(folder)
        if size == str(SIZES[1]) and group["ours: full build"]:
            found.right = right_cards(group, folder)
            look_at_files(found)
        if size == "preview" and group["ours: preview"]:
            look_at_preview(found)
    report.show(groups, found, is_whole=not options.sizes and not only and options.rounds >= 7)


def _peers_for(size: int, groups: dict[str, Group], only: Sequence[str]) -> list[str]:
    """The peers to measure at a size: all up to 1,200 questions, then only those that are fast enough."""
    names = [peer.name for peer in PEERS if not only or peer.name.startswith(tuple(only))]
    if size <= SIZES[1]:
        return names
    small = groups.get(str(SIZES[1]))
    if small is None or size > SIZES[2]:
        return []
    return [name for name in names if small[name] and middle(small[name], "wall") < BEARABLE]


if __name__ == "__main__":
    main()
