"""Questions that become no card, and why."""

import re
from collections.abc import Sequence

from anki_export.diagnostics import Rule
from anki_export.source.blocks import Block, text_of
from anki_export.source.syntax.details import Opener

_NO_QUESTION = frozenset(
    "answer|answers|solution|solutions|hint|hints|explanation|quiz|question|questions|exercise|exercises|example|examples"
    "|task|tasks|details|spoiler|show answer|show answers|show the answer|show solution|show the solution|show hint"
    "|show more|see answer|see solution|view answer|view solution|reveal answer|click to reveal|click for answer"
    "|click to see the answer|check your understanding|check your answer|check your answers|check yourself"
    "|test yourself|test your knowledge|test your understanding|quick check|self check|knowledge check|try it"
    "|try it yourself|your turn|need help|frequently asked questions|faq|help".split("|")
)
"""Titles, in small letters without punctuation, of blocks that ask nothing by themselves."""
_ONLY_NUMBER = re.compile(r"(?:(?:question|exercise|task|problem|quiz|q)? ?)?\d*")
_PLACEHOLDER = re.compile(
    r"(?:placeholder\s+(?:question|answer)(?:\s+(?:for|about|on|no|number|\W?\d)\b.*)?|placeholder(?:\s+text)?"
    r"|lorem ipsum(?:\s+dolor\b.*)?|(?:todo|tbd|tba|fixme|xxx|coming soon|"
    r"work in progress|to be (?:done|written|added|announced))|\.{3}|…)[\s.:!…]*",
    re.IGNORECASE | re.DOTALL,
)


def left_out(opener: Opener, title: str, blocks: Sequence[Block]) -> tuple[Rule, str, str] | None:
    """Why a question becomes no card: rule, message and hint; None when it does."""
    words = " ".join(re.findall(r"[^\W_]+", title.casefold()))
    if not title.strip():
        hint = f'write the question in quotes: {opener.marker} {opener.kind} "…?"'
        return Rule.NO_TITLE, "question has no title", hint
    if words in _NO_QUESTION or _ONLY_NUMBER.fullmatch(words):
        if words[-1:].isdigit():
            hint = f'write the question behind it: {opener.marker} {opener.kind} "{title.strip()} …?"'
            return Rule.NO_QUESTION, f"title {title!r} is a number without a question; no card", hint
        return Rule.NO_QUESTION, f"title {title!r} is no question; no card", "ask the question in the title"
    if not blocks:
        hint = f"indent the answer four spaces under `{opener.marker} {opener.kind}`"
        return Rule.NO_ANSWER, "question has no answer", hint
    answer = text_of(blocks[0].inline).strip() if len(blocks) == 1 else ""
    if _PLACEHOLDER.fullmatch(title) or _PLACEHOLDER.fullmatch(answer or "-"):
        return Rule.PLACEHOLDER, f"placeholder question left out: {title!r}", "write it, or remove it"
    return None
