"""Questions whose answer the page hides:

    1. What exit status means success?      text, then a collapsed block whose title names the answer, of any kind:
                                            `???`, `???+`, `<details>`, in lists, tabs and quotes as well
        ??? note "Answer"
            Zero.

    **Exercise 2.** Which shell is this?

    ??? success "Solution 2"
        The login shell.

An entry begins behind the answer before it, a heading, a rule, or where its list item or tab begins; a bold label or
number begins one, too. It ends with its answer and what explains it. Of a long text only its end is the question, from
the last paragraph that asks. A heading belongs to the question if it asks, or says more than `Exercise 2`. A list of
questions can have its answers in one block, as a list of the same length, or in several with their numbers.

Not questions: what other formats read, hints, logs and other collapsed blocks, which end no question either. An answer
without a question before it is reported, and so are exercises with nothing but hints.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.answer_boxes import AnswerName, answer_names
from anki_export.source.body.blocks import (
    CODE,
    LISTS,
    Block,
    blocks_of,
    bold_opening,
    inline_lines,
    inside,
    joined_lines,
    new_paragraph,
    paragraph,
    text_of,
    text_of_block,
    trimmed,
    without_start,
)
from anki_export.source.body.find_options import has_letters, has_tick_box
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace
from anki_export.source.formats.types import Format, ParsedPage
from anki_export.source.lines import indent_of, is_comment, list_marker
from anki_export.source.outline import summary_in
from anki_export.source.question_numbers import number_of, numbers_of
from anki_export.source.syntax.admonitions import ANSWER_KINDS, QUESTION_KINDS, behind_title, is_question, read_opener
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.labels import (
    after_label,
    asks,
    is_answer_label,
    is_label,
    is_label_of,
    is_plain,
    names_extra,
    names_hint,
    task_end,
)
from anki_export.text.languages import Words
from anki_export.text.normalize import size_in_words
from anki_export.text.regex import regex

NAME = "hidden"
_LONG = 60
"""In words: the usual limit of an answer. Nobody reads more than that before each answer."""
_NEAR = 3
"""Among so many blocks right above an answer is the one that asks: options and code may follow it."""
_LAST = 8
"""So many tokens at the end of a list hold its last item."""
_SEVERAL = 2
_SUMMARY = 2
"""In lines, from `<details>` on."""
_SHOWN = CODE | {"table", "blockquote"}
"""What a question may be about."""
_CODE_LABEL = regex(r"[^\W\d_]{1,8}\s?\d{1,4}\s*(?:\([^()]*\))?\s*[.:：)]")
"""Q1., E1 (MCQ)., Puzzle 1:"""
_SENTENCES = regex(r"(?<=[.!?。！？])\s+|(?<=[。！？])(?=\S)")
_PART = regex(r"\(?[a-h][.)]\s+")
"""a) or (b): the parts of a question."""
_FIRST_OPTION = regex(r"\W*[AaАа]\W")
_DIGITS = regex(r"\d+")
_A = regex(r"A(?:\s?\d{1,3}\s?[.:：]|\s?[:：])\s*(?=\S)")
_GAP = regex(r"__|[(（]\s+[)）]")
_COLONS = (":", "：")
_ABOVE = Words("above")
_THIS = Words("this_code")
_CLOSE = "end the block before it, and `<details>` with `</details>` in a line that is indented like it"
_HINTS = Hints(
    question="{}",
    title="write the question above the block of its answer",
    answer="write the answer in the collapsed block",
    hidden='??? success "Answer"',
)


class _Part(NamedTuple):
    """A question and its answer, in one place that holds blocks: the page, a list item, a tab."""

    head: Token | None
    """The inline token of the heading right above, or of the title of what they are in."""
    asked: Sequence[Block]
    """What stands above the answer, back to where the question begins."""
    box: Block
    after: Sequence[Block]
    """What explains the answer."""
    section: Sequence[Block]
    """What stands above the answer, back to the heading."""
    is_item: bool
    """Whether they are in a list item, where all text belongs to the question."""
    boxes: Sequence[Block] = ()
    """The answers to the items of a list above the first one, each in a block with its number."""
    first: int | None = None
    """Where its own text begins, below what another question needs as well."""


class _Place(NamedTuple):
    """What holds blocks of which some hide something."""

    opening: int
    """The index of its first token; -1 for the page."""
    blocks: Sequence[Block]
    owner: int
    """The index of the token that opens the question around it; -1 without one."""
    head: Token | None
    """The title of that question, if it is the place itself."""


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    for line in _unread(page):
        message = "block of an answer is not closed, or where no block can be; skipped"
        yield Finding(line, Rule.NOT_READ, message, _CLOSE)


def _unread(page: ParsedPage) -> Iterator[int]:
    """The lines that open a block named as an answer, but not for the parser."""
    outline = page.outline
    lines = {*outline.unclosed, *(each.lines.start for each in outline.collapsed)}
    lines.update(at for at, line in enumerate(page.lines) if "???" in line and not outline.is_code[at])
    lines.difference_update((token.map or [0])[0] for token in page.tokens if token.type == "details_open")
    if not lines:  # as on most pages
        return
    lines.difference_update(
        line for token in page.tokens if token.type in CODE and token.map for line in range(*token.map)
    )
    lines.difference_update(line for entry in page.entries for line in entry.lines)
    yield from (line for line in sorted(lines) if _opens_answer(page.lines[line : line + _SUMMARY]))


def _opens_answer(lines: Sequence[str]) -> bool:
    opener = read_opener(lines[0].lstrip("> \t"))
    if opener:
        return opener.marker[0] == "?" and is_answer_label(opener.title)
    return _names_answer("\n".join(lines))


def _entries(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Entry | Finding]:
    """The questions of a page, and what looks like one but can't be read."""
    names = answer_names(tokens)
    if not names or not _are_apart(tokens, names):
        return
    kinds = Counter(token.info for token in tokens if names.get(id(token)) is AnswerName.ANSWER)
    usual = next((kind for kind, _ in kinds.most_common(1)), "")
    places = _places(tokens, lines, names)
    found = [(place, one) for place in places for one in _parts(place, names, usual, lines)]
    counts = Counter(place.owner for place, one in found if place.opening != place.owner or _is_apart(one))
    parts: list[_Part] = []
    for place, one in found:
        if place.owner >= 0 and counts[place.owner] < 2:
            continue  # the answer of the question around it
        if isinstance(one, Finding):
            yield one
        elif not _has_question(one, _named(one.box, names)):
            if _named(one.box, names) is AnswerName.ANSWER and not is_question(one.box.opening):
                yield _orphan(one)
        elif pairs := list(_pairs(one, lines)):
            yield from pairs
        elif isinstance(part := _complete(one), Finding):
            yield part
        else:
            parts.append(part)
            yield from _unanswered(one)
    if parts and not _is_about_tasks(tokens, parts):
        message = f"no text above a hidden answer asks or sets a task; {len(parts)} skipped"
        yield Finding(parts[0].box.first, Rule.NO_QUESTION, message, "end the text above each with a question")
        return
    titles = list(map(_title, parts))
    numbers = numbers_of([[text_of(title) for title, _ in titles]])
    for part, (title, rest), number in zip(parts, titles, numbers, strict=True):
        text = text_of(title)
        end = 0 if rest is part.asked else _label_end(text)
        start = len(text) - len(number.rest) if number and text.endswith(number.rest) else end
        yield _entry(part, without_start(title, start) if start else title, rest, lines)


