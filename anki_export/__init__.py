"""Build versioned Anki decks from Markdown pages of interview questions."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anki_export.deck.build_outcome import Outcome, Written, WrittenBundle
    from anki_export.deck.download_index import BundleRow, DeckRow, Index
    from anki_export.deck.loaded_project import Project
    from anki_export.deck.plan_result import Result
    from anki_export.deck.preview_page import Preview, preview
    from anki_export.deck.write_release import Stale, entries, write
    from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, UsageError
    from anki_export.disk.cache import Cache
    from anki_export.disk.changed_files import Fingerprint
    from anki_export.disk.source_tree import tree_of
    from anki_export.parallel import Track
    from anki_export.pipeline import change_lock, initial_settings, load, load_pages, plan, released, verify, watched
    from anki_export.publish.find_and_check_publish_folder import PublishTarget, publish_target
    from anki_export.publish.write_published import Published, check_published, publish_decks
    from anki_export.release.types import Change, Decide, DeckRelease, PossibleMatch, Release
    from anki_export.settings import Settings
    from anki_export.source.edit.rewrite_pages import fix_pages, pin_pages
    from anki_export.source.pages_and_questions import Level, Markdown, Media, Question, Tree
    from anki_export.source.read_pages import Execution, read_text

__all__ = [
    "BundleRow", "Cache", "Change", "Decide", "DeckRelease", "DeckRow", "Diagnostic", "Execution", "Fingerprint",
    "Index", "Level", "Location", "Markdown", "Media", "Outcome", "PossibleMatch", "Preview", "Project",
    "PublishTarget", "Published", "Question", "Release", "Result", "Rule", "Settings", "Severity", "Stale", "Track",
    "Tree", "UsageError", "Written", "WrittenBundle",
    "change_lock", "check_published", "entries", "fix_pages", "initial_settings", "load", "load_pages", "pin_pages",
    "plan", "preview", "publish_decks", "publish_target", "read_text", "released", "tree_of", "verify", "watched",
    "write",
]  # fmt: skip

STOPPED = "Interrupted by Ctrl-C. No file was left half-written."

_WHERE = {
    "deck.download_index": "BundleRow DeckRow Index",
    "deck.preview_page": "Preview preview",
    "deck.build_outcome": "Outcome Written WrittenBundle",
    "deck.loaded_project": "Project",
    "deck.plan_result": "Result",
    "deck.write_release": "Stale entries write",
    "diagnostics": "Diagnostic Location Rule Severity UsageError",
    "disk.cache": "Cache",
    "disk.source_tree": "tree_of",
    "disk.changed_files": "Fingerprint",
    "parallel": "Track",
    "pipeline": "change_lock initial_settings load load_pages plan released verify watched",
    "publish.find_and_check_publish_folder": "PublishTarget publish_target",
    "publish.write_published": "Published check_published publish_decks",
    "release.types": "Change Decide DeckRelease PossibleMatch Release",
    "settings": "Settings",
    "source.edit.rewrite_pages": "fix_pages pin_pages",
    "source.pages_and_questions": "Level Markdown Media Question Tree",
    "source.read_pages": "Execution read_text",
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Import a name when it is first used: the parser alone takes longer than most commands."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
