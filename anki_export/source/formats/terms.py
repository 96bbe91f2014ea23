"""Terms of glossaries, tables and definition lists, and headings of sections that are no part of an answer."""

import re
from collections.abc import Sequence

from anki_export.text.languages import alternatives
from anki_export.text.regex import regex

_COMMENT = regex(r"(?<!\s)\s*<!--(?:(?!<!--).)*?-->\s*$")
_SPAN = regex(r"\[(?P<text>[^\[\]]*)\]\{[^{}]*\}")
_ATTRIBUTES = regex(r"(?<!\s)\s*\{:?\s*[#.][^{}]*\}\s*$")
_BOLD = regex(r"(\*\*|__)(?P<text>(?:(?!\1).)+)\1")
_REFERENCES = regex(
    rf"\W*(?:(?:useful|external|more|related|additional|further)\s+)?{alternatives('references')}\W*", re.IGNORECASE
)


def term_of(written: str) -> str:
    """A term as Markdown, without marks around all of it and without the id of its heading; a comment stays.

    >>> [term_of(text) for text in ("**Salt**", "[tag]{#tag}", "`git log` {#log}", "tag <!-- card: tag -->")]
    ['Salt', 'tag', '`git log`', 'tag <!-- card: tag -->']
    """
    comment = _COMMENT.search(written)
    text = (written[: comment.start()] if comment else written).strip()
    if match := _SPAN.fullmatch(text):
        text = match["text"].strip()
    text = _ATTRIBUTES.sub("", text)
    if match := _BOLD.fullmatch(text):
        text = match["text"].strip()
    return f"{text} {comment[0].strip()}" if comment else text


def leads_elsewhere(title: str, lines: Sequence[str]) -> bool:
    """Whether a section is a list of links, as its title says: it is neither a term nor a part of an answer.

    >>> leads_elsewhere("Further reading:", ["", "https://example.org", "- [Tags](tags.md)"])
    True
    >>> leads_elsewhere("Resource", ["What a server manages."])
    False
    """
    if not _REFERENCES.fullmatch(title):
        return False
    written = [line for line in lines if line.strip()]
    return sum("](" in line or "http" in line or "<a " in line for line in written) * 2 >= len(written)
