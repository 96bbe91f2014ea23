"""What MDX adds to Markdown around text and components, before the page is parsed:

    import Tabs from '@theme/Tabs'          statements are blanked, up to a blank line
    {/* a comment */}                       and so are comments
    <TabItem                                a tag in several lines becomes one,
      value={'a'} style={{color: 'red'}}>   with the attributes whose values are text; options become a task list

Lines keep their numbers. Code is left as it is. Components are blocks: see `jsx_components`.
"""

import re
from collections.abc import Iterator, Sequence

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Edit, edited
from anki_export.source.rewrites.quizzes_of_mdx import Value, as_task_list, quiz_components_as_blocks
from anki_export.source.syntax.jsx_components import SEPARATOR
from anki_export.text.lazy_regex import regex

_STATEMENT = regex(
    r"import\s+(?:[\w*{][^'\"]*\sfrom\s*)?['\"]|import\s*(?:type\s+)?(?:\{|[\w*]+\s*(?:,|\bas\b|\bfrom\b))"
    r"|export\s+(?:default|const|let|var|function|async|class|type|interface|\*|\{)"
)
_MOST_LINES = 200
"""Maximum lines of a statement."""
_START = regex(r"\{/\*|\{\s*(['\"`])[ ]*\1\s*\}|<(?=[A-Za-z])")
_TAG_NAME = regex(r"<[A-Za-z][\w.:-]*")
_ATTRIBUTE = regex(r"\s*(?P<name>[A-Za-z_@][\w.:-]*)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|(?=\{)))?")
_SPREAD = regex(r"\s*(?=\{)")
_END = regex(r"\s*/?>")
_IN_BRACES = regex(r"['\"`{}]")
_TEXT_VALUE = regex(r"\{\s*(?P<quote>['\"`])(?P<text>[^'\"`<>$]*)(?P=quote)\s*\}")
_LIST_VALUE = regex(r"\{\s*\[(?P<items>(?:\s*(?:'[^'\"<>]*'|\"[^'\"<>]*\")\s*,?)+)\s*\]\s*\}")
_ITEM = regex(r"""['"]([^'"]*)['"]""")
_LONGEST = 4000
"""Maximum characters of a value in braces."""


def mdx_as_markdown(text: str) -> str:
    """The text of a page without statements and comments, and with tags as HTML has them."""
    lines = text.split("\n")
    if "import " in text or "export " in text:
        is_code = Outline(lines).is_code
        for number in _statements(lines, is_code):
            lines[number] = ""
        text = "\n".join(lines)
    if "{" not in text and "<" not in text:
        return text
    text = quiz_components_as_blocks(text)
    return edited(text, _edits(Outline(text.split("\n")).without_code, text))


def _statements(lines: Sequence[str], is_code: Sequence[bool]) -> Iterator[int]:
    """The lines of statements, each of which ends at a blank line, if its brackets are closed."""
    number = 0
    while number < len(lines):
        if is_code[number] or not _STATEMENT.match(lines[number]):
            number += 1
            continue
        depth, blank = 0, None
        for stop in range(number, min(number + _MOST_LINES, len(lines))):
            line = lines[stop]
            if not line.strip():
                blank = blank or stop
                if depth <= 0:
                    break
            depth += sum(map(line.count, "{[(")) - sum(map(line.count, "}])"))
        else:
            stop = blank or min(number + _MOST_LINES, len(lines))
        yield from range(number, stop)
        number = stop


def _edits(text: str, written: str) -> Iterator[Edit]:
    """The edits of a text without its code, which is in `written`."""
    position = 0
    while start := _START.search(text, position):
        begin = position = start.start()
        if start[0] == "{/*":
            end = text.find("*/}", begin)
            if end < 0:
                position = begin + 3
                continue
            position = end + 3
            yield begin, position, ""
        elif start[0] != "<":
            position = start.end()
            yield begin, position, " "
        else:
            position, new = _tag(text, begin, written)
            if new:
                yield begin, position, new


def _tag(text: str, begin: int, source: str) -> tuple[int, str]:
    """Where a tag ends, or where it can't continue, and how HTML writes it if that is different."""
    position = _TAG_NAME.match(text, begin).end()  # type: ignore[union-attr]
    kept = [text[begin:position]]
    values: dict[str, Value] = {}
    line, counted = 0, begin
    while not (end := _END.match(text, position)):
        attribute = _ATTRIBUTE.match(text, position)
        found = attribute or _SPREAD.match(text, position)
        if not found:
            return position, ""
        position, value = found.end(), ""
        if text.startswith("{", position) and (not attribute or attribute["value"] == ""):
            stop = _end_of_braces(text, position)
            if stop is None:
                return position, ""
            if attribute:
                line, counted = line + text.count("\n", counted, position), position
                values[attribute["name"]] = Value(line, source[position + 1 : stop - 1])
            value, position = _text_in(text[position:stop]), stop
        elif attribute:
            value = attribute["value"] or ""
            values[attribute["name"]] = Value(line, source[found.end() - len(value) : found.end()])
        if attribute and (value or attribute["value"] is None):
            kept.append(f" {attribute['name']}" + f"={value}" * bool(value))
    written = text[begin : end.end()]
    if "\n" not in written and "{" not in written:
        return end.end(), ""
    indent = re.match(r"[ \t]*", text[text.rfind("\n", 0, begin) + 1 : begin])
    margin = indent[0] if indent and "\n" in written else ""
    if end[0].endswith("/>") and "[" in written and (tasks := as_task_list(values, written.count("\n") + 1)):
        return end.end(), f"\n{margin}".join(tasks)
    return end.end(), "\n" * written.count("\n") + margin + "".join(kept) + end[0].replace("\n", "").replace("/", " /")


def _text_in(braces: str) -> str:
    """The text that a value in braces is, in quotes; empty if it is anything else."""
    if text := _TEXT_VALUE.fullmatch(braces):
        return f'"{text["text"]}"'
    if items := _LIST_VALUE.fullmatch(braces):
        texts = SEPARATOR.join(_ITEM.findall(items["items"]))
        return f'"{texts}"'
    return ""


def _end_of_braces(text: str, start: int) -> int | None:
    """Where the braces that open at a position are closed; None if they are not."""
    depth, position = 0, start
    while mark := _IN_BRACES.search(text, position, start + _LONGEST):
        position = mark.end()
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
            if not depth:
                return position
        else:
            position = text.find(mark[0], position, start + _LONGEST) + 1
            if not position:
                return None
    return None
