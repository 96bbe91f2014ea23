"""`anki-export build`: packages, lock, changelog and index."""

import sys
from collections.abc import Callable, Sequence
from errno import EAGAIN
from pathlib import Path
from textwrap import shorten
from typing import Any

import click

import anki_export
from anki_export import Cache, Change, Decide, Outcome, Result, Stale, Unclear, Written
from anki_export.cli.common import (
    coloured,
    count,
    print_diagnostics,
    print_json,
    run,
    stop,
    track,
    writing,
)
from anki_export.cli.echo import note, say
from anki_export.cli.replay import remember
from anki_export.diagnostics import Diagnostic, Location, Rule, has_errors, partition, summarize
from anki_export.disk import atomic
from anki_export.disk.paths import display_path
from anki_export.release.summary import (
    changes,
    in_short,
    mass_retirement,
    mass_retirement_notes,
    renamed_pages,
    retired_questions,
    versions,
)

_ATTEMPTS = 5
"""How often a build plans anew because another one has written meanwhile."""


def build(
    cache: Cache,
    source: tuple[Path, ...],
    decks: Path | None,
    dry_run: bool,
    retirements: bool,
    keep: bool,
    packages: tuple[Path, ...],
    assume: str | None,
    strict: bool,
    allow_retire: bool,
    jobs: int | None,
    style: str,
    is_verbose: bool,
) -> None:
    """Build packages from SOURCE: folders or pages, the folder `source` when none is named."""

    def planned() -> Result:
        return run(source, decks, _decide(assume, strict), packages, cache, jobs)

    def written(result: Result) -> Outcome:
        return anki_export.write(
            result, keep=keep, dry_run=dry_run, marks=retirements, track=track("Writing"), jobs=jobs
        )

    may_retire = allow_retire or dry_run
    result, outcome = _built(planned, written, is_strict=strict, may_retire=may_retire, is_verbose=is_verbose)
    print_diagnostics(partition(outcome.diagnostics, result.ignored)[0], err=True, is_verbose=is_verbose)
    if has_errors(outcome.diagnostics):
        stop(outcome.diagnostics)
    if style == "json":
        print_json([_deck_row(entry) for entry in outcome.written])
        return
    _print_build(outcome.written, result, dry_run)
    for name in outcome.marked:
        note(f"Wrote {name}: it marks retired cards for learners who have them.")
    errors = [*result.diagnostics, *partition(outcome.diagnostics, result.ignored)[0]]
    if outcome.is_idle and not any(error.rule is Rule.CLOCK for error in errors):
        told = errors if is_verbose else summarize(errors)
        lines = list(map(coloured, told))
        remember(cache, result.disk.answers, result.now, lines, _nothing_changed(outcome.written, result))


def _built(
    plan: Callable[[], Result],
    write: Callable[[Result], Outcome],
    *,
    is_strict: bool,
    may_retire: bool,
    is_verbose: bool,
) -> tuple[Result, Outcome]:
    """Plan and write, again where another build has written meanwhile; ends the program where there are errors."""
    for _ in range(_ATTEMPTS):
        result = plan()
        print_diagnostics(result.diagnostics, err=True, is_verbose=is_verbose)
        if not result.can_build:
            stop(result.diagnostics)
        if is_strict:
            hidden = [d for d in result.hidden if d.rule is Rule.UNCLEAR]  # what counts as an error can't be ignored
            print_diagnostics(hidden, err=True)
            if unclear := [*hidden, *(d for d in result.diagnostics if d.rule is Rule.UNCLEAR)]:
                stop(unclear)
        if not may_retire:
            _confirm_retirements(result)
        try:
            with writing():
                return result, write(result)
        except Stale as stale:
            say(f"{display_path(result.decks)}: {stale}; reading anew.", err=True)
    with writing():
        raise atomic.Busy(EAGAIN, "other builds keep writing here", str(result.decks))


