"""The folders of pages and decks, and which ones settings may name."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from shlex import quote
from urllib.parse import quote as quote_url
from urllib.parse import urljoin

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.recorded_reads import Disk, Outside
from anki_export.settings.setting_defaults import Settings


class Folders(Struct, frozen=True):
    """The folders of the pages and decks of a project."""

    pages: Path | None
    """None when the settings name a folder that they must not name."""
    decks: Path
    bounds: Path
    """Links among the decks must not point outside this folder."""


def folders_of(
    settings: Settings, sources: Sequence[Path], decks: Path | None, disk: Disk
) -> tuple[Folders, list[Diagnostic]]:
    """The folders of pages and decks, and diagnostics; the user named `sources` and `decks`.

    Settings come with the pages and are not trusted: folders that they name must be below the settings file. Only the
    user may name other folders; then these are the only folders of pages.
    """
    pages: Path | None = settings.home / settings.source
    problems = []
    if problem := folder_problem(settings, settings.source, disk):
        pages = None
        if not sources:
            problems.append(outside_project(settings, "source", problem, "anki-export build"))
    if decks is None:
        if problem := folder_problem(settings, settings.decks, disk):
            problems.append(outside_project(settings, "decks", problem, "anki-export build --decks"))
        return Folders(pages, settings.home / settings.decks, settings.home), problems
    return Folders(pages, decks, bounds_of(settings, decks, disk)), problems


def bounds_of(settings: Settings, folder: Path, disk: Disk) -> Path:
    """The folder that links in a folder named by the user must not lead out of: the project, if it is part of it."""
    is_inside = disk.locate(folder).is_relative_to(disk.locate(settings.home))
    return settings.home if is_inside else folder


def folder_problem(settings: Settings, folder: str, disk: Disk) -> str:
    """Why the settings must not name a folder, or an empty string."""
    try:
        disk.locate_in(settings.home, folder)
    except Outside as error:
        return str(error).replace("the folder", "the folder of the settings file")
    except OSError:
        return "can't be resolved"
    return ""


def decks_url(settings: Settings) -> str:
    """The address at which the folder of the setting `publish` is on the site; empty if it is not known."""
    folder, pages = PurePosixPath(settings.publish), PurePosixPath(settings.source)
    if not (settings.site_url and settings.publish and folder.is_relative_to(pages)):
        return ""
    path = f"{folder.relative_to(pages)}/".removeprefix("./")
    return urljoin(settings.site_url.rstrip("/") + "/", quote_url(path.removeprefix(settings.site.folder)))


def outside_project(settings: Settings, name: str, problem: str, command: str) -> Diagnostic:
    """The diagnostic for a setting that names a folder which `folder_problem` refuses."""
    folder = getattr(settings, name)
    place = settings.places.get(name, Location(name))
    hint = (
        "name a folder next to or below the settings file;"
        f" to use this one anyway, name it on the command line: {command} {quote(folder)}"
    )
    return Diagnostic(place, Rule.OUT_OF_PROJECT, f"{name} {folder!r} {problem}", hint)
