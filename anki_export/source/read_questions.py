"""Read the questions of a page, and report every opener that did not become one."""

from collections.abc import Generator, Iterable, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Report, Rule
from anki_export.parallel import in_stages
from anki_export.settings import SiteConfig
from anki_export.source.body.blocks import Block, blocks_of, new_paragraph, text_of
from anki_export.source.body.body_parts import Body
from anki_export.source.body.page_habits import Habits
from anki_export.source.body.read_body import read_body
from anki_export.source.body.shorten_answer import has_long_answer, short_answer
from anki_export.source.body.strip_labels_and_remarks import (
    without_label_of_front,
    without_labels_of_titles,
    without_remarks,
    without_sources,
)
from anki_export.source.cards.answer_or_task import with_tasks_marked, without_ticked_lists
from anki_export.source.cards.code_picture_or_text_above import with_subjects_above
from anki_export.source.cards.follow_up_questions import with_questions_before, with_subjects_of_others
from anki_export.source.cards.footnotes import footnotes
from anki_export.source.cards.instead_of_answer import remarks, repeated_links
from anki_export.source.cards.make_card import PageOfCards, ReadEntry, card_tokens, make_card, unanswered_of
from anki_export.source.cards.resolve_links_and_media import has_markup
from anki_export.source.cards.statements_to_judge import with_titles_of_statements
from anki_export.source.cards.strip_footer_and_repeats import without_footers
from anki_export.source.cards.text_above_repeated_questions import with_text_above_repeated
from anki_export.source.cards.unsupported_syntax import (
    report_open_comments,
    report_raw_tags,
    report_site_only,
    report_too_deep,
    report_unpaired_tags,
    report_unsupported,
)
from anki_export.source.cards.why_skipped import UNANSWERED, why_skipped
from anki_export.source.checks import check_page
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion
from anki_export.source.checks.repeated_questions_and_ids import without_repeats
from anki_export.source.decode_and_repair_text import TEXT_LIMIT
from anki_export.source.entry import Entry, Finding
from anki_export.source.formats import FLASHCARDS, opening_marks, parse_page, unrecognised
from anki_export.source.formats.label_headings import LABEL_HEADINGS
from anki_export.source.formats.obsidian import OBSIDIAN
from anki_export.source.formats.whole_page import TITLE
from anki_export.source.include_directives import has_directive
from anki_export.source.join_answer_page import lines_of_page
from anki_export.source.naming.section_tags import sections_of
from anki_export.source.page_text_and_metadata import OVERLONG, OVERLONG_HINT
from anki_export.source.pages_and_questions import FolderLayout, Naming, Page, Question, Tree, Unanswered
from anki_export.source.read_included_files import with_includes
from anki_export.source.render_and_sanitize import MAX_NESTING
from anki_export.source.render_context import Context, DiagramRenderer
from anki_export.source.unclosed_fences_and_hidden_lines import open_fences
from anki_export.text.extract_topic import is_glossary
from anki_export.text.html_tokenizer import pieces
from anki_export.text.normalize import normalised

_OF_PAGE = frozenset({TITLE.name, LABEL_HEADINGS.name})
"""The formats of a single question on a page that the page may be about."""
_MOST_TAGS = 10_000
"""HTML elements left open take superlinear time."""


_SHORT = TEXT_LIMIT // 16
"""In characters: what is found in such pages can be in memory at the same time."""


class Reading(Struct, frozen=True):
    """How pages are read: the parser, the site's address, size limits, and the diagram renderer."""

    md: MarkdownIt
    site_url: str = ""
    directory_urls: bool = True
    media_limit: int = 0
    """In bytes; 0 for no limit."""
    draw: DiagramRenderer | None = None
    answer_limit: int = 0
    """In words; 0 for no limit."""
    short_answers: bool = True
    """Whether answers above the limit are shortened where their structure says how."""
    include_from: tuple[str, ...] = ()
    """Folders to include text from, relative to the source folder; they come after the page's folder and that one."""
    site: SiteConfig = SiteConfig()
    is_on_site: bool = False
    """Whether the configuration of a site was found; its address says that there is one, too."""
    with_markdown: bool = False
    """Whether questions keep their Markdown besides their HTML."""
    layout: FolderLayout | None = None
    """How the page asks if it asks one question, as the pages of its folder say."""
    formats: frozenset[str] = frozenset()
    """More formats that are read, as the pages of its folder say."""


_Found: TypeAlias = tuple[tuple[Question, ...], tuple[Unanswered, ...], Sequence[Diagnostic]]


def read_questions(page: Page, tree: Tree, reading: Reading) -> _Found:
    """The questions of a page in order, those skipped because they have no answer, and its diagnostics."""
    (found,) = in_stages([questions_in_stages(page, tree, reading)])
    return found


