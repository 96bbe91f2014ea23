"""Report syntax that only the site can interpret and that a card would show literally."""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.page_context import Context
from anki_export.source.render import is_element
from anki_export.text.html_tokenizer import pieces
from anki_export.text.regex import regex

_FOOTNOTE = regex(r"\[\^(?:\d+|(?<=\w..)[\w-]+)\]")
_LEFT = regex(
    r"\{\{(?!\s*[.$-])[^{}]*\}\}|\{%(?:(?!\{%).)*?%\}|^:::+ ?[A-Za-z]\S*|^-{1,}8<-{1,}$|\{:\s*[.#][\w-]+[^{}]*\}"
    r"|^/{3,}\s*[a-z][\w-]*\b.*|^={3}[!+]? \"[^\"]*\""
)
_MAY_LEAVE = ("{{", "{%", ":::", "8<--", "{:", "///", "=== ", "[^")


def report_unsupported(tokens: Sequence[Token], context: Context) -> None:
    """Report unsupported syntax in a question's tokens, and undefined footnotes."""
    for line, text in _texts(tokens):
        for match in _LEFT.finditer(text):
            context.report(
                line,
                Rule.RAW_SYNTAX,
                f"the card shows {match[0][:60]} literally: only the site can interpret it",
                "replace it with plain Markdown, or put it in backticks to show it as code",
                needle=match[0].split()[0],
            )
        for match in _FOOTNOTE.finditer(text):
            context.report(
                line,
                Rule.FOOTNOTE,
                f"footnote {match[0]} is not defined on the page",
                f"add a line {match[0]}: …",
                needle=match[0],
            )
    for token in tokens:
        is_left = token.type == "html_block" and not token.nesting and "markdown" in token.content
        for piece in pieces(token.content) if is_left else ():
            if piece.kind == "start" and "markdown" in piece.attributes:
                context.report(
                    token.map[0] if token.map else 0,
                    Rule.RAW_SYNTAX,
                    f"Markdown inside {' '.join(piece.source.split())[:60]} is not parsed",
                    "close the element, and put its tags on lines of their own",
                    needle=piece.source,
                )


def report_too_deep(tokens: Iterable[Token], context: Context, deepest: int) -> None:
    """Report blocks beyond the parser's limit of nesting."""
    deep = next((token for token in tokens if token.level >= deepest - 1 and token.map), None)
    if deep and deep.map:
        context.report(
            deep.map[0],
            Rule.TOO_DEEP,
            f"blocks are nested more than {deepest} levels deep; deeper ones are omitted",
            "nest lists, quotes and admonitions less deeply",
        )


def report_open_comments(tokens: Sequence[Token], context: Context) -> None:
    """Report unclosed comments, which swallow the rest of their block or its container."""
    for token in tokens:
        may_be = token.type == "html_block" and token.map and "<!--" in token.content
        if may_be and any(piece.is_open for piece in pieces(token.content)):
            context.report(
                token.map[0] if token.map else 0,
                Rule.OPEN_COMMENT,
                "comment is not closed within its question; its contents are missing from the card",
                "close it with -->",
                needle="<!--",
            )


def _texts(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The text outside code, math and raw HTML that may contain unsupported syntax."""
    for token in tokens:
        if token.type == "inline" and any(sign in token.content for sign in _MAY_LEAVE):
            for child in token.children or ():
                if child.type == "text" and not child.meta.get("raw"):
                    yield token.map[0] if token.map else 0, child.content


def report_raw_tags(title: Token, context: Context) -> None:
    """Report tags in a title that the card shows as text and the site hides."""
    tags = [child.content for child in title.children or () if _is_raw_tag(child)]
    if tags and title.map:
        shown = ", ".join(dict.fromkeys(tags))
        context.report(
            title.map[0],
            Rule.RAW_TAG,
            f"title contains a raw tag: the card shows {shown[:60]} as text, the site hides it",
            f"put it in backticks: `{tags[0]}`",
            needle=tags[0],
        )


def report_unpaired_tags(tokens: Iterable[Token], context: Context) -> None:
    """Report tags in a body that the card shows as text, and links that nothing closes."""
    for token in tokens:
        children = token.children if token.map and "<" in token.content else ()
        for tag, shown in ((each.meta["unpaired"], each.content) for each in children or () if "unpaired" in each.meta):
            line = token.map[0] if token.map else 0
            if shown:
                message = f"body contains a raw tag: the card shows {tag[:60]} as text, the site hides it"
                context.report(line, Rule.RAW_TAG, message, f"put it in backticks: `{tag}`", needle=tag)
            else:
                message = f"raw tag is not closed: the card shows no link for {tag[:60]}"
                context.report(line, Rule.RAW_TAG, message, "close it with </a>", needle=tag)


def _is_raw_tag(token: Token) -> bool:
    name = token.meta.get("tag")
    return name is not None and (not name or is_element(name))
