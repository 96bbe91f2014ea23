"""Terms of glossaries, tables and definition lists."""

from anki_export.source.lines import without_bold
from anki_export.text.regex import regex

_COMMENT = regex(r"(?<!\s)\s*<!--(?:(?!<!--).)*?-->\s*$")


def term_of(written: str) -> str:
    """A term as Markdown, without marks around all of it; a comment stays.

    >>> [term_of(text) for text in ("**Salt**", "tag <!-- card: tag -->")]
    ['Salt', 'tag <!-- card: tag -->']
    """
    comment = _COMMENT.search(written)
    text = (written[: comment.start()] if comment else written).strip()
    text = without_bold(text)
    return f"{text} {comment[0].strip()}" if comment else text
