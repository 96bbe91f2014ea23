"""Pages that ask their questions in another form, such as headings: none of them becomes a card."""

import re
from collections.abc import Iterator, Sequence

from anki_export.diagnostics import Rule
from anki_export.source.check.finding import Finding, Sheet

_LABEL = r"(?P<label>(?:(?:question|q)\s*\#?\d*|\#?\d+)\s*[.:)](?=[\s*_]))"
_FORMS = {
    "headings": re.compile(rf"#{{1,6}}\s+(?:\*\*|__)?(?:{_LABEL}\s*)?(?P<text>.+?)[\s#*_]*(?:\{{[^{{}}]*\}})?", re.I),
    "lines in bold": re.compile(
        rf"(?:[-*+]\s+|(?P<number>\d+[.)])\s+)?(?:\*\*|__)(?:{_LABEL}\s*)?(?P<text>[^*]+?)(?:\*\*|__)[\s:]*", re.I
    ),
    "lines that begin with Q": re.compile(
        r"(?:\*\*|__)?(?P<label>(?:question|q)\s*\#?\d*\s*[.:)])(?:\*\*|__)?\s+(?P<text>[^*]+?)", re.I
    ),
    "summaries": re.compile(
        rf"(?:<details[^<>]*>\s*)?<summary[^<>]*>\s*(?:<(?:b|strong)>)?(?:{_LABEL}\s*)?(?P<text>.+?)"
        r"(?:</(?:b|strong)>)?\s*</summary>.*", re.I
    ),
}  # fmt: skip
_STARTS = frozenset("#*_-+<qQ0123456789")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_ENOUGH = 3
"""So many of one form are no accident."""


def other_openers(sheet: Sheet) -> Iterator[Finding]:
    """One message for a page with more questions of one such form than of ours.

    On a page without level, which may be about the site, only those count that are numbered or begin with a Q.
    """
    enough = max(_ENOUGH, 1 + sum(not is_nested for *_, is_nested in sheet.openings))
    lines = [(n, line) for n, line in enumerate(sheet.lines) if line[:1] in _STARTS]
    if len(lines) < enough:
        return
    found = [(form, n, text) for n, line in lines for form, text in _questions(line.strip(), sheet)]
    if len(found) < enough:
        return
    code = _in_fences(sheet.lines)
    for form in _FORMS:
        asked = [(n, text) for kind, n, text in found if kind == form and n not in code]
        if len(asked) >= enough:
            first, text = asked[0]
            yield Finding(
                first,
                Rule.OTHER_OPENERS,
                f"{len(asked)} {form} look like questions, the first asks {text!r}; none of them is a card",
                'write each as ??? question "…?", its answer indented four spaces below',
            )
            return


def _questions(line: str, sheet: Sheet) -> Iterator[tuple[str, str]]:
    for form, pattern in _FORMS.items():
        if match := pattern.fullmatch(line):
            groups = match.groupdict()
            text = groups["text"].strip(" *_")
            label = groups.get("label") or groups.get("number") or ""
            asks = text.endswith(("?", "？")) or label[:1] in ("q", "Q")
            if asks and (label or sheet.page.level) and re.search(r"[^\W\d]", text):
                yield form, text
            return


def _in_fences(lines: Sequence[str]) -> set[int]:
    inside: set[int] = set()
    mark = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if mark:
            inside.add(number)
            mark = "" if fence and fence[1].startswith(mark) and not line.strip().strip(mark[0]) else mark
        elif fence:
            inside.add(number)
            mark = fence[1]
    return inside
