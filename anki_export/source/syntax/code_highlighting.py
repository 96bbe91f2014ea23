"""Render code blocks as lines that wrap within their indentation, with Pygments' short class names.

    ```python title="a.py" hl_lines="2 4-5" linenums="1"
    ``` { .py .annotate }
    ```js:line-numbers {2,4-5}              of Docusaurus and VitePress

Highlighted lines have the class `hll`. Inline code such as `#!python range(10)` is in that language. Comments that only
mark lines are left out, and a block with lines that are added or removed looks like a diff:

    // highlight-next-line                  of Docusaurus; also `highlight-start` and `highlight-end`
    let a = 1  // [!code ++]                of VitePress; also `--`, `highlight`, `focus`, `error:2`, …
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from msgspec import Struct

from anki_export.source.syntax.annotations import note_html
from anki_export.text.lazy_regex import regex

_TITLE = regex(r"""\b(?:title|filename)=(["'])(?P<title>.+?)\1""")
_STANDING_OUT = regex(r"""\bhl_lines=(["']?)(?P<lines>[\d\s,-]+)\1""")
_IN_BRACES = regex(r"\{(?P<lines>\d[\d,\s-]*)\}")
_LINE_RANGE = regex(r"(\d{1,5})(?:-(\d{1,5}))?")
_SHEBANG = regex(r"(?:#!|:::)(?P<language>[A-Za-z][\w#.+-]*)\s+(?=\S)")
_OPTION = regex(r"(?:#|//|%%|--)\| ")
_HIDDEN = regex(r"\s*#(?: |$)")
_COMMENT = r"(?:\{/\*|/\*|//|\#|--|;|%{1,2}|<!--)[ \t]*"
_END_OF_COMMENT = r"[ \t]*(?:\*/\}|\*/|-->)?[ \t]*\Z"
_MARKED_BELOW = regex(rf"[ \t]*{_COMMENT}highlight-(?P<what>next-line|start|end){_END_OF_COMMENT}")
_MARKED = regex(rf"{_COMMENT}\[!code[ \t]+(?P<what>[a-z]+|\+\+|--)(?::(?P<count>\d{{1,3}}))?\]{_END_OF_COMMENT}")
_SIGNS = {"++": "+", "--": "-"}
_TEXTS = ("md", "markdown", "mdx", "text")
"""In these, code with such comments is an example of them."""
_DEEPEST = 12
"""Deeper indentation leaves no room to wrap on a phone."""


class Marks(Struct, frozen=True):
    """What comments say about the lines of code, by their 0-based numbers."""

    highlighted: frozenset[int] = frozenset()
    signs: Mapping[int, str] = {}
    """`+` or `-`."""


def code_html(content: str, info: str, notes: Mapping[int, Sequence[int]] | None = None) -> str:
    """Field HTML of a block; `info` is the info string of the fence: a language, and options such as `title="…"`.

    `notes` maps 0-based lines to the numbers of their notes.
    """
    language = _language(info)
    source = _without_hidden_lines(content.rstrip("\n"), language, info)
    marks = Marks()
    if ("[!code" in source or "highlight-" in source) and language not in _TEXTS:
        source, marks = without_marks(source)
    plain = source.split("\n")
    coloured = _coloured(source, language).split("\n") if language else []
    if len(coloured) != len(plain):
        coloured = [escapeHtml(line) for line in plain]
    standing_out = _standing_out(info)
    lines = []
    for number, (raw, line) in enumerate(zip(plain, coloured, strict=True)):
        noted = "".join(f" {note_html(note)}" for note in notes.get(number, ())) if notes else ""
        hll = " hll" if number + 1 in standing_out or number in marks.highlighted else ""
        sign = _sign(marks.signs.get(number, " ")) if marks.signs else ""
        lines.append(f'<span class="ln{_indent(raw)}{hll}">{sign}{line}{noted}\n</span>')
    title = _TITLE.search(info)
    caption = f'<p class="iq-box-title">{escapeHtml(title["title"])}</p>' if title else ""
    label = escapeHtml(f"Code, {language}" if language else "Code")
    return (
        f'<div class="iq-code hl">{caption}<pre tabindex="0" role="group" aria-label="{label}">'
        f"<code>{''.join(lines)}</code></pre></div>\n"
    )


def without_marks(source: str) -> tuple[str, Marks]:
    """Code without the comments that mark its lines, and what they say; a comment alone on a line is about the next.

    >>> without_marks("a\\n// highlight-next-line\\nb\\nc # [!code ++]")
    ('a\\nb\\nc', Marks(highlighted=frozenset({1}), signs={2: '+'}))
    """
    lines: list[str] = []
    highlighted: set[int] = set()
    signs: dict[int, str] = {}
    start: int | None = None
    """The first line of those up to `highlight-end`."""
    for line in source.split("\n"):
        if found := _MARKED_BELOW.match(line):
            if found["what"] == "start":
                start = len(lines)
            elif found["what"] == "end" and start is not None:
                highlighted.update(range(start, len(lines)))
                start = None
            elif found["what"] == "next-line":
                highlighted.add(len(lines))
            continue
        mark = _MARKED.search(line) if "[!code" in line else None
        if mark and mark["what"] in _SIGNS:
            signs |= dict.fromkeys(range(len(lines), len(lines) + int(mark["count"] or 1)), _SIGNS[mark["what"]])
        elif mark and mark["what"] != "word":
            highlighted.update(range(len(lines), len(lines) + int(mark["count"] or 1)))
        kept = line[: mark.start()].rstrip() if mark else line
        if kept.strip() or not mark:
            lines.append(kept)
    return "\n".join(lines), Marks(frozenset(highlighted), signs)


def _sign(sign: str) -> str:
    """The start of a line of a diff."""
    return f'<span class="g{"i" if sign == "+" else "d"}">{sign}</span> ' if sign.strip() else "  "


def _without_hidden_lines(source: str, language: str, info: str) -> str:
    """Code without what pages hide: lines `# use x;` of Rust (rustdoc, mdBook), options `#| echo: false` of Quarto."""
    lines = source.split("\n")
    if info.startswith("{"):
        options = next((i for i, line in enumerate(lines) if not _OPTION.match(line)), len(lines))
        lines = lines[options:]
    if language == "rust" and any(map(_HIDDEN.match, lines)):
        lines = [line for line in lines if not _HIDDEN.match(line)] or lines
    return "\n".join(lines)


def _language(info: str) -> str:
    """The language of ```` ```python ````, ```` ```{.python .annotate} ```` or ```` ``` { .sh } ````."""
    match = re.match(r"\s*\{?\s*\.?([\w#+./-]+)(?!\s*=|[\w#+./-])", info)
    return match[1].lower() if match else ""


def _standing_out(info: str) -> set[int]:
    """The 1-based lines listed in `hl_lines="2 4-5"` or `{2,4-5}`."""
    match = _STANDING_OUT.search(info) if "hl_lines" in info else _IN_BRACES.search(info) if "{" in info else None
    ranges = _LINE_RANGE.findall(match["lines"]) if match else ()
    return {number for first, last in ranges for number in range(int(first), int(last or first) + 1)}


def inline_code_html(content: str, language: str) -> str:
    """The inner HTML of inline code, highlighted if it names a language."""
    return _coloured(content, language) if language else escapeHtml(content)


def read_shebangs(state: StateCore) -> None:
    if "#!" not in state.src and ":::" not in state.src:
        return
    for token in state.tokens:
        for child in (token.children or ()) if token.type == "inline" else ():
            if child.type == "code_inline" and (match := _SHEBANG.match(child.content)):
                child.content, child.info = child.content[match.end() :], match["language"].lower()


_MOST_COLOURED = 1 << 17
"""Maximum characters that are highlighted: twice 2,000 lines of 30; some lexers take superlinear time."""


def _indent(line: str) -> str:
    depth = min(len(line) - len(line.lstrip(" ")), _DEEPEST)
    return f" in{depth}" if depth else ""


def _coloured(source: str, language: str) -> str:
    colours = _colours(language, source.isascii()) if len(source) <= _MOST_COLOURED else None
    return colours(source).removesuffix("\n") if colours else escapeHtml(source)


@cache
def _colours(language: str, is_ascii: bool) -> Callable[[str], str] | None:
    """The lexer for a language, or None if unknown; cached because creating one takes longer than using it."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        kind = find_lexer_class_by_name(language)
    except ClassNotFound:
        return None
    lexer = (_with_ascii_names(kind) if is_ascii and kind.name == "Python" else kind)(stripnl=False)
    formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
    return lambda source: highlight(source, lexer, formatter)


def _with_ascii_names(python: Any) -> Any:
    """The lexer of Python for code in ASCII: to compile its names in all scripts takes as long as to read two pages."""
    from pygments.unistring import xid_continue, xid_start

    def in_ascii(rule: Any) -> Any:
        is_pattern = isinstance(rule, tuple) and isinstance(rule[0], str)
        return (rule[0].replace(names, "[A-Z_a-z][0-9A-Z_a-z]*"), *rule[1:]) if is_pattern else rule

    names = f"[{xid_start}][{xid_continue}]*"
    tokens = {state: list(map(in_ascii, rules)) for state, rules in python.tokens.items()}
    return type(python)("AsciiPythonLexer", (python,), {"tokens": tokens})
