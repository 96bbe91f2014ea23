"""Shorten a long answer that no mark separates from its explanation, where its structure says what to recall.

    It has three parts:                                       heads: the lead-in and the head of each part, which is

    - **Root**: the first node. It has no parent.                 It has three parts:
    - **Leaf**: a node without children.                          - Root   - Leaf   - its term, or its first sentence
    - Edges join two nodes. Each has a length.                    - Edges join two nodes.

    Set a name:                                               code: the first block, on to the next while its last
                                                                    line opens or writes a file
    ```sh
    git config user.name X
    ```

    For one repository: …

    A tree is a graph without cycles. It has:                 definition: what says what something is, without the
                                                                    sentence that leads on
    - nodes, which … - edges, which …

    Use a stack. For example:                                 example: what is before an example in code at the end

    ```python
    stack = []
    ```

Heads are for questions that ask for a list, whose parts are its items, or paragraphs with a label each; the whole text
becomes the explanation, of all others only the rest. Prose, articles with titles, comparisons, tables, answers to why,
and everything else stay whole: half an answer is worse than a long one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.blocks import (
    BREAKS,
    CODE,
    LISTS,
    Block,
    bold_opening,
    has_colon,
    inside,
    list_item,
    list_of,
    new_paragraph,
    paragraph,
    text_of,
    text_of_block,
    trimmed,
    with_content,
    with_tags,
    without_end,
    without_start,
)
from anki_export.source.body.body_parts import Parts
from anki_export.source.body.group_into_segments import (
    heading_kind,
    is_labelled,
    is_one_sentence,
    opens_file,
    shows,
    without_edges,
)
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.first_paragraph_answers_question import begins_with_subject, last_subject
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import (
    asks_for_a_list,
    asks_for_several,
    asks_how,
    asks_two_things,
    asks_which,
    is_clear_question,
    is_order,
)
from anki_export.text.word_patterns import Words

HEADS = "heads"
"""The rule whose explanation is the whole text."""
_FEW = 2
"""A single part needs no distinction."""
_MOST_BEFORE, _MOST_BELOW = 0.5, 0.25
"""At most these shares of the words are before and below the parts: otherwise they are a remark in a text."""
_MOST_LEFT = 0.8
"""A shorter answer has at most this share of the words: less saved is not worth a second part."""
_MOST_TWICE, _FEW_WORDS = 0.3, 40
"""Heads are on the back twice: they have at most this share of all words there, or few enough for a glance."""
_LONGEST_TERM = 6
"""In words: "Single responsibility principle (SRP)"; what is longer before a colon is a sentence."""
_LONGEST_LABEL = 3
"""In words: "When to use", "Code example"."""
_SENTENCE = regex(r"(?:(?<=\w\w)|(?<=[\])%`\"”’»]))[.!?…]+[\"”’»)\]]*(?=\s+[^\Wa-z_]|\s+[\W]|\s*\Z)|[。！？؟।]")
"""The end of a sentence, not of "e.g." or "1."."""
_SEPARATOR = regex(r"\s*(?:[:：]|\s[-–—\u2212]\s|[–—]\s)")
_STEP = regex(r"\A(?:[^\W\d]+\s?)?\d+\s?[:：.)-]\s+")
_NAME = regex(r"(?<!\w)[^\W\d_]{2}|[^\W\d_a-zA-Z]")
"""A word, unlike in "1xx"."""
_SIGNS = regex(r"(?<=\w)[^\w\s'’-]+(?=\w)")
"""Signs that join names: `List.of(a)` takes as long to read as three words."""
_WORD, _DIGITS, _REMARK = regex(r"\w{2,}"), regex(r"\d+"), regex(r"\([^()]*\)")
_WHAT, _WHY, _JOINS, _EXAMPLE = Words("what"), Words("why"), Words("joins"), Words("example")
_ASIDE, _OUTPUT, _FOLLOWS = Words("aside"), Words("output"), Words("follows")


class _Structure(Struct, frozen=True):
    """The first lines of the parts of an answer, and the blocks before them."""

    before: Sequence[Block]
    lines: Sequence[Sequence[Token]]
    kind: str
    """The kind of the list that shows their heads."""
    with_code: int = 0
    """The number of parts that have code."""


def short_answer(question: str, parts: Parts, limit: int, lines: Sequence[str]) -> Parts | None:
    """Shorter parts of a body that `has_long_answer`, or None."""
    longest = min(limit, _MOST_LEFT * _size(parts.answer))
    if (found := _code(question, parts)) and _size(found.answer) <= longest:
        return found
    most = max(_FEW_WORDS, _MOST_TWICE * size_in_words(_text_without_code((*parts.answer, *parts.after))))
    found = _heads(question, parts, lines) if asks_for_a_list(question) else None
    if found and size_in_words(_SIGNS.sub(" ", _text(found.answer))) <= min(longest, most):
        return found
    for find in (_definition, _before_example):
        if (found := find(question, parts)) and _size(found.answer) <= longest:
            return found
    return None


def has_long_answer(parts: Parts, limit: int) -> bool:
    """Whether an answer that nothing marks has more words than the limit, and the front only asks."""
    is_plain = parts.rule not in ("marked", "choices", "bold", "bold run", "") and not (parts.front or parts.options)
    return is_plain and 0 < limit < _size(parts.answer)


def _size(blocks: Iterable[Block]) -> int:
    return size_in_words(_text(blocks))


def _text(blocks: Iterable[Block]) -> str:
    return "\n".join(map(text_of_block, blocks))


def _text_without_code(blocks: Iterable[Block]) -> str:
    tokens = (token for block in blocks for token in block.tokens if token.type == "inline")
    return "\n".join(text_of(token.children or ()) for token in tokens)


def _code(question: str, parts: Parts) -> Parts | None:
    """The first block of code, on to the next while its last line opens a file; a question asks for words."""
    if is_clear_question(question):
        return None
    blocks = list(filter(shows, parts.answer))
    start = int(is_one_sentence(blocks[:1]))
    is_alone = not start or _leads_on(blocks[0].text)
    if not is_alone or start >= len(blocks) or blocks[start].kind not in CODE or _asks_for_more(question):
        return None
    end = start + 1
    while opens_file(blocks[end - 1]):
        following = next((i for i in range(end, len(blocks)) if blocks[i].kind in CODE), None)
        if following is None:
            break
        end = following + 1
    if asks_how(question) and any(block.kind in CODE for block in blocks[end:]):
        return None  # another case, or the next step
    rest = without_edges((*blocks[end:], *parts.after))
    return replace(parts, rule="code", answer=tuple(blocks[:end]), after=rest) if rest else None


def _asks_for_more(question: str) -> bool:
    """Whether one paragraph or block of code may be half of what is asked."""
    text = question.lower()
    is_example = _EXAMPLE.are_in(text) or _OUTPUT.are_in(text)
    return is_example or asks_two_things(question) or asks_for_several(question)


def _definition(question: str, parts: Parts) -> Parts | None:
    """The paragraphs that say what something is, without what they lead to."""
    blocks = list(filter(shows, parts.answer))
    count = sum(1 for _ in takewhile(lambda block: block.kind == "paragraph" and not is_labelled(block), blocks))
    if not 0 < count < len(blocks) or not _asks_what(question) or not begins_with_subject(blocks[0].text, question):
        return None
    last = blocks[count - 1].inline
    sentence = _last_sentence(last)
    if _leads_on(text := text_of(sentence)) or _FOLLOWS.are_in(text.lower()):
        found = _before("definition", parts, blocks, count - 1, sentence)
    else:
        is_whole = _SENTENCE.search(text_of(last).rstrip()[-4:])
        found = _before("definition", parts, blocks, count, blocks[count].inline) if is_whole else None
    if not found or _leads_on(found.answer[-1].text) or not _names_last_subject(_text(found.answer).lower(), question):
        return None
    return found


def _before_example(question: str, parts: Parts) -> Parts | None:
    """What precedes an example in code, which is an answer only if the question asks for it, or how to do something."""
    blocks = list(filter(shows, parts.answer))
    code = next((i for i, block in enumerate(blocks) if block.kind in CODE), 0)
    if not code or asks_how(question) or _asks_for_more(question):
        return None
    end = code + 1
    while end + 1 < len(blocks) and blocks[end + 1].kind in CODE and is_label_of(blocks[end].text, "output"):
        end += 2
    lead_in = blocks[code - 1]
    sentence = _last_sentence(lead_in.inline)
    is_example = _EXAMPLE.are_in(text_of(sentence or lead_in.line).lower())
    return _before("example", parts, blocks, code - 1, sentence) if is_example and len(blocks) <= end + 1 else None


def _before(rule: str, parts: Parts, blocks: Sequence[Block], i: int, sentence: Sequence[Token]) -> Parts | None:
    """The blocks before the sentence at the end of one as the answer; None without any."""
    inline = trimmed(blocks[i].inline)
    kept = without_end(inline, len(text_of(sentence)))
    answer, after = blocks[:i], blocks[i:]
    if kept:
        answer = [*answer, paragraph(blocks[i], kept)]
        after = [paragraph(blocks[i], sentence), *after[1:]]
    return replace(parts, rule=rule, answer=tuple(answer), after=(*after, *parts.after)) if answer else None


def _asks_what(question: str) -> bool:
    """Whether a question asks what one thing is."""
    text = question.lower()
    is_other = _WHY.are_in(text) or asks_how(question) or asks_which(question)
    return _WHAT.are_in(text) and not (is_other or _asks_for_more(question))


def _names_last_subject(text: str, question: str) -> bool:
    """Whether a text in lower case has the last of several subjects of a question."""
    last = last_subject(question)
    return last in text if last else not _JOINS.are_in(question.lower())


def _heads(question: str, parts: Parts, lines: Sequence[str]) -> Parts | None:
    """The lead-in and the head of each part."""
    structure = _structure(parts.answer, lines)
    if not structure or _size(structure.before) > _MOST_BEFORE * _size(parts.answer):
        return None
    found = list(structure.lines)
    while found and _is_section(_key(text_of(found[-1]))):
        found.pop()
    names = [_key(text_of(_term(line) or line)) for line in found]
    if len(found) < _FEW or _only_name_sections(names) or any(_is_in(name, question) for name in names):
        return None
    if is_order(question) and 2 * structure.with_code >= len(found):
        return None  # "List the commands for …"
    heads = [head for line in found if (head := _head(line))]
    if len(heads) < len(found) or _are_code(heads):
        return None
    answer = (*_lead_in(structure.before), _list(structure.kind, heads, parts.answer[0].first))
    return replace(parts, rule=HEADS, answer=answer, after=(*parts.answer, *parts.after))


def _only_name_sections(names: Sequence[str]) -> bool:
    """Whether the names of parts say nothing: they are labels, questions or numbers."""
    if len({_DIGITS.sub("", name) for name in names}) == 1:
        return True  # "Method 1", "Method 2"
    return any(asks(name) or _is_section(name) for name in names)


def _are_code(heads: Sequence[Sequence[Token]]) -> bool:
    """Whether most heads are only code, which says what is there, but not what it does."""
    alone = sum(all(token.type == "code_inline" for token in head if token.content.strip(" :")) for head in heads)
    return 2 * alone > len(heads)


def _is_section(text: str) -> bool:
    """Whether a head names a section by its words: "Summary", "Example: a form"."""
    if len(text.split()) > _LONGEST_LABEL:
        return False
    return _ASIDE.end(text.lower()) > 0


def _structure(blocks: Sequence[Block], lines: Sequence[str]) -> _Structure | None:
    """The parts of an answer."""
    shown = list(filter(shows, blocks))
    return _titled(shown) or (None if _is_article(shown) else _labelled(shown) or _listed(shown, lines))


def _titled(blocks: Sequence[Block]) -> _Structure | None:
    """Parts below numbered titles on separate lines: other titles may name sections."""
    kinds = list(map(heading_kind, blocks))
    first = next((i for i, kind in enumerate(kinds) if kind), 0)
    at = [i for i, kind in enumerate(kinds) if kind and kind == kinds[first]]
    lines = [trimmed(blocks[i].line) for i in at]
    is_numbered = len(at) >= _FEW and all(_STEP.match(text_of(line)) for line in lines)
    return _Structure(blocks[:first], lines, "ordered_list") if is_numbered else None


def _is_article(blocks: Sequence[Block]) -> bool:
    """Whether titles on separate lines name what an answer explains below them: alone, they answer nothing."""
    kinds = Counter(filter(None, map(heading_kind, blocks)))
    return any(count >= _FEW for count in kinds.values())


def _labelled(blocks: Sequence[Block]) -> _Structure | None:
    at = [i for i, block in enumerate(blocks) if is_labelled(block)]
    if len(at) < _FEW or any(block.kind not in ("paragraph", *LISTS, *CODE) for block in blocks[at[0] :]):
        return None
    between = [block for block in blocks[at[0] :] if block.kind == "paragraph" and not is_labelled(block)]
    lines = [trimmed(blocks[i].inline) for i in at]
    return _Structure(blocks[: at[0]], lines, "bullet_list") if _FEW * len(between) < len(at) else None


def _listed(blocks: Sequence[Block], lines: Sequence[str]) -> _Structure | None:
    at = [i for i, block in enumerate(blocks) if block.kind in LISTS]
    if not at or any(block.kind not in ("paragraph", *CODE) for block in blocks[: at[0]]):
        return None
    first = blocks[at[0]]
    kind = first.kind
    same = list(takewhile(lambda i: blocks[i].kind == kind, at))
    others = [block for block in blocks[at[0] :] if block.kind not in (kind, *CODE)]
    if len(same) < len(at) or _size(others) > _MOST_BELOW * _size(blocks):
        return None  # a second list of another kind, or a text with a list in it
    if len(same) > 1 and not (kind == "ordered_list" and all(blocks[i].first_number > 1 for i in same[1:])):
        return None  # several lists, each with a subject of its own
    items = [inside(item, lines) for i in same for item in inside(blocks[i], lines)]
    if not all(item and item[0].inline for item in items):
        return None
    with_code = sum(any(block.kind in CODE for block in item) for item in items)
    return _Structure(blocks[: at[0]], [trimmed(item[0].inline) for item in items], kind, with_code)


def _head(line: Sequence[Token]) -> Sequence[Token] | None:
    """What a learner recalls of a part: its term, or else its first sentence; None if it has neither."""
    line = _without_number(line)
    if term := _term(line):
        return term
    return _without_colon(_last_sentence(line)) if has_colon(text_of(line)) else _sentence(line)


def _without_number(line: Sequence[Token]) -> Sequence[Token]:
    """A line without the number that a list shows."""
    first = next((i for i, token in enumerate(line) if token.type == "text" and token.content), -1)
    match = _STEP.match(line[first].content) if first >= 0 and not text_of(line[:first]) else None
    if not match or not text_of(line)[match.end() :].strip():
        return line
    return trimmed([*line[:first], with_content(line[first], line[first].content[match.end() :]), *line[first + 1 :]])


def _term(line: Sequence[Token]) -> Sequence[Token] | None:
    """What a line is about: bold words or some words before a colon or dash, or a line that is all bold."""
    if opening := bold_opening(line):
        bold, rest = opening
        is_term = not text_of(rest).strip(" .:：") or has_colon(text_of(bold)) or _SEPARATOR.match(text_of(rest))
        return _without_colon(bold[1:-1]) if is_term and _NAME.search(text_of(bold)) else None
    depth = 0
    for i, token in enumerate(line):
        depth += token.nesting
        match = _SEPARATOR.search(token.content) if token.type == "text" and not depth else None
        if match:
            term = [*line[:i], with_content(token, token.content[: match.start()])]
            text = text_of(term)
            is_short = _NAME.search(text) and size_in_words(text) <= _LONGEST_TERM
            return term if is_short and not _SENTENCE.search(text) else None
        if token.type in BREAKS:
            return None
    return None


def _without_colon(tokens: Sequence[Token]) -> Sequence[Token]:
    *before, last = trimmed(tokens) or (Token("text", "", 0),)
    return [*before, with_content(last, last.content.rstrip(" .:："))] if last.type == "text" else tokens


def _sentence(inline: Sequence[Token]) -> Sequence[Token] | None:
    """The first sentence of some inline tokens; None if it leads to what is below it."""
    tokens = _first_sentence(inline)
    return tokens if tokens and not _leads_on(text_of(tokens)) else None


def _first_sentence(inline: Sequence[Token]) -> Sequence[Token]:
    tokens = trimmed(inline)
    end = next(_ends_of_sentences(tokens), 0)
    return without_end(tokens, len(text_of(tokens)) - end) if end else tokens


def _last_sentence(inline: Sequence[Token]) -> Sequence[Token]:
    tokens = trimmed(inline)
    text = text_of(tokens)
    start = max((end for end in _ends_of_sentences(tokens) if text[end:].strip()), default=0)
    return without_start(tokens, start) if start else tokens


def _ends_of_sentences(tokens: Sequence[Token]) -> Iterator[int]:
    """Where sentences end in the text of some inline tokens, code aside."""
    shown = ("\n" if t.type in BREAKS else t.content if t.type == "text" else "x" * len(text_of([t])) for t in tokens)
    return (match.end() for match in _SENTENCE.finditer("".join(shown)))


def _leads_on(text: str) -> bool:
    """Whether a text needs what follows it: it ends with a colon or a comma."""
    return has_colon(text) or text.rstrip().endswith((",", "，"))


def _lead_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """The first sentence of the blocks before the parts, and the last one if it leads to them."""
    paragraphs = [block for block in blocks if block.inline]
    if not paragraphs:
        return
    first, last = _first_sentence(paragraphs[0].inline), _last_sentence(paragraphs[-1].inline)
    yield paragraph(paragraphs[0], first)
    if _leads_on(text_of(last)) and text_of(last) != text_of(first):
        yield paragraph(paragraphs[-1], last)


def _list(kind: str, heads: Iterable[Sequence[Token]], line: int) -> Block:
    """A tight list of inline tokens."""
    items = (list_item(with_tags(new_paragraph(head, line), are_shown=False).tokens) for head in heads)
    return list_of(chain.from_iterable(items), line, kind=kind)


def _is_in(term: str, question: str) -> bool:
    """Whether a question has the words of a term, without what explains it in parentheses."""
    words = _WORD.findall(_REMARK.sub("", term.lower()))
    return bool(words) and set(words) <= set(_WORD.findall(question.lower()))


def _key(text: str) -> str:
    return _STEP.sub("", " ".join(text.casefold().split()), count=1).strip(" .:：")
