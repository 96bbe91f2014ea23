"""What a learner reads of a field: the form in which cards are compared."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_export.source.render_and_sanitize import field_html, make_parser
from anki_export.text.canonical_html import canonical
from tests.support.html_text import text_of

MD = make_parser()
SAME = {
    "classes": ("<p>a <code>b</code></p>", '<p class="x">a <code class="nb">b</code></p>'),
    "colours split in another way": (
        '<pre><code><span class="ln"><span class="n">a</span>=1\n</span></code></pre>',
        '<pre><code><span class="n">a</span><span class="o">=</span><span class="mi">1</span>\n</code></pre>',
    ),
    "boxes that only scroll": ('<div class="iq-scroll" tabindex="0"><table></table></div>', "<table></table>"),
    "the order of attributes": ('<a href="x" title="y">a</a>', "<a title='y' href=x>a</a>"),
    "sizes": ('<img src="a.png" alt="b" width="1" height="2">', '<img alt="b" src="a.png">'),
    "the spelling of characters": ("a &quot;b&quot; &#39;c&#39; &gt;", "a \"b\" 'c' >"),
    "the spelling of a value": ('<a href="?a&amp;b">a</a>', '<a href="?a&b">a</a>'),
    "lines": ("<p>a\nb</p>\n<p>c</p>", "<p>a b</p><p> c </p>"),
    "a slash": ("a<br>b<hr>", "a<br />\nb<hr/>"),
    "comments": ("a<!-- b -->c", "ac"),
    "the language for a screen reader": ('<pre aria-label="Code, sh">a</pre>', '<pre aria-label="Code, bash">a</pre>'),
}
DIFFERENT = {
    "a word": ("<p>a</p>", "<p>b</p>"),
    "a word in coloured code": (
        '<pre><code><span class="k">for</span></code></pre>',
        '<pre><code><span class="k">fox</span></code></pre>',
    ),
    "which option is right": ('<li class="iq-correct">a</li><li>b</li>', '<li>a</li><li class="iq-correct">b</li>'),
    "emphasis": ("<p>a <strong>b</strong></p>", "<p>a b</p>"),
    "a list": ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<p>a</p>\n<p>b</p>"),
    "the kind of a list": ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
    "the number of a list": ('<ol start="2"><li>a</li></ol>', "<ol><li>a</li></ol>"),
    "code": ("<p><code>a</code></p>", "<p>a</p>"),
    "two paragraphs": ("<p>a</p><p>b</p>", "<p>a b</p>"),
    "a line break": ("<p>a<br>b</p>", "<p>a b</p>"),
    "two boxes": ("<div>a</div><div>b</div>", "<div>a b</div>"),
    "an admonition": ('<div class="iq-box"><p>a</p></div>', "<div><p>a</p></div>"),
    "a line that stands out": ('<span class="ln hll">a\n</span>', '<span class="ln">a\n</span>'),
    "a link": ('<a href="x">a</a>', '<a href="y">a</a>'),
    "a picture": ('<img src="a-1.png" alt="b">', '<img src="a-2.png" alt="b">'),
    "what a picture shows": ('<img src="a.png" alt="b">', '<img src="a.png" alt="c">'),
    "a picture for dark mode": ('<img src="a.png" class="iq-only-dark">', '<img src="a.png">'),
    "cells that are joined": ('<td colspan="2">a</td>', "<td>a</td>"),
    "white space in code": ("<pre><code>a  b</code></pre>", "<pre><code>a b</code></pre>"),
    "a space that does not break": ("a&nbsp;b", "a b"),
    "no space": ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>"),
    "a formula": (r"<p>\(x\)</p>", r"<p>\<span></span>(x\<span></span>)</p>"),
    "a sound": ("[sound:a.mp3]", "&#91;sound:a.mp3]"),
    "a tag in words": ("&lt;b&gt;", "<b>"),
    "the direction of writing": ('<p dir="rtl">a</p>', "<p>a</p>"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_forms_of_the_same_content_are_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_contents_that_read_differently_differ(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_plain_html_is_its_own_form() -> None:
    html = field_html(MD, MD.parse("A `b` *c* & d.\n\n- e\n- **f**\n\n1. g\n\n    h\n\n> i\n\n|a|b|\n|-|-|\n|c|d|\n"))
    html = html.replace(' class="nb"', "").replace(
        '<div class="iq-scroll" tabindex="0" role="group" aria-label="Table">', ""
    )
    html = html.replace("</div>", "")
    assert canonical(html) == html


def test_the_form_does_not_change() -> None:
    """The locks of all projects have digests of it: with another form, cards would look revised after an upgrade."""
    html = (
        '<p>A "b" &amp; <code class="nb">c</code>:</p>\n<ul class="iq-options">\n<li class="iq-correct">d</li>\n</ul>\n'
        '<div class="iq-code hl"><pre tabindex="0" role="group" aria-label="Code, py"><code><span class="ln hll">'
        '<span class="n">f</span> <span class="o">=</span> <span class="mi">1</span>\n</span>h\n</code></pre></div>\n'
        '<div class="iq-box iq-box-tip">\n<p class="iq-box-title">i</p>\n<p>j\nk</p>\n</div>\n<img src="l.png" alt="m">'
    )
    assert canonical(html) == (
        '<p>A "b" &amp; <code>c</code>:</p>\n<ul>\n<li class="iq-correct">d</li>\n</ul>\n'
        '<pre><code><span class="hll">f = 1\n</span>h\n</code></pre>\n'
        '<div class="iq-box">\n<p>i</p>\n<p>j k</p>\n</div>\n<img alt="m" src="l.png">'
    )


TEXTS = st.text("ab <>&\"'\n\\([é\xa0", min_size=1, max_size=6)
TAGS = st.sampled_from("p ul li em code strong table td blockquote".split())
TREES = st.recursive(
    TEXTS | st.tuples(st.just("pre"), TEXTS),
    lambda inner: st.lists(st.tuples(TAGS, inner) | inner, min_size=1, max_size=4),
    max_leaves=12,
)


def html_of(tree: object) -> str:
    if isinstance(tree, str):
        return escape(tree, quote=False)
    if isinstance(tree, tuple):
        tag, inner = tree
        return f"<{tag}>{html_of(inner)}</{tag}>"
    assert isinstance(tree, list)
    return "".join(map(html_of, tree))


def redrawn(draw: Callable[[st.SearchStrategy[Any]], Any], html: str) -> str:
    """The HTML with other classes and attributes, in which parts of texts have elements without meaning."""
    parts = []
    for part in re.split(r"(<[^>]*>|&\w+;)", html):
        if part.startswith("<") and not part.startswith("</"):
            part = part[:-1] + draw(st.sampled_from(("", ' class="n x"', " tabindex=0", ' role="a"  width=1'))) + ">"
        elif part and not part.startswith("<") and draw(st.booleans()):
            cut = draw(st.integers(0, len(part) - 1)) if not part.startswith("&") else 0
            part = f'{part[:cut]}<span class="k">{part[cut:]}</span>'
        parts.append(part)
    return "".join(parts)


@given(st.data(), TREES)
def test_classes_and_spans_make_no_difference(data: st.DataObject, tree: object) -> None:
    html = html_of(tree)
    other = redrawn(data.draw, html)
    assert canonical(other) == canonical(html)
    assert canonical(canonical(html)) == canonical(html)


@given(TREES)
def test_all_text_is_in_the_form(tree: object) -> None:
    """So the forms of two fields with different texts are different."""
    html = html_of(tree)
    assert without_space(text_of(canonical(html))) == without_space(text_of(html))


def without_space(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]", "", text)


@given(st.text("ab*`-_>#|\n 1.<&", max_size=40))
def test_all_text_of_a_page_is_in_the_form(markdown: str) -> None:
    html = field_html(MD, MD.parse(markdown))
    assert without_space(text_of(canonical(html))) == without_space(text_of(html))
