"""Find the part of a body that belongs to the question, where nothing marks the answer below it.

What does this print?

```python
print(1)
```

1
"""

from anki_export.source.body.blocks import CODE, Block, has_colon
from anki_export.source.body.body_parts import Body, Parts
from anki_export.source.body.group_into_segments import is_picture, segments_of
from anki_export.source.body.marked_answer import without_label
from anki_export.source.body.unmarked_answer import is_only_aside
from anki_export.text.classify_labels import is_label, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words, alternatives
from anki_export.text.words_that_ask_or_announce import asks_how, is_order

_CALL = regex(r"[\w.]+\(.*\);?\s*(?://|#|--|=>|->|→)")
"""`sum([1, 2]) // 3`"""
_OUTPUT = Words("output")
_CLAUSES = regex(lambda: rf"[.:;!?]\s|,\s(?!{alternatives('joins')}\s)")
"""Between clauses; one of them may have the code that the question is about: "After `a = 1`, what is …"."""
_PRINTS = Words("prints")
_SHOWN, _THIS_CODE, _ASKS_ABOUT = Words("shown"), Words("this_code"), Words("what", "why", "which")


def asked_in_body(body: Body) -> Parts | None:
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