def _are_apart(tokens: Sequence[Token], names: dict[int, AnswerName]) -> bool:
    """Whether answers or hints are outside of question blocks, or several answers in one: on most pages, none are."""
    level, count = -1, 0
    for token in tokens:
        if level >= 0:
            if token.level == level and token.nesting < 0:
                level, count = -1, 0
            elif token.type == "details_open" and id(token) in names:
                count += names[id(token)].is_answer
                if count > 1:
                    return True
        elif token.nesting > 0:
            if id(token) in names:
                return True
            if _is_question(token):
                level = token.level
    return False


def _places(tokens: Sequence[Token], lines: Sequence[str], names: dict[int, AnswerName]) -> list[_Place]:
    """What holds answers or hints directly."""
    opened: list[int] = []
    places: dict[int, int] = {}
    owners: list[int] = [-1]
    hidden = 0
    for i, token in enumerate(tokens):
        if token.nesting > 0:
            is_answer = names.get(id(token), AnswerName.OTHER).is_answer
            if id(token) in names and not hidden:
                places.setdefault(opened[-1] if opened else -1, owners[-1])
            hidden += is_answer
            owners.append(i if _is_question(token) and not is_answer else owners[-1])
            opened.append(i)
        elif token.nesting < 0:
            owners.pop()
            hidden -= names.get(id(tokens[opened.pop()]), AnswerName.OTHER).is_answer
    return [_place(tokens, lines, opening, owner) for opening, owner in places.items()]


