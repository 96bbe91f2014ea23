"""Find the options of a multiple-choice question, whichever of them are right.

    - [ ] a file        - A) a file         A. a file       * a file
    - [x] a name        - B) a name         B. a name       * a name
      > That is it.

Options are items of lists with boxes, or items and lines with letters or numbers in sequence, or else the last list.
What is below an option that is only a letter, such as code, is the option, and the last one takes as much as the
others do. Quotes, further paragraphs and links below an option are remarks on it. Lines that begin with signs are
options, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.blocks import (
    BREAKS,
    LISTS,
    Block,
    has_colon,
    inline_lines,
    inside,
    joined_lines,
    list_item,
    list_of,
    paragraph,
    text_of,
    text_of_block,
    with_content,
    with_tags,
    without_start,
)
from anki_export.source.body.group_into_segments import is_link, is_picture, shows
from anki_export.source.body.option_letters import (
    BY_FIRST,
    LETTER,
    LETTERS,
    SEQUENCES,
    ends_joining,
    in_one_line,
    is_letter,
    letter_of,
    may_have_letters,
)
from anki_export.source.body.options_on_card import Option
from anki_export.source.body.right_option_marks import SIGN, STAR, START, Signs, signs_of, verdict_of
from anki_export.source.lines import columns_of, tick_box
from anki_export.source.syntax.task_boxes_and_empty_items import TASK_BOX
from anki_export.text.invisible_characters import as_name
from anki_export.text.lazy_regex import regex
from anki_export.text.ticks_and_crosses import SIGNS, TICKS
from anki_export.text.word_patterns import Words

_BOX_IN_LINE = regex(rf"(?<!\S)(?:\[[ xX]\]|[{SIGNS}]\ufe0f?)\s*(?=[^\s\[{SIGNS}])")


_NAMES_ANSWER = Words("right", "answer", "option", "solution")
_MAY_BE_OPTIONS = regex(r"[^\x00-\x7f]|[]\[()*_+<=&\\]|(?:\A|\n)\W*(?:[a-jA-J]|\d+)\W*[:.]")
"""What options have that are marked, or named by letters."""


class OptionSet(Struct, frozen=True, gc=False):
    """The options among blocks, with what surrounds them."""

    before: tuple[Block, ...]
    options: tuple[Option, ...]
    """None of them is right yet."""
    ticks: tuple[bool | None, ...]
    """For each option, whether its box is ticked; None without a box."""
    after: tuple[Block, ...]
    gets_letters: bool = False
    """Whether the site adds letters to the options, which the Markdown does not have."""
    problem: str = ""
    """Why these can't be the options of one question."""
    signs: Signs | None = None
    """What signs say about them; they are without these signs, unless these are weak."""


class _Piece(Struct, frozen=True, gc=False):
    """A list item, a line with a letter, or a block."""

    blocks: tuple[Block, ...]
    is_item: bool = False
    tick: bool | None = None
    letter: str = ""
    sign: str = ""
    """The sign before the letter."""
    is_lazy: bool = False
    """Whether it is a line that belongs to the item above only because no blank line separates them."""

    @property
    def head(self) -> str:
        """The text of its first block."""
        return text_of_block(self.blocks[0]) if self.blocks else ""

    @property
    def kind(self) -> str:
        """The kind of its first block; an empty item has none."""
        if not self.blocks:
            return ""
        return "picture" if is_picture(self.blocks[0]) else self.blocks[0].kind


_Groups = Sequence[Sequence[_Piece]]
_SIGNS = " *_`()[].:"
_LONGEST_NAME = 2
"""In characters."""
_TWO_SETS = "the question has two sets of options"
_SHOWS_LETTERS = regex(r"""class\s*=\s*["'][^"']*\b(?:upper|lower)-alpha\b""", re.IGNORECASE)


def has_letters(blocks: Sequence[Block]) -> bool:
    """Whether blocks have lines or list items with the letters A and B."""
    return has_letters_in(token for block in blocks if block.kind in ("paragraph", *LISTS) for token in block.tokens)


