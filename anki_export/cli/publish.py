"""`anki-export publish`: offer the decks on a site."""

import sys
from collections.abc import Sequence
from errno import EAGAIN
from pathlib import Path
from shlex import quote

import anki_export
from anki_export import Cache, Outcome, Published, PublishTarget, Result, Stale, UsageError
from anki_export.cli.build import plan_and_write, store_for_replay
from anki_export.cli.build_report import fail_in_part, nothing_changed, print_build
from anki_export.cli.run_and_report import ProjectOptions, count, fail, print_diagnostics, run, track, writing
from anki_export.cli.safe_output import RequestError, echo, info
from anki_export.diagnostics import Diagnostic, has_errors, partition
from anki_export.disk import atomic
from anki_export.disk.paths_and_errors_in_messages import display_path

_SCRIPT = "anki-export.js"
_MOST_NAMES = 5
"""How many removed packages are named."""


class PublishOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `publish`."""

    folder: Path | None
    check: bool
    strict: bool
    is_verbose: bool


def publish(options: PublishOptions, cache: Cache) -> None:
    """Build, and write the packages and a download page into the folder of a site."""

    def plan() -> Result:
        return run(options, cache)

    def write(result: Result) -> tuple[PublishTarget, Outcome, Published | None]:
        target = _target(result, options.folder)
        if options.check:
            return target, *anki_export.check_published(result, target)
        return target, anki_export.write(result, track=track("Writing")), None

    def report(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        shown = partition(diagnostics, result.ignored)[0]
        print_diagnostics(shown, err=True, is_verbose=options.is_verbose)
        return shown

    result, (target, outcome, published) = plan_and_write(
        plan,
        write,
        decks_option=options.decks_option,
        is_strict=options.strict,
        may_retire=options.check,
        is_verbose=options.is_verbose,
    )
    reported = [*result.diagnostics, *report(outcome.diagnostics)]
    if has_errors(outcome.diagnostics):
        fail(outcome.diagnostics)
    if not options.check:
        print_build(outcome, result, dry_run=False)
    published = published or _published(result, target)
    reported += report(published.diagnostics)
    if options.check:
        _print_check(published, target)
    else:
        _print_published(published, target, result)
    if has_errors(result.diagnostics):
        fail_in_part(result, is_dry=options.check)
    if not options.check and outcome.is_idle and published.is_idle:
        text = f"{nothing_changed(outcome.written, result)}\n{_up_to_date(published, target)}"
        store_for_replay(cache, result, reported, text, options.is_verbose)


def _published(result: Result, target: PublishTarget) -> Published:
    """Publish what was built; exits if that is not possible."""
    with writing("The decks were built, but nothing was published"):
        try:
            return anki_export.publish_decks(result, target)
        except Stale:
            raise atomic.Busy(EAGAIN, "another build has written to this folder", str(result.decks)) from None


def _target(result: Result, folder: Path | None) -> PublishTarget:
    """The folder to publish into; exits if it can't be used."""
    try:
        target, problems = anki_export.publish_target(result, folder)
    except UsageError as error:
        raise RequestError(str(error)) from None
    print_diagnostics(problems, err=True)
    return target or fail(problems)


def _print_published(published: Published, target: PublishTarget, result: Result) -> None:
    if published.is_idle:
        info(_up_to_date(published, target))
        return
    place, site = display_path(target.folder), result.project.settings.site
    info(f"{_size(published)} published in {place}: {count(len(published.written), 'file')} written.")
    if published.removed:
        names = [path.name for path in published.removed]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        info(f"Removed {', '.join(names[:_MOST_NAMES])}{more}.")
        slugs = {name.rpartition("-")[0] for name in names}
        if slug := next((slug for row in published.index.rows if (slug := row.file.rpartition("-")[0]) in slugs), ""):
            path = _path_on_site(target, result)
            info(f"Links to removed packages are broken. Link to {path}/{slug}.apkg or {path}/#deck-{slug} instead.")
    script = f"{_path_on_site(target, result)}/{_SCRIPT}"
    if not _is_on_site(target, result):
        info(f"{place} is not on the site: its pages are in {site.docs_dir}.")
    elif published.written.get(target.folder / _SCRIPT) is False and script not in site.scripts:
        setting = f"extra_javascript: [{script}]"
        info(f"For a download button on each page, add the script to your site's configuration: {setting}")


def _path_on_site(target: PublishTarget, result: Result) -> str:
    """The path of the folder below that of the pages."""
    folder, root = result.disk.locate(target.folder), result.project.tree.root
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name


def _is_on_site(target: PublishTarget, result: Result) -> bool:
    """Whether a site publishes the folder; a folder outside the project is that of another site."""
    settings, disk = result.project.settings, result.disk
    site, folder, home = settings.site, disk.locate(target.folder), disk.locate(settings.home)
    if not site.docs_dir or not folder.is_relative_to(home):
        return True  # as far as is known
    return folder.is_relative_to(disk.locate(home / site.docs_dir))


def _up_to_date(published: Published, target: PublishTarget) -> str:
    return f"Nothing changed: {_size(published)} published in {display_path(target.folder)}."


def _size(published: Published) -> str:
    bundles = len(published.index.bundles)
    return count(len(published.index.decks), "deck") + (f" and {count(bundles, 'bundle')}" if bundles else "")


def _print_check(published: Published, target: PublishTarget) -> None:
    """Print which files are not up to date; exits with 1 if there are any."""
    if published.is_idle:
        info(_up_to_date(published, target))
        return
    for path, exists in published.written.items():
        echo(f"{display_path(path)}: {'is out of date' if exists else 'is missing'}", err=True)
    for path in published.removed:
        echo(f"{display_path(path)}: is no longer published", err=True)
    place = display_path(target.folder)
    echo(f"{place} is not up to date: run `anki-export publish {quote(place)}`, and commit it.", err=True)
    sys.exit(1)
