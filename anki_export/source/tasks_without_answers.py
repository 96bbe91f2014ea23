"""Decide which open boxes and exercises answer what their titles ask, and which set a task or make the reader think.

    !!! question "Is a delay slot good?"     !!! question "Climbing stairs"       !!! question "What will happen?"
        It was, for short pipelines.             In how many ways can you …?          Think about it before you go on.

A collapsed box hides its answer. An open one shows its text before anybody can answer, so most of them set a task: the
text is the answer only if the title asks and the text neither asks nor sets a task. Where words leave that open, the
other boxes of the page decide.

Code is not an answer where others ask the same about theirs and have an answer below it: "What's the output?"

"Show the fixes" is not a question among others that all ask or have a number: it belongs to the text above it.

On a page of exercises, text below a heading that does not ask continues the task. Code may be the solution.
"""

from collections.abc import Iterator, Sequence
from enum import Enum

from anki_export.source.body.blocks import CODE, Block, text_of
from anki_export.source.body.marked_answer import ANSWER
from anki_export.source.make_card import ReadEntry
from anki_export.text.asking import asks_for_several, asks_how, is_clear_question, is_order, sets_task
from anki_export.text.labels import asks, asks_nothing, label_stop, only_shows
from anki_export.text.languages import Words
from anki_export.text.normalize import normalised

_THIS_CODE = Words("this_code")
_EXERCISES, _QUESTIONS = Words("exercise"), Words("question", "questions", "quiz", *ANSWER)
_TITLES = frozenset({"heading", "bold"})
"""The formats whose titles may set tasks."""


class _Kind(Enum):
    ANSWERS = "its text is the answer"
    LIKELY_TASK = "a task, unless most open boxes of the page have answers"
    TASK = "a task, or a question without its answer"
    HIDES = "the answer is hidden or marked"


def with_tasks_marked(read: Sequence[ReadEntry], title: str) -> list[ReadEntry]:
    """The questions of a page with a title, those marked that are tasks without an answer."""
    title = title.lower() if any(one.entry.format in _TITLES for one in read) else ""
    are_exercises = _EXERCISES.are_in(title) and not _QUESTIONS.are_in(title)
    about_code = {_title(one) for one in read if one.parts and one.parts.front and one.parts.front[0].kind in CODE}
    shown = _shown_beside_questions(read)
    kinds = [
        _Kind.TASK
        if one in shown
        or (are_exercises and _is_exercise(one))
        or (about_code and _title(one) in about_code and _is_only_code(one))
        else _kind_of(one)
        for one in read
    ]
    # Who hides some answers hides all.
    with_answer, others = kinds.count(_Kind.ANSWERS), kinds.count(_Kind.TASK) + kinds.count(_Kind.HIDES)
    tasks = {_Kind.TASK} if with_answer > max(others, 1) else {_Kind.TASK, _Kind.LIKELY_TASK}
    return [one._replace(is_task=True) if kind in tasks else one for one, kind in zip(read, kinds, strict=True)]


def _shown_beside_questions(read: Sequence[ReadEntry]) -> list[ReadEntry]:
    """The collapsed boxes that only show something, where two other boxes or more all ask or have a number."""
    boxes = [one for one in read if one.entry.format == "admonition" and not one.entry.is_open]
    shown = [one for one in boxes if only_shows(one.entry.written)]
    others = [one for one in boxes if one not in shown] if shown else []
    asking = [one for one in others if asks(one.entry.written) or one.entry.number]
    return shown if len(asking) > 1 and len(asking) == len(others) else []


def _title(one: ReadEntry) -> str:
    return normalised(text_of(one.entry.title.children or ()))


def _is_only_code(one: ReadEntry) -> bool:
    """Whether all that is below a title is code, and no part of it is marked as the answer."""
    is_marked = one.entry.answer is not None or (one.parts is not None and one.parts.rule in ("marked", "choices"))
    return not is_marked and bool(one.blocks) and all(block.kind in CODE for block in one.blocks)


def _kind_of(one: ReadEntry) -> _Kind | None:
    """What a box is; None for questions of other formats."""
    entry, parts = one.entry, one.parts
    if entry.format != "admonition" or parts is None:
        return None
    is_hidden = parts.rule == "marked" and any(block.kind == "details" for block in one.blocks)
    if not entry.is_open or is_hidden or parts.options:
        return _Kind.HIDES
    title = text_of(entry.title.children or ())
    kind = _kind_of_title(title, is_numbered=entry.number is not None)
    return kind if kind is _Kind.TASK else _kind_of_text(title, one.blocks) or kind


def _is_exercise(one: ReadEntry) -> bool:
    """Whether a title sets a task, or its text does, and nothing is marked as the answer."""
    if one.entry.format not in _TITLES or one.parts is None or one.parts.rule in ("marked", "choices"):
        return False
    if any(token.type in (*CODE, "code_inline") for block in one.blocks for token in (*block.tokens, *block.inline)):
        return False
    return not is_clear_question(text_of(one.entry.title.children or ())) or any(map(sets_task, _lines(one.blocks)))


def _kind_of_title(title: str, *, is_numbered: bool) -> _Kind:
    if asks_nothing(title):
        return _Kind.TASK
    if sets_task(title):
        return _Kind.LIKELY_TASK
    if asks(title) or is_clear_question(title) or _is_recalled(title):
        return _Kind.ANSWERS
    return _Kind.LIKELY_TASK if is_numbered or is_order(title) else _Kind.TASK


def _is_recalled(title: str) -> bool:
    """Whether a title asks for knowledge, such as "Name three ports", and not for an action."""
    return is_order(title) and asks_for_several(title)


def _kind_of_text(title: str, blocks: Sequence[Block]) -> _Kind | None:
    """What the text of a box shows it to be, if anything."""
    shown = [block for block in blocks if block.kind != "details"]
    lines = [line for line in _lines(shown) if line.strip()]
    if not lines:
        is_only_code = bool(shown) and all(block.kind in CODE for block in shown)
        return _Kind.TASK if is_only_code and _THIS_CODE.are_in(title.lower()) else None
    if asks(lines[-1]) or label_stop(lines[0], "exercise", "question"):
        return _Kind.TASK
    # "How do you undo it?" is answered by "Write a commit that …".
    is_told = sets_task(lines[0]) or sets_task(lines[-1]) or is_clear_question(lines[0])
    return _Kind.LIKELY_TASK if is_told and not asks_how(title) else None


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    return (text_of(token.children or ()) for block in blocks for token in block.tokens if token.type == "inline")
