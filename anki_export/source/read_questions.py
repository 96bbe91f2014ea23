"""Read the questions of a page, and report every opener that did not become one."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token

from anki_export.diagnostics import Diagnostic, Report, Rule
from anki_export.source.body.answer_labels import is_label
from anki_export.source.body.footnotes import footnotes, with_footnotes
from anki_export.source.body.group_blocks import shows
from anki_export.source.body.markdown_blocks import Block, blocks_of, text_of
from anki_export.source.body.marked_answer import usual_titles
from anki_export.source.body.split_explanation import split
from anki_export.source.body.written import markdown_of
from anki_export.source.checks import check_page
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion
from anki_export.source.checks.duplicates import shown as shown_files
from anki_export.source.decode_page import OVERLONG, OVERLONG_HINT, TEXT_LIMIT, decode
from anki_export.source.entry import Entry, Finding
from anki_export.source.formats import may_hold, opening_marks, parse_page, unrecognised
from anki_export.source.formats.types import ParsedPage
from anki_export.source.include import IncludeError, expand, has_directive
from anki_export.source.media.pictures import paired
from anki_export.source.media.sounds import with_sounds
from anki_export.source.page_context import Context, DiagramRenderer
from anki_export.source.render import MAX_NESTING, field_html, plain_text
from anki_export.source.resolve_links import raw_attribute, resolve
from anki_export.source.skip_reasons import skip_reason
from anki_export.source.types import Page, Question, Tree
from anki_export.source.unclosed_fences import open_fences
from anki_export.source.unsupported import report_open_comments, report_raw_tags, report_unsupported
from anki_export.text.html_tokenizer import is_deeper, pieces
from anki_export.text.normalize import normalised

_CARD_ID = re.compile(r"<!--\s*card:(?P<id>[^>\n]*)-->", re.IGNORECASE)
"""An icon next to the words of a question is not part of its identity."""
_INVISIBLE = " \n\u200b\u200c\u200d\u2060\ufeff"
_MOST_TAGS = 10_000
"""HTML elements left open take superlinear time."""
_GOOD_ID = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """How pages are read: the parser, the site's address, size limits, and the diagram renderer."""

    md: MarkdownIt
    site_url: str = ""
    directory_urls: bool = True
    media_limit: int = 0
    """In bytes; 0 for no limit."""
    draw: DiagramRenderer | None = None
    answer_limit: int = 0
    """In words; 0 for no limit."""
    with_markdown: bool = False
    """Whether questions keep their Markdown besides their HTML."""


def read_questions(page: Page, tree: Tree, reading: Reading) -> tuple[tuple[Question, ...], Sequence[Diagnostic]]:
    """The questions of a page in order, and its diagnostics."""
    report = Report()
    written = page.text.split("\n")
    origin: Sequence[int] = range(len(written))
    parsed = parse_page(page.text, reading.md, page.wanted) if may_hold(page.text, page.wanted) else ParsedPage(written)
    if parsed.entries and has_directive(written):
        bodies = [entry.lines[1:] for entry in parsed.entries]
        new, origin = expand(
            written, bodies, page.path, partial(_included, tree, page, report), partial(_report_include, page, report)
        )
        if new != written:
            parsed = parse_page("\n".join(new), reading.md, page.wanted)
    if parsed.overlong is not None:
        cause = ", with what is included" if parsed.lines != written else ""
        report.say(page.at(origin[parsed.overlong] + 1), Rule.OVERLONG, OVERLONG + cause, OVERLONG_HINT)
        return (), report
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
    )
    _report(unrecognised(parsed, page.wanted), context)
    if parsed.entries:
        report += page.naming
    notes = footnotes(parsed.tokens)
    budget, usual, openings = _Budget(), usual_titles(parsed.entries), opening_marks(parsed.entries)
    read = (
        _question(entry, notes, usual, openings, context, reading, budget)
        for entry in parsed.entries
        if not entry.is_nested
    )
    asked = [question for question in read if question]
    asked = list(_without_repeats(asked, context))
    limit = reading.answer_limit
    checked_page = CheckedPage(page, tree, parsed.lines, parsed.tokens, parsed.entries, asked, origin, limit)
    check_page(checked_page, context)
    return tuple(each.question for each in asked), report


