"""Tables of two columns whose rows ask, whatever their heads say, where a page announces questions:

    # Quiz: parts of a boat

    | Prompt              | Reply |
    |---------------------|-------|
    | What is a bulwark?  | A wall along the deck |
    | What is a halyard?  | A rope that lifts a sail |

Its title, file, folder or a heading says so, or the line above the table: decisions, requirements and reports have such
rows, too. Four, and four in five, ask or set a task in sentences of their own, half ask, and the answers of most differ
from each other. Half of what is on the page, besides its headings, are rows.

Not such tables: those of a README, a FAQ or minutes, of links, of what is to be decided ("Do we need it?"), forms,
those in the answer to a heading that asks, and what asks on both sides.
"""

from collections.abc import Sequence

from anki_export.source import thresholds
from anki_export.source.announced_questions import are_announced, is_faq, is_of_faq
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.layouts.page_shape import asks_about_repository, is_about_repository
from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.asking import (
    announces_questions,
    is_clear_question,
    is_conversation,
    is_order,
    is_statement,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
)
from anki_export.text.normalize import size_in_words

_FEWEST_WORDS = 3


def may_ask_in_rows(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the first cells of a table ask, and the second ones answer, as far as the table tells."""
    asking = [(text, said) for text, said in pairs if _is_whole_question(text)]
    tasks = sum(is_order(text) and is_statement(text) for text, _ in pairs)
    are_most = thresholds.ASKING_ROWS.of(len(asking) + tasks, len(pairs))
    if not (are_most and thresholds.HALF.of(len(asking), len(pairs))):
        return False  # as most
    answers = {said.casefold() for _, said in asking if said and not (is_only_links(said) or is_clear_question(said))}
    questions = [text for text, _ in asking]
    return (
        thresholds.ANSWERED_ITEMS.of(len(answers), len(asking))
        and not thresholds.HALF.of(sum(map(names_people, questions)), len(questions))
        and not thresholds.QUARTER.of(sum(map(names_writer, questions)), len(questions))
        and not is_conversation(questions, [said for _, said in asking])
    )


def are_questions(outline: Outline, wanted: Wanted, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether rows that may ask are what a page is for."""
    questions = [text for text, _ in pairs]
    title = wanted.title or outline.title
    is_other = is_about_repository(wanted.file) or is_faq(outline, wanted)
    if is_other or names_dialogue(title) or names_interview(title):
        return False
    if asks_about_repository(outline, wanted, "question-table", questions):
        return False
    if not (are_announced(outline, wanted) or any(map(_announces, _texts(outline)))):
        return False
    return thresholds.HALF.of(len(pairs), len(pairs) + _other_lines(outline))


def _is_whole_question(text: str) -> bool:
    """Whether a cell asks in a few words that begin a sentence: a program may ask "which disk?" """
    first = next(filter(str.isalpha, text), "")
    return is_clear_question(text) and not first.islower() and size_in_words(text) >= _FEWEST_WORDS


def _announces(text: str) -> bool:
    """Whether a heading or a line announces questions, other than those of customers."""
    return announces_questions(text) and not (is_of_faq(text) or is_clear_question(text))


def _texts(outline: Outline) -> Sequence[str]:
    """The headings of a page, and the line above each table."""
    rows = [number for number, line in enumerate(outline.lines) if number and "|" in line]
    above = (next((line for line in outline.lines[number - 1 :: -1] if not is_blank(line)), "") for number in rows)
    return [*(heading.title for heading in outline.headings), *(line for line in above if "|" not in line)]


def _other_lines(outline: Outline) -> int:
    """How many lines of a page are neither headings nor rows."""
    headings = {heading.line for heading in outline.headings}
    return sum(not (is_blank(line) or number in headings or "|" in line) for number, line in enumerate(outline.lines))
