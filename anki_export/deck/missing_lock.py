"""Report a missing lock where cards were released: with a new one, learners would get every card a second time."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from shlex import quote

from msgspec.structs import replace

from anki_export.deck.download_index import INDEX
from anki_export.deck.loaded_project import Project
from anki_export.deck.package_file_names import packages_in
from anki_export.deck.read_lock import LOCK_LIMIT
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk import git_status
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk
from anki_export.disk.source_tree import is_for_tools
from anki_export.release.lock import EMPTY_LOCK, LOCK, load_lock
from anki_export.release.report_names_ignored_by_released_decks import START_OVER
from anki_export.settings import up_to_repository

_MOST_FOLDERS = 250
"""How many folders below the project are searched for its former lock, nearest first: this takes 5 ms."""
_MOST_LOCKS = 20
"""How many other locks are read: a project has one, and each folder of copies or of other projects one more."""
_USUAL = Path("decks", LOCK)
"""The lock of a project without settings; with settings above, a build in a sub-folder uses these."""


def missing_lock(project: Project, pages: Sequence[str]) -> list[Diagnostic]:
    """Signs that a missing lock is lost or elsewhere, or would be; `pages` are those of the build."""
    if project.lock is None or project.lock_digest or project.packages or project.starts_over or not pages:
        return []
    disk = project.tree.disk.fresh()  # once there is a lock, nothing depends on this
    found = (
        lost_lock(project.decks, disk)
        or (_new_folder(project, pages, disk) if project.decks_option else _lock_elsewhere(project, pages, disk))
        or ([] if project.decks_option else _ignored_lock(project, pages))
    )
    is_there_now = disk.exists(project.decks / LOCK)  # another build has written it; this one will plan again
    return [] if is_there_now else found


def lost_lock(decks: Path, disk: Disk) -> list[Diagnostic]:
    """Report a missing lock that the last commit has, or that packages need."""
    if command := git_status.restoring_command(decks / LOCK):
        return [_lost(decks, "the lock is missing, but the last commit has it", f"restore it: {command}")]
    if packages := packages_in(decks, disk):
        path, _ = packages[0]
        option = f"--from-package {quote(display_path(path))}"
        remedy = f"restore it from a copy, or keep the cards of each package: build with {option}"
        return [_lost(decks, f"the lock is missing, but {path.name} exists", remedy)]
    if disk.is_file((decks / INDEX).absolute()):  # the last file that a build writes
        message = f"the lock is missing, but {INDEX} was written with one"
        return [_lost(decks, message, "restore it from an earlier commit or a copy")]
    return []


def _lost(decks: Path, message: str, remedy: str) -> Diagnostic:
    hint = f"{remedy}; to start with a new lock on purpose, {START_OVER}"
    return Diagnostic(Location(display_path(decks / LOCK)), Rule.LOCK_LOST, message, hint)


def _new_folder(project: Project, pages: Sequence[str], disk: Disk) -> list[Diagnostic]:
    """Report that the first build into a folder named by the user would ignore the usual lock."""
    home, decks = project.settings.home, project.decks
    path = home / project.settings.decks / LOCK
    if not _has_cards_of(project, pages, home, path, disk):
        return []
    return [
        Diagnostic(
            Location(display_path(path)),
            Rule.LOCK_ELSEWHERE,
            f"a build into {display_path(decks)}/ ignores this lock: learners who have its cards would get them twice",
            f"copy it to {display_path(decks / LOCK)} first, or ignore this if no learner has these cards",
        )
    ]


def _lock_elsewhere(project: Project, pages: Sequence[str], disk: Disk) -> list[Diagnostic]:
    """Report a lock with cards of these pages, of a project around this folder or of its former folder of decks."""
    home, decks = project.settings.home, project.decks
    around = dict.fromkeys(chain.from_iterable(up_to_repository(start, disk) for start in (home, project.tree.root)))
    locks = chain(((folder, folder / _USUAL) for folder in around), ((home, path) for path in _locks_below(home, disk)))
    existing = ((folder, path) for folder, path in locks if disk.exists(path))
    for folder, path in islice(existing, _MOST_LOCKS):
        if _has_cards_of(project, pages, folder, path, disk):
            option = f"-o {quote(os.path.relpath(path.parent))}"
            remedy = (
                f"move it to {display_path(decks / LOCK)}, or use it where it is: {option}"
                if path.is_relative_to(home)
                else f"run the command in {os.path.relpath(folder)}, or add {option}"
            )
            return [_lost(decks, f"the lock is missing, but {os.path.relpath(path)} has cards of these pages", remedy)]
    return []


def _locks_below(home: Path, disk: Disk) -> Iterator[Path]:
    """Yield the files below a folder that have the name of a lock, nearest first; links are not followed."""
    waiting = deque([home])
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            return
        folder = waiting.popleft()
        try:
            names = disk.names(folder)
        except OSError:
            continue
        if folder != home and is_for_tools(folder.name, names):
            continue
        if (LOCK, "file") in names:
            yield folder / LOCK
        waiting += (folder / name for name, kind in names if kind == "folder" and not name.startswith("."))


def _has_cards_of(project: Project, pages: Sequence[str], bounds: Path, path: Path, disk: Disk) -> bool:
    """Whether a lock has cards of these pages; it is read only inside the folder `bounds`."""
    try:
        data = disk.read_in_or_none(bounds, path.absolute(), LOCK_LIMIT)
        there = replace(project.tree, anchor=disk.locate(path.parent).parent)
    except (OSError, RuntimeError):  # such as a link that points outside; it is not the lock of this build
        return False
    lock, _ = load_lock(data, "")
    of_cards = {card.page for card in (lock or EMPTY_LOCK).cards}
    return bool(of_cards) and not of_cards.isdisjoint(map(there.key, pages))


def _ignored_lock(project: Project, pages: Sequence[str]) -> list[Diagnostic]:
    """Report that git would ignore the lock, although it keeps the pages."""
    line = git_status.ignoring_line(project.decks / LOCK, project.tree.root / pages[0])
    if not line:
        return []
    message = f"git ignores the lock ({line}): a build in another clone would make new cards"
    return [_lost(project.decks, message, "remove or narrow this line, so that the lock can be committed")]
