"""Separate answer and explanation where no mark does: by the position and form of the blocks.

Rules are tried in the order of the list at the end; the first match wins. They work on *groups*: segments, each joined
with what it introduces. Tokens are markdown-it's.
"""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile
from unicodedata import normalize

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.blocks import (
    CODE,
    LISTS,
    Block,
    bold_opening,
    end_of_line,
    has_colon,
    is_italic,
    lstrip,
    paragraph,
    text_of,
    text_of_block,
    trimmed,
)
from anki_export.source.body.body_parts import Parts
from anki_export.source.body.group_into_segments import (
    Segment,
    Segments,
    heading_kind,
    is_labelled,
    is_link,
    is_numbered,
    is_one_sentence,
    is_picture,
    is_tab,
    joined,
    segments_of,
    shows,
    without_edges,
)
from anki_export.text.first_paragraph_answers_question import begins_beside, may_be_half, spells_out
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import (
    asks_again,
    asks_for_several,
    asks_how,
    asks_how_it_is,
    asks_two_things,
    is_clear_question,
)
from anki_export.text.word_patterns import Words, whole_words

_NAME = 3
"""In words: "Secure Computing Mode"."""
_NEAR = 3
"""A list or code that belongs to the answer is within this many segments."""
_JOINED = regex(lambda: rf"[,/]|(?!of\b){whole_words('joins')}")
"""Between what a question names: "or"."""
_PUNCTUATION = regex(r"(?:[\s.!?;,]++|…|。|！|？)*")  # one class with all of them takes long to compile
_BETWEEN_BOLD = regex(r"[\s\0.,;!?/&+…、，]*")
_WORD = regex(r"[^\W_]+")
_CAPTION = regex(r"\W?[^\W\d]{1,9}\.?\s?\d+(?:[.-]\d+)*\s?[:：.–—-]")
"""Fig. 1: …, 图 1：…"""
_JOINS = Words("joins", ending=r"\Z")
_PICTOGRAM = regex(r"(?:[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?\s*)*")
_ASIDE, _DERIVES = Words("aside"), Words("derives")
_TERM = regex(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}(?::\s+|：)\S")
_EQUATION = regex(r"[=≈→]|\\(?:approx|to|rightarrow|Rightarrow|le|ge|leq|geq)\b")
_CALCULATION = regex(
    r"\d(?:\s?[a-z%°]{1,3})?\s*(?:[+*/x×÷·]|(?<=\s)[-–−](?=\s))\s*\(?\d[^=]{0,80}=|=\s*\(?\d[\d.,]*\s*[-+*/x×÷·−]\s*\d"
)
_NOTES = frozenset({"note", "important", "warning", "caution", "attention", "danger"})
_LONGEST_ASIDE = 80
"""In characters, with signs after it: the longest one of a language has 30."""
_MOST_IN_ASIDE, _LONGEST_LABEL = 2, 3
"""In labels, and the words of one: what has more of them ("Classes:", "Arrays:") is a section."""
_MOST_BELOW_STEPS = 0.5
"""Of the words of the steps, below them: more is another step, or another case."""
_MOST_BELOW_FEW = 50
"""In words, below code, a quote, or a few words that do not name what is asked: more than that answers, not them."""
_ASKS_ABOUT = Words("what", "why", "which")


