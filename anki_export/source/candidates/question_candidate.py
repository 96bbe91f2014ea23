"""What may be a question: a heading, a bold line or a summary, before it is judged by the page as a whole."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.lines import end_of_paragraph, end_of_text, is_blank, last_text
from anki_export.source.outline import Heading, Outline, html_heading, section_ends
from anki_export.source.question_numbers import QuestionNumber, counts_up, is_only_q, number_of, numbers_in_order
from anki_export.source.thresholds import ANNOUNCED, SLIP
from anki_export.text.classify_labels import is_label_of, may_be_task
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import asks_if_announced, is_clear_question, is_statement, is_to_complete
from anki_export.text.word_patterns import Words

_STARS = regex(r"\s+\*{1,5}\s*\Z")
_RATING = regex(r"\A(?:[★☆⭐🌟]\ufe0f?\s*)+(?=\w)|\s*[(（]?(?:\u200d?[★☆⭐🌟]\ufe0f?\s*)+[)）]?\s*\Z")
_FOLLOWS = Words("follows")
_FEWEST_WORDS = 3


class Candidate(Struct, frozen=True):
    """What may be a question, and the evidence that it is one."""

    lines: range
    """From the line of its title to the end of what may be its answer."""
    title: str
    """As Markdown, with its number."""
    number: QuestionNumber | None
    """What may number it."""
    is_clear: bool
    """Whether its words ask."""
    is_order: bool
    """Whether its words set a task or begin with one that asks, which is a question only where others are."""
    is_marked: bool = False
    """Whether something besides its words asks: a hidden answer, ticked options, a sign of difficulty."""
    is_answered: bool = False
    """Whether a label for its answer is below it."""
    has_options: bool = False
    """Whether a line that begins as a second option does is below it."""
    rank: tuple[int, bool] = (0, False)
    """Candidates of one rank look the same on the page: the level of a heading, and whether it is in a list item."""

    @property
    def line(self) -> int:
        """The line of its title."""
        return self.lines.start

    @property
    def asks(self) -> bool:
        """Whether it asks, wherever it is."""
        return self.is_clear or self.is_marked

    @property
    def asks_or_orders(self) -> bool:
        """Whether it asks where questions are announced."""
        return self.asks or self.is_order

    @property
    def asks_and_is_answered(self) -> bool:
        """Whether a label for its answer is below it, and it asks, or has a number with a word, or with options."""
        return self.is_answered and (
            self.is_clear
            or self.has_q
            or (self.number is not None and (self.has_options or self.number.mark not in ".:"))
            or may_be_task(self.title)
        )

    @property
    def words(self) -> str:
        """Its title without its number."""
        return self.number.rest if self.number else self.title

    @property
    def value(self) -> int | None:
        """Its number."""
        return self.number.value if self.number else None

    @property
    def has_q(self) -> bool:
        """Whether it begins with `Q.`, `Q7` or `Question 7`, even if nothing is asked after it.

        `[Q3]` above something else may be a quarter of a year.
        """
        is_number = self.number is not None and self.number.mark == "Q"
        return (is_number and (self.asks or not self.title.startswith("["))) or is_only_q(self.title)

    @property
    def is_label(self) -> bool:
        """Whether it is only a label such as `Question`."""
        return is_label_of(self.title, "question")


def counted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with numbers, if these are a list; where questions are announced, and asked for, they are some."""
    found = [one for one in candidates if one.value is not None]
    return found if counts_up([one.value for one in found if one.value is not None]) else []


def by_rank(candidates: Iterable[Candidate]) -> dict[tuple[int, bool], list[Candidate]]:
    """The candidates of each rank, in their order."""
    ranks: dict[tuple[int, bool], list[Candidate]] = {}
    for one in candidates:
        ranks.setdefault(one.rank, []).append(one)
    return ranks


def are_tasks(asking: Sequence[Candidate], candidates: Sequence[Candidate]) -> bool:
    """Whether enough candidates ask for all of those that ask or set a task to be questions, and these are most."""
    tasks = sum(one.asks_or_orders for one in candidates)
    return ANNOUNCED.of(len(asking), 0) and ANNOUNCED.of(tasks, len(candidates))


def is_whole_task(one: Candidate) -> bool:
    """Whether a candidate sets a task in a whole sentence: the headings of a guide give orders, too."""
    return one.is_order and is_statement(one.title)


def candidate(lines: range, title: str, rank: tuple[int, bool] = (0, False), *, is_marked: bool = False) -> Candidate:
    """What a title says by itself."""
    number, is_clear, is_order = _said_by(title)
    return Candidate(lines, title, number, is_clear, is_order, is_marked, rank=rank)


@lru_cache(maxsize=1 << 11)  # each format that reads a page asks
def _said_by(title: str) -> tuple[QuestionNumber | None, bool, bool]:
    """The number of a title, whether its words ask, and whether they do where other titles ask."""
    number = number_of(title)
    words = number.rest if number else title
    if "</" in words:
        words = without_tags(words).strip()  # <a name="tag">What is a tag</a>
    return number, is_clear_question(words), asks_if_announced(words) or is_to_complete(words)


