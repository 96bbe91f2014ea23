"""Find the folder to publish into, and make sure that no unrelated file is overwritten there."""

from pathlib import Path

from msgspec import Struct

from anki_export.deck.download_index import INDEX, load_index
from anki_export.deck.feed import FEED
from anki_export.deck.loaded_project import Project
from anki_export.deck.package_file_names import slug_of
from anki_export.deck.plan_result import Result
from anki_export.diagnostics import Diagnostic, Location, Rule, UsageError
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.publish.download_button_script import SCRIPT, owner_of
from anki_export.publish.download_page import PAGE, has_broken_marks
from anki_export.release.lock import Lock
from anki_export.settings import bounds_of, folder_problem, outside_project

_MAX_BYTES = 1 << 30


class PublishTarget(Struct, frozen=True):
    """The folder to publish into."""

    folder: Path
    bounds: Path
    """Links in it must not point outside this folder."""

    def read(self, result: Result, name: str) -> bytes | None:
        """The content of a file in the folder, or None if it does not exist; raises OSError."""
        path = self.folder / name
        try:
            return result.disk.read_in_or_none(self.bounds, path.absolute(), _MAX_BYTES)
        except OSError as error:
            error.filename = error.filename or str(path)
            raise


def publish_target(result: Result, folder: Path | None = None) -> tuple[PublishTarget | None, list[Diagnostic]]:
    """The folder that the user named, or that of the setting `publish`; None with a diagnostic if it can't be used.

    Like `decks`, the setting must not leave the project; the user may name any folder. Raises UsageError without
    either, and for a folder with another purpose; raises OSError if its files can't be read.
    """
    project, disk = result.project, result.disk
    settings = project.settings
    if folder is None and not settings.publish:
        raise UsageError(
            'name a folder of your site, such as: anki-export publish docs/decks, or set publish = "docs/decks"'
        )
    if folder is None:
        if problem := folder_problem(settings, settings.publish, disk):
            return None, [outside_project(settings, "publish", problem, "anki-export publish")]
        target = PublishTarget(settings.home / settings.publish, settings.home)
    else:
        target = PublishTarget(folder, bounds_of(settings, folder, disk))
    _refuse_folder_of_other_use(project, target.folder)
    foreign = _foreign_file(result, target)
    return (None, [foreign]) if foreign else (target, [])


def _refuse_folder_of_other_use(project: Project, folder: Path) -> None:
    """Raise UsageError for a file, and for a folder that has the pages or the lock."""
    shown, disk = display_path(folder), project.tree.disk
    if blocker := next((path for path in (folder, *folder.parents) if path.exists() and not path.is_dir()), None):
        raise UsageError(f"{display_path(blocker)} is a file: name a folder to publish into")
    place = disk.locate(folder)
    for other, content in ((project.tree.root, "the pages"), (project.decks, "the lock")):
        if disk.locate(other).is_relative_to(place):
            raise UsageError(f"{shown} has {content}: publish into a separate folder, such as docs/decks")


def _foreign_file(result: Result, target: PublishTarget) -> Diagnostic | None:
    """Report a file that publishing would overwrite although it is not ours."""
    lock = result.release.lock if result.release else result.lock
    script, index = target.read(result, SCRIPT), target.read(result, INDEX)
    hint = "publish into another folder, or move this file elsewhere"
    if script is not None and owner_of(script) != lock.started:
        name, message = SCRIPT, "it was not written for these decks: another project publishes into this folder"
        hint = (
            "publish into another folder; if the decks here are earlier ones of this project, restore their lock, or"
            f" move {display_path(target.folder)} elsewhere if you have started over"
        )
    elif script is None and index is not None and not _has_only_ours(index, lock):
        name, message = INDEX, "it was not written for these decks"
    elif script is None and index is None and target.read(result, FEED) is not None:
        name, message = FEED, "it was not written for these decks"
    elif has_broken_marks(target.read(result, PAGE)):
        name, message = PAGE, "the marks around the generated part are damaged"
        hint = "keep one start mark above one end mark, or remove both: the generated part is then added at the end"
    else:
        return None
    return Diagnostic(Location(display_path(target.folder / name)), Rule.NOT_OURS, message, hint)


def _has_only_ours(index: bytes, lock: Lock) -> bool:
    """Whether an index, such as a copy of that in the decks folder, lists only decks of the lock."""
    rows = load_index(index).decks
    return bool(rows) and all(slug_of(row.file) in lock.decks for row in rows)
