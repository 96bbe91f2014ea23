"""The options of a question, and their blocks on its card: a list for the front, and the right ones as the answer.

The list does not show which options are right, except for the class `iq-correct`, which only the back styles.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, cached_property
from string import ascii_uppercase

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.blocks import (
    Attributes,
    Block,
    list_item,
    list_of,
    new_paragraph,
    paragraph,
    text_of_block,
    with_tags,
)
from anki_export.source.body.group_into_segments import is_picture
from anki_export.source.body.option_letters import OTHERS, lettered
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import alternatives

TWO_SIDES = 2
"""Options: of three or more, the right one is seldom the first of its sort, but two may be a pro and a con."""
_REFERS = regex(lambda: rf"\W*{alternatives('all_above')}\W*", re.IGNORECASE)


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
    return tuple([option for option in options if option.is_right])


def refers_to_others(option: Option) -> bool:
    """Whether an option is such as "All of the above"."""
    return _REFERS.fullmatch(option.text) is not None


def sorted_options(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options by their text; one that refers to the others is the last one."""
    return tuple(sorted(options, key=lambda option: (refers_to_others(option), option.text.casefold(), option.text)))


def options_block(options: Sequence[Option]) -> Block:
    """All options in the author's order with letters, and how many to choose if several are right.

    They keep numbers, or letters of other languages, if the author gave them such, which explanations may use.
    """
    items = [
        token
        for name, option in zip(_names(options), options, strict=True)
        for token in _item(option, name, "iq-correct" if option.is_right else "")
    ]
    attributes: Attributes = {"class": "iq-options"}
    if (count := len(right_of(options))) > 1:
        attributes["aria-label"] = f"Choose {count}"
    return list_of(items, _line(options), attributes)


def answer_blocks(options: Sequence[Option]) -> tuple[Block, ...]:
    """The right options: one as its blocks, several as a list. Code and pictures have their letters above them."""
    named = zip(_names(options), options, strict=True)
    right = [_with_letter(name, option) for name, option in named if option.is_right]
    if len(right) == 1:
        return tuple(with_tags(block) for block in right[0].blocks)
    items = [token for option in right for token in _item(option)]
    return (list_of(items, _line(right)),) if right else ()


def _names(options: Sequence[Option]) -> Sequence[str]:
    first, count = options[0].letter, len(options)
    letters = next((names for names in OTHERS if first == names[0] and count <= len(names)), ascii_uppercase)
    return letters[:count] if first != "1" and count <= len(letters) else [str(i) for i in range(1, count + 1)]


def _with_letter(name: str, option: Option) -> Option:
    first = option.blocks[0] if option.blocks else None
    if first and first.kind == "paragraph" and not is_picture(first):
        return option
    letter = new_paragraph([Token("text", "", 0, content=lettered(name))], first.first if first else 0)
    return replace(option, blocks=(letter, *option.blocks))


def remarks_on(options: Sequence[Option]) -> Iterator[Block]:
    """The author's remarks, each below its option with the letter that this has on the card."""
    for name, option in zip(_names(options), options, strict=True):
        if option.remarks:
            first, *below = map(with_tags, _with_letter(name, option).blocks)
            is_text = first.kind == "paragraph" and not first.text.startswith(lettered(name))
            letter = Token("letter", "", 0, content=lettered(name))
            yield paragraph(first, [letter, *first.inline]) if is_text else first
            yield from below
            yield from option.remarks


def _item(option: Option, name: str = "", style: str = "") -> list[Token]:
    letter = [_letter(name)] if name else []
    is_single = len(option.blocks) == 1
    text = [token for block in option.blocks for token in with_tags(block, not is_single).tokens]
    return list_item((*letter, *text), style)


@cache
def _letter(name: str) -> Token:
    """The letter before an option; cached, because nothing changes the tokens of a card."""
    return Token("inline", "", 0, children=[Token("letter", "", 0, content=lettered(name))])


def _line(options: Sequence[Option]) -> int:
    return next((block.first for option in options for block in option.blocks), 0)
