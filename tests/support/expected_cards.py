"""Cards and warnings that a reader expects of a page, in words.

    Q Which one swims? A) a stone B) a fish
    A a fish
    E Fish have fins.
    ! 12-14

`Q`, `A` and `E` are the front, the answer and the explanation of a card as plain text; the right option is the answer.
`! 12-14` is a warning on one of these lines about something that is no card. A card that begins with `Q?` may be
missing, and so may the warning `! 12 ||`.

- ` || ` separates texts that are equally good.
- Text in `⟨ ⟩` may be missing, for example a heading on the front.
- `…` stands for any text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from anki_export import Diagnostic, Question
from tests.support.html_text import text_of
from tests.support.reading import problems

_CODES_OF_CARDS = re.compile(r"S0(14|1[789]|20|2[3-9]|3\d|4[0-6]|74|8[2-7])|R\d+")
"""Warnings about a card that is made, or about all cards; the others say that something is not read."""
_BETWEEN = r"[\s:.–—-]*"
"""What stands between a heading and a text on a front."""
_OPTION = re.compile(r"\bA\) ")


@dataclass(frozen=True)
class Warned:
    """A warning between two lines."""

    first: int
    last: int
    is_optional: bool


@dataclass(frozen=True)
class Card:
    """The texts of a card."""

    question: str
    answer: str = ""
    explanation: str = ""
    is_optional: bool = False

    def asks(self, found: Question) -> bool:
        """Whether the front is as expected."""
        return bool(re.fullmatch(_pattern(self.question), plain(found.question), re.IGNORECASE))

    def answers(self, found: Question) -> bool:
        """Whether the back is as expected.

        Where the answer ends and the explanation begins is a matter of other rules, unless there are options.
        """
        answer, explanation = plain(found.answer), plain(found.explanation)
        if _OPTION.search(self.question) and not re.fullmatch(_pattern(self.answer), answer, re.IGNORECASE):
            return False
        back = rf"{_pattern(self.answer)}\s*{_pattern(self.explanation)}"
        return bool(re.fullmatch(back, f"{answer} {explanation}".strip(), re.IGNORECASE))


def plain(html: str) -> str:
    """The text of HTML on one line; options begin with their letters, and pictures are their alternative texts."""
    return " ".join(text_of(re.sub(r"<(br|/?p|/?li|/?td|/?th|/?div|/?tr|img)\b", r" <\1", html)).split())


def _pattern(text: str) -> str:
    return f"(?:{'|'.join(_alternative(part.strip()) for part in text.split('||'))})"


def _alternative(text: str) -> str:
    pattern = re.escape(text).replace(r"\ ⟨", "⟨").replace(r"\ ⟩", "⟩").replace(r"⟩\ ", "⟩")
    return pattern.replace("⟨", r"\s*(?:(?:").replace("⟩", f"){_BETWEEN})?").replace("…", ".*")


def parse_expected(text: str) -> tuple[list[Card], list[Warned]]:
    """The cards and the warnings that a text expects."""
    cards: list[Card] = []
    warned = []
    for line in filter(None, text.split("\n")):
        kind, _, rest = line.partition(" ")
        match kind:
            case "Q" | "Q?":
                cards.append(Card(rest, is_optional=kind == "Q?"))
            case "A":
                cards[-1] = replace(cards[-1], answer=rest)
            case "E":
                cards[-1] = replace(cards[-1], explanation=rest)
            case "!":
                lines, _, other = rest.partition(" ||")
                first, _, last = lines.partition("-")
                warned.append(Warned(int(first), int(last or first), " ||" in rest and not other))
            case _:
                raise ValueError(f"neither Q, A, E nor !: {line}")
    return cards, warned


def differences(expected: str, questions: Sequence[Question], diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """What differs between what is expected of a page and what is read, a line each."""
    cards, warned = parse_expected(expected)
    left = list(questions)
    for card in cards:
        # Two cards may have the same front, so the one with the right back goes first.
        asked = sorted(filter(card.asks, left), key=card.answers, reverse=True)
        if not asked:
            if not card.is_optional:
                yield f"missing: {card.question}"
            continue
        left.remove(asked[0])
        if not card.answers(asked[0]):
            yield f"answer of: {card.question}"
            yield f"    expected: {card.answer} / {card.explanation}"
            yield f"    read: {plain(asked[0].answer)} / {plain(asked[0].explanation)}"
    for found in left:
        yield f"read: {plain(found.question)} / {plain(found.answer)} / {plain(found.explanation)}"
    said = [found for found in problems(diagnostics) if not _CODES_OF_CARDS.fullmatch(found.rule.code)]
    for one in warned:
        if not one.is_optional and not any(one.first <= found.location.line <= one.last for found in said):
            yield f"missing: a warning on lines {one.first}-{one.last}"
    for found in said:
        if not any(one.first <= found.location.line <= one.last for one in warned):
            yield f"warning: line {found.location.line}: {found.rule.code} {found.message}"
