"""The commands with their arguments, options and help.

The module of a command is imported only when it runs, so that help and usage errors appear without delay.
"""

from pathlib import Path
from typing import Any

import click

from anki_export.cli.shared_options import (
    PATH,
    decks_option,
    format_option,
    keep_going_option,
    quiet_option,
    rules,
    source_options,
    strict_option,
    verbose_option,
)


@click.command(short_help="Build packages from pages.")
@source_options
@click.option("--dry-run", is_flag=True, help="Show what would be released; write nothing.")
@click.option(
    "--retirements",
    is_flag=True,
    help="Also write TOPIC-LEVEL-retired.apkg, which marks retired cards for learners who have them.",
)
@click.option("--keep", is_flag=True, help="Keep the packages of earlier versions.")
@click.option(
    "--from-package",
    "packages",
    metavar="FILE",
    multiple=True,
    type=PATH,
    help="In the first build, keep the guids and deck names of a package that learners already have. Can be repeated.",
)
@click.option(
    "--start-over",
    is_flag=True,
    help="Start with a new lock: learners who have the decks get every card a second time.",
)
@click.option(
    "--assume",
    type=click.Choice(["same", "new"]),
    help="Treat possibly reworded questions as the same or as new.  "
    "[default: ask in a terminal, otherwise new with a warning]",
)
@strict_option
@keep_going_option
@click.option("--allow-retire", is_flag=True, help="Allow a build, a deck or a page to lose most of its cards.")
@click.option(
    "--merge-lock", is_flag=True, help="Merge both sides of a lock with conflicts.  [default: ask in a terminal]"
)
@click.option("--restyle", is_flag=True, help="Also release cards whose look has changed, but not their text.")
@click.option("--fresh", is_flag=True, help="Ignore the cache and read all pages again.")
@verbose_option
@click.option(
    "--jobs",
    metavar="NUMBER",
    type=click.IntRange(1, 64),
    help="Number of processes.  [default: as many as are useful]",
)
@format_option("text", "json")
def build(fresh: bool, **given: Any) -> None:
    """Build packages from the pages in SOURCE: folders and pages, by default those of the site or the folder `source`.

    Each topic and level becomes one package. The file decks/lock.json records which question is which card: commit it.
    If nothing has changed, nothing is written. Pages with errors do not stop the others: their cards stay as they were
    released, and so do decks that have such cards; the exit code is 1. With --strict, and if settings or lock have
    errors, nothing is written.

    Cards that only look different after an upgrade of this program or of a library are not released, except with
    --restyle.

    The command asks for confirmation before it retires more than five cards that are more than half of all cards or of
    a deck, or more than half of a page that had at least five cards. Without a terminal, it stops; to allow the loss,
    use --allow-retire.

    After a `git merge` of branches that were both built, resolve the conflicts in the pages, and use --merge-lock: the
    build continues from both sides of the lock and of the other files in decks.

    \b
    Examples:
      anki-export build                       build the pages of the site, or source/
      anki-export build source/git            build the decks of one topic
      anki-export build README.md             build a single page
      anki-export build . -o ~/decks          build all pages in and below this folder
      anki-export build --dry-run             show what would be released
    """
    from anki_export.cli.build import BuildOptions
    from anki_export.cli.build import build as run_command
    from anki_export.cli.replay_unchanged import project_cache

    with project_cache(is_fresh=fresh) as cache:
        run_command(BuildOptions(**given), cache)


@click.command(short_help="Put the decks and a download page on your site.")
@click.argument("folder", required=False, type=PATH)
@decks_option
@quiet_option
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 and list the files that are not up to date.")
@strict_option
@keep_going_option
@verbose_option
def publish(**given: Any) -> None:
    """Build, then write what learners download into FOLDER of your site, such as docs/decks.

    The command writes the packages, the download page index.md, feed.xml, index.json, and anki-export.js, which shows
    a download button on each page that has a deck. By default, FOLDER is the setting `publish`. Your own text in
    index.md is kept, and so are all files that this command has not written. Packages of earlier versions are
    removed. If nothing has changed, nothing is written.

    \b
    Examples:
      anki-export publish docs/decks
      anki-export publish                     use the folder in the settings
      anki-export publish --check             in CI: fail if the folder is not up to date
    """
    from anki_export.cli.publish import PublishOptions
    from anki_export.cli.publish import publish as run_command
    from anki_export.cli.replay_unchanged import project_cache

    with project_cache() as cache:
        run_command(PublishOptions(**given), cache)


