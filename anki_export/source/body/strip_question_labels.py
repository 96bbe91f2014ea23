"""Remove labels that only name or number a question: they mean nothing on a card.

    **Question:** Why?   **Q4：** Why?   Exercise 3. Why?   **P1.** Why?   **3. Why?**   Quick check: Why?

The name of a quiz is a label if the page has several of them. A text that is only a label stays.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from operator import is_

from markdown_it.token import Token

from anki_export.source.body.asking_blocks import is_line_of_links
from anki_export.source.body.blocks import (
    Block,
    inside,
    paragraph,
    text_of,
    text_of_block,
    trimmed,
    with_content,
    without_end,
    without_start,
)
from anki_export.source.body.marked_answer import without_label
from anki_export.source.markdown_it_helpers import copied
from anki_export.source.question_numbers import number_of
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.words_by_language import Words

_KINDS = ("question", "exercise")
_NAMES = Words(*_KINDS, "numbered")
_QUIZ = Words("quiz")
_NAME = regex(r"[^:：?？]{3,40}+[:：]\s*")
"""What is before the colon of a title."""
_FEW = 3
"""Titles with the same name before a colon."""
_NUMBER = r"(?:\#|№|n[º°])?\s*\d+(?:[.-]\d+)*[a-z]?"
_REMARK = r"\s*(?:\([^()]*\)\s*)?"
_SIGN = regex(rf"\s*(?:{_NUMBER}{_REMARK}(?:[:：.)、]|[–—-](?=\s))|{_REMARK}[:：])\s*")
_ALONE = regex(rf"\s*{_NUMBER}{_REMARK}[:：.)]?\s*\Z")
_LETTER = regex(r"[^\W\d_]\s?\d+(?:\s*\([^()]*\))?(?:\s*[.)](?=\s)|：)\s*")
"""Not `H2: …`: a colon may follow a subject."""
_SHORTEST = 4
"""In tokens: some text and a link."""
_IN_BRACKETS, _SOURCE = regex(r"\[[^\[\]]+\]"), regex(r"\s*\[\\?\[[^\[\]]*\](?:\]\([^()]*\)|\([^()]*\)\])\s*\Z")
_YEARS = 1000
"""From here on, a number before a point is a year."""
_LONGEST = 60
"""In characters, with a remark in parentheses."""


def without_labels_of_titles(titles: Sequence[Token]) -> Sequence[Token]:
    """All titles of a page without their labels, where what follows them asks, and differs from other titles."""
    names = Counter(filter(None, map(_name_of_quiz, titles if len(titles) >= _FEW else ())))
    repeated = {name for name, count in names.items() if count >= _FEW}
    cut = [_without_label_of_title(title, repeated) for title in titles]
    return unless_alike(titles, cut)


def unless_alike(titles: Sequence[Token], shorter: Sequence[Token]) -> Sequence[Token]:
    """The titles of a page in their shorter forms, but for those that are then the same as others."""
    if all(map(is_, titles, shorter)):  # as on most pages
        return titles
    texts = [normalised(text_of(title.children or ())) for title in shorter]
    counts = Counter(texts)
    return [new if counts[text] == 1 else title for title, new, text in zip(titles, shorter, texts, strict=True)]


def _name_of_quiz(title: Token) -> str:
    """What a title begins with if it names a quiz before a colon: `Check your understanding: Why?`"""
    text = text_of(title.children or ())
    found = _NAME.match(text) if ":" in text or "：" in text else None
    return found[0] if found and _QUIZ.end(text[:_LONGEST].lower()) > 0 else ""


def _without_label_of_title(title: Token, repeated: Collection[str]) -> Token:
    text = text_of(title.children or ())
    name = _name_of_quiz(title) if repeated else ""
    if name in repeated:
        length = len(name)
    else:
        length = _length(text) if asks(text) and _NAMES.end(text[:_LONGEST].lower()) > 0 else 0
    if not length or not any(map(str.isalpha, text[length:])):
        return title
    return without_edge(title, length)


def without_edge(title: Token, length: int, *, is_at_end: bool = False) -> Token:
    """A title without so many characters of its text, at its start or end."""
    changed, text = copied(title), text_of(title.children or ())
    if is_at_end:
        text = text.rstrip()
        changed.children = without_end(trimmed(title.children or ()), length)
        changed.content = title.content.removesuffix(text[len(text) - length :])
    else:
        changed.children = without_start(title.children or (), length)
        changed.content = title.content.removeprefix(text[:length])
    return changed


def without_sources(title: Token) -> tuple[Token, Sequence[Sequence[Token]]]:
    """A title without the links in brackets at its end, which say where it is from, and these links in order."""
    sources: list[Sequence[Token]] = []
    title, source = _without_source(title)
    while source:
        sources.insert(0, source)
        title, source = _without_source(title)
    return title, sources


def _without_source(title: Token) -> tuple[Token, Sequence[Token]]:
    children = trimmed(title.children or ())
    end = len(children) - (children[-1].content.rstrip() == "]" if children else 0)
    if end < _SHORTEST or [token.type for token in children[end - 3 : end]] != ["link_open", "text", "link_close"]:
        return title, ()
    before, link = children[: end - 3], children[end - 3 : end]
    if not any(map(str.isalpha, text_of(before))):
        return title, ()
    if end < len(children) and before[-1].content.endswith("["):
        before = [*before[:-1], with_content(before[-1], before[-1].content[:-1])]
    elif end < len(children) or not _IN_BRACKETS.fullmatch(link[1].content):
        return title, ()
    changed = copied(title)
    changed.children, changed.content = trimmed(before), _SOURCE.sub("", title.content)
    return changed, link


def without_label_of_front(front: tuple[Block, ...], lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of a front without lines such as `Docs: https://…`, and the label that it then begins with.

    A tab with such a label is its content.
    """
    if front and front[0].kind == "details" and front[0].opening.info == "tab":
        is_asking = is_label_of(text_of(front[0].title), *_KINDS)
        front = (*inside(front[0], lines), *front[1:]) if is_asking else front
    if any(map(is_line_of_links, front[:-1])):
        front = tuple(block for block in front if not is_line_of_links(block))
    at = next((at for at, block in enumerate(front[:-1]) if block.kind != "heading"), len(front))
    if front[at:] and is_label_of(text_of_block(front[at]), *_KINDS, "questions"):
        return front[at + 1 :]
    if not front or not front[0].line:
        return front
    first, *below = front
    text = text_of(trimmed(first.line))
    if below and (_is_alone(text) or (first.kind == "heading" and is_label_of(text, *_KINDS, "stem"))):
        return tuple(below)
    rest = without_label(_KINDS, front)
    if rest and rest != front:
        return rest
    letter = _LETTER.match(text[:_LONGEST])
    length = letter.end() if letter else _length(text)
    if not length or length == len(text):
        return front
    return (paragraph(first, without_start(trimmed(first.line), length)), *below)


def _is_alone(text: str) -> bool:
    end = _NAMES.end(text[:_LONGEST].lower())
    return end > 0 and _ALONE.match(text, end) is not None


def _length(text: str) -> int:
    """How many characters of a text are a label."""
    end = _NAMES.end(text[:_LONGEST].lower())
    if end > 0 and (found := _SIGN.match(text, end)):
        return found.end()
    number = number_of(text)
    is_label = number and number.mark in ("Q", "第", ".") and (number.value or 0) < _YEARS
    return len(text) - len(number.rest) if number and is_label and text.endswith(number.rest) else 0
