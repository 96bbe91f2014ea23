"""Question formats: how authors mark the start and end of a question.

Each format is one file and one entry in the table, with its name in `settings/format_names.py`. A format that
recognises questions by their lines returns spans: these are parsed as blocks along with the page, so that their bodies
can use the page's link targets, footnotes and line numbers. A format that the parser recognises gets its entries from
the tokens. Both produce `Entry` objects. If two formats claim the same lines, the first one in the table wins;
questions that the parser finds inside a span are nested in it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache, partial
from itertools import chain, groupby
from operator import attrgetter

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.settings import AUTO
from anki_export.source.body.classify_collapsed_boxes import name_as_answers
from anki_export.source.candidates.true_false_statements import sections_beside
from anki_export.source.detect_dollar_math import has_formulas
from anki_export.source.entry import Entry, Finding, Recognised, Span
from anki_export.source.formats.admonition import ADMONITION
from anki_export.source.formats.admonition import EXAMPLE as EXAMPLE
from anki_export.source.formats.admonition import EXAMPLE_WITH_ANSWER as EXAMPLE_WITH_ANSWER
from anki_export.source.formats.answers_below import ANSWERS_BELOW
from anki_export.source.formats.bold import BOLD
from anki_export.source.formats.challenge import CHALLENGE
from anki_export.source.formats.definition import DEFINITION
from anki_export.source.formats.details import DETAILS
from anki_export.source.formats.glossary import GLOSSARY
from anki_export.source.formats.hascard import HASCARD
from anki_export.source.formats.hashcards import HASHCARDS
from anki_export.source.formats.heading import HEADING
from anki_export.source.formats.hidden_answers import HIDDEN
from anki_export.source.formats.inka import INKA
from anki_export.source.formats.label_headings import LABEL_HEADINGS
from anki_export.source.formats.letters_and_verdicts_in_blanks import FILLED_BLANK
from anki_export.source.formats.liascript import LIASCRIPT
from anki_export.source.formats.logseq import LOGSEQ
from anki_export.source.formats.mkdocs_freetext import FREETEXT
from anki_export.source.formats.mkdocs_quiz import QUIZ
from anki_export.source.formats.numbered_items_with_labelled_answers import ITEMS
from anki_export.source.formats.numbered_lists_in_boxes import NUMBERED_QUIZ
from anki_export.source.formats.obsidian import OBSIDIAN, lines_that_ask
from anki_export.source.formats.obsidian_anki_plugins import ANKI_NOTES
from anki_export.source.formats.options import OPTIONS
from anki_export.source.formats.question_and_answer_labels import LABELS
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.formats.tables_and_vocabulary import QUESTION_TABLE, TABLE, VOCABULARY
from anki_export.source.formats.whole_page import TITLE
from anki_export.source.layouts.page_shape import lines_of_faq
from anki_export.source.lines import last_text, next_text
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import AUTOMATIC, Layout, Wanted
from anki_export.source.render_and_sanitize import make_parser
from anki_export.source.rewrites.front_matter_questions import HINTS
from anki_export.source.syntax.admonitions import names_answer_box
from anki_export.source.syntax.admonitions_that_ask_by_title import IS_ANNOUNCED, may_offer
from anki_export.source.syntax.claimed_lines_as_blocks import SPANS
from anki_export.source.syntax.inline_parsing_limits import overlong
from anki_export.source.syntax.jsx_components import IS_MDX
from anki_export.source.thresholds import HEADINGS
from anki_export.source.unclosed_fences_and_hidden_lines import EXAMPLE_CODE, SWALLOWED, hidden_lines
from anki_export.text.classify_labels import asks_nothing, begins_with_answer, names_hint
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer
from anki_export.text.true_or_false import announces_verdicts

FORMATS: tuple[Format, ...] = (
    OBSIDIAN, LOGSEQ, HASHCARDS, HASCARD, INKA, ANKI_NOTES, QUIZ, LIASCRIPT, FREETEXT, ADMONITION, NUMBERED_QUIZ,
    HIDDEN, CHALLENGE, LABEL_HEADINGS, DETAILS, GLOSSARY, FILLED_BLANK, ANSWERS_BELOW, HEADING, LABELS, ITEMS, BOLD,
    OPTIONS, QUESTION_TABLE, DEFINITION, VOCABULARY, TABLE, TITLE,
)  # fmt: skip

_SIGNS = tuple(dict.fromkeys(chain.from_iterable(format.signs for format in FORMATS)))
FLASHCARDS = frozenset(format.name for format in FORMATS if format.when is When.FLASHCARDS)
"""The formats of other programs for flashcards."""
_recognised = attrgetter(*Recognised.__struct_fields__)
_PARTS = frozenset({"entry_open", "entry_body", "entry_close"})
_SECOND_IN_LINE = regex(r"[?？؟_].*\s[(（]?[^\W\d_a-zA-Z][.)）]\s|[?？؟_].*\s[(（]?[bB][.)）]\s")
"""An option behind a question in its line."""
_HABIT = 2
"""This many make a habit: one may be a slip."""


def may_hold(text: str, wanted: Wanted) -> bool:
    """Whether a text may contain questions, or something meant to be one."""
    return wanted.has_flashcards or any(format.may_hold(text) for format in chain(*_wanted(wanted, text)))


_ENDS_ASKING = ("?\n", "?\r", "?*", "?_", "?<", "？".encode().decode("latin-1"))
"""Question marks where lines, bold text and summaries end."""
_FEWEST_ASKING, _BYTES_A_QUESTION = 3, 50_000
"""Fewer lines ask on other pages, too: in a changelog of a mebibyte, some do."""


def likely_holds(data: bytes) -> bool:
    """Whether a page that can't be decoded or is too large to parse seems to contain a question.

    If not, the page is ignored without a message.
    """
    text = data.replace(b"\0", b"").decode("latin-1")  # UTF-16 has a NUL byte in each ASCII character
    if sum(map(text.count, _ENDS_ASKING)) >= max(_FEWEST_ASKING, len(data) // _BYTES_A_QUESTION):
        return True
    certain = (format for format in FORMATS if format.when is When.ALWAYS or format.likely_holds)
    return any((format.likely_holds or format.may_hold)(text) for format in certain)


def parse_page(text: str, wanted: Wanted = AUTOMATIC, outline: Outline | None = None) -> ParsedPage:
    """Parse a page and find the entries of all formats; its `outline` is used if it is that of the text.

    Without tokens if there are none and nothing looks like one.
    """
    if outline is None or outline.text != text:
        outline = Outline(text.split("\n"))
    flashcards, others = _wanted(wanted, text)
    for format in flashcards:
        may_be = wanted.has_flashcards or wanted.is_named(format.name) or format.may_hold(text)
        if may_be and (found := format.flashcards(outline, wanted)):
            return _flashcards(format, outline, found, wanted)
    page = _parsed(outline, wanted, others)
    asking = lines_that_ask(outline, wanted) if wanted.is_named(AUTO) else ()
    if asking and all(page.taken.isdisjoint(one.lines) for one in asking if isinstance(one, Span)):
        return _flashcards(OBSIDIAN, outline, asking, wanted)
    return page


def _parsed(
    outline: Outline, wanted: Wanted, formats: Sequence[Format], env: Mapping[str, object] | None = None
) -> ParsedPage:
    """A page whose questions may be in some formats, which are not those of flashcards.

    `env` is that of the parser, if a part of the page is already parsed.
    """
    text, lines = outline.text, outline.lines
    formats = [format for format in formats if format.when is When.BY_EVIDENCE or format.may_hold(text)]
    spans, overlapping = _spans(outline, formats, wanted)
    if not spans and not any(format.entries for format in formats):
        return ParsedPage(outline)
    is_announced = partial(are_announced, outline, wanted)
    env = {**(env or {}), SPANS: spans, IS_MDX: wanted.is_mdx, IS_ANNOUNCED: is_announced}
    dollar_math = has_formulas(outline) if wanted.dollar_math is None else wanted.dollar_math
    tokens = parser(dollar_math).parse("\n".join(_opened(outline, spans)) if spans else text, env)
    if wanted.layout is Layout.COLLAPSED:
        name_as_answers(tokens)
    of_spans = list(_entries(tokens)) if spans else []
    starts = sorted(entry.lines.start for entry in of_spans)
    reached = set(starts)
    of_tokens: list[Entry] = []
    around: list[Entry] = []
    findings = list(map(_overlap, overlapping))
    for entry in (entry for format in formats if format.entries for entry in format.entries(tokens, lines)):
        if isinstance(entry, Finding):
            findings.append(entry)
        else:
            (around if _next(starts, entry.lines.start) in entry.lines[1:] else of_tokens).append(entry)
    hidden = [entry for entry in of_tokens if entry.format == HIDDEN.name]
    beside: list[Entry] = []
    markup = {number for span in spans.values() for number in span.markup}
    if hidden:
        outer = _around(hidden, (*of_spans, *of_tokens))
        around += outer
        of_spans, of_tokens = ([one for one in found if one not in outer] for found in (of_spans, of_tokens))
        inner, beside = _no_questions(hidden, of_tokens)
        of_tokens = [one for one in of_tokens if one not in inner and one not in beside]
        markup.update(one.lines.start for one in (*inner, *beside))
        read = {line for entry in hidden for line in entry.lines}
        lone = [one for one in inner if read.isdisjoint((one.lines.start, last_text(lines, one.lines.start)))]
        findings += map(_without_question, lone)  # the others are a second answer
    inside = {number for entry in of_spans for number in entry.lines}
    entries = [*of_spans, *(replace(e, is_nested=True) if e.lines.start in inside else e for e in of_tokens)]
    if (faq := lines_of_faq(outline, wanted)) and sum(one.lines.start in faq for one in entries) < HEADINGS.least:
        about = [one for one in entries if one.lines.start in faq and not wanted.is_named(one.format)]
        entries = [one for one in entries if one not in about]
        markup.update(one.lines.start for one in about)
        findings += [_about_repository(about)] if about else []
    front = range(wanted.front_matter)
    entries = [replace(e, takes_id=False, hints=HINTS) if e.lines.start in front else e for e in entries]
    return ParsedPage(
        outline,
        tokens,
        sorted(entries, key=lambda entry: entry.lines.start),
        [span for start, span in spans.items() if start not in reached],
        around,
        beside,
        findings,
        overlong(env),
        frozenset(markup),
    )


def _about_repository(entries: Sequence[Entry]) -> Finding:
    places = [one.lines.start for one in entries]
    message = f"introduction asks about the repository or the course; {len(places)} skipped"
    hint = f"if it asks about the subject, name the format of these questions: `formats: [auto, {entries[0].format}]`"
    return Finding(places[0], Rule.NOT_READ, message, hint, places=places)


def _flashcards(format: Format, outline: Outline, found: Sequence[Span | Finding], wanted: Wanted) -> ParsedPage:
    """A page of flashcards: what the parser sees of it are these, and what defines links and footnotes.

    The rest of the page is parsed apart, with rules in place of these, where its blocks end.
    """
    lines = [line if _DEFINITION.match(line) else "" for line in outline.lines]
    spans = {span.lines.start: span for span in found if isinstance(span, Span)}
    findings = [one for one in found if isinstance(one, Finding)]
    for span in spans.values():
        # What the parser looks for in the whole text must be there, too.
        texts = (text for one in (span, *span.more) for text in (one.title, *one.prompt, *one.above, *one.body))
        lines[span.lines.start : span.lines.stop] = [f"… {' '.join(texts)}"] + [""] * (len(span.lines) - 1)
    env: dict[str, object] = {SPANS: spans}
    tokens = parser(True).parse("\n".join(lines), env)  # as these programs do
    entries = sorted(_entries(tokens), key=_start)
    page = ParsedPage(outline, tokens, entries, findings=findings, overlong=overlong(env), flashcards=format.name)
    taken = page.taken
    rest = [
        _RULE if number in taken and not _DEFINITION.match(line) else line for number, line in enumerate(outline.lines)
    ]
    apart = Outline(rest)
    others = _parsed(apart, replace(wanted, dollar_math=True), _wanted(wanted, apart.text)[1], env)
    beside = [one for one in others.entries if not _is_section(one, outline.lines, taken)]
    if not beside:
        return page
    return replace(
        others,
        outline=outline,
        entries=sorted((*entries, *beside), key=_start),
        findings=[*page.findings, *others.findings],
        flashcards=format.name,
    )


@cache
def parser(dollar_math: bool, /) -> MarkdownIt:
    """Cached: creating it takes longer than reading a short text. It keeps no state between texts."""
    return make_parser(dollar_math)


def _is_section(entry: Entry, lines: Sequence[str], flashcards: Set[int]) -> bool:
    """Whether a question contains flashcards, or has nothing but these as its answer."""
    stop = entry.lines.stop
    below = next_text(lines, stop)
    goes_on = below in flashcards and (not entry.body or (below == stop and lines[stop][0] in _INSIDE))
    return goes_on or not flashcards.isdisjoint(entry.lines)


_RULE = "***"
_INSIDE = " \t>"
"""What begins the lines inside of quotes and boxes."""
_start = attrgetter("lines.start")
_DEFINITION = regex(r" {0,3}\[[^\[\]\n]+\]:")


def _around(hidden: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    """The entries that hold questions whose answers are hidden."""
    starts = sorted(entry.lines.start for entry in hidden)
    return [one for one in others if one.format != HIDDEN.name and _next(starts, one.lines.start) in one.lines]


def _no_questions(hidden: Sequence[Entry], of_tokens: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Question blocks that are answers, and those that hide anything else on such a page."""
    marked = {lines.start for entry in hidden if entry.answer for lines in entry.answer.answers}
    blocks = [one for one in of_tokens if one.format == ADMONITION.name and not one.is_nested]
    inner = [one for one in blocks if one.lines.start in marked or begins_with_answer(one.written)]
    are_answers = sum(one.lines.start in marked for one in inner) >= _HABIT
    others = [one for one in blocks if one not in inner and not any(map(names_answer_box, one.body))]
    if len(hidden) < _HABIT:
        return inner, []
    asking = [one for one in others if wants_answer(one.written) and not _is_aside(one.written)]
    return inner, [one for one in others if one not in asking and (are_answers or not one.number)]


