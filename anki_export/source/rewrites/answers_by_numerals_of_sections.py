"""The answers to numbered sections get the headings of these before a page is parsed, line by line:

    ## 一、选择题                      ## 一、选择题
    1. …                             1. …
    ## 二、判断题（对的打√）             ## 二、判断题（对的打√）
    1. …                             1. …

    ## 参考答案                        ## 参考答案
                                     ### 一、选择题
    一、1. B　2. C                    1. B　2. C
    二、判断题                         ### 二、判断题（对的打√）
    1. √　2. ×                       1. √　2. ×

Roman numerals are numbers of sections, too, and sections may begin with a bold or a plain line. They count up from the
first and have titles of their own, those of the answers are among them, and between both something names answers.
"""

import re
from collections.abc import Iterator, Sequence

from anki_export.source.candidates.answer_keys import letters_in_order
from anki_export.source.candidates.answer_sections import names_answers
from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.text.lazy_regex import regex

_NUMERALS = (
    ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
    ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"),
    ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"),
)
_SECTION = regex(
    r" {0,3}(?P<rank>#{1,6}[ \t]+)?(?:\*\*)?"
    r"(?P<numeral>[一二三四五六七八九十]{1,2}|[IVX]{1,4}|[Ⅰ-Ⅻ])[、.．:：)]\s*"
)
_AFTER_NUMERAL = regex(r"\A[ #*]*[^\s、.．:：)]+[、.．:：)]")
_KEY = regex(r"(?P<label>[^\d(（]*?(?:[:：]|\s|\A)\s*)(?P<key>[(（]?\d{1,3}\s*[.．、:：)）-]?\s*[^\s\d].*)")
_AROUND_TITLE = " #*:："
_FEWEST = 2
_DEEPEST = 6
"""The lowest level of a heading in Markdown."""


def answers_below_headings(outline: Outline) -> Changes:
    """The lines that begin a section, or the answers to one, as headings with the same title."""
    found = matching_lines(outline, _SECTION)
    for numerals in _NUMERALS:
        of_kind = {at: numerals.index(one["numeral"]) for at, one in found.items() if one["numeral"] in numerals}
        if (places := _sections_and_answers(outline, of_kind)) is not None:
            return dict(_changes(outline, found, *places))
    return {}


def _sections_and_answers(outline: Outline, places: dict[int, int]) -> tuple[Sequence[int], int, dict[int, int]] | None:
    """The lines of the sections, the one that names answers, and those of the answers with the places of these."""
    lines = list(places)
    again = next((count for count, at in enumerate(lines) if places[at] != count), len(lines))
    asked, said = lines[:again], lines[again:]
    order = [places[at] for at in said]
    if again < _FEWEST or len(said) < _FEWEST or order != sorted({*order}) or order[-1] >= again:
        return None
    between = range(asked[-1] + 1, said[0])
    named = next((at for at in between if names_answers(outline.lines[at].strip(_AROUND_TITLE))), None)
    titles = {_AFTER_NUMERAL.sub("", outline.lines[at]).strip(_AROUND_TITLE) for at in asked}
    if named is None or len(titles) < len(asked):  # headings with the same title would be one section
        return None
    return asked, named, {at: places[at] for at in said}


def _changes(
    outline: Outline, found: dict[int, re.Match[str]], asked: Sequence[int], named: int, said: dict[int, int]
) -> Iterator[tuple[int, str]]:
    lines = outline.lines
    level = min((len(found[at]["rank"].strip()) for at in asked if found[at]["rank"]), default=2)
    titles = [lines[at].strip(_AROUND_TITLE) for at in asked]
    for at in (*asked, named):
        yield at, f"{'#' * level} {lines[at].strip(_AROUND_TITLE)}"
    below = "#" * min(level + 1, _DEEPEST)
    for at, place in said.items():
        rest = lines[at][found[at].end() :].strip(" *")
        key = _KEY.fullmatch(rest)
        if not (key or letters_in_order(rest)):
            yield at, f"{below} {titles[place]}"
        elif is_blank(lines[at - 1]):
            yield from ((at - 1, f"{below} {titles[place]}"), (at, key["key"] if key else rest))
        else:
            yield at, f"{titles[place]}: {key['key'] if key else rest}"
