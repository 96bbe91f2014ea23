"""Why a question becomes no card: it asks nothing, sets a task, or has something in place of its answer."""

import re
from collections.abc import Collection, Sequence

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.asking_blocks import ends_asking
from anki_export.source.body.blocks import LISTS, Block, bold_opening, has_colon, text_of
from anki_export.source.body.group_into_segments import is_link, shows
from anki_export.source.cards.instead_of_answer import instead_of_answer, is_placeholder, split_links
from anki_export.source.cards.make_card import ReadEntry
from anki_export.source.entry import Entry
from anki_export.source.formats.bold import NAME as BOLD
from anki_export.source.question_numbers import is_only_q
from anki_export.source.syntax.admonitions_that_ask_by_title import may_offer
from anki_export.source.syntax.containers import SITE_ONLY
from anki_export.text.classify_labels import asks, asks_nothing, is_task, only_shows
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import is_clear_question, wants_answer
from anki_export.text.word_patterns import Words, whole_words

UNANSWERED = frozenset({Rule.UNANSWERED, Rule.PLACEHOLDER, Rule.CHOICES, Rule.NO_QUESTION, Rule.NO_TITLE})
"""The reasons that are errors where the question has a card, which would be retired: see `lost_answers_and_titles`."""
_ASKS = Words("what", "why", "which")
_FEW_WORDS = 6
"""Beside a link: "Watch it as a video on"."""
_INSTEAD = {
    "hint": "has only a hint",
    "label": "has no answer",
    "letter": "has an answer that names none of its options",
    "source": "has only a link to a source as its answer",
    "task": "has only a task as its answer",
    "question": "has the next question as its answer",
    "picture": "has only a picture from elsewhere as its answer",
}
_IN_BODY = "or ask it in the body and put the answer below it in {}"
_HINT_OF_PICTURE = "save the picture next to the page and show that file, or write out the answer"
_QUIZ = regex(r"leaves out (<\w*(?:question|quiz|choice)\w*>)", re.IGNORECASE)
_HINT = regex(lambda: rf"\W*{whole_words('hint')}\s*\d*\s*[:：–—-]", re.IGNORECASE)


