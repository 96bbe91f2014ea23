"""Paragraphs that ask, each right above an answer of one shape:

    Which sail is at the bow?        Which sail is at the bow?        Which sail is at the bow?

    > The jib.                       — The jib.                       The jib.

    Explain "to luff".               Explain "to luff".               Why reef a sail?
    > To turn into the wind.         → To turn into the wind.
                                                                      To carry less of it.

    > Which sail is at the bow?      > [!IMPORTANT]                 Which sail is at the bow?
                                     > Which sail is at the bow?
    The jib.                                                        *the jib*
                                     > [!TIP]
                                     > The jib.

Quotes and paragraphs that begin with a dash or an arrow are answers where nearly all paragraphs that ask are above one,
and nearly all of these blocks below such a paragraph; then one that sets a task is a question, too. So are paragraphs
that are bold, italic or code as a whole, beside quotes, below paragraphs of which most ask, if half of them are short:
others are captions. Words such as "note" or "more" may be in some quotes of a page with several, all of which answer.
Dashes and arrows are in conversations and minutes, too: where no title announces questions, there must be more of them.
Text without a mark is an answer only where a title announces questions: advertising, diaries and essays ask and answer,
too.

Quotes ask where nearly all of a page do, several in a section, and have text below them; a remark may be right below
the question. So do alerts, which may have others beside them, where nearly all of a kind ask above one of another kind.
A page with two of them is enough beside others.

Not questions: conversations, in which those who answer speak of themselves; forms, which say what to write; answers to
mails, which are below a quote; what a group has decided; pages that ask in passing.

Where five answers or more begin with arrows, and most of these answers are long, they may speak to the reader, and a
few may be orders, as what is said and decided is short; one of a question between them may lack its arrow.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answers_on_same_line import ARROW, is_instruction
from anki_export.source.candidates.collect_items_and_paragraphs import ItemStyle, ListItem, marked_text
from anki_export.source.lines import (
    LONGEST_TITLE,
    indent_of,
    is_blank,
    is_quoted,
    is_rule,
    list_marker,
    next_text,
    starts_block,
    task_item,
    without_quote,
)
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced, headings_announce, is_faq
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.syntax.admonitions import QUESTION_KINDS, Opener
from anki_export.source.syntax.callouts import read_callout
from anki_export.text.classify_labels import asks, is_answer_label, is_label_of, may_have_question_mark
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.words_that_ask_or_announce import (
    adds_to_above,
    asks_if_announced,
    has_question_word,
    is_clear_question,
    is_conversation,
    is_order,
    is_statement,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
    wants_answer,
)

_DASH_FIRST = regex(rf"(?:[—–―]|{ARROW})[ \t]*(?=\w|[^\w\s])")
"""What begins a paragraph that answers."""
_ASKED = regex(r"(?:[?？؟]|[\u0370-\u03ff\u1f00-\u1fff][;\u037e])[\"'”»)]?[ \t]*(?:\n|\Z)")
_QUOTED_ASKED = regex(rf"^>[^\n]*{_ASKED.pattern}", re.MULTILINE)
_ABOVE_ARROW = regex(rf"[?？؟][ \t]*\n(?:(?:[ \t]*|<!--[^\n]*-->)\n){{0,2}}{ARROW}")
"""A question with an arrow below it, as few forms, conversations and essays have."""
_NO_QUESTION = "#>|<!`*_-+=:$"
"""What begins a line that is marked, and not a plain paragraph."""
_LONGEST_QUESTION = 60
"""In words."""
_BETWEEN = 2
"""Lines between a question and its answer: a blank one, and that of an id, which is blank here."""
_QUOTES = '"“„«»「『'
"""What begins words of others, on which a reader is to think."""
_QUOTES_END = '"”“»«」』'
_EDGE = ""
"""The kind of what divides sections: a heading or a rule."""
_TEXT, _QUOTE, _DASH, _LIST, _MARKED, _OTHER = "text", "quote", "dash", "list", "marked", "other"
_MARKS = "*_`<"
"""What begins a paragraph that may be marked as a whole."""
_SHORT, _SHORT_ANNOUNCED = 4, 8
"""In words: marked answers of most questions are no longer; where no title announces questions, what a form says is."""
_SOURCE = regex(r">\s*(?:[—–―]|--)|[—–―]\s*(?:\w+[ .]+){0,4}\w*\Z")
"""The name of whom a quote quotes, in a line of its own or at its end."""
_FIRST_WORDS = 2
"""Among these is the word that names a remark."""
FORMAT = "items"
"""The format that reads these paragraphs."""
_OTHERS = 5
"""So many answers have at most one that no blank line sets off; it is no evidence."""
_LONGEST_GREETING = 5
"""In words, with a comma at its end."""


class _Block(Struct, frozen=True):
    """A paragraph, a quote, a list, or other lines without a blank one."""

    start: int
    stop: int
    kind: str
    text: str
    asks: bool = False


class _Quoted(Struct, frozen=True):
    """A quote that may ask, in its first paragraph."""

    at: int
    """Its index among the blocks."""
    opener: Opener | None
    """Of an alert."""
    title: str
    below: int
    """The line after the title."""
    can_ask: bool

    @property
    def kind(self) -> str:
        """That of an alert."""
        return self.opener.kind if self.opener else ""

    @property
    def asks_or_orders(self) -> bool:
        """Whether it asks beside others that do."""
        return self.can_ask and wants_answer(self.title)


def may_have_answered_paragraphs(text: str, least: int = thresholds.ABOVE_BLOCKS.least) -> bool:
    """Whether at least three lines of a text end as questions do: a quick check."""
    if text.isascii() and text.count("?") < least:
        return False  # as on most short pages
    if sum(text.count(f"{mark}\n") for mark in "?？؟") >= least:
        return True
    return may_have_question_mark(text) and sum(1 for _ in _ASKED.finditer(text)) >= least


def asks_in_quotes(text: str) -> bool:
    """Whether at least two quotes of a text end as questions do."""
    return "\n>" in f"\n{text}" and sum(1 for _ in _QUOTED_ASKED.finditer(text)) >= thresholds.QUOTES_BESIDE.least


def begins_with_dash(line: str) -> bool:
    """Whether a line begins with a dash or an arrow, as answers do."""
    return _DASH_FIRST.match(line) is not None


def without_dash(lines: Sequence[str]) -> list[str]:
    """The lines of an answer without the dash or arrow that begins the first one."""
    first = next_text(lines, 0)
    return [_DASH_FIRST.sub("", line, count=1) if at == first else line for at, line in enumerate(lines)]


def answered_paragraphs(outline: Outline, wanted: Wanted) -> list[ListItem]:
    """The paragraphs of a page that ask and have an answer of one shape right below them, in page order."""
    enough = thresholds.QUOTES_BESIDE if wanted.is_named(FORMAT) else thresholds.QUOTES
    if not may_have_answered_paragraphs(outline.text, enough.least):
        return []
    if names_interview(f"{wanted.title} {outline.title}"):
        return []
    blocks = list(_blocks(outline))
    if has_arrows := _has_arrows(outline):
        blocks = list(_with_questions_apart(outline, blocks))
    found: Sequence[int] = ()
    if thresholds.ABOVE_BLOCKS.of(sum(one.asks for one in blocks), 0):
        found = _below_arrows(blocks) if has_arrows else ()
        found = found or _answered(outline, wanted, blocks)
    return list(_items(blocks, found)) or _quotes_that_ask(outline, wanted, enough)


def _answered(outline: Outline, wanted: Wanted, blocks: Sequence[_Block]) -> Sequence[int]:
    """The indices of the blocks that ask and have their answers below, in a quote, behind a dash or without a mark."""
    is_announced = _is_announced(outline, wanted, blocks)
    is_strict = is_faq(outline, wanted) or names_dialogue(outline.title)
    if found := _above_kind(blocks, _QUOTE, is_strict=is_strict):
        return found
    if (found := _above_kind(blocks, _DASH)) and (is_announced or _are_apart(blocks, found)):
        return found
    if found := _above_marked(blocks, _SHORT_ANNOUNCED if is_announced else _SHORT):
        return found
    return _above_text(outline, blocks) if is_announced else ()


def _has_arrows(outline: Outline) -> bool:
    """Whether a page that is no dialogue has several arrows below questions."""
    if ">" not in outline.text and outline.text.isascii():
        return False  # as most
    found = sum(1 for _ in _ABOVE_ARROW.finditer(outline.text))
    return thresholds.ABOVE_DASHES.of(found, 0) and not names_dialogue(outline.title)


def _with_questions_apart(outline: Outline, blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The blocks, with a first line that asks apart from the lines of its paragraph that do not.

    So is one right below an arrow and right above the next one. "But why?" and "Sure?" belong to the answer above.
    """
    for one, after in pairwise([*blocks, _Block(-1, -1, _EDGE, "")]):
        first, last = outline.lines[one.start].strip(), outline.lines[one.stop - 1].strip()
        is_long = one.stop > one.start + 1
        if is_long and one.kind is _TEXT and not one.asks and _asks_alone(first):
            yield _Block(one.start, one.start + 1, _TEXT, first, asks=True)
            yield _Block(one.start + 1, one.stop, _TEXT, one.text.removeprefix(first).strip())
        elif is_long and one.kind is after.kind is _DASH and after.start <= one.stop + _BETWEEN and _asks_alone(last):
            yield _Block(one.start, one.stop - 1, _DASH, one.text.removesuffix(last).strip())
            yield _Block(one.stop - 1, one.stop, _TEXT, last, asks=True)
        else:
            yield one