def _is_question(token: Token) -> bool:
    return token.type == "entry_open" or is_question(token)


def _place(tokens: Sequence[Token], lines: Sequence[str], opening: int, owner: int) -> _Place:
    if opening < 0:
        return _Place(opening, blocks_of(tokens, lines), owner, None)
    first, depth, stop = opening + 1, 1, opening + 1
    while depth:
        depth += tokens[stop].nesting
        stop += 1
    head = None
    inner = tokens[first : stop - 1]
    if tokens[opening].type == "entry_open":
        head = inner[0]
        inner = inner[1 + next(i for i, token in enumerate(inner) if token.type == "entry_body") :]
    elif tokens[opening].type == "details_open":
        head = tokens[opening].meta["title"] if opening == owner else None
        inner = behind_title(inner)
    return _Place(opening, blocks_of(inner, lines), owner, head)


def _parts(place: _Place, names: dict[int, AnswerName], usual: str, lines: Sequence[str]) -> Iterator[_Part | Finding]:
    """The questions whose answers a place holds directly; `usual` is the kind of most blocks of answers."""
    is_item = place.opening >= 0 and place.head is None
    start, head = 0, place.head
    ends = list(_ends_of_sections(place.blocks))
    for stop in (*ends, len(place.blocks)):
        blocks = [block for block in place.blocks[start:stop] if block.kind != "heading"]
        yield from _of_section(head, blocks, names, usual, lines, is_item=is_item)
        start, head = stop + 1, None
        if stop < len(place.blocks) and place.blocks[stop].kind == "heading":
            head = place.blocks[stop].tokens[1]


def _ends_of_sections(blocks: Sequence[Block]) -> Iterator[int]:
    """The indices of headings and rules, without subheadings such as "Solution" right above an answer."""
    level, is_task = "", False
    for at, block in enumerate(blocks):
        if block.kind not in ("heading", "hr"):
            continue
        text, own = text_of(block.line), block.opening.tag
        is_below = "h" < level < own or (level == own and is_task)
        is_above_box = at + 1 < len(blocks) and blocks[at + 1].kind == "details"
        if not (is_below and is_above_box and is_label_of(text, "answer", "solution", "hint")):
            yield at
            level, is_task = own, is_label_of(text, "exercise", "question")


def _of_section(
    head: Token | None,
    blocks: Sequence[Block],
    names: dict[int, AnswerName],
    usual: str,
    lines: Sequence[str],
    *,
    is_item: bool,
) -> Iterator[_Part | Finding]:
    """The questions below a heading."""
    begin, is_first = 0, True
    has_answer = any(_named(block, names).is_answer for block in blocks)
    for at, block in enumerate(blocks):
        if at < begin:
            continue
        above, below = _behind_question(blocks[begin:at], names, usual), blocks[at + 1 :]
        is_answer = _named(block, names).is_answer and not _is_below_question(above)
        is_last = not has_answer and not any(each.kind == "details" for each in below)
        if is_answer or _is_unnamed_answer(block, above, usual, is_last=is_last):
            boxes = _answers_to_items(above, blocks[at:], names) if not _DIGITS.search(_text(head)) else ()
            boxes = boxes or [block]
            below = blocks[at + len(boxes) :]
            after = list(takewhile(lambda each: _explains(each, names), below))
            stop = at + len(boxes) + len(after)
            asked = _asked(above, names, lines, is_first=is_first)
            if not asked and begin and not is_first and blocks[begin - 1].kind == "details":
                message = "this answer stands right below another one; skipped"
                yield Finding(block.first, Rule.NO_QUESTION, message, "put both in one block, or its question above it")
                begin = stop
                continue
            section = [*_right_above(blocks[:begin]), *asked]
            yield _Part(head if is_first else None, asked, block, after, section, is_item, boxes)
            begin, is_first = stop, False
        elif _is_unclosed(block):
            return  # the page hides all below
        elif block.kind == "entry" or _holds_answers(block, names):
            begin, is_first = at + 1, False
    hint = next((block for block in blocks[begin:] if _named(block, names) is AnswerName.HINT), None)
    texts = [block for block in blocks[begin:] if block.kind != "details"]
    if hint and (_is_about_question(head) or any(map(_asks, texts))):
        message = "question has a hint but no answer; skipped"
        yield Finding(hint.first, Rule.NO_QUESTION, message, f"put its answer in {_HINTS.hidden} below it")


