r"""Reduce field HTML to what a learner reads, so that two forms of the same content are equal.

What stays: text, the elements that structure it, links, pictures, and which options are right. What goes: classes,
sizes, roles, the containers `<span>` and `<div>`, comments, the order of attributes, the spelling of characters, and
white space that a browser ignores. The result is for comparison; it is not shown.

The lock has digests of this form: if it changes, later renderings of the same cards look like revisions.

>>> canonical('<pre tabindex="0"><code><span class="k">for</span> <span class="n">x</span>\n</code></pre>')
'<pre><code>for x\n</code></pre>'
>>> canonical('<ul class="iq-options">  <li class="iq-correct x">a &quot;b&quot;</li></ul>')
'<ul>\n<li class="iq-correct">a "b"</li>\n</ul>'
"""

from functools import lru_cache
from html import escape, unescape
from operator import itemgetter

from msgspec import Struct

from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex

_ATTRIBUTES = frozenset("alt colspan dir href lang open rowspan src start title".split())
_CLASSES = frozenset("hll iq-box iq-correct iq-only-dark iq-only-light".split())
"""Classes that say something: lines that stand out, boxes, right options, and pictures for one mode only."""
_CONTAINERS = frozenset({"div", "span"})
"""Elements without their own meaning."""
_BLOCKS = frozenset(
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5"
    " h6 header li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BREAKS = frozenset({"br", "hr"})
_SPACE = regex(r"[ \t\n\f\r]+")
_GUARD = "\\<span></span>"
"""A backslash that starts no formula: see `source.syntax.math`."""
_BRACKET = "&#91;"
"""A bracket that starts no sound: see `source.render_and_sanitize.disarm`."""
_WORDS = r"(?:[^\t\n\f\r\xa0<>&]++|</?(?:code|em|strong)>|&(?:amp|lt|gt);)*+(?<! )"
_ITEM = rf'<li(?: class="iq-correct")?+>(?! ){_WORDS}</li>\n'
_PARAGRAPH = rf"<p>(?! ){_WORDS}</p>"
_LIST = rf"<(?P<list>[ou]l)>\n(?:{_ITEM})++</(?P=list)>"
_SIMPLE = regex(rf"(?![ \n]){_WORDS}(?:(?:\A|\n){_PARAGRAPH})*+")
_SIMPLE_WITH_LISTS = regex(rf"(?![ \n]){_WORDS}(?:(?:\A|\n)(?:{_PARAGRAPH}|{_LIST}))*+")
"""The form itself, as most fields have it without the class of short code: a match takes a tenth of the time."""
_SHORT_CODE = '<code class="nb">'
_OPTIONS = '<ul class="iq-options">'
_LETTER = regex(r'<span class="iq-letter">([A-Z]\))</span>')
_COLOURED = regex(r'<span class="(?!hll)[a-z][a-z0-9]{0,2}">([^<]*)</span>')
"""A coloured word of code. There are so many that the tokenizer would take most of the time for them; a value can't
contain one, because its quotes are escaped."""
_INSIDE = itemgetter(1)
"""The first group of a match; before Python 3.12, `re` takes longer to fill in a template such as `\\1`."""
_EDGE, _INLINE, _OPENS, _CLOSES = range(4)
"""What is before or after a place: the edge of the field, text or a part of it, the start of a block, or its end."""


class _Tag(Struct, frozen=True):
    html: str
    """Empty for a tag that is left out."""
    kind: int


def canonical(html: str) -> str:
    """Field HTML in the form in which it is compared."""
    simple = html.replace(_SHORT_CODE, "<code>") if _SHORT_CODE in html else html
    if _OPTIONS in html:
        simple = _LETTER.sub(_INSIDE, simple.replace(_OPTIONS, "<ul>"))
    form = _SIMPLE_WITH_LISTS if "<li" in simple else _SIMPLE
    return simple if "  " not in simple and form.fullmatch(simple) else _reduced(html)


def _reduced(html: str) -> str:
    result: list[str] = []
    text: list[str] = []
    open_containers: list[bool] = []
    before, is_apart, preformatted = _EDGE, False, 0

    def add(item: str, kind: int) -> None:
        nonlocal before, is_apart
        is_hugged = (before == _OPENS and kind != _OPENS) or (kind == _CLOSES and before != _CLOSES)
        if before != _EDGE and not is_hugged and (is_apart or before != _INLINE or kind != _INLINE):
            result.append("\n")
        result.append(item)
        before, is_apart = kind, False

    def end_text(kind: int) -> None:
        """Add the text before an item of a kind; white space at the edge of a block is not shown."""
        if text:
            joined = "".join(text)
            text.clear()
            if not preformatted:
                joined = _SPACE.sub(" ", joined)
                if before != _INLINE or is_apart:
                    joined = joined.removeprefix(" ")
                if kind != _INLINE:
                    joined = joined.removesuffix(" ")
            if joined:
                add(_text(joined), _INLINE)

    for piece in pieces(_COLOURED.sub(_INSIDE, html).replace(_GUARD, "\\<wbr>")):
        kind, name, source = piece.kind, piece.name, piece.source
        if kind == "text":
            text.append(source)
        elif kind == "comment":
            continue
        elif kind in ("raw", "broken"):
            text.append(source.replace("<", "&lt;"))
        else:
            is_start = kind == "start"
            tag = _tag(source, is_start)
            if name in _CONTAINERS:
                if is_start:
                    open_containers.append(bool(tag.html))
                if not (open_containers[-1] if is_start else bool(open_containers) and open_containers.pop()):
                    if name == "div":
                        end_text(_CLOSES)
                        is_apart = True
                    continue
            end_text(tag.kind)
            if name == "pre":
                preformatted = max(0, preformatted + (1 if is_start else -1))
            add(tag.html, tag.kind)
    end_text(_EDGE)
    return "".join(result)


@lru_cache(4096)
def _tag(source: str, is_start: bool) -> _Tag:
    (piece,) = pieces(source, raw=frozenset())
    name = piece.name
    kind = _CLOSES if name in _BREAKS else _INLINE if name not in _BLOCKS else _OPENS if is_start else _CLOSES
    if not is_start:
        return _Tag(f"</{name}>", kind)
    attributes = piece.attributes
    kept = {key: value for key, value in sorted(attributes.items()) if key in _ATTRIBUTES}
    if classes := _CLASSES.intersection(attributes.get("class", "").split()):
        kept["class"] = " ".join(sorted(classes))
    if name in _CONTAINERS and not kept:
        return _Tag("", kind)
    return _Tag("".join([f"<{name}", *(f' {key}="{escape(value)}"' for key, value in kept.items()), ">"]), kind)


def _text(source: str) -> str:
    """Text with its characters in one spelling."""
    if "&" not in source and ">" not in source and "\xa0" not in source:
        return source
    return _BRACKET.join(
        escape(unescape(part), quote=False).replace("\xa0", "&nbsp;") for part in source.split(_BRACKET)
    )
