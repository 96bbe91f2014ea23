"""Which items are questions with answers.

Those of one rank look the same: by their marker, their indentation, and how they begin. A rank is read if most of it
asks, and most of what asks has text below it; on a page of questions, also those of its lists in which all items ask,
numbered ones with code below them, and bold ones below headings that announce questions;
and numbered ones, or paragraphs, with options of which boxes, signs or words say which is right; and
statements with verdicts. Items inside of others are read if these only name them: `- Tags`; a sentence above
them is part of each: `1. You have a tag.`
Then items with text below them that are right beside those are read whatever their words, if they are bold, too, or
continue the numbers.

Not questions: other items inside of others, tasks to tick off, links, options; other paragraphs; surveys, quizzes
without answers and interview guides, whose items have nothing but a list of a few words or further questions below
them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.collect_items_and_paragraphs import (
    ItemStyle,
    ListItem,
    Rank,
    has_options,
    has_text_below,
    is_option,
    lists_of,
    written_below,
)
from anki_export.source.candidates.option_lists import all_options
from anki_export.source.candidates.questions_by_their_neighbours import FURNITURE
from anki_export.source.candidates.true_false_statements import judged_statements
from anki_export.source.lines import (
    indent_of,
    is_blank,
    is_rule,
    is_to_fill_in,
    list_marker,
    next_text,
    starts_block,
    task_item,
)
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import asks, is_label_of, label_end, names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.question_points import ends_with_points, without_points
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    has_blank,
    is_clear_question,
    is_statement,
    is_to_complete,
    wants_answer,
)
from anki_export.text.ticks_and_crosses import CROSSES, TICKS
from anki_export.text.true_or_false import is_true_or_false, verdicts
from anki_export.text.word_patterns import Words

_SENTENCES = regex(r"[.!。！](?=.*\w)|<br", re.IGNORECASE)
"""The end of one sentence above another, or a break."""
QUOTED_LETTERS = regex(r"[ \t]*>\s*[A-H](?:[\s,、]*[A-H])*[\s.。]*")
_MARKED_RIGHT = regex(rf"\*\*|\[[xX]\]|[{TICKS}{CROSSES}←⬅]|[)）]\s*\Z|[+]\s")
"""What marks right options, or those that are not."""
_FENCES = ("```", "~~~")
OF_COMMANDS = frozenset({"", "bash", "console", "sh", "shell", "shell-session", "text", "zsh"})
"""The languages of code that may be commands, such as those of steps."""
_REMARK = regex(r"(?P<mark>[*_]{0,2})[(\[（【][^()\[\]（）【】?？؟]{1,30}[)\]）】](?P=mark)|`[^`]{1,30}`")
"""Behind a bold question."""
_NAME = regex(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*")
_OF_OPTION = 5
"""In words: options are short, unlike the points of an answer."""
_OF_ANSWER = 8
"""In words: remarks on some questions of a list, such as who asked them, are shorter."""
_FAQ = Words("faq")
_REMARKS = ("hint", "references", "difficulty")
"""The labels of longer ones."""


def _sections_announce(outline: Outline) -> bool:
    """Whether half of a page is below headings that announce questions."""
    found: set[int] = set()
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        if announces_questions(heading.title):
            found.update(range(heading.line, stop))
    return thresholds.HALF.of(len(found), len(outline.lines))


def with_orders(outline: Outline, rank: Sequence[ListItem]) -> Sequence[ListItem]:
    """The items of a rank: one sentence such as "Give an example" belongs to the question where answers are below.

    So does what asks, too, and says at its end what the question is worth, where half of the items have nothing in
    their line: "A fin. (2 points)" answers.
    """
    lines = outline.lines
    if thresholds.HALF.of(sum(not item.rest for item in rank), len(rank)):
        rank = [
            replace(item, title=f"{item.title} {item.rest}", rest="") if _asks_with_points(item.rest) else item
            for item in rank
        ]
    found = [item for item in rank if item.indent and wants_answer(item.rest) and not _SENTENCES.search(item.rest)]
    if not found or rank[0].rank[2] is not ItemStyle.PLAIN:
        return rank
    inside = {
        item.line
        for item in rank
        if (at := next_text(lines, item.line + 1)) < len(lines)
        and indent_of(lines[at]) > indent_of(lines[item.line]) + 1
    }
    if not thresholds.HALF.of(sum(not item.rest and item.line in inside for item in rank), len(rank)):
        return rank
    return [replace(item, title=f"{item.title} {item.rest}", rest="") if item in found else item for item in rank]


def with_remarks(outline: Outline, items: Sequence[ListItem], *, is_announced: bool) -> Sequence[ListItem]:
    """The items of a page: remarks behind bold questions, such as who asks them, belong to these if text is below them.

    They are in brackets or, where questions that show no code are announced, names as code: `Google`. Other code
    answers, and the text below explains it.
    """
    found: dict[Rank, list[tuple[ListItem, str]]] = {}
    for item in items:
        if item.rest and item.rank[2] in (ItemStyle.BOLD, ItemStyle.BOLD_THEN_TEXT):
            found.setdefault(item.rank, []).append((item, _paragraph_apart(outline, item)))
    remarked: set[int] = set()
    for rank in found.values():
        own = [(item, below) for item, below in rank if below and _REMARK.fullmatch(item.rest)]
        may_name = is_announced and set(verdicts([item.rest.strip("`") for item, _ in own])) == {None}
        are_read = all(item.rest[0] != "`" or (may_name and _is_name(item, below)) for item, below in own)
        if are_read and thresholds.MARKED.of(len(own), len(rank)):
            remarked.update(item.line for item, _ in own)
    return [
        replace(item, title=f"{item.title} {item.rest}", rest="") if item.line in remarked else item for item in items
    ]


def _is_name(item: ListItem, below: str) -> bool:
    """Whether code behind a question is a name that what is below does not explain: values and types are answers."""
    name = item.rest.strip("`")
    return _NAME.fullmatch(name) is not None and "`" not in item.title and name not in below


def _paragraph_apart(outline: Outline, item: ListItem) -> str:
    """The first line of what is below the paragraph of an item's title; empty if that is another title or an option."""
    lines, at = outline.lines, next_text(outline.lines, item.below)
    while item.below < at < len(lines) and is_to_fill_in(lines[at]):
        at = next_text(lines, at + 1)
    is_apart = item.below < at < len(lines) and (
        item.rank[0] == "" or indent_of(lines[at]) > indent_of(lines[item.line])
    )
    is_text = is_apart and not (
        lines[at].startswith(("#", "**", "__")) or is_rule(lines[at]) or OPTION.match(lines[at])
    )
    return lines[at] if is_text else ""


