"""Compare the cards that two checkouts read from the same pages, and count their messages.

    python benchmarks/same_cards.py BEFORE AFTER [--limit N]

Both read the examples of the tests, `source/` and, where ANKI_EXPORT_CORPUS, ANKI_EXPORT_PAGES and
ANKI_EXPORT_MORE_PAGES name folders, each folder of pages in them: with their own settings, with all formats named, and
with those alone that are read on request. At most N differences of a folder are printed, by default 20. The exit code
is 1 if anything differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from folders import PASSES, folders

Card = dict[str, str]
_READER = Path(__file__).absolute().with_name("read_cards.py")
_SHOWN = 100
"""How many characters of a text are printed."""


class Compared(NamedTuple):
    """The differences of one folder, read with one value of `formats`."""

    before: int
    after: int
    only_before: Sequence[Card]
    only_after: Sequence[Card]
    changed: Sequence[tuple[Card, Card]]
    messages: Sequence[str]
    """How many messages of a rule there are, and a different one."""

    @property
    def differs(self) -> bool:
        return bool(self.only_before or self.only_after or self.changed or self.messages)


def compared(before: dict[str, Any], after: dict[str, Any]) -> Compared:
    """Match the cards of a folder by their places, then by their pages and questions."""
    old, new = _without_equal(before["cards"], after["cards"])
    changed: list[tuple[Card, Card]] = []
    for key in (lambda card: card["place"], lambda card: (_page(card), card["key"])):
        by_key: dict[object, list[Card]] = {}
        for card in new:
            by_key.setdefault(key(card), []).append(card)
        pairs = [(card, by_key[key(card)].pop(0)) for card in old if by_key.get(key(card))]
        changed += pairs
        matched = {id(card) for pair in pairs for card in pair}
        old = [card for card in old if id(card) not in matched]
        new = [card for card in new if id(card) not in matched]
    messages = tuple(_messages(before["messages"], after["messages"]))
    return Compared(len(before["cards"]), len(after["cards"]), old, new, changed, messages)


def _without_equal(before: Sequence[Card], after: Sequence[Card]) -> tuple[list[Card], list[Card]]:
    old, new = (Counter(json.dumps(card) for card in cards) for cards in (before, after))
    return [json.loads(card) for card in (old - new).elements()], [json.loads(card) for card in (new - old).elements()]


def _page(card: Card) -> str:
    return card["place"].rpartition(":")[0]


def _messages(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Iterator[str]:
    old, new = (Counter(map(tuple, messages)) for messages in (before, after))
    gone, come = old - new, new - old
    for code in sorted({code for code, _ in gone | come}):
        counts = [sum(count for (rule, _), count in all_of.items() if rule == code) for all_of in (old, new)]
        examples = [f"- {text}" for rule, text in gone if rule == code]
        examples += [f"+ {text}" for rule, text in come if rule == code]
        yield f"{code}: {counts[0]} → {counts[1]}, as {examples[0]}"


def shown(one: Compared) -> Iterator[str]:
    """Each difference in a few lines."""
    for card in one.only_before:
        yield f"  only before {card['place']}\n    - {_short(card['question'])}"
    for card in one.only_after:
        yield f"  only after {card['place']}\n    + {_short(card['question'])}"
    for old, new in one.changed:
        names = [name for name in old if old[name] != new[name]]
        parts = [f"    {name}\n" + "\n".join(_apart(old[name], new[name])) for name in names]
        yield f"  changed {old['place']}\n" + "\n".join(parts)


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two texts from a little before their first difference."""
    pairs = enumerate(zip(old, new, strict=False))
    first = next((i for i, (one, other) in pairs if one != other), min(len(old), len(new)))
    start = max(0, first - _SHOWN // 3)
    return f"      - {_short(old, start)}", f"      + {_short(new, start)}"


def _short(text: str, start: int = 0) -> str:
    return "…" * bool(start) + repr(text[start : start + _SHOWN])[1:-1] + "…" * (len(text) > start + _SHOWN)


def _read(checkout: Path, paths: Sequence[Path], home: Path) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ANKI_", "XDG_"))}
    environment = kept | {"PYTHONPATH": str(checkout), "HOME": str(home)}
    command = [sys.executable, str(_READER), *map(str, paths)]
    return subprocess.Popen(command, env=environment, cwd=home, stdout=subprocess.PIPE, text=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--limit", type=int, default=20)
    options = parser.parse_args()
    checkouts = [options.before.absolute(), options.after.absolute()]
    if any(not (checkout / "anki_export").is_dir() for checkout in checkouts):
        sys.exit("both arguments must be checkouts")
    rows: list[tuple[str, Compared]] = []
    with tempfile.TemporaryDirectory() as work:
        home = Path(work) / "home"
        home.mkdir()
        found = list(folders(Path(work) / "fixtures"))
        names = [f"{folder.name}, {name}" if name else folder.name for folder in found for name in PASSES]
        old, new = (_read(checkout, [folder.path for folder in found], home) for checkout in checkouts)
        for name, before, after in zip(names, old.stdout or (), new.stdout or (), strict=False):
            one = compared(json.loads(before), json.loads(after))
            rows.append((name, one))
            if one.differs:
                differences = list(shown(one))
                left = len(differences) - options.limit
                print(name, *differences[: options.limit], *([f"  and {left} more"] if left > 0 else []), sep="\n")
                print(*(f"  messages {line}" for line in one.messages), sep="\n")
        if old.wait() or new.wait() or len(rows) != len(names):
            sys.exit("a checkout could not read the pages")
    heads = ("before", "after", "only before", "only after", "changed", "messages")
    print(f"{'folder':75}", *(f"{head:>11}" for head in heads))
    for name, one in rows:
        counts = (one.before, one.after, *map(len, one[2:]))
        print(f"{name:75}", *(f"{count:11}" for count in counts))
    sys.exit(any(one.differs for _, one in rows))


if __name__ == "__main__":
    main()
