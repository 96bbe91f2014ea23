"""Read the pages of a source tree, parsing only those that are not cached; or one text."""

import hashlib
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from anki_export import parallel
from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, has_errors, in_order, partition
from anki_export.disk.cache import Cache
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.recorded_reads import Answers, Disk, Outside
from anki_export.disk.source_tree import SourceTree, tree_of
from anki_export.parallel import Track
from anki_export.settings import AUTO, Settings
from anki_export.source.asking_lines_on_cardless_pages import UnreadLines, unread_lines
from anki_export.source.checks import NOT_READ, check
from anki_export.source.decode_and_repair_text import decode, in_conflict
from anki_export.source.formats import EXAMPLE, FLASHCARDS, likely_holds, may_hold, parse_page, parser
from anki_export.source.formats.bold import BOLD
from anki_export.source.formats.heading import HEADING
from anki_export.source.group_similar_diagnostics import summed_up, told_beside, told_titles
from anki_export.source.ignore_comments import Ignore, apply_ignores, ignores
from anki_export.source.join_answer_page import answers_beside, with_answer_beside, with_answers_below
from anki_export.source.layouts.answer_pages import may_be_tasks
from anki_export.source.layouts.formats_of_folders import Evidence, formats_of_folders
from anki_export.source.layouts.one_question_pages import folder_layouts, pages_that_ask_in_bold
from anki_export.source.layouts.page_shape import Shape, is_about_repository, outline_of_file, shape_of
from anki_export.source.naming.front_matter_tags import without_rare_tags
from anki_export.source.naming.navigation import EMPTY_NAVIGATION, Navigation, navigation_of
from anki_export.source.naming.order_from_pages import menu_order
from anki_export.source.naming.site_name import site_name
from anki_export.source.naming.translated_pages import in_other_languages, is_chosen, languages_of
from anki_export.source.outline import Outline
from anki_export.source.page_text_and_metadata import PageFile, address_of, read_page
from anki_export.source.pages_and_questions import FolderLayout, Layout, Page, Question, Tree, Unanswered, Wanted
from anki_export.source.read_questions import Reading, questions_in_stages
from anki_export.source.render_context import DiagramError
from anki_export.source.thresholds import HALF
from anki_export.source.topics_named_by_pages import flashcard_topic
from anki_export.text.deck_names_and_slugs import deck_name
from anki_export.text.invisible_characters import visible
from anki_export.text.merge_conflicts import START, conflict_lines, sides

_DRAWING_LIMIT = 8 << 20
_KEPT_LIMIT = 4 << 20
"""Maximum bytes of pages that are kept after they are first looked at; the others are read again."""
_NO_SHAPE = Shape(is_page=False)
_DRAFT = "draft with questions is skipped"
_DRAFT_HINT = "remove `draft` from their front matter when they are ready"
_ABOUT_FORMATS = frozenset({Rule.OTHER_OPENERS, Rule.UNKNOWN_FORMAT, Rule.UNANSWERED})
"""Also reported for pages without questions."""


class Execution(Struct, frozen=True):
    """How pages are read: cache, number of processes, and progress."""

    cache: Cache = field(default_factory=Cache)
    track: Track = iter
    jobs: int | None = None
    """None uses as many processes as are useful."""
    with_markdown: bool = False
    """Whether questions keep their Markdown, which takes memory that most outputs do not need."""


class Pages(Struct, frozen=True):
    """The contents of all selected pages."""

    names: tuple[str, ...]
    questions: tuple[Question, ...]
    unanswered: tuple[Unanswered, ...]
    ignores: tuple[Ignore, ...]
    """The comments that suppress warnings."""
    diagnostics: tuple[Diagnostic, ...]
    unasked: tuple[Diagnostic, ...]
    """Errors on pages without questions: they matter if a page has had some, for it may have them still."""
    diagrams: Mapping[str, bytes]
    """Diagrams rendered in this run, by file name."""
    site_name: str
    unread: tuple[UnreadLines, ...]
    """What may ask on pages without questions."""
    wanted: Mapping[str, Wanted]
    """How pages are read, by their paths as the user would type them, where their folder decides."""


