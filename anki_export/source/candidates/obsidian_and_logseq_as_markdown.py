"""The markup of note programs, Obsidian and Logseq, written as Markdown of sites before it is parsed.

    [[Note]], [[Note|words]]            the words that the program shows; a card can't open a note
    ![[picture.png|300]]                a picture, 300 pixels wide
    > [!tip] Title                      an admonition, collapsed for `[!tip]-`
    %%comment%%, ^block-id              removed, like the plugin's `<!--SR:…-->`
    a line break inside a paragraph     stays one, as these programs show it

Each line stays one line, so the lines of the page keep their numbers. Code is left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from anki_export.disk.media_suffixes import MEDIA_SUFFIXES
from anki_export.source.lines import starts_block
from anki_export.source.syntax.wiki_links_as_text import NOTE_LINK
from anki_export.text.lazy_regex import regex

SCHEDULE = regex(r"<!--SR:(?P<times>[^\n<>]*)-->[ \t]*")
"""When the plugin shows a card next: `<!--SR:!2025-06-11,17,250-->`, with a `!` for each of its cards."""
_CODE = regex(r"(?<![`\\])(`+)(?!`)[^\n]{1,2000}?(?<!`)\1(?!`)")
_MATH = regex(r"\$\$[^\n$]+\$\$|(?<![\\$\w])\$(?![\s$])[^\n$]*?(?<![\s\\])\$(?!\w)")
_COMMENT = regex(r"<!--(?:(?!-->|<!--)[^\n])*-->")
BLOCK_ID = regex(r"(?:^|(?<![ \t])[ \t]+)\^[A-Za-z0-9-]+[ \t]*(?=(?:<!--[^\n]*-->[ \t]*)?$)")
_PERCENT = "%%"
_CALLOUT = regex(
    r"(?P<indent>[ \t]*(?:[-*+][ \t]+)?)>[ \t]?\[!(?P<kind>[\w-]+)(?:\|[^\[\]\n]*)?\](?P<fold>[-+]?)[ \t]*(?P<title>.*)"
)
_QUOTED = regex(r"[ \t]*>[ \t]?")
_SIZE = regex(r"(?P<width>\d{1,5})(?:x\d{1,5})?")
_ALT_SIZE = regex(r"!\[(?P<alt>[^\[\]\n|]*)\|[ \t]*(?P<width>\d{1,5})(?:x\d{1,5})?\](?P<to>\([^()\n]*\))")
_ATTRIBUTES = regex(r"(?<=\))\{:(?:height|width)[^{}\n]*\}")
_KEEPS = regex(r"[ \t]*(?:[|>#]|[-*+][ \t]*$|(?:[-*_][ \t]*){3,}$|\$\$|!!!|\?\?\?|<(?:!--|/?[a-z]))", re.IGNORECASE)
"""A line that no line break ends: of a table, a quote, a heading, a rule, a formula, a box, HTML."""


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """A line in which what is neither code nor a formula is changed."""
    if "`" not in line and "$" not in line:
        return change(line)
    return "".join(text if is_kept else change(text) for text, is_kept in _pieces(line))


def formulas(line: str) -> Iterator[str]:
    """The formulas in a line, with their dollars."""
    return (text for text, is_kept in _pieces(line) if is_kept and text.startswith("$"))


def masked(line: str) -> str:
    """A line of the same length without the content of code, formulas, comments and brackets.

    >>> masked("What is `a::b` (a::c)?::That")
    'What is              ?::That'
    """
    line = _COMMENT.sub(lambda match: " " * len(match[0]), line)
    for pattern in (_CODE, _MATH, NOTE_LINK, _BRACKETS):
        line = pattern.sub(lambda match: " " * len(match[0]), line)
    return line


_BRACKETS = regex(r"\([^()\n]*\)|\[[^\[\]\n]*\]")


def embedded_notes(lines: Sequence[str], is_code: Sequence[bool]) -> Iterator[tuple[int, str]]:
    """The notes that lines embed, each with the number of its line: a card shows only their names."""
    for number, line in enumerate(lines):
        if "![[" in line and not is_code[number]:
            for match in NOTE_LINK.finditer(masked_code(line)):
                if match["embed"] and not _is_media(match["target"]):
                    yield number, match["target"].strip()


def masked_code(line: str) -> str:
    """A line of the same length without the content of code."""
    return _CODE.sub(lambda match: " " * len(match[0]), line)


def markdown(lines: Sequence[str], is_code: Sequence[bool]) -> list[str]:
    """The lines as Markdown of a site; `is_code` says which of them are code."""
    result, is_comment = [], False
    indent, is_callout = "", False
    for number, line in enumerate(lines):
        if is_code[number]:
            result.append(indent + _QUOTED.sub("", line, count=1) if is_callout and _QUOTED.match(line) else line)
            continue
        line, is_comment = _without_percent(line, is_comment)
        line = BLOCK_ID.sub("", SCHEDULE.sub("", line))
        if "[!" in line and (match := _CALLOUT.fullmatch(line)):
            indent, is_callout = " " * len(match["indent"].expandtabs(4)) + "    ", True
            title = match["title"].strip().replace('"', "&quot;")
            marker = "???" if match["fold"] == "-" else "!!!"
            kind = match["kind"].lower()
            line = f'{match["indent"]}{marker} {kind} "{title or kind.replace("-", " ").capitalize()}"'
        elif is_callout and _QUOTED.match(line):
            line = indent + _QUOTED.sub("", line, count=1)
        else:
            is_callout = False
        if "[[" in line:
            line = outside_code(line, lambda text: NOTE_LINK.sub(_shown, text))
        if "|" in line and "![" in line:
            line = outside_code(line, lambda text: _ALT_SIZE.sub(_sized, text))
        if "){:" in line:
            line = outside_code(line, lambda text: _ATTRIBUTES.sub("", text))
        result.append(line)
    for number in range(len(result) - 1):
        line, below = result[number], result[number + 1]
        is_text = line.strip() and below.strip() and not (is_code[number] or is_code[number + 1])
        if is_text and not (_KEEPS.match(line) or _KEEPS.match(below) or starts_block(below) or line.endswith("\\")):
            result[number] = line.rstrip() + "  "
    return result


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The text of a line in pieces, and whether each is code or a formula."""
    at = 0
    for match in sorted([*_CODE.finditer(line), *_MATH.finditer(line)], key=lambda found: found.start()):
        if match.start() >= at:
            yield line[at : match.start()], False
            yield match[0], True
            at = match.end()
    yield line[at:], False


