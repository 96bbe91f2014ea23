"""Keys that no word names: nothing but numbers of questions above with letters of their options.

    ## Rješenja               Megoldások: 1b 2a 4c          ---               > 1–4: BACB

    1 b, 2 a, 4 c                                           1. b
                                                            2. a
                                                            3. c

Three letters, and three in four of the questions with options, must be of options that these have. A heading, bold
line, label or rule right above begins the section, or the title of a collapsed block. Not keys: letters that no option
has, the same letter each time, lines with other text; nor below surveys, clauses and parts of tasks, which do not ask.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.body.option_letters import OF_OPTIONS, OPTION, has_second_option, option_name
from anki_export.source.candidates.answer_keys import LETTERS_OF_ONE, keyed_answers, letters_in_order
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.numbered_units import (
    Section,
    Unit,
    asked_text,
    heading_unit,
    lines_below,
    numbered_lines,
)
from anki_export.source.lines import bold_line, is_blank, is_rule, last_text
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import is_label_of
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    has_blank,
    is_clear_question,
    names_people,
    names_writer,
    wants_answer,
)
from anki_export.text.word_patterns import Words

_MAY_BE = regex(
    rf"\d{{1,4}}(?:[^\w\n]{{0,8}}[{OF_OPTIONS}](?!\w)(?:(?:\W|<br>){{1,12}}|[^\n]{{0,80}}\n\W{{0,4}}(?:\w{{1,12}}\W{{0,2}})?)"
    rf"\d{{1,4}}[^\w\n]{{0,8}}[{OF_OPTIONS}](?!\w)"
    rf"|\s?[-–—~～]\s?\d{{1,4}}\W{{0,3}}[{OF_OPTIONS}]\W?[{OF_OPTIONS}]|\s*\|\s*\d{{1,4}}\s*\|)"
)
_MAY_BE_OPTION = regex(r"\n[ \t]*+(?:[-*+][ \t]+)?[*_(（]*+[^\W\d_][*_]*+[).:．、：]")
_MAY_BE_IN_ORDER = regex(
    rf"\n(?:[^\n:：]{{0,40}}[:：])?[\W_]*(?:[{OF_OPTIONS}](?:[\s,;，、·]+[{OF_OPTIONS}]){{3}}|[A-J]{{4,}})[^\w\n]*(?=\n|\Z|[^\W_])"
)
_OF_LINE = regex(rf"(?<!\w)[(（]?(?P<letter>[{OF_OPTIONS}])(?:\*\*|__)?\s?[).:．、：）]")
"""The letter of an option in its line, which others may share."""
_NAMED = regex(rf"[\W_]*(?P<letters>{LETTERS_OF_ONE})(?:[\W_]*\Z|(?:[*_]*[).:：]|\s+[(–—-])(?P<rest>.*))")
"""The letter of an option, perhaps with its text or a remark."""
_LETTER = regex(rf"[{OF_OPTIONS}]")
_OPENERS = ("???", "!!!", ":::", "<", ">", "===", "```", "~~~")
_COLONS = (":", "：")
_COLON = regex(r"[:：]")
_HAS_WORD = regex(r"[^\W\d_]{2}|[^\W\d_\u0000-\u2fff]")
_NAMES_KEY = Words("answer", "solution", "right")
_OF_TEST = Words("quiz", "announces", "exercise", "question", "questions")
_LONGEST_LABEL = 8
"""In words."""


def may_have_evident_key(text: str) -> bool:
    """Whether a text has options, and numbers with letters, a range or row of numbers, or letters in a line."""
    if not _MAY_BE_OPTION.search(text):
        return False  # as most
    return _MAY_BE.search(text) is not None or _may_have_letters_in_order(text)


def _may_have_letters_in_order(text: str) -> bool:
    return _MAY_BE_OPTION.search(text) is not None and _MAY_BE_IN_ORDER.search("\n" + text) is not None


class _Named(Struct, frozen=True, order=True):
    """Options that a line names by their letters, and the number of their question."""

    line: int
    number: int
    letters: Set[str]
    rest: str
    """What follows the letters: the text of the option, or a remark."""
    stop: int
    """The line below it."""


def sections_of_keys(
    outline: Outline, headings: Sequence[Section], title: str, *, in_order: bool = False
) -> Iterator[Section]:
    """The sections of such keys on a page with a title and headings, each with the line below it.

    `in_order` if of letters without numbers, as many as there are questions above, which are numbered 1, 2, 3.
    """
    if not (_may_have_letters_in_order if in_order else may_have_evident_key)(outline.text):
        return  # as most
    lines, start = outline.lines, 0
    numbered = [*filter(None, map(heading_unit, headings)), *numbered_lines(outline, headings)]
    units = sorted(numbered, key=lambda unit: unit.line)
    asked = [unit for unit in units if has_second_option(lines_below(lines, unit))]
    if not _ask(outline, asked):
        return
    titles = frozenset(normalised(one.title) for one in headings)
    named = () if in_order else _named(outline, [unit for unit in units if unit not in asked])
    blocks = [*(_lines_in_order(outline) if in_order else _blocks(lines, named, [one.line for one in asked], titles))]
    rivals = _rivals(blocks, [one.line for one in asked])
    for block in blocks:
        line = block[0].line
        above = [unit for unit in asked if start <= unit.line < line]
        first = _start(lines, line, titles)
        names = frozenset(normalised(one.title) for one in headings if one.line < first)
        is_key = line not in rivals and _fits(lines, above, block)
        is_key = is_key and (not in_order or [unit.number for unit in above] == [one.number for one in block])
        is_key = is_key and _may_be_called_key(title, _labels(lines[first : line + 1], names))
        if is_key and not any(map(has_answer_label, lines[start:first])):
            start = block[-1].stop
            is_list = first == line < block[-1].line and is_blank(lines[first - 1])
            yield Section(line if in_order else first - is_list, start, 7, "Answers")


def _lines_in_order(outline: Outline) -> Iterator[Sequence[_Named]]:
    """The lines of letters without numbers."""
    for number, line in enumerate(outline.lines):
        if not outline.is_code[number] and (letters := letters_in_order(line)):
            names = (frozenset({option_name(letter)}) for letter in letters)
            yield [_Named(number, at, name, "", number + 1) for at, name in enumerate(names, 1)]


def numbers_of_key_page(outline: Outline) -> Sequence[int]:
    """The numbers of a page that is nothing but letters with numbers, and titles; none if it is another page."""
    if not _MAY_BE.search(outline.text):
        return ()  # as most
    lines = outline.lines
    named = [one for one in _named(outline, list(numbered_lines(outline, ()))) if not one.rest]
    rest = {number for number, line in enumerate(lines) if not (_may_be_between(line, frozenset()) or is_rule(line))}
    are_several = thresholds.EVIDENT_KEY.of(len(named), 0) and any(one.letters != named[0].letters for one in named)
    return [one.number for one in named] if are_several and rest <= {one.line for one in named} else ()


def _ask(outline: Outline, units: Sequence[Unit]) -> bool:
    """Whether some units with options ask, or are to be completed, not as surveys, mails and tasks with parts do."""
    texts = [asked_text(outline.lines, unit) for unit in units]
    asking = sum(is_clear_question(text) or has_blank(text) for text in texts)
    open_ended = sum(text.endswith(_COLONS) and not is_clear_question(text) for text in texts)
    are_questions = announces_questions(outline.title) or (
        thresholds.QUARTER.of(asking, len(texts)) and thresholds.HALF.of(asking + open_ended, len(texts))
    )
    are_of_survey = thresholds.MARKED.of(sum(map(names_people, texts)), len(texts))
    are_of_writer = thresholds.HALF.of(sum(map(names_writer, texts)), len(texts))
    options = [line for unit in units for line in lines_below(outline.lines, unit) if OPTION.match(line)]
    orders = sum(wants_answer(_OF_LINE.sub("", line, count=1).strip(" -*+_")) for line in options)
    are_tasks = thresholds.HALF.of(orders, len(options))
    return are_questions and not (are_of_survey or are_of_writer or are_tasks)


def _named(outline: Outline, units: Sequence[Unit]) -> Sequence[_Named]:
    """The letters with numbers in keys, and in some items and lines with numbers."""
    every = {(one.line, one.number): (one.text, one.lines.stop if one.indent else one.line + 1) for one in units}
    keyed = keyed_answers(outline, range(len(outline.lines)))
    every |= {(one.line, one.number): (one.text, one.line + 1) for one in keyed}
    found = [
        _Named(line, number, set(map(option_name, _LETTER.findall(match["letters"]))), match["rest"] or "", stop)
        for (line, number), (text, stop) in every.items()
        if (match := _NAMED.match(text))
    ]
    return sorted(found, key=lambda one: (one.line, one.number))


def _blocks(
    lines: Sequence[str], named: Sequence[_Named], asked: Sequence[int], titles: Set[str]
) -> Iterator[Sequence[_Named]]:
    """The letters that no question is between, and no text but headings and labels of their lists."""
    starts = [
        at
        for at, (one, other) in enumerate(pairwise(named), 1)
        if bisect_left(asked, one.line) < bisect_left(asked, other.line)
        or not all(_may_be_between(line, titles) for line in lines[one.stop : other.line])
    ]
    yield from (named[start:stop] for start, stop in pairwise([0, *starts, len(named)]) if start < stop)


def _may_be_between(line: str, titles: Set[str]) -> bool:
    """Whether a line may be between the letters of a key: it shows nothing, or is of a table or a title."""
    return is_blank(line) or line.lstrip("> ")[:1] == "|" or _is_title(line) or normalised(line) in titles


def _is_title(line: str) -> bool:
    """Whether a line may begin the section of a key: a heading, a bold line, a label, a rule, or an opening tag."""
    text = line.strip()
    is_label = text.endswith(_COLONS) and len(text.split()) <= _LONGEST_LABEL
    return text.startswith("#") or bold_line(text) != "" or is_label or is_rule(line) or text.startswith(_OPENERS)


def _rivals(blocks: Sequence[Sequence[_Named]], asked: Sequence[int]) -> Set[int]:
    """The first lines of blocks that answer a question twice, as the choices of several people do."""
    return {
        block[0].line
        for one, other in pairwise(blocks)
        if bisect_left(asked, one[0].line) == bisect_left(asked, other[0].line)
        and {pair.number for pair in one} & {pair.number for pair in other}
        for block in (one, other)
    }


def _labels(lines: Sequence[str], titles: Set[str]) -> Sequence[str]:
    """What the lines above the letters of a key, and the start of their first line, call these, but for titles."""
    *above, first = lines
    cells = chain.from_iterable(line.split("|") if "|" in line else [line] for line in above)
    texts = [*cells, first[: match.start()] if (match := _COLON.search(first)) else ""]
    return [text for text in map(normalised, map(without_tags, texts)) if _HAS_WORD.search(text) and text not in titles]


def _may_be_called_key(title: str, labels: Sequence[str]) -> bool:
    """Whether the title of a page, or what is above its letters, lets these be a key, not the choices of someone.

    Without a label they may; one that names no answers needs a title that names a test or the like.
    """
    if any(names_people(one) or is_label_of(one, "hint", "note") for one in labels):
        return False
    names_key = any(_NAMES_KEY.are_in(one) or is_label_of(one, "key") for one in labels)
    return not labels or names_key or _OF_TEST.are_in(title.lower())


def _start(lines: Sequence[str], line: int, titles: Set[str]) -> int:
    """The line at which the section of a key begins, from the titles and the table above it on."""
    above = last_text(lines, line)
    while above >= 0 and _may_be_between(lines[above], titles) and not OPTION.match(lines[above]):
        line, above = above, last_text(lines, above)
    return line


def _fits(lines: Sequence[str], asked: Sequence[Unit], block: Sequence[_Named]) -> bool:
    """Whether each letter of a key is that of an option of a question with its number, and most of these have one.

    Half of the letters have nothing beside them, or the text of their option. A key has several letters.
    """
    if not thresholds.EVIDENT_KEY.of(len(block), len(asked)) or all(one.letters == block[0].letters for one in block):
        return False
    by_number: Mapping[int, list[Sequence[str]]] = defaultdict(list)
    for unit in asked:
        by_number[unit.number].append([line for line in lines_below(lines, unit) if OPTION.match(line)])
    bare = 0
    for one in block:
        options = [of_unit for of_unit in by_number.get(one.number, ()) if one.letters <= _letters_of(of_unit)]
        if not options:
            return False
        said = f" {normalised(one.rest)} "
        bare += not said.strip() or any(said in f" {normalised(' '.join(of_unit))} " for of_unit in options)
    return thresholds.HALF.of(bare, len(block))


def _letters_of(options: Sequence[str]) -> Set[str]:
    """The letters of the options in some lines."""
    return {option_name(letter) for line in options for letter in _OF_LINE.findall(line)}
