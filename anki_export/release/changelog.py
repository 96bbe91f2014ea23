"""Write decks/CHANGELOG.md in the format of Keep a Changelog, newest first."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from anki_export.release.lock import Card
from anki_export.release.types import Bump, Change, DeckRelease, ReleasedCard
from anki_export.text.lazy_regex import regex
from anki_export.text.word_diff import as_markdown, escaped, shorten, unescaped, word_diff

HEADER = """\
# Changelog of the decks

What learners notice in each version of a deck, the newest first.
"""
SECTION = regex(r"^(?=## )", re.MULTILINE)
HEADING = regex(r"(?P<key>## \[.+ \d+\.\d+\.\d+\])(?: - (?P<date>\d{4}-\d\d-\d\d))?(?P<more>.*)")
_ENTRY = regex(r"^## (?=\[.+ \d+\.\d+\.\d+\])", re.MULTILINE)
_EARLIER = "## Earlier deck: "
_OURS = ("### Added", "### Changed", "### Removed")


def entry(release: DeckRelease, date: str, names: Mapping[str, str], *, restyled: bool = False) -> str:
    """The changelog entry for a release of a deck; empty when it changes nothing.

    `date` has the form 2026-11-25, `names` maps slugs to deck names; `restyled` means that templates or styles have
    changed since the previous version.
    """
    if release.previous and release.bump is Bump.NONE:
        return ""
    heading = f"{_heading(release.deck.name, release.deck.version)} - {date}"
    if not release.previous:
        count = len(release.cards)
        return f"{heading}\n\n- First release: {count} card{'' if count == 1 else 's'}.\n"
    added, changed, removed = _added(release), _changed(release, names), _removed(release, names)
    redrawn = release.count(Change.RESTYLED)
    if restyled or redrawn == len(release.cards) > 0:
        changed.append("- All cards: restyled.")
    elif redrawn:
        changed.append(f"- {redrawn} card{'' if redrawn == 1 else 's'}: restyled.")
    elif not (added or changed or removed):
        changed += ["- Order of new cards:", *(f"  - {escaped(card.question)}" for card in release.reordered)]
    lists = zip(_OURS, (added, changed, removed), strict=True)
    sections = ["\n".join([title, "", *lines]) for title, lines in lists if lines]
    return "\n\n".join([heading, *sections]) + "\n"


def update(existing: str, entries: Sequence[str]) -> str:
    """Insert entries, newest first, above the existing ones; an entry for an existing version replaces it.

    Everything else in the file was written by hand and is kept, even inside a replaced entry: only its lists of added,
    changed and removed cards are replaced, and only if they lack lines of the new entry.
    """
    newline = "\r\n" if "\r\n" in existing else "\n"
    blocks = SECTION.split(existing.replace("\r\n", "\n") if existing.strip() else HEADER)
    fresh = {key_of(text): text for text in entries if key_of(text)}
    for n, block in enumerate(blocks):
        if new := fresh.pop(key_of(block), ""):
            blocks[n] = _replaced(block, new)
    if fresh:
        at = next((n for n, block in enumerate(blocks) if key_of(block) or block.startswith(_EARLIER)), len(blocks))
        blocks[at:at] = fresh.values()
        blocks = [spaced(block) for block in blocks[:-1]] + blocks[-1:]
    text = "".join(blocks)
    return (text if text.endswith("\n") else text + "\n").replace("\n", newline)


def with_entries_closed(existing: str) -> str:
    """The changelog when decks start over at version 1.0.0: no later entry replaces one of the earlier decks."""
    return _ENTRY.sub(_EARLIER, existing)


def changes_by_deck(text: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    """What the entries list, by the name of the deck as in a heading, version and heading of a list, newest first."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for block in SECTION.split(text.replace("\r\n", "\n")):
        if key := key_of(block):
            name, _, version = key[len("## [") : -1].rpartition(" ")
            parts = re.split(rf"^({'|'.join(_OURS)})$", block, flags=re.MULTILINE)
            lists = zip(parts[1::2], parts[2::2], strict=True)
            lines = {title: [line[2:] for line in part.split("\n") if line.startswith("- ")] for title, part in lists}
            found.setdefault(name, {}).setdefault(version, lines)
    return found


