"""Create the initial lock from packages that were published before there was a lock.

Learners have cards of these notes. A question that takes over a note's guid also takes over its reviews, so uncertain
pairs are not matched: a wrong match would give a learner another question's history.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.apkg.read_notes import ForeignNote, unpack
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.card_order import GAP
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.match_probability import Text, evidence, in_words, pairs, settle
from anki_export.release.rewording_or_sibling import asks_something_else
from anki_export.release.types import FIRST, Release
from anki_export.source.pages_and_questions import Question
from anki_export.source.render_and_sanitize import plain_text
from anki_export.text.invisible_characters import remove_invisible
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.similarity import words

_QUESTION_FIELDS = frozenset({"question", "front", "frage"})
_ANSWER_FIELDS = frozenset({"answer", "back", "antwort"})
_EXPLANATION_FIELDS = frozenset({"explanation"})
_NUMBER = regex(r"^(?:(?:question|q)\s*)?\d+\s*[.):]\s+", re.IGNORECASE)
_DISTINCTIVE_WORDS = 4
"""Minimum number of words for an answer to distinguish questions."""
_LATEST = 2**33 - 2
"""The latest time that still leaves room in the lock for a later change."""


class _PlainNote(Struct, frozen=True):
    """A note, as plain text."""

    note: ForeignNote
    question: str
    answer: str
    explanation: str

    @property
    def body(self) -> str:
        return f"{self.answer}\n{self.explanation}"


def adopt(notes: Iterable[ForeignNote], questions: Sequence[Question]) -> list[tuple[ForeignNote, Question | None]]:
    """For each note the question that it asks, or None; one to one.

    `questions` are all questions of the project. Of notes with the same guid, only the newest is used. Of several notes
    with the same question, the one with the same answer is matched, else the newest, which was published last.
    """
    asked = [_plain(note) for note in _newest(notes)]
    asked.sort(key=lambda one: -one.note.modified)
    found: dict[int, int] = {}
    for key_of in _STEPS:
        found |= _equal(asked, questions, found, key_of)
    for topic in dict.fromkeys(question.topic for question in questions):
        found |= _alike(asked, questions, found, topic)
    result = [(one.note, questions[found[i]] if i in found else None) for i, one in enumerate(asked)]
    return sorted(result, key=lambda pair: (pair[0].deck, pair[0].guid))


def take_over(
    packages: Sequence[tuple[str, bytes]], questions: Sequence[Question], fresh: Release, model_id: int
) -> tuple[Lock, list[Diagnostic]]:
    """The initial lock, with the guids and deck names of packages, which are pairs of a shown path and the content.

    `fresh` is what a build without a lock would release; `model_id` is the id of our note type.
    """
    notes: list[ForeignNote] = []
    problems: list[Diagnostic] = []
    for shown, data in packages:
        found, more = unpack(data, shown)
        notes += found
        problems += more
    adopted = adopt(notes, questions)
    if names := foreign(adopted, model_id):
        message = f"learners whose notes use another note type ({', '.join(names)}) keep the old text of their cards"
        problems.append(Diagnostic(Location(packages[0][0]), Rule.FOREIGN, message, FOREIGN_HINT))
    return first_lock(adopted, fresh), problems


def first_lock(found: Iterable[tuple[ForeignNote, Question | None]], release: Release) -> Lock:
    """The lock with which the next build keeps the notes' guids and the names of their decks.

    `release` is the release that a build without a lock would make of the same questions: decks and cards are copied
    from it. Questions without a note are not in the lock, so the next build adds them. Notes without a question become
    retired cards, so that they return if their questions do. Notes of decks from which nothing was taken over do not
    belong to the project and are left out.
    """
    found = list(found)
    decks = {deck.deck.slug: deck.deck for deck in release.decks}
    fresh = {entry.question.location: entry.card for deck in release.decks for entry in deck.cards}
    cards: list[Card] = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    """How many cards come from each old deck, by slug."""
    for note, question in found:
        if question is not None and question.location in fresh:
            card = fresh[question.location]
            votes[card.deck][note.deck] += 1
            was = _plain(note).question
            cards.append(
                # Without a digest, the next build treats the card as revised, and learners get the new text.
                replace(
                    card,
                    guid=note.guid,
                    modified=_time(note),
                    digest="",
                    was="" if normalised(was) == normalised(question.key) else was,
                )
            )
    names = _deck_names(votes, decks)
    # A deck of which learners have no cards is released for the first time.
    decks = {slug: replace(decks[slug], name=names[slug]) for slug in votes}
    lost = [note for note, question in found if question is None or question.location not in fresh]
    return replace(release.lock, bundles={}, decks=decks, cards=(*cards, *_retired(lost, votes, decks, fresh.values())))


def foreign(found: Iterable[tuple[ForeignNote, Question | None]], model_id: int) -> tuple[str, ...]:
    """Names of other note types among the adopted notes; Anki reports such notes as conflicting.

    `model_id` is the id of our note type. Learners keep these cards with all reviews, but with the old text, until they
    change the note type of the notes themselves.
    """
    return tuple(sorted({note.model_name for note, question in found if question and note.model_id != model_id}))


FOREIGN_HINT = "reviews are kept; to get new text, learners import the new package, then use Notes → Change Note Type"
"""The hint for notes of `foreign` note types; tests/test_adopt.py checks it with Anki's importer.

