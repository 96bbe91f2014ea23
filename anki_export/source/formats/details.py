"""Raw `<details>` elements whose summaries ask:

    <details>
    <summary>What is <code>cron</code> for?</summary><br><b>
    Running commands at set times.
    </b></details>

An entry ends with its `</details>`. They are read where the summaries of a page differ from each other, and at least
two of them and half ask; if the settings or the page name this format, those that ask are read on any page. One inside
another belongs to its answer. What a summary lists below its first line belongs to the question.

Not questions: summaries such as "View contents" or "Answer", which repeat or ask nothing; elements in code.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from anki_export.diagnostics import Rule
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.body_lines import body_of
from anki_export.source.formats.types import Format, ParsedPage, When
from anki_export.source.outline import Collapsed, Outline, outline_of
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.labels import names_answer
from anki_export.text.regex import regex

NAME = "details"
_TAG = regex(r"<[^<>]*>")
_WRAPPER = regex(
    r"\s*<(?P<name>b|strong|h[1-6]|p|i|em|font|big)\b[^<>]*>(?P<text>.*)</(?P=name)>\s*(?:<br\s*/?>)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_SUMMARY = regex(r"<summary\b[^<>]*>(?P<text>.*?)</summary\s*>", re.IGNORECASE | re.DOTALL)
_ITEM = regex(r"\s*(?:[-*+]|\d{1,9}[.)]|>|:|\?\?\?|!!!|===)")
"""What holds indented blocks."""
_NEAR = 40
"""In lines: how far above an indented block its item is looked for."""
_BLOCK = regex(r"<(?:ul|ol|pre|table|p|div|blockquote|br|hr)\b|\n\s*(?:[-*+]|\d+[.)])\s|\n\s*\n", re.IGNORECASE)


def _may_hold(text: str) -> bool:
    return "<summary" in text or "<SUMMARY" in text


def _spans(outline: Outline) -> Iterator[Span]:
    found = [_Summary(one, *_asked(one.summary)) for one in outline.collapsed if _is_block(outline, one)]
    found = [one for one in found if one.words]
    repeats = Counter(one.words for one in found)
    found = [one for one in found if repeats[one.words] * 4 <= max(len(found), 4)]
    is_named = outline.wanted.is_named(NAME)
    is_announced = outline.wanted.is_fixed or announces_questions(outline.title)
    asking = [one for one in found if is_clear_question(one.words) or (is_announced and is_order(one.words))]
    if len(asking) < 2 or len(asking) * 2 < len(found):
        found = asking if is_named else []
    outer: list[_Summary] = []
    for one in found:
        if not outer or one.element.lines.start >= outer[-1].element.lines.stop:
            outer.append(one)
    starts = [one.lines.start for one in outline.collapsed]
    for one, number in zip(outer, numbers_of([[one.title for one in outer]]), strict=True):
        lines = one.element.lines
        inside = outline.collapsed[bisect_right(starts, lines.start) : bisect_left(starts, lines.stop)]
        yield _span(
            outline,
            one,
            number,
            adds=bool(inside) and not any(names_answer(_TAG.sub("", each.summary)) for each in inside),
        )


def _is_block(outline: Outline, element: Collapsed) -> bool:
    """Whether an element begins a line, and is not indented as code is."""
    start = element.lines.start
    if not element.is_alone or _indent(outline.lines[start]) < 4:
        return element.is_alone
    above = (line for line in outline.lines[max(0, start - _NEAR) : start][::-1] if line.strip() and _indent(line) < 4)
    return _ITEM.match(next(above, "")) is not None


def _indent(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip())].expandtabs(4))


def _span(outline: Outline, one: "_Summary", number: QuestionNumber | None, *, adds: bool) -> Span:
    """The span of an element; `adds` if what is collapsed inside it only adds to its answer."""
    element = one.element
    body = body_of(outline.body_of(element), element.body_line)
    prompt = one.rest.strip("\n").split("\n") if one.rest.strip() else []
    head = outline.lines[element.lines.start : element.body_line + 1]
    return Span(
        format=NAME,
        lines=element.lines,
        title=f"{number.rest if number else one.title} {one.comment}".rstrip(),
        written=one.title,
        number=number,
        hints=_hints(),
        body=[*prompt, "", *body.lines] if prompt else body.lines,
        body_start=body.start - len(prompt) - bool(prompt),
        answer=AnswerLines((range(body.start, element.lines.stop),)) if prompt or adds else None,
        # Below the summary, an id could be in the middle of a paragraph, or between tags around the whole answer.
        id_place=IdPlace(element.body_line, "", column=head[-1].lower().find("</summary")),
        title_line=element.lines.start + next((i for i, line in enumerate(head) if one.title in line), 0),
    )


class _Summary(NamedTuple):
    element: Collapsed
    title: str
    """The question, as Markdown."""
    rest: str
    """What the summary shows below it."""
    comment: str
    """The comments at its end, which may hold an id."""

    @property
    def words(self) -> str:
        return " ".join(_TAG.sub("", self.title).casefold().split())


def _asked(summary: str) -> tuple[str, str, str]:
    """The question in a summary, the blocks that follow it there, and the comments at its end."""
    text, comment = summary.strip(), ""
    while text.endswith("-->") and (at := text.rfind("<!--")) >= 0:
        text, comment = text[:at].rstrip(), text[at:] + comment
    while match := _WRAPPER.fullmatch(text):
        if f"</{match['name']}" in match["text"]:
            break
        text = match["text"].strip()
    block = _BLOCK.search(text)
    title, rest = (text[: block.start()], text[block.start() :]) if block else (text, "")
    return " ".join(title.split()), rest.removeprefix("\n"), comment


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """On a page with such questions, report those that are not closed, or begin inside a line."""
    if not entries:
        return
    outline = outline_of(page.lines)
    taken = {number for entry in page.entries for number in entry.lines}
    others = {number for entry in page.entries if entry.format != NAME for number in entry.lines}
    places = [
        (one.lines.start, one.summary)
        for one in outline.collapsed
        if not one.is_alone and one.lines.start not in (taken if one.depth else others)
    ]
    inside = "begins inside a line", "begin the line with `<details>`"
    found = [(line, summary, *inside) for line, summary in places]
    for line in (number for number in outline.unclosed if number not in taken):
        match = _SUMMARY.search("\n".join(page.lines[line : line + 3]))
        found.append((line, match["text"] if match else "", "is not closed", "end it with `</details>`"))
    for line, summary, what, hint in sorted(found):
        title, _, _ = _asked(summary)
        if is_clear_question(title):
            yield Finding(line, Rule.NOT_READ, f"question {title!r} {what}; skipped", hint)


@lru_cache(maxsize=1)
def _hints() -> Hints:
    return Hints(
        question="<summary>{}</summary>",
        title="write the question in its <summary>",
        answer="write the answer between </summary> and </details>",
        hidden="a second <details> element",
    )


def _shown(entries: Sequence[Entry]) -> str:
    return "collapsed blocks (<summary>…</summary>)"


DETAILS = Format(
    NAME, _may_hold, likely_holds=_may_hold, when=When.ALWAYS, spans=_spans, unrecognised=_unrecognised, shown=_shown
)