def _asks_with_points(text: str) -> bool:
    """Whether a text says at its end what the question is worth, and nothing else, or asks or sets a task."""
    asked = without_points(text) if ends_with_points(text) else "-"
    return not asked or wants_answer(asked)


def read_rank(outline: Outline, rank: Sequence[ListItem], is_announced: bool) -> Sequence[ListItem]:
    """The items of a rank that are questions; of a page of notes, those of the sections in which all items ask.

    Where nothing announces questions on the page, the title of such a section does, or names a quiz.
    """
    if found := _read(outline, rank, is_announced):
        return found
    is_quiz = not is_announced and all(_is_quiz(outline.title_above(item.line)) for item in rank)
    lines = outline.lines[rank[0].line : rank[-1].stop]
    is_quiz = is_quiz and not any(line.lstrip().startswith(_FENCES) for line in lines)  # code may be given, no answer
    if is_quiz and (found := _read(outline, rank, is_quiz)):
        return found
    sections: dict[int, list[ListItem]] = {}
    for item in rank:
        sections.setdefault(outline.part_at(item.line), []).append(item)
    announced = {at: is_announced or _is_announced(outline, section) for at, section in sections.items()}
    asking = [
        at
        for at, section in sections.items()
        if all(one.is_clear or one.is_order for one in section)
        and (announced[at] or _is_quiz(outline.title_above(section[0].line)))
    ]
    read = [_read(outline, sections[at], announced[at]) for at in asking]
    is_habit = any(read)
    return [
        item
        for at, items in zip(asking, read, strict=True)
        for item in items or (sections[at] if is_habit and _are_answered(outline, sections[at]) else ())
    ]