def all_sections(outline: Outline) -> list[Candidate]:
    """The headings of a page, each with its section."""
    headings = with_slip_levelled(outline, outline.headings)
    ends = outline.section_ends if headings is outline.headings else section_ends(outline, headings)
    pairs = zip(headings, ends, strict=True)
    return [candidate(range(heading.line, stop), heading.title, heading.rank) for heading, stop in pairs]


def with_slip_levelled(outline: Outline, headings: Sequence[Heading]) -> Sequence[Heading]:
    """The headings, of which one that asks may have a mark less than those above and below, as a slip.

    It is the only one of its level, has text of its own, and is between questions of one level. A chapter is no slip:
    others are beside it, or nothing of what is below it is above it. The last heading of a page may invite the reader.
    A heading with more marks is a slip, too, if its number is between theirs.
    """
    levels = Counter(heading.level for heading in headings)
    if 1 not in levels.values() or max(levels.values()) < SLIP.least:
        return headings  # as most
    for at, (above, one, below) in enumerate(zip(headings, headings[1:], headings[2:], strict=False), 1):
        is_slip = above.level == below.level != one.level > 1 == levels[one.level]
        is_counted = is_slip and _counts_on(above, one, below)
        is_slip = is_slip and (is_counted or (one.level < above.level and is_clear_question(below.title)))
        if is_slip and not one.is_item and _is_question(outline, one, below):
            beside = [heading.title for heading in headings if heading.rank == below.rank]
            asking = sum(map(is_clear_question, beside))
            if is_counted or (is_clear_question(above.title) and SLIP.of(asking, len(beside))):
                return [*headings[:at], replace(one, level=below.level), *headings[at + 1 :]]
    return headings


def _counts_on(*headings: Heading) -> bool:
    """Whether headings have rising numbers, written in one way."""
    numbers = [number for one in headings if (number := number_of(one.title)) and number.value is not None]
    values = [number.value or 0 for number in numbers]
    return len(numbers) == len(headings) and values == sorted({*values}) and len({one.mark for one in numbers}) == 1


def _is_question(outline: Outline, one: Heading, below: Heading) -> bool:
    """Whether a heading asks above text of its own, and introduces no group of questions.

    What does has few words, as "Where next?" has, or its text points to what is below.
    """
    return (
        is_clear_question(one.title)
        and size_in_words(one.title) >= _FEWEST_WORDS
        and not all(map(is_blank, outline.lines[one.below : below.line]))
        and not _FOLLOWS.are_in(outline.lines[last_text(outline.lines, below.line)].lower())
    )


def with_lost_signs(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, of which some may lack the sign after their number: `3 Name it` between `2. …` and `4. …`."""
    found = [
        replace(one, number=number, is_clear=is_clear_question(number.rest), is_order=asks_if_announced(number.rest))
        if number and one.number is None
        else one
        for rank in by_rank(candidates).values()
        for one, number in zip(rank, numbers_in_order([one.title for one in rank]), strict=True)
    ]
    return sorted(found, key=lambda one: one.line)


def titled_span(
    format: str, outline: Outline, one: Candidate, number: QuestionNumber | None, hints: Hints, indent: int = 0
) -> Span:
    """The question of a candidate, whose body is below its title and indented by at most `indent` columns."""
    start, first = one.line, outline.lines[one.line]
    stop = end_of_text(outline.lines, start + 1, one.lines.stop)
    html = html_heading(outline.lines, start)
    below = html.stop if html else start + 1
    rest = [html.rest] if html and html.rest else []
    body = body_of([*rest, *outline.lines[below:stop]], below - len(rest), outline.is_code, indent)
    span = numbered_span(format, hints, range(start, stop), one.title, number, body)
    return replace(
        span,
        column=len(first) - len(first.lstrip()) + 1,
        title=_without_stars(span.title),
        id_place=IdPlace(end_of_paragraph(outline.lines, below) if rest else below, ""),
    )


def numbered_span(
    format: str, hints: Hints, lines: range, title: str, number: QuestionNumber | None, body: BodyLines
) -> Span:
    """The question in some lines of a page whose title may have a number; an id goes below its first line."""
    return Span(
        format=format,
        lines=lines,
        title=number.rest if number else title,
        written=title,
        number=number,
        hints=hints,
        body=body.lines,
        body_start=body.start,
        id_place=IdPlace(lines.start + 1, ""),
    )


def answered_below(span: Span) -> Span:
    """A question all of whose body is its answer."""
    lines = range(span.body_start, span.body_start + len(span.body))
    return replace(span, body_stop=lines.stop, answer=AnswerLines((lines,)))


def _without_stars(title: str) -> str:
    """A title without the stars of a rating before or after it, and without separate asterisks after it."""
    title = _RATING.sub("", title) or title if not title.isascii() else title
    if title[-1:] != "*" or (match := _STARS.search(title)) is None:
        return title
    return title[: match.start()] if title.count("*", 0, match.start()) % 2 == 0 else title