def _asks_alone(line: str) -> bool:
    """Whether a line asks by itself."""
    return asks(line) and _may_ask(line, 1) and not adds_to_above(line) and size_in_words(line) > 1


def _below_arrows(blocks: Sequence[_Block]) -> list[int]:
    """The indices of the paragraphs above arrows, and of those between them above text, if most answers explain."""
    found = _above_kind(blocks, _DASH, are_arrows=True)
    pairs = [(blocks[at].text, _said(blocks[at + 1])) for at in found]
    are_long = sum(size_in_words(said) > _SHORT_ANNOUNCED for _, said in pairs) * 2 > len(pairs)
    spoken = sum(names_writer(said) or (names_people(asked) and not names_writer(asked)) for asked, said in pairs)
    if not are_long or spoken * 3 >= len(pairs) or not _are_apart(blocks, found, are_arrows=True):
        return []
    between = range(found[0], found[-1])
    others = {at for at in between if blocks[at].asks and blocks[at + 1].kind is _TEXT and not blocks[at + 1].asks}
    return sorted(others.union(found))


def _blocks(outline: Outline) -> Iterator[_Block]:
    """What is on a page at the margin, block by block."""
    lines = outline.lines
    edges = {heading.line for heading in outline.headings}
    number = 0
    while number < len(lines):
        line = lines[number]
        if is_blank(line):
            stop = number + 1
        elif outline.is_code[number]:
            stop = outline.below_code(number)
            yield _Block(number, stop, _OTHER, "")
        elif number in edges or is_rule(line):
            stop = number + 1
            yield _Block(number, stop, _EDGE, "")
        else:
            kind = _kind(line)
            stop = _end(outline, edges, number, kind)
            if line[0] in _MARKS and stop == number + 1 and marked_text(lines, number):
                kind = _MARKED
            text = " ".join(map(str.strip, lines[number:stop]))
            yield _Block(number, stop, kind, text, kind is _TEXT and _may_ask(text, stop - number) and asks(text))
        number = stop


