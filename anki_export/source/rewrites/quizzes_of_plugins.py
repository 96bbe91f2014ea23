"""Quizzes in blocks of plugins become `<quiz>` blocks before a page is parsed, line by line.

A fence or container of Quizdown; a quote below a question is a hint, which is left out:

    ```quizdown
    ---
    shuffleAnswers: true
    ---

    # What is a jib?          <quiz>
                              What is a jib?
    > It is in front.

    1. [x] a sail             1. [x] a sail
    2. [ ] a rope             2. [ ] a rope
    ```                       </quiz>

A fence of mkdocs-mcq:

    ```mcq                    <quiz>
    ---
    type: single
    question: What is a jib?  What is a jib?
    ---

    - [x] a sail              - [x] a sail
    - [ ] a rope              - [ ] a rope
    ```                       </quiz>

A directive of TeachBooks, with what is between its rules; remarks on all of the options are left out:

    :::{question} The jib     <quiz>
    :type: multiple-choice
    What is a jib?            What is a jib?
    ---
    [x] a sail                - [x] a sail
    > It is in front.           > It is in front.
    [ ] a rope                - [ ] a rope
    ---
    :::                       </quiz>

An admonition of SuperQuiz, whose kind may also be a `type:` between rules:

    !!! scquiz "The jib"      <quiz>
        What is a jib?        What is a jib?
        answers:
          - [a sail]          - [x] a sail
          - a rope            - [ ] a rope
                              </quiz>
    !!! blanks                <quiz>
        A [jib] is a sail.    A [[jib]] is a sail.
                              </quiz>

Not rewritten: examples in code, blocks without an end, and questions of other kinds. Those of Quizdown that have no
blank line for each tag have no end, and are reported. See https://github.com/bonartm/quizdown-js,
https://pypi.org/project/mkdocs-mcq/, https://github.com/TeachBooks/TeachBooks-Questions and
https://pypi.org/project/mkdocs-superquiz/.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from textwrap import dedent

from anki_export.source.lines import (
    columns_of,
    dedented,
    end_of_text,
    indent_of,
    is_quoted,
    list_marker,
    next_text,
)
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import OF_PLUGIN, Changes
from anki_export.text.lazy_regex import regex

_FENCE = regex(
    r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*"
    r"(?:\{?(?P<name>quizdown|mcq)\}?[ \t]*|\{(?P<directive>question)\}[ \t]*(?P<title>.*))"
)
_BOX = regex(
    r"(?P<indent>[ \t]*)!!![ \t]+(?:(?P<kind>[ms]cquiz|[ms]cdropdown|blanks)|question)(?:[ \t]+\"[^\"]*\")?[ \t]*"
)
_CODE = regex(r"[ \t]*(?:`{3,}|~{3,})[ \t]*(?P<info>\S*)")
_HEADING = regex(r"#{1,6}[ \t]+(?P<title>\S.*?)[ \t#]*")
_QUESTION = regex(r"question:[ \t]*(?P<text>.*?)[ \t]*")
_BLOCK_SCALARS = ("|", ">", "|-", ">-")
_OPTION = regex(r"\[(?P<tick>[ xX])\][ \t]+(?=\S)")
_REMARK = regex(r"[>&][ \t]+")
_DIRECTIVE_OPTION = regex(r":[\w-]+:")
_TYPE = regex(r"type:[ \t]*(?P<kind>\w+)")
_ANSWER = regex(r"[ \t]*-[ \t]+(?P<right>\[(?P<text>.+)\][ \t]*\Z)?")
_GAP = regex(r"(?<![\[!\\])\[(?P<text>[^\[\]]+)\](?![\[(\]])")
_BOX_INDENT = 4
_OPEN, _CLOSE = OF_PLUGIN, "</quiz>"


def quizzes_of_plugins(outline: Outline) -> Changes:
    """The lines of such blocks as those of quizzes."""
    changes: dict[int, str] = {}
    unclosed = set[str]()  # a page may have many of them
    for start, line in enumerate(outline.lines):
        if start and outline.is_code[start - 1]:
            continue  # in an example of how to write one
        if match := _FENCE.fullmatch(line):
            fence = match["fence"]
            stop = start if fence in unclosed else _end_of_fence(outline.lines, start, fence)
            unclosed.update([fence] if stop == start else [])
        elif not outline.is_code[start] and (match := _BOX.fullmatch(line)):
            stop = _end_of_box(outline.lines, start, columns_of(match["indent"]))
        else:
            continue
        columns = columns_of(match["indent"])
        lines = [dedented(one, columns) for one in outline.lines[start:stop]]
        if not lines:
            continue
        name = match.groupdict().get("name")
        if name == "quizdown":
            new = _quizdown(lines)
        elif name == "mcq":
            new = _mcq(lines)
        elif "directive" in match.groupdict():
            new = _directive(lines, match["title"])
        else:
            new = _box(lines, match["kind"] or "")
        changes |= {start + at: f"{' ' * columns}{text}" if text else "" for at, text in enumerate(new)}
    return changes


def _end_of_fence(lines: Sequence[str], start: int, fence: str) -> int:
    """The line below the end of a block, which may have fences with the name of a language inside; else its start."""
    is_inside = False
    for number in range(start + 1, len(lines)):
        if lines[number].strip() == fence and not is_inside:
            return number + 1
        if fence[0] != ":" and (code := _CODE.match(lines[number])):
            is_inside = bool(code["info"])
    return start


def _end_of_box(lines: Sequence[str], start: int, columns: int) -> int:
    """The line below the blank one below an admonition; its start without one."""
    inside = takewhile(
        lambda at: not lines[at].strip() or indent_of(lines[at]) >= columns + _BOX_INDENT, range(start + 1, len(lines))
    )
    last = end_of_text(lines, start, max(inside, default=start) + 1)
    return last + 1 if last < len(lines) and not lines[last].strip() else start


def _quizdown(lines: Sequence[str]) -> list[str]:
    """All questions of a block."""
    first = next_text(lines, 1)
    rules = [at for at in range(first, len(lines)) if lines[at].strip() == "---"][:2] if lines[first] == "---" else []
    new = ["", *lines[1:-1], ""]
    if len(rules) == len(("---", "---")):
        new[: rules[1] + 1] = [""] * (rules[1] + 1)
    is_code = Outline(lines[1:-1]).is_code
    starts = [at for at in range(1, len(lines) - 1) if not is_code[at - 1] and _HEADING.fullmatch(new[at])]
    for start, stop in pairwise([*starts, len(lines)]):
        title, end = _HEADING.fullmatch(new[start])["title"], stop - 1  # type: ignore[index]
        has_line = not new[start + 1].strip() or is_quoted(new[start + 1])
        opening = start if has_line else start - 1
        if new[end].strip() or new[opening].strip() not in ("", lines[start].strip()) or end <= opening + 1:
            new[start] = _OPEN  # reported: it has no end
            continue
        new[opening], new[opening + 1], new[end] = _OPEN, title, _CLOSE
        options = next((at for at in range(opening + 2, end) if list_marker(new[at])), end)
        for at in range(opening + 2, options):
            new[at] = "" if is_quoted(new[at]) else new[at]
    return new


def _mcq(lines: Sequence[str]) -> list[str]:
    """The question of a block."""
    rules = [at for at, line in enumerate(lines) if line.strip() == "---"][:2]
    if len(rules) < 2:
        return [_OPEN, *lines[1:-1], _CLOSE]
    new = [_OPEN, *[""] * rules[1], *lines[rules[1] + 1 : -1], _CLOSE]
    for at in range(*rules):
        if match := _QUESTION.fullmatch(lines[at]):
            goes_on = takewhile(lambda line: not line.strip() or line[0] == " ", lines[at + 1 : rules[1]])
            text = "" if match["text"] in _BLOCK_SCALARS else match["text"].strip("\"'")
            own = [text, *dedent("\n".join(goes_on)).split("\n")]
            new[at : at + len(own)] = own
    return new


def _directive(lines: Sequence[str], title: str) -> list[str]:
    """The question of a directive with options; nothing without these."""
    rules = [at for at, line in enumerate(lines) if line.strip() == "---"][:2]
    if len(rules) < 2 or not any(_OPTION.match(line) for line in lines[rules[0] : rules[1]]):
        return []
    above = ["" if _DIRECTIVE_OPTION.match(line) else line for line in lines[1 : rules[0]]]
    if not any(map(str.strip, above)):
        above = [title, *above[1:]]
    return [
        _OPEN,
        *[*above, ""][: rules[0]],
        *_options(lines[rules[0] + 1 : rules[1]]),
        "",
        *lines[rules[1] + 1 : -1],
        _CLOSE,
    ]


def _options(lines: Sequence[str]) -> Iterator[str]:
    is_option, is_remark = True, False
    for line in lines:
        is_option = is_option and line.strip() != "^^^"  # what is below that is about all of them
        is_remark = bool(_REMARK.match(line)) or (is_remark and bool(line.strip()) and not _OPTION.match(line))
        if match := _OPTION.match(line) if is_option else None:
            yield f"- [{match['tick']}] {line[match.end() :]}"
        elif is_option and is_remark:
            yield f"  > {_REMARK.sub('', line, count=1)}"
        else:
            yield f"  {line}" if is_option and line.strip() else ""


def _box(lines: Sequence[str], kind: str) -> list[str]:
    """The question of an admonition; nothing of other kinds."""
    inner = [dedented(line, _BOX_INDENT) for line in lines[1:-1]]
    if (first := next_text(inner, 0)) < len(inner) and inner[first] == "---" and "---" in inner[first + 1 :]:
        below = inner.index("---", first + 1) + 1
        kind = next((match["kind"] for line in inner[first:below] if (match := _TYPE.match(line))), kind)
        inner[:below] = [""] * below
    if kind == "blanks":
        return [_OPEN, *(_GAP.sub(r"[[\g<text>]]", line) for line in inner), _CLOSE]
    if not kind or not _BOX.fullmatch(f"!!! {kind}"):
        return []
    at = inner.index("answers:") if "answers:" in inner else len(inner)
    options = [
        f"- [{'x' if match['right'] else ' '}] {match['text'] or line[match.end() :]}" if match else line
        for line in inner[at + 1 :]
        for match in [_ANSWER.match(line)]
    ]
    return [_OPEN, *inner[:at], *[""] * (at < len(inner)), *options, _CLOSE]
