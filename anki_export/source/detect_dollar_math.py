r"""Formulas between dollar signs, `$O(\log n)$`, outside code.

A page plainly has them if one has a command, or is an equation or a function, or three have an operator, parentheses
or a single letter. Prices ("$5 and $10"), shell variables (`$PATH and $HOME`) and code have neither. GitHub shows
formulas wherever they are.
"""

from collections.abc import Iterator

from anki_export.source.lines import without_code_spans
from anki_export.source.outline import Outline
from anki_export.source.syntax.myst_directives import is_text_directive
from anki_export.text.lazy_regex import regex

_FORMULA = regex(
    r"(?<![A-Za-z0-9_$\\])(?P<dollars>\$\$?)(?![\s\d]*\$|[{/])(?:(?<=\$\$)\s+)?"
    r"(?P<formula>[^\s$](?:[^$]{0,200}?[^\s$\\])?)"
    r"(?:\s+(?=\$\$))?(?P=dollars)(?![A-Za-z0-9_$(\[{]|\.\w)"
)
_PLAINLY = regex(r"\\(?:[A-Za-z]{2,}|[,;!]\S)|[A-Za-z)\]][\^_]\{|\A[A-Za-z]\((?!.*[a-z]{3} [a-z]{3})[^()]{1,30}\)\Z")
"""A command, also for a space (`\\,`), a brace around a power or an index, or one function: `O(n)`."""
_EQUATION = regex(r"(?!.*[^\W\d_]{3})[^\s=]{1,9}[^=]*\s=\s[^=]*\w[^=]*")
"""Without words: what is between two variables that are set may have some."""
_OPERATOR = regex(r"[A-Za-z]\w*[\s)]*[-+*/^_=<>(|]|[-+*/^=<>]\s*[A-Za-z]|\A[A-Za-z]\Z")
_PLAIN_TEXT = regex(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}|\A[^(\[]*\)|\([^)\]]*\Z")
"""Two words, or a parenthesis without the other one: what is between two prices, `($/month) or ($/year)`."""
_FENCE = regex(r"[ \t]*(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")
_DIRECTIVE = regex(r"(?:```|~~~)[ \t]*\{")
_ENOUGH = 3
"""One may be a variable of a shell, and two the signs around it."""


def has_formulas(outline: Outline) -> bool:
    """Whether a page plainly has formulas between dollars."""
    if "$" not in outline.text:
        return False  # as most
    count = 0
    for line in (*(line for _, line in outline.lines_with("$")), *_in_directives(outline)):
        for match in _FORMULA.finditer(without_code_spans(line)):
            if _PLAINLY.search(match["formula"]) or _EQUATION.fullmatch(match["formula"]):
                return True
            count += bool(_OPERATOR.search(match["formula"]) and not _PLAIN_TEXT.search(match["formula"]))
    return count >= _ENOUGH


def _in_directives(outline: Outline) -> Iterator[str]:
    """The lines with dollars in directives between backticks, such as MyST's ```` ```{solution} ````, outside code."""
    opened: list[tuple[str, bool]] = []
    for line in outline.lines if _DIRECTIVE.search(outline.text) else ():
        fence = _FENCE.match(line)
        if fence and opened and fence["marks"].startswith(opened[-1][0]) and not fence["info"].strip():
            opened.pop()
        elif fence:
            opened.append((fence["marks"], is_text_directive(fence["info"])))
        elif opened and "$" in line and all(is_text for _, is_text in opened):
            yield line