def _without_repeats(asked: Iterable[CheckedQuestion], context: Context) -> Iterator[CheckedQuestion]:
    """The questions of a page without those that repeat another one with its answer, which are reported."""
    first: dict[object, CheckedQuestion] = {}
    for one in asked:
        question = one.question
        words = (question.key, question.answer_text, question.explanation_text)
        kept = first.setdefault((*map(normalised, words), shown_files(question)), one)
        ids = {question.card_id, kept.question.card_id} - {""}
        if kept is one or len(ids) > 1:
            yield one
        else:
            message = f"the page already asks this on line {kept.question.location.line}, with the same answer; skipped"
            context.report(one.line, Rule.ASKED_TWICE, message, "remove one")


def _report(findings: Iterable[Finding], context: Context) -> None:
    for finding in findings:
        context.report(finding.line, finding.rule, finding.message, finding.hint, needle=finding.needle)


@dataclass(slots=True)
class _Budget:
    """The output budget of a page: footnotes, links and abbreviations written once can appear on many cards."""

    left: int = 16 * TEXT_LIMIT

    def spend(self, weight: int, tags: int) -> str:
        """Why a question of this size is skipped, or an empty string."""
        self.left -= weight
        if tags > _MOST_TAGS:
            return f"question has more than {_MOST_TAGS:,} HTML tags"
        if weight > TEXT_LIMIT:
            return f"question exceeds {TEXT_LIMIT >> 20} MiB"
        return "" if self.left >= 0 else f"questions on the page exceed {16 * TEXT_LIMIT >> 20} MiB in total"


def _tags(tokens: Iterable[Token]) -> int:
    """The approximate number of raw HTML tags in tokens."""
    return sum(
        token.content.count("<") if token.type in ("html_block", "html_inline") else _tags(token.children or ())
        for token in tokens
    )


def _weight(tokens: Iterable[Token]) -> int:
    """The approximate number of characters of HTML that tokens produce."""
    return sum(
        len(token.content) * (not token.children)
        + sum(len(str(value)) for value in token.attrs.values())
        + _weight(token.children or ())
        for token in tokens
    )


def _question(
    entry: Entry,
    notes: dict[int, list[Token]],
    usual: Mapping[str, int],
    openings: Mapping[str, str],
    context: Context,
    reading: Reading,
    budget: "_Budget",
) -> CheckedQuestion | None:
    page, report = context.page, context.diagnostics
    start, title = entry.lines.start, entry.title
    place = page.at(context.origin[start] + 1, entry.column)
    blocks = _without_comments(blocks_of(entry.body, context.lines))
    asked_text = text_of(title.children or ())
    parts = split(asked_text, blocks, context.lines, usual, entry.answer_start) if blocks else None
    if reason := skip_reason(entry, asked_text, blocks, parts):
        report.say(place, *reason)
    if reason or parts is None:
        return None
    _report(entry.findings, context)
    _report(open_fences(entry.body, context.lines), context)
    report_raw_tags(title, context)
    report_open_comments(entry.body, context)
    report_unsupported([title, *(token for block in blocks for token in block.tokens)], context, MAX_NESTING)

    # A label means nothing on a card; the text before the answer is the question.
    words = () if parts.context and is_label(asked_text) else title.children or ()
    bodies = ([t for b in part for t in b.tokens] for part in (parts.context, parts.answer, parts.explanation))
    asked, prompt, answer, explanation = with_footnotes([words, *bodies], notes)
    tokens = [*asked, *prompt, *answer, *explanation]
    if excess := budget.spend(_weight(tokens), _tags(tokens)):
        report.say(place, Rule.TOO_LARGE, excess, "split it, or shorten footnotes and links that repeat")
        return None
    local = replace(context, media={})  # each question packages its own media
    raw = partial(raw_attribute, local, start)

    for block in blocks:
        if not shows(block):  # it may not be on any card, but its problems are reported
            resolve(block.tokens, local, start)

    def html(tokens: Sequence[Token]) -> str:
        return with_sounds(paired(field_html(reading.md, resolve(tokens, local, start), raw), local), local)

    asks = "\n".join(filter(None, (f"<p>{html(asked)}</p>" * bool(asked), html(prompt)))) if prompt else html(asked)
    fields = asks, html(answer), html(explanation)
    if any(is_deeper(field, MAX_NESTING) for field in fields):
        message = f"question has HTML nested more than {MAX_NESTING} levels deep"
        report.say(place, Rule.TOO_LARGE, message, "close the HTML elements, or nest them less deeply")
        return None
    texts = tuple(map(plain_text, fields))
    if not texts[0]:
        report.say(place, Rule.NO_TITLE, "question has no title", "give it a title that is visible on a card")
        return None
    if not texts[1].strip(_INVISIBLE) and not ("<img " in fields[1] or "[sound:" in fields[1]):
        report.say(place, Rule.NO_ANSWER, "question has no answer", "give it an answer that is visible on a card")
        return None
    question = Question(
        location=place,
        page=page.key,
        home=page.home,
        topic=page.topic,
        topic_with_level=page.topic_with_level,
        level=page.level,
        url=page.url,
        card_id=_card_id(entry, context),
        key=_key(fields[0], texts[0]),
        question=texts[0] if fields[0] == texts[0] else fields[0],  # share one string where equal
        answer=fields[1],
        explanation=fields[2],
        question_text=texts[0],
        answer_text=texts[1],
        explanation_text=texts[2],
        rule=parts.rule,
        media=tuple(local.media[name] for name in sorted(local.media)),
        last_line=context.origin[entry.lines.stop - 1] + 1,
        format=entry.format,
        opening=openings[entry.format],
        markdown=markdown_of(title.content if words else "", parts, context.lines) if reading.with_markdown else None,
    )
    return CheckedQuestion(question, start, title, blocks, parts)


