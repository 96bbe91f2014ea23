"""Plan the next release of each deck from the questions and the lock."""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from shlex import quote
from urllib.parse import quote as quote_url

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.deck_version_and_card_changes import Member, NextDeck, deck_release, new_guids
from anki_export.release.lock import Card, Deck, Lock, problem_of
from anki_export.release.match_questions_to_cards import Placement, View, place
from anki_export.release.name_decks import decks_of
from anki_export.release.plan_bundles import bundle_releases
from anki_export.release.report_moved_from_unread_pages import moved_from_unread_pages
from anki_export.release.report_names_ignored_by_released_decks import NameSettings, ignored_renames
from anki_export.release.select_releasable_decks import decks_to_release
from anki_export.release.stable_page_topics import topics_of
from anki_export.release.types import Decide, DeckRelease, PossibleMatch, Release
from anki_export.source.pages_and_questions import Question
from anki_export.source.repository_url_and_license import Origin


class ReleaseOptions(Struct, frozen=True):
    """What a release depends on, besides questions, lock and pages."""

    now: int
    """In seconds since 1970."""
    style_digest: str
    """The style of the cards."""
    lock_path: str
    """The lock as named in messages."""
    decks_option: str = ""
    """Appended to commands in hints."""
    names: NameSettings = NameSettings()
    site_name: str = ""
    """The name of the site, as for `decks_of`."""
    own_name: str = ""
    """The name of the site without that of its folder, which is that of a new bundle."""
    own_style: str = ""
    """Digest of the project's own part of the style."""
    restyle: bool = False
    """Whether to release what reads the same, but looks different."""
    decks_url: str = ""
    """The address of the download page; empty if it is not known."""
    edit_url_of: Callable[[Question], str] = lambda question: ""
    """Where a question is edited; empty if that is not known."""
    strict: bool = False
    """Whether to release no deck if one can't be released."""
    origin: Callable[[], Origin] = Origin
    """Where the pages come from; asked only for decks that don't know it."""


def plan_release(
    questions: Sequence[Question], lock: Lock, view: View, options: ReleaseOptions, decide: Decide = lambda case: None
) -> tuple[Release, list[Diagnostic]]:
    """Find each question's card and each deck's next version.

    `decide` is called for questions that may be reworded old ones. Cards of existing pages that were not read, and of
    held pages, are left alone; a deck that has such cards can't be released, which is an error.
    """
    topics, kept, problems = topics_of(questions, lock, view.exists, view.home_of)
    homes = decks_of(
        questions, topics, lock, parent=options.names.parent, site_name=options.site_name, own_name=options.own_name
    )
    placement, undecided = place(questions, homes, lock, view, decide)
    problems += ignored_renames(kept, placement, lock, options.names, options.lock_path)
    on_lines = Counter((question.page, question.location.line) for question in questions)
    problems += [
        _unclear(case, options.decks_option, is_alone=on_lines[case.question.page, case.question.location.line] == 1)
        for case in undecided
        if not view.is_held(case.question.page)
    ]
    new = (question for question, card, _ in placement.placed if card is None and view.is_selected(question.page))
    problems += moved_from_unread_pages(new, placement.unread, view.asked_on)
    wanted, unreleasable = decks_to_release(placement, lock, view, lock_path=options.lock_path, strict=options.strict)
    released = _deck_releases(placement, wanted, lock, view, options)
    built = {deck.file_name for deck in released}
    next_lock, bundles = bundle_releases(
        _next_lock(lock, released, options),
        options.names.bundle,
        options.own_name,
        lambda name: name in built or view.has_package(name),
    )
    problems += [*_clock_problem(lock, options), *unreleasable, *_lock_problem(next_lock, options.lock_path)]
    return Release(tuple(released), next_lock, bundles), problems


