"""Plan the release of a project: what it depends on, and the packages that it takes over."""

from collections.abc import Collection, Sequence, Set
from contextlib import suppress
from functools import cache, partial
from urllib.parse import quote

from msgspec.structs import replace

from anki_export.deck.loaded_project import Project
from anki_export.deck.note_type import MODEL_ID
from anki_export.diagnostics import Diagnostic
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.read_named_file import named_file
from anki_export.disk.source_tree import SourceTree
from anki_export.release.lock import EMPTY_LOCK, LOCK, Card, Lock
from anki_export.release.match_questions_to_cards import View
from anki_export.release.plan_release import ReleaseOptions, plan_release
from anki_export.release.report_names_ignored_by_released_decks import NameSettings
from anki_export.release.types import Decide, PossibleMatch, Release
from anki_export.settings import Settings, decks_url
from anki_export.source.naming.navigation import Navigation, navigation_of
from anki_export.source.naming.order_from_pages import menu_order
from anki_export.source.pages_and_questions import Question
from anki_export.source.read_pages import Pages, read_text
from anki_export.source.repository_url_and_license import Origin, origin_of
from anki_export.source.topics_named_by_pages import other_topics, own_topic
from anki_export.text.difficulty_levels import home_of
from anki_export.text.language_names import in_language, without_language
from anki_export.text.normalize import normalised


def release_of(
    project: Project, questions: Sequence[Question], view: View, options: ReleaseOptions, decide: Decide
) -> tuple[Lock, Release | None, Sequence[Diagnostic]]:
    """The initial lock, the release, which is None without anything to release or a trusted lock, and diagnostics."""
    lock = project.lock
    if lock is None:
        return EMPTY_LOCK, None, ()
    if not any(view.is_selected(question.page) and not view.is_held(question.page) for question in questions):
        return lock, None, ()

    def decide_selected(case: PossibleMatch) -> bool | None:
        """Ask only about questions of selected pages whose cards are released."""
        page = case.question.page
        return decide(case) if view.is_selected(page) and not view.is_held(page) else None

    adopted: Sequence[Diagnostic] = ()
    if project.packages:
        from anki_export.release.adopt_packages import take_over

        packages = [(display_path(path), named_file(path)) for path in project.packages]
        first, _ = plan_release(questions, EMPTY_LOCK, view, options)
        lock, adopted = take_over(packages, questions, first, MODEL_ID)
    release, found = plan_release(questions, lock, view, options, decide_selected)
    return lock, release if release.decks else None, [*adopted, *found]


def view_of(project: Project, pages: Pages, held: Set[str], *, strict: bool) -> View:
    """What a release sees of the pages; `held` are those that could not be read or have errors."""
    tree = project.tree
    home = cache(partial(home_of, levels=project.settings.levels))
    # The questions of a broken page may be unknown: what is gone from its topic, or with a page, may be there now, and
    # so may a question whose words it has.
    broken = [page for page in pages.names if tree.name(page) in held] if held and not strict else []
    homes = {home(tree.key(page)) for page in broken}
    text_of_broken = cache(lambda: "\n".join(_searchable(_text_of(tree, page)) for page in broken))

    def may_have_moved(card: Card) -> bool:
        is_unknown = home(card.page) in homes or not tree.has(card.page)
        return bool(homes) and (is_unknown or _searchable(card.question.partition("\n")[0]) in text_of_broken())

    # Functions that are called for each card or question are cached.
    return View(
        cache(tree.covers),
        tree.has,
        cache(tree.selects_key),
        home,
        cache(partial(tree.is_below, paths=held)),
        cache(partial(_position, tree, _navigation(project))),
        may_have_moved,
        partial(_asked_on, tree, project.settings),
        lambda name: tree.disk.is_file((project.decks / name).absolute()),
    )


def release_options(project: Project, site_name: str, now: int, *, strict: bool, restyle: bool) -> ReleaseOptions:
    """What a release depends on besides the pages."""
    return ReleaseOptions(
        now=now,
        style_digest=project.style.digest,
        lock_path=display_path(project.decks / LOCK),
        decks_option=project.decks_option,
        names=NameSettings(
            project.settings.parent,
            project.settings.bundle,
            project.settings.places,
            partial(_other_topics, project, site_name),
            partial(_own_topic, project, site_name),
        ),
        site_name=site_name,
        own_name=project.name,  # not that of a folder: every clone gives a new bundle the same name
        own_style=project.style.own,
        restyle=restyle,
        decks_url=decks_url(project.settings),
        edit_url_of=partial(_edit_url, project),
        strict=strict,
        origin=cache(partial(_origin, project)),
    )


def _edit_url(project: Project, question: Question) -> str:
    """Where a question is edited; empty if that is not known."""
    base, folder = project.settings.edit_url, project.settings.site.folder
    page = project.tree.page(question.page) if base else None
    if page is None or not page.startswith(folder):
        return ""
    return f"{base.rstrip('/')}/{quote(page.removeprefix(folder))}#L{question.location.line}"


def _origin(project: Project) -> Origin:
    """Where the pages come from; on a site, cards link to that."""
    tree, settings = project.tree, project.settings
    found = origin_of(tree.root, tree.anchor, settings.site.repo_url, tree.disk)
    return found._replace(pages="") if settings.site_url else found


def _other_topics(project: Project, site_name: str, question: Question) -> Collection[str]:
    """The topics that the page of a question would have with other values of the setting `deck_by`."""
    path = project.tree.page_named(question.location.path)
    found = other_topics(path, project.tree, project.settings, site_name)
    is_named = without_language(question.topic, question.language) != question.topic
    return frozenset(in_language(topic, question.language) for topic in found) if is_named else found


def _own_topic(project: Project, site_name: str, question: Question) -> str:
    """The topic that the page of a question names itself."""
    path = project.tree.page_named(question.location.path)
    return own_topic(path, project.tree, project.settings, site_name)


def _navigation(project: Project) -> Navigation:
    site, tree = project.settings.site, project.tree
    pages = tree.pages().pages if site.generator else ()
    return replace(navigation_of(site), order=menu_order(pages, tree, site.generator))


def _position(tree: SourceTree, navigation: Navigation, key: str) -> int:
    """The position of a page in the navigation; pages that it does not list come last."""
    return navigation.position(tree.page(key) or "")


def _text_of(tree: SourceTree, page: str) -> str:
    with suppress(OSError):
        return tree.bytes_of(page).decode(errors="replace")
    return ""


def _searchable(text: str) -> str:
    """A text without case, marks of code and emphasis, and repeated spaces."""
    return " ".join(text.casefold().translate({ord(mark): None for mark in "`*_"}).split())


def _asked_on(tree: SourceTree, settings: Settings, key: str) -> set[str]:
    """The normalised questions of a page that was not read, by its path as in the lock."""
    text = tree.text_outside(key)
    questions, _ = read_text(text, key, settings)
    if not questions:  # it may ask one, as the other pages of its folder say
        questions, _ = read_text(text, key, replace(settings, formats=("title",), page_formats={}))
    return {normalised(question.key) for question in questions}
