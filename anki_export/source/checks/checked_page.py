"""The types that rules take and return, and the message that all rules give of lines that become no cards."""

from collections.abc import Sequence, Set

from markdown_it.token import Token
from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import Block
from anki_export.source.body.body_parts import Parts
from anki_export.source.entry import Entry
from anki_export.source.entry import Finding as Finding
from anki_export.source.formats.admonition import EXAMPLE_WITH_ANSWER
from anki_export.source.kept_property import kept_property
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import Page, Question, Tree
from anki_export.text.normalize import normalised
from anki_export.text.word_patterns import Words

FOLLOWS = Words("follows")


class CheckedQuestion(Struct, frozen=True):
    """A question that becomes a card, with the tokens it was created from."""

    question: Question
    line: int
    """The 0-based line of its question marker."""
    stop: int
    """The 0-based line below it."""
    title: Token
    """The inline token of its title, without the number."""
    blocks: Sequence[Block]
    """The whole body."""
    parts: Parts

    @property
    def answer_line(self) -> int:
        """The 0-based line on which the answer starts."""
        if not self.parts.answer:
            return self.line
        answer = self.parts.answer[0]
        is_gap = answer.first == answer.last == self.stop  # what is in it has no lines of its own
        return self.stop - 1 if is_gap else answer.first


class CheckedPage(Struct, frozen=True, dict=True):
    """A page: the outline of its lines, including those of included files, their tokens, and its questions."""

    page: Page
    tree: Tree
    outline: Outline
    tokens: Sequence[Token]
    entries: Sequence[Entry]
    """All questions, whether they become cards or not."""
    questions: Sequence[CheckedQuestion]
    """The questions that become cards."""
    origin: Sequence[int]
    """For each line, the 0-based line of the page it came from."""
    answer_limit: int = 0
    """The number of words above which an answer is reported as long; 0 for no limit."""
    is_on_site: bool = False
    """Whether a site generator shows the page, too."""
    flashcards: str = ""
    """The name of the format of its flashcards for another program, if it has some."""
    markup: Set[int] = frozenset()
    """The lines around questions that belong to their format."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the page."""
        return self.outline.lines

    @kept_property
    def is_decided(self) -> bool:
        """Whether the author has decided what is read, or the page is for another program."""
        return self.page.wanted.is_fixed or self.flashcards != ""

    @kept_property
    def is_announced(self) -> bool:
        """Whether the page says that it has questions, so that less evidence is enough."""
        return are_announced(self.outline, self.page.wanted)

    @kept_property
    def taken(self) -> Set[int]:
        """The lines of questions."""
        return set[int]().union(*(entry.lines for entry in self.entries))

    @kept_property
    def free(self) -> Sequence[int]:
        """The lines that are not empty, and that no question has nor its format; several rules look at these."""
        taken = self.taken | self.markup
        return [number for number, line in enumerate(self.lines) if line and number not in taken]

    @kept_property
    def asked(self) -> Set[str]:
        """The normalised titles of its questions: lines may repeat them."""
        return {normalised(entry.written) for entry in self.entries}

    @kept_property
    def names_what_follows(self) -> bool:
        """Whether a question has a word such as "following": most pages have none."""
        return FOLLOWS.are_in("\n".join([checked.question.question_text for checked in self.questions]).lower())

    def line_of(self, number: int) -> int:
        """The 1-based line of the page that a 0-based line came from."""
        return self.origin[number] + 1


LISTED = "list items look like questions"
HINT = f"write each question as {EXAMPLE_WITH_ANSWER}"


def become_no_cards(
    places: Sequence[int], what: str, hint: str = HINT, *, first: str = "", rule: Rule = Rule.OTHER_OPENERS
) -> Finding:
    """The finding about lines that may be questions: `what` they are, and the text of the first one."""
    message = f"{len(places)} {what}; none of them becomes a card" + (f" (first: {first!r})" if first else "")
    return Finding(places[0], rule, message, hint, places=places)
