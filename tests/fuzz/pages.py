"""Strategies that write pages and change real ones.

A block is a template: `@` stands for a word that the card has to show, `§` for one that is no part of it, such as the
address of a link. Words are made by count, so no two slots of a page share one.
"""

import itertools
import os
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
MARKERS = ("???", "???+", "!!!")
KINDS = ("question", "Question", "faq", "help", "question inline end")
TITLES = (
    '"What is @?"', '"12. Why `@`?"', '"1. How does *@* do @?"', '"Q1: What is "@" of @?"', '"**Q2 (easy):** @ or @?"',
    '"What is `@`? { .red }"', '":material-git: @?"', "“What is @?”", "'Which @?'", "What is @?", '"What is @?',
    '"@ < @ && @ > @?"', '"@: {@} [@] (@)?"', '"==@== ++ctrl+c++ H~2~@?" <!-- § -->', '"What is [@](§.md)?"',
)  # fmt: skip
"""Titles of questions; numbers before them are no part of a question, so they hold no word."""
BLOCKS = tuple((Path(__file__).parent / "blocks.txt").read_text().removesuffix("\n").split("\n.\n"))
"""Templates of what stands in a body, in a file with a line `.` between them."""
CONTAINERS = (
    '!!! tip "@"\n',
    '??? success "@"\n',
    '=== "@"\n',
    "!!! warning inline end\n",
    "???+ note\n",
    "- @\n\n",
    "1.  @\n\n",
)
"""What a body may hold other blocks in, indented by four spaces."""
HEADS = (
    '---\ntitle: "{topic} Interview Questions - Basics"\n---\n', "---\ntopic: {topic}\nlevel: Basics\n---\n\n",
    "---\ntitle: {topic}\ntags: [a, b]\n---\n# {topic} { .big }\n", "# {topic} - Basics\n\nWelcome.\n",
    "---\ntopic: {topic}\n---\n---\nlevel: Basics\n---\n", "<!-- a note -->\n\n# {topic}\n\n[TOC]\n", "",
)  # fmt: skip
END = "[^1]: A note.\n\n    More of it.\n\n*[VCS]: version control system\n"
"""What questions refer to."""
TOKENS = (
    "???", "???+ ", "!!! ", '??? question "Why?"', '!!! tip "', "question", '"', "”", "**", "*", "__", "`", "```",
    "````sh", "~~~", "---", "...", "===", "    ", "\t", "  ", "- ", "1. ", "> ", "# ", "| ", "|---|", ":   ", "[^1]",
    "[^1]: ", "*[VCS]: ", "<!--", "-->", "<!-- card: an-id -->", "{ .annotate }", "{: #id }", "(1)", "/// note", "///",
    "++ctrl+", "++", "==", "^^", "~~", "{++", "++}", "{~~", "~>", "{>>", "<<}", "\\(", "\\)", "\\[", "\\]", "$", "$$",
    ":smile:", ":material-x:", "{% raw %}", "{% endraw %}", "{{ x }}", "{%", "[TOC]", "--8<-- ",
    '--8<-- "parts/code.py:body"', "--8<--", '{% include "../../parts/loop.md" %}', "![", "](", "](dot.svg)",
    "](../x.md)", "[sound:x.mp3]", "[$]", "[/$]", "[latex]", "{{c1::x}}", "<div>", "</div>", "<div markdown>",
    "<script>", "</script>", "<svg>", "<img src=", "<br>", "<details>", "<a href=", "onclick=", "style=", "<table>",
    "<pre>", "&lt;", "&#0;", "&#x1f;", "&amp;", "&", "\\", "\ufeff", "\u200b", "\x00", "\x1f", "\x0b", "\x0c", "\x85",
    "\u2028", "\r", "\r\n", "Ã¤", "â€™", "\u202e", "\u0301", "\U000e0041", "title: ", "level: Basics", "topic: ",
    "#flashcards\n", "::", ":::", "\n?\n", "<!--SR:!1,1,1-->", "==1;;", "==^[", "[[", "![[", "]]", "%%", " ^id",
    "#card", "{{cloze ", "- x #card\n\t- ", "#+BEGIN_TIP\n", "#+END_TIP\n", "((", "Q: ", "A: ", "C: [", "P: ", "S: ",
    "> [!tip] ", "Answer:", "**Answer:**", "Explanation:", '!!! success "Answer"', "TODO", "http://x.org",
)  # fmt: skip
"""What a Markdown page is made of, and what should not be on one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A question as its author meant it: the line it starts in, counted from 1, and the words its card shows."""

    line: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A page, and all questions on it."""

    text: str
    questions: tuple[Meant, ...] = ()


WORD = re.compile(r"(?:see|hid)wo[a-j]+x")
"""A word of a template, also where another one follows it without a space."""


def _word(number: int, is_seen: bool) -> str:
    """A word that code colouring, emphasis and Anki leave alone: letters only."""
    digits = "".join("abcdefghij"[int(d)] for d in str(number))
    return f"{'see' if is_seen else 'hid'}wo{digits}x"


def _filled(template: str, numbers: Iterator[int]) -> str:
    return re.sub("[@§]", lambda match: _word(next(numbers), match[0] == "@"), template)


def _indented(text: str, by: int = 4) -> str:
    return re.sub(r"^(?=.)", " " * by, text, flags=re.MULTILINE)


bodies: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(BLOCKS),
    lambda inner: st.builds(
        lambda head, blocks: head + _indented("\n\n".join(blocks)),
        st.sampled_from(CONTAINERS),
        st.lists(inner, min_size=1, max_size=2),
    ),
    max_leaves=3,
)
"""Templates of blocks, some of them in one another."""
questions = st.builds(
    lambda marker, kind, title, first, rest, gap: (
        f"{marker} {kind} {title}\n" + _indented(gap.join([first, *rest])) + "\n"
    ),
    st.sampled_from(MARKERS),
    st.sampled_from(KINDS),
    st.sampled_from(TITLES),
    st.sampled_from(["**@**.", "@ @.", "@\n\n@", "- @\n- @"]),
    st.lists(bodies, max_size=4),
    st.sampled_from(["\n\n", "\n\n\n"]),
)
others = st.sampled_from(
    ["# Part\n", "Text between.\n\n", "---\n", "<!-- a note -->\n", "\n\n", "| a |\n|---|\n| b |\n"]
)
items = st.sampled_from(["- An item\n\n", "1.  An item\n\n"])


@st.composite
def written(draw: st.DrawFn, topic: str = "Git") -> Written:
    """A page as an author would write it: each question on it is to become a card."""
    numbers = itertools.count(1)
    parts = draw(st.lists(questions | st.tuples(items, questions) | others, min_size=1, max_size=5))
    text, meant = draw(st.sampled_from(HEADS)).replace("{topic}", topic) + "\n", []
    for part in parts:
        head, body = (part[0], _indented(part[1])) if isinstance(part, tuple) else ("", part)
        body = _filled(body, numbers)
        text += head
        if words := tuple(WORD.findall(body)):
            meant.append(Meant(text.count("\n") + 1, tuple(word for word in words if word.startswith("see"))))
        text += body + "\n"
    return Written(text + END, tuple(meant))


Mistake = Callable[[list[str], Random], None]
"""Spoils lines in place."""


def _shift(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    by = random.choice([-4, -2, -1, 1, 2, 3, 4])
    for number in range(at, min(at + random.choice([1, 1, 3]), len(lines))):
        line = lines[number]
        lines[number] = " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _without(sign: str) -> Mistake:
    def spoil(lines: list[str], random: Random) -> None:
        if places := [number for number, line in enumerate(lines) if sign in line]:
            at = random.choice(places)
            lines[at] = lines[at].replace(sign, "", 1)

    return spoil


def _tabs(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at:] = [line.replace("    ", "\t") for line in lines[at:]]


def _line_ends(lines: list[str], random: Random) -> None:
    lines[:] = "\r\n".join(lines).split("\n")


def _mark(lines: list[str], random: Random) -> None:
    lines[0] = "\ufeff" + lines[0]


def _rule(lines: list[str], random: Random) -> None:
    lines.insert(random.randrange(len(lines) + 1), random.choice(["---", "---\ntitle: Git\n---", "***", "..."]))


def _glue(lines: list[str], random: Random) -> None:
    if blank := [number for number, line in enumerate(lines) if not line]:
        del lines[random.choice(blank)]


MISTAKES: tuple[Mistake, ...] = (
    _shift, _shift, _without('"'), _without("```"), _without("**"), _without("-->"), _without("///"), _without("</"),
    _tabs, _line_ends, _mark, _rule, _glue,
)  # fmt: skip


@st.composite
def nearly(draw: st.DrawFn) -> str:
    """A page with one mistake of structure."""
    lines = draw(written()).text.split("\n")
    draw(st.sampled_from(MISTAKES))(lines, draw(st.randoms(use_true_random=False)))
    return "\n".join(lines)


fragments = st.lists(
    st.sampled_from(TOKENS) | st.sampled_from(BLOCKS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    max_size=4,
).map("".join)
hostile: st.SearchStrategy[str] = st.lists(
    st.builds(
        str.__add__,
        st.sampled_from(
            ["    ", "    ", "    ", "", "        ", '\n??? question "Why?"\n    ', '\n??? question "', "\n", "\t"]
        ),
        fragments,
    ),
    max_size=16,
).map("\n".join)
"""Pages that only a machine writes."""


def mutate(text: str, other: str, random: Random, most: int = 6) -> str:
    """The page with a few changes: lines gone, doubled, swapped, shifted, tokens put in, another page's end put on."""
    lines = text.split("\n")
    for _ in range(random.randint(1, most)):
        at, far = random.randrange(len(lines)), random.randrange(len(lines))
        first, last = min(at, far), max(at, far) + 1
        match random.randrange(9):
            case 0:
                del lines[at : at + random.randint(1, 3)]
            case 1:
                lines[far:far] = lines[first : min(last, first + 8)]
            case 2:
                lines[at], lines[far] = lines[far], lines[at]
            case 3:
                _shift(lines, random)
            case 4 | 5:
                column = random.randint(0, len(lines[at]))
                lines[at] = lines[at][:column] + random.choice(TOKENS) + lines[at][column:]
            case 6:
                lines[at:at] = _filled(random.choice(BLOCKS), itertools.count(1)).split("\n")
            case 7:
                random.choice(MISTAKES)(lines, random)
            case 8:
                theirs = other.split("\n")
                lines = lines[:at] + theirs[random.randrange(len(theirs)) :][:60]
        lines = lines or [""]
    return "\n".join(lines)


