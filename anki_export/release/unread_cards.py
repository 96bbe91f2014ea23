"""Find questions whose card belongs to a page that was not read: as new cards, learners would get them twice."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.release.lock import Card
from anki_export.source.types import Question
from anki_export.text.normalize import normalised


def cards_of_unread_pages(
    new: Iterable[Question], unread: Sequence[Card], asked_on: Callable[[str], Collection[str]]
) -> Iterator[Diagnostic]:
    """Report each page that was not read and has given away questions, under the first of them.

    `new` are the questions without a card, `unread` those of existing pages that were not read. `asked_on` gives the
    normalised questions of such a page: a question that is still there was copied, and each gets its own card.
    """
    in_use = [card for card in unread if not card.retired]
    by_id = {card.id: card.page for card in in_use if card.id}
    by_text = {(normalised(card.question), card.answer): card.page for card in in_use}
    pages: dict[str, list[Question]] = defaultdict(list)
    for question in new if in_use else ():
        page = by_id.get(question.card_id) or by_text.get((normalised(question.key), question.answer_text))
        if page:
            pages[page].append(question)
    for page, found in pages.items():
        left = asked_on(page)
        questions = [question for question in found if normalised(question.key) not in left]
        if not questions:
            continue
        subject = "this question has" if len(questions) == 1 else f"this and {len(questions) - 1} more questions have"
        yield Diagnostic(
            questions[0].location,
            Rule.CARDS_ELSEWHERE,
            f"{subject} a card from {page}, which was not read: learners would get the same card twice",
            f"also name {page}, or name a folder that contains all of these pages",
        )