class _Page(Struct, frozen=True):
    """The contents of one page."""

    questions: tuple[Question, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    unasked: tuple[Diagnostic, ...] = ()
    """As in `Pages`."""
    unread: tuple[UnreadLines, ...] = ()
    wanted: Wanted | None = None
    """How it is read, if its folder decides."""


_Stages: TypeAlias = Generator[None, None, _Page]
"""A page that is read, as `parallel.in_stages` does it."""


class _Look(Struct, frozen=True):
    """A page that was looked at before it is read."""

    shape: Shape
    tree: SourceTree
    """With a record of all queries."""
    data: bytes | None = None
    """None if it can't be read."""
    outline: Outline | None = None


class _Stamp(NamedTuple):
    """What identifies a page in the cache, besides the files that were read."""

    name: str
    rest: str

    def of(self, reading: str, *given: object) -> "_Stamp":
        """The same for another reading of the page, which depends on what is given."""
        return _Stamp(f"{self.name} {reading}", f"{self.rest} {given}")


class _Row(Struct, frozen=True):
    """The cached contents of a page."""

    page: _Page
    shape: Shape
    layout: FolderLayout | None
    """The shape with which it was read, which depends on the other pages of its folder."""


def read_pages(
    tree: SourceTree, settings: Settings, diagram_folders: Sequence[tuple[Path, Path]], execution: Execution
) -> Pages:
    """Read all selected pages.

    `diagram_folders` are the folders searched for rendered diagrams, each with the folder that links can't leave.
    """
    diagrams: dict[str, bytes] = {}
    formats: dict[str, frozenset[str]] = {}
    navigation = navigation_of(settings.site)
    listing = tree.pages()
    beside = tuple(tree.pages_beside(path for path in tree.read if path in listing.pages))
    languages = languages_of({*listing.pages, *beside}, settings.site)
    navigation = replace(navigation, site_name=site_name(navigation, tree, tree.root), languages=languages)

    usual = _reading(settings, with_markdown=execution.with_markdown, include_from=tree.include_from)

    def reading_of(path: str) -> Generator[None, None, tuple[_Page, Answers]]:
        look = looks.get(path)
        recording = look.tree if look else tree.recording()
        draw = partial(_diagram_image, diagram_folders, diagrams, recording.disk)
        reading = replace(usual, draw=draw, layout=layouts.get(path), formats=formats.get(path, frozenset()))
        page = yield from _read_one(path, recording, settings, navigation, reading, look)
        return page, recording.disk.answers

    def read(paths: Sequence[str]) -> list[tuple[_Page, Answers]]:
        return parallel.in_stages(map(reading_of, paths))

    site = f"{replace(settings, places={}, site=replace(settings.site, nav=()))} {navigation.site_name!r}"
    given = f"{tree.root} {tree.read} {diagram_folders} {site} {execution.with_markdown}"
    options = hashlib.sha256(given.encode(errors="surrogateescape")).hexdigest()

    def stamp_of(path: str) -> _Stamp:
        said = f"{navigation.page(path)} {languages.get(path)} {path in tasks}"
        return _Stamp(f"page {tree.name(path)}", f"{tree.key(path)} {said} {options}")

    def recalled(stamps: Mapping[str, _Stamp]) -> dict[str, tuple[_Row, Answers] | None]:
        with execution.cache.reading():
            return {path: execution.cache.recall(*stamp) for path, stamp in stamps.items()}

    def pages_of(stamps: Mapping[str, _Stamp], known: dict[str, tuple[_Row, Answers] | None]) -> dict[str, _Page]:
        """The pages by their path; those that are not known are read."""
        unread = tuple(path for path in stamps if known[path] is None)
        jobs = execution.jobs or parallel.useful_jobs(len(unread))
        result: dict[str, _Page] = {}
        if not stamps:
            return result
        with closing(parallel.map_ordered(read, parallel.in_groups(unread, jobs), jobs)) as groups:
            fresh = chain.from_iterable(groups)
            for path in execution.track(tuple(stamps)):
                if row := known.pop(path):
                    result[path], answers = row[0].page, row[1]
                else:
                    result[path], answers = next(fresh)
                    row = _Row(result[path], shapes.get(path, _NO_SHAPE), layouts.get(path)), answers
                    execution.cache.keep(stamps[path].name, answers, row[0], stamps[path].rest)
                tree.disk.add(answers)
        return result

    not_chosen = in_other_languages((*listing.pages, *beside), languages, settings.site, settings.languages)
    diagnostics = [_unreadable(path, error) for path, error in listing.unreadable]
    diagnostics += _unused_patterns(listing.unused, tree, settings)
    misnamed = [path for path in listing.pages if visible(path) != path]
    diagnostics += [_misnamed(tree.name(path)) for path in misnamed if _may_ask(path, tree)]
    named = [path for path in listing.pages if path not in misnamed and path not in not_chosen]
    ordered = replace(navigation, order=menu_order(listing.pages, tree, settings.site.generator))
    named.sort(key=lambda path: (ordered.position(path), path))
    chosen = set(named)
    single = [path for path in tree.read if path in chosen]
    others = [path for path in tree.pages_beside(single) if path not in chosen]  # these count as evidence
    tasks = may_be_tasks({*named, *others})
    stamps = {path: stamp_of(path) for path in named}
    known = recalled(stamps)
    looks, size = dict[str, _Look](), 0
    shapes: dict[str, Shape] = {}
    for path in named:
        if row := known[path]:
            shapes[path] = row[0].shape
        else:
            look = _look(path, tree.recording(), settings, may_be_task=path in tasks)
            shapes[path], size = look.shape, size + len(look.data or b"")
            if size < _KEPT_LIMIT:
                looks[path] = look
    looked_at = {path: _look(path, tree, settings, may_be_task=path in tasks).shape for path in others}
    decided = folder_layouts({**shapes, **looked_at}, single, settings.site.folder)
    sections = {path: layout for path, layout in decided.items() if layout.layout is Layout.SECTIONS}
    layouts = {path: layout for path, layout in decided.items() if path not in sections}
    known = {path: row if row and row[0].layout == layouts.get(path) else None for path, row in known.items()}
    pages = pages_of(stamps, known)
    few = {
        path: names
        for path, page in pages.items()
        if path not in sections and _is_open(page) and (names := _few(shapes[path]))
        if not is_about_repository(PurePosixPath(path).stem)
    }
    evidence = {path: _evidence(page, few.get(path, frozenset())) for path, page in pages.items()}
    single = [path for path in tree.read if path in evidence and (evidence[path].nearly_read or path in few)]
    nearby = {path for path in tree.pages_beside(single) if path not in pages} - not_chosen
    stamps = {path: stamp_of(path).of("beside", layouts.get(path)) for path in sorted(nearby)}
    evidence |= {path: _evidence(page) for path, page in pages_of(stamps, recalled(stamps)).items()}
    formats |= {path: names for path, names in formats_of_folders(evidence).items() if path in pages}
    in_bold = (path for path in pages_that_ask_in_bold({**shapes, **looked_at}) if BOLD.name in few.get(path, ()))
    formats |= {path: formats.get(path, frozenset()) | {BOLD.name} for path in in_bold}
    left = (path for path in sections if path in pages and path not in formats and _is_open(pages[path]))
    layouts |= {path: sections[path] for path in left}
    stamps = {
        path: stamp_of(path).of("again", layouts.get(path), sorted(formats.get(path, ())))
        for path in (*formats, *sorted(layouts.keys() & sections.keys()))
    }
    again = pages_of(stamps, recalled(stamps))
    pages |= {path: page for path, page in again.items() if _is_answered(page)}
    found = list(pages.values())
    diagnostics += [diagnostic for page in found for diagnostic in page.diagnostics]
    unread = tuple(lines for page in found for lines in page.unread)
    asked = chain.from_iterable(page.questions for page in found)
    titles = told_titles(diagnostics, unread, map(tree.name, pages))
    return Pages(
        listing.pages,
        tuple(chain.from_iterable(without_rare_tags([page.questions for page in found]))),
        tuple(question for page in found for question in page.unanswered),
        tuple(comment for page in found for comment in page.ignores),
        (*diagnostics, *told_beside(diagnostics, unread, asked), *titles),
        tuple(diagnostic for page in found for diagnostic in page.unasked),
        diagrams,
        navigation.site_name,
        unread,
        {tree.name(path): page.wanted for path, page in pages.items() if page.wanted},
    )


def _evidence(page: _Page, few: frozenset[str] = frozenset()) -> Evidence:
    """What a page says about formats; where a comment suppresses the message, its lines are no questions."""
    shown, _ = apply_ignores(page.ignores, page.diagnostics)
    read = frozenset(question.format for question in page.questions)
    nearly_read = frozenset(diagnostic.format for diagnostic in shown if diagnostic.format)
    return Evidence(read, nearly_read, few)


def _few(shape: Shape) -> frozenset[str]:
    """The formats of lines of which most ask on a page, though they may be too few to be read by themselves."""
    asking = {HEADING.name: bool(shape.sections), BOLD.name: shape.asks_in_bold}
    return frozenset(name for name, ask in asking.items() if ask)


def _is_open(page: _Page) -> bool:
    """Whether a page has no questions yet, and no comment that keeps it as it is."""
    _, hidden = apply_ignores(page.ignores, page.diagnostics)
    return not page.questions and not any(diagnostic.format for diagnostic in hidden)


def _is_answered(page: _Page) -> bool:
    """Whether a page has questions, and answers to half of them: exercises may have their solutions elsewhere."""
    return bool(page.questions) and HALF.of(len(page.questions), len(page.questions) + len(page.unanswered))


def _look(path: str, tree: SourceTree, settings: Settings, *, may_be_task: bool) -> _Look:
    """Look at a page without parsing it."""
    with suppress(OSError):
        data = tree.bytes_of(path)
        if AUTO not in settings.formats_of(path):
            return _Look(_NO_SHAPE, tree, data)
        outline = outline_of_file(data)
        return _Look(shape_of(outline, path, may_be_task=may_be_task), tree, data, outline)
    return _Look(_NO_SHAPE, tree)


def read_text(
    markdown: str, path: str = "page.md", settings: Settings | None = None, tree: Tree | None = None
) -> tuple[tuple[Question, ...], tuple[Diagnostic, ...]]:
    """The questions on a page and what is wrong with it, in order; nothing is read from the disk.

    The path of the page in its `tree` names topic and level where title and front matter do not. Without a tree there
    are no pictures and no other pages. Diagrams are not rendered.
    """
    settings, tree = settings or Settings(), tree or tree_of({})
    reading = _reading(settings, with_markdown=True)
    file = PageFile(path, markdown.encode(errors="surrogatepass"))
    (page,) = parallel.in_stages([_read_file(file, tree, settings, EMPTY_NAVIGATION, reading)])
    shown, _ = apply_ignores(page.ignores, [*page.diagnostics, *check(page.questions)])
    return page.questions, in_order(partition(summed_up(shown), settings.ignored)[0])


def _reading(settings: Settings, *, with_markdown: bool, include_from: tuple[str, ...] = ()) -> Reading:
    return Reading(
        parser(False),
        settings.site_url,
        settings.directory_urls,
        media_limit=settings.media_limit_kb * 1000,
        answer_limit=settings.answer_limit,
        short_answers=settings.short_answers,
        include_from=include_from,
        site=settings.site,
        is_on_site=bool(settings.site.shown),
        with_markdown=with_markdown,
    )


def _unused_patterns(patterns: Sequence[str], tree: SourceTree, settings: Settings) -> list[Diagnostic]:
    """The exclude patterns in the settings that match nothing, if all pages they could match are selected."""
    is_whole = tree.selected == ("",) and tree.root == tree.disk.locate(settings.home / settings.source)
    place = settings.places.get("exclude") if is_whole else None
    hint = f"patterns use .gitignore syntax, relative to {settings.source!r}; correct or remove this one"
    return [
        Diagnostic(place, Rule.EXCLUDES_NOTHING, f"exclude pattern {pattern!r} matches no page", hint)
        for pattern in patterns
        if place
    ]


def _may_ask(path: str, tree: SourceTree) -> bool:
    with suppress(OSError):
        return likely_holds(tree.bytes_of(path))
    return True


def _misnamed(name: str) -> Diagnostic:
    message = "name of the page or its folder contains invisible characters"
    return Diagnostic(Location(name), Rule.NAME, message, "rename it without them")


def _read_one(
    path: str, tree: SourceTree, settings: Settings, navigation: Navigation, reading: Reading, look: _Look | None
) -> _Stages:
    shown = tree.name(path)
    if not path.startswith(settings.site.folder):  # not on the site
        settings, reading = replace(settings, site_url=""), replace(reading, site_url="", is_on_site=False)
    try:
        data = look.data if look and look.data is not None else tree.bytes_of(path)
    except OSError as error:
        return _Page(diagnostics=(_unreadable(shown, error),))
    file = PageFile(path, data, shown, tree.key(path), look.outline if look else None)
    return (yield from _read_file(file, tree, settings, navigation, reading))


def _read_file(file: PageFile, tree: Tree, settings: Settings, navigation: Navigation, reading: Reading) -> _Stages:
    """The contents of a page, in stages."""
    data, path, shown = file.data, file.path, file.shown
    if reading.layout and reading.layout.layout is Layout.ANSWER_OF_TASK:
        return _Page()
    if START.encode() in data:
        text, _ = decode(data, shown)
        if lines := conflict_lines(text or ""):
            given = (tree, settings, navigation, replace(reading, draw=None))
            read = parallel.in_stages(
                _read_file(replace(file, data=side.encode()), *given) for side in sides(text or "")
            )
            is_asking = any(map(_asks_something, read))
            return _page_with(in_conflict(shown, lines), is_asking=is_asking)
    page, problems = read_page(file, settings, navigation, reading.layout)
    yield
    if page is None:
        return _page_with(problems, is_asking=likely_holds(data))
    if page.language and not is_chosen(page.language, settings.languages):
        return _Page()
    if reading.formats:
        page = replace(page, wanted=replace(page.wanted, formats=page.wanted.formats | reading.formats))
    if page.is_draft:
        is_asking = bool(parse_page(page.text, page.wanted).entries)
        return _Page(diagnostics=(Diagnostic(page.at(1), Rule.DRAFT, _DRAFT, _DRAFT_HINT),) if is_asking else ())
    if reading.layout and reading.layout.layout is Layout.KEY:
        if answers_beside(page, reading.layout.answer, tree):
            return _Page()
    elif reading.layout and reading.layout.answer:
        name, is_chapter = reading.layout.answer, reading.layout.layout is Layout.CHAPTER
        is_keyed = is_chapter or reading.layout.layout is Layout.KEYED
        below = with_answers_below(page, name, tree, is_chapter=is_chapter) if is_keyed else None
        page = below or with_answer_beside(page, name)
    if folder := settings.site.folder:
        page = replace(page, url=address_of(path.removeprefix(folder), settings))
    questions, unanswered, more = yield from questions_in_stages(page, tree, reading)
    flashcards = next((question.format for question in questions if question.format in FLASHCARDS), "")
    if flashcards and not page.says_topic:
        topic, problems_of_name = deck_name(flashcard_topic(page, flashcards))
        if topic and not problems_of_name:
            questions = tuple(replace(question, topic=topic, topic_with_level="") for question in questions)
    diagnostics = [*problems, *more]
    unasked: tuple[Diagnostic, ...] = ()
    diagnostics, notes = partition(diagnostics, {Rule.ON_NO_CARD})
    if not questions and not _asks(page, diagnostics, has_entries=bool(unanswered)):
        unasked = _errors_of(diagnostics)
        others, diagnostics = partition(diagnostics, _ABOUT_FORMATS)
        notes += [replace(each, rule=Rule.ON_NO_CARD) for each in others if each.rule in NOT_READ]
        if (page.naming.says_level or page.names_formats) and not diagnostics:
            hint = f"write one: {EXAMPLE}"
            diagnostics.append(Diagnostic(page.at(1), Rule.NO_QUESTIONS, "page has no questions", hint))
    unread = () if questions else unread_lines(page)
    wanted = page.wanted if reading.layout or reading.formats else None
    return _Page(questions, unanswered, ignores(page), (*diagnostics, *notes), unasked, unread, wanted)


def _page_with(problems: Iterable[Diagnostic], *, is_asking: bool) -> _Page:
    """A page that can't be read, and whether it seems to have questions."""
    found = tuple(problems)
    return _Page(diagnostics=found) if is_asking else _Page(unasked=_errors_of(found))


def _errors_of(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR)


def _asks_something(page: _Page) -> bool:
    """Whether a page has questions, or errors in what is meant to be one."""
    return bool(page.questions or page.unanswered or has_errors(page.diagnostics))


def _asks(page: Page, diagnostics: Sequence[Diagnostic], *, has_entries: bool) -> bool:
    """Whether a page without cards contains questions anyway, so that its problems matter."""
    if not diagnostics or not may_hold(page.text, page.wanted):
        return False
    is_unrecognised = any(diagnostic.rule in (Rule.NOT_READ, Rule.SWALLOWED) for diagnostic in diagnostics)
    return has_entries or is_unrecognised or bool(parse_page(page.text, page.wanted).entries)


def _unreadable(path: str, error: OSError) -> Diagnostic:
    why = error.strerror.lower() if error.strerror else str(error)
    if isinstance(error, Outside):
        hint = "replace the link with its target, or remove it; cards built from it earlier stay unchanged"
        return Diagnostic(Location(path), Rule.LEADS_OUT, f"skipped: {why}", hint)
    if isinstance(error, FileNotFoundError):
        hint = "correct the target of the link, or remove it"
        return Diagnostic(Location(path), Rule.UNREADABLE, "can't be read: the link is broken", hint)
    hint = "check its read permissions, or exclude it"
    return Diagnostic(Location(path), Rule.UNREADABLE, f"can't be read: {why}", hint)


def _diagram_image(folders: Sequence[tuple[Path, Path]], new: dict[str, bytes], disk: Disk, text: str) -> bytes:
    """The picture of a diagram: reused from an earlier build for reproducibility, or rendered now."""
    name = f"{hashlib.sha256(text.strip().encode()).hexdigest()[:32]}.svg"
    kept = new.get(name)
    for bounds, folder in folders if kept is None else ():
        try:
            kept = disk.read_in_or_none(bounds, folder / name, _DRAWING_LIMIT)
        except OSError as error:
            message = f"{display_path(folder / name)} {reason(error)}"
            raise DiagramError(message, "make it readable", is_broken=True) from None
        if kept is not None:
            return kept
    disk.never_holds()  # it has to be rendered and its file written
    if kept is None:
        parallel.require_main_process()  # two processes can render it differently
        from anki_export.source.media import render_mermaid
        from anki_export.source.media.sanitize_svg import clean

        kept = new[name] = clean(render_mermaid.draw(text)).data
    return kept
