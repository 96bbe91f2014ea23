"""Containers between colons are admonitions, tabs, or nothing but what they hold:

    :::tip[A title]                         of Docusaurus; also `:::tip A title`, and four colons around three
    ::: details A title {open}              of VitePress and VuePress, collapsed unless it is open
    ::: {.callout-note collapse="true"}     of Quarto; the title is an attribute, or a heading in the first line
    ::: {.warning #id}                      of Pandoc
    ::: callout                             of Carpentries lessons
    :::

Tabs are the code in `::: code-group`, the headings in `::: {.panel-tabset}`, and lines `@tab A title` in `::: tabs`. Of
containers with a class or attributes that name no box, cards show the text; of those with another name, they do so with
a warning. The outline of the page says which colons close which container, as for challenges; one that is not closed
is text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.container_names import BOXES, COLLAPSED_NAMES, LAYOUT, TAB_SETS, box_kind, container_name
from anki_export.source.entry import Hints
from anki_export.source.lines import is_blank
from anki_export.source.markdown_it_helpers import line_of, parse_lines
from anki_export.source.outline import Outline
from anki_export.source.syntax.admonitions import (
    COLLAPSED,
    EXPANDED,
    OPEN,
    QUESTION_KINDS,
    Opener,
    open_box,
)
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex

SITE_ONLY = "site_only"
"""The key in the `meta` of a token of what the card lacks, as the start of a message."""
STRAY_START, STRAY_END = "::: x", ":::"
"""Its values at a line that opens a container at the end of a text, and at a line of colons that closes nothing."""
_ITEM = r"""(?:[.#][\w:-]+|[\w-]+=(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'{}]+))"""
_LIST = rf"\{{\s*(?:{_ITEM}|open)(?:\s+(?:{_ITEM}|open))*\s*\}}"
_OPEN = regex(
    rf":{{3,}}[ \t]*(?:(?P<name>[A-Za-z][\w-]*)(?:#[\w-]+)?(?P<rest>[ \t[{{].*)?"
    rf"|(?P<list>{_LIST})(?P<title>.*))$"
)
_USED = regex(r"^[ \t]*+:{3,}+[ \t]*+[A-Za-z{]", re.MULTILINE)
_COLONS = regex(r"(?:^|\s+):{3,}$")
_LABEL = regex(r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]")
_AT_END = regex(rf"(?P<list>{_LIST})$")
_VALUE = regex(r"""(?P<name>[\w-]+)=(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))""")
_HEADING = regex(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)(?:[ \t]+#+)?(?:[ \t]+\{[^{}]*\})?[ \t]*$")
_TAB = regex(r"[ \t]*@tab(?::\w+)?[ \t]+(?P<title>\S.*)")
_ID = regex(r"(?<=.)#[\w-]+$")


_DEPTH, _DEEPEST = "depth_of_content", 20
"""What holds others without a box around them is not counted by the parser, whose nesting takes Python's stack."""


class Opening(Struct, frozen=True):
    """The first line of a container."""

    name: str
    title: str = ""
    values: Mapping[str, str] = {}
    """Its attributes."""
    is_open: bool = False
    is_word: bool = True
    """Whether the name is a word, and not a class."""


def read_opening(line: str) -> Opening | None:
    """Parse the first line of a container; None if it opens none.

    >>> read_opening(":::tip[Use it]").title, read_opening("::: {.callout-tip #one}").name, read_opening("::: {tip}")
    ('Use it', 'callout-tip', None)
    """
    match = _OPEN.match(line.rstrip())
    if not match:
        return None
    if match["list"]:
        title = match["title"].strip(" \t:")
        return Opening(container_name(match["list"]), title, _values(match["list"]), is_word=False)
    rest = _COLONS.sub("", match["rest"] or "")
    attributes = _AT_END.search(rest)
    title = (rest[: attributes.start()] if attributes else rest).strip()
    label = _LABEL.fullmatch(title)
    written = attributes["list"] if attributes else ""
    is_open = "open" in re.findall(r"(?<![\w=.#-])open(?![\w=-])", _VALUE.sub("", written))
    name = match["name"].lower()
    return Opening(name, label["label"].strip() if label else title, _values(written), is_open)


def _values(written: str) -> dict[str, str]:
    found = _VALUE.finditer(written)
    return {
        match["name"]: _unescaped(match["double"] or "") or match["single"] or match["bare"] or "" for match in found
    }


def _unescaped(text: str) -> str:
    return text.replace('\\"', '"')


def opener_of(opening: Opening) -> Opener | None:
    """What opens the same box as an admonition; None if the container is not a box."""
    is_task = opening.name not in LAYOUT and is_label_of(opening.name, "exercise")  # in any language
    kind = box_kind(opening.name) or ("exercise" if is_task else "")
    if not kind:
        return None
    folds = {"true": COLLAPSED, "false": EXPANDED}
    usual = COLLAPSED if kind in COLLAPSED_NAMES else OPEN
    marker = EXPANDED if opening.is_open else folds.get(opening.values.get("collapse", ""), usual)
    return Opener(marker, kind, opening.title or opening.values.get("title", ""))


def read_container(line: str) -> Opener | None:
    """The box that a line opens as a container, if any; its title may also be a heading below."""
    opening = read_opening(line) if line.startswith(":::") else None
    return opener_of(opening) if opening else None


def _is_last(state: StateBlock, start: int, end: int) -> bool:
    """Whether nothing but other such lines follows in the text."""
    tails: dict[tuple[str, int], int] = state.env.setdefault("tails", {})
    key = state.src, end
    if key not in tails:  # one search is enough for all lines of a text
        others = (n for n in range(end - 1, -1, -1) if not (state.isEmpty(n) or line_of(state, n).startswith(":::")))
        tails[key] = next(others, -1) + 1
    return start >= tails[key]


def _left_out(state: StateBlock, start: int, what: str, silent: bool) -> bool:
    """Leave out a line whose counterpart is not in the text; it may belong to what is around a question."""
    if not silent:
        push_nothing(state, start, start + 1, what)
        state.line = start + 1
    return True


def has_container(text: str) -> bool:
    """Whether a page seems to have containers."""
    return ":::" in text and _USED.search(text) is not None


def read_colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", position) or state.is_code_block(start):
        return False
    line = state.src[position : state.eMarks[start]].rstrip()
    if not line.strip(":"):
        return _left_out(state, start, STRAY_END, silent)
    opening = read_opening(line)
    last = closing_line(state, start, end) if opening else None
    if opening and last is None and not state.level and _is_last(state, start, end):
        return _left_out(state, start, STRAY_START, silent)
    if not opening or last is None or is_too_deep(state):
        return False
    if silent:
        return True
    if opening.name in TAB_SETS:
        with deeper(state):
            _push_tabs(state, opening.name, start + 1, last)
    elif opener := opener_of(opening):
        push_box(state, opener, start, start + 1, last)
    else:
        is_known = not opening.is_word or opening.name in LAYOUT
        with deeper(state, "" if is_known else f"the card shows only what is inside ::: {opening.name}"):
            parse_lines(state, start + 1, last)
    state.line = min(last + 1, end)
    return True


@contextmanager
def deeper(state: StateBlock, what: str = "", titles: Sequence[str] = ()) -> Iterator[None]:
    """Count a block that is nothing but what it holds; `what` says in a message what else the page shows.

    In this order, `titles` are those of tabs in it that have none.
    """
    pushed, lists = len(state.tokens), _titles(state)
    state.env[_DEPTH] = state.env.get(_DEPTH, 0) + 1
    lists += [[*reversed(titles)]] * bool(titles)
    yield
    del lists[len(lists) - bool(titles) :]
    state.env[_DEPTH] -= 1
    if what and len(state.tokens) > pushed:
        state.tokens[pushed].meta[SITE_ONLY] = what


def next_title(state: StateBlock) -> str:
    """The title of a tab without one, from the block around it; empty if none is left."""
    lists = _titles(state)
    return lists[-1].pop() if lists and lists[-1] else ""


def _titles(state: StateBlock) -> list[list[str]]:
    lists: list[list[str]] = state.env.setdefault("titles_of_tabs", [])
    return lists


def is_too_deep(state: StateBlock) -> bool:
    """Whether such blocks are nested so deeply that the next one stays text."""
    depth: int = state.env.get(_DEPTH, 0)
    return depth >= _DEEPEST


def aside_kind(kind: str) -> str:
    """The kind of a box that never asks: `note` for one that the page does not show as a box, or as a question."""
    return kind if kind in BOXES and kind not in QUESTION_KINDS else "note"


def push_box(state: StateBlock, opener: Opener, start: int, first: int, last: int, *, tag: str = ":::") -> None:
    """Push a box with the lines from `first` up to `last`; a heading in the first of them is its title.

    `tag` is how the box is written, in messages.
    """
    number = next((n for n in range(first, last) if not is_blank(line_of(state, n))), last)
    heading = _HEADING.match(line_of(state, number)) if number < last and not opener.title else None
    if heading and heading["title"]:
        opener, first = replace(opener, title=heading["title"]), number + 1
    is_named = opener.title or opener.kind in QUESTION_KINDS or opener.marker != OPEN
    box = open_box(state, start, last + 1, opener, opener.title if is_named else opener.kind.capitalize())
    mark = f"{tag} {opener.kind}"
    hints = Hints(
        question=f"{mark} {{}}",
        title=f"write the question after `{mark}`",
        answer=f"write the answer below `{mark}`, and end it with `:::`",
        hidden="`::: details Answer` inside it, with four colons around it",
    )
    note_place(state, box, start, first, hints)
    parse_lines(state, first, last)
    state.push("details_close", "div", -1).block = True


def note_place(state: StateBlock, box: Token, start: int, first: int, hints: Hints) -> None:
    """Note in a box that may ask how it is written, and its first line below its title, where an id may be."""
    position = state.bMarks[start] + state.tShift[start]
    margin = state.src[state.src.rfind("\n", 0, position) + 1 : position]
    box.markup = box.meta["opener"].marker
    box.meta |= {"body": (re.sub(r"[^\s>]", " ", margin), 0), "body_line": first, "hints": hints}


def note_tag(state: StateBlock, box: Token, start: int, first: int, tag: str) -> None:
    """The same for a box between tags; `tag` is the one that opens it, with `{}` for its title."""
    shown = tag.replace("{}", "…?")
    hints = Hints(
        question=tag,
        title=f"write the question as the title: `{shown}`",
        answer=f"write the answer below `{shown}`",
        hidden="a second such block",
    )
    note_place(state, box, start, first, hints)


def push_tab(state: StateBlock, title: str, start: int, first: int, last: int) -> None:
    """Push a tab with the lines from `first` up to `last`."""
    open_box(state, start, last, Opener("===", "tab", title), title)
    parse_lines(state, first, last)
    state.push("details_close", "div", -1).block = True


def push_nothing(state: StateBlock, start: int, stop: int, what: str = "") -> None:
    """Push what shows nothing in place of some lines; `what` says so in a message."""
    token = state.push("html_block", "", 0)
    token.content, token.map = "<!-- -->\n", [start, stop]
    token.meta = {SITE_ONLY: what} if what else {}


def push_paragraph(state: StateBlock, start: int, stop: int, text: str) -> None:
    """Push a paragraph with a text in place of some lines."""
    opening, inline = state.push("paragraph_open", "p", 1), state.push("inline", "", 0)
    opening.map = inline.map = [start, stop]
    inline.content, inline.children = text, []
    state.push("paragraph_close", "p", -1)


def _push_tabs(state: StateBlock, name: str, first: int, last: int) -> None:
    starts = list(_starts_of_tabs(state, name, first, last))
    if not starts:
        pushed = len(state.tokens)
        parse_lines(state, first, last)
        code_in_tabs(state, pushed)
        return
    parse_lines(state, first, starts[0][0])
    stops = [*(number for number, _ in starts[1:]), last]
    for (number, title), stop in zip(starts, stops, strict=True):
        push_tab(state, title, number, number + 1, stop)


def _starts_of_tabs(state: StateBlock, name: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The lines that open a tab of a container, with their titles: headings of one level, or `@tab` and a title."""
    outline = outline_of(state)
    inside = {n for one in outline.containers if first <= one.lines.start < last for n in one.lines}
    level = 0
    for number in range(first, last):
        if number in inside or outline.is_code[number]:
            continue
        line = line_of(state, number)
        if name.endswith("tabset") and (heading := _HEADING.match(line)):
            level = level or len(heading["marks"])
            if len(heading["marks"]) == level:
                yield number, heading["title"]
        elif "@tab" in line and (tab := _TAB.match(line)):
            yield number, _ID.sub("", tab["title"].strip())


def code_in_tabs(state: StateBlock, pushed: int) -> None:
    """Put the code from a token on into tabs, called as the fences say in brackets, or after its language."""
    found = state.tokens[pushed:]
    del state.tokens[pushed:]
    for token in found:
        before, _, after = token.info.partition("[")
        label, bracket, after = after.partition("]")
        title = label if bracket else re.split(r"[\s:{]", token.info.strip())[0]
        if token.type != "fence" or token.level != state.level or not title or not token.map:
            state.tokens.append(token)
            continue
        if bracket:
            token.info = f"{before.strip()} {after.strip()}"
        open_box(state, token.map[0], token.map[1], Opener("===", "tab", title), title)
        token.level += 1
        state.tokens.append(token)
        state.push("details_close", "div", -1).block = True


def closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line that closes a container in the same list item, or ends the directive around it; None if none does."""
    closings: dict[str, dict[int, int]] = state.env.setdefault("containers", {})
    if state.src not in closings:
        closings[state.src] = {each.lines.start: each.lines.stop - 1 for each in outline_of(state).containers}
    last = closings[state.src].get(start, end)
    is_inside = last == end and outline_of(state).is_code[start]
    if is_inside or (last == end and _is_quoted(state, start)):
        last = _closing_inside(state, start, end)
    if is_inside and last == end:
        return end  # as in MyST: one that is not closed ends with the directive around it
    return last if last < min(end, end_of_item(state, start, end)) else None


def _is_quoted(state: StateBlock, start: int) -> bool:
    position = state.bMarks[start]
    return state.src.find(">", state.src.rfind("\n", 0, position) + 1, position) >= 0


def _closing_inside(state: StateBlock, start: int, end: int) -> int:
    """The line that closes a container in a quote or a directive between backticks, or `end`.

    Only the parser knows the lines of a quote, and that those between backticks are no code.
    """
    blocks: dict[tuple[str, int, int], tuple[int, dict[int, int]]] = state.env.setdefault("containers_inside", {})
    key = state.src, state.level, end
    if key not in blocks:  # the first container of a block finds the others
        outline = Outline([state.src[state.bMarks[n] : state.eMarks[n]] for n in range(start, end)])
        blocks[key] = start, {each.lines.start: each.lines.stop - 1 for each in outline.containers}
    first, closings = blocks[key]
    return first + closings.get(start - first, end - first)


def outline_of(state: StateBlock) -> Outline:
    """The outline of the text that is being parsed."""
    outlines: dict[str, Outline] = state.env.setdefault("outlines", {})
    if state.src not in outlines:
        outlines[state.src] = Outline(state.src.split("\n"))
    return outlines[state.src]


def end_of_item(state: StateBlock, start: int, end: int) -> int:
    """The first line that is indented by less than the blocks around it."""
    ends: dict[tuple[str, int], range] = state.env.setdefault("ends_of_items", {})
    key = state.src, state.blkIndent
    if start not in ends.get(key, ()):  # one search is enough for all containers of an item
        inside = (n for n in range(start, end) if state.sCount[n] < state.blkIndent and not state.isEmpty(n))
        ends[key] = range(start, next(inside, end))
    return ends[key].stop
