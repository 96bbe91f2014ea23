"""What a question needs from above its answer: the text that asks, what it is about, the stem that its parts share."""

from collections.abc import Sequence
from itertools import islice, takewhile

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.body.asking_blocks import (
    end_of_label,
    ends_asking,
    heading_text,
    is_asking,
    is_exercise,
    is_line_of_links,
    is_part,
    is_subject,
    label_rank,
    refers_above,
)
from anki_export.source.body.blocks import Block, has_colon, text_of, text_of_block
from anki_export.source.body.group_into_segments import is_one_sentence
from anki_export.source.entry import Finding
from anki_export.source.formats.hidden_answer_places import DIGITS, HiddenPart, first_line, shown_blocks
from anki_export.text.classify_labels import asks, is_label
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import is_clear_question, wants_answer
from anki_export.text.word_patterns import Words

_LONG = 60
"""In words: the usual limit of an answer. Nobody reads more than that before each answer."""
_HABIT = 2
"""So many questions that are one paragraph show how a page asks."""
_LACKS, _HIDE = "question has no hidden answer", "hide its answer, as those of the others are"
_MOST_PARTS = 26
"""No question has more parts than there are letters."""
_WORDS = 3
"""Two questions that begin with the same words are not parts of one."""
_ASKED = Words("exercise", "question", "numbered")
_NAME = regex(r"[^\W\d]\w*")


def with_context(part: HiddenPart) -> HiddenPart | Finding:
    """The question with what it needs from above, and without what it does not."""
    part = _without_links(part)
    asked, head = from_label(part.asked), part.head
    if head is None and part.shared and _asks(part.shared) and not any(map(_asks_itself, asked)):
        head = part.shared  # "Translate" above each of several sentences
    if shown_blocks(part.asked[: len(part.asked) - len(asked)]) and any(map(_asks_itself, asked)):
        head = None  # the text above the label is what the heading is about
    if _is_of_another(part, asked):
        message = "the answer's number differs from that of the question above it; skipped"
        return Finding(part.box.first, Rule.NO_QUESTION, message, "put it directly below its question")
    if not part.is_item and not is_exercise(part.head) and is_long(asked):
        asks_at = [i for i, block in enumerate(asked) if block.kind == "paragraph" and is_asking(block)]
        if not asks_at:
            message = "the text above this answer is long and contains no question; skipped"
            return Finding(part.box.first, Rule.NO_QUESTION, message, "end it with the question")
        asked, head = asked[asks_at[-1] :], head if asks_at[-1] == 0 else None
    refers = refers_above(asked)
    needs_section = part.is_item or refers or any(map(is_part, asked[:1]))
    section = part.section() if needs_section else part.asked
    above = section[: len(section) - len(part.asked)]
    if needed := (about(part.lead, above, [asked]) if part.is_item else _stem(above, asked)):
        return (
            too_long(asked[0]) if is_long(needed) else replace(part, asked=[*needed, *asked], first=first_line(asked))
        )
    if refers:
        if (len(section) > len(asked) and is_long(section)) or not section:
            return too_long(asked[0])
        if len(section) == len(asked) and not is_long(subject := part.subject()):
            section = [*subject, *asked]
        return replace(part, asked=section, head=head, first=first_line(asked))
    return replace(part, asked=asked, head=head)


def _without_links(part: HiddenPart) -> HiddenPart:
    """The question without lines such as `Docs: https://…` above it."""
    links = sum(1 for _ in takewhile(is_line_of_links, part.asked[:-1]))
    return replace(part, asked=part.asked[links:], first=first_line(part.asked[links:])) if links else part


def _asks(head: Token) -> bool:
    """Whether a heading asks or gives an instruction."""
    text = heading_text(head)
    return not is_label(text) and wants_answer(text)


def _asks_itself(block: Block) -> bool:
    """Whether a text asks, perhaps with a remark behind its question mark, or sets a task."""
    return ends_asking(block.text) or is_clear_question(block.text)


def _is_of_another(part: HiddenPart, asked: Sequence[Block]) -> bool:
    """Whether a title such as "Solution to exercise 1" has another number than the label of what is above it."""
    title, text = text_of(part.box.title), asked[0].text if asked else ""
    label = text[: end_of_label(text)] or (heading_text(part.head) if is_exercise(part.head) else "")
    numbers = [DIGITS.findall(one) for one in (title, label)]
    return _ASKED.are_in(title.lower()) and list(map(len, numbers)) == [1, 1] and numbers[0] != numbers[1]


def _stem(above: Sequence[Block], asked: Sequence[Block]) -> Sequence[Block]:
    """What is above the first part, a), of a question of which another part asks."""
    has_parts = asked and is_part(asked[0])
    parts = islice((at for at in reversed(range(len(above))) if has_parts and is_part(above[at])), _MOST_PARTS)
    first = next((at for at in parts if above[at].text.lstrip("(").startswith("a")), 0)
    start = next(parts, -1) + 1
    return from_label(above[start:first])


