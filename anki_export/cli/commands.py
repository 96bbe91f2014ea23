"""What can be typed: commands, arguments and options.

The module of a command is imported only when it runs: help and wrong options are answered at once.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from anki_export.cli.echo import hush
from anki_export.diagnostics import Rule, UnknownCode, rules_named

decks_option = click.option(
    "-o",
    "--decks",
    metavar="DECKS",
    type=click.Path(path_type=Path),
    help="Folder of packages and lock.  [default: decks]",
)


quiet_option = click.option(
    "-q", "--quiet", is_flag=True, expose_value=False, callback=hush, help="Print errors and warnings only."
)


def looks_at_source(command: Callable[..., None]) -> Callable[..., None]:
    """SOURCE and --decks, for every command that reads pages and the lock."""
    source = click.argument("source", nargs=-1, type=click.Path(path_type=Path), callback=_there)
    return source(decks_option(quiet_option(command)))


def _there(context: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    for path in paths:
        with suppress(OSError, ValueError):  # what else is wrong with a name is told by those who read it
            if not path.exists():
                raise click.UsageError(f"{path}: no such file or folder")
    return paths


def format_option(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--format", "style", type=click.Choice(formats), default="text", show_default=True, help="How to print."
    )


verbose_option = click.option(
    "-v", "--verbose", "is_verbose", is_flag=True, help="Show each message; without it, many equal ones are summed up."
)


def _rules(context: click.Context, parameter: click.Parameter, lists: Sequence[str]) -> frozenset[Rule]:
    """What comma-separated codes name, and starts of codes."""
    try:
        return frozenset[Rule]().union(*(rules_named(name) for names in lists for name in names.split(",")))
    except UnknownCode as error:
        raise click.BadParameter(str(error)) from None


@click.command(short_help="Build packages from SOURCE.")
@looks_at_source
@click.option("--dry-run", is_flag=True, help="Show what would be released; write nothing.")
@click.option("--retirements", is_flag=True, help="Also write SLUG-retired.apkg, which marks retired cards.")
@click.option("--keep", is_flag=True, help="Keep the packages of earlier versions.")
@click.option(
    "--from-package",
    "packages",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Before the first build: take over guids and deck names of a package made elsewhere. May be repeated.",
)
@click.option(
    "--assume",
    type=click.Choice(["same", "new"]),
    help="What a question is that may be an old one in other words; asked for on a terminal, else new with a warning.",
)
@click.option("--strict", is_flag=True, help="Count such a question as an error.")
@click.option("--allow-retire", is_flag=True, help="Go on where a deck would lose more than half of its cards.")
@click.option("--fresh", is_flag=True, help="Read all pages anew, also those that an earlier run has read.")
@verbose_option
@click.option(
    "--jobs",
    metavar="NUMBER",
    type=click.IntRange(1, 64),
    help="How many processes read pages and make packages.  [default: one, more where that is sooner done]",
)
@format_option("text", "json")
def build(
    source: tuple[Path, ...],
    decks: Path | None,
    dry_run: bool,
    retirements: bool,
    keep: bool,
    packages: tuple[Path, ...],
    assume: str | None,
    strict: bool,
    allow_retire: bool,
    fresh: bool,
    is_verbose: bool,
    jobs: int | None,
    style: str,
) -> None:
    """Build packages from SOURCE: folders or pages, the folder `source` when none is named.

    One package for each topic and level, and decks/lock.json, the memory that keeps every card its identity: commit it.
    A build with nothing changed writes nothing. With any error nothing is written.
    When a deck would lose more than half of its cards, and more than five, it asks first; where it can't, it stops.

    \b
    Examples:
      anki-export build                       source/ into decks/
      anki-export build source/git            the decks of one topic
      anki-export build notes.md -o ~/decks   one page from anywhere
      anki-export build --dry-run             what would be released
    """
    from anki_export.cli.replay import project_cache, replay_output

    with project_cache(is_fresh=fresh) as cache:
        if not replay_output(cache):
            from anki_export.cli.build import build as carry_out

            carry_out(
                cache,
                source,
                decks,
                dry_run,
                retirements,
                keep,
                packages,
                assume,
                strict,
                allow_retire,
                jobs,
                style,
                is_verbose,
            )


@click.command(short_help="Show what the next build would release.")
@looks_at_source
@click.option(
    "--exit-code", is_flag=True, help="Exit with 1 when a build would change a card or the lock, as git diff does."
)
@click.option("-v", "--verbose", "is_verbose", is_flag=True, help="Show the whole of changed texts.")
@format_option("text", "json", "markdown")
def diff(source: tuple[Path, ...], decks: Path | None, exit_code: bool, is_verbose: bool, style: str) -> None:
    """Show what the next build of SOURCE would release, deck by deck: versions, and each card that changes.

    \b
    Examples:
      anki-export diff
      anki-export diff source/git --exit-code
      anki-export diff --format markdown      the next entries of the changelog
    """
    from anki_export.cli.diff import diff as carry_out

    carry_out(source, decks, exit_code, style, is_verbose)


@click.command(short_help="Show all cards on one page.")
@looks_at_source
@click.option(
    "--to",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the page.  [default: DECKS/preview/index.html, which git ignores]",
)
@click.option("--open", "is_opened", is_flag=True, help="Open the page in the browser.")
@click.option("--watch", is_flag=True, help="Serve the page on this machine and renew it with every save.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on; a free one when not given.")
def preview(
    source: tuple[Path, ...],
    decks: Path | None,
    to: Path | None,
    is_opened: bool,
    watch: bool,
    port: int | None,
) -> None:
    """Write one HTML page that shows all cards of SOURCE (else of the folder `source`) as Anki will show them.

    With what the next build would do with each card, and every message beside its card; also when there are errors.
    With --watch nothing is written: the page is served until Ctrl-C.

    \b
    Examples:
      anki-export preview --open
      anki-export preview source/git --to /tmp/git.html
      anki-export preview --watch --open      renewed with every save
    """
    from anki_export.cli.preview import preview as carry_out

    carry_out(source, decks, to, is_opened, watch, port)


@click.command(name="list", short_help="List the questions of SOURCE.")
@looks_at_source
@click.option("-v", "--verbose", "is_verbose", is_flag=True, help="Show explanations and guids, too.")
@format_option("text", "json")
def list_(source: tuple[Path, ...], decks: Path | None, is_verbose: bool, style: str) -> None:
    """List the questions of SOURCE with their answers and, once built, the version of each card.

    With `--format json` also the explanation, HTML and guid. SOURCE is folders or pages, else the folder `source`.

    \b
    Examples:
      anki-export list
      anki-export list source/git/basics/index.md
      anki-export list --format json | jq '.[].question_text'
    """
    from anki_export.cli.list import list_ as carry_out

    carry_out(source, decks, style, is_verbose)


@click.command(short_help="Check pages and lock; mend what is safe to mend.")
@looks_at_source
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_rules,
    help="Only these; S or S03 stands for all that start so.",
)
@click.option("--ignore", metavar="CODES", multiple=True, callback=_rules, help="Not these, even if selected.")
@click.option("--fail-on-warning", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option("--fix", is_flag=True, help="Mend pages where the cards stay the same, then check.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be mended, as a diff.")
@verbose_option
@format_option("text", "counts", "json", "github", "sarif")
def check(
    source: tuple[Path, ...],
    decks: Path | None,
    select: frozenset[Rule],
    ignore: frozenset[Rule],
    fail_on_warning: bool,
    fix: bool,
    dry_run: bool,
    is_verbose: bool,
    style: str,
) -> None:
    """Check the pages of SOURCE (else of the folder `source`) and the lock.

    Exit code 1 means that a build would write nothing. --select and --ignore choose what is shown and what the exit
    code is about, by codes with commas between; a build minds all. `--format github` annotates pull requests, `sarif`
    is for code scanning, `counts` sums up.

    With --fix, titles get plain quotes (S011), text that was decoded twice is mended (S017), and numbers of questions
    that have gaps or repeat go up by one (S034). Pages with changes that are not committed are left alone.

    \b
    Examples:
      anki-export check
      anki-export check source/git --ignore S024,S026
      anki-export check --fix --dry-run
      anki-export check --format github
    """
    from anki_export.cli.check import check as carry_out

    carry_out(source, decks, select, ignore, fail_on_warning, fix, dry_run, style, is_verbose)


@click.command(short_help="Write an id into each question.")
@looks_at_source
@click.option("--dry-run", is_flag=True, help="Show what would be written, as a diff.")
def pin(source: tuple[Path, ...], decks: Path | None, dry_run: bool) -> None:
    """Write `<!-- card: some-id -->` into each question of SOURCE that has no id.

    With an id a question may be reworded at will. Known cards keep their guid: build once with the ids, then reword.
    Pages with changes that are not committed are left alone.

    \b
    Examples:
      anki-export pin --dry-run
      anki-export pin source/git/basics/index.md
    """
    from anki_export.cli.pin import pin as carry_out

    carry_out(source, decks, dry_run)


@click.command(short_help="Let a released card ask a question in new words.")
@click.argument("old")
@click.argument("new")
@decks_option
@quiet_option
def same(old: str, new: str, decks: Path | None) -> None:
    """Let the card OLD ask the question NEW: learners keep the history of OLD. Then build.

    OLD is a released card: its guid, as `anki-export diff` shows it, or the PAGE:LINE of the question that it asks.
    NEW is a question on a page: PAGE:LINE, or the guid of its card. Only the lock changes; pages stay as they are.

    \b
    Examples:
      anki-export same 3f16ZhMIvQJ source/git/basics/index.md:12
      anki-export same 3f16ZhMIvQJ 9aQwR2kLmN4
    """
    from anki_export.cli.merge_split import same as carry_out

    carry_out(old, new, decks)


@click.command(short_help="Part a card from a question that it was given by likeness.")
@click.argument("card")
@decks_option
@quiet_option
def different(card: str, decks: Path | None) -> None:
    """Undo that CARD was found again in other words: its question becomes a new card. Then build.

    CARD is a guid, or the PAGE:LINE of a question for which `diff` shows, or a build has taken, a wrong card. Only
    the lock changes.

    \b
    Examples:
      anki-export different 3f16ZhMIvQJ
      anki-export different source/git/basics/index.md:12
    """
    from anki_export.cli.merge_split import different as carry_out

    carry_out(card, decks)


@click.command(short_help="Say what a learner would get from FILE.")
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="OLD",
    type=click.Path(path_type=Path),
    help="A package that learners have: say what importing FILE after it would do to them.",
)
@quiet_option
@format_option("text", "json", "github")
def verify(file: tuple[Path, ...], against: Path | None, style: str) -> None:
    """Look into packages FILE, whoever made them: can Anki import them, what do they hold, run and load?

    \b
    Examples:
      anki-export verify decks/*.apkg
      anki-export verify new.apkg --against published.apkg
    """
    from anki_export.cli.verify import verify as carry_out

    carry_out(file, against, style)


COMMANDS = (build, diff, preview, list_, check, pin, same, different, verify)
