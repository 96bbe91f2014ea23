"""Blocks between tags, as in Hugo's shortcodes, GitBook's and Jekyll's Liquid, by what they are called and given:

    {{< callout type="tip" title="A title" >}}      {% hint style="info" %}       boxes; also `notice`, `alert`, `note`
    {{% details "A title" %}}                       collapsed boxes; also `expand`, `spoiler`
    {{< tabs >}} {{< tab "A title" >}}              {% tabs %} {% tab title="A title" %}
    Text
    {{< /callout >}}                                {% endhint %}

    {% include note.html content="Text" %}          a box, if it is called like one
    {% filter solution %}  {% endfilter %}          the same as {% solution %}, which hides an answer

Cards show the text of other blocks, with a warning. What has none, `{{< youtube x >}}`, `{% include x.html %}`, is left
out with a warning, if it is on a separate line. In text, tags stay.
"""

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.container_names import BOXES, COLLAPSED_TAGS, LAYOUT
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, OPEN, Opener, open_box
from anki_export.source.syntax.containers import (
    aside_kind,
    deeper,
    end_of_item,
    is_too_deep,
    next_title,
    outline_of,
    push_nothing,
    push_paragraph,
)
from anki_export.source.syntax.html_details_and_answers import push_tagged_box, read_between
from anki_export.text.classify_labels import is_answer_label
from anki_export.text.lazy_regex import regex

_TAG = regex(
    r"\{\{(?P<mark>[<%])\s*(?P<slash>/?)\s*(?P<name>[A-Za-z][\w/.-]*)(?P<args>(?:(?![>%]\}\}|\{\{).){0,1000}?)(?P=mark)?>?\}\}"
    r"|\{%-?\s*(?P<end>end)?(?P<tag>[a-z]\w*(?:-\w+)*)(?P<options>(?:(?!%\}|\{%).){0,1000}?)-?%\}",
    re.DOTALL,
)
_ARGUMENT = regex(
    r"""(?:(?P<name>[A-Za-z][\w-]*)\s*=\s*)?
        (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|`(?P<raw>[^`]*)`|(?P<bare>[^\s"'`=,]+))""",
    re.VERBOSE,
)
_RAW = regex(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_LEFT_OUT = frozenset({"include", "include_relative", "include_cached", "embed", "youtube", "gist", "toc"})
"""Tags of Liquid that end with their line; others without an end, such as `assign`, stay."""
_TYPED = frozenset({"callout", "hint", "notice", "alert", "admonition", "message", "panel"})
_TABS = frozenset({"tabs", "tabpane", "tabgroup", "codetabs", "tab-group"})
_TAB = frozenset({"tab", "tabitem", "codetab", "tab-item"})
_SILENT = (
    LAYOUT | _TABS | frozenset({"steps", "stepper", "step", "col", "section", "code", "cardpane", "div", "content-ref"})
)
"""Of these, the page shows only the content."""
_KINDS = ("type", "style", "context", "color", "class", "kind", "0")
_TITLES = ("title", "summary", "label", "name", "header", "tabname", "heading")
_OTHERS = {"success": "success", "danger": "danger", "primary": "note", "secondary": "note", "alert": "danger"}
_KINDS_OF_CLASSES = "alert-", "prompt-"


class _Tag(Struct, frozen=True):
    name: str
    values: Mapping[str, str]
    start: int
    stop: int
    close: tuple[int, int] | None = None
    """Where the tag that ends the block starts and ends."""
    is_liquid: bool = False
    ends: str = ""
    """The name in the tag that ends the block, if it is another one."""


def read_template_tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 2] not in ("{{", "{%") or state.is_code_block(start):
        return False
    tag = _tags(state).get(position)
    if tag is None or is_too_deep(state):
        return False
    first = start + state.src.count("\n", position, tag.stop)
    last = start + state.src.count("\n", position, tag.close[1]) if tag.close else first
    stop = tag.close[1] if tag.close else tag.stop
    if last >= min(end, end_of_item(state, start, end)) or state.src[stop : state.eMarks[last]].strip():
        return False
    if not silent:
        if tag.close:
            _push(state, start, (first, tag.stop), (last, tag.close[0]), tag)
        else:
            _push_alone(state, start, last, tag)
        state.line = last + 1
    return True


def _tags(state: StateBlock) -> dict[int, _Tag]:
    """The tags of a text outside of code that open a block or are one, by their position."""
    known: dict[str, dict[int, _Tag]] = state.env.setdefault("template_tags", {})
    if state.src not in known:
        known[state.src] = _find(state)
    return known[state.src]


def _find(state: StateBlock) -> dict[int, _Tag]:
    masked = outline_of(state).without_code
    if "endraw" in masked:
        masked = _RAW.sub(lambda match: " " * len(match[0]), masked)
    found: dict[int, _Tag] = {}
    opened: list[_Tag] = []
    for match in _TAG.finditer(masked):
        name, is_liquid = (match["name"] or match["tag"]).lower(), match["tag"] is not None
        if match["slash"] or match["end"]:
            at = next((i for i in reversed(range(len(opened))) if (opened[i].ends or opened[i].name) == name), None)
            if at is not None:
                found[opened[at].start] = replace(opened[at], close=(match.start(), match.end()))
                _leave_out(opened[at + 1 :], found)
                del opened[at:]
            continue
        given = state.src[slice(*match.span("options" if is_liquid else "args"))]
        values = arguments(given)
        ends = ""
        if is_liquid and name == "filter" and (filtered := given.strip("() \t").lower()) in COLLAPSED_TAGS:
            name, ends, given = filtered, name, ""
        if is_liquid and name in COLLAPSED_TAGS and not ("=" in given or '"' in given):
            values = {"0": given.strip()}  # a title needs no quotes there
        tag = _Tag(name, values, match.start(), match.end(), is_liquid=is_liquid, ends=ends)
        opened.append(tag)
    _leave_out(opened, found)
    return found


