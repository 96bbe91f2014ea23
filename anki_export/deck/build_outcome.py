"""The outcome of a build: what it did to each package."""

from pathlib import Path

from msgspec import Struct

from anki_export.diagnostics import Diagnostic
from anki_export.release.types import BundleRelease, DeckRelease


class Written(Struct, frozen=True):
    """What a build did to the package of one deck."""

    release: DeckRelease
    path: Path
    is_new: bool
    """Whether the package was written, because it was missing or outdated."""


class WrittenBundle(Struct, frozen=True):
    """What a build did to the package of a bundle."""

    release: BundleRelease
    path: Path
    is_new: bool
    """Whether the package was written, because it was missing or outdated."""


class Outcome(Struct, frozen=True):
    """The outcome of a build."""

    written: tuple[Written, ...] = ()
    """The outcome for each deck."""
    bundles: tuple[WrittenBundle, ...] = ()
    marked: tuple[str, ...] = ()
    """The packages that were written to mark retired cards."""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_idle: bool = False
    """Whether all files were up to date, so that nothing was written."""