def _key(html: str, text: str) -> str:
    """The text of a question, its code in backticks, without icons."""
    is_plain = "<code" not in html and "iq-icon" not in html  # most have none
    return text if is_plain else plain_text(html, is_key=True) or text


def _without_comments(blocks: Sequence[Block]) -> list[Block]:
    """The blocks other than comments."""
    return [
        block
        for block in blocks
        if block.kind != "html_block"
        or any(piece.kind != "comment" and piece.source.strip() for piece in pieces(block.opening.content))
    ]


def _card_id(entry: Entry, context: Context) -> str:
    """The id from a comment `<!-- card: some-id -->` next to the title or anywhere in the body, or ""."""
    start, texts = entry.lines.start, [entry.comment]
    for token in entry.body:
        texts += [child.content for child in (token, *(token.children or ())) if child.type.startswith("html_")]
    ids = [
        match["id"].strip() for text in texts for piece in pieces(text) if (match := _CARD_ID.fullmatch(piece.source))
    ]
    if len(ids) > 1:
        context.report(start, Rule.CARD_ID, "question has more than one card id", "keep one", needle="card:")
    if ids and not _GOOD_ID.fullmatch(ids[0]):
        context.report(
            start,
            Rule.CARD_ID,
            f"card id {ids[0]!r} is invalid",
            "use only letters, digits, '-', '_' and '.'",
            needle="card:",
        )
        return ""
    return ids[0] if ids else ""


def _included(tree: Tree, page: Page, report: Report, base: str, name: str) -> tuple[str, str]:
    """Path and text of a file that `base` includes, relative to `base` or else to the source folder.

    Characters omitted or repaired are reported at their location in that file, which need not be a page.
    """
    reasons = []
    for start in (base, ""):
        target = tree.resolve(start, name)
        if target is None:
            reasons.append(f"{name} is outside the source folder")
            continue
        try:
            if (size := tree.size_of(target)) > TEXT_LIMIT:
                raise IncludeError(
                    f"{name}: {size / (1 << 20):.1f} MiB of text exceed the limit of {TEXT_LIMIT >> 20} MiB"
                )
            shown = page.shown.removesuffix(page.path) + target
            text, read = decode(tree.bytes_of(target), shown)
        except FileNotFoundError:
            reasons.append(f"{name} does not exist")
            continue
        except OSError as error:
            reasons.append(f"{name}: {(error.strerror or str(error)).lower()}")
            continue
        if text is None:
            raise IncludeError(f"{name}: {read[0].message}")
        report.extend(read)
        return target, text
    raise IncludeError(reasons[0])


def _report_include(page: Page, report: Report, line: int, reason: str) -> None:
    written = page.text.split("\n")[line]
    column = len(written) - len(written.lstrip()) + 1
    report.say(
        page.at(line + 1, column),
        Rule.INCLUDE,
        f"can't include: {reason}",
        "correct the include: without it, part of the answer is missing from the card",
    )
