"""Links for moving around: back to the top, tables of contents, sections that lead elsewhere. They answer nothing."""

import re
from collections.abc import Sequence

from anki_export.source.lines import list_marker
from anki_export.text.html_tokenizer import pieces, without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

_REFERENCES = Words("references", ending=r"\W*\Z")
_FURTHER = regex(r"\W*(?:(?:useful|external|more|related|additional|further)\s+)?")
_TOP = regex(
    r"\W*(?:(?:go\s+|jump\s+)?back\s+to\s+(?:the\s+)?(?:top|contents|questions|toc|index|list)\b|to\s+top)\W*", re.I
)
_ARROW = regex(r"[⬆↥⇧▲↑🔝]")
_LINK = regex(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
_ONLY_LINKS = regex(
    r"\W*(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\([^()]*(?:\([^()]*\)[^()]*)*\)[\s|,.·•&-]*)+|\W*<?https?://\S+\W*"
)
_LINK_OR_TAG = regex(r"!?\[[^\]]*\]\([^)]*\)|!?\[[^\]]+\]\[[^\]]*\]|<?https?://\S+|<[^>]*>")
_WORD = regex(r"[^\W\d_]{2,}")
_WORDS_BESIDE_LINK = 2
"""In a list of links, a word or two such as "by" or "Blog:" may be beside each."""
_LINK_TO_ANCHOR = regex(r"[\W_]*\[[^\]]*\]\(#[^)]*\)[\W_]*")
_LISTED = regex(r"\W*(?:\d+[.)]\s*)?\[(?P<text>.*)\]\(#[^)]*\)\W*")
_SHORTCODE = regex(r":[a-z_]+:")
LEAVES_FOLDER = regex(r"\w+:|//|#")
"""How links begin that do not lead to another file of the project."""
_LONGEST_NAVIGATION = 400
"""In characters, with the addresses of a few links."""
_LONGEST_LINK = 200
"""In characters: a longer line has text of its own."""


def leads_to_top(line: str) -> bool:
    """Whether a line only leads back to the top of the page.

    >>> [leads_to_top(line) for line in ("**[⬆ Back to Top](#toc)**", "<b><a href='#'>↥ back to top</a></b>", "Top")]
    [True, True, False]
    """
    if not may_lead_to_top(line) or len(line) >= _LONGEST_LINK:
        return False
    shown = _LINK.sub(lambda match: match["text"], without_tags(line)).strip()
    return _TOP.fullmatch(shown) is not None or (
        ("](#" in line or "href" in line) and _ARROW.search(shown) is not None and len(shown.split()) <= 5
    )


def may_lead_to_top(text: str) -> bool:
    """Whether a text may have a line that leads back to the top."""
    small = text.lower()
    return "top" in small or "back to" in small or (not text.isascii() and _ARROW.search(text) is not None)


def leads_to_anchor(line: str) -> bool:
    """Whether a line is only a link to a place on the page.

    >>> [leads_to_anchor(line) for line in ("**[Next](#next)**", "<a href='#next'>Next</a>", "See [this](#next)")]
    [True, True, False]
    """
    if len(line) >= _LONGEST_LINK:
        return False
    start, stop = line.find("<a "), line.rfind("</a>")
    if not 0 <= start < stop:
        return "](#" in line and _LINK_TO_ANCHOR.fullmatch(_SHORTCODE.sub("", line)) is not None
    links = [piece.attributes.get("href", "") for piece in pieces(line) if piece.is_start("a")]
    outside = without_tags(line[:start] + line[stop + len("</a>") :])
    return all(link.startswith("#") for link in links) and not any(map(str.isalnum, outside))


def leads_around(line: str) -> bool:
    """Whether a line only has links, some to places on the page and some to other pages.

    >>> [leads_around(line) for line in ("> :arrow_up: [Top](#a) | [Home](/)", "[A](#a) [B](#b)", "[A](#a) and [B](/)")]
    [True, False, False]
    """
    if "](#" not in line or line.count("](") == line.count("](#") or len(line) >= _LONGEST_NAVIGATION:
        return False
    outside, count = _LINK.subn("", _SHORTCODE.sub("", line.replace("&nbsp;", " ")))
    return count > line.count("](#") and not any(map(str.isalnum, outside))


def is_only_links(text: str) -> bool:
    """Whether a line has no text beside links.

    >>> [is_only_links(text) for text in ("[Why?](#why)", "<https://example.org>", "See [this](x.md)")]
    [True, True, False]
    """
    return ("](" in text or "http" in text) and _ONLY_LINKS.fullmatch(text) is not None


def words_beside_links(text: str) -> list[str]:
    """The words of a text that are neither in a link nor in a tag.

    >>> words_beside_links("[Tags](tags.md) <b>by</b> Ada")
    ['by', 'Ada']
    """
    return _WORD.findall(_LINK_OR_TAG.sub("", text))


def is_mostly_link(line: str) -> bool:
    """Whether a line has a link or HTML, and no more than a word or two beside it."""
    if "[" not in line and "<" not in line and "://" not in line:
        return False  # as most lines
    return _LINK_OR_TAG.search(line) is not None and len(words_beside_links(line)) <= _WORDS_BESIDE_LINK


def is_table_of_contents(lines: Sequence[str]) -> bool:
    """Whether lines mostly link to places on the page, each on a line of its own.

    >>> is_table_of_contents(["- [What is a tag?](#tag)", "- [What is a branch?](#branch)", "", "- [Why?](#why)"])
    True
    """
    if "](#" not in "\n".join(lines):
        return False
    links = rows = 0
    for line in lines:
        shown = without_tags(line).strip()
        rows += any(map(str.isalnum, shown))
        is_row = "](#" in shown and (shown[0] in "[|" or list_marker(shown) is not None)
        links += is_row and not leads_to_top(line) and not leads_around(line)
    return links > 0 and (links * 5 >= rows * 3 if links >= 3 else links >= rows - 1)


def listed_titles(lines: Sequence[str]) -> frozenset[str]:
    """The texts of links to places on the page, each alone in its line or list item, as `title_in_list` writes them.

    >>> sorted(listed_titles(["- [What is a *tag*?](#tag)", "See [here](#here).", "[Why?](#why)"]))
    ['whatisatag', 'why']
    """
    found = (_LISTED.fullmatch(line) for line in lines if "](#" in line)
    return frozenset(title_in_list(match["text"]) for match in found if match)


def title_in_list(title: str) -> str:
    """A title as far as a table of contents repeats it: its letters and digits."""
    return "".join(filter(str.isalnum, title)).casefold()


def leads_elsewhere(title: str, lines: Sequence[str]) -> bool:
    """Whether a section is a list of links, as its title says: it is neither a term nor a part of an answer.

    >>> leads_elsewhere("Further reading:", ["", "https://example.org", "- [Tags](tags.md)"])
    True
    >>> leads_elsewhere("Resource", ["What a server manages."])
    False
    """
    text = title.lower()
    starts = 0, _FURTHER.match(text).end()  # type: ignore[union-attr]
    if all(_REFERENCES.end(text, start) < 0 for start in starts):
        return False
    written = [line for line in lines if line.strip()]
    return sum("](" in line or "http" in line or "<a " in line for line in written) * 2 >= len(written)
