"""The Markdown source of a question, for outputs that need it instead of HTML or plain text."""

from collections.abc import Sequence
from string import ascii_uppercase
from textwrap import dedent

from anki_export.source.body.blocks import BREAKS, Block, text_of
from anki_export.source.body.types import Parts
from anki_export.source.types import Markdown


def markdown_of(title: str, parts: Parts, lines: Sequence[str]) -> Markdown:
    """The Markdown of a question; `title` is the Markdown of its title, `lines` are the parsed lines of the page."""
    split = parts.front, parts.answer, parts.after
    front, answer, after = ([(block.first, block.last, block) for block in part] for part in split)
    if answer and after and answer[-1][2].opening is after[0][2].opening:
        # The answer is the first lines of a paragraph.
        first, last, block = answer[-1]
        middle = first + 1 + sum(token.type in BREAKS for token in block.inline)
        answer[-1], after[0] = (first, middle, block), (middle, last, after[0][2])
    named = zip(ascii_uppercase, parts.options, strict=False)
    listed = "\n".join(f"- {letter}) {option.text}" for letter, option in named)
    asked = [text for text in (title, _written(front, lines), listed) if text]
    return Markdown("\n\n".join(asked), _written(answer, lines), _written(after, lines))


def _written(blocks: Sequence[tuple[int, int, Block]], lines: Sequence[str]) -> str:
    """The lines of blocks without common indentation; adjacent blocks stay adjacent, others get a blank line."""
    text, end = "", 0
    for first, last, block in blocks:
        # A block without lines of its own is part of a line, such as the choice that a letter names.
        own = _own_lines(block, lines[first:last]) or [
            text_of(token.children or ()) for token in block.tokens if token.children
        ]
        text += ("\n" if text else "") + ("\n" if text and first != end else "") + "\n".join(own)
        end = last
    return dedent(text).strip("\n")


def _own_lines(block: Block, lines: Sequence[str]) -> Sequence[str]:
    """The lines of a block without what else is on them: text before `<details>`, or the tags around a paragraph."""
    if not any("details>" in line.lower() for line in lines):
        return lines
    if block.kind == "paragraph" and len(rows := block.tokens[1].content.split("\n")) == len(lines):
        return rows
    first, *below = lines
    column = block.opening.meta.get("column", 1) - 1
    if first[column:].lower().startswith("<details"):
        first = first[: len(first) - len(first.lstrip())] + first[column:]
    return [first, *below]
