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

_CALL = regex(r"`r\s+(?:webexercises::)?(?P<name>torf|mcq|longmcq|fitb|hide|unhide)\((?P<given>[^`]*)\)\s*`")
_STRING = r"(?P<quote>[\"'])(?P<text>(?:\\.|(?!(?P=quote))[^\\])*+)(?P=quote)"
_VECTOR = regex(
    r"^[ \t]*(?P<name>[\w.]+)[ \t]*(?:<-|=)[ \t]*(?:sample\()?(?P<given>c\((?:[^()\"']|\"[^\"]*\"|'[^']*')*+\))",
    re.MULTILINE,
)
_ARGUMENT = regex(rf"(?:(?P<name>[\w.]+)\s*=\s*)?(?:{_STRING}|(?P<plain>c\(|-?\d+(?:\.\d+)?|[A-Z]+\b))")
"""What is given, perhaps with a name; `c(` begins a vector."""
_ESCAPED = regex(r"\\(.)")
_ANSWER, _TRUE = "answer", ("TRUE", "T")
_GAP = "____"
_FENCES = ("```", "~~~")


def webexercises_as_markdown(outline: Outline) -> Changes:
    """The lines with such calls, and those at the end of whose paragraphs the answers go."""
    lines, changes = outline.lines, dict[int, str]()
    vectors = {match["name"]: match["given"] for match in _VECTOR.finditer(outline.text)}
    used = {call["given"].strip() for call in _CALL.finditer(outline.text) if call["name"] == "longmcq"}
    for match in (match for match in _VECTOR.finditer(outline.text) if match["name"] in used):
        changes.update(dict.fromkeys(_chunk(outline, outline.text.count("\n", 0, match.start())), ""))
    answers: dict[int, list[str]] = defaultdict(list)
    for at, line in outline.lines_with("`r "):
        calls = [] if outline.is_code[at] or line.lstrip().startswith("|") else list(_CALL.finditer(line))
        stop = next((n for n in range(at + 1, len(lines)) if is_blank(lines[n]) or starts_block(lines[n])), len(lines))
        shown = [_shown(call["name"], call["given"], vectors) for call in calls]
        for call, (text, _) in zip(reversed(calls), reversed(shown), strict=True):  # what is behind stays in place
            changes[at] = line = f"{line[: call.start()]}{text}{line[call.end() :]}"
        answers[stop - 1] += [answer for _, answer in shown if answer]
    for at, given in answers.items():
        if given:
            line = changes.get(at, lines[at]).rstrip()
            changes[at] = f"{line} <details><summary>Answer</summary>{', '.join(given)}</details>"
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
    """What is in place of a call, and the answer.

    >>> _shown("mcq", 'c("a rope", answer = "a sail")', {}), _shown("torf", "FALSE", {})
    (('____ (a rope / a sail)', 'a sail'), ('(True / False)', 'False'))
    """
    arguments = _arguments(vectors.get(given.strip(), given) if name == "longmcq" else given)
    texts = [text for _, text in arguments]
    if name == "hide":
        return f"<details><summary>{(texts or ['Solution'])[0]}</summary>", ""
    if name == "unhide":
        return "</details>", ""
    if name == "torf":
        return "(True / False)", "True" if texts[:1] and texts[0] in _TRUE else "False"
    if name == "fitb":
        return _GAP, (texts or [""])[0]
    right = next((text for named, text in arguments if named == _ANSWER), "")
    return f"{_GAP} ({' / '.join(texts)})", right


def _arguments(given: str) -> Sequence[tuple[str, str]]:
    """What is given to a call, with the names."""
    found = (match for match in _ARGUMENT.finditer(given) if match["plain"] != "c(")
    return [(one["name"] or "", one["plain"] or _ESCAPED.sub(r"\1", one["text"])) for one in found]