def plain_answer(question: str, blocks: Sequence[Block]) -> Parts:
    """The answer to a question, and what explains it."""
    start = 0 if shows(blocks[0]) else next((i for i, block in enumerate(blocks) if shows(block)), len(blocks))
    if not (shown := blocks[start:]):
        return Parts("first", answer=tuple(blocks))  # it is invisible
    is_name = len(shown) > 1 and shown[0].kind == "paragraph" and _only_names(shown[0].text, shown[1], question)
    if opening := None if is_name else bold_opening(shown[0].inline):
        if found := _bold(shown, *opening) or _bold_run(shown):  # whatever it introduces
            return _finished(found)
    elif len(blocks) == 1 and shown[0].inline:
        return Parts("single", answer=tuple(blocks))  # as many bodies are
    segments = segments_of(shown)
    if is_name:
        segments[:2] = [_flat(segments[:2])]
    question = normalize("NFKC", question)  # some authors use mathematical letters for styling
    while len(segments) > 1 and _belongs_to_next(question, segments[0], segments[1][0]):
        segments[:2] = [[*segments[0], *segments[1]]]
    if len(segments) > 1 and all(map(is_picture, filter(shows, segments[0]))) and not _has_picture(segments[1]):
        count = 3 if _is_caption(segments[1]) else 2
        segments[:count] = [_flat(segments[:count])]  # a picture alone answers no question in words
    groups = joined(segments)
    return _finished(next(found for find in _RULES if (found := find(question, groups))))


def _only_names(text: str, below: Block, question: str) -> bool:
    """Whether a text is only the name of what is asked for: in full, or too short to answer two questions, and a list
    below it does."""
    is_short = below.kind in LISTS and size_in_words(text) <= _NAME
    return spells_out(text, question) or (is_short and asks_again(question.lower()))


def _finished(found: Parts) -> Parts:
    """The parts without edges, and with the headings at the end of the answer below it: there is nothing below them."""
    blocks = found.answer
    end = len(blocks)
    while end > 1 and (blocks[end - 1].kind == "heading" or not shows(blocks[end - 1])):
        end -= 1
    return replace(found, answer=without_edges(blocks[:end]), after=without_edges((*blocks[end:], *found.after)))


def solution(_question: str, blocks: Sequence[Block]) -> Parts:
    """The solution of a task, without sections and links below it."""
    groups = joined(segments_of(blocks))
    if not groups:
        return Parts("first", answer=tuple(blocks))  # it is invisible
    end = next((i for i, group in enumerate(groups) if i and group[0].kind == "heading"), len(groups))
    while end > 1 and (is_link(groups[end - 1][0].inline) or _are_links(groups[end - 1])):
        end -= 1
    return _finished(_cut("solution", groups, end))


def _belongs_to_next(question: str, first: Segment, following: Block) -> bool:
    """Whether a segment is a link that the text below describes, or boxes above the answer that say what to heed.

    These may answer a question that "yes" and "no" answer.
    """
    if not all(map(_is_note, first)):
        return len(first) == 1 and is_link(first[0].inline)
    may_heed = asks_how(question) or _ASKS_ABOUT.are_in(question.lower()) or not is_clear_question(question)
    return may_heed and (_is_note(following) or not _is_aside(following))


def _is_note(block: Block) -> bool:
    return block.kind == "details" and block.opening.info in _NOTES


def _has_picture(segment: Segment) -> bool:
    return any(token.type == "image" for block in segment for token in block.inline)


def _is_caption(segment: Segment) -> bool:
    """Whether a segment below a picture names it: in italics, or by a number as in "Fig. 1: A tree"."""
    if len(segment) > 1 or not trimmed(segment[0].inline):
        return False
    return is_italic(segment[0].inline) or _CAPTION.match(segment[0].text) is not None


def _flat(segments: Segments) -> list[Block]:
    return [block for segment in segments for block in segment]


def _is_heading(first: Block, later: Sequence[Block]) -> bool:
    """Whether the first line is only a heading: similar ones follow."""
    kinds = set(map(heading_kind, later)) - {""}
    return bool(kinds) and heading_kind(first) in kinds


def _cut(rule: str, groups: Segments, end: int) -> Parts:
    """The first `end` groups as the answer."""
    return Parts(rule, answer=tuple(_flat(groups[:end])), after=tuple(_flat(groups[end:])))


