"""Questions that a page asks twice with the same answer: one card is enough."""

from collections import Counter
from collections.abc import Iterator, Sequence

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedQuestion
from anki_export.source.checks.duplicates import shown as shown_files
from anki_export.source.page_context import Context
from anki_export.text.normalize import normalised


def without_repeats(asked: Sequence[CheckedQuestion], context: Context) -> Iterator[CheckedQuestion]:
    """The questions of a page without those that repeat another one with its answer, which are reported."""
    if len(asked) < 2:
        yield from asked
        return
    first: dict[object, CheckedQuestion] = {}
    titles = [normalised(one.question.key.partition("\n")[0]) for one in asked]
    counts = Counter(titles)
    for one, title in zip(asked, titles, strict=True):
        if counts[title] == 1:  # nearly all
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
    question = one.question
    title, _, below = question.key.partition("\n")
    pictures = frozenset(media.name for media in question.media if media.name in question.answer)
    # What is below the title may be code, in which each sign matters, and so it may in an option.
    asked = (normalised(title), below, shown_files(question), pictures)
    if one.parts.options:  # they say all of the answer; of other answers, the explanation may be a part
        return (*asked, frozenset(option.text for option in one.parts.right))
    return (*asked, normalised(question.answer_text), normalised(question.explanation_text))
