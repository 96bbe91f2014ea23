"""`anki-export build`: write packages, lock, changelog and index."""

import sys
from collections.abc import Callable, Sequence
from errno import EAGAIN
from textwrap import shorten
from typing import TypeVar

import click
from msgspec.structs import replace

import anki_export
from anki_export import Cache, Decide, Outcome, PossibleMatch, Result, Stale
from anki_export.cli.build_report import deck_row, fail_in_part, nothing_changed, print_build
from anki_export.cli.replay_unchanged import ARGUMENTS, store
from anki_export.cli.run_and_report import (
    ProjectOptions,
    coloured,
    fail,
    print_diagnostics,
    print_json,
    run,
    track,
    writing,
)
from anki_export.cli.safe_output import echo, escape_commands, info, is_quiet
from anki_export.diagnostics import Diagnostic, Location, Rule, has_errors, partition
from anki_export.disk import atomic
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.release.release_summary_and_losses import mass_retirements, questions_of

_T = TypeVar("_T")
_ATTEMPTS = 5
"""How often to plan again when the decks or pages have changed meanwhile."""


class BuildOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `build`."""

    dry_run: bool
    retirements: bool
    keep: bool
    assume: str | None
    strict: bool
    allow_retire: bool
    output_format: str
    is_verbose: bool


def build(options: BuildOptions, cache: Cache) -> None:
    """Build packages from the pages in SOURCE."""

    def plan() -> Result:
        nonlocal options
        decide = _decide(options.assume, options.strict)
        result = run(options, cache, decide)
        if options.merge_lock or not _may_merge(result):
            return result
        options = replace(options, merge_lock=True)
        return run(options, cache, decide)

    def write(result: Result) -> Outcome:
        return anki_export.write(
            result,
            keep=options.keep,
            dry_run=options.dry_run,
            marks=options.retirements,
            track=track("Writing"),
            jobs=options.jobs,
        )

    may_retire, is_verbose = options.allow_retire or options.dry_run, options.is_verbose
    result, outcome = plan_and_write(
        plan,
        write,
        decks_option=options.decks_option,
        is_strict=options.strict,
        may_retire=may_retire,
        is_verbose=is_verbose,
    )
    print_diagnostics(partition(outcome.diagnostics, result.ignored)[0], err=True, is_verbose=is_verbose)
    if has_errors(outcome.diagnostics):
        fail(outcome.diagnostics)
    if options.output_format == "json":
        print_json([deck_row(entry) for entry in outcome.written])
    else:
        print_build(outcome, result, options.dry_run)
        for name in outcome.marked:
            info(f"Wrote {name}: it marks retired cards for learners who have them.")
    if has_errors(result.diagnostics):
        fail_in_part(result, is_dry=options.dry_run)
    if options.output_format == "json" or options.start_over:  # which is an error from now on
        return
    reported = [*result.diagnostics, *partition(outcome.diagnostics, result.ignored)[0]]
    is_last = outcome.is_idle or (result.is_settled and not options.dry_run and not outcome.diagnostics)
    if is_last:
        store_for_replay(cache, result, reported, nothing_changed(outcome.written, result), is_verbose)


def store_for_replay(cache: Cache, result: Result, reported: Sequence[Diagnostic], text: str, is_verbose: bool) -> None:
    """Store what the same command will print while nothing changes, unless the clock is behind the last build."""
    if all(diagnostic.rule is not Rule.CLOCK for diagnostic in reported):
        lines = coloured(reported, is_verbose)
        output = "" if is_quiet() else f"{escape_commands(text)}\n"
        arguments = click.get_current_context().meta[ARGUMENTS]
        store(cache, arguments, result.disk.answers, result.now, lines, output)


def plan_and_write(
    plan: Callable[[], Result],
    write: Callable[[Result], _T],
    *,
    decks_option: str,
    is_strict: bool,
    may_retire: bool,
    is_verbose: bool,
) -> tuple[Result, _T]:
    """Plan and write; start over when the decks or pages have changed meanwhile. Exits when there are errors."""
    for _ in range(_ATTEMPTS):
        result = plan()
        print_diagnostics(result.diagnostics, err=True, is_verbose=is_verbose)
        if not result.can_build:
            fail(result.diagnostics)
        if is_strict:
            hidden = [d for d in result.hidden if d.rule is Rule.UNCLEAR]  # errors can't be ignored
            print_diagnostics(hidden, err=True)
            if unclear := [*hidden, *(d for d in result.diagnostics if d.rule is Rule.UNCLEAR)]:
                fail(unclear)
        if not may_retire:
            _confirm_retirements(result, decks_option)
        try:
            with writing():
                return result, write(result)
        except Stale as stale:
            echo(f"{stale}; starting again.", err=True)
    with writing():
        raise atomic.Busy(EAGAIN, "other builds keep writing to this folder, or pages keep changing", str(result.decks))


def _confirm_retirements(result: Result, decks_option: str) -> None:
    """Exit when most cards of the build, of a deck or of a page would be retired, unless the user confirms it."""
    losses = mass_retirements(result.release.decks) if result.release else []
    if not losses:
        return
    if not _can_ask():
        place = Location(display_path(result.lock_path))
        hint = f"restore the questions; to retire the cards on purpose: anki-export build --allow-retire{decks_option}"
        report = [Diagnostic(place, Rule.MASS_RETIREMENT, loss.text, hint) for loss in losses]
        print_diagnostics(report, err=True)
        fail(report)
    for loss in losses:
        echo(f"\n{loss.text}. These questions are no longer on any page:", err=True)
        for question in questions_of(loss.cards):
            echo(f"  - {question}", err=True)
    if not click.confirm("Retire these cards? Learners keep them but get no more updates for them.", err=True):
        echo("Nothing was written.", err=True)
        sys.exit(1)


def _may_merge(result: Result) -> bool:
    """Ask on the terminal whether to merge both sides of a lock; the pages must no longer have conflicts."""
    is_next = all(diagnostic.rule is not Rule.PAGE_CONFLICT for diagnostic in result.diagnostics)
    if not (result.project.conflicts and is_next and _can_ask()):
        return False
    echo(f"A merge left conflicts in {', '.join(result.project.conflicts)}.", err=True)
    return click.confirm("Merge both sides, and build from the result?", default=True, err=True)


def _can_ask() -> bool:
    return all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr))  # None if it is closed


def _decide(assume: str | None, strict: bool) -> Decide:
    """How to decide whether a question is a reworded old one."""
    if assume:
        return lambda case: assume == "same"
    if strict or not _can_ask():
        return lambda case: None
    return _ask


def _ask(case: PossibleMatch) -> bool | None:
    """Ask on the terminal; the answer is recorded in the lock."""
    card, question = case.card, case.question
    place = f"{question.location.path}:{question.location.line}"
    lines = [
        f"\nIs this the same question, reworded? ({case.probability:.0%} likely)",
        f"  released: {_brief(card.question)}  {card.page}",
        f"    answer: {_brief(card.answer)}",
        f"  now:      {_brief(question.key)}  {place}",
        f"    answer: {_brief(question.answer_text)}",
        "  same = one card: learners keep its reviews and get the new text",
        "  new  = two cards: the new one starts without reviews, the released one is retired",
        "  skip = decide later: this build makes a new card and shows how to merge the two",
        "  quit = stop without writing anything",
    ]
    for line in lines:
        echo(line, err=True)
    answer = click.prompt("Your answer", type=click.Choice(["same", "new", "skip", "quit"]), err=True)
    if answer == "quit":
        raise click.Abort
    return {"same": True, "new": False}.get(answer)


def _brief(text: str) -> str:
    return shorten(text, 200, placeholder=" …")
