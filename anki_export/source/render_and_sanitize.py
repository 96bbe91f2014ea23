"""Render Markdown tokens as field HTML, and field HTML as plain text.

Every field is sanitised with nh3, then Anki's own bracket tags are escaped: scripts in a field run in the reviewer, and
`[sound:…]` is active even inside code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from html import unescape
from importlib import import_module
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from pygments.token import STANDARD_TYPES

from anki_export.source.syntax import (
    abbreviations,
    admonitions,
    admonitions_that_ask_by_title,
    annotations,
    attribute_lists,
    bars_in_table_cells,
    callouts,
    claimed_lines_as_blocks,
    code_highlighting,
    containers,
    definition_lists,
    emphasis_and_review_marks,
    html_details_and_answers,
    icons_emoji_and_symbols,
    inline_parsing_limits,
    jsx_components,
    kramdown_boxes,
    markdown_in_html,
    math_delimiters,
    myst_directives,
    myst_roles,
    task_boxes_and_empty_items,
    toc_marker_and_jinja_comments,
    unpaired_tags_as_text,
    wiki_links_as_text,
)
from anki_export.source.syntax.annotations import note_html
from anki_export.source.syntax.code_highlighting import code_html, inline_code_html
from anki_export.source.syntax.keyboard_keys import keys, keys_html
from anki_export.source.syntax.math_delimiters import disable_commands, escape_delimiters, math_html
from anki_export.source.syntax.parser_shortcuts import by_first_character
from anki_export.source.syntax.task_boxes_and_empty_items import TASK_BOX, task_html
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.invisible_characters import remove_invisible
from anki_export.text.lazy_regex import regex

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
_ASCII = regex(r"(?:[\n -%'-Z\]-~]++|&(?:amp|lt|gt);)*+")
"""Text and tags in ASCII, without what the sanitiser or Anki would change in text."""
_BARE = regex(r"[\n !-%'-;=?-Z\]-~]*+")
"""Text in ASCII that is the same in a field."""
_MOST_TOKENS = 200
"""Of a usual field, or a line of it: its text is put together piece by piece, which takes quadratic time."""
_USUAL_BLOCKS = frozenset({"paragraph_open", "bullet_list_open", "ordered_list_open", "list_item_open"})
_LIST_ENDS = frozenset({"bullet_list_close", "ordered_list_close"})
_STYLES = ({"class": "iq-options"}, {"class": "iq-correct"})
_BOLD = frozenset({"strong_open", "strong_close", "em_open", "em_close"})
_WORD = r'[^<>]++|<code(?: class="nb")?>[^<>]*+</code>'
_INLINE = rf"(?:{_WORD}|<(?P<{{0}}>strong|em)>(?:{_WORD})*+</(?P={{0}})>)*+"  # with the name of its group
_ICON = '<span class="iq-icon">'
_LETTER = '<span class="iq-letter">'
"""The letter of an option."""
_PARAGRAPH = rf"<p>{_INLINE.format('in_block')}</p>\n?"
_PLAIN = regex(rf"(?:{_PARAGRAPH})*+{_INLINE.format('alone')}")
"""Field HTML of most questions, which is the same when it is sanitised if it is ASCII."""
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


def _later(module: str, function: str) -> RuleFuncBlockType:
    """A rule for what few pages have: its file is imported for the first line that may begin so."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found: RuleFuncBlockType = getattr(import_module(f"anki_export.source.syntax.{module}"), function)
        return found(state, start, end, silent)

    return rule


