"""Decide which options of a question its answer names: by letter, number or text.

    - A) a file         **B**       Correct: B and C       a name       B. a name, because …
    - B) a name
    - C) a folder

What else the answer says explains it.
"""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import takewhile

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.blocks import (
    CODE,
    LISTS,
    Block,
    bold_opening,
    has_colon,
    inline_lines,
    joined_lines,
    paragraph,
    text_of,
    text_of_block,
    without_start,
)
from anki_export.source.body.body_parts import SEVERAL_ANSWERS, Parts
from anki_export.source.body.find_options import OptionSet
from anki_export.source.body.option_letters import (
    CAPITALS,
    LETTER,
    LETTERS,
    as_counted,
    letter_of,
    option_name,
    sequence_of,
)
from anki_export.source.body.options_on_card import Option, right_of, text_key, with_right
from anki_export.text.classify_labels import is_label_of, label_stop
from anki_export.text.lazy_regex import regex
from anki_export.text.similarity import negations
from anki_export.text.word_patterns import Words, alternatives, whole_words

_BESIDE = r"(?<=[A-Ha-h])\)\s*+\((?=[A-Ha-h]\))|(?<=\d)\)\s*+\((?=\d{1,2}\))"
"""Between two of one sort: "(a)(c)", but not "(a) (i)"."""


def _and() -> str:
    return rf"(?:{_BESIDE}|\)?\s*+(?:,\s*+)?(?:[,;&/+，；、]|{alternatives('joins')})\s*\(?)"


_REMARK = r"(?:[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]|\[[^\[\]]*\])\W*\Z"
"""A remark in brackets that ends the answer."""


def _one() -> str:
    """A letter or number; a lower-case letter only with a sign, at the end, or before another one: "a and c".

    Before a remark, it is the first word: "b (not the wind)" or "b, not the wind", not "the shape of a (sea)".
    """
    return (
        rf"(?:[{CAPITALS}]|\d{{1,2}}"
        rf"|(?<!\w)[a-jа-икα-ικ](?=\)|\s?[.:]\s|：|\s[–—-]{{1,3}}\s|\W*\Z|{_and()}[a-jа-икα-ικ](?!\w))"
        rf"|(?<!\w)(?<!\w\s)[a-jа-икα-ικ](?=\s+{_REMARK}"
        r"|[,;]\s+(?!(?:\w+\s+)?\w(?!\w))))"
    )


_JOINED = r"(?=[A-H]{2})A?B?C?D?E?F?G?H?(?![^\W_])"
"""Several letters in order without anything between them: "AC"."""
_END = "(?![a-zß-ÿα-ωа-яё])"
"""Behind a further letter, which is no capital of a word: "A, but" but not "A, But"."""
_WORD = r"(?:(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]){2,}?|[èé](?:\s+a)?|[选選第])"
"""A word, or one that means "is", "choose" or "the … one".

To regular expressions, the vowel signs of Indian scripts are not letters."""


def _letters_of_answer() -> str:
    """Letters after a few words; they do not end a word: "DNA", "입니다". Chinese and Japanese write no spaces."""
    return (
        rf"\W*(?P<words>(?:(?:[Aa]\s+(?={alternatives('answer')}))?{_WORD}(?:[:：]?[\s’']{_WORD}){{0,5}}?(?:\s*+[:：.–—-])?\s*+)??)\(?"
        rf"(?<![^\W\d_\u3040-\u30ff\u3400-\u9fff])(?P<letters>{_JOINED}|{_one()}(?:{_and()}{_one()}{_END})*+)"
    )


