"""Lines of a page that look like questions: a second opinion, which shares no code with the formats.

A line asks if it is a heading, a bold line, a summary, the title of a box, a list item, or a line with a label or a
number, and ends with a question mark of any script. Code, comments, front matter and links are no questions.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class AskingLine(NamedTuple):
    """A line that ends with a question mark."""

    number: int
    """From 1."""
    kind: str
    """A box has one by its name: `box note`."""
    text: str


_END = re.compile(r"""[?？؟⁇⁈፧\u037e][\s*_#`"'”’»）)\]]*$""")  # the last of them is Greek
_PARAMETER = re.compile(r"[A-Za-z]\([^()]*\?[ }]*\)\W*$")
"""The last one of a function's signature, which may be left out: `hoist(sail, speed?)`."""
_KINDS = (
    ("heading", re.compile(r"#{1,6}\s+(.*)|<h[1-6]\b[^>]*>(.*)", re.IGNORECASE)),
    ("summary", re.compile(r"(?:<details[^>]*>)?\s*<summary\b[^>]*>(.*)", re.IGNORECASE)),
    ("box", re.compile(r"(?:[?!]{3}\+?|:{3,}|/{3})\s*(?P<name>\w+)[^\"“|]*[\"“|]?(?P<title>.*)")),
    ("label", re.compile(r"(?:[*_]{2})?(?:Q(?:uestion)?\s*[\d.]*\s*[:.)]|Q\d+)(?:[*_]{2})?\s*(.*)")),
    ("number", re.compile(r"(?:[*_]{2})?\d+\s*[.):、](?:[*_]{2})?\s*(.*)")),
    ("bold", re.compile(r"(?:\*\*|__)(?=\S)(.*)")),
    ("item", re.compile(r"[-*+]\s+(.*)")),
)
_FENCE = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\{[^{}]*\}\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:-{3,}|={3,})\s*$")


def asking_lines(text: str) -> list[AskingLine]:
    """The lines of a page that ask, but for its title: that names the page."""
    found, has_title = [], False
    lines = text.split("\n")
    for number, line in _prose(lines):
        bare = line.lstrip(" \t>")
        below = lines[number] if number < len(lines) else ""
        is_underlined = bool(bare) and _UNDERLINE.match(below) is not None and not line.startswith((" ", ">", "|"))
        kind, rest = ("heading", bare) if is_underlined and bare[:1].isalnum() else _kind(bare)
        if kind == "heading" and not has_title:
            has_title = True
            if bare.startswith(("# ", "<h1")) or is_underlined:
                continue
        words = rest if kind == "item" else _LINK.sub(r"\1", rest)
        words = _TAG.sub("", _TAG.sub("", words)).strip()
        if kind and "](#" not in line and _is_question(words):
            found.append(AskingLine(number, kind, words))
    return found


def _is_question(words: str) -> bool:
    words = re.sub(r"`[^`]+`", "code", words)  # what is in code asks nothing
    has_end = _END.search(words) is not None and not (_PARAMETER.search(words) or words.startswith("http"))
    return has_end and re.search(r"[^\W\d_]", words) is not None


def _kind(bare: str) -> tuple[str, str]:
    for name, pattern in _KINDS:
        if match := pattern.match(bare):
            kind = f"{name} {match['name']}" if name == "box" else name
            return kind, match["title"] if name == "box" else next(filter(None, match.groups()), "")
    return "", ""


def _prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines outside of front matter, fences and comments."""
    start = 0
    if lines and lines[0].strip() == "---" and "---" in lines[1:]:
        start = lines.index("---", 1) + 1
    fence, in_comment = "", False
    for number, line in enumerate(lines[start:], start + 1):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line[match.end() :].strip(" `~"):
                fence = ""
        elif in_comment:
            in_comment = "-->" not in line
        elif match and "`" not in line[match.end() :]:
            fence = match[1]
        elif "<!--" in line and "-->" not in line:
            in_comment = True
        else:
            yield number, line
