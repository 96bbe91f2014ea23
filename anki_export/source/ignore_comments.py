"""Comments that suppress intentional warnings: `<!-- check: ignore S012 -->`.

    <!-- check: ignore S010, S024 -- written next week -->      outside of questions: on the whole page

    ??? question "What is a tag?"
        **A fixed name for a commit**.

        <!-- check: ignore S020 -->                             in a body: in this question

Only comments that Markdown parses as such count: in code they are text. Text after a dash is a reason.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location, Report, Rule, Severity, UnknownCode, has_errors, rules_named
from anki_export.source.formats import parse_page, parser
from anki_export.source.pages_and_questions import Page
from anki_export.text.lazy_regex import regex

_COMMENT = regex(r"<!--\s*check:\s*ignore\b(?P<text>[^<>]*)-->", re.IGNORECASE)
_REASON = regex(r"(?:^|\s)(?:--+|–|—)")
_ABOUT_COMMENTS = frozenset({Rule.IGNORES_NOTHING, Rule.CANNOT_IGNORE})
_ELSEWHERE = frozenset({Rule.DIAGRAM})
"""Reported on some machines only: an ignore comment may be needed elsewhere even if it has no effect here."""


class Ignore(Struct, frozen=True):
    """A comment that suppresses warnings on part of its page."""

    location: Location
    names: tuple[str, ...]
    """Codes as written."""
    lines: range | None
    """Counted from 1; None for the whole page."""

    def covers(self, line: int) -> bool:
        """Whether it applies to this line of its page."""
        return self.lines is None or line in self.lines


def ignores(page: Page) -> tuple[Ignore, ...]:
    """The comments on a page that suppress warnings."""
    if "<!--" not in page.text or not _COMMENT.search(page.text):
        return ()
    parsed = parse_page(page.text, page.wanted)
    bodies = [entry.lines for entry in parsed.entries if not entry.is_nested]
    found = []
    for line, text in _comments(parsed.tokens or parser(False).parse(page.text)):
        for match in _COMMENT.finditer(text):
            at = line + text.count("\n", 0, match.start())
            body = next((body for body in bodies if at in body), None)
            place = page.at(at + 1, max(0, parsed.lines[at].find("<!--")) + 1)
            names = tuple(filter(None, re.split(r"[\s,]+", _REASON.split(match["text"], maxsplit=1)[0])))
            found.append(Ignore(place, names, range(body.start + 1, body.stop + 1) if body else None))
    return tuple(found)


def _comments(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Raw HTML and the 0-based line where it starts."""
    for token in tokens:
        line, at = token.map[0] if token.map else 0, 0
        if token.type == "html_block":
            yield line, token.content
        elif token.type == "details_open":
            yield line, token.meta["opener"].comment
        for child in token.children or ():
            if child.type == "html_inline":
                at = max(at, token.content.find(child.content, at))
                yield line + token.content.count("\n", 0, at), child.content


def apply_ignores(
    comments: Iterable[Ignore], report: Sequence[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Split the report into diagnostics to show, including problems with the comments themselves, and suppressed ones.

    An error can prevent other diagnostics from being found, so unused comments are not reported while there is one.
    """
    by_rule: dict[tuple[str, Rule], list[Diagnostic]] = {}
    for diagnostic in report:
        by_rule.setdefault((diagnostic.location.path, diagnostic.rule), []).append(diagnostic)
    hidden: dict[Diagnostic, None] = {}
    about = Report()
    broken = {d.location.path for d in report if d.severity is Severity.ERROR}
    for comment in comments:
        if not comment.names:
            hint = "list the codes to ignore: <!-- check: ignore S012 -->"
            about.say(comment.location, Rule.CANNOT_IGNORE, "comment lists no code to ignore", hint)
        for name in comment.names:
            rule = _rule(name, comment.location)
            if isinstance(rule, Diagnostic):
                about.append(rule)
                continue
            found = [d for d in by_rule.get((comment.location.path, rule), ()) if comment.covers(d.location.line)]
            hidden |= dict.fromkeys(found)
            is_decided = comment.location.path not in broken and (rule.code.startswith("S") or not has_errors(report))
            if not found and is_decided and rule not in _ELSEWHERE:
                where = "on this page" if comment.lines is None else "in this question"
                hint = "remove the comment" if comment.lines is None else _HINT
                about.say(comment.location, Rule.IGNORES_NOTHING, f"there is no {rule.code} {where} to ignore", hint)
    return [*(d for d in report if d not in hidden), *about], list(hidden)


_HINT = "remove the comment, or move it outside all questions to apply it to the whole page"


def _rule(name: str, place: Location) -> Rule | Diagnostic:
    """The warning with that code, or why it can't be ignored."""
    try:
        found = next((rule for rule in rules_named(name) if rule.code == name.upper()), None)
        problem = f"{name!r} matches several codes" if found is None else ""
    except UnknownCode as error:
        found, problem = None, str(error)
    if found is None:
        hint = "list codes, then a reason: <!-- check: ignore S012 -- why -->"
    elif found.severity is Severity.ERROR:
        problem = f"{found.code} is an error, which can't be ignored"
        hint = "fix the error; only warnings can be ignored"
    elif found in _ABOUT_COMMENTS:
        problem = f"{found.code} is about ignore comments and can't be ignored"
        hint = "fix the comment that it refers to"
    else:
        return found
    return Diagnostic(place, Rule.CANNOT_IGNORE, problem, hint)
