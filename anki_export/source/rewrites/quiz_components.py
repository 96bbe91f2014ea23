"""Quizzes of MDX whose options are components become blocks of mkdocs-quiz before a page is parsed:

    <Quiz>
      <Quiz.Question>                         <quiz>
        Which of these is a sail?             Which of these is a sail?
        <Quiz.Answer>A mast</Quiz.Answer>     - [ ] A mast
        <Quiz.Answer correct>                 - [x] A jib
          A jib                                 > At the bow.
          <Quiz.Explanation>
            At the bow.
          </Quiz.Explanation>
        </Quiz.Answer>
      </Quiz.Question>                        </quiz>
    </Quiz>

Lines keep their numbers. Options are components of one name beside each other, of which some have an attribute that
calls them right and others have not; a name says that they are options, or that they are in a question. What explains
an option is a remark on it, and what explains the question is below them. A quiz stays as it is if it has no text above
its options or other text between them, if its components share their lines, or if an option begins with code.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import dedent

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Edit, edited, lines_of, task_with_remark
from anki_export.source.rewrites.option_arrays import has_right_attribute
from anki_export.text.classify_labels import is_label_of
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.lazy_regex import regex

_MAY_HOLD = regex(r"<[A-Z][\w.]*\s[^<>]*[cC]orrect")
_WORDS = regex(r"(?<=[a-z])(?=[A-Z])|[._]")
_FENCES = ("```", "~~~")


class _Component(Struct, frozen=True):
    opening: Piece
    closing: Piece
    inside: Sequence["_Component"]
    """What is directly in it."""
    is_quiz: bool = False
    """Whether it is a question, or holds nothing else."""

    @property
    def name(self) -> str:
        return self.opening.source[1 : 1 + len(self.opening.name)]

    def is_named(self, *kinds: str) -> bool:
        """Whether a word of its name is such a label: `Quiz.Question`, `QuizAnswer`."""
        return any(is_label_of(word, *kinds) for word in _WORDS.split(self.name))


def quiz_components_as_blocks(text: str) -> str:
    """The text of a page with them as blocks of mkdocs-quiz."""
    return edited(text, _edits(text)) if _MAY_HOLD.search(text) else text


def _edits(text: str) -> Iterator[Edit]:
    """The edits of all questions, and of the tags around nothing but questions, which are left out."""
    opened, levels = list[Piece](), [list[_Component]()]
    names = Counter[str]()  # of those; a page may have many that are never closed
    for tag in pieces(Outline(text.split("\n")).without_code):
        if not tag.source.lstrip("</")[:1].isupper() or tag.source.endswith("/>"):
            continue
        if tag.kind == "start":
            opened.append(tag)
            levels.append([])
            names[tag.name] += 1
        elif tag.kind == "end" and names[tag.name]:
            while opened[-1].name != tag.name:
                names[opened.pop().name] -= 1
                inside = levels.pop()
                levels[-1].extend(inside)
            names[tag.name] -= 1
            one = _Component(opened.pop(), tag, levels.pop())
            own = _question(text, one)
            if not own and one.inside and all(each.is_quiz for each in one.inside):
                tags = (one.opening, one.closing) if not any(map(str.strip, _beside(text, one))) else ()
                own = [(each.start, each.end, "") for each in tags]
            yield from own
            levels[-1].append(replace(one, is_quiz=bool(own)))


def _question(text: str, one: _Component) -> list[Edit]:
    """The edits of a question; none for other components."""
    options = [each for each in one.inside if each.name == one.inside[0].name]
    explained = one.inside[len(options) :]
    rights = [has_right_attribute(each.opening.attributes) for each in options]
    is_quiz = one.is_named("question", "quiz") or any(each.is_named("option", "answer") for each in options)
    if not is_quiz or set(rights) != {True, False} or not all(each.is_named("explanation") for each in explained):
        return []
    asked, *between = _beside(text, one)
    opening, closing = (lines_of(text, tag.start, tag.end) for tag in (one.opening, one.closing))
    places = [place for each in one.inside if (place := lines_of(text, each.opening.start, each.closing.end))]
    if not (asked.strip() and opening and closing) or len(places) < len(one.inside) or any(map(str.strip, between)):
        return []
    triples = zip(options, rights, places[: len(options)], strict=True)
    tasks = [_option(text, each, is_right, text.count("\n", *place)) for each, is_right, place in triples]
    remarks = [dedent(text[each.opening.end : each.closing.start]) for each in explained]
    if not all(tasks) or not all(remark.startswith("\n") for remark in remarks):
        return []
    new = [*tasks, *remarks]
    return [
        (opening[0], places[0][0], f"<quiz>{dedent(asked)}"),
        *((*place, part) for place, part in zip(places, new, strict=True)),
        (*closing, "</quiz>"),
    ]


def _option(text: str, option: _Component, is_right: bool, breaks: int) -> str:
    """An option as an item of a task list with so many line ends; empty if it has no text in its first line."""
    remark = next((each for each in option.inside if each.is_named("explanation")), None)
    stop = remark.opening.start if remark else option.closing.start
    own = text[option.opening.end : stop]
    rest = text[remark.closing.end : option.closing.start] if remark else ""
    if not own.strip() or own.lstrip().startswith(_FENCES) or rest.strip():
        return ""
    explained = text[remark.opening.end : remark.closing.start] if remark else ""
    return task_with_remark(own, explained, breaks, is_ticked=is_right)


def _beside(text: str, one: _Component) -> list[str]:
    """What is above, between and below the components in another one."""
    starts = [one.opening.end, *(each.closing.end for each in one.inside)]
    stops = [*(each.opening.start for each in one.inside), one.closing.start]
    return [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