_NAMES = regex(
    lambda: rf"{_letters_of_answer()}(?=[)）]?(?:\s*[.,;:)–—-](?!\d)|\s*[。．、，：；）]|\s*{_REMARK}|\W*\Z))"
)
"""Letters at the start of an answer, after a few words: "B", "Correct: B — because", "The answer is A and C."."""
_NAMES_ONE = regex(lambda: rf"\W*(?P<words>)(?P<letters>[A-J])(?=[,;]\s+[A-J]\s+(?!{whole_words('joins')})[a-z])")
"""A letter above a sentence that begins with another one: "B, A is heavier"."""
_BEGINS = regex(lambda: rf"{_letters_of_answer()}(?=[)）'’*\s]|[^\x00-\x7f])")
"""The same before anything else: "B is correct"."""
_COPULA, _BECAUSE, _SMALL, _RIGHT = Words("copula"), Words("because"), Words("small"), Words("right", "answer")
_FIRST_KANA = "\u3040"
"""Where the letters of Chinese and Japanese begin."""
_END_OF_PREDICATE = regex(r"\s*(?:[.。।!]|\Z)")
_NAME = regex(lambda: rf"(?P<name>{_one()})(?:{_and()}(?={_one()}))?")
"""One of these letters, with what joins it to the next one: where it is "e", that is not a letter."""
_MARKS_ANSWER = Words("answer", "solution", "right")
_ONE_ALONE = regex(lambda: rf"\W*{_one()}\W*")
_BEHIND_NAME = regex(r"[)）]?(?:\s?[.,;:)–—-]*\s+[–—-]*\s*|[。．、：）]+\s*)(?=\S)")
_END_OF_SENTENCE = regex(r"(?:[.!]\s+|[。！])(?=\S)")
_COMMAS = regex("[,;，；]")
_COMMAS_AND = regex(lambda: rf"{_COMMAS.pattern}|\s+{whole_words('joins')}\s+", re.IGNORECASE)
_NAME_ALONE = regex(r"\W{0,3}(?P<name>[^\W\d_]|\d{1,2})(?![^\W_])\)?[.:]?\s*(?:[–—-]+\s+|\()?")
"""A letter or number with what is between it and a text: "C", "C. ", "C - ", "C (", "(C) "."""
_JOINS = regex(lambda: rf"[).]*\s*(?:[,;/&+，；、]\s*)?(?:{whole_words('joins')}\s+)?")
_AND = regex(r"\s[^\W\d_]{2,}\s|&|\+")
"""What joins letters that are right together."""
_RIGHT_OPTION = ("right", "answer", "option", "solution")
_SIGNS = " .:)*_`。．、：）"
_SENTENCES = regex(r"[.;!。；！]\s*|\n")
_FIRST_WORD = regex(r"[*_]*(?P<word>[^\W\d_]+)[*_]*(?=[.,;:!–—。，]|\s+[–—-]\s|\s*\Z)")
_NEGATION, _SAYS_NOTHING = Words("negation"), Words("says_nothing")
_BEFORE_REASON = regex(r"\s+[–—-]+\s+|[:.!]\s+|[：。！]\s*")
_ONE_LETTER = regex(r"[^\W\d_](?:,|[.)]?\s*\Z)")
"""An option that is a letter, or begins with one: `c`, `a, an, the`."""
_NEXT_ALONE = regex(r"[*_(]*[bбBБ][).:]+[*_]*")
_EXCEPT = Words("except_for")
_SEVERAL = 2


def as_parts(found: OptionSet, options: Sequence[Option], problem: str = "") -> Parts:
    right = frozenset(i for i, option in enumerate(options) if option.is_right)
    if (signs := found.signs) and right and not problem:
        if not signs.agree_with(right):
            problem = "" if signs.is_weak else "signs mark different options as right than the ticks or the answer do"
        elif signs.kind == "bold":
            options = signs.marked_options
    return Parts("choices", found.before, tuple(options), after=found.after, problem=found.problem or problem)


def listed_options(found: OptionSet, answer: Sequence[Block]) -> Parts | None:
    """The parts if an answer lists several options as they are, each in a line, an item or between commas or "and"."""
    blocks = list(takewhile(lambda block: block.kind in ("paragraph", "bullet_list"), answer))
    if not blocks or not _has_text_of_option(blocks[0], found.options):
        return None  # as for most
    places = {f"{option.letter}){option.key}": i for i, option in enumerate(found.options)}
    right, listing = set[int](), list[Block]()
    for block in blocks:
        rows = [row for token in block.tokens if token.type == "inline" for row in inline_lines(token.children or ())]
        named = [_listed_in(text_of(row), places) for row in rows]
        if not all(named):
            break
        right.update(*named)
        listing.append(block)
    puts_in_order = len(right) == len(found.options) and not found.options[0].letter
    if len(right) < _SEVERAL or puts_in_order:
        return None
    after = tuple(block for block in found.after if block not in listing)
    return as_parts(replace(found, after=after), with_right(found.options, right))


