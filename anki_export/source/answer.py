"""The body of a question → answer and explanation.

Rules are tried in the order of the table at the end, first match wins. They look at *segments*: blocks that stand
together without a blank line. Tokens are markdown-it's, a body's own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from anki_export.source.blocks import Block, blocks_of, closing, lstrip, paragraph, text_of, trimmed, with_content
from anki_export.source.syntax.annotations import NOTES


@dataclass(frozen=True, slots=True)
class Split:
    """A body told apart; `context` belongs to the question, as the choices of a multiple choice do."""

    rule: str
    answer: tuple[Block, ...]
    explanation: tuple[Block, ...] = ()
    context: tuple[Block, ...] = ()


Segments = list[list[Block]]

_ANSWER = r"(?:the\s+)?(?:(?:correct|right)\s+)?(?:answer|antwort|réponse|respuesta|risposta|resposta|ответ|答案|回答)"
_LABELS = {
    "answer": rf"{_ANSWER}|ans|solution|lösung",
    "answer or A": rf"{_ANSWER}|ans|a|solution|lösung",
    "later answer": _ANSWER,  # after other blocks, "Solution:" and "A:" are too often part of a text
    "explanation": r"explanation|erklärung|explication|explicación|spiegazione|explicação|объяснение|解释|解説",
}
_LABEL = {name: re.compile(rf"\s*(?:{words})\s*", re.IGNORECASE) for name, words in _LABELS.items()}
_LABEL_AND_COLON = {name: re.compile(rf"{label.pattern}[:：]\s*", re.IGNORECASE) for name, label in _LABEL.items()}
_CHOICE = re.compile(r"\s*\(?B\s*[:.)]")
_ANSWER_TITLE = re.compile(
    rf"\s*(?:(?:show|see|view|reveal|click (?:for|to see))\s+)?(?:{_LABELS['answer']}|(?:the\s+)?answers)\W*",
    re.IGNORECASE,
)
_ANSWER_KINDS = {"answer", "solution"}
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


def split(question: str, blocks: Sequence[Block], lines: Sequence[str]) -> Split:
    """Tell answer from explanation; `question` is the question's plain text, `blocks` is not empty.

    `lines` is the page.
    """
    context, body, rest = _marked_answer(blocks, lines)
    found = _split_plain(question, body) if body else Split("first", ())
    explanation = (*found.explanation, *rest)
    explanation = _without_label("explanation", explanation) or explanation
    return Split(
        "marked" if context or rest or body != list(blocks) else found.rule, found.answer, explanation, context
    )


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


def _marked_answer(
    blocks: Sequence[Block], lines: Sequence[str]
) -> tuple[tuple[Block, ...], list[Block], tuple[Block, ...]]:
    """What stands before, in and after an answer that the author marked as such.

    Marks are a nested block (`??? success "Answer"`) and a label (`**Answer:**`). Without a mark all is answer.
    """
    has_choices = any(_CHOICE.match(block.text) for block in blocks)
    for i, block in enumerate(blocks):
        if block.kind == "details" and _is_answer_box(block, blocks[:i]):
            inside = tuple(blocks_of(block.tokens[4:-1], lines))
            return tuple(blocks[:i]), list(_without_label("answer", inside)), tuple(blocks[i + 1 :])
        name = "later answer" if i else "answer" if has_choices else "answer or A"
        if _without_label(name, (block,)) == (block,):
            continue
        if unlabelled := _without_label(name, tuple(blocks[i:])):
            return tuple(blocks[:i]), list(unlabelled), ()
    return (), list(blocks), ()


def _is_answer_box(block: Block, before: Sequence[Block]) -> bool:
    opening = block.tokens[0]
    title = opening.meta["opener"].title
    if opening.info in _ANSWER_KINDS:
        return True
    if opening.info == "success" and not title and before:
        # An open one below a bold answer hides nothing: it only praises something.
        return opening.meta["opener"].marker != "!!!" or not _bold("", [list(before)])
    return _ANSWER_TITLE.fullmatch(text_of(block.tokens[2].children or ())) is not None


def _without_label(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without `**Answer:**`, `**Answer**:`, `Answer:` or a line `Answer` at their start."""
    if not blocks or not (inline := trimmed(blocks[0].inline)):
        return blocks
    if name == "answer or A" and inline[0].type == "strong_open":
        name = "answer"  # a bold A is a choice, or a word
    label, bold = _LABEL[name], [inline[0]]
    if inline[0].type == "strong_open":
        close = closing(inline)
        bold, inline = inline[: close + 1], inline[close + 1 :]
        inner = text_of(bold)
        if label.fullmatch(inner.rstrip(" :：")):
            has_colon = inner.rstrip().endswith((":", "：")) or text_of(inline).lstrip().startswith((":", "："))
            is_alone = not text_of(inline).strip()
            return _followed_by(lstrip(inline, " :："), blocks) if has_colon or is_alone else blocks
        bold = bold[1:]
    elif inline[0].type == "text" and len(inline) == 1 and name != "answer or A" and label.fullmatch(inline[0].content):
        return blocks[1:]
    head = _LABEL_AND_COLON[name].match(bold[0].content) if bold[0].type == "text" else None
    if not head:
        return blocks
    rest = with_content(bold[0], bold[0].content[head.end() :])
    tokens = trimmed(blocks[0].inline)
    before = tokens[: tokens.index(bold[0])]
    return _followed_by([*before, *lstrip([rest, *tokens[len(before) + 1 :]], " ")], blocks)


def _followed_by(inline: Sequence[Token], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (*([paragraph(blocks[0], inline)] if inline else []), *blocks[1:])


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