def mutated(pages: Sequence[str]) -> st.SearchStrategy[str]:
    """Real pages with a few changes.

    One number decides about all of them, and each page has its place among all numbers by its text: an example stays
    the same while other pages come and go.
    """
    places = sorted((sha256(page.encode()).digest(), page) for page in pages)

    def drawn(random: Random) -> str:
        return places[bisect(places, (random.randbytes(8), "")) % len(places)][1]

    def changed(number: int) -> str:
        random = Random(number)
        return mutate(drawn(random), drawn(random), random)

    return st.integers(0, 2**24 - 1).map(changed)


def real_pages(longest: int = 10_000) -> list[str]:
    """The pages of this repository and of its fixtures, and those of the corpus where ANKI_EXPORT_CORPUS names one.

    Of long pages it is the start, so that an example is read in milliseconds.
    """
    paths = [*sorted((ROOT / "source").rglob("*.md")), *sorted((ROOT / "tests/fixtures").rglob("*.md"))]
    if corpus := os.environ.get("ANKI_EXPORT_CORPUS"):
        paths += sorted(Path(corpus).rglob("*.md"))
    texts = [path.read_text() for path in paths]
    for path in sorted((ROOT / "tests/fixtures").rglob("*.txt")):
        texts += re.findall(r"^[^\n]+\n\.\n(.*?)\n\.\n.*?^\.\n", path.read_text(), re.MULTILINE | re.DOTALL)
    return [text[: text.rfind("\n", 0, longest)] if len(text) > longest else text for text in texts]
