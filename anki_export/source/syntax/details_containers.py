"""Containers named `details`, as in VitePress, VuePress and Docusaurus, are collapsed admonitions:

    ::: details Show answer        also `:::details[Show answer]`; `{open}` behind the title expands it

    **The index**.

    :::

The outline of the page says which colons close which container, as for challenges. Other containers stay text.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from anki_export.source.outline import Outline
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, Opener, open_box
from anki_export.text.regex import regex

_OPEN = regex(r":{3,}[ \t]*details(?P<rest>[ \t[{].*)?$")
_LABEL = regex(r"\[(?P<label>[^\[\]]*)\]")
_ATTRIBUTES = regex(r"\{(?P<words>[^{}]*)\}$")


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", position) or state.is_code_block(start):
        return False
    opening = read_container(state.src[position : state.eMarks[start]])
    last = _closing_line(state, start, end) if opening else None
    if not opening or last is None:
        return False
    if silent:
        return True

    open_box(state, start, last + 1, opening, opening.title)
    kept = state.parentType, state.lineMax
    state.parentType, state.lineMax = "details", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = kept
    state.push("details_close", "div", -1).block = True
    state.line = last + 1
    return True


def read_container(line: str) -> Opener | None:
    """The title in the first line of such a container, and whether an attribute list at its end expands it."""
    opening = _OPEN.match(line.rstrip())
    if not opening:
        return None
    rest = opening["rest"] or ""
    found = _ATTRIBUTES.search(rest)
    attributes = found["words"].split() if found else []
    if not all(word == "open" or word[0] in ".#" or "=" in word for word in attributes):
        attributes = []
    title = (rest[: found.start()] if found and attributes else rest).strip()
    label = _LABEL.fullmatch(title)
    marker = EXPANDED if "open" in attributes else COLLAPSED
    return Opener(marker, "details", label["label"].strip() if label else title)


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line that closes a container in the same list item."""
    sources: dict[str, dict[int, int]] = state.env.setdefault("containers", {})
    if state.src not in sources:
        containers = Outline(state.src.split("\n")).containers
        sources[state.src] = {each.lines.start: each.lines.stop - 1 for each in containers}
    last = sources[state.src].get(start, end)
    return last if last < min(end, _end_of_item(state, start, end)) else None


def _end_of_item(state: StateBlock, start: int, end: int) -> int:
    """The first line that is indented by less than the blocks around it."""
    ends: dict[tuple[str, int], range] = state.env.setdefault("ends_of_items", {})
    key = state.src, state.blkIndent
    if start not in ends.get(key, ()):  # one search is enough for all containers of an item
        inside = (n for n in range(start, end) if state.sCount[n] < state.blkIndent and not state.isEmpty(n))
        ends[key] = range(start, next(inside, end))
    return ends[key].stop


def details_containers_plugin(md: MarkdownIt) -> None:
    """Add such containers to `md`; tokens are those of admonitions, of the kind `details`."""
    md.block.ruler.before(
        "fence", "details_containers", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
