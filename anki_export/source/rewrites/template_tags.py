"""Tags of Hugo and of Liquid (Jekyll, GitBook) in the text of a page, before it is parsed; lines keep their numbers:

    {{< highlight go "hl_lines=2" >}}     {% highlight ruby %}     fences of code; in one line, code spans
    [a link]({{< ref "tags.md" >}})       [a link]({% link tags.md %})       {{ "/tags/" | relative_url }}
    {{< figure src="a.png" alt="A" >}}    a picture
    {{< icon "star" >}} {% icon star %}   nothing
    {{/* a comment */}}                   {% comment %} a comment {% endcomment %}, and from `{#` to `#}` on own lines

In code they stay what they are. Blocks between tags are read by the parser: see `template_blocks`.
"""

import posixpath
import re
from collections.abc import Sequence
from functools import partial

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import edited
from anki_export.source.syntax.template_blocks import arguments
from anki_export.text.lazy_regex import regex

_OPEN_CODE = regex(
    r"(?P<margin>[ \t]*)(?:\{\{(?P<mark>[<%])\s*(?P<hugo>highlight|code|mermaid)\b(?P<args>[^{}]*?)(?P=mark)?>?\}\}"
    r"|\{%-?\s*(?P<liquid>highlight|codeblock)\b(?P<options>[^{}]*?)-?%\})[ \t]*$"
)
_CODE_IN_LINE = regex(
    r"\{%-?\s*highlight\s+(?P<liquid>[\w+#-]+)[^{}%]*-?%\}(?P<code>[^`\n]*?)\{%-?\s*endhighlight\s*-?%\}"
    r"|\{\{[<%]\s*highlight\s+(?P<hugo>[\w+#-]+)[^{}\n]*?[>%]\}\}(?P<text>[^`\n]*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}"
)
_COMMENT = regex(
    r"\{\{/\*(?P<hugo>.*?)\*/\}\}|\{%-?\s*comment\s*-?%\}(?P<liquid>.*?)\{%-?\s*endcomment\s*-?%\}"
    r"|(?m:^)[ \t]*\{\#[ \t]*\n(?P<jinja>.*?)\n[ \t]*\#\}[ \t]*(?m:$)",
    re.DOTALL,
)
"""That of Jinja is on lines of its own: `{# x #}` in one line may be text, and `{#id}` is an attribute."""
_CALL = regex(r"\s*\{\{-?\s*\w+\([^\"'()]*(?P<quote>\"{3}|'{3}|[\"'])?\s*")
"""The first line of a call of a macro: `{{ solution(True,`."""
_QUOTES = ('"', "'", '"""', "'''")
_LINK = regex(r"\{%-?\s*(?:link|post_url)\s+(?P<path>[^\s%{}]+)\s*-?%\}")
_REF = regex(r"\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?[\"'`]?(?P<path>[^\s\"'`{}]+)[\"'`]?[^{}]*?[>%]\}\}")
_ADDRESS = regex(
    r"\{\{-?\s*(?:(?P<quote>['\"])(?P<path>[^'\"\n]*)(?P=quote)\s*\|\s*(?:relative|absolute)_url|site\.(?:base)?url)\s*-?\}\}"
)
_FIGURE = regex(r"\{\{[<%]\s*figure\b(?P<args>(?:[^{}\"`]|\"[^\"]*\"|`[^`]*`)*?)/?\s*[>%]\}\}")
_ICON = regex(
    r"\{%-?\s*(?:fa_|bootstrap_)?icon\s[^{}%]*%\}\s*|\{\{[<%]\s*(?:fa|fas|icon|inline-icon)\s[^{}]*?[>%]\}\}\s*"
)
_GLUED = regex(r"\{\{<(?=[\w/])")


def template_as_markdown(text: str, page: str) -> str:
    """The text of a page at a path with such tags as Markdown."""
    lines = text.split("\n")
    if any(word in text for word in ("highlight", "code", "mermaid")):
        lines = _with_fences(lines)
    outline = Outline(lines)
    is_code = outline.is_code
    if "comment" in text or "{{/*" in text or "{#\n" in text:
        comments = _COMMENT.finditer(outline.without_code)
        lines = edited(outline.text, [(*found.span(), "") for found in comments]).split("\n")
    for start, line in enumerate(lines):
        if "{{" in line and not is_code[start] and (call := _CALL.fullmatch(line)):
            _open_call(lines, start, call["quote"])
    for number, line in enumerate(lines):
        if "{" in line and not is_code[number] and ("{%" in line or "{{" in line):
            lines[number] = _line_as_markdown(line, page)
    return "\n".join(lines)


