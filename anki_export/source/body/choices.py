"""Read the options of a multiple-choice question, and which of them are right.

    - [ ] a file        - A) a file         A. a file       * a file
    - [x] a name        - B) a name         B. a name       * a name
                        **Correct: B**      Answer: B       ```
                                                            a name
                                                            ```
The right ones are ticked, or the answer names them by letter or text. Options are items of lists or lines with letters
in sequence; what stands below an option that is only a letter, such as code, is the option, and the last one takes as
much as the others do. What follows explains. A quote below an option is a remark on it.

Not options: a checklist, which has no unticked item or no ticked one, unless other questions of the page tick theirs;
a list that the answer does not name. If options have no clear right one, the question is left out and reported.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.group_blocks import CODE, LISTS, is_picture, shows
from anki_export.source.body.markdown_blocks import (
    Block,
    closing,
    inside,
    paragraph,
    text_of,
    trimmed,
    with_tags,
    without_start,
)
from anki_export.source.entry import Entry
from anki_export.text.regex import regex


class Option(Struct, frozen=True, gc=False):
    """An option of a question."""

    blocks: tuple[Block, ...]
    is_right: bool = False
    label: str = ""
    """The letter or number that the author gave it, in upper case."""
    remarks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """Its plain text."""
        return " ".join(" ".join(map(_text, self.blocks)).split())


class Choices(Struct, frozen=True, gc=False):
    """The options of a body, with what stands around them."""

    before: tuple[Block, ...]
    options: tuple[Option, ...]
    after: tuple[Block, ...]
    problem: str = ""
    """Why it is not clear which are right."""

    @property
    def right(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.is_right)


class _Part(Struct, frozen=True, gc=False):
    """A list item, a line with a letter, or a block."""

    blocks: tuple[Block, ...]
    is_item: bool = False
    tick: bool | None = None
    label: str = ""
    is_lazy: bool = False
    """Whether it is a line that belongs to the item above only because no blank line separates them."""

    @property
    def is_bare(self) -> bool:
        """Whether an option is only a letter, or nothing."""
        return len(self.blocks) < 2 and _BARE.fullmatch(" ".join(map(_text, self.blocks))) is not None

    @property
    def kind(self) -> str:
        """The kind of its first block; an empty item has none."""
        if not self.blocks:
            return ""
        return "picture" if is_picture(self.blocks[0]) else self.blocks[0].kind


_BARE = regex(r"\W*(?:[^\W_]{1,2})?[\W_]*")
_BOX = regex(r"\s*(?:(?:[-*+]|\d{1,2}[.)])\s*)?\[(?P<mark>[ xX\u00a0]?)\](?!\()\s*")
_LABEL = regex(r"\s*\(?(?P<label>[A-Ja-j]|\d{1,2})(?:\)|\s?[:.)])(?:\s+|\Z)")
_MAY_HAVE_LETTER = regex(r"[\W_]*[A-Ja-j][\W_]*[:.)]|.*[<&\[]")
"""Matches each line of Markdown that may have such a label, and few others: most bodies have no options."""
_ONE = r"(?:[A-J]|\d{1,2})"
_NAMES = regex(
    r"\W*(?P<words>(?:[^\W\d_]{2,}(?:[\s’'][^\W\d_]{2,}){0,3}\s*[:：]?\s*)?)\(?"
    rf"(?P<labels>{_ONE}(?:\s*(?:[,;&/+]|and|und|et|y|e)\s*{_ONE})*)(?=\)?\s*(?:[.,;:)–—-](?!\d)|\Z))"
)
"""Labels at the start of an answer, after a few words: "B", "Correct: B — because", "The answer is A and C."."""
_MARKS_ANSWER = regex(
    r"answer|correct|right|solution|richtig|antwort|lösung|réponse|bonne|respuesta|correcta|resposta|corret[oa]|gabarito"
    r"|risposta|ответ|верн|答案|正解|정답",
    re.IGNORECASE,
)
_LAZY_END = regex(r"[.!?…。！？:：]\W*\Z")


def ticks_options(entries: Iterable[Entry]) -> bool:
    """Whether a page has options, some ticked and some not."""
    return any(
        {True, False} <= {"checked=" in token.children[0].content for token in entry.body if _is_box(token)}  # type: ignore[index]
        for entry in entries
    )


def _is_box(token: Token) -> bool:
    first = token.children[0] if token.children else None
    return first is not None and first.type == "html_inline" and "task-list-item-checkbox" in first.content


def has_choices(blocks: Sequence[Block]) -> bool:
    """Whether blocks have lines or list items with the letters A and B."""
    letters = {part.label for block in blocks for part in _letters(block)}
    return {"A", "B"} <= letters


def _letters(block: Block) -> Iterator[_Part]:
    for token in block.tokens if block.kind in ("paragraph", *LISTS) else ():
        if token.type == "inline" and any(map(_MAY_HAVE_LETTER.match, token.content.split("\n"))):
            yield from _lettered(Block("paragraph", (token, token, token), 0, 0))


def ticked_choices(blocks: Sequence[Block], lines: Sequence[str], is_usual: bool) -> Choices | None:
    """The options in task lists; `is_usual` is the result of `ticks_options` for the page."""
    if not any(block.kind in LISTS and "[" in "".join(lines[block.first : block.last]) for block in blocks):
        return None
    parts = _parts(blocks, lines, lambda part: part.tick is not None)
    boxes = [i for i, part in enumerate(parts) if part.tick is not None]
    ticks = {parts[i].tick for i in boxes}
    if not boxes or (ticks != {True, False} and not is_usual):
        return None
    start = boxes[0]
    while start and parts[start - 1].is_item:
        start -= 1
    found = _choices(parts, start, boxes[-1])
    options = [replace(o, is_right=p.tick is True) for o, p in zip(found.options, _items(parts, start), strict=False)]
    problem = found.problem or ("" if True in ticks else "no option is ticked")
    return replace(found, options=_without_labels(options), problem=problem)


def named_choices(before: Sequence[Block], answer: Sequence[Block], lines: Sequence[str]) -> Choices | None:
    """The options at the end of a prompt, of which the answer names one or several."""
    if not answer or not (found := _option_set(before, lines)):
        return None
    return _resolved(found, [*found.after, *answer], answer[0], is_marked=True)


def unmarked_choices(blocks: Sequence[Block], lines: Sequence[str]) -> Choices | None:
    """The options of a body whose answer no label marks: code or a line below them names the right one."""
    found = None if _ends_in_only_list(blocks) else _option_set(blocks, lines)
    answer = next(filter(shows, found.after), None) if found else None
    return _resolved(found, found.after, answer, is_marked=False) if found and answer else None


def _ends_in_only_list(blocks: Sequence[Block]) -> bool:
    """Whether a body ends in a list without labels, and has no other options, so that nothing names the right one."""
    if not blocks or blocks[-1].kind not in LISTS:
        return False
    *others, last = blocks
    if any(block.kind in LISTS or _may_have_letters(block) for block in others):
        return False
    items = [token for token in last.tokens if token.type == "inline"]
    may_go_on = any("\n" in item.content or "[" in item.content for item in items)
    have_labels = any(_LABEL.match(text_of(item.children or ())) for item in items)
    return not (may_go_on or have_labels or any(map(_is_wrapper, others)))


def _resolved(found: Choices, after: Sequence[Block], answer: Block, is_marked: bool) -> Choices | None:
    text = _with_colon(answer)
    labels = [option.label for option in found.options]
    numbers, rest, words = _named(text, found.options)
    is_label = bool(words) and _MARKS_ANSWER.search(words) is not None
    if not is_marked and answer.kind not in CODE and not (numbers and (is_label or (labels[0] and not words))):
        return None
    if numbers and max(numbers) >= len(found.options):
        if not labels[0] or _BARE.fullmatch(rest) is None:
            return None
        names = f"{found.options[0].label} to {found.options[-1].label}"
        return replace(found, problem=f"answer names an option that does not exist; the options are {names}")
    same = _same_text(answer, found.options)
    if not numbers and not same:
        return None
    if len(same) == 1 and numbers and labels[0] and not same <= numbers:
        return replace(found, problem="answer names one option by its letter and another by its text")
    right = numbers if numbers and labels[0] else same or numbers
    options = [replace(option, is_right=i in right) for i, option in enumerate(found.options)]
    if numbers and not labels[0] and (match := _NAMES.match(text)) and match["labels"][:1].isdigit():
        options = [replace(option, label=str(i)) for i, option in enumerate(options, 1)]  # as the author counts
    said = _key(" ".join(o.text for i, o in enumerate(options) if i in right))
    left = _key(rest if numbers else "")
    explained = [block for block in after if block is not answer or not (left in ("", said) or same)]
    return replace(found, options=tuple(options), after=tuple(explained))


def _named(text: str, options: Sequence[Option]) -> tuple[set[int], str, str]:
    """The indices of the options that a text names by label, the text after that, and the words before."""
    match = _NAMES.match(text)
    if not match:
        return set(), text, ""
    names = re.findall(r"[A-J](?![a-z])|\d+", match["labels"])
    labels = [option.label for option in options]
    has_numbers = labels[0].isdigit()
    if labels[0] and any(name.isdigit() is not has_numbers for name in names):
        return set(), text, ""
    numbers = {int(name) - 1 if name.isdigit() else ord(name) - ord("A") for name in names}
    return numbers, text[match.end() :], match["words"]


def _with_colon(block: Block) -> str:
    """The text of a block, with a colon after a bold letter at its start: `**B** because …`."""
    inline = trimmed(block.inline)
    if inline and inline[0].type == "strong_open":
        close = closing(inline)
        if re.fullmatch(_ONE, bold := text_of(inline[:close]).strip()):
            return f"{bold}: {text_of(inline[close + 1 :]).lstrip(' :')}"
    return _text(block)


def _same_text(answer: Block, options: Sequence[Option]) -> set[int]:
    """The indices of the options whose text an answer consists of: all of it, its bold start, or each item."""
    counts = Counter(_key(option.text) for option in options)
    places = {_key(option.text): i for i, option in enumerate(options)}
    texts = [_text(answer)]
    if answer.kind in LISTS:
        texts = [text_of(token.children or ()) for token in answer.tokens if token.type == "inline"]
    found = set()
    for text in texts:
        shorter = [text, _LABEL.sub("", text, count=1)]
        if match := _NAMES.match(text):
            shorter.append(text[match.end() :])
        if not (same := {places[key] for key in map(_key, shorter) if key and counts[key] == 1}):
            return set()
        found |= same
    return found


def _key(text: str) -> str:
    return "".join(text.casefold().split()).strip("()[]*_`'\"“”.,:;–—-")


def _option_set(blocks: Sequence[Block], lines: Sequence[str]) -> Choices | None:
    """The last options with labels in sequence or boxes, else the last list; none of them right."""
    if not any(block.kind in LISTS or _may_have_letters(block) or _is_wrapper(block) for block in blocks[-12:]):
        return None
    flat = [inner for block in blocks for inner in (inside(block, lines) if _is_wrapper(block) else [block])]
    parts = _parts(flat, lines, lambda part: bool(part.label) or part.tick is not None)
    for start in reversed(range(len(parts))):
        if parts[start].label in ("A", "1") and (count := _sequence(parts, start)) > 1:
            items = [i for i in range(start, len(parts)) if parts[i].is_item][:count]
            found = _choices(parts, start, items[-1])
            return replace(found, options=_without_labels(found.options))
    parts = _parts(flat, lines, lambda part: True)
    items = [i for i, part in enumerate(parts) if part.is_item]
    start = items[-1] if items else 0
    while start and parts[start - 1].is_item:
        start -= 1
    return _choices(parts, start, items[-1]) if len(items) > 1 and start < items[-1] else None


def _is_wrapper(block: Block) -> bool:
    """Whether a block is raw HTML around Markdown."""
    return block.kind == "html_block" and len(block.tokens) > 1


def _sequence(parts: Sequence[_Part], start: int) -> int:
    """How many items have labels in sequence, from one on."""
    names = "ABCDEFGHIJ" if parts[start].label == "A" else [str(number) for number in range(1, 11)]
    items = (part.label for part in islice(parts, start, None) if part.is_item)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(names, items, strict=False)))


def _items(parts: Sequence[_Part], start: int) -> list[_Part]:
    return [part for part in parts[start:] if part.is_item]


def _choices(parts: Sequence[_Part], start: int, last: int) -> Choices:
    """The options among parts from `start` on, of which the last one is at `last`."""
    groups: list[list[_Part]] = []
    for part in parts[start : last + 1]:
        if part.is_item:
            groups.append([part])
        elif shows(part.blocks[0]):
            groups[-1].append(part)
    below = [[part for part in group[1:] if part.kind != "blockquote"] for group in groups[:-1]]
    tail = list(parts[last + 1 :])
    remarks = list(takewhile(lambda part: part.kind == "blockquote", tail))
    has_remarks = any(part.kind == "blockquote" for group in groups[:-1] for part in group[1:]) and bool(remarks)
    groups[-1] += tail[: (taken := len(remarks) if has_remarks else _taken(groups[-1][0], below, tail))]
    is_clear = all(below) or all(
        group[0].is_bare or all(part.is_lazy for part in under) for group, under in zip(groups, below, strict=False)
    )
    return Choices(
        before=tuple(block for part in parts[:start] for block in part.blocks),
        options=tuple(map(_option, groups)),
        after=tuple(with_tags(block) for part in tail[taken:] for block in part.blocks),
        problem="" if is_clear else "the question has two sets of options",
    )


def _taken(last: _Part, others: Sequence[Sequence[_Part]], tail: Sequence[_Part]) -> int:
    """How many parts after the last option belong to it: as much as the others have below them."""
    if tail and tail[0].is_lazy and _is_cut(last, tail[0]):
        return 1
    below = [parts for parts in others if parts]
    if not below or (len(below) < len(others) and not last.is_bare):
        return 0
    usual = [part.kind for part in below[-1]]
    same = list(takewhile(lambda pair: pair[0].kind == pair[1], zip(tail, usual, strict=False)))
    return len(same) if last.is_bare or len(same) == len(usual) else 0


def _is_cut(last: _Part, line: _Part) -> bool:
    """Whether a line goes on with the sentence of the option above."""
    if last.is_bare:
        return False
    above, text = _text(last.blocks[0]), _text(line.blocks[0]).strip()
    return text[:1].islower() and not _LAZY_END.search(above)


def _option(group: Sequence[_Part]) -> Option:
    part, *below = group
    own = list(part.blocks)
    for one in below:
        if one.is_lazy and len(own) == 1 and own[0].inline and not is_picture(one.blocks[0]) and not part.is_bare:
            own[0] = paragraph(own[0], _joined([own[0].inline, one.blocks[0].inline]))
        else:
            own += one.blocks
    remarks = tuple(block for block in own[1:] if block.kind == "blockquote")
    blocks = tuple(block for i, block in enumerate(own) if not i or block.kind != "blockquote")
    is_letter = len(blocks) > 1 and _BARE.fullmatch(_text(blocks[0])) is not None
    return Option(blocks[is_letter:], label=part.label, remarks=remarks)


def _without_labels(options: Sequence[Option]) -> tuple[Option, ...]:
    """The options without letters or numbers of the author, if these are in sequence: cards have their own."""
    labels = "".join(option.label for option in options)
    if (
        len(options) < 2
        or not ("ABCDEFGHIJ".startswith(labels) or "12345678910".startswith(labels))
        or not all(option.label for option in options)
    ):
        return tuple(options)
    return tuple(replace(option, blocks=_without_label(option.blocks)) for option in options)


def _without_label(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not blocks or not (match := _LABEL.match(blocks[0].text)):
        return blocks
    rest = without_start(blocks[0].inline, match.end())
    return (*([paragraph(blocks[0], rest)] if rest else []), *blocks[1:])


def _text(block: Block) -> str:
    if block.kind in CODE:
        return block.opening.content
    return " ".join(
        text_of(token.children) if token.children else token.content
        for token in block.tokens
        if token.type in ("inline", *CODE)
    )


def _may_have_letters(block: Block) -> bool:
    return block.kind == "paragraph" and any(map(_MAY_HAVE_LETTER.match, block.tokens[1].content.split("\n")))


def _parts(blocks: Sequence[Block], lines: Sequence[str], is_option: Callable[[_Part], bool]) -> list[_Part]:
    """The blocks, with lists of options as their items, and lines with letters."""
    parts: list[_Part] = []
    for block in blocks:
        inner: list[_Part] = []
        if block.kind in LISTS:
            inner = [part for item in inside(block, lines) for part in _item(item, lines)]
        elif _may_have_letters(block):
            inner = list(_lettered(block))
        parts += inner if any(part.is_item and is_option(part) for part in inner) else [_Part((block,))]
    return parts


def _item(item: Block, lines: Sequence[str]) -> Iterator[_Part]:
    blocks = inside(item, lines)
    if not blocks or blocks[0].kind != "paragraph":
        yield _Part(tuple(blocks), is_item=True)
        return
    first, *rest = blocks
    rows = _rows(first)
    own = 1
    is_known = len(rows) == first.last - first.first
    margin = _indent(lines[first.first]) if is_known else 0
    while own < len(rows) and not (is_known and _indent(lines[first.first + own]) <= margin):
        own += 1
    yield _ticked(first, _joined(rows[:own]), rest)
    for row in rows[own:]:
        part = _ticked(first, row, ())
        if part.tick is None or not _BOX.match(text_of(row)):
            part = _Part((paragraph(first, row),), is_lazy=True)
        yield part


def _ticked(block: Block, inline: Sequence[Token], rest: Sequence[Block]) -> _Part:
    tick: bool | None = None
    if inline and _is_box(Token("inline", "", 0, children=list(inline))):
        tick, inline = "checked=" in inline[0].content, without_start(inline[1:], 0)
    elif inline and inline[0].type == "text" and (match := _BOX.match(inline[0].content)):
        tick, inline = match["mark"].lower() == "x", without_start(inline, match.end())
    label = _LABEL.match(text_of(inline))
    own = [paragraph(block, inline)] if inline else []
    return _Part((*own, *rest), True, tick, label["label"].upper() if label else "")


def _lettered(block: Block) -> Iterator[_Part]:
    """The lines of a paragraph, those with a letter as items."""
    for row in _rows(block):
        label = _LABEL.match(text_of(row))
        if label and not label["label"].isdigit():
            yield _Part((paragraph(block, row),), True, None, label["label"].upper())
        else:
            yield _Part((paragraph(block, row),), is_lazy=True)


def _rows(block: Block) -> list[list[Token]]:
    """The lines of a paragraph, as inline tokens."""
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in block.inline:
        depth += token.nesting
        if token.type in ("softbreak", "hardbreak") and not depth:
            rows.append([])
        else:
            rows[-1].append(token)
    return [trimmed(row) for row in rows]


def _joined(rows: Sequence[Sequence[Token]]) -> list[Token]:
    joined = list(rows[0])
    for row in rows[1:]:
        joined += [Token("softbreak", "br", 0), *row]
    return joined


def _indent(line: str) -> int:
    return len(re.match(r"[\s>]*", line)[0].expandtabs(4))  # type: ignore[index]