def _answers_to_items(above: Sequence[Block], blocks: Sequence[Block], names: dict[int, AnswerName]) -> Sequence[Block]:
    """The first blocks, if they are answers with numbers to the items of a list above them."""
    boxes = list(takewhile(lambda each: _numbers_answer(each, names), blocks))
    last = next((block for block in reversed(above) if block.kind in LISTS), None)
    return boxes if last and len(boxes) >= _SEVERAL and not has_letters([last]) else ()


def _numbers_answer(block: Block, names: dict[int, AnswerName]) -> bool:
    """Whether a block is an answer with a number in its title: `Solution to exercise 3`."""
    return _named(block, names).is_answer and len(_DIGITS.findall(text_of(block.title))) == 1


def _named(block: Block, names: dict[int, AnswerName]) -> AnswerName:
    return names.get(id(block.opening), AnswerName.OTHER)


def _is_unclosed(block: Block) -> bool:
    """Whether a block is raw HTML with an answer in a `<details>` that goes on."""
    html = block.opening.content
    if block.kind == "html_block":
        return "</details" not in html.lower() and _names_answer(html)
    return any(token.type == "html_inline" and token.content.lower().startswith("<details") for token in block.inline)


def _names_answer(html: str) -> bool:
    summary = summary_in(html)
    return summary is not None and is_answer_label(" ".join(without_tags(summary.source).split()))


def _holds_answers(block: Block, names: dict[int, AnswerName]) -> bool:
    """Whether a block holds the answers of others, or question blocks, or is one that has an answer."""
    return block.kind in (*LISTS, "blockquote", "details") and (
        any(names.get(id(token), AnswerName.OTHER).is_answer for token in block.tokens)
        or any(is_question(token) and id(token) not in names for token in block.tokens[1:])
    )


def _right_above(blocks: Sequence[Block]) -> list[Block]:
    """The blocks below the last question block, without those that hide something."""
    start = next((at + 1 for at in reversed(range(len(blocks))) if is_question(blocks[at].opening)), 0)
    return _shown(blocks[start:])


def _shown(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.kind != "details" and not _is_comment(block)]


def _is_comment(block: Block) -> bool:
    return block.kind == "html_block" and is_comment(block.opening.content)


def _is_unnamed_answer(block: Block, above: Sequence[Block], usual: str, *, is_last: bool) -> bool:
    """Whether a collapsed block is of the kind that answers on this page, and stands where an answer does.

    It is the last one of a section without another answer, or its title names code of the text above.
    """
    if _is_open(block) or block.opening.info != usual:
        return False
    title = text_of(block.title)
    if names_hint(title) or is_clear_question(title):
        return False
    code = [token.content for each in above[-1:] for token in each.inline if token.type == "code_inline"]
    is_named = any(part in title for part in code if len(part) > 1)  # not `a`
    return is_named or (is_last and (usual in ANSWER_KINDS or not names_extra(title)))


def _is_below_question(above: Sequence[Block]) -> bool:
    """Whether an answer is right below a question block, at most behind hints: that takes it, or has its own."""
    boxes = list(takewhile(lambda block: block.kind == "details", reversed(above)))
    question = next((box.opening for box in boxes if is_question(box.opening)), None)
    if question is None:
        return False
    is_whole = question.meta["opener"].is_collapsed and question.info in QUESTION_KINDS
    return not is_whole or len(boxes) == len(above)


