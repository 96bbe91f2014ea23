"""Statements to judge go on from what says so above them, as a quote, and the answer is a word, no letter or sign.

    ## True or false?                   > True or false?
                                        A tag moves.
    1. A tag moves. (F) It stays.
                                        False. It stays.

That is the title of the section or page, a paragraph above, or the head of a column; the nearest title, if there is
one. A place to write at the end, `A tag moves. T / F`, is not on the front. A card has the same key without a quote and
with such a place.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.blocks import (
    Block,
    new_paragraph,
    paragraph,
    text_of,
    text_of_block,
    with_content,
    without_end,
)
from anki_export.source.candidates.true_false_statements import LETTER, verdict_in
from anki_export.source.cards.follow_up_questions import in_quote, kept_or_text
from anki_export.source.cards.make_card import ReadEntry
from anki_export.source.formats.question_format import ParsedPage
from anki_export.source.formats.table_rows_with_options import cells_in
from anki_export.source.lines import end_of_paragraph
from anki_export.source.markdown_it_helpers import copied
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import has_blank, is_clear_question, is_statement
from anki_export.text.ticks_and_crosses import FALSE, TRUE
from anki_export.text.true_or_false import (
    announces_verdicts,
    ends_with_both,
    named_verdicts,
    names_both,
    tells_to_judge,
    verdicts,
)

_AROUND = " .。()（）\ufe0f"
_PLACE = regex(
    r"(?<=[.!。！\"”»)])\s*(?:…|\.{3,}|_{2,}|[(（\[]\s*[)）\]]|[□☐]"
    r"|(?P<pair>[(（\[]?[^\s./|]+\s?[/|]\s?[^\s./|]+|[(\[]\w+[)\]]\s*[(\[]\w+[)\]]))\Z"
)
"""Where the reader writes what a statement is."""
_WORD = regex(r"\w+")
_SENTENCES = regex(r"(?<=[.?!])\s+(?=\w)")
_LONGEST_TERM = 4
"""In words."""
_LONGEST = 200
"""In characters: what is to be judged is to be seen first."""


def with_titles_of_statements(read: Sequence[ReadEntry], page: ParsedPage, title: str) -> list[ReadEntry]:
    """The questions of a page, statements with what says above them what to do; `title` is that of the page."""
    said = [_verdict(one) for one in read]
    called = verdicts(said) if any(said) else ()
    above: dict[int, Sequence[Token]] = {}
    for lines, words in _texts_that_judge(page, title) if called else ():
        above.update(dict.fromkeys(lines, words))
    found = list(read)
    for at, (one, is_true) in enumerate(zip(read, called, strict=False)):
        is_judged = is_true is not None or len(said[at]) > 1  # one letter may be any answer
        line = one.entry.lines.start
        if is_judged and line in above:
            found[at] = _below_title(one, new_paragraph(above[line], line), said[at])
    return found


def _verdict(one: ReadEntry) -> str:
    """The word, letter or sign that answers a statement, unless its front says that it is to be judged."""
    parts = one.parts
    if not (parts and parts.answer) or parts.options or one.goes_on_from:
        return ""
    answer = parts.answer[0].text.strip(_AROUND)
    said = letter[1] if (letter := LETTER.match(answer)) else verdict_in(answer)
    if not said:
        return ""  # as for most
    stated = one.question[: _start_of_place(one.question)]
    is_term = one.entry.is_term and not (is_statement(stated) or size_in_words(stated) > _LONGEST_TERM)
    if is_clear_question(stated) or has_blank(stated) or is_term:
        return ""
    is_told = any(map(announces_verdicts, (stated, *map(text_of_block, parts.front))))
    return "" if is_told else said


def _start_of_place(question: str) -> int:
    """Where the place to write is at the end of a statement; the end without one."""
    place = _PLACE.search(question.rstrip())  # a comment with the id may be behind it
    is_place = place and (not place["pair"] or names_both("/".join(_WORD.findall(place["pair"]))))
    return place.start() if place and is_place else len(question)


def _below_title(one: ReadEntry, title: Block, said: str) -> ReadEntry:
    """A statement with the text above it, and without the place to write; of a title, its answer is a word."""
    words = named_verdicts(title.text) if len(said) == 1 and announces_verdicts(title.text) else ()
    pairs = zip(words, verdicts(words), strict=True)
    meant = True if said in TRUE else False if said in FALSE else None
    word = next((word.capitalize() for word, is_true in pairs if is_true is meant or word[0].upper() == said), said)
    if one.parts and word != said:
        first, *more = one.parts.answer
        at = next(at for at, token in enumerate(first.inline) if said in token.content)
        token = with_content(first.inline[at], first.inline[at].content.replace(said, word, 1))
        answer = (paragraph(first, [*first.inline[:at], token, *first.inline[at + 1 :]]), *more)
        one = replace(one, parts=replace(one.parts, answer=answer))
    if length := len(one.question) - _start_of_place(one.question):
        whole, asked = one.entry.title, copied(one.entry.title)
        asked.children = without_end(whole.children or (), length)
        entry = replace(one.entry, title=asked)
        one = replace(one, entry=entry, question=one.question[:-length], whole_title=one.whole_title or whole)
    return replace(one, goes_on_from=in_quote([title]))


def _texts_that_judge(page: ParsedPage, title: str) -> Iterator[tuple[range, Sequence[Token]]]:
    """The lines below each text that says that statements are to be judged, and the text: that of sections is last."""
    yield from _heads(page)
    outline, taken = page.outline, page.taken
    sections = dict(zip((heading.line for heading in outline.headings), outline.section_ends, strict=True))
    starts = [*sections, len(page.lines)]
    told: list[tuple[int, Sequence[Token]]] = []
    titles: list[tuple[range, Sequence[Token]]] = []
    above = None
    for token in page.tokens:
        line = above.map[0] if above and above.map else 0
        if above and above.type == "paragraph_open" and not above.level and _tells(token.content) and line not in taken:
            told.append((line, _telling(token.children or ())))
        elif above and above.type == "heading_open" and line in sections and announces_verdicts(token.content):
            titles.append((range(line + 1, sections[line]), kept_or_text(token.children or (), token.content)))
        above = token
    for (line, words), (next_one, _) in pairwise([*told, (len(page.lines), ())]):
        number = bisect_right(starts, line)
        end = sections[starts[number - 1]] if number else starts[0]
        yield range(line, min(next_one, end)), words
    if announces_verdicts(title):
        yield range(len(page.lines)), [Token("text", "", 0, content=title)]
    yield from titles


def _heads(page: ParsedPage) -> Iterator[tuple[range, Sequence[Token]]]:
    """The rows below each head of a column that names both verdicts, and the head."""
    for number, line in page.outline.heads_of_tables:
        if head := next(filter(names_both, cells_in(line)), ""):
            yield range(number + 1, end_of_paragraph(page.lines, number)), [Token("text", "", 0, content=head)]


def _tells(text: str) -> bool:
    """Whether a short text tells to judge what is below it, and not what is behind a label in its line."""
    label, colon, _ = text.partition(":")
    is_told = len(text) <= _LONGEST and any(map(_tells_itself, _SENTENCES.split(text)))
    return is_told and not (colon and names_both(label))


def _tells_itself(sentence: str) -> bool:
    return tells_to_judge(sentence) or ends_with_both(sentence)


def _telling(inline: Sequence[Token]) -> Sequence[Token]:
    """What of a text tells to judge: all of it, or the only sentence that does."""
    text = text_of(inline)
    others = _SENTENCES.split(text)
    telling = [sentence for sentence in others if _tells_itself(sentence)]
    is_whole = len(telling) != 1 or len(others) == 1
    return kept_or_text(inline, text) if is_whole else [Token("text", "", 0, content=telling[0])]
