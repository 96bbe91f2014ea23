"""A word-level diff of two texts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from anki_export.text.lazy_regex import regex

_MOST_TOKENS = 2_000
"""Maximum number of words and gaps; longer diffs take too long and nobody reads them."""
_MOST_PAIRS = 40_000
"""Maximum number of pairs of equal words, which the matcher visits in one pass."""
_WORD = regex(r"(\S+)")
_SPECIAL = regex(
    r"(?<![\w&])(?P<called>(?:@[a-z0-9][\w/-]*|#\d+)+)|(?P<html><|&(?=#?\w+;))|[\\`*_~\[\]{|$]", re.IGNORECASE
)
"""Markdown syntax, and `{` of attribute lists and templates; `@Override` in a release or a comment would mention the
GitHub user of that name."""
_SIGNS_OF_SPECIAL = frozenset("@#<&\\`*_~[]{|$")
# A backslash before these has no effect in Python-Markdown, the parser of MkDocs.
_REFERENCES = {"<": "&lt;", "&": "&amp;"}
_REFERENCED = {reference: sign for sign, reference in _REFERENCES.items()}
_ESCAPED = regex(r"\\([\\`*_~\[\]<{|$&.)+#>-])|&(?:lt|amp);")
"""Earlier versions of this program wrote a backslash before `<` and `&`, too."""
_BLOCK_START = regex(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+#>]))")
"""Line starts that need a backslash so that they are not parsed as a list, heading or quote."""
_MARKS = {"=": "{}", "-": "~~{}~~", "+": "**{}**"}
_BRACKETS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


class DiffPiece(Struct, frozen=True):
    """A piece of text: "=" in both texts, "-" in the old one only, "+" in the new one only."""

    sign: str
    text: str


def word_diff(old: str, new: str) -> tuple[DiffPiece, ...]:
    """Compare two texts word by word; adjacent pieces have different signs, "-" comes before "+".

    The pieces "=" and "-" join to `old`, "=" and "+" to `new`. Texts too long to compare are one "-" and one "+".

    >>> [piece.sign + piece.text for piece in word_diff("What is a tag?", "What was a tag?")]
    ['=What ', '-is', '+was', '= a tag?']
    """
    if old == new:
        return _merged([DiffPiece("=", old)])
    # White space at even indices, words at odd ones. Only words are matched: gaps are all alike, and would fragment
    # the changes and cause most of the work.
    olds, news = _WORD.split(old), _WORD.split(new)
    if _is_too_long(olds, news):
        return _merged([DiffPiece("-", old), DiffPiece("+", new)])
    from difflib import SequenceMatcher  # importing it takes as long as reading a page

    blocks = SequenceMatcher(None, olds[1::2], news[1::2], autojunk=False).get_matching_blocks()
    matched = [(2 * (i + k) + 1, 2 * (j + k) + 1) for i, j, size in blocks for k in range(size)]
    pieces: list[DiffPiece] = []
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *matched, (len(olds), len(news))]):
        pieces += _between("".join(olds[i + 1 : next_i]), "".join(news[j + 1 : next_j]))
        pieces += [DiffPiece("=", word) for word in olds[next_i : next_i + 1]]
    return _merged(pieces)


def shorten(pieces: Sequence[DiffPiece], around: int = 6) -> tuple[DiffPiece, ...]:
    """Shorten unchanged text to `around` words next to a change, with "…" for the rest.

    Nothing is shortened if nothing changed, nor is a single word: "…" is not shorter.
    """
    if all(piece.sign == "=" for piece in pieces):
        return tuple(pieces)
    last = len(pieces) - 1
    return tuple(
        replace(piece, text=_cut(piece.text, around if n > 0 else 0, around if n < last else 0))
        if piece.sign == "="
        else piece
        for n, piece in enumerate(pieces)
    )


def as_markdown(pieces: Iterable[DiffPiece]) -> str:
    """Format as ~~old~~ and **new** on one line that stays inside its list item, regardless of the texts.

    >>> as_markdown(word_diff("What is a *tag*?", "What was a *tag*?"))
    'What ~~is~~ **was** a \\\\*tag\\\\*?'
    """
    line, before = "", ""
    for piece in pieces:
        core = _inline(piece.text)
        # Markers only work next to a word, so white space goes outside; old and new need some between them.
        lead = " " if piece.text[:1].isspace() or {before, piece.sign} == {"-", "+"} else ""
        line += lead + (_MARKS[piece.sign].format(core) if core else "") + (" " if piece.text[-1:].isspace() else "")
        before = piece.sign
    return _at_start(" ".join(line.split()))


def as_text(pieces: Iterable[DiffPiece], paint: Callable[[str, str], str]) -> str:
    """Format as [-old-]{+new+} like `git diff --word-diff=plain`; `paint` gets the sign and the text to colour.

    >>> as_text(word_diff("What is a tag?", "What was a tag?"), lambda sign, text: text)
    'What [-is-]{+was+} a tag?'
    """
    return "".join(paint(piece.sign, _BRACKETS[piece.sign].format(piece.text)) for piece in pieces)


def escaped(text: str) -> str:
    """Escape a text as one line of Markdown that shows it literally.

    >>> print(escaped("1. Is `a_b`\\n a pointer?"))
    1\\. Is \\`a\\_b\\` a pointer?
    """
    return _at_start(_inline(text))


def unescaped(markdown: str) -> str:
    """The text that `escaped` was given.

    >>> unescaped(escaped("1. What is `a_b` in @Override?"))
    '1. What is `a_b` in @Override?'
    """
    mentions = re.sub(r"(?<!\\)`([^`]*[^`\\])`", r"\1", markdown)
    return _ESCAPED.sub(lambda match: match[1] or _REFERENCED[match[0]], mentions)


def _is_too_long(olds: Sequence[str], news: Sequence[str]) -> bool:
    if max(len(olds), len(news)) > _MOST_TOKENS:
        return True
    counts = Counter(news[1::2])
    return sum(number * counts[word] for word, number in Counter(olds[1::2]).items()) > _MOST_PAIRS


def _between(old: str, new: str) -> list[DiffPiece]:
    """The pieces between two unchanged words; common white space around them is unchanged as well."""
    lead = _common_space(old, new)
    space, old, new = old[:lead], old[lead:], new[lead:]
    trail = _common_space(old[::-1], new[::-1])
    before, after = old[: len(old) - trail], new[: len(new) - trail]
    return [DiffPiece("=", space), DiffPiece("-", before), DiffPiece("+", after), DiffPiece("=", old[len(before) :])]


def _common_space(old: str, new: str) -> int:
    """The number of white space characters that both start with."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), pairs))


def _merged(pieces: Iterable[DiffPiece]) -> tuple[DiffPiece, ...]:
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.sign)
    return tuple(DiffPiece(sign, "".join(piece.text for piece in run)) for sign, run in runs)


def _cut(text: str, first: int, last: int) -> str:
    tokens = _WORD.split(text)
    words = len(tokens) // 2
    if words <= first + last + 1:
        return text
    start = "".join(tokens[: 2 * first + 1])
    end = "".join(tokens[2 * (words - last) :])
    return f"{start}…{end}"


def _inline(text: str) -> str:
    line = " ".join(text.split())
    return line if _SIGNS_OF_SPECIAL.isdisjoint(line) else _SPECIAL.sub(_escape_of, line)


def _escape_of(match: re.Match[str]) -> str:
    if match["html"]:
        return _REFERENCES[match[0]]
    return f"`{match[0]}`" if match["called"] else f"\\{match[0]}"


def _at_start(line: str) -> str:
    return line if line[:1].isalpha() else _BLOCK_START.sub(r"\1\\", line)
