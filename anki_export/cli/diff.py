"""`anki-export diff`: show what the next build would release."""

import sys
from collections.abc import Iterator, Mapping
from shlex import quote
from typing import Any

import click

from anki_export import Change, DeckRelease, Result, entries
from anki_export.cli.build_report import fail_in_part
from anki_export.cli.run_and_report import ProjectOptions, coloured_diff, fail, print_diagnostics, print_json, run
from anki_export.cli.safe_output import echo, info
from anki_export.diagnostics import Rule, has_errors
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.release.release_summary_and_losses import (
    change_counts,
    different_looks,
    mass_retirement_notes,
    renamed_pages,
    versions,
)


class DiffOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `diff`."""

    exit_code: bool
    output_format: str
    is_verbose: bool


def diff(options: DiffOptions) -> None:
    """Show what the next build of SOURCE would release."""
    result = run(options)
    print_diagnostics(
        [d for d in result.diagnostics if d.rule is not Rule.UNCLEAR or options.output_format != "text"], err=True
    )
    if not result.can_build or result.release is None:
        fail(result.diagnostics)
    changed = [deck for deck in result.release.decks if deck.bump or not deck.previous]
    names = {slug: deck.name for slug, deck in result.release.lock.decks.items()}
    if options.output_format == "json":
        print_json([_row(deck, names, result) for deck in changed])
    elif options.output_format == "markdown":
        click.echo("\n".join(entries(result)), nl=False)
    else:
        for deck in changed:
            info(click.style(f"{deck.deck.name}  {versions(deck)}  {change_counts(deck)}", bold=True))
            for line in _lines(deck, names, options):
                info(f"  {line}")
        for line in (
            *renamed_pages(result.release.decks, result.has_page),
            *mass_retirement_notes(result.release.decks),
            *different_looks(result.release.decks, result.project.decks_option),
        ):
            info(line)
        for diagnostic in result.diagnostics:
            if diagnostic.rule is Rule.UNCLEAR:
                echo(f"? {diagnostic.text('unclear')}")
        if not changed and result.changes_lock:
            lock = display_path(result.lock_path)
            info(f"No cards changed, but a build would update {lock}: run a build, then commit the lock.")
        elif not changed:
            info("Nothing to release.")
    if has_errors(result.diagnostics):
        fail_in_part(result, is_dry=True)
    if options.exit_code and (changed or result.changes_lock):
        sys.exit(1)


def _lines(deck: DeckRelease, names: Mapping[str, str], options: DiffOptions) -> Iterator[str]:
    for entry in deck.cards:
        before, now = entry.before, entry.card
        place = f"{entry.question.location.path}:{entry.question.location.line}"
        if entry.change is Change.KEPT or (entry.change is Change.ADDED and not deck.previous):
            continue
        if before is None:
            yield f"{click.style(f'+ {now.title}', fg='green')}  {click.style(place, dim=True)}"
            continue
        change = _move(before.deck, now.deck, names) if entry.change is Change.MOVED else entry.change.value
        yield f"~ {change}: {coloured_diff(before.question, now.question, is_whole=options.is_verbose)}"
        for name in ("answer", "explanation"):
            old, new = getattr(before, name), getattr(now, name)
            if old != new:
                yield f"    {name}: {coloured_diff(old, new, is_whole=options.is_verbose)}"
        if entry.is_reworded:
            yield f"    not the same question? anki-export different {quote(place)}{options.decks_option}"
    if all(entry.change is Change.KEPT for entry in deck.cards):
        yield from (f"~ reordered: {card.question}" for card in deck.reordered)
    for card in deck.retired:
        yield f"{click.style(f'- {card.title}', fg='red')}  {click.style(card.guid, dim=True)}"
    for card, to in deck.moved_away:
        yield f"< {_move(card.deck, to, names)}: {card.title}"


def _move(old: str, new: str, names: Mapping[str, str]) -> str:
    return f"moved from {names[old]} to {names[new]}"


def _row(deck: DeckRelease, names: Mapping[str, str], result: Result) -> dict[str, Any]:
    unclear = {(d.location.path, d.location.line): d.message for d in result.diagnostics if d.rule is Rule.UNCLEAR}
    return {
        "deck": deck.deck.name,
        "version": deck.previous or None,
        "next": deck.deck.version,
        "cards": [
            {
                "guid": entry.card.guid,
                "change": entry.change.value,
                "page": entry.question.location.path,
                "line": entry.question.location.line,
                "question": entry.card.question,
                "was": entry.before.question if entry.before else None,
                "from": names[entry.before.deck] if entry.before and entry.change is Change.MOVED else None,
                "unclear": unclear.get((entry.question.location.path, entry.question.location.line)),
            }
            for entry in deck.cards
            if entry.change is not Change.KEPT
        ],
        "retired": [{"guid": card.guid, "question": card.question} for card in deck.retired],
        "moved_away": [{"guid": card.guid, "question": card.question, "to": names[to]} for card, to in deck.moved_away],
    }