def _leave_out(tags: list[_Tag], found: dict[int, _Tag]) -> None:
    """Note those that are complete without an end: shortcodes that name no block, and some tags of Liquid."""
    for tag in tags:
        is_block = tag.name in _TYPED | COLLAPSED_TAGS | _TABS | _TAB | BOXES | _SILENT
        if tag.name in _LEFT_OUT if tag.is_liquid else not is_block:
            found[tag.start] = tag


def _push(state: StateBlock, start: int, begin: tuple[int, int], end: tuple[int, int], tag: _Tag) -> None:
    pushed = len(state.tokens)
    if opener := _opener(state, tag):
        push_tagged_box(state, opener, start, begin, end, _written(tag))
        return
    lists = tag.name in _TABS and "items" in tag.values
    items = tag.values["items"].strip("[]").split(",") if lists else ()
    what = "" if tag.name in _SILENT else f"the card shows only what is inside {_shown(tag)}"
    with deeper(state, what, [title.strip(" \"'") for title in items]):
        read_between(state, *begin, end)
    if tag.name == "code" and (title := _title(tag)):
        _name_code(state.tokens[pushed:], title)


def _push_alone(state: StateBlock, start: int, last: int, tag: _Tag) -> None:
    """A tag without text; one that includes a box with its text as an argument is that box."""
    kind = tag.values.get("0", "").rpartition("/")[2].partition(".")[0].lower() if tag.is_liquid else ""
    text = tag.values.get("content") or tag.values.get("text") or ""
    if text and (kind in BOXES or kind in _TYPED):
        values = {**tag.values, "0": ""}
        opener = _box(kind, values, values.get("title", ""))
        open_box(state, start, last + 1, opener, opener.title or opener.kind.capitalize())
        push_paragraph(state, start, last + 1, text)
        state.push("details_close", "div", -1).block = True
        return
    push_nothing(state, start, last + 1, f"the card leaves out {_shown(tag)}" if tag.name != "toc" else "")


def _opener(state: StateBlock, tag: _Tag) -> Opener | None:
    """What opens the same box as an admonition; None if a block is not a box."""
    if tag.name in _TAB:
        return Opener("===", "tab", _title(tag) or next_title(state))
    if tag.name in COLLAPSED_TAGS:
        is_open = tag.values.get("open", tag.values.get("1", "")).lower() in ("true", "open")
        named = tag.name.capitalize() if is_answer_label(tag.name) else ""
        return Opener(EXPANDED if is_open else COLLAPSED, "details", _title(tag) or tag.values.get("text", "") or named)
    return _box(tag.name, tag.values, _title(tag, 1)) if tag.name in BOXES or tag.name in _TYPED else None


def _box(name: str, values: Mapping[str, str], title: str) -> Opener:
    kind = name
    if name in _TYPED:
        kind = next((values[key].lower() for key in _KINDS if values.get(key)), "note")
        for start in _KINDS_OF_CLASSES:
            kind = kind.removeprefix(start)
        kind = _OTHERS.get(kind, kind)
    elif not title:
        title = values.get("0", "")
    return Opener(OPEN, aside_kind(kind), title)


def _title(tag: _Tag, position: int = 0) -> str:
    named = next((tag.values[key] for key in _TITLES if tag.values.get(key)), "")
    return named or tag.values.get(str(position), "")


def _name_code(tokens: list[Token], title: str) -> None:
    for token in tokens:
        if token.type == "fence":
            token.info += ' title="' + title.replace('"', "'") + '"'


def _shown(tag: _Tag) -> str:
    what = f" {tag.values['0']}" if tag.name.startswith("include") and "0" in tag.values else ""
    return f"{{% {tag.name}{what} %}}" if tag.is_liquid else f"{{{{< {tag.name} >}}}}"


def _written(tag: _Tag) -> str:
    """How a tag is written, with `{}` for its title."""
    begin, end = ("{%", "%}") if tag.is_liquid else ("{{<", ">}}")
    return f'{begin.replace("{", "{{")} {tag.name} "{{}}" {end.replace("}", "}}")}'


def arguments(text: str) -> dict[str, str]:
    """The values in `type="tip" "A title"`, by name; those without a name by position, from "0" on.

    >>> arguments('type="tip" "A title" open=true')
    {'type': 'tip', '0': 'A title', 'open': 'true'}
    """
    found: dict[str, str] = {}
    position = 0
    for match in _ARGUMENT.finditer(text):
        double = (match["double"] or "").replace('\\"', '"')
        value = double or match["single"] or match["raw"] or match["bare"] or ""
        name = match["name"] or str(position)
        position += not match["name"]
        found.setdefault(name.lower(), value)
    return found
