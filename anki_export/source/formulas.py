r"""Formulas that MathJax can't read: found at build, for a learner would see an error in red.

Told is only what is certain. Formulas that define commands of their own are not judged.

>>> [str(flaw.message) for flaw in flaws(r"\frac{a}{b")]
["'{' is never closed"]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.surroundings import Surroundings
from anki_export.source.syntax.math import reaching

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|%[^\n]*|\s+|.", re.DOTALL)
_NAME = re.compile(r"\s*\{([^{}]*)\}")
_DEFINES = re.compile(r"\\(?:def|let|g?def|(?:re)?newcommand|newenvironment|DeclareMathOperator|require|verb|char)\b")
_TEXT = re.compile(
    r"\\(?:text(?:bf|it|rm|sf|tt|normal|up|md|sl|sc)?|[mhf]?box|fbox|tag\*?|label|ref|eqref|href|url|unicode|class"
    r"|cssId|style|data|color|textcolor|colorbox|fcolorbox|ce|pu|bbox|operatorname\*?|intertext|shortintertext)\Z"
)
_ARGUMENTS = {
    **dict.fromkeys(("\\frac", "\\dfrac", "\\tfrac", "\\binom", "\\dbinom", "\\tbinom"), 2),
    **dict.fromkeys(("\\sqrt", "\\overline", "\\underline", "\\mathbf", "\\mathrm", "\\mathbb", "\\mathcal"), 1),
    **dict.fromkeys(("\\hat", "\\bar", "\\vec", "\\tilde", "\\dot", "\\widehat", "\\overbrace", "\\underbrace"), 1),
}
_TABLES = re.compile(r"\\(?:[pbvBV]?matrix|cases|eqalign|eqalignno|leqalignno|displaylines|substack|bordermatrix)\s*\{")
_ENVIRONMENTS = frozenset(
    "equation align gather alignat multline flalign split aligned gathered alignedat array matrix pmatrix bmatrix"
    " Bmatrix vmatrix Vmatrix smallmatrix psmallmatrix bsmallmatrix Bsmallmatrix vsmallmatrix Vsmallmatrix cases"
    " dcases rcases drcases numcases subnumcases eqnarray subarray CD prooftree xalignat xxalignat multlined lgathered"
    " rgathered spreadlines crampedsubarray empheq math displaymath indentalign darray".split()
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, at which character of the formula."""

    position: int
    message: str
    hint: str


def check_formula(token: Token, around: Surroundings, line: int) -> None:
    """Report what MathJax can't read in a formula's token, at its line and column."""
    text = token.content
    report_reaching(text, around, line)
    for flaw in flaws(text):
        start = text.rfind("\n", 0, flaw.position) + 1
        row = text[start:].partition("\n")[0]
        opening = token.markup if start == 0 else ""
        lead = len(row) - len(row.lstrip()) if start else 0
        around.complain(
            line,
            Rule.FORMULA,
            f"formula can't be read: {flaw.message}",
            flaw.hint,
            needle=opening + row[lead:],
            shift=len(opening) + flaw.position - start - lead,
        )


def report_reaching(text: str, around: Surroundings, line: int) -> None:
    """Report commands that reach beyond a formula, each at its line and column."""
    for command in reaching(text):
        name = re.match(r"[A-Za-z]+", text[command.end() :])
        message = f"formula is shown as text: \\{name[0] if name else ''} reaches beyond it"
        hint = "write it without links, labels, styles and definitions: these would change other cards, too"
        around.complain(line, Rule.FORMULA_REACHES, message, hint, needle=text[command.start() :].split("\n")[0])


def flaws(text: str) -> list[Flaw]:
    """The first flaw of a formula's nesting, and all of its other flaws."""
    if _DEFINES.search(text):
        return []
    pieces = [(match.start(), match[0]) for match in _TOKEN.finditer(text)]
    has_comment = any(piece[1][0] == "%" for piece in pieces)
    pieces = [piece for piece in _without_text(pieces) if piece[1][0] != "%"]
    solid = [piece for piece in pieces if piece[1].strip()]
    found = [*_nesting(solid, text), *_scripts(solid), *_signs(solid, text)]
    if not has_comment:  # MathJax takes a comment's sign for an argument
        found += _arguments(solid)
    return sorted(found, key=lambda flaw: flaw.position)


