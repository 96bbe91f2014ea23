"""`anki-export open`: give packages to Anki, which shows its import dialog."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from anki_export import BundleRow, DeckRow, Index, released
from anki_export.cli.safe_output import RequestError, echo, info
from anki_export.disk.open_with_program import hand_over, no_display, opener
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.text.similarity import nearest

_BY_HAND = "To import it yourself, choose File → Import in Anki, or send it to a phone and open it there."


def open_(names: Sequence[str], decks: Path | None) -> None:
    """Give the packages of the named decks to Anki; without names, the bundle of all decks."""
    folder, index = released(decks=decks)
    packages = [folder / file for file in dict.fromkeys(_wanted(names, index))]
    if reason := no_display():
        _not_opened(packages, reason)
    command = opener()
    if not command:
        _not_opened(packages, "no program was found that opens packages; install Anki from https://apps.ankiweb.net")
    for package in packages:
        if not hand_over(command, package):
            _not_opened([package], f"{Path(command[0]).name} could not open it")
        info(f"Opened {display_path(package)}: Anki asks before it imports anything.")


def _wanted(names: Sequence[str], index: Index) -> Iterator[str]:
    """The files of the named packages, or of the bundle of all decks."""
    if not names:
        yield _of_all_decks(index)
    for name in names:
        wanted = {name.casefold(), Path(name).name.casefold()}
        found = [row.file for row in index.rows if wanted & _names(row, index)]
        if not found:
            known = sorted({row.name for row in index.rows})
            near = nearest(name, known)
            hint = f"did you mean {near!r}?" if near else f"the decks are {', '.join(map(repr, known))}"
            raise RequestError(f"no deck {name!r}; {hint}")
        yield from found


def _of_all_decks(index: Index) -> str:
    whole: list[DeckRow | BundleRow] = [row for row in index.bundles if not row.topic]
    if not whole and len(index.decks) > 1:
        names = ", ".join(repr(row.name) for row in index.decks)
        raise RequestError(f"there is no bundle of all decks; name the decks to open: {names}")
    return (whole or list(index.decks))[0].file


def _names(row: DeckRow | BundleRow, index: Index) -> set[str]:
    """What a package may be called; a topic without its own package means each of its decks."""
    names = [row.name, row.file, row.file.removesuffix(f"-{row.version}.apkg")]
    if isinstance(row, DeckRow) and not any(bundle.topic == row.topic for bundle in index.bundles):
        names.append(row.topic)
    return {name.casefold() for name in names}


def _not_opened(packages: Sequence[Path], reason: str) -> None:
    for package in packages:
        echo(f"Not opened: {display_path(package)}: {reason}. {_BY_HAND}", err=True)
    sys.exit(1)