def _is_aside(title: str) -> bool:
    """Whether a title offers a hint or asks how it went: "Need a hint?", "Stuck?"."""
    return names_hint(title) or may_offer(title)


def _next(starts: Sequence[int], line: int) -> int:
    """The first start from a line on; -1 if there is none."""
    at = bisect_right(starts, line - 1)
    return starts[at] if at < len(starts) else -1


def opening_marks(entries: Sequence[Entry]) -> dict[str, str]:
    """How the questions of each format are marked on a page, by the name of the format."""
    first = {entry.format: entry for entry in reversed(entries)}
    return {format.name: format.shown(first[format.name]) for format in FORMATS if format.name in first}


def unrecognised(page: ParsedPage, wanted: Wanted) -> Iterator[Finding]:
    """Report what looks like a question in a format that is read on a page, but was not recognised."""
    own: dict[str, list[Entry]] = {}
    for entry in (*page.entries, *page.around):
        own.setdefault(entry.format, []).append(entry)
    _, others = _wanted(wanted, page.outline.text)
    for format in others if not page.flashcards else ():
        for finding in format.unrecognised(page, own.get(format.name, ())) if format.unrecognised else ():
            if finding.line not in page.markup:
                yield finding
    yield from page.findings
    for entry in page.beside:
        message = f"question block {entry.written!r} is on a page of questions with hidden answers; skipped"
        hint = "make it another block, such as ??? note, or write the questions of the page as question blocks"
        yield Finding(entry.lines.start, Rule.NO_QUESTION, message, hint)
    for entry in page.around:
        if not asks_nothing(entry.written):
            message = f"block {entry.written!r} contains questions, which become the cards"
            yield Finding(entry.lines.start, Rule.NESTED, message, "for a separate card, write it outside the block")
    places = hidden_lines(page.tokens, page.lines) if page.unread else {}
    for span in page.unread:
        if not any(page.lines[number].strip() for number in span.lines):  # the front matter asks
            yield Finding(span.lines.start, Rule.UNANSWERED, "question has no answer; skipped", span.hints.answer)
            continue
        place = places.get(span.lines.start, "in a place where no block can start")
        if place == EXAMPLE_CODE and not page.outline.is_code[span.lines.start]:
            place = SWALLOWED  # a block above ends elsewhere than its lines say
        if place != EXAMPLE_CODE:
            message = f"this looks like a question but is {place}; skipped"
            yield Finding(span.lines.start, Rule.NOT_READ, message, "close the block before it")


