r"""Formulas with unbalanced braces, delimiters or environments, for which MathJax would show an error in red.

>>> unpaired(r"\frac{a}{b").message
'{ has no matching }'
"""

import re

from markdown_it.token import Token
from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.render_context import Context
from anki_export.source.syntax.math_delimiters import unsafe_commands
from anki_export.text.lazy_regex import regex

_DEFINES = regex(r"\\(?:def|let|g?def|(?:re)?newcommand|newenvironment|DeclareMathOperator|require|verb|char)\b")
_PIECE = regex(
    r"""%[^\n]*
      | \\(?P<edge>begin|end)\s*\{(?P<name>[^{}]*)\}
      | \\(?P<side>left|right)(?![A-Za-z])\s*(?P<delimiter>\\?\S)?
      | \\.
      | (?P<brace>[{}])""",
    re.DOTALL | re.VERBOSE,
)
_HINTS = {"{": "write \\{ and \\} for visible braces", "\\left": "write both; \\left. and \\right. are invisible"}
_BOTH = "write both or neither"


class Flaw(Struct, frozen=True):
    """A syntax error at a character position in the formula."""

    position: int
    message: str
    hint: str


def check_formula(token: Token, context: Context, line: int) -> None:
    """Report a formula that MathJax can't parse, at its line and column."""
    text = token.content
    report_unsafe_commands(text, context, line)
    if flaw := unpaired(text):
        start = text.rfind("\n", 0, flaw.position) + 1
        row = text[start:].partition("\n")[0]
        opening = token.markup if start == 0 else ""
        lead = len(row) - len(row.lstrip()) if start else 0
        message = f"formula can't be parsed: {flaw.message}"
        needle, shift = opening + row[lead:], len(opening) + flaw.position - start - lead
        context.report(line, Rule.FORMULA, message, flaw.hint, needle=needle, shift=shift)


def report_unsafe_commands(text: str, context: Context, line: int) -> None:
    """Report commands with effects beyond their formula, each at its line and column."""
    for command in unsafe_commands(text):
        name = re.match(r"[A-Za-z]+", text[command.end() :])
        message = f"formula is shown as text: \\{name[0] if name else ''} affects more than this formula"
        hint = "remove links, labels, styles and definitions: they would affect other cards"
        context.report(line, Rule.FORMULA_REACHES, message, hint, needle=text[command.start() :].split("\n")[0])


def unpaired(text: str) -> Flaw | None:
    """The first unbalanced brace, `\\left` or environment; None also if a formula defines commands."""
    if _DEFINES.search(text):
        return None
    open_: list[tuple[int, str]] = []
    for piece in _PIECE.finditer(text):
        kind, at = piece["brace"] or piece["side"] or piece["edge"], piece.start()
        if piece["side"] and (piece["delimiter"] or "}") in "{}":
            return Flaw(at, f"\\{kind} has no delimiter", f"write \\{kind}( or \\{kind}.")
        opener = {"{": "{", "}": "{", "left": "\\left", "right": "\\left"}.get(kind, f"\\begin{{{piece['name']}}}")
        if kind in ("{", "left", "begin"):
            open_.append((at, opener))
        elif kind and not open_:
            return Flaw(at, f"{_closer(opener)} has no matching {opener}", _HINTS.get(opener, _BOTH))
        elif kind and open_[-1][1] != opener:
            break
        elif kind:
            open_.pop()
    if not open_:
        return None
    at, opener = open_[-1]
    return Flaw(at, f"{opener} has no matching {_closer(opener)}", _HINTS.get(opener, _BOTH))


def _closer(opener: str) -> str:
    return {"{": "}", "\\left": "\\right"}.get(opener) or opener.replace("\\begin", "\\end", 1)
