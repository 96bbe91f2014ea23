"""Pictures, code, tables and quotes right above questions that point to them, which belong on the front of each:

    ![](a.png)
    **Which bird is this?**
    A robin

    ![](b.png)
    **Which bird is this?**
    A wren

What is right above a question is between it and the one before, or at the end of the body of that one. Position alone
says nothing: answers end in pictures, too, and a logo may be above the first question. At least three questions have
such a thing right above them, the first question of the page is one of them, and most of these point to it: they have
words such as "this", or ask the same about each. No answer has text that leads to it, nor does the last one of the page
end in such a thing.

What is right below a question that points to it, with its answer below, is on the front, too, if all that have such a
thing ask what it is or so, or give orders, and at least two point to it.

Questions for what is in the picture, or for parts of it (`What is A?`, `What is number 1?`), point to the picture above
the first of them.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from anki_export.source.body.blocks import CODE, Block, blocks_of, has_colon, text_of, text_of_block
from anki_export.source.body.group_blocks_into_segments import is_picture, shows
from anki_export.source.entry import Entry
from anki_export.text.asking import asks_how, is_clear_question, is_order, is_statement, wants_answer
from anki_export.text.classify_labels import names_quiz
from anki_export.text.find_words import Words
from anki_export.text.lazy_regex import regex

_POINTS, _IN_PICTURE = Words("this_one"), Words("in_picture")
_NAMES = {"code": Words("this_code", "prints"), "table": Words("shown"), "picture": Words("shown", "in_picture")}
_KNOWN = {"code": Words("this_code"), "shown": Words("shown"), "above": Words("shown_above")}
_NUMBER, _FAQ, _WHAT = Words("part_number"), Words("faq"), Words("what", "which")
_LEADS, _OF_PAGE = Words("follows", "above"), Words("this_book")
_QUOTED = regex(r"[«“„\"].*[»”“\"]")
_MARK = regex(r"logo|banner|badge|shields\.io", re.IGNORECASE)
"""In the address of a picture that is above all questions."""
_PART = regex(r"\W*(?:[^\W\d_]+\s+){2}(?:(?P<noun>[^\W\d_]+)\s+)?\(?(?P<part>[A-Z]|[1-9]\d?)\)?\s?[?？]")
"""What is A?"""
_FIRST_PARTS = ({"A", "B", "C"}, {"1", "2", "3"})
_FEWEST, _FEWEST_BELOW, _MOST = 3, 2, 2 / 3
_BELOW = ("code", "table", "picture")


def subjects_right_above(
    entries: Sequence[Entry],
    bodies: Sequence[Sequence[Block]],
    title: str,
    tokens: Sequence[Token],
    lines: Sequence[str],
) -> Mapping[int, Block]:
    """What is right above questions of a page with this title, and on the front of each, by their indexes.

    `bodies` are those of the entries, without what nobody sees.
    """
    asked = [text_of(entry.title.children or ()) for entry in entries]
    taken = {line for entry in entries for line in entry.lines}
    top = [block for block in blocks_of(tokens, lines) if block.first < block.last]
    free = {block.last: block for block in top if block.first not in taken and _kind(block)}
    ends = {body[-1].last: body[-1] for body in bodies if body and _kind(body[-1])}
    lasts = [_last_line(lines, entry.lines.start) for entry in entries]
    found = {at: block for at, last in enumerate(lasts) if (block := free.get(last) or ends.get(last))}
    if 0 in found:
        kind = _kind(found[0])
        found = {at: block for at, block in found.items() if _kind(block) == kind}
    if 0 in found and _are_subjects(found, asked, bodies, title):
        starts = {entry.lines.start for entry in entries}
        headings = [block.first for block in top if block.kind == "heading" and block.first not in starts]
        shown = _for_all_below(found, asked, headings, entries)
    else:
        shown = _of_parts({at: block for at, block in found.items() if block.last in free}, asked, bodies)
    return {at: block for at, block in shown.items() if not _is_known(asked[at], block, block.last in free)}


def subjects_right_below(
    entries: Sequence[Entry], bodies: Sequence[Sequence[Block]], title: str
) -> Mapping[int, Block]:
    """What is right below questions of a page with this title, and on the front of each, by their indexes."""
    titles = (entry.title.children or () for entry in entries)
    asked = [text_of([token for token in title if token.type != "code_inline"]) for title in titles]  # What is `this`?
    found = {at: body[0] for at, body in enumerate(bodies) if len(body) > 1 and _kind(body[0]) in _BELOW}
    point = [at for at in found if _WHAT.are_in(asked[at].lower()) and _points(asked[at], _kind(found[at]))]
    others = [asked[at] for at in found if at not in point]
    if (
        _FAQ.are_in(title.lower())
        or len(point) < _FEWEST_BELOW
        or not all(is_order(one) and not is_clear_question(one) for one in others)
    ):
        return {}
    answers = ((at, bodies[at][1:]) for at in point)
    return {at: found[at] for at, answer in answers if any(shows(one) and not _kind(one) for one in answer)}


def _are_subjects(
    found: Mapping[int, Block], asked: Sequence[str], bodies: Sequence[Sequence[Block]], title: str
) -> bool:
    """Whether most questions point to what is right above them, which no answer owns; all of it is of one kind."""
    kind, is_quiz = _kind(found[0]), names_quiz(title)
    if (kind == "quote" and not is_quiz) or any(_kind(body[0]) == kind for body in bodies if body):
        return False  # a motto, an answer, or what the question above is about
    moved = [bodies[at - 1] for at, block in found.items() if at and bodies[at - 1][-1:] == [block]]
    if moved and (any(map(_is_owned, moved)) or any(_kind(block) == kind for block in bodies[-1][-1:])):
        return False
    if moved and not is_quiz and (_FAQ.are_in(title.lower()) or any(is_statement(body[-2].text) for body in moved)):
        return False  # whole sentences may go on
    counts = Counter(asked[at] for at in found)
    repeated = {at for at in found if counts[asked[at]] > 1 and wants_answer(asked[at])}
    point = [at for at in found if at in repeated or _points(asked[at], kind)]
    is_same_for_all = len(repeated) == len(found) and not moved
    return is_same_for_all or (0 in point and len(point) >= _FEWEST and len(point) >= _MOST * len(found))


def _points(question: str, kind: str) -> bool:
    """Whether a question points to something of a kind, and does not ask for steps."""
    text = question.lower()
    points = (_POINTS.are_in(text) and not _OF_PAGE.are_in(text)) or (kind in _NAMES and _NAMES[kind].are_in(text))
    return points and not asks_how(question)


def _for_all_below(
    found: Mapping[int, Block], asked: Sequence[str], headings: Sequence[int], entries: Sequence[Entry]
) -> Mapping[int, Block]:
    """The same for each question, also for the next ones up to a heading that repeat or point, too."""
    shown, counts = dict(found), Counter(asked)
    for at in range(1, len(entries)):
        above, start = shown.get(at - 1), entries[at].lines.start
        if at in shown or not above or any(above.first < line < start for line in headings):
            continue
        if counts[asked[at]] > 1 or _points(asked[at], _kind(above)):
            shown[at] = above
    return shown


def _of_parts(
    free: Mapping[int, Block], asked: Sequence[str], bodies: Sequence[Sequence[Block]]
) -> Mapping[int, Block]:
    """Pictures between questions, for those below that ask about them or their parts."""
    parts = list(map(_part, asked))
    has_parts = any(first <= {*parts} for first in _FIRST_PARTS)
    shown = dict[int, Block]()
    for at, (text, part, body) in enumerate(zip(asked, parts, bodies, strict=True)):
        picture = free.get(at) or shown.get(at - 1)
        if not picture or _kind(picture) != "picture" or any(_kind(block) == "picture" for block in body[:1]):
            continue
        if (has_parts and part) or (_IN_PICTURE.are_in(text.lower()) and not asks_how(text)):
            shown[at] = picture
    return shown


def _part(question: str) -> str:
    """The number or letter that a question asks about, as of a part of a picture; empty for others."""
    match = _PART.fullmatch(question)
    if not match or (match["noun"] and _NUMBER.end(match["noun"].lower()) != len(match["noun"])):
        return ""  # What is vitamin A?
    return match["part"]


def _is_known(question: str, block: Block, is_free: bool) -> bool:
    """Whether `with_subjects_above` finds what a question points to; with that, its card has another key."""
    kind, text = "code" if block.kind in CODE else "shown", question.lower()
    return _KNOWN["above"].are_in(text) or (is_free and _KNOWN[kind].are_in(text))


def _kind(block: Block) -> str:
    """What a block shows: "code", "table", "picture", which is no link, or "quote"; empty for others."""
    if block.kind in CODE:
        return "code"
    if block.kind == "table":
        return "table"
    if block.kind == "blockquote" or (block.inline and _QUOTED.fullmatch(block.text.strip())):
        return "quote"
    is_mark = any(one.type == "link_open" or _MARK.search(str(one.attrs.get("src", ""))) for one in block.inline)
    return "picture" if is_picture(block) and not is_mark else ""


def _last_line(lines: Sequence[str], start: int) -> int:
    """The line after the last one with text above a line."""
    while start and not lines[start - 1].strip():
        start -= 1
    return start


def _is_owned(body: Sequence[Block]) -> bool:
    """Whether the last block of a body is all of it, or the text above leads to it, names it, or is next to it."""
    if len(body) == 1:
        return True
    *_, above, end = body
    text = text_of_block(above)
    names = [one.content.strip().lower() for one in end.inline if one.type == "image"]
    is_named = any(name and name in text.lower() for name in names)
    return above.last == end.first or has_colon(text) or is_named or _LEADS.are_in(text.lower())
