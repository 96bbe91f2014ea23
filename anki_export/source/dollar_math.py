r"""Formulas between dollar signs, `$O(\log n)$`, outside code.

A page plainly has them if one has a command, or three have an operator, parentheses or a single letter. Prices
("$5 and $10"), shell variables (`$PATH and $HOME`) and code have neither. GitHub shows formulas wherever they are.
"""

from anki_export.source.lines import without_code_spans
from anki_export.source.outline import Outline
from anki_export.text.regex import regex

_FORMULA = regex(
    r"(?<![A-Za-z0-9_$\\])(?P<dollars>\$\$?)(?![\s\d]*\$|[{/])(?:(?<=\$\$)\s+)?"
    r"(?P<formula>[^\s$](?:[^$]{0,200}?[^\s$\\])?)"
    r"(?:\s+(?=\$\$))?(?P=dollars)(?![A-Za-z0-9_$(\[{]|\.\w)"
)
_COMMAND = regex(r"\\[A-Za-z]{2,}")
_OPERATOR = regex(r"[A-Za-z]\w*[\s)]*[-+*/^_=<>(|]|[-+*/^=<>]\s*[A-Za-z]|\A[A-Za-z]\Z")
_PLAIN_TEXT = regex(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}|\A[^(\[]*\)|\([^)\]]*\Z")
"""Two words, or a parenthesis without the other one: what is between two prices, `($/month) or ($/year)`."""
_ENOUGH = 3
"""One may be a variable of a shell, and two the signs around it."""


def has_formulas(outline: Outline) -> bool:
    """Whether a page plainly has formulas between dollars."""
    count = 0
    for _, line in outline.lines_with("$"):
        for match in _FORMULA.finditer(without_code_spans(line)):
            if _COMMAND.search(match["formula"]):
                return True
            count += bool(_OPERATOR.search(match["formula"]) and not _PLAIN_TEXT.search(match["formula"]))
    return count >= _ENOUGH
