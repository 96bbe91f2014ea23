"""Which pages ask one question each: the pages of a folder decide together.

A heading or label that names the answer, or a number in the title, is read on the pages that have it, if a few pages of
the folder or of one around it do; titles with a number that do not ask are, where three in four do. Titles are read on
all pages of a folder, whatever their titles, if most ask; so are those of folders below, if some of them ask or
their pages end in the same way. A page that the user names needs no others. A title asks, too, if a page of questions
links to it by what asks or sets a task.

Pages with a few headings that ask are read by these where half of the pages have some, and do not share them.

Pages with one collapsed block of the same title below a task are read as if this named the answer.

A README that is the only page of its folder is a page with the name of the folder, beside it.

Pages with the answers of others are read with these (`answer_pages`).

A folder `docs` does not belong to the folders around it: it is about them, unless one that announces questions links to
pages in it. Pages to which such a page links may have some.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from posixpath import relpath
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.layouts.answer_pages import (
    FIRST_PAGE,
    by_folder,
    chapters_of_books,
    pages_with_keys,
    tasks_beside_answers,
    tasks_with_named_answers,
)
from anki_export.source.layouts.page_shape import LEVELS, TOPICS, Shape, is_about_repository
from anki_export.source.layouts.task_with_hidden_answer import collapsed_pages
from anki_export.source.pages_and_questions import FolderLayout, Layout
from anki_export.text.classify_labels import is_label_of
from anki_export.text.page_paths import folders_and_stem
from anki_export.text.word_patterns import Words

_FAQ = Words("faq")
_OPEN = (None, Layout.ANNOUNCED)
"""Pages with these may be a task or its answer."""
_MARKED = (Layout.ANSWER, Layout.NUMBER)
_Kind: TypeAlias = tuple[Layout | None, str]
_APART = frozenset({"docs", "doc", "documentation", "templates", "archetypes"})
"""Folders that say how a project works, or how its pages are written."""
_HABIT = 3
"""So many links into a folder are no single one to a manual."""


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
    asked = frozenset(path for shape in shapes.values() for path in shape.asked)
    pages = {
        path: replace(shape, asks=True, is_listed=True) if path in asked and shape.layout is Layout.TITLE else shape
        for path, shape in pages.items()
    }
    linked = frozenset(link for shape in shapes.values() for link in shape.links)
    into = Counter(folder for link in linked for folder in _apart(link))
    places = frozenset({site, *(f"{folder}/" for folder, count in into.items() if count >= _HABIT)})
    announced = {path.rpartition("/")[0] for path, shape in shapes.items() if shape.announces}
    tree = _Tree(pages, alone, places, announced)
    own = ((path, _own_layout(tree, path, is_named=path in named, is_linked=path in linked)) for path in pages)
    found = {path: layout for path, layout in own if layout}
    first_pages = (path for path in linked if path in shapes and FIRST_PAGE.search(path))
    found |= {
        path: Layout.ANNOUNCED for path in first_pages if path not in found and (path in alone or path not in pages)
    }
    found |= {path: Layout.TITLE for path in _ticked(tree, shapes) if found.get(path) in _OPEN}
    found, tasks = _with_answer_pages(found, shapes, named)
    may_hide = {path for path in shapes if found.get(path) in (*_OPEN, Layout.NUMBER)}
    found |= {path: Layout.COLLAPSED for path in _hiding(shapes) if path in may_hide}
    others = {path: shape for path, shape in shapes.items() if path not in found}
    found |= dict.fromkeys(_with_sections(others), Layout.SECTIONS)
    return dict(_named(found, {**shapes, **pages}, tasks, alone))


class _Tree(Struct, frozen=True, dict=True, eq=False):
    """The pages that may ask one question each, and what those in a folder and below it say together."""

    pages: Mapping[str, Shape]
    alone: Mapping[str, str]
    """Where the only page of a folder would be, by its path."""
    places: frozenset[str]
    announcing: Set[str]
    """The folders of pages that announce questions."""

    def around(self, path: str) -> tuple[str, ...]:
        """The folder of a page and those around it, the innermost first."""
        return _folders(self.alone.get(path, path).rpartition("/")[0], self.places)

    @cached_property
    def folders(self) -> Mapping[str, list[Shape]]:
        """The pages in each folder."""
        found: dict[str, list[Shape]] = defaultdict(list)
        for path, shape in self.pages.items():
            found[self.around(path)[0]].append(shape)
        return found

    @cached_property
    def trees(self) -> Mapping[str, list[Shape]]:
        """The pages in each folder and below it."""
        found: dict[str, list[Shape]] = defaultdict(list)
        for path, shape in self.pages.items():
            for folder in self.around(path):
                found[folder].append(shape)
        return found

    @cached_property
    def marked(self) -> Mapping[str, Set[_Kind]]:
        """The kinds of pages that are read, by the folder."""
        return {folder: set(_marked(shapes)) for folder, shapes in self.trees.items()}

    @cached_property
    def numbered(self) -> Mapping[str, Set[_Kind]]:
        """Those of which nearly all ask."""
        return {folder: set(_marked(shapes, thresholds.REST.percent)) for folder, shapes in self.trees.items()}

    @cached_property
    def announced(self) -> Set[str]:
        """The folders with a page or a name that announces questions."""
        names = {one: one.rpartition("/")[2].lower().replace("_", " ") for one in self.trees}
        return {*self.announcing, *(one for one, name in names.items() if _FAQ.are_in(name))}

    @cached_property
    def titled(self) -> Mapping[str, Set[str] | None]:
        """What `_titled` says; where two layouts share a folder, pages of the other one say nothing about titles."""
        return {
            folder: _titled(
                [shape for shape in shapes if not _is_marked(shape) or _kind(shape) not in self.marked[folder]],
                self._enough(folder),
            )
            for folder, shapes in self.trees.items()
        }

    @cached_property
    def listed(self) -> Set[str]:
        """The folders of whose titles a page of questions lists most."""
        counts = {folder: sum(one.is_listed for one in shapes) for folder, shapes in self.trees.items()}
        return {one for one, count in counts.items() if thresholds.LISTED_TITLES.of(count, len(self.trees[one]))}

    def _enough(self, folder: str) -> thresholds.Enough:
        """How many titles must ask: fewer in a folder that announces questions, or beside titles with an answer."""
        if folder in self.listed:
            return thresholds.LISTED_TITLES
        answered = sum(one.layout is Layout.ANSWER and one.asks for one in self.trees[folder])
        is_announced = self.is_announced(folder) or thresholds.SEVERAL_ANSWERS.of(answered, 0)
        return thresholds.TITLES_ANNOUNCED if is_announced else thresholds.TITLES_OF_PAGES

    def is_announced(self, folder: str) -> bool:
        """Whether a folder or one around it announces questions."""
        return not self.announced.isdisjoint(_folders(folder, self.places))

    @cached_property
    def like_those_around(self) -> Set[str]:
        """The folders whose pages are like those of a folder around them that are read by their titles."""
        around = ((own, _folders(own, self.places)[1:]) for own in self.folders)
        return {own for own, others in around if any(_belongs(self.folders[own], self.titled[one]) for one in others)}

    @cached_property
    def answering(self) -> Set[str]:
        """The folders in which a page without an answer lacks it."""
        return {
            folder
            for folder, shapes in self.trees.items()
            if _is_habit(shapes) or _is_habit(self.folders.get(folder, []), answered=False)
        }


def _own_layout(tree: _Tree, path: str, *, is_named: bool, is_linked: bool) -> Layout | None:
    """How a page asks by itself, as the pages around it show."""
    shape, around = tree.pages[path], tree.around(path)
    own = around[0]
    if shape.layout and _is_marked(shape):
        kind = _kind(shape)
        if shape.layout is Layout.NUMBER and not shape.asks and not shape.is_certain:
            return shape.layout if any(kind in tree.numbered[folder] for folder in around) else None
        is_read = any(kind in tree.marked[folder] for folder in around) or (is_named and _is_clear(shape))
        is_read = is_read or (shape.layout is Layout.ANSWER and shape.asks and tree.titled[own] is not None)
        return shape.layout if is_read else None
    if shape.layout is Layout.CARDS:
        cards = sum(one.layout is Layout.CARDS for one in tree.folders[own])
        return shape.layout if is_named or thresholds.CARDS_OF_PAGES.of(cards, 0) else None
    if shape.is_unanswered and not tree.answering.isdisjoint(around):
        return Layout.ANSWER
    is_beside_listed = own in tree.listed and not shape.asks
    if (
        shape.layout is Layout.TITLE
        and not is_beside_listed
        and (tree.titled[own] is not None or (shape.asks and tree.marked[own]) or own in tree.like_those_around)
    ):
        return shape.layout
    if path in tree.alone:
        return None
    return Layout.ANNOUNCED if is_linked or not tree.announced.isdisjoint(around) else None


def _with_answer_pages(
    found: Mapping[str, Layout], shapes: Mapping[str, Shape], named: Collection[str]
) -> tuple[dict[str, Layout], Mapping[str, str]]:
    """The layouts, with those of pages with answers and of their tasks; and the other page of each, by its path."""
    found = dict(found)
    free = {path for path, shape in shapes.items() if found.get(path) in _OPEN or shape.is_unanswered}
    solved = (pair for pair in tasks_with_named_answers(shapes) if free.issuperset(pair))
    tasks = dict(solved) | dict(tasks_beside_answers(shapes, named))
    found |= dict.fromkeys(tasks, Layout.TASK) | dict.fromkeys(filter(None, tasks.values()), Layout.ANSWER_OF_TASK)
    keys = [pair for pair in pages_with_keys(shapes) if all(found.get(path) in _OPEN for path in pair)]
    found |= dict.fromkeys(dict(keys), Layout.KEYED) | {answer: Layout.KEY for _, answer in keys}
    chapters = [pair for pair in chapters_of_books(shapes) if all(found.get(path) in _OPEN for path in pair)]
    found |= dict.fromkeys(dict(chapters), Layout.CHAPTER) | {answer: Layout.KEY for _, answer in chapters}
    pairs = [*keys, *chapters]
    return found, tasks | dict(pairs) | {answer: task for task, answer in reversed(pairs)}


def _alone(shapes: Mapping[str, Shape]) -> dict[str, str]:
    """The first pages of folders with no other page, and where such a page would be that has the name of its folder."""
    found = {path: path.rpartition("/")[0] for path, shape in shapes.items() if shape.alone}
    amounts = Counter(str(folder) for path in shapes if found for folder in PurePosixPath(path).parents)
    return {path: f"{folder}.md" for path, folder in found.items() if amounts[folder] == 1 and not _is_apart(folder)}


def _is_apart(folder: str) -> bool:
    return folder.rpartition("/")[2].lower() in _APART


def _apart(path: str) -> Iterator[str]:
    """The folders around a page that are judged separately where nothing says that they have questions."""
    *names, _ = path.split("/")
    return filter(_is_apart, ("/".join(names[:size]) for size in range(len(names), 0, -1)))


@lru_cache
def _folders(folder: str, places: Set[str]) -> tuple[str, ...]:
    """A folder and those around it, the innermost first, up to one that is judged separately.

    That is none of the places of questions, which end with `/`, and none around one.
    """
    around = folder.rpartition("/")[0]
    is_apart = _is_apart(folder) and not any(place.startswith(f"{folder}/") for place in places)
    return (folder, *(() if is_apart or not folder else _folders(around, places)))


def _kind(shape: Shape) -> _Kind:
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


def _marked(shapes: list[Shape], percent: int = thresholds.HALF.percent) -> Iterator[_Kind]:
    """The kinds of shapes with a number, a heading of the answer or a question in the front matter that are enough.

    This percentage of those with a number must ask.
    """
    kinds: dict[_Kind, list[Shape]] = defaultdict(list)
    for shape in shapes:
        if _is_marked(shape):
            kinds[_kind(shape)].append(shape)
    for kind, found in kinds.items():
        asking = [shape for shape in found if shape.asks]
        if kind[0] in (Layout.ANSWER, Layout.TITLE):
            certain = [shape for shape in found if shape.is_certain]
            are_enough = thresholds.ANSWERS_OF_PAGES.of(len(certain), len(shapes)) or (
                thresholds.SOLUTIONS_OF_PAGES.of(len(found), len(shapes))
                and thresholds.HALF.of(len(asking), len(found))
            )
        else:
            enough = thresholds.OTHER_NUMBERS_OF_PAGES if kind[1] else thresholds.NUMBERS_OF_PAGES
            numbers = {shape.number for shape in found}
            are_enough = (
                enough.of(len(asking if kind[1] else found), len(shapes))
                and len(asking) * 100 >= percent * len(found)
                and (not kind[1] or thresholds.HALF.of(len(numbers) - 1, len(found)))
            )
        if are_enough:
            yield kind


def _is_habit(shapes: list[Shape], *, answered: bool = True) -> bool:
    """Whether most pages have an answer, so that those that only ask lack it; or whether most only ask."""
    alike = [
        shape.layout is Layout.ANSWER and shape.is_certain if answered else shape.is_unanswered for shape in shapes
    ]
    return thresholds.SOLUTIONS_OF_PAGES.of(alike.count(True), len(shapes))


def _with_sections(shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages with headings that ask, where most in a folder have some, beside such a folder even if it has one page.

    The first page of a folder is one of those beside it.
    """
    folders: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for path in shapes:
        folder = path.rpartition("/")[0]
        if FIRST_PAGE.search(path):
            folders[folder.rpartition("/")[0], True].append(path)
        elif not is_about_repository(folders_and_stem(path)[1]):
            folders[folder, False].append(path)
    around: set[str] = set()
    for (folder, is_first), paths in folders.items():
        if found := list(_asking({path: shapes[path].sections for path in paths})):
            yield from found
            around.update(() if is_first or not folder else (folder.rpartition("/")[0],))
    for (folder, is_first), paths in folders.items():
        if folder and not is_first and folder.rpartition("/")[0] in around:
            own = [path for path in paths if thresholds.SECTIONS.of(len(shapes[path].sections), 0)]
            yield from own if thresholds.HALF.of(len(own), len(paths)) else ()