def about(head: Token | None, above: Sequence[Block], asked: Sequence[Sequence[Block]]) -> Sequence[Block]:
    """What is above a list of questions and belongs to each, between the list and a heading.

    It is all text of an exercise, if it is short, or else code, a table or a picture, with what leads to it, if a
    question is about it.
    """
    shown = without_lead(above)
    if is_exercise(head) and not is_long(shown):
        return shown
    start = len(shown)
    while start and is_subject(shown[start - 1]):
        start -= 1
    names = {name for block in shown[start:] for name in _NAME.findall(text_of_block(block))}
    are_about = any(refers_above(blocks) or not names.isdisjoint(_names(blocks)) for blocks in asked)
    if start == len(shown) or not are_about:
        return ()
    leads = start > 0 and has_colon(shown[start - 1].text)
    return shown[start - leads :]


def without_lead(above: Sequence[Block]) -> list[Block]:
    """What is shown above a list of questions, without a sentence that only leads to it: "Answer these:"."""
    shown = shown_blocks(above)
    while shown and has_colon(shown[-1].text) and is_one_sentence(shown[-1:]):
        shown.pop()
    return shown


def _names(blocks: Sequence[Block]) -> set[str]:
    """The names in the code of some text."""
    code = (token.content for block in blocks for token in block.inline if token.type == "code_inline")
    return {name for text in code for name in _NAME.findall(text)}


def is_long(blocks: Sequence[Block]) -> bool:
    """Whether blocks are too long for the front of a card."""
    first = blocks[: _LONG + 1]  # of a whole page, these mostly are enough
    is_sure = len(blocks) > len(first) and size_in_words(" ".join(map(text_of_block, first))) > _LONG
    return is_sure or size_in_words(" ".join(map(text_of_block, blocks))) > _LONG


def too_long(asked: Block) -> Finding:
    """Report a question that is about something that is not on its card."""
    message = "question is about something above it that is not on the card; skipped"
    return Finding(asked.first, Rule.NO_QUESTION, message, "repeat it directly above the question")


def from_label(asked: Sequence[Block]) -> Sequence[Block]:
    """What is above an answer from the last label with a number on, or else from the first label."""
    labels = [label_rank(block) for block in asked]
    if 2 in labels:
        return asked[len(labels) - 1 - labels[::-1].index(2) :]
    return asked[labels.index(1) :] if 1 in labels else asked


def without_other_questions(parts: Sequence[HiddenPart]) -> tuple[list[HiddenPart], list[Finding]]:
    """The questions without others above them that have no hidden answer, and the messages about these.

    That is where all others of the page are one paragraph and one has several of which the first asks, or a heading
    that asks, and the last, which is no shorter than half of the others and says by itself what it is about. If the
    first is a paragraph, the last may be about it: both are on the card.
    """
    single = [part for part in parts if len(part.asked) == 1 and part.asked[0].kind == "paragraph"]
    found, findings = list(parts), list[Finding]()
    if not single or not thresholds.HALF.of(len(single), len(parts)):
        return found, findings
    sizes = sorted(size_in_words(part.asked[0].text) for part in single)
    have_heads = any(part.head and asks(heading_text(part.head)) for part in single)
    for at, part in enumerate(parts):
        if len(part.asked) < 2 or part.is_item:
            continue
        *others, last = part.asked
        asking = _questions_above(part, with_head=not have_heads)
        is_enough = size_in_words(last.text) * 2 >= sizes[len(sizes) // 2]
        if not (asking and is_enough and _is_question(last)) or label_rank(last) or refers_above([last]):
            continue
        is_in_heading = asking[0] < others[0].first
        is_alike = _opening(others[0].text) == _opening(last.text)
        is_apart = is_in_heading or others[0].kind != "paragraph"
        if is_alike or (is_apart and len(single) >= _HABIT):
            head = None if is_in_heading else part.head
            found[at] = replace(part, head=head, asked=[last], first=last.first)
            findings += [Finding(line, Rule.UNANSWERED, f"{_LACKS}; skipped", _HIDE) for line in asking]
        elif len(single) >= _HABIT:
            findings += [
                Finding(line, Rule.NESTED, f"{_LACKS} and is on the card of the one below", _HIDE) for line in asking
            ]
    return found, findings


def _questions_above(part: HiddenPart, *, with_head: bool) -> list[int]:
    """The lines of questions above the last paragraph, if the heading or the first paragraph is one."""
    asking = [block.first for block in part.asked[:-1] if _is_question(block)]
    if with_head and part.head and part.head.map and asks(heading_text(part.head)):
        return [part.head.map[0], *asking]
    return asking if asking[:1] == [part.asked[0].first] else []


def _is_question(block: Block) -> bool:
    """Whether a paragraph is one sentence that ends with a question mark."""
    return block.kind == "paragraph" and asks(block.text) and is_one_sentence([block])


def _opening(text: str) -> str:
    return " ".join(text.lower().split()[:_WORDS])