def has_letters_in(tokens: Iterable[Token]) -> bool:
    """Whether lines of inline tokens begin with the letters A and B."""
    lines = (Block("paragraph", (token, token, token), 0, 0) for token in tokens if token.type == "inline")
    letters = {part.letter for block in lines for part in _lettered(block)}
    return any(letters.issuperset(names[:2]) for names in SEQUENCES[:-1])


def has_tick_box(token: Token) -> bool:
    """Whether an inline token begins with the box of a task list."""
    return _begins_with_box(token.children or ())


def _begins_with_box(inline: Sequence[Token]) -> bool:
    return bool(inline) and inline[0].type == "html_inline" and TASK_BOX in inline[0].content


def option_set(blocks: Sequence[Block], lines: Sequence[str]) -> OptionSet | None:
    """The options among blocks: those with boxes, else the last ones with letters in sequence, else the last list."""
    if not any(map(_may_hold_options, blocks)):
        return None  # as for most
    flat = [inner for block in blocks for inner in (inside(block, lines) if _is_wrapper(block) else (block,))]
    items_of = [_items(block, lines) for block in flat]
    if not any(items_of):
        return None
    gets_letters = any(_is_wrapper(block) and _SHOWS_LETTERS.search(block.opening.content) for block in blocks)
    pieces = [([_Piece((block,))], items) for block, items in zip(flat, items_of, strict=True)]
    for is_option, found_in in _WAYS:
        if not any(one.is_item and is_option(one) for items in items_of for one in items):
            continue
        chosen = (items if any(one.is_item and is_option(one) for one in items) else whole for whole, items in pieces)
        parts = list(chain.from_iterable(chosen))
        if found := found_in(parts):
            options = _set(parts, *found)
            signs = signs_of(options.options)
            return replace(
                options,
                options=signs.options if signs and not signs.is_weak else options.options,
                gets_letters=gets_letters and not any(one.letter for one in options.options),
                signs=signs,
            )
    return None


def has_plain_list(blocks: Sequence[Block]) -> bool:
    """Whether a body is text and a list without boxes, letters and signs, and nothing would say that these are options.

    There is text above the list, or text below it that names no answer.
    """
    kinds = [block.kind for block in blocks]
    kind = "bullet_list" if "bullet_list" in kinds else "ordered_list"
    if kind not in kinds or kinds.count("paragraph") != len(kinds) - 1:
        return False  # as most
    at = kinds.index(kind)
    above, below = blocks[:at], blocks[at + 1 :]
    if not (shows(below[0]) if below else kind == "bullet_list" and above and shows(above[0])):
        return False
    items = [token for token in blocks[at].tokens if token.type == "inline"]
    if _MAY_BE_OPTIONS.search("\n".join([item.content for item in items])) or any(map(has_tick_box, items)):
        return False
    if any(map(_may_be_options, (*above, *below))):
        return False
    return not below or not _may_name_answer(below)


def _may_name_answer(below: Sequence[Block]) -> bool:
    """Whether text below a list may say which of its items is right, or which are in several parts of a question."""
    texts = [block.text for block in below]
    return "".join(texts).replace("：", ":").count(":") > 1 or _NAMES_ANSWER.are_in(texts[0].lower())


def _boxes(parts: Sequence[_Piece]) -> tuple[int, int] | None:
    """The first and the last part with a box; items above the first one lack theirs."""
    boxes = [i for i, part in enumerate(parts) if part.tick is not None]
    return (_first_of_list(parts, boxes[0]), boxes[-1]) if boxes else None


def _sequence(parts: Sequence[_Piece]) -> tuple[int, int] | None:
    """The last parts with letters or numbers that begin with A or 1."""
    items = [i for i, part in enumerate(parts) if part.is_item]
    for at in reversed(range(len(items))):
        if not (names := BY_FIRST.get(parts[items[at]].letter)):
            continue  # as for all but the first
        pairs = zip(names, items[at : at + len(LETTERS)], strict=False)
        count = sum(1 for _ in takewhile(lambda pair: pair[0] == parts[pair[1]].letter, pairs))
        if count > 1:
            return items[at], items[at + count - 1]
    return None


def _last_list(parts: Sequence[_Piece]) -> tuple[int, int] | None:
    items = [i for i, part in enumerate(parts) if part.is_item]
    start = _first_of_list(parts, items[-1]) if items else 0
    return (start, items[-1]) if items and start < items[-1] else None