@click.command(short_help="Show what the next build would release.")
@source_options
@click.option(
    "--exit-code", is_flag=True, help="Exit with 1 if a build would change a card or the lock, like `git diff`."
)
@click.option("-v", "--verbose", "is_verbose", is_flag=True, help="Show changed text in full.")
@format_option("text", "json", "markdown")
def diff(**given: Any) -> None:
    """Show what the next build of SOURCE would release: the new version and the changed cards of each deck.

    \b
    Examples:
      anki-export diff
      anki-export diff source/git --exit-code
      anki-export diff --format markdown      print the next entries of the changelog
    """
    from anki_export.cli.diff import DiffOptions
    from anki_export.cli.diff import diff as run_command

    run_command(DiffOptions(**given))


@click.command(short_help="Show all cards on one page.")
@source_options
@click.option(
    "--to",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write.  [default: DECKS/preview/index.html, which git ignores]",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option("--watch", is_flag=True, help="Serve the page on this machine and reload it after every save.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port for --watch.  [default: a free one]")
def preview(**given: Any) -> None:
    """Write an HTML page that shows all cards of SOURCE (default: all pages) as Anki will show them.

    The page also shows what the next build would do with each card, and every message beside its card. It is written
    even if there are errors. With --watch, no file is written: the page is served until you press Ctrl-C.

    \b
    Examples:
      anki-export preview --open
      anki-export preview source/git --to /tmp/git.html
      anki-export preview --watch --open      reload after every save
    """
    from anki_export.cli.preview import PreviewOptions
    from anki_export.cli.preview import preview as run_command

    run_command(PreviewOptions(**given))


@click.command(name="open", short_help="Build, and open a package in Anki.")
@click.argument("names", metavar="[DECK]...", nargs=-1)
@click.option(
    "--source",
    metavar="SOURCE",
    multiple=True,
    type=PATH,
    help="Folder or page to build, as for `build`. Can be repeated.",
)
@decks_option
@quiet_option
@click.pass_context
def open_(context: click.Context, /, source: tuple[Path, ...], **given: Any) -> None:
    """Build, then open packages in Anki: its import dialog appears, also if Anki is already running.

    DECK is the name of a deck or topic, or of its package. By default, the bundle of all decks is opened. Anki
    imports nothing before you confirm. The package is opened with the program that your system uses for .apkg files;
    no add-on is needed.

    \b
    Examples:
      anki-export open
      anki-export open git-basics
      anki-export open 'Git::1 Basics' SQL
      anki-export open --source README.md
    """
    from anki_export.cli.build_report import BuiltInPart
    from anki_export.cli.open import open_ as run_command

    errors: BuiltInPart | None = None
    try:
        context.invoke(build, source=source, decks=given["decks"])
    except BuiltInPart as exit_:  # what was built can be opened
        errors = exit_
    run_command(**given)
    if errors:
        raise errors


@click.command(name="list", short_help="List all questions.")
@source_options
@click.option("-v", "--verbose", "is_verbose", is_flag=True, help="Also show explanations, guids and every message.")
@format_option("text", "json", "csv")
def list_(**given: Any) -> None:
    """List the questions in SOURCE with their answers and the version in which each card last changed.

    SOURCE is any number of folders and pages, by default those of the site or the folder `source`. `--format json` adds
    explanation, HTML, tags and guid. `--format csv` writes question, answer, explanation and tags as plain text (RFC
    4180, UTF-8), unchanged: import the columns into a spreadsheet as text, so that it does not evaluate text that
    starts with =.

    \b
    Examples:
      anki-export list
      anki-export list source/git/basics/index.md
      anki-export list --format json | jq '.[].question_text'
      anki-export list --format csv > cards.csv
    """
    from anki_export.cli.list import ListOptions
    from anki_export.cli.list import list_ as run_command

    run_command(ListOptions(**given))


@click.command(short_help="Check pages and lock, and fix what is safe to fix.")
@source_options
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=rules,
    help="Report only these codes; a prefix such as S or S03 stands for all codes that start with it.",
)
@click.option("--ignore", metavar="CODES", multiple=True, callback=rules, help="Do not report these codes.")
@click.option("--fail-on-warning", is_flag=True, help="Also exit with 1 if there are warnings.")
@click.option("--fix", is_flag=True, help="Apply the fixes that leave cards unchanged, then check.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the fixes as a diff.")
@verbose_option
@format_option("text", "counts", "json", "github", "sarif")
def check(**given: Any) -> None:
    """Check the pages in SOURCE (default: those of the site, or the folder `source`) and the lock.

    Exit code 1 means that there are errors: a build would leave out the pages that have them. --select and --ignore
    take codes separated by commas. They affect the messages shown and the exit code, but not `build`. Use `--format
    github` to annotate pull requests, `sarif` for code scanning, and `counts` for totals.

    --fix puts plain quotes around titles (S011), repairs text that was decoded with the wrong encoding (S017), and
    renumbers questions (S034). Pages with uncommitted changes are skipped.

    \b
    Examples:
      anki-export check
      anki-export check source/git --ignore S024,S026
      anki-export check --fix --dry-run
      anki-export check --format github
    """
    from anki_export.cli.check import CheckOptions
    from anki_export.cli.check import check as run_command

    run_command(CheckOptions(**given))