def explained_options(found: OptionSet, answer: Block | None) -> Parts | None:
    """The parts if an answer is a list that says of each option whether it is right: "No. It copies.", "Yes."

    All but one begin with the same word for no.
    """
    if answer is None or answer.kind not in LISTS:
        return None
    items = [answer.tokens[at + 2].content for at, token in enumerate(answer.tokens) if _is_item(token, answer)]
    said = [match["word"].lower() if (match := _FIRST_WORD.match(text)) else "" for text in items]
    others = [at for at, word in enumerate(said) if _NEGATION.end(word) != len(word) > 0]
    is_one = len(items) == len(found.options) > _SEVERAL and len({*said}) == _SEVERAL and len(others) == 1
    if not is_one or not all(_SAYS_NOTHING.end(word) == len(word) for word in said):
        return None
    return as_parts(found, with_right(found.options, {*others}))


def _is_item(token: Token, block: Block) -> bool:
    return token.type == "list_item_open" and token.level == block.opening.level + 1


def _has_text_of_option(block: Block, options: Sequence[Option]) -> bool:
    """Whether a block may list an option: it has the text of one, but for case and spaces, or nothing."""
    text = "".join(text_of_block(block).casefold().split())
    return not text or any(option.key in text for option in options)


def _listed_in(line: str, places: Mapping[str, int]) -> set[int]:
    """The indices of the options that a line lists, if it is nothing else."""
    apart = _COMMAS_AND.split(line)
    for pieces in ([line], _COMMAS.split(line), apart) if len(apart) > 1 else (apart,):
        keys = list(map(_name_and_key, pieces))
        if places.keys() >= set(keys):
            return {places[key] for key in keys}
    return set()


def _name_and_key(text: str) -> str:
    """The letter of a text, if any, and its key: `B)oak` or `)oak`."""
    letter = LETTER.match(text)
    return f"{letter_of(letter) if letter else ''}){text_key(text[letter.end() :] if letter else text)}"


def _named_before_reason(found: OptionSet, answer: Block) -> Parts | None:
    """The parts if a paragraph answers with the text of an option and a reason: `14 – 16 less 2`, `A tag. It stays`

    "rm – deletes. ls – lists." says what several are, and "A tag. A branch." has two. Letters in it name options.
    """
    has_letters = any(option.letter for option in found.options)
    if answer.kind != "paragraph" or (has_letters and letters_in(answer.text)):
        return None
    places = {option.key: i for i, option in enumerate(found.options)}
    first = _named_before_sign(answer.text, places)
    if first is None:
        return None
    dash, right = first
    reason, *others = _SENTENCES.split(answer.text[dash:])
    if text_key(reason) in places or any(_named_before_sign(f"{text}. ", places) for text in others):
        return None
    below = paragraph(answer, without_start(answer.inline, dash))
    after = tuple(below if block is answer else block for block in found.after)
    return as_parts(replace(found, after=after), with_right(found.options, {right}))


def _named_before_sign(text: str, places: Mapping[str, int]) -> tuple[int, int] | None:
    """Where the reason begins in a text that begins with the text of an option and a sign, and the index of that."""
    longest = 2 * max(map(len, places))  # keys have no spaces
    dashes = takewhile(lambda dash: dash.start() <= longest, _BEFORE_REASON.finditer(text))
    keys = ((dash.end(), text_key(text[: dash.start()])) for dash in dashes)
    return next(((end, places[key]) for end, key in keys if key in places), None)


def _called_right(found: OptionSet, answer: Block) -> Parts | None:
    """The parts if a label calls an option right by its text: `Correct option: a name`."""
    text = text_of_block(answer)
    stop = label_stop(text, *_RIGHT_OPTION)
    right = {i for i, option in enumerate(found.options) if stop and option.key == text_key(text[stop:])}
    after = tuple(block for block in found.after if block is not answer)
    return as_parts(replace(found, after=after), with_right(found.options, right)) if len(right) == 1 else None