def _may_ask(text: str, lines: int) -> bool:
    """Whether a paragraph is short, not marked, and not what someone says in quotation marks."""
    is_said = text[:1] in _QUOTES and text[-1:] in _QUOTES_END
    is_short = lines <= LONGEST_TITLE and size_in_words(text) <= _LONGEST_QUESTION
    return is_short and not is_said and text[:1] not in _NO_QUESTION


def _kind(line: str) -> str:
    if line[:1] == ">":
        return _QUOTE
    if begins_with_dash(line):
        return _DASH
    if list_marker(line) and not line[:1].isspace():
        return _LIST
    return _OTHER if starts_block(line) or line[:1].isspace() else _TEXT


def _end(outline: Outline, edges: set[int], start: int, kind: str) -> int:
    """The line after a block."""
    lines = outline.lines
    for number in range(start + 1, len(lines)):
        if number in edges or outline.is_code[number] or _is_below(lines, number, kind):
            return number
    return len(lines)


def _is_below(lines: Sequence[str], number: int, kind: str) -> bool:
    """Whether a line is below a block that goes on down to the line above."""
    line, above = lines[number], lines[number - 1].rstrip()
    if kind is _LIST:
        return bool(line and not is_blank(line) and not (above or indent_of(line) or list_marker(line)))
    if is_blank(line) or (line[:1] == ">" if kind is not _QUOTE else line[:1] != ">" or _callout(line)):
        return True
    begins = begins_with_dash(line) and (kind is _DASH or asks(above))
    return begins or (kind is not _QUOTE and starts_block(line))


