"""A strategy that writes pages whose answers are hidden, in many layouts, with lessons between them.

In a template `@` stands for a word of the question, `%` for one of its answer, `&` for one of both (an option that is
right), `~` for one that explains or hints, and `§` for one of the lesson. `@1`, `%1` and `@2` belong to two questions.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

QUESTIONS = ("What is @?", "Why does @ need @?", "Is it @ or @?", "Name two kinds of @.", "Explain how @ works.")
ANSWERS = ("%.", "**%**.", "% and %.\n\nThis is so because of ~.", "- %\n- %", "```text\n%\n```", "**Answer:** %.")
TITLES = ("Answer", "Solution", "Show answer", "Click to see the answer", "Lösung", "Réponse", "Ответ", "答案")
KINDS = ("note", "success", "tip", "details")
"""Of boxes of answers; where these are question boxes, boxes that ask are no questions, and are reported."""
LAYOUTS = (
    "{ask}\n\n{box}",
    "{ask}\n\n{hint}\n\n{box}",
    "**Exercise:** {ask}\n\n{box}",
    "**Q{n}.** {ask}\n\n{box}",
    "**Question {n} (easy):** {ask}\n\n{hint}\n\n{box}",
    "**{n}. {ask}**\n\n{box}",
    '??? question "{ask}"\n    %.',
    '??? question "{ask}"\n    %.\n\n    ~.',
    '??? question "Question {n}"\n    {ask}\n\n    ??? success "Answer"\n        %.',
    "**Q{n}.** {ask}\n\n- A. @\n- B. &\n- C. @\n\n{lettered}",
    "{ask}\n\n- A) @\n- B) &\n\n{lettered}",
    "{ask} <details><summary>{title}</summary>%.</details>",
)  # fmt: skip
"""Questions that may stand anywhere."""
ITEMS = (
    "{ask}\n\n{box}",
    "{ask}\n{box}",
    "{ask}\n\n{hint}\n\n{box}",
    "**{ask}**\n\n{box}",
    "{ask}\n\n- A. @\n- B. &\n\n{lettered}",
    "{ask} <details><summary>{title}</summary>%.</details>",
)
"""Items of a list of questions."""
LISTS = (
    "1. What is @1?\n2. What is @2?\n\n??? note \"Answers\"\n\n    1. %1.\n    2. %2.",
    "1. What is @1?\n2. Why @2?\n\n<details>\n<summary>Answers</summary>\n\n1. %1.\n2. %2.\n\n</details>",
    "- What is @1?\n- What is @2?\n\n??? success \"Show answers\"\n\n    - %1.\n    - %2.",
    "1. What is @1?\n2. What is @2?\n\n??? note \"Solutions\"\n\n    **1.** %1.\n\n    **2.** %2.",
)  # fmt: skip
HEADINGS = (
    "## Exercise {n}\n\n{ask}\n\n{box}",
    "## Exercise {n}\n\nRead the file @.\n{ask}\n\n{hint}\n\n{box}",
    "## Exercise {n}: @\n\n{ask}\n\n{box}",
    "### What is @?\n\n{box}\n\n## The §",
)
"""Exercises with headings, which can't stand in list items."""
LESSON = (
    "The § was built when nobody knew of §.",
    "A § has two parts. The first part is §.\n\nThe second one is §.",
    '??? note "Deep dive"\n\n    The first § held a few §.',
    '??? info "Deep dive: §"\n\n    A § waits.',
    "| part | size |\n|------|------|\n| §    | §    |",
    "<details>\n<summary>Log</summary>\n\n§ has started\n\n</details>",
    '!!! warning "Mind the §"\n\n    It moves.',
)
"""What is no question, and ends in a statement or a table."""
BOXES = (
    '??? {kind} "{title}"\n    {answer}',
    '??? {kind} "{title}"\n\n    {answer}',
    '???+ {kind} "{title}"\n\n    {answer}',
    "<details>\n<summary>{title}</summary>\n\n{answer}\n\n</details>",
    "<details><summary>{title}</summary>\n\n{answer}\n\n</details>",
    "::: details {title}\n{answer}\n:::",
)
HINTS = ('??? tip "Hint"\n\n    Think of ~.', "<details>\n<summary>Hint</summary>\n\nThink of ~.\n\n</details>")
LETTERED = ('**B**', 'B', 'The correct answer is **B**.', 'B\n\nOf all ~ it is the oldest.', '**B) &**')  # fmt: skip
WORD = re.compile(r"(?:ask|ans|why|les)wo[a-j]+x")


