"""Whether blocks and headings ask or set a task, by their last sentence, an order, or a label such as `Exercise 2.`"""

from collections.abc import Sequence

from markdown_it.token import Token

from anki_export.source.body.blocks import (
    BREAKS,
    CODE,
    Block,
    bold_opening,
    closing,
    has_colon,
    inline_lines,
    text_of,
    text_of_block,
)
from anki_export.source.question_numbers import number_of
from anki_export.text.classify_labels import asks, is_label, label_stop, names_extra, task_end
from anki_export.text.difficulty_levels import LEVELS, level_in
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.question_points import only_says_points
from anki_export.text.text_asks_or_announces import has_question_word, is_clear_question, is_order, wants_answer
from anki_export.text.word_patterns import Words

_LAST = 8
"""The number of tokens at the end of a list that hold its last item."""
_POINTS = 40
"""In characters: what says how many points there are is shorter."""
_OF_TEXT = ("paragraph", "heading", "blockquote")
_SHOWN = CODE | {"table", "blockquote"}
_CODE_LABEL = regex(r"[^\W\d_]{1,8}\s?\d{1,4}\s*(?:\([^()]*\))?\s*[.:：)]")
"""Q1., E1 (MCQ)., Puzzle 1:"""
_CODE = regex(r"[A-Z]{1,3}\d{1,3}")
"""B1, alone in bold before what asks."""
_NUMBER_OF_PART = regex(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?")
_PART = regex(r"\(?[a-h][.)]\s+")
"""a) or (b): the parts of a question."""
_ADDRESS = regex(r"\s*https?://\S+\s*")
_CLAUSES = regex(r"[,.;:]\s+")
_SENTENCES = regex(r"(?<=[.!?。！？])\s+|(?<=[。！？])(?=\S)")
_OF_LEVEL = 3
"""In words: `for beginners`."""
_ABOUT = ("asker", "difficulty")
_PARTS = ("question", "answer", "solution", "explanation", "hint", "exercise", "example")
_BETWEEN_LABELS = regex(r"\s[|·•](?:\s|\Z)")
_ABOVE = Words("above")
_THIS = Words("this_code")


def is_asking(block: Block) -> bool:
    """Whether a block asks, sets a task, or has a label for it."""
    text = block.text
    lines = [text] if text else [text_of(t.children or ()) for t in block.tokens[-_LAST:] if t.type == "inline"]
    return any(map(ends_asking, lines)) or label_rank(block) > 1


def is_remark(block: Block, question: str) -> bool:
    """Whether a block only has labels for who asks, or what for, or how hard it is: `Level: hard | Asked by: Ann`.

    Others may be beside these, but those of a part of the question or of its answer. So is what the question is worth.
    """
    if block.kind not in _OF_TEXT:
        return False
    is_paragraph = block.kind == "paragraph"
    texts = () if is_paragraph else [token.content for token in block.tokens if token.type == "inline"]
    markdown = block.tokens[1].content if is_paragraph else "\n".join(texts)
    if len(markdown) < _POINTS and only_says_points(block.text, question):
        return True
    if ":" not in markdown and "：" not in markdown:
        return False  # as for most
    parts = _parts_with_labels(block)
    if not [part for part in parts if label_stop(part, *_ABOUT)]:
        return False  # as nearly all
    is_about = any(label_stop(part, "asker") or _is_level(part) for part in parts)
    return is_about and not any(label_stop(part, *_PARTS) for part in parts)


def _parts_with_labels(block: Block) -> list[str]:
    """The parts of the lines of a block, or all of its text if not every part has a colon."""
    is_quote = block.kind == "blockquote"
    text = text_of_block(block) if is_quote else block.text or text_of(block.line)
    is_one = is_quote or not [token for token in block.line if token.type in BREAKS]
    if is_one and "|" not in text and "·" not in text and "•" not in text:
        return [text.strip()]  # as most
    rows = [text] if is_quote else map(text_of, inline_lines(block.line))
    parts = [part.strip() for row in rows for part in _BETWEEN_LABELS.split(row)]
    return parts if all(":" in part or "：" in part for part in parts) else [text.strip()]


def is_box_of_links(block: Block) -> bool:
    """Whether a block is an open box with a title and only links behind labels: `Discussion: [issue 3](…)`."""
    opener = block.opening.meta["opener"] if block.kind == "details" else None
    if opener is None or not opener.title or opener.marker[0] == "?":
        return False
    texts = [token.children or () for token in block.tokens if token.type == "inline"][1:]
    return bool(texts) and all(map(_is_labelled_link, texts))


def is_line_of_links(block: Block) -> bool:
    """Whether a paragraph is only a link behind a label that names other material: `Docs: https://…`."""
    stop = label_stop(block.text, "references", "aside")
    is_link = _ADDRESS.fullmatch(block.text, stop) is not None or _is_labelled_link(block.inline)
    return stop > 0 and is_link and not label_stop(block.text, "example")  # which may be what is asked about


def _is_labelled_link(inline: Sequence[Token]) -> bool:
    opening = next((i for i, token in enumerate(inline) if token.type == "link_open"), 0)
    is_last = not text_of(inline[closing(inline[opening:]) + opening + 1 :]).strip() if opening else False
    return is_last and has_colon(text_of(inline[:opening]).strip())


def _is_level(text: str) -> bool:
    """Whether a text says how hard something is, with a level or signs: `Difficulty: easy`, `Level: ★★☆`."""
    stop = label_stop(text, "difficulty")
    value = text[stop:].strip()
    if not stop or not value:
        return False
    is_level = size_in_words(value) <= _OF_LEVEL and level_in(value, LEVELS) is not None
    return is_level or not any(map(str.isalnum, value))


def ends_asking(text: str) -> bool:
    """Whether the last sentence of a text asks, or one of them sets a task."""
    if asks(text):  # as most do
        return True
    sentences = _SENTENCES.split(text.strip())
    return is_clear_question(sentences[-1]) or any(is_order(one) and not is_clear_question(one) for one in sentences)


def gives_order(text: str) -> bool:
    """Whether a clause of a text gives an order: "In this folder, create a file"."""
    return any(is_order(clause) and not has_question_word(clause) for clause in _CLAUSES.split(text))


def label_rank(block: Block) -> int:
    """How a paragraph begins: 2 with a label or number of a question, 1 with other bold text and a colon, else 0."""
    if not block.inline:
        return 0
    opening = bold_opening(block.inline)
    bold, rest = (text_of(tokens).strip() for tokens in opening) if opening else ("", "")
    if names_extra(bold.rstrip(" .:：")) and not task_end(bold):
        return 0
    number = number_of(block.text)
    is_numbered = number is not None and (number.mark == "Q" or (number.value is not None and bool(bold)))
    if is_numbered or is_number_of_part(bold) or task_end(block.text) or _CODE_LABEL.match(bold):
        return 2
    if end_of_bold_code(block.inline) and asks(rest):
        return 2
    return int(bool(bold) and (has_colon(bold) or has_colon(rest[:1])))


def end_of_bold_code(inline: Sequence[Token]) -> int:
    """Where a sentence begins behind a code that is alone in bold, `**B1** Why?`; 0 without one."""
    opening = bold_opening(inline)
    bold, rest = (text_of(tokens) for tokens in opening) if opening else ("", "")
    return len(bold + rest) - len(rest.lstrip()) if _CODE.fullmatch(bold) and rest.lstrip()[:1].isupper() else 0


def is_number_of_part(bold: str) -> bool:
    """Whether bold text is nothing but the number of a part of an exercise: `1.2`."""
    return _NUMBER_OF_PART.fullmatch(bold) is not None


def is_part(block: Block) -> bool:
    """Whether a paragraph begins like a part of a question: `b) Why?`"""
    return _PART.match(block.text) is not None


def end_of_label(text: str) -> int:
    """Where the text of a question begins after its label or the letter of its part; 0 without one."""
    end = task_end(text)
    label = _CODE_LABEL.match(text) or _PART.match(text)
    return end if 0 < end < len(text) else label.end() if label else 0


def heading_text(head: Token | None) -> str:
    """The text of a heading without its number."""
    text = text_of(head.children or ()) if head else ""
    number = number_of(text)
    return number.rest if number and number.mark != "Q" else text


def is_asking_heading(head: Token | None) -> bool:
    """Whether a heading asks, sets a task, or names one."""
    text = heading_text(head)
    return bool(text) and (wants_answer(text) or is_exercise(head))


def is_exercise(head: Token | None) -> bool:
    """Whether a heading names one exercise, whose whole text belongs to it."""
    return task_end(f"{heading_text(head)}:") > 0


def says_more(head: Token) -> bool:
    """Whether a heading asks, sets a task, or says more than that an exercise follows."""
    text = heading_text(head)
    return not is_label(text) and (wants_answer(text) or 0 < task_end(text) < len(text))


def is_subject(block: Block) -> bool:
    """Whether a block is something that questions are about: code, a table, a quote, a picture."""
    return block.kind in _SHOWN or "image" in [token.type for token in block.inline]


def refers_above(asked: Sequence[Block]) -> bool:
    """Whether a question is about something above that is not part of it, or inside of its box."""
    boxes = (block for block in asked if block.kind == "details")
    if any(map(is_subject, asked)) or any(token.type in _SHOWN for block in boxes for token in block.tokens):
        return False
    text = " ".join(map(text_of_block, asked)).lower()
    return (len(asked) == 1 and _ABOVE.are_in(text)) or _THIS.are_in(text)