def _deck_releases(
    placement: Placement, wanted: Collection[str], lock: Lock, view: View, options: ReleaseOptions
) -> list[DeckRelease]:
    """The releases of the wanted decks, in the order of their first pages."""
    members: dict[str, list[tuple[Question, Card | None]]] = {deck: [] for deck in wanted}
    for question, card, home in placement.placed:
        if home.slug in wanted and question.page not in placement.held:
            members[home.slug].append((question, card))
    positions = {
        deck: min((view.position(question.page) for question, _ in found), default=sys.maxsize)
        for deck, found in members.items()
    }
    ordered = sorted(wanted, key=lambda deck: (positions[deck], placement.decks[deck].name))
    new = ((deck, question) for deck in ordered for question, card in members[deck] if card is None)
    guids = new_guids(lock.started or options.now, new, (card.guid for card in lock.cards))
    planned = (
        NextDeck(
            _with_origin(
                replace(
                    placement.decks[deck],
                    style=options.style_digest,
                    own_style=options.own_style,
                    url=options.decks_url and f"{options.decks_url}#deck-{quote_url(deck)}",
                ),
                lock,
                options,
            ),
            lock.decks.get(deck),
            [
                Member(question, card, card.guid if card else next(guids), options.edit_url_of(question))
                for question, card in members[deck]
            ],
            [card for card in placement.gone if card.deck == deck],
            [moved for moved in placement.moved if moved.card.deck == deck],
        )
        for deck in ordered
    )
    return [deck_release(deck, options.now, restyle=options.restyle) for deck in planned]


def _with_origin(deck: Deck, lock: Lock, options: ReleaseOptions) -> Deck:
    """The deck with the origin of its pages, which stays that of its first release."""
    if deck.slug in lock.decks and not options.restyle:
        return deck
    pages, license_ = options.origin()
    return replace(deck, pages=pages or deck.pages, license=license_ or deck.license)


def _next_lock(lock: Lock, released: Sequence[DeckRelease], options: ReleaseOptions) -> Lock:
    decks = {**lock.decks, **{release.deck.slug: release.deck for release in released}}
    new = {entry.card.guid: entry.card for release in released for entry in release.cards}
    new |= {card.guid: card for release in released for card in release.retired}
    kept = [new.pop(card.guid, card) for card in lock.cards]
    digest, modified = lock.style_digest, lock.style_modified
    # Without a digest, the two sides of a merge had different styles with the same time.
    if options.style_digest != digest and (not digest or any(release.bump for release in released)):
        # The HTML of a deck that is released may need the new style, and Anki takes it only if this is later.
        digest, modified = options.style_digest, max(options.now, modified + 1)
    started = lock.started or options.now
    return Lock(decks, (*kept, *new.values()), digest, modified, started, lock.bundles)


def _unclear(case: PossibleMatch, decks_option: str, *, is_alone: bool) -> Diagnostic:
    location = case.question.location
    column = "" if is_alone else f":{location.column}"
    where = quote(f"{location.path}:{location.line}{column}")
    return Diagnostic(
        location,
        Rule.UNCLEAR,
        f"this may be a rewording of {' '.join(case.card.question.split())!r} in {case.card.page}; it counts as new",
        f"if it is the same question, run: anki-export same {case.card.guid} {where}{decks_option}",
    )


def _clock_problem(lock: Lock, options: ReleaseOptions) -> Iterator[Diagnostic]:
    latest = max((card.modified for card in lock.cards), default=options.now)
    if latest > options.now:
        yield Diagnostic(
            Location(options.lock_path),
            Rule.CLOCK,
            f"the clock is {latest - options.now} seconds behind the last build",
            "correct the clock or SOURCE_DATE_EPOCH; until then, a changed card is dated just after its last change",
        )


def _lock_problem(lock: Lock, path: str) -> Iterator[Diagnostic]:
    if problem := problem_of(lock):
        hint = "restore the lock from version control: it contains numbers that a build never writes"
        message = f"the next lock would be invalid: {problem[1]}"
        yield Diagnostic(Location(path), Rule.LOCK_BROKEN, message, hint)
