"""Which pages have the answers of others.

Where the only other page of a folder is named as the answer, that is the answer to all of the page that sets the task.
So is a page whose path is the same but for such a name.
Where the numbered list of a page of solutions repeats that of a page of tasks, its items are the questions. Where one
of its name, or with the same number, only has the same numbers, it is read as the answers below the page of tasks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain, product
from pathlib import PurePosixPath
from typing import NamedTuple

from anki_export.source.layouts.page_shape import LABELLED, Numbers, Shape, is_answer_file, with_umlauts
from anki_export.source.thresholds import HALF, TASKS_BESIDE_ANSWERS, WITH_ANSWERS
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

_PAIR = 2
_ANSWER = "answer"
_LABELS = {_ANSWER: ("answer", "solution", "key"), "question": ("exercise", "question", "questions")}
_NAMES_ANSWER = Words(*_LABELS[_ANSWER])
_NAMING = Words(*chain.from_iterable(_LABELS.values()))
_SHORT = {"sol": "solution", "sols": "solutions"}
"""Words that name an answer only in paths: elsewhere, some are of other languages."""
_WORDS = regex(r"\d+|[^\W\d_]+")
_SIZES = (3, 2, 1)
"""How many words of a path may be one label: `sample mark scheme`."""
_OF_LINES = frozenset({"", "**", "__"})
"""The marks of numbers that are not those of headings or bullets."""
FIRST_PAGE = regex(r"/(?:readme|_?index)\.\w+\Z", re.IGNORECASE)
"""That of a folder, not of the repository."""


def by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """Paths of pages by the folder they are in."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[path.rpartition("/")[0]].append(path)
    return found


def may_be_tasks(paths: Collection[str]) -> Collection[str]:
    """The paths of pages whose answers may be other pages: those of folders with a page or two, or all.

    All are if a word of a path names an answer.
    """
    few = {path for own in by_folder(paths).values() if len(own) <= _PAIR for path in own}
    are_all = len(few) < len(paths) and _may_name_answers(paths) and any(map(path_has_answers, paths))
    return paths if are_all else few


def _may_name_answers(paths: Iterable[str]) -> bool:
    """Whether a name in some paths may name an answer: one look at all of them is quick."""
    words = " ".join(_SHORT.get(word, word) for word in _WORDS.findall("\n".join(paths).lower()))
    return any(map(_NAMES_ANSWER.are_in, _ways(words)))


