"""Tags of templates and components of MDX with a question and its answer as attributes become collapsed blocks:

    {% include faq.html question="Why?" answer="So." %}      <details><summary>Why?</summary>So.</details>
    {{< faq question="Why?" answer="So." >}}
    <Faq question="Why?" answer="So." />

A block is in the last line of its tag: an id can be below it. The name of the tag does not matter, nor do its other
attributes, but for an answer of one letter, which names an option. A tag that shares its lines with other text stays as
it is.
"""

from collections.abc import Iterator

from anki_export.source.syntax.template_text import arguments
from anki_export.source.syntax.text_edits import Edit, code_as_spaces, edited, lines_of
from anki_export.text.regex import regex

_TAG = regex(
    r"(?:\{%-?|\{\{[<%]|<(?=[A-Z]))\s*[A-Za-z]"
    r"(?P<given>(?:[^{}\"'<>]|\"(?:\\.|[^\"\\]){0,4000}\"|'[^']{0,4000}'){0,1000}?)(?:-?%\}|[>%]\}\}|/>)"
)

_QUOTED = regex(r"\b(?:question|answer)\s*=\s*[\"']")


def question_tags_as_details(text: str) -> str:
    """The text of a page with such tags as collapsed blocks."""
    is_possible = "{" in text and "answer=" in text and "question=" in text
    return edited(text, _edits(text)) if is_possible else text


def component_questions_as_details(text: str) -> str:
    """The same for components of MDX."""
    return edited(text, _edits(text)) if "answer=" in text and "question=" in text else text


def _edits(text: str) -> Iterator[Edit]:
    for tag in _TAG.finditer(code_as_spaces(text)):
        given = text[slice(*tag.span("given"))]
        if len(_QUOTED.findall(given)) < 2:
            continue  # a variable
        values = arguments(given)
        asked, answer = (" ".join(values.get(name, "").split()) for name in ("question", "answer"))
        if asked and len(answer) > 1 and (place := lines_of(text, *tag.span())):
            yield *place, f"<details><summary>{asked}</summary>{answer}</details>"