def _is_quiz(title: str) -> bool:
    """Whether the title of a section names a quiz, and not only a test, which a plan may have, too."""
    return names_quiz(title) and (announces_questions(title) or size_in_words(title) > 1)


def _is_announced(outline: Outline, section: Sequence[ListItem]) -> bool:
    """Whether a title announces some questions, and their answers are blocks in the items, as in exports of toggles.

    In minutes, answers to open questions follow in the next line. What is often asked may be about anything.
    """
    title = outline.title_above(section[0].line)
    if _FAQ.are_in(title.lower()) or not announces_questions(title):
        return False
    lines = outline.lines
    below = [next_text(lines, item.below) for item in section]
    are_apart = [
        item.below < at < item.stop and indent_of(lines[at]) > 0 for at, item in zip(below, section, strict=True)
    ]
    return thresholds.HALF.of(sum(are_apart), len(section))


def all_ask(lines: Sequence[str], rank: Sequence[ListItem], *, with_tasks: bool = False) -> bool:
    """Whether all items of a list ask and have text below them, which is enough beside one that is read.

    Where other pages of the folder are read so, two ask, and the others may set tasks.
    """
    is_list = len(rank) > 1 and rank[0].rank[0] in ("-", "1") and not _is_survey(lines, rank)
    asking = sum(item.is_clear for item in rank)
    orders = sum(item.is_order for item in rank if not item.is_clear) if with_tasks and asking > 1 else 0
    return (
        is_list
        and asking + orders == len(rank)
        and all(has_text_below(lines, item) and not _asks_below(lines, item) for item in rank)
    )


def _do_all_ask(lines: Sequence[str], rank: Sequence[ListItem]) -> bool:
    """Whether all items ask or set a task; of many, one may do so in other words, if it has text below it."""
    others = [item for item in rank if not (item.is_clear or item.is_order)]
    is_one_of_many = len(others) == 1 and thresholds.REST_AT_ENDS.of(len(rank) - 1, len(rank))
    return not others or (is_one_of_many and is_statement(others[0].title) and has_text_below(lines, others[0]))


def _is_answered_list(outline: Outline, rank: Sequence[ListItem], enough: thresholds.Enough) -> bool:
    """Whether a list has only questions, and tasks with text below them if a title names a quiz or most ask."""
    asking = sum(item.is_clear for item in rank)
    answered = sum(item.is_clear or has_text_below(outline.lines, item) for item in rank)
    titles = {outline.title_above(rank[0].line), outline.title_above(rank[-1].line)}
    is_quiz = names_quiz(outline.title) or all(map(_is_quiz, titles))
    may_set_tasks = asking == len(rank) or enough.of(asking, len(rank)) or is_quiz
    return may_set_tasks and thresholds.ANSWERED_LIST.of(answered, len(rank))


def _are_answered(outline: Outline, items: Sequence[ListItem]) -> bool:
    """Whether most of some items have text below them, such as those of a section beside one that is read."""
    return sum(has_text_below(outline.lines, item) for item in items) * 2 > len(items)


