"""Pair numbered questions with answers, by their numbers, by the titles of the sections around them, or in order.

Each pair becomes one question, without what the answer repeats of it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise, product

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.body.option_letters import FIRST_OPTION, OPTION, has_second_option
from anki_export.source.candidates.answer_sections import NUMBERED_PART, NUMERAL, name_of_section
from anki_export.source.candidates.items_below_instructions import (
    EXERCISES,
    Instruction,
    announce_tasks,
    are_named_problems,
    are_on_two_pages,
    are_to_change,
    asks_alone,
    asks_in_section,
    has_gap,
    has_problems,
    instruction_above,
    is_sentence_with_gap,
    orders_by_itself,
    sets_own_task,
    without_pointers,
)
from anki_export.source.candidates.numbered_units import (
    FEWEST,
    Section,
    Unit,
    asked_text,
    end_of_code,
    end_of_title,
    heading_unit,
    is_bare,
    joined_lines_of,
    lines_below,
    number_as_text,
    paragraph_below,
    section_above,
    title_above,
    title_of_unit,
    units_within,
)
from anki_export.source.candidates.question_candidate import answered_below, numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.candidates.true_false_statements import verdict_in
from anki_export.source.entry import Finding, Hints, IdPlace, Span
from anki_export.source.lines import end_of_text, indent_of, is_blank, is_separator, is_to_fill_in, next_text
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import is_label_of, is_numbered_task, is_task, names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.question_points import without_points
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    has_blank,
    is_clear_question,
    is_order,
    is_statement,
    may_have_gap,
    wants_answer,
)
from anki_export.text.true_or_false import announces_verdicts, verdicts

_BARE_NUMBER = regex(r"\d{1,3}(?:\.\d{1,3})?[a-z]?")
_NAMES_OPTION = regex(
    r"[\W_]*(?:[^\W\d_](?:(?=\s+[^\W\d_]{1,5}\s+[a-hа-жA-H]\W*\Z)|(?!(?<=[aа])\s+\w|(?<=A)\s+[a-z]))"
    r"|[A-HА-Ж]{2,7}|\d{1,2})(?![^\W_])"
)
"""The letter or number of an option, or several letters: `AC`, `a and c`; not the article of "a reef" or "A reef"."""
_BREAK = regex(r"\s*<br\s*/?>\s*|(?<=[?？:：.])\s+")
_MOST_WORDS_OF_GAP = 4
"""Others are sentences about what is above."""
LEVELS = 6
"""Of headings: sections of bold lines have a higher one."""
NAME = "answers-below"
_HINTS = Hints(
    question="### Q1. {}",
    title="write the question after its number",
    answer="write one answer with the same number below the heading of the answers",
)


class Match(Struct, frozen=True):
    """Questions of one rank, and the answers of one rank that have their numbers."""

    asking: int
    """How many of the questions that have an answer ask."""
    answered: int
    """How many have one."""
    questions: Sequence[Unit]
    found: Sequence[Unit | None]
    """For each question its answer, if their number is there once on either side."""
    answers: Sequence[Unit]


def pairs_in_turn(headings: Sequence[Unit], apart: Sequence[int]) -> list[tuple[Unit, Unit | None]]:
    """The headings of questions, each with that of its answer: `### Q1` and `### A1`.

    Other lines, `apart`, may begin the section of all answers.
    """
    labelled = [unit for unit in headings if unit.label]
    stops = [*(unit.line for unit in labelled), len(labelled) and labelled[-1].lines.stop]
    asked: dict[int, Unit] = {}
    found: dict[Unit, Unit | None] = {}
    for unit, stop in zip(labelled, stops[1:], strict=False):
        at = bisect_right(apart, unit.line)
        unit = replace(unit, lines=range(unit.line, min(stop, unit.lines.stop, *apart[at : at + 1])))
        if unit.label == "question":
            asked[unit.number] = unit
            found[unit] = None
        elif question := asked.pop(unit.number, None):
            found[question] = unit
    answered = sum(map(bool, found.values()))
    return list(found.items()) if thresholds.WITH_ANSWERS.of(answered, len(found)) else []


def instructions_of(lines: Sequence[str], sections: Sequence[Section], match: Match) -> list[Instruction | None]:
    """What is to be done with each question that does not say it, where most only have blanks or are to be changed.

    Without a text where a list has sentences that only lack a word: their gaps ask for it.
    """
    if match.questions[0].rank.startswith("#"):
        return [None] * len(match.questions)
    whole = [instruction_above(lines, sections, one) for one in match.questions]
    lacking = [_lacks(lines, sections, one, said) for one, said in zip(match.questions, whole, strict=True)]
    pairs = [(one, answer) for one, answer in zip(match.questions, match.found, strict=True) if answer]
    if sum(lacking) * 2 <= len(lacking) or _are_judged(sections, pairs):
        return [None] * len(lacking)
    heading = section_above(sections, next((one.line for one in match.found if one), 0) + 1)
    of_lists: dict[range, list[str]] = {}
    for said, one in zip(whole, match.questions, strict=True):
        of_lists.setdefault(said.lines if said else range(0), []).append(one.text)
    asked = {said for said, texts in of_lists.items() if all(map(is_sentence_with_gap, texts))}
    found: list[Instruction | None] = []
    for said, lacks in zip(whole, lacking, strict=True):
        text = without_pointers(said.text, heading.title if heading else "") if said else ""
        said = said and replace(said, text="" if said.lines in asked else text)
        found.append(said if said and (lacks or not said.text or orders_by_itself(said)) else None)
    return found


def _lacks(lines: Sequence[str], sections: Sequence[Section], unit: Unit, said: Instruction | None) -> bool:
    """Whether a unit does not say what to do: below "Exercises", only if a text above the list does."""
    if asks_alone(lines, unit) or has_blank(unit.text):
        return not asks_alone(lines, unit)
    if sets_own_task(lines, unit):
        return False
    title = title_above(sections, unit)
    is_said = said is not None and orders_by_itself(said) and said.text != title
    is_in_task = is_numbered_task(title) or is_task(title)  # `Exercise 1: Translate`
    return is_said or is_in_task or not asks_in_section(lines, sections, unit)


def _is_in_task(sections: Sequence[Section], unit: Unit) -> bool:
    """Whether the heading above a unit is that of one of several tasks: `Exercise 1`."""
    return is_numbered_task(title_above(sections, unit))


def naming_options(lines: Sequence[str], match: Match) -> list[Unit | None]:
    """The answers, without those such as "cancelled" beside the letters of options."""
    if not _name_options(match):
        return list(match.found)
    return [
        None
        if answer
        and not _NAMES_OPTION.match(answer.text)
        and has_second_option(below := lines_below(lines, question))
        and normalised(answer.text) not in normalised(" ".join(below))
        and len(answer.lines) == 1
        else answer
        for question, answer in zip(match.questions, match.found, strict=True)
    ]


def _name_options(match: Match) -> bool:
    """Whether most answers are letters or numbers of options."""
    named = sum(_NAMES_OPTION.match(one.text) is not None for one in match.found if one)
    return thresholds.WITH_ANSWERS.of(named, match.answered)


def best_match(
    lines: Sequence[str], sections: Sequence[Section], questions: Sequence[Unit], answers: Sequence[Unit]
) -> Match | None:
    """The questions and answers that fit best, if they are questions."""

    def fit(each: Match) -> tuple[int, int, bool]:
        return each.asking, each.answered, each.questions[0].rank == each.answers[0].rank

    found = list(_matches(lines, sections, questions, answers))
    best = max(found, key=fit, default=None)
    if best is None:
        return None
    options = [has_second_option(lines_below(lines, one)) for one in best.questions]
    named = (_NAMES_OPTION.match(one.text) for one in best.found if one)
    if options[-1] and sum(options) == 1 < len(options) and all(named):
        return None  # they are to be matched with what has letters below the last one
    if any(fit(each) == fit(best) and set(each.questions).isdisjoint(best.questions) for each in found):
        return None  # nothing says which of two lists is answered
    bare = sum(is_bare(lines, one) for one, answer in zip(best.questions, best.found, strict=True) if answer)
    most = max(len(best.questions), len(best.answers))
    is_enough = (
        thresholds.WITH_ANSWERS.of(best.answered, most)
        and thresholds.HALF.of(best.asking, best.answered)
        and (
            thresholds.HALF.of(bare, best.answered)
            or (_name_options(best) and thresholds.MARKED.of(sum(options), len(options)))
        )
    )
    return best if is_enough else None


def _matches(
    lines: Sequence[str], sections: Sequence[Section], questions: Sequence[Unit], answers: Sequence[Unit]
) -> Iterator[Match]:
    """The questions of each rank, and of each run of its numbers, with the answers of each rank that have these."""
    titles = {one: normalised(asked_text(lines, one)) for one in (*questions, *answers)}
    repeated = {titles[one] for one in questions}
    parts = {name_of_section(one.title) for one in sections if one.level > LEVELS}
    named = {one.line for one in sections if one.level <= LEVELS and parts and name_of_section(one.title) in parts}
    said = _ranks(answers)
    asked = _ranks(questions)
    for own, rank in product([*said, *_beside_keys(sections, said)], [*asked, *_that_go_on(lines, asked, answers)]):
        if own[0].rank == "key" and any(unit.line in named for unit in rank):
            continue  # the titles of lists that the key answers
        if own[0].label == "question" and not rank[0].label and _is_in_task(sections, rank[0]):
            continue  # "Exercise 1: …" answers all of its items
        keys, by_key = _keys_of_ranks(sections, rank, own)
        for units in runs_of(rank):
            counts = Counter(keys[unit] for unit in units)
            given = [by_key.get(keys[unit]) if counts[keys[unit]] == 1 else None for unit in units]
            answered = [
                None if answer and _repeats_other(one, answer, titles, repeated) else answer
                for one, answer in zip(units, given, strict=True)
            ]
            is_whole = len(units) == len(own) and all(answered) and units[-1] is rank[-1]  # right above the answers
            if is_legend(lines, sections, units):
                asking = 0
            elif is_whole and _are_to_complete(lines, sections, units, answered):
                asking = len(units)
            else:
                pairs = [(one, answer) for one, answer in zip(units, answered, strict=True) if answer]
                asking = _asking(lines, sections, pairs)
            yield Match(asking, sum(map(bool, answered)), units, answered, own)


def _keys_of_ranks(
    sections: Sequence[Section], rank: Sequence[Unit], own: Sequence[Unit]
) -> tuple[Mapping[Unit, tuple[str, int]], Mapping[tuple[str, int], Unit]]:
    """What pairs each question of a rank with an answer of another one, and these answers where only one has it."""
    asked, said = _themes(sections, rank), _themes(sections, own)
    may_repeat = len({one.number for one in rank}) < len(rank) or len({one.number for one in own}) < len(own)
    shared: Set[str] = set()
    if may_repeat:
        sides = max(
            (asked, said),
            (_by_number(asked), _by_number(said)),
            (_with_bare_numbers(asked, said), said),
            (_without_numerals(asked), _without_numerals(said)),
            key=lambda sides: len(_shared(*sides)),
        )
        (asked, said), shared = sides, _shared(*sides)
    keys = _keys(said, shared, own)
    counts = Counter(keys)
    by_key = {key: answer for key, answer in zip(keys, own, strict=True) if counts[key] == 1}
    return dict(zip(rank, _keys(asked, shared, rank), strict=True)), by_key


def _asking(lines: Sequence[str], sections: Sequence[Section], pairs: Sequence[tuple[Unit, Unit]]) -> int:
    """How many of some units with answers ask, or set a task where these are exercises."""
    units, answers = [unit for unit, _ in pairs], [answer for _, answer in pairs]
    judged = _judged(sections, pairs)
    are_asking = [one in judged or asks_in_section(lines, sections, one) for one in units]
    asking = sum(are_asking)
    if are_named_problems(lines, sections, units, answers) or _are_judged(sections, pairs):
        return len(units)
    others = (one for one, is_asking in zip(units, are_asking, strict=True) if not is_asking)
    tasks = asking + sum(is_order(asked_text(lines, one)) for one in others)
    are_problems = asking > 1 and thresholds.MARKED.of(tasks, len(units)) and has_problems(sections, units[0])
    are_tasks = (asking and are_on_two_pages(sections)) or announce_tasks(sections) or are_problems
    return tasks if are_tasks else asking


def _judged(sections: Sequence[Section], pairs: Sequence[tuple[Unit, Unit]]) -> Set[Unit]:
    """The statements of sections that have nothing but some; all those below titles that say so are judged together."""
    groups = defaultdict[int, list[tuple[Unit, Unit]]](list)
    for pair in pairs:
        section = section_above(sections, pair[0].line)
        groups[-1 if section and announces_verdicts(section.title) else section.line if section else 0].append(pair)
    judged = (group for group in groups.values() if _are_judged(sections, group))
    return {unit for group in judged for unit, _ in group}


def _are_judged(sections: Sequence[Section], pairs: Sequence[tuple[Unit, Unit]]) -> bool:
    """Whether all units with an answer state something, and the answers call each of them true or false.

    A letter before a colon may be who speaks, if no title says that something is to be judged.
    """
    if not all(is_statement(one.text) and not is_order(one.text) for one, _ in pairs):
        return False
    texts = [answer.text for _, answer in pairs]
    firsts = [text.partition(" ")[0] for text in texts]
    may_have_colon = any(":" in first for first in firsts) and any(announces_verdicts(one.title) for one in sections)
    firsts = [first.rstrip(".,;:" if may_have_colon else ".,;") for first in firsts]
    said = [one if len(one) == 1 else verdict_in(text) for one, text in zip(firsts, texts, strict=True)]
    return bool(said) and None not in verdicts(said)


def _are_to_complete(
    lines: Sequence[str], sections: Sequence[Section], units: Sequence[Unit], answers: Sequence[Unit | None]
) -> bool:
    """Whether all units lack a word, for which dots may stand below an instruction or exercise, or are to be changed.

    Dots are in prose and in code, too.
    """
    if all(may_have_gap(one.text) for one in units):
        said = [instruction_above(lines, sections, one) for one in units]
        are_exercises = all(
            may_have_gap(one.text.replace("...", "").replace("…", ""))
            or (lead and orders_by_itself(lead))
            or _is_in_task(sections, one)
            or names_quiz(title_above(sections, one))
            for one, lead in zip(units, said, strict=True)
        )
        return are_exercises and all(one and size_in_words(one.text) <= _MOST_WORDS_OF_GAP for one in answers)
    return are_to_change(lines, sections, units, answers)


def _repeats_other(question: Unit, answer: Unit, asked: Mapping[Unit, str], questions: Set[str]) -> bool:
    """Whether an answer repeats another question; words may be asked and answer each other."""
    said = asked[answer]
    return said in questions and said != asked[question] and size_in_words(said) > FEWEST


def match_titles(lines: Sequence[str], sections: Sequence[Section], above: range, below: range) -> Match | None:
    """The headings that ask without an answer, and those with the same titles in the section of the answers."""
    if sum(one.line in below for one in sections) < FEWEST:
        return None
    units = [
        Unit(range(one.line, one.stop), 0, "", "#" * one.level, one.title)
        for one, after in pairwise([*sections, Section(len(lines), len(lines), 0, "")])
        if one.level <= LEVELS and after.line >= one.stop
    ]
    asked, answers = units_within(units, above), units_within(units, below)
    if {normalised(one.text) for one in asked}.isdisjoint(normalised(one.text) for one in answers):
        answers = _without_prefix(answers)
    counts = Counter(normalised(one.text) for one in asked), Counter(normalised(one.text) for one in answers)
    shared = [one for one in asked if normalised(one.text) in counts[1]]
    if not shared:
        return None
    are_tasks = thresholds.WITH_ANSWERS.of(sum(_orders_below(lines, one) for one in shared), len(shared))
    asked = [
        one
        for one in asked
        if is_task(one.text)
        or (is_clear_question(one.text) and is_bare(lines, one))
        or (are_tasks and normalised(one.text) in counts[1])
    ]
    by_title = {key: one for one in answers if counts[0][key := normalised(one.text)] == counts[1][key] == 1}
    ranks = Counter(one.rank for one in asked if normalised(one.text) in by_title)
    rank = max(ranks, key=lambda rank: ranks[rank], default="")
    questions = [one for one in asked if one.rank == rank]
    found = [by_title.get(normalised(one.text)) for one in questions]
    answered = sum(map(bool, found))
    is_enough = thresholds.WITH_ANSWERS.of(answered, max(len(questions), len(answers)))
    return Match(answered, answered, questions, found, answers) if is_enough else None


def _without_prefix(answers: list[Unit]) -> list[Unit]:
    """Headings of answers without what all of them begin with: `### Suggested: Two coins`."""
    split = [one.text.partition(": ") for one in answers]
    is_shared = len(split) >= FEWEST and len({prefix for prefix, *_ in split}) == 1 and all(rest for *_, rest in split)
    return [replace(one, text=rest) for one, (*_, rest) in zip(answers, split, strict=True)] if is_shared else answers


def _orders_below(lines: Sequence[str], unit: Unit) -> bool:
    """Whether the text below a heading begins with an order, or asks at the end of its first line."""
    first = next_text(lines, unit.line + 1)
    return first < unit.lines.stop and wants_answer(lines[first])


def match_in_order(
    outline: Outline, sections: Sequence[Section], above: range, answers: Sequence[Unit]
) -> Match | None:
    """The headings of one level, if all ask and none has a number, and as many answers, which are numbered in order."""
    levels = {one.level for one in sections if one.line in above and is_clear_question(one.title)}
    asked = [one for one in sections if one.line in above and {one.level} == levels]
    units = [
        Unit(range(one.line, min(one.stop, above.stop)), 0, "", "#" * one.level, one.title)
        for one in asked
        if not heading_unit(one)
    ]
    is_in_order = [one.number for one in answers] == [*range(1, len(asked) + 1)] and len(_ranks(answers)) == 1
    if len(units) < max(FEWEST, len(asked)) or not is_in_order:
        return None
    if not all(is_clear_question(one.text) and is_bare(outline.lines, one) for one in units):
        return None
    return Match(len(units), len(units), units, answers, answers)


def _themes(sections: Sequence[Section], units: Sequence[Unit]) -> list[Section]:
    """The headings around some units, which are not units themselves, with their titles as those are compared."""
    is_key = units[0].rank == "key"  # whose label is in its line
    lines = {unit.line for unit in units if not is_key}
    around = [
        one
        for one in sections
        if one.line not in lines and one.line < units[-1].line + is_key and one.stop > units[0].line
    ]
    named = (replace(one, title=name_of_section(one.title)) for one in around)
    return [one for one in named if one.title]


def _shared(asked: Sequence[Section], said: Sequence[Section]) -> Set[str]:
    return {theme.title for theme in asked} & {theme.title for theme in said}


def _by_number(themes: Sequence[Section]) -> list[Section]:
    """The headings with a shorter title where it begins with a number: `Round 1: The sea` is `Round 1` elsewhere."""
    starts = [NUMBERED_PART.match(theme.title) for theme in themes]
    counts = Counter(start[0] for start in starts if start)
    return [
        replace(theme, title=start[0]) if start and counts[start[0]] == 1 else theme
        for theme, start in zip(themes, starts, strict=True)
    ]


def _without_numerals(themes: Sequence[Section]) -> list[Section]:
    """The headings without the numerals of sections, where nothing else tells them apart: `二、` and `II.`."""
    titles = [NUMERAL.sub("", theme.title) for theme in themes]
    return [
        replace(theme, title=title) if titles.count(title) == 1 else theme
        for theme, title in zip(themes, titles, strict=True)
    ]


def _with_bare_numbers(asked: Sequence[Section], said: Sequence[Section]) -> list[Section]:
    """The headings of tasks with only their numbers where the answers have these as titles: `Exercise 1A`, `1A`."""
    bare = {theme.title for theme in said if _BARE_NUMBER.fullmatch(theme.title)}
    numbers = [theme.title.rpartition(" ")[2] for theme in asked]
    return [
        replace(theme, title=number) if number in bare and numbers.count(number) == 1 else theme
        for theme, number in zip(asked, numbers, strict=True)
    ]


def _keys(themes: Sequence[Section], shared: Set[str], units: Sequence[Unit]) -> list[tuple[str, int]]:
    """The theme of each unit and its number.

    The theme is the nearest heading above of those that both sides have, or one of their level that only this side has.
    """
    levels = {theme.level for theme in themes if theme.title in shared}
    own = [theme for theme in themes if theme.title in shared or theme.level in levels]
    places = [bisect_left(own, unit.line + (unit.rank == "key"), key=lambda theme: theme.line) for unit in units]
    return [(own[at - 1].title if at else "", unit.number) for at, unit in zip(places, units, strict=True)]


def _ranks(units: Sequence[Unit]) -> list[list[Unit]]:
    ranks: dict[str, list[Unit]] = {}
    for unit in units:
        ranks.setdefault(unit.rank, []).append(unit)
    return list(ranks.values())


def _beside_keys(sections: Sequence[Section], ranks: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """The letters of a key with the answers of another rank whose numbers follow: those in words are below a table.

    Or they are in other sections, each of which has only one of them.
    """
    keys, others = ([rank for rank in ranks if (rank[0].rank == "key") is is_key] for is_key in (True, False))
    found = [[*key, *rank] for key, rank in product(keys, others) if key[-1].number < rank[0].number]
    for key, rank in product(keys, others):
        lines = {unit.line for unit in key}
        rest = [unit for unit in rank if unit.line not in lines]
        of_key, of_rest = ({section_above(sections, unit.line) for unit in units} for units in (key, rest))
        if rest and of_key.isdisjoint(of_rest):
            found.append(sorted([*key, *rest], key=lambda unit: unit.line))
    return found


def _that_go_on(lines: Sequence[str], ranks: Sequence[Sequence[Unit]], answers: Sequence[Unit]) -> list[list[Unit]]:
    """The units of all ranks with a number of the answers, if their numbers count up over several of them.

    Items inside of another one are part of it.
    """
    given = {one.number for one in answers}
    asked = [rank for rank in ranks if given.issuperset(one.number for one in rank)]
    units = sorted(chain.from_iterable(asked), key=lambda one: one.line)
    if len(asked) < FEWEST or not all(one.number + 1 == after.number for one, after in pairwise(units)):
        return []
    if any(0 < one.indent <= indent_of(lines[after.line]) for one, after in pairwise(units)):
        return []
    stops = [*(one.line for one in units[1:]), len(units) and units[-1].lines.stop]
    return [
        [replace(one, lines=range(one.line, min(one.lines.stop, stop))) for one, stop in zip(units, stops, strict=True)]
    ]


def runs_of(rank: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """The units of a rank: those whose numbers rise together, the last ones first, and all of them."""
    starts = [0, *(i for i, (one, other) in enumerate(pairwise(rank), 1) if other.number <= one.number)]
    yield from (rank[start:stop] for start, stop in reversed([*pairwise([*starts, len(rank)])]))
    if len(starts) > 1:
        yield rank


def is_legend(lines: Sequence[str], sections: Sequence[Section], units: Sequence[Unit]) -> bool:
    """Whether a list named "Key", and not "Answers", is that of a map or a form: nothing on the page is an exercise.

    The units are terms or fields such as `Name: ____`; sentences are to be changed or completed.
    """
    return (
        not any(asks_alone(lines, one) or is_statement(one.text) or has_gap(one.text) for one in units)
        and any(is_label_of(one.title, "key") for one in sections)
        and not any(announces_questions(one.title) or EXERCISES.are_in(one.title.lower()) for one in sections)
    )


def unasked(match: Match) -> Iterator[Finding]:
    """Report once that answers have no question."""
    known = {answer.line for answer in match.found if answer}
    left = [answer for answer in match.answers if answer.line not in known]
    if left:
        others = f", and neither do {len(left) - 1} others" if len(left) > 1 else ""
        name, what = (number_as_text(left[0].number), "number") if left[0].number else (repr(left[0].text), "title")
        message = f"answer {name} has no question with its {what}{others}; skipped"
        yield Finding(left[0].line, Rule.NOT_READ, message, f"give both the same {what}")


def span_of_unit(outline: Outline, question: Unit, answer: Unit | None, markup: Sequence[int]) -> Span:
    """A question, whose answer is elsewhere on the page."""
    lines, stop = outline.lines, end_of_text(outline.lines, question.line + 1, question.lines.stop, is_separator)
    stop = end_of_code(outline, question, stop)
    below = end_of_title(lines, question)
    title = title_of_unit(lines, question)
    written = ["" if is_to_fill_in(lines[n]) and not outline.is_code[n] else lines[n] for n in range(below, stop)]
    title, options = _parted_at_break(title)
    prompt = [*options, *body_of(written, below, outline.is_code, question.indent).lines]
    if not (title or answer):  # its text is below: `### Exercise 2`
        title = next(filter(None, map(str.strip, prompt)), "")
    body = BodyLines((), stop)
    if answer:
        end = end_of_text(lines, answer.line + 1, answer.lines.stop, is_separator)
        said = end_of_title(lines, answer)
        text = " ".join([answer.text, *map(str.strip, lines[answer.line + 1 : said])])
        if not text and (below_number := paragraph_below(lines, answer)):
            said, text = below_number.stop, without_points(joined_lines_of(lines, below_number))
        asked = title or asked_text(lines, question)
        is_repeated = (answer.rank.startswith("#") or said < end) and normalised(text) == normalised(asked)
        first, start = ("", said - 1) if is_repeated else (" " * answer.indent + answer.text, answer.line)
        if rest_of_line := "" if is_repeated else _after_repeat(text, asked):
            first, start = " " * answer.indent + rest_of_line, said - 1
        rest = below if title else paragraph_below(lines, question).stop
        start = _end_of_repeat(lines[rest:stop], lines[:end], start) if is_repeated else start
        body = body_of([first, *lines[start + 1 : end]], start, outline.is_code, answer.indent)
    span = numbered_span(NAME, _HINTS, range(question.line, stop), title, None, body)
    return replace(
        answered_below(replace(span, above=prompt)) if answer else span,
        above_start=below - len(options),
        id_place=IdPlace(below, " " * question.indent),
        column=len(lines[question.line]) - len(lines[question.line].lstrip()) + 1,
        markup=markup,
    )


def _parted_at_break(title: str) -> tuple[str, Sequence[str]]:
    """A title without the options behind it that line breaks part, and these: `Which is it?<br>a) one<br>b) two`."""
    gaps = _BREAK.finditer(title) if "<br" in title else ()
    gap = next((gap for gap in gaps if FIRST_OPTION.match(title, gap.end())), None)
    return (title[: gap.start()], [title[gap.end() :]]) if gap else (title, ())


def _after_repeat(text: str, asked: str) -> str:
    """What follows a question that an answer repeats: `*Which is it?* The first.`; empty if it repeats none."""
    plain = text.lstrip("*_")
    is_repeated = size_in_words(asked) > FEWEST and plain.startswith(asked)
    return plain[len(asked) :].lstrip(" *_:–—-") if is_repeated else ""


def _end_of_repeat(prompt: Sequence[str], lines: Sequence[str], start: int) -> int:
    """The last line below a repeated title that repeats the lines below the question, too; `start` if none does."""
    at = start
    for line in prompt:
        if is_blank(line):
            continue
        at = next_text(lines, at + 1)
        if at >= len(lines) or not _is_same(lines[at], line):
            return start
    return at if next_text(lines, at + 1) < len(lines) else start


def _is_same(one: str, other: str) -> bool:
    """Whether two lines say the same; options may have other markers."""
    if OPTION.match(one) and OPTION.match(other):
        return normalised(one) == normalised(other)
    return one.strip() == other.strip()