def _behind_question(above: Sequence[Block], names: dict[int, AnswerName], usual: str) -> Sequence[Block]:
    """What stands behind question blocks that ask, unless they hide the answers of the page or belong to a task."""
    asking = [at for at, block in enumerate(above) if id(block.opening) not in names and _asks_in_title(block)]
    task = _shown(above[: asking[-1]]) if asking else []
    if not asking or usual in QUESTION_KINDS or any(_asks(one) or one.text.endswith(_COLONS) for one in task):
        return above
    rest = above[asking[-1] + 1 :]
    return rest if any(block.kind != "details" for block in rest) else above


def _asks_in_title(block: Block) -> bool:
    title = text_of(block.title) if block.kind == "details" and is_question(block.opening) else ""
    return is_clear_question(title) or is_order(title)


def _is_apart(one: _Part | Finding) -> bool:
    """Whether a question inside another one is one of several: what stands above its answer asks, or is a part."""
    if not isinstance(one, _Part):
        return False
    return one.head is not None or any(_asks(block) or _PART.match(block.text) for block in one.asked)


def _explains(block: Block, names: dict[int, AnswerName]) -> bool:
    """Whether a block right below an answer belongs to it: an explanation or a hint."""
    return _named(block, names) in (AnswerName.EXPLANATION, AnswerName.HINT)


def _asked(
    blocks: Sequence[Block], names: dict[int, AnswerName], lines: Sequence[str], *, is_first: bool
) -> Sequence[Block]:
    """Blocks without those that hide what is no hint, and without labels of blocks and of the answer.

    The only item of a list is the question, as the block of its answer is not indented. Behind another answer, text
    above the item leads on to it, but below a heading it may tell what the question is about.
    """
    kept = [
        one
        for block in blocks
        if _is_open(block) or _named(block, names) is AnswerName.HINT
        for one in (inside(block, lines) if _has_only_label(block) else (block,))
    ]
    while kept and is_label_of(kept[-1].text, "answer", "solution"):
        kept.pop()
    for at, block in enumerate(kept):
        may_begin = block.kind in LISTS if at == 0 else block.kind == "ordered_list" and not is_first
        if may_begin and len(items := inside(block, lines)) == 1:
            own = (one for one in inside(items[0], lines) if _is_open(one) or _named(one, names) is AnswerName.HINT)
            return [*own, *kept[at + 1 :]]
    return kept


def _has_only_label(block: Block) -> bool:
    """Whether an open block has a title that only says that it asks."""
    title = text_of(block.title) if block.kind == "details" and _is_open(block) else ""
    return title != "" and is_label(title) and not names_extra(title)


def _is_open(block: Block) -> bool:
    return block.kind != "details" or block.opening.meta["opener"].marker[0] != "?"


def _has_question(part: _Part, naming: AnswerName) -> bool:
    """Whether something stands above an answer that it can answer."""
    if len(part.boxes) > 1:
        return True
    if is_label_of(_text(part.head), "answer", "solution") and not any(map(_asks, part.asked)):
        return False
    if not any(block.kind == "paragraph" or _asks(block) for block in part.asked):  # options and code ask nothing
        return _is_about_question(part.head) and (bool(part.asked) or not is_label(_text(part.head)))
    return naming is AnswerName.ANSWER or _is_exercise(part.head) or any(map(_asks, part.asked[-_NEAR:]))


def _is_about_question(head: Token | None) -> bool:
    """Whether a heading asks, sets a task, or names one."""
    text = _text(head)
    return bool(text) and (is_clear_question(text) or is_order(text) or task_end(f"{text}:") > 0)


def _is_about_tasks(tokens: Sequence[Token], parts: Sequence[_Part]) -> bool:
    """Whether a part or a heading of a page shows that its answers are such, and no solutions of problems it explains.

    A page about errors has solutions, too, but neither questions nor numbers.
    """
    headings = [(token.tag, after) for token, after in pairwise(tokens) if token.type == "heading_open"]
    if any(announces_questions(_text(head)) or _is_exercise(head) for _, head in headings):
        return True
    title = next((head for tag, head in headings if tag == "h1"), None)
    return any(_is_clear(part, title) for part in parts)


