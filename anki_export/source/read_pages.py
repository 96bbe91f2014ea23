"""Pages on the disk → what is on them, each read only when it is not remembered."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from markdown_it import MarkdownIt

from anki_export import parallel
from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.disk import confine, dependencies, files
from anki_export.disk.cache import Cache
from anki_export.parallel import Track
from anki_export.settings import Settings
from anki_export.source.context import NotDrawn
from anki_export.source.formats import EXAMPLE, may_hold, parse_page, shows_in
from anki_export.source.ignore import Ignore, ignores
from anki_export.source.media.diagrams import DIAGRAMS
from anki_export.source.page_text import read_page
from anki_export.source.question import Page, Question
from anki_export.source.reader import Reading, read_questions
from anki_export.source.render import make_parser
from anki_export.text.invisible import visible

_DRAWING_LIMIT = 8 << 20


def read_pages(
    tree: files.SourceTree,
    settings: Settings,
    places: tuple[Path, Path],
    diagrams: dict[str, bytes],
    report: Report,
    track: Track,
    memo: Cache,
    jobs: int | None = None,
) -> tuple[list[Question], tuple[str, ...], list[Ignore]]:
    """The questions of all pages in view, the pages, and their comments that hide warnings.

    `places` are the bounds and the folder of decks; `diagrams` gets those that were drawn anew, by file name. `jobs` is
    how many processes read; as many as pay when it is None.
    """

    def complain(path: str, error: OSError) -> None:
        report.append(_unreadable(path, error))

    drawings = _drawings(settings, *places)

    @cache
    def reading() -> Reading:
        return Reading(
            make_parser(settings.dollar_math),
            settings.site_url,
            settings.directory_urls,
            media_limit=settings.media_limit_kb * 1000,
            draw=partial(_drawn, drawings, diagrams),
            answer_limit=settings.answer_limit,
        )

    def read(path: str) -> tuple[_Page, dependencies.Facts]:
        with dependencies.noted() as facts:
            return _read_one(path, tree, settings, reading), facts

    around = f"{tree.root} {tree.read} {drawings} {replace(settings, places={})}"

    def name_and_stamp(path: str) -> tuple[str, str]:
        return f"page {tree.name(path)}", f"{tree.key(path)} {around}"

    pages = tree.pages(complain, partial(_report_unused, tree, settings, report))
    named = [path for path in pages if _has_usable_name(path, tree, report)]
    known = {path: memo.recall(*name_and_stamp(path)) for path in named}
    unread = [path for path in named if known[path] is None]
    questions: list[Question] = []
    comments: list[Ignore] = []
    with closing(parallel.map_ordered(read, unread, jobs or parallel.useful_jobs(len(unread)))) as fresh:
        for path in track(named):
            found = known.pop(path)
            if found is None:
                found, facts = next(fresh)
                dependencies.add(facts)
                name, stamp = name_and_stamp(path)
                memo.keep(name, facts, found, stamp)
            questions += found.questions
            comments += found.comments
            report += found.said
    return questions, pages, comments


def _report_unused(tree: files.SourceTree, settings: Settings, report: Report, pattern: str) -> None:
    """Report a pattern of the settings that excludes nothing, where all pages that they are about are in view."""
    is_whole = tree.selected == ("",) and tree.root == dependencies.place(settings.home / settings.source)
    if is_whole and (place := settings.places.get("exclude")):
        hint = f"patterns are those of .gitignore and count from {settings.source!r}; correct it or remove it"
        report.say(place, Rule.EXCLUDES_NOTHING, f"exclude pattern {pattern!r} matches no page", hint)


def _has_usable_name(path: str, tree: files.SourceTree, report: Report) -> bool:
    if visible(path) == path:
        return True
    with suppress(OSError):
        if not shows_in(tree.bytes_of(path)):
            return False
    message = "the name of the page or of its folder has characters that no reader sees"
    report.say(Location(tree.name(path)), Rule.NAME, message, "rename it: such a name can't be told from others")
    return False


@dataclass(frozen=True, slots=True)
class _Page:
    """What is on a page."""

    questions: tuple[Question, ...]
    comments: tuple[Ignore, ...]
    said: tuple[Diagnostic, ...]


def _read_one(path: str, tree: files.SourceTree, settings: Settings, reading: Callable[[], Reading]) -> _Page:
    shown = tree.name(path)
    report = Report()
    try:
        data = tree.bytes_of(path)
    except OSError as error:
        return _Page((), (), (_unreadable(shown, error),))
    page = read_page(
        path,
        shown,
        data,
        report,
        key=tree.key(path),
        levels=settings.levels,
        site_url=settings.site_url,
        directory_urls=settings.directory_urls,
    )
    if page is None:
        return _Page((), (), tuple(report) if shows_in(data) else ())
    questions = read_questions(page, tree, reading(), report)
    comments = ignores(page, reading().md)
    if not questions and not _asks(page, reading().md, report):
        report = Report(said for said in report if said.rule is Rule.OTHER_OPENERS)
        if page.says_level and not report:
            report.say(page.at(1), Rule.NO_QUESTIONS, "page has no questions", f"write one: {EXAMPLE}")
    return _Page(questions, comments, tuple(report))


def _asks(page: Page, md: MarkdownIt, said: Report) -> bool:
    """Whether a page without cards has questions all the same, so that what is wrong with it matters."""
    if not said or not may_hold(page.text):
        return False
    is_lost = any(diagnostic.rule in (Rule.NOT_READ, Rule.SWALLOWED) for diagnostic in said)
    return is_lost or bool(parse_page(page.text, md).entries)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    reason = error.strerror.lower() if error.strerror else str(error)
    if isinstance(error, files.LeadsOut):
        hint = "replace the link with what it leads to, or remove it; cards built from there before stay as they are"
        return Diagnostic(Location(path), Rule.LEADS_OUT, f"skipped: {reason}", hint)
    return Diagnostic(Location(path), Rule.UNREADABLE, f"can't be read: {reason}", "make it readable, or exclude it")


def _drawings(settings: Settings, bounds: Path, decks: Path) -> tuple[tuple[Path, Path], ...]:
    """The folders in which drawn diagrams are looked for, each with the folder that no link may lead out of.

    The project's usual folder is one of them whatever `-o` says: what was drawn once is part of the input.
    """
    found = [(bounds, (decks / DIAGRAMS).absolute())]
    with suppress(OSError):  # settings that lead out of the project; who builds elsewhere does without them
        confine.place(settings.home, settings.decks)
        found.append((settings.home, (settings.home / settings.decks / DIAGRAMS).absolute()))
    return tuple(dict.fromkeys(found))


def _drawn(folders: Sequence[tuple[Path, Path]], new: dict[str, bytes], text: str) -> bytes:
    """The picture of a diagram: kept from an earlier build, for every machine is to build the same, or drawn now."""
    name = f"{hashlib.sha256(text.strip().encode()).hexdigest()[:32]}.svg"
    kept = new.get(name)
    for bounds, folder in folders if kept is None else ():
        try:
            kept = files.read_or_none(bounds, folder / name, _DRAWING_LIMIT)
        except OSError as error:
            raise NotDrawn(
                f"{files.shown(folder / name)} {files.reason(error)}", "make it readable", is_broken=True
            ) from None
        if kept is not None:
            return kept
    dependencies.add_what_never_holds()  # it has to be drawn, and its file to be written
    if kept is None:
        parallel.require_main_process()  # what two processes draw may differ
        from anki_export.source.media import mermaid
        from anki_export.source.media.svg import clean

        kept = new[name] = clean(mermaid.draw(text)).data
    return kept