def _wanted(wanted: Wanted, text: str) -> tuple[Sequence[Format], Sequence[Format]]:
    """The formats that are read: those for flashcards, and the others for which a text has a sign.

    Where the folder says how its pages ask, one of them may still be of flashcards.
    """
    return _with_signs(wanted.formats, wanted.is_named(AUTO), wanted.layout is not None, _signs_in(text))


@lru_cache(1 << 5)  # several ask about a page, in stages of reading some
def _signs_in(text: str) -> Set[str]:
    return frozenset([sign for sign in _SIGNS if sign in text])


@lru_cache(1 << 8)  # many pages of a folder have the same signs
def _with_signs(
    names: frozenset[str], is_auto: bool, is_decided: bool, signs: Set[str]
) -> tuple[Sequence[Format], Sequence[Format]]:
    flashcards, others = _formats(names, is_auto, is_decided)
    return flashcards, [one for one in others if not one.signs or not signs.isdisjoint(one.signs)]


@lru_cache
def _formats(names: frozenset[str], is_auto: bool, is_decided: bool) -> tuple[Sequence[Format], Sequence[Format]]:
    flashcards = [one for one in FORMATS if one.when is When.FLASHCARDS]
    others = [one for one in FORMATS if one.name in names or (is_auto and not one.when.is_on_request)]
    wanted = [one for one in flashcards if is_auto or is_decided or one.name in names]
    return wanted, [one for one in others if one not in flashcards]


