"""The body of a question → answer and explanation.

Rules are tried in the order of the table at the end, first match wins. They look at *segments*: blocks that belong
together. Tokens are markdown-it's, a body's own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from markdown_it.token import Token

from anki_export.source.blocks import Block, blocks_of, closing, lstrip, paragraph, text_of, trimmed, with_content
from anki_export.source.segments import (
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


@dataclass(frozen=True, slots=True)
class Split:
    """A body told apart; `context` belongs to the question, as the choices of a multiple choice do."""

    rule: str
    answer: tuple[Block, ...]
    explanation: tuple[Block, ...] = ()
    context: tuple[Block, ...] = ()


_ANSWER = r"(?:the\s+)?(?:(?:correct|right)\s+)?(?:answer|antwort|réponse|respuesta|risposta|resposta|ответ|答案|回答)"
_LABELS = {
    "answer": rf"{_ANSWER}|ans|solution|lösung",
    "answer or A": rf"{_ANSWER}|ans|a|solution|lösung",
    "later answer": _ANSWER,  # after other blocks, "Solution:" and "A:" are too often part of a text
    "explanation": r"explanation|erklärung|explication|explicación|spiegazione|explicação|объяснение|解释|解説",
}
_LABEL = {name: re.compile(rf"\s*(?:{words})\s*", re.IGNORECASE) for name, words in _LABELS.items()}
_LABEL_AND_COLON = {name: re.compile(rf"{label.pattern}[:：]\s*", re.IGNORECASE) for name, label in _LABEL.items()}
_CHOICE = re.compile(r"\s*\(?(?P<letter>[A-Z])\s*[:.)]\s*(?=\S)")
_NAMES_CHOICE = re.compile(r"\(?(?P<letter>[A-Z])\)?(?:\s*[:：.,)–—-]|\s*\Z)")
_ANSWER_TITLE = re.compile(
    rf"\s*(?:(?:show|see|view|reveal|click (?:for|to see))\s+)?(?:{_LABELS['answer']}|(?:the\s+)?answers)\W*",
    re.IGNORECASE,
)
_ANSWER_KINDS = {"answer", "solution"}
_NEAR = 3
"""Among so many segments stands a list or code that belongs to the answer."""
_PUNCTUATION = re.compile(r"[\s.!?;,…。！？]*")
_COMPARES = re.compile(r"\b(?:differ\w*|compare[ds]?|comparison|vs|versus)\b", re.IGNORECASE)
_TWO_PART = re.compile(
    rf"{_COMPARES.pattern}|[?？].+[?？]|,?\s(?:and|&)\s(?:how|why|what|when|where|which|who)\b"
    r"|\A(?:what|how|why|which|who|explain|describe)\b.+,\s(?:how|why|what|when|where|which|who)\b"
    r"|\A(?:what|how|why|which|who|explain|describe)\b.+[.?!]\s+(?:how|why|what|when|where|which|explain|describe|tell)\b",
    re.IGNORECASE | re.DOTALL,
)
_HOW_TO = re.compile(
    r"(?:\A|[.?!]\s+)how\s+(?:do|would|can|could|should|to|you)\b|(?:what are|list|describe|explain) the steps"
    r"|\A(?:wie|comment|c[oó]mo|come|как|如何|怎么|怎麼)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\Awhat are (?:the|some|all|different|various|common|possible)\b|\A(?:list|name|enumerate|mention)\b"
    r"|\b(?:types|kinds|ways|methods|steps|stages|phases|rules|examples|advantages|disadvantages|benefits|pros"
    r"|drawbacks|limitations|features|principles|differences|categories|levels|assumptions)\b"
    r"|\beach of\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:for\s+)?(?:an?\s+)?(?:examples?|e\.g\.|tips?|notes?|official doc\w*|docs?|documentation|references?|see also"
    r"|read more|usage|(?:useful |further |more |external )?(?:links?|resources?|reading|sources?)(?=\W*\Z))\b",
    re.IGNORECASE,
)


def split(question: str, blocks: Sequence[Block], lines: Sequence[str]) -> Split:
    """Tell answer from explanation; `question` is the question's plain text, `blocks` is not empty.

    `lines` is the page.
    """
    choices = _choices(blocks)
    context, body, rest = _marked_answer(blocks[choices:], lines)
    context = (*blocks[:choices], *context)
    found = _split_plain(question, body) if body else Split("first", ())
    explanation = (*found.explanation, *rest)
    explanation = _without_label("explanation", explanation) or explanation
    if not any(map(shows, explanation)):
        explanation = ()
    return Split(
        "marked" if context or rest or body != list(blocks) else found.rule, found.answer, explanation, context
    )


def _choices(blocks: Sequence[Block]) -> int:
    """How many blocks stand before one that names a choice of theirs: `**B** because …` below `A: one` and `B: two`."""
    letters: list[str] = []
    for i, block in enumerate(blocks):
        named = _NAMES_CHOICE.match(_emphasised(block)) if len(letters) > 1 else None
        if named and named["letter"] in letters and not _letters(block)[1:]:
            return i
        letters += _letters(block)
    return 0


def _letters(block: Block) -> list[str]:
    """The letters of the choices in a block, a line or an item each."""
    found = []
    for token in block.tokens:
        start = 0
        children = token.children or []
        for i in range(len(children) + 1):
            if i == len(children) or children[i].type in ("softbreak", "hardbreak"):
                if match := _CHOICE.match(text_of(children[start:i])):
                    found.append(match["letter"])
                start = i + 1
    return found


def _emphasised(block: Block) -> str:
    """The bold text that a paragraph begins with, else its text."""
    inline = trimmed(block.inline)
    return text_of(inline[: closing(inline)] if inline and inline[0].type == "strong_open" else inline).strip()


def _split_plain(question: str, blocks: Sequence[Block]) -> Split:
    segments = segments_of(blocks)
    question = normalize("NFKC", question)  # some write in letters of mathematics, for looks
    while len(segments) > 1 and _is_only_link(segments[0]):
        segments[:2] = [[*segments[0], *segments[1]]]
    for name, rule in _RULES if segments else ():
        if found := rule(question, segments):
            answer, explanation = map(without_edges, found)
            return Split(name, answer, explanation)
    return Split("first", tuple(blocks))  # it shows nothing


def _marked_answer(
    blocks: Sequence[Block], lines: Sequence[str]
) -> tuple[tuple[Block, ...], list[Block], tuple[Block, ...]]:
    """What stands before, in and after an answer that the author marked as such.

    Marks are a nested block (`??? success "Answer"`) and a label (`**Answer:**`). Without a mark all is answer.
    """
    has_choices = any("B" in _letters(block) for block in blocks)
    for i, block in enumerate(blocks):
        if block.kind == "details" and _is_answer_box(block, blocks[:i]):
            inside = tuple(blocks_of(block.tokens[4:-1], lines))
            return tuple(blocks[:i]), list(_without_label("answer", inside)), tuple(blocks[i + 1 :])
        name = "later answer" if i else "answer" if has_choices else "answer or A"
        if _without_label(name, (block,)) == (block,):
            continue
        if unlabelled := _without_label(name, tuple(blocks[i:])):
            return tuple(blocks[:i]), list(unlabelled), ()
    return (), list(blocks), ()


def _is_answer_box(block: Block, before: Sequence[Block]) -> bool:
    opening = block.tokens[0]
    title = opening.meta["opener"].title
    if opening.info in _ANSWER_KINDS:
        return True
    if opening.info == "success" and not title and before:
        # An open one below a bold answer hides nothing: it only praises something.
        return opening.meta["opener"].marker != "!!!" or not _bold("", [list(before)])
    return _ANSWER_TITLE.fullmatch(text_of(block.tokens[2].children or ())) is not None


def _without_label(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without `**Answer:**`, `**Answer**:`, `Answer:` or a line `Answer` at their start."""
    if not blocks or not (inline := trimmed(blocks[0].inline)):
        return blocks
    if name == "answer or A" and inline[0].type == "strong_open":
        name = "answer"  # a bold A is a choice, or a word
    label, bold = _LABEL[name], [inline[0]]
    if inline[0].type == "strong_open":
        close = closing(inline)
        bold, inline = inline[: close + 1], inline[close + 1 :]
        inner = text_of(bold)
        if label.fullmatch(inner.rstrip(" :：")):
            has_colon = inner.rstrip().endswith((":", "：")) or text_of(inline).lstrip().startswith((":", "："))
            is_alone = not text_of(inline).strip()
            return _followed_by(lstrip(inline, " :："), blocks) if has_colon or is_alone else blocks
        bold = bold[1:]
    elif inline[0].type == "text" and len(inline) == 1 and name != "answer or A" and label.fullmatch(inline[0].content):
        return blocks[1:]
    head = _LABEL_AND_COLON[name].match(bold[0].content) if bold[0].type == "text" else None
    if not head:
        return blocks
    rest = with_content(bold[0], bold[0].content[head.end() :])
    tokens = trimmed(blocks[0].inline)
    before = tokens[: tokens.index(bold[0])]
    return _followed_by([*before, *lstrip([rest, *tokens[len(before) + 1 :]], " ")], blocks)