def _is_clear(part: _Part, title: Token | None) -> bool:
    """Whether a part is clearly a question; the title of the page says nothing about it."""
    name = text_of(part.box.title)
    return (
        part.is_item
        or (part.head is not title and _is_about_question(part.head))
        or is_label_of(name, "answer")
        or _DIGITS.search(name) is not None
        or has_letters(part.asked)
        or any(map(has_tick_box, (token for block in part.asked for token in block.tokens)))
        or any(_asks(one) or is_clear_question(one.text) or _GAP.search(one.text) for one in part.asked)
        or any(one.inline and is_label(one.text) for one in part.asked)
    )


def _asks(block: Block) -> bool:
    """Whether a block asks, sets a task, or has a label for it."""
    text = block.text
    lines = [text] if text else [text_of(t.children or ()) for t in block.tokens[-_LAST:] if t.type == "inline"]
    return any(map(_ends_asking, lines)) or _label_of(block) > 1


def _ends_asking(text: str) -> bool:
    """Whether the last sentence of a text asks, or one of them sets a task."""
    sentences = _SENTENCES.split(text.strip())
    return (
        is_clear_question(sentences[-1])
        or asks(text)
        or any(is_order(one) and not is_clear_question(one) for one in sentences)
    )


def _text(head: Token | None) -> str:
    """The text of a heading without its number."""
    text = text_of(head.children or ()) if head else ""
    number = number_of(text)
    return number.rest if number and number.mark != "Q" else text


def _orphan(part: _Part) -> Finding:
    return Finding(part.box.first, Rule.NO_QUESTION, "no question stands above this answer; skipped", _HINTS.title)


def _complete(part: _Part) -> _Part | Finding:
    """The question with what it needs from above, and without what it does not."""
    asked, head = _from_label(part), part.head
    if not part.is_item and not _is_exercise(part.head) and _size(asked) > _LONG:
        asks_at = [i for i, block in enumerate(asked) if block.kind == "paragraph" and _asks(block)]
        if not asks_at:
            message = "the text above this answer is long and asks nothing; skipped"
            return Finding(part.box.first, Rule.NO_QUESTION, message, "end it with the question")
        asked, head = asked[asks_at[-1] :], head if asks_at[-1] == 0 else None
    if _refers(asked):
        if (len(part.section) > len(asked) and _size(part.section) > _LONG) or not part.section:
            message = "question is about something above it that is not on the card; skipped"
            return Finding(asked[0].first, Rule.NO_QUESTION, message, "repeat it right above the question")
        return part._replace(asked=part.section, head=head, first=asked[0].first)
    return part._replace(asked=asked, head=head)


def _size(blocks: Sequence[Block]) -> int:
    return size_in_words(" ".join(map(text_of_block, blocks)))


def _is_exercise(head: Token | None) -> bool:
    """Whether a heading names one exercise, whose whole text belongs to it."""
    return task_end(f"{_text(head)}:") > 0


def _unanswered(part: _Part) -> Iterator[Finding]:
    """Report questions with numbers above the one that is answered."""
    above = part.asked[: len(part.asked) - len(_from_label(part))]
    for block in above:
        if _label_of(block) > 1 and asks(block.text):
            yield Finding(block.first, Rule.UNANSWERED, "question has no answer; skipped", _HINTS.answer)


def _from_label(part: _Part) -> Sequence[Block]:
    """What stands above an answer from the last label with a number on, or else from the first label."""
    labels = [_label_of(block) for block in part.asked]
    if 2 in labels:
        return part.asked[len(labels) - 1 - labels[::-1].index(2) :]
    return part.asked[labels.index(1) :] if 1 in labels else part.asked


def _label_of(block: Block) -> int:
    """How a paragraph begins: 2 with a label or number of a question, 1 with other bold text and a colon, else 0."""
    if not block.inline:
        return 0
    opening = bold_opening(block.inline)
    bold, rest = (text_of(tokens).strip() for tokens in opening) if opening else ("", "")
    if names_extra(bold.rstrip(" .:：")) and not task_end(bold):
        return 0
    number = number_of(block.text)
    is_numbered = number is not None and (number.mark == "Q" or (number.value is not None and bool(bold)))
    if is_numbered or task_end(block.text) or _CODE_LABEL.match(bold):
        return 2
    return int(bool(bold) and (bold.endswith(_COLONS) or rest.startswith(_COLONS)))


