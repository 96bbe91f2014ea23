"""A code block → lines that wrap within their own indent, with Pygments' short class names."""

import re
from collections.abc import Callable
from functools import cache

from markdown_it.common.utils import escapeHtml

_TITLE = re.compile(r"""\b(?:title|filename)=(["'])(?P<title>.+?)\1""")
_DEEPEST = 12
"""Indents beyond this leave no room to wrap on a phone."""


def code_html(content: str, info: str) -> str:
    """Field HTML of a block; `info` is what follows the fence: a language, perhaps `title="…"`."""
    source = content.rstrip("\n")
    language = _language(info)
    plain = source.split("\n")
    coloured = _coloured(source, language).split("\n") if language else []
    if len(coloured) != len(plain):
        coloured = [escapeHtml(line) for line in plain]
    lines = [f'<span class="ln{_indent(raw)}">{line}\n</span>' for raw, line in zip(plain, coloured, strict=True)]
    title = _TITLE.search(info)
    caption = f'<p class="iq-box-title">{escapeHtml(title["title"])}</p>' if title else ""
    label = escapeHtml(f"Code, {language}" if language else "Code")
    return (
        f'<div class="iq-code hl">{caption}<pre tabindex="0" role="group" aria-label="{label}">'
        f"<code>{''.join(lines)}</code></pre></div>\n"
    )


def _language(info: str) -> str:
    """The language of ```` ```python ````, ```` ```{.python .annotate} ```` or ```` ``` { .sh } ````."""
    match = re.match(r"\s*\{?\s*\.?([\w#+./-]+)", info)
    return match[1].lower() if match and "=" not in match[0] else ""


def _indent(line: str) -> str:
    depth = min(len(line) - len(line.lstrip(" ")), _DEEPEST)
    return f" in{depth}" if depth else ""


def _coloured(source: str, language: str) -> str:
    colours = _colours(language)
    return colours(source).removesuffix("\n") if colours else escapeHtml(source)


@cache
def _colours(language: str) -> Callable[[str], str] | None:
    """What colours a language, or None when Pygments does not know it; making one takes longer than using it."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
    formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
    return lambda source: highlight(source, lexer, formatter)