def _first_of_list(parts: Sequence[_Piece], item: int) -> int:
    while item and parts[item - 1].is_item:
        item -= 1
    return item


_WAYS: tuple[tuple[Callable[[_Piece], bool], Callable[[Sequence[_Piece]], tuple[int, int] | None]], ...] = (
    (lambda part: part.tick is not None, _boxes),
    (lambda part: bool(part.letter) or part.tick is not None, _sequence),
    (lambda part: True, _last_list),
)
"""Which lists and lines may be options, and which of their items, in the order in which these are tried."""


def _set(parts: Sequence[_Piece], start: int, last: int) -> OptionSet:
    """The options among parts from `start` on, of which the last one is at `last`."""
    groups: list[list[_Piece]] = []
    for part in parts[start : last + 1]:
        if part.is_item and not (part.tick is None and groups and groups[-1][0].tick):
            groups.append([part])
        elif part.is_item or shows(part.blocks[0]):
            groups[-1].append(part)
    groups = _with_boxes([_with_list(group) for group in groups])
    bare = _bare(groups)
    below = [[part for part in group[1:] if part.kind != "blockquote"] for group in groups[:-1]]
    tail = list(parts[last + 1 :])
    taken = _taken(below, tail)
    groups[-1] += tail[:taken]
    *others, final = [_option(group, is_bare=i in bare) for i, group in enumerate(groups)]
    links: tuple[Block, ...] = ()
    if all(is_link(block.inline) for block in final.remarks):
        final, links = replace(final, remarks=()), final.remarks  # below the last option they concern the question
    return OptionSet(
        before=tuple(with_tags(block) for part in parts[:start] for block in part.blocks),
        options=_without_letters([*others, final]),
        ticks=tuple(group[0].tick for group in groups),
        after=(*links, *(with_tags(block) for part in tail[taken:] for block in part.blocks)),
        problem=_problem(parts[:start], groups, below, bare),
    )


def _with_boxes(groups: list[list[_Piece]]) -> list[list[_Piece]]:
    """Options with the boxes behind their letters, `A) [x] a tag`, if each has one and some are ticked."""
    found = [_box_behind_letter(group[0]) for group in groups]
    if {one.tick for one in found if one} != {True, False}:
        return groups  # as nearly always
    firsts = [one for one in found if one]
    return [[first, *group[1:]] for first, group in zip(firsts, groups, strict=True)] if all(found) else groups


def _box_behind_letter(part: _Piece) -> _Piece | None:
    inline = part.blocks[0].inline if part.letter and part.tick is None and part.blocks else ()
    text = inline[0].content if inline and inline[0].type == "text" and "[" in inline[0].content else ""
    letter = LETTER.match(text) if text else None
    task = tick_box(text[letter.end() :]) if letter else None
    behind = without_start(inline, letter.end() + task.text) if letter and task else ()
    if not (letter and task and behind):
        return None
    own = paragraph(part.blocks[0], [with_content(inline[0], letter[0]), *behind])
    return replace(part, blocks=(own, *part.blocks[1:]), tick=task.is_ticked)


def _with_list(group: list[_Piece]) -> list[_Piece]:
    """An option with the plain items below it as a nested list, as if these were indented."""
    items = [part for part in group[1:] if part.is_item and part.blocks]
    if not items:
        return group
    tokens = (token for part in items for token in list_item(t for block in part.blocks for t in block.tokens))
    below = list_of(tokens, items[0].blocks[0].first)
    first = replace(group[0], blocks=(*group[0].blocks, below))
    return [first, *(part for part in group[1:] if not part.is_item)]


def _bare(groups: _Groups) -> frozenset[int]:
    """The options that are empty or only a letter or number in sequence: what is below is their text."""
    heads = [as_name(group[0].head).strip(_SIGNS).upper() for group in groups]
    empty = {i for i, head in enumerate(heads) if not head}
    if len(max(heads[:2], key=len)) > _LONGEST_NAME:  # most have text
        return frozenset(empty)
    for names in SEQUENCES:
        named = {i for i, (head, name) in enumerate(zip(heads, names, strict=False)) if head in ("", name)}
        if {0, 1} <= named:
            return frozenset(empty | named)
    return frozenset(empty)


