"""Render Markdown tokens as field HTML, and field HTML as plain text.

Every field is sanitised with nh3, then Anki's own bracket tags are escaped: scripts in a field run in the reviewer, and
`[sound:…]` is active even inside code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from pygments.token import STANDARD_TYPES

from anki_export.source.syntax.abbreviations import abbreviations_plugin
from anki_export.source.syntax.admonitions import details_plugin
from anki_export.source.syntax.annotations import annotations_plugin, note_html
from anki_export.source.syntax.asking_boxes import asking_boxes_plugin
from anki_export.source.syntax.attribute_lists import attribute_lists_plugin
from anki_export.source.syntax.callouts import callouts_plugin
from anki_export.source.syntax.cjk_emphasis import emphasis
from anki_export.source.syntax.code_highlighting import code_html, inline_code_html, inline_code_plugin
from anki_export.source.syntax.containers import containers_plugin
from anki_export.source.syntax.critic_markup import critic
from anki_export.source.syntax.definition_lists import definitions_plugin
from anki_export.source.syntax.emoji_shortcodes import shortcodes_plugin
from anki_export.source.syntax.first_characters import by_first_character
from anki_export.source.syntax.highlights import caret, marks_plugin, pair, tilde
from anki_export.source.syntax.html_boxes import html_boxes_plugin
from anki_export.source.syntax.html_details import html_details_plugin
from anki_export.source.syntax.html_in_titles import title_tags_plugin
from anki_export.source.syntax.icons import icons_plugin
from anki_export.source.syntax.jsx_components import components_plugin
from anki_export.source.syntax.keyboard_keys import keys, keys_html
from anki_export.source.syntax.kramdown import kramdown_plugin
from anki_export.source.syntax.markdown_in_html import html_blocks_plugin
from anki_export.source.syntax.math import disable_commands, escape_delimiters, math_html, math_plugin
from anki_export.source.syntax.myst_directives import myst_directives_plugin
from anki_export.source.syntax.myst_roles import myst_roles_plugin
from anki_export.source.syntax.numbers_without_text import bare_numbers_plugin
from anki_export.source.syntax.site_directives import site_only_plugin
from anki_export.source.syntax.size_limits import bounds_plugin
from anki_export.source.syntax.slash_blocks import slash_blocks_plugin
from anki_export.source.syntax.smart_symbols import symbols_plugin
from anki_export.source.syntax.span_blocks import spans_plugin
from anki_export.source.syntax.tables import tables_plugin
from anki_export.source.syntax.task_lists import TASK_BOX, task_html, tasks_plugin
from anki_export.source.syntax.template_tags import template_tags_plugin
from anki_export.source.syntax.unpaired_tags import unpaired_tags_plugin
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.invisible import remove_invisible
from anki_export.text.regex import regex

ACTIVE_TAGS = frozenset(
    "applet audio base body button canvas dialog embed form frame frameset head html iframe input link meta noscript"
    " math object option portal script select slot source style svg template textarea title track video".split()
)
"""HTML elements that must not appear on a card."""
_TAGS = nh3.ALLOWED_TAGS | {"section", "figure", "figcaption", "mark", "ins", "del", "u", "s"}
_PLAIN_TAGS = frozenset(
    "acronym address big datalist dir fieldset font label legend main map area menu meter nobr optgroup output picture"
    " progress search".split()
)
"""Elements that are removed without loss: their content stays."""
KNOWN_TAGS = frozenset(_TAGS | _PLAIN_TAGS)
_ATTRIBUTES = {
    "*": {"class", "role", "aria-label", "tabindex", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "details": {"open"},
}
_OUR_CLASS = regex(
    rf"""iq-.+ | hll? | ln | in\d+ | task-list-item | contains-task-list
       | (?:{"|".join(filter(None, STANDARD_TYPES.values()))}) (?:-[A-Z]\w*)*  # of Pygments, such as `l-Scalar-Plain`
    """,
    re.VERBOSE,
)
"""Allowed classes: Anki's clients act on `replay-button` or `tappable`, MathJax on `tex2jax_process`."""
_LIVE_BRACKET = regex(r"\[(?=sound:|/?\$|/?latex\]|/?anki:|\[type:)", re.IGNORECASE)
_SOUND = regex(r"\s?\[sound:[^\[\]]*\]")
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre"
    " section summary table td th tr ul".split()
)
_TEXT = r"[\n -%'-;=?-Z\]-~]++|&(?:amp|lt|gt);"  # ASCII, without what the sanitiser or Anki would change
_WORD = rf'{_TEXT}|<code(?: class="nb")?>(?:{_TEXT})*+</code>'
_INLINE = rf"(?:{_WORD}|<(?P<{{0}}>strong|em)>(?:{_WORD})*+</(?P={{0}})>)*+"  # with the name of its group
_ICON = '<span class="iq-icon">'
_LETTER = '<span class="iq-letter">'
"""The letter of an option."""
_ITEM = rf'<li(?: class="iq-correct")?+>(?:{_LETTER}[A-Z]\)</span> )?+{_INLINE.format("in_item")}</li>\n'
_LIST = rf'<(?P<list>ul|ol)(?: class="iq-options")?+>\n(?:{_ITEM})++</(?P=list)>'
_PLAIN = regex(rf"(?:<p>{_INLINE.format('in_block')}</p>\n?|{_LIST}\n?)*+{_INLINE.format('alone')}")
"""Field HTML of most questions, which is the same when it is sanitised."""
_SANITISED = regex(
    r"(?:[^<>&]++|</?(?!(?:math|script|style|svg)[ >])[a-z][a-z0-9]*+(?: [^<>\n]*)?>|&(?:amp|lt|gt|quot|nbsp);)*+"
)
"""Most HTML as the sanitiser writes it: no tokenizer is needed to tell tags from text."""
_BLOCK_TAG = regex(rf"</?(?:{'|'.join(sorted(_BLOCKS))})(?: [^>]*)?>")
_CODE_TAG = regex(r"</?code(?: [^>]*)?>")
_TAG = regex(r"<[^>]*>")
_PREFORMATTED = regex(r"(<pre(?: [^>]*)?>(?:[^<]++|<(?!/?pre\b))*+</pre>)")
_PICTURE = regex(r"<img [^>]*>")
_SPAN_OF_ICON = regex(rf"(?:{_ICON}|{_LETTER})[^<]*+(?=</?span[ >])")
_UNBROKEN = 20
"""Code up to this length stays on one line: a browser would break `--mixed` after its dashes."""

