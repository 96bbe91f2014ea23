"""A project as it was read: settings, pages to read, and the lock of earlier builds."""

from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from msgspec import Struct

from anki_export.deck.note_type import Style
from anki_export.diagnostics import Diagnostic
from anki_export.disk.source_tree import SourceTree
from anki_export.release.lock import Lock
from anki_export.settings import Settings
from anki_export.source.media.mermaid_pictures import DIAGRAMS
from anki_export.source.naming.navigation import navigation_of
from anki_export.source.naming.site_name import own_name

if TYPE_CHECKING:
    from anki_export.release.lock_conflicts import Merged  # imported only after a merge


class Project(Struct, frozen=True):
    """Settings, pages to read, and the lock of earlier builds."""

    settings: Settings
    tree: SourceTree
    decks: Path
    bounds: Path
    """Links among the decks must not point outside this folder: the project's, or `decks` if that is elsewhere."""
    style: Style
    """Templates and styles, with the settings applied."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Problems in settings, styles and lock."""
    lock: Lock | None = None
    """None if the lock must not be trusted."""
    lock_digest: str = ""
    """Digest of the lock file as read; empty if it did not exist."""
    packages: tuple[Path, ...] = ()
    """Packages published before there was a lock: their guids and deck names are adopted."""
    conflicts: tuple[str, ...] = ()
    """The files among lock, changelog and index in which a merge has left both sides, as the user would type them."""
    merges: bool = False
    """Whether a build merges these sides."""
    merged: "Merged | None" = None
    """The sides of the lock that a build merges."""
    starts_over: bool = False
    """Whether to start with a new lock even if cards were released."""
    may_retire: bool = False
    """Whether a build retires cards of questions that are still on their page but no longer read."""

    @property
    def decks_option(self) -> str:
        """The option -o, to repeat it in commands of hints; empty for the folder that the settings name."""
        return "" if self.decks == self.settings.home / self.settings.decks else f" -o {quote(str(self.decks))}"

    @property
    def name(self) -> str:
        """The name that the settings or the site give; empty if there is none."""
        return self.settings.parent or own_name(navigation_of(self.settings.site), self.tree)

    @property
    def drawings(self) -> tuple[tuple[Path, Path], ...]:
        """The folders to search for rendered diagrams, each with the folder that links must not point outside of.

        The project's usual folder is one of them even with `-o`: diagrams rendered once are part of the input.
        """
        found = [(self.bounds, (self.decks / DIAGRAMS).absolute())]
        with suppress(OSError):  # the settings name a folder outside the project, and `-o` another one
            self.tree.disk.locate_in(self.settings.home, self.settings.decks)
            usual = self.settings.home / self.settings.decks / DIAGRAMS
            found.append((self.settings.home, usual.absolute()))
        return tuple(dict.fromkeys(found))