@dataclass(frozen=True, slots=True)
class Meant:
    """The words of a question: those of its front, and those that its back must and may show."""

    front: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Several:
    """Parts of a page below each other, in what holds them: a list whose items they are, a list item, a tab."""

    holder: str
    parts: tuple["str | Several", ...]


Part = str | Several
"""A template of the lesson or of a question, or several of them."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page, and the questions on it in their order."""

    text: str
    questions: tuple[Meant, ...] = ()


class _Writer:
    """Numbers the words and questions of a page."""

    def __init__(self) -> None:
        self.questions: list[Meant] = []
        self._words = itertools.count(1)

    def write(self, part: Part) -> str:
        if isinstance(part, str):
            return self._filled(part)
        if part.holder in _MARKS:
            items = (indented(self.write(inner)) for inner in part.parts)
            return "\n\n".join(part.holder.format(n=n) + item.lstrip() for n, item in enumerate(items, 1))
        return f"{self._filled(part.holder)}\n\n{indented(self.page(part.parts))}"

    def page(self, parts: Sequence[Part]) -> str:
        """Parts below each other, with text between two lists, which would be one."""
        text = ""
        for before, part in itertools.pairwise(("", *parts)):
            text += self._filled("The § is next.\n\n") if _ends_list(before) and _begins_list(part) else ""
            text += self.write(part) + "\n\n"
        return text.rstrip("\n")

    def _filled(self, template: str) -> str:
        """A template with a new word in each of its places; all `&` of a question are one word."""
        meant: dict[str, Meant] = {}
        right: dict[str, str] = {}

        def word(match: re.Match[str]) -> str:
            sign, key = match.groups()
            number = "".join("abcdefghij"[int(digit)] for digit in str(next(self._words)))
            name = f"{_PREFIXES[sign]}wo{number}x"
            if sign == "§":
                return name
            if sign == "&":
                name = right.setdefault(key, name)
            of = meant.setdefault(key, Meant())
            for words in {"@": (of.front,), "%": (of.back,), "&": (of.front, of.back), "~": (of.beside,)}[sign]:
                words.add(name)
            return name

        text = re.sub(r"([@%&~§])(\d?)", word, template)
        self.questions += meant.values()
        return text.replace("{n}", str(len(self.questions)))


def _ends_list(part: Part) -> bool:
    return isinstance(part, Several) and part.holder.startswith(("-", "{n}"))


def _begins_list(part: Part) -> bool:
    return _ends_list(part) or part in LISTS


def indented(text: str) -> str:
    return re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)


@st.composite
def _box(draw: st.DrawFn, answers: Sequence[str] = ANSWERS) -> str:
    box = draw(st.sampled_from(BOXES)).replace("{kind}", draw(st.sampled_from(KINDS)))
    answer = draw(st.sampled_from(answers))
    box = box.replace("    {answer}", indented(answer)).replace("{answer}", answer)
    return box.replace("{title}", draw(st.sampled_from(TITLES)))


@st.composite
def _template(draw: st.DrawFn, layouts: Sequence[str]) -> str:
    """A layout with all but its words and its number."""
    layout = draw(st.sampled_from(layouts))
    for name, choices in _CHOICES.items():
        if name in layout:
            layout = layout.replace(name, draw(choices))
    return layout


_MARKS = ("- ", "{n}. ")
_PREFIXES = {"@": "ask", "%": "ans", "&": "ask", "~": "why", "§": "les"}
_CHOICES = {
    "{ask}": st.sampled_from(QUESTIONS),
    "{box}": _box(),
    "{lettered}": _box(LETTERED),
    "{hint}": st.sampled_from(HINTS),
    "{title}": st.sampled_from(TITLES),
}
_simple: st.SearchStrategy[Part] = st.one_of(
    _template(LAYOUTS),
    st.sampled_from(LESSON),
    st.sampled_from(LISTS),
    st.builds(Several, st.sampled_from(_MARKS), st.lists(_template(ITEMS), min_size=1, max_size=3).map(tuple)),
)
_nested: st.SearchStrategy[Part] = st.recursive(
    _simple,
    lambda inner: st.builds(
        Several, st.sampled_from(("- The § is next.", '=== "§"')), st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=4,
)


@st.composite
def written(draw: st.DrawFn) -> Written:
    """A page of lessons and questions in any order."""
    writer = _Writer()
    parts = draw(st.lists(_nested | _template(HEADINGS), min_size=1, max_size=5))
    return Written(writer.page(("# The §", *parts)) + "\n", tuple(writer.questions))
