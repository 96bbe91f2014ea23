"""The calls of the R package webexercises get hidden answers before a page is parsed, line by line:

    A keel is heavy. `r torf(TRUE)`        A keel is heavy. (True / False) <details>…True</details>
    2 + 2 is `r fitb(4)`.                  2 + 2 is ____. <details><summary>Answer</summary>4</details>
    A jib is `r mcq(c("a rope",            A jib is ____ (a rope / a sail). <details>…</details>
      answer = "a sail"))`.
    `r hide("Solution")`                   <details><summary>Solution</summary>
    A sail.                                A sail.
    `r unhide()`                           </details>

`longmcq(choices)` has the options that a chunk of code calls `choices`, which is left out. Calls in tables stay as they
are. See https://psyteachr.github.io/webexercises/.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from anki_export.source.lines import is_blank, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.text.lazy_regex import regex

_CALL = regex(r"(?<!`)`r\s+(?:webexercises::)?(?P<name>torf|mcq|longmcq|fitb|hide|unhide)\((?P<given>[^`]*)\)\s*`(?!`)")
_STRING = r"\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'"
_VECTOR = regex(
    rf"^[ \t]*(?P<name>[\w.]+)[ \t]*(?:<-|=)[ \t]*(?:sample\()?(?P<given>c\((?:[^()\"'#]|#[^\n]*|{_STRING})*+\))",
    re.MULTILINE,
)
_COMMENT = regex(rf"(?P<string>{_STRING})|#[^\n]*")
_ONE = rf"(?:answer\s*=\s*)?(?:{_STRING}|-?(?:\d+(?:\.\d*)?|\.\d+)(?:e-?\d+)?|TRUE|FALSE|T|F)"
_GIVEN = regex(
    rf"\s*(?:(?:answer\s*=\s*)?c\(\s*(?P<several>{_ONE}(?:\s*,\s*{_ONE})*+)\s*,?\s*\)|(?P<one>{_ONE}))"
    rf"\s*(?:,\s*[\w.]+\s*=\s*(?:{_STRING}|[\w.-]+)\s*)*"
)
"""Values, perhaps in a vector, and settings such as `ignore_case = TRUE`."""
_VALUE = regex(rf"(?P<named>answer\s*=\s*)?(?P<value>{_STRING}|[^\s,]+)")
_ESCAPED = regex(r"\\(.)")
_TRUE, _JUDGED = ("TRUE", "T"), ("TRUE", "T", "FALSE", "F")
_GAP = "____"
_FENCES = ("```", "~~~")
_COMPUTED = "TODO"
"""In place of an answer that only R knows: a placeholder, which is reported."""


def webexercises_as_markdown(outline: Outline) -> Changes:
    """The lines with such calls, and those at the end of whose paragraphs the answers go."""
    lines, changes = outline.lines, dict[int, str]()
    vectors = {match["name"]: match["given"] for match in _VECTOR.finditer(outline.text)}
    answers: dict[int, list[str]] = defaultdict(list)
    used = set[str]()
    for at, line in outline.lines_with("`r "):
        is_text = not (outline.is_code[at] or line.lstrip().startswith("|") or "``" in line)
        calls = list(_CALL.finditer(line)) if is_text else []
        stop = next((n for n in range(at + 1, len(lines)) if is_blank(lines[n]) or starts_block(lines[n])), len(lines))
        shown = [_shown(call["name"], call["given"], vectors) for call in calls]
        for call, (text, _) in zip(reversed(calls), reversed(shown), strict=True):  # what is behind stays in place
            changes[at] = line = f"{line[: call.start()]}{text}{line[call.end() :]}"
        answers[stop - 1] += [answer for _, answer in shown if answer]
        used.update(call["given"].strip() for call in calls if call["name"] == "longmcq")
    for at, given in answers.items():
        if given:
            answer = _COMPUTED if _COMPUTED in given else ", ".join(given)
            changes[at] = f"{changes.get(at, lines[at]).rstrip()} <details><summary>Answer</summary>{answer}</details>"
    for match in (match for match in _VECTOR.finditer(outline.text) if match["name"] in used):
        changes.update(dict.fromkeys(_chunk(outline, outline.text.count("\n", 0, match.start())), ""))
    return changes


def _chunk(outline: Outline, line: int) -> range:
    """The lines of the code around a line, with its fences."""
    start, stop = line, line + 1
    while start > 0 and outline.is_code[start] and not outline.lines[start].lstrip().startswith(_FENCES):
        start -= 1
    while stop < len(outline.lines) and outline.is_code[stop - 1] and outline.lines[stop - 1].strip() not in _FENCES:
        stop += 1
    return range(start, stop)


def _shown(name: str, given: str, vectors: Mapping[str, str]) -> tuple[str, str]:
    """What is in place of a call, and the answer, or a placeholder if that is computed.

    >>> _shown("mcq", 'c("a rope", answer = "a sail")', {}), _shown("torf", "FALSE", {})
    (('____ (a rope / a sail)', 'a sail'), ('(True / False)', 'False'))
    >>> _shown("fitb", "c(.5, '1/2'), num = TRUE", {}), _shown("fitb", "mean(x)", {}), _shown("torf", "x == 1", {})
    (('____', '.5'), ('____', 'TODO'), ('(True / False)', 'TODO'))
    """
    if name == "unhide":
        return "</details>", ""
    values = _values(vectors.get(given.strip(), given) if name == "longmcq" else given)
    texts = [text for _, text in values]
    if name == "hide":
        return f"<details><summary>{(texts or ['Solution'])[0]}</summary>", ""
    if name == "torf":
        is_told = texts[:1] and texts[0] in _JUDGED
        return "(True / False)", str(texts[0] in _TRUE) if is_told else _COMPUTED
    if name == "fitb":
        return _GAP, texts[0] if texts else _COMPUTED
    right = [text for is_right, text in values if is_right]
    return f"{_GAP} ({' / '.join(texts)})" if texts else _GAP, right[0] if len(right) == 1 else _COMPUTED


def _values(given: str) -> Sequence[tuple[bool, str]]:
    """The values that are given to a call, with whether they are named as the answer; none if one is computed."""
    match = _GIVEN.fullmatch(_COMMENT.sub(lambda one: one["string"] or "", given))
    written = (match["several"] or match["one"]) if match else ""
    found = ((one["named"] is not None, one["value"]) for one in _VALUE.finditer(written))
    return [(is_right, _ESCAPED.sub(r"\1", text[1:-1]) if text[0] in "\"'" else text) for is_right, text in found]