def _above_kind(blocks: Sequence[_Block], kind: str, *, are_arrows: bool = False, is_strict: bool = False) -> list[int]:
    """The indices of the paragraphs above quotes, or above dashes, if nearly all that ask are, and few other blocks.

    Behind arrows, remarks are answers, too, but not orders. Unless `is_strict`, quotes that are nothing but answers may
    have words of remarks.
    """
    asking = [at for at, one in enumerate(blocks) if one.asks]
    above = [at for at, (one, below) in enumerate(pairwise(blocks)) if below.kind is kind is not one.kind]
    answered = [at for at in above if blocks[at].asks]
    asked = [at for at in above if blocks[at].asks or _sets_task(blocks[at])]
    enough = thresholds.ABOVE_BLOCKS
    are_most = enough.of(len(answered), len(asking)) and enough.of(len(asked), len(above))
    if not are_most or any(one.kind is kind for one in blocks[: asked[0]]):
        return []
    answers = [blocks[at + 1] for at in asked]
    said = [_said(one) for one in answers]
    are_only_answers = kind is _QUOTE and not is_strict and _are_only_answers(blocks, answered)
    is_other = is_order if are_arrows else _is_remark if are_only_answers else is_instruction
    others = sum(text[:1] in _QUOTES or asks(text) or is_other(text) for text in said)
    of_group = sum(names_writer(blocks[at].text) for at in asked)
    if others * 4 > len(said) or thresholds.HALF.of(of_group, len(asked)) or _speak(blocks, asked):
        return []
    return [at for at, text in zip(asked, said, strict=True) if not asks(text)]


def _are_only_answers(blocks: Sequence[_Block], answered: Sequence[int]) -> bool:
    """Whether each quote of a page is right below one of several paragraphs that ask, most with a word that asks.

    Few are of people. No quote names a source, and half of them have no words of remarks: those of forms do.
    """
    quotes = [one for one in blocks if one.kind is _QUOTE]
    if not thresholds.ABOVE_DASHES.of(len(answered), 0) or len(quotes) > len(answered):
        return False
    asked, said = [blocks[at].text for at in answered], [_said(one) for one in quotes]
    of_writer = sum(names_writer(f"{one} {text}") for one, text in zip(asked, said, strict=True))
    is_of_people = thresholds.HALF.of(sum(map(names_people, asked)), len(asked))
    is_of_people |= thresholds.QUARTER.of(of_writer, len(said))
    is_plain = not is_of_people and sum(map(is_instruction, said)) * 2 <= len(said)
    is_mail = any(_is_greeting(one.text) for one in blocks[: answered[0]])
    is_plain = is_plain and not is_mail and thresholds.QUOTES.of(sum(map(has_question_word, asked)), len(asked))
    return is_plain and not any(_SOURCE.search(one.text) or "[!" in one.text for one in quotes)


