"""Which pages ask one question each: the pages of a folder decide together.

A heading or label that names the answer, or a number in the title, is read on the pages that have it, if a few pages of
the folder or of one around it do; titles with a number that do not ask are, where three in four do. Titles are read on
all pages of a folder, whatever their titles, if most ask; so are those of folders below, if some of them ask or
their pages end in the same way. A page that the user names needs no others.

Pages with a few headings that ask are read by these where half of the pages have some, and do not share them.

A page is nearly read in a format if the share of its lines that ask is high enough, but not their number. It is read in
it where a quarter of the pages of its folder have questions in this format, and half of those that have such lines.
Where headings are questions, so are a few that ask on a page, if these are most of a level.

Pages with one collapsed block of the same title below a task are read as if this named the answer.

A README that is the only page of its folder is a page with the name of the folder, beside it.

Where the only other page of a folder is named as the answer, that is the answer to all of the page that sets the task.
So is a page whose path is the same but for such a name.
Where the numbered list of a page of solutions repeats that of a page of tasks, its items are the questions. Where one
of its name, or with the same number, only has the same numbers, it is read as the answers below the page of tasks.

A folder `docs` does not belong to the folders around it: it is about them, unless one that announces questions links to
pages in it. Pages to which such a page links may have some.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import chain
from pathlib import PurePosixPath
from posixpath import relpath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.layouts.collapsed_page import CollapsedAnswer, collapsed_pages
from anki_export.source.layouts.page_shape import (
    LEVELS,
    TOPICS,
    Numbers,
    Shape,
    is_about_repository,
    is_answer_file,
    with_umlauts,
)
from anki_export.source.thresholds import (
    ANSWERS_OF_PAGES,
    CARDS_OF_PAGES,
    HALF,
    HEADINGS,
    NUMBERS_OF_PAGES,
    OTHER_NUMBERS_OF_PAGES,
    QUARTER,
    REST,
    SECTIONS,
    SECTIONS_OF_PAGES,
    SOLUTIONS_OF_PAGES,
    TASKS_BESIDE_ANSWERS,
    TITLES_ANNOUNCED,
    TITLES_OF_PAGES,
    TOPICS_OF_PAGES,
    WITH_ANSWERS,
    Enough,
)
from anki_export.source.types import FolderLayout, Layout
from anki_export.text.label_kinds import is_label_of
from anki_export.text.languages import Words
from anki_export.text.regex import regex

_FAQ = Words("faq")
_OPEN = (None, Layout.ANNOUNCED)
"""Pages with these may be a task or its answer."""
_MARKED = (Layout.ANSWER, Layout.NUMBER)
_APART = frozenset({"docs", "doc", "documentation", "templates"})
"""Folders that say how a project works, or how its pages are written."""
_PAIR = 2
_HABIT = 3
"""So many links into a folder are no single one to a manual."""
_ANSWER = "answer"
_LABELS = {_ANSWER: ("answer", "solution", "key"), "question": ("exercise", "question", "questions")}
_NAMING = Words(*chain.from_iterable(_LABELS.values()))
_SHORT = {"sol": "solution", "sols": "solutions"}
"""Words that name an answer only in paths: elsewhere, some are of other languages."""
_WORDS = regex(r"\d+|[^\W\d_]+")
_SIZES = (3, 2, 1)
"""How many words of a path may be one label: `sample mark scheme`."""
_FIRST_PAGE = regex(r"/(?:readme|_?index)\.\w+\Z", re.IGNORECASE)
"""That of a folder, not of the repository."""


def folder_layouts(shapes: Mapping[str, Shape], named: Collection[str] = (), site: str = "") -> dict[str, FolderLayout]:
    """How each page asks that asks one question, by its path.

    `named` are the pages that the user named, `site` is the folder of the pages of a site, with `/` at its end.
    """
    alone = _alone(shapes)
    looks = ((path, (path in alone and shape.alone) or shape) for path, shape in shapes.items())
    pages = {path: shape for path, shape in looks if shape.is_page}
    below = Counter(shape.label for shape in pages.values() if shape.layout is Layout.TITLE)
    pages = {  # headings that repeat below titles are of a template
        path: replace(shape, asks=False) if shape.label and below[shape.label] > 1 else shape
        for path, shape in pages.items()
    }
    linked = frozenset(link for shape in shapes.values() for link in shape.links)
    into = Counter(folder for link in linked for folder in _apart(link))
    places = frozenset({site, *(f"{folder}/" for folder, count in into.items() if count >= _HABIT)})
    trees: dict[str, list[Shape]] = defaultdict(list)
    folders: dict[str, list[Shape]] = defaultdict(list)
    for path, shape in pages.items():
        own, *around = _folders(alone.get(path, path).rpartition("/")[0], places)
        folders[own].append(shape)
        for folder in (own, *around):
            trees[folder].append(shape)
    marked = {folder: set(_marked(of_tree)) for folder, of_tree in trees.items()}
    numbered = {folder: set(_marked(of_tree, REST.percent)) for folder, of_tree in trees.items()}
    announced = {path.rpartition("/")[0] for path, shape in shapes.items() if shape.announces}
    announced.update(folder for folder in trees if _FAQ.are_in(folder.rpartition("/")[2].lower()))
    titled = {  # two layouts share a folder: pages of the other one say nothing about titles
        folder: _titled(
            [shape for shape in of_tree if not _is_marked(shape) or _kind(shape) not in marked[folder]],
            TITLES_OF_PAGES if announced.isdisjoint(_folders(folder, places)) else TITLES_ANNOUNCED,
        )
        for folder, of_tree in trees.items()
    }
    is_habit = cache(lambda folder: _is_habit(trees[folder]) or _is_habit(folders[folder], answered=False))
    belongs = cache(lambda own, folder: _belongs(folders[own], titled[folder]))
    with_topics = cache(lambda folder: TOPICS_OF_PAGES.of(sum(shape.has_topics for shape in trees[folder]), 0))
    found: dict[str, Layout] = {}
    for path, shape in pages.items():
        own, *around = _folders(alone.get(path, path).rpartition("/")[0], places)
        if shape.layout and _is_marked(shape):
            kind = _kind(shape)
            if shape.layout is Layout.NUMBER and not shape.asks and not shape.is_certain:
                if any(kind in numbered[folder] for folder in (own, *around)):
                    found[path] = shape.layout
                elif titled[own] is not None:
                    found[path] = Layout.TITLE
            elif any(kind in marked[folder] for folder in (own, *around)) or (path in named and _is_clear(shape)):
                found[path] = shape.layout
        elif shape.layout is Layout.CARDS:
            if path in named or CARDS_OF_PAGES.of(sum(one.layout is Layout.CARDS for one in folders[own]), 0):
                found[path] = shape.layout
        elif shape.is_unanswered and any(map(is_habit, (own, *around))):
            found[path] = Layout.ANSWER
        elif shape.layout is Layout.TITLE and (
            titled[own] is not None or (shape.asks and marked[own]) or any(belongs(own, folder) for folder in around)
        ):
            found[path] = shape.layout
        elif path in alone:
            continue
        elif shape.has_topics and any(folder in announced and with_topics(folder) for folder in (own, *around)):
            found[path] = Layout.TOPICS
        elif path in linked or not announced.isdisjoint((own, *around)):
            found[path] = Layout.ANNOUNCED
    first_pages = (path for path in linked if path in shapes and _FIRST_PAGE.search(path))
    found |= {
        path: Layout.TOPICS if shapes[path].has_topics else Layout.ANNOUNCED
        for path in first_pages
        if path not in found and (path in alone or path not in pages)
    }
    free = {path for path, shape in shapes.items() if found.get(path) in _OPEN or shape.is_unanswered}
    solved = (pair for pair in _pairs(shapes) if free.issuperset(pair))
    tasks = dict(solved) | dict(_tasks(shapes, named))
    found |= dict.fromkeys(tasks, Layout.TASK) | dict.fromkeys(filter(None, tasks.values()), Layout.ANSWER_OF_TASK)
    for solution, task in _solved(shapes):
        found[solution] = Layout.SOLVED
        if set(shapes[task].steps) <= set(shapes[solution].steps):
            found[task] = Layout.ANSWER_OF_TASK
    keys = [pair for pair in _keyed(shapes) if all(found.get(path) in _OPEN for path in pair)]
    tasks |= dict(keys) | {answer: task for task, answer in keys}
    found |= dict.fromkeys(dict(keys), Layout.KEYED) | {answer: Layout.KEY for _, answer in keys}
    may_hide = {path for path in shapes if found.get(path) in (*_OPEN, Layout.NUMBER)}
    found |= {path: Layout.COLLAPSED for path in _hiding(shapes) if path in may_hide}
    others = {path: shape for path, shape in shapes.items() if path not in found}
    found |= dict.fromkeys(_with_sections(others), Layout.SECTIONS)
    return dict(_named(found, {**shapes, **pages}, tasks, alone))


def _alone(shapes: Mapping[str, Shape]) -> dict[str, str]:
    """The first pages of folders with no other page, and where such a page would be that has the name of its folder."""
    found = {path: path.rpartition("/")[0] for path, shape in shapes.items() if shape.alone}
    amounts = Counter(str(folder) for path in shapes if found for folder in PurePosixPath(path).parents)
    return {path: f"{folder}.md" for path, folder in found.items() if amounts[folder] == 1 and not _is_apart(folder)}


def _is_apart(folder: str) -> bool:
    return folder.rpartition("/")[2].lower() in _APART


def may_be_tasks(paths: Collection[str]) -> Collection[str]:
    """The paths of pages whose answers may be other pages: those of folders with a page or two, or all.

    All are if a word of a path names an answer.
    """
    amounts = Counter(path.rpartition("/")[0] for path in paths)
    few = {path for path in paths if amounts[path.rpartition("/")[0]] <= _PAIR}
    return paths if len(few) < len(paths) and any(map(_has_answers, paths)) else few


def _solved(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
    """The pages of solutions with the pages in their folders whose tasks they repeat."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path, shape in shapes.items():
        if shape.steps:
            folders[path.rpartition("/")[0]].append(path)
    for paths in folders.values():
        tasks = [path for path in paths if not shapes[path].solves]
        for solution in (path for path in paths if shapes[path].solves):
            steps = set(shapes[solution].steps)
            shared = {task: len(steps.intersection(shapes[task].steps)) for task in tasks}
            task = max(tasks, key=lambda task: shared[task], default="")
            if task and WITH_ANSWERS.of(shared[task], len(steps)):
                yield solution, task


