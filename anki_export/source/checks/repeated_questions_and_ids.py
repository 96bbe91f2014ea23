"""Questions that are asked twice in the same words or in nearly the same, and card ids that are used twice.

On a page, one card is enough for those with the same answer. Questions in the same words with different pictures,
sounds or links are different questions.

Two questions of a topic are nearly the same if they are equal without word endings, weak words and the words of the
topic, and ask for the same thing (what, how, why, when …). Or if most of their words are the same and their answers are
similar. Either way they must mention the same code and numbers, and have the same pictures and the same content below
their titles, such as code or choices. Titles that are not questions, such as those of a glossary, are names.

Only pairs that share an index entry are compared: the normalised question, or one of its rarer words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.source.checks.checked_page import CheckedQuestion
from anki_export.source.pages_and_questions import Question
from anki_export.source.render_context import Context
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, normalised_title
from anki_export.text.similarity import FILLERS, significant, words

_HINT = "remove one, or reword the questions to show how they differ"
_WEAK = FILLERS - frozenset(words("not")) | frozenset(
    words(
        "i we my our one us there s explain describe define discuss tell me give briefly exactly actually main basic"
        " different various term mean meaning means please command used possible purpose called"
    )
)
"""Words that don't change what a question asks."""
_INTENTS = {
    "how": "how", "possibl": "how", "why": "why", "when": "when", "where": "where", "wher": "where", "who": "who",
    "many": "many", "much": "many", "often": "often", "not": "not", "n't": "not", "without": "not",
}  # fmt: skip
"""What a question asks for, by the stem of one of its words; all others ask what something is."""
_ASKING = frozenset(_INTENTS)
_NUMBERS = frozenset(
    words(
        "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth ninth"
        " tenth"
    )
)
_COMPARES = frozenset(words("difference differ differences differs compare comparison vs versus between"))
"""With one of these, word order does not matter."""
_ASKS = _COMPARES.union(
    words("how why when where who what which explain describe define discuss list give tell name state write")
)
"""A title with one of these, or a question mark, is a question; otherwise it is a name."""
_PLACE = regex(r"(?P<rest>.*\S)\s+(?:in|within|inside)\s+(?:an?\s+|the\s+|your\s+)?(?:[\w.+#-]+\s*){1,2}\W*", re.DOTALL)
"""A question that ends with a context, as in "between COPY and ADD in a Dockerfile"."""
_Sense = tuple[frozenset[str], tuple[str, ...]]
"""The intent and remaining words of a question: equal for questions that ask nearly the same."""
_NAME = regex(r"\b[A-Z]{2,}\b|(?<=[\"'“‘])(?<!\w')\w[\w ]*(?=[\"'”’])")
_CODE = regex(r"`([^`]*)`")
_CODE_BLOCK = '<div class="iq-code'
"""The start of an answer with code right below the title, which the question may be about."""
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_LEFT = 3
"""Minimum number of significant words in a question without its context."""
_FEW = 5
"""Words in more questions of a topic than this are not indexed: the number of pairs grows quadratically."""
_SAME_WORDS, _SAME_ANSWER, _LIKE_BODY = 0.7, 0.8, 0.45
"""Shares of common words: of two questions, of their answers, and of their bodies."""
_TELLING_ANSWER = 6
"""Minimum words of an answer for it to show that two questions are the same."""


def without_repeats(asked: Sequence[CheckedQuestion], context: Context) -> Iterator[CheckedQuestion]:
    """The questions of a page without those that repeat another one with its answer, which are reported."""
    titles = [one.question.key.partition("\n")[0] for one in asked]
    if len(set(map(_letters, titles))) == len(titles):
        yield from asked  # as on nearly all pages
        return
    first: dict[object, CheckedQuestion] = {}
    titles = list(map(normalised, titles))
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


def _letters(text: str) -> str:
    """The letters and digits of a text, which two texts have in common if they are the same when `normalised`."""
    return (text if text.isascii() else normalised(text)).casefold().translate(_SIGNS)


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
    letters = [_letters(question.key) for question in topic]
    counts = Counter(letters)
    for question in (one for one, own in zip(topic, letters, strict=True) if counts[own] > 1):  # nearly none
        pages = asked[normalised(question.key) or question.key, shown(question)]
        first = pages.setdefault(question.page, question)
        if first is not question:
            line = first.location.line
            message = f"the page already asks this on line {line}, with another answer; both become cards"
            yield Diagnostic(question.location, Rule.ASKED_TWICE, message, _HINT)
        elif len(pages) > 1:
            other = next(iter(pages.values()))
            level = f" in {other.level.name}" if other.level else ""
            message = f"{other.topic} already asks this{level} at {other.location}"
            yield Diagnostic(question.location, Rule.ASKED_ELSEWHERE, message, _HINT)


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
            message = f"card id {question.card_id!r} is already used at {first}"
            yield Diagnostic(question.location, Rule.CARD_ID, message, "give each question its own id")


