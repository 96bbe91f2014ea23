"""Switch off each special rule of reading, one by one, and count the cards that change.

    python benchmarks/ablation.py [--only NAME] [--list] [--all-pages]

The rules are in `switches.py`. Pages are those of `same_cards.py`, read with the same values of `formats`. The first
reading compares each rule with its replacement wherever it is used: pages on which both do the same are not read again,
as nothing can change there; with --all-pages they are. Pages with the same cards as with other formats are read once. A
page counts as many changed cards as it loses or gains, whichever is more, and so do messages. The switches that concern
the fewest pages come first.
"""

import argparse
import importlib
import inspect
import os
import pkgutil
import re
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from folders import CORPUS, FIXTURES, PAGES, PASSES, folders
from msgspec.structs import replace
from switches import SWITCHES, Constant, Edit, Function, Pattern, Switch, Value

import anki_export
from anki_export import Settings, Tree, parallel, read_text
from anki_export.source import question_numbers
from anki_export.source.formats import _formats
from anki_export.text import classify_labels, text_asks_or_announces

_GROUPS = (FIXTURES, CORPUS, PAGES)
_CACHED = [
    function
    for module in (classify_labels, text_asks_or_announces, question_numbers)
    for function in (*vars(module).values(), _formats)
    if hasattr(function, "cache_clear")
]
"""Functions that remember what rules said, or the formats with them."""
_METHODS = ("match", "fullmatch", "search", "finditer", "sub", "split", "findall")


class Page(NamedTuple):
    """A page with the settings to read it."""

    group: str
    name: str
    path: str
    text: str
    settings: Settings
    tree: Tree


class Reading(NamedTuple):
    """What comes of a page."""

    cards: Counter[tuple[int, str, str, str]]
    """Line, question, answer and explanation of each."""
    messages: Counter[str]


class Row(NamedTuple):
    """What a switch changes: cards by group, messages, and an example."""

    name: str
    cards: Mapping[str, int]
    messages: int
    example: str


def pages(work: Path) -> Iterator[Page]:
    """All pages, once for each value of `formats`."""
    for folder in folders(work):
        os.chdir(folder.path)
        project = anki_export.load(folder.path, [Path()])
        for formats in PASSES.values():
            settings = replace(project.settings, formats=formats, page_formats={}) if formats else project.settings
            for path in project.tree.pages().pages:
                text = project.tree.bytes_of(path).decode(errors="replace")
                yield Page(folder.group, f"{folder.name}/{path}", path, text, settings, project.tree)


def read(page: Page) -> Reading:
    """Read a page; one that can't be read has no cards."""
    for function in _CACHED:  # what it knows may come from a rule that is switched off now
        function.cache_clear()
    try:
        questions, messages = read_text(page.text, page.path, page.settings, page.tree)
    except Exception as error:  # a rule that others rely on
        return Reading(Counter(), Counter([repr(error)]))
    cards = ((one.location.line, one.question, one.answer, one.explanation) for one in questions)
    return Reading(Counter(cards), Counter(f"{one.location} {one.rule.code} {one.message}" for one in messages))


class Target(NamedTuple):
    """What a switch replaces: an attribute of a module, or of a class in it."""

    module: ModuleType
    owner: Any
    name: str
    value: Any


def target_of(switch: Switch) -> Target:
    """Where a rule is; raises ImportError or AttributeError if it is not there."""
    module_name, _, path = switch.rule.partition(":")
    package = "anki_export" if module_name.startswith("text.") else "anki_export.source"
    module = importlib.import_module(f"{package}.{module_name}")
    *owners, name = path.split(".")
    owner: Any = module
    for each in owners:
        owner = getattr(owner, each)
    return Target(module, owner, name, inspect.getattr_static(owner, name))


def replacement_of(switch: Switch, target: Target) -> Any:
    """The function, pattern or value that replaces a rule; raises ValueError if the rule has no such part."""
    match switch.by:
        case Constant(value):
            return property(lambda self: value) if isinstance(target.value, property) else lambda *_, **__: value
        case Function(function):
            return function
        case Pattern(old, new):
            return _pattern(target.value, old, new)
        case Value(value):
            return value
        case Edit(old, new):
            return _edited(target, old, new)
    raise AssertionError(switch)


def _pattern(original: Any, old: str, new: str) -> "re.Pattern[str]":
    if old not in original.pattern:
        raise ValueError(f"{old!r} is not in {original.pattern!r}")
    return re.compile(original.pattern.replace(old, new, 1) if old else new, original._flags)


