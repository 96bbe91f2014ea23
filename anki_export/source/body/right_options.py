"""Decide which options of a question are right: those that are ticked, or that the answer names.

    - A) a file         1. a file           - a file
    - B) a name         2. a name           - a name

    **Correct: B**      Answer: 2           ```
                                            a name
                                            ```

The answer names options by letter, number or text; what follows explains. Signs mark the right option where letters or
boxes show that there are options, or where the other questions of the page have such signs, too. Not options: a
checklist, in which all items are ticked, unless other questions of the page tick theirs; a list that the answer does
not name; pros and cons. If options have no clear right one, or their signs say otherwise, the question is left out and
reported.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from anki_export.source.body.blocks import Block, has_colon, inside, opens_bold, text_of, text_of_block
from anki_export.source.body.body_parts import Body, Parts
from anki_export.source.body.find_options import OptionSet, has_letters, has_plain_list, option_set
from anki_export.source.body.group_into_segments import is_picture, shows
from anki_export.source.body.named_options import as_parts, explained_options, listed_options, named_options
from anki_export.source.body.option_letters import is_letter
from anki_export.source.body.options_on_card import TWO_SIDES, with_right
from anki_export.source.body.right_option_marks import Signs
from anki_export.source.question_numbers import is_only_q
from anki_export.text.classify_labels import asks, is_label_of, label_stop, names_explanation, names_quiz
from anki_export.text.text_asks_or_announces import asks_for_several, asks_which, is_clear_question
from anki_export.text.true_or_false import is_true_or_false
from anki_export.text.word_patterns import Words

_ASKS_FOR_MORE = Words("several", "compares")
_SEVERAL_QUESTIONS = "the list has several questions but only one answer"


def with_options(body: Body, marked: Parts | None) -> Parts | None:
    """The parts of a body with options; `marked` are those of one whose answer is marked."""
    if body.is_term or (body.answer and body.answer.is_whole):
        return None
    if not marked:
        if not body.has_options and has_plain_list(body.blocks):
            return None
        if not (found := body.options):
            return None
        return (
            _ticked(found)
            or _named_in_quote(found, body.lines)
            or named_options(found, _first_shown(found.after))
            or _signed(found, body, is_last=_is_explanation(_first_shown(found.after)))
            or _unanswered(found, body)
        )
    answer = _first_shown(marked.answer)
    if found := option_set(marked.front, body.lines):
        below = found.after
        found = replace(found, after=(*below, *marked.answer, *marked.after))
        if parts := _ticked(found) or listed_options(found, marked.answer) or explained_options(found, answer):
            return parts
        are_questions = all(asks(one.text) for one in found.options)
        if are_questions and has_letters(marked.answer):
            return None  # each has its answer: "A. … B. …"
        if parts := named_options(found, answer, is_marked=True):
            are_questions = are_questions and not is_letter(parts.options[0].letter)
            return replace(parts, problem=_SEVERAL_QUESTIONS) if are_questions and not parts.problem else parts
        titles = [text_of(block.title) for block in body.blocks if block.kind == "details"]
        is_last = not any(map(shows, below)) and all(map(names_explanation, titles))
        if parts := _signed(found, body, is_last=is_last):
            return parts
        if body.has_options:
            return as_parts(found, found.options, "nothing says which option is right")
    return None


def _named_in_quote(found: OptionSet, lines: Sequence[str]) -> Parts | None:
    """The parts if the first paragraph of a quote names options."""
    quote = _first_shown(found.after)
    if quote is None or quote.kind != "blockquote":
        return None
    blocks = inside(quote, lines)
    at = found.after.index(quote)
    opened = replace(found, after=(*found.after[:at], *blocks, *found.after[at + 1 :]))
    return named_options(opened, _first_shown(blocks))


def _first_shown(blocks: Sequence[Block]) -> Block | None:
    return next(filter(shows, blocks), None)


def _ticked(found: OptionSet) -> Parts | None:
    """The parts if some of the options are ticked."""
    return _by_ticks(found) if {True, False} <= set(found.ticks) else None


def _by_ticks(found: OptionSet) -> Parts:
    options = with_right(found.options, {i for i, tick in enumerate(found.ticks) if tick})
    return as_parts(found, options, "" if True in found.ticks else "no option is ticked")


def _is_explanation(block: Block | None) -> bool:
    """Whether what is below options, if anything, explains the answer."""
    return block is None or block.kind in ("details", "blockquote") or label_stop(block.text, "explanation") > 0


def _signed(found: OptionSet, body: Body, *, is_last: bool) -> Parts | None:
    """The parts if signs mark the right options, and other evidence shows that these are options."""
    signs = found.signs
    if not signs or not signs.right or found.problem:
        return None
    above = next((block for block in reversed(found.before) if shows(block) and not is_picture(block)), None)
    question = text_of_block(above) if above else body.question
    which, asks_for_more = asks_which(question), _ASKS_FOR_MORE.are_in(question.lower())
    is_one, usual = len(signs.right) == 1, body.habits.signs.get(signs.kind, 0)
    is_judged = usual > 0 and is_true_or_false([option.text for option in signs.options])
    is_usual = usual > TWO_SIDES and (which or is_one)
    asks_for_more = asks_for_more and not (is_judged or signs.kind == "word" or signs.are_numbers or is_usual)
    asks = which or is_clear_question(question)
    is_question = asks or is_judged or usual > TWO_SIDES or (usual > 0 and is_only_q(body.question))
    if found.gets_letters or is_letter(found.options[0].letter) or False in found.ticks:
        is_meant = (is_one or which or usual > 0) and (which or not asks_for_more)
        is_meant = is_meant and (usual > TWO_SIDES or not signs.needs_habit or (which and not asks_for_more))
    elif not is_question:
        is_meant = False
    elif usual:
        is_ticked = signs.kind == "sign" and not signs.has_crosses  # several ticks, and nothing before the others
        is_clear = is_one or not asks or is_ticked or _may_have_several(signs, question, body)
        is_meant = which or signs.kind == "word" or (usual > TWO_SIDES and is_clear)
    else:
        is_between = signs.kind == "sign" and signs.place == "middle"
        is_meant = which and is_one and is_last and (signs.kind == "word" or is_between)
    return as_parts(found, signs.marked_options) if is_meant else None


def _may_have_several(signs: Signs, question: str, body: Body) -> bool:
    """Whether several options between others may be right: in a quiz, below a question mark."""
    return signs.is_scattered and "?" in question and names_quiz(body.habits.title)


def _unanswered(found: OptionSet, body: Body) -> Parts | None:
    """The parts if these are options although neither ticks nor the answer tell them apart."""
    ticks = set(found.ticks) - {None}
    # A checklist has its answer above it.
    if ticks and (body.has_options or body.habits.tick or (ticks == {False} and not opens_bold(found.before))):
        return _by_ticks(found)
    if body.has_options:
        return as_parts(found, found.options, "nothing says which option is right")
    below = [block for block in found.after if shows(block)]
    if len(below) == 1 and has_colon(below[0].text) and is_label_of(below[0].text, "answer", "solution"):
        return as_parts(found, found.options, "the label of the answer has nothing behind it")
    is_first = not any(map(shows, found.before))
    is_alone, is_lettered = is_first and not below, is_first and is_letter(found.options[0].letter)
    is_choice = is_alone and (_is_choice(found, body) or (not found.signs and bool(body.habits.signs)))
    is_lettered = is_lettered and not asks_for_several(body.question)
    may_mark = found.signs is not None and len(found.signs.right) == 1
    if found.gets_letters or is_choice or (is_lettered and (may_mark or body.habits.choose)):  # a remark is below
        return as_parts(found, found.options, "nothing says which option is right")
    return None


def _is_choice(found: OptionSet, body: Body) -> bool:
    """Whether a question asks to choose, its options have letters, or others of the page do so: two of the three."""
    has_letters = is_letter(found.options[0].letter)
    asks = asks_which(body.question)
    return (asks and has_letters) or ((asks or has_letters) and body.habits.choose)