_ENDS = ("paragraph", "reference", "blockquote", "list")
"""What most blocks end without a blank line."""
_RULES: tuple[tuple[Any, ...], ...] = (
    ("inline2", "before emphasis", "marks", emphasis_and_review_marks.join_marks),
    ("block", "before fence", "details", admonitions.read_details, *_ENDS, "footnote_def"),
    ("core", "after block", "titles", admonitions.number_titles),
    ("core", "before titles", "asking_admonitions", admonitions_that_ask_by_title.mark_asking_admonitions),
    ("block", "before fence", "slash_blocks", _later("slash_blocks", "read_slash_block"), *_ENDS),
    ("block", "before fence", "containers", containers.read_colons, *_ENDS),
    ("block", "at", "html_block", markdown_in_html.read_html, "paragraph", "reference", "blockquote"),
    ("block", "before html_block", "html_markdown", markdown_in_html.read_html_element, *_ENDS),
    ("inline", "before html_inline", "answer_button", html_details_and_answers.skip_button),
    ("block", "before html_markdown", "html_boxes", html_details_and_answers.read_box_element, *_ENDS),
    ("block", "before html_markdown", "answer_buttons", html_details_and_answers.skip_line_with_button, *_ENDS),
    ("block", "before html_markdown", "html_details", html_details_and_answers.read_details_element, *_ENDS),
    ("block", "before lheading", "details_behind_text", html_details_and_answers.read_behind_text, "paragraph"),
    ("block", "before paragraph", "definitions", definition_lists.read_list),
    ("inline", "before escape", "math_inline", math_delimiters.read_inline_math),
    ("inline", "before link", "wiki_link", wiki_links_as_text.read_wiki_link),
    ("block", "before details", "math_block", math_delimiters.read_math_block, *_ENDS),
    ("block", "before reference", "abbreviation", abbreviations.read_definition, "paragraph", "reference"),
    ("core", "push", "abbreviations", abbreviations.mark_abbreviations),
    ("core", "before text_join", "furniture", toc_marker_and_jinja_comments.drop_directives),
    ("core", "before text_join", "attribute_lists", attribute_lists.drop_lists),
    ("core", "before text_join", "annotations", annotations.read_annotations),  # they need the classes of these lists
    ("core", "before text_join", "inline_code", code_highlighting.read_shebangs),
    ("core", "before text_join", "icons", icons_emoji_and_symbols.read_icons),  # before emoji
    ("core", "before text_join", "shortcodes", icons_emoji_and_symbols.replace_shortcodes),
    ("core", "before text_join", "symbols", icons_emoji_and_symbols.replace_symbols),
    ("block", "at", "table", bars_in_table_cells.read_table, "paragraph", "reference"),
    ("block", "before table", "spans", claimed_lines_as_blocks.read_span, *_ENDS),
    ("block", "before list", "bare_number", task_boxes_and_empty_items.read_number),
    ("block", "before heading", "bare_signs", task_boxes_and_empty_items.read_signs),
    ("block", "before reference", "callouts", callouts.read_first_line),
    ("core", "after block", "callouts", callouts.close_callouts),
    ("core", "after callouts", "kramdown", kramdown_boxes.make_boxes),
    ("block", "before html_markdown", "components", jsx_components.read_component, *_ENDS),
    ("core", "before text_join", "components", jsx_components.drop_tags),
    ("block", "before fence", "template_tags", _later("template_blocks", "read_template_tag"), *_ENDS),
    ("block", "before fence", "myst_directives", myst_directives.read_directive, *_ENDS),
    ("block", "before paragraph", "myst_targets", myst_directives.skip_target),
    ("core", "before attribute_lists", "myst_roles", myst_roles.read_roles),
)
"""The rules of the syntaxes, in the order in which they are added: chain, place, name, function, and what it ends."""
_LAST_RULES: tuple[tuple[Any, ...], ...] = (
    ("core", "after inline", "tasks", task_boxes_and_empty_items.read_boxes),
    ("core", "push", "title_tags", unpaired_tags_as_text.keep_tags),  # when text is joined: these must stay separate
    ("core", "at", "inline", inline_parsing_limits.parse_within_limits),
)
"""Those that are added below footnotes."""

MAX_NESTING = 100
"""Maximum nesting depth of blocks."""