def _refers(asked: Sequence[Block]) -> bool:
    """Whether a question is about something that is not part of it."""
    if any(block.kind in _SHOWN or any(t.type == "image" for t in block.inline) for block in asked):
        return False
    text = " ".join(map(text_of_block, asked)).lower()
    return (len(asked) == 1 and _ABOVE.are_in(text)) or _THIS.are_in(text)


def _title(part: _Part) -> tuple[Sequence[Token], Sequence[Block]]:
    """The inline tokens of the title, and the blocks below it."""
    head = part.head
    if head and (not part.asked or _says_more(head)) and (head.map or [0])[0] <= part.box.first:
        return trimmed(head.children or ()), part.asked  # whole: "Exercise 2: sort it"
    first, *rest = part.asked
    if not first.inline:
        return (), part.asked
    opening = bold_opening(first.inline)
    if opening and not opening[1]:
        return opening[0][1:-1], rest
    rows = inline_lines(first.inline)
    options = next((i for i, row in enumerate(rows) if i and _FIRST_OPTION.match(text_of(row))), 0)
    if options and has_letters([below := paragraph(first, joined_lines(rows[options:]))]):
        return trimmed(joined_lines(rows[:options])), (below, *rest)
    return trimmed(first.inline), rest


def _says_more(head: Token) -> bool:
    """Whether a heading asks, sets a task, or says more than that an exercise follows."""
    text = _text(head)
    end = task_end(text)
    return not is_label(text) and (is_clear_question(text) or is_order(text) or 0 < end < len(text))


def _label_end(text: str) -> int:
    """Where the text behind a label begins."""
    end = task_end(text)
    label = _CODE_LABEL.match(text) or _PART.match(text)
    return end if 0 < end < len(text) else label.end() if label else 0


def _is_label(block: Block) -> bool:
    """Whether the title of a block says no more than that it explains or answers."""
    return is_plain(text_of(block.title))


def _entry(part: _Part, title: Sequence[Token], asked: Sequence[Block], lines: Sequence[str]) -> Entry:
    first = part.first or part.asked[0].first if part.asked else ((part.head and part.head.map) or [0])[0]
    last = max(block.last for block in (part.box, *part.after))
    start = part.box.first
    inline = Token("inline", "", 0, map=[first, first + 1], children=list(title), content=text_of(title))
    answer = _without_a(part, _opened(part.box, lines))
    after = [inner for block in part.after for inner in (_opened(block, lines) if _is_label(block) else [block])]
    back = (*part.after, *(block for block in asked if block.kind == "details" and block.opening.markup[:1] in "?<"))
    prompt: Sequence[Block] = ()
    if asked and asked[-1].first == start:  # "Why? <details>": by its line, it would belong to the answer
        prompt = _shown(asked)
        asked = [block for block in asked if block not in prompt]
    return Entry(
        format=NAME,
        lines=range(first, last),
        column=indent_of(lines[first]) + 1,
        title=inline,
        written=text_of(title),
        body=[token for block in (*asked, *answer, *after) for token in block.tokens],
        prompt=[token for block in prompt for token in block.tokens],
        hints=_HINTS,
        id_place=_id_place(part.box, lines),
        keeps_label=True,
        comment="".join(token.content for token in part.box.title if token.type == "html_inline"),
        answer=AnswerLines((range(start, part.box.last),), tuple(range(block.first, block.last) for block in back)),
    )


def _without_a(part: _Part, answer: Sequence[Block]) -> Sequence[Block]:
    """An answer without the label `A:` or `A1.`, unless the question has options with letters."""
    label = _A.match(answer[0].text) if answer else None
    if not label or has_letters(part.asked):
        return answer
    return [paragraph(answer[0], without_start(answer[0].inline, label.end())), *answer[1:]]


def _id_place(box: Block, lines: Sequence[str]) -> IdPlace:
    """Above the answer; in its summary for `<details>`, which may stand behind text."""
    if "body" in box.opening.meta:
        prefix, excess = box.opening.meta["body"]
        return IdPlace(box.first + 1, prefix, excess)
    for number in range(box.first, min(box.first + _SUMMARY, box.last)):
        line = lines[number].lower()
        column = line.find("</summary", max(line.rfind("<details"), 0))
        if column >= 0:
            return IdPlace(number, "", column=column)
    return IdPlace(box.first, _margin(lines[box.first]))


