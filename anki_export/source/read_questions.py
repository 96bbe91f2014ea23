"""Read the questions of a page, and report every opener that did not become one."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.source.body.choices import ticks_options
from anki_export.source.body.footnotes import footnotes, with_footnotes
from anki_export.source.body.group_blocks import shows
from anki_export.source.body.markdown_blocks import Block, blocks_of, text_of
from anki_export.source.body.marked_answer import usual_titles
from anki_export.source.body.split_explanation import Split, split
from anki_export.source.body.written import markdown_of
from anki_export.source.checks import check_page
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion
from anki_export.source.checks.duplicates import shown as shown_files
from anki_export.source.decode_page import OVERLONG, OVERLONG_HINT, TEXT_LIMIT, decode, in_conflict
from anki_export.source.entry import Entry, Finding
from anki_export.source.formats import opening_marks, parse_page, unrecognised
from anki_export.source.include import IncludeError, expand, has_directive
from anki_export.source.media.pictures import paired
from anki_export.source.media.sounds import with_sounds
from anki_export.source.page_context import Context, DiagramRenderer
from anki_export.source.render import MAX_NESTING, field_html, plain_text
from anki_export.source.resolve_links import raw_attribute, resolve
from anki_export.source.skip_reasons import UNANSWERED, skip_reason
from anki_export.source.types import Page, Question, Tree, Unanswered
from anki_export.source.unclosed_fences import open_fences
from anki_export.source.unsupported import report_open_comments, report_raw_tags, report_too_deep, report_unsupported
from anki_export.text.conflicts import conflict_lines
from anki_export.text.html_tokenizer import is_deeper, pieces
from anki_export.text.labels import is_label
from anki_export.text.normalize import normalised
from anki_export.text.regex import regex

_MARKUP = regex(r"<|&|\[|\{|\||\\|\$|:::|///|===|mermaid")
"""In the lines of all questions with links, pictures, tables, formulas, raw HTML or syntax that only a site reads.

