"""Raw `<details>` elements whose summaries ask:

    <details>
    <summary>What is <code>cron</code> for?</summary><br><b>
    Running commands at set times.
    </b></details>

An entry ends with its `</details>`. They are read where the summaries of a page differ from each other, and half of
them ask, or three do in a section such as "FAQ"; if the settings or the page name this format, those that ask are read
on any page, and all of them where three ask and half ask or set a task ("Delete a tag"). One inside another belongs to
its answer, unless the outer one only holds questions (`collapsed_sections.py`). A statement asks below a title such as
"True or false?" if the text of its element begins with one of the two.

Not questions: summaries such as "View contents" or "Answer", which repeat or ask nothing; elements in code; those that
ask nothing and only have links, such as "Sponsors".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise, takewhile

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.candidates.collapsed_sections import section_starts
from anki_export.source.candidates.navigation_links import is_mostly_link
from anki_export.source.candidates.question_candidate import Candidate, are_tasks, candidate, counted
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.candidates.true_false_statements import tells_of_verdicts, verdict_in
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.find_raw_details import Collapsed, summary_in
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.layouts.page_shape import asks_about_repository
from anki_export.source.lines import columns_of, indent_of, is_separator, list_marker
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.source.syntax.jsx_components import QUESTION_TAG
from anki_export.text.classify_labels import is_label_of, names_answer
from anki_export.text.html_tokenizer import pieces, without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, is_statement
from anki_export.text.true_or_false import may_have_verdicts

NAME = "details"
_WRAPPERS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "p", "i", "em", "font", "big"})
_OTHER_MARK = regex(r"\s*(?:>|:|\?\?\?|!!!|===)")
"""What holds indented blocks besides list items."""
_BLANK = regex(r"\n[ \t]*\n")
_NEAR = 40
"""In lines: how far above an indented block its item is looked for."""
_HINTS = Hints(
    question="<summary>{}</summary>",
    title="write the question in its <summary>",
    answer="write the answer between </summary> and </details>",
    hidden="a second <details> element",
)
_HINT = "write `<details><summary>…?</summary>` above the answer"
_CLOSE = "end each block with `</details>`"


class _Summary(Struct, frozen=True):
    title: str
    """The question, as Markdown."""
    comment: str
    """The comments at its end, which may hold an id."""
    below: str = ""
    """The Markdown below a blank line, which belongs to the question: such as a list."""


_Found = tuple[Collapsed, _Summary, Candidate]


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    found = [(one, _asked(one.summary)) for one in outline.collapsed if _is_block(outline, one)]
    hiding = {above.lines.start for above, one in pairwise(outline.collapsed) if _is_only_answer(outline, above, one)}
    is_told = may_have_verdicts(outline.text)
    judged = {one.lines.start for one, asked in found if is_told and _is_judged(outline, one, asked.title)}
    all_of = [
        (one, asked, candidate(one.lines, _words(asked.title), is_marked=one.lines.start in hiding | judged))
        for one, asked in found
    ]
    if not (wanted.is_named(NAME) or any(each.asks_or_orders for *_, each in all_of)):
        return  # as where all of them are called "Answer"
    sections = section_starts(outline, [(one, title) for one, _, title in all_of])
    titled = [
        (one, asked, each)
        for one, asked, each in all_of
        if each.title
        and each.line not in sections
        and (each.asks_or_orders or not _is_furniture(outline, one, each.title))
        and (each.asks_or_orders or not judged or each.line in judged)
    ]
    chosen = _chosen(titled, wanted, are_announced(outline, wanted)) or _chosen(
        _in_announced_sections(outline, titled), wanted, is_announced=True
    )
    if asks_about_repository(outline, wanted, NAME, [each.title for *_, each in chosen]):
        return
    starts = [one.lines.start for one in outline.collapsed]
    numbers = numbers_of([asked.title for _, asked, _ in chosen])
    for (one, asked, _), number in zip(chosen, numbers, strict=True):
        inside = outline.collapsed[bisect_right(starts, one.lines.start) : bisect_left(starts, one.lines.stop)]
        adds = bool(inside) and not any(names_answer(without_tags(each.summary)) for each in inside)
        yield _span(outline, one, asked, number, adds=adds)


def _is_only_answer(outline: Outline, above: Collapsed, one: Collapsed) -> bool:
    """Whether an element is all that another one has, and names its answer."""
    is_inside = one.lines.stop <= above.lines.stop and names_answer(without_tags(one.summary))
    return is_inside and not any(map(str.strip, outline.body_of(above)[: one.lines.start - above.body_line]))


def _is_judged(outline: Outline, one: Collapsed, title: str) -> bool:
    """Whether an element has a statement as its title, and says first whether it is true, below what says to judge."""
    body = next((text for line in outline.body_of(one) if (text := without_tags(line).strip())), "")
    is_answered = is_statement(without_tags(title)) and verdict_in(body) != ""
    return is_answered and tells_of_verdicts(outline, one.lines.start)


def _is_furniture(outline: Outline, element: Collapsed, title: str) -> bool:
    """Whether an element is a part of the page, such as its changelog, or holds only links, as "Sponsors" does."""
    written = (line for line in outline.body_of(element) if without_tags(line).strip())
    are_links = ("](" in line and is_mostly_link(line) for line in written)
    return is_label_of(title, "sections", "contents") or (next(are_links, False) and all(are_links))


def _in_announced_sections(outline: Outline, found: Sequence[_Found]) -> list[_Found]:
    """The elements in sections whose titles announce questions, as "FAQ" in a README does, if three of one ask."""
    parts: dict[int, list[_Found]] = {}
    for each in found:
        parts.setdefault(outline.part_at(each[2].line), []).append(each)
    asking = (
        own
        for own in parts.values()
        if announces_questions(outline.title_above(own[0][2].line))
        and thresholds.ANNOUNCED.of(sum(each.asks for *_, each in own), len(own))
    )
    return [each for own in asking for each in own]


def _chosen(found: Sequence[_Found], wanted: Wanted, is_announced: bool) -> Sequence[_Found]:
    """The elements that are questions, without those inside another one."""
    asking = [each for each in found if each[2].asks]
    if not thresholds.WITH_ANSWERS.of(len(asking), len(found)):
        if not wanted.is_named(NAME):
            return []
        numbered = {one.line for one in counted([one for *_, one in found])} if is_announced and not asking else ()
        is_whole = are_tasks([one for *_, one in asking], [one for *_, one in found])
        found = found if is_whole else asking or [each for each in found if each[2].line in numbered]
    outer: list[_Found] = []
    for each in found:
        if not outer or each[0].lines.start >= outer[-1][0].lines.stop:
            outer.append(each)
    return outer


def _words(title: str) -> str:
    return " ".join(without_tags(title).casefold().split())


def _is_block(outline: Outline, element: Collapsed) -> bool:
    """Whether an element begins a line, and is not indented as code is."""
    start = element.lines.start
    if not element.is_alone or indent_of(outline.lines[start]) < 4:
        return element.is_alone
    above = outline.lines[max(0, start - _NEAR) : start][::-1]
    in_html = list(takewhile(str.strip, above))
    if in_html and in_html[-1].startswith("<"):  # raw HTML continues up to a blank line
        return True
    holder = next((line for line in above if line.strip() and indent_of(line) < 4), "")
    return list_marker(holder) is not None or _OTHER_MARK.match(holder) is not None


def _span(outline: Outline, element: Collapsed, asked: _Summary, number: QuestionNumber | None, *, adds: bool) -> Span:
    """The span of an element; `adds` if what is collapsed inside it only adds to its answer."""
    text, start = outline.body_of(element), element.lines.start
    written = [line for line in text[1:-1] if line.strip()]
    is_html = all(map(str.strip, text[1:2]))  # below a blank line, what is indented is code
    opening = outline.lines[start]
    marker = list_marker(opening)
    item = columns_of(opening[: marker.end()]) if marker else indent_of(opening)
    indent = min(map(indent_of, written), default=0) if is_html else item
    body = body_of(text, element.body_line, outline.is_code, indent)
    above = takewhile(lambda at: "<" in outline.lines[at] and is_separator(outline.lines[at]), range(start - 1, -1, -1))
    head = outline.lines[element.lines.start : element.body_line + 1]
    prompt = _prompt(head, asked.below)
    first = start if prompt else body.start
    return Span(
        format=NAME,
        lines=element.lines,
        title=f"{number.rest if number else asked.title} {asked.comment}".rstrip(),
        written=asked.title,
        number=number,
        hints=_HINTS,
        prompt=prompt,
        body=[*([""] * (body.start - first)), *body.lines],
        body_start=first,
        answer=AnswerLines((range(body.start, element.lines.stop),)) if adds else None,
        # Below the summary, an id could be in the middle of a paragraph, or between tags around the whole answer.
        id_place=IdPlace(element.body_line, "", column=head[-1].lower().find("</summary")),
        title_line=element.lines.start + next((i for i, line in enumerate(head) if asked.title in line), 0),
        markup=list(above),  # raw HTML would take the lines below
    )


@lru_cache(1 << 8)
def _asked(summary: str) -> _Summary:
    """The question in a summary, and the comments at its end."""
    text, comment = summary.strip(), ""
    while text.endswith("-->") and (at := text.rfind("<!--")) >= 0:
        text, comment = text[:at].rstrip(), text[at:] + comment
    title, *below = _BLANK.split(_unwrapped(text), maxsplit=1)
    return _Summary(" ".join(_unwrapped(title).split()), comment, *below)


def _prompt(head: Sequence[str], below: str) -> list[str]:
    """The lines of an element down to the end of its summary, with what is below a blank line in it alone."""
    lines = below.split("\n") if below.strip() else []
    at = next((i for i in range(len(head)) if lines and head[i] == lines[0] and i + len(lines) <= len(head)), 0)
    return [*([""] * at), *lines]


def _unwrapped(summary: str) -> str:
    """A summary without the elements around all of it."""
    found = [piece for piece in pieces(summary) if piece.source.strip()]
    first, last = (found[0], found[-1]) if len(found) > 1 else (None, None)
    if not (first and last and first.is_start(*_WRAPPERS)):
        return summary
    closing = [piece for piece in found if piece.kind == "end" and piece.name == first.name]
    return _unwrapped(summary[first.end : last.start].strip()) if closing == [last] else summary


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """On a page with such questions, report those that are not closed, begin inside a line, or have no summary.

    A summary without its element is lost on any page with questions: it may have hidden an answer.
    """
    if page.entries:
        yield from _without_element(page)
    if not entries:
        return
    yield from _without_summary(page)
    taken = page.taken
    others = {number for entry in page.entries if entry.format != NAME for number in entry.lines}
    found = [
        (one.lines.start, one.summary, "begins inside a line", "begin the line with `<details>`")
        for one in page.outline.collapsed
        if not one.is_alone and one.lines.start not in (taken if one.depth else others)
    ]
    for line in page.outline.unclosed:
        if line not in taken and (summary := summary_in("\n".join(page.lines[line : line + 3]))):
            found.append((line, summary.source, "is not closed", "end it with `</details>`"))
    for number, text in page.outline.lines_with("question="):
        if number not in taken and (tag := QUESTION_TAG.search(text)):
            hint = 'write answer="…" in the tag, and nothing else on its lines'
            found.append((number, tag["question"], "is in a tag that is not read", hint))
    yield from _inside_unclosed(page.outline, taken - {entry.lines.start for entry in page.entries})
    for line, source, what, hint in sorted(found):
        title = _asked(source).title
        if is_clear_question(title):
            yield Finding(line, Rule.NOT_READ, f"question {title!r} {what}; skipped", hint)


def _inside_unclosed(outline: Outline, taken: Set[int]) -> Iterator[Finding]:
    """Report elements that ask inside the answer of another one, if a closing tag is missing on the page."""
    inner = [one for one in outline.collapsed if one.depth and one.lines.start in taken] if outline.unclosed else []
    titles = [(one.lines.start, _asked(one.summary).title) for one in inner if one.summary]
    asking = [(line, title) for line, title in titles if is_clear_question(title) and not names_answer(title)]
    if asking:
        what = "1 question is" if len(asking) == 1 else f"{len(asking)} questions are"
        message = f"{what} inside another collapsed block, perhaps because a `</details>` is missing; skipped"
        places = [line for line, _ in asking]
        yield Finding(places[0], Rule.NOT_READ, f"{message} (first: {asking[0][1]!r})", _CLOSE, places=places)


def _without_summary(page: ParsedPage) -> Iterator[Finding]:
    """Report elements whose summary lacks a tag."""
    taken = page.taken
    for one in page.outline.collapsed:
        if not one.summary and one.lines.start not in taken and _is_block(page.outline, one):
            yield Finding(one.lines.start, Rule.NOT_READ, "collapsed block has no complete <summary>; skipped", _HINT)


def _without_element(page: ParsedPage) -> Iterator[Finding]:
    """Report each summary that no element holds."""
    outline = page.outline
    if "<summary" not in outline.text:
        return
    inside = set(outline.unclosed)
    last = 0
    for one in outline.collapsed:  # those inside another one may be thousands
        inside.update(range(max(last, one.lines.start), one.lines.stop))
        last = max(last, one.lines.stop)
    for number, _ in outline.lines_with("<summary"):
        if number not in inside and number - 1 not in inside:
            yield Finding(number, Rule.NOT_READ, "<summary> is not inside a <details> element; skipped", _HINT)


def _titles(outline: Outline, lines: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The summaries on separate lines."""
    for number in lines:
        line = outline.lines[number]
        if line[:1] == "<" and "<summary" in line and (found := summary_in(line)):
            yield number, _asked(found.source).title


DETAILS = Format(
    NAME,
    lambda text: "<summary" in text or "<SUMMARY" in text,
    signs=("<summary", "<SUMMARY"),
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "collapsed blocks (<summary>…</summary>)",
    titles=_titles,
    if_unread="summaries look like questions",
)
