"""Directives of MyST (Jupyter Book, Sphinx), between backticks or colons, with options below the first line:

    ```{note}                           ````{tab-set}
    Text                                ```{tab-item} A title
    ```                                 Text
                                        ```
    :::{admonition} A title             ````
    :class: tip, dropdown
    Text                                ```{code-block} python
    :::                                 :emphasize-lines: 2
                                        ```

Boxes and tabs are those of containers; `{code-block}`, `{math}`, `{figure}` and `{image}` are what they say. Of
directives that name their part of a page, such as `{card}`, cards show the text, of those that include files, nothing,
both with a warning. The list of lists in a `{list-table}` is a table. Other names are languages, as in Quarto's
```` ```{python} ````. mdBook's ```` ```admonish tip ```` is a box as well.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.box_and_tab_names import BOXES, COLLAPSED_NAMES
from anki_export.source.markdown_it_helpers import line_of, parse_lines
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, OPEN, QUESTION_KINDS, Opener
from anki_export.source.syntax.containers import (
    SITE_ONLY,
    closing_line,
    deeper,
    is_too_deep,
    push_box,
    push_nothing,
    push_paragraph,
    push_tab,
)
from anki_export.text.lazy_regex import regex

_OPEN = regex(r"(?P<marks>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[A-Za-z][\w:-]*)\}[ \t]*(?P<argument>[^`]*)$")
_ADMONISH = regex(r"(?P<marks>`{3,}|~{3,})admonish(?:[ \t]+(?P<kind>[a-z]+))?[ \t]*(?P<options>[^`]*)$")
_OPTION = regex(r":(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_CODE = frozenset({"code-block", "code", "code-cell", "sourcecode", "mermaid"})
_PLAIN = frozenset(
    {"tab-set", "grid", "div", "container", "margin", "aside", "epigraph", "glossary", "table", "panels"}
)
_TITLED = frozenset({"card", "grid-item-card", "sidebar", "topic", "grid-item"})
_SITE_ONLY = frozenset(
    {"include", "literalinclude", "raw", "iframe", "embed", "bibliography", "list-table", "csv-table"}
)
_DROPPED = frozenset({"contents", "tableofcontents", "toctree", "index", "label"})
_START = "-start"
_GATES = frozenset({"exercise-start", "solution-start"})
_EXERCISES, _LABEL = frozenset({"exercise"}), "label_of_exercise"
_OF_EXERCISES = frozenset({"solution", "answer"})
"""Their argument is the label of an exercise."""
_VERSIONS = {"versionadded": "New in", "versionchanged": "Changed in", "deprecated": "Deprecated since"}
_TARGET = regex(r"\([\w.:-]+\)=")
_NUMBER = regex(r"\d{1,3}")
_QUOTED = regex(r'"(?P<title>[^"]*)"')
_LIST, _ITEM = "bullet_list", "list_item"
_TEXT = ["paragraph_open", "inline", "paragraph_close"]


class _Directive(Struct, frozen=True):
    name: str
    argument: str
    options: Mapping[str, str]
    first: int
    """The line below its options."""
    last: int
    """The line that closes it."""


def is_text_directive(info: str) -> bool:
    """Whether what is behind the marks of a fence names a directive that holds text, and no code or formula.

    >>> [is_text_directive(info) for info in ("{solution} sum", "{code-block} c", "{math}", "python", "{python}")]
    [True, False, False, False, False]
    """
    found = _OPEN.match(f"```{info.strip()}")
    return found is not None and found["name"] in BOXES | _PLAIN | _TITLED | _GATES | _EXERCISES | _OF_EXERCISES


def read_directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    line = state.src[position : state.eMarks[start]]
    if ("{" not in line and "admonish" not in line) or state.is_code_block(start):
        return False
    found = _OPEN.match(line.rstrip())
    admonish = None if found else _ADMONISH.match(line.rstrip())
    if found and _is_known(found["name"].lower()):
        name, marks = found["name"].lower(), found["marks"]
    elif admonish:
        name, marks = "admonition", admonish["marks"]
    else:
        return False
    last = closing_line(state, start, end) if marks[0] == ":" else _end_of_fence(state, start, end, marks)
    gate = _gate(state, last, end, name) if last is not None and name in _GATES else (0, 0)
    if last is None or gate is None or is_too_deep(state):
        return False
    if silent:
        return True
    if name in _GATES:
        _, options = _options(state, start + 1, last)
        argument = found["argument"].strip() if found else ""
        directive = _Directive(name.removesuffix(_START), argument, options, last + 1, gate[0])
        last = gate[1]
    elif admonish:
        title = _QUOTED.search(admonish["options"])
        options = {"class": f"{admonish['kind'] or 'note'}{' dropdown' * ('collapsible=true' in line)}"}
        directive = _Directive(name, title["title"] if title else "", options, start + 1, last)
    else:
        first, options = _options(state, start + 1, last)
        directive = _Directive(name, found["argument"].strip() if found else "", options, first, last)
    _push(state, start, directive)
    state.line = last + 1
    return True


def _gate(state: StateBlock, start: int, end: int, name: str) -> tuple[int, int] | None:
    """The first and last line of the directive that ends what another one above a line starts; None without it."""
    closing = f"{{{name.removesuffix(_START)}-end}}"
    for number in range(start + 1, end):
        line = _line(state, number)
        if closing in line and (found := _OPEN.match(line)):
            last = _end_of_fence(state, number, end, found["marks"])
            return (number, last) if last is not None else None
    return None


def _is_known(name: str) -> bool:
    known = _CODE | _PLAIN | _TITLED | _SITE_ONLY | _DROPPED | BOXES | _VERSIONS.keys() | _GATES
    return name in known or name in ("admonition", "tab-item", "math", "figure", "image") or name.startswith("prf:")


def _end_of_fence(state: StateBlock, start: int, end: int, marks: str) -> int | None:
    """The line of at least as many marks that closes a fence."""
    for number in range(start + 1, end):
        if state.isEmpty(number):
            continue
        if state.sCount[number] < state.blkIndent:
            return None
        line = line_of(state, number).rstrip()
        if line.startswith(marks) and not line.strip(marks[0]) and state.sCount[number] - state.blkIndent < 4:
            return number
    return None


def _options(state: StateBlock, first: int, last: int) -> tuple[int, dict[str, str]]:
    """The line below the options of a directive, and these: `:name: value`, or YAML between `---`."""
    options: dict[str, str] = {}
    number = first
    if number < last and _line(state, number) == "---":
        stop = next((n for n in range(number + 1, last) if _line(state, n) == "---"), None)
        for inner in range(number + 1, stop or number):
            name, _, value = _line(state, inner).partition(":")
            options[name.strip()] = value.strip(" \"'")
        return (stop + 1 if stop else number), options
    while number < last and (option := _OPTION.fullmatch(_line(state, number))):
        options[option["name"]] = option["value"].strip()
        number += 1
    return number, options


def _push(state: StateBlock, start: int, one: _Directive) -> None:
    name, first, last = one.name, one.first, one.last
    if name == "tab-item":
        push_tab(state, one.argument, start, first, last)
    elif name in _CODE:
        _push_code(state, start, one)
    elif name == "math":
        token = state.push("math_block", "", 0)
        token.block, token.markup, token.map = True, r"\[", [start, last + 1]
        token.content = "\n".join(filter(None, (one.argument, state.getLines(first, last, state.blkIndent, False))))
    elif name in ("figure", "image"):
        _push_picture(state, start, one)
    elif name in _OF_EXERCISES and one.argument and one.argument != state.env.get(_LABEL, one.argument):
        push_nothing(state, start, last + 1)  # it is not right below its exercise
    elif opener := _opener(one):
        if name in _EXERCISES:
            state.env[_LABEL] = one.options.get("label", "")
        push_box(state, opener, start, first, last)
    else:
        if name == "list-table" and one.argument:
            push_paragraph(state, start, start + 1, one.argument)
        pushed = len(state.tokens)
        if name in _SITE_ONLY - {"list-table"} or name in _DROPPED:
            push_nothing(state, start, last + 1)
        else:
            with deeper(state):
                parse_lines(state, first, last)
        heads = one.options.get("header-rows", "")
        is_table = name == "list-table" and _as_table(state, pushed, int(heads) if _NUMBER.fullmatch(heads) else 0)
        if name in _SITE_ONLY and not is_table and len(state.tokens) > pushed:
            what = "shows only what is inside" if name == "list-table" else "leaves out"
            state.tokens[pushed].meta[SITE_ONLY] = f"the card {what} {{{name}}}"


def _opener(one: _Directive) -> Opener | None:
    """What opens the same box as an admonition; None if a directive is not a box."""
    name, title = one.name, one.argument
    if name in _PLAIN | _DROPPED | _SITE_ONLY:
        return None
    classes = re.findall(r"[\w-]+", one.options.get("class", ""))
    kind = name.removeprefix("prf:")
    if name in _VERSIONS:
        kind, title = "note", f"{_VERSIONS[name]} {title}"
    elif name in _TITLED or name == "admonition":
        kind = next((each for each in classes if each in BOXES - COLLAPSED_NAMES), "note")
    elif name == "seealso":
        title = title or "See also"
    elif name in _OF_EXERCISES:
        title = ""
    kind = "note" if kind in QUESTION_KINDS or kind not in BOXES else kind  # none of these is a question
    is_hidden = kind in COLLAPSED_NAMES or "dropdown" in classes
    marker = EXPANDED if is_hidden and "open" in one.options else COLLAPSED if is_hidden else OPEN
    return Opener(marker, "details" if name == "dropdown" else kind, title)


def _push_code(state: StateBlock, start: int, one: _Directive) -> None:
    token = state.push("fence", "code", 0)
    token.markup, token.map = "```", [start, one.last + 1]
    first = one.first + (one.first < one.last and state.isEmpty(one.first))  # a blank line ends the options
    token.content = state.getLines(first, one.last, state.blkIndent, True)
    lines, title = one.options.get("emphasize-lines", ""), one.options.get("caption", "").replace('"', "'")
    token.info = "mermaid" if one.name == "mermaid" else one.argument.replace("ipython3", "python")
    if lines := re.sub(r"[^\d,-]", "", lines):
        token.info += f' hl_lines="{lines}"'
    if title:
        token.info += f' title="{title}"'


def _push_picture(state: StateBlock, start: int, one: _Directive) -> None:
    path, alternative = re.sub(r"[()<>\s]", "", one.argument), re.sub(r"[\[\]]", "", one.options.get("alt", ""))
    push_paragraph(state, start, start + 1, f"![{alternative}]({path})")
    if one.name == "figure":
        parse_lines(state, one.first, one.last)


def _as_table(state: StateBlock, pushed: int, heads: int) -> bool:
    """Turn the list in the tokens from `pushed` on into a table whose first rows are heads.

    False if they are anything else, or a cell holds more than a paragraph.
    """
    rows = _rows(state.tokens[pushed:])
    if not rows:
        return False
    del state.tokens[pushed:]
    state.push("table_open", "table", 1).map = _lines_of(rows[0][0], rows[-1][-1])
    for part, tag, of_part in (("thead", "th", rows[:heads]), ("tbody", "td", rows[heads:])):
        if of_part:
            state.push(f"{part}_open", part, 1).map = _lines_of(of_part[0][0], of_part[-1][-1])
        for row in of_part:
            _push_row(state, row, tag)
        if of_part:
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    return True


def _push_row(state: StateBlock, row: Sequence[Sequence[Token]], tag: str) -> None:
    state.push("tr_open", "tr", 1).map = _lines_of(row[0], row[-1])
    for item, *content in row:
        state.push(f"{tag}_open", tag, 1)
        inline = state.push("inline", "", 0)
        inline.map, inline.children = item.map, []
        inline.content = content[1].content if content else ""
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _rows(tokens: Sequence[Token]) -> list[list[Sequence[Token]]]:
    """The cells of each row: the opening token of the item, and those of its paragraph; empty if that is not all."""
    outer = _list_items(tokens)
    inner = [_list_items(item[1:]) for item in outer]
    are_texts = all([token.type for token in cell[1:]] in ([], _TEXT) for row in inner for cell in row)
    return inner if outer and all(inner) and are_texts else []


def _list_items(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The items of the list that some tokens are: the opening token and the content of each; none without a list."""
    level = tokens[0].level if tokens else 0
    ends = [i for i, token in enumerate(tokens) if token.level == level and token.type == f"{_LIST}_close"]
    if not tokens or tokens[0].type != f"{_LIST}_open" or ends != [len(tokens) - 1]:
        return []
    starts = [i for i, token in enumerate(tokens) if token.level == level + 1 and token.type == f"{_ITEM}_open"]
    return [tokens[start : stop - 1] for start, stop in pairwise([*starts, len(tokens) - 1])]


def _lines_of(first: Sequence[Token], last: Sequence[Token]) -> list[int]:
    return [(first[0].map or [0, 0])[0], (last[0].map or [0, 0])[1]]


def _line(state: StateBlock, number: int) -> str:
    return line_of(state, number).strip()


def skip_target(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out a line such as `(a-label)=`, to which links lead."""
    if state.is_code_block(start) or not _TARGET.fullmatch(_line(state, start)):
        return False
    if not silent:
        state.line = start + 1
    return True