def questions_in_stages(page: Page, tree: Tree, reading: Reading) -> Generator[None, None, _Found]:
    """The same, as `parallel.in_stages` does it: when the page is parsed, and before and after its cards are made."""
    report, is_short = Report(), len(page.text) <= _SHORT
    written = page.text.split("\n")
    has_answers = reading.layout is not None and reading.layout.answer != ""
    origin = lines_of_page(written) if has_answers else range(len(written))
    parsed = parse_page(page.text, page.wanted, page.outline)
    if parsed.entries and has_directive(page.text):
        new, origin, problems = with_includes(page, tree, written, parsed.entries, reading.include_from)
        report += problems
        if new != written:
            parsed = parse_page("\n".join(new), page.wanted)
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
        site=reading.site,
        finds_anywhere=parsed.flashcards == OBSIDIAN.name,
    )
    if is_short:
        yield
    _report(unrecognised(parsed, page.wanted), context)
    openings = opening_marks(parsed.entries)
    title = f"{page.wanted.title} {parsed.outline.title}"
    read = with_tasks_marked(_read(parsed.entries, title, context), title)
    read = without_ticked_lists(read, parsed.outline.title)
    read = with_questions_before(with_subjects_above(read, parsed.tokens, parsed.lines), parsed.lines)
    read = with_subjects_of_others(with_titles_of_statements(read, parsed, page.wanted.title))
    read = with_text_above_repeated(read, parsed.tokens, parsed.lines)
    if reading.short_answers and reading.answer_limit:
        read = _shortened(read, reading.answer_limit, context.lines)
    no_answers = repeated_links(one.blocks for one in read) | remarks([(one.blocks, one.parts) for one in read])
    cards = PageOfCards(context, reading.md, footnotes(parsed.tokens), openings, reading.with_markdown, no_answers)
    budget = _Budget()
    if is_short:
        yield
    found = [_question(one, cards, budget) for one in read]
    if is_short:
        yield
    asked = list(without_repeats([each for each in found if isinstance(each, CheckedQuestion)], context))
    limit = reading.answer_limit
    is_on_site = reading.is_on_site or reading.site_url != ""
    checked_page = CheckedPage(
        page,
        tree,
        parsed.outline,
        parsed.tokens,
        parsed.entries,
        asked,
        origin,
        limit,
        is_on_site,
        parsed.flashcards,
        parsed.markup,
    )
    check_page(checked_page, context)
    unanswered = tuple(each for each in found if isinstance(each, Unanswered))
    if not parsed.entries:
        return (), (), report
    naming = _naming(page, [each.question for each in asked])
    report += naming.diagnostics
    sections = sections_of(parsed.outline, [each.line for each in asked], naming.topic)
    names = {"topic": naming.topic, "topic_with_level": naming.topic_with_level, "level": naming.level}
    questions = (
        replace(each.question, section=section, tags=(*page.tags, *each.question.tags), **names)
        for each, section in zip(asked, sections, strict=True)
    )
    return tuple(questions), unanswered, report


def _naming(page: Page, questions: Sequence[Question]) -> Naming:
    """Topic and level of the questions of a page; one that is all of it is named after the folder or section."""
    if len(questions) != 1 or not _is_all(questions[0], page):
        return page.naming
    if page.name_question:
        return replace(page.name_question(), topic_with_level="")
    section = page.naming.section
    return replace(page.naming, topic=section, topic_with_level="") if section else page.naming


def _is_all(question: Question, page: Page) -> bool:
    """Whether the only question of a page is all of it: its title or name, or that of a glossary, is no topic."""
    if question.format in FLASHCARDS and not page.says_topic:
        return False  # named as their program does
    if question.format in _OF_PAGE:
        return True
    titles = normalised(page.title), normalised(PurePosixPath(page.path).stem)
    return normalised(question.key) in titles or is_glossary(page.topic)


def _report(findings: Iterable[Finding], context: Context) -> None:
    for finding in findings:
        if len(finding.places) > 1:
            context.report_together(finding)
        else:
            context.report(finding.line, finding.rule, finding.message, finding.hint, needle=finding.needle)


def _read(entries: Sequence[Entry], title: str, context: Context) -> list[ReadEntry]:
    """The entries of a page, those inside others excepted, with their bodies taken apart."""
    lines = context.lines
    read = []
    own = [entry for entry in entries if not entry.is_nested]
    bodies: list[Body] = []
    habits = Habits(own, title, lines, bodies)
    shown = without_footers([_without_comments(blocks_of(entry.body, lines)) for entry in own], lines)
    for entry, blocks in zip(own, shown, strict=True):
        question, options = text_of(entry.title.children or ()), (entry.has_options, entry.sorts_options)
        bodies.append(Body(question, blocks, lines, entry.answer, *options, entry.is_term, habits))
    for entry, body in zip(own, bodies, strict=True):
        parts = read_body(body) if body.blocks else None
        if parts and entry.prompt:
            parts = replace(parts, front=(*blocks_of(entry.prompt, lines), *parts.front))
        place = context.page.at(context.origin[entry.lines.start] + 1, entry.column)
        read.append(ReadEntry(entry, body.question, place, body.blocks, parts))
    bodies.clear()  # they and the habits refer to each other, which would keep all pages in memory
    fronts = [without_label_of_front(one.parts.front, lines) if one.parts else () for one in read]
    titles = iter(without_labels_of_titles([one.entry.title for one in read if not one.entry.keeps_label]))
    titles_of_all = [one.entry.title if one.entry.keeps_label else next(titles) for one in read]
    asked = [one.entry.number.rest if one.entry.number else one.entry.written for one in read]
    return list(map(_with_front, read, titles_of_all, *without_remarks(titles_of_all, asked, lines), fronts))