AttributeFilter = Callable[[str, str, str], str | None]


_PLUGINS = (
    # The order of core rules matters: annotations need attribute lists, and icons come before emoji.
    marks_plugin, details_plugin, asking_boxes_plugin, slash_blocks_plugin, containers_plugin,
    html_blocks_plugin, html_boxes_plugin, html_details_plugin, definitions_plugin, math_plugin, abbreviations_plugin,
    site_only_plugin,
    attribute_lists_plugin, annotations_plugin, inline_code_plugin, icons_plugin, shortcodes_plugin, symbols_plugin,
    tables_plugin, spans_plugin, bare_numbers_plugin, callouts_plugin,
    components_plugin, template_tags_plugin, kramdown_plugin, myst_directives_plugin, myst_roles_plugin,
)  # fmt: skip

MAX_NESTING = 100
"""Maximum nesting depth of blocks."""


def make_parser(dollar_math: bool = False) -> MarkdownIt:
    """A parser for question pages: CommonMark plus the extensions used with Material for MkDocs.

    `$…$` is math only if enabled: prices and shell variables are more common on such pages.
    """
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    for plugin in _PLUGINS:
        md.use(plugin)
    md.inline.ruler.at("emphasis", emphasis)
    md.inline.ruler.at("strikethrough", tilde)
    for name, inline_rule in (("superscript", caret), ("highlight", pair), ("keys", keys), ("critic", critic)):
        md.inline.ruler.push(name, inline_rule)
    md.use(footnote_plugin, inline=False).use(tasks_plugin).use(title_tags_plugin).use(bounds_plugin)
    md.use(unpaired_tags_plugin, KNOWN_TAGS - {"details", "summary"})  # formats report these
    if dollar_math:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    for name, rule in _RENDERERS.items():
        md.add_render_rule(name, rule)
    md.core.ruler.disable("normalize")  # pages are decoded with the line ends that it would make
    by_first_character(md)
    return md


def field_html(md: MarkdownIt, tokens: Sequence[Token], keep: AttributeFilter | None = None) -> str:
    """Field HTML of block tokens, or of an inline token's children; empty if nothing is visible.

    `keep` can change or drop attributes of links and pictures, which may come from raw HTML.
    """
    html = _text_of_one(tokens) or md.renderer.render(list(tokens), md.options, {})
    plain = html.replace("&quot;", '"')
    if _PLAIN.fullmatch(plain):
        return plain.strip()
    clean = _CLEANER.clean(html)
    if keep and ("<a " in clean or "<img " in clean) and _has_html(tokens):
        clean = _cleaner(keep).clean(html)  # creating one takes longer than using it
    return disarm(remove_invisible(clean).strip())


