"""Answers too long to recall, and cards too large to read."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.check.finding import Asked, Finding

_CODE_LINES = 60
"""Three screens of a phone."""
_COLUMNS = 8
"""As many columns of short words as a phone held sideways shows."""
_EXPLANATION = 600
"""Words: three minutes of reading."""
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Characters of scripts that put no spaces between words; two of them are about a word."""


def long_answer(asked: Asked) -> Iterator[Finding]:
    """An answer of more words than the settings allow; code counts as it is read."""
    size = _size(asked.question.answer_text)
    if asked.answer_limit and size > asked.answer_limit and asked.parts.answer:
        yield Finding(
            asked.parts.answer[0].first,
            Rule.LONG_ANSWER,
            f"answer has {size} words, more than the {asked.answer_limit} that can be recalled at once",
            "let a short answer in bold stand first, or ask two questions; `answer_limit` sets the number",
        )


def long_card(asked: Asked) -> Iterator[Finding]:
    """A block of code, a table or an explanation that no one reads on a card."""
    question = asked.question
    hint = "keep what the answer needs, and link to the rest"
    if question.last_line - question.location.line > _CODE_LINES:
        for token in _tokens(asked):
            if token.type in ("fence", "code_block") and (lines := token.content.count("\n")) > _CODE_LINES:
                yield _found(token, asked, f"code of {lines} lines is too long for a card", hint)
    if question.answer.count("<th") + question.explanation.count("<th") > _COLUMNS:
        columns = 0
        for token in _tokens(asked):
            columns = 0 if token.type == "table_open" else columns + (token.type == "th_open")
            if token.type == "thead_close" and columns > _COLUMNS:
                yield _found(token, asked, f"a table of {columns} columns is too wide for a card", hint)
    if len(question.explanation_text) > _EXPLANATION and (size := _size(question.explanation_text)) > _EXPLANATION:
        yield Finding(asked.line, Rule.LONG_CARD, f"explanation of {size} words is too long for a card", hint)


def _size(text: str) -> int:
    return len(text.split()) + (0 if text.isascii() else len(_DENSE.findall(text)) // 2)


def _tokens(asked: Asked) -> Sequence[Token]:
    return [token for block in asked.blocks for token in block.tokens]


def _found(token: Token, asked: Asked, message: str, hint: str) -> Finding:
    return Finding(token.map[0] if token.map else asked.line, Rule.LONG_CARD, message, hint)
