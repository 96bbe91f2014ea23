"""Find an answer that the author marks in the body, with a label or by hiding it.

    - A) a file                         What does HEAD point to?
    - B) a folder
                                        ??? success "Reveal"
    **Answer:** B                           **A branch**.

Content before it belongs to the question. Titles are evidence, but no particular words are required: a collapsed block
below choices, below a question, or with a title shared by at least half of the page's questions contains the answer.
Below text that starts in bold, which is itself the answer, it does not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from markdown_it.token import Token

from anki_export.source.body.choices import has_choices
from anki_export.source.body.markdown_blocks import (
    Block,
    closing,
    inside,
    lstrip,
    new_paragraph,
    paragraph,
    text_of,
    trimmed,
    with_content,
    without_start,
)
from anki_export.source.entry import Entry
from anki_export.source.syntax.admonitions import ANSWER_KINDS, ANY_KINDS, EXTRA_KINDS, QUESTION_KINDS
from anki_export.text.html_tokenizer import pieces
from anki_export.text.labels import (
    after_label,
    asks,
    is_answer_label,
    is_plain,
    names_answer,
    names_explanation,
    names_extra,
)
from anki_export.text.regex import regex


class Marked(NamedTuple):
    """A body split at the marked answer."""

    before: tuple[Block, ...]
    """Content that belongs to the question."""
    answer: tuple[Block, ...]
    after: tuple[Block, ...] = ()
    is_whole: bool = False
    """Whether the answer contains no explanation, as when several blocks contain one answer each."""


_ANSWER = r"(?:the\s+)?(?:(?:correct|right)\s+)?(?:answer|antwort|réponse|respuesta|risposta|resposta|ответ|答案|回答)"
_LABELS = {
    "answer": rf"{_ANSWER}|ans|solution|lösung",
    "answer or A": rf"{_ANSWER}|ans|a|solution|lösung",
    "later answer": rf"{_ANSWER}|ans",  # after other blocks, "Solution:" and "A:" are too often ordinary text
    "explanation": r"explanation|erklärung|explication|explicación|spiegazione|explicação|объяснение|解释|解説",
}
_LABEL = {name: regex(rf"\s*(?:{words})\s*", re.IGNORECASE) for name, words in _LABELS.items()}
_LABEL_AND_COLON = {name: regex(rf"{label.pattern}[:：]\s*", re.IGNORECASE) for name, label in _LABEL.items()}
_MAY_HAVE_LABEL = regex(rf"[\W_]*?(?:{_LABELS['answer or A']}|[&{{])", re.IGNORECASE)
"""Matches each Markdown text that starts with a label of the answer, and few others."""
_BARE = frozenset({"p", "div", "br", "b", "center"})


def marked_answer(
    blocks: Sequence[Block], lines: Sequence[str], usual: Mapping[str, int] = MappingProxyType({})
) -> Marked | None:
    """The marked answer in a body, if any; `usual` is the result of `usual_titles` for the page."""
    boxes = _answer_boxes(blocks, usual)
    for i, block in enumerate(blocks[: boxes[0] if boxes else len(blocks)]):
        if not (block.line and _MAY_HAVE_LABEL.match(block.tokens[1].content)):
            continue
        name = "later answer" if i else "answer" if has_choices(blocks) else "answer or A"
        name = "answer" if block.kind == "heading" else name
        if without_label(name, (block,)) != (block,) and (answer := without_label(name, tuple(blocks[i:]))):
            return Marked(tuple(blocks[:i]), answer)
    return _hidden_answer(blocks, boxes, lines, usual) if boxes else None


def asked_in_body(blocks: Sequence[Block]) -> Marked | None:
    """A body for a question without title, whose first paragraph asks and whose second answers."""
    if len(blocks) < 2 or not asks(blocks[0].text) or any(asks(block.text) for block in blocks[1:]):
        return None
    can_answer = blocks[1].kind in ("paragraph", "bullet_list", "ordered_list")  # code can still belong to the question
    return Marked((blocks[0],), tuple(blocks[1:])) if can_answer and not has_choices(blocks) else None


def usual_titles(entries: Iterable[Entry]) -> dict[str, int]:
    """The titles of hidden blocks shared by at least half of a page's questions, with their number."""
    counts: Counter[str] = Counter()
    questions = 0
    for entry in entries:
        if not entry.is_nested:
            questions += 1
            counts.update({_title(box) for box in _boxes(entry.body) if _is_collapsed(box)})
    return {title: count for title, count in counts.items() if count * 2 >= questions}


def _boxes(body: Sequence[Token]) -> Iterator[Token]:
    """The opening tokens of top-level admonitions in a body."""
    depth = 0
    for token in body:
        if token.type == "details_open" and not depth:
            yield token
        depth += token.nesting


def _title(opening: Token) -> str:
    """The title of an admonition in lower case; empty if the author gave none."""
    title = opening.meta["title"].children or ()
    return " ".join(text_of(title).casefold().split()) if opening.meta["opener"].title else ""


def _is_collapsed(opening: Token) -> bool:
    return opening.type == "details_open" and opening.meta["opener"].is_collapsed


