"""The input of reading a body, and its result."""

from collections.abc import Sequence

from msgspec import Struct

from anki_export.source.body.blocks import Block
from anki_export.source.body.find_options import OptionSet, option_set
from anki_export.source.body.options_on_card import Option, right_of
from anki_export.source.body.page_habits import Habits
from anki_export.source.entry import AnswerLines
from anki_export.source.kept_property import kept_property

SEVERAL_ANSWERS = "the question has several answers, for different parts"


class Body(Struct, frozen=True, dict=True):
    """What is below a question."""

    question: str
    """The plain text of the question."""
    blocks: Sequence[Block]
    """At least one, or nothing is read."""
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

    @kept_property
    def options(self) -> OptionSet | None:
        """The options among all of its blocks."""
        return option_set(self.blocks, self.lines)


class Parts(Struct, frozen=True, gc=False):
    """A body taken apart."""

    rule: str
    """What found the answer: "marked", "choices", or the name of a rule of `unmarked_answer`."""
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
