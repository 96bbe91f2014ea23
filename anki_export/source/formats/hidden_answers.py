"""Questions whose answer the page hides:

    1. What exit status means success?      text, then a collapsed block whose title names the answer, of any kind:
                                            `???`, `???+`, `<details>`, in lists, tabs and quotes as well
        ??? note "Answer"
            Zero.

    **Exercise 2.** Which shell is this?

    ??? success "Solution 2"
        The login shell.

An entry begins after the answer before it, a heading, a rule, or where its list item or tab begins; a bold label or
number begins one, too. It ends with its answer and what explains it. Of a long text only its end is the question, from
the last paragraph that asks. A heading belongs to the question if it asks, or says more than `Exercise 2`. A list of
questions can have its answers in one block, as a list of the same length, or in several with their numbers.

Not questions: what other formats read, hints, logs and other collapsed blocks, which end no question either. An answer
without a question before it is reported, and so are exercises with nothing but hints.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.asking_blocks import (
    heading_text,
    is_asking,
    is_asking_heading,
    is_exercise,
    is_part,
    label_rank,
)
from anki_export.source.body.blocks import CODE, text_of
from anki_export.source.body.classify_collapsed_boxes import AnswerBoxes, AnswerName, answer_boxes
from anki_export.source.body.find_options import has_letters
from anki_export.source.candidates.hidden_answer_blocks import hidden_answers
from anki_export.source.container_names import HIDING, may_hide
from anki_export.source.entry import Entry, Finding
from anki_export.source.formats.hidden_answer_context import from_label, with_context, without_other_questions
from anki_export.source.formats.hidden_answer_entries import HINTS, NAME, entries_of, entries_of_lists
from anki_export.source.formats.hidden_answer_places import (
    DIGITS,
    HiddenPart,
    hides_answers,
    hiding_places,
    is_exercise_box,
    parts_of,
)
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.syntax.admonitions import is_question
from anki_export.source.syntax.callouts import has_callout
from anki_export.source.syntax.html_details_and_answers import has_answer_element
from anki_export.text.classify_labels import asks, is_label, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import announces_questions, has_blank
from anki_export.text.word_patterns import alternatives

_NEAR = 3
"""The number of blocks right above an answer among which one asks: options and code may follow it."""
_TAB = regex(
    lambda: (
        r'\n[> \t]*(?:(?:===[!+]? +|\{[{%][<%]?-?\s*tab[^"\n]*)"|[:`~]{3,}[ \t]*\{tab-item\}|@tab\b|#{1,6}[ \t])'
        rf"\W*(?:{alternatives('reveal', 'small', 'right')}\W+){{0,4}}"
        rf"{alternatives('answer', 'solution')}"
    ),
    re.IGNORECASE,
)
_CLOSE = "end the block before it, and `<details>` with `</details>` in a line that is indented like it"


def _may_hold(text: str) -> bool:
    is_sign = any(sign in text for sign in ("???", "details", "<DETAILS")) or has_callout(text) or may_hide(text)
    is_sign = is_sign or has_answer_element(text) or "{.callout-" in text or "<Tab" in text
    has_tabs = any(sign in text for sign in ("===", "%}", "}}", "{tab-", "@tab", "tabset"))
    return is_sign or (has_tabs and bool(_TAB.search(text)))


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the blocks that are named as answers but that the parser does not recognise."""
    read = {(token.map or [0])[0] for token in page.tokens if token.type == "details_open"}
    may_hide = (
        at
        for at, line in enumerate(page.lines)
        if "???" in line or ":::" in line or "[!" in line or ("<" in line and "<details" in line.lower())
    )
    if read.issuperset(may_hide):
        return  # as on most pages
    starts = {one.lines.start for one in hidden_answers(page.outline)} - read
    starts.difference_update(
        line for token in page.tokens if token.type in CODE and token.map for line in range(*token.map)
    )
    for start in sorted(starts - page.taken):
        message = "answer block is not closed, or is where no block can start; skipped"
        yield Finding(start, Rule.NOT_READ, message, _CLOSE)


