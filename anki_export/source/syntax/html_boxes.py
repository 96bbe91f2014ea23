"""Raw `<div>` elements whose class says that they ask or answer are treated as containers:

    <div class="question">              also `exercise`; the page shows it
    What is a tag?
    </div>

    <div class="answer">                also `solution`: a collapsed box, for it answers what is above

    A fixed name.

    </div>

So is a hidden one if its id or a part of its class says that it answers: `<div id="solution-2" style="display: none">`.
Both tags are alone on their lines, and the content is Markdown. Other elements are handled by CommonMark.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from anki_export.source.container_names import COLLAPSED_NAMES
from anki_export.source.syntax.admonitions import COLLAPSED, OPEN, Opener
from anki_export.source.syntax.containers import is_too_deep, push_box
from anki_export.source.syntax.markdown_in_html import closing_tag
from anki_export.source.tokens import line_of
from anki_export.text.html_tokenizer import pieces
from anki_export.text.regex import regex

_NAMES = ("question", "exercise", "answer", "solution")
_USED = regex(r"""<div[^<>\n]{0,200}\b(?:class|id)=["'][^"'<>\n]{0,200}(?<![^\W_])(?:answer|solution)(?![^\W\d_])""")
_HIDDEN = regex(r"\bdisplay\s*:\s*none\b")
_LETTERS = regex(r"[^\W\d_]+")


def has_answer_element(text: str) -> bool:
    """Whether a page seems to have an element that answers.

    >>> [has_answer_element(text) for text in ('<div id="a" class="answer">', "<div>answer</div>")]
    [True, False]
    """
    return "<div" in text and _USED.search(text) is not None


def _element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<div", position) or state.is_code_block(start):
        return False
    opening = next(pieces(state.src, position, state.eMarks[start]))
    classes = (opening.attributes.get("class") or "").split()
    if "hidden" in opening.attributes or _HIDDEN.search(opening.attributes.get("style") or ""):
        words = _LETTERS.findall(" ".join([*classes, opening.attributes.get("id") or ""]))
        classes += [word for word in words if word in COLLAPSED_NAMES]
    name = next((each for each in classes if each in _NAMES), "")
    if not opening.is_start("div") or not name or state.src[opening.end : state.eMarks[start]].strip():
        return False
    close = closing_tag(state, start, end, "div")
    if close is None or close[0] == start or is_too_deep(state):
        return False
    last, tag = close
    line = line_of(state, last)
    if line.strip() != tag.source:
        return False
    if not silent:
        opener = Opener(COLLAPSED if name in COLLAPSED_NAMES else OPEN, name, "")
        push_box(state, opener, start, start + 1, last, tag=f'<div class="{name}">')
        state.line = last + 1
    return True


def html_boxes_plugin(md: MarkdownIt) -> None:
    """Add such elements to `md`; tokens are those of admonitions."""
    md.block.ruler.before(
        "html_markdown", "html_boxes", _element, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
