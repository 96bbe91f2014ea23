"""Read the questions of a page, and report every opener that did not become one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.source.body.blocks import Block, blocks_of, text_of
from anki_export.source.body.habits import habits_of
from anki_export.source.body.option_blocks import options_block
from anki_export.source.body.read_body import read_body
from anki_export.source.body.segments import shows
from anki_export.source.body.types import Body, Habits, Parts
from anki_export.source.body.written import markdown_of
from anki_export.source.card_ids import card_id
from anki_export.source.checks import check_page
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion
from anki_export.source.decode_page import OVERLONG, OVERLONG_HINT
from anki_export.source.entry import Entry, Finding
from anki_export.source.footnotes import footnotes, with_footnotes
from anki_export.source.formats import opening_marks, parse_page, unrecognised
from anki_export.source.include import has_directive
from anki_export.source.included_files import with_includes
from anki_export.source.media.pictures import paired
from anki_export.source.media.sounds import with_sounds
from anki_export.source.output_budget import Budget
from anki_export.source.page_context import Context, DiagramRenderer
from anki_export.source.render import MAX_NESTING, field_html, plain_text
from anki_export.source.repeated_questions import without_repeats
from anki_export.source.resolve_links import raw_attribute, resolve
from anki_export.source.skip_reasons import UNANSWERED, skip_reason
from anki_export.source.types import Page, Question, Tree, Unanswered
from anki_export.source.unclosed_fences import open_fences
from anki_export.source.unsupported import report_open_comments, report_raw_tags, report_too_deep, report_unsupported
from anki_export.text.html_tokenizer import is_deeper, pieces
from anki_export.text.labels import is_label
from anki_export.text.regex import regex

_MARKUP = regex(r"<|&|\[|\{|\||\\|\$|:::|///|===|mermaid")
"""In the lines of all questions with links, pictures, tables, formulas, raw HTML or syntax that only a site reads.

As `re` searches alternatives by their first characters only if all are literals, there are no brackets."""
_INVISIBLE = " \n\u200b\u200c\u200d\u2060\ufeff"


class Reading(NamedTuple):
    """How pages are read: the parser, the site's address, size limits, and the diagram renderer."""

    md: MarkdownIt
    site_url: str = ""
    directory_urls: bool = True
    media_limit: int = 0
    """In bytes; 0 for no limit."""
    draw: DiagramRenderer | None = None
    answer_limit: int = 0
    """In words; 0 for no limit."""
    include_from: tuple[str, ...] = ()
    """Folders to include text from, relative to the source folder; they come after the page's folder and that one."""
    site_folder: str = ""
    """The folder of the site's pages, relative to the source folder, such as `docs/`."""
    with_markdown: bool = False
    """Whether questions keep their Markdown besides their HTML."""


def read_questions(
    page: Page, tree: Tree, reading: Reading
) -> tuple[tuple[Question, ...], tuple[Unanswered, ...], Sequence[Diagnostic]]:
    """The questions of a page in order, those skipped because they have no answer, and its diagnostics."""
    report = Report()
    written = page.text.split("\n")
    origin: Sequence[int] = range(len(written))
    parsed = parse_page(page.text, reading.md, page.wanted)
    if parsed.entries and has_directive(written):
        new, origin, problems = with_includes(page, tree, written, parsed.entries, reading.include_from)
        report += problems
        if new != written:
            parsed = parse_page("\n".join(new), reading.md, page.wanted)
    if parsed.overlong is not None:
        cause = ", with what is included" if parsed.lines != written else ""
        report.say(page.at(origin[parsed.overlong] + 1), Rule.OVERLONG, OVERLONG + cause, OVERLONG_HINT)
        return (), (), report
    context = Context(
        page,
        tree,
        reading.site_url,
        reading.directory_urls,
        report,
        parsed.lines,
        origin,
        media_limit=reading.media_limit,
        draw=reading.draw,
        site_folder=reading.site_folder,
    )
    _report(unrecognised(parsed, page.wanted), context)
    if parsed.entries:
        report += page.naming
    found = _Found(
        context,
        reading,
        footnotes(parsed.tokens),
        habits_of(parsed.entries),
        opening_marks(parsed.entries),
        Budget(),
    )
    read = [_question(entry, found) for entry in parsed.entries if not entry.is_nested]
    asked = list(without_repeats([each for each in read if isinstance(each, CheckedQuestion)], context))
    limit = reading.answer_limit
    checked_page = CheckedPage(page, tree, parsed.outline, parsed.tokens, parsed.entries, asked, origin, limit)
    check_page(checked_page, context)
    unanswered = tuple(each for each in read if isinstance(each, Unanswered))
    return tuple(each.question for each in asked), unanswered, report


