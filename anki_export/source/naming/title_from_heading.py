"""The title of a page: its first heading, if that is not one of many headings of its rank."""

import re
from collections.abc import Iterator

from anki_export.text.deck_names_and_slugs import one_line
from anki_export.text.lazy_regex import regex

_HEADING = regex(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>\S.*)")
_HTML = regex(r"<h(?P<rank>[1-6])(?:\s[^<>]*)?>(?P<text>.{0,500}?)</h(?P=rank)\s*>", re.IGNORECASE | re.DOTALL)
_RULE = regex(r" {0,3}(?:(=+)|(-{2,}))[ \t]*")
_ASKS = regex(r"[?？؟]\W*$|^\W*(?:q(?:uestion)?[\s.]*)?\d+\s*[.):]", re.IGNORECASE)
_NUMBERED = regex(
    r"\W*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+[章节部]|[IVX]+\.\s|\d+\s*(?:[.)]\s|、))"
)
"""A heading that is one of several: `一、…`, `第二章 …`, `II. …`, `3. …`."""
_MANY = 3
"""This many headings of a rank whose first one asks are questions."""


def title_in(text: str) -> str:
    r"""The title in the Markdown of a page, which may still have inline Markdown and HTML; empty without one.

    A level-1 heading is the title, unless it is the first of several questions or numbered sections. Without one, the
    highest heading is, if it comes first and the page has no other of its rank.

    >>> title_in("<h1 align=center>\n Git\n</h1>\n\n## 1. Why?\n"), title_in("## Git\n### Why?\n### How?\n")
    ('Git', 'Git')
    >>> title_in("## Branches\n## Tags\n"), title_in("# 1. Why?\n# 2. How?\n# 3. Who?\n")
    ('', '')
    >>> title_in("# 一、分支\n# 二、标签\n"), title_in("# I. Git\n# II. Svn\n"), title_in("# 1. Git\n# Sources\n")
    ('', '', '1. Git')
    >>> title_in("## Mind these points:\n### Why?\n")
    ''
    """
    headings = _headings(text)
    first = next(headings, None)
    if not first:
        return ""
    title = _without_marks(first)
    if first[0] == 1 and not _NUMBERED.match(title) and (_has_few(text) or not _ASKS.search(title)):
        return title  # as on most pages
    found = [first, *headings]
    highest = min(rank for rank, _, _ in found)
    of_rank = [_without_marks(one) for one in found if one[0] == highest]
    title = of_rank[0]
    are_questions = len(of_rank) >= _MANY and _ASKS.search(title)
    are_sections = _NUMBERED.match(title) and any(map(_NUMBERED.match, of_rank[1:]))
    is_alone = len(of_rank) == 1 and found[0][0] == highest and not title.endswith((":", "："))
    is_title = not (are_questions or are_sections) if highest == 1 else is_alone
    return title if is_title else ""


def _has_few(text: str) -> bool:
    """Whether a text has too few headings to be questions, by their signs: as a page with one question."""
    return not any(sign in text for sign in ("=", "<h", "<H")) and text.count("# ") + text.count("#\t") < _MANY


def _headings(text: str) -> Iterator[tuple[int, str, bool]]:
    """Rank and text of each heading outside of code and fenced containers, and whether number signs mark it."""
    lines = text.split("\n")
    fence = ""
    containers = html_until = 0
    is_below_heading = False  # HTML is a title only above: below, it can be part of an example
    for number, line in enumerate(lines):
        if not (stripped := line.lstrip()):
            continue
        if fence:
            fence = "" if stripped.startswith(fence) and not stripped.strip(fence[0] + " \t") else fence
        elif stripped.startswith(("```", "~~~")):
            fence = stripped[:3]
        elif stripped.startswith(":::"):
            containers = max(0, containers + (1 if stripped.strip(": ") else -1))
        elif stripped.startswith("#") and not containers and (match := _HEADING.match(line)):
            is_below_heading = True
            yield len(match["marks"]), one_line(match["text"]), True
        elif not is_below_heading and number >= html_until and "<h" in line.lower() and "<summary" not in line.lower():
            block = "\n".join(lines[number : number + _MOST_LINES])
            for match in _HTML.finditer(block):
                if match.start() <= len(line):
                    html_until = number + block.count("\n", 0, match.end())
                    yield int(match["rank"]), one_line(match["text"]), False
        elif (
            number
            and stripped[:1] in ("=", "-")
            and (match := _RULE.fullmatch(line))
            and _is_paragraph(lines, number - 1)
        ):
            yield 1 if match[1] else 2, one_line(lines[number - 1]), False


def _without_marks(heading: tuple[int, str, bool]) -> str:
    """The text of a heading without attributes, and without the number signs that may close it."""
    _, title, has_marks = heading
    if not has_marks:
        return title
    title = re.sub(r"\s*\{[^{}]*\}$", "", title) if title.endswith("}") else title
    return re.sub(r"(?:^|\s)#+$", "", title) if title.endswith("#") else title


_MOST_LINES = 8
"""Maximum lines of an HTML heading."""


def _is_paragraph(lines: list[str], number: int) -> bool:
    """Whether a line is a separate paragraph, so that a line of `=` or `-` below makes it a heading."""
    line = lines[number] if number >= 0 else ""
    above = lines[number - 1].strip() if number > 0 else ""
    return not above and re.match(r" {0,3}[^\s>#|<+*-]", line) is not None