def named_options(found: OptionSet, answer: Block | None, *, is_marked: bool = False) -> Parts | None:
    """The parts if the answer names options by letter, number or text."""
    if not answer:
        return None
    if called := _named_before_reason(found, answer) if is_marked else _called_right(found, answer):
        return called
    rows = _below_letter(answer, is_marked=is_marked)
    if rows:
        below = tuple(new for block in found.after for new in (rows if block is answer else (block,)))
        found, answer = replace(found, after=below), rows[0]
    options, text = found.options, text_of_block(answer)
    letter = options[0].letter
    match = letters_in(text)
    numbers, rest, words = _named_by_letter(text, match, options)
    if not {True, False} & set(found.ticks) and _puts_in_order(match, numbers, options):
        return None
    if (rest.strip(_SIGNS) or not letter) and text_key(text) in [option.key for option in options]:
        numbers = set()  # "C (carbon)" is an option, and no letter with a remark; "14" is none, where options have none
    elif not words and rest.strip(_SIGNS) and len(numbers) == 1 and _may_be_text(text, numbers, options):
        numbers = set()  # "c (the speed of light)" is rather an option of one letter
    is_code = (*answer.inline, answer.opening)[0].type in (*CODE, "code_inline")
    if is_code and words and not _MARKS_ANSWER.are_in(words.lower()):
        numbers = set()  # `class A: …`
    if _names_several(answer, found.after, is_marked=is_marked):
        return as_parts(found, options, SEVERAL_ANSWERS)
    is_code = answer.kind in CODE and (not words or _MARKS_ANSWER.are_in(words.lower()))  # not `echo a`
    if not (is_marked or is_code or (numbers and _is_label(words, rest, letter))):
        return None
    if numbers and max(numbers) >= len(options):
        if not letter or rest.strip(_SIGNS):
            return None
        names = f"{letter} to {options[-1].letter}"
        return as_parts(found, options, f"answer names an option that does not exist; the options are {names}")
    same = _same_text(text, match, options)
    start = text.lstrip("( ")[:1] if not words and rest.strip(_SIGNS) else ""
    ends = (text.removesuffix(rest).rstrip()[-1:], rest.lstrip(")）")[:1])
    is_list = len(numbers) > 1 and not {".", "。"}.isdisjoint(ends)  # "(a), (b). Not (c): …"
    if start.islower() and (not is_marked or (start in "aа" and not is_list and _goes_on(text, found.after))):
        numbers = set()  # "(a) …" begins the first of several answers
    others = (block.text.strip() for block in found.after if block is not answer)
    if numbers == {0} and not rest.strip(_SIGNS) and any(map(_NEXT_ALONE.fullmatch, others)):
        numbers = set()  # "a)" and "b)", each above its own answer
    if not numbers and not same:
        return None
    if len(same) == 1 < len(numbers) and same <= numbers:
        numbers = same  # "CD" is a text of its own
    if len(same) == 1 and numbers and letter and not same <= numbers:
        return as_parts(found, options, "answer names one option by its letter and another by its text")
    right = numbers if numbers and letter else same or numbers
    options = with_right(options, right)
    if numbers and not letter and match and match["letters"][:1].isdecimal():
        options = tuple(replace(option, letter=str(i)) for i, option in enumerate(options, 1))  # as the author counts
    left = text_key(rest[_predicate_end(rest) :] if numbers else "")
    is_said = not left or same or left == text_key(" ".join(option.text for option in right_of(options)))
    is_named = numbers and (not words or (has_colon(words) and is_label_of(words.strip(_SIGNS), *_RIGHT_OPTION)))
    explained = _without_name(answer, rest, right_of(options)) if is_named and not is_said else answer
    kept = () if is_said else (explained,)
    after = tuple(new for block in found.after for new in (kept if block is answer else (block,)))
    return as_parts(replace(found, after=after), options)


