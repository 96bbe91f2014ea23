"""An option of a question, with what the author wrote beside it."""

from collections.abc import Iterable, Set
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.blocks import Block, text_of_block

TWO_SIDES = 2
"""Options: of three or more, the right one is seldom the first of its sort, but two may be a pro and a con."""


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


def with_right(options: Iterable[Option], right: Set[int]) -> tuple[Option, ...]:
    """Options of which none is right yet, with those at some indices as right."""
    return tuple(replace(option, is_right=True) if i in right else option for i, option in enumerate(options))


def text_key(text: str) -> str:
    """A text without case, spaces and the signs around it."""
    return "".join(text.casefold().split()).strip("()[]*_`'\"“”.,:;–—-。．、，：；")


def right_of(options: Iterable[Option]) -> tuple[Option, ...]:
    """The right ones of several options."""
    return tuple(option for option in options if option.is_right)