def _bold(blocks: Sequence[Block], bold: Sequence[Token], below: Sequence[Token]) -> Parts | None:
    """The first line is entirely bold, except final punctuation; the rest of its paragraph explains."""
    first, *after = blocks
    end = end_of_line(below)
    tail = below[:end]
    is_bold = {token.type for token in tail} <= {"text"} and _PUNCTUATION.fullmatch(text_of(tail))
    if not is_bold or has_colon(text_of(bold)) or _is_heading(first, after):
        return None
    if rest := lstrip(below[end:], " "):
        after.insert(0, paragraph(first, rest))
    return Parts("bold", answer=(paragraph(first, [*bold[1:-1], *tail]),), after=tuple(after))


def _bold_run(blocks: Sequence[Block]) -> Parts | None:
    """Bold phrases joined by "and", "or" or a comma."""
    first, *after = blocks
    inline = first.inline
    if has_colon(first.text) or _is_heading(first, after):
        return None
    plain, rest = "", trimmed(inline)
    while rest:
        if opening := bold_opening(rest):
            plain, rest = f"{plain}\0", opening[1]
        else:
            plain, rest = plain + text_of(rest[:1]), rest[1:]
    if any(_JOINS.end(word.lower()) < 0 for word in _WORD.findall(plain)):
        return None
    is_run = _BETWEEN_BOLD.fullmatch(_WORD.sub("", plain))
    return Parts("bold run", answer=(first,), after=tuple(after)) if is_run else None


def _single(_question: str, groups: Segments) -> Parts | None:
    return _cut("single", groups, 1) if len(groups) == 1 else None


def _two_part(question: str, groups: Segments) -> Parts | None:
    """A question for two things, or one that names several headings: all but tips, examples and links at the end.

    A text above these headings that has one of their names answers: "A switch." to "Hub or switch?".
    """
    if asks_two_things(question):
        return _without_asides("two-part", groups)
    named = {_named(question, block) for block in _flat(groups)} - {""}
    first = groups[0][0]
    is_choice = not heading_kind(first) and any(name in first.text.casefold() for name in named)
    is_two_part = len(named) > 1 and not is_choice and (heading_kind(first) or _JOINED.search(question.casefold()))
    return _without_asides("two-part", groups) if is_two_part else None


def _without_asides(rule: str, groups: Segments) -> Parts:
    end, is_below_aside = 1, False
    for i, group in enumerate(groups):
        if group[0].kind == "heading":
            is_below_aside = _is_aside(group[0])
        is_quote = group[0].kind == "blockquote" and any(one[0].kind == "blockquote" for one in groups[:end])
        if not (i == 0 or is_below_aside or (is_only_aside(group) and not is_quote)):  # as each part has
            end = i + 1
    return _cut(rule, groups, end)


def is_only_aside(group: Segment) -> bool:
    is_short = sum(map(_is_label_line, group)) <= _MOST_IN_ASIDE
    return (is_short and _is_aside(group[0])) or is_link(group[0].inline) or _are_links(group)


def _is_label_line(block: Block) -> bool:
    """Whether a block is a label on a separate line: "Arrays:"."""
    return block.kind == "paragraph" and has_colon(block.text) and len(block.text.split()) <= _LONGEST_LABEL


def _are_links(group: Segment) -> bool:
    """Whether the group is a list of links, optionally with a lead-in."""
    inline = [t.children or [] for block in group if block.kind in LISTS for t in block.tokens if t.type == "inline"]
    return bool(inline) and all(map(is_link, inline))


def _parts(question: str, groups: Segments) -> Parts | None:
    """The answer has several parts, marked by headings, labels, or a list interrupted by other blocks."""
    if kind := next(filter(None, map(heading_kind, groups[0])), ""):
        heads = [block for block in _flat(groups) if heading_kind(block) == kind]
        # Real headings mean a whole article, whose first section answers unless more is asked for.
        is_article = kind[0] == "h" and heads[0] is groups[0][0]
        is_whole = not is_article or asks_two_things(question) or asks_how(question) or asks_for_several(question)
        return _without_asides("parts", groups) if len(heads) > 1 and is_whole else None
    is_series = is_one_sentence(groups[0]) and len(groups) > 2 and all(is_numbered(group[0]) for group in groups[1:3])
    has_labels = len(groups) > 1 and (
        (any(map(is_labelled, groups[0])) and (is_labelled(groups[1][0]) or _is_label_alone(groups[1][0])))
        or (any(map(_begins_with_term, groups[0])) and _begins_with_term(groups[1][0]))
    )
    is_several = is_series or has_labels or _is_list_interrupted(groups)
    return _without_asides("parts", groups) if is_several else None


