"""Make the card of a question from its parts: HTML, plain text, and the key by which its question is known."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from string import ascii_uppercase
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from anki_export.diagnostics import Location, Rule
from anki_export.source.body.blocks import BREAKS, Block, new_paragraph, text_of, text_of_block, without_end
from anki_export.source.body.body_parts import Parts
from anki_export.source.body.group_into_segments import shows
from anki_export.source.body.options_on_card import options_block
from anki_export.source.cards.bare_urls_as_links import with_links
from anki_export.source.cards.footnotes import with_footnotes
from anki_export.source.cards.instead_of_answer import pictures_without_words
from anki_export.source.cards.resolve_links_and_media import raw_attribute, resolve
from anki_export.source.entry import Entry
from anki_export.source.media.pictures_on_card import paired
from anki_export.source.media.sounds import with_sounds
from anki_export.source.pages_and_questions import Markdown, Question, Unanswered
from anki_export.source.question_numbers import is_only_q
from anki_export.source.render_and_sanitize import MAX_NESTING, field_html, plain_text, usual_field
from anki_export.source.render_context import Context
from anki_export.text.classify_labels import is_label
from anki_export.text.html_tokenizer import is_deeper, pieces
from anki_export.text.lazy_regex import regex

_INVISIBLE = " \n\u200b\u200c\u200d\u2060\ufeff"
_CARD_ID = regex(r"<!--\s*card:(?P<id>[^>\n]*)-->", re.IGNORECASE)
_GOOD_ID = regex(r"[A-Za-z0-9][\w.-]*")


class ReadEntry(Struct, frozen=True):
    """An entry with its body taken apart."""

    entry: Entry
    question: str
    """The text of its title."""
    place: Location
    blocks: Sequence[Block]
    """Its body, without comments."""
    parts: Parts | None
    """None if the body is empty."""
    is_task: bool = False
    """Whether it sets a task or makes the reader think, without an answer."""
    tag: str = ""
    """What its title says of its level, as the rest of a tag below that of its topic."""
    whole_title: Token | None = None
    """The title with the remarks that are not on the card, if there are any: cards were released with them."""
    goes_on_from: Sequence[Token] = ()
    """The questions above without which it can't be understood: cards were released without them."""

    @property
    def asked(self) -> str:
        """All that it asks, in lower case, without its options."""
        return " ".join((self.question, *map(text_of_block, self.parts.front if self.parts else ()))).lower()


class PageOfCards(Struct, frozen=True):
    """What the cards of a page share."""

    context: Context
    md: MarkdownIt
    notes: dict[int, list[Token]]
    openings: Mapping[str, str]
    """How the questions of each format are marked."""
    with_markdown: bool
    no_answers: Collection[str] = ()
    """The texts of links that are all of several bodies, and remarks that are all of one."""


def card_tokens(one: ReadEntry, page: PageOfCards) -> list[list[Token]]:
    """The tokens of title, prompt, options, answer and explanation, with footnotes."""
    parts = (one.parts.answer, one.parts.after) if one.parts else ((), ())
    bodies = [[token for block in part for token in block.tokens] for part in parts]
    return with_footnotes([*_front_tokens(one), *bodies], page.notes)


