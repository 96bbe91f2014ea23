"""Text from other files inside a question: `{% include-markdown "…" %}` and `--8<-- "…"`, or as a block

    --8<--
    one.md
    ; not-this.md
    --8<--

`;--8<-- "…"` is an example and shown without its semicolon. `{{#include a.rs:2:10}}` and `{{#include a.rs:anchor}}` are
those of mdBook; the comments `ANCHOR: anchor` and `ANCHOR_END: anchor` are around a part of a file.
MyST has directives:

    ```{include} one.md
    :start-after: <!-- start -->
    ```

Outside questions all belong to the site and are ignored. Paths are relative to the page, else to the source folder,
and can't leave it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from anki_export.source.lines import fence_below
from anki_export.text.lazy_regex import regex

ANSWER_BESIDE = "<!-- answer beside -->"
"""The line above what a page includes as the answer to all of it, because its folder says so."""
_DIRECTIVE = regex(
    r"""(?P<indent>[ \t]*) (?: \{%-?\s*include(?:-markdown)?\s+ ["'](?P<page>[^"']+)["'] (?P<options>.*?) -?%\}
                             | -{1,}8<-{1,}\s+ (?P<quote>["'])(?P<file>(?:(?!(?P=quote)).)+)(?P=quote)
                             | \{\{\s*\#(?:include|rustdoc_include|playground)\s+(?P<book>[^\s{}]+)[^{}]*\}\} ) \s*""",
    re.VERBOSE,
)
_BOOK_PART = regex(r"(?P<file>[^:]+)(?::(?P<start>\d*)(?P<colon>:)?(?P<end>\d*)|:(?P<section>[\w.-]+))?")
_EDGE = regex(r"(?P<indent>[ \t]*)-{1,}8<-{1,}\s*")
_EXAMPLE = regex(r"\s*;-{1,}8<-{1,}")
_MYST = regex(r"(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,}|:{3,})\{include\}[ \t]+(?P<path>[^\s\"'{}%]+)[ \t]*")
_SIGNS = ("8<", "{%", "{{", "{include}")
"""In each directive."""
_OPTION = regex(r"[ \t]*:(?P<name>[a-z-]+):[ \t]*(?P<value>[^\"]*?)[ \t]*")
_OPTIONS = {"start-line", "end-line", "start-after", "end-before"}
"""What limits the text of a directive of MyST; others are about its links and headings."""
_FENCE = regex(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_PART = regex(r"(?P<file>.+?):(?:(?P<start>\d+)(?::(?P<end>\d+))?|(?P<section>[\w-]+))")
_EDGES = r"(?<!-)-+8<-+\s+\[start:\s*{}\]", r"(?<!-)-+8<-+\s+\[end:\s*{}\]"
_BOOK_EDGES = r"\bANCHOR:\s*{}(?![\w.-])", r"\bANCHOR_END:\s*{}(?![\w.-])"
"""What is in the lines around a section with a name."""
_ANY_EDGE, _ANY_BOOK_EDGE = regex(r"(?<!-)-+8<-+\s+\[(?:start|end):"), regex(r"\bANCHOR(?:_END)?:\s*\S")
_MOST_LINES = 1_000_000
"""More than a file has."""
_LIMIT = 10
"""Maximum depth of nested includes: a cycle would never end."""
_MOST = 1000
"""Maximum number of files that one page can include."""
_LARGEST = 1 << 20
"""Maximum number of characters in all of them together."""


Reader = Callable[[str, str, bool], tuple[str, str]]
"""Given a file, a path as written in it, and whether its text is shown as code: the path from the source folder and the
text. Raises IncludeError."""


class IncludeError(Exception):
    """A human-readable reason why a directive can't be resolved."""


def expand(
    lines: list[str], ranges: Sequence[range], page: str, read: Reader
) -> tuple[list[str], list[int], list[tuple[int, str]]]:
    """Replace each directive within `ranges` of 0-based line numbers with the included text.

    Returns the new lines, for each the line it came from, and line and reason of each failed include. `page` is the
    file that contains the lines.
    """
    inside = {number for span in ranges for number in span}
    new: list[str] = []
    origin: list[int] = []
    failed: list[tuple[int, str]] = []
    budget, read = _Budget(), cache(read)
    fence = ""
    lines = _without_block_form(lines, ranges)
    for number, line in enumerate(lines):
        included = [line]
        if number in inside:
            fence = fence_below(line, fence)
        if number in inside and (match := _DIRECTIVE.fullmatch(line)):
            try:
                included = _included(match, page, read, _LIMIT, budget, fence)
            except IncludeError as error:
                if not (fence and match["page"]):  # in code, `{% include %}` can be the subject of the question
                    failed.append((number, str(error)))
                    included = []
        elif number in inside and _EXAMPLE.match(line):
            included = [line.replace(";", "", 1)]
        new += included
        origin += [number] * len(included)
    return new, origin, failed


def has_directive(text: str) -> bool:
    """Whether any line of a text is a directive."""
    return any(sign in text for sign in _SIGNS) and any(
        any(sign in line for sign in _SIGNS)
        and (_DIRECTIVE.fullmatch(line) or _EDGE.fullmatch(line) or _EXAMPLE.match(line) or _MYST.fullmatch(line))
        for line in text.split("\n")
    )


def _without_block_form(lines: list[str], ranges: Sequence[range]) -> list[str]:
    """The lines with the block form rewritten as single-line directives, and its markers as blank lines.

    Both markers must be in the same range: text between two questions is not a file name.
    """
    result = list(lines)
    edges: list[tuple[int, int]] = []
    for span in ranges:
        marks = [n for n in span if "8<" in lines[n] and _EDGE.fullmatch(lines[n])]
        edges += zip(marks[::2], marks[1::2], strict=False)
    for first, last in edges:
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        for number in range(first, last + 1):
            name = lines[number].strip()
            is_file = first < number < last and name and not name.startswith(";")
            quoted = f'"{name}"' if '"' not in name else "'" + name.replace("'", "") + "'"
            result[number] = f"{indent}--8<-- {quoted}" if is_file else ""
    for span in ranges:
        if any("{include}" in lines[n] for n in span):
            _rewrite_myst(result, span)
    return result


def _rewrite_myst(lines: list[str], span: range) -> None:
    """Rewrite directives of MyST that are not in code as those of the others."""
    numbers = iter(span)
    for number in numbers:
        fence = _FENCE.match(lines[number])
        found = _MYST.fullmatch(lines[number])
        if not (fence or found):
            continue
        marks = found["marks"] if found else fence["marks"] if fence else ""
        stop = next((n for n in range(number + 1, span.stop) if _closes(lines[n], marks)), span.stop)
        options = [option for n in range(number + 1, stop) if (option := _OPTION.fullmatch(lines[n]))]
        if found and stop < span.stop and len(options) == stop - number - 1:
            values = {option["name"]: option["value"] for option in options if option["name"] in _OPTIONS}
            lines[number] = found["indent"] + _rewritten(found["path"].lstrip("/"), values)
            lines[number + 1 : stop + 1] = [""] * (stop - number)
        for _ in range(stop - number):
            next(numbers, None)


def _closes(line: str, marks: str) -> bool:
    text = line.strip()
    return text.startswith(marks) and not text.strip(marks[0])


def _rewritten(path: str, options: Mapping[str, str]) -> str:
    start, end = (options.get(name, "") for name in ("start-line", "end-line"))
    if start.isdecimal() or end.isdecimal():
        return f'--8<-- "{path}:{int(start or 0) + 1}{f":{end}" if end else f":{_MOST_LINES}"}"'
    marks = {"start": options.get("start-after", ""), "end": options.get("end-before", "")}
    return " ".join(["{% include-markdown", f'"{path}"', *(f'{k}="{v}"' for k, v in marks.items() if v), "%}"])


class _Budget(Struct):
    """What one page can still include: files that include others twice grow exponentially."""

    files: int = _MOST
    characters: int = _LARGEST
    looked_through: int = 16 * _LARGEST

    def look_through(self, text: str) -> None:
        """Count a whole file, because finding a section means reading all of it."""
        self.looked_through -= len(text)
        if self.looked_through < 0:
            raise IncludeError(f"more than {16 * _LARGEST >> 20} MiB of text would be searched for included sections")

    def spend(self, lines: Sequence[str], indent: str) -> None:
        self.characters -= sum(map(len, lines)) + len(lines) * (len(indent) + 1)
        if self.characters < 0:
            raise IncludeError(f"included text exceeds {_LARGEST >> 20} MiB")


def _included(match: re.Match[str], base: str, read: Reader, depth: int, budget: _Budget, fence: str) -> list[str]:
    budget.files -= 1
    budget.spend((), "")
    if budget.files < 0:
        raise IncludeError(f"more than {_MOST} files are included")
    if not depth:
        raise IncludeError(f"includes are nested more than {_LIMIT} levels deep")
    if match["page"]:
        path, text = read(base, match["page"], bool(fence))
        budget.look_through(text)
        lines = part_of_page(text, match["options"] or "").split("\n")
    else:
        name, is_book = match["book"] or match["file"], bool(match["book"])
        path, lines = _part(name, base, read, budget, is_book=is_book, is_code=bool(fence))
    budget.spend(lines, match["indent"])
    result: list[str] = []
    for line in lines:
        fence = fence_below(line, fence)
        inner = _DIRECTIVE.fullmatch(line)
        for text in _included(inner, path, read, depth - 1, budget, fence) if inner else [line]:
            result.append(match["indent"] + text if text.strip() else "")
    while result and not result[-1]:
        result.pop()
    return result


def part_of_page(text: str, options: str) -> str:
    """The part of a page between include-markdown's `start` and `end` options, without front matter."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    marks = dict(re.findall(r"""(start|end)=["']([^"']*)["']""", options))
    for name, mark in marks.items():
        if mark not in text:
            raise IncludeError(f"{name} marker {mark!r} not found in the file")
    text = text.partition(marks["start"])[2] if "start" in marks else text
    return text.partition(marks["end"])[0] if "end" in marks else text


def _part(
    name: str, base: str, read: Reader, budget: _Budget, *, is_book: bool, is_code: bool
) -> tuple[str, list[str]]:
    """The path and lines of `file`, `file:3`, `file:3:7` or `file:section`, as pymdownx.snippets and mdBook write it.

    For mdBook, `file:3` is one line, and `file:3:` and `file::7` are possible, too.
    """
    part = (_BOOK_PART if is_book else _PART).fullmatch(name)
    path, text = read(base, part["file"] if part else name, is_code)
    budget.look_through(text)
    lines = text.rstrip("\n").split("\n")
    if part and (part["start"] or part["end"]):
        start = int(part["start"] or 1)
        stop = int(part["end"]) if part["end"] else start if is_book and not part["colon"] else len(lines)
        return path, lines[max(0, start - 1) : stop]
    if part and part["section"]:
        marks = _BOOK_EDGES if is_book else _EDGES
        found = [re.compile(mark.format(re.escape(part["section"]))) for mark in marks]
        edges = [next((i for i, line in enumerate(lines) if mark.search(line)), None) for mark in found]
        if edges[0] is None:
            raise IncludeError(f"{part['file']} has no {'anchor' if is_book else 'section'} {part['section']!r}")
        lines = lines[edges[0] + 1 : edges[1]]
    edge = _ANY_BOOK_EDGE if is_book else _ANY_EDGE
    return path, [line for line in lines if not edge.search(line)]
