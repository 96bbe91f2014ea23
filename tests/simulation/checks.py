"""Whether the promise is kept: what the program made and what the learner has, against what the model knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tests.simulation.model import Place, Question, Site, places
from tests.simulation.promise import Last, last_places, may_exchange, must_keep
from tests.simulation.texts import letters
from tests.support.html_text import text_of
from tests.support.learner import Learner, Studied

KINDS = ("wrong", "doubled", "lost", "overwritten", "guard", "bytes")
"""What may be wrong: a card went to another question; a question has two cards; reviews that the text could have kept
are lost; text, edits, tags, due dates or reviews of a learner are not as they should be; a build stopped without a
reason, or did not stop; a second build changed files."""


class Problem(NamedTuple):
    kind: str
    what: str
    identities: frozenset[int] = frozenset()
    """The questions that it is about."""


@dataclass(frozen=True)
class Known:
    """What is known after a build."""

    site: Site
    guids: dict[int, str]
    """The card of each question that is on a page, by identity."""
    released: dict[int, str]
    """The last card of each question, also of those that are gone."""
    owners: dict[str, int]
    """The question of each card that was ever released."""
    last: dict[int, Last]
    """Where each question stood last."""


def after_build(site: Site, guids: dict[int, str], before: Known | None = None) -> Known:
    """What is known after a build that gave these cards to the questions of the site."""
    owners = {guid: identity for identity, guid in guids.items()}
    if before is None:
        return Known(site, guids, guids, owners, last_places({}, site))
    return Known(site, guids, before.released | guids, before.owners | owners, last_places(before.last, site))


class Own(NamedTuple):
    """What a learner wrote into a note."""

    explanation: str
    tag: str


class Note(NamedTuple):
    asked: str
    answer: str
    explanation: str
    tags: frozenset[str]


@dataclass(frozen=True)
class Collection:
    """What a learner has, by guid."""

    notes: dict[str, Note]
    schedule: dict[str, Studied]


def collection_of(learner: Learner) -> Collection:
    notes = {}
    for note in learner.notes():
        question, answer, explanation = (letters(text_of(note[name])) for name in ("Question", "Answer", "Explanation"))
        notes[note.guid] = Note(question, answer, explanation, frozenset(note.tags))
    return Collection(notes, learner.schedule())


def cards_are_kept_and_not_exchanged(before: Known, after: Known) -> Iterator[Problem]:
    """Each question that must keep its card has it, and no card went to another question."""
    for identity in sorted(must_keep(before.site, after.site, before.last)):
        old = before.released[identity]
        if after.guids[identity] != old:
            yield Problem(
                "lost", f"{identity} had the card {old} and has {after.guids[identity]}", frozenset([identity])
            )
    now = places(after.site)
    for identity, guid in after.guids.items():
        owner = before.owners.get(guid, identity)
        if owner != identity and not may_exchange(before.last[owner], now[identity]):
            what = f"{identity} has the card {guid}, which was that of {owner}"
            yield Problem("wrong", what, frozenset([identity, owner]))


def notes_say_what_the_pages_say(after: Known, learner: Collection, own: dict[str, Own]) -> Iterator[Problem]:
    """Each question has a note with its text, except where the learner wrote another explanation."""
    for identity, place in places(after.site).items():
        guid = after.guids[identity]
        note = learner.notes.get(guid)
        expected = _note_of(place.question)
        if note and guid in own:
            expected = expected._replace(explanation=note.explanation)
        if note is None or note._replace(tags=frozenset()) != expected:
            what = f"the note {guid} of {identity} should be {expected}, but is {note}"
            yield Problem("overwritten", what, frozenset([identity]))


def _note_of(question: Question) -> Note:
    text = question.text
    return Note(question.asked, letters(f"{text.answer}."), letters(f"{text.explanation}."), frozenset())


def no_note_is_unknown(after: Known, learner: Collection) -> Iterator[Problem]:
    """The learner has no note but those of cards that are or were in use."""
    for guid in sorted(learner.notes.keys() - after.owners.keys()):
        yield Problem("doubled", f"nobody knows the note {guid}: {learner.notes[guid]}")


def reviews_and_due_dates_stay(before: Collection, after: Collection) -> Iterator[Problem]:
    """No import changes when a card is due, what was reviewed, or its deck; retired cards included."""
    for guid, studied in before.schedule.items():
        if studied.kind != 0 and after.schedule.get(guid) != studied:
            yield Problem("overwritten", f"the card {guid} was {studied} and is {after.schedule.get(guid)}")


def edits_and_tags_stay(before: Known, after: Known, learner: Collection, own: dict[str, Own]) -> Iterator[Problem]:
    """What the learner wrote is there where the content did not change; notes out of use included."""
    changed = {guid for identity, guid in after.guids.items() if not is_unchanged(identity, before, after)}
    for guid, wrote in own.items():
        if guid not in changed and not _has(learner.notes[guid], wrote):
            what = f"the learner wrote {wrote} into {guid}, and now it is {learner.notes[guid]}"
            yield Problem("overwritten", what, frozenset({before.owners[guid]}))


def still_own(before: Known, after: Known, learner: Collection, own: dict[str, Own]) -> dict[str, Own]:
    """What the learner wrote and still has; a new text replaces it, and a new place of the same text may do so."""
    rewritten = {guid for identity, guid in after.guids.items() if _is_rewritten(identity, before, after)}
    return {guid: wrote for guid, wrote in own.items() if guid not in rewritten and _has(learner.notes[guid], wrote)}


def _has(note: Note, wrote: Own) -> bool:
    return note.explanation == letters(wrote.explanation) and wrote.tag in note.tags


def _is_rewritten(identity: int, before: Known, after: Known) -> bool:
    """Whether a question has another text than when it was last on a page; a new one has none."""
    last = before.last.get(identity)
    return last is None or last.question != after.last[identity].question


def is_unchanged(identity: int, before: Known, after: Known) -> bool:
    """Whether a learner reads the same on the card as before: text, topic and level."""
    was, now = places(before.site).get(identity), places(after.site)[identity]
    return was is not None and _shown(was) == _shown(now) and before.guids[identity] == after.guids[identity]


def _shown(place: Place) -> tuple[object, ...]:
    page = place.page
    return place.question, page.folder, page.level, page.title
