"""Merge the two sides of a changelog in which git has left conflicts."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from anki_export.release.changelog import HEADING, SECTION, key_of, spaced
from anki_export.text.lazy_regex import regex
from anki_export.text.merge_conflicts import conflict_lines, sides

_PART = regex(r"^(?=### )", re.MULTILINE)
_ITEM = regex(r"\n(?=- )|\n(?:[ \t]*\n)+")


def with_both_sides(text: str) -> str:
    """The changelog with the entries of both sides, newest first; without conflicts, it is unchanged.

    An entry that both have, because both released the same version of a deck, gets the lines of both. All text that was
    written by hand is kept.
    """
    unified = text.replace("\r\n", "\n")
    if not conflict_lines(unified):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    ours, theirs = ([*filter(None, SECTION.split(side))] for side in sides(unified))
    united = _united(ours, theirs, lambda section: key_of(section) or _first_line(section), _merged_section)
    blocks = [one for _, group in groupby(united, lambda one: bool(_date(one))) for one in _newest_first([*group])]
    return ("".join(map(spaced, blocks)).rstrip("\n") + "\n").replace("\n", newline)


def joined_entries(text: str) -> list[str]:
    """The entries of the merged changelog that have lines of two entries, one of each side."""
    alone = {entry.rstrip() for side in sides(text.replace("\r\n", "\n")) for entry in SECTION.split(side)}
    merged = SECTION.split(with_both_sides(text).replace("\r\n", "\n"))
    return [entry for entry in merged if key_of(entry) and entry.rstrip() not in alone]


def _newest_first(sections: Sequence[str]) -> list[str]:
    return sorted(sections, key=_date, reverse=True)


def _date(section: str) -> str:
    heading = HEADING.match(section)
    return (heading["date"] or "") if heading else ""


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _merged_section(ours: str, theirs: str) -> str:
    """A section with the parts of both; parts have headings of the third level."""
    (mine, *parts), (other, *others) = _PART.split(ours), _PART.split(theirs)
    united = [_merged_part(mine, other), *_united(parts, others, _first_line, _merged_part)]
    return "\n\n".join(part.strip("\n") for part in united) + "\n"


def _merged_part(ours: str, theirs: str) -> str:
    """A heading with the list items and paragraphs of both."""
    (mine, *items), (other, *others) = (_ITEM.split(part.strip("\n")) for part in (ours, theirs))
    lines = [_merged_heading(mine, other), *_united(items, others, str.strip, lambda one, other: one)]
    breaks = ["\n" if all(one.startswith("- ") for one in pair) else "\n\n" for pair in pairwise(lines)]
    return "".join(f"{line}{end}" for line, end in zip(lines, [*breaks, ""], strict=True))


def _merged_heading(ours: str, theirs: str) -> str:
    """The heading of the later date, with what either side has written after it, such as [YANKED]."""
    later, earlier = sorted((ours, theirs), key=_date, reverse=True)
    notes = [heading["more"] if (heading := HEADING.match(one)) else "" for one in (later, earlier)]
    return later if notes[0] else f"{later}{notes[1]}"


def _united(
    ours: Sequence[str], theirs: Sequence[str], name_of: Callable[[str], str], merge: Callable[[str, str], str]
) -> list[str]:
    """The elements of both sides in their order; what both have is merged, and where the order is open, ours is first.

    Elements are the same if their names are.
    """
    names = {name_of(one) for one in ours}
    common: dict[str, str] = {}
    before: dict[str, list[str]] = {}
    new: list[str] = []
    for one in theirs:
        name = name_of(one)
        if name in names and name not in common:
            common[name], before[name], new = one, new, []
        elif one not in ours:
            new.append(one)
    result = []
    for one in ours:
        name = name_of(one)
        other = common.pop(name, one)
        result += [*before.pop(name, ()), one if one == other else merge(one, other)]
    return [*result, *new]
