"""Questions that are skipped, and why."""

import re
from collections.abc import Sequence
from itertools import islice

from anki_export.diagnostics import Rule
from anki_export.source.body.block_groups import shows
from anki_export.source.body.blocks import Block, text_of
from anki_export.source.body.types import Parts
from anki_export.source.entry import Entry
from anki_export.text.labels import asks, asks_nothing, is_task
from anki_export.text.languages import Words, whole_words
from anki_export.text.regex import regex

_END = r"[\s.:!…。！]*\Z"
_MARK = regex(
    r"(?:lorem ipsum(?:\s+dolor\b.*)?|(?-i:TODO)|todo(?!\.)|tbd|tba|fixme|wip|xxx|n/a|\.{3}|…)" + _END,
    re.IGNORECASE | re.DOTALL,
)
"""A placeholder in any language: marks of programmers, and text of typesetters."""
_PLACEHOLDER = Words("placeholder", ending=_END)
_IN_BRACKETS = Words("answer", ending=rf"\]{_END}")
_LONGEST_PLACEHOLDER = 200
"""In characters: it may say what it is for."""
UNANSWERED = frozenset({Rule.UNANSWERED, Rule.PLACEHOLDER, Rule.CHOICES, Rule.NO_QUESTION, Rule.NO_TITLE})
"""The reasons that are errors where the question has a card, which would be retired: see `lost_answers`."""
_HINT = regex(rf"\W*{whole_words('hint')}\s*\d*\s*[:：–—-]", re.IGNORECASE)


def skip_reason(
    entry: Entry, title: str, blocks: Sequence[Block], parts: Parts | None, is_open_task: bool
) -> tuple[Rule, str, str] | None:
    """Why a question is skipped: rule, message and hint; None if it becomes a card.

    `title` is its plain text, `parts` the split body, None if it is empty. An open task has no answer.
    """
    hints = entry.hints
    is_marked = parts is not None and parts.rule in ("marked", "choices")
    asks_in_body = parts is not None and bool(parts.front or parts.options)
    in_body = f"or ask it in the body and put the answer below it in {hints.hidden}"
    if not title.strip() and not asks_in_body and not is_open_task:
        return Rule.NO_TITLE, "question has no title; skipped", f"{hints.title}, {in_body}"
    if title.strip() and asks_nothing(title) and not asks_in_body and not entry.is_term:
        if title.rstrip(" .:)")[-1:].isdigit():
            hint = f"add the question after it: {hints.question.format(f'{title.strip()} …?')}"
            return Rule.NO_QUESTION, f"title {title!r} is only a number; question skipped", hint
        return (
            Rule.NO_QUESTION,
            f"title {title!r} does not ask anything; question skipped",
            f"ask the question in the title, {in_body}",
        )
    if parts and parts.problem:
        hint = "tick the right options, or name them below: `- [x] …` or `Answer: B`"
        return Rule.CHOICES, f"{parts.problem}; question skipped", hint
    is_known = entry.answer is not None or (parts and parts.options)
    if not is_known and not asks(title) and _are_questions(parts.front if parts and parts.front else blocks):
        hint = "write each question as a separate block, with its answer"
        return Rule.NO_QUESTION, "body is a list of questions; question skipped", hint
    if is_task(title) and not is_marked and any(_HINT.match(block.text) for block in blocks):
        hint = f"put the solution in {hints.hidden} at the end of the body"
        return Rule.NO_QUESTION, f"{title!r} is a task with a hint but no solution; question skipped", hint
    if is_open_task:
        name = f"open block {title!r}" if title.strip() else "open block without a title"
        hint = f"if its text is the answer, make it collapsed (`???`), else hide the answer below it in {hints.hidden}"
        return Rule.NO_QUESTION, f"{name} asks or sets a task without an answer; question skipped", hint
    if not blocks:
        if entry.has_text_below:  # which was probably meant to be the answer
            return Rule.NO_ANSWER, "question has no answer", hints.answer
        return Rule.UNANSWERED, "question has no answer; skipped", hints.answer
    seen = list(islice(filter(shows, blocks), 2))
    is_heading = bool(seen) and seen[0].kind == "heading" and not is_known
    if is_heading and all(block.kind == "heading" for block in filter(shows, blocks)):
        return Rule.UNANSWERED, "question has only headings as its answer; skipped", hints.answer
    answer = text_of(seen[0].inline).strip() if len(seen) == 1 else ""
    if (_is_placeholder(title) and not entry.is_term) or _is_placeholder(answer):
        return Rule.PLACEHOLDER, "placeholder question skipped", "complete it, or remove it"
    return None


def _is_placeholder(text: str) -> bool:
    if _MARK.match(text):
        return True
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    return (_IN_BRACKETS.end(text.lower(), 1) if text.startswith("[") else _PLACEHOLDER.end(text.lower())) > 0


def _are_questions(blocks: Sequence[Block]) -> bool:
    """Whether at least two, and at least half, of the list items are questions."""
    lists = [block for block in blocks if block.kind in ("ordered_list", "bullet_list")]
    lines = [text_of(token.children or ()) for block in lists for token in block.tokens if token.type == "inline"]
    return max(2, len(lines) / 2) <= sum(map(asks, lines))
