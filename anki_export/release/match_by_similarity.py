"""Match reworded questions to their cards by similarity.

Likely matches are accepted. Unclear ones are decided by the user; otherwise the question counts as new, and a message
says how to merge the two.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from anki_export.release.lock import Card
from anki_export.release.match_moved_questions import common_questions, same_words_elsewhere
from anki_export.release.match_probability import EVEN, Pair, Text, evidence, in_words, pairs, settle
from anki_export.release.rewording_or_sibling import asks_something_else
from anki_export.release.same_or_other_gap import other_gaps, without_text
from anki_export.release.types import Decide, PossibleMatch, can_match
from anki_export.source.pages_and_questions import Question


def match_reworded(
    questions: Sequence[Question],
    tags: Sequence[str],
    matches: Sequence[Card | None],
    cards: Iterable[Card],
    tag_of: Mapping[str, str],
    decide: Decide,
) -> tuple[list[Card | None], list[PossibleMatch]]:
    """Match cards in use to reworded questions: for each question its card or None, and undecided matches.

    `tags` has the topic of each question, `matches` its card if that is known; `tag_of` maps the slug of a deck to its
    topic. Undecided are questions of the topic, and those that another topic asks in the same words.
    """
    with_new = {tag for tag, card in zip(tags, matches, strict=True) if card is None}
    mine: defaultdict[str, list[int]] = defaultdict(list)
    for i, tag in enumerate(tags):
        if tag in with_new:
            mine[tag].append(i)
    theirs: defaultdict[str, list[Card]] = defaultdict(list)
    in_use = [card for card in cards if not card.retired]
    topic_of = {card.guid: tag for card, tag in zip(matches, tags, strict=True) if card}
    for card in in_use if mine else ():
        tag = tag_of[card.deck]
        if tag in mine and topic_of.get(card.guid, tag) == tag:  # else its question has moved to another topic
            theirs[tag].append(card)
    result = list(matches)
    undecided: list[PossibleMatch] = []
    is_common = common_questions(questions, in_use)
    for tag, numbers in mine.items():
        ordered = sorted(theirs[tag], key=lambda card: (card.page, card.due, card.guid))
        members, known = [questions[i] for i in numbers], [matches[i] for i in numbers]
        found, unclear = _match_topic(members, known, ordered, is_common, decide)
        undecided += unclear
        for i, card in found.items():
            result[numbers[i]] = card
    asked = {case.card.guid for case in undecided} | {case.question.location for case in undecided}
    taken = {card.guid for card in result if card}
    new = [i for i, card in enumerate(result) if card is None]
    gone = [card for card in in_use if card.guid not in taken] if new else []
    cases = (
        (i, PossibleMatch(card, questions[i], EVEN))
        for i, card in same_words_elsewhere(questions, new, gone)
        if can_match(card, questions[i]) and asked.isdisjoint((card.guid, questions[i].location))
    )
    found, unclear = _decided(cases, decide)
    return [found.get(i, card) for i, card in enumerate(result)], [*undecided, *unclear]


def _decided(cases: Iterable[tuple[int, PossibleMatch]], decide: Decide) -> tuple[dict[int, Card], list[PossibleMatch]]:
    """The cards that the user gives to questions, by their number, and the cases that stay undecided."""
    found: dict[int, Card] = {}
    undecided = []
    for number, case in cases:
        decision = decide(case) if number not in found else False
        if decision:
            found[number] = case.card
        elif decision is None:
            undecided.append(case)
    return found, undecided


def _match_topic(
    questions: Sequence[Question],
    matches: Sequence[Card | None],
    cards: Sequence[Card],
    is_common: Callable[[str], bool],
    decide: Decide,
) -> tuple[dict[int, Card], list[PossibleMatch]]:
    """Match the questions of a topic, by index, and undecided matches; `is_common` is that of `common_questions`."""
    place_of = {card.guid: i for i, card in enumerate(cards)}
    known = {place_of[card.guid]: j for j, card in enumerate(matches) if card and card.guid in place_of}
    old = [i for i in range(len(cards)) if i not in known]
    new = [j for j, card in enumerate(matches) if card is None]
    if not old or not new:
        return {}, []
    places = same_place([card.page for card in cards], [question.page for question in questions], known)
    olds = [in_words(cards[i].question, cards[i].answer, cards[i].explanation) for i in old]
    news = [_text(questions[j]) for j in new]
    found = evidence(
        olds,
        news,
        [_text(questions[j]) for j in known.values()],
        {(a, b): places[i, j] for a, i in enumerate(old) for b, j in enumerate(new) if (i, j) in places},
    )
    others = other_gaps(found, olds, news, ([cards[i].page for i in old], [questions[j].page for j in new]))
    allowed = {
        (a, b): value
        for (a, b), value in found.items()
        if (a, b) not in others and can_match(cards[old[a]], questions[new[b]])
    }

    def are_siblings(pair: Pair) -> bool:
        card, question = cards[old[pair.old]], questions[new[pair.new]]
        is_same = card.page == question.page or not is_common(question.key)
        before, after = without_text(olds[pair.old]), without_text(news[pair.new])
        return asks_something_else(before, after, found[pair.old, pair.new][1], is_common=not is_same)

    likely, unclear = settle(pairs(allowed), are_siblings)
    cases = (
        (new[pair.new], PossibleMatch(cards[old[pair.old]], questions[new[pair.new]], pair.probability))
        for pair in unclear
    )
    decided, undecided = _decided(cases, decide)
    return {**{new[pair.new]: cards[old[pair.old]] for pair in likely}, **decided}, undecided


def _text(question: Question) -> Text:
    return in_words(question.key, question.answer_text, question.explanation_text)


def same_place(
    old_pages: Sequence[str], new_pages: Sequence[str], matches: Mapping[int, int]
) -> dict[tuple[int, int], float]:
    """Pairs of unmatched old and new questions between the same neighbours, each with 1 / the number in that gap.

    `old_pages` and `new_pages` have the page of each question in order, `matches` maps matched old questions to new.
    """
    back = {new: old for old, new in matches.items() if old_pages[old] == new_pages[new]}
    old_gaps = _gaps(old_pages, {old: old for old in back.values()}, set(matches))
    new_gaps = _gaps(new_pages, back, set(matches.values()))
    return {
        (i, j): 1 / max(len(olds), len(new_gaps[gap]))
        for gap, olds in old_gaps.items()
        if gap in new_gaps
        for i in olds
        for j in new_gaps[gap]
    }


def _gaps(pages: Sequence[str], anchors: Mapping[int, int], matched: set[int]) -> dict[tuple[str, int], list[int]]:
    """The unmatched questions by page and matched question above them, or -1 at the top."""
    gaps: dict[tuple[str, int], list[int]] = defaultdict(list)
    above: dict[str, int] = {}
    for i, page in enumerate(pages):
        if i in anchors:
            above[page] = anchors[i]
        elif i not in matched:
            gaps[page, above.get(page, -1)].append(i)
    return gaps
