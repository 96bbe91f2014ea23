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
both with a warning, and of a `{list-table}` its lists. Other names are languages, as in Quarto's
```` ```{python} ````. mdBook's ```` ```admonish tip ```` is a box as well.
"""

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from anki_export.source.container_names import BOXES, COLLAPSED_NAMES
from anki_export.source.markdown_it_helpers import line_of, parse_lines
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, OPEN, Opener
from anki_export.source.syntax.containers import (
    aside_kind,
    closing_line,
    deeper,
    is_too_deep,
    push_box,
    push_nothing,
    push_paragraph,
    push_tab,
)
from anki_export.text.lazy_regex import regex

_OPEN = regex(
    r"(?P<marks>(?P<backticks>`{3,})|~{3,}|:{3,})[ \t]*\{(?P<name>[A-Za-z][\w:-]*)\}[ \t]*"
    r"(?P<argument>(?(backticks)[^`]*|.*))$"
)
_ADMONISH = regex(r"(?P<marks>`{3,}|~{3,})admonish(?:[ \t]+(?P<kind>[a-z]+))?[ \t]*(?P<options>[^`]*)$")
_OPTION = regex(r":(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_CODE = frozenset({"code-block", "code", "code-cell", "sourcecode", "mermaid"})
_PLAIN = frozenset("tab-set grid div container margin aside epigraph glossary table list-table panels".split())
_TITLED = frozenset({"card", "grid-item-card", "sidebar", "topic", "grid-item"})
_SITE_ONLY = frozenset({"include", "literalinclude", "raw", "iframe", "embed", "bibliography", "csv-table"})
_DROPPED = frozenset({"contents", "tableofcontents", "toctree", "index", "label"})
_START = "-start"
_GATES = frozenset({"exercise-start", "solution-start"})
_EXERCISES, _LABEL = frozenset({"exercise"}), "label_of_exercise"
_OF_EXERCISES = frozenset({"solution", "answer"})
"""Their argument is the label of an exercise."""
_VERSIONS = {"versionadded": "New in", "versionchanged": "Changed in", "deprecated": "Deprecated since"}
_TARGET = regex(r"\([\w.:-]+\)=")
_QUOTED = regex(r'"(?P<title>[^"]*)"')


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
    state.line = min(last + 1, end)
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
    elif name in _SITE_ONLY or name in _DROPPED:
        push_nothing(state, start, last + 1, f"the card leaves out {{{name}}}" if name in _SITE_ONLY else "")
    elif opener := _opener(one):
        if name in _EXERCISES:
            state.env[_LABEL] = one.options.get("label", "")
        push_box(state, opener, start, first, last)
    else:
        if name == "list-table" and one.argument:
            push_paragraph(state, start, start + 1, one.argument)
        with deeper(state, "the card shows only what is inside {list-table}" if name == "list-table" else ""):
            parse_lines(state, first, last)


def _opener(one: _Directive) -> Opener | None:
    """What opens the same box as an admonition; None if a directive is not a box."""
    name, title = one.name, one.argument
    if name in _PLAIN:
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
    kind = aside_kind(kind)
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


def _line(state: StateBlock, number: int) -> str:
    return line_of(state, number).strip()


def skip_target(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out a line such as `(a-label)=`, to which links lead."""
    if state.is_code_block(start) or not _TARGET.fullmatch(_line(state, start)):
        return False
    if not silent:
        state.line = start + 1
    return True