@click.command(short_help="Write an id into each question.")
@source_options
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def pin(**given: Any) -> None:
    """Write `<!-- card: some-id -->` into each question in SOURCE that has no id.

    A question with an id can be reworded freely. Build once with the new ids before you reword any question, so that
    released cards keep their guids. Pages with uncommitted changes are skipped.

    \b
    Examples:
      anki-export pin --dry-run
      anki-export pin source/git/basics/index.md
    """
    from anki_export.cli.pin import PinOptions
    from anki_export.cli.pin import pin as run_command

    run_command(PinOptions(**given))


@click.command(short_help="Match a released card to a reworded question.")
@click.argument("old")
@click.argument("new")
@decks_option
@quiet_option
def same(**given: Any) -> None:
    """Match the released card OLD to the question NEW: learners keep the reviews of OLD.

    OLD is the guid of a card, as `anki-export diff` shows it, or the PAGE:LINE of its question. NEW is the PAGE:LINE of
    a question, or the guid of its card; PAGE:LINE:COLUMN if several questions are on a line. Only the lock changes:
    build to release the change.

    \b
    Examples:
      anki-export same 3f16ZhMIvQJ source/git/basics/index.md:12
      anki-export same 3f16ZhMIvQJ 9aQwR2kLmN4
    """
    from anki_export.cli.same_different_questions import same as run_command

    run_command(**given)


@click.command(short_help="Undo an automatic match.")
@click.argument("card")
@decks_option
@quiet_option
def different(**given: Any) -> None:
    """Undo the automatic match of CARD to a reworded question: the question becomes a new card.

    CARD is the guid of the wrongly matched card, or the PAGE:LINE of the question that it was matched to. Only
    the lock changes. Build afterwards.

    \b
    Examples:
      anki-export different 3f16ZhMIvQJ
      anki-export different source/git/basics/index.md:12
    """
    from anki_export.cli.same_different_questions import different as run_command

    run_command(**given)


@click.command(short_help="Inspect packages before learners import them.")
@click.argument("file", nargs=-1, required=True, type=PATH)
@click.option(
    "--against",
    metavar="OLD",
    type=PATH,
    help="An older package: report what would go wrong for learners who have OLD and import FILE.",
)
@quiet_option
@format_option("text", "json", "github")
def verify(**given: Any) -> None:
    """Inspect packages made by any program: whether Anki can import them, what they contain, and what they run or load.

    \b
    Examples:
      anki-export verify decks/*.apkg
      anki-export verify new.apkg --against published.apkg
    """
    from anki_export.cli.verify import verify as run_command

    run_command(**given)


@click.command(short_help="Write a commented settings file.")
@quiet_option
def init() -> None:
    """Write anki-export.toml with every setting in a comment: what the site's own configuration says, and the defaults.

    No setting is needed. The file is for those who want to see or change one. It is written beside zensical.toml,
    properdocs.yml or mkdocs.yml in this folder or one above, otherwise into this folder. Existing settings are kept.

    \b
    Examples:
      anki-export init
    """
    from anki_export.cli.init import init as run_command

    run_command()


COMMANDS = (build, publish, diff, preview, open_, list_, check, pin, same, different, verify, init)
