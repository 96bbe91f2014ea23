"""Quizzes of MDX with options in components, or in an array, become blocks of Markdown before a page is parsed.

Options in components become blocks of mkdocs-quiz:

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

An array of options in an attribute becomes a task list in the lines of its component, which are blank otherwise:

    <Choose                                              ??? question "What is a jib?"
      question="What is a jib?"
      options={[
        { text: "A mast", correct: false },                  - [ ] A mast
        {                                                    - [x] A sail
          text: "A sail",                                      > At the bow.
          explain: "At the bow.",
          correct: true,
        },
      ]}
    />

Without a question in an attribute, the list belongs to what stands before it. The name of the component does not
matter; a name such as `correct` says which options are right. An array may also be of texts, one of which the
attribute `answer` repeats. Nothing is executed: not read are arrays that are no plain data, options with several
texts, and those of which none or all are right. Where the question is in an attribute, it has no answer then.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Edit, edited, lines_of, paired_tags, task_with_remark
from anki_export.text.classify_labels import is_label_of, says_right
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.lazy_regex import regex

_MAY_HOLD = regex(r"<[A-Z][\w.]*\s[^<>]*[cC]orrect")
_WORDS = regex(r"(?<=[a-z])(?=[A-Z])|[._]")
_FENCES = ("```", "~~~")
_MAY_BE_OPTIONS = regex(r"\s*\[\s*[{\"'`]")
_FLAT = regex(r"\s*\[[^][{}]*+(?:\{[^][{}]*+\}[^][{}]*+)*+\]\s*")
"""Such an array without its texts and names: of objects or texts."""
_PART = regex(
    r"(?P<string>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\$])*`)|//[^\n]*|/\*[^*]*\*/|(?P<name>\w+)\s*:",
    re.DOTALL,
)
_ESCAPE = regex(r"\\(?P<escaped>['`$])|(?P<quote>\\?\")|\\\n")
_IS = regex(r"\Ais_?(?=[A-Z_]|[a-z]{4})")
_RIGHT = ("right", "answer")
_REMARK = ("explanation", "feedback", "why", "hint", "note")
_TEXT = ("option", "stem", "answer")


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
    tags = pieces(Outline(text.split("\n")).without_code)
    done = list[_Component]()
    for opening, closing in paired_tags(tag for tag in tags if _is_component(tag)):
        first = len(done)
        while first and done[first - 1].opening.start > opening.start:
            first -= 1
        one = _Component(opening, closing, done[first:])
        own = _question(text, one)
        if not own and one.inside and all(each.is_quiz for each in one.inside):
            is_empty = not any(map(str.strip, _beside(text, one)))
            own = [(each.start, each.end, "") for each in (opening, closing) if is_empty]
        yield from own
        done[first:] = [replace(one, is_quiz=bool(own))]


def _is_component(tag: Piece) -> bool:
    return tag.source.lstrip("</")[:1].isupper() and not tag.source.endswith("/>")


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
    tasks = [_option_in(text, each, is_right, text.count("\n", *place)) for each, is_right, place in triples]
    remarks = [dedent(text[each.opening.end : each.closing.start]) for each in explained]
    if not all(tasks) or not all(remark.startswith("\n") for remark in remarks):
        return []
    new = [*tasks, *remarks]
    return [
        (opening[0], places[0][0], f"<quiz>{dedent(asked)}"),
        *((*place, part) for place, part in zip(places, new, strict=True)),
        (*closing, "</quiz>"),
    ]


def _option_in(text: str, option: _Component, is_right: bool, breaks: int) -> str:
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


class Value(Struct, frozen=True):
    """The value of an attribute as it is written, without braces."""

    line: int
    """In the tag, that of the braces."""
    text: str


class _Option(Struct, frozen=True):
    line: int
    """In the tag."""
    is_right: bool
    text: str
    remark: str = ""


def as_task_list(attributes: Mapping[str, Value], lines: int) -> Sequence[str]:
    """The lines of a tag with so many, as a question with options; none if it has no such attributes."""
    arrays = [value for value in attributes.values() if _MAY_BE_OPTIONS.match(value.text)]
    if len(arrays) != 1:
        return ()
    title = _text_of(attributes, "question").replace('"', "&quot;")
    opening, margin = (f'??? question "{title}"', " " * 4) if title else ("", "")
    remark = _text_of(attributes, *_REMARK)
    options = [
        replace(option, remark=f"{option.remark} {remark}".strip()) if option.is_right else option
        for option in _options(arrays[0], _text_of(attributes, *_RIGHT))
    ]
    for with_remark in ((True, False), (True,), ()) if len({option.is_right for option in options}) > 1 else ():
        found = [opening]
        for option in options:
            found += [""] * (option.line - len(found))
            found.append(f"{margin}- [{'x' if option.is_right else ' '}] {option.text}")
            found += [f"{margin}  > {option.remark}"] * (option.remark != "" and option.is_right in with_remark)
        if len(found) < lines:  # a blank line ends the list
            return [*found, *[""] * (lines - len(found))]
    return [opening, *[""] * (lines - 1)] if title else ()


def has_right_attribute(attributes: Mapping[str, str]) -> bool:
    """Whether an attribute of a tag calls what it holds right: `correct`, `isCorrect={true}`."""
    return any(
        says_right(_IS.sub("", name)) and value.strip("{} ") in ("", "true") for name, value in attributes.items()
    )


def _text_of(attributes: Mapping[str, Value], *kinds: str) -> str:
    """The text of the first attribute whose name is such a label, in one line; empty without one."""
    texts = (value.text.strip() for name, value in attributes.items() if is_label_of(name, *kinds))
    return next((" ".join(text[1:-1].split()) for text in texts if text[:1] in ('"', "'", "`")), "")


def _options(array: Value, answer: str) -> list[_Option]:
    """The options that an array has; none if one of its items is no option."""
    if not _FLAT.fullmatch(_PART.sub("", array.text)):
        return []
    import yaml  # importing it takes as long as reading ten pages

    try:
        root: Any = yaml.compose(_PART.sub(_as_yaml, array.text).replace("\t", " "), yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    options = [_option(item, array.line, answer) for item in root.value]
    return [option for option in options if option] if all(options) else []


def _as_yaml(part: re.Match[str]) -> str:
    """What YAML has in place of a part of an array."""
    if part["string"]:
        return '"' + _ESCAPE.sub(lambda e: e["escaped"] or '\\"' * bool(e["quote"]) or "\n", part["string"][1:-1]) + '"'
    return f"{part['name']}: " if part["name"] else "\n" * part[0].count("\n")


def _option(item: Any, line: int, answer: str) -> _Option | None:
    """The option that an item of an array in some line is; None if it has no text, or several."""
    line += item.start_mark.line
    if item.id != "mapping":
        return _Option(line, _string(item) == answer, _string(item)) if _string(item) else None
    values = {_IS.sub("", key.value): value for key, value in item.value}
    right = {value.value for name, value in values.items() if not _string(value) and says_right(name)}
    texts = {name: text for name, value in values.items() if (text := _string(value))}
    remark = next((texts.pop(name) for name in list(texts) if is_label_of(name, *_REMARK)), "")
    named = [text for name, text in texts.items() if is_label_of(name, *_TEXT)] or list(texts.values())
    is_plain = right <= {"true", "false"} and len(named) == 1
    return _Option(line, "true" in right, named[0], remark) if is_plain else None


def _string(node: Any) -> str:
    """The text of a string, in one line; empty for anything else."""
    return " ".join(node.value.split()) if node.id == "scalar" and node.style == '"' else ""