def _added(release: DeckRelease) -> list[str]:
    notes = {Change.ADDED: "", Change.REVIVED: "back again"}
    return [_line(one.card, notes[one.change]) for one in release.cards if one.change in notes]


def _changed(release: DeckRelease, names: Mapping[str, str]) -> list[str]:
    lines = []
    for one in release.cards:
        diffs = _diffs(one)
        match one.change:
            case Change.REVISED:
                lines += [_line(one.card, "" if diffs else _what_changed(one)), *diffs]
            case Change.MOVED:
                move = _move(one.before.deck if one.before else "", one.card.deck, names)
                lines += [_line(one.card, f"{move}; learners keep it in the old deck"), *diffs]
    return lines


def _removed(release: DeckRelease, names: Mapping[str, str]) -> list[str]:
    moved = [_line(card, _move(card.deck, to, names)) for card, to in release.moved_away]
    return [*(_line(card) for card in release.retired), *moved]


def _move(old: str, new: str, names: Mapping[str, str]) -> str:
    """The decks of a move in words, from their slugs."""
    return escaped(f"moved from {names.get(old, old)} to {names.get(new, new)}")


def _diffs(one: ReleasedCard) -> list[str]:
    """A line each for a question and an answer whose words have changed."""
    if not one.before:
        return []
    texts = [("question", one.before.question, one.card.question), ("answer", one.before.answer, one.card.answer)]
    return [
        f"  - {name}: {as_markdown(shorten(word_diff(' '.join(old.split()), ' '.join(new.split()))))}"
        for name, old, new in texts
        if old.split() != new.split()
    ]


def _what_changed(one: ReleasedCard) -> str:
    """What a learner sees of a change in which question and answer keep their words."""
    before, now = one.before, one.card
    if before and before.explanation.split() != now.explanation.split():
        return "explanation"
    return "link to its page" if before and before.page != now.page else "layout or links"


def _line(card: Card, note: str = "") -> str:
    return f"- {escaped(card.title)}" + (f" ({note})" if note else "")


def _heading(name: str, version: str) -> str:
    return f"## [{escaped(name)} {version}]"


def key_for(name: str, version: str) -> str:
    """The key of the entry for a deck and its version."""
    return key_of(_heading(name, version))


def key_of(block: str) -> str:
    """The key of an entry, its deck and version as plain text; empty for other sections."""
    heading = HEADING.match(block)
    return unescaped(heading["key"]) if heading else ""


def _replaced(old: str, new: str) -> str:
    """The new entry with all handwritten text of the old one."""
    old_heading, _, old_body = old.partition("\n")
    new_heading, _, new_body = new.partition("\n")
    known = HEADING.match(old_heading)
    heading = new_heading + (known["more"] if known else "")  # such as [YANKED]
    if _has_all(old_body, new_body):
        return f"{heading}\n{old_body}"
    paragraphs = _paragraphs(old_body)
    intro = [text for text, _ in takewhile(lambda paragraph: not paragraph[1], paragraphs)]
    rest = [text for text, is_ours in paragraphs[len(intro) :] if not is_ours]
    end = "\n\n" if old.endswith("\n\n") else "\n"
    return "\n\n".join([heading, *intro, new_body.strip("\n"), *rest]) + end


def _has_all(old: str, new: str) -> bool:
    """Whether the old text contains all lines of the new one, in order."""
    lines = map(unescaped, old.split("\n"))
    return all(unescaped(line) in lines for line in new.split("\n") if line)


def _paragraphs(body: str) -> list[tuple[str, bool]]:
    """The paragraphs of an entry, each with whether it is a generated heading or list."""
    result = []
    in_ours = True
    for text in filter(None, re.split(r"\n(?:[ \t]*\n)+", body.strip("\n"))):
        first = text.split("\n", 1)[0].rstrip()
        if first.startswith("#"):
            in_ours = first in _OURS
        result.append((text, in_ours and first.startswith(("### ", "- "))))
    return result


def spaced(block: str) -> str:
    """A section followed by the blank line that the next heading needs."""
    return block if block.endswith("\n\n") else block.rstrip("\n") + "\n\n"
