"""`??? question "…"` and its relatives as a markdown-it block rule.

    ??? question "4. What is a "bare" repository?"
        **A repository without a working tree**.


        Two blank lines do not end the block; less than four spaces do.

Read are `???`, `???+` and `!!!` with any kind and title, and the tabs `=== "Title"`. A title runs to the last quote of
its line, so it may hold quotes itself. mdit-py-plugins' admonition ends at two blank lines and garbles such titles.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

QUESTION_KINDS = frozenset({"question", "help", "faq"})
"""The kinds that Material for MkDocs draws as a question."""

_OPENER = re.compile(r"(?P<marker>\?\?\?\+?|!!!|===[!+]?)\s*(?P<rest>.*)")
_COMMENT = re.compile(r"<!--[^>]*-->$")
_KINDS = re.compile(r"(?P<kinds>(?:[A-Za-z][\w-]*(?:\s+|$|(?=[\"“'«:])))+)(?P<colon>:?)\s*(?P<title>[\"“'«].*)?$")
_KIND = re.compile(r"[A-Za-z][\w-]*")
_LAYOUT_KINDS = {"inline", "end", "annotate"}
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}$")
_QUOTES = {'"': '"', "“": "”", "'": "'", "«": "»"}
_NUMBER = re.compile(
    r"""(?: (?:question|q) (?: \s* \#? \d+ (?:\.\d+)* )? (?: \s* \([^()]*\) )? \s* [:.)]     # Q: Q1. Question 3 (easy):
          | (?:question|q) \s* \#? \d+ \s+ [-–—] (?= \s )                                    # Q1 -
          | \#? \d+ (?:\.\d+)* \s* (?: [.):] (?= \s | ` | (?-i:[A-Z][a-z]) | $ ) | 、 )         # 1. 2) 3:
          | \d+ \s+ [-–—] (?= \s ) | \( \d+ \) (?= \s ) | \#\d+ (?= \s )                        # 1 - (2) #3
        ) \s*""",
    re.VERBOSE | re.IGNORECASE,
)


_PLAIN_NUMBER = re.compile(r"(\d{1,5})[.)](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Opener:
    """The first line of a block: what kind it is, its title without number, and what is wrong with the quotes."""

    marker: str
    kind: str
    title: str
    complaint: str = ""
    comment: str = ""
    """An HTML comment at the end of the line."""
    has_kind: bool = True
    is_untitled: bool = False
    """Whether the author wants none, not even the name of the kind: `!!! note ""`."""
    is_annotated: bool = False
    """Whether numbers in it are those of the list that follows."""


def read_opener(line: str) -> Opener | None:
    """Read a line such as `??? question "4. Why?"`; None when it opens nothing."""
    match = _OPENER.match(line.strip())
    if not match:
        return None
    marker, rest, comment = match["marker"], match["rest"], ""
    if found := _COMMENT.search(rest):
        rest, comment = rest[: found.start()].rstrip(), found[0]
    if marker.startswith("==="):
        title, complaint = _quoted(rest) if rest[:1] == '"' else ("", "")
        return Opener("===", "tab", title) if title and not complaint else None
    words = _KINDS.match(rest)
    kinds = words["kinds"].lower().split() if words else []
    if words and (words["title"] or _LAYOUT_KINDS.issuperset(kinds[1:])):
        title, complaint = _quoted(words["title"] or "")
        complaint = complaint or ("a colon stands before the title" if words["colon"] else "")
    elif first := _KIND.match(rest):
        kinds = [first[0].lower()]
        title, complaint = _quoted(rest[first.end() :].lstrip(" :"))
    elif rest[:1] == '"':
        kinds = ["note"]
        title, complaint = _quoted(rest)
    else:
        return None
    return Opener(
        marker,
        next((kind for kind in kinds if kind in QUESTION_KINDS), kinds[0]),
        title,
        complaint,
        comment,
        has_kind=rest[:1] != '"',
        is_untitled=marker == "!!!" and rest.endswith('""') and not title,
        is_annotated="annotate" in kinds,
    )


def without_number(title: str) -> str:
    """A title without `1.`, `Q:`, `Q3 (easy):` before it: numbers are no part of a question.

    >>> without_number("**Q1 (easy):** What is a tag?")
    'What is a tag?'
    """
    bold = re.match(r"(\*\*|__)(?P<label>.+?)\1\s*", title)
    if bold and _NUMBER.fullmatch(bold["label"]) and title[bold.end() :]:
        return title[bold.end() :]
    opening = re.match(r"\*\*|__|", title)
    start = opening.end() if opening else 0
    number = _NUMBER.match(title, start)
    rest = title[number.end() :] if number else ""
    return title[:start] + rest if rest.strip("*_ ") else title


def number_of(title: str) -> int | None:
    """The number before a question; None without one, and for one of several parts such as 1.2.

    >>> number_of("Q3 (easy): What is a tag?"), number_of("4."), number_of("1.2. Why?"), number_of("3 ways?")
    (3, 4, None, None)
    """
    place = number_in(title)
    return int(title[slice(*place)]) if place else None


def number_in(title: str) -> tuple[int, int] | None:
    """Where that number stands.

    >>> number_in("**Q12:** Why?"), number_in("Q: 3 what?")
    ((3, 5), None)
    """
    if plain := _PLAIN_NUMBER.match(title):
        return plain.span(1)
    rest = without_number(title)
    end = len(title) - len(rest) + (0 if title.endswith(rest) else 2)  # two stars that open the rest, too
    digits = re.search(r"\d+(?:\.\d+)*", title[:end])
    return digits.span() if digits and digits[0].isdecimal() and len(digits[0]) < 6 else None


def _quoted(text: str) -> tuple[str, str]:
    """The title in `text` and a complaint about its quotes, or ""."""
    text = _ATTRIBUTES.sub("", text) if text.endswith("}") and text[:1] in _QUOTES else text
    closing = _QUOTES.get(text[:1])
    if closing is None:
        return text, "title stands without quotes" if text else ""
    inner = text[1:]
    if not inner.endswith(closing):
        title = inner
        if title.endswith("**") and title.count("**") % 2:
            title = title[:-2]
        return title.strip(), "title lacks its closing quote"
    return inner[:-1].strip(), "" if closing == '"' else 'title stands in other quotes than "'


def _details(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    line = state.src[position : state.eMarks[start]]
    opener = read_opener(line) if line[:3] in ("???", "!!!", "===") else None
    if opener is None:
        return False
    if silent:
        return True

    indent, last = state.blkIndent + 4, start
    for number in range(start + 1, end):
        if not state.isEmpty(number):
            if state.sCount[number] < indent:
                break
            last = number

    token = state.push("details_open", "div", 1)
    token.block, token.map, token.markup, token.info = True, [start, last + 1], opener.marker, opener.kind
    token.meta = {"opener": opener, "column": position - state.src.rfind("\n", 0, position)}
    state.push("details_title_open", "p", 1).map = [start, start + 1]
    title = state.push("inline", "", 0)
    is_question = opener.kind in QUESTION_KINDS
    named = opener.title or ("" if opener.is_untitled else opener.kind.capitalize())
    title.content = without_number(opener.title) if is_question else named
    title.map, title.children = [start, start + 1], []
    state.push("details_title_close", "p", -1)

    kept = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "details", last + 1, indent
    state.md.block.tokenize(state, start + 1, last + 1)
    state.parentType, state.lineMax, state.blkIndent = kept
    state.push("details_close", "div", -1).block = True
    state.line = last + 1
    return True


def details_plugin(md: MarkdownIt) -> None:
    """Teach `md` the blocks; tokens are `details_open`, a title between `details_title_*`, `details_close`.

    The opening token's `meta` has the Opener and the 1-based column of the marker.
    """
    md.block.ruler.before(
        "fence", "details", _details, {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    )