As `re` searches alternatives by their first characters only if all are literals, there are no brackets."""
_CARD_ID = regex(r"<!--\s*card:(?P<id>[^>\n]*)-->", re.IGNORECASE)
_INVISIBLE = " \n\u200b\u200c\u200d\u2060\ufeff"
_MOST_TAGS = 10_000
"""HTML elements left open take superlinear time."""
_GOOD_ID = regex(r"[A-Za-z0-9][\w.-]*")


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
        new, origin, problems = _with_includes(page, tree, written, parsed.entries, reading.include_from)
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
        usual_titles(parsed.entries),
        ticks_options(parsed.entries),
        opening_marks(parsed.entries),
        _Budget(),
    )
    read = [_question(entry, found) for entry in parsed.entries if not entry.is_nested]
    asked = list(_without_repeats([each for each in read if isinstance(each, CheckedQuestion)], context))
    limit = reading.answer_limit
    checked_page = CheckedPage(page, tree, parsed.outline, parsed.tokens, parsed.entries, asked, origin, limit)
    check_page(checked_page, context)
    unanswered = tuple(each for each in read if isinstance(each, Unanswered))
    return tuple(each.question for each in asked), unanswered, report


def _without_repeats(asked: Sequence[CheckedQuestion], context: Context) -> Iterator[CheckedQuestion]:
    """The questions of a page without those that repeat another one with its answer, which are reported."""
    first: dict[object, CheckedQuestion] = {}
    titles = Counter(_title_key(one) for one in asked)
    for one in asked:
        if titles[_title_key(one)] == 1:  # nearly all
            yield one
            continue
        question = one.question
        kept = first.setdefault(_asked_and_answered(one), one)
        ids = {question.card_id, kept.question.card_id} - {""}
        if kept is one or len(ids) > 1:
            yield one
            continue
        message = f"the page already asks this on line {kept.question.location.line}, with the same answer"
        if normalised(question.explanation_text) == normalised(kept.question.explanation_text):
            context.report(one.line, Rule.ASKED_TWICE, f"{message}; skipped", "remove one")
        else:
            hint = "merge the explanations, and remove one of the questions"
            context.report(one.line, Rule.ASKED_TWICE, f"{message} but another explanation; skipped", hint)


def _asked_and_answered(one: CheckedQuestion) -> tuple[object, ...]:
    """What two questions share that need only one card."""
    question, choices = one.question, one.parts.choices
    title, _, below = question.key.partition("\n")
    pictures = frozenset(media.name for media in question.media if media.name in question.answer)
    # What stands below the title may be code, in which each sign matters, and so it may in an option.
    asked = (normalised(title), below, shown_files(question), pictures)
    if choices:  # they say all of the answer; of other answers, the explanation may be a part
        return (*asked, frozenset(option.text for option in choices.right))
    return (*asked, normalised(question.answer_text), normalised(question.explanation_text))


def _title_key(one: CheckedQuestion) -> str:
    return normalised(one.question.key.partition("\n")[0])


def _report(findings: Iterable[Finding], context: Context) -> None:
    for finding in findings:
        context.report(finding.line, finding.rule, finding.message, finding.hint, needle=finding.needle)


class _Budget:
    """The output budget of a page: footnotes, links and abbreviations written once can appear on many cards."""

    left = 16 * TEXT_LIMIT

    def spend(self, tokens: Iterable[Token]) -> str:
        """Why a question with these tokens is skipped, or an empty string."""
        weight, tags = _size(tokens)
        self.left -= weight
        if tags > _MOST_TAGS:
            return f"question has more than {_MOST_TAGS:,} HTML tags"
        if weight > TEXT_LIMIT:
            return f"question exceeds {TEXT_LIMIT >> 20} MiB"
        return "" if self.left >= 0 else f"questions on the page exceed {16 * TEXT_LIMIT >> 20} MiB in total"


def _size(tokens: Iterable[Token]) -> tuple[int, int]:
    """The approximate number of characters of HTML that tokens produce, and of raw tags among them."""
    weight = tags = 0
    for token in tokens:
        if token.children:
            inner, inner_tags = _size(token.children)
            weight, tags = weight + inner, tags + inner_tags
        else:
            weight += len(token.content)
            if token.type in ("html_block", "html_inline"):
                tags += token.content.count("<")
        if token.attrs:
            weight += sum(len(str(value)) for value in token.attrs.values())
    return weight, tags


class _Found(NamedTuple):
    """What the questions of a page share."""

    context: Context
    reading: Reading
    notes: dict[int, list[Token]]
    usual: Mapping[str, int]
    are_ticked: bool
    openings: Mapping[str, str]
    budget: _Budget


def _question(entry: Entry, found: _Found) -> CheckedQuestion | Unanswered | None:
    """The question of an entry; if it becomes no card, there is a diagnostic."""
    context = found.context
    page, start, title = context.page, entry.lines.start, entry.title
    place = page.at(context.origin[start] + 1, entry.column)
    blocks = _without_comments(blocks_of(entry.body, context.lines))
    asked = text_of(title.children or ())
    are_ticked = found.are_ticked or entry.has_options
    found_in = (blocks, context.lines, found.usual, entry.answer, are_ticked)
    parts = split(asked, *found_in) if blocks else None
    if parts and entry.prompt:
        parts = parts._replace(context=(*blocks_of(entry.prompt, context.lines), *parts.context))
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

    bodies = ([t for b in part for t in b.tokens] for part in (parts.answer, parts.explanation))
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
    entry: Entry, place: Location, reason: tuple[Rule, str, str], parts: Split | None, found: _Found
) -> Unanswered | None:
    """Report why a question becomes no card."""
    found.context.diagnostics.say(place, *reason)
    if reason[0] not in UNANSWERED:
        return None
    body = [Token("text", "", 0)]  # the notes go below it: they are not part of the question
    *front, _ = with_footnotes([*_front_tokens(entry.title, parts), body], found.notes)
    _, key = _front(partial(field_html, found.reading.md), front)
    return Unanswered(place, found.context.page.key, key)


def _front_tokens(title: Token, parts: Split | None) -> list[Sequence[Token]]:
    """The tokens of title, prompt and options."""
    words = title.children or ()
    if parts is None or not parts.context:
        return [words, (), ()]
    # A label means nothing on a card; the text before the answer is the question.
    words = () if is_label(text_of(words)) else words
    prompt, options = (parts.context[:-1], parts.context[-1:]) if parts.choices else (parts.context, ())
    return [words, *([token for block in part for token in block.tokens] for part in (prompt, options))]


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
    parts: Split,
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
        card_id=_card_id(entry, context) if context else "",
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


def _with_includes(
    page: Page, tree: Tree, lines: list[str], entries: Iterable[Entry], folders: Sequence[str]
) -> tuple[list[str], Sequence[int], list[Diagnostic]]:
    """The lines with what questions include, for each the line it came from, and diagnostics."""
    problems: list[Diagnostic] = []

    def read(base: str, name: str, is_code: bool) -> tuple[str, str]:
        target, text, found = _included(page, tree, folders, base, name)
        problems.extend(found)
        if not is_code and (conflicts := conflict_lines(text)):
            problems.extend(in_conflict(_shown(page, target), conflicts))
            raise IncludeError(f"{name} has conflict markers")  # the page, too, has an error
        return target, text

    new, origin, failed = expand(lines, [entry.lines[1:] for entry in entries], page.path, read)
    hint = "correct the include: without it, part of the answer is missing from the card"
    for line, reason in failed:
        place = page.at(line + 1, len(lines[line]) - len(lines[line].lstrip()) + 1)
        problems.append(Diagnostic(place, Rule.INCLUDE, f"can't include: {reason}", hint))
    return new, origin, problems


def _included(
    page: Page, tree: Tree, folders: Sequence[str], base: str, name: str
) -> tuple[str, str, Sequence[Diagnostic]]:
    """Path and text of a file that `base` includes, relative to `base`, else to the source folder or one of `folders`.

    Characters omitted or repaired are reported at their location in that file, which need not be a page.
    """
    reasons = []
    for start in (base, "", *(f"{folder}/_" for folder in folders)):
        target = tree.resolve(start, name)
        if target is None:
            reasons.append(f"{name} is outside the source folder")
            continue
        try:
            if (size := tree.size_of(target)) > TEXT_LIMIT:
                raise IncludeError(
                    f"{name}: {size / (1 << 20):.1f} MiB of text exceed the limit of {TEXT_LIMIT >> 20} MiB"
                )
            text, problems = decode(tree.bytes_of(target), _shown(page, target))
        except FileNotFoundError:
            reasons.append(f"{name} does not exist")
            continue
        except OSError as error:
            reasons.append(f"{name}: {(error.strerror or str(error)).lower()}")
            continue
        if text is None:
            raise IncludeError(f"{name}: {problems[0].message}")
        return target, text, problems
    raise IncludeError(reasons[0])


def _shown(page: Page, path: str) -> str:
    """The path of a file that a page includes, as the user would type it."""
    return posixpath.normpath(page.shown.removesuffix(page.path) + path)
