"""Split the body of a question into answer and explanation.

Rules are tried in the order of the table at the end; the first match wins. They work on *segments*: blocks that belong
together. Tokens are markdown-it's.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.choice_blocks import answer_blocks, options_block, remarks_on
from anki_export.source.body.choices import Choices, named_choices, ticked_choices, unmarked_choices
from anki_export.source.body.group_blocks import (
    CODE,
    LISTS,
    Segment,
    Segments,
    heading_kind,
    is_labelled,
    is_numbered,
    is_one_sentence,
    joined,
    segments_of,
    shows,
    without_edges,
)
from anki_export.source.body.markdown_blocks import Block, closing, lstrip, paragraph, text_of, trimmed
from anki_export.source.body.marked_answer import Marked, asked_in_body, marked_answer, without_label
from anki_export.source.entry import AnswerLines
from anki_export.text.regex import regex


class Split(NamedTuple):
    """A split body; `context` belongs to the question, such as the choices of a multiple-choice question."""

    rule: str
    answer: tuple[Block, ...]
    explanation: tuple[Block, ...] = ()
    context: tuple[Block, ...] = ()
    choices: Choices | None = None
    """The options of a multiple-choice question, which are the last block of the context."""


_NEAR = 3
"""A list or code that belongs to the answer is within this many segments."""
_PUNCTUATION = regex(r"[\s.!?;,…。！？]*")
_COMPARES = regex(r"\b(?:differ\w*|compare[ds]?|comparison|vs|versus)\b", re.IGNORECASE)
_TWO_PART = regex(
    rf"{_COMPARES.pattern}|[?？].+[?？]|,?\s(?:and|&)\s(?:how|why|what|when|where|which|who)\b"
    r"|\A(?:what|how|why|which|who|explain|describe)\b.+,\s(?:how|why|what|when|where|which|who)\b"
    r"|\A(?:what|how|why|which|who|explain|describe)\b.+[.?!]\s+(?:how|why|what|when|where|which|explain|describe|tell)\b",
    re.IGNORECASE | re.DOTALL,
)
_HOW_TO = regex(
    r"(?:\A|[.?!]\s+)how\s+(?:do|would|can|could|should|to|you)\b|(?:what are|list|describe|explain) the steps"
    r"|\A(?:wie|comment|c[oó]mo|come|как|如何|怎么|怎麼)\b",
    re.IGNORECASE,
)
_SEVERAL = regex(
    r"\Awhat are (?:the|some|all|different|various|common|possible)\b|\A(?:list|name|enumerate|mention)\b"
    r"|\b(?:types|kinds|ways|methods|steps|stages|phases|rules|examples|advantages|disadvantages|benefits|pros"
    r"|drawbacks|limitations|features|principles|differences|categories|levels|assumptions)\b"
    r"|\beach of\b",
    re.IGNORECASE,
)
_ABOUT_CODE = regex(
    r"\b(?:this|these|following|below|given)\s(?:\w+\s){0,2}(?:code|program|snippet|script|function|method|class|loop|query"
    r"|statements?|expressions?|lines)\b|\b(?:what|why|which)\b.*[:：]\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = regex(
    r"(?:for\s+)?(?:an?\s+)?(?:examples?|e\.g\.|tips?|notes?|official doc\w*|docs?|documentation|references?|see also"
    r"|read more|usage|(?:useful |further |more |external )?(?:links?|resources?|reading|sources?)(?=\W*\Z))\b",
    re.IGNORECASE,
)


def split(
    question: str,
    blocks: Sequence[Block],
    lines: Sequence[str],
    usual: Mapping[str, int] = MappingProxyType({}),
    place: AnswerLines | None = None,
    are_ticked: bool = False,
) -> Split:
    """Separate answer and explanation; `question` is the question's plain text, `blocks` is not empty.

    `lines` is the page, `usual` and `are_ticked` are the results of `usual_titles` and `ticks_options` for it, `place`
    is where the answer is, if the format marks it.
    """
    marked = _in_place(place, blocks) if place else marked_answer(blocks, lines, usual)
    if place and place.is_whole and marked:
        return Split("marked", without_edges(marked.answer), without_edges(marked.after))
    if choices := _choices(blocks, lines, marked, are_ticked):
        return _split_choices(choices)
    marked = marked or (_below_code(question, blocks) if question.strip() else asked_in_body(blocks))
    if marked is None:
        found = _split_plain(question, blocks)
    elif marked.is_whole or not marked.answer:
        found = Split("marked", marked.answer)
    else:
        found = _split_plain(question, marked.answer)
    rule, before, after = ("marked", marked.before, marked.after) if marked else (found.rule, (), ())
    return Split(rule, found.answer, _explanation((*found.explanation, *after)), before)


def _explanation(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    blocks = without_edges(without_label("explanation", blocks) or blocks)
    return blocks if any(map(shows, blocks)) else ()


def _choices(blocks: Sequence[Block], lines: Sequence[str], marked: Marked | None, are_ticked: bool) -> Choices | None:
    """The options of a question, if it has some."""
    if not marked:
        return ticked_choices(blocks, lines, are_ticked) or unmarked_choices(blocks, lines)
    if found := ticked_choices(marked.before, lines, False):
        return replace(found, after=(*found.after, *marked.answer, *marked.after))
    if found := named_choices(marked.before, marked.answer, lines):
        return replace(found, after=(*found.after, *marked.after))
    if found := unmarked_choices(marked.answer, lines):
        return replace(found, before=(*marked.before, *found.before), after=(*found.after, *marked.after))
    found = ticked_choices(marked.before, lines, are_ticked)
    return found and replace(found, after=(*found.after, *marked.answer, *marked.after))


def _split_choices(choices: Choices) -> Split:
    before = without_edges(choices.before)
    context = (*before, options_block(choices))
    answer = answer_blocks(choices) if choices.right else ()
    return Split("choices", answer, _explanation((*remarks_on(choices), *choices.after)), context, choices)


def _in_place(place: AnswerLines, blocks: Sequence[Block]) -> Marked:
    """The answer where the format says that it is."""
    ranges = sorted((*place.answers, *place.back), key=lambda lines: lines.start)
    blocks_in: dict[range, list[Block]] = {}
    outside: list[Block] = []
    for block in blocks:
        at = bisect_right(ranges, block.first, key=lambda lines: lines.start) - 1
        is_marked = at >= 0 and block.first in ranges[at]
        (blocks_in.setdefault(ranges[at], []) if is_marked else outside).append(block)
    answers = [without_label("answer", tuple(blocks_in.get(lines, ()))) for lines in place.answers]
    hints = [block for lines in place.back for block in blocks_in.get(lines, ())]
    return Marked(tuple(outside), tuple(chain.from_iterable(answers)), tuple(hints), is_whole=len(answers) > 1)


def _below_code(question: str, blocks: Sequence[Block]) -> Marked | None:
    """The answer to a question about code: `What does this code print?`, the code, and the answer below it."""
    is_asked = blocks[0].kind in CODE and _ABOUT_CODE.search(question) and not _HOW_TO.search(question)
    below = segments_of(blocks[1:]) if is_asked else []
    return Marked((blocks[0],), tuple(blocks[1:])) if below and not all(map(_is_only_aside, below)) else None


def _split_plain(question: str, blocks: Sequence[Block]) -> Split:
    segments = segments_of(blocks)
    if not question.isascii():
        question = normalize("NFKC", question)  # some authors use mathematical letters for styling
    while len(segments) > 1 and _is_only_link(segments[0]):
        segments[:2] = [[*segments[0], *segments[1]]]
    for name, rule in _RULES if segments else ():
        if found := rule(question, segments):
            answer, explanation = map(without_edges, found)
            return Split(name, answer, explanation)
    return Split("first", tuple(blocks))  # it is invisible


Found = tuple[Sequence[Block], Sequence[Block]] | None


def _flat(segments: Segments) -> list[Block]:
    return [block for segment in segments for block in segment]


def _is_heading(question: str, segments: Segments) -> bool:
    """Whether the first line is only a heading: similar ones follow, or it names what is compared."""
    later = _flat(segments)[1:]
    kind = heading_kind(segments[0][0]) if later else ""
    if not kind:
        return False
    if any(heading_kind(block) == kind and not _is_aside(block) for block in later):
        return True
    is_word = segments[0][0].text.strip().isalpha() and _TWO_PART.search(question) is not None
    return is_word or (_COMPARES.search(question) is not None and _names(question, segments[0][0]))


def _bold(question: str, segments: Segments) -> Found:
    """The first line is entirely bold, except final punctuation; the rest of its paragraph explains."""
    first = segments[0][0]
    inline = trimmed(first.inline)
    if not inline or inline[0].type != "strong_open":
        return None
    close = closing(inline)
    line_end = next(
        (i for i, t in enumerate(inline) if i > close and t.type in ("softbreak", "hardbreak")), len(inline)
    )
    tail = inline[close + 1 : line_end]
    if not all(t.type == "text" for t in tail) or not _PUNCTUATION.fullmatch(text_of(tail)):
        return None
    if text_of(inline[1:close]).rstrip().endswith((":", "：")) or _is_heading(question, segments):
        return None
    rest = lstrip(inline[line_end:], " ")
    answer = paragraph(first, [*inline[1:close], *tail])
    return [answer], [*([paragraph(first, rest)] if rest else []), *_flat(segments)[1:]]


def _bold_run(question: str, segments: Segments) -> Found:
    """Bold with an aside in parentheses, or bold phrases joined by "and", "or" or a comma."""
    first = segments[0][0]
    inline = trimmed(first.inline)
    if not inline or inline[0].type != "strong_open":
        return None
    plain, i = "", 0
    while i < len(inline):
        if inline[i].type == "strong_open":
            i += closing(inline[i:]) + 1
            plain += "\0"
        else:
            plain += text_of([inline[i]])
            i += 1
    plain = re.sub(r"\([^()]*\)", "", plain)
    if not re.fullmatch(r"[\s\0.,;!?/&+…]*(?:(?:and|or)\b[\s\0.,;!?/&+…]*)*", plain, re.IGNORECASE):
        return None
    if text_of(inline).rstrip().endswith((":", "：")) or _is_heading(question, segments):
        return None
    return [first], _flat(segments)[1:]


def _single(_question: str, segments: Segments) -> Found:
    return (segments[0], []) if len(segments) == 1 else None


def _two_part(question: str, segments: Segments) -> Found:
    """A two-part or comparison question: everything except tips, examples and links at the end."""
    if segments[0][0].kind == "details" or not _TWO_PART.search(question):
        return None
    return _without_asides(joined(segments))


def _without_asides(groups: Segments) -> Found:
    end, is_below_aside = 1, False
    for i, group in enumerate(groups):
        if group[0].kind == "heading":
            is_below_aside = _is_aside(group[0])
        if not (i == 0 or is_below_aside or _is_only_aside(group)):
            end = i + 1
    return _flat(groups[:end]), _flat(groups[end:])


def _is_only_aside(group: Segment) -> bool:
    return _is_aside(group[0]) or _is_link(group[0]) or _are_links(group)


def _are_links(group: Segment) -> bool:
    """Whether the group is a list of links, optionally with a lead-in."""
    inline = [t.children or [] for block in group if block.kind in LISTS for t in block.tokens if t.type == "inline"]
    has_text = any(block.kind not in (*LISTS, "paragraph", "heading") and shows(block) for block in group)
    return bool(inline) and not has_text and all(map(_is_linked, inline))


def _parts(question: str, segments: Segments) -> Found:
    """The answer has several parts, marked by headings, labels, or a list interrupted by other blocks."""
    groups = joined(segments)
    if kind := next(filter(None, map(heading_kind, groups[0])), ""):
        heads = [block for block in _flat(groups) if heading_kind(block) == kind]
        # Real headings mean a whole article, whose first section answers unless more is asked for.
        is_article = kind[0] == "h" and heads[0] is groups[0][0]
        is_whole = not is_article or _asks_for_several(question) or sum(_names(question, head) for head in heads) > 1
        return _without_asides(groups) if len(heads) > 1 and is_whole else None
    is_series = is_one_sentence(groups[0]) and len(groups) > 2 and all(is_numbered(group[0]) for group in groups[1:3])
    if is_series:
        end = max(i for i, group in enumerate(groups) if is_numbered(group[0])) + 1
        return _flat(groups[:end]), _flat(groups[end:])
    if any(map(is_labelled, groups[0])):
        is_label = [is_labelled(group[0]) and not _is_aside(group[0]) for group in groups]
        end = next((i for i in range(1, len(groups)) if not is_label[i]), len(groups))
        return (_flat(groups[:end]), _flat(groups[end:])) if end > 1 else None
    end = _end_of_list(groups)
    return (_flat(groups[:end]), _flat(groups[end:])) if end > 1 else None


def _names(question: str, heading: Block) -> bool:
    """Whether the question contains the words of a heading."""
    words = text_of(heading.line).strip(" :：.").casefold()
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", question.casefold()) is not None


def _end_of_list(groups: Segments) -> int:
    """The end of the list that starts in the first group, if paragraphs or code interrupt it."""
    lists = [(i, block) for i, group in enumerate(groups) for block in group if block.kind in LISTS]
    if not lists or lists[0][0]:
        return 0
    kind, is_single = lists[0][1].kind, _items(lists[0][1]) == 1
    pieces = [
        i
        for i, block in lists[1:]
        if block.kind == kind and (is_single or _start(block) > 1) and i and not _is_only_aside(groups[i])
    ]
    if not pieces or any(block.kind == "heading" for block in _flat(groups[: pieces[-1] + 1])):
        return 0
    end = pieces[-1] + 1
    for between in groups[1 : pieces[0]]:  # the last item has content below it if the first one has
        if end == len(groups) or groups[end][0].kind != between[0].kind or _is_only_aside(groups[end]):
            break
        end += 1
    return end


def _start(block: Block) -> int:
    return int(block.opening.attrs.get("start", 1))


def _items(block: Block) -> int:
    level = block.opening.level + 1
    return sum(token.type == "list_item_open" and token.level == level for token in block.tokens)


def _asks_for_several(question: str) -> bool:
    return any(asks.search(question) for asks in (_TWO_PART, _HOW_TO, _SEVERAL))


def _is_aside(block: Block) -> bool:
    text = text_of(block.line if block.kind == "heading" else trimmed(block.inline)).lstrip()
    return block.kind in ("details", "blockquote") or (not _is_link(block) and _ASIDE.match(text) is not None)


def _is_link(block: Block) -> bool:
    """Whether the block is only a link to documentation."""
    return _is_linked(trimmed(block.inline))


def _is_linked(inline: Sequence[Token]) -> bool:
    """Whether inline tokens are only a link, optionally with a word for it."""
    if all(token.type != "link_open" for token in inline):
        return False
    words, depth = "", 0
    for token in inline:
        depth += (token.type == "link_open") - (token.type == "link_close")
        words += token.content if token.type == "text" and not depth else ""
    return re.fullmatch(r"\W*|\W*" + _ASIDE.pattern + r"\W*", words, re.IGNORECASE) is not None


def _is_only_link(segment: Segment) -> bool:
    """Whether the segment is a link followed by its description."""
    return len(segment) == 1 and _is_link(segment[0]) and all(t.type != "image" for t in segment[0].inline)


def _steps(question: str, segments: Segments) -> Found:
    """How-to answers: up to the first ordered list, or else the first code."""
    if not _HOW_TO.search(question):
        return None
    groups = joined(segments)
    if found := _through(groups, lambda block: block.kind == "ordered_list"):
        end = found
        for i, group in enumerate(groups):
            if any(b.kind == "ordered_list" and _start(b) > 1 for b in group):
                end = i + 1  # code between the steps splits the list in two
    else:
        end = _through(groups[:_NEAR], lambda block: block.kind in CODE)
        while 0 < end < len(groups) and _leads_to_code(groups[end]):
            end += 1
    return (_flat(groups[:end]), _flat(groups[end:])) if end > 1 else None


def _is_like(group: Segment, other: Segment) -> bool:
    """Whether both are a paragraph that introduces a list or table."""
    kinds = [block.kind for block in group]
    return len(kinds) > 1 and kinds == [block.kind for block in other] and not _is_only_aside(group)


def _leads_to_code(group: Segment) -> bool:
    return group[0].kind == "paragraph" and group[-1].kind in CODE and not _is_aside(group[0])


def _several(question: str, segments: Segments) -> Found:
    """Questions for several things: up to the list or table of them, if one is near."""
    if not _SEVERAL.search(question):
        return None
    groups = joined(segments)
    end = _through(groups[:_NEAR], lambda block: block.kind in (*LISTS, "table"))
    while 0 < end < len(groups) and _is_like(groups[end], groups[end - 1]):
        end += 1
    is_aside = any(_is_aside(group[0]) for group in groups[1:end])
    return (_flat(groups[:end]), _flat(groups[end:])) if end > 1 and not is_aside else None


def _through(groups: Segments, is_end: Callable[[Block], bool]) -> int:
    """The number of groups up to and including the first with such a block; 0 if there is none."""
    return next((i + 1 for i, group in enumerate(groups) if any(map(is_end, group))), 0)


def _lead_in(_question: str, segments: Segments) -> Found:
    """The first segment introduces something."""
    first, *rest = joined(segments)
    return (first, _flat(rest)) if first != segments[0] else None


def _first(_question: str, segments: Segments) -> Found:
    return segments[0], _flat(segments[1:])


_RULES: tuple[tuple[str, Callable[[str, Segments], Found]], ...] = (
    ("bold", _bold),
    ("bold run", _bold_run),
    ("single", _single),
    ("two-part", _two_part),
    ("parts", _parts),
    ("steps", _steps),
    ("several", _several),
    ("lead-in", _lead_in),
    ("first", _first),
)