def _without_percent(line: str, is_comment: bool) -> tuple[str, bool]:
    """A line without comments between `%%`, and whether one continues below it."""
    if _PERCENT not in line:
        return ("" if is_comment else line), is_comment
    parts = line.split(_PERCENT)
    shown = parts[is_comment::2]
    return " ".join(part.strip() if number else part.rstrip() for number, part in enumerate(shown)).rstrip(), (
        is_comment ^ (len(parts) % 2 == 0)
    )


def _is_media(target: str) -> bool:
    return PurePosixPath(target.partition("#")[0].strip()).suffix.lower() in MEDIA_SUFFIXES


def _shown(match: re.Match[str]) -> str:
    """A link to a note as its words, or an embedded picture."""
    target, words = match["target"].strip(), (match["words"] or "").strip()
    if match["embed"] and _is_media(target):
        path = target.partition("#")[0].strip()
        size = _SIZE.fullmatch(words.rpartition("|")[2].strip())
        alt = words.rpartition("|")[0] if size else words
        width = f"{{width={size['width']}}}" if size else ""
        name = re.sub(r"[-_]+", " ", PurePosixPath(path).stem)
        return f"![{alt.strip() or name}](<{quote(path, safe='/:@ ()')}>){width}"
    note, mark, heading = target.partition("#")
    if words or not mark or heading.startswith("^"):
        return words or note or heading
    return f"{note} > {heading}" if note else heading


def _sized(match: re.Match[str]) -> str:
    return f"![{match['alt'].strip()}]{match['to']}{{width={match['width']}}}"


def without_code(line: str) -> str:
    """A line of the same length without the content of code and formulas: a sign stands for each character."""
    if "`" not in line and "$" not in line:
        return line
    return "".join(_STAND_IN * len(text) if is_kept else text for text, is_kept in _pieces(line))


_STAND_IN = "\x1f"
"""Pages contain no control characters."""
