"""Make the card of a question from its parts: HTML, plain text, and the key by which its question is known."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from anki_export.diagnostics import Location, Rule
from anki_export.source.body.block_groups import shows
from anki_export.source.body.blocks import Block, text_of
from anki_export.source.body.markdown_source import markdown_of
from anki_export.source.body.options_on_card import options_block
from anki_export.source.body.types import Parts
from anki_export.source.card_ids import card_id
from anki_export.source.entry import Entry
from anki_export.source.footnotes import with_footnotes
from anki_export.source.media.pictures import paired
from anki_export.source.media.sounds import with_sounds
from anki_export.source.page_context import Context
from anki_export.source.question_numbers import is_only_q
from anki_export.source.render import MAX_NESTING, field_html, plain_text
from anki_export.source.resolve_links import raw_attribute, resolve
from anki_export.source.types import Question, Unanswered
from anki_export.text.html_tokenizer import is_deeper
from anki_export.text.labels import is_label

_INVISIBLE = " \n\u200b\u200c\u200d\u2060\ufeff"


class ReadEntry(Struct, frozen=True):
    """An entry with its body taken apart."""

    entry: Entry
    place: Location
    blocks: Sequence[Block]
    """Its body, without comments."""
    parts: Parts | None
    """None if the body is empty."""
    is_task: bool = False
    """Whether it sets a task or makes the reader think, without an answer."""


class PageOfCards(Struct, frozen=True):
    """What the cards of a page share."""

    context: Context
    md: MarkdownIt
    notes: dict[int, list[Token]]
    openings: Mapping[str, str]
    """How the questions of each format are marked."""
    with_markdown: bool
    repeated_links: Collection[str] = ()
    """The texts of links that are all of several bodies."""


def card_tokens(one: ReadEntry, page: PageOfCards) -> list[list[Token]]:
    """The tokens of title, prompt, options, answer and explanation, with footnotes."""
    parts = (one.parts.answer, one.parts.after) if one.parts else ((), ())
    bodies = ([token for block in part for token in block.tokens] for part in parts)
    return with_footnotes([*_front_tokens(one), *bodies], page.notes)


def unanswered_of(one: ReadEntry, page: PageOfCards) -> Unanswered:
    """A question that becomes no card because it has no answer."""
    body = [Token("text", "", 0)]  # the notes go below it: they are not part of the question
    *front, _ = with_footnotes([*_front_tokens(one), body], page.notes)
    _, key = _front(partial(field_html, page.md), front)
    has_body = any(map(shows, one.blocks))
    return Unanswered(one.place, page.context.page.key, key, one.is_task and one.entry.is_open, has_body)


def make_card(
    one: ReadEntry, tokens: Sequence[Sequence[Token]], context: Context | None, page: PageOfCards
) -> Question | tuple[Rule, str, str]:
    """The card of a question, or why it has none: rule, message and hint.

    `tokens` are those of `card_tokens`. Without `context`, nothing is to be resolved.
    """
    entry, parts = one.entry, one.parts or Parts("")
    start, origin = entry.lines.start, page.context.origin
    for block in one.blocks if context else ():
        if context and not shows(block):  # it may not be on any card, but its problems are reported
            resolve(block.tokens, context, start)
    html = partial(_resolved_html, page.md, context, start) if context else partial(field_html, page.md)
    asked, key = _front(html, tokens[:3])
    answer, explanation = (html(part) if part else "" for part in tokens[3:])
    fields = asked, answer, explanation
    if any(is_deeper(field, MAX_NESTING) for field in fields):
        message = f"question has HTML nested more than {MAX_NESTING} levels deep"
        return Rule.TOO_LARGE, message, "close the HTML elements, or nest them less deeply"
    texts = tuple(map(plain_text, fields))
    if not texts[0]:
        return Rule.NO_TITLE, "question has no title; skipped", "give it a title that is visible on a card"
    if not texts[1].strip(_INVISIBLE) and not ("<img " in answer or "[sound:" in answer):
        return Rule.UNANSWERED, "question has no answer; skipped", "give it an answer that is visible on a card"
    title = entry.title.content if tokens[0] else ""
    about = page.context.page
    same = {texts[0]: texts[0]}  # one string where equal
    return Question(
        location=one.place,
        page=about.key,
        home=about.home,
        topic=about.topic,
        topic_with_level=about.topic_with_level,
        level=about.level,
        url=about.url,
        card_id=card_id(entry, context) if context else "",
        key=same.get(key, key),
        question=same.get(asked, asked),
        answer=answer,
        explanation=explanation,
        question_text=texts[0],
        answer_text=texts[1],
        explanation_text=texts[2],
        rule=parts.rule,
        media=tuple(media for _, media in sorted(context.media.items())) if context else (),
        last_line=origin[entry.lines.stop - 1] + 1,
        format=entry.format,
        opening=page.openings[entry.format],
        language="" if about.says_topic else about.language,
        markdown=markdown_of(title, parts, page.context.lines) if page.with_markdown else None,
    )


def _front_tokens(one: ReadEntry) -> list[Sequence[Token]]:
    """The tokens of title, prompt and options."""
    words, parts = one.entry.title.children or (), one.parts
    if parts is None or not (parts.front or parts.options):
        return [words, (), ()]
    # A label means nothing on a card; the text before the answer is the question.
    words = () if is_label(text_of(words)) or is_only_q(text_of(words)) else words
    options = options_block(parts.options).tokens if parts.options else ()
    return [words, [token for block in parts.front for token in block.tokens], options]


def _front(html: Callable[[Sequence[Token]], str], tokens: Sequence[Sequence[Token]]) -> tuple[str, str]:
    """The HTML of the question with its options, and its key; `tokens` are those of title, prompt and options."""
    asked, prompt, options = (html(part) if part else "" for part in tokens)
    if tokens[1] or tokens[2]:
        asked = "\n".join(filter(None, (f"<p>{asked}</p>" * bool(tokens[0]), prompt)))
    return "\n".join(filter(None, (asked, options))), _key(asked, options)


def _resolved_html(md: MarkdownIt, context: Context, line: int, tokens: Sequence[Token]) -> str:
    """Field HTML with the page's links, pictures and sounds."""
    html = field_html(md, resolve(tokens, context, line), partial(raw_attribute, context, line))
    return with_sounds(paired(html, context), context)


def _key(asked: str, options: str) -> str:
    """The text of a question, its code in backticks, without icons; its options in any order give the same key."""
    lines = sorted(_key_text(options).split("\n")) if options else ()
    return "\n".join((_key_text(asked), *lines))


def _key_text(html: str) -> str:
    is_plain = "<code" not in html and "<span" not in html  # most have none
    return (not is_plain and plain_text(html, is_key=True)) or plain_text(html)