def _answer_boxes(blocks: Sequence[Block], usual: Mapping[str, int]) -> list[int]:
    """Indices of the admonitions that contain the answer: those labelled so, else those that hide it."""
    boxes = [i for i, block in enumerate(blocks) if block.kind == "details"]
    if not boxes:
        return []
    labelled = [i for i in boxes if _names_answer(blocks[i], blocks[: min(i, 1)])]
    if labelled:  # open admonitions after the answer only say "Correct!" or the like
        return [i for i in labelled if i == labelled[0] or _is_collapsed(blocks[i].opening)]
    hidden = [i for i in boxes if _may_hide_answer(blocks[i])]
    before = [block for block in blocks[: hidden[0]] if block.kind != "details"] if hidden else []
    if not before:
        return [i for i in hidden if usual.get(_title(blocks[i].opening), 0) > 1]
    answers = [i for i in hidden if not names_explanation(_title(blocks[i].opening))]
    if has_choices(before):
        return answers or hidden  # an explanation of the right choice names it
    if _ends_asking(before):
        return answers
    if _opens_bold(before):
        return []
    return [i for i in answers if blocks[i].opening.info in ANSWER_KINDS or _title(blocks[i].opening) in usual]


def _names_answer(box: Block, before: Sequence[Block]) -> bool:
    opening, title = box.opening, text_of(box.title)
    if opening.meta["opener"].title:
        is_named = opening.info not in QUESTION_KINDS and _is_collapsed(opening) and names_answer(title)
        return is_named or is_answer_label(title)
    # An open one below a bold answer only says "Correct!" or the like.
    is_set_apart = bool(before) and (_is_collapsed(opening) or not _opens_bold(before))
    return opening.info in ("answer", "solution") or (opening.info in ANSWER_KINDS and is_set_apart)


def _may_hide_answer(box: Block) -> bool:
    """Whether neither title nor kind of a collapsed admonition indicates other content."""
    opening, title = box.opening, _title(box.opening)
    is_decided_by_title = title and opening.info in ANY_KINDS
    is_other = not is_decided_by_title and opening.info in EXTRA_KINDS | QUESTION_KINDS
    return _is_collapsed(opening) and not is_other and not names_extra(title)


def _opens_bold(blocks: Sequence[Block]) -> bool:
    """Whether blocks start in bold, like answers, and not with a label."""
    inline = trimmed(blocks[0].inline) if blocks else []
    if not inline or inline[0].type != "strong_open":
        return False
    return not text_of(inline[: closing(inline)]).rstrip().endswith((":", "："))


def _ends_asking(blocks: Sequence[Block]) -> bool:
    """Whether blocks end with a question, optionally followed by a list or code."""
    words = next((block for block in reversed(blocks) if block.kind == "paragraph"), None)
    return words is not None and asks(words.text)


def _hidden_answer(
    blocks: Sequence[Block], boxes: Sequence[int], lines: Sequence[str], usual: Mapping[str, int]
) -> Marked:
    first, last = boxes[0], boxes[-1]
    titles = {_title(blocks[i].opening) for i in boxes}
    # Titles with more than label words are kept.
    are_labels = len(titles) == 1 and all(usual.get(title, 0) > 1 or is_plain(title) for title in titles)
    answer = [
        block
        for i in range(first, last + 1)
        for block in (_inside(blocks[i], lines) if i in boxes and are_labels else blocks[i : i + 1])
    ]
    # A hint that is hidden on the page does not go on the front either.
    before = tuple(block for block in blocks[:first] if not _is_collapsed(block.opening))
    hints = tuple(block for block in blocks[:first] if _is_collapsed(block.opening))
    return Marked(before, tuple(answer), (*hints, *blocks[last + 1 :]), is_whole=len(boxes) > 1)


def _inside(box: Block, lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks in an admonition without their label, preceded by any answer text from its title."""
    blocks = tuple(block for block in inside(box, lines) if not _is_bare(block))
    start = after_label(text_of(box.title))
    first = (new_paragraph(without_start(box.title, start), box.first),) if start else ()
    return (*first, *without_label("answer", blocks))


def _is_bare(block: Block) -> bool:
    """Whether a block consists only of comments and tags such as `<p>` or `</p>`."""
    return block.kind == "html_block" and all(
        piece.kind == "comment" or (piece.name in _BARE and not piece.attributes) or not piece.source.strip()
        for piece in pieces(block.opening.content)
    )


def without_label(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without a leading `**Answer:**`, `**Answer**:`, `Answer:`, or line or heading `Answer`."""
    if not blocks or not (inline := trimmed(blocks[0].line)):
        return blocks
    if name == "answer or A" and inline[0].type == "strong_open":
        name = "answer"  # a bold A is a choice or a word
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
    tokens = trimmed(blocks[0].line)
    before = tokens[: tokens.index(bold[0])]
    return _followed_by([*before, *lstrip([rest, *tokens[len(before) + 1 :]], " ")], blocks)


def _followed_by(inline: Sequence[Token], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = blocks[0]
    label_text = (
        [paragraph(first, inline) if first.kind == "paragraph" else new_paragraph(inline, first.first)]
        if inline
        else []
    )
    return (*label_text, *blocks[1:])