def _puts_in_order(match: re.Match[str] | None, numbers: Set[int], options: Sequence[Option]) -> bool:
    """Whether an answer names all options in another order than theirs: "C, A, B", but not "C, A and B"."""
    names_all = match and len(options) == len(numbers) > _SEVERAL and not match["words"].strip()
    if not match or not names_all or _AND.search(match["letters"]):
        return False  # as nearly always
    names = [option_name(one["name"]) for one in _NAME.finditer(match["letters"])]
    places = [sequence_of(name).index(name) for name in names if sequence_of(name)]
    return len(places) == len(names) and places != sorted(places)


def _may_be_text(text: str, numbers: Set[int], options: Sequence[Option]) -> bool:
    """Whether the letter that begins a text is the text of another option than the one it names: `B` of "C) B"."""
    first = next(filter(str.isalpha, text), "").casefold()
    return any(
        i not in numbers and option.text[:1].casefold() == first and _ONE_LETTER.match(option.text)
        for i, option in enumerate(options)
    )


def _goes_on(text: str, after: Sequence[Block]) -> bool:
    """Whether a second answer "(b) …" follows in a text, or in the blocks below it."""
    texts = [text, *map(text_of_block, after)]
    return any(re.search(r"(?<!\w)[bб](?:\)|[.:]\s)", one) for one in texts)


def _without_name(block: Block, rest: str, right: Sequence[Option]) -> Block:
    """A paragraph without the letters at its start, of which `rest` is what follows, if that begins a sentence.

    The text of the right option goes as well, if it is a separate sentence.
    """
    behind = _BEHIND_NAME.match(rest)
    goes_on = behind and rest[behind.end() :][:1].islower() and not behind[0].strip("( )").startswith(("-", "–", "—"))
    if not behind or goes_on or not block.inline:
        return block
    start = behind.end()
    if len(right) == 1 and rest.startswith(right[0].text, start):
        end = _END_OF_SENTENCE.match(rest, start + len(right[0].text))
        start = end.end() if end else start
    return paragraph(block, without_start(block.inline, len(block.text) - len(rest) + start))


def letters_in(text: str) -> re.Match[str] | None:
    """The letters at the start of an answer, if what follows says no more of them than that they are right, or why."""
    if match := _NAMES.match(text):
        return match
    match = _BEGINS.match(text)
    return match if match and _predicate_end(text[match.end() :]) else _NAMES_ONE.match(text)


def _predicate_end(text: str) -> int:
    """Where "is correct" or "because" at the start of a text end, in any language; 0 if neither is there."""
    rest = text.lower().lstrip(" )）'’*")
    before = len(text) - len(rest)
    if (end := _BECAUSE.end(rest)) > 0:
        return before + end
    if (end := _COPULA.end(rest)) < 0:
        if rest[:1] < _FIRST_KANA:
            return 0
        end = 0  # Chinese needs none: "A、B正确"
    if not _END_OF_PREDICATE.match(rest, end):
        while (small := _SMALL.end(rest, end := end + (rest[end : end + 1] == " "))) > 0:
            end = small
        end = _RIGHT.end(rest, end)
    return before + end if end > 0 else 0


def _below_letter(block: Block, *, is_marked: bool) -> tuple[Block, Block] | None:
    """A paragraph in two where its first line is only a letter, and the next one begins a sentence.

    So does text behind a letter in bold if the answer is marked: `**C** It takes long.`
    """
    first, *rest = inline_lines(block.inline)
    opening = bold_opening(first) if is_marked else None
    if opening and len(text_of(opening[0])) == 1 and text_of(opening[1]).lstrip()[:1].isalnum():
        first, rest = opening[0], [without_start(first, 1), *rest]
    text = text_of(first)
    match = _NAMES.match(text) if rest else None
    if not match or text[match.end() :].strip(_SIGNS):
        return None
    if (below := text_of(rest[0]).strip())[:1].islower() or _NAME_ALONE.fullmatch(below):
        return None
    return paragraph(block, first), paragraph(block, joined_lines(rest))


def _is_label(words: str, rest: str, letter: str) -> bool:
    """Whether words before a letter say that it is the answer: in any language if nothing else is there."""
    if _MARKS_ANSWER.are_in(f"{words} {rest[: _predicate_end(rest)]}".lower()):
        return True
    return bool(letter) and (not words or (not letter.isdecimal() and has_colon(words) and not rest.strip(_SIGNS)))