def _is_label_alone(block: Block) -> bool:
    """Whether a paragraph is only a bold label with a colon."""
    return has_colon(block.text.strip()) and heading_kind(block) == "bold"


def _begins_with_term(block: Block) -> bool:
    """Whether a paragraph begins with a term and a colon, such as "Source: what is read" or "Input/output: …"."""
    return _TERM.match(block.text) is not None


def _named(question: str, block: Block) -> str:
    """The words of a block, in lower case, if it is a heading and the question has them."""
    words = text_of(block.line).strip(" :：.").casefold() if heading_kind(block) else ""
    end = r"(?!\w)" if words[-1:].isascii() else ""  # Korean joins particles to words
    return words if words and re.search(rf"(?<!\w){re.escape(words)}{end}", question.casefold()) else ""


def _is_list_interrupted(groups: Segments) -> bool:
    """Whether a list that starts in the first group continues in another one, below paragraphs or code.

    It does if its first part has only one item, by its number, or if nothing leads to the rest, above any heading.
    """
    lists = [(i, block) for i, group in enumerate(groups) for block in group if block.kind in LISTS]
    if not lists or lists[0][0]:
        return False
    kind, is_single = lists[0][1].kind, item_count(lists[0][1]) == 1
    section = next((i for i, group in enumerate(groups) if heading_kind(group[0])), len(groups))
    return any(
        i and block.kind == kind and (is_single or block.first_number > 1 or (i < section and block is groups[i][0]))
        for i, block in lists[1:]
    )


def item_count(block: Block) -> int:
    level = block.opening.level + 1
    return sum(token.type == "list_item_open" and token.level == level for token in block.tokens)


def _is_aside(block: Block) -> bool:
    text = text_of(block.line if block.kind == "heading" else trimmed(block.inline)).lstrip()
    is_box = block.kind in ("details", "blockquote") and not is_tab(block)
    return is_box or _ASIDE.end(text[:_LONGEST_ASIDE].lower(), _PICTOGRAM.match(text).end()) > 0  # type: ignore[union-attr]


def _steps(question: str, groups: Segments) -> Parts | None:
    """How-to answers: up to the first ordered list, or else the first code."""
    if not asks_how(question):
        return None
    if found := _through(groups, lambda block: block.kind == "ordered_list"):
        end = found
        for i, group in enumerate(groups):
            if any(b.kind == "ordered_list" and b.first_number > 1 for b in group):
                end = i + 1  # code between the steps splits the list in two
    else:
        end = _through(groups[:_NEAR], lambda block: block.kind in CODE)
        if _is_split(groups, end):
            return None  # the headings name the steps, or the cases
        while 0 < end < len(groups) and _leads_to_code(groups[end]):
            end += 1
    if end > 1 and _size(groups[end:]) > _MOST_BELOW_STEPS * _size(groups[:end]):
        return _without_asides("steps", groups)
    return _cut("steps", groups, end) if end > 1 else None


def _is_split(groups: Segments, end: int) -> bool:
    """Whether headings that look alike are above and below the end of some groups."""
    above, below = (set(map(heading_kind, _flat(part))) - {""} for part in (groups[:end], groups[end:]))
    return not above.isdisjoint(below)


def _size(groups: Segments) -> int:
    return size_in_words("\n".join(map(text_of_block, _flat(groups))))


def _is_like(group: Segment, other: Segment) -> bool:
    """Whether both are a paragraph that introduces a list or table."""
    kinds = [block.kind for block in group]
    return len(kinds) > 1 and kinds == [block.kind for block in other] and not is_only_aside(group)