def unanswered_of(one: ReadEntry, page: PageOfCards) -> Unanswered:
    """A question that becomes no card because it has no answer."""
    body = [Token("text", "", 0)]  # the notes go below it: they are not part of the question
    *front, _ = with_footnotes([*_front_tokens(one), body], page.notes)
    *_, key = _front(partial(field_html, page.md), _with_whole_title(one, front))
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
    asked, text, key = _front(html, tokens[:3])
    if one.whole_title and tokens[0]:
        *_, key = _front(html, _with_whole_title(one, tokens[:3]))
    if one.goes_on_from:
        title, prompt, options = tokens[:3]
        paragraph = new_paragraph(without_end(title, 0), start).tokens if title else ()
        asked, text, _ = _front(html, ((), (*one.goes_on_from, *paragraph, *prompt), options))
    back = [with_links(part) for part in tokens[3:]] if context else tokens[3:]
    (answer, answer_text, _), (explanation, explanation_text, _) = [_field(html, part) for part in back]
    for field in (asked, answer, explanation) if (asked + answer + explanation).count("<") > MAX_NESTING else ():
        if is_deeper(field, MAX_NESTING):
            message = f"question has HTML nested more than {MAX_NESTING} levels deep"
            return Rule.TOO_LARGE, message, "close the HTML elements, or nest them less deeply"
    if not text:
        return Rule.NO_TITLE, "question has no title; skipped", "give it a title that is visible on a card"
    has_media = "<img " in answer or "[sound:" in answer
    if not answer_text.strip(_INVISIBLE) and not has_media:
        return Rule.UNANSWERED, "question has no answer; skipped", "give it an answer that is visible on a card"
    if context and not has_media and pictures_without_words(parts.answer):
        message = "question has only a picture as its answer, which can't be packaged; skipped"
        return Rule.UNANSWERED, message, "save the picture where the page says it is, or write out the answer"
    written = entry.title.content if tokens[0] else ""
    about = page.context.page
    return Question(
        location=one.place,
        page=about.key,
        home=about.home,
        topic="",  # topic and level depend on how many questions the page has
        topic_with_level="",
        level=None,
        url=about.url,
        card_id=_card_id(entry, context) if context else "",
        key=text if key == text else key,  # one string where equal
        question=text if asked == text else asked,
        answer=answer,
        explanation=explanation,
        question_text=text,
        answer_text=answer_text,
        explanation_text=explanation_text,
        rule=parts.rule,
        media=tuple(media for _, media in sorted(context.media.items())) if context else (),
        last_line=origin[entry.lines.stop - 1] + 1,
        format=entry.format,
        opening=page.openings[entry.format],
        tags=(one.tag,) if one.tag else (),
        language="" if about.says_topic else about.language,
        markdown=_markdown_of(written, parts, page.context.lines) if page.with_markdown else None,
    )


def _front_tokens(one: ReadEntry) -> list[Sequence[Token]]:
    """The tokens of title, prompt and options."""
    words, parts = one.entry.title.children or (), one.parts
    if parts is None or not (parts.front or parts.options):
        return [words, (), ()]
    # A label means nothing on a card; the text before the answer is the question.
    text = text_of(words)
    words = () if is_label(text) or is_only_q(text) else words
    options = options_block(parts.options).tokens if parts.options else ()
    return [words, [token for block in parts.front for token in block.tokens], options]


def _with_whole_title(one: ReadEntry, front: Sequence[Sequence[Token]]) -> list[Sequence[Token]]:
    """The tokens of title, prompt and options, with the remarks of the title."""
    title, *others = front
    return [(one.whole_title.children or ()) if one.whole_title and title else title, *others]


def _front(html: Callable[[Sequence[Token]], str], tokens: Sequence[Sequence[Token]]) -> tuple[str, str, str]:
    """HTML, text and key of the question with its options; `tokens` are those of title, prompt and options.

    In the key, code is in backticks and there are no icons; options in any order give the same one.
    """
    if not (tokens[1] or tokens[2]):  # as for most
        asked, text, _ = title = _field(html, tokens[0])
        return asked, text, _key(title) or text
    title, prompt, options = fields = [_field(html, part) for part in tokens]
    asked = f"<p>{title[0]}</p>" * bool(tokens[0])
    key = _lines(_key(title), _key(prompt)) or _lines(title[1], prompt[1])
    ordered = sorted((_key(options) or options[1]).split("\n")) if options[0] else ()
    return _lines(asked, prompt[0], options[0]), _lines(*(text for _, text, _ in fields)), "\n".join((key, *ordered))


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _field(html: Callable[[Sequence[Token]], str], tokens: Sequence[Token]) -> tuple[str, str, str | None]:
    """HTML and text of a field, and its key if it is found without a pass of its own."""
    if not tokens:
        return "", "", ""
    if usual := usual_field(tokens):
        return usual
    field = html(tokens)
    return field, plain_text(field), None