def _edited(target: Target, old: str, new: str) -> Any:
    """The function with a part of its source replaced."""
    is_property = isinstance(target.value, property)
    source = textwrap.dedent(inspect.getsource(target.value.fget if is_property else target.value))
    if source.count(old) != 1:
        raise ValueError(f"{target.name} has {old!r} {source.count(old)} times")
    namespace: dict[str, Any] = {}
    exec(compile(source.replace(old, new), f"<{target.name}>", "exec"), vars(target.module), namespace)
    return namespace[target.name]


def install(target: Target, value: Any) -> Callable[[], None]:
    """Put a value in place of a rule wherever it is referred to; the result takes it back."""
    places: list[tuple[Any, str, Any]] = []
    if target.owner is not target.module:
        places.append((target.owner, target.name, value))
    else:
        for module in [one for name, one in sys.modules.items() if name.startswith("anki_export")]:
            for name, held in list(vars(module).items()):
                if held is target.value:
                    places.append((module, name, value))
                elif (row := _with(held, target, value)) is not held:
                    places.append((module, name, row))
    before = [(owner, name, inspect.getattr_static(owner, name)) for owner, name, _ in places]
    for owner, name, new in places:
        setattr(owner, name, new)

    def undo() -> None:
        for owner, name, old in before:
            setattr(owner, name, old)

    return undo


def _with(row: Any, target: Target, value: Any) -> Any:
    """A table with the value in place of a rule, or the same one if it does not have the rule."""
    if isinstance(row, dict):
        rules = {key: _with(each, target, value) for key, each in row.items() if isinstance(each, tuple)}
        return row | rules if any(rules[key] is not row[key] for key in rules) else row
    if not isinstance(row, tuple):
        return row
    values = [value if each is target.value else _with(each, target, value) for each in row]
    if all(new is old for new, old in zip(values, row, strict=True)):
        return row
    return type(row)(*values) if hasattr(row, "_fields") else tuple(values)


class Watch:
    """Which pages each switch can change: where its replacement once did something else than the rule."""

    def __init__(self) -> None:
        self.page = 0
        self.pages: dict[str, set[int]] = {}
        self._compares = False

    def watched(self, target: Target, others: Sequence[tuple[str, Any]]) -> Any:
        """The rule, comparing itself with its replacements, given with the names of the switches."""
        if isinstance(target.value, property):
            getters = [(name, other.fget) for name, other in others]
            return property(self._function(target.value.fget, getters))
        if hasattr(target.value, "fullmatch"):
            return self._pattern(target.value, others)
        return self._function(target.value, others)

    def _function(self, original: Callable[..., Any], others: Sequence[tuple[str, Callable[..., Any]]]) -> Any:
        def rule(*args: Any, **named: Any) -> Any:
            if self._compares:
                return original(*args, **named)
            result = original(*args, **named)
            if is_generator := inspect.isgenerator(result):
                result = list(result)
            for name, other in others:
                if self.page not in self.pages[name] and not self._is_same(result, other, args, named):
                    self.pages[name].add(self.page)
            return iter(result) if is_generator else result

        return rule

    def _is_same(self, result: Any, other: Callable[..., Any], args: Any, named: Any) -> bool:
        self._compares = True
        try:
            found = other(*args, **named)
            if isinstance(result, list) and not isinstance(found, list):
                found = list(found)
            return bool(_comparable(found) == _comparable(result))
        except Exception:  # also of other rules, which rely on this one
            return False
        finally:
            self._compares = False

    def _pattern(self, original: Any, others: Sequence[tuple[str, "re.Pattern[str]"]]) -> Any:
        class Watched:
            pattern, _flags = original.pattern, original._flags

        for method in _METHODS:
            alternatives = [(name, getattr(other, method)) for name, other in others]
            setattr(
                Watched, method, staticmethod(self._function(self._listed(getattr(original, method)), alternatives))
            )
        return Watched()

    @staticmethod
    def _listed(method: Callable[..., Any]) -> Callable[..., Any]:
        """An iterator as a generator, which can be watched."""
        if method.__name__ != "finditer":
            return method

        def finditer(*args: Any) -> Iterator[Any]:
            yield from method(*args)

        return finditer


def _comparable(value: Any) -> Any:
    if isinstance(value, re.Match):
        return value.span(), value.groups(), value.groupdict()
    return list(map(_comparable, value)) if isinstance(value, list) else value