def near_duplicates(topic: Sequence[Question]) -> Iterator[Diagnostic]:
    """Report each question that is nearly the same as an earlier one of its topic, with the location of that one."""
    if not _may_show_the_same(topic):
        return
    first_match: dict[int, int] = {}
    for earlier, later in sorted(_near(topic)):
        first_match.setdefault(later, earlier)
    for later, earlier in first_match.items():
        one, other = topic[earlier], topic[later]
        if normalised(one.key) != normalised(other.key):
            message = f"nearly the same question as {one.question_text!r} at {one.location}"
            hint = "merge the two, or reword them to show how they differ"
            yield Diagnostic(other.location, Rule.ASKED_NEARLY, message, hint)


def _may_show_the_same(topic: Sequence[Question]) -> bool:
    """Whether two questions have the same below their titles, such as nothing: only such ones are nearly the same."""
    if len([question for question in topic if "\n" not in question.key]) > 1:
        return True  # as in most topics
    asked = [(normalised(question.key), normalised_title(question.key)) for question in topic]
    below = [key.removeprefix(title).strip() for key, title in asked]
    return len(set(below)) < len(below) or not all(key.startswith(title) for key, title in asked)


def _near(topic: Sequence[Question]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, smaller one first."""
    passing = _WEAK | frozenset(words(topic[0].topic))
    known: dict[_Sense, int] = {}
    senses = [_sense(question.key, passing) for question in topic]
    for i, sense in enumerate(senses):
        if sense[1] and (first := known.setdefault(sense, i)) != i and _name_the_same(topic[first], topic[i]):
            yield first, i
    for i, question in enumerate(topic):
        if " in " in question.key and (place := _PLACE.fullmatch(question.key)):
            asks, left = _sense(place["rest"], passing)
            other = known.get((asks, left), i) if len(left) >= _LEFT else i
            if other != i and _name_the_same(topic[other], question):
                yield min(i, other), max(i, other)
    yield from _same_bodies(topic, [frozenset(left) for _, left in senses])


def _sense(question: str, passing: frozenset[str]) -> _Sense:
    """What a question asks for, and its significant words.

    `passing` are weak words and those of the topic; if nothing else is left, the topic's words are significant.
    """
    found = words(question)
    left = [word for word in found if word not in passing] or [word for word in found if word not in _WEAK]
    if not _COMPARES.isdisjoint(found):
        left.sort()
    return frozenset(map(_INTENTS.__getitem__, _ASKING.intersection(found))), tuple(left)


def _name_the_same(one: Question, other: Question) -> bool:
    """Whether two questions mention the same code; if one has none, whether its words contain the other's code.

    Weak words used as names, such as "AND" and "OR", must also be the same, as must numbers that both have, and
    everything that a question shows besides the words of its title.
    """
    titles, below = zip(*(q.key.partition("\n")[::2] for q in (one, other)), strict=True)
    if not all(map(_asks, titles)) or normalised(below[0]) != normalised(below[1]) or shown(one) != shown(other):
        return False
    first_code = [q.answer.partition("</pre>")[0] for q in (one, other) if q.answer.startswith(_CODE_BLOCK)]
    if len(set(first_code)) > 1:
        return False
    numbers = [{word for word in words(title) if word in _NUMBERS or word.isdigit()} for title in titles]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return False
    names = [{name for name in _NAME.findall(q.key) if _WEAK.issuperset(words(name))} for q in (one, other)]
    code, code_of_other = ({" ".join(part.split()) for part in _CODE.findall(q.key)} for q in (one, other))
    if names[0] != names[1] or (code and code_of_other):
        return names[0] == names[1] and code == code_of_other
    return all(part in one.key and part in other.key for part in code | code_of_other)


def _asks(title: str) -> bool:
    """Whether a title is a question, by its words or punctuation."""
    return "?" in title or "？" in title or not _ASKS.isdisjoint(words(title))


def _same_bodies(topic: Sequence[Question], texts: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs that share most words of the question and enough of their answers."""
    counts = Counter(chain.from_iterable(texts))
    index: defaultdict[str, list[int]] = defaultdict(list)
    rare = {word for word, count in counts.items() if 1 < count <= _FEW}
    for i, text in enumerate(texts):
        for word in text & rare:
            index[word].append(i)
    for i, j in sorted({pair for numbers in index.values() for pair in combinations(numbers, 2)}):
        is_alike = _alike(texts[i], texts[j]) >= _SAME_WORDS and _name_the_same(topic[i], topic[j])
        if is_alike and _say_the_same(topic[i], topic[j], texts[i] ^ texts[j]):
            yield i, j


def _say_the_same(one: Question, other: Question, differing: frozenset[str]) -> bool:
    """Whether two answers are so similar that the `differing` words of their questions don't matter.

    A word that one question adds is a detail if both bodies are similar; if words are exchanged, such as "inserting"
    and "deleting", the answers must be the same.
    """
    answers = [frozenset(significant(question.answer_text)) for question in (one, other)]
    if min(map(len, answers)) >= _TELLING_ANSWER and _alike(*answers) >= _SAME_ANSWER:
        return True
    asked = [frozenset(words(question.key)) for question in (one, other)]
    bodies = [answer.union(significant(q.explanation_text)) for answer, q in zip(answers, (one, other), strict=True)]
    is_detail = differing <= asked[0] or differing <= asked[1]
    return is_detail and min(map(len, bodies)) >= _TELLING_ANSWER and _alike(*bodies) >= _LIKE_BODY


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words, in any order: 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other) or 1)