def _key(field: tuple[str, str, str | None]) -> str:
    html, text, key = field
    if key is not None:
        return key
    is_plain = "<code" not in html and "<span" not in html  # most have none
    return text if is_plain else plain_text(html, is_key=True)


def _resolved_html(md: MarkdownIt, context: Context, line: int, tokens: Sequence[Token]) -> str:
    """Field HTML with the page's links, pictures and sounds."""
    html = field_html(md, resolve(tokens, context, line), partial(raw_attribute, context, line))
    return with_sounds(paired(html, context), context)


def _card_id(entry: Entry, context: Context) -> str:
    """The id from a comment `<!-- card: some-id -->` next to the title or anywhere in the body, or ""."""
    if not entry.takes_id:
        return ""
    start, texts = entry.lines.start, [entry.comment]
    for token in (*entry.prompt, *entry.body):
        texts += [child.content for child in (token, *(token.children or ())) if child.type.startswith("html_")]
    texts = [text for text in texts if "<!--" in text]
    ids = [
        match["id"].strip() for text in texts for piece in pieces(text) if (match := _CARD_ID.fullmatch(piece.source))
    ]
    if len(ids) > 1:
        context.report(start, Rule.CARD_ID, "question has more than one card id", "keep one", needle="card:")
    if ids and not _GOOD_ID.fullmatch(ids[0]):
        message, hint = f"card id {ids[0]!r} is invalid", "use only letters, digits, '-', '_' and '.'"
        context.report(start, Rule.CARD_ID, message, hint, needle="card:")
        return ""
    return ".".join(filter(None, (ids[0], entry.id_suffix))) if ids else ""


def _markdown_of(title: str, parts: Parts, lines: Sequence[str]) -> Markdown:
    """The Markdown of a question; `title` is the Markdown of its title, `lines` are the parsed lines of the page."""
    split = parts.front, parts.answer, parts.after
    front, answer, after = ([(block.first, block.last, block) for block in part] for part in split)
    if answer and after and answer[-1][2].opening is after[0][2].opening:
        # The answer is the first lines of a paragraph.
        first, last, block = answer[-1]
        middle = first + 1 + sum(token.type in BREAKS for token in block.inline)
        answer[-1], after[0] = (first, middle, block), (middle, last, after[0][2])
    named = zip(ascii_uppercase, parts.options, strict=False)
    listed = "\n".join(f"- {letter}) {option.text}" for letter, option in named)
    asked = [text for text in (title, _written(front, lines), listed) if text]
    return Markdown("\n\n".join(asked), _written(answer, lines), _written(after, lines))


def _written(blocks: Sequence[tuple[int, int, Block]], lines: Sequence[str]) -> str:
    """The lines of blocks without common indentation; adjacent blocks stay adjacent, others get a blank line."""
    text, end = "", 0
    for first, last, block in blocks:
        # A block without lines of its own is part of a line, such as the choice that a letter names.
        own = _own_lines(block, lines[first:last]) or [
            text_of(token.children or ()) for token in block.tokens if token.children
        ]
        text += ("\n" if text else "") + ("\n" if text and first != end else "") + "\n".join(own)
        end = last
    return dedent(text).strip("\n")


def _own_lines(block: Block, lines: Sequence[str]) -> Sequence[str]:
    """The lines of a block without what else is on them: text before `<details>`, or the tags around a paragraph."""
    if not any("details>" in line.lower() for line in lines):
        return lines
    if block.kind == "paragraph" and len(rows := block.tokens[1].content.split("\n")) == len(lines):
        return rows
    first, *below = lines
    column = block.opening.meta.get("column", 1) - 1
    if first[column:].lower().startswith("<details"):
        first = first[: len(first) - len(first.lstrip())] + first[column:]
    return [first, *below]