def changes(switch: Switch, all_pages: Sequence[Page], baseline: Sequence[Reading], numbers: Sequence[int]) -> Row:
    """Read pages without a rule, and compare."""
    target = target_of(switch)
    undo = install(target, replacement_of(switch, target))
    cards, messages = dict.fromkeys(_GROUPS, 0), 0
    examples: dict[bool, str] = {}
    """Whether it is on a page of others, and the first such place."""
    for number in numbers:
        page, before = all_pages[number], baseline[number]
        after = read(page)
        gone, come = before.cards - after.cards, after.cards - before.cards
        count = max(gone.total(), come.total())
        cards[page.group] += count
        messages += max((before.messages - after.messages).total(), (after.messages - before.messages).total())
        if count:
            line = min([*gone, *come])[0]
            examples.setdefault(page.group != FIXTURES, f"{page.name}:{line}")
    undo()
    return Row(switch.name, cards, messages, examples.get(True) or examples.get(False, ""))


def shown(row: Row) -> str:
    counts = " ".join(f"{row.cards[group]:>9}" for group in _GROUPS)
    return f"{row.name:75} {counts} {row.messages:>9}  {row.example}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="switches whose names contain this")
    parser.add_argument("--list", action="store_true", help="print the names of the switches")
    parser.add_argument("--all-pages", action="store_true", help="read all pages again for each switch")
    options = parser.parse_args()
    switches = [switch for switch in SWITCHES if options.only in switch.name]
    for module in pkgutil.walk_packages(anki_export.__path__, "anki_export."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    if options.list:
        print(*(switch.name for switch in switches), sep="\n")
        return
    stale = {switch.name: problem for switch in switches if (problem := problem_of(switch))}
    print(*(f"{name}: {problem}" for name, problem in stale.items()), sep="\n", end="\n" * bool(stale))
    switches = [switch for switch in switches if switch.name not in stale]
    with tempfile.TemporaryDirectory() as work:
        all_pages = list(pages(Path(work) / "fixtures"))
        baseline, kept, watch = first_reading(all_pages, switches)

        numbers: dict[str, Sequence[int]] = {
            name: kept if options.all_pages else sorted(some.intersection(kept)) for name, some in watch.items()
        }
        switches.sort(key=lambda switch: sum(len(all_pages[number].text) for number in numbers[switch.name]))

        def run(switch: Switch) -> Row:
            return changes(switch, all_pages, baseline, numbers[switch.name])

        print(f"{'switch':75}", *(f"{head:>9}" for head in (*_GROUPS, "messages")), " example")
        rows = []
        for row in parallel.map_ordered(run, switches, 2):
            rows.append(row)
            print(shown(row), flush=True)
    few = [row for row in rows if row.cards[CORPUS] + row.cards[PAGES] < 2]
    print(f"\n{len(few)} of {len(rows)} change none or one card of corpus and pages:", *map(shown, few), sep="\n")


def problem_of(switch: Switch) -> str:
    """Why a switch can't be used any more; empty if it can."""
    try:
        replacement_of(switch, target_of(switch))
    except (ImportError, AttributeError, ValueError, SyntaxError) as error:
        return f"{error}; correct the row in switches.py"
    return ""


def first_reading(
    all_pages: Sequence[Page], switches: Sequence[Switch]
) -> tuple[list[Reading], list[int], dict[str, set[int]]]:
    """What comes of all pages, the numbers of those to read again, and of those that each switch can change."""
    watch = Watch()
    by_target: dict[int, tuple[Target, list[tuple[str, Any]]]] = {}
    for switch in switches:
        target = target_of(switch)
        is_watched = not isinstance(switch.by, Value)
        watch.pages[switch.name] = set() if is_watched else set(range(len(all_pages)))
        replacement = replacement_of(switch, target)
        if is_watched:
            by_target.setdefault(id(target.value), (target, []))[1].append((switch.name, replacement))
    undos = [install(target, watch.watched(target, others)) for target, others in by_target.values()]
    start, baseline = time.monotonic(), []
    for watch.page, page in enumerate(all_pages):
        baseline.append(read(page))
    for undo in reversed(undos):
        undo()
    again = _read_alike(all_pages, baseline)
    kept = [number for number in range(len(all_pages)) if number not in again]
    cards = sum(baseline[number].cards.total() for number in kept)
    print(f"{cards} cards on {len(kept)} pages, read in {time.monotonic() - start:.0f} s", flush=True)
    return baseline, kept, watch.pages


def _read_alike(all_pages: Sequence[Page], baseline: Sequence[Reading]) -> set[int]:
    """The numbers of pages whose cards were read with other formats already."""
    first: dict[str, list[Counter[tuple[int, str, str, str]]]] = {}
    again: set[int] = set()
    for number, (page, one) in enumerate(zip(all_pages, baseline, strict=True)):
        known = first.setdefault(page.name, [])
        if one.cards and one.cards in known:
            again.add(number)
        known.append(one.cards)
    return again


if __name__ == "__main__":
    main()