def _margin(line: str) -> str:
    """White space and marks of quotes at the start of a line."""
    return line[: len(line) - len(line.lstrip("> \t"))]


def _opened(block: Block, lines: Sequence[str]) -> Sequence[Block]:
    """What a collapsed block holds, or else the answer in its title."""
    title, held = block.title, inside(block, lines)
    start = after_label(text_of(title))
    if not start or not all(map(_is_comment, held)):
        return held
    return [new_paragraph(without_start(title, start), block.first), *held]


def _pairs(part: _Part, lines: Sequence[str]) -> Iterator[Entry | Finding]:
    """The questions of a list whose answers are a list in one block."""
    questions = next((block for block in reversed(part.asked) if block.kind in LISTS), None)
    if questions is None or (questions is not part.asked[-1] and len(part.boxes) < _SEVERAL):
        return
    asked = _items(questions, lines)
    asking = sum(bool(item) and (len(part.boxes) > 1 or _asks(item[0])) for _, item in asked)
    answers = _answers(part, lines)
    if len(asked) < _SEVERAL or asking * 2 < len(asked) or len(answers) < _SEVERAL:
        return
    numbered = all(number for number, _ in (*asked, *answers))
    if not numbered and len(asked) != len(answers):
        message = f"{len(asked)} questions have {len(answers)} answers; skipped"
        yield Finding(questions.first, Rule.NO_QUESTION, message, "number the questions and the answers")
        return
    by_number = dict(answers) if numbered else {}
    for at, (number, item) in enumerate(asked):
        answer = by_number.get(number) if numbered else answers[at][1]
        if not item or not answer:
            line = item[0].first if item else questions.first
            yield Finding(line, Rule.NO_QUESTION, "question has no answer with its number; skipped", _HINTS.answer)
            continue
        yield _pair(item, answer, lines)


def _pair(item: Sequence[Block], answer: Sequence[Block], lines: Sequence[str]) -> Entry:
    first, *rest = item
    title = trimmed(first.inline) if first.inline else ()
    rest = rest if title else list(item)
    indent = indent_of(lines[first.first])
    inline = Token("inline", "", 0, map=[first.first, first.last], children=list(title), content=text_of(title))
    return Entry(
        format=NAME,
        lines=range(first.first, item[-1].last),
        column=indent + 1,
        title=inline,
        written=text_of(title),
        body=[token for block in (*rest, *answer) for token in block.tokens],
        hints=_HINTS,
        id_place=IdPlace(first.last, _below_marker(lines[first.first])),
        answer=AnswerLines((range(answer[0].first, answer[-1].last),)),
    )


def _below_marker(line: str) -> str:
    """What stands before the text of an item on the lines below its first one."""
    margin = _margin(line)
    marker = list_marker(line[len(margin) :])
    return margin + " " * (marker.end() if marker else 0)


def _items(block: Block, lines: Sequence[str]) -> list[tuple[str, Sequence[Block]]]:
    """The items of a list, each with its number, if it has one."""
    return [(item.opening.info, inside(item, lines)) for item in inside(block, lines)]


def _answers(part: _Part, lines: Sequence[str]) -> list[tuple[str, Sequence[Block]]]:
    """The answers in several blocks, or in one: the items of its only list, or paragraphs with numbers."""
    if len(part.boxes) > 1:
        return [(_DIGITS.findall(text_of(box.title))[0], _opened(box, lines)) for box in part.boxes]
    blocks = inside(part.box, lines)
    if len(blocks) == 1 and blocks[0].kind in LISTS:
        return _items(blocks[0], lines)
    found: list[tuple[str, list[Block]]] = []
    for block in blocks:
        number = number_of(block.text) if block.inline else None
        if number and number.value is not None:
            start = len(block.text) - len(number.rest)
            found.append((str(number.value), [paragraph(block, without_start(block.inline, start))]))
        elif found:
            found[-1][1].append(block)
        else:
            return []
    return [(number, blocks) for number, blocks in found]


HIDDEN = Format(
    NAME,
    lambda text: "???" in text or "<details" in text or "<DETAILS" in text or "details" in text,
    likely_holds=lambda text: False,
    entries=_entries,
    unrecognised=_unrecognised,
    shown=lambda first: 'hidden answers (??? "Answer")',
)