def _read(outline: Outline, rank: Sequence[ListItem], is_announced: bool) -> Sequence[ListItem]:
    """The items of a rank that are questions."""
    choosing = _choosing(outline, rank, is_announced)
    others = _without(rank, choosing)
    judged = judged_statements(outline, others) if others else ()
    if judged and not choosing and (others := _without(rank, judged)):
        choosing = _choosing(outline, others, is_announced)
    if choosing or judged:
        return sorted([*choosing, *judged], key=lambda item: item.line)
    whole = [_with_whole_title(outline, item) for item in rank] if is_announced else ()
    if whole and _are_answered_in_code(outline, whole):
        return whole
    repeats = Counter(item.title for item in rank)
    asking = [item for item in rank if _asks(item) and repeats[item.title] < thresholds.LABELS_REPEAT]
    if is_announced and thresholds.HALF.of(len(asking), len(rank)) and _do_all_ask(outline.lines, rank):
        asking = list(rank)
    if _are_alike(outline.lines, rank, asking) and (is_announced or _sections_announce(outline)):
        return rank
    if len(asking) < thresholds.ANNOUNCED.least:
        return ()
    answered = [item for item in asking if has_text_below(outline.lines, item)]
    kind, _, style = rank[0].rank
    is_sure = is_announced and (style is ItemStyle.BOLD or len(asking) == len(rank))
    is_sure = is_sure and not any(_hides(outline.lines, item) for item in asking)
    enough = thresholds.ANSWERED_ANNOUNCED if is_sure else thresholds.ANSWERED_ITEMS
    if is_sure and _explain(outline, answered) and not any(_asks_below(outline.lines, item) for item in asking):
        enough = thresholds.FEW_ANSWERED
    if not enough.of(len(answered), len(asking)) or _is_survey(outline.lines, answered):
        return ()
    asking_or_orders = [item for item in rank if item.is_clear or item.is_order]
    is_usual = style in (ItemStyle.BOLD, ItemStyle.BOLD_THEN_TEXT, ItemStyle.PLAIN, ItemStyle.LEADS_ON)
    enough = thresholds.LISTS if is_usual else thresholds.BOLD_LINES
    if style is ItemStyle.QUOTED and _are_titles(outline.lines, asking):
        enough = thresholds.QUOTES
    if is_announced and thresholds.ANNOUNCED.of(len(asking_or_orders), len(rank)):
        asking = max(asking, asking_or_orders, key=len)
    elif len(asking_or_orders) == len(rank) and _is_answered_list(outline, rank, enough):
        asking = asking_or_orders
    elif not (enough.of(len(asking), len(rank)) or kind == "Q"):
        return ()
    return _with_siblings(outline, rank, asking)


def _are_titles(lines: Sequence[str], quotes: Sequence[ListItem]) -> bool:
    """Whether quotes are bold, and a quarter of the paragraphs: in an article, few lines are set off in this way."""
    paragraphs = sum(is_blank(above) and not is_blank(line) for above, line in pairwise(["", *lines]))
    return all("**" in lines[item.line] for item in quotes) and thresholds.QUARTER.of(len(quotes), paragraphs)


def _without(rank: Sequence[ListItem], read: Sequence[ListItem]) -> Sequence[ListItem]:
    lines = {item.line for item in read}
    return [item for item in rank if item.line not in lines]


def _asks(item: ListItem) -> bool:
    """Whether an item asks, has a blank in its sentence, or is a task behind `Q:`."""
    return item.is_clear or is_to_complete(item.title) or (item.is_order and item.rank[0] == "Q")


def _choosing(outline: Outline, rank: Sequence[ListItem], is_announced: bool) -> Sequence[ListItem]:
    """The items with options, if marks in at least two of these lists, and in half of all, say which is right.

    They have numbers, or letters in a quote below their options.

    Lists of what is done, or supported, look alike: no item of these asks.
    """
    lines = outline.lines
    own = [item for item in rank if item.number is not None]
    called = _with_right_options(outline, own, "sign", "word")
    items = [item for item in own if item.line in called or has_options(lines, item)]
    is_quiz = is_announced or any(item.is_clear for item in items)
    marked = sum(_has_ticked_options(lines, item, is_quiz) or (is_quiz and item.line in called) for item in items)
    in_list = rank if rank[0].rank[0] in ("-", "1") else ()
    choices = {item.line: _quotes_letters(lines, item) for item in in_list if has_options(lines, item)}
    does_ask = is_announced or any((item.is_clear or "__" in item.title) and item.line in choices for item in rank)
    are_named = does_ask and thresholds.WITH_ANSWERS.of(sum(choices.values()), len(choices))
    if not (thresholds.WITH_ANSWERS.of(marked, len(rank)) or are_named):
        return ()
    lines_of = {item.line for item in items} | set(choices if are_named else ())
    counted = {item.number for item in rank if item.line in lines_of or item.is_clear}
    between = {n for item in rank if (n := item.number) and {n - 1, n + 1} <= counted}
    others = (item for item in rank if item.is_clear or (item.is_order and (is_announced or item.number in between)))
    lines_of.update(item.line for item in others if has_text_below(lines, item))
    return [item for item in rank if item.line in lines_of]


