"""Habits of a page: what its questions have in common is evidence for how the author means each of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.body.blocks import text_of
from anki_export.source.body.find_options import OptionSet, has_letters_in, has_tick_box
from anki_export.source.body.option_letters import is_letter
from anki_export.source.body.right_option_marks import may_have_signs, usual_signs
from anki_export.source.entry import Entry
from anki_export.source.kept_property import kept_property
from anki_export.source.thresholds import CLEAR_BOLD, HALF, LETTERED, SINGLE_BOLD
from anki_export.text.classify_labels import begins_with_answer, is_label_of, label_stop, names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import asks_for_all, asks_which, refers_to_code, wants_answer

_QUERIES = frozenset({"sql", "mysql", "pgsql", "postgresql", "plsql", "tsql", "sparql", "cypher"})
"""Languages that ask a database."""
_MANY_QUERIES = 5
"""A few questions may be about queries, and not name them: "How many rows are there?"."""
_LETTER_AND_DOT = regex(r"[*_]*+([A-J])[.．](?:[*_\s]|\Z|[^\x00-\x7f])")
_HEADING = regex(r" {0,3}(?P<marks>#{1,6})\s+(?P<title>.*)")
_FEW = 2
"""With this few questions, most is one or two."""


class MayHaveOptions(Protocol):
    """A body of a question."""

    @property
    def options(self) -> OptionSet | None:
        """The options among all of its blocks."""


class Habits(Struct, frozen=True, dict=True):
    """What the questions of a page have in common; each is found when a body first needs it, which few do."""

    entries: Sequence[Entry] = ()
    """Those that are in no other one."""
    title: str = ""
    lines: Sequence[str] = ()
    bodies: Sequence[MayHaveOptions] = ()
    """That of each."""

    @kept_property
    def titles(self) -> Mapping[str, int]:
        """The titles of hidden blocks that at least half of them have, in lower case, with their number."""
        return _titles(self.entries)

    @kept_property
    def ticks(self) -> Sequence[set[bool]]:
        """For each, whether any of its boxes are ticked and any are not."""
        return [
            {"checked=" in token.children[0].content for token in entry.body if has_tick_box(token)}  # type: ignore[index]
            for entry in self.entries
        ]

    @kept_property
    def tick(self) -> bool:
        """Whether one of them has options, some ticked and some not."""
        return {True, False} in self.ticks

    @kept_property
    def choose(self) -> bool:
        """Whether it is a quiz: its title says so, and half of its questions have options."""
        return _choose(self.entries, self.ticks, is_quiz=names_quiz(self.title))

    @kept_property
    def signs(self) -> Mapping[str, int]:
        """The kinds of signs that mark one right option in most of their lists, as in `usual_signs`.

        Where all of these have letters, or are the first ones and several, others count between them only: a test may
        have more parts. One of two items is often bold for no other reason than that it matters, but not in a quiz.
        Three lists with a bold item each show nothing without letters, but in a quiz where no question asks for several
        things, or where one asks to choose.
        """
        is_quiz = names_quiz(self.title)
        sets = [
            (at, signs, is_letter(found.options[0].letter))
            for at, entry in enumerate(self.entries)
            if may_have_signs(entry.body)
            and (found := self.bodies[at].options)
            and (signs := found.signs)
            and (is_quiz or not signs.may_stress)
        ]
        are_several = len(sets) >= SINGLE_BOLD.least
        if not are_several:
            asked = [text_of(entry.title.children or ()) for entry in self.entries]
            may_be_set = {at for at, question in enumerate(asked) if not asks_for_all(question)}
            sets = [one for one in sets if one[1].kind != "bold" or one[1].are_numbers or one[0] in may_be_set]
        are_lettered = bool(sets) and all(lettered for *_, lettered in sets)
        may_be_part = is_quiz or are_several or all(signs.kind != "bold" for _, signs, _ in sets)
        has_part = are_lettered or (bool(sets) and may_be_part and sets[-1][0] < len(sets))
        lists = sets[-1][0] + 1 - sets[0][0] if has_part else len(self.entries)
        is_clear = (
            is_quiz
            or are_lettered
            or any(asks_which(text_of(self.entries[at].title.children or ())) for at, *_ in sets)
        )
        in_each = CLEAR_BOLD if is_clear else SINGLE_BOLD
        return usual_signs([signs for _, signs, _ in sets], lists, is_quiz=is_quiz, in_each=in_each)

    @kept_property
    def answers_at_once(self) -> bool:
        """Whether half of the answers, and at least three, are right below their questions, without a label."""
        at_once = sum(map(_is_answered_at_once, self.entries))
        return at_once > _FEW and at_once * 2 >= len(self.entries)

    @kept_property
    def a_dot(self) -> bool:
        """Whether most answers begin with `A.` below a title with a Q, and none with another letter, as options do."""
        asked = [entry for entry in self.entries if entry.number and entry.number.mark == "Q"]
        letters = [match[1] for entry in asked if (match := _LETTER_AND_DOT.match(_first_text(entry.body)))]
        is_usual = set(letters) == {"A"} and len(letters) >= _FEW and len(letters) * 2 > len(self.entries)
        return is_usual and not any(
            match[1] != "A"
            for entry in asked
            for token in entry.body
            if (match := _LETTER_AND_DOT.match(token.content))
        )

    @kept_property
    def queries_answer(self) -> bool:
        """Whether most bodies, and at least five, begin with a query and have a label of the answer below it.

        None of these questions is about the query: it says what the answer is found by, as other code seldom does. Two
        are enough in a section that is named as the solutions.
        """
        asked = [entry for entry in self.entries if _begins_with_query(entry.body)]
        titles = [text_of(entry.title.children or ()) for entry in asked]
        least = _FEW if asked and begins_with_answer(_section(self.lines, asked[0].lines.start)) else _MANY_QUERIES
        are_most = len(titles) >= least and len(titles) * 2 > len(self.entries)
        return are_most and not any(map(refers_to_code, titles))


def _titles(entries: Sequence[Entry]) -> Mapping[str, int]:
    counts = Counter(title for entry in entries for title in {box_title(box) for box in _collapsed(entry.body)})
    return {title: count for title, count in counts.items() if count * 2 >= len(entries)}


def _is_answered_at_once(entry: Entry) -> bool:
    """Whether a question has its answer right below it, without a label or a block."""
    title = text_of(entry.title.children or ())
    if entry.answer or not entry.body or any(map(is_collapsed, entry.body)):
        return False
    texts = (text_of(token.children or ()) for token in entry.body if token.type == "inline")
    is_labelled = any(label_stop(text, "answer", "solution") or is_label_of(text, "solution") for text in texts)
    return not is_labelled and wants_answer(title)


def _section(lines: Sequence[str], line: int) -> str:
    """The title of the section that a heading on some line is in; empty for other lines."""
    own = _HEADING.match(lines[line])
    above = (match for at in range(line - 1, -1, -1) if (match := _HEADING.match(lines[at]))) if own else ()
    return next((match["title"] for match in above if own and len(match["marks"]) < len(own["marks"])), "")


def _begins_with_query(body: Sequence[Token]) -> bool:
    first = next((token for token in body if token.type != "html_block"), None)  # below its id
    if not first or first.type != "fence" or first.info.strip().lower() not in _QUERIES:
        return False
    return any(token.type == "inline" and label_stop(f"{text_of(token.children or ())}:", "answer") for token in body)


def _first_text(body: Sequence[Token]) -> str:
    first = next((i for i, token in enumerate(body) if token.type != "html_block"), len(body))  # below its id
    return body[first + 1].content if first + 1 < len(body) and body[first].type == "paragraph_open" else ""


def _choose(entries: Sequence[Entry], ticks: Sequence[set[bool]], *, is_quiz: bool) -> bool:
    """Whether half of some questions of a quiz have options, or most, with letters, where no title says that it is one.

    Below "What are the duties of a guard?", they are an answer.
    """
    options = sum(
        (bool(found) or has_letters_in(entry.body))
        if is_quiz
        else has_letters_in(entry.body) and not asks_for_all(text_of(entry.title.children or ()))
        for found, entry in zip(ticks, entries, strict=True)
    )
    return len(entries) > _FEW and (HALF if is_quiz else LETTERED).of(options, len(entries))


def box_title(opening: Token) -> str:
    """The title of an admonition in lower case; empty if the author gave none."""
    title = opening.meta["title"].children or ()
    return " ".join(text_of(title).casefold().split()) if opening.meta["opener"].title else ""


def is_collapsed(opening: Token) -> bool:
    """Whether a token opens a collapsed admonition."""
    return opening.type == "details_open" and opening.meta["opener"].is_collapsed


def _collapsed(body: Sequence[Token]) -> Iterator[Token]:
    """The opening tokens of collapsed admonitions on the top level of a body."""
    depth = 0
    for token in body:
        if not depth and is_collapsed(token):
            yield token
        depth += token.nesting