def _shortened(read: list[ReadEntry], limit: int, lines: Sequence[str]) -> list[ReadEntry]:
    """The entries of a page, with long answers shortened where their structure says how."""
    long = {i: one.parts for i, one in enumerate(read) if one.parts and has_long_answer(one.parts, limit)}
    if not long:
        return read
    shorter = list(read)
    for i, parts in long.items():
        question = read[i].question
        if short := short_answer(question, parts, limit, lines):
            shorter[i] = replace(read[i], parts=short)
    return shorter


def _with_front(one: ReadEntry, whole: Token, title: Token, tag: str, front: tuple[Block, ...]) -> ReadEntry:
    if tag or title is not whole:
        one = replace(one, tag=tag, whole_title=without_sources(whole)[0])
    title, sources = without_sources(title)
    if sources and one.parts and one.parts.answer:
        below = [new_paragraph(source, one.entry.lines.start) for source in sources]
        one = replace(one, parts=replace(one.parts, after=(*one.parts.after, *below)))
    if title is not one.entry.title:
        one = replace(one, entry=replace(one.entry, title=title), question=text_of(title.children or ()))
    return replace(one, parts=replace(one.parts, front=front)) if one.parts and front is not one.parts.front else one


class _Budget:
    """The output budget of a page: footnotes, links and abbreviations written once can appear on many cards."""

    left = 16 * TEXT_LIMIT

    def spend(self, tokens: Iterable[Token]) -> str:
        """Why a question with these tokens is skipped, or an empty string."""
        weight, tags = _weight(tokens)
        self.left -= weight
        if tags > _MOST_TAGS:
            return f"question has more than {_MOST_TAGS:,} HTML tags"
        if weight > TEXT_LIMIT:
            return f"question exceeds {TEXT_LIMIT >> 20} MiB"
        return "" if self.left >= 0 else f"questions on the page exceed {16 * TEXT_LIMIT >> 20} MiB in total"


def _question(one: ReadEntry, cards: PageOfCards, budget: _Budget) -> CheckedQuestion | Unanswered | None:
    """The question of an entry; if it becomes no card, there is a diagnostic."""
    entry, context, title, start = one.entry, cards.context, one.entry.title, one.entry.lines.start
    if reason := why_skipped(one, cards.no_answers):
        return _skipped(one, reason, cards)
    if one.parts is None:
        return None
    is_plain = not has_markup(entry)
    if entry.findings:
        _report(entry.findings, context)
    if fences := [token for token in entry.body if token.type == "fence"]:
        _report(open_fences(fences, context.lines), context)
    if not is_plain:
        report_raw_tags(title, context)
        report_unpaired_tags(entry.body, context)
        report_open_comments(entry.body, context)
        report_site_only([title, *entry.prompt, *entry.body], context)
        report_unsupported([title, *(token for block in one.blocks for token in block.tokens)], context)
    report_too_deep([title, *entry.body], context, MAX_NESTING)

    tokens = card_tokens(one, cards)
    if excess := budget.spend(chain.from_iterable(tokens)):
        hint = "split it, or shorten footnotes and links that repeat"
        context.diagnostics.say(one.place, Rule.TOO_LARGE, excess, hint)
        return None
    local = None if is_plain else replace(context, media={})  # each question packages its own media
    question = make_card(one, tokens, local, cards)
    if isinstance(question, Question):
        return CheckedQuestion(question, start, entry.lines.stop, title, one.blocks, one.parts)
    return _skipped(one, question, cards)


def _skipped(one: ReadEntry, reason: tuple[Rule, str, str], cards: PageOfCards) -> Unanswered | None:
    """Report why a question becomes no card."""
    cards.context.diagnostics.say(one.place, *reason)
    return unanswered_of(one, cards) if reason[0] in UNANSWERED else None


def _without_comments(blocks: Sequence[Block]) -> list[Block]:
    """The blocks other than comments."""
    return [
        block
        for block in blocks
        if block.kind != "html_block"
        or any(piece.kind != "comment" and piece.source.strip() for piece in pieces(block.opening.content))
    ]


def _weight(tokens: Iterable[Token]) -> tuple[int, int]:
    """The approximate number of characters of HTML that tokens produce, and of raw tags among them."""
    text, weight, tags = "", 0, 0
    for token in tokens:
        if not (token.children or token.content or token.attrs):
            continue  # as the tags of most blocks
        for one in (token, *(token.children or ())):
            if one.children:
                if one is not token:  # a picture
                    inner, inner_tags = _weight(one.children)
                    weight, tags = weight + inner, tags + inner_tags
            elif content := one.content:
                text += content
                if one.type in ("html_block", "html_inline"):
                    tags += content.count("<")
            if one.attrs:
                weight += sum(len(str(value)) for value in one.attrs.values())
    return len(text) + weight, tags