class _Renderer(RendererHTML):
    """Renders text and bare tags, which most tokens are, without a call for each."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        html = []
        for i, token in enumerate(tokens):
            if token.type == "inline":
                html.append(self.renderInline(token.children or (), options, env))
            elif token.type in self.rules:
                html.append(self.rules[token.type](tokens, i, options, env))
            elif token.nesting < 0 and token.block and not token.attrs:
                html.append("" if token.hidden else f"</{token.tag}>\n")
            else:
                html.append(self.renderToken(tokens, i, options, env))
        return "".join(html)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        html = []
        for i, token in enumerate(tokens):
            if token.type == "text":
                bare = _BARE.fullmatch(token.content) and '"' not in token.content  # as most
                html.append(token.content if bare else escape_delimiters(escapeHtml(token.content)))
            elif token.type in self.rules:
                html.append(self.rules[token.type](tokens, i, options, env))
            elif token.nesting and not (token.attrs or token.block or token.hidden):
                html.append(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")
            else:
                html.append(self.renderToken(tokens, i, options, env))
        return "".join(html)


def make_parser(dollar_math: bool = False) -> MarkdownIt:
    """A parser for question pages: CommonMark plus the extensions used with Material for MkDocs.

    `$…$` is math only if enabled: prices and shell variables are more common on such pages.
    """
    options = {"html": True, "maxNesting": MAX_NESTING}
    md = MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable(["table", "strikethrough"])
    _add_rules(md, _RULES)
    md.inline.ruler.at("emphasis", emphasis_and_review_marks.emphasis)
    md.inline.ruler.at("strikethrough", emphasis_and_review_marks.tilde)
    for name, inline_rule in (
        ("superscript", emphasis_and_review_marks.caret),
        ("highlight", emphasis_and_review_marks.pair),
        ("keys", keys),
        ("critic", emphasis_and_review_marks.critic),
    ):
        md.inline.ruler.push(name, inline_rule)
    md.use(footnote_plugin, inline=False)
    _add_rules(md, _LAST_RULES)
    md.use(unpaired_tags_as_text.unpaired_tags_plugin, KNOWN_TAGS - {"details", "summary"})  # formats report these
    if dollar_math:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    md.add_render_rule("text", _text)
    for name, html_of in _RENDERERS.items():
        md.add_render_rule(name, _rule(html_of))
    md.core.ruler.disable("normalize")  # pages are decoded with the line ends that it would make
    by_first_character(md)
    return md


def _add_rules(md: MarkdownIt, rules: Iterable[tuple[Any, ...]]) -> None:
    rulers = {"block": md.block.ruler, "core": md.core.ruler, "inline": md.inline.ruler, "inline2": md.inline.ruler2}
    for chain, place, name, function, *ends in rules:
        how, *anchor = place.split()
        getattr(rulers[chain], how)(*anchor, name, function, {"alt": ends})


def field_html(md: MarkdownIt, tokens: Sequence[Token], keep: AttributeFilter | None = None) -> str:
    """Field HTML of block tokens, or of an inline token's children; empty if nothing is visible.

    `keep` can change or drop attributes of links and pictures, which may come from raw HTML.
    """
    html: str = md.renderer.render(list(tokens), md.options, {})
    plain = html.replace("&quot;", '"')
    if _ASCII.fullmatch(plain) and _PLAIN.fullmatch(plain):
        return plain.strip()
    clean = _CLEANER.clean(html)
    if keep and ("<a " in clean or "<img " in clean) and _has_html(tokens):
        clean = _cleaner(keep).clean(html)  # creating one takes longer than using it
    return disarm(remove_invisible(clean).strip())


def usual_field(tokens: Sequence[Token]) -> tuple[str, str, str] | None:
    """The HTML, text and key of paragraphs and tight lists, or of inline tokens, of text, bold and code in ASCII.

    None for others. Most fields are such. It is what `field_html` and `plain_text` make of these in several passes.
    """
    if len(tokens) > _MOST_TOKENS:
        return None
    if tokens[0].type not in _USUAL_BLOCKS:
        if not (own := _usual_line(tokens)):
            return None
        html, text, key = own
        line = " ".join(text.split())
        return html.strip(), line, line if key == text else " ".join(key.split())
    html, lines, keys = "", [""], [""]
    in_list = False
    for at, token in enumerate(tokens):
        if token.type == "inline":
            if not (own := _usual_line(token.children or ())):
                return None
            html += own[0]
            lines[-1] += own[1]
            keys[-1] += own[2]
        elif token.nesting < 0:
            in_list = in_list and token.type not in _LIST_ENDS
            if not token.hidden:
                html += f"</{token.tag}>\n"
                lines.append("")
                keys.append("")
        elif token.type not in _USUAL_BLOCKS or not (start := _usual_start(tokens, at, in_list)):
            return None
        else:
            in_list = in_list or token.tag != "p"
            html += "" if token.hidden else start
    return html.strip(), *_joined(lines, keys)


def _joined(lines: Sequence[str], keys: Sequence[str]) -> tuple[str, str]:
    """The text of lines, and that of their keys."""
    text = "\n".join(filter(None, [" ".join(line.split()) for line in lines]))
    return text, text if keys == lines else _joined(keys, keys)[0]


def _usual_start(tokens: Sequence[Token], at: int, in_list: bool) -> str:
    """The tag at the start of a paragraph, a list that is in no other one, or its item of one paragraph; else empty."""
    token, below = tokens[at], tokens[at + 1]
    if token.tag == "p":
        return "<p>" if token.hidden == in_list and not token.attrs else ""
    is_item = token.tag == "li"
    is_tight = below.hidden or below.type == "inline"
    if is_item != in_list or is_item != is_tight or (token.attrs and token.attrs not in _STYLES):
        return ""
    style = f' class="{token.attrs["class"]}"' if token.attrs else ""
    return f"<{token.tag}{style}>" if is_item else f"<{token.tag}{style}>\n"


def _usual_line(tokens: Sequence[Token]) -> tuple[str, str, str] | None:
    """The HTML and text of inline tokens, and the text with code in backticks; None if they are not usual."""
    html = text = key = opened = ""
    if len(tokens) > _MOST_TOKENS:
        return None
    for token in tokens:
        kind, content = token.type, token.content
        if kind == "text":
            html, text, key = html + content, text + content, key + content
        elif kind == "code_inline" and not token.info:
            html, text, key = html + f"<code{_breaks(content)}>{content}</code>", text + content, f"{key}`{content}`"
        elif kind == "softbreak":
            html, text, key = html + "\n", text + " ", key + " "
        elif kind in _BOLD and not token.attrs and opened == ("" if token.nesting > 0 else token.tag):
            html += f"</{opened}>" if opened else f"<{token.tag}>"
            opened = "" if opened else token.tag
        elif kind == "letter":
            html, text = f"{html}{_LETTER}{content}</span> ", f"{text}{content} "
        else:
            return None
    return None if opened or not _BARE.fullmatch(text) else (html, text, key)


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


def plain_text(html: str, is_key: bool = False) -> str:
    """The text of field HTML, one line per block; with `is_key`, code in backticks, no icons or option letters."""
    if "[sound:" in html:
        html = _SOUND.sub("", html)
    one = _of_one_paragraph(html)
    if "<" not in one:
        return " ".join(unescape(one).split())
    text = _text_of_sanitised(html, is_key) if _SANITISED.fullmatch(html) else None
    if text is None:
        text = "".join(_texts(html, is_key))
    return "\n".join(filter(None, [" ".join(line.split()) for line in text.split("\n")]))


def _of_one_paragraph(html: str) -> str:
    """HTML without the tags of a paragraph if there are no others."""
    is_paragraph = html.count("<") == 2 and html.startswith("<p>") and html.endswith("</p>")
    return html[3:-4] if is_paragraph else html


def _text_of_sanitised(html: str, is_key: bool) -> str | None:
    """The same as `_texts` in less time; None where elements are nested in a way that needs these."""
    if is_key and "<span" in html:
        html = _SPAN_OF_ICON.sub("", html)
        if _ICON in html or _LETTER in html:
            return None
    parts = _PREFORMATTED.split(html) if "<pre" in html else [html]
    for i in range(0, len(parts), 2):
        if "<pre" in parts[i] or "</pre" in parts[i]:
            return None
        parts[i] = parts[i].replace("\n", " ")
        if "<code" in parts[i] or "</code" in parts[i]:
            parts[i] = _CODE_TAG.sub("`" if is_key else "", parts[i])
    text = _of_one_paragraph("".join(parts))
    if "<" not in text:  # as half of them
        return unescape(text)
    text = _BLOCK_TAG.sub("\n", text)
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


def _rule(html_of: Callable[[Token], str]) -> Callable[..., str]:
    """A rule of a renderer for tokens whose HTML depends on nothing else."""
    return lambda self, tokens, i, options, env: html_of(tokens[i])


def _code_inline(token: Token) -> str:
    code = inline_code_html(token.content, token.info)
    kind = ' class="hl"' if token.info else _breaks(token.content)
    return f"<code{kind}>{code}</code>"


def _breaks(code: str) -> str:
    """The class of inline code: short code is not broken."""
    return "" if code[_UNBROKEN:] else ' class="nb"'


def _code(token: Token) -> str:
    return code_html(token.content, token.info, token.meta.get("notes"))


def _math(token: Token) -> str:
    html = math_html(token.content, token.type != "math_inline")
    return f"<p>{html}</p>\n" if token.block else html


def _html_inline(token: Token) -> str:
    return task_html(token.content) if TASK_BOX in token.content else _inline_html(token.content)


def _heading_tag(token: Token) -> str:
    """On a card, the card's own labels are level-2 headings."""
    return "h3" if token.tag in ("h1", "h2", "h3") else "h4"


