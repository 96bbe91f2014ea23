"""Pages with questions in another format, such as headings, which don't become cards."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.formats import EXAMPLE_WITH_ANSWER

_LABEL = r"(?P<label>(?:(?:question|q)\s*\#?\d*|\#?\d+)\s*[.:)](?=[\s*_]))"
_FORMS = {
    "headings": re.compile(rf"#{{1,6}}\s+(?:\*\*|__)?(?:{_LABEL}\s*)?(?P<text>.+?)[\s#*_]*(?:\{{[^{{}}]*\}})?", re.I),
    "bold lines": re.compile(
        rf"(?:[-*+]\s+|(?P<number>\d+[.)])\s+)?(?:\*\*|__)(?:{_LABEL}\s*)?(?P<text>[^*]+?)(?:\*\*|__)[\s:]*", re.I
    ),
    "lines starting with Q": re.compile(
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
"""So many of one form are not there by chance."""
_ENOUGH_ELSEWHERE = 6
"""The threshold on pages without level, which may be about the site, for questions without a number or Q."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    form: str
    line: int
    text: str
    is_labelled: bool
    """Whether it has a number or a Q before it."""

    @property
    def asks(self) -> bool:
        return self.text.endswith(("?", "？"))


def other_formats(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report a page with more questions in one such form than in ours, at least half of which end in `?`."""
    own = sum(not entry.is_nested for entry in checked_page.entries)
    lines = [(n, line) for n, line in enumerate(checked_page.lines) if line[:1] in _STARTS]
    if len(lines) < max(_ENOUGH, own + 1):
        return
    found = [candidate for n, line in lines if (candidate := _candidate(n, line.strip()))]
    if len(found) < max(_ENOUGH, own + 1):
        return
    code = _in_fences(checked_page.lines)
    for form in _FORMS:
        asked = [candidate for candidate in found if candidate.form == form and candidate.line not in code]
        labelled = [candidate for candidate in asked if candidate.is_labelled]
        if not checked_page.page.level and len(labelled) * 2 < len(asked):
            enough = max(_ENOUGH_ELSEWHERE, own + 1)
        else:
            enough = max(_ENOUGH, own + 1)
        if len(asked) >= enough and sum(candidate.asks for candidate in asked) * 2 >= len(asked):
            yield Finding(
                asked[0].line,
                Rule.OTHER_OPENERS,
                f"{len(asked)} {form} look like questions (first: {asked[0].text!r}); none of them becomes a card",
                f"write each as {EXAMPLE_WITH_ANSWER}",
            )
            return


def _candidate(number: int, line: str) -> _Candidate | None:
    for form, pattern in _FORMS.items():
        if match := pattern.fullmatch(line):
            groups = match.groupdict()
            found = _Candidate(
                form, number, groups["text"].strip(" *_"), bool(groups.get("label") or groups.get("number"))
            )
            is_text = re.search(r"[^\W\d_]", found.text) is not None
            return found if is_text and (found.asks or found.is_labelled) else None
    return None


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
