"""Print the results as tables, and write them with a plot into benchmarks/README.md and times.svg."""

import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import plot
import timing
from peers import PEERS
from results import Found, Group, Variant
from timing import middle, ratio

README = Path(__file__).with_name("README.md")
PLOT = Path(__file__).with_name("times.svg")
MARKS = ("<!-- results -->", "<!-- end of results -->")
PASS, FULL, SAME, ONE = "python -c pass", "ours: full build", "ours: nothing changed", "ours: one page changed"
FLOOR, GENANKI, ALONE = "floor", "genanki alone", "ours: full build by one process"
BUNDLED = f"{ALONE}, with a package of all decks"
BUSY = 0.1
"""How many processors other processes may use before a figure is considered unreliable."""

_HEAD = ("1,200 questions in 60 decks, where nothing else is said", "wanted", "measured", "")
_MARKS = {True: "✓", False: "✗", None: ""}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure and its target; `holds` is None if it was not measured."""

    what: str
    wanted: str
    measured: str
    holds: bool | None

    @classmethod
    def most(cls, what: str, limit: float, value: float | None, unit: str = "", more: str = "") -> "Wanted":
        """A figure with an upper limit as its target."""
        shown = "not measured" if value is None else f"{value:.3g}{unit}" + (f"; {more}" if more else "")
        return cls(what, f"≤ {limit:g}{unit}", shown, None if value is None else value <= limit)


def wanted(groups: Mapping[str, Group], found: Found) -> list[Wanted]:
    """The targets of the program with the measured figures."""
    small = groups.get("1200", Group(0, []))
    medium, large = groups.get("12000", Group(0, [])), groups.get("100000", Group(0, []))
    preview, matching = groups.get("preview", Group(0, [])), groups.get("matching", Group(0, []))
    rows = [
        Wanted.most("full build by one process ÷ floor, processor", 1.9, _ratio(small, ALONE, FLOOR)),
        _fastest_peer(small, found, "cpu", "processor"),
        _fastest_peer(small, found, "wall", "clock"),
        Wanted.most("full build ÷ genanki alone with fields ready, processor", 1, _ratio(small, FULL, GENANKI)),
        Wanted.most("full build ÷ genanki alone with fields ready, clock", 1, _ratio(small, FULL, GENANKI, "wall")),
        Wanted.most(f"nothing changed ÷ `{PASS}`, processor", 3.5, _ratio(small, SAME, PASS)),
        Wanted("nothing changed: files", "no file touched", *_told(found.untouched, "no file touched")),
        Wanted.most("one page changed ÷ full build by one process, processor", 0.3, _ratio(small, ONE, ALONE)),
        Wanted.most("the same of 12,000 questions", 0.15, _ratio(medium, ONE, ALONE)),
        Wanted.most("one page changed of 100,000 questions, processor", 6, _seconds(large, ONE), " s"),
        Wanted.most("the same, peak memory", 300, _peak(large, ONE), " MiB"),
        Wanted.most("full build with a package of all decks ÷ without, processor", 1.15, _ratio(small, BUNDLED, ALONE)),
        Wanted.most(f"`--help` ÷ `{PASS}`, processor", 5, _ratio(small, "ours: --help", PASS)),
        Wanted.most(f"usage error ÷ `{PASS}`, processor", 5, _ratio(small, "ours: usage error", PASS)),
        Wanted.most("bytes of all packages ÷ genanki's", 0.25, _bytes(found)),
        _flushes(found),
        Wanted("full build: files left behind", "none", *_told(found.left, "no file left behind")),
        Wanted.most("processor a question, 100,000 ÷ 12,000", 1, _growth(medium, large)),
        Wanted.most("full build of 100,000, peak memory", 235, _peak(large, FULL), " MiB"),
        _matching(matching),
        Wanted.most("preview of 2,000 cards ÷ full build, processor", 1.5, _ratio(preview, "ours: preview", FULL)),
        Wanted.most("preview in Chromium, first paint", 200, found.browser and found.browser[0], " ms"),
        Wanted.most("preview in Chromium, first card", 500, found.browser and found.browser[1], " ms"),
        Wanted.most("preview in Chromium, search", 500, found.browser and found.browser[2], " ms"),
    ]  # fmt: skip
    return rows


def _ratio(group: Group, one: str, other: str, name: str = "cpu") -> float | None:
    return ratio(group[one], group[other], name) if group[one] and group[other] else None


def _fastest_peer(group: Group, found: Found, name: str, clock: str) -> Wanted:
    right = [peer for peer, (cards, _) in found.right.items() if cards == group.questions and group[peer]]
    fastest = min(right, key=lambda peer: middle(group[peer], name), default=None)
    value = _ratio(group, fastest, FULL, name) if fastest else None
    shown = "not measured" if value is None else f"{value:.1f}, {fastest}"
    what = f"fastest program that gets all cards right ÷ full build, {clock}"
    return Wanted(what, "≥ 3", shown, None if value is None else value >= 3)


def _told(text: str, good: str) -> tuple[str, bool | None]:
    return text or "not measured", text == good if text else None


def _flushes(found: Found) -> Wanted:
    numbers = [int(number) for number in re.findall(r"\d+", found.flushes)]
    holds = numbers[0] <= numbers[1] if len(numbers) == 2 else None
    return Wanted("full build: flushes to the disk", "at most one a file", found.flushes or "not measured", holds)


def _bytes(found: Found) -> float | None:
    sizes = found.bytes_.get(1_200, {})
    return sizes["cold"] / sizes["genanki"] if sizes.get("cold") and sizes.get("genanki") else None


def _growth(medium: Group, large: Group) -> float | None:
    if not (medium[FULL] and large[FULL]):
        return None
    each = [middle(group[FULL], "cpu") / group.questions for group in (large, medium)]
    return each[0] / each[1]


def _seconds(group: Group, name: str) -> float | None:
    return middle(group[name], "cpu") if group[name] else None


def _peak(group: Group, name: str) -> float | None:
    return middle(group[name], "peak") / (1 << 20) if group[name] else None


def _matching(group: Group) -> Wanted:
    what = "finding 5,000 reworded questions of a topic again, processor"
    if failure := next((variant.failure for variant in group.variants if variant.failure), ""):
        return Wanted(what, "≤ 10 s", failure, False)
    one, other = group["ours: check of reworded ones"], group["ours: check of equal questions"]
    return Wanted.most(what, 10, middle(one, "cpu") - middle(other, "cpu") if one and other else None, " s")


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is the header."""
    rule = ["---", *["---:"] * (len(rows[0]) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def times(group: Group) -> str:
    """The times and memory of each variant of a group."""
    head = ("", "processor, s", "clock, s", "peak, MiB", f"÷ `{PASS}`", "÷ floor", "÷ full build")
    rows: list[Sequence[str]] = [head]
    for variant in group.variants:
        if variant.failure:
            rows.append((_label(variant), variant.failure.replace("|", "/"), *[""] * 5))
        elif variant.samples:
            compared = [
                _ratio(group, variant.name, other) if variant.name != other else None for other in (PASS, FLOOR, FULL)
            ]
            shown = [f"{value:.2f}" if value is not None else "" for value in compared]
            took = [f"{middle(variant.samples, name):.3f}" for name in ("cpu", "wall")]
            rows.append((_label(variant), *took, f"{middle(variant.samples, 'peak') / (1 << 20):.0f}", *shown))
    used = [i for i in range(len(head)) if i < 4 or any(row[i] for row in rows[1:])]
    return table([[row[i] for i in used] for row in rows])


def _label(variant: Variant) -> str:
    name = f"`{variant.name}`" if variant.name.startswith("python") else variant.name
    return f"{name} (median of {len(variant.samples)})" if 0 < len(variant.samples) < 7 else name


def peers(group: Group, found: Found) -> str:
    """How the questions were written for other programs, and how many cards were right."""
    rows: list[Sequence[str]] = [("program", "syntax, packages", "cards made", "cards right")]
    if "ours" in found.right:
        right, made = found.right["ours"]
        rows.append(("ours", "`??? question`; a package for each topic and level", f"{made:,}", f"{right:,}"))
    for peer in PEERS:
        variant = next((variant for variant in group.variants if variant.name == peer.name), None)
        name = f"{peer.requirement}{''.join(f' with {other}' for other in peer.with_)}"
        if peer.python > (3, 11):
            name += f", on Python {peer.python[0]}.{peer.python[1]} or newer"
        if variant and variant.failure:
            rows.append((name, peer.remark, "none", variant.failure.replace("|", "/")))
        elif peer.name in found.right:
            right, made = found.right[peer.name]
            rows.append((name, peer.remark, f"{made:,}", f"{right:,}"))
    return table(rows)


def bytes_table(found: Found) -> str:
    rows: list[Sequence[str]] = [("questions", "ours", "genanki's", "floor's", "ours ÷ genanki's")]
    for size, sizes in found.bytes_.items():
        share = f"{sizes['cold'] / sizes['genanki']:.3f}" if sizes["genanki"] else ""
        rows.append((f"{size:,}", *(f"{sizes[name]:,}" for name in ("cold", "genanki", "floor")), share))
    return table(rows)


def processes(groups: Mapping[str, Group]) -> str:
    """The effect of using several processes."""
    rows: list[Sequence[str]] = [
        ("questions", "clock, one process, s", "as many as pay", "ratio", "ratio of processor")
    ]
    for group in groups.values():
        if group[FULL] and group[ALONE]:
            clocks = [f"{middle(group[name], 'wall'):.3f}" for name in (ALONE, FULL)]
            ratios = [f"{ratio(group[FULL], group[ALONE], what):.2f}" for what in ("wall", "cpu")]
            rows.append((f"{group.questions:,}", *clocks, *ratios))
    return table(rows)


def layouts(groups: Mapping[str, Group]) -> str:
    """What a full build by one process costs in each layout, and against the same length without options."""
    head = ("layout", "questions", "bytes each", "processor, ms each", "s a MiB", "peak, MiB", "÷ floor", "÷ listed")
    rows: list[Sequence[str]] = [head]
    for name, group in groups.items():
        if "-" in name and group[ALONE]:
            layout, size = name.split("-")
            cpu, plain = middle(group[ALONE], "cpu"), groups.get(f"listed-{size}", Group(0, []))
            ratios = [_ratio(group, ALONE, FLOOR), cpu / middle(plain[ALONE], "cpu") if plain[ALONE] else None]
            shown = [f"{value:.2f}" if value is not None else "" for value in ratios]
            each = f"{1000 * cpu / group.questions:.2f}", f"{cpu / group.bytes_ * (1 << 20):.2f}"
            peak = f"{_peak(group, ALONE):.0f}"
            rows.append((layout, f"{group.questions:,}", f"{group.bytes_ / group.questions:.0f}", *each, peak, *shown))
    return table(rows) if rows[1:] else ""


def text(groups: Mapping[str, Group], found: Found, *, is_whole: bool = True) -> str:
    """All tables; if everything should have been measured, missing results are named."""
    compared = [row for row in wanted(groups, found) if is_whole or row.holds is not None]
    busy = [value for group in groups.values() for value in group.busy]
    disturbed = sum(value > BUSY for value in busy)
    lines = [
        f"{datetime.now(UTC).date().isoformat()}, {timing.machine()}; {_versions()}.",
        "",
        f"Others kept processors busy before or during {disturbed} of {len(busy)} looks"
        + (": **these figures are of a machine that did other work, too.**" if disturbed > len(busy) / 20 else "."),
        "",
        "### Wanted and measured",
        "",
        table([_HEAD, *((row.what, row.wanted, row.measured, _MARKS[row.holds]) for row in compared)]),
    ]
    if table_of_layouts := layouts(groups):
        lines += ["", "### Layouts", "", table_of_layouts]
    for size, group in groups.items():
        if "-" in size:  # a layout
            continue
        title = {
            "preview": f"Preview of {group.questions:,} questions",
            "matching": f"A topic of {group.questions:,} questions",
        }
        lines += ["", f"### {title.get(size, f'{group.questions:,} questions')}", "", times(group)]
        if size == "1200":
            lines += ["", "### Other programs", "", peers(group, found)]
    if any(group[ALONE] for group in groups.values()):
        lines += ["", "### Several processes", "", processes(groups)]
    if found.bytes_:
        lines += ["", "### Bytes of all packages", "", bytes_table(found)]
    return "\n".join(lines)


def _versions() -> str:
    def known(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"no {name}"

    names = ("mkdocs-anki-export", "markdown-it-py", "Pygments", "nh3", "genanki", "click", "anki")
    return ", ".join([*map(known, names), f"{platform.python_implementation()}"])


def show(groups: Mapping[str, Group], found: Found, *, is_whole: bool) -> None:
    """Print the tables; if everything was measured, also write them and the plot."""
    result = text(groups, found, is_whole=is_whole)
    print(result)
    if is_whole:
        picture = f"![Time and memory against the number of questions]({PLOT.name})"
        README.write_text(inserted(README.read_text(), f"{picture}\n\n{result}"))
        PLOT.write_text(plot.svg(series(groups)))


def inserted(page: str, result: str, marks: tuple[str, str] = MARKS) -> str:
    """The page with the results between two markers."""
    start, end = marks
    before, _, rest = page.partition(start)
    _, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"the page has no {start} or {end}")
    return f"{before}{start}\n{result}\n{end}{after}"


def series(groups: Mapping[str, Group]) -> dict[str, dict[str, list[plot.Point]]]:
    """The points of the plot by panel and variant."""
    names = [FULL, SAME, ONE, FLOOR, GENANKI, *(peer.name for peer in PEERS)]
    by_size = [group for size, group in groups.items() if size.isdigit()]

    def points(name: str, what: str, unit: float) -> list[plot.Point]:
        return [(group.questions, middle(group[name], what) / unit) for group in by_size if group[name]]

    panels = {
        "clock, seconds": ("wall", 1.0),
        "processor, seconds": ("cpu", 1.0),
        "peak memory, MiB": ("peak", float(1 << 20)),
    }
    return {
        panel: {name: found for name in names if (found := points(name, what, unit))}
        for panel, (what, unit) in panels.items()
    }