def _details_title_open(token: Token) -> str:
    opener = token.meta["opener"]
    if opener.is_untitled:
        return ""
    return '<p class="iq-box-title">' + ("" if token.meta["title"].content else opener.kind.capitalize())


_RENDERERS: dict[str, Callable[[Token], str]] = {
    "code_inline": _code_inline,
    "fence": _code,
    "code_block": _code,
    "math_inline": _math,
    "math_inline_double": _math,
    "math_block": _math,
    "html_block": lambda token: _block_html(token.content),
    "html_inline": _html_inline,
    "table_open": lambda token: '<div class="iq-scroll" tabindex="0" role="group" aria-label="Table"><table>\n',
    "table_close": lambda token: "</table></div>\n",
    "heading_open": lambda token: f"<{_heading_tag(token)}>",
    "heading_close": lambda token: f"</{_heading_tag(token)}>\n",
    "details_open": lambda token: f'<div class="iq-box iq-box-{token.info}">\n',
    "details_title_open": _details_title_open,
    "details_title_close": lambda token: "" if token.meta["opener"].is_untitled else "</p>\n",
    "details_close": lambda token: "</div>\n",
    "footnote_ref": lambda token: f'<sup class="iq-ref">{token.meta["number"]}</sup>',
    "keys": lambda token: keys_html(token.meta["names"]),
    "note": lambda token: note_html(token.meta["number"]),
    "icon": lambda token: f"{_ICON}{token.content}</span>",
    "letter": lambda token: f"{_LETTER}{token.content}</span> ",
}
"""The HTML of tokens by their types; text, which most are, has a rule of its own."""