def _names_several(answer: Block, after: Sequence[Block], *, is_marked: bool) -> bool:
    """Whether an answer names options for several parts of the question: "first line: A, second line: B"."""
    texts = [text_of_block(answer)] if is_marked else [block.text for block in after]
    if not is_marked and answer.kind == "ordered_list" and letters_in(text_of_block(answer)):
        return sum(token.type == "list_item_open" for token in answer.tokens) > 1  # the key of all questions above
    if sum(text.count(":") + text.count("：") for text in texts) < _SEVERAL:
        return False  # as most
    pieces = [piece for text in texts for piece in re.split(r"[,;\n]", text) if piece.strip(_SIGNS)]
    parts = [re.split("[:：]", piece, maxsplit=1) for piece in pieces]
    named = [words for words, *name in parts if name and re.search(r"\w", words) and _ONE_ALONE.fullmatch(name[0])]
    labelled = [
        match
        for text in texts
        if ":" in text and (match := _NAMES.match(text)) and text[match.end() :].lstrip(")")[:1] == ":"
    ]
    if not is_marked and sum(_MARKS_ANSWER.are_in(match["words"].lower()) for match in labelled) > 1:
        return True  # Answer 1: …, Answer 2: …
    return len(named) > 1 and (
        len(named) == len(pieces) if is_marked else all(_MARKS_ANSWER.are_in(words.lower()) for words in named)
    )


def _named_by_letter(text: str, match: re.Match[str] | None, options: Sequence[Option]) -> tuple[set[int], str, str]:
    """The indices of the options that a text names by letter, the text after that, and the words before.

    `match` has the letters at the start of the text.
    """
    words = match["words"].lower() if match else ""
    if not negations().isdisjoint(words.split()) or _EXCEPT.are_in(words):  # "Not A, but B"; "all but B"
        return set(), text, ""
    listed, end = _listed_by_letter(text, match.start("letters") if match else 0, options)
    is_alone = len(listed) == 1 and not match  # "B oak", with the text of the option
    if is_alone or 1 < len(listed) < len(options):
        return listed, text[end:], match["words"] if match else ""
    if not match:
        return set(), text, ""
    letter = options[0].letter
    names = [as_counted(option_name(found["name"]), letter or "1") for found in _NAME.finditer(match["letters"])]
    letters = sequence_of(letter or LETTERS[0])
    is_other = any(name.isdecimal() is not letter.isdecimal() for name in names if letter)
    if is_other or not letters or (not letter and not all(name.isdecimal() or name in letters for name in names)):
        return set(), text, ""
    # A letter of another alphabet may look the same: it names no option.
    places = {name: i for i, name in enumerate(letters)}
    numbers = {int(name) - 1 if name.isdecimal() else places.get(name, len(options)) for name in names}
    return numbers, text[match.end() :], match["words"]


def _listed_by_letter(text: str, start: int, options: Sequence[Option]) -> tuple[set[int], int]:
    """The indices of options that a text lists from a place on, with signs or texts, and where the list ends.

    "A. iron, C. copper", "A (iron) and C (copper)", "A. C.", "A C"; after a full stop, a sentence may follow.
    """
    places = {option.letter: i for i, option in enumerate(options)}
    found, at, listed, are_bare = set[int](), start, (set[int](), start), True
    while at < len(text) and (name := _NAME_ALONE.match(text, at)):
        place = places.get(option_name(name["name"]))
        if place is None:
            break
        found.add(place)
        has_text = text.startswith(own := options[place].text, name.end())
        at, are_bare = name.end() + len(own) * has_text, are_bare and not has_text
        if not (joined := _JOINS.match(text, at)):
            break
        at = joined.end()
        if ("." in joined[0] or (are_bare and "." in name[0])) and not text[at : at + 1].islower():
            listed = (set(found), at)
    return (found, at) if at == len(text) else listed


def _same_text(text: str, match: re.Match[str] | None, options: Sequence[Option]) -> set[int]:
    """The index of the option whose text an answer is, perhaps after a label that `match` has."""
    keys = {text_key(text), text_key(text[match.end() :]) if match else ""} - {""}
    return {i for i, option in enumerate(options) if option.key in keys}