def _is_greeting(text: str) -> bool:
    return text.endswith((",", "，")) and size_in_words(text) <= _LONGEST_GREETING


def _is_remark(text: str) -> bool:
    """Whether an answer is a remark or an order: a sentence may have words such as "more" and "note" in its middle."""
    start = " ".join(text.split()[:_FIRST_WORDS])
    return is_instruction(start if is_statement(text) else text) or wants_answer(text)


def _above_marked(blocks: Sequence[_Block], longest: int) -> list[int]:
    """The indices of the paragraphs above marked ones or quotes, if most of these ask, and half of the others is short.

    In a form, it says what to write there: *Describe the error*, *e.g. 1.2*, *(optional)*. Blocks that are marked, but
    below no paragraph, are titles: **Part 2**.
    """
    above = [
        at
        for at, (one, below) in enumerate(pairwise(blocks))
        if one.kind is _TEXT and below.kind in (_MARKED, _QUOTE) and not asks(below.text)
    ]
    asked = [at for at in above if blocks[at].asks or is_clear_question(blocks[at].text)]
    said = [_said(blocks[at + 1]) for at in asked]
    is_short = sum(size_in_words(text) <= longest for text in said) * 2 > len(said)
    leads_on = any(blocks[at].text.endswith((":", "：")) for at in above)  # to more of an answer
    is_other = leads_on or _are_instructions(said) or not is_short
    return asked if thresholds.ABOVE_MARKED.of(len(asked), len(above)) and not is_other else []


def _are_instructions(said: Sequence[str]) -> bool:
    """Whether a quarter of what is marked below questions says what to write there, as in a form."""
    return sum(map(is_instruction, said)) * 4 > len(said)


def _are_apart(blocks: Sequence[_Block], asked: Sequence[int], *, are_arrows: bool = False) -> bool:
    """Whether answers with dashes are enough without a title: each close to its question, and apart from the next one.

    People who talk follow each other without blank lines, unlike one pair in five by a slip, or say "you" and "I" in a
    third of the pairs; behind arrows, that is said to the reader.
    """
    groups = [blocks[at : at + 3] for at in asked]
    close = all(answer.start <= question.stop + _BETWEEN for question, answer, *_ in groups)
    slips = [below.asks for _, answer, *rest in groups for below in rest if below.start <= answer.stop]
    apart = all(slips) and len(slips) * _OTHERS < len(groups)
    people = sum(names_people(f"{question.text} {answer.text}") for question, answer, *_ in groups)
    others = len(groups) - 2 * len(slips)
    return thresholds.ABOVE_DASHES.of(others, 0) and close and apart and (are_arrows or people * 3 < len(groups))


def _said(block: _Block) -> str:
    """What a block says, without its mark."""
    return _DASH_FIRST.sub("", block.text, count=1) if block.kind is _DASH else block.text.strip("> *_`")


def _callout(line: str) -> Opener | None:
    return read_callout(without_quote(line).strip()) if "[!" in line else None


def _sets_task(block: _Block) -> bool:
    """Whether a plain paragraph asks or sets a task without a question mark."""
    is_plain = block.kind is _TEXT and _may_ask(block.text, block.stop - block.start)
    return is_plain and wants_answer(block.text)


def _speak(blocks: Sequence[_Block], asked: Sequence[int]) -> bool:
    return is_conversation([blocks[at].text for at in asked], [blocks[at + 1].text for at in asked])


