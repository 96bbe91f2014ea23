r"""MathJax formulas, `\(…\)` in text and `\[…\]` as a block, parsed before Markdown handles backslashes.

As in pymdownx.arithmatex, `\[…\]` within text is not a formula: there, backslashes keep brackets from becoming a link.
`$$` on separate lines around a formula can't be a price or a shell variable, and is always parsed.

Anki uses the same delimiters, so the text between them is copied to the card unchanged.
"""

import re
from collections.abc import Iterator

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from anki_export.text.lazy_regex import regex

_REACHING = regex(
    r"""\\(?=(?:
        href | url | label | ref | eqref | style | class | cssId | data | html\w* | mmlToken | unicode | includegraphics
        | [egx]?def | let | futurelet | (?:re)?new(?:command|environment|columntype) | providecommand | Declare[A-Z]\w*
        | Newextarrow | definecolor | (?:new|renew|use)tagform | mathtoolsset | setOptions
        | require(?!\s*\{(?:ams\w*|bbox|boldsymbol|braket|cancel|color|enclose|mathtools|mhchem)\})
        | bbox(?!\s*(?:\[[^][:(;]*(?:border:[^][:(;]*)?\])?\s*\{)
    )(?![A-Za-z]))""",
    re.VERBOSE,
)
"""The backslash of commands that create links, styles or labels, load something, or affect formulas on later cards.

MathJax keeps labels while Anki is reviewing: even the back of the same card would say "Label multiply defined".
"""
_LABELLED = regex(r"\s*\$\$[ \t]*(?:\([\w:.-]+\)|\{#[\w:.-]+\})\s*")
"""The end of a formula with the label to which MyST or Quarto refer: `$$ (euler)`, `$$ {#eq-euler}`."""
_LITERAL = regex(r"\\(?=[(\[\])])")


def math_html(content: str, display: bool) -> str:
    """Field HTML of a formula; `content` without delimiters."""
    opening, closing = (r"\[", r"\]") if display else (r"\(", r"\)")
    return f"{opening}{escapeHtml(content.strip())}{closing}"


def escape_delimiters(html: str) -> str:
    r"""Keep prose that contains `\(` from becoming a formula: MathJax does not match across elements."""
    return _LITERAL.sub(r"\\<span></span>", html) if "\\" in html else html


def unsafe_commands(formula: str) -> Iterator[re.Match[str]]:
    r"""The backslashes of commands with effects beyond their formula.

    >>> [match.start() for match in unsafe_commands(r"\href{https://example.org}{x} \require{mhchem} \bbox[5px]{y}")]
    [0]
    """
    return _REACHING.finditer(formula)


def disable_commands(html: str) -> str:
    """Disable such commands: MathJax does not render a formula that contains an element."""
    return _REACHING.sub(r"\\<span></span>", html)


def read_inline_math(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(r"\(", state.pos):
        return False
    end = state.src.find(r"\)", state.pos + 2, state.posMax)
    content = state.src[state.pos + 2 : end] if end > 0 else ""
    if not content.strip():
        return False
    if not silent:
        token = state.push("math_inline", "", 0)
        token.content, token.markup = content, r"\("
    state.pos = end + 2
    return True


def read_math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    if state.src.startswith("$$", position) and not state.src[position + 2 : state.eMarks[start]].strip():
        closing = "$$"
    elif state.src.startswith(r"\[", position):
        closing = r"\]"
    else:
        return False
    nowhere: dict[tuple[str, str], int] = state.env.setdefault("unclosed_formulas", {})
    key = state.src, closing  # one search is enough for all lines of a paragraph
    if start < nowhere.get(key, 0):
        return False
    lines: list[str] = []
    for number in range(start, end):
        line = state.getLines(number, number + 1, state.blkIndent, False)
        if closing == "$$" and number > start:
            line = _LABELLED.sub(closing, line)
        if not line.strip() or (number > start and state.sCount[number] < state.blkIndent):
            nowhere[key] = number
            return False
        lines.append(line)
        if (line.strip() == closing and number > start) if closing == "$$" else closing in line:
            break
    content = "\n".join(lines).strip()
    if not content.endswith(closing) or not content[2:-2].strip():
        nowhere[key] = start + len(lines) - (closing in lines[-1])
        return False
    if silent:
        return True
    token = state.push("math_block", "", 0)
    token.block, token.content, token.markup = True, content[2:-2], r"\["
    token.map = [start, start + len(lines)]
    state.line = start + len(lines)
    return True
