"""List items and numbered paragraphs that hold a question, and an answer with a label:

    12. Which of these is prime?        **12.** Which of these is prime?
        a) 21
        b) 23                           a) 21
                                        b) 23
        **Answer: b**
                                        **Answer:** b
        It has no divisors.

An item ends where the next one begins, at a heading or at a rule. Items are read
where at least two have such an answer, and half of those between two headings. Half of them ask, have options with
letters, or have a verdict as the answer; one that does, but has no label for its answer, is reported.

Worked examples with their solutions are read like them, if half of those of a page have a number, ask,
set a task or have options; other marks become these before (see `rewrites.normalize_labels`):

    **Example 3.** Which of these is prime?      also `**Exercise**`, `**例题**`
    A. 21
    B. 23

    **Solution:** B. It has no divisors.

Not questions: items that only say what to do, with an answer to type in, unless a heading such as "Exercises" is above
them, they begin with a word for a task and a number, `Exercise 12:`, or a number in bold, or the answer is code; labels
in code. Answers in collapsed blocks named as answers are read without regard to their labels (`hidden_answers`).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.settings import AUTO
from anki_export.source import thresholds
from anki_export.source.body.asking_blocks import ends_asking
from anki_export.source.body.option_letters import OPTION, SECOND_OPTION
from anki_export.source.candidates.answer_labels import LETTER, has_answer_label, lines_with_answer_label, shows_output
from anki_export.source.candidates.answers_on_same_line import answered_beside, is_instruction, unmarked_beside
from anki_export.source.candidates.collect_items_and_paragraphs import ListItem
from anki_export.source.candidates.hidden_answer_blocks import hidden_answers
from anki_export.source.candidates.items_that_ask import OF_COMMANDS
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.candidates.true_false_statements import verdict_in
from anki_export.source.candidates.unlabelled_questions_and_answers import list_questions
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.bold import BOLD
from anki_export.source.formats.options import OPTIONS, unread_parts
from anki_export.source.formats.pair_labels import (
    LabelPair,
    Mark,
    asked,
    is_of_interview,
    pairs_of,
    span_of,
    with_stars_in_labels,
    without_hidden,
)
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.lines import (
    bold_line,
    end_of_text,
    indent_of,
    is_blank,
    is_rule,
    is_separator,
    last_text,
    list_marker,
    next_text,
    starts_block,
    task_item,
)
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import numbers_of
from anki_export.text.classify_labels import is_label_of, is_numbered_task, label_stop, numbered_task_end, task_end
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import has_blank, is_clear_question, is_order, is_statement, sets_task
from anki_export.text.true_or_false import verdicts
from anki_export.text.word_patterns import alternatives

NAME = "items"
_DIGITS = regex(r"\d+")
_BEHIND_LETTER = (":", "：", ".**", ".__")
"""What ends a label of a letter."""
_BESIDE = regex(r"[?？؟]|\S[:：]\s|\s[-–—=]+>?\s|[→⇒➔➜]|\s(?:\*\*|__)")
"""What asks in an item, or separates a text from what answers it."""
_MARKS = " \t#*_>-+"
"""What may be around the text of a line."""
_REMARK = r"(?:\s?\([^()\n]{1,40}\)(?=[.:：]?(?:\*\*|__)))?"
"""Behind a number inside a bold label: "(2 points)"."""
_NUMBER = regex(
    lambda: (
        rf"(?:(?P<open>\*\*|__)(?:{alternatives('exercise')}\s*)?(?P<bold>\d{{1,4}}){_REMARK}(?:\s?(?:[.)、:：]|[-–—])(?P=open)|(?P=open)\s?[:：])"
        rf"|(?P<digits>\d{{1,4}})、|{alternatives('exercise')}\s*(?P<task>\d{{1,4}})\s?(?:[.:：)]|[-–—](?=\s)))\s*(?=\S)"
    ),
    re.IGNORECASE,
)
_OF_REPLIES = frozenset({"http", "json", "xml", "yaml"})
"""The languages of what a server answers."""
_EXAMPLE = regex(
    lambda: (
        rf"(?P<open>\*\*|__)?(?:{alternatives('example', 'exercise')})\s*(?P<number>\d{{0,3}})(?:\.\d{{1,3}})*{_REMARK}"
        r"\s?(?(open)[.:：]?(?P=open)\s?[.:：]?|(?<=\d)[.:：](?!\w))\s*(?=\S)"
    ),
    re.IGNORECASE,
)
_MAY_BE_EXAMPLE = regex(r"(?:\*\*|__)[^\W\d_]|[^\W\d_]\D*\d[\d.]*(?:[.:]|(?=：))")
"""How examples begin, without the words: a bold label, or a number behind a word, with a sign."""
_HINTS = Hints(
    question="1. {}",
    title="write the question after its number",
    answer="write the answer below it, after a label such as `**Answer:**`",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    page = with_stars_in_labels(outline)
    labels = _lines_with_label(page)
    if labels and is_of_interview(page, ()):
        return
    labelled = list(_labelled(page)) if len(labels) >= thresholds.WITH_ANSWERS.least else []
    if not all(span.body for span in labelled):  # options may be below the others, with one that is right
        apart = {span.lines.start for span in OPTIONS.spans(outline, wanted)}
        labelled = [span for span in labelled if span.body or span.lines.start not in apart]
    examples = _without_other_text(page, _examples(page)) if labels and not labelled else ()
    labelled = labelled or [span_of(NAME, _HINTS, page, item) for item in examples]
    items = [] if labelled else _without_hidden_answers(outline, list_questions(outline, wanted))
    if items and items[0].begins_bold and (wanted.is_named(AUTO) or wanted.is_named(BOLD.name)):
        items = items if len(items) >= sum(1 for _ in BOLD.spans(outline, wanted)) else []  # which has bold lines, too
    yield from labelled or _unlabelled(outline, items)


def _lines_with_label(page: Outline) -> Set[int]:
    """The lines that begin with a label for an answer, such as `A:`."""
    has_letters = any(sign in page.text for sign in _BEHIND_LETTER)
    letters = {n for n, line in enumerate(page.lines) if line and LETTER.match(line)} if has_letters else set[int]()
    return letters.union(lines_with_answer_label(page))


def _without_hidden_answers(outline: Outline, items: Sequence[ListItem]) -> Sequence[ListItem]:
    """The items; none if they have labels such as `Question:` and collapsed blocks answer most: then these are read."""
    has_labels = any(label_stop(outline.lines[item.line].replace("**", ""), "question") for item in items)
    hidden = [one.lines.start for one in hidden_answers(outline)] if has_labels else []
    answered = sum(bisect_right(hidden, item.line) < bisect_right(hidden, item.stop) for item in items)
    return [] if hidden and thresholds.HALF.of(answered, len(items)) else items


def _labelled(page: Outline) -> Iterator[Span]:
    for find in (_number, _list_number, _bullet):
        items = list(_items(page, without_hidden(page, pairs_of(page, find=find))))
        if sum(item.answer is not None for item in items) >= thresholds.WITH_ANSWERS.least:
            yield from (span_of(NAME, _HINTS, page, item) for item in items)
            return


def _examples(page: Outline) -> Sequence[LabelPair]:
    """The worked examples of a page on which those with solutions mostly ask, and others that do."""
    may_be = "**" in page.text or "__" in page.text or _DIGITS.search(page.text)
    if not may_be or not any(_EXAMPLE.match(line) for line in filter(_MAY_BE_EXAMPLE.match, page.lines)):
        return ()  # as most
    items = [
        item
        for item in without_hidden(page, pairs_of(page, find=_example))
        if task_end(page.lines[item.question.line]) or not shows_output(page.lines[item.question.line : item.stop])
    ]
    asking = [item for item in items if _asks(page.lines, item, is_of_tasks=False) or _sets_task(page.lines, item)]
    solved = [item for item in items if item.answer]
    is_enough = thresholds.WITH_ANSWERS.of(sum(item.answer is not None for item in asking), len(solved))
    return [item for item in items if item.answer or item in asking] if is_enough else ()


def _sets_task(lines: Sequence[str], item: LabelPair) -> bool:
    """Whether the text of an example sets a task, or it is one of several, with its solution."""
    title, _ = asked(lines, item.question, item.answer, item.stop)
    is_one_of_several = item.question.digits != "" and item.answer is not None and not _is_problem(lines, item)
    return is_one_of_several or is_order(title) or sets_task(title) or ends_asking(title)


def _without_other_text(page: Outline, items: Sequence[LabelPair]) -> Iterator[LabelPair]:
    """The examples that begin a section or follow each other: elsewhere, what teaches may be below a solution."""
    titles = {one.line for one in page.headings}

    def begins(item: LabelPair) -> bool:
        above = last_text(page.lines, item.question.line)
        return above < 0 or above in titles or is_rule(page.lines[above])

    rows: list[list[LabelPair]] = []
    for item in items:
        if rows and (begins(item) or last_text(page.lines, item.question.line) < rows[-1][-1].stop):
            rows[-1].append(item)
        else:
            rows.append([item])
    for row in rows:
        tasks = sum(numbered_task_end(page.lines[item.question.line]) > 0 for item in row)
        if begins(row[0]) or thresholds.ALL_ANNOUNCED.of(tasks, len(row)):  # below an introduction
            yield from row


def _unlabelled(outline: Outline, items: Sequence[ListItem]) -> Iterator[Span]:
    """The questions of items without labels."""
    if not items:
        return  # as on most pages
    is_parted = any(item.is_inside for item in items)  # their numbers begin again inside of others
    for item, number in zip(items, numbers_of([item.title for item in items]), strict=True):
        stop = end_of_text(outline.lines, item.below, item.stop, is_separator)
        first = [" " * item.indent + item.rest] if item.rest else []
        start = item.line if item.rest else item.below
        own = outline.lines[item.below : stop]
        body = body_of([*first, *own], start, outline.is_code, item.indent)
        line = outline.lines[item.line]
        inside = range(item.below, stop if item.rest else item.below)
        starts = (n for n in inside if is_blank(outline.lines[n]) or starts_block(outline.lines[n]))
        below = next(starts, inside.stop)  # an id in the paragraph of an answer would end that
        span = numbered_span(NAME, _HINTS, range(item.line, stop), item.title, number, body)
        yield replace(
            _with_verdict(span, item.said) if item.said else span,
            column=len(line) - len(line.lstrip()) + 1,
            number=None if is_parted else number,
            id_place=IdPlace(below, " " * item.indent),
            is_anywhere=item.is_inside,
            markup=() if item.is_inside else range(stop, item.stop),
        )


def _with_verdict(span: Span, said: str) -> Span:
    """A statement whose answer is a verdict, and whose body the reason."""
    body = (said, "", *span.body)
    start = span.body_start - 2
    answer = AnswerLines((range(start, start + 1),), (range(start + 1, start + len(body)),))
    return replace(span, body=body, body_start=start, answer=answer)


def _number(number: int, line: str) -> Mark | None:
    """`**12.** Which …?`, or what else begins no list: `12、`, `Exercise 12.`, `**Exercise 12:**`."""
    if not (match := _NUMBER.match(line)):
        return None
    group = next(name for name in ("bold", "digits", "task") if match[name])
    return Mark(number, 0, match.end(), True, match[group], match.start(group))


def _list_number(number: int, line: str) -> Mark | None:
    marker = list_marker(line)
    return _item(number, marker.end()) if marker and marker["number"] else None


def _example(number: int, line: str) -> Mark | None:
    """`**Example 3.** Which …?`, with the text that its solution answers."""
    match = _EXAMPLE.match(line)
    return match and Mark(number, 0, match.end(), True, match["number"], match.start("number"))


def _bullet(number: int, line: str) -> Mark | None:
    marker = list_marker(line)
    is_other = marker is None or marker["number"] or OPTION.match(line, marker.end())
    return None if is_other or marker is None or has_answer_label(line) else _item(number, marker.end())


def _item(number: int, text: int) -> Mark:
    return Mark(number, text, text, True, place=text)


def _items(page: Outline, pairs: Sequence[LabelPair]) -> Iterator[LabelPair]:
    """The items that ask or have an answer, of the sections in which half of the items do both."""
    sections: dict[int, list[LabelPair]] = {}
    for pair in pairs:
        own = replace(pair, answer=None) if _is_answered_above(page, pair) else pair
        sections.setdefault(page.part_at(own.question.line), []).append(own)
    said = {
        item.question.line: page.lines[item.answer.line][item.answer.text :].strip()
        for item in chain.from_iterable(sections.values())
        if item.answer and not _is_solved(page.lines, item)  # "True" may be what solves a problem
    }
    called = verdicts([verdict_in(text) or text for text in said.values()])
    judged = {line for line, verdict in zip(said, called, strict=True) if verdict is not None}
    for section, items in sections.items():
        is_of_tasks = section > 0 and is_label_of(page.headings[section - 1].title, "exercise")
        asking = [
            item for item in items if item.question.line in judged or _asks(page.lines, item, is_of_tasks=is_of_tasks)
        ]
        if thresholds.HALF.of(sum(item.answer is not None for item in asking), len(items)):
            answered = [item for item in items if item.answer is not None or item in asking]
            yield from _without_text_below(page.lines, answered)


def _is_answered_above(page: Outline, item: LabelPair) -> bool:
    """Whether text below an item that asks is its answer, of which "Solution:" begins a part."""
    if not _is_solved(page.lines, item):
        return False
    assert item.answer
    title, below = asked(page.lines, item.question, item.answer, item.stop)
    between = (n for n in range(below, item.answer.line) if not (page.is_code[n] or OPTION.match(page.lines[n])))
    return is_clear_question(title) and any(page.lines[number].strip() for number in between)


def _is_solved(lines: Sequence[str], item: LabelPair) -> bool:
    """Whether the label of an answer says that it is a solution."""
    return item.answer is not None and label_stop(lines[item.answer.line][item.answer.start :], "solution") > 0


def _asks(lines: Sequence[str], item: LabelPair, *, is_of_tasks: bool) -> bool:
    """Whether an item asks, has options, is a task with a number, or has a blank that its answer fills.

    Each of a list of tasks does.
    """
    stop = item.answer.line if item.answer else item.stop
    if any(map(SECOND_OPTION.match, lines[item.question.line + 1 : stop])):
        return True
    title, _ = asked(lines, item.question, item.answer, item.stop)
    states = is_statement(title) and not is_order(title) and _is_problem(lines, item)
    is_task = is_of_tasks or (is_numbered_task(lines[item.question.line]) and not states)
    if _is_solved(lines, item):
        is_task = is_task or is_order(title) or sets_task(title)
    elif item.answer and (is_statement(title) or is_order(title)):
        language = _language_below(lines, item.answer)
        is_task = is_task or (item.question.digits != "" and language not in _OF_REPLIES)
        is_task = is_task or language not in OF_COMMANDS | _OF_REPLIES | {None}
    return is_task or is_clear_question(title) or (item.answer is not None and has_blank(title))


def _language_below(lines: Sequence[str], answer: Mark) -> str | None:
    """The language of code right below the label of an answer; None without such code."""
    below = next_text(lines, answer.line + 1)
    fence = lines[below].strip() if below < len(lines) and not lines[answer.line][answer.text :].strip() else ""
    return fence.strip("`~ ").lower() if fence.startswith(("```", "~~~")) else None


def _is_problem(lines: Sequence[str], item: LabelPair) -> bool:
    """Whether the label is that of anything that goes wrong, too: `Problem 2: The export stops.`"""
    return "problem" in lines[item.question.line][: item.question.text].lower()


def _without_text_below(lines: Sequence[str], items: Sequence[LabelPair]) -> Sequence[LabelPair]:
    """The items, and the last one without text below the paragraph of its answer if no other has such text."""
    if len(items) < 2:
        return items
    *others, last = items
    if any(_end_of_answer(lines, item) < item.stop for item in others):
        return items
    return [*others, replace(last, stop=_end_of_answer(lines, last))]


def _end_of_answer(lines: Sequence[str], item: LabelPair) -> int:
    """The line below the first paragraph of an answer, and what is indented below it; the item's end if that is all."""
    stop = end_of_text(lines, item.question.line + 1, item.stop, is_separator)
    start = item.answer.line if item.answer else stop
    own = indent_of(lines[item.question.line])
    ends = (number for number in range(start, stop) if not lines[number].strip())
    end = next((number for number in ends if indent_of(lines[min(next_text(lines, number), stop - 1)]) <= own), stop)
    return item.stop if end == stop else end


