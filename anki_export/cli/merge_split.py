"""`anki-export same` and `different`: joining and parting cards by hand."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

import anki_export
from anki_export.cli.common import print_diagnostics, run, stop, writing
from anki_export.cli.echo import note
from anki_export.diagnostics import has_errors
from anki_export.release.merge_split import Asked, Repair, RepairError, asked_by, join, part


def same(old: str, new: str, decks: Path | None) -> None:
    """Let the card OLD ask the question NEW: learners keep the history of OLD. Then build."""
    guid, found = _guid(old, decks), _at(new, decks)
    done = f"Card {guid} now asks the question of {new}."
    _change(lambda lock: join(lock, guid, found or asked_by(lock, new)), decks, done)


def different(card: str, decks: Path | None) -> None:
    """Undo that CARD was found again in other words: its question becomes a new card. Then build."""
    guid = _guid(card, decks)
    asked = _at(card, decks) or _asked_next(guid, decks)
    done = f"Card {guid} no longer asks its present question, which gets a card of its own."
    _change(lambda lock: part(lock, guid, asked), decks, done)


def _guid(name: str, decks: Path | None) -> str:
    """The guid behind a name, which is one already or the PAGE:LINE of a question that a released card asks."""
    asked = _at(name, decks)
    if asked and not asked.guid:
        hint = "name the guid of the card that learners have: `anki-export diff` shows it"
        raise click.UsageError(f"{name}: no released card asks this question; {hint}")
    return asked.guid if asked else name


def _at(name: str, decks: Path | None) -> Asked | None:
    """The question that starts at PAGE:LINE; None for a name of another form."""
    place = re.fullmatch(r"(?P<page>.+):(?P<line>[0-9]+)", name)
    if not place:
        return None
    line = int(place["line"])
    found = next((asked for at, asked in _asked([Path(place["page"])], decks) if at == line), None)
    if found is None:
        raise click.UsageError(f"{name}: no question starts here")
    return found


def _asked_next(guid: str, decks: Path | None) -> Asked | None:
    """The question that the next build would let a card ask, of those in the folder of pages."""
    try:
        return next((asked for _, asked in _asked([], decks) if asked.guid == guid), None)
    except click.UsageError:  # a project whose pages are always named: then the lock alone knows the card
        return None


def _asked(source: list[Path], decks: Path | None) -> Iterator[tuple[int, Asked]]:
    """The questions of pages with their lines, as the next build sees them."""
    result = run(source, decks)
    if result.release is None and has_errors(result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)
        stop(result.diagnostics)
    chosen = {question.location for question in result.questions}
    for deck in result.release.decks if result.release else ():
        for entry in deck.cards:
            question = entry.question
            if question.location in chosen:
                guid = entry.before.guid if entry.before else ""
                yield (
                    question.location.line,
                    Asked(question.key, question.page, question.card_id, deck.deck.tag, guid),
                )


def _change(change: Repair, decks: Path | None, done: str) -> None:
    try:
        with writing():
            report = anki_export.change_lock(change, Path.cwd(), decks=decks)
    except RepairError as error:
        raise click.UsageError(str(error)) from None
    print_diagnostics(report, err=True)
    if has_errors(report):
        sys.exit(1)
    note(f"{done} To release it: anki-export build")
