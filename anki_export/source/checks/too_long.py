"""Answers too long to recall, and cards too large to read."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import text_of
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.markdown_it_helpers import start_line
from anki_export.source.syntax.task_boxes_and_empty_items import TASK_BOX
from anki_export.text.normalize import size_in_words

_CODE_LINES = 60
"""Three phone screens."""
_COLUMNS = 8
"""The number of columns of short words that fit on a phone in landscape."""
_EXPLANATION = 600
"""In words: three minutes of reading."""


def long_answer(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an answer with more words than the settings allow, not counting code blocks and wrong choices."""
    text, limit = checked.question.answer_text, checked_page.answer_limit
    if not 0 < limit < len(text) or size_in_words(text) <= limit:  # true of almost all answers
        return None
    size = size_in_words(_to_recall(token for block in checked.parts.answer for token in block.tokens))
    if size <= limit:
        return None
    message = f"answer has {size} words, more than the limit of {limit}"
    hint = "start with a short answer in bold, or split the question; `answer_limit` sets the limit"
    return Finding(checked.answer_line, Rule.LONG_ANSWER, message, hint)


def long_card(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report the first code block, table or explanation that is too large for a card."""
    question = checked.question
    may_have_code = checked.blocks[-1].last - checked.line > _CODE_LINES
    may_have_table = (question.answer + question.explanation).count("<th") > _COLUMNS
    if "<pre" in question.question and (lines := _code_on_front(checked)) > _CODE_LINES:
        return _too_large(checked.line, f"{lines} lines of code on the front are too long")
    for line, what in _large_blocks(checked) if may_have_code or may_have_table else ():
        return _too_large(line, what)
    text = question.explanation_text
    if len(text) > _EXPLANATION and (size := size_in_words(text)) > _EXPLANATION:
        return _too_large(checked.line, f"an explanation of {size} words is too long")
    return None


def _code_on_front(checked: CheckedQuestion) -> int:
    """The lines of code with which a card asks, in its prompt and its options."""
    shown = (*checked.parts.front, *(block for option in checked.parts.options for block in option.blocks))
    code = (token.content for block in shown for token in block.tokens if token.type in ("fence", "code_block"))
    return sum(content.count("\n") for content in code)


def _to_recall(tokens: Iterable[Token]) -> str:
    """The text that a learner has to recall: without code and choices that are not ticked."""
    texts = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or ()
            box = children[0].content if children and children[0].type == "html_inline" else ""
            if TASK_BOX not in box or "checked=" in box:
                texts.append(text_of(children))
    return "\n".join(texts)


def _large_blocks(checked: CheckedQuestion) -> Iterator[tuple[int, str]]:
    columns = start = 0
    for token in (token for block in checked.blocks for token in block.tokens):
        line = start_line(token, checked.line)
        if token.type in ("fence", "code_block") and (lines := token.content.count("\n")) > _CODE_LINES:
            yield line, f"code of {lines} lines is too long"
        elif token.type == "table_open":
            columns, start = 0, line
        elif token.type == "th_open":
            columns += 1
        elif token.type == "thead_close" and columns > _COLUMNS:
            yield start, f"a table of {columns} columns is too wide"


def _too_large(line: int, what: str) -> Finding:
    return Finding(line, Rule.LONG_CARD, f"{what} for a card", "keep what the answer needs, and link to the rest")