def _leads_to_code(group: Segment) -> bool:
    last = next(filter(shows, reversed(group)), group[0])
    return group[0].kind == "paragraph" and last.kind in CODE and not _is_aside(group[0])


def _several(question: str, groups: Segments) -> Parts | None:
    """Questions for several things: up to the list or table of them, if one is near."""
    if not asks_for_several(question):
        return None
    near = list(takewhile(lambda group: not heading_kind(group[0]), groups[:_NEAR]))
    end = _through(near, lambda block: block.kind in (*LISTS, "table"))
    if not end and sum(bool(heading_kind(group[0])) or is_labelled(group[0]) for group in groups) > 1:
        return _without_asides("several", groups)
    while 0 < end < len(groups) and _is_like(groups[end], groups[end - 1]):
        end += 1
    is_aside = any(_is_aside(group[0]) for group in groups[1:end])
    return _cut("several", groups, end) if end > 1 and not is_aside else None


def _through(groups: Segments, is_end: Callable[[Block], bool]) -> int:
    """The number of groups up to and including the first with such a block; 0 if there is none."""
    return next((i + 1 for i, group in enumerate(groups) if any(map(is_end, group))), 0)


def _whole(question: str, groups: Segments) -> Parts | None:
    """All but what is beside the answer, where the first group may be half of it, or only lead to it."""
    section = next((i for i, group in enumerate(groups) if i > 1 and group[0].kind == "heading"), len(groups))
    found = _without_asides("whole", groups if asks_how(question) else groups[:section])
    more = found.answer[len(groups[0]) :]
    if not more or not _may_be_half(question, groups, more):
        return None
    if _is_split(groups, section) and not any(_is_aside(group[0]) for group in groups[section:]):
        found = _without_asides("whole", groups)  # the parts below headings that look alike belong together
    return replace(found, after=tuple(_flat(groups)[len(found.answer) :]))


def _may_be_half(question: str, groups: Segments, more: Sequence[Block]) -> bool:
    """Whether the first group may not answer alone: lists, code, tables and the like do, unless more follow."""
    first, following = groups[:2]
    if _DERIVES.end(first[0].text[:_LONGEST_ASIDE].lower()) > 0:
        return True  # the answer is at the end
    if any(map(_has_equation, first)) and any(map(_has_equation, more)):
        return True  # as that of a calculation
    text = "\n".join(map(text_of_block, first))
    below = list(map(text_of_block, more))
    if begins_beside(question, text, below):
        return True
    is_long = size_in_words("\n".join(below)) > _MOST_BELOW_FEW
    if is_long and all(block.kind in (*CODE, "blockquote") for block in filter(shows, first)):
        is_example = "\n" in text.strip() or first[0].kind == "blockquote"  # unlike a command
        return not asks_how(question) and (is_example or asks_how_it_is(question))
    if any(shows(block) and not block.line for block in first):
        return asks_how_it_is(question) and _is_like(following, first)
    later = [block.text for block in more if block.inline]
    # Code shows what several sentences say.
    is_shown = any(block.kind in CODE for block in following) and not is_one_sentence(first)
    is_shown = is_shown and not (is_long and asks_how_it_is(question))
    has_code = any(token.type == "code_inline" for block in first for token in block.inline)
    return may_be_half(question, text, later, is_shown=is_shown, is_exact=has_code or not is_long)


def _has_equation(block: Block) -> bool:
    """Whether a formula in a block says what something is or tends to, or its text what a calculation gives."""
    for leaf in [leaf for token in block.tokens for leaf in (token, *(token.children or ()))]:
        if leaf.type == "text":
            if "=" in leaf.content and _CALCULATION.search(leaf.content):
                return True
        elif leaf.type[:4] == "math" and _EQUATION.search(leaf.content):
            return True
    return False


def _first(_question: str, groups: Segments) -> Parts:
    return _cut("first", groups, 1)


_RULES: tuple[Callable[[str, Segments], Parts | None], ...] = (
    _single, _two_part, _parts, _steps, _several, _whole, _first
)  # fmt: skip
