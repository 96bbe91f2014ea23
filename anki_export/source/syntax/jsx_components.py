"""Components of MDX, as in Docusaurus, Nextra and Starlight, on separate lines or around text:

    <Tabs>                                                  tabs; also `Tab`, `Tabs.Tab`, `CodeGroup`
      <TabItem value="a" label="A title">Text</TabItem>
    </Tabs>

    <Admonition type="tip" title="A title">Text</Admonition>    a box; also `Aside`, `Callout`, `Note`, `Warning`
    <Accordion title="A title">Text</Accordion>                 a collapsed box; also `Details`, `Expandable`
    <Solution id="a">Text</Solution>                            the same; its name is its title

Cards show the text of other components, with a warning; what has none is left out. On pages that are not MDX, only tabs
are components: `<Foo>` may be XML.
"""

from copy import copy

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.container_names import COLLAPSED_TAGS, box_kind
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, OPEN, Opener
from anki_export.source.syntax.containers import (
    SITE_ONLY,
    aside_kind,
    code_in_tabs,
    deeper,
    is_too_deep,
    next_title,
    push_nothing,
)
from anki_export.source.syntax.html_details_and_answers import push_tagged_box, read_between
from anki_export.source.syntax.markdown_in_html import closing_tag
from anki_export.text.classify_labels import is_label_of
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.lazy_regex import regex

IS_MDX = "is_mdx"
"""The key in the parser's environment of whether the page is MDX."""
_TABS = frozenset({"Tabs", "TabGroup", "CodeGroup", "CodeTabs"})
_TAB = frozenset({"TabItem", "Tab", "Tabs.Tab", "Tabs.Item", "TabPanel"})
_TYPED = frozenset({"Admonition", "Aside", "Callout", "Alert", "Hint"})
_TITLES = ("label", "title", "summary", "header", "question", "value", "name")
SEPARATOR = "|"
"""Between the texts of a list in an attribute."""
QUESTION_TAG = regex(r"<[A-Z][\w.]*\s[^<>]{0,1000}?\bquestion\s*=\s*(?P<quote>[\"'])(?P<question>.{1,1000}?)(?P=quote)")
"""The start of a component with a question, in a line."""
_KINDS = {"error": "danger", "success": "success", "default": "note"}


def read_component(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 1] != "<" or not state.src[position + 1 : position + 2].isupper():
        return False
    if state.is_code_block(start):
        return False
    tag = next(pieces(state.src, position, state.eMarks[start]))
    if tag.kind != "start" or not is_component(tag, is_mdx=bool(state.env.get(IS_MDX))):
        return False
    if tag.source.endswith("/>"):
        return _left_out(state, start, tag, silent)
    close = None if is_too_deep(state) else closing_tag(state, start, end, tag.name)
    if close is None or state.src[close[1].end : state.eMarks[close[0]]].strip():
        return False
    if not silent:
        _push(state, start, tag, close)
    return True


def is_component(tag: Piece, *, is_mdx: bool) -> bool:
    """Whether a tag is that of a component."""
    name = _name(tag)
    is_titled = name.lower() in COLLAPSED_TAGS and not tag.attributes.keys().isdisjoint(_TITLES)
    return name[:1].isupper() and tag.kind in ("start", "end") and (is_mdx or name in _TABS | _TAB or is_titled)


def _name(tag: Piece) -> str:
    start = 1 + (tag.kind == "end")
    return tag.source[start : start + len(tag.name)].removesuffix("/")


def _left_out(state: StateBlock, start: int, tag: Piece, silent: bool) -> bool:
    """A component without text, alone on its line."""
    if state.src[tag.end : state.eMarks[start]].strip():
        return False
    if not silent:
        push_nothing(state, start, start + 1, f"the card leaves out <{_name(tag)}>")
        state.line = start + 1
    return True


def _push(state: StateBlock, start: int, tag: Piece, close: tuple[int, Piece]) -> None:
    last, closing = close
    name, attributes = _name(tag), tag.attributes
    title = next((attributes[key] for key in _TITLES if attributes.get(key)), "")
    pushed = len(state.tokens)
    if opener := _opener(state, name, attributes, title):
        push_tagged_box(state, opener, start, (start, tag.end), (last, closing.start), f'<{name} title="{{}}">')
    else:
        titles = attributes["items"].split(SEPARATOR) if name in _TABS and "items" in attributes else ()
        with deeper(state, "" if name in _TABS else f"the card shows only what is inside <{name}>", titles):
            read_between(state, start, tag.end, (last, closing.start))
        if name in _TABS and name.startswith("Code"):
            code_in_tabs(state, pushed)
    state.line = last + 1


def _opener(state: StateBlock, name: str, attributes: dict[str, str], title: str) -> Opener | None:
    """What opens a box for a component; None for other components."""
    if name in _TAB:
        return Opener("===", "tab", title or next_title(state))
    if name.lower() in COLLAPSED_TAGS:
        title = title or (name if is_label_of(name, "answer", "solution") else "")
        return Opener(EXPANDED if "open" in attributes else COLLAPSED, "details", title)
    if name in _TYPED:
        kind = attributes.get("type") or attributes.get("kind") or attributes.get("variant") or "note"
        kind = _KINDS.get(kind.lower(), kind.lower())
    else:
        kind = name.lower()
        if not box_kind(kind):
            return None
    return Opener(OPEN, aside_kind(kind), attributes.get("title", ""))


def drop_tags(state: StateCore) -> None:
    """Leave out the tags of components in text."""
    if not state.env.get(IS_MDX):
        return
    for token in state.tokens:
        if token.type == "inline" and token.children and "<" in token.content:
            token.children = list(map(_without_tag, token.children))


def _without_tag(child: Token) -> Token:
    tag = child.content
    if child.type != "html_inline" or not tag.lstrip("</")[:1].isupper():
        return child
    child = copy(child)
    child.content = "<!-- -->"
    if not tag.startswith("</"):
        is_empty = tag.endswith("/>")
        what = "leaves out" if is_empty else "shows only what is inside"
        child.meta = {SITE_ONLY: f"the card {what} <{next(pieces(tag)).source[1:].split()[0].rstrip('/>')}>"}
    return child