def _confirm_retirements(result: Result) -> None:
    """Stop where decks would lose most of their cards, unless the one who builds says that they may."""
    releases = [deck for deck in (result.release.decks if result.release else ()) if mass_retirement(deck)]
    if not releases:
        return
    if not _can_ask():
        place = Location(display_path(result.lock_path))
        hint = "put the questions back; if they are meant to go: anki-export build --allow-retire"
        report = [Diagnostic(place, Rule.MASS_RETIREMENT, mass_retirement(deck), hint) for deck in releases]
        print_diagnostics(report, err=True)
        stop(report)
    for deck in releases:
        say(f"\n{mass_retirement(deck)}: no page asks these questions any more.", err=True)
        for question in retired_questions(deck):
            say(f"  - {question}", err=True)
    if not click.confirm("Retire these cards? Learners keep them, but get no more updates of them.", err=True):
        say("Nothing was written.", err=True)
        sys.exit(1)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _decide(assume: str | None, strict: bool) -> Decide:
    """How to find out whether a question is an old one in other words."""
    if assume:
        return lambda case: assume == "same"
    if strict or not _can_ask():
        return lambda case: None
    return _ask


def _ask(case: Unclear) -> bool | None:
    """Ask the one who builds; the answer stands in the lock, as what becomes of the two cards."""
    card, question = case.card, case.question
    place = f"{question.location.path}:{question.location.line}"
    lines = [
        f"\nIs this the same question in other words? ({case.probability:.0%} likely)",
        f"  released: {_brief(card.question)}  {card.page}",
        f"    answer: {_brief(card.answer)}",
        f"  now:      {_brief(question.key)}  {place}",
        f"    answer: {_brief(question.answer_text)}",
        "  same = one card: learners keep its reviews and get the new words",
        "  new  = two cards: the new one starts without reviews, the released one is retired",
        "  skip = decide later: this build makes a new card and shows how to join the two",
        "  quit = stop: nothing is written",
    ]
    for line in lines:
        say(line, err=True)
    answer = click.prompt("Your answer", type=click.Choice(["same", "new", "skip", "quit"]), err=True)
    if answer == "quit":
        raise click.Abort
    return {"same": True, "new": False}.get(answer)


def _brief(text: str) -> str:
    return shorten(text, 200, placeholder=" …")


def _print_build(written: Sequence[Written], result: Result, dry_run: bool) -> None:
    place = display_path(result.decks)
    news = [entry for entry in written if entry.is_new or entry.release.bump or not entry.release.previous]
    if not news and not result.changes_lock:
        note(_nothing_changed(written, result))
        return
    rows = [
        (
            entry.release.deck.name,
            versions(entry.release),
            count(len(entry.release.cards), "card"),
            in_short(entry.release) or ("written" if entry.is_new else "unchanged"),
        )
        for entry in news
    ]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    for row, entry in zip(rows, news, strict=True):
        note("  ".join([row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].rjust(widths[2]), row[3]]))
        for line in changes(entry.release):
            note(f"  {line}")
    for line in renamed_pages((entry.release for entry in written), result.has_page):
        note(line)
    if dry_run:
        for line in mass_retirement_notes(entry.release for entry in written):
            note(line)
        note(f"Dry run: nothing was written. A build would leave {_total(written)} in {place}.")
        return
    if not news:
        note(f"No card changes: {_total(written)} up to date in {place}.")
        note(_commit_lock(result))
        return
    next_step = " Import the .apkg files into Anki." if any(entry.is_new for entry in written) else ""
    note(f"{len(news)} of {count(len(written), 'deck')} written to {place}, {_cards(written)} in all.{next_step}")
    if result.changes_lock:
        note(_commit_lock(result))


def _commit_lock(result: Result) -> str:
    return f"Commit {display_path(result.lock_path)}: it keeps every card its identity."


def _nothing_changed(written: Sequence[Written], result: Result) -> str:
    return f"Nothing changed: {_total(written)} up to date in {display_path(result.decks)}."


def _total(written: Sequence[Written]) -> str:
    return f"{count(len(written), 'deck')}, {_cards(written)}"


def _cards(written: Sequence[Written]) -> str:
    return count(sum(len(entry.release.cards) for entry in written), "card")


def _deck_row(entry: Written) -> dict[str, Any]:
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
    }
