"""Content checks: each rule is a small function, called in a loop over the table of its kind.

A rule in `QUESTION_RULES` checks one question and returns at most one finding, as does one in `OPTION_RULES` where it
has options; one in `PAGE_RULES` checks a page, one in `LAST_RULES` what the page rules left, and one in `TOPIC_RULES`
all questions of a topic. They have no side effects: cards are created whatever they find.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from hashlib import blake2b

from msgspec import msgpack
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.disk.cache import Cache
from anki_export.source.cards.why_skipped import UNANSWERED
from anki_export.source.checks.asking_lines_on_no_card import asking_lines_on_no_card
from anki_export.source.checks.broken_links import broken_links
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.checks.flawed_answers import banner_answers, empty_answer, repeated_answer
from anki_export.source.checks.flawed_options import (
    all_of_the_above,
    answered_by_question,
    equal_options,
    named_letter,
    nothing_to_choose,
    right_by_habit,
)
from anki_export.source.checks.homoglyphs import mixed_script_words
from anki_export.source.checks.markup_rendered_otherwise import excess_cells, missing_blank_lines, open_emphasis
from anki_export.source.checks.missing_code_or_picture import missing_subject
from anki_export.source.checks.numbering import misnumbered, unread_items
from anki_export.source.checks.placeholders import placeholder_text
from anki_export.source.checks.repeated_questions_and_ids import duplicate_ids, duplicate_questions, near_duplicates
from anki_export.source.checks.too_long import long_answer, long_card
from anki_export.source.checks.unmarked_questions_in_answers import questions_marked_otherwise, unmarked_titles
from anki_export.source.checks.unread_answers_and_options import unread_answers, unread_marks
from anki_export.source.checks.unread_formats import other_flashcards, other_formats
from anki_export.source.checks.unread_gaps_and_statements import (
    items_answered_elsewhere,
    term_lists,
    unread_gaps,
    unread_statements,
)
from anki_export.source.checks.unread_questions import listed_questions, unread_text
from anki_export.source.checks.unread_questions_beside_cards import odd_ones_out
from anki_export.source.pages_and_questions import Question
from anki_export.source.render_context import Context

QUESTION_RULES: tuple[Callable[[CheckedQuestion, CheckedPage], Finding | None], ...] = (
    open_emphasis,
    empty_answer,
    repeated_answer,
    long_answer,
    long_card,
    missing_blank_lines,
    missing_subject,
)
OPTION_RULES = (nothing_to_choose, equal_options, all_of_the_above, named_letter, answered_by_question)
PAGE_RULES: tuple[Callable[[CheckedPage], Iterable[Finding]], ...] = (
    banner_answers,
    placeholder_text,
    misnumbered,
    unmarked_titles,
    excess_cells,
    broken_links,
    mixed_script_words,
    other_formats,
    listed_questions,
    unread_answers,
    other_flashcards,
    right_by_habit,
)
LAST_RULES: tuple[Callable[[CheckedPage, Set[int]], Iterable[Finding]], ...] = (
    questions_marked_otherwise,
    unread_gaps,
    unread_statements,
    unread_marks,
    term_lists,
    items_answered_elsewhere,
    unread_text,
    odd_ones_out,
    asking_lines_on_no_card,
    unread_items,
)
"""These are given the lines of messages that say of something that it is not read."""
NOT_READ = UNANSWERED | {Rule.NOT_READ, Rule.NESTED, Rule.OTHER_OPENERS, Rule.SWALLOWED, Rule.NO_ANSWER}
"""The rules that say of something that it is not read."""
TOPIC_RULES: tuple[Callable[[Sequence[Question]], Iterable[Diagnostic]], ...] = (duplicate_questions, near_duplicates)


def check_page(checked_page: CheckedPage, context: Context) -> None:
    """Run the page and question rules and report their findings."""
    found: list[Finding] = []
    for checked in checked_page.questions:
        rules = (*QUESTION_RULES, *OPTION_RULES) if checked.parts.options else QUESTION_RULES
        found += filter(None, [rule(checked, checked_page) for rule in rules])
    for page_rule in PAGE_RULES:
        found += page_rule(checked_page)
    told = _told(checked_page, context.diagnostics)
    for last_rule in LAST_RULES:
        if found:  # as on few pages
            told.update(*((one.line, *one.places) for one in found if one.rule in NOT_READ))
        found += last_rule(checked_page, told)
    for finding in found:
        if finding.places:
            context.report_together(finding)
            continue
        start = checked_page.lines[min(finding.line, len(checked_page.lines) - 1)].strip()[:1]
        context.report(finding.line, finding.rule, finding.message, finding.hint, needle=finding.needle or start)


def _told(checked_page: CheckedPage, reported: Iterable[Diagnostic]) -> set[int]:
    """The lines of messages that say of something that it is not read."""
    places = {place.line for one in reported if one.rule in NOT_READ for place in (one.location, *one.places)}
    numbers = range(len(checked_page.lines)) if places else ()
    return {number for number in numbers if checked_page.line_of(number) in places}


def check(questions: Sequence[Question], cache: Cache | None = None) -> list[Diagnostic]:
    """The findings in the questions of all pages together; those of a topic are cached until a question changes."""
    topics: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        topics[question.home].append(question)
    found = list(duplicate_ids(questions))
    cache = cache or Cache()
    for home, asked in topics.items():
        if len(asked) == 1:  # nothing can be like it
            continue
        name, stamp = f"topic {home}", _stamp(asked)
        known = cache.recall(name, stamp) if stamp else None
        in_topic = known[0] if known else [diagnostic for rule in TOPIC_RULES for diagnostic in rule(asked)]
        if stamp and not known:
            cache.keep(name, {}, in_topic, stamp)
        found += in_topic
    return found


def _stamp(questions: Iterable[Question]) -> str:
    """A digest of questions, whose media are named after their content; empty if the path of a page is not UTF-8."""
    content = [(replace(question, media=()), [file.name for file in question.media]) for question in questions]
    try:
        return blake2b(msgpack.encode(content), digest_size=16).hexdigest()
    except UnicodeEncodeError:
        return ""