def _spans(outline: Outline, formats: Sequence[Format], wanted: Wanted) -> tuple[dict[int, Span], list[Span]]:
    """The non-overlapping spans of formats by their first line, and labelled questions that run into one of them."""
    spans: dict[int, Span] = {}
    overlapping: list[Span] = []
    taken: set[int] = set()
    is_explicit = has_blocks = False
    text = free = outline.text
    below = "\n".join(outline.lines[wanted.front_matter :]) if wanted.front_matter else text
    for format in formats:
        is_beside = format.when is When.BY_EVIDENCE and is_explicit and not wanted.is_named(format.name)
        is_beside = is_beside and not format.is_read_beside(outline)
        if not (own := sections_beside(outline, taken, with_quizzes=not has_blocks) if is_beside else outline):
            continue
        if (format.when is When.BY_EVIDENCE or free is not text) and not format.may_hold(free):
            continue
        if format.when is When.ALONE_ON_REQUEST and (spans or is_explicit):
            continue
        has_blocks = has_blocks or (format.is_used is not None and format.is_used(below))
        is_explicit = is_explicit or has_blocks
        found = list(format.spans(own, wanted))
        if any(_SECOND_IN_LINE.search(span.title) for span in found):
            from anki_export.source.candidates.options_behind_questions import with_options_below

            found = list(with_options_below(found))
        if found and format in (HEADING, ITEMS, BOLD) and "b) " in own.text and "> " in own.text:
            from anki_export.source.candidates.parts_answered_by_quotes import with_parts

            found = list(with_parts(found))
        if format.least > 1 and sum(taken.isdisjoint(span.lines) for span in found) < format.least:
            continue
        for span in found:
            if taken.isdisjoint(span.lines):
                spans[span.lines.start] = _closed(span, outline)
                taken.update(span.lines, span.markup)
                # Beside answers elsewhere on the page, other questions may have theirs below them; so they may beside
                # a section of statements.
                is_judged = format is DETAILS and announces_verdicts(outline.title_above(span.lines.start))
                is_explicit = is_explicit or (format.when is When.ALWAYS and not (span.body_stop or is_judged))
            elif format is LABELS and span.lines.start not in taken:  # a heading may name a section of such questions
                overlapping.append(span)
        if format is HEADING and taken:  # the other formats begin questions with other marks in their first lines
            left = ("" if n in taken or line[:1] == "#" else line for n, line in enumerate(outline.lines))
            free = "\n".join(line for line, _ in groupby(left))  # a question is one blank line: fewer to look at
            if not free.strip():
                break
    return spans, overlapping


