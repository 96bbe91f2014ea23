"""A collection in the real Anki backend."""

from pathlib import Path
from typing import Any


class Learner:
    """A collection in the real Anki backend, and what a learner does with it."""

    def __init__(self, path: Path) -> None:
        from anki.collection import Collection

        self.col = Collection(str(path))

    def import_package(self, package: Path) -> dict[str, int]:
        """Import with the dialog's defaults; the number of notes that were new, updated, duplicate, conflicting."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        log = self.col.import_anki_package(request).log
        self.col.models._clear_cache()
        names = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
        return {name: n for name in names if (n := len(getattr(log, name)))}

    def notes(self) -> list[Any]:
        return [self.col.get_note(i) for i in self.col.find_notes("")]

    def note(self, question: str) -> Any:
        (found,) = [note for note in self.notes() if question in note["Question"]]
        return found

    def study(self, times: int) -> None:
        """Answer `times` cards of the topic Git with Good."""
        self.col.decks.select(self.col.decks.id("Git"))
        for _ in range(times):
            top = self.col.sched.get_queued_cards().cards[0]
            card = self.col.get_card(top.card.id)
            card.start_timer()
            answer = self.col.sched.build_answer(card=card, states=top.states, rating=2)
            self.col.sched.answer_card(answer)

    def reviews(self) -> int:
        count: int = self.col.db.scalar("select count() from revlog")
        return count