def _without_text(pieces: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The pieces without what stands in `\\text{…}` and the like, which is no math."""
    i = 0
    while i < len(pieces):
        yield pieces[i]
        is_text = _TEXT.match(pieces[i][1])
        i += 1
        if is_text:
            while i < len(pieces) and not pieces[i][1].strip():
                i += 1
            end = _group_end(pieces, i)
            if end > i:
                yield pieces[i]
                yield pieces[end]
                i = end + 1


def _group_end(pieces: Sequence[tuple[int, str]], start: int) -> int:
    """The index of the brace that closes the one at `start`; -1 when there is none."""
    depth = 0
    for i in range(start, len(pieces)):
        depth += (pieces[i][1] == "{") - (pieces[i][1] == "}")
        if depth == 0:
            return i if i > start else -1
    return -1


def _nesting(pieces: Sequence[tuple[int, str]], text: str) -> list[Flaw]:
    """The first of braces, `\\left` and environments that do not pair."""
    around: list[tuple[int, str]] = []
    for i, (position, piece) in enumerate(pieces):
        following = pieces[i + 1][1] if i + 1 < len(pieces) else ""
        top = around[-1][1] if around else ""
        match piece:
            case "{":
                around.append((position, "{"))
            case "}":
                if top != "{":
                    return [_unclosed(*around[-1])] if around else [Flaw(position, "'}' closes nothing", _BRACES)]
                around.pop()
            case "\\left":
                if following in ("{", "}", ""):
                    return [Flaw(position, "\\left has no delimiter", "write \\left( or \\left\\{ or \\left.")]
                around.append((position, piece))
            case "\\right":
                if following in ("{", "}", ""):
                    return [Flaw(position, "\\right has no delimiter", "write \\right) or \\right\\} or \\right.")]
                if top != "\\left":
                    return [_unclosed(*around[-1])] if around else [Flaw(position, "\\right without \\left", _SIDES)]
                around.pop()
            case "\\begin" | "\\end":
                named = _NAME.match(text, position + len(piece))
                if named is None:
                    continue
                name = named[1].strip()
                if piece == "\\begin":
                    if name.removesuffix("*") not in _ENVIRONMENTS:
                        return [Flaw(position, f"MathJax knows no environment {name!r}", "use one that it knows")]
                    around.append((position, f"\\begin{{{name}}}"))
                elif top != f"\\begin{{{name}}}":
                    if around:
                        return [_unclosed(*around[-1])]
                    return [Flaw(position, f"\\end{{{name}}} without \\begin{{{name}}}", "write both, or none")]
                else:
                    around.pop()
    return [_unclosed(*around[-1])] if around else []


_BRACES = "write \\{ and \\} for braces that are seen"
_SIDES = "write both; \\left. and \\right. are invisible"


def _unclosed(position: int, opened: str) -> Flaw:
    if opened == "{":
        return Flaw(position, "'{' is never closed", _BRACES)
    if opened == "\\left":
        return Flaw(position, "\\left without \\right", _SIDES)
    return Flaw(position, f"{opened} without {opened.replace('begin', 'end')}", "write both, or none")


def _scripts(pieces: Sequence[tuple[int, str]]) -> Iterator[Flaw]:
    """Two superscripts or two subscripts of one base, and one that says nothing."""
    taken: set[str] = set()
    i = 0
    while i < len(pieces):
        position, piece = pieces[i]
        i += 1
        if piece not in ("^", "_"):
            if piece == "'" and "^" in taken:
                yield Flaw(position, "a prime after a superscript", "write the prime first: x'^2")
            elif piece != "'":
                taken = set()
            continue
        following = pieces[i][1] if i < len(pieces) else "}"
        name = "superscript" if piece == "^" else "subscript"
        if following == "}":
            yield Flaw(position, f"'{piece}' has no {name}", f"write what it holds, or \\{piece}")
        elif piece in taken:
            yield Flaw(position, f"two {name}s in a row", "put one into braces: {x^a}^b")
        taken.add(piece)
        if following == "{":
            end = _group_end(pieces, i)
            if end < 0:
                return
            yield from _scripts(pieces[i + 1 : end])
            i = end + 1
        elif following.startswith("\\") and len(following) > 1 and following[1].isalpha():
            taken = set()  # it may take arguments, and what follows may be these
            i += 1
        elif following != "}":
            i += 1


def _arguments(pieces: Sequence[tuple[int, str]]) -> Iterator[Flaw]:
    for i, (position, piece) in enumerate(pieces):
        at = i + 1
        if piece == "\\sqrt" and at < len(pieces) and pieces[at][1] == "[":
            at = next((n + 1 for n in range(at, len(pieces)) if pieces[n][1] == "]"), at)
        for _ in range(_ARGUMENTS.get(piece, 0)):
            if at >= len(pieces) or pieces[at][1] == "}":
                count = _ARGUMENTS[piece]
                yield Flaw(position, f"{piece} lacks an argument", f"write {piece}{'{…}' * count}")
                break
            if pieces[at][1] == "{":
                at = _group_end(pieces, at) + 1
                if not at:
                    break
            elif pieces[at][1].startswith("\\"):
                break
            else:
                at += 1


def _signs(pieces: Sequence[tuple[int, str]], text: str) -> Iterator[Flaw]:
    """`&` outside of any table, and `#`."""
    depth = 0
    has_table = _TABLES.search(text) is not None
    for position, piece in pieces:
        depth += (piece == "\\begin") - (piece == "\\end")
        if piece == "&" and depth == 0 and not has_table:
            yield Flaw(
                position, "'&' outside of an environment", "write \\& for the sign, or \\begin{aligned} around it"
            )
        elif piece == "#":
            yield Flaw(position, "'#' means nothing in a formula", "write \\# for the sign")
