"""The letters and numbers by which authors name options: `A) a file`, `(b) a name`, `В. папка`, `Ｄ、名前`.

Several options may share a line: `(a) a file (b) a name`, `**A.** a file **B.** a name`, `a. a file <br> b. a name`.
"""

import re
from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from unicodedata import normalize

from markdown_it.token import Token

from anki_export.source.body.blocks import closing, inline_lines, text_of, with_content
from anki_export.source.question_numbers import UNSPACED
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

LETTERS = ascii_uppercase[:10]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_KATAKANA = "アイウエオカキクケコ"
_GEORGIAN = "აბგდევზთიკ"
OTHERS = (
    "АБВГДЕЖЗИК", "ΑΒΓΔΕΖΗΘΙΚ", _CIRCLED, _KATAKANA, "가나다라마바사아자차",
    "אבגדהוזחטי", "أبجدهوزحطي", "กขคงจฉชซฌญ", "कखगघङचछजझञ", "কখগঘঙচছজঝঞ", "ԱԲԳԴԵԶԷԸԹԺ", _GEORGIAN,
)  # fmt: skip
"""The letters of other languages in the order in which they name options, and numbers in circles."""
SEQUENCES = (LETTERS, *OTHERS, tuple(str(number) for number in range(1, 11)))
"""What options are named by, in order; numbers last."""
BY_FIRST = {names[0]: names for names in SEQUENCES}
"""The same by the first name."""
_UNSIGNED = f"[{_CIRCLED}]|[{_KATAKANA}](?=[ \u3000])"
"""What needs no sign after it."""
CAPITALS = "A-J\uff21-\uff2a" + "".join(OTHERS)
OF_OPTIONS = f"a-j\uff41-\uff4aа-икα-ικա-ժ{CAPITALS}"
LETTER = regex(
    rf"\s*[(（]?(?:(?P<letter>[{OF_OPTIONS}]|\d{{1,2}})(?:\):?|\s?[:.)])(?:\s+|\Z)"
    rf"|(?P<wide>[{OF_OPTIONS}])(?:\s?[）．、：]\s*|[.):](?={UNSPACED}))|(?P<bare>{_UNSIGNED})\s*)"
)
"""The letter or number at the start of an option; no space follows a sign in full width, or comes before Chinese."""


def _line(names: str) -> re.Pattern[str]:
    """A pattern for lines of Markdown with such a letter, perhaps in a list item, in bold, or after a sign."""
    bold, end = r"(?:\*\*|__)?+", r"(?:\s?[：．、）]|(?:\s?[.:]|\):?)(?=[*_\s]|\Z|[^\x00-\x7f]))"
    circled, katakana = ("".join(name for name in all_of if name in names) for all_of in (_CIRCLED, _KATAKANA))
    return regex(
        rf"[^\S\n]*+(?:[-*+][^\S\n]++)?+(?:[^\x00-\x7f\w\s（]\ufe0f?[^\S\n]*+)?+{bold}[(（]?+"
        rf"(?:[{names}]{bold}{end}|[{circled}]|[{katakana}](?=[ \u3000]))"
    )


OPTION = _line(OF_OPTIONS)
FIRST_OPTION, SECOND_OPTION = (
    _line("".join(names[at] + names[at].lower() for names in (LETTERS, "ＡＢ", *OTHERS))) for at in (0, 1)
)
_MAY_BE_LETTER = regex(rf"[\W_]*(?:[{OF_OPTIONS}][\W_]*[:.)）．、：]|{_UNSIGNED})")
_MAY_BE_ASCII_LETTER = regex(r"[\W_]*[a-jA-J][\W_]*[:.)]")
"""The same in ASCII text, as most is."""
_GAP = regex(rf"\s\s*+(?=[(（]?(?:[{OF_OPTIONS}]\s?[:.)）．、：]|{_UNSIGNED}))")
"""White space before a letter."""
_ASCII_GAP = regex(r"\s\(?[a-jA-J]\s?[:.)]")
"""The same in ASCII text, with the letter."""
_JOINS = Words("joins", ending=r"\Z")


def may_have_letters(markdown: str) -> bool:
    """Whether a line of Markdown may begin with such a letter or a box: most bodies have no options."""
    if "<" in markdown or "&" in markdown or "[" in markdown:  # what may hide a letter at the start of a line
        return True
    if markdown[:2].isalpha() and "\n" not in markdown:
        return False  # as most
    pattern = _MAY_BE_ASCII_LETTER if markdown.isascii() else _MAY_BE_LETTER
    return any(map(pattern.match, markdown.split("\n"))) if "\n" in markdown else pattern.match(markdown) is not None


