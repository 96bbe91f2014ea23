"""The parts of a question as the page has them: Markdown for outputs that need it."""

from collections.abc import Sequence
from textwrap import dedent

from anki_export.source.body.markdown_blocks import Block, text_of
from anki_export.source.body.split_explanation import Split
from anki_export.source.types import Markdown


def markdown_of(title: str, parts: Split, lines: Sequence[str]) -> Markdown:
    """The Markdown of a question; `title` is that of its title, `lines` are those that were parsed."""
    told = parts.context, parts.answer, parts.explanation
    context, answer, explanation = ([(block.first, block.last, block) for block in part] for part in told)
    if answer and explanation and answer[-1][:2] == explanation[0][:2]:  # the first lines of a paragraph answer
        first, last, block = answer[-1]
        middle = first + 1 + sum(token.type in ("softbreak", "hardbreak") for token in block.inline)
        answer[-1], explanation[0] = (first, middle, block), (middle, last, explanation[0][2])
    asked = [text for text in (title, _written(context, lines)) if text]
    return Markdown("\n\n".join(asked), _written(answer, lines), _written(explanation, lines))


def _written(blocks: Sequence[tuple[int, int, Block]], lines: Sequence[str]) -> str:
    """The lines of blocks, one by one or with a blank line between as they stand, without common indentation."""
    text, end = "", 0
    for first, last, block in blocks:
        # Without lines of its own it is a piece of one, such as the choice that a letter names.
        own = lines[first:last] or [text_of(token.children or ()) for token in block.tokens if token.children]
        text += ("\n" if text else "") + ("\n" if text and first != end else "") + "\n".join(own)
        end = last
    return dedent(text).strip("\n")
