"""No opener is lost in silence: each that did not become a question is reported with its line."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.blocks import Block
from anki_export.source.details import QUESTION_KINDS, read_opener
from anki_export.source.links import Surroundings

Opening = tuple[Token, Sequence[Token], bool]
"""A question's opening token, its tokens between opening and close, and whether it stands inside another question."""


def is_question_opener(line: str) -> bool:
    opener = read_opener(line) if "???" in line or "!!!" in line else None
    return opener is not None and opener.kind in QUESTION_KINDS


def openings(tokens: Sequence[Token]) -> Iterator[Opening]:
    """The questions among the tokens of a page, in order."""
    ends: list[int] = []
    for i, token in enumerate(tokens):
        while ends and i > ends[-1]:
            ends.pop()
        if token.type == "details_open" and token.info in QUESTION_KINDS:
            depth, end = 1, i
            while depth:
                end += 1
                depth += (tokens[end].type == "details_open") - (tokens[end].type == "details_close")
            yield token, tokens[i + 1 : end], bool(ends)
            ends.append(end)


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    start, end = token.map or [0, 0]
    last = lines[end - 1].strip()
    return end - 1 > start and last.startswith(token.markup) and not last.strip(token.markup[0])


def report_open_fences(blocks: Sequence[Block], around: Surroundings) -> None:
    for block in blocks:
        for token in block.tokens:
            if token.type == "fence" and token.map and not _is_closed(token, around.lines):
                around.complain(
                    token.map[0],
                    Rule.OPEN_FENCE,
                    "code fence is never closed inside its question",
                    "indent the code and the closing fence four spaces, like the opening one",
                    needle=token.markup,
                )


def account_for_openers(tokens: Sequence[Token], found: Sequence[Opening], around: Surroundings) -> None:
    """Report each opener that the parser did not read as one; in a closed fence it is an example, not a question."""
    read = {token.map[0] for token, *_ in found if token.map}
    for token, _, is_nested in found:
        if is_nested and token.map:
            around.complain(
                token.map[0],
                Rule.NESTED,
                "question stands inside another question and is part of its card",
                "indent it like the question above",
                needle=token.markup,
            )
    closed: set[int] = set()
    swallowed_by: dict[int, str] = {}
    broken = any(t.type == "fence" and t.map and not _is_closed(t, around.lines) for t in tokens)
    for token in tokens:
        if not token.map or token.type not in ("fence", "code_block", "html_block"):
            continue
        lines = range(*token.map)
        if token.type == "fence" and not broken:
            closed.update(lines)
        what = {"fence": "in a code fence", "code_block": "in indented code", "html_block": "in raw HTML"}[token.type]
        swallowed_by.update(dict.fromkeys(lines, what))
    inside = {number for token, *_ in found if token.map for number in range(token.map[0] + 1, token.map[1])}
    for number, line in enumerate(around.lines):
        if number in read or number in closed or not is_question_opener(line):
            continue
        if number in inside and swallowed_by.get(number) == "in a code fence":
            continue  # an example inside an answer
        where = swallowed_by.get(number, "where no block can start")
        if where == "in a code fence":
            around.complain(
                number,
                Rule.SWALLOWED,
                "question is swallowed by a code fence that is not closed where it should be",
                "close the fence, indented like its opening line",
                needle=line.strip()[:3],
            )
            continue
        around.complain(
            number,
            Rule.NOT_READ,
            f"this looks like a question but stands {where}; no card",
            "start it at the margin of its list or page, and close what stands before it",
            needle=line.strip()[:3],
        )