def has_second_option(lines: Iterable[str]) -> bool:
    """Whether one of some lines begins with the letter of a second option, or has it behind a first one.

    >>> has_second_option(["A) a file", "B) a name"]), has_second_option(["(a) a file (b) a name"])
    (True, True)
    >>> has_second_option(["A) a file"]), has_second_option(["a. Here and b. there are two"])
    (False, True)
    """
    return any(SECOND_OPTION.match(line) or _has_both(line) for line in lines)


def _has_both(line: str) -> bool:
    if not FIRST_OPTION.match(line):
        return False
    parts = _GAP.split(line.strip(), 2)
    return len(parts) > 1 and SECOND_OPTION.match(parts[1]) is not None


def letter_of(match: re.Match[str]) -> str:
    """The letter or number that `LETTER` found, in upper case and not in full width."""
    return option_name(match["letter"] or match["wide"] or match["bare"])


def option_name(letter: str) -> str:
    """A letter or number as in `SEQUENCES`."""
    return letter if letter in _CIRCLED or letter in _GEORGIAN else normalize("NFKC", letter).upper()


def as_counted(name: str, first: str) -> str:
    """A number as options count whose first is named `first`: 2 for ② beside 1, ② for 2 beside ①."""
    if first == "1" and name in _CIRCLED:
        return normalize("NFKC", name)
    is_circled = first == _CIRCLED[0] and name.isdecimal() and 0 < int(name) <= len(_CIRCLED)
    return _CIRCLED[int(name) - 1] if is_circled else name


def lettered(name: str) -> str:
    """A letter or number as it is before an option of a card."""
    return name if name in _CIRCLED else f"{name})"


def is_letter(name: str) -> bool:
    """Whether an option is named, and not by a number."""
    return name != "" and not name.isdecimal()


def sequence_of(letter: str) -> Sequence[str]:
    """The sequence that has a letter or number; () if none has."""
    return next((names for names in SEQUENCES if letter in names), ())


def in_one_line(row: list[Token]) -> list[list[Token]]:
    """The options in one line of inline tokens, each with its letter; the line itself if it has no more than one.

    Sentences such as "(a) and (b) are right" are not options.
    """
    line = text_of(row)
    first = LETTER.match(line)
    if not first or (first["letter"] and line.count(first[0].rstrip()[-1]) < 2):
        return [row]  # as most: each option has the sign of the first one
    gap = _ASCII_GAP if line.isascii() else _GAP
    if not (gap.search(line) or [token for token in row if token.type == "html_inline"]):
        return [row]
    letter = letter_of(first)
    names = () if letter.isdecimal() else sequence_of(letter)
    if not names:
        return [row]
    at, depth = names.index(letter) + 1, 0
    pieces: list[list[Token]] = [[]]
    for i, token in enumerate(row):
        is_after_tag = i > 0 and row[i - 1].type == "html_inline"
        text, starts = token.content, list[int]()
        if not depth and token.type == "text":
            starts = [0] * is_after_tag + [gap.start() for gap in _GAP.finditer(text)]
        elif not depth and token.type == "strong_open" and (is_after_tag or text_of(pieces[-1])[-1:].isspace()):
            text, starts = text_of(row[i : i + closing(row[i:]) + 1]), [0]
        cut = 0
        for start in starts:
            match = LETTER.match(text, start)
            if match and at < len(names) and letter_of(match) == names[at] and _form(match) == _form(first):
                pieces[-1] += [with_content(token, text[cut:start])] if start else []
                pieces.append([])
                cut, at = start, at + 1
        pieces[-1].append(with_content(token, text[cut:]) if cut else token)
        depth += token.nesting
    if len(pieces) == 1:
        return [row]
    rows = [inline_lines(piece)[0] for piece in pieces]
    return [row] if at == len(names) or any(ends_joining(text_of(one)) for one in rows[:-1]) else rows


def _form(match: re.Match[str]) -> tuple[bool, str, str]:
    """How a letter is written: whether it is a small one, what is before it, and the sign after it."""
    signs, letter = match[0].strip(), match["letter"] or match["wide"] or ""
    return letter.islower(), signs[0] if signs[0] in "(（" else "", signs[-1] if letter else ""


def ends_joining(text: str) -> bool:
    """Whether a text ends in a word such as "and"."""
    words = text.rstrip(" ,").rsplit(maxsplit=1)
    return len(words) > 1 and _JOINS.end(words[-1].lower()) > 0