def tasks_beside_answers(shapes: Mapping[str, Shape], named: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pages of tasks with those of their answers, where a folder has nothing else; some lack the answer."""
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for paths in (paths for paths in by_folder(shapes).values() if len(paths) <= _PAIR):
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


def tasks_with_named_answers(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
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
    for path in (path for path in paths if not FIRST_PAGE.search(path)):
        places[tuple(chain.from_iterable(part.words for part in _parts(path)))].append(path)
    for near in places.values():
        task, *others = sorted(near, key=path_has_answers)
        if len(others) == 1 and path_has_answers(others[0]) and not path_has_answers(task):
            yield task, others[0]


def _with_numbers(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths that are the same but for a folder or name that only says that answers are there, second, and a number.

    What is elsewhere in its place may have any words: `sheets/week2.md`, `solutions/week2.md`; `Sheet 2`, `Answers 2`.
    """
    tasks: dict[tuple[tuple[str, ...], ...], list[str]] = defaultdict(list)
    answers = [path for path in paths if path_has_answers(path) and not FIRST_PAGE.search(path)]
    for path in (path for path in paths if answers and not (path_has_answers(path) or FIRST_PAGE.search(path))):
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


def _with_more_words(paths: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The only paths in the folders of keys whose names only lack some words: `quiz2.md`, `quiz2-fasit.md`."""
    folders = by_folder(path for path in paths if path not in keys) if keys else {}
    for key in keys:
        words = {*_parts(key)[-1].words}
        near = [path for path in folders.get(key.rpartition("/")[0], ()) if {*_parts(path)[-1].words} < words]
        yield from ((task, key) for task in near if len(near) == 1)


def pages_with_keys(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
    """The pages of numbered tasks with those of their answers, which have the same numbers, or most if the tasks ask.

    Their paths differ in a word, or they are the only such pages of their folder and write numbers in the same way, or
    those of the tasks go on in another form. A page that is nothing but a key needs no name that says so.
    """
    numbered = [path for path, shape in shapes.items() if shape.numbers]
    evident = [path for path in numbered if any(one.is_key for one in shapes[path].numbers)]
    keys = {*filter(_names_answer, numbered), *evident}
    near = (_only_task(paths, keys, shapes) for paths in by_folder(numbered).values())
    pairs = [pair for pair in near if pair]
    named = {*_with_names(numbered), *_with_numbers(numbered), *_with_more_words(numbered, evident)}
    used: set[str] = set()
    for pair in (*sorted(named), *pairs):
        asked, said = (shapes[path].numbers for path in pair)
        may_answer = any(_may_answer(one, other, is_named=pair in named) for one in asked for other in said)
        may_answer |= _go_on(asked) and _values(asked) == _values(said)
        if may_answer and used.isdisjoint(pair):
            used.update(pair)
            yield pair


def _only_task(paths: Sequence[str], keys: Set[str], shapes: Mapping[str, Shape]) -> tuple[str, str] | None:
    """The only page of tasks in a folder and that of their answers; of several, that with rising numbers or a link."""
    answers = [path for path in paths if path in keys]
    tasks = [path for path in paths if path not in keys]
    if len(answers) == 1 < len(tasks):
        numbers = _values(shapes[answers[0]].numbers)
        asked = {path: shapes[path].numbers for path in tasks}
        linking = [path for path in tasks if answers[0] in shapes[path].linked]
        if _that_divide(shapes[answers[0]].numbers, asked):
            return None  # several of them have their answers there
        tasks = [path for path, own in asked.items() if _go_on(own) and _values(own) == numbers] or linking
    return (tasks[0], answers[0]) if len(tasks) == len(answers) == 1 else None


def _that_divide(answers: Sequence[Numbers], tasks: Mapping[str, Sequence[Numbers]]) -> Sequence[str]:
    """The pages of tasks that ask and divide the numbers of answers between them; none if only one has some."""
    said = _values(answers)
    own = {path: _values([one for one in numbers if one.asks]) for path, numbers in tasks.items()}
    own = {path: values for path, values in own.items() if values and WITH_ANSWERS.of(len(values & said), len(values))}
    is_once = len(said & set(chain.from_iterable(own.values()))) == sum(len(values & said) for values in own.values())
    return [*own] if is_once and len(own) >= _PAIR else []


def _go_on(numbers: Sequence[Numbers]) -> bool:
    """Whether the numbers of tasks go on in another form, and all of these ask: an agenda may end with what does."""
    is_once = sum(len(one.values) for one in numbers) == len(_values(numbers))
    return len(numbers) > 1 and is_once and all(one.asks for one in numbers)


def _values(numbers: Sequence[Numbers]) -> Set[str]:
    """All numbers of a page."""
    return set(chain.from_iterable(one.values for one in numbers))


def chapters_of_books(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, str]]:
    """The pages of numbered tasks with the page that has the answers to several of these; to one, if labels pair them.

    No other one of them has a task with the same number, if these have parts: `2.1`. Otherwise they are in the folder
    of the answers, whose numbers begin again or go on from page to page, or in one that links to these, or in one of
    its folders or beside it if these are letters, in a table, or a title names them and tasks have options: other lists
    say what was decided.
    """
    numbered = {path: shape.numbers for path, shape in shapes.items() if shape.numbers}
    for answer in (path for path, own in numbered.items() if _names_answer(path) or any(one.is_key for one in own)):
        folder = answer.rpartition("/")[0]
        begins_again = sum(len(one.values) for one in numbered[answer]) > len(_values(numbered[answer]))
        linking = {path.rpartition("/")[0] for path in numbered if answer in shapes[path].linked}
        is_titled = any(one.is_key for one in numbered[answer])
        tasks: dict[str, Numbers] = {}
        others = [path for path in numbered if path != answer and not path_has_answers(path)]
        beside = {path: numbered[path] for path in others if path.rpartition("/")[0] in (folder, *linking)}
        going_on = _that_divide(numbered[answer], beside)
        for path in others:
            around = path.rpartition("/")[0]
            is_near = around in (folder, *linking)
            is_beside = around.rpartition("/")[0] in (folder, folder.rpartition("/")[0])
            is_test = is_titled and any(one.have_options for one in numbered[path])
            near = [one for one in numbered[answer] if is_near or is_test or one.mark == "|" or one.are_letters]
            near = near if path in going_on or (begins_again and (is_near or is_beside)) else []
            pairs = product(numbered[path], numbered[answer])
            if found := [asked for asked, said in pairs if _is_chapter(asked, said, is_near=said in near)]:
                tasks[path] = found[0]
        times = Counter(value for one in tasks.values() for value in set(one.values) if "." in value)
        own = [path for path, one in tasks.items() if all(times[value] < _PAIR for value in one.values)]
        if len(own) >= _PAIR or any(tasks[path].mark == LABELLED for path in own):
            yield from ((path, answer) for path in own)


def _is_chapter(asked: Numbers, said: Numbers, *, is_near: bool) -> bool:
    """Whether half of some tasks, or all, have a number on a page of answers to several pages."""
    own, given = set(asked.values), set(said.values)
    if said.mark == LABELLED:
        return asked.mark == LABELLED and not own.isdisjoint(given)
    if not (asked.asks or own <= given) or not WITH_ANSWERS.of(len(own & given), len(own)):
        return False
    parts = {value.partition(".")[0] for value in given if "." in value}
    if all("." in value for value in own):
        return len(parts) >= _PAIR
    return is_near and asked.asks and not parts


def _may_answer(asked: Numbers, said: Numbers, *, is_named: bool) -> bool:
    """Whether tasks and answers have the same numbers, or at least half of them if the tasks ask."""
    is_alike = said.mark in (asked.mark, "|") or (asked.asks and said.are_letters and said.mark in _OF_LINES)
    if not (is_named or is_alike):
        return False
    shared = sum((Counter(asked.values) & Counter(said.values)).values())
    most = max(len(asked.values), len(said.values))
    return asked.values == said.values or (asked.asks and WITH_ANSWERS.of(shared, most))


def _names_answer(path: str) -> bool:
    """Whether the name of a page names an answer."""
    return _parts(path)[-1].names_answer


def path_has_answers(path: str) -> bool:
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
    spelled = " ".join(_SHORT.get(word, word) for word in map(str.lower, words))
    if not any(map(_NAMING.are_in, _ways(spelled))):  # as most
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


def _ways(words: str) -> Set[str]:
    lower = words.lower()
    return {lower, with_umlauts(lower), _SHORT.get(lower, lower)}
