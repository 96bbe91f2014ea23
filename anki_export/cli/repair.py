"""`anki-export same` and `different`: joining and parting cards by hand."""

import re
import sys
from pathlib import Path

import click

from anki_export import pipeline
from anki_export.cli.common import print_diagnostics, run, writing
from anki_export.cli.say import say
from anki_export.diagnostics import has_errors
from anki_export.release.repair import Repair, RepairError, join, part


def same(old: str, new: str, decks: Path | None) -> None:
    """Let the card OLD ask the question of the card NEW: learners keep the history of OLD. Then build."""
    guids = [_guid(name, decks) for name in (old, new)]
    _change(lambda lock: join(lock, *guids), decks, f"Card {guids[0]} now asks what {guids[1]} asked.")


def different(card: str, decks: Path | None) -> None:
    """Undo that CARD was found again in other words: its question becomes a new card. Then build."""
    guid = _guid(card, decks)
    _change(lambda lock: part(lock, guid), decks, f"Card {guid} is parted from its question.")


def _guid(name: str, decks: Path | None) -> str:
    """The guid behind a name, which is one already or PAGE:LINE."""
    place = re.fullmatch(r"(?P<page>.+):(?P<line>[0-9]+)", name)
    if not place:
        return name
    line = int(place["line"])
    for question, _, card in pipeline.placed(run([Path(place["page"])], decks)):
        if question.location.line == line:
            if card is None:
                raise click.UsageError(f"{name}: this question was never built; build first")
            return card.guid
    raise click.UsageError(f"{name}: no question starts here")


def _change(change: Repair, decks: Path | None, done: str) -> None:
    try:
        with writing():
            report = pipeline.repair(decks, Path.cwd(), change)
    except RepairError as error:
        raise click.UsageError(str(error)) from None
    print_diagnostics(report, err=True)
    if has_errors(report):
        sys.exit(1)
    say(f"{done} Build to release it.")