def _ticked(tree: _Tree, shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages with ticked boxes, or titles that ask, where enough of a folder and those below it ask above boxes.

    If nothing announces questions, more do, and have options. Questions that repeat are of a template.
    """
    ticks = {path: shape.ticks for path, shape in shapes.items() if shape.ticks}
    times = Counter(one.question for one in ticks.values())
    folders: dict[str, list[str]] = defaultdict(list)
    for path in _on_subjects(shapes) if ticks else ():
        for folder in tree.around(path):
            folders[folder].append(path)
    for folder, paths in folders.items():
        own = (ticks[path] for path in paths if path in ticks)
        asking = [one for one in own if one.question and times[one.question] == 1]
        choices = sum(one.is_choice for one in asking)
        is_announced = tree.is_announced(folder) or is_label_of(folder.rpartition("/")[2], "question", "questions")
        are_said = is_announced and thresholds.ANSWERS_OF_PAGES.of(len(asking), len(paths))
        if are_said or thresholds.TICKS_OF_PAGES.of(choices, len(paths)):
            yield from (path for path in paths if path in ticks or shapes[path].asks)


def _hiding(shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages whose only collapsed block answers, as the other pages of their folder show."""
    for paths in _of_subjects(shapes):
        yield from collapsed_pages({path: shapes[path].hides for path in paths})


def _asking(titles: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The pages with titles that ask, if these are most of some pages; by the paths of all, with their titles."""
    times = Counter(title for own in titles.values() for title in set(own))
    counts = {path: sum(times[title] == 1 for title in own) for path, own in titles.items()}  # others: of a template
    asking = [count for count in counts.values() if thresholds.SECTIONS.of(count, 0)]
    if thresholds.SECTIONS_OF_PAGES.of(len(asking), len(titles)) and thresholds.HEADINGS.of(sum(asking), 0):
        yield from (path for path, count in counts.items() if count * 2 > len(titles[path]))


def pages_that_ask_in_bold(shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The pages with bold lines that ask, above their answers, where most pages of a folder have some."""
    for paths in _of_subjects(shapes):
        yield from _asking({path: shapes[path].answered_in_bold for path in paths})


def _of_subjects(paths: Iterable[str]) -> Iterable[list[str]]:
    """The paths of pages that are not about the repository, by folder."""
    return by_folder(_on_subjects(paths)).values()


def _on_subjects(paths: Iterable[str]) -> Iterator[str]:
    return (path for path in paths if not is_about_repository(folders_and_stem(path)[1]))


def _titled(shapes: list[Shape], enough: thresholds.Enough) -> Set[str] | None:
    """The headings at the end of half of the pages that ask, if the pages of a tree are read by their titles."""
    asking = [shape for shape in shapes if shape.layout in (Layout.TITLE, Layout.ANSWER) and shape.asks]
    are_all = enough is thresholds.TITLES_ANNOUNCED and thresholds.ALL_TITLES.of(len(asking), len(shapes))
    if not (are_all or enough.of(len(asking), len(shapes))):
        return None
    endings = Counter(ending for shape in asking for ending in set(shape.endings))
    return {ending for ending, times in endings.items() if thresholds.HALF.of(times, len(asking))}


def _belongs(shapes: list[Shape], endings: Set[str] | None) -> bool:
    """Whether the pages in a folder are like those around it: a quarter of them ask, or they end in the same way."""
    if endings is None:
        return False
    asking = sum(shape.layout is Layout.TITLE and shape.asks for shape in shapes)
    alike = sum(not endings.isdisjoint(shape.endings) for shape in shapes)
    return thresholds.QUARTER.of(asking, len(shapes)) or (alike > 0 and thresholds.HALF.of(alike, len(shapes)))


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
            next(
                (name for name in names if name in pages[path].names and thresholds.HALF.of(count[name], count[""])), ""
            )
            for names in (TOPICS, LEVELS)
        )
        answer = relpath(f"/{tasks[path]}", f"/{path}/..") if tasks.get(path) else ""
        yield path, FolderLayout(layout, topic, level, answer=answer)
