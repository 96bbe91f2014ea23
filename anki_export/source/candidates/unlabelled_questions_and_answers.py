"""List items and paragraphs that ask, with their answers below them and no label:

    1. **What is a tag?**          - What is a tag?          **What is a tag?** A fixed name for a commit.

       A fixed name.                 A fixed name.           **What is a branch?** A name that moves.

    2. **Tags and branches**       - What is a branch?       also in list items
    …                                                        - What is a tag? → A fixed name.

    *What is a tag?*               > What is a tag?

    A fixed name.                  A fixed name.

Lists and lines with answers behind most questions are read as a whole (see `answers_on_same_line`).
Which of the others are questions, `items_that_ask` says; of paragraphs above quotes, `questions_above_quotes`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.blocks import has_colon
from anki_export.source.candidates.answers_on_same_line import (
    BEHIND_LABEL,
    BEHIND_SLASH,
    Answered,
    answered_beside,
    are_answers,
    are_gaps,
    behind_label,
    may_be_cues,
    order_beside,
    unmarked_beside,
)
from anki_export.source.candidates.collect_items_and_paragraphs import (
    ItemStyle,
    ListItem,
    Rank,
    has_text_below,
    items_of,
    lists_of,
    may_have_items,
    own_end,
    with_stops,
)
from anki_export.source.candidates.items_that_ask import all_ask, read_rank, with_orders, with_remarks
from anki_export.source.candidates.questions_above_quotes import answered_paragraphs
from anki_export.source.candidates.true_false_statements import judged_statements
from anki_export.source.lines import is_blank, last_text, next_text, without_quote
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.classify_labels import QUESTION_MARKS, is_label_of, names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.statement_with_verdict import may_be_judged
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    asks_for_a_list,
    is_clear_question,
    is_statement,
    names_dialogue,
    names_writer,
)
from anki_export.text.true_or_false import announces_verdicts, may_have_verdicts

_FORMAT = "items"
"""The format that reads these lists."""
_LEAST = {BEHIND_SLASH: thresholds.LISTS, BEHIND_LABEL: thresholds.ANSWERED_ITEMS}
"""Of the items of a list, by what is between questions and answers that is less clear or clearer than most signs."""
_MARKS = ("*", "_")
_IN_TASKS = ("__", "\\_", "( ", "[x]", "[X]")
"""What gaps and options with boxes have."""
_DATE = regex(r"(?<!\d)(?:19|20)\d\d[-_. ]?(?:0\d|1[0-2])(?!\d{3})|(?<!\d)[0-3]?\d[-_.][01]?\d[-_.](?:19|20)\d\d")


class _List(Struct, frozen=True):
    """The items of a list, some of which have answers of one kind behind them in their line."""

    items: Sequence[ListItem]
    answered: Mapping[int, Answered]
    """By the lines of the items."""
    kind: int
    below: int
    """How many others ask and have an answer below them."""
    unmarked: int
    """How many have one behind them that nothing marks: people talk so, too, and this is no evidence."""

    @property
    def is_list(self) -> bool:
        """Whether it is no row of paragraphs."""
        return self.items[0].rank[2] is not ItemStyle.IN_LINE


def list_questions(outline: Outline, wanted: Wanted) -> Sequence[ListItem]:
    """The items that ask, in page order.

    They are those of the rank with most of them, those of others in sections without these, and others with a label
    `Q)`.
    """
    is_usual = wanted.is_named(_FORMAT)
    items: Sequence[ListItem] = list(items_of(outline)) if is_usual or may_have_items(outline) else ()
    paragraphs = answered_paragraphs(outline, wanted)
    if len(items) < thresholds.ALL_ANNOUNCED.least and not is_usual:
        return paragraphs  # as on most pages: one item is no list
    is_announced = are_announced(outline, wanted)
    if not (paragraphs or is_usual or is_announced or _may_ask(outline, items)):
        return ()  # as most lists
    ranks: dict[Rank, list[ListItem]] = {}
    apart = {at for at, heading in enumerate(outline.headings, 1) if is_label_of(heading.title, "sections")}
    items = with_remarks(outline, items, is_announced=is_announced)
    in_line = list(_answered_in_line(outline, items, wanted))
    judged = list(_judged_lists(outline, items, is_told=announces_verdicts(wanted.title)))
    known = {item.line for item in (*in_line, *judged)}
    for item in items:
        if item.line in known or item.rank[2] is ItemStyle.IN_LINE:
            continue
        if item.is_clear or outline.part_at(item.line) not in apart:  # not the steps of "Contributing"
            ranks.setdefault(item.rank, []).append(item)
    all_of = [with_stops(outline, with_orders(outline, rank)) for rank in ranks.values()]
    read = [read_rank(outline, rank, is_announced) for rank in all_of]
    if any(read) or is_usual:
        others = (rank for rank, items in zip(all_of, read, strict=True) if not items)
        read += [rank for rank in others if all_ask(outline.lines, rank, with_tasks=is_usual)]
    found: list[ListItem] = []
    for of_rank in sorted([in_line, judged, *read, paragraphs], key=len, reverse=True):
        taken = {outline.part_at(item.line) for item in found}
        found += [item for item in of_rank if item.rank[0] == "Q" or outline.part_at(item.line) not in taken]
    if not (is_announced or is_usual) and _are_minutes(outline, wanted, found):
        return ()
    found = _with_long_quotes(outline, found) if "\n> " in outline.text else found
    every = [item for rank in all_of for item in rank]
    beside = _beside(outline, every, found)
    return sorted([*_with_text_behind(outline.lines, found), *beside], key=lambda item: item.line)


def _may_ask(outline: Outline, items: Sequence[ListItem]) -> bool:
    """Whether an item asks, has a gap, options with boxes or a verdict: others are read where titles announce them."""
    text = outline.text
    return (
        not text.isascii()  # it may have other marks and signs
        or any(item.is_clear or "?" in item.title or item.rank[0] == "Q" for item in items)
        or any(sign in text for sign in _IN_TASKS)
        or may_have_verdicts(text)
        or may_be_judged(text)
    )


def _are_minutes(outline: Outline, wanted: Wanted, found: Sequence[ListItem]) -> bool:
    """Whether the page is of a date or a dialogue by its name, and a quarter of the questions speak of the group."""
    is_of_day = _DATE.search(wanted.file) is not None or names_dialogue(outline.title)
    return is_of_day and thresholds.QUARTER.of(sum(names_writer(item.title) for item in found), len(found))


def _with_long_quotes(outline: Outline, items: Sequence[ListItem]) -> list[ListItem]:
    """The questions with those of quotes of two lines between and below others that are quotes of one line."""
    found = list(items)
    if not thresholds.QUOTES.of(sum(item.rank[2] is ItemStyle.QUOTED for item in items), 0):
        return found  # as on nearly all pages
    for number, line in outline.lines_with(*QUESTION_MARKS):
        at, above = next(((i, one) for i, one in enumerate(found) if one.line < number - 2 < one.stop), (0, None))
        if above and above.rank[2] is ItemStyle.QUOTED and (title := _of_two_lines(outline.lines, number, line)):
            below = replace(above, line=number - 1, title=title, below=number + 1)
            if has_text_below(outline.lines, below):
                found[at : at + 1] = [replace(above, stop=number - 1), below]
    return found


def _of_two_lines(lines: Sequence[str], number: int, line: str) -> str:
    """The question of a quote that has two lines, and asks in its second one, which has the number; else empty."""
    quote, below = lines[number - 1], lines[number + 1 : number + 2]
    is_quote = line[:1] == quote[:1] == ">" and is_blank(lines[number - 2]) and below and below[0][:1] != ">"
    if not is_quote or has_colon(lines[last_text(lines, number - 1)]):  # as Shakespeare says:
        return ""
    first, last = without_quote(quote).strip(" *_"), without_quote(line).strip(" *_")
    is_one = first[-1:].isalnum() and last.endswith(QUESTION_MARKS)
    return f"{first} {last}" if is_one and is_clear_question(f"{first} {last}") else ""


def _judged_lists(outline: Outline, items: Sequence[ListItem], *, is_told: bool) -> Iterator[ListItem]:
    """The statements with verdicts of lists whose items begin in several ways, as some of them or of these are bold.

    And all of them where the front matter says to judge.
    """
    lists: dict[tuple[str, int], list[ListItem]] = {}
    for item in items:
        lists.setdefault(item.rank[:2], []).append(item)
    for own in lists.values():
        if is_told or len({item.rank for item in own}) > 1:
            yield from judged_statements(outline, with_stops(outline, own), is_told=is_told)


def _beside(outline: Outline, items: Sequence[ListItem], read: Sequence[ListItem]) -> Iterator[ListItem]:
    """The items with text below, beside one of the same list that is read, but written otherwise.

    They ask and are right below it, or tell to name or list something, right below or above it.
    """
    of_lists = [item for item in read if item.rank[0] in ("-", "1")]
    above = {(*item.rank[:2], item.stop) for item in of_lists}
    below = {(*item.rank[:2], item.line) for item in of_lists}
    known, parts = {item.line for item in read}, {outline.part_at(item.line) for item in of_lists}
    for item in items:
        if item.line in known:
            continue
        is_below, is_above = (*item.rank[:2], item.line) in above, (*item.rank[:2], item.stop) in below
        if (is_below and item.is_clear) or (
            (is_below or is_above) and asks_for_a_list(item.title) and outline.part_at(item.line) in parts
        ):
            own = replace(item, stop=own_end(outline.lines, item, item.stop))
            if has_text_below(outline.lines, own):
                yield own


def _with_text_behind(lines: Sequence[str], items: Sequence[ListItem]) -> Iterator[ListItem]:
    """The items; one with nothing below it has what is behind its question, as half of the others have something there.

    That is a word or a number, or it is marked as half of the others are below their questions.
    """
    below = [lines[at].strip() for item in items if (at := next_text(lines, item.below)) < item.stop]
    marks = Counter(line[:1] for line in below if line[1:2].strip())
    is_usual = _have_text_behind(items)
    for item in items:
        may_be = not (item.rest or has_text_below(lines, item))
        one = answered_beside(item.title) if may_be else None
        mark = one.rest[:1] if one and one.rest.strip("*_` ")[:1] != "(" else ""  # a remark
        is_alike = mark in _MARKS and thresholds.HALF.of(marks[mark], len(items))
        one = one if is_alike else _unmarked(item) if may_be and is_usual else None
        yield replace(item, title=one.title, rest=one.rest) if one else item


def _have_text_behind(items: Sequence[ListItem]) -> bool:
    """Whether half of some items have text behind their question, and nothing that marks it."""
    behind = sum(item.rest != "" and item.rank[2] is ItemStyle.PLAIN for item in items)
    return behind > 0 and thresholds.HALF.of(behind, len(items))


def _answered_in_line(outline: Outline, items: Sequence[ListItem], wanted: Wanted) -> Iterator[ListItem]:
    """All items of the lists in which most questions have their answers behind them in the same line.

    Beside such lists, half of the questions of another one are enough.
    """
    all_lists = list(_lists(outline, items))
    lists = [one for own in all_lists if (one := _list(outline.lines, own))]
    for kind, is_list in sorted({(one.kind, one.is_list) for one in lists}):
        of_kind = [one for one in lists if (one.kind, one.is_list) == (kind, is_list)]
        titles = [outline.title_above(one.items[0].line) for one in of_kind]
        found = [answer for one in of_kind for answer in one.answered.values()]
        answered = len(found) + sum(one.below for one in of_kind)
        others = [item.title for one in of_kind for item in one.items if item.line not in one.answered]
        size = sum(len(one.items) - one.unmarked for one in of_kind)
        is_announced = all(map(announces_questions, titles)) or are_announced(outline, wanted)
        if not (is_list or is_announced or kind == BEHIND_LABEL):
            continue  # people talk so, too
        if are_gaps(found) and not is_announced:
            continue  # forms say so what to write
        above = (last_text(outline.lines, one.items[0].line) for one in of_kind)
        if any(number >= 0 and may_be_cues(found, outline.lines[number]) for number in above):
            continue
        is_enough = is_announced and thresholds.ANNOUNCED.of(answered, size)
        orders = (order for title in others if (order := order_beside(title, kind)))
        answered += sum(kind == BEHIND_LABEL or is_statement(order.title) for order in orders)
        least = _LEAST.get(kind, thresholds.ANSWERED_LIST)
        is_enough = is_enough or least.of(answered, size) or thresholds.LISTS.of(answered, size)
        is_quiz = any(map(names_quiz, (outline.title, *titles)))
        if is_enough and (kind == BEHIND_LABEL or are_answers(found, is_quiz=is_quiz)):
            ranks, known = {one.items[0].rank[0] for one in of_kind}, {one.items[0].line for one in lists}
            unlike = (own for own in all_lists if own[0].rank[0] in ranks and own[0].line not in known)
            beside = [one for own in unlike if (one := _list(outline.lines, own, is_beside=True))] if is_list else []
            yield from (item for one in (*of_kind, *beside) for item in _whole_list(outline.lines, one))


def _list(lines: Sequence[str], items: Sequence[ListItem], *, is_beside: bool = False) -> _List | None:
    """A list with its answers, if half of its items have one in their line, all of one kind.

    Beside such lists, one is enough if half of its items have an answer of any kind.
    """
    found = {item.line: one for item in items if (one := _answered(item)) and _is_in_line(lines, item, one)}
    if not found:
        return None
    kind, _ = Counter(one.kind for one in found.values()).most_common(1)[0]
    found = {line: one for line, one in found.items() if one.kind == kind}
    others = [item for item in items if item.line not in found]
    unmarked = sum(_unmarked(item) is not None for item in others)
    asking = [item for item in others if item.is_clear and not _unmarked(item)]
    below = sum(has_text_below(lines, replace(item, rest="")) for item in asking)
    answered = len(found) + (below + unmarked) * is_beside
    return _List(items, found, kind, below, unmarked) if thresholds.HALF.of(answered, len(items)) else None


def _unmarked(item: ListItem) -> Answered | None:
    """An item with the text behind its question, if nothing marks that."""
    if item.rank[2] is not ItemStyle.PLAIN or answered_beside(item.title):
        return None
    return unmarked_beside(f"{item.title} {item.rest}".strip())


def _whole_list(lines: Sequence[str], whole: _List) -> Iterator[ListItem]:
    """The items of a list that ask or have an answer behind them; some may have it below, and others none."""
    for item in whole.items:
        one = _answered(item)
        if not one and not item.rest:
            one = order_beside(item.title, whole.kind)
        if (one and one.kind == whole.kind) or (one := _unmarked(item)):
            yield replace(item, title=one.title, rest=one.rest)
        elif item.is_clear or item.is_order:
            yield item if has_text_below(lines, item) else replace(item, rest="", stop=item.below)


def _answered(item: ListItem) -> Answered | None:
    """An item with what is behind its question in its line."""
    if item.rank[2] is ItemStyle.LEADS_ON:
        return Answered(0, item.title, item.rest)
    if rest := behind_label(item.rest):
        return Answered(BEHIND_LABEL, item.title, rest)
    is_plain = item.rank[2] in (ItemStyle.PLAIN, ItemStyle.IN_LINE) and not item.rest
    return answered_beside(item.title) if is_plain else None


def _lists(outline: Outline, items: Sequence[ListItem]) -> Iterator[Sequence[ListItem]]:
    """The items of each list, and paragraphs that follow each other, with their ends."""
    groups: dict[tuple[str, int], list[ListItem]] = {}
    for item in items:
        if item.rank[0] or item.rank[2] is ItemStyle.IN_LINE or behind_label(item.rest):
            groups.setdefault(item.rank[:2], []).append(item)
    for group in groups.values():
        yield from lists_of(with_stops(outline, group))


def _is_in_line(lines: Sequence[str], item: ListItem, answered: Answered) -> bool:
    """Whether an answer is all in its line, but for an id and a remark, or all that a sign leads to is below it."""
    below = map(str.strip, lines[item.below : item.stop])
    return bool(answered.rest) == all(is_blank(line) or (line[0], line[-1]) == ("(", ")") for line in below)
