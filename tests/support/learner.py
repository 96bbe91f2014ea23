"""A collection in the real Anki backend."""

from pathlib import Path
from typing import Any, NamedTuple


class Studied(NamedTuple):
    """What a learner has of a card besides its text."""

    deck: str
    due: int
    interval: int
    kind: int
    """Anki's type of a card: 0 is new, 2 is in review."""
    reviews: tuple[int, ...]
    """The ids of its entries in the review log."""


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

    def schedule(self) -> dict[str, Studied]:
        """When each card is due and what was reviewed, by the guid of its note; our notes have one card each."""
        reviews: dict[int, list[int]] = {}
        for entry, card in self.col.db.execute("select id, cid from revlog order by id"):
            reviews.setdefault(card, []).append(entry)
        decks = {deck.id: deck.name for deck in self.col.decks.all_names_and_ids()}
        rows = self.col.db.execute(
            "select n.guid, c.id, c.did, c.due, c.ivl, c.type from cards c join notes n on n.id = c.nid"
        )
        return {
            guid: Studied(decks[deck], due, interval, kind, tuple(reviews.get(card, ())))
            for guid, card, deck, due, interval, kind in rows
        }

    def card_of(self, guid: str) -> Any:
        (card,) = self.col.db.list("select c.id from cards c join notes n on n.id = c.nid where n.guid = ?", guid)
        return self.col.get_card(card)

    def due_in(self, guid: str, days: int) -> None:
        """Make the card a review card that is due in so many days, with an entry in the review log."""
        self.col.sched.set_due_date([self.card_of(guid).id], f"{days}!")

    def answer(self, guid: str) -> None:
        """Answer the card of a note with Good, wherever it is in the queue."""
        card = self.card_of(guid)
        card.start_timer()
        states = self.col._backend.get_scheduling_states(card.id)
        self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=states, rating=2))

    def changed_at(self, note: Any, time: int) -> None:
        """As if the learner had saved the note at another time than now."""
        assert self.col.db
        self.col.db.execute("update notes set mod = ? where id = ?", time, note.id)