def _are_alike(lines: Sequence[str], rank: Sequence[ListItem], asking: Sequence[ListItem]) -> bool:
    """Whether items are bold, most of them ask, and most have text in a block of its own below them."""
    set_off = [item for item in rank if not item.rest and has_text_below(lines, item)]
    return (
        rank[0].rank[2] is ItemStyle.BOLD
        and not any(_hides(lines, item) for item in rank)
        and not any(item.leads_on or is_label_of(item.title, *FURNITURE) for item in rank)
        and thresholds.BOLD_ITEMS.of(len(asking), len(rank))
        and thresholds.ANSWERED_ITEMS.of(len(set_off), len(rank))
    )


def _with_whole_title(outline: Outline, item: ListItem) -> ListItem:
    """An item whose title is its first paragraph, if code is below that: "**1) Sum**. Add both." is one text."""
    lines = outline.lines
    own = range(item.below, item.stop)
    stop = next((number for number in own if is_blank(lines[number]) or starts_block(lines[number])), item.stop)
    code = next_text(lines, stop)
    stop = stop if code < item.stop and outline.is_code[code] else item.below
    first = f"{item.title}{' ' * item.rest[:1].isalnum()}{item.rest}"
    title = " ".join([first, *map(str.strip, lines[item.below : stop])])
    return replace(item, title=title, rest="", below=stop)


def _are_answered_in_code(outline: Outline, rank: Sequence[ListItem]) -> bool:
    """Whether titles have numbers, and half of them have code right below: `**1)** All rows.`

    The numbers are in order, and may restart at 1 in each section. They begin paragraphs in bold, link to their own
    places, or are those of items that set tasks.
    """
    kind, _, style = rank[0].rank
    is_paragraph = kind in ("**", "__") or (kind == "" and style is ItemStyle.BOLD_THEN_TEXT)
    numbers = [item.number for item in rank]
    if not all(number in (1, (last or 0) + 1) for last, number in pairwise((None, *numbers))):
        return False
    answered = [line for item in rank if (line := next_text(outline.lines, item.below)) < item.stop]
    coded = [line for line in answered if outline.is_code[line]]
    if not thresholds.ANNOUNCED.of(len(coded), len(rank)):
        return False
    if is_paragraph:
        return len(answered) == len(rank)
    is_read = kind == "[1]" or (kind == "1" and _are_tasks(rank, [outline.lines[line] for line in coded]))
    return is_read and thresholds.ANSWERED_ITEMS.of(len(answered), len(rank))


def _are_tasks(items: Sequence[ListItem], fences: Sequence[str]) -> bool:
    """Whether some items ask, and the code below them is in one language: commands would be what their steps run."""
    languages = {fence.strip(" `~").lower() for fence in fences}
    leads_on = any(item.leads_on for item in items)
    asks_once = any(is_clear_question(item.title) for item in items)
    return asks_once and not leads_on and len(languages) == 1 and languages.isdisjoint(OF_COMMANDS)


def _quotes_letters(lines: Sequence[str], item: ListItem) -> bool:
    """Whether a quote below an item begins with nothing but letters, such as those of the right options."""
    below = pairwise(lines[item.below - 1 : item.stop])
    return any(QUOTED_LETTERS.fullmatch(line) and above.lstrip()[:1] != ">" for above, line in below)


def _has_ticked_options(lines: Sequence[str], item: ListItem, is_quiz: bool) -> bool:
    """Whether boxes below an item are ticked as those of options are."""
    below = [(task, line) for line in written_below(lines, item) if (task := task_item(line))]
    ticks, texts = [task.is_ticked for task, _ in below], [line[task.text :] for task, line in below]
    if set(ticks) != {True, False}:
        return False
    is_first = ticks == sorted(ticks, reverse=True)
    are_options = all(map(OPTION.match, texts)) or is_true_or_false(texts)
    return item.is_clear or are_options or (is_quiz and not is_first and item.number is not None)


def _with_right_options(outline: Outline, items: Sequence[ListItem], *kinds: str) -> Set[int]:
    """The lines of the items below which signs of some kinds call some options right, unlike the others."""
    starts = [item.line for item in items]
    called: set[int] = set()
    for options in all_options(outline) if items else ():
        at = bisect_right(starts, options.lines.start) - 1
        if at >= 0 and options.lines.start < items[at].stop and options.signs and options.signs.kind in kinds:
            called.add(starts[at])
    return called