def _followed_by(inline: Sequence[Token], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (*([paragraph(blocks[0], inline)] if inline else []), *blocks[1:])


Found = tuple[Sequence[Block], Sequence[Block]] | None


def _flat(segments: Segments) -> list[Block]:
    return [block for segment in segments for block in segment]


def _is_heading(question: str, segments: Segments) -> bool:
    """Whether the line that comes first only heads a part: others like it follow, or it names what is compared."""
    kind = heading_kind(segments[0][0])
    later = _flat(segments)[1:]
    if not kind or not later:
        return False
    if any(heading_kind(block) == kind and not _is_aside(block) for block in later):
        return True
    is_word = segments[0][0].text.strip().isalpha() and _TWO_PART.search(question) is not None
    return is_word or (_COMPARES.search(question) is not None and _names(question, segments[0][0]))


def _bold(question: str, segments: Segments) -> Found:
    """The first line is wholly bold, its final punctuation perhaps outside; what follows in its paragraph explains."""
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
    """Bold with an aside in parentheses, or bold phrases joined by and, or, comma."""
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
    """Two things are asked, or things are compared: all but the tips, examples and links to documents at the end."""
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
    """Whether the group is a list of links, and perhaps what leads to it."""
    inline = [t.children or [] for block in group if block.kind in LISTS for t in block.tokens if t.type == "inline"]
    has_text = any(block.kind not in (*LISTS, "paragraph", "heading") and shows(block) for block in group)
    return bool(inline) and not has_text and all(map(_is_linked, inline))


def _parts(question: str, segments: Segments) -> Found:
    """The answer has several parts, told by headings, by labels, or by a list that other blocks interrupt."""
    groups = joined(segments)
    if kind := next(filter(None, map(heading_kind, groups[0])), ""):
        heads = [block for block in _flat(groups) if heading_kind(block) == kind]
        # Below real headings stand whole articles, whose first section answers unless more is asked for.
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
    """Whether the question holds the words of a heading."""
    words = text_of(heading.tokens[1].children or ()).strip(" :：.").casefold()
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", question.casefold()) is not None


def _end_of_list(groups: Segments) -> int:
    """Behind which group the list ends that the first group has, where paragraphs or code break it into pieces."""
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
    for between in groups[1 : pieces[0]]:  # what stands below the first piece stands below the last one, too
        if end == len(groups) or groups[end][0].kind != between[0].kind or _is_only_aside(groups[end]):
            break
        end += 1
    return end


def _start(block: Block) -> int:
    return int(block.tokens[0].attrs.get("start", 1))


def _items(block: Block) -> int:
    level = block.tokens[0].level + 1
    return sum(token.type == "list_item_open" and token.level == level for token in block.tokens)


def _asks_for_several(question: str) -> bool:
    return any(asks.search(question) for asks in (_TWO_PART, _HOW_TO, _SEVERAL))


def _is_aside(block: Block) -> bool:
    text = text_of(block.tokens[1].children or () if block.kind == "heading" else trimmed(block.inline)).lstrip()
    return block.kind in ("details", "blockquote") or (not _is_link(block) and _ASIDE.match(text) is not None)


def _is_link(block: Block) -> bool:
    """Whether the block is a link to documents and nothing else."""
    return _is_linked(trimmed(block.inline))


def _is_linked(inline: Sequence[Token]) -> bool:
    words = text_of([token for i, token in enumerate(inline) if token.type == "text" and not _in_link(inline, i)])
    has_link = any(token.type == "link_open" for token in inline)
    return has_link and re.fullmatch(r"[\W]*|\W*" + _ASIDE.pattern + r"\W*", words, re.IGNORECASE) is not None


def _is_only_link(segment: Segment) -> bool:
    """Whether the segment is a link, and what it is about comes after it."""
    return len(segment) == 1 and _is_link(segment[0]) and all(t.type != "image" for t in segment[0].inline)


def _in_link(inline: Sequence[Token], i: int) -> bool:
    return sum((t.type == "link_open") - (t.type == "link_close") for t in inline[:i]) > 0


def _steps(question: str, segments: Segments) -> Found:
    """How something is done: through the first ordered list, or the first code where there is none."""
    if not _HOW_TO.search(question):
        return None
    groups = joined(segments)
    if found := _through(groups, lambda block: block.kind == "ordered_list"):
        end = found
        for i, group in enumerate(groups):
            if any(b.kind == "ordered_list" and _start(b) > 1 for b in group):
                end = i + 1  # code between the steps broke the list in two
    else:
        end = _through(groups[:_NEAR], lambda block: block.kind in CODE)
        while 0 < end < len(groups) and _leads_to_code(groups[end]):
            end += 1
    return (_flat(groups[:end]), _flat(groups[end:])) if end > 1 else None


def _is_like(group: Segment, other: Segment) -> bool:
    """Whether both lead from a paragraph to a list or table."""
    kinds = [block.kind for block in group]
    return len(kinds) > 1 and kinds == [block.kind for block in other] and not _is_only_aside(group)


def _leads_to_code(group: Segment) -> bool:
    return group[0].kind == "paragraph" and group[-1].kind in CODE and not _is_aside(group[0])


def _several(question: str, segments: Segments) -> Found:
    """Several things are asked for: through the list or table of them, where one is near."""
    if not _SEVERAL.search(question):
        return None
    groups = joined(segments)
    end = _through(groups[:_NEAR], lambda block: block.kind in (*LISTS, "table"))
    while 0 < end < len(groups) and _is_like(groups[end], groups[end - 1]):
        end += 1
    is_aside = any(_is_aside(group[0]) for group in groups[1:end])
    return (_flat(groups[:end]), _flat(groups[end:])) if end > 1 and not is_aside else None


def _through(groups: Segments, is_end: Callable[[Block], bool]) -> int:
    """How many groups there are up to the first that holds such a block; 0 without one."""
    return next((i + 1 for i, group in enumerate(groups) if any(map(is_end, group))), 0)


def _lead_in(_question: str, segments: Segments) -> Found:
    """What comes first introduces something."""
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