def _entries(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Entry | Finding]:
    """The questions of a page, and what looks like one but can't be read."""
    boxes = answer_boxes(tokens)
    if not hides_answers(tokens, boxes):
        return
    places = hiding_places(tokens, lines, boxes)
    found = [(place, one) for place in places for one in parts_of(place, boxes, lines)]
    lists = {id(one): list(entries_of_lists(one, lines)) for _, one in found if isinstance(one, HiddenPart)}
    counts = Counter(
        place.owner
        for place, one in found
        if place.opening != place.owner or _is_apart(one)
        for _ in lists.get(id(one)) or (one,)
    )
    are_tasks = any(_is_tab(one) and _has_question(one, boxes) for _, one in found if isinstance(one, HiddenPart))
    parts: list[HiddenPart] = []
    left: list[HiddenPart] = []
    asked = [block for _, one in found if isinstance(one, HiddenPart) for block in one.asked]
    shown = {line for block in asked for line in range(block.first, block.last)}
    for place, one in found:
        if place.owner >= 0 and counts[place.owner] < 2:
            continue  # the answer of the question around it
        if isinstance(one, Finding):
            if one.line not in shown:  # a hint in a box whose answer is below it
                yield one
        elif not (_has_question(one, boxes) or (are_tasks and _is_tab(one))):
            if boxes.naming(one.box) is AnswerName.ANSWER and not is_question(one.box.opening):
                message = "there is no question above this answer; skipped"
                yield Finding(one.box.first, Rule.NO_QUESTION, message, HINTS.title)
            else:
                left.append(one)
        elif pairs := lists[id(one)]:
            yield from pairs
        elif isinstance(part := with_context(one), Finding):
            yield part
        else:
            parts.append(part)
            yield from _unanswered(one)
    if parts and not _is_about_tasks(tokens, parts):
        message = f"no text above the hidden answers is a question or a task; {len(parts)} skipped"
        yield Finding(parts[0].box.first, Rule.NO_QUESTION, message, "end the text above each with a question")
        return
    parts, findings = without_other_questions(parts)
    yield from findings
    yield from entries_of(parts, lines)
    titles = {text_of(part.box.title) for part in parts} - {""}
    for part in left:
        if (title := text_of(part.box.title)) in titles:
            message = f"the text above {title!r} does not ask, unlike others on this page; skipped"
            yield Finding(part.box.first, Rule.NO_QUESTION, message, HINTS.title)


def _is_apart(one: HiddenPart | Finding) -> bool:
    """Whether a question inside another one is one of several: what is above its answer asks, or is a part."""
    if not isinstance(one, HiddenPart):
        return False
    return one.head is not None or any(is_asking(block) or is_part(block) for block in one.asked)


def _has_question(part: HiddenPart, boxes: AnswerBoxes) -> bool:
    """Whether something is above an answer that it can answer."""
    if len(part.boxes) > 1:
        return True
    if is_label_of(heading_text(part.head), "answer", "solution") and not any(map(is_asking, part.asked)):
        return False
    if any(map(is_exercise_box, part.asked)):
        return True  # with a title, and perhaps a hint at its end
    if not any(block.kind == "paragraph" or is_asking(block) for block in part.asked):  # options and code ask nothing
        return is_asking_heading(part.head) and (bool(part.asked) or not is_label(heading_text(part.head)))
    return (
        boxes.naming(part.box) is AnswerName.ANSWER
        or is_exercise(part.head)
        or any(map(is_asking, part.asked[-_NEAR:]))
    )


def _is_tab(part: HiddenPart) -> bool:
    """Whether the answer is a tab beside one named as the task, which sets a task in all such tabs if in one."""
    return part.box.opening.info == "tab" and any(block.kind == "paragraph" for block in part.asked)


def _is_about_tasks(tokens: Sequence[Token], parts: Sequence[HiddenPart]) -> bool:
    """Whether a part or a heading of a page shows that its answers are such, and no solutions of problems it explains.

    A page about errors has solutions, too, but neither questions nor numbers.
    """
    headings = [(token.tag, after) for token, after in pairwise(tokens) if token.type == "heading_open"]
    if any(announces_questions(heading_text(head)) or is_exercise(head) for _, head in headings):
        return True
    title = next((head for tag, head in headings if tag == "h1"), None)
    return any(_is_clear(part, title) for part in parts)


def _is_clear(part: HiddenPart, title: Token | None) -> bool:
    """Whether a part is clearly a question; the title of the page says nothing about it."""
    name = text_of(part.box.title)
    return (
        part.is_item
        or (part.head is not title and is_asking_heading(part.head))
        or is_label_of(name, "answer")
        or DIGITS.search(name) is not None
        or has_letters(part.asked)
        or any(is_asking(one) or has_blank(one.text) for one in part.asked)
        or any(one.inline and is_label(one.text) for one in part.asked)
    )


def _unanswered(part: HiddenPart) -> Iterator[Finding]:
    """Report questions with numbers above the one that is answered."""
    above = part.asked[: len(part.asked) - len(from_label(part.asked))]
    for block in above:
        if label_rank(block) > 1 and asks(block.text):
            yield Finding(block.first, Rule.UNANSWERED, "question has no answer; skipped", HINTS.answer)


HIDDEN = Format(
    NAME,
    _may_hold,
    signs=("???", "[!", "details", "{.callout-", "===", "%}", "}}", *HIDING),
    likely_holds=lambda text: False,
    entries=_entries,
    unrecognised=_unrecognised,
    shown=lambda first: 'hidden answers (??? "Answer")',
)
