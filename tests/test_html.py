"""The effects of a page's raw HTML on a card."""

import json
import re
import time
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from textwrap import indent

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source import read_questions, render_and_sanitize
from anki_export.source.render_and_sanitize import ACTIVE_TAGS, field_html, make_parser, plain_text
from anki_export.source.syntax.code_highlighting import inline_code_html
from anki_export.source.syntax.inline_parsing_limits import parse_inline
from anki_export.text.html_tokenizer import is_deeper, pieces
from anki_export.text.invisible_characters import remove_invisible
from tests.support.project import FIXTURES, Project, block
from tests.support.reading import read_text

MD = make_parser()


def fields(project: Project, body: str) -> str:
    """Question, answer and explanation of the only card of a page with this body."""
    project.page("basics", body)
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    return "\n".join(row[name] for name in ("question", "answer", "explanation"))


@pytest.mark.parametrize("name", ["run", "größe"])
def test_python_is_coloured_by_pygments_in_all_scripts(name: str) -> None:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    source = f"from os.{name} import {name}\n@{name}\nclass {name}(A):\n    async def {name}(self): return {name}_2"
    expected = highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    assert inline_code_html(source, "py") == expected.removesuffix("\n")


class Names(HTMLParser):
    """The classes and ids in HTML, as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.classes: set[str] = set()
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "class":
                self.classes.update((value or "").split())
            elif name in ("id", "name"):
                self.ids.add(value or "")


PLACES = {
    "a block": '<div class="{0}" id="{0}">text</div>',
    "a block without quotes": "<div class={0} id={0}>text</div>",
    "an element in a line": 'Some <a class="{0}" id="{0}" name="{0}" href="https://example.org">text</a>.',
    "a second class": '<p class="iq-box {0}">text</p>',
    "a picture": 'See <img class="{0}" id="{0}" src="../dot.png" alt="A dot">.',
    "a block of Markdown": '<div class="{0}" id="{0}" markdown>\n\n    **text**\n\n    </div>',
    "a table": '<table class="{0}"><tr class="{0}"><td class="{0}" id="{0}">text</td></tr></table>',
    "an attribute list": "Some *text*{{ .{0} #{0} }}.\n    {{ .{0} #{0} }}",
    "a heading": "## Text {{ .{0} #{0} }}\n\n    Text.",
    "a fence": "``` {{ .{0} #{0} }}\n    text\n    ```",
    "a box": '!!! {0} "Title"\n        text',
    "a block between slashes": "/// html | div.{0}\n    text\n    ///",
}
LIVE = ["replay-button", "soundLink", "tappable", "latex", "tex2jax_process", "mathjax_ignore", "card", "nightMode"]
"""Class names that a client, MathJax or our own styles act on outside fields."""


@pytest.mark.parametrize("name", LIVE)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_no_page_can_use_class_names_that_clients_act_on(project: Project, place: str, name: str) -> None:
    project.write("source/git/dot.png", (FIXTURES / "tree/media/solid.png").read_bytes())
    found = Names(fields(project, block("What?", explanation=place.format(name))))
    assert name not in found.classes | found.ids


@given(st.lists(st.sampled_from(LIVE) | st.from_regex(r"[A-Za-z]{4,12}", fullmatch=True)))
def test_classes_from_pages_are_removed(names: list[str]) -> None:
    html = field_html(MD, MD.parse(f'<div class="{" ".join(names)} iq-box">text</div>'))
    assert Names(html).classes == {"iq-box"}


def test_classes_of_the_card_stay_in_raw_html(project: Project) -> None:
    html = fields(project, block("What?", explanation='<div class="iq-box iq-box-tip wide">text</div>'))
    assert '<div class="iq-box iq-box-tip">text</div>' in html


NESTED = {
    "blocks of HTML": (lambda n: "<div>" * n + "text" + "</div>" * n),
    "elements in a line": (lambda n: "Some " + "<b>" * n + "text" + "</b>" * n),
    "elements that are never closed": (lambda n: "<div>" + "<i>" * (n - 1) + "text"),
    "emphasis": (lambda n: "*a **b " * (n // 2) + "text" + "** c*" * (n // 2)),
}


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
def test_elements_nested_too_deeply_are_reported(project: Project, nested: Callable[[int], str]) -> None:
    project.page("basics", block("What?", explanation=nested(90)))
    assert "F010" not in project.run("check").stdout
    project.page("basics", block("What?", explanation=nested(104)))
    message = "source/git/basics/index.md:7:1: error F010 question has HTML nested more than 100 levels deep"
    assert message in project.run("check").stdout


def test_many_adjacent_elements_are_not_deep() -> None:
    assert not is_deeper("<p>a<br>b</p>" * 200 + "<br>" * 200, 1)
    assert is_deeper("<p><b>a</b></p>", 1)


@pytest.mark.parametrize("tag", sorted(ACTIVE_TAGS - {"audio"}))
def test_the_message_about_an_active_tag_matches_the_card(project: Project, tag: str) -> None:
    """Inline, the card shows the tag as text; in a block of HTML it is removed."""
    project.page("basics", block("What?", explanation=f"Some <{tag}> text."))
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    told = project.run("check").stdout
    assert f"Some &lt;{tag}&gt; text." in row["explanation"].replace(f"&lt;{tag}>", f"&lt;{tag}&gt;")
    assert f"index.md:10:10: warning S019 <{tag}> is shown as text" in told
    project.page("basics", block("What?", explanation=f"<div>\n    <{tag}>\n    text\n    </div>"))
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    told = project.run("check").stdout
    assert tag not in row["explanation"]
    assert f"index.md:11:5: warning S019 <{tag}> is removed" in told


SOUP = "<b <p </b </p <script </script <style </style <!-- --> --! <! <? </ / > = \" ' a c x &lt; - ! \n".split(" ")
"""Parts of tags, in no order."""


ASCII = st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="&[\\", include_characters="\n")
_SAFE = re.compile(render_and_sanitize._PLAIN.pattern, render_and_sanitize._PLAIN.flags)
HTML = st.from_regex(_SAFE, fullmatch=True, alphabet=ASCII)


@given(HTML.map(lambda html: html.replace("^", "&lt;").replace("~", "&amp;")))
def test_html_that_is_not_sanitised_would_not_change(html: str) -> None:
    assert render_and_sanitize._ASCII.fullmatch(html)
    assert render_and_sanitize.disarm(remove_invisible(render_and_sanitize._CLEANER.clean(html))) == html


ELEMENTS = (
    "<p> </p> <br> <ul><li> </li></ul> <pre> </pre> <pre><code> <code> </code> </code></pre> <span> </span> <b> </b>"
    ' <span~class="iq-icon"> <span~class="iq-letter"> <img~src="a.png"~alt="&lt;b>~&amp;lt;">'
    " <table><tr><td> </td></tr> </table> <a~href='x?a>b'> </a> &amp;lt; &lt; &nbsp; &#8209; & a b \n"
    " < > ` <svg> </svg> <!-- -->"
).replace("\\n", "\n")


@given(st.lists(st.sampled_from(ELEMENTS.split(" ")), max_size=12), st.booleans())
@example(["<pre>", "<pre>", "a", "</pre>", "\n", "b"], False)
@example(['<span~class="iq-icon">', "<b>", "a", "</b>", "</span>"], True)
def test_the_text_of_sanitised_html_is_that_of_any_html(parts: list[str], is_key: bool) -> None:
    html = render_and_sanitize._CLEANER.clean("".join(parts).replace("~", " "))
    assert plain_text(html, is_key) == plain_text(f"{html}<!-- -->", is_key)  # which needs the tokenizer


@given(st.text(max_size=20) | st.text("ab *`:\n\\(", max_size=8))
def test_text_that_is_not_parsed_is_the_same_as_parsed(text: str) -> None:
    state = StateCore(text, MD, {}, [Token("inline", "", 0, content=text, children=[])])
    parse_inline(state)
    assert state.tokens[0].children == MD.inline.parse(text, MD, {}, [])


BLOCKS = (
    "words in a line", "- one\n2. two", "A) a file", "**Answer:** A", "> quote", "```python\nx\n```", "    code",
    "***", "# Heading", '!!! note "Title"\n    Note.', '??? success "Answer"\n    So.', "term\n:   meaning",
    "++ctrl++ ==m==", ":smile:", "*[words]: more", "&#x202e;", "[link](page.md)", "![](no.png)", "[^1]",
    "[line]: page.md", "[line]", "é", "| a |\n|:-:|\n| b |", "a | b\n--- | ---\nc | d", "<div>", "<!-- card: x -->",
    "<b onclick=x>", "$x$", r"\(\href x\)", "$$\n#\n$$", "{{ x }}", "{: .red #x }", "{% x %}", "::: module",
    "/// unknown", '=== Tab "x"', '=== "Tab"', "\xa0", "```mermaid\ngraph TD\n```",
)  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
@settings(max_examples=10)
@given(before=st.lists(st.sampled_from(BLOCKS), max_size=2), is_title=st.booleans())
def test_what_only_markup_needs_changes_nothing_without(block: str, before: list[str], is_title: bool) -> None:
    title = f"What does {block} do?" if is_title and "\n" not in block else "What does it do?"
    body = indent("\n\n".join([*before, "So it is.", block]), "    ")
    page = f'??? question "{title}"\n{body}\n\n[^1]: note\n'
    found = read_text(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_questions, "has_markup", lambda entry: True)
        assert read_text(page) == found


@given(st.lists(st.sampled_from([*SOUP, " "]), max_size=14).map("".join))
def test_html_is_tokenised_as_in_a_browser(html: str) -> None:
    found = list(pieces(html, raw=frozenset({"script", "style"}), is_open_raw=True))
    assert "".join(piece.source for piece in found) == html
    assert [piece.start for piece in found[1:]] == [piece.end for piece in found[:-1]]
    seen = "".join(piece.source for piece in found if piece.kind == "text")
    assert unescape(seen).split() == unescape(nh3.clean(html, tags=set())).split()


@given(st.lists(st.sampled_from([*SOUP, " "]), max_size=14).map("".join))
def test_attributes_are_parsed_as_in_a_browser(soup: str) -> None:
    tag = next(pieces(f"<b {soup}>"))
    if tag.kind == "start":
        clean = nh3.clean(tag.source, tags={"b"}, attributes={"b": {"a", "c", "x"}}, link_rel=None)
        kept = {name: value for name, value in tag.attributes.items() if name in ("a", "c", "x")}
        assert kept == next(pieces(clean)).attributes


@pytest.mark.parametrize("part", ["<b ", "<!--", "<b a='", '<b a="', "<script>", "<svg><style>", "</", "<a <!", "<b>"])
def test_unclosed_html_takes_linear_time(part: str) -> None:
    html = part * 40_000
    start = time.process_time()
    assert sum(1 for _ in pieces(html)) <= len(html)
    assert time.process_time() - start < 2


def test_attributes_begin_behind_the_name_as_it_is_written() -> None:
    """`İ` in small letters is two characters."""
    assert next(pieces("<bİİİİ onclick=a>")).attributes == {"onclick": "a"}
    assert next(pieces("</P>")).attributes == {}
