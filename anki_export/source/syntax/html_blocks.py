"""Raw HTML that holds Markdown (md_in_html), as in grids of cards:

    <div class="grid cards" markdown>

    -   **Fast**

    </div>

The element is one block with its content parsed; without the attribute `markdown`, HTML is left to CommonMark.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_TAG = re.compile(
    r"<(?P<tag>address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|header"
    r"|li|main|nav|ol|p|section|summary|table|tbody|td|th|thead|tr|ul)\b(?P<attributes>[^<>]*)>",
    re.IGNORECASE,
)
_ACTIVE = re.compile(r"<(?:script|style|iframe|svg|object|embed|form|video|audio)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?:^|\s)markdown(?:\s*=\s*(?:"(?:1|block|span|true)"|'(?:1|block|span|true)'|1|block|span))?(?=\s|$)"""
)


def _element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 1] != "<" or state.is_code_block(start):
        return False
    opening = _TAG.match(state.src, position, state.eMarks[start])
    if not opening or not _ATTRIBUTE.search(opening["attributes"]):
        return False
    close = closing_tag(state, start, end, opening["tag"])
    if close is None:
        return False
    last, tag = close
    same = last == start
    head = state.src[opening.end() : tag.start() if same else state.eMarks[start]].strip()
    tail = "" if same else state.src[state.bMarks[last] + state.tShift[last] : tag.start()].strip()
    is_inline = bool(same or head or tail)
    inner = range(start + 1, last)
    if is_inline and _ACTIVE.search(state.src, opening.end(), tag.start()):
        return False
    if state.src[tag.end() : state.eMarks[last]].strip() or (is_inline and any(map(state.isEmpty, inner))):
        return False
    if silent:
        return True

    token = state.push("html_block", "", 1)
    token.content, token.map = opening[0] + "\n", [start, last + 1]
    if is_inline:
        text = state.push("inline", "", 0)
        middle = state.getLines(start + 1, last, state.blkIndent, False).strip()
        text.content, text.children = "\n".join(part for part in (head, middle, tail) if part), []
        text.map = [start, last + 1]
    else:
        kept = state.blkIndent, state.lineMax, state.parentType
        state.blkIndent = min((state.sCount[n] for n in inner if not state.isEmpty(n)), default=state.blkIndent)
        state.lineMax, state.parentType = last, "html"
        state.md.block.tokenize(state, start + 1, last)
        state.blkIndent, state.lineMax, state.parentType = kept
    state.push("html_block", "", -1).content = tag[0] + "\n"
    state.line = last + 1
    return True


def closing_tag(state: StateBlock, start: int, end: int, name: str) -> tuple[int, re.Match[str]] | None:
    """The line and the tag that close the element that opens in line `start`; tags in fences do not count."""
    either = re.compile(rf"<(?P<slash>/?){name}\b[^<>]*>", re.IGNORECASE)
    depth, fence = 0, ""
    for number in range(start, end):
        position = state.bMarks[number] + state.tShift[number]
        if not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            return None
        mark = re.compile(r"```|~~~").match(state.src, position)
        if mark:
            fence = "" if fence == mark[0] else fence or mark[0]
        if fence:
            continue
        for tag in either.finditer(state.src, position, state.eMarks[number]):
            depth += -1 if tag["slash"] else 1
            if depth == 0:
                return number, tag
    return None


def html_blocks_plugin(md: MarkdownIt) -> None:
    """Teach `md` such elements; tokens are a pair of `html_block`, which hold the tags."""
    md.block.ruler.before(
        "html_block", "html_markdown", _element, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