def _report(findings: Iterable[Finding], context: Context) -> None:
    for finding in findings:
        context.report(finding.line, finding.rule, finding.message, finding.hint, needle=finding.needle)


class _Found(NamedTuple):
    """What the questions of a page share."""

    context: Context
    reading: Reading
    notes: dict[int, list[Token]]
    habits: Habits
    openings: Mapping[str, str]
    budget: Budget


def _question(entry: Entry, found: _Found) -> CheckedQuestion | Unanswered | None:
    """The question of an entry; if it becomes no card, there is a diagnostic."""
    context = found.context
    page, start, title = context.page, entry.lines.start, entry.title
    place = page.at(context.origin[start] + 1, entry.column)
    blocks = _without_comments(blocks_of(entry.body, context.lines))
    asked = text_of(title.children or ())
    body = Body(asked, blocks, context.lines, entry.answer, entry.has_options, found.habits)
    parts = read_body(body) if blocks else None
    if parts and entry.prompt:
        parts = parts._replace(front=(*blocks_of(entry.prompt, context.lines), *parts.front))
    if reason := skip_reason(entry, asked, blocks, parts):
        return _skipped(entry, place, reason, parts, found)
    if parts is None:
        return None
    is_plain = not _has_markup(entry, context.lines)
    _report(entry.findings, context)
    _report(open_fences(entry.body, context.lines), context)
    if not is_plain:
        report_raw_tags(title, context)
        report_open_comments(entry.body, context)
        report_unsupported([title, *(token for block in blocks for token in block.tokens)], context)
    report_too_deep([title, *entry.body], context, MAX_NESTING)

    bodies = ([t for b in part for t in b.tokens] for part in (parts.answer, parts.after))
    tokens = with_footnotes([*_front_tokens(title, parts), *bodies], found.notes)
    if excess := found.budget.spend(token for part in tokens for token in part):
        context.diagnostics.say(place, Rule.TOO_LARGE, excess, "split it, or shorten footnotes and links that repeat")
        return None
    local = None if is_plain else replace(context, media={})  # each question packages its own media
    if local:
        for block in blocks:
            if not shows(block):  # it may not be on any card, but its problems are reported
                resolve(block.tokens, local, start)
    question = _card(entry, place, tokens, parts, local, found)
    if isinstance(question, Question):
        return CheckedQuestion(question, start, title, blocks, parts)
    return _skipped(entry, place, question, parts, found)


def _skipped(
    entry: Entry, place: Location, reason: tuple[Rule, str, str], parts: Parts | None, found: _Found
) -> Unanswered | None:
    """Report why a question becomes no card."""
    found.context.diagnostics.say(place, *reason)
    if reason[0] not in UNANSWERED:
        return None
    body = [Token("text", "", 0)]  # the notes go below it: they are not part of the question
    *front, _ = with_footnotes([*_front_tokens(entry.title, parts), body], found.notes)
    _, key = _front(partial(field_html, found.reading.md), front)
    return Unanswered(place, found.context.page.key, key)


def _front_tokens(title: Token, parts: Parts | None) -> list[Sequence[Token]]:
    """The tokens of title, prompt and options."""
    words = title.children or ()
    if parts is None or not (parts.front or parts.options):
        return [words, (), ()]
    # A label means nothing on a card; the text before the answer is the question.
    words = () if is_label(text_of(words)) else words
    options = options_block(parts.options).tokens if parts.options else ()
    return [words, [token for block in parts.front for token in block.tokens], options]


