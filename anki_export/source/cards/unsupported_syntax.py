"""Report syntax that only the site can interpret and that a card would show literally."""

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.markdown_it_helpers import start_line
from anki_export.source.outline import Outline
from anki_export.source.render_and_sanitize import is_element
from anki_export.source.render_context import Context
from anki_export.source.syntax.containers import SITE_ONLY, STRAY_END, STRAY_START
from anki_export.source.syntax.jsx_components import is_component
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex

_FOOTNOTE = regex(r"\[\^(?:\d+|(?<=\w..)[\w-]+)\]")
_LEFT = regex(
    r"\{\{(?!\s*[.$-])[^{}]*\}\}|\{%(?:(?!\{%).)*?%\}|^:::+(?: ?[A-Za-z{]\S*)?(?=\s|$)|^-{1,}8<-{1,}$"
    r"|\{:\s*[.#][\w-]+[^{}]*\}|\{/\*|^/{3,}\s*[a-z][\w-]*\b.*|^={3}[!+]? \"[^\"]*\""
)
_IDENTIFIER = regex(r":+ ?[\w-]+\.")
_EXPRESSION = regex(r"(?<!\{)\{[\w'\"`][^{}\n]*\}(?!\})")
"""Of MDX: other expressions in single braces are not shown, or were removed."""
_MAY_LEAVE = ("{{", "{%", ":::", "8<--", "{:", "{/*", "///", "=== ", "[^")


def report_unsupported(tokens: Sequence[Token], context: Context) -> None:
    """Report unsupported syntax in a question's tokens, and undefined footnotes."""
    is_mdx = context.page.wanted.is_mdx
    for line, text, written in _texts(tokens, ("{", *_MAY_LEAVE) if is_mdx else _MAY_LEAVE):
        expressions = (match for match in _EXPRESSION.finditer(text) if match[0] in written) if is_mdx else ()
        for match in (*_LEFT.finditer(text), *expressions):
            why, hint = _why(match[0])
            message = f"the card shows {match[0][:60]} literally: {why}"
            needle = match[0] if match[0] in written else match[0].split()[0]
            context.report(line, Rule.RAW_SYNTAX, message, hint, needle=needle)
        for match in _FOOTNOTE.finditer(text):
            message = f"footnote {match[0]} is not defined on the page"
            context.report(line, Rule.FOOTNOTE, message, f"add a line {match[0]}: …", needle=match[0])
    for token in tokens:
        is_left = not token.nesting and "markdown" in token.content
        for piece in pieces(token.content) if token.type == "html_block" and "<" in token.content else ():
            if is_component(piece, is_mdx=is_mdx):
                message = f"the card shows {piece.source[:60]} literally: it is not closed, or not on separate lines"
                hint = "close it in the same list item or question, and put its tags on separate lines"
                context.report(start_line(token), Rule.RAW_SYNTAX, message, hint, needle=piece.source)
            if is_left and piece.kind == "start" and "markdown" in piece.attributes:
                message = f"Markdown inside {' '.join(piece.source.split())[:60]} is not parsed"
                hint = "close the element, and put its tags on separate lines"
                context.report(start_line(token), Rule.RAW_SYNTAX, message, hint, needle=piece.source)


def report_site_only(tokens: Sequence[Token], context: Context) -> None:
    """Report what only the site can interpret, of which the card shows nothing or only what is inside."""
    outline = Outline(context.lines)
    found = [(token, one) for token in tokens for one in (token, *(token.children or ())) if SITE_ONLY in one.meta]
    for token, one in found:
        line = start_line(token)
        if (what := one.meta[SITE_ONLY]) in (STRAY_START, STRAY_END):
            is_start = what == STRAY_START
            if any(line == (each.lines.start if is_start else each.lines.stop - 1) for each in outline.containers):
                continue  # it is that of a container around this question or the next one
            does = "opens a container that is not closed" if is_start else "closes no container"
            hint = "remove it, or write `::: note` above the text and `:::` below it"
            context.report(line, Rule.RAW_SYNTAX, f"a line of colons {does}; it is left out", hint, needle=":::")
        else:
            hint = "write what it shows as plain Markdown, or leave it out"
            context.report(line, Rule.RAW_SYNTAX, f"{what}: only the site can interpret it", hint)


def _why(written: str) -> tuple[str, str]:
    """Why something is left as it is written, and what to do."""
    if not written.startswith(":::") or _IDENTIFIER.match(written):  # mkdocstrings: `::: module.name`
        hint = "replace it with plain Markdown, or put it in backticks to show it as code"
        return "only the site can interpret it", hint
    return "no line of colons closes this container", "end it with a line ::: in the same list item or question"


def report_too_deep(tokens: Sequence[Token], context: Context, deepest: int) -> None:
    """Report blocks beyond the parser's limit of nesting."""
    for token in tokens:
        if token.level >= deepest - 1 and token.map:  # as nearly none
            message = f"blocks are nested more than {deepest} levels deep; deeper ones are omitted"
            context.report(token.map[0], Rule.TOO_DEEP, message, "nest lists, quotes and admonitions less deeply")
            return


def report_open_comments(tokens: Sequence[Token], context: Context) -> None:
    """Report unclosed comments, which swallow the rest of their block or its container."""
    for token in tokens:
        may_be = token.type == "html_block" and token.map and "<!--" in token.content
        if may_be and any(piece.is_open for piece in pieces(token.content)):
            message = "comment is not closed within its question; its contents are missing from the card"
            context.report(start_line(token), Rule.OPEN_COMMENT, message, "close it with -->", needle="<!--")


def _texts(tokens: Sequence[Token], signs: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The text outside code, math and raw HTML that may contain unsupported syntax."""
    for token in tokens:
        if token.type == "inline" and any(sign in token.content for sign in signs):
            for child in token.children or ():
                if child.type == "text" and not child.meta.get("raw"):
                    yield start_line(token), child.content, token.content


def report_raw_tags(title: Token, context: Context) -> None:
    """Report tags in a title that the card shows as text and the site hides."""
    tags = [child.content for child in title.children or () if _is_raw_tag(child)]
    if tags and title.map:
        shown = ", ".join(dict.fromkeys(tags))[:60]
        message = f"title contains a raw tag: the card shows {shown} as text, the site hides it"
        context.report(title.map[0], Rule.RAW_TAG, message, f"put it in backticks: `{tags[0]}`", needle=tags[0])


def report_unpaired_tags(tokens: Iterable[Token], context: Context) -> None:
    """Report tags in a body that the card shows as text, and links that nothing closes."""
    for token in tokens:
        children = token.children if token.map and "<" in token.content else ()
        for tag, shown in ((each.meta["unpaired"], each.content) for each in children or () if "unpaired" in each.meta):
            line = start_line(token)
            if shown:
                message = f"body contains a raw tag: the card shows {tag[:60]} as text, the site hides it"
                context.report(line, Rule.RAW_TAG, message, f"put it in backticks: `{tag}`", needle=tag)
            else:
                message = f"raw tag is not closed: the card shows no link for {tag[:60]}"
                context.report(line, Rule.RAW_TAG, message, "close it with </a>", needle=tag)


def _is_raw_tag(token: Token) -> bool:
    name = token.meta.get("tag")
    return name is not None and (not name or is_element(name))
