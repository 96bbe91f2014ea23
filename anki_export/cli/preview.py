"""`anki-export preview`: one page to look at all cards before they are published."""

import sys
import time
from pathlib import Path

import click

import anki_export
from anki_export import Fingerprint, Preview, Result
from anki_export.cli.common import count, print_diagnostics, run, stop, summary, writing
from anki_export.cli.echo import note, say
from anki_export.diagnostics import Rule, has_errors
from anki_export.disk import atomic
from anki_export.disk.paths import display_path

FOLDER = "preview"
_PATIENCE = 0.2
"""Seconds for which nothing may change before the page is made anew: editors write in several steps."""
_IDLE = 20
"""A look at the files takes at most one part of so many of the time."""


def preview(
    source: tuple[Path, ...],
    decks: Path | None,
    to: Path | None,
    is_opened: bool,
    watch: bool,
    port: int | None,
) -> None:
    """Write one HTML page that shows all cards of SOURCE (else of the folder `source`) as Anki will show them."""
    if watch and to:
        raise click.UsageError("--watch serves the page and writes none: leave out --to")
    if to and to.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"--to {to}: the page is HTML; name a file such as {to.stem or 'preview'}.html")
    if port and not watch:
        raise click.UsageError("--port is for --watch")
    if watch:
        _watch(source, decks, is_opened, port or 0)
        return
    result = run(source, decks)
    if not to and any(diagnostic.rule is Rule.OUT_OF_PROJECT for diagnostic in result.diagnostics):
        print_diagnostics(result.diagnostics, err=True)  # there is no folder for the page
        stop(result.diagnostics)
    page = anki_export.preview(result).html
    contents = {to: page} if to else _in_its_folder(result.decks / FOLDER, page)
    with writing():
        atomic.write_files(contents, bounds=None if to else result.project.bounds)
    target = next(iter(contents))
    print_diagnostics(result.diagnostics, err=True)
    note(f"{display_path(target)}: {_size(result)}, {summary(result.diagnostics)}.")
    if is_opened:
        _open(target.resolve().as_uri(), display_path(target))
    if has_errors(result.diagnostics):
        sys.exit(1)


def _open(address: str, name: str) -> None:
    import webbrowser  # not click.launch: xdg-open prints a line for each browser that it misses

    if not webbrowser.open_new_tab(address):
        say(f"No browser was found: open {name} yourself.")


def _in_its_folder(folder: Path, page: bytes) -> dict[Path, bytes]:
    """The page in a folder that keeps itself out of version control, whatever the project ignores."""
    return {folder / "index.html": page, folder / ".gitignore": b"*\n"}


def _size(result: Result) -> str:
    decks = {deck for _, deck, _ in result.placed()}
    return f"{count(len(result.questions), 'card')} in {count(len(decks), 'deck')}"


def _watch(source: tuple[Path, ...], decks: Path | None, is_opened: bool, port: int) -> None:
    from anki_export.cli.serve import serve  # takes longer to import than most commands to run

    try:
        seen = anki_export.watched(Path.cwd(), source, decks=decks)
        page, result, seconds = _timed(source, decks)
        try:
            server = serve(page, port)
        except OSError as error:
            raise click.UsageError(f"port {port}: {(error.strerror or str(error)).lower()}") from None
        say(f"{server.url}  renewed with every save; Ctrl-C ends it")
        _tell(result, seconds)
        if is_opened:
            _open(server.url, server.url)
        while True:
            seen = _next_change(source, decks, seen)
            try:
                page, result, seconds = _timed(source, decks)
            except (click.UsageError, OSError) as error:
                say(f"{time.strftime('%H:%M:%S')}  {error}; the page stays as it was")
                continue
            server.show(page)
            _tell(result, seconds)
    except KeyboardInterrupt:
        return


def _next_change(source: tuple[Path, ...], decks: Path | None, seen: Fingerprint) -> Fingerprint:
    """Wait until files differ from `seen` and have settled."""
    before = seen
    while True:
        start = time.monotonic()
        found = anki_export.watched(Path.cwd(), source, decks=decks)
        if found == before != seen:
            return found
        before = found
        time.sleep(max(_PATIENCE, (time.monotonic() - start) * _IDLE))


def _timed(source: tuple[Path, ...], decks: Path | None) -> tuple[Preview, Result, float]:
    start = time.monotonic()
    result = run(source, decks)
    return anki_export.preview(result, is_live=True), result, time.monotonic() - start


def _tell(result: Result, seconds: float) -> None:
    note(f"{time.strftime('%H:%M:%S')}  {seconds:.2f} s  {_size(result)}: {summary(result.diagnostics)}")
