"""Tags of templates and components of MDX with a question and its answer as attributes become collapsed blocks:

    {% include faq.html question="Why?" answer="So." %}      <details><summary>Why?</summary>So.</details>
    {{< faq question="Why?" answer="So." >}}
    <Faq question="Why?" answer="So." />

A block is in the last line of its tag: an id can be below it. The name of the tag does not matter, nor do its other
attributes, but for an answer of one letter, which names an option. A tag that shares its lines with other text stays as
it is. Components of the same name may have their answers between two tags:

    <Faq question="Why?">
    So.
    </Faq>
"""

import re
from collections.abc import Iterator

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, Edit, changes_to, edited, lines_of
from anki_export.source.syntax.template_blocks import arguments
from anki_export.text.lazy_regex import regex

_TAG = regex(
    r"(?:\{%-?|\{\{[<%]|<(?=[A-Z]))\s*(?P<name>[A-Za-z][\w.]*+)"
    r"(?P<given>(?:[^{}\"'<>]|\"(?:\\.|[^\"\\]){0,4000}\"|'[^']{0,4000}'){0,1000}?)(?:-?%\}|[>%]\}\}|/?>)"
)

_QUOTED = regex(r"\b(?:question|answer)\s*=\s*[\"']")


def question_tags_as_details(outline: Outline) -> Changes:
    """The lines with such tags as collapsed blocks."""
    return changes_to(outline, edited(outline.text, _edits(outline)).split("\n"))


def _edits(outline: Outline) -> Iterator[Edit]:
    text, visible = outline.text, outline.without_code
    tags = list(_TAG.finditer(visible))
    read = set[str]()
    open_tags = list[tuple[re.Match[str], int, str]]()
    for tag, stop in zip(tags, [*(tag.start() for tag in tags[1:]), len(text)], strict=False):
        given = text[slice(*tag.span("given"))]
        quoted = len(_QUOTED.findall(given))  # other values are variables
        if not quoted:
            continue
        values = arguments(given)
        asked, answer = (" ".join(values.get(name, "").split()) for name in ("question", "answer"))
        if asked and "answer" not in values and not tag[0].endswith(("/>", "}")):
            open_tags.append((tag, stop, asked))
        elif quoted > 1 and asked and len(answer) > 1 and (place := lines_of(text, *tag.span())):
            yield *place, f"<details><summary>{asked}</summary>{answer}</details>"
            read.add(tag["name"])
    for tag, stop, asked in open_tags:
        start = visible.find(end := f"</{tag['name']}>", tag.end(), stop)
        if tag["name"] in read and start >= 0 and lines_of(text, tag.start(), start + len(end)):
            yield *tag.span(), f"<details><summary>{asked}</summary>"
            yield start, start + len(end), "</details>"
