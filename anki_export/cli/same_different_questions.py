"""`anki-export same` and `different`: correct by hand which question is which card."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import anki_export
from anki_export.cli.run_and_report import ProjectOptions, fail, print_diagnostics, run, writing
from anki_export.cli.safe_output import RequestError, info
from anki_export.diagnostics import Location, has_errors
from anki_export.release.correct_matches_in_lock import (
    LockChange,
    LockChangeError,
    PageQuestion,
    match_card,
    question_of,
    unmatch_card,
)


def same(old: str, new: str, decks: Path | None) -> None:
    """Match the released card OLD to the question NEW."""
    guid, found = _guid(old, decks), _at(new, decks)
    done = f"Card {guid} now belongs to the question of {new}."
    _change(lambda lock: match_card(lock, guid, found or question_of(lock, new)), decks, done)


def different(card: str, decks: Path | None) -> None:
    """Undo the automatic match of CARD to a reworded question."""
    guid = _guid(card, decks)
    asked = _at(card, decks) or _asked_next(guid, decks)
    done = f"Card {guid} no longer belongs to its current question, which becomes a new card."
    _change(lambda lock: unmatch_card(lock, guid, asked), decks, done)


def _guid(name: str, decks: Path | None) -> str:
    """The guid for a name: a guid itself, or the PAGE:LINE of the question of a released card."""
    asked = _at(name, decks)
    if asked and not asked.guid:
        hint = "name the guid of the card that learners have, as `anki-export diff` shows it"
        raise RequestError(f"{name}: this question has no released card; {hint}")
    return asked.guid if asked else name


def _at(name: str, decks: Path | None) -> PageQuestion | None:
    """The question that starts at PAGE:LINE or PAGE:LINE:COLUMN, or None for a guid."""
    place = re.fullmatch(r"(?P<page>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?", name)
    if not place:
        return None
    here = [found for found in _asked([Path(place["page"])], decks) if found[0].line == int(place["line"])]
    if not here:
        raise RequestError(f"{name}: no question starts on this line; `anki-export list` shows where they start")
    found = [one for one in here if place["column"] in (None, str(one[0].column))]
    if not found or (len(here) > 1 and not place["column"]):
        names = "".join(f"\n  {at.path}:{at.line}:{at.column}  {asked.question}" for at, asked in here)
        raise RequestError(f"{name}: several questions start on this line; name the column of one:{names}")
    return found[0][1]


def _asked_next(guid: str, decks: Path | None) -> PageQuestion | None:
    """The question in the source folder that the next build would match to a card."""
    try:
        return next((asked for _, asked in _asked([], decks) if asked.guid == guid), None)
    except RequestError:  # a project without a source folder: only the lock has the card
        return None


def _asked(source: Sequence[Path], decks: Path | None) -> Iterator[tuple[Location, PageQuestion]]:
    """Yield the questions of pages with their places, as the next build would match them."""
    result = run(ProjectOptions(source=tuple(source), decks=decks))
    if result.release is None and has_errors(result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)
        fail(result.diagnostics)
    chosen = {question.location for question in result.questions}
    for deck in result.release.decks if result.release else ():
        for entry in deck.cards:
            question = entry.question
            if question.location in chosen:
                guid = entry.before.guid if entry.before else ""
                yield (question.location, PageQuestion(question.key, question.page, question.card_id, guid))


def _change(change: LockChange, decks: Path | None, done: str) -> None:
    try:
        with writing():
            report = anki_export.change_lock(change, Path.cwd(), decks=decks)
    except LockChangeError as error:
        raise RequestError(str(error)) from None
    print_diagnostics(report, err=True)
    if has_errors(report):
        sys.exit(1)
    info(f"{done} To release it: anki-export build{ProjectOptions(decks=decks).decks_option}")