def _above_text(outline: Outline, blocks: Sequence[_Block]) -> list[int]:
    """The indices of the paragraphs above plain text, where a title announces them and little else is between."""
    asking = [at for at, one in enumerate(blocks) if one.asks]
    asked = [
        at
        for at in asking
        if any(one.kind in (_TEXT, _LIST, _MARKED) and not one.asks for one in blocks[at + 1 : at + 2])
    ]
    between = [one for one in blocks[asking[0] :] if one.kind]
    if not thresholds.ABOVE_TEXT.of(len(asked), len(asking)) or (
        not thresholds.ALTERNATING.of(len(asked) * 2, len(between))
        or _speak(blocks, asked)
        or thresholds.QUARTER.of(sum(names_people(blocks[at].text) for at in asked), len(asked))  # as of customers
        or _are_instructions([_said(blocks[at + 1]) for at in asked if blocks[at + 1].kind is _MARKED])
    ):
        return []
    lists = [at for at in asked if blocks[at + 1].kind is _LIST]
    are_most = thresholds.HALF.of(len(lists), len(asked))  # as in a survey
    return asked if not are_most and not any(_has_options(outline, blocks[at + 1]) for at in lists) else []


def _is_announced(outline: Outline, wanted: Wanted, blocks: Sequence[_Block]) -> bool:
    """Whether a page, or each heading right above its paragraphs that ask, announces questions, but not a FAQ."""
    if is_faq(outline, wanted):
        return False
    return are_announced(outline, wanted) or headings_announce(outline, [one.start for one in blocks if one.asks])


def _has_options(outline: Outline, block: _Block) -> bool:
    return any(OPTION.match(line) or task_item(line) for line in outline.lines[block.start : block.stop])


def _items(blocks: Sequence[_Block], asked: Sequence[int]) -> Iterator[ListItem]:
    """The questions, each up to the next paragraph that asks, heading or rule; those between them have no answer.

    A quote or marked paragraph is all of an answer. Otherwise what is below the answer to the last one is text of the
    page, unless half of the others have more than one block.
    """
    edges = [at for at, one in enumerate(blocks) if one.asks or not one.kind or at in asked]
    edges.append(len(blocks))
    stops = {at: edges[bisect_right(edges, at)] for at in asked}
    longer = sum(stops[at] > at + 2 for at in asked[:-1])
    for at in edges[bisect_left(edges, asked[0]) : bisect_right(edges, asked[-1])] if asked else ():
        one, stop = blocks[at], stops.get(at, at + 1)
        kind = blocks[at + 1].kind if at in stops else _EDGE
        if kind is _QUOTE:
            stop = next((other for other in range(at + 1, stop) if blocks[other].kind is not _QUOTE), stop)
        elif kind is _MARKED or (at == asked[-1] and not thresholds.HALF.of(longer, len(asked) - 1)):
            stop = at + 2
        if one.kind:
            end, rank = blocks[stop - 1].stop, ("", 0, ItemStyle.ABOVE_BLOCK)
            yield ListItem(one.start, 0, one.text, "", one.stop, end, rank, True, False, None, False)


def _quotes_that_ask(outline: Outline, wanted: Wanted, enough: thresholds.Enough) -> list[ListItem]:
    """The alerts of a page that ask above others, or the quotes that ask above text."""
    blocks = list(_blocks(outline))
    quotes = [_quoted(outline, blocks, at) for at, one in enumerate(blocks) if one.kind is _QUOTE]
    stops = _alerts(blocks, [one for one in quotes if one.opener], enough)
    if not stops and outline.headings and not is_faq(outline, wanted):
        plain = [one for one in quotes if not (one.opener or _names_source(outline, blocks[one.at]))]
        stops = _above_answers(outline, blocks, plain, enough)
    rank = ("", 0, ItemStyle.ASKING_QUOTE)
    return [
        ListItem(blocks[one.at].start, 0, one.title, "", one.below, stops[one.at], rank, True, False, None, False)
        for one in quotes
        if one.at in stops
    ]


