"""Links and pictures of a body: what they point at from a card, which lies far from the page."""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin

from markdown_it.token import Token

from anki_export.diagnostics import Report, Rule
from anki_export.source.markup import ACTIVE_TAGS
from anki_export.source.naming import page_url
from anki_export.source.question import Media, Page, Tree

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_PICTURE_SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff"}
_ACTIVE = re.compile(rf"<(?P<tag>{'|'.join(sorted(ACTIVE_TAGS))})\b|<\w[^<>]*\s(?P<event>on\w+)\s*=", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(?P<name>src|alt)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where tokens stand: what their links are relative to, and who hears of what is wrong with them."""

    page: Page
    tree: Tree
    site_url: str
    directory_urls: bool
    report: Report
    lines: Sequence[str]
    """The lines that were parsed, included files and all."""
    origin: Sequence[int]
    """For each of them the 0-based line of the page it came from."""
    media: dict[str, Media] = field(default_factory=dict)
    """By name, what the resolved tokens show."""

    def complain(self, line: int, rule: Rule, message: str, hint: str = "", needle: str = "") -> None:
        """Report something at a 0-based parsed line, or where `needle` first stands from there on."""
        column = 1
        if needle:
            for number in range(line, min(line + 200, len(self.lines))):
                if (found := self.lines[number].find(needle)) >= 0:
                    line, column = number, found + 1
                    break
        place = self.origin[line] + 1 if self.origin else line + 1
        self.report.say(self.page.at(place, column), rule, message, hint)


def resolve(tokens: Sequence[Token], around: Surroundings, line: int = 0) -> list[Token]:
    """Copies of the tokens that make sense on a card; pictures are collected in `around`.

    Links to pages become links to the site, or plain text when the site is unknown. Local pictures get the name
    under which they are packed. Pictures from the web become links: a card must work on a train.
    """
    result: list[Token] = []
    dropped: list[bool] = []
    for token in tokens:
        line = token.map[0] if token.map else line
        match token.type:
            case "link_open":
                href = link_url(str(token.attrGet("href") or ""), around)
                dropped.append(not href)
                if href:
                    result.append(_with_attributes(token, href=href))
            case "link_close":
                if not dropped.pop():
                    result.append(token)
            case "image":
                result += _picture(token, around, line, in_link=bool(dropped))
            case "html_inline" if "task-list-item-checkbox" in token.content:
                result.append(_checkbox(token))
            case "html_inline" | "html_block":
                _report_active(token, around, line)
                changed = copy(token)
                changed.content = _IMAGE.sub(partial(_raw_picture, around, line), token.content)
                result.append(changed)
            case "th_open" | "td_open":
                alignment = str(token.attrGet("style") or "").removeprefix("text-align:")
                result.append(_with_attributes(token, **{"class": f"iq-{alignment}"}) if alignment else token)
            case _ if token.children:
                changed = copy(token)
                changed.children = resolve(token.children, around, line)
                result.append(changed)
            case _:
                result.append(token)
    return result


def raw_attribute(around: Surroundings, line: int, tag: str, name: str, value: str) -> str | None:
    """What becomes of an attribute of raw HTML: links and pictures are treated as in Markdown."""
    match tag, name:
        case "a", "href":
            return link_url(value, around)
        case "img", "src":
            return value if value in around.media else _packed(value, around, line)
        case _:
            return value


def _raw_picture(around: Surroundings, line: int, match: re.Match[str]) -> str:
    """An `<img>` that is not packed becomes a link or its alternative text, as in Markdown."""
    values = {m["name"].lower(): unescape(m["a"] or m["b"] or m["c"] or "") for m in _ATTRIBUTE.finditer(match[0])}
    source, alt = values.get("src", ""), values.get("alt", "")
    if not _SCHEME.match(source) and not source.startswith("//"):
        return match[0]
    _packed(source, around, line)
    url = link_url(source, around)
    return f'<a href="{escape(url)}">{escape(alt or source)}</a>' if url else escape(alt)


def link_url(href: str, around: Surroundings) -> str | None:
    """The address behind a link of the page, or None when it has none outside of the site's source."""
    try:
        return _url(href.strip(), around)
    except ValueError:  # a host in brackets that is no address
        return None


def _url(href: str, around: Surroundings) -> str | None:
    if href.startswith("//"):
        return "https:" + href
    if _SCHEME.match(href):
        return href if href.lower().startswith(_SAFE_SCHEMES) else None
    if not around.site_url or not href:
        return None
    if href.startswith("#"):
        return around.page.url + href
    path, hash_mark, fragment = href.partition("#")
    if path.startswith("/"):
        return urljoin(around.site_url, path) + hash_mark + fragment
    target = posixpath.normpath(posixpath.join(posixpath.dirname(around.page.path), path))
    if PurePosixPath(path).suffix.lower() in (".md", ".markdown"):
        return page_url(around.site_url, target, around.directory_urls) + hash_mark + fragment
    return urljoin(around.page.url, path) + hash_mark + fragment


def _with_attributes(token: Token, **attributes: str) -> Token:
    changed = copy(token)
    changed.attrs = {**{k: v for k, v in token.attrs.items() if k != "style"}, **attributes}
    return changed


def _checkbox(token: Token) -> Token:
    done = "checked" in token.content
    changed = copy(token)
    changed.content = (
        f'<span class="iq-task" role="img" aria-label="{"done" if done else "to do"}">{"☑" if done else "☐"}</span>'
    )
    return changed


def _picture(token: Token, around: Surroundings, line: int, in_link: bool) -> Iterator[Token]:
    source = str(token.attrGet("src") or "")
    name = _packed(source, around, line)
    url = link_url(source, around) if source.lower().startswith(("http://", "https://", "//")) else None
    if name:
        yield _with_attributes(token, src=name)
    elif url and not in_link:
        yield Token("link_open", "a", 1, attrs={"href": url})
        yield Token("text", "", 0, content=token.content or source)
        yield Token("link_close", "a", -1)
    else:
        yield Token("text", "", 0, content=token.content)


def _packed(source: str, around: Surroundings, line: int) -> str | None:
    """The name under which a local picture is packed; None, and a complaint, when there is no such picture."""
    if _SCHEME.match(source) or source.startswith("//"):
        is_web = source.lower().startswith(("http:", "https:", "//"))
        around.complain(
            line,
            Rule.REMOTE_PICTURE,
            f"picture {source[:80]} is not in the source; the card has {'a link to it' if is_web else 'none'}",
            "save it beside the page",
            needle=source[:80],
        )
        return None
    path = unquote(re.split("[?#]", source)[0]).removeprefix("/" if source.startswith("/") else "")
    page = "" if source.startswith("/") else around.page.path
    target = around.tree.resolve(page, path)
    problem = "" if target is not None else "leads out of the source root"
    if target is not None and PurePosixPath(target).suffix.lower() not in _PICTURE_SUFFIXES:
        problem = "is no picture that Anki can show"
    data = b""
    if target is not None and not problem:
        try:
            data = around.tree.bytes_of(target)
        except OSError as error:
            problem = "isn't there" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()
    if problem or target is None:
        around.complain(
            line, Rule.PICTURE, f"picture {source} {problem}", "mend the path, or add the file", needle=source
        )
        return None
    picture = Media(_content_name(target, data), data)
    around.media[picture.name] = picture
    return picture.name


def _content_name(path: str, data: bytes) -> str:
    """A name of [a-z0-9-]: Anki copies a changed picture only under a new name."""
    pure = PurePosixPath(path)
    stem = re.sub(r"[^a-z0-9]+", "-", pure.stem.lower()).strip("-")[:40] or "picture"
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{pure.suffix.lower()}"


def _report_active(token: Token, around: Surroundings, line: int) -> None:
    for match in _ACTIVE.finditer(token.content):
        what = f"<{match['tag'].lower()}>" if match["tag"] else f"{match['event'].lower()}="
        around.complain(
            line,
            Rule.RAW_HTML,
            f"{what} is no part of a card: it shows no active content",
            "write it as Markdown or as code",
            needle=match[0].split()[0],
        )
