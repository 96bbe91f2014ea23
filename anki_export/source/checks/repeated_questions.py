"""Questions that are asked twice in the same words, and card ids that are used twice.

On a page, one card is enough for those with the same answer. Questions in the same words with different pictures,
sounds or links are different questions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.source.checks.checked_page import CheckedQuestion
from anki_export.source.pages_and_questions import Question
from anki_export.source.render_context import Context
from anki_export.text.html_tokenizer import pieces
from anki_export.text.normalize import normalised

_HINT = "remove one, or reword the questions to show how they differ"


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
    asked = (normalised(title), below, shown(question), pictures)
    if one.parts.options:  # they say all of the answer; of other answers, the explanation may be a part
        return (*asked, frozenset(option.text for option in one.parts.right))
    return (*asked, normalised(question.answer_text), normalised(question.explanation_text))


def duplicate_questions(topic: Sequence[Question]) -> Iterator[Diagnostic]:
    """Report each question of a topic that is already asked on its page, or on another page."""
    asked: defaultdict[tuple[str, frozenset[str]], dict[str, Question]] = defaultdict(dict)
    for question in topic:
        pages = asked[normalised(question.key) or question.key, shown(question)]
        first = pages.setdefault(question.page, question)
        if first is not question:
            yield Diagnostic(
                question.location,
                Rule.ASKED_TWICE,
                f"the page already asks this on line {first.location.line}, with another answer; both become cards",
                _HINT,
            )
        elif len(pages) > 1:
            other = next(iter(pages.values()))
            level = f" in {other.level.name}" if other.level else ""
            yield Diagnostic(
                question.location,
                Rule.ASKED_ELSEWHERE,
                f"{other.topic} already asks this{level} at {other.location}",
                _HINT,
            )


def shown(question: Question) -> frozenset[str]:
    """What a question shows besides its key: names of pictures and sounds, link targets, what it goes on from."""
    has_quote = "<blockquote" in question.question
    if not (question.media or "<a " in question.question or has_quote):  # most questions
        return frozenset()
    links = [piece.attributes.get("href", "") for piece in pieces(question.question) if piece.is_start("a")]
    files = [media.name for media in question.media if media.name in question.question]
    return frozenset(filter(None, [*links, *files, question.question_text * has_quote]))


def duplicate_ids(questions: Sequence[Question]) -> Iterator[Diagnostic]:
    """Report each card id that another question already uses."""
    ids: dict[str, Location] = {}
    for question in questions:
        if question.card_id and (first := ids.setdefault(question.card_id, question.location)) != question.location:
            yield Diagnostic(
                question.location,
                Rule.CARD_ID,
                f"card id {question.card_id!r} is already used at {first}",
                "give each question its own id",
            )