def _tasks(shapes: Mapping[str, Shape], named: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pages of tasks with those of their answers, where a folder has nothing else; some lack the answer."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path in shapes:
        folders[path.rpartition("/")[0]].append(path)
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for paths in (paths for paths in folders.values() if len(paths) <= _PAIR):
        task, *others = sorted(paths, key=is_answer_file)
        if shapes[task].task is not None and all(map(is_answer_file, others)):
            kinds[PurePosixPath(task).name.lower()].append((task, others[0] if others else ""))
    for found in kinds.values():
        pairs = [(task, answer) for task, answer in found if answer]
        clear = [pair for pair in pairs if shapes[pair[0]].task]
        if TASKS_BESIDE_ANSWERS.of(len(pairs), 0) and HALF.of(len(clear), len(pairs)):
            yield from ((task, answer) for task, answer in found if answer or shapes[task].is_page)
        else:
            yield from (pair for pair in clear if pair[0] in named)


def _pairs(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
    """The pages of tasks with those whose paths are the same but for a word that names an answer: `solutions/1.md`."""
    folders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for task, answer in _with_names([path for path, shape in shapes.items() if shape.task is not None]):
        folders[task.rpartition("/")[0]].append((task, answer))
    for pairs in folders.values():
        clear = [pair for pair in pairs if shapes[pair[0]].task]
        if TASKS_BESIDE_ANSWERS.of(len(pairs), 0) and HALF.of(len(clear), len(pairs)):
            yield from pairs


def _with_names(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths that are the same but for words that name a question or an answer, with those of the answers second."""
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path in (path for path in paths if not _FIRST_PAGE.search(path)):
        places[tuple(chain.from_iterable(part.words for part in _parts(path)))].append(path)
    for near in places.values():
        task, *others = sorted(near, key=_has_answers)
        if len(others) == 1 and _has_answers(others[0]) and not _has_answers(task):
            yield task, others[0]


def _with_numbers(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths that are the same but for a folder or name that only says that answers are there, second, and a number.

    What is elsewhere in its place may have any words: `sheets/week2.md`, `solutions/week2.md`; `Sheet 2`, `Answers 2`.
    """
    tasks: dict[tuple[tuple[str, ...], ...], list[str]] = defaultdict(list)
    answers = [path for path in paths if _has_answers(path) and not _FIRST_PAGE.search(path)]
    for path in (path for path in paths if answers and not (_has_answers(path) or _FIRST_PAGE.search(path))):
        words = [part.words for part in _parts(path)]
        last = len(words) - 1
        for others in {frozenset({at, end}) for at in range(len(words)) for end in (at, last)}:  # a folder, or both
            own = (("", *filter(str.isdigit, one)) if at in others else one for at, one in enumerate(words))
            tasks[tuple(own)].append(path)
    for path in answers:
        *around, named = _parts(path)
        folders = [("", *part.words) if part.names_answer else part.words for part in around]
        # A folder may name them, too.
        names = [("", *named.words), named.words] if named.names_answer else [named.words]
        places = [(*folders, name) for name in names if any(map(str.isdigit, chain(*folders, name)))]
        near = next((found for place in places if len(found := tasks.get(place, ())) == 1), ())
        yield from ((task, path) for task in near)


def _keyed(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
    """The pages of numbered tasks with those of their answers, which have the same numbers, or most if the tasks ask.

    Their paths differ in a word, or they are the only such pages of their folder and write numbers in the same way.
    """
    numbered = [path for path, shape in shapes.items() if shape.numbers]
    folders: dict[str, list[str]] = defaultdict(list)
    for path in numbered:
        folders[path.rpartition("/")[0]].append(path)
    alone = (sorted(paths, key=_names_answer) for paths in folders.values() if len(paths) == _PAIR)
    pairs = [(task, answer) for task, answer in alone if _names_answer(answer) and not _names_answer(task)]
    named = {*_with_names(numbered), *_with_numbers(numbered)}
    used: set[str] = set()
    for pair in (*sorted(named), *pairs):
        asked, said = (shapes[path].numbers for path in pair)
        may_answer = any(_may_answer(one, other, is_named=pair in named) for one in asked for other in said)
        if may_answer and used.isdisjoint(pair):
            used.update(pair)
            yield pair


def _may_answer(asked: Numbers, said: Numbers, *, is_named: bool) -> bool:
    """Whether tasks and answers have the same numbers, or at least half of them if the tasks ask."""
    if not (is_named or said.mark in (asked.mark, "|")):
        return False
    shared = sum((Counter(asked.values) & Counter(said.values)).values())
    most = max(len(asked.values), len(said.values))
    return asked.values == said.values or (asked.asks and WITH_ANSWERS.of(shared, most))


def _names_answer(path: str) -> bool:
    """Whether the name of a page names an answer."""
    return _parts(path)[-1].names_answer


def _has_answers(path: str) -> bool:
    """Whether the name of a page or of a folder around it names an answer."""
    return any(part.names_answer for part in _parts(path))


class _Part(NamedTuple):
    """The name of a folder or page."""

    words: tuple[str, ...]
    """Its words and numbers but for those that name a question or an answer."""
    names_answer: bool


def _parts(path: str) -> list[_Part]:
    return [_part(name) for name in path.rpartition(".")[0].split("/")]


@cache
def _part(name: str) -> _Part:
    words, left, names_answer = _WORDS.findall(name), list[str](), False
    if not any(map(_names, (" ".join(words), *words))):  # as most
        return _Part(tuple(word.lstrip("0").lower() for word in words), False)
    while words:
        kinds = ((size, _label(" ".join(words[:size]))) for size in _SIZES)
        size, kind = next(((size, kind) for size, kind in kinds if kind), (1, ""))
        left += () if kind else (words[0].lstrip("0").lower(),)
        names_answer |= kind == _ANSWER
        words = words[size:]
    return _Part(tuple(left), names_answer)


@cache
def _label(words: str) -> str:
    """What words of a path name alone: an answer, a question, or nothing."""
    kinds = (kind for kind, kinds in _LABELS.items() if any(is_label_of(one, *kinds) for one in _ways(words)))
    return next(kinds, "")


@cache
def _names(words: str) -> bool:
    """Whether words of a path name an answer or a question, perhaps beside others."""
    return any(map(_NAMING.are_in, _ways(words)))


def _ways(words: str) -> Set[str]:
    lower = words.lower()
    return {lower, with_umlauts(lower), _SHORT.get(lower, lower)}


def _apart(path: str) -> Iterator[str]:
    """The folders around a page that are judged separately where nothing says that they have questions."""
    folder = path.rpartition("/")[0]
    while folder:
        if _is_apart(folder):
            yield folder
        folder = folder.rpartition("/")[0]


@lru_cache
def _folders(folder: str, places: Set[str]) -> tuple[str, ...]:
    """A folder and those around it, the innermost first, up to one that is judged separately.

    That is none of the places of questions, which end with `/`, and none around one.
    """
    around = folder.rpartition("/")[0]
    is_apart = _is_apart(folder) and not any(place.startswith(f"{folder}/") for place in places)
    return (folder, *(() if is_apart or not folder else _folders(around, places)))


def _kind(shape: Shape) -> tuple[Layout | None, str]:
    """Shapes of one kind are evidence for each other."""
    if shape.layout is Layout.ANSWER or shape.is_certain:
        return shape.layout, ""
    return shape.layout, shape.label


def _is_marked(shape: Shape) -> bool:
    """Whether a number, a heading of the answer or the front matter says that a page asks."""
    return shape.layout in _MARKED or (shape.layout is Layout.TITLE and shape.is_certain)


def _is_clear(shape: Shape) -> bool:
    """Whether a page asks by itself."""
    return shape.asks if shape.layout is Layout.NUMBER else shape.is_certain or shape.asks


def _marked(shapes: list[Shape], percent: int = HALF.percent) -> Iterator[tuple[Layout | None, str]]:
    """The kinds of shapes with a number, a heading of the answer or a question in the front matter that are enough.

    This percentage of those with a number must ask.
    """
    kinds: dict[tuple[Layout | None, str], list[Shape]] = defaultdict(list)
    for shape in shapes:
        if _is_marked(shape):
            kinds[_kind(shape)].append(shape)
    for kind, found in kinds.items():
        asking = [shape for shape in found if shape.asks]
        if kind[0] in (Layout.ANSWER, Layout.TITLE):
            certain = [shape for shape in found if shape.is_certain]
            are_enough = ANSWERS_OF_PAGES.of(len(certain), len(shapes)) or (
                SOLUTIONS_OF_PAGES.of(len(found), len(shapes)) and HALF.of(len(asking), len(found))
            )
        else:
            enough = OTHER_NUMBERS_OF_PAGES if kind[1] else NUMBERS_OF_PAGES
            numbers = {shape.number for shape in found}
            are_enough = (
                enough.of(len(asking if kind[1] else found), len(shapes))
                and len(asking) * 100 >= percent * len(found)
                and (not kind[1] or HALF.of(len(numbers) - 1, len(found)))
            )
        if are_enough:
            yield kind


def _is_habit(shapes: list[Shape], *, answered: bool = True) -> bool:
    """Whether most pages have an answer, so that those that only ask lack it; or whether most only ask."""
    alike = [
        shape.layout is Layout.ANSWER and shape.is_certain if answered else shape.is_unanswered for shape in shapes
    ]
    return SOLUTIONS_OF_PAGES.of(alike.count(True), len(shapes))


def _with_sections(shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages with headings that ask, where most in a folder have some, beside such a folder even if it has one page.

    The first page of a folder is one of those beside it.
    """
    folders: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for path in shapes:
        folder = path.rpartition("/")[0]
        if _FIRST_PAGE.search(path):
            folders[folder.rpartition("/")[0], True].append(path)
        elif not is_about_repository(PurePosixPath(path).stem):
            folders[folder, False].append(path)
    around: set[str] = set()
    for (folder, is_first), paths in folders.items():
        if found := list(_asking({path: shapes[path].sections for path in paths})):
            yield from found
            around.update(() if is_first or not folder else (folder.rpartition("/")[0],))
    for (folder, is_first), paths in folders.items():
        if folder and not is_first and folder.rpartition("/")[0] in around:
            own = [path for path in paths if SECTIONS.of(len(shapes[path].sections), 0)]
            yield from own if HALF.of(len(own), len(paths)) else ()


def _hiding(shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages whose only collapsed block answers, as the other pages of their folder show."""
    folders: dict[str, dict[str, CollapsedAnswer | None]] = defaultdict(dict)
    for path, shape in shapes.items():
        folder, _, name = path.rpartition("/")
        if not is_about_repository(PurePosixPath(name).stem):
            folders[folder][path] = shape.hides
    for pages in folders.values():
        yield from collapsed_pages(pages)


def _asking(titles: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The pages with titles that ask, if these are most of some pages; by the paths of all, with their titles."""
    times = Counter(title for own in titles.values() for title in set(own))
    counts = {path: sum(times[title] == 1 for title in own) for path, own in titles.items()}  # others: of a template
    asking = [count for count in counts.values() if SECTIONS.of(count, 0)]
    if SECTIONS_OF_PAGES.of(len(asking), len(titles)) and HEADINGS.of(sum(asking), 0):
        yield from (path for path, count in counts.items() if count * 2 > len(titles[path]))


def pages_that_ask_in_bold(shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages with bold lines that ask, above their answers, where most pages of a folder have some."""
    folders: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for path, shape in shapes.items():
        folder, _, name = path.rpartition("/")
        if not is_about_repository(PurePosixPath(name).stem):
            folders[folder][path] = shape.answered_in_bold
    for titles in folders.values():
        yield from _asking(titles)


def _titled(shapes: list[Shape], enough: Enough) -> Set[str] | None:
    """The headings at the end of half of the pages that ask, if the pages of a tree are read by their titles."""
    asking = [shape for shape in shapes if shape.layout is Layout.TITLE and shape.asks]
    if not enough.of(len(asking), len(shapes)):
        return None
    endings = Counter(ending for shape in asking for ending in set(shape.endings))
    return {ending for ending, times in endings.items() if HALF.of(times, len(asking))}


def _belongs(shapes: list[Shape], endings: Set[str] | None) -> bool:
    """Whether the pages in a folder are like those around it: a quarter of them ask, or they end in the same way."""
    if endings is None:
        return False
    asking = sum(shape.layout is Layout.TITLE and shape.asks for shape in shapes)
    alike = sum(not endings.isdisjoint(shape.endings) for shape in shapes) if endings else 0
    return QUARTER.of(asking, len(shapes)) or (alike > 0 and HALF.of(alike, len(shapes)))


def _named(
    found: Mapping[str, Layout], pages: Mapping[str, Shape], tasks: Mapping[str, str], alone: Mapping[str, str]
) -> Iterator[tuple[str, FolderLayout]]:
    """The layouts with the names in the front matter that most pages of a folder have, of those that are read."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    folders = {path: alone.get(path, path).rpartition("/")[0] for path in found}
    for path, folder in folders.items():
        counts[folder][""] += 1
        counts[folder].update(pages[path].names)
    for path, layout in found.items():
        count = counts[folders[path]]
        topic, level = (
            next((name for name in names if name in pages[path].names and HALF.of(count[name], count[""])), "")
            for names in (TOPICS, LEVELS)
        )
        yield path, FolderLayout(layout, topic, level, answer=_way(path, tasks.get(path, "")))


def _way(page: str, other: str) -> str:
    """The path of another page, if there is one, from the folder of a page."""
    return relpath(f"/{other}", f"/{page}/..") if other else ""


class Evidence(Struct, frozen=True):
    """What a page says about formats by itself."""

    read: frozenset[str]
    """Those of its questions."""
    nearly_read: frozenset[str]
    """Those of lines that look like questions and are none."""
    few: frozenset[str] = frozenset()
    """Those of such lines that are too few to be reported, though most of their kind ask; it has no questions."""


def formats_of_folders(pages: Mapping[str, Evidence]) -> dict[str, frozenset[str]]:
    """The formats in which pages are read besides their own, by the path of the page."""
    folders: dict[str, list[Evidence]] = defaultdict(list)
    for path, page in pages.items():
        folders[path.rpartition("/")[0]].append(page)
    found = {
        path: frozenset(
            [name for name in page.nearly_read if _is_usual(name, folders[path.rpartition("/")[0]])]
            + [name for name in page.few if _is_usual(name, folders[path.rpartition("/")[0]], with_few=True)]
        )
        for path, page in pages.items()
        if page.nearly_read or page.few
    }
    return {path: formats for path, formats in found.items() if formats}


def _is_usual(format: str, folder: list[Evidence], *, with_few: bool = False) -> bool:
    """Whether the pages of a folder have questions in a format."""
    with_questions = sum(format in page.read for page in folder)
    with_lines = sum(format in page.nearly_read or (with_few and format in page.few) for page in folder)
    return QUARTER.of(with_questions, len(folder)) and HALF.of(with_questions, with_questions + with_lines)
