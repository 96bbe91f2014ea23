"""Distinguish numbers that only number the questions of a page from numbers that are part of a question.

    1. What is a tag?      2. What is a branch?      a list: leading numbers are ignored
    1.1 Why?   T5-3 Why?   E-01 Why?                 with parts or a code: if they count up
    Q3: Why?   [Q3] Why?   Question 4 (easy): How?   numbers, in any position; also Q3b:
    B2 – Why?  G2B02. Why?                           a letter or code: if all titles have one, and count up from 1
    P3. Why?   Câu 4 Why?   Quiz 3: Why?             a word or letter: with others that count up
    404: what does it say?                           a subject: it is kept
    127.0.0.1: what is it called?

A single title is ambiguous, so all titles of a page are decided together, once: the parser calls `numbers_of` between
block and inline parsing, and all other code reads the number from the opening token.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from anki_export.source.thresholds import HALF, NUMBERED, WITHOUT_SIGNS
from anki_export.text.classify_labels import QUESTION_MARKS
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.word_patterns import Words, alternatives

UNSPACED = r"(?-i:(?![\x00-\u303f])\w)"
"""A letter of Chinese, Japanese or Korean: compiling a class with all of these takes as long as reading a page."""
_DIGITS = r"(?P<{}>\d+(?:\.\d+)*)"
NUMBER_SIGN = r"(?:\#|№|č\.|n(?:[º°]|[or]\b)\.?:?)"
"""A sign or abbreviation between a word and its number: `Question No. 3`."""
_WORD = regex(
    lambda: (
        rf"""(?: (?P<question> {alternatives("question")} | [qｑ] ) | (?P<word> {alternatives("numbered", "quiz")} )
          | (?P<letter> {alternatives("question_letter")} ) )
        (?: \s* (?: [-.] | \. \s (?= \d+ (?: [.:)] | \Z )) | {NUMBER_SIGN}\s* )?
            {_DIGITS.format("n1")} (?P<part> [a-z] (?= \s? [:：)] ) )? )?
        (?: \s* \([^()]*\) )?
        (?P<sign> \s* (?: [:：)、] | \. (?! [A-Z]\. | \d ) ) | \s+ [-–—] (?= \s )      # Q: Q1. Question 3 (easy): Q1 -
          | (?= \s+ [\w¿"'«“‘`*<] | {UNSPACED} | \Z ) ) \s*"""
    ),  # Câu 3 … 问题3 … **Zad. 3** …
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = Words("question", "numbered", "quiz", "question_letter")
"""What such a number begins with, besides Q: few titles do, and only those need the pattern."""
_NAMED = Words("question", ending=r"\s*[:：]\s*(?=\S)")
"""What may follow the number of a list: `1. Question: Why?`"""
_IN_BRACKETS = regex(  # [Q3] 【Q3】
    lambda: (
        rf"[\[【]\s*(?P<question>q|{alternatives('question')})\s*{NUMBER_SIGN}?\s*(?P<n1>\d{{1,4}})\s*[\]】]"
        r"(?P<sign>:?)\s*(?=[^\s(\[])"
    ),
    re.IGNORECASE,
)
_TH = regex(r"(?P<th>第)\s*(?P<n1>\d+)\s*[题題問问][:：.)、]?\s*")  # 第3题
_NEXT = r"[A-Z][a-z]|[А-ЯЁЇІЄҐ][а-яёїієґ]|（|《|“|「|[☀-➿⬀-⯿\U0001f300-\U0001faff]|" + UNSPACED
"""What a title may begin with right behind the sign of a number; as a set, its signs take longer to compile."""
_SPACED = regex(rf"(?P<list>\#?{_DIGITS.format('n1')}\s*(?:[-.]?\)|\.[-–—]?)(?=\s))\s*")
"""Most numbers: `1. Why?`. The pattern of all takes as long to compile as some pages to read."""
_LISTED = regex(
    rf"(?P<list>\#?{_DIGITS.format('n1')}\s*(?:(?:[-.]?\)|\.[-–—]?)(?=\s|`|{_NEXT}|$)|、|．|）))\s*"
)  # 1. 2) 3-) 4.-
_NUMBER = regex(
    rf"""(?: (?P<list> (?P<n8>\d)\ufe0f?\u20e3                                             # 1️⃣
            | \( (?P<n2>\d+) \) (?= \s ) | \# (?P<n3>\d+) (?: :? (?= \s ) )              # (2) #3
            | (?: 【 (?P<n6>\d+) 】 | （ (?P<n7>\d+) ） ) (?= \S ) )                        # 【2】 （2）
          | {_DIGITS.format("n4")} \s* : (?= \s | ` | [A-Z][a-z] | $ )                    # 3: or 404:
          | (?P<n5>\d+) \s+ [-–—] (?= \s )                                               # 3 - or 404 -
        ) \s*""",
    re.VERBOSE,
)
_BOLD_NUMBER = regex(r"(\*\*|__)(?P<text>.+?)\1\s*")
_ONLY_Q = regex(
    lambda: (
        rf"""(?: [^\W\d_]+ \s+ \d{{1,4}} \s* [-–—:,] \s* )?  # Topic 2 - Question 7
        (?: (?: q | {alternatives("question", "numbered")} ) \s* (?: - | {NUMBER_SIGN} \s* )?
              \d{{1,4}} (?: \. \d{{1,2}} )*
          | \d{{1,4}} \s* [.)]? \s* {alternatives("question")}  # 7. Soru
          | 第 \s* \d{{1,4}} \s* [题題問问] )
        (?: \s* (?: \([^()]*\) | \[[^\[\]]*\] ) )? \s* [.:)]? (?: \s+ (?P<mark> [*_] ) [^*_]+ (?P=mark) )?"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_BOLD = ("**", "__")
_DIGIT = regex(r"\d")
_PARTS = regex(r"\d\.\d")
_DIGIT_RUN = regex(r"\d+")
_BARE = regex(
    r"(?P<bold>(?:\*\*|__)(?=[A-Z]))?(?P<number>\d{1,3}(?:\.\d{1,2}){0,3}|[A-Z]{1,3}\d{1,2}[-.]\d{1,3}(?=[:.)*_]{0,3}\s))"
    r"(?:[:.)]?(?(bold)(?P=bold)[:.)]?)\s+(?!\d|[^\w\s](?:\s|\d))(?=\S)|[.)](?=[^\W\d_]{2}|[¿¡]))"
)
"""A number without a sign, or without a space after it, before a word and not before an operator; or `T5-3`."""
_LETTERED = regex(
    r"(?P<bold>\*\*|__)?(?P<letter>[A-Z]{1,3}(?:\d[A-Z])?)(?P<number>\d{1,3})"
    r"(?:[:.)](?(bold)(?P=bold))|(?(bold)(?P=bold)(?:[:.)]|\s[-–—])?|(?:[:.)]|\s[-–—])))\s+(?=\S)"
)
"""A number behind letters or a code, `B1 –` or `G2B01.`, with a sign or in bold."""
_CODE = regex(
    r"(?P<bold>\*\*|__)?(?P<letters>[A-Z]{1,4}[-.])(?P<number>\d{1,3})(?:[:.)]?(?(bold)(?P=bold))[:.)]?|\s[-–—])\s+(?=\D)"
)
"""A number behind letters and a hyphen or point, perhaps in bold."""
_LETTER = regex(r"\(?(?P<letter>[A-Za-z])[.)]\s+(?=\S)")
"""A letter with a sign."""
_PART_OF_NUMBER = regex(r"\d+|[A-Z]+")
_REFERS = Words("refers")
_FEW_WORDS = 6
"""In a question that has no subject but what is before it: "B1. What is it good for?"."""
_LONGEST_WORD = 40
"""In characters."""
_SMALL = 100
"""Question numbers are usually smaller; status codes, ports and years are not."""
_LONG = 10
"""This many consecutive numbers are a list, whatever number it starts at."""
_RUN = 3
"""This many numbers after the same word or letter are a list, if most follow another."""


class QuestionNumber(Struct, frozen=True):
    """What numbers a question before its text: `1.`, `(2)`, `Q3:`, or only `Q.`."""

    rest: str
    """The title without it."""
    mark: str
    """`Q` for "Question:", `.` for list markers, `:` for markers that can also follow a subject.

    Otherwise it is a word or letter that only numbers questions beside others, such as `câu` or `p`.
    """
    value: int | None = None
    """None for a word alone, or for a number with several parts such as 1.2 and 3b."""
    place: tuple[int, int] = (0, 0)
    """The position of the digits in the title."""


@lru_cache(maxsize=1 << 11)  # the formats of a page ask this of the same lines
def number_of(title: str) -> QuestionNumber | None:
    """What may number a title; the other titles decide whether it does.

    >>> number_of("**Q12 (easy):** Why?")
    QuestionNumber(rest='Why?', mark='Q', value=12, place=(3, 5))
    >>> number_of("127.0.0.1: what is it?").value, number_of("3.5 percent of what?")
    (None, None)
    >>> number_of("4.⭐ Why?").rest, number_of("4.5 ⭐")
    ('⭐ Why?', None)
    >>> number_of("**Zad. 7** Ile to jest?").rest
    'Ile to jest?'
    >>> number_of("7. Frage: Warum?")
    QuestionNumber(rest='Warum?', mark='Q', value=7, place=(0, 1))
    """
    is_bold = title.startswith(_BOLD)
    bold = _BOLD_NUMBER.match(title) if is_bold else None
    found = _found(bold["text"], 0) if bold else None
    found = found if bold and found and found.end() == len(bold["text"]) else None
    if bold and found and title[bold.end() :]:
        start, shift, rest = 0, bold.start("text"), title[bold.end() :]
    else:
        start = len(_BOLD[0]) if is_bold else 0
        found = _found(title, start)
        shift, rest = 0, title[:start] + title[found.end() :] if found else ""
    if found is None:
        return None
    groups = found.groupdict()
    group = next((name for name, digits in groups.items() if name[0] == "n" and digits), None)
    mark = _mark(found[0], groups, group is not None, title.endswith(QUESTION_MARKS))
    if not mark:
        return None
    if not rest.strip("*_ "):
        if mark != ".":
            return None
        rest = title  # the question is missing, but its number counts
    if mark == "." and (end := _NAMED.end(rest.lower(), start)) > 0:
        mark, rest = "Q", rest[:start] + rest[end:]
    if group is None:
        return QuestionNumber(rest, mark)
    has_parts = "." in found[group] or groups.get("part")
    value = int(found[group]) if not has_parts and len(found[group]) < 6 else None
    begin, end = found.span(group)
    return QuestionNumber(rest, mark, value, (begin + shift, end + shift))


def without_number(title: str) -> str:
    number = number_of(title)
    return number.rest if number else title


def _found(title: str, start: int) -> re.Match[str] | None:
    """What may be a number that begins there, as one of the patterns matches it."""
    first = title[start : start + 1]
    if first in "[【" and (bracketed := _IN_BRACKETS.match(title, start)):
        return bracketed
    if first.isdigit() or first in "#(【（":
        return _SPACED.match(title, start) or _LISTED.match(title, start) or _NUMBER.match(title, start)
    if first == "第":
        return _TH.match(title, start)
    if not (_DIGIT.search(title, start) or any(sign in title for sign in ":：.)")):
        return None  # one of these is behind a word that numbers
    words = _DIGIT.sub(" ", title[start : start + _LONGEST_WORD]).lower()
    if first in "qQｑＱ" or _WORDS.end(words) > 0:
        return _WORD.match(title, start)
    return None


def _mark(found: str, groups: Mapping[str, str | None], has_number: bool, asks: bool) -> str:
    """The mark of a number, which has some groups; empty without one.

    Where the title does not ask, `Q1` without a sign may be a quarter of a year.
    """
    sign = (groups.get("sign") or "").strip()
    is_closed = sign != "" and sign in "：:.)"
    is_closed = is_closed or found[:1] in "[【" or "." in found  # Q.1
    if (groups.get("question") and (is_closed or (sign and has_number))) or groups.get("th"):
        return "Q"
    if word := groups.get("question") or groups.get("word"):
        return word.casefold() if has_number and (asks or word not in "qQｑＱ") else ""
    if letter := groups.get("letter"):
        is_apart = sign == "：" or found[-1:].isspace()
        return letter.casefold() if has_number and is_closed and is_apart else ""
    return "." if groups.get("list") else ":"


def has_q(text: str) -> bool:
    """Whether a text begins with `Q.`, perhaps with a number: a label of questions."""
    number = number_of(text)
    return number is not None and number.mark == "Q"


def is_only_q(title: str) -> bool:
    """Whether a title is `Q7` or `Question 7`, without a question after it."""
    return title[-1:] not in QUESTION_MARKS and any(map(str.isdigit, title)) and _ONLY_Q.fullmatch(title) is not None


def number_of_label(title: str) -> int | None:
    """The number of a title that is nothing else, such as `Q7`; None if it has parts.

    >>> number_of_label("Question 7"), number_of_label("Why 7"), number_of_label("Question 1.7")
    (7, None, None)
    """
    digits = _DIGIT_RUN.findall(title) if is_only_q(title) else ()
    return int(digits[-1]) if digits and not _PARTS.search(title) else None


def numbers_of(titles: Sequence[str]) -> list[QuestionNumber | None]:
    """What numbers each title of a page, or None; it depends on the other numbers."""
    found = numbers_in_order(titles)
    found = found if any(found) else _coded(titles) or found
    return [one if is_number else None for one, is_number in zip(found, _decided(found), strict=True)]


def numbers_in_order(titles: Sequence[str]) -> list[QuestionNumber | None]:
    """What may number each title; the sign or space after a number that continues those above may be missing.

    >>> [one and one.value for one in numbers_in_order(["1. Why?", "2 Name it", "2 of how many?", "3.js or ts?"])]
    [1, 2, None, 3]
    >>> [one and one.rest for one in numbers_in_order(["7 Why?", "8 How?", "9 Who?"])]
    ['Why?', 'How?', 'Who?']
    """
    found = [number_of(title) for title in titles]
    if not any(found):
        return _behind_letters(titles) or _letters(titles) or _without_signs(titles)
    last: int | None = None
    numbered = [(at, one.value) for at, one in enumerate(found) if one]
    for at, title in enumerate(titles):
        if found[at] is None and last is not None and (match := _BARE.match(title)):
            value = _value(match["number"])
            below = bisect_left(numbered, (at,))
            after = numbered[below][1] if below < len(numbered) else None
            if value is not None and value == last + 1 and (value != after or match[0][-1] in ".)"):
                found[at] = QuestionNumber(title[match.end() :], ".", value, match.span("number"))
        if one := found[at]:
            last = one.value if one.mark == "." else None
    return found


def _all_matches(pattern: re.Pattern[str], titles: Sequence[str]) -> list[re.Match[str]]:
    """The matches at the start of titles if there are several of these and all have one."""
    if len(titles) < _RUN or not pattern.match(titles[0]):
        return []  # as on most pages
    found = [match for title in titles if (match := pattern.match(title))]
    return found if len(found) == len(titles) else []


def _behind_letters(titles: Sequence[str]) -> list[QuestionNumber | None]:
    """The numbers behind a letter that all titles have, `**E1.** Why?`, if they count up from 1: others are subjects.

    >>> [one and one.rest for one in _behind_letters(["**E1.** Why?", "**E2.** What?", "**E3.** How?"])]
    ['Why?', 'What?', 'How?']
    >>> [one and one.rest for one in _behind_letters(["G2B01: Why?", "G2B02: What?", "G2B03: How?"])]
    ['Why?', 'What?', 'How?']
    >>> _behind_letters(["B1. Why?", "B2. Who?", "B12. How?"]), _behind_letters(["A1. Who?", "A2. Who?", "A3. Who?"])
    ([], [])
    >>> _behind_letters(["A1. Where is it?", "A2. How long is it?", "A3. Who built the road?"])
    []
    """
    if not (found := _all_matches(_LETTERED, titles)):
        return []
    places = [(match["letter"], int(match["number"])) for match in found]
    follows = [number == 1 or (letter, number - 1) == above for above, (letter, number) in pairwise(places)]
    rise = sum(number > 1 for _, number in places) * 2 >= len(places)
    rise = rise and max(Counter(letter for letter, _ in places).values()) >= _RUN  # A1, A2, B1 are levels
    is_list = places[0][1] == 1 and all(follows) and rise
    return _unless_subjects(found, {f"{letter}{number}" for letter, number in places}) if is_list else []


def _coded(titles: Sequence[str]) -> list[QuestionNumber | None]:
    """The numbers behind the same letters in all titles, if each is one more than that above, and others ask.

    They have zeros before them, or are many from 1 on: `H-1`, `H-2` and `H-3` may be visas.

    >>> [one and one.rest for one in _coded(["E-01 Why?", "E-02 What?", "E-03 How?"])]
    ['Why?', 'What?', 'How?']
    >>> _coded(["H-1 Who?", "H-2 When?", "H-3 What?"]), _coded(["H-01 visa?", "H-02 visa?", "H-03 passport?"])
    ([], [])
    """
    found = _all_matches(_CODE, titles)
    if len({match["letters"] for match in found}) != 1:
        return []
    rests = [match.string[match.end() :] for match in found]
    numbers = [int(match["number"]) for match in found]
    is_code = found[0]["number"][0] == "0" or (numbers[0] == 1 and len(numbers) >= _LONG)
    is_code = is_code and all(b == a + 1 for a, b in pairwise(numbers)) and not any(rest[0].islower() for rest in rests)
    is_code = is_code and HALF.of(sum(rest.endswith(QUESTION_MARKS) for rest in rests), len(rests))
    return _unless_subjects(found, {f"{match['letters']}{match['number']}" for match in found}) if is_code else []


def _unless_subjects(found: Sequence[re.Match[str]], names: Set[str]) -> list[QuestionNumber | None]:
    """The numbers of codes before questions, if these differ, and neither name codes nor ask about that before them."""
    rests = [match.string[match.end() :] for match in found]
    refer = sum(_REFERS.are_in(rest.lower()) and size_in_words(rest) <= _FEW_WORDS for rest in rests)
    are_unlike = len(set(map(normalised, rests))) == len(rests)
    if not are_unlike or HALF.of(refer, len(rests)) or any(name in rest for name in names for rest in rests):
        return []
    return [QuestionNumber(rest, ".", None, match.span("number")) for rest, match in zip(rests, found, strict=True)]


def _letters(titles: Sequence[str]) -> list[QuestionNumber | None]:
    """The letters of titles, if all have one, and each follows the one before or starts again.

    >>> [one and one.rest for one in _letters(["a) Why?", "b) What?", "c) How?"])]
    ['Why?', 'What?', 'How?']
    >>> _letters(["A. Smith?", "C. Jones?", "B. Brown?"]), _letters(["a) Why?", "What?", "c) How?"])
    ([], [])
    """
    if not (found := _all_matches(_LETTER, titles)):
        return []
    letters = [match["letter"].lower() for match in found]
    follows = [other == "a" or ord(other) == ord(one) + 1 for one, other in pairwise(letters)]
    rests = [title[match.end() :] for match, title in zip(found, titles, strict=True)]
    are_unlike = len(set(map(normalised, rests))) == len(rests)
    is_list = letters[0] == "a" and letters.count("a") * 2 < len(letters) and all(follows) and are_unlike
    return [QuestionNumber(rest, ".") for rest in rests] if is_list else []


def _without_signs(titles: Sequence[str]) -> list[QuestionNumber | None]:
    """The numbers of titles none of which has a sign after it, if most have one and these count up.

    They start at 1, unless all titles have one and each follows the one before.

    >>> [one and one.rest for one in _without_signs(["1.1 Why?", "1.2 What?", "2.1 How?"])]
    ['Why?', 'What?', 'How?']
    >>> _without_signs(["1.5 liters of what?", "2.4 GHz of what?"]), _without_signs(["3 ways", "1 way", "2 ways"])
    ([None, None], [None, None, None])
    >>> [one and one.rest for one in _without_signs(["1.1 typeof", "1.2 new", "1.3 this", "2.2 call"])]
    ['typeof', 'new', 'this', 'call']
    >>> [one and one.rest for one in _without_signs(["T5-1 Why?", "T5-2: What?", "**T5-3** How?"])]
    ['Why?', 'What?', 'How?']
    """
    found = [_BARE.match(title) for title in titles]
    if not any(found):
        return [None] * len(titles)  # as on most pages
    values = [
        [int(part, 10 if part.isdecimal() else 36) for part in _PART_OF_NUMBER.findall(match["number"])]
        for match in found
        if match
    ]
    follows = [other == [*one[:-1], one[-1] + 1] for one, other in pairwise(values)]
    steps = sum(is_next or value[-1] == 1 for is_next, value in zip(follows, values[1:], strict=True))
    amounts = sum(  # of which none has parts
        title[match.end()].islower() and match["number"].isdecimal()
        for match, title in zip(found, titles, strict=True)
        if match
    )
    have_parts = len(values) == len(titles) and all(len(value) > 1 for value in values)
    rise = have_parts and all(one < other for one, other in pairwise(values))  # some of a section are left out
    enough = NUMBERED if rise else WITHOUT_SIGNS
    is_list = HALF.of(len(values), len(titles)) and enough.of(steps, len(values) - 1)
    is_list = is_list and not HALF.of(amounts, len(values))  # "3 ways to …"
    may_start_later = len(values) == len(titles) and (all(follows) or (rise and len(max(values, key=len)) > 2))
    is_list = is_list and (values[0][-1] < 2 or may_start_later)
    asked = [normalised(title[match.end() :]) for match, title in zip(found, titles, strict=True) if match]
    is_list = is_list and (
        len(set(asked)) == len(asked) or all(match["number"][0].isdecimal() for match in found if match)
    )
    return [
        QuestionNumber(title[match.end() :], ".", _value(match["number"]), match.span("number"))
        if match and is_list
        else None
        for match, title in zip(found, titles, strict=True)
    ]


def _value(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else None


def counts_up(values: Sequence[int]) -> bool:
    """Whether numbers form a list: it starts at 0 or 1, or is long, and most numbers follow another.

    Order does not matter, because an edit can swap, repeat or remove some. A list that starts at 2 lost its first
    question.

    >>> counts_up([1, 2, 4, 5, 1, 2]), counts_up([1, 3, 2]), counts_up([200, 301, 404]), counts_up(range(21, 41))
    (True, True, False, True)
    """
    known, lowest = set(values), min(values, default=_SMALL)
    following = sum(value - 1 in known or value in (0, 1, lowest) for value in values)
    if lowest < 2 or (lowest == 2 and len(known) > 1):
        return following * 2 > len(values)
    return len(values) >= _LONG and following * 5 >= len(values) * 4


def can_be_renumbered(numbers: Sequence[QuestionNumber]) -> bool:
    """Whether the numbers of a page were meant to be 1, 2, 3, in any order, and mean nothing else.

    >>> [can_be_renumbered([QuestionNumber("", ".", n) for n in page]) for page in ([3, 1, 2], [22, 80, 53], [1, 404])]
    [True, False, False]
    """
    values = [one.value for one in numbers if one.value is not None]
    return len(_near(values)) == len(values) > 0 and (min(values) < 2 or counts_up(values))


def _decided(numbers: Sequence[QuestionNumber | None]) -> list[bool]:
    """For each title, whether its prefix is a number, judged by titles with the same marker."""
    marks = {one.mark for one in numbers if one}
    listed = {mark: _listed(mark, [one for one in numbers if one and _counts_with(one, mark)]) for mark in marks}
    return [
        one is not None
        and (one.mark == "Q" or (one.mark == "." and one.value is None) or one.value in listed[one.mark])
        for one in numbers
    ]


def _counts_with(number: QuestionNumber, mark: str) -> bool:
    """Whether a number has this marker; "Question 3:" also counts with "Question 4 Why?"."""
    return number.mark == mark or (number.mark == "Q" and mark not in ".:")


def _listed(mark: str, numbers: Sequence[QuestionNumber]) -> frozenset[int]:
    """The values that only number questions, among those with one kind of marker.

    With list markers, these are small ones, and large ones if they are consecutive. With a colon or dash, only those
    of a list that counts up, and none if most titles are otherwise equal: they ask about the number. With a word or
    letter, three that follow each other, wherever they start.
    """
    values = [one.value for one in numbers if one.value is not None]
    near = _near(values)
    if not near:
        return frozenset()
    if mark == ".":
        small = [value for value in values if value < _SMALL]
        rising = sum(b - a == 1 for a, b in pairwise(values))
        is_list = len(small) * 2 >= len(values) or rising * 2 >= len(values) - 1 > 0
        return frozenset([*small, *near]) if is_list else frozenset(small)
    asked = {normalised(one.rest) for one in numbers if one.value in near}
    if len(near) * 2 <= len(values) or len(asked) * 2 < len(near):
        return frozenset()
    if mark == ":":
        is_list = counts_up(near)
    else:
        is_list = len(near) >= _RUN and sum(value - 1 in near for value in near) * 2 >= len(near) - 1
    return frozenset(near) if is_list else frozenset()


def _near(values: Sequence[int]) -> list[int]:
    """The values without those far beyond the length of the list."""
    furthest = min(values, default=0) + len(values) * 2 + _LONG
    return [value for value in values if value <= furthest]