"Merge note types" is not an alternative: it empties notes that the learner has edited, and can end all updates.
"""


def _newest(notes: Iterable[ForeignNote]) -> list[ForeignNote]:
    by_guid: dict[str, ForeignNote] = {}
    for note in notes:
        if note.guid not in by_guid or note.modified > by_guid[note.guid].modified:
            by_guid[note.guid] = note
    return list(by_guid.values())


def _plain(note: ForeignNote) -> _PlainNote:
    fields = [(name.strip().casefold(), html) for name, html in note.fields]

    def place(names: frozenset[str], otherwise: int) -> int:
        return next((i for i, (name, _) in enumerate(fields) if name in names), otherwise)

    def text(i: int, is_key: bool = False) -> str:
        return remove_invisible(plain_text(fields[i][1], is_key)) if 0 <= i < len(fields) else ""

    asking = place(_QUESTION_FIELDS, 0)
    question = " ".join(text(asking, is_key=True).split())
    answer = place(_ANSWER_FIELDS, 1 if asking == 0 else 0)
    return _PlainNote(note, _NUMBER.sub("", question), text(answer), text(place(_EXPLANATION_FIELDS, -1)))


def _bare(text: str) -> str:
    return normalised(text.replace("`", ""))


_STEPS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    normalised,
    _bare,  # other tools do not mark code
)


def _equal(
    asked: Sequence[_PlainNote], questions: Sequence[Question], found: Mapping[int, int], key_of: Callable[[str], str]
) -> dict[int, int]:
    """One step: the notes without a question that have the same key as a free question, with that one.

    Keys that only one note and one question have show which topics a deck has; this decides between several candidates.
    """
    taken = set(found.values())
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, one in enumerate(asked):
        if i not in found and (key := key_of(one.question)):
            groups[key][0].append(i)
    for j, question in enumerate(questions):
        if j not in taken and (key := key_of(question.key)) in groups:
            groups[key][1].append(j)
    candidates = [group for group in groups.values() if group[1]]
    certain = {i[0]: j[0] for i, j in candidates if len(i) == len(j) == 1}
    topics = _Topics(asked, questions, {**found, **certain})
    equal: dict[int, int] = {}
    for olds, news in candidates:
        several = len({questions[j].topic for j in news}) > 1
        scored = []
        for i in olds:
            for j in news:
                question, old_deck = questions[j], asked[i].note.deck
                near, same = topics.are_near(old_deck, question), _same_answer(asked[i], question)
                # The same question in another topic is a different question, unless it has the same answer.
                if near or same or not (several or topics.are_known(old_deck)):
                    names_level = question.level is not None and _names(old_deck, question.level.name)
                    rank = (not near, not same, not names_level)
                    scored.append((rank, i, j))
        for _, i, j in sorted(scored):
            if i not in equal and j not in taken:
                equal[i] = j
                taken.add(j)
    return equal


def _alike(
    asked: Sequence[_PlainNote], questions: Sequence[Question], found: Mapping[int, int], topic: str
) -> dict[int, int]:
    """The free notes of a topic's decks that likely ask one of its free questions, reworded, with that question."""
    topics = _Topics(asked, questions, found)
    taken = set(found.values())
    mine = [j for j, question in enumerate(questions) if question.topic == topic]
    new = [j for j in mine if j not in taken]
    example = next(questions[j] for j in mine)
    old = [
        i for i, one in enumerate(asked) if i not in found and one.question and topics.are_near(one.note.deck, example)
    ]
    if not old or not new:
        return {}
    texts = {
        j: in_words(questions[j].key, f"{questions[j].answer_text}\n{questions[j].explanation_text}") for j in mine
    }
    olds = [in_words(asked[i].question, asked[i].body) for i in old]
    seen = evidence(olds, [texts[j] for j in new], [texts[j] for j in mine if j in taken])
    cautious = {(a, b): _cautious(asked[old[a]], e, texts[new[b]]) for (a, b), e in seen.items()}
    likely, _ = settle(
        pairs(cautious),
        lambda pair: asks_something_else(olds[pair.old], texts[new[pair.new]], seen[pair.old, pair.new][1]),
    )
    return {old[pair.old]: new[pair.new] for pair in likely}


