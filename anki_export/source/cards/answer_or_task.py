"""Decide which open boxes and exercises answer what their titles ask, and which set a task or make the reader think.

    !!! question "Is a delay slot good?"     !!! question "Climbing stairs"       !!! question "What will happen?"
        It was, for short pipelines.             In how many ways can you …?          Think about it before you go on.

A collapsed box hides its answer. An open one shows its text before anybody can answer, so most of them set a task: the
text is the answer only if the title asks and the text neither asks nor sets a task.

Code is not an answer where others ask the same about theirs and have an answer below it: "What's the output?"

"Show the fixes" is not a question among others that all ask or have a number: it belongs to the text above it.

Several ticks below a title that asks nothing are those of a to-do list, among others that ask and have one.

Text that ends with what a question is worth goes on with it, where other titles end so and this one does not.

On a page of exercises, text below a heading that does not ask continues the task. Code may be the solution.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.source.body.blocks import CODE, Block, text_of
from anki_export.source.body.marked_answer import ANSWER
from anki_export.source.cards.make_card import ReadEntry
from anki_export.text.classify_labels import asks, asks_nothing, is_numbered_task, label_stop, only_shows
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import asks_how, is_clear_question, sets_task, wants_answer
from anki_export.text.word_patterns import Words

_THIS_CODE = Words("this_code")
_EXERCISES, _QUESTIONS = Words("exercise"), Words("question", "questions", "quiz", *ANSWER)
_SEVERAL = 2
_TITLES = frozenset({"heading", "bold"})
"""The formats whose titles may set tasks."""


def with_tasks_marked(read: Sequence[ReadEntry], title: str) -> list[ReadEntry]:
    """The questions of a page with a title, those marked that are tasks without an answer."""
    title = title.lower() if any(one.entry.format in _TITLES for one in read) else ""
    are_exercises = bool(title) and _EXERCISES.are_in(title) and not _QUESTIONS.are_in(title)
    about_code = {_title(one) for one in read if one.parts and one.parts.front and one.parts.front[0].kind in CODE}
    shown = _shown_beside_questions(read)
    tasks = (
        one in shown
        or (are_exercises and _is_exercise(one))
        or (about_code and _title(one) in about_code and _is_only_code(one))
        or _is_open_task(one)
        or _is_numbered_task(one)
        for one in read
    )
    return [replace(one, is_task=True) if is_task else one for one, is_task in zip(read, tasks, strict=True)]


def _shown_beside_questions(read: Sequence[ReadEntry]) -> list[ReadEntry]:
    """The collapsed boxes that only show something, where two other boxes or more all ask or have a number."""
    boxes = [one for one in read if one.entry.format == "admonition" and not one.entry.is_open]
    shown = [one for one in boxes if not one.entry.written.endswith("?") and only_shows(one.entry.written)]
    others = [one for one in boxes if one not in shown] if shown else []
    asking = [one for one in others if asks(one.entry.written) or one.entry.number]
    return shown if len(asking) > 1 and len(asking) == len(others) else []


def without_ticked_lists(read: Sequence[ReadEntry], page_title: str) -> list[ReadEntry]:
    """The questions of a page, the first or last with a problem if its title asks nothing above several ticks.

    All others with options ask or have a number, and have one right option: it is a to-do list. A sentence may ask. So
    is a list of what is done and then of what is not below the title of the page, whatever options the others have.
    """
    titled = [one for one in read if one.entry.format in _TITLES and one.parts and one.parts.options]
    ends = (one for one in (*titled[:1], *titled[-1:]) if not _asks(one) and one.entry.written[-1:].isalnum())
    lists = [one for one in ends if one.parts and len(one.parts.right) > 1]
    others = [one for one in titled if one not in lists] if lists else []
    is_progress = len(lists) == 1 and lists[0] is read[0] and _is_progress(lists[0], page_title)
    are_apart = all(_asks(one) and one.parts and (is_progress or len(one.parts.right) == 1) for one in others)
    if len(others) < _SEVERAL or not are_apart:
        return list(read)
    problem = "its title asks nothing, and several items are ticked, as in a to-do list"
    return [
        replace(one, parts=replace(one.parts, problem=problem)) if one.parts and one in lists else one for one in read
    ]


def _is_progress(one: ReadEntry, page_title: str) -> bool:
    """Whether the title of a page is above text that does not ask, and a list whose first items are ticked."""
    front, options, right = (one.parts.front, one.parts.options, one.parts.right) if one.parts else ((), (), ())
    is_first = one.entry.written == page_title and options[: len(right)] == right
    return is_first and not any(map(wants_answer, _lines(front)))


def _asks(one: ReadEntry) -> bool:
    title = one.question
    return one.entry.number is not None or asks(title) or wants_answer(title)


def _title(one: ReadEntry) -> str:
    return normalised(one.question)


def _is_only_code(one: ReadEntry) -> bool:
    """Whether all that is below a title is code, and no part of it is marked as the answer."""
    is_marked = one.entry.answer is not None or (one.parts is not None and one.parts.rule in ("marked", "choices"))
    return not is_marked and bool(one.blocks) and all(block.kind in CODE for block in one.blocks)


def _is_open_task(one: ReadEntry) -> bool:
    """Whether an open box without a hidden answer sets a task, or asks a question without its answer."""
    entry, parts = one.entry, one.parts
    if entry.format != "admonition" or parts is None or not entry.is_open or parts.options:
        return False
    if parts.rule == "marked" and any(block.kind == "details" for block in one.blocks):
        return False
    title = one.question
    is_question = (asks(title) or is_clear_question(title)) and not asks_nothing(title) and not sets_task(title)
    return not is_question or _sets_task(title, one.blocks)


def _is_numbered_task(one: ReadEntry) -> bool:
    """Whether a title such as `Exercise 2: a heap` has a label for its answer where nothing can begin one."""
    if one.entry.format not in _TITLES or one.parts is None or one.parts.rule in ("marked", "choices"):
        return False
    return is_numbered_task(one.entry.written) and not is_clear_question(one.question)


def _is_exercise(one: ReadEntry) -> bool:
    """Whether a title sets a task, or its text does, and nothing is marked as the answer."""
    if one.entry.format not in _TITLES or one.parts is None or one.parts.rule in ("marked", "choices"):
        return False
    if any(token.type in (*CODE, "code_inline") for block in one.blocks for token in (*block.tokens, *block.inline)):
        return False
    return not is_clear_question(one.question) or any(map(sets_task, _lines(one.blocks)))


def _sets_task(title: str, blocks: Sequence[Block]) -> bool:
    """Whether the text of a box asks or sets a task, or is only the code that its title is about."""
    shown = [block for block in blocks if block.kind != "details"]
    lines = [line for line in _lines(shown) if line.strip()]
    if not lines:
        return bool(shown) and all(block.kind in CODE for block in shown) and _THIS_CODE.are_in(title.lower())
    if asks(lines[-1]) or label_stop(lines[0], "exercise", "question"):
        return True
    # "How do you undo it?" is answered by "Write a commit that …".
    return not asks_how(title) and (sets_task(lines[0]) or sets_task(lines[-1]) or is_clear_question(lines[0]))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    return (text_of(token.children or ()) for block in blocks for token in block.tokens if token.type == "inline")