def _front(html: Callable[[Sequence[Token]], str], tokens: Sequence[Sequence[Token]]) -> tuple[str, str]:
    """The HTML of the question with its options, and its key; `tokens` are those of title, prompt and options."""
    asked, prompt, options = (html(part) if part else "" for part in tokens)
    if tokens[1] or tokens[2]:
        asked = "\n".join(filter(None, (f"<p>{asked}</p>" * bool(tokens[0]), prompt)))
    return "\n".join(filter(None, (asked, options))), _key(asked, options)


def _has_markup(entry: Entry, lines: Sequence[str]) -> bool:
    """Whether an entry may have something to resolve or to report; its body can come from below its lines."""
    texts = ["\n".join(lines[entry.lines.start : entry.lines.stop])]
    if entry.body and entry.body[0].map and entry.body[0].map[0] not in entry.lines:
        texts += [token.content for token in entry.body]
    return any(_MARKUP.search(text) for text in texts)


def _card(
    entry: Entry,
    place: Location,
    tokens: Sequence[Sequence[Token]],
    parts: Parts,
    context: Context | None,
    found: _Found,
) -> Question | tuple[Rule, str, str]:
    """The card of a question, or why there is none: rule, message and hint.

    `tokens` are those of title, prompt, options, answer and explanation. Without `context`, nothing is to be resolved.
    """
    page, reading, start = found.context.page, found.reading, entry.lines.start
    html = partial(_resolved_html, reading.md, context, start) if context else partial(field_html, reading.md)
    asked, key = _front(html, tokens[:3])
    answer, explanation = (html(part) if part else "" for part in tokens[3:])
    fields = asked, answer, explanation
    if any(is_deeper(field, MAX_NESTING) for field in fields):
        message = f"question has HTML nested more than {MAX_NESTING} levels deep"
        return Rule.TOO_LARGE, message, "close the HTML elements, or nest them less deeply"
    texts = tuple(map(plain_text, fields))
    if not texts[0]:
        return Rule.NO_TITLE, "question has no title", "give it a title that is visible on a card"
    if not texts[1].strip(_INVISIBLE) and not ("<img " in answer or "[sound:" in answer):
        return Rule.UNANSWERED, "question has no answer; skipped", "give it an answer that is visible on a card"
    title = entry.title.content if tokens[0] else ""
    same = {texts[0]: texts[0]}  # one string where equal
    return Question(
        location=place,
        page=page.key,
        home=page.home,
        topic=page.topic,
        topic_with_level=page.topic_with_level,
        level=page.level,
        url=page.url,
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
        last_line=found.context.origin[entry.lines.stop - 1] + 1,
        format=entry.format,
        opening=found.openings[entry.format],
        markdown=markdown_of(title, parts, found.context.lines) if reading.with_markdown else None,
    )


def _resolved_html(md: MarkdownIt, context: Context, line: int, tokens: Sequence[Token]) -> str:
    """Field HTML with the page's links, pictures and sounds."""
    html = field_html(md, resolve(tokens, context, line), partial(raw_attribute, context, line))
    return with_sounds(paired(html, context), context)


def _key(asked: str, options: str) -> str:
    """The text of a question, its code in backticks, without icons; its options in any order give the same key."""
    lines = sorted(_key_text(options).split("\n")) if options else ()
    return "\n".join((_key_text(asked), *lines))


def _key_text(html: str) -> str:
    text = plain_text(html)
    is_plain = "<code" not in html and "<span" not in html  # most have none
    return text if is_plain else plain_text(html, is_key=True) or text


def _without_comments(blocks: Sequence[Block]) -> list[Block]:
    """The blocks other than comments."""
    return [
        block
        for block in blocks
        if block.kind != "html_block"
        or any(piece.kind != "comment" and piece.source.strip() for piece in pieces(block.opening.content))
    ]