def _text_of_one(tokens: Sequence[Token]) -> str:
    """The HTML of one paragraph, or of inline tokens, if it is only text: half of the fields; else an empty string."""
    is_paragraph = len(tokens) == 3 and tokens[0].type == "paragraph_open"
    inline = (tokens[1].children or ()) if is_paragraph else tokens
    if len(inline) != 1 or inline[0].type != "text" or tokens[0].hidden or tokens[0].attrs:
        return ""
    text = escape_delimiters(escapeHtml(inline[0].content))
    return f"<p>{text}</p>" if is_paragraph else text


def _has_html(tokens: Iterable[Token]) -> bool:
    return any(token.type in ("html_block", "html_inline") or _has_html(token.children or ()) for token in tokens)


def _cleaner(keep: AttributeFilter | None = None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, keep),
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )


def _attribute(keep: AttributeFilter | None, tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return _our_classes(value)
    return keep(tag, name, value) if keep else value


@lru_cache(1024)
def _our_classes(value: str) -> str | None:
    return " ".join(filter(_OUR_CLASS.fullmatch, value.split())) or None


_CLEANER = _cleaner()


def disarm(html: str) -> str:
    """Field HTML without active Anki tags or MathJax commands that have effects beyond their formula."""
    html = _LIVE_BRACKET.sub("&#91;", html)
    return _without_commands(html) if "\\" in html else html


def _without_commands(html: str) -> str:
    """Field HTML in which formulas with such commands are text: MathJax does not match across elements.

    But it does match across `<wbr>`, and ignores code.
    """
    html = html.replace("\\<wbr>", "\\<span></span><wbr>")
    if not (r"\(" in html or r"\[" in html):
        return html
    parts: list[str] = []
    code = 0
    for piece in pieces(html.replace("<wbr>", "<wbr><span></span>")):
        if piece.name in ("pre", "code"):
            code += 1 if piece.kind == "start" else -1
        parts.append(disable_commands(piece.source) if piece.kind == "text" and not code else piece.source)
    return "".join(parts)


def text_html(text: str) -> str:
    """Plain text as field HTML."""
    return disarm(escape_delimiters(escapeHtml(text)))


@lru_cache(8)  # a question without options is asked for its key, too
def plain_text(html: str, is_key: bool = False) -> str:
    """The text of field HTML, one line per block; with `is_key`, code in backticks, no icons or option letters."""
    if "[sound:" in html:
        html = _SOUND.sub("", html)
    is_paragraph = html.count("<") == 2 and html.startswith("<p>") and html.endswith("</p>")
    if is_paragraph or "<" not in html:
        return " ".join(unescape(html[3:-4] if is_paragraph else html).split())
    text = _text_of_sanitised(html, is_key) if _SANITISED.fullmatch(html) else None
    if text is None:
        text = "".join(_texts(html, is_key))
    return "\n".join(filter(None, [" ".join(line.split()) for line in text.split("\n")]))


def _text_of_sanitised(html: str, is_key: bool) -> str | None:
    """The same as `_texts` in less time; None where elements are nested in a way that needs these."""
    if is_key:
        html = _SPAN_OF_ICON.sub("", html)
        if _ICON in html or _LETTER in html:
            return None
    parts = _PREFORMATTED.split(html) if "<pre" in html else [html]
    for i in range(0, len(parts), 2):
        if "<pre" in parts[i] or "</pre" in parts[i]:
            return None
        parts[i] = parts[i].replace("\n", " ")
        if is_key:
            parts[i] = _CODE_TAG.sub("`", parts[i])
    text = _BLOCK_TAG.sub("\n", "".join(parts))
    if "<img" in text:
        text = _PICTURE.sub(lambda tag: escapeHtml(next(pieces(tag[0])).attributes.get("alt", "")), text)
    return unescape(_TAG.sub("", text))


def _texts(html: str, is_key: bool) -> Iterator[str]:
    """The text of any HTML in pieces, with a line end at each tag of a block."""
    preformatted = 0
    is_icon = False
    for piece in pieces(html):
        kind, name, source = piece.kind, piece.name, piece.source
        if kind == "text":
            if not is_icon:
                text = unescape(source) if "&" in source else source
                yield text if preformatted else text.replace("\n", " ")
        elif name in _BLOCKS:
            yield "\n"
            if name == "pre":
                preformatted += 1 if kind == "start" else -1
        elif name == "code" and is_key and not preformatted:
            yield "`"
        elif name == "span":
            is_icon = is_key and source in (_ICON, _LETTER)
        elif name == "img":
            yield piece.attributes.get("alt", "")


def is_element(name: str) -> bool:
    """Whether HTML has an element with that lower-case name: a site shows nothing for its tag.

    >>> is_element("b"), is_element("script"), is_element("your-name")
    (True, True, False)
    """
    return name in KNOWN_TAGS or name in ACTIVE_TAGS


def _inline_html(html: str) -> str:
    """Inline raw HTML with unknown tags as text: a browser would show nothing for `<your-name>`."""
    return "".join(
        piece.source if piece.kind == "comment" or piece.name in KNOWN_TAGS else _as_text(piece)
        for piece in pieces(html)
    )


def _block_html(html: str) -> str:
    """A block of raw HTML without active elements; unknown or unclosed tags become text.

    Otherwise nh3 would treat everything after an open comment or `<script>` as its content.
    """
    parts: list[str] = []
    for piece in pieces(html):
        if piece.kind in ("text", "broken") or not (piece.kind == "comment" or is_element(piece.name)):
            parts.append(_as_text(piece))
        elif piece.name in KNOWN_TAGS:
            parts.append(piece.source)
    return "".join(parts)


def _as_text(piece: Piece) -> str:
    return piece.source.replace("<", "&lt;")


def _text(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return escape_delimiters(escapeHtml(tokens[i].content))


def _code_inline(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    code = inline_code_html(tokens[i].content, tokens[i].info)
    if tokens[i].info:
        return f'<code class="hl">{code}</code>'
    return f'<code class="nb">{code}</code>' if len(tokens[i].content) <= _UNBROKEN else f"<code>{code}</code>"


def _code(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return code_html(tokens[i].content, tokens[i].info, tokens[i].meta.get("notes"))


def _math(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[i]
    display = token.type != "math_inline"
    html = math_html(token.content, display)
    return f"<p>{html}</p>\n" if token.block else html


def _html_inline(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    html = tokens[i].content
    return task_html(html) if TASK_BOX in html else _inline_html(html)


def _html_block(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return _block_html(tokens[i].content)


def _table_open(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return '<div class="iq-scroll" tabindex="0" role="group" aria-label="Table"><table>\n'


def _table_close(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return "</table></div>\n"


def _heading_open(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return f"<{_heading_tag(tokens[i])}>"


def _heading_close(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return f"</{_heading_tag(tokens[i])}>\n"


def _heading_tag(token: Token) -> str:
    """On a card, the card's own labels are level-2 headings."""
    return "h3" if token.tag in ("h1", "h2", "h3") else "h4"


def _details_open(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return f'<div class="iq-box iq-box-{tokens[i].info}">\n'


def _details_title_open(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    opener = tokens[i].meta["opener"]
    if opener.is_untitled:
        return ""
    return '<p class="iq-box-title">' + ("" if tokens[i].meta["title"].content else opener.kind.capitalize())


def _details_title_close(
    self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType
) -> str:
    return "" if tokens[i].meta["opener"].is_untitled else "</p>\n"


def _details_close(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return "</div>\n"


def _footnote_ref(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return f'<sup class="iq-ref">{tokens[i].meta["number"]}</sup>'


def _keys(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return keys_html(tokens[i].meta["names"])


def _note(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return note_html(tokens[i].meta["number"])


def _icon(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return f"{_ICON}{tokens[i].content}</span>"


def _letter(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return f"{_LETTER}{tokens[i].content}</span> "


_RENDERERS = {
    "text": _text,
    "code_inline": _code_inline,
    "fence": _code,
    "code_block": _code,
    "math_inline": _math,
    "math_inline_double": _math,
    "math_block": _math,
    "html_block": _html_block,
    "html_inline": _html_inline,
    "table_open": _table_open,
    "table_close": _table_close,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "details_open": _details_open,
    "details_title_open": _details_title_open,
    "details_title_close": _details_title_close,
    "details_close": _details_close,
    "footnote_ref": _footnote_ref,
    "keys": _keys,
    "note": _note,
    "icon": _icon,
    "letter": _letter,
}
