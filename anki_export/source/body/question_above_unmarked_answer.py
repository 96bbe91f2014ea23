"""Find the part of a body that belongs to the question, where nothing marks the answer below it.

What does this print?      Question 3                 Question 4

```python                  Which words are short?     > Which words are long?
print(1)
```                        "A" and "I".               Those of many letters.

1
"""

from collections.abc import Sequence
from itertools import takewhile

from anki_export.source.body.blocks import CODE, LISTS, Block, has_colon, inside, text_of_block
from anki_export.source.body.body_parts import Body, Parts
from anki_export.source.body.find_options import has_letters
from anki_export.source.body.group_into_segments import is_picture, segments_of, shows
from anki_export.source.body.marked_answer import without_label
from anki_export.source.body.unmarked_answer import is_only_aside, item_count
from anki_export.source.question_numbers import is_only_q
from anki_export.text.classify_labels import is_label, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import (
    asks_how,
    ends_in_question,
    is_clear_question,
    is_order,
    refers_to_code,
    sets_task,
)
from anki_export.text.word_patterns import Words, alternatives

_BRACKETED = regex(r"[*_]*[(（\[].*[)）\]][*_.]*")
"""Such as `(3 marks)` and `[optional]`."""
_CALL = regex(r"[\w.]+\(.*\);?\s*(?://|#|--|=>|->|→)")
"""`sum([1, 2]) // 3`"""
_OUTPUT = Words("output")
_CLAUSES = regex(lambda: rf"[.:;!?]\s|,\s(?!{alternatives('joins')}\s)")
"""Between clauses; one of them may have the code that the question is about: "After `a = 1`, what is …"."""
_PRINTS = Words("prints")
_SHOWN, _FOLLOWS = Words("shown"), Words("follows")
_THIS_CODE, _ASKS_ABOUT = Words("this_code"), Words("what", "why", "which")


def asked_in_body(body: Body) -> Parts | None:
    """The parts of a body that begins with what asks, or with what the question is about; None for others."""
    kind = body.blocks[0].kind
    if kind == "blockquote":
        return _asked_in_quote(body)
    asked = _asked_below_number(body) if kind == "paragraph" else None
    return asked or _below_code(body)


def _below_code(body: Body) -> Parts | None:
    """The answer to a question about code: `What does this code print?`, the code, and the answer below it.

    With a label such as `**Output:**`, it is the answer to what asks for the output, or is only a number.
    """
    question, (first, *below) = body.question, body.blocks
    if first.kind not in CODE:
        return _below_picture(body) if first.kind == "table" or is_picture(first) else None
    answer = without_label(("output",), tuple(below))
    if answer == tuple(below) or not (is_label(question) or _OUTPUT.are_in(question.lower())):
        answer = tuple(below)
        is_task = has_colon(question) and is_order(question) and any(block.kind in CODE for block in below[:1])
        is_example = _is_example(first) and any(block.kind in CODE for block in below)
        if not (is_task or is_example or _is_about_code(question)) or asks_how(question):
            return None
    segments = segments_of(answer)
    is_quoted = _is_about_code(question) and all(block.kind == "blockquote" for block in answer)
    is_answered = segments and (is_quoted or not all(map(is_only_aside, segments)))
    return Parts("marked", (first,), answer=answer) if is_answered else None


def _asked_below_number(body: Body) -> Parts | None:
    """The answer below a title such as `Question 3`, where a paragraph at the start asks, perhaps about code below it.

    Where nothing but quotes ends the body, these are the answer, whatever the paragraph says.
    """
    blocks = body.blocks
    first, *rest = blocks
    if not rest or not is_only_q(body.question):
        return None
    end = next((i for i, block in enumerate(blocks) if block.kind == "blockquote"), len(blocks))
    if end < len(blocks) and all(block.kind == "blockquote" for block in blocks[end:]):
        is_subject = end == 1 and (has_colon(first.text) or _FOLLOWS.are_in(first.text.lower()))
        is_asked = not is_subject and all(block.kind in CODE for block in blocks[1:end])
    else:
        shown = 0 if asks_how(first.text) else sum(1 for _ in takewhile(_belongs_to_question, rest))
        end = 1 + min(shown, len(rest) - 1)
        is_asked = is_clear_question(first.text) and _may_answer(first.text, list(filter(shows, blocks[end:])))
    return Parts("marked", tuple(blocks[:end]), answer=tuple(blocks[end:])) if is_asked else None


def _may_answer(question: str, blocks: Sequence[Block]) -> bool:
    """Whether blocks below a question are not its options or the code that it is about, and do not ask more."""
    if not blocks or has_letters(blocks) or (blocks[0].kind in LISTS and item_count(blocks[0]) > 1):
        return False
    is_subject = blocks[0].kind in CODE and _is_about_code(question)
    return not is_subject and (asks_how(question) or not _asks_more(blocks[0].text))


def _asked_in_quote(body: Body) -> Parts | None:
    """The answer below a title that is only a label or number, where a quote at the start asks.

    Code or a list right below the quote belongs to it, if it asks about that.
    """
    first, *rest = body.blocks
    if not any(map(shows, rest)) or not is_label(body.question):
        return None
    text = text_of_block(first)
    if is_label(text):  # the question is below it
        return None
    shown = [block for block in segments_of(body.blocks)[0][1:] if block.kind in (*CODE, *LISTS)]
    is_front = shown == rest[: len(shown)] and any(map(shows, rest[len(shown) :])) and refers_to_code(text)
    end = len(shown) if is_front else 0
    return Parts("marked", (*inside(first, body.lines), *rest[:end]), answer=tuple(rest[end:]))


def _belongs_to_question(block: Block) -> bool:
    """Whether a block is code, a picture or a remark such as `(3 marks)`, and answers nothing above other text."""
    return block.kind in CODE or is_picture(block) or _BRACKETED.fullmatch(block.text.strip()) is not None


def _asks_more(text: str) -> bool:
    """Whether a text asks at its end, sets a task, or is only a remark."""
    return ends_in_question(text) or sets_task(text) or _BRACKETED.fullmatch(text.strip()) is not None


def _below_picture(body: Body) -> Parts | None:
    """The answer to a question about a table or picture, below it."""
    answer = tuple(body.blocks[1:])
    is_answered = any(not is_only_aside(segment) for segment in segments_of(answer))
    is_about = _SHOWN.are_in(body.question.lower()) and not asks_how(body.question)
    return Parts("marked", tuple(body.blocks[:1]), answer=answer) if is_about and is_answered else None


def _is_example(code: Block) -> bool:
    """Whether code only calls what is to be written: its lines say what comes out, or the first one, "Example"."""
    first, _, below = code.opening.content.strip().partition("\n")
    lines = filter(None, map(str.strip, (first, *below.split("\n"))))
    return all(map(_CALL.match, lines)) or (below != "" and is_label_of(first.strip(" #/*:"), "example"))


def _is_about_code(question: str) -> bool:
    """Whether a question names the code, asks only what is printed, or ends with a colon before it."""
    text = question.lower()
    asks_alone = _PRINTS.are_in(text) and not _CLAUSES.search(text)
    return _THIS_CODE.are_in(text) or asks_alone or (has_colon(text) and _ASKS_ABOUT.are_in(text))
