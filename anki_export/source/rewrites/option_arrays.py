"""An array of options in an attribute of a component becomes a task list in its lines, which are blank otherwise:

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
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anki_export.text.classify_labels import is_label_of, says_right
from anki_export.text.lazy_regex import regex

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
