"""No opener is lost in silence: each that did not become a question is reported with its line."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from difflib import get_close_matches

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import Block
from anki_export.source.body.labels import (
    ANSWER_KINDS,
    BESIDE_KINDS,
    asks_nothing,
    is_answer_label,
    says_answer,
    says_beside,
)
from anki_export.source.context import Context
from anki_export.source.entry import Opening
from anki_export.source.render import is_element
from anki_export.source.syntax.details import QUESTION_KINDS, Opener, behind_title, read_opener

_MAY_OPEN = re.compile(
    rf"(?:\?\?\?|!!!)[^\n]{{0,200}}\b(?:{'|'.join(sorted(QUESTION_KINDS))})\b".encode(), re.IGNORECASE
)
_CONTAINER = re.compile(r"\s*(?:(?:>|[-*+:]|\d{1,9}[.)]|\[\^[^\]]*\]:)(?:\s+|$))*")
"""What may stand before an opener: marks of quotes, lists, definitions and footnotes."""
_NEAR_MISS = re.compile(r"[?!]{2,}[\s+]*questions?\b", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
"""Characters that editors do not show."""
_PLACES = {"fence": "in a code fence", "code_block": "in indented code", "html_block": "in raw HTML"}


def may_hold_questions(data: bytes) -> bool:
    """Whether there may be a question in a page that can't be decoded or is too large to be parsed.

    Where this says no, the page is passed over in silence: it has to know every form of question that is read.
    """
    return _MAY_OPEN.search(data.replace(b"\0", b"")) is not None  # UTF-16 has a NUL in each letter


def openings(tokens: Sequence[Token]) -> list[Opening]:
    """The questions among the tokens of a page, in the order of its lines: footnotes come last among tokens."""
    return sorted(_openings(tokens), key=lambda opening: opening[0].map or [0])


def _openings(tokens: Sequence[Token]) -> Iterator[Opening]:
    ends: list[int] = []
    for i, token in enumerate(tokens):
        while ends and i > ends[-1]:
            ends.pop()
        if token.type == "details_open" and token.info in QUESTION_KINDS:
            end = _close(tokens, i)
            opening, body = token, tokens[i + 1 : end]
            if below := _answer_below(tokens, i, end):
                opening = copy(token)
                opening.map = [(token.map or [0])[0], max((one.map or [0, 0])[1] for one in below)]
                body = [*body, *below]
                end += len(below)
            yield opening, body, bool(ends)
            ends.append(end)


def _is_comment(token: Token) -> bool:
    text = token.content.strip()
    return token.type == "html_block" and text.startswith("<!--") and text.find("-->") == len(text) - 3


def _close(tokens: Sequence[Token], opening: int) -> int:
    depth, end = 1, opening
    while depth:
        end += 1
        depth += (tokens[end].type == "details_open") - (tokens[end].type == "details_close")
    return end


def _answer_below(tokens: Sequence[Token], opening: int, end: int) -> Sequence[Token]:
    """The tokens of the boxes right below a question, up to the one that says to be its answer; none without one.

    Only a question that lacks an answer of its own has one there: an open one, an empty one, or one without a question
    in its title.
    """
    opener: Opener = tokens[opening].meta["opener"]
    body = [token for token in behind_title(tokens[opening:end]) if not _is_comment(token)]
    if (body and opener.marker != "!!!" and not asks_nothing(opener.title)) or any(map(_says_answer, body)):
        return ()
    start = end + 1
    while start < len(tokens) and tokens[start].type == "details_open":
        box = tokens[start]
        close = _close(tokens, start)
        if _says_answer(box):
            return tokens[end + 1 : close + 1]
        if box.info in QUESTION_KINDS or not (box.info in BESIDE_KINDS or says_beside(box.meta["opener"].title)):
            return ()
        start = close + 1
    return ()


def _says_answer(token: Token) -> bool:
    """Whether a token opens a box that says to be the answer."""
    if token.type != "details_open":
        return False
    title = token.meta["opener"].title
    return is_answer_label(title) or says_answer(title) if title else token.info in ANSWER_KINDS


def report_open_fences(blocks: Sequence[Block], around: Context) -> None:
    """Report the fences of a question's body that are not closed inside it."""
    for block in blocks:
        for token in block.tokens:
            if token.type == "fence" and token.map and not _is_sound(token, around.lines):
                if _is_closed(token, around.lines):
                    message = "code fence is not closed before another one opens"
                    longer = token.markup + token.markup[0]
                    hint = f"close it, or, where its code holds a fence, open and close it with {longer}"
                else:
                    message = "code fence is never closed inside its question"
                    hint = "indent the code and the closing fence four spaces, like the opening one"
                around.complain(token.map[0], Rule.OPEN_FENCE, message, hint, needle=token.markup)