def _closed(span: Span, outline: Outline) -> Span:
    """A question at whose end a `<details>` ends that opens in its body and is never closed."""
    opened = any(start in span.lines[1:] and start >= span.body_start for start in outline.unclosed)
    return replace(span, body=[*span.body, "</details>"]) if opened and span.body else span


def _overlap(span: Span) -> Finding:
    message = f"question {span.title!r} continues into another question; skipped"
    return Finding(span.lines.start, Rule.NOT_READ, message, "end it with a heading above the other one")


def _without_question(entry: Entry) -> Finding:
    message = "there is no question above this answer; skipped"
    return Finding(entry.lines.start, Rule.NO_QUESTION, message, "write the question above it, with the same indent")


def _opened(outline: Outline, spans: Mapping[int, Span]) -> Sequence[str]:
    """The lines of a page without the markup around questions, and blocks that enclose one."""
    lines = outline.lines
    starts = sorted(spans)
    opened = list(lines)
    for span in spans.values():
        for number in span.markup:
            opened[number] = "<!-- -->"  # a blank line would not end a list or an admonition above

    def encloses(block: range) -> bool:
        next_one = bisect_right(starts, block.start)
        is_inside = next_one and block.start in spans[starts[next_one - 1]].lines
        return not is_inside and next_one < len(starts) and starts[next_one] in block

    for one in outline.collapsed:
        if encloses(one.lines):
            opened[one.lines.start : one.body_line + 1] = [""] * (one.body_line + 1 - one.lines.start)
            opened[one.lines.stop - 1] = ""
    for container in outline.containers:
        if encloses(container.lines):
            opened[container.lines.start] = opened[container.lines.stop - 1] = ""
    return opened


def _entries(tokens: Sequence[Token]) -> Iterator[Entry]:
    """The entries created from spans."""
    places = iter([i for i, token in enumerate(tokens) if token.type in _PARTS])
    for start, middle, end in zip(places, places, places, strict=True):  # none is in another one
        span: Span = tokens[start].meta["span"]
        title = tokens[start + 1]
        yield Entry(
            **dict(zip(Recognised.__struct_fields__, _recognised(span), strict=True)),
            title=title,
            body=tokens[middle + 1 : end],
            prompt=tokens[start + 2 : middle],
            comment="".join(child.content for child in title.children or () if child.type == "html_inline"),
        )