def _titles(outline: Outline, lines: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines that begin with the word for a task and a number, with that number alone; the task may be below."""
    free = set(lines)
    for number in lines:
        text = outline.lines[number].strip(_MARKS)
        if (end := numbered_task_end(text)) and (digits := _DIGITS.search(text)):
            below = next_text(outline.lines, number + 1)
            is_below = below in free and outline.lines[below][0] != "#"
            if task := text[end:].strip(_MARKS) or (outline.lines[below].strip(_MARKS) if is_below else ""):
                yield number, f"{digits[0]}. {task}"


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the worked examples that are not read, and questions outside of lists with answers behind them."""
    examples = [item.question.line for item in _examples(page.outline)]
    taken = page.taken if examples else ()
    if left := [line for line in examples if line not in taken]:
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        message = f"worked example has other text around it{more}; skipped"
        hint = "put it below a heading, or write it as ??? question"
        yield Finding(left[0], Rule.NOT_READ, message, hint, places=left)
    yield from _outside_lists(page, entries)
    yield from unread_parts(page, entries)


def _outside_lists(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report a question right below a heading, with its answer behind it as in the lists of other sections.

    Several below each other may be what people say.
    """
    if not entries:
        return
    first = (page.lines[entry.lines.start] for entry in entries)
    found = (answered_beside(line[marker.end() :]) for line in first if (marker := list_marker(line)))
    kinds = Counter(one.kind for one in found if one)
    if not thresholds.ANSWERED_IN_LINE.of(kinds.total(), len(entries)):
        return
    taken = page.taken
    yield from _left_in_lists(page, entries, taken)
    titles = {heading.line for heading in page.outline.headings}
    lines = [(number, line.rstrip()) for number, line in enumerate(page.lines) if not is_blank(line)]
    for (above, _), (number, line), (_, below) in zip(lines, lines[1:], [*lines[2:], (0, "")], strict=False):
        is_alone = above in titles and number not in taken and not (list_marker(line) or answered_beside(below))
        one = answered_beside(line) if is_alone else None
        if one and kinds[one.kind] and is_clear_question(one.title) and not is_instruction(one.rest.strip(" *_`.")):
            message = f"question {one.title!r} is outside of the lists of questions; skipped"
            yield Finding(number, Rule.NOT_READ, message, "make it an item of a list, as the others are")


def _is_answered(line: str) -> bool:
    text = line[marker.end() :] if (marker := list_marker(line)) else line
    return answered_beside(text) is not None or unmarked_beside(text) is not None


def _left_in_lists(page: ParsedPage, entries: Sequence[Entry], taken: Set[int]) -> Iterator[Finding]:
    """Report items with answers behind them that are not read; in lists of questions, all that ask or have a sign."""
    read = {entry.lines.start for entry in entries}
    row: dict[tuple[bool, int], list[int]] = {}
    """The lines of the items of a list, by its kind of marker and its indentation."""

    def left() -> Iterator[int]:
        for numbers in row.values():
            may_be = _is_answered if read.isdisjoint(numbers) else _BESIDE.search
            texts = ((number, page.lines[number]) for number in numbers if number not in taken)
            yield from (number for number, text in texts if may_be(text) and not task_item(text))

    for number, line in enumerate([*page.lines, "#"]):
        marker = list_marker(line)
        if marker and not page.outline.is_code[number]:
            row.setdefault((marker["number"] is None, indent_of(line)), []).append(number)
        elif row and line[:1] not in ("", " ", "\t") and number not in taken:
            for one in sorted(left()):
                text = page.lines[one].strip()
                message = f"item {text!r} is not written like the questions in lists; skipped"
                yield Finding(one, Rule.NOT_READ, message, "write its question and answer as in the others")
            row.clear()


def _has_toggles(outline: Outline) -> bool:
    """Whether bold items of lists, with a blank line and text inside, ask: so are the toggles of Notion exported.

    The page has other questions, with labels for their answers: minutes have such items, too.
    """
    lines = outline.lines
    if len(_lines_with_label(outline)) < thresholds.MARKED.least:
        return False
    items = (n for n, line in outline.lines_with("**") if line.startswith("- **") and not outline.is_code[n])
    apart = ((n, next_text(lines, n + 1)) for n in items)
    toggles = [n for n, below in apart if n + 1 < below < len(lines) and indent_of(lines[below]) > 0]
    return thresholds.BOLD_LINES.of(sum(is_clear_question(bold_line(lines[n][2:])) for n in toggles), len(toggles))


ITEMS = Format(
    NAME,
    when=When.BY_EVIDENCE,
    spans=_spans,
    shown=lambda first: "list items (1. …? with Answer: …)",
    titles=_titles,
    if_unread="exercises with numbers look like questions",
    unrecognised=_unrecognised,
    is_read_beside=_has_toggles,
)
