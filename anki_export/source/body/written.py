"""The Markdown source of a question, for outputs that need it instead of HTML or plain text."""

from collections.abc import Sequence
from string import ascii_uppercase
from textwrap import dedent

from anki_export.source.body.markdown_blocks import Block, text_of
from anki_export.source.body.split_explanation import Split
from anki_export.source.types import Markdown


def markdown_of(title: str, parts: Split, lines: Sequence[str]) -> Markdown:
    """The Markdown of a question; `title` is the Markdown of its title, `lines` are the parsed lines of the page."""
    before = parts.context[:-1] if parts.choices else parts.context
    split = before, parts.answer, parts.explanation
    context, answer, explanation = ([(block.first, block.last, block) for block in part] for part in split)
    if answer and explanation and answer[-1][:2] == explanation[0][:2]:  # the answer is the first lines of a paragraph
        first, last, block = answer[-1]
        middle = first + 1 + sum(token.type in ("softbreak", "hardbreak") for token in block.inline)
        answer[-1], explanation[0] = (first, middle, block), (middle, last, explanation[0][2])
    options = parts.choices.options if parts.choices else ()
    listed = "\n".join(f"- {letter}) {option.text}" for letter, option in zip(ascii_uppercase, options, strict=False))
    asked = [text for text in (title, _written(context, lines), listed) if text]
    return Markdown("\n\n".join(asked), _written(answer, lines), _written(explanation, lines))


def _written(blocks: Sequence[tuple[int, int, Block]], lines: Sequence[str]) -> str:
    """The lines of blocks without common indentation; adjacent blocks stay adjacent, others get a blank line."""
    text, end = "", 0
    for first, last, block in blocks:
        # A block without lines of its own is part of a line, such as the choice that a letter names.
        own = lines[first:last] or [text_of(token.children or ()) for token in block.tokens if token.children]
        text += ("\n" if text else "") + ("\n" if text and first != end else "") + "\n".join(own)
        end = last
    return dedent(text).strip("\n")
