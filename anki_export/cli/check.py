"""`anki-export check`: report problems in pages and lock, and fix what is safe to fix."""

import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

import click

from anki_export import Result, fix_pages
from anki_export.cli.run_and_report import (
    ProjectOptions,
    count,
    print_diagnostics,
    print_diff,
    print_json,
    print_report,
    run,
    summary,
    unread_pages,
    writing,
)
from anki_export.cli.safe_output import echo, info
from anki_export.diagnostics import Diagnostic, Rule, Severity, has_errors, in_order, partition
from anki_export.diagnostics.sarif import sarif
from anki_export.disk.git_status import in_repository
from anki_export.release.release_summary_and_losses import mass_retirement_notes, questions_of
from anki_export.text.invisible_characters import visible

_OF_PLACES = ("json", "github", "sarif")
"""The formats of programs that show messages at the lines of pages."""


class CheckOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `check`."""

    strict: bool = True
    """So that only the errors are reported, not their consequences for decks."""
    select: frozenset[Rule]
    ignore: frozenset[Rule]
    fail_on_warning: bool
    fix: bool
    dry_run: bool
    output_format: str
    is_verbose: bool


def check(options: CheckOptions) -> None:
    """Check the pages in SOURCE and the lock."""
    if options.dry_run and not options.fix:
        raise click.UsageError("--dry-run needs --fix")
    wanted = (options.select or frozenset(Rule)) - options.ignore
    result = run(options)
    problems: Sequence[Diagnostic] = ()
    if options.fix:
        _, found = partition(result.diagnostics, wanted)
        with writing():
            edits = fix_pages(
                found, result.project.tree, result.project.settings, dry_run=options.dry_run, wanted=result.wanted
            )
        problems = edits.problems
        if options.dry_run:
            print_diff(edits.pages)
            print_diagnostics(problems, err=True)
            if not edits.pages and not problems:
                info("Nothing to fix.")
            sys.exit(1 if problems else 0)
        for page, change in edits.changes:
            info(
                f"{page}:{change.line}: fixed {change.rule.code}: {visible(change.after.strip())}",
                err=options.output_format != "text",
            )
        result = run(options) if edits.pages else result
    rest, shown = partition(result.diagnostics, wanted)
    shown = list(in_order([*problems, *shown]))
    _print(shown, options.output_format, options.is_verbose)
    if options.output_format in ("text", "counts"):
        _print_summary(result, shown, rest)
    if has_errors(shown) or (options.fail_on_warning and any(one.severity is Severity.WARNING for one in shown)):
        sys.exit(1)


def _print(diagnostics: Sequence[Diagnostic], output_format: str, is_verbose: bool) -> None:
    if output_format in _OF_PLACES:
        diagnostics = [each for diagnostic in diagnostics for each in diagnostic.at_each_place()]
    match output_format:
        case "sarif":
            print_json(sarif(diagnostics, version("mkdocs-anki-export"), in_repository))
        case "counts":
            counts = Counter(diagnostic.rule for diagnostic in diagnostics)
            for rule, number in sorted(counts.items(), key=lambda item: (-item[1], item[0].code)):
                echo(f"{number:>5}  {rule.severity.value:<7}  {rule.code}  {rule.meaning}")
        case _:
            print_report(diagnostics, output_format, is_verbose)


def _print_summary(result: Result, shown: Sequence[Diagnostic], rest: Sequence[Diagnostic]) -> None:
    decks = result.release.decks if result.can_build and result.release else ()
    retired = [f"  - {deck.deck.name}: {question}" for deck in decks for question in questions_of(deck.retired)]
    parts = [summary(shown)] if shown or not retired else []
    if rest:
        parts.append(f"not shown: {summary(rest)}")
    if retired:
        parts.append(f"a build would retire {count(len(retired), 'card')}, which learners keep without updates")
    size = f"{count(result.pages, 'page')}, {count(len(result.questions), 'question')}"
    info(f"{size}: {'; '.join(parts)}{':' if retired else '.'}")
    for line in (*retired, *mass_retirement_notes(decks)):
        info(line)
    if line := unread_pages(result):
        info(f"{line}.")
