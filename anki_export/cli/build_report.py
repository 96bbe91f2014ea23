"""What a build did, in words and as JSON."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from anki_export import Change, Outcome, Question, Result, Written, WrittenBundle
from anki_export.cli.run_and_report import count, summary, unread_pages
from anki_export.cli.safe_output import echo, info
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.release.release_summary_and_losses import (
    change_counts,
    change_lines,
    different_looks,
    mass_retirement_notes,
    renamed_pages,
    versions,
)

_MOST_PAGES = 10
"""How many pages with errors are named one by one: as many as fit on a terminal."""


def print_build(outcome: Outcome, result: Result, dry_run: bool) -> None:
    """Print what a build did."""
    place, written = display_path(result.decks), outcome.written
    changed = [entry for entry in written if entry.is_new or entry.release.bump or not entry.release.previous]
    bundles = [bundle for bundle in outcome.bundles if bundle.is_new]
    if result.project.merges and result.project.conflicts and not dry_run:
        info(f"Merged both sides of {', '.join(result.project.conflicts)}.")
    if not changed and not bundles and not result.changes_lock:
        info(nothing_changed(written, result))
        return
    rows = [
        (
            entry.release.deck.name,
            versions(entry.release),
            count(len(entry.release.cards), "card"),
            change_counts(entry.release) or ("written" if entry.is_new else "unchanged"),
        )
        for entry in changed
    ]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    for row, entry in zip(rows, changed, strict=True):
        info("  ".join([row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].rjust(widths[2]), row[3]]))
        for line in change_lines(entry.release):
            info(f"  {line}")
    for line in renamed_pages((entry.release for entry in written), result.has_page):
        info(line)
    if dry_run:
        for line in mass_retirement_notes([entry.release for entry in written]):
            info(line)
        info(f"Dry run: nothing was written. After a build, {place} would contain {_total(written)}.")
    elif changed:
        for line in _formats(question for question in result.questions if question.location.path not in result.broken):
            info(line)
        if len(changed) == len(written):
            info(f"Wrote {count(len(written), 'deck')} with {_cards(written)} to {place}/.")
        else:
            info(f"Wrote {len(changed)} of {count(len(written), 'deck')} to {place}/, {_cards(written)} in all.")
    else:
        info(f"No cards changed: {_total(written)} up to date in {place}.")
    for line in _bundle_lines(outcome.bundles, place):
        info(line)
    packages = [display_path(entry.path) for entry in written if entry.is_new]
    if bundles and not dry_run:
        info("Import the bundle, or the decks you want, into Anki.")
    elif packages and not dry_run:
        info(f"Import {packages[0] if len(packages) == 1 else f'the .apkg files in {place}/'} into Anki.")
    for line in _different_looks(written, result):
        info(line)
    if line := unread_pages(result):
        info(f"{line}.")
    if result.changes_lock and not dry_run:
        info(_commit_lock(result))


def _bundle_lines(bundles: Sequence[WrittenBundle], place: str) -> Iterator[str]:
    """Name the bundle of all decks if it is new, and the bundles that can't be made."""
    new = [bundle for bundle in bundles if bundle.is_new]
    if new:
        first, more = new[0], f", and {count(len(new) - 1, 'more bundle')}" if len(new) > 1 else ""
        what = "decks" if not first.release.bundle.tag else f"decks of {first.release.bundle.name}"
        yield f"Bundle of all {len(first.release.decks)} {what}: {display_path(first.path)}{more}"
    for bundle in bundles:
        if missing := bundle.release.missing:
            yield f"{display_path(bundle.path)} is not updated, because {missing[0]} is missing: build all pages."


def _formats(questions: Iterable[Question]) -> Iterator[str]:
    """Say how questions are marked, where it was decided from evidence: `README.md: 414 questions in headings`."""
    found: dict[str, Counter[str]] = {}
    whole: set[str] = set()
    for question in questions:
        if question.format == "title":
            whole.add(question.location.path)
        elif question.format != "admonition":
            found.setdefault(question.opening, Counter())[question.location.path] += 1
    for opening, pages in found.items():
        place = next(iter(pages)) if len(pages) == 1 else f"{len(pages)} pages"
        yield f"{place}: {count(pages.total(), 'question')} in {opening}"
    if len(whole) == 1:
        yield f"{whole.pop()}: one question"
    elif whole:
        folder = os.path.commonpath(map(os.path.dirname, whole)).replace(os.sep, "/")
        yield (
            f"{folder}/: {len(whole)} pages, one question each"
            if folder not in ("", ".")
            else f"{len(whole)} pages: one question each"
        )


def _commit_lock(result: Result) -> str:
    return f"Commit {display_path(result.lock_path)}: it records which question is which card."


def nothing_changed(written: Sequence[Written], result: Result) -> str:
    """The lines for a build that had nothing to do."""
    in_use = [entry for entry in written if entry.release.cards]
    first = f"Nothing changed: {_total(in_use)} up to date in {display_path(result.decks)}."
    unread = unread_pages(result)
    return "\n".join([first, *_different_looks(written, result), *([f"{unread}."] if unread else [])])


def _different_looks(written: Sequence[Written], result: Result) -> list[str]:
    return different_looks((entry.release for entry in written), result.project.decks_option)


def _total(written: Sequence[Written]) -> str:
    return f"{count(len(written), 'deck')}, {_cards(written)}"


def _cards(written: Sequence[Written]) -> str:
    return count(sum(len(entry.release.cards) for entry in written), "card")


class BuiltInPart(SystemExit):
    """The exit of a build that has left out pages with errors."""


def fail_in_part(result: Result, *, is_dry: bool) -> NoReturn:
    """Name the pages with errors and the cards that stay as they were released, and exit with 1."""
    broken = sorted(result.broken)
    for page in broken[:_MOST_PAGES]:
        echo(f"{page} has errors: {_kept(result, [page])}.", err=True)
    if rest := broken[_MOST_PAGES:]:
        echo(f"{count(len(rest), 'more page')} with errors: {_kept(result, rest)}.", err=True)
    echo(f"Everything else {'would be' if is_dry else 'was'} built: {summary(result.diagnostics)}.", err=True)
    raise BuiltInPart(1)


def _kept(result: Result, pages: Sequence[str]) -> str:
    """Which released cards of pages with errors stay as they are, in words."""
    tree, lock, named = result.project.tree, result.lock, set(pages)
    keys = {key for key in {card.page for card in lock.cards} if tree.is_below(key, named)}
    cards = [card for card in lock.cards if card.page in keys and not card.retired]
    decks = sorted((lock.decks[slug].name, lock.decks[slug].version) for slug in {card.deck for card in cards})
    if not cards:
        return "no cards are made from it" if len(pages) == 1 else "no cards are made from them"
    stay = f"{'its' if len(pages) == 1 else 'their'} {count(len(cards), 'card')} stay{'s' if len(cards) == 1 else ''}"
    return f"{stay} as released in {', '.join(f'{name} {version}' for name, version in decks)}"


def deck_row(entry: Written) -> dict[str, Any]:
    """What happened to a deck, for `--format json`."""
    release = entry.release
    return {
        "deck": release.deck.name,
        "topic": release.deck.topic,
        "level": release.deck.level,
        "version": release.deck.version,
        "previous": release.previous or None,
        "file": display_path(entry.path) if release.cards else None,
        "written": entry.is_new,
        "cards": len(release.cards),
        **{change.value: release.count(change) for change in Change},
        "moved_away": len(release.moved_away),
        "retired": len(release.retired),
        "looks_different": release.looks_different,
    }
