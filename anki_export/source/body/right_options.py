"""Decide which options of a question are right: those that are ticked, or that the answer names.

    - A) a file         1. a file           - a file
    - B) a name         2. a name           - a name

    **Correct: B**      Answer: 2           ```
                                            a name
                                            ```

The answer names options by letter, number or text; what follows explains. Not options: a checklist, in which all items
are ticked, unless other questions of the page tick theirs; a list that the answer does not name. If options have no
clear right one, the question is left out and reported.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from anki_export.source.body.blocks import CODE, LISTS, Block, bold_opening, text_of, text_of_block
from anki_export.source.body.find_options import (
    LETTER,
    LETTERS,
    OptionSet,
    has_brackets,
    has_letter_lines,
    is_wrapper,
    option_set,
)
from anki_export.source.body.segments import shows
from anki_export.source.body.types import Body, Option, Parts
from anki_export.text.regex import regex

_ONE = r"(?:[A-J]|\d{1,2}|[a-j](?=\)|\W*\Z))"
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]){2,}"
"""A word; the vowel signs of Indian scripts are no letters for regular expressions."""
_NAMES = regex(
    rf"\W*(?P<words>(?:{_WORD}(?:[\s’']{_WORD}){{0,3}}\s*[:：]?\s*)?)\(?"
    rf"(?P<letters>{_ONE}(?:\s*(?:[,;&/+]|and|und|et|y|e)\s*{_ONE})*)(?=\)?\s*(?:[.,;:)–—-](?!\d)|\Z))"
)
"""Letters at the start of an answer, after a few words: "B", "Correct: B — because", "The answer is A and C."."""
_MARKS_ANSWER = regex(
    r"answer|correct|right|solution|richtig|antwort|lösung|réponse|bonne|respuesta|correcta|resposta|corret[oa]|gabarito"
    r"|risposta|ответ|верн|答案|正解|정답",
    re.IGNORECASE,
)
_MARKED = regex(rf"(?:{_MARKS_ANSWER.pattern})[^:：.;\n]*[:：]\s*\(?{_ONE}\b", re.IGNORECASE)


def with_options(body: Body, marked: Parts | None) -> Parts | None:
    """The parts of a body with options; `marked` are those of one whose answer is marked."""
    if body.answer and body.answer.is_whole:
        return None
    if not marked:
        return _chosen(body, body.blocks, None)
    if parts := _chosen(body, marked.front, marked):
        return parts
    inner = _chosen(body, marked.answer, None)
    return inner and inner._replace(front=(*marked.front, *inner.front), after=(*inner.after, *marked.after))


def _chosen(body: Body, blocks: Sequence[Block], marked: Parts | None) -> Parts | None:
    """The parts of blocks with options, of which ticks or the answer say which are right."""
    if not marked and ends_in_plain_list(blocks, body.lines):
        return None
    if not (found := option_set(blocks, body.lines)):
        return None
    below = (*found.after, *marked.answer, *marked.after) if marked else found.after
    ticks = {tick for tick in found.ticks if tick is not None}
    if ticks == {True, False}:
        return _ticked(found, below)
    answer = marked.answer[:1] if marked else tuple(filter(shows, found.after))[:1]
    if answer and (parts := _named(found, answer[0], below, is_marked=marked is not None)):
        return parts
    are_options = body.has_options or body.habits.tick or (ticks == {False} and not marked)
    if ticks and are_options:
        return _ticked(found, below)
    return _parts(found, below, "no option is named as the right one") if found.are_lettered else None


def ends_in_plain_list(blocks: Sequence[Block], lines: Sequence[str]) -> bool:
    """Whether a body ends in a list without letters and boxes, and has no other options: nothing can name one."""
    if not blocks or blocks[-1].kind not in LISTS:
        return False
    *others, last = blocks
    if any(block.kind in LISTS or is_wrapper(block) or has_letter_lines(block) for block in others):
        return False
    items = [token for token in last.tokens if token.type == "inline"]
    may_go_on = has_brackets(last, lines) or any("\n" in item.content for item in items)
    return not may_go_on and not any(LETTER.match(text_of(item.children or ())) for item in items)


def _ticked(found: OptionSet, below: Sequence[Block]) -> Parts:
    options = [replace(o, is_right=tick is True) for o, tick in zip(found.options, found.ticks, strict=True)]
    problem = "" if True in found.ticks else "no option is ticked"
    return _parts(replace(found, options=tuple(options)), below, problem)


def _parts(found: OptionSet, below: Sequence[Block], problem: str = "") -> Parts:
    return Parts("choices", found.before, found.options, after=tuple(below), problem=found.problem or problem)


def _named(found: OptionSet, answer: Block, below: Sequence[Block], *, is_marked: bool) -> Parts | None:
    """The parts if the answer names options by letter, number or text."""
    options, text = found.options, _with_colon(answer)
    letter = options[0].letter
    numbers, rest, words = _named_by_letter(text, options)
    is_label = bool(words) and _MARKS_ANSWER.search(words) is not None
    if not is_marked and answer.kind not in CODE and not (numbers and (is_label or (letter and not words))):
        return None
    if len(_MARKED.findall(text)) > 1:
        return _parts(found, below, "the answer names options of several questions")
    if numbers and max(numbers) >= len(options):
        if not letter or rest.strip(" .:)*_`"):
            return None
        names = f"{letter} to {options[-1].letter}"
        return _parts(found, below, f"answer names an option that does not exist; the options are {names}")
    same = _same_text(answer, options)
    if not numbers and not same:
        return None
    if len(same) == 1 and numbers and letter and not same <= numbers:
        return _parts(found, below, "answer names one option by its letter and another by its text")
    right = numbers if numbers and letter else same or numbers
    options = tuple(replace(option, is_right=i in right) for i, option in enumerate(options))
    if numbers and not letter and (match := _NAMES.match(text)) and match["letters"][:1].isdigit():
        options = tuple(replace(option, letter=str(i)) for i, option in enumerate(options, 1))  # as the author counts
    said = _key(" ".join(option.text for i, option in enumerate(options) if i in right))
    left = _key(rest if numbers else "")
    after = [block for block in below if block is not answer or not (left in ("", said) or same)]
    return _parts(replace(found, options=options), after)


def _named_by_letter(text: str, options: Sequence[Option]) -> tuple[set[int], str, str]:
    """The indices of the options that a text names by letter, the text after that, and the words before."""
    match = _NAMES.match(text)
    if not match:
        return set(), text, ""
    names = re.findall(r"[A-Ja-j](?![a-z])|\d+", match["letters"])
    letter = options[0].letter
    if letter and any(name.isdigit() is not letter.isdigit() for name in names):
        return set(), text, ""
    numbers = {int(name) - 1 if name.isdigit() else LETTERS.index(name.upper()) for name in names}
    return numbers, text[match.end() :], match["words"]


def _with_colon(block: Block) -> str:
    """The text of a block, with a colon after a bold letter at its start: `**B** because …`."""
    if opening := bold_opening(block.inline):
        bold, rest = (text_of(tokens) for tokens in opening)
        if re.fullmatch(_ONE, bold.strip()):
            return f"{bold.strip()}: {rest.lstrip(' :')}"
    return text_of_block(block)


def _same_text(answer: Block, options: Sequence[Option]) -> set[int]:
    """The indices of the options whose text an answer consists of: all of it, its bold start, or each item."""
    counts = Counter(_key(option.text) for option in options)
    places = {_key(option.text): i for i, option in enumerate(options)}
    texts = [text_of_block(answer)]
    if answer.kind in LISTS:
        texts = [text_of(token.children or ()) for token in answer.tokens if token.type == "inline"]
    found = set()
    for text in texts:
        shorter = [text, LETTER.sub("", text, count=1)]
        if match := _NAMES.match(text):
            shorter.append(text[match.end() :])
        if not (same := {places[key] for key in map(_key, shorter) if key and counts[key] == 1}):
            return set()
        found |= same
    return found


def _key(text: str) -> str:
    return "".join(text.casefold().split()).strip("()[]*_`'\"“”.,:;–—-")