def _names_source(outline: Outline, block: _Block) -> bool:
    """Whether the last line of a quote says behind a dash whose words it quotes, none of which asks."""
    *said, last = (without_quote(line).strip() for line in outline.lines[block.start : block.stop])
    return bool(said) and begins_with_dash(last) and not any(map(asks, said))


def _quoted(outline: Outline, blocks: Sequence[_Block], at: int) -> _Quoted:
    """The first paragraph of a quote, or of an alert, which asks unless that has a title or options."""
    start, stop = blocks[at].start, blocks[at].stop
    opener = _callout(outline.lines[start])
    lines = [without_quote(line).strip() for line in outline.lines[start:stop]]
    first = next_text(lines, 1 if opener else 0)
    below = next((n for n in range(first + 1, len(lines)) if not lines[n] or starts_block(lines[n])), len(lines))
    title = " ".join(lines[first:below]).strip("*_ ")
    if below > first + 1 and asks(lines[first]) and not asks(title) and not names_writer(title):
        title, below = lines[first].strip("*_ "), first + 1  # a remark is below it
    is_titled = opener is not None and opener.title != "" and not is_label_of(opener.title, "question")
    is_other = is_titled or any(OPTION.match(line) or task_item(line) or is_quoted(line) for line in lines)
    can_ask = first < len(lines) and not is_other and _may_ask(title, below - first)
    return _Quoted(at, opener, title, start + min(below, len(lines)), can_ask)


def _alerts(blocks: Sequence[_Block], alerts: Sequence[_Quoted], enough: thresholds.Enough) -> dict[int, int]:
    """The lines where answers in alerts end, by the indices of the alerts of another kind that ask right above them."""
    pairs = [(one, other) for one, other in pairwise(alerts) if other.at == one.at + 1]
    kinds = Counter((one.kind, other.kind) for one, other in pairs if one.asks_or_orders)
    for asking, answering in [kind for kind, _ in kinds.most_common(1)]:
        of_kind = [(one, other) for one, other in pairs if (one.kind, other.kind) == (asking, answering)]
        asked = [(one, other) for one, other in of_kind if one.asks_or_orders and not asks(other.title)]
        counts = [sum(one.kind == kind for one in alerts) for kind in (asking, answering)]
        remarks = sum(is_instruction(one.title) for _, one in asked)
        is_named = all(not one.opener.title or is_answer_label(one.opener.title) for _, one in asked if one.opener)
        if (
            asking != answering
            and asking not in QUESTION_KINDS
            and is_named
            and not thresholds.QUARTER.of(remarks, len(asked))
            and _are_questions([one for one, _ in asked], max(counts), enough)
        ):
            return {one.at: blocks[other.at].stop for one, other in asked}
    return {}


def _are_questions(asked: Sequence[_Quoted], candidates: int, enough: thresholds.Enough) -> bool:
    """Whether quotes with answers are most of the candidates, ask by their words, and do not speak of the writer."""
    titles = [one.title for one in asked]
    more = sum(has_question_word(title) or asks_if_announced(title) for title in titles)  # than yes or no
    return (
        enough.of(sum(map(asks, titles)), candidates)
        and thresholds.QUOTES_WITH_ORDERS.of(len(asked), candidates)
        and thresholds.HALF.of(more, len(asked))
        and not (_over_half(enough, titles) or thresholds.HALF).of(sum(map(names_people, titles)), len(asked))
        and not _too_many(enough, ()).of(sum(map(names_writer, titles)), len(asked))
    )


def _is_short(text: str) -> bool:
    return size_in_words(text) <= _SHORT_ANNOUNCED


