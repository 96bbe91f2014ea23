"""Lists of questions with answers in front matter become question blocks in its lines, which are blank otherwise:

    faq:                                          at any depth
      - question: What is a jib?                  ??? question "What is a jib?"
        answer: A sail at the bow.                    A sail at the bow.
      - question: Which sail is larger?           ??? question "Which sail is larger?"
        answer: |
          The main sail.                              The main sail.

Not such a list: one with a single pair, or with options of a quiz, of which a number may name one. The name of a file
is no answer. Pages of flashcards, and those that ask one question, keep their own.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from msgspec import Struct

from anki_export.source.entry import Hints
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex

_NAME = regex(r"[ \t-]+[\"']?(?P<name>[^\s:\"']+)[\"']?[ \t]*:")
_FILE = regex(r"\S+\.\w{2,4}")
_SEVERAL = 2
_FLASHCARDS = regex(r"(?m)#card\b|^[QCP]:[ \t]")


HINTS = Hints(
    question="- question: {}",
    title="write it after `question:`",
    answer="write the answer as text in lines below `answer: |`",
)


class _Pair(Struct, frozen=True, order=True):
    line: int
    """In the front matter, the one below `---` being 0."""
    question: str
    answer: str


def with_questions(text: str, written: str) -> tuple[str, int]:
    """A text with its front matter blank, with such blocks in it, and how many lines it has then; 0 without any.

    `written` is the text with its front matter.
    """
    lines = written.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    names = Counter(match["name"] for line in lines[1:end] if (match := _NAME.match(line)))
    if not any(count >= _SEVERAL and is_label_of(name, "answer") for name, count in names.items()):
        return text, 0
    if _FLASHCARDS.search(text):
        return text, 0  # a page of flashcards has no others
    import yaml  # importing it takes as long as reading ten pages

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pairs = sorted(_pairs(yaml.compose("\n".join(lines[1:end]), loader)))
    lines = text.split("\n")
    for pair, after in pairwise([*pairs, _Pair(end - 1, "", "")]):
        answer = "" if _FILE.fullmatch(pair.answer) else pair.answer.strip()
        title = pair.question.replace('"', "&quot;")
        block = [f'??? question "{title}"', *(f"    {line}" for line in answer.split("\n"))]
        start = pair.line + 1
        if len(block) <= after.line - pair.line:
            lines[start : start + len(block)] = block
        else:  # it has line breaks as escapes
            lines[start] = block[0]
    return "\n".join(lines), end + 1 if pairs else 0


def _pairs(root: Any) -> Iterator[_Pair]:
    """The pairs in lists with several."""
    nodes, seen = [root], set[int]()
    while nodes:
        node = nodes.pop()
        if node.id == "scalar" or id(node) in seen:  # a node may be in itself
            continue
        seen.add(id(node))
        if node.id == "mapping":
            nodes += [value for _, value in node.value]
        else:
            own = [pair for item in node.value if item.id == "mapping" and (pair := _pair(item))]
            yield from own if len(own) >= _SEVERAL else ()
            nodes += node.value


def _pair(item: Any) -> _Pair | None:
    has_options = any(value.id == "sequence" for _, value in item.value)  # a number is the place of one
    texts = {
        key.value: value.value
        for key, value in item.value
        if value.tag.endswith(":str") or (value.id == "scalar" and not has_options)
    }
    question, answer = (
        next((text for name, text in texts.items() if is_label_of(name, kind)), "") for kind in ("question", "answer")
    )
    others = (each.value for _, value in item.value if value.id == "sequence" for each in value.value)
    if not question or not answer or answer in others:
        return None
    return _Pair(item.start_mark.line, " ".join(question.split()), answer)