def why_skipped(one: ReadEntry, no_answers: Collection[str]) -> tuple[Rule, str, str] | None:
    """Why a question is skipped: rule, message and hint; None if it becomes a card.

    `no_answers` are texts that are all of a body and answer nothing.
    """
    entry, title, blocks, parts = one.entry, one.question, one.blocks, one.parts
    hints = entry.hints
    is_marked = parts is not None and parts.rule in ("marked", "choices")
    asks_in_body = parts is not None and bool(parts.front or parts.options)
    is_titled = title.strip() != ""
    if not is_titled and not asks_in_body and not one.is_task:
        return Rule.NO_TITLE, "question has no title; skipped", f"{hints.title}, {_IN_BODY.format(hints.hidden)}"
    is_known = entry.answer is not None or (parts and parts.options)
    may_list = not is_known and (not ends_asking(title) or (entry.format == BOLD and _begins_section(blocks)))
    if may_list and (listed := _listed_questions(parts.front if parts and parts.front else blocks)):
        hint = "write each question as a separate block, with its answer"
        return Rule.NO_QUESTION, f"body is a list of {listed} questions; question skipped", hint
    is_number = is_only_q(title)
    if not asks_in_body and not entry.is_term and is_titled and (is_number or asks_nothing(title)):
        if is_number or title.rstrip(" .:)")[-1:].isdigit():
            hint = f"add the question after it: {hints.question.format(f'{title.strip()} …?')}"
            return Rule.NO_QUESTION, f"title {title!r} is only a number; question skipped", hint
        return (
            Rule.NO_QUESTION,
            f"title {title!r} does not ask anything; question skipped",
            f"ask the question in the title, {_IN_BODY.format(hints.hidden)}",
        )
    if parts and parts.problem:
        return Rule.CHOICES, f"{parts.problem}; question skipped", hints.options
    may_be_offer = not (is_known or entry.number or entry.is_term) and may_offer(title) and " " in title
    if may_be_offer and not _ASKS.are_in(title.lower()) and _are_links(blocks):
        hint = "if it is a question, write out the answer; otherwise, use another kind of block, such as `??? note`"
        return Rule.NO_QUESTION, f"{title!r} only contains links; skipped", hint
    if not is_marked and is_task(title) and any(_HINT.match(block.text) for block in blocks):
        hint = f"put the solution in {hints.hidden} at the end of the body"
        return Rule.NO_QUESTION, f"{title!r} is a task with a hint but no solution; question skipped", hint
    if one.is_task and not entry.is_open:
        does = "only shows something" if only_shows(title) else "sets a task without an answer"
        return Rule.NO_QUESTION, f"{title!r} {does}; question skipped", hints.answer
    if one.is_task:
        name = f"open block {title!r}" if title.strip() else "open block without a title"
        hint = f"hide the answer in {hints.hidden}, or use another kind of block, such as `!!! tip`"
        if wants_answer(title):
            hint = f"if its text is the answer, make it collapsed (`???`), otherwise hide the answer in {hints.hidden}"
        return Rule.NO_QUESTION, f"{name} asks or sets a task without an answer; question skipped", hint
    if not blocks:
        if entry.has_text_below:  # which was probably meant to be the answer
            return Rule.NO_ANSWER, "question has no answer", hints.answer
        missing = "label for its answer" if entry.lacks_label else "answer"
        return Rule.UNANSWERED, f"question has no {missing}; skipped", hints.answer
    if not is_marked and (component := _component_with_answer(entry)):
        message = f"question is answered in {component}, which only the site can show; skipped"
        return Rule.UNANSWERED, message, hints.answer
    first = blocks[0] if blocks[0].is_shown else next(filter(shows, blocks), None)
    if first is None and any(block.kind in LISTS for block in blocks):  # empty boxes, which the card would show
        return Rule.UNANSWERED, "question has no answer; skipped", hints.answer
    is_heading = first is not None and first.kind == "heading" and not is_known
    if is_heading and all(block.kind == "heading" for block in filter(shows, blocks)):
        return Rule.UNANSWERED, "question has only headings as its answer; skipped", hints.answer
    instead = "" if parts and parts.options else instead_of_answer(title, blocks, parts, no_answers)
    if instead == "placeholder" or (not (entry.is_term or asks_in_body) and is_placeholder(title)):
        return Rule.PLACEHOLDER, "placeholder question skipped", "complete it, or remove it"
    if instead and not (instead == "source" and entry.answer and entry.answer.is_whole):
        hint = _HINT_OF_PICTURE if instead == "picture" else hints.answer
        return Rule.UNANSWERED, f"question {_INSTEAD[instead]}; skipped", hint
    return None


def _component_with_answer(entry: Entry) -> str:
    """The tag of a component such as `<Question>`, which is left out, below text that only asks; empty without one."""
    site_only = [token for token in entry.body if SITE_ONLY in token.meta]
    for token in entry.body if site_only else ():
        if match := _QUIZ.search(token.meta.get(SITE_ONLY, "")):
            return match[1]
        if token.type == "inline" and not is_clear_question(token.content):
            return ""
    return ""


def _are_links(blocks: Sequence[Block]) -> bool:
    """Whether blocks only lead elsewhere: sentences and items with links, perhaps below a line that ends in a colon."""
    shown = list(filter(shows, blocks))
    if len(shown) > 1 and has_colon(shown[0].text):
        shown = shown[1:]
    rows = [token.children or () for block in shown for token in block.tokens if token.type == "inline"]
    return bool(rows) and all(block.kind in ("paragraph", *LISTS) for block in shown) and all(map(_leads_away, rows))


def _leads_away(inline: Sequence[Token]) -> bool:
    links, others = split_links(inline)
    return bool(links) and size_in_words(others) <= _FEW_WORDS


def _begins_section(blocks: Sequence[Block]) -> bool:
    """Whether the first line is bold and leads to nothing: where such lines ask, it is a heading, and no answer."""
    opening = bold_opening(blocks[0].inline) if blocks else None
    return opening is not None and not opening[1] and not has_colon(text_of(opening[0]).strip())


def _listed_questions(blocks: Sequence[Block]) -> int:
    """How many of the list items are questions, if at least two, and at least half, are; else 0."""
    lists = [block for block in blocks if block.kind in ("ordered_list", "bullet_list")]
    items = [token.children or () for block in lists for token in block.tokens if token.type == "inline"]
    lines = [text_of(inline) for inline in items if not is_link(inline)]
    count = sum(map(asks, lines))
    return count if count >= max(2, len(lines) / 2) else 0