def _problem(before: Sequence[_Piece], groups: _Groups, below: Sequence[Sequence[_Piece]], bare: frozenset[int]) -> str:
    if not (all(below) or all(i in bare or all(part.is_lazy for part in under) for i, under in enumerate(below))):
        return _TWO_SETS
    above = next((part for part in reversed(before) if part.is_item or shows(part.blocks[0])), None)
    starts_again = above is not None and above.letter and groups[0][0].letter
    return f"{_TWO_SETS}, and the second may lack its question" if starts_again or _are_two_lists(groups) else ""


def _are_two_lists(groups: _Groups) -> bool:
    """Whether blank lines divide options into lists that each have ticked and unticked ones."""
    if not {True, False} <= {group[0].tick for group in groups}:
        return False
    places = [[block for part in group for block in part.blocks] for group in groups]
    lists: list[list[bool | None]] = []
    end = -1
    for group, blocks in zip(groups, places, strict=True):
        if not lists or (blocks and end >= 0 and blocks[0].first > end):
            lists.append([])
        lists[-1].append(group[0].tick)
        end = blocks[-1].last if blocks else end
    return len(lists) > 1 and all({True, False} <= set(ticks) for ticks in lists)


def _taken(others: _Groups, tail: Sequence[_Piece]) -> int:
    """How many parts after the last option belong to it: as much as the others have below them."""
    below = [parts for parts in others if parts]
    if not below:
        return 0
    usual = (part.kind for part in below[-1])
    return sum(1 for _ in takewhile(lambda pair: pair[0].kind == pair[1], zip(tail, usual, strict=False)))


def _option(group: Sequence[_Piece], *, is_bare: bool) -> Option:
    part, *below = group
    own = list(part.blocks)
    for one in below:
        if one.is_lazy and len(own) == 1 and own[0].inline and not is_bare:
            own[0] = paragraph(own[0], joined_lines([own[0].inline, one.blocks[0].inline]))
        else:
            own += one.blocks
    if is_bare and len(own) > 1 and own[0].kind == "paragraph":
        own.pop(0)
    text, remarks = _without_remarks(own)
    return Option(text, letter=part.letter, sign=part.sign, remarks=remarks)