def _with_siblings(outline: Outline, rank: Sequence[ListItem], asking: Sequence[ListItem]) -> list[ListItem]:
    """The items that ask, with those right beside them in a list that are bold too, or continue their numbers.

    Without numbers, they are between those of a list in which most ask.
    """
    known = {item.line for item in asking}
    for order in (1, -1):
        last: ListItem | None = None
        for item in rank[::order]:
            is_other = item.line in known or item.leads_on or is_label_of(item.title, *FURNITURE)
            if last and not is_other and has_text_below(outline.lines, item) and _is_beside(last, item, order):
                known.add(item.line)
            last = item if item.line in known else None
    known |= {item.line for part in lists_of(rank) for item in _between(outline, part, known)}
    return [item for item in rank if item.line in known]


def _is_beside(one: ListItem, other: ListItem, order: int) -> bool:
    """Whether an item that does not ask is in the list of one that is read, and written like it."""
    above, below = (one, other)[::order]
    if above.stop != below.line or not one.rank[0]:
        return False
    goes_on = above.number is not None and below.number == above.number + 1
    return one.rank[2] is ItemStyle.BOLD or (one.rank[2] is ItemStyle.PLAIN and goes_on)


def _between(outline: Outline, items: Sequence[ListItem], known: Set[int]) -> Sequence[ListItem]:
    """The items without numbers that do not ask, between others, with text below them, in a list that is mostly read.

    The first and the last item of a list may say what it is about, or thank the reader, unless they set a task.
    """
    own = [item for item in items if item.rank[0] == "-" and item.rank[2] is ItemStyle.PLAIN]
    if not thresholds.MOST_OF_LIST.of(sum(item.line in known for item in own), len(items)):
        return ()
    inner = [item for item in own if item.is_order or item not in (own[0], own[-1])]
    others = (item for item in inner if not (item.leads_on or is_label_of(item.title, *FURNITURE)))
    return [item for item in others if has_text_below(outline.lines, item)]


def _explain(outline: Outline, items: Sequence[ListItem]) -> bool:
    """Whether what is below half of some titles is longer than a remark; code and tables may belong to the question."""
    return thresholds.HALF.of(sum(_words_below(outline, item) >= _OF_ANSWER for item in items), len(items))


def _words_below(outline: Outline, item: ListItem) -> int:
    below = (outline.lines[number] for number in range(item.below, item.stop) if not outline.is_code[number])
    texts = [item.rest, *(line[marker.end() :] if (marker := list_marker(line)) else line.strip() for line in below)]
    return sum(size_in_words(text) for text in texts if text[:1] != "|" and not label_end(text, *_REMARKS))


def _asks_below(lines: Sequence[str], item: ListItem) -> bool:
    """Whether further questions are below a title, as in lists for those who ask."""
    return any(map(asks, lines[item.below : item.stop]))


def _hides(lines: Sequence[str], item: ListItem) -> bool:
    """Whether a collapsed block is below a title; it may answer several questions."""
    return any(line.lstrip().startswith(("???", "<details")) for line in lines[item.below : item.stop])


def _is_survey(lines: Sequence[str], items: Sequence[ListItem]) -> bool:
    """Whether at least half of some items have nothing but a list of a few words below them.

    If a quarter has a list of one item, there is nothing to choose.
    """
    if not thresholds.HALF.of(sum(_lists_words(lines, item) for item in items), len(items)):
        return False
    below = [written_below(lines, item) for item in items]
    single = sum(len(own) == 1 and list_marker(own[0]) is not None and not has_blank(own[0]) for own in below)
    return not thresholds.QUARTER.of(single, len(items))


def _lists_words(lines: Sequence[str], item: ListItem) -> bool:
    below = written_below(lines, item)
    texts = [line[marker.end() :] for line in below if (marker := list_marker(line))]
    is_list = len(texts) == len(below) >= 2 or (below and all(map(is_option, below)))
    are_marked = 0 < sum(_MARKED_RIGHT.search(line) is not None for line in below) < len(below)
    return bool(is_list) and not (are_marked or item.rest) and all(len(text.split()) <= _OF_OPTION for text in texts)
