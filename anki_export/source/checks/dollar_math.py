r"""Formulas between dollar signs on a page that is read without them: its cards show `$O(\log n)$` as text.

A page uses them plainly if one has a command, or three have a letter and an operator or parentheses. Prices
("$5 and $10"), shell variables (`$PATH and $HOME`) and code have neither.
"""

from collections.abc import Iterable

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.text.regex import regex

_FORMULA = regex(r"(?<![\w$\\])\$(?![\s\d]*\$|\{)(?P<formula>[^\s$`](?:[^$\n`]{0,200}?[^\s$`\\])?)\$(?![\w$])")
_COMMAND = regex(r"\\[A-Za-z]{2,}")
_OPERATOR = regex(r"(?:[A-Za-z]\w*[\s)]*[-+*/^_=<>(|])|[-+*/^=<>]\s*[A-Za-z]")
_PLAIN_TEXT = regex(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}")
"""Two words: what is between two prices."""
_ENOUGH = 3
"""One may be a variable of a shell, and two the signs around it."""


def dollar_formulas(checked_page: CheckedPage) -> Iterable[Finding]:
    """Report the first formula between dollar signs, if the page plainly has such."""
    first, count, has_command = -1, 0, False
    for checked in checked_page.questions:
        texts = (checked.question.question, checked.question.answer, checked.question.explanation)
        if not any(text.count("$") > 1 for text in texts):
            continue
        for token in (token for block in checked.blocks for token in block.tokens if "$" in token.content):
            for child in token.children or ():
                formulas = _FORMULA.finditer(child.content) if child.type == "text" else ()
                for match in formulas:
                    is_command = _COMMAND.search(match["formula"]) is not None
                    if is_command or (_OPERATOR.search(match["formula"]) and not _PLAIN_TEXT.search(match["formula"])):
                        first = token.map[0] if first < 0 and token.map else first
                        count, has_command = count + 1, has_command or is_command
    if first >= 0 and (has_command or count >= _ENOUGH):
        message = f"cards show {count} formula{'s' * (count > 1)} between dollar signs as text"
        yield Finding(first, Rule.RAW_SYNTAX, message, "if they are math, set `dollar_math = true`", needle="$")
