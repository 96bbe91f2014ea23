"""Raw elements whose class says that they ask or answer are treated as containers:

    <div class="question">              also `exercise`; the page shows it
    What is a tag?
    </div>

    <div class="answer">                also `solution`: a collapsed box, for it answers what is above

    A fixed name.

    </div>

So is a hidden one if its id or a part of its class says that it answers: `<div id="solution-2" style="display: none">`,
`<span class="hidden-answer">A fixed name.</span>`. Nothing is before and after it on its lines, and its content is
Markdown; what asks has its tags alone on their lines. A button at the end of a line with a label such as "Show answer"
is left out. Other elements are handled by CommonMark.
"""

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from anki_export.source.box_and_tab_names import COLLAPSED_NAMES
from anki_export.source.markdown_it_helpers import line_of
from anki_export.source.syntax.admonitions import COLLAPSED, OPEN, Opener, open_box
from anki_export.source.syntax.containers import is_too_deep, push_box
from anki_export.source.syntax.html_details import read_between
from anki_export.source.syntax.markdown_in_html import closing_tag
from anki_export.text.classify_labels import names_answer
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex

_TAGS = ("<div", "<span")
_NAMES = ("question", "exercise", "answer", "solution")
_USED = regex(
    r"""<(?:div|span)[^<>\n]{0,200}\b(?:class|id)=["'][^"'<>\n]{0,200}(?<![^\W_])(?:answer|solution)(?![^\W\d_])"""
)
_HIDDEN = regex(r"\bdisplay\s*:\s*none\b")
_BUTTON = regex(r"<button\b[^<>]*>(?P<label>[^<>]*)</button>[ \t]*(?![^\n])")
_LETTERS = regex(r"[^\W\d_]+")


def has_answer_element(text: str) -> bool:
    """Whether a page seems to have an element that answers.

    >>> [has_answer_element(text) for text in ('<div id="a" class="answer">', "<div>answer</div>")]
    [True, False]
    """
    return ("<div" in text or "<span" in text) and _USED.search(text) is not None


def read_box_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(_TAGS, position) or state.is_code_block(start):
        return False
    opening = next(pieces(state.src, position, state.eMarks[start]))
    classes = (opening.attributes.get("class") or "").split()
    words = _LETTERS.findall(" ".join([*classes, opening.attributes.get("id") or ""]))
    style = opening.attributes.get("style") or ""
    is_hidden = "hidden" in words or "hidden" in opening.attributes or _HIDDEN.search(style) is not None
    if is_hidden:
        classes += [word for word in words if word in COLLAPSED_NAMES]
    name = next((each for each in classes if each in _NAMES), "")
    if not opening.is_start("div", "span") or not name or (opening.name == "span" and not is_hidden):
        return False
    close = closing_tag(state, start, end, opening.name)
    if close is None or is_too_deep(state):
        return False
    last, tag = close
    is_apart = not state.src[opening.end : state.eMarks[start]].strip() and line_of(state, last).strip() == tag.source
    if state.src[tag.end : state.eMarks[last]].strip() or not (is_apart or is_hidden):
        return False
    if not silent:
        opener = Opener(COLLAPSED if name in COLLAPSED_NAMES else OPEN, name, "")
        if is_apart:
            push_box(state, opener, start, start + 1, last, tag=f'<div class="{name}">')
        else:
            open_box(state, start, last + 1, opener, "")
            read_between(state, start, opening.end, (last, tag.start))
            state.push("details_close", "div", -1).block = True
        state.line = last + 1
    return True


def skip_button(state: StateInline, silent: bool) -> bool:
    found = _BUTTON.match(state.src, state.pos)
    if not found or not names_answer(found["label"]):
        return False
    state.pos = found.end()
    return True


def skip_line_with_button(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _BUTTON.fullmatch(line_of(state, start).strip())
    if not found or not names_answer(found["label"]) or state.is_code_block(start):
        return False
    state.line = start + 1
    return True
