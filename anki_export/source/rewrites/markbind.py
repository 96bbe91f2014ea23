"""Questions and panels of MarkBind become containers, task lists and `<details>` before a page is parsed:

    <question type="mcq" header="Why?" hint="No.">      ::: question Why?
      <q-option correct reason="It is.">
        Text                                            - [x] Text
      </q-option>                                         > It is.
      <div slot="answer">                               <details><summary>Answer</summary>
      Text                                              Text
      </div>                                            </details>
    </question>                                         :::

    <panel header="Answer">                             <details><summary>Answer</summary>
    </panel>                                            </details>

Lines keep their numbers. An attribute `answer`, or the `keywords` of blanks, is the answer where nothing else is
between the tags. Panels around questions are left out, and so is what else an attribute says. Tags of questions that
are not alone on their lines stay as they are. See https://markbind.org/userGuide/components/others.html.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent

from anki_export.source.lines import is_blank, is_comment
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Edit, edited, lines_of, paired_tags, task_with_remark
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.lazy_regex import regex

_NAMES = ("question", "q-option", "div", "panel", "quiz")
_HAS = regex(r"<(?:question|panel)\b[^<>]*>")
_ICON = regex(r"\{\{[^{}]*\}\}|:[a-z]+-[\w-]+:")
"""What a header has beside its words."""
_BLANK_BELOW = regex(r"(?:\n[ \t]*<!-- card:[^\n]*-->)?\n(?=\n|\Z)")
_MARGIN = 4
"""In columns: what is indented by this many may be code."""
_REASON = regex(r"<div\s+slot=[\"']?reason[\"']?\s*>(?P<text>.*?)</div>", re.DOTALL)
_SLOTS = {"answer": "Answer", "hint": "Hint", "reason": "Reason", "header": ""}

_Element = tuple[Piece, Piece]
"""Its tags."""


def markbind_as_markdown(text: str) -> str:
    """The text of a page with them as Markdown."""
    if not _HAS.search(text):
        return text
    tags = pieces(Outline(text.split("\n")).without_code)
    elements = paired_tags(tag for tag in tags if tag.name in _NAMES and not tag.source.endswith("/>"))
    return edited(text, _edits(text, sorted(elements, key=lambda one: one[0].start)))


def _edits(text: str, elements: Sequence[_Element]) -> Iterator[Edit]:
    questions = list[_Element]()
    for one in elements:
        is_apart = not questions or one[0].start > questions[-1][1].start
        lines = lines_of(text, one[0].start, one[1].end) if is_apart and one[0].source.startswith("<question") else None
        if lines and one[0].start < lines[0] + _MARGIN:
            questions.append(one)
    for question in questions:
        yield from _question(text, question, [elements[i] for i in _inside(question, elements)])
    for opening, closing in elements:
        values = _values(text, opening)
        header = _words(values.get("header", "")) if opening.source.startswith("<panel") else ""
        if opening.name in ("panel", "quiz") and _inside((opening, closing), questions):
            yield opening.start, opening.end, ""
            yield closing.start, closing.end, ""
        elif header:
            is_open = " open" if "expanded" in values else ""
            yield opening.start, opening.end, f"<details{is_open}><summary>{header}</summary>"
            yield closing.start, closing.end, "</details>"


def _inside(element: _Element, elements: Sequence[_Element]) -> range:
    """The indices of those of some elements, in page order, that are inside another one."""
    start, stop = (bisect_left(elements, tag.start, key=lambda one: one[0].start) for tag in element)
    return range(start + (start < len(elements) and elements[start] == element), stop)


def _question(text: str, question: _Element, inside: Sequence[_Element]) -> Iterator[Edit]:
    """The edits of a question and what is inside."""
    opening, closing = question
    values = _values(text, opening)
    header, between = _words(values.get("header", "")), text[opening.end : closing.start]
    slots = {tag: _values(text, tag).get("slot", "") for tag, _ in inside}
    options = [one for one in inside if one[0].name == "q-option"]
    blanks = [word for tag, _ in options if (word := _values(text, tag).get("keywords"))]
    answer = ", ".join(blanks) if values.get("type") == "blanks" else values.get("answer", "")
    start, stop = lines_of(text, opening.start, closing.end) or (opening.start, closing.end)
    if answer and ((header and is_blank(between)) or blanks):
        if "\n" not in between:
            if not (below := _BLANK_BELOW.match(text, stop)):
                return
            stop = below.end()  # the answer takes that line
        kept = [line if is_comment(line) else "" for line in text[opening.end : stop].split("\n")[1:-1]]
        yield start, stop, "\n".join([f'??? question "{header}"', *kept, f"    {answer}"])
        return
    is_answered = bool(options) or "answer" in slots.values()
    yield start, opening.end, f"::: question {header}".rstrip() if is_answered else "::: question"
    yield text.rfind("\n", 0, closing.start) + 1, stop, ":::"
    for tag, end in inside:
        lines = lines_of(text, tag.start, end.end)
        if tag.name == "q-option" and lines:
            yield *lines, _option(text[tag.end : end.start], _values(text, tag), text.count("\n", *lines))
        elif tag.name == "div" and slots[tag] in _SLOTS and lines:
            title, inner = _SLOTS[slots[tag]], dedent(text[tag.end : end.start])
            yield *lines, f"<details><summary>{title}</summary>{inner}</details>" if title else inner


def _option(inner: str, values: Mapping[str, str], breaks: int) -> str:
    """An option as an item of a task list, in as many lines as it has; its reason is a remark if there is room."""
    reason = _REASON.search(inner)
    text = (inner[: reason.start()] if reason else inner) if inner.strip() else values.get("header", "")
    remark = reason["text"] if reason else values.get("reason", "")
    return task_with_remark(text, remark, breaks, is_ticked="correct" in values)


def _values(text: str, tag: Piece) -> Mapping[str, str]:
    """The attributes of a tag, with the code spans in them."""
    return next(pieces(text[tag.start : tag.end])).attributes


def _words(header: str) -> str:
    return " ".join(_ICON.sub("", header).split())
