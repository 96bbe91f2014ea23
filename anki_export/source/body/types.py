"""The input of reading a body, and its result."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.blocks import Block, text_of_block
from anki_export.source.entry import AnswerLines

TWO_SIDES = 2
"""Options: of three or more, the right one is seldom the first of its sort, but two may be a pro and a con."""


SEVERAL_ANSWERS = "the question has several answers, for different parts"


class Habits(Struct, frozen=True):
    """What the questions of a page have in common; each is computed when a body first needs it, which few do."""

    titles: Callable[[], Mapping[str, int]] = dict
    """The titles of hidden blocks that at least half of them have, in lower case, with their number."""
    tick: Callable[[], bool] = bool
    """Whether one of them has options, some ticked and some not."""
    choose: Callable[[], bool] = bool
    """Whether it is a quiz: its title says so, and most of its questions have options."""
    signs: Callable[[], Mapping[str, int]] = dict
    """The kinds of signs that mark one right option in most of their lists, with the length of the longest list."""
    answers_at_once: Callable[[], bool] = bool
    """Whether half of the answers, and at least three, are right below their questions, without a label."""
    a_dot: Callable[[], bool] = bool
    """Whether most of their answers begin with `A.` below a title such as `Q1. …`."""
    queries_answer: Callable[[], bool] = bool
    """Whether queries of databases, above a label of the answer, are what most of them are solved by."""


class Body(Struct, frozen=True):
    """What is below a question."""

    question: str
    """The plain text of the question."""
    blocks: Sequence[Block]
    """At least one."""
    lines: Sequence[str]
    """The page."""
    answer: AnswerLines | None = None
    """Where the answer is, if the format marks it."""
    has_options: bool = False
    """Whether a list can only be options."""
    sorts_options: bool = False
    """Whether the order of its options only says which are right."""
    is_term: bool = False
    """Whether it is below a term, which has no options."""
    habits: Habits = Habits()


class Option(Struct, frozen=True, dict=True):
    """An option of a question."""

    blocks: tuple[Block, ...]
    is_right: bool = False
    letter: str = ""
    """The letter or number that the author gave it, in upper case."""
    sign: str = ""
    """The sign before its letter."""
    remarks: tuple[Block, ...] = ()
    """What the author says about it, for the back."""

    @cached_property
    def text(self) -> str:
        """Its plain text."""
        return " ".join(" ".join(map(text_of_block, self.blocks)).split())

    @cached_property
    def key(self) -> str:
        """Its text as `text_key` compares it."""
        return text_key(self.text)


class Parts(Struct, frozen=True, gc=False):
    """A body taken apart."""

    rule: str
    """What found the answer: "marked", "choices", or the name of a rule of `plain_answer`."""
    front: tuple[Block, ...] = ()
    """What belongs to the question, without its options."""
    options: tuple[Option, ...] = ()
    answer: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()
    """What explains the answer."""
    problem: str = ""
    """Why it is not clear which options are right."""
    is_whole: bool = False
    """Whether no part of a marked answer explains it."""

    @property
    def right(self) -> tuple[Option, ...]:
        return right_of(self.options) if self.options else ()


def with_right(options: Iterable[Option], right: Set[int]) -> tuple[Option, ...]:
    """Options of which none is right yet, with those at some indices as right."""
    return tuple(replace(option, is_right=True) if i in right else option for i, option in enumerate(options))


def text_key(text: str) -> str:
    """A text without case, spaces and the signs around it."""
    return "".join(text.casefold().split()).strip("()[]*_`'\"“”.,:;–—-。．、，：；")


def right_of(options: Iterable[Option]) -> tuple[Option, ...]:
    """The right ones of several options."""
    return tuple(option for option in options if option.is_right)
