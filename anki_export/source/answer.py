"""The body of a question → answer and explanation.

Rules are tried in the order of the table at the end, first match wins. They look at *segments*: blocks that stand
together without a blank line. Tokens are markdown-it's, a body's own.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markdown_it.token import Token

from anki_export.source.blocks import Block, closing, lstrip, paragraph, text_of, trimmed
from anki_export.source.marked import asked_in_body, marked_answer, with_choice, without_label
from anki_export.source.syntax.annotations import NOTES


@dataclass(frozen=True, slots=True)
class Split:
    """A body told apart; `context` belongs to the question, as the choices of a multiple choice do."""

    rule: str
    answer: tuple[Block, ...]
    explanation: tuple[Block, ...] = ()
    context: tuple[Block, ...] = ()


Segments = list[list[Block]]

_PUNCTUATION = re.compile(r"[\s.!?;,…。！？]*")
_TWO_PART = re.compile(
    r"\b(?:differ\w*|compare[ds]?|comparison|vs|versus)\b|\?.+\?|,?\s(?:and|&)\s(?:how|why|what|when|where|which|who)\b",
    re.IGNORECASE | re.DOTALL,
)
_HOW_TO = re.compile(r"how\s+(?:do|would|can|could|should|to|you)\b|(?:what are|list|describe|explain) the steps", re.I)
_ASIDE = re.compile(
    r"(?:for\s+)?(?:an?\s+)?(?:examples?|e\.g\.|tips?|notes?|official doc\w*|docs?|documentation|references?|see also"
    r"|read more|usage)\b",
    re.IGNORECASE,
)


def split(
    question: str, blocks: Sequence[Block], lines: Sequence[str], usual: Mapping[str, int] = MappingProxyType({})
) -> Split:
    """Tell answer from explanation; `question` is the question's plain text, `blocks` is not empty.

    `lines` is the page, `usual` what `usual_titles` found on it.
    """
    marked = marked_answer(blocks, lines, usual) or (None if question.strip() else asked_in_body(blocks))
    if marked is None:
        found = _split_plain(question, blocks)
    elif marked.is_whole or not marked.answer:
        found = Split("marked", marked.answer)
    else:
        found = _split_plain(question, marked.answer)
    rule, before, after = ("marked", marked.before, marked.after) if marked else (found.rule, (), ())
    explanation = (*found.explanation, *after)
    answer = with_choice(before, found.answer)
    return Split(rule, answer, without_label("explanation", explanation) or explanation, before)


def _split_plain(question: str, blocks: Sequence[Block]) -> Split:
    segments: Segments = []
    for block in blocks:
        if segments and (block.first <= segments[-1][-1].last or _is_notes(block)):
            segments[-1].append(block)
        else:
            segments.append([block])
    for name, rule in _RULES:
        if found := rule(question, segments):
            answer, explanation = found
            return Split(name, tuple(answer), tuple(explanation))
    raise AssertionError("the last rule always matches")


def _is_notes(block: Block) -> bool:
    """Whether the block explains the numbers in what stands before it."""
    return block.tokens[0].attrGet("class") == NOTES


Found = tuple[Sequence[Block], Sequence[Block]] | None


def _flat(segments: Segments) -> list[Block]:
    return [block for segment in segments for block in segment]


def _bold(_question: str, segments: Segments) -> Found:
    """The first line is wholly bold, its final punctuation perhaps outside; what follows in its paragraph explains."""
    first = segments[0][0]
    inline = trimmed(first.inline)
    if not inline or inline[0].type != "strong_open":
        return None
    close = closing(inline)
    line_end = next(
        (i for i, t in enumerate(inline) if i > close and t.type in ("softbreak", "hardbreak")), len(inline)
    )
    tail = inline[close + 1 : line_end]
    if not all(t.type == "text" for t in tail) or not _PUNCTUATION.fullmatch(text_of(tail)):
        return None
    if text_of(inline[1:close]).rstrip().endswith(":"):
        return None
    rest = lstrip(inline[line_end:], " ")
    answer = paragraph(first, [*inline[1:close], *tail])
    return [answer], [*([paragraph(first, rest)] if rest else []), *_flat(segments)[1:]]


def _bold_run(_question: str, segments: Segments) -> Found:
    """Bold with an aside in parentheses, or bold phrases joined by and, or, comma."""
    first = segments[0][0]
    inline = trimmed(first.inline)
    if not inline or inline[0].type != "strong_open":
        return None
    plain, i = "", 0
    while i < len(inline):
        if inline[i].type == "strong_open":
            i += closing(inline[i:]) + 1
            plain += "\0"
        else:
            plain += text_of([inline[i]])
            i += 1
    plain = re.sub(r"\([^()]*\)", "", plain)
    if not re.fullmatch(r"[\s\0.,;!?/&+…]*(?:(?:and|or)\b[\s\0.,;!?/&+…]*)*", plain, re.IGNORECASE):
        return None
    if text_of(inline).rstrip().endswith(":"):
        return None
    return [first], _flat(segments)[1:]


def _single(_question: str, segments: Segments) -> Found:
    return (segments[0], []) if len(segments) == 1 else None


def _two_part(question: str, segments: Segments) -> Found:
    """Two things are asked, or things are compared: all until the first tip, example or link to documents."""
    if segments[0][0].kind != "paragraph" or not _TWO_PART.search(question):
        return None
    asides = [_is_aside(segment[0]) for segment in segments]
    links = [_is_link(segment[0]) for segment in segments]
    # A link to documents between the two parts does not end the answer; one after both does.
    end = next((i for i in range(1, len(segments)) if asides[i] or all(links[i:])), len(segments))
    return _flat(segments[:end]), _flat(segments[end:])


def _is_aside(block: Block) -> bool:
    text = text_of(trimmed(block.inline)).lstrip()
    return block.kind in ("details", "blockquote") or (not _is_link(block) and _ASIDE.match(text) is not None)


def _is_link(block: Block) -> bool:
    """Whether the block is a link to documents and nothing else."""
    inline = trimmed(block.inline)
    if not inline:
        return False
    words = text_of([token for i, token in enumerate(inline) if token.type == "text" and not _in_link(inline, i)])
    has_link = any(token.type == "link_open" for token in inline)
    return has_link and re.fullmatch(r"[\W]*|\W*" + _ASIDE.pattern + r"\W*", words, re.IGNORECASE) is not None


def _in_link(inline: Sequence[Token], i: int) -> bool:
    return sum((t.type == "link_open") - (t.type == "link_close") for t in inline[:i]) > 0


def _lead_in(_question: str, segments: Segments) -> Found:
    if not segments[0][-1].text.rstrip().endswith(":"):
        return None
    return _flat(segments[:2]), _flat(segments[2:])


def _steps(question: str, segments: Segments) -> Found:
    if not _HOW_TO.match(question):
        return None
    lists = [(i, b) for i, segment in enumerate(segments) for b in segment if b.kind == "ordered_list"]
    if not lists:
        return None
    end = lists[0][0]
    for i, block in lists[1:]:
        if int(block.tokens[0].attrs.get("start", 1)) > 1:  # code between the steps broke the list in two
            end = i
    return _flat(segments[: end + 1]), _flat(segments[end + 1 :])


def _first(_question: str, segments: Segments) -> Found:
    return segments[0], _flat(segments[1:])


_RULES: tuple[tuple[str, Callable[[str, Segments], Found]], ...] = (
    ("bold", _bold),
    ("bold run", _bold_run),
    ("single", _single),
    ("two-part", _two_part),
    ("lead-in", _lead_in),
    ("steps", _steps),
    ("first", _first),
)
