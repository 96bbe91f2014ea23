"""Generate sites in which questions stand in other layouts than `??? question`, the same on every machine.

    python benchmarks/layouts.py LAYOUT FOLDER [QUESTIONS]

How many of a hundred bodies have which structure, how long they are, and how many questions share a page follow public
repositories in that layout; the words are those of pages.py.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pages import PARTS, QUESTIONS, SENTENCES, TextPage, Words, topic_name, with_span, write

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the questions of a site stand on its pages."""

    name: str
    per_page: int
    shapes: tuple[tuple[float, str], ...]
    """Of a hundred bodies, how many have which blocks."""
    spans: float
    """The share of questions with inline code."""
    block: Callable[[Words, int, str, Sequence[str]], list[str]]
    """The lines of a question, of its number, title and body."""


def site(layout: Layout, questions: int, seed: int = 1) -> Iterator[TextPage]:
    """The pages of a site."""
    for number, first in enumerate(range(0, questions, layout.per_page)):
        random = Random(f"{seed}/{layout.name}/{number}")
        words, name = Words(random), topic_name(number)
        asked: dict[str, list[str]] = {}
        while len(asked) < min(layout.per_page, questions - first):
            title, body = words.sentence(QUESTIONS), _body(layout, words)
            if random.random() < layout.spans:
                title, body[-1] = with_span(title, random), with_span(body[-1], random)
            asked.setdefault(title, body)
        blocks = ["\n".join(layout.block(words, i, *one)) for i, one in enumerate(asked.items(), 1)]
        text = f"# {name} Interview Questions\n\n" + "\n\n".join(blocks) + "\n"
        yield TextPage(f"{name.lower().replace(' ', '-')}/README.md", text)


def _body(layout: Layout, words: Words) -> list[str]:
    shapes = [shape for _, shape in layout.shapes]
    shape = words.random.choices(shapes, [weight for weight, _ in layout.shapes])[0]
    return [line for part in shape.split() for line in ("", *PARTS[part](words))][1:]


def _heading(_words: Words, number: int, title: str, body: Sequence[str]) -> list[str]:
    return [f"## {number}. {title}", "", *body]


def _details(_words: Words, number: int, title: str, body: Sequence[str]) -> list[str]:
    return ["<details>", f"<summary>{number}. {title}</summary>", "", *body, "", "</details>"]


def _collapsed(_words: Words, number: int, title: str, body: Sequence[str]) -> list[str]:
    return [f'??? question "{number}. {title}"', *(f"    {line}".rstrip() for line in body)]


def _options(words: Words) -> list[str]:
    """Four options that differ."""
    found: dict[str, None] = {}
    while len(found) < len(LETTERS):
        found[words.sentence(SENTENCES)] = None
    return list(found)


def _ticked(words: Words, number: int, title: str, body: Sequence[str]) -> list[str]:
    right = words.random.randrange(len(LETTERS))
    options = [f"- [{'x' if i == right else ' '}] {option}" for i, option in enumerate(_options(words))]
    return [f"#### Q{number}. {title}", "", *options, "", *body]


def _listed(words: Words, number: int, title: str, body: Sequence[str]) -> list[str]:
    """A card without options that is as long as one with them."""
    return _collapsed(words, number, title, [*(f"- {option}" for option in _options(words)), "", *body])


def _quiz(words: Words, _number: int, title: str, body: Sequence[str]) -> list[str]:
    right = words.random.randrange(len(LETTERS))
    options = [f"- [{'x' if i == right else ' '}] {option}" for i, option in enumerate(_options(words))]
    return ["<quiz>", title, "", *options, "", *body, "</quiz>"]


def _lettered(words: Words, number: int, title: str, body: Sequence[str]) -> list[str]:
    right = words.random.choice(LETTERS)
    options = [f"- {letter}: {option}" for letter, option in zip(LETTERS, _options(words), strict=True)]
    answer = ["<details><summary><b>Answer</b></summary>", "", f"#### Answer: {right}", "", *body, "", "</details>"]
    return [f"### {number}. {title}", "", *options, "", *answer]


_SHORT = ((55, "line"), (30, "line line"), (15, "line code"))
_MIDDLE = ((25, "plain line lead list"), (20, "plain line code"), (11, "line lead list code"), (43, "plain line line"),
           (1, "plain table"))  # fmt: skip
LAYOUTS = (
    Layout("headings", 20, _MIDDLE, 0.4, _heading),
    Layout("details", 20, _MIDDLE, 0.45, _details),
    Layout("ticked", 80, _SHORT, 0.4, _ticked),
    Layout("quiz", 20, _SHORT, 0.4, _quiz),
    Layout("lettered", 40, _SHORT, 0.75, _lettered),
    Layout("listed", 20, _SHORT, 0.4, _listed),
    Layout(
        "long",
        10,
        (
            (50, "plain line code line lead list code line line"),
            (40, "plain lead list code line line code lead list line"),
            (10, "plain table code line line lead list line table"),
        ),
        0.9,
        _heading,
    ),
)
BY_NAME = {layout.name: layout for layout in LAYOUTS}


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] not in BY_NAME:
        sys.exit(f"{__doc__}\nLAYOUT is one of {', '.join(BY_NAME)}.")
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 1_200
    print(f"{write(site(BY_NAME[sys.argv[1]], size), Path(sys.argv[2]))} pages")


if __name__ == "__main__":
    main()
