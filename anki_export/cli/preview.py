"""`anki-export preview`: show all cards on one page before they are published."""

import sys
import time
from pathlib import Path

import click

import anki_export
from anki_export import Fingerprint, Preview, Result
from anki_export.cli.run_and_report import ProjectOptions, count, fail, print_diagnostics, run, summary, writing
from anki_export.cli.safe_output import RequestError, echo, info
from anki_export.diagnostics import Rule, has_errors
from anki_export.disk import atomic
from anki_export.disk.paths_and_errors_in_messages import display_path

_SETTLE_SECONDS = 0.03
"""Seconds without changes before the page is built again: editors write in several steps."""
_IDLE_FACTOR = 20
"""How many times longer to wait than checking the files took, so that watching needs little CPU time."""


class PreviewOptions(ProjectOptions, frozen=True, kw_only=True):
    """The options of `preview`."""

    strict: bool = True
    """So that pages with errors are shown, too."""
    to: Path | None
    open_browser: bool
    watch: bool
    port: int | None


def preview(options: PreviewOptions) -> None:
    """Write an HTML page that shows all cards of SOURCE as Anki will show them."""
    to = options.to
    if options.watch and to:
        raise click.UsageError("--to can't be used with --watch, which writes no file")
    if to and to.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"--to {to}: name an HTML file, such as {to.stem or 'preview'}.html")
    if options.port and not options.watch:
        raise click.UsageError("--port needs --watch")
    if options.watch:
        _watch(options)
        return
    result = run(options)
    if not to and any(diagnostic.rule is Rule.OUT_OF_PROJECT for diagnostic in result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)  # there is no folder to write to
        fail(result.diagnostics)
    target, bounds = (to, None) if to else (result.decks / "preview/index.html", result.project.bounds)
    page = anki_export.preview(result, folder=f"{target.stem}-cards")
    files = {target.parent / name: content for name, content in page.files.items()}
    ignored = {} if to else {target.with_name(".gitignore"): b"*\n"}  # git ignores the folder in any project
    with writing(), atomic.locked(target.parent, bounds):
        older = [path for path in target.with_name(f"{target.stem}-cards").glob("*-*.js") if path not in files]
        atomic.replace_files(target.parent, {**files, target: page.html, **ignored}, older, bounds)
    print_diagnostics(result.diagnostics, err=True)
    info(f"{display_path(target)}: {_size(result)}, {summary(result.diagnostics)}.")
    if options.open_browser:
        _open(target.resolve().as_uri(), display_path(target))
    if has_errors(result.diagnostics):
        sys.exit(1)


def _open(address: str, name: str) -> None:
    import webbrowser  # not click.launch: xdg-open prints a line for each browser that is not installed

    if not webbrowser.open_new_tab(address):
        echo(f"No browser found. Open {name} yourself.")


def _size(result: Result) -> str:
    decks = {deck for _, deck, _ in result.placed()}
    return f"{count(len(result.questions), 'card')} in {count(len(decks), 'deck')}"


def _watch(options: PreviewOptions) -> None:
    from anki_export.cli.preview_server import serve  # takes longer to import than most commands to run

    try:
        seen = anki_export.watched(Path.cwd(), options.source, decks=options.decks)
        page, status = _built(options)
        try:
            server = serve(page, options.port or 0)
        except OSError as error:
            raise RequestError(f"port {options.port or 0}: {(error.strerror or str(error)).lower()}") from None
        echo(f"{server.url}  reloads after every save; press Ctrl-C to stop")
        info(status)
        if options.open_browser:
            _open(server.url, server.url)
        while True:
            seen = _next_change(options, seen)
            try:
                page, status = _built(options)
            except (RequestError, OSError) as error:
                echo(f"{time.strftime('%H:%M:%S')}  {error}; the page was not updated")
                continue
            server.show(page)
            info(status)
    except KeyboardInterrupt:
        return


def _next_change(options: PreviewOptions, seen: Fingerprint) -> Fingerprint:
    """Wait until files differ from `seen` and have stopped changing."""
    before = seen
    while True:
        start = time.monotonic()
        found = anki_export.watched(Path.cwd(), options.source, decks=options.decks)
        if found == before != seen:
            return found
        before = found
        is_idle = found == seen
        time.sleep(max(_SETTLE_SECONDS, (time.monotonic() - start) * _IDLE_FACTOR * is_idle))


def _built(options: PreviewOptions) -> tuple[Preview, str]:
    """The page, and a line that says what is on it."""
    start = time.monotonic()
    result = run(options)
    page = anki_export.preview(result, is_live=True)
    size = f"{time.monotonic() - start:.2f} s  {_size(result)}"
    return page, f"{time.strftime('%H:%M:%S')}  {size}: {summary(result.diagnostics)}"