def _without_remarks(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The text of an option, and what explains it: lines that only link, quotes, and what follows a first paragraph."""
    if not blocks:
        return (), ()
    first, *rest = blocks
    if not rest and not any(token.type in BREAKS for token in first.inline):  # most options
        return (first,), ()
    rows = inline_lines(first.inline)
    kept = list(takewhile(lambda row: not is_link(row), rows))
    remarks = [with_tags(paragraph(first, joined_lines(rows[len(kept) :])))] if 0 < len(kept) < len(rows) else []
    text = [paragraph(first, joined_lines(kept)) if remarks else first]
    for block in rest:
        goes_on = block.kind != "paragraph" or is_picture(block) or has_colon(text_of_block(text[-1]))
        (remarks if block.kind == "blockquote" or remarks or not goes_on else text).append(block)
    return tuple(text), tuple(remarks)


def _without_letters(options: Sequence[Option]) -> tuple[Option, ...]:
    """The options without letters or numbers of the author, if these are in sequence: cards have their own."""
    letters = [option.letter for option in options]
    if len(options) < 2 or list(BY_FIRST.get(letters[0], ())[: len(letters)]) != letters:
        return tuple(options)
    return tuple(replace(option, blocks=_without_letter(option.blocks)) for option in options)


def _without_letter(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not blocks or not (match := LETTER.match(blocks[0].text)):
        return blocks
    rest = without_start(blocks[0].inline, match.end())
    return (*([paragraph(blocks[0], rest)] if rest else []), *blocks[1:])


def _may_hold_options(block: Block) -> bool:
    return _may_be_options(block) if block.kind == "paragraph" else block.kind in LISTS or _is_wrapper(block)


def _is_wrapper(block: Block) -> bool:
    """Whether a block is raw HTML around Markdown."""
    return block.kind == "html_block" and len(block.tokens) > 1


def _items(block: Block, lines: Sequence[str]) -> list[_Piece]:
    """The items of a list, and the lines of a paragraph."""
    if block.kind in LISTS:
        return [part for item in inside(block, lines) for part in _item(item, lines)]
    return list(_lettered(block))


def _item(item: Block, lines: Sequence[str]) -> Iterator[_Piece]:
    blocks = inside(item, lines)
    if not blocks or blocks[0].kind != "paragraph":
        yield _Piece(tuple(blocks), is_item=True)
        return
    first, *rest = blocks
    rows = inline_lines(first.inline)
    own, margin = 1, _indent(lines[first.first]) if len(rows) > 1 else 0
    while own < len(rows) and _indent(lines[first.first + own]) > margin:
        own += 1
    *others, last = in_one_line(rows[0]) if own == 1 else [joined_lines(rows[:own])]
    if others:
        yield from (_with_box(first, inline, ()) for inline in others)
    yield _with_box(first, last, rest)
    for row in rows[own:]:
        part = _with_box(first, row, ())
        if part.tick is None or not tick_box(text_of(row)):
            part = _Piece((paragraph(first, row),), is_lazy=True)
        yield part


def _with_box(block: Block, inline: Sequence[Token], rest: Sequence[Block]) -> _Piece:
    tick: bool | None = None
    if _begins_with_box(inline):
        tick, inline = "checked=" in inline[0].content, without_start(inline[1:], 0)
    elif inline and inline[0].type == "text" and (task := tick_box(inline[0].content)):
        tick, inline = task.is_ticked, without_start(inline, task.text)
    return _as_option(block, inline, rest, tick)


def _as_option(block: Block, inline: Sequence[Token], rest: Sequence[Block], tick: bool | None) -> _Piece:
    text = text_of(inline)
    sign = START.match(text) or (STAR.match(text) if text[:1] == "*" else None)
    letter = LETTER.match(text, sign.end() if sign else 0)
    if sign and letter:
        inline = without_start(inline, sign.end())
    own = [block if inline == block.inline else paragraph(block, inline)] if inline else []
    name, mark = letter_of(letter) if letter else "", sign["sign"] if sign and letter else ""
    mark = TICKS[0] if mark == "*" else mark
    return _Piece((*own, *rest), True, tick, name, mark)


def _lettered(block: Block) -> Iterator[_Piece]:
    """The lines of a paragraph that may be options: those with a letter are items, or else those with signs."""
    if block.kind != "paragraph" or not _may_be_options(block):
        return
    lines = inline_lines(block.inline)
    boxes = [piece for line in lines for piece in _boxes_in(line)]
    rows = boxes if len(boxes) > len(lines) else [part for line in lines for part in in_one_line(line)]
    parts = [_with_box(block, row, ()) if rows is boxes else _as_option(block, row, (), None) for row in rows]
    has_letter = [is_letter(part.letter) or part.tick is not None for part in parts]
    signs = [verdict_of(text_of(row)) for row in rows]
    has_signs = not any(has_letter) and {True, False} <= set(signs)
    is_item = [sign is not None for sign in signs] if has_signs else has_letter
    for part, row, is_one in zip(parts, rows, is_item, strict=True):
        yield part if is_one else _Piece((paragraph(block, row),), is_lazy=True)


def _boxes_in(line: Sequence[Token]) -> list[Sequence[Token]]:
    """The options in a line of text, each with its box: `[ ] oak [x] ash` or `☐ oak ☑ ash`; else the line itself."""
    text = line[0].content if len(line) == 1 and line[0].type == "text" else ""
    starts = [match.start() for match in _BOX_IN_LINE.finditer(text)]
    if len(starts) < 2 or starts[0] > 0:
        return [line]
    options = [text[start:stop].strip() for start, stop in pairwise([*starts, len(text)])]
    if any(map(ends_joining, options[:-1])):
        return [line]  # "☐ and ☑"
    return [[with_content(line[0], option)] for option in options]


def _may_be_options(block: Block) -> bool:
    """Whether lines may begin with a letter, a box or a sign, as in few paragraphs."""
    markdown = block.tokens[1].content
    return may_have_letters(markdown) or (not markdown.isascii() and SIGN.search(markdown) is not None)


def _indent(line: str) -> int:
    """The number of columns by which a line is indented, also in quotes."""
    return columns_of(line[: len(line) - len(line.lstrip(" \t\u00a0>"))])