def report_raw_tags(title: Token, around: Context) -> None:
    """Report the tags of a title that the card shows as text, and the site not at all."""
    tags = [child.content for child in title.children or () if _is_raw_tag(child)]
    if tags and title.map:
        shown = ", ".join(dict.fromkeys(tags))
        around.complain(
            title.map[0],
            Rule.RAW_TAG,
            f"title has a raw tag: the card shows {shown[:60]} as text, the site does not show it",
            f"put it into backticks: `{tags[0]}`",
            needle=tags[0],
        )


def _is_raw_tag(token: Token) -> bool:
    name = token.meta.get("tag")
    return name is not None and (not name or is_element(name))


def report_text_below(opening: Token, around: Context) -> None:
    """Report text that looks like the rest of a question's body but stands outside of it."""
    if opening.level or not opening.map:
        return
    end = opening.map[1]
    rest = [(n, line) for n, line in enumerate(around.lines[end : end + 3], end) if line.strip()][:1]
    for number, line in rest:
        is_glued = number == end and re.match(r"[^\W_]|[*`\"'(]", line)
        if (is_glued or re.match(r" {1,3}[^\s>]| {0,3}[^\S \t]\s*\S", line)) and not read_opener(line):
            around.complain(
                number,
                Rule.TEXT_BELOW,
                "text below the question is no part of it",
                "indent it four spaces, or leave a blank line and start it at the margin",
            )


def account_for_openers(tokens: Sequence[Token], found: Sequence[Opening], around: Context) -> None:
    """Report each opener that the parser did not read as one; in a sound fence it is an example, not a question."""
    read: set[int] = set()
    inside: set[int] = set()
    for token, body, is_nested in found:
        start, end = token.map or (0, 0)
        read.add(start)
        inside.update(range(start + 1, end))
        read.update(one.map[0] for one in body if one.type == "details_open" and one.map)  # also one that answers
        if is_nested and not is_answer_label(token.meta["opener"].title):
            around.complain(
                start,
                Rule.NESTED,
                "question stands inside another question and is part of its card",
                "indent it like the question above",
                needle=token.markup,
            )
    hidden: dict[int, str] = {}
    fences = [token for token in tokens if token.type == "fence" and token.map]
    broken = {id(token) for token in fences if not _is_sound(token, around.lines)}
    for token in tokens:
        if token.type in _PLACES and token.map:
            # Once a fence went wrong, the next ones on the page may open where they mean to close.
            is_trusted = id(token) not in broken and (token.map[0] in inside or not broken)
            place = "an example" if token.type == "fence" and is_trusted else _PLACES[token.type]
            hidden.update(dict.fromkeys(range(*token.map), place))
    for number, line in enumerate(around.lines):
        if number not in read and hidden.get(number) != "an example" and ("??" in line or "!!" in line):
            seen = line.translate(_UNSEEN)
            _report_lost(number, _CONTAINER.sub("", seen, count=1), hidden.get(number, ""), around, seen != line)


def _report_lost(number: int, text: str, place: str, around: Context, has_unseen: bool) -> None:
    opener = read_opener(text)
    if has_unseen and opener and opener.kind in QUESTION_KINDS and not place:
        message = "this looks like a question but holds a character that editors do not show; no card"
        around.complain(number, Rule.NOT_READ, message, "type the line anew")
    elif opener is None or opener.kind not in QUESTION_KINDS:
        if not place and (_NEAR_MISS.match(text) or (opener and _is_slip(opener))):
            around.complain(
                number, Rule.NOT_READ, "this looks like a question but is none; no card", 'write ??? question "…?"',
                needle=text[:2],
            )  # fmt: skip
    elif place == "in a code fence":
        around.complain(
            number,
            Rule.SWALLOWED,
            "question is swallowed by a code fence that is not closed where it should be",
            "close the fence, indented like its opening line",
            needle=text[:3],
        )
    else:
        around.complain(
            number,
            Rule.NOT_READ,
            f"this looks like a question but stands {place or 'where no block can start'}; no card",
            "start it at the margin of its list or page, and close what stands before it",
            needle=text[:3],
        )


def _is_slip(opener: Opener) -> bool:
    """Whether the author of a block with another kind, or with none, probably meant a question."""
    return bool(get_close_matches(opener.kind, ["question"], cutoff=0.8)) or (
        not opener.has_kind and opener.title.endswith("?")
    )


def _is_sound(token: Token, lines: Sequence[str]) -> bool:
    """Whether a fence is closed, and no other one seems to open inside of it."""
    inner = re.compile(rf"^\s*{re.escape(token.markup)}+[^\s`~][^`\n]*$", re.MULTILINE)
    return _is_closed(token, lines) and not inner.search(token.content)


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    start, end = token.map or (0, 0)
    last = _CONTAINER.sub("", lines[end - 1], count=1).strip()
    return end - 1 > start and last.startswith(token.markup) and not last.strip(token.markup[0])