def _cautious(one: _PlainNote, seen: tuple[float, float, float], text: Text) -> tuple[float, float, float]:
    """The evidence, ignoring short answers such as "Yes" that many questions share."""
    question, answer, place = seen
    return question, answer if min(len(words(one.body)), len(text.body)) >= _DISTINCTIVE_WORDS else 0.0, place


def _same_answer(one: _PlainNote, question: Question) -> bool:
    """Whether one of the answers starts with the other, which must not be too short."""
    mine, theirs = words(one.body), words(f"{question.answer_text}\n{question.explanation_text}")
    size = min(len(mine), len(theirs))
    return size >= _DISTINCTIVE_WORDS and mine[:size] == theirs[:size]


class _Topics:
    """The topics of old decks, as the questions of their matched notes show them."""

    def __init__(self, asked: Sequence[_PlainNote], questions: Sequence[Question], found: Mapping[int, int]) -> None:
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        """How many notes of each deck ask a question of each topic."""
        for i, j in found.items():
            self.votes[asked[i].note.deck][questions[j].topic] += 1

    def are_known(self, deck: str) -> bool:
        return deck in self.votes

    def are_near(self, deck: str, question: Question) -> bool:
        """Whether the deck is named after the topic of `question`, or has more than an occasional note of it."""
        votes = self.votes.get(deck, Counter[str]())
        count = votes[question.topic]
        is_there = count > 1 or count == max(votes.values(), default=1)
        return (is_there and count * 10 >= votes.total()) or _names(deck, question.topic)


def _names(deck: str, name: str) -> bool:
    """Whether the deck's name contains all words of `name`."""
    return bool(wanted := set(words(name))) and wanted <= set(words(deck))


def _deck_names(votes: Mapping[str, Counter[str]], decks: Mapping[str, Deck]) -> dict[str, str]:
    """The name of each deck with votes, by slug: the most common old name, or its own if another deck has that one.

    If an old deck was split, its largest part keeps the name, unless another part has this name already: two packages
    with the same deck name would overwrite each other's description. In any case, cards that learners already have stay
    in their deck.
    """
    own = {deck.name for deck in decks.values()}
    names = {slug: decks[slug].name for slug in votes}
    for slug in sorted(votes, key=lambda slug: (-max(votes[slug].values()), decks[slug].name)):
        name = max(votes[slug], key=lambda name: (votes[slug][name], name == decks[slug].name, name))
        if name.strip() and name not in own and name not in names.values():
            names[slug] = name
    return names


def _retired(
    lost: Iterable[ForeignNote], votes: Mapping[str, Counter[str]], decks: Mapping[str, Deck], fresh: Iterable[Card]
) -> Iterator[Card]:
    """Retired cards for notes without a question, in the deck that has most cards of their old deck."""
    by_name: dict[str, tuple[int, str]] = {}
    for slug, counter in sorted(votes.items()):
        for name, count in counter.items():
            # Prefer the deck that now has the name.
            rank = (count + (10**9 if decks[slug].name == name else 0), slug)
            by_name[name] = max(by_name.get(name, rank), rank)
    last = Counter[str]()
    for card in fresh:
        last[card.deck] = max(last[card.deck], card.due)
    for note in lost:
        if note.deck not in by_name:
            continue
        slug = by_name[note.deck][1]
        last[slug] += GAP
        one = _plain(note)
        # Only notes with the fields of our note type can be marked as retired later.
        ours = (note.fields[0][0], note.fields[-1][0]) == ("Question", "Extra") if note.fields else False
        yield Card(
            guid=note.guid,
            deck=slug,
            page="",
            question=one.question,
            answer=one.answer,
            explanation=one.explanation,
            due=last[slug],
            version=FIRST,
            modified=_time(note) + 1,  # a mark must be newer than the note that learners have
            digest="",
            retired=FIRST,
            last=json.dumps([html for _, html in note.fields], ensure_ascii=False) if ours else "",
        )


def _time(note: ForeignNote) -> int:
    return min(max(note.modified, 0), _LATEST)