def _open_call(lines: list[str], start: int, quote: str | None) -> None:
    """Leave only the text of a call of a macro whose string has lines of its own: the site shows that, if anything."""
    first = start + (quote is None)
    quote = quote or "".join(lines[first : first + 1]).strip()
    ends = (n for n in range(first + 1, len(lines) - 1) if quote in _QUOTES and lines[n].strip() == quote)
    end = next(ends, -1)
    if end >= 0 and lines[end + 1].replace(" ", "") in (")}}", ")-}}"):
        for number in {start, first, end, end + 1}:
            lines[number] = ""


def _with_fences(lines: Sequence[str]) -> list[str]:
    """The lines with fences in place of tags around code that are on separate lines."""
    is_code = Outline(lines).is_code
    new = list(lines)
    number = 0
    while number < len(lines):
        opening = _OPEN_CODE.match(lines[number]) if "{" in lines[number] and not is_code[number] else None
        close = _close(lines, number + 1, opening) if opening else None
        if opening and close is not None:
            longest = max((len(mark) for line in lines[number:close] for mark in re.findall(r"`{3,}", line)), default=2)
            fence = opening["margin"] + "`" * (longest + 1)
            new[number], new[close] = f"{fence}{_info(opening)}", fence
            number = close
        number += 1
    return new


def _close(lines: Sequence[str], start: int, opening: re.Match[str]) -> int | None:
    name = opening["hugo"] or opening["liquid"]
    pattern = rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}" if opening["hugo"] else rf"\{{%-?\s*end{name}\s*-?%\}}"
    end = re.compile(rf"[ \t]*{pattern}[ \t]*$")
    return next((n for n in range(start, len(lines)) if "{" in lines[n] and end.match(lines[n])), None)


def _info(opening: re.Match[str]) -> str:
    """The info string of a fence: the language, the lines to highlight and the title."""
    values = arguments(opening["args"] or opening["options"] or "")
    if opening["hugo"] == "mermaid":
        return "mermaid"
    language = values.get("lang") or values.get("language") or values.get("0", "")
    options = " ".join(values[key] for key in ("1", "2") if key in values)
    lines = values.get("hl_lines") or next(iter(re.findall(r"hl_lines=([\d\s-]+)", options)), "")
    title = values.get("title") or values.get("file") or values.get("filename") or ""
    shown = "".join(f' {name}="{value.strip()}"' for name, value in (("hl_lines", lines), ("title", title)) if value)
    return re.sub(r"[`\n]", "", language.removeprefix("lang:") + shown)


def _line_as_markdown(line: str, page: str) -> str:
    """A line outside of fences; code spans in it stay."""
    parts = re.split(r"(`+[^`]*`+)", line)
    for i in range(0, len(parts), 2):
        if "{%" in parts[i] or "{{" in parts[i]:
            text = _CODE_IN_LINE.sub(_code_span, parts[i])
            text = _LINK.sub(partial(_path, page), text)
            text = _REF.sub(partial(_path, page), text)
            text = _ADDRESS.sub(lambda match: match["path"] or "", text)
            text = _FIGURE.sub(_picture, _ICON.sub("", text))
            parts[i] = _GLUED.sub("{{< ", text)
    return "".join(parts)


def _code_span(match: re.Match[str]) -> str:
    code = (match["code"] or match["text"] or "").strip()
    return f"`#!{match['liquid'] or match['hugo']} {code}`" if code else ""


def _path(page: str, match: re.Match[str]) -> str:
    """The path of a page, relative to this one; without a suffix, it is that of Markdown."""
    path, mark, anchor = match["path"].partition("#")
    if not path:
        return mark + anchor
    if not posixpath.splitext(path)[1]:
        path = f"{path.rstrip('/')}.md"
    is_from_root = path.startswith("/") or "{%" in match[0]
    folder = posixpath.dirname(page) or "."
    relative = posixpath.relpath(path.lstrip("/"), folder) if is_from_root else path
    return re.sub(r"[()<>\s]", "", relative) + mark + anchor


def _picture(match: re.Match[str]) -> str:
    values = arguments(match["args"])
    caption = values.get("caption") or values.get("title") or ""
    source = re.sub(r"[()<>\s]", "", values.get("src") or values.get("0") or "")
    shown = re.sub(r"[\[\]]", "", values.get("alt") or caption)
    return f"![{shown}]({source})" + f" *{caption}*" * bool(caption) if source else match[0]