def _too_many(enough: thresholds.Enough, titles: Sequence[str]) -> thresholds.Enough:
    """How many questions speak of the writer where letters are answered: "we" is anyone on pages beside others."""
    is_beside = enough is thresholds.QUOTES_BESIDE
    return _over_half(enough, titles) or (thresholds.HALF if is_beside else thresholds.QUARTER)


def _over_half(enough: thresholds.Enough, titles: Sequence[str]) -> thresholds.Enough | None:
    """The threshold for several questions beside others, none of which asks for yes or no, as those of letters do."""
    is_sure = enough is thresholds.QUOTES_BESIDE and thresholds.SEVERAL_QUOTES.of(len(titles), 0)
    return thresholds.OVER_HALF if is_sure and all(map(has_question_word, titles)) else None


def _above_answers(
    outline: Outline, blocks: Sequence[_Block], quotes: Sequence[_Quoted], enough: thresholds.Enough
) -> dict[int, int]:
    """The lines where answers end, by the indices of the quotes that ask above them."""
    edges = [at for at, one in enumerate(blocks) if not one.kind or one.kind is _QUOTE]
    edges.append(len(blocks))
    ends = {one.at: edges[bisect_right(edges, one.at)] for one in quotes}
    asked = [one for one in quotes if one.asks_or_orders and ends[one.at] > one.at + 1]
    if not _are_questions(asked, len(quotes), enough) or _are_letters(outline, blocks, asked):
        return {}
    longer = sum(ends[one.at] > one.at + 2 for one in asked[:-1])
    if not thresholds.HALF.of(longer, len(asked) - 1):
        ends[asked[-1].at] = asked[-1].at + 2  # what is below is text of the page
    answers = [" ".join(one.text for one in blocks[asking.at + 1 : ends[asking.at]]) for asking in asked]
    first = [blocks[one.at + 1] for one in asked]
    lists = [one for one in first if one.kind is _LIST]
    others = sum(asks(text) or (_is_short(text) and is_instruction(text)) for text in answers if text)
    heads = {text.partition(":")[0] or at for at, text in enumerate(answers)}  # who says it, or "Done."
    people = sum(names_people(one.title) or names_writer(said) for one, said in zip(asked, answers, strict=True))
    if (
        others * 4 > len(asked)
        or _too_many(enough, [one.title for one in asked]).of(people, len(asked))
        or not thresholds.HALF.of(len(heads), len(asked))
        or is_conversation([one.title for one in asked], answers)
        or (lists and thresholds.HALF.of(len(lists), len(asked)))
        or any(_has_options(outline, one) for one in lists)
    ):
        return {}
    return {one.at: blocks[ends[one.at] - 1].stop for one in asked}


def _are_letters(outline: Outline, blocks: Sequence[_Block], asked: Sequence[_Quoted]) -> bool:
    """Whether quotes are what people say: below a colon, below a greeting, or one in each section."""
    parts = {outline.part_at(blocks[one.at].start) for one in asked}
    is_led_to = any(blocks[one.at - 1].text.endswith((":", "：")) for one in asked if one.at)
    answers = {one.at + 1 for one in asked}
    texts = (one for at, one in enumerate(blocks) if one.kind is _TEXT and at not in answers)
    first = (outline.lines[one.start].rstrip() for one in texts)
    return is_led_to or any(map(_is_greeting, first)) or 0 in parts or len(parts) * 2 > len(asked)


def without_quotes(lines: Sequence[str], item: ListItem) -> tuple[list[str], list[str]]:
    """What an asking quote shows below its title, and what answers it, in the lines below the title."""
    own = list(lines[item.below : item.stop])
    stop = next((at for at, line in enumerate(own) if not is_quoted(line) or _callout(line)), len(own))
    answer = own[stop:]
    first = next_text(answer, 0)
    if first < len(answer) and _callout(answer[first]):
        answer = [*answer[:first], "", *map(without_quote, answer[first + 1 :])]
    return [without_quote(line) for line in own[:stop]], answer
