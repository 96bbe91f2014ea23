"""The format of Material for MkDocs: an admonition, collapsed or not, of the kind `question`.

    ??? question "1. What is a tag?"        Also `???+` and `!!!`, the kinds `faq` and `help`, anywhere
        **A fixed name for a commit**.      a block may start: in lists, quotes and other admonitions.

Callouts such as `> [!question]- What is a tag?` are admonitions, too, and so are containers and what other generators
collapse: `{{< details "What is a tag?" >}}`, `<Accordion title="What is a tag?">`. Other kinds are read where the
titles of a page ask: see `syntax.admonitions_that_ask_by_title`.

An entry ends where its indentation ends. If it has no answer, an admonition right below it that is labelled as the
answer is part of it. Lines in code are not questions; a line that was meant to open one
(`??? questoin "…"`, `?? question`, one in raw HTML or an unclosed fence) is reported.

Entries come from the parsed page, which has the context of lists and quotes.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.container_names import HIDING, may_hide
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Repair
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import bold_line
from anki_export.source.markdown_it_helpers import is_comment_block
from anki_export.source.syntax.admonitions import (
    COLLAPSED,
    EXTRA_KINDS,
    OPEN,
    QUESTION_KINDS,
    Opener,
    behind_title,
    is_question,
    names_answer_box,
    read_opener,
)
from anki_export.source.syntax.callouts import has_callout
from anki_export.source.syntax.containers import has_container
from anki_export.source.syntax.html_details_and_answers import has_answer_element
from anki_export.source.unclosed_fences_and_hidden_lines import CONTAINER, EXAMPLE_CODE, SWALLOWED, hidden_lines
from anki_export.text.classify_labels import asks_nothing, is_answer_label, names_extra
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

EXAMPLE = '??? question "…?"'
EXAMPLE_WITH_ANSWER = f"{EXAMPLE} and indent the answer four spaces under it"

_KINDS = "|".join(sorted(QUESTION_KINDS))
_LIKELY = regex(rf"(?:\?\?\?|!!!)[^\n]{{0,200}}\b(?:{_KINDS})\b", re.IGNORECASE | re.ASCII)
_USED = regex(
    rf"^[ \t>*-]*(?P<marker>\?\?\?\+?|!!!)[ \t]*(?:{_KINDS})\b[ \t]*[^\w\n]?(?P<title>.*?)[^\w\n?]*$", re.MULTILINE
)
_CALLOUT = regex(
    rf"^[ \t]*+(?P<quote>>?)[> \t]*+\[!(?:{_KINDS})\b[^\]\n]*\](?P<fold>[+-]?)(?P<title>.*)",
    re.IGNORECASE | re.MULTILINE,
)
_CONTAINER = regex(
    rf"^[^\S\n]*+:{{3,}}+[ \t]*+(?:\{{[ \t]*+\.?+|\.)?(?:{_KINDS})(?![\w-])(?P<title>.*)", re.IGNORECASE | re.MULTILINE
)
_NEAR_MISS = regex(r"[?!][^\w\s]?[?!]+[\s+]*(?:questions?\b|(?=.*[?？؟]\W*\Z)\w+[^\w\s]\w+\s+\")", re.IGNORECASE)
"""The kind of a question after a wrong mark, or a kind with a sign in it before a title that asks."""
_LEAST = 3
"""The tokens of a paragraph: with fewer, a body has no text."""
_GLUED, _INDENTED = regex(r"[^\W_]|[*`\"'(]"), regex(r" {1,3}[^\s>]| {0,3}[^\S \t]\s*\S")
"""Text right below a question, and anywhere below it."""
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
"""Characters that editors do not show."""


def _may_hold(text: str) -> bool:
    is_marked = "???" in text or "!!!" in text or has_callout(text) or has_container(text)
    return is_marked or may_hide(text) or has_answer_element(text)


def _likely_holds(text: str) -> bool:
    return _LIKELY.search(text) is not None or ("[!" in text and _CALLOUT.search(text) is not None)


def _entries(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Entry]:
    ends: list[int] = []
    for i, token in enumerate(tokens):
        while ends and i > ends[-1]:
            ends.pop()
        if token.type == "details_open" and is_question(token):
            end = _close(tokens, i)
            inside = behind_title(tokens[i:end])
            below = _answer_below(tokens, token, inside, end)
            stop = max([(one.map or [0, 0])[1] for one in (token, *below)])
            entry = _entry(token, [*inside, *below], stop, lines)
            yield replace(entry, is_nested=True) if ends else entry
            ends.append(end + len(below))


def _entry(opening: Token, body: Sequence[Token], stop: int, lines: Sequence[str]) -> Entry:
    opener: Opener = opening.meta["opener"]
    start, column = (opening.map or [0])[0], opening.meta["column"]
    prefix, excess = opening.meta["body"]
    return Entry(
        format="admonition",
        lines=range(start, stop),
        column=column,
        title=opening.meta["title"],
        body=body,
        written=opener.title,
        number=opening.meta["number"],
        id_place=IdPlace(opening.meta.get("body_line", start + 1), prefix, excess),
        hints=opening.meta.get("hints") or _hints(opener.marker, opener.kind),
        comment=opener.comment,
        is_open=opener.marker == OPEN,
        has_text_below=len(body) < _LEAST and not opening.level and _is_text_below(stop, lines),
        findings=(*_wrong_quotes(opener, start), *(() if opening.level else _text_below(stop, lines))),
        repairs=tuple(_plain_quotes(opener, lines[start], column - 1)),
    )


@lru_cache
def _hints(marker: str, kind: str) -> Hints:
    opener = f"{marker} {kind}"
    return Hints(
        question=f'{opener} "{{}}"',
        title=f'write the question in quotes: {opener} "…?"',
        answer=f"indent the answer four spaces under `{opener}`",
        hidden='??? success "Answer"',
    )


def _close(tokens: Sequence[Token], opening: int) -> int:
    depth, end = 1, opening
    while depth:
        end += 1
        depth += (tokens[end].type == "details_open") - (tokens[end].type == "details_close")
    return end


def _answer_below(tokens: Sequence[Token], opening: Token, inside: Sequence[Token], end: int) -> Sequence[Token]:
    """The tokens of the admonitions right below a question, up to the one labelled as the answer, if any.

    This applies only to questions without their own answer: expanded, empty, or of a kind such as `exercise`.
    """
    opener: Opener = opening.meta["opener"]
    has_body = not all(map(is_comment_block, inside))
    may_answer = has_body and opener.marker != OPEN and opener.kind in QUESTION_KINDS
    if may_answer or any(map(names_answer_box, inside)):
        return ()
    start = end + 1
    while start < len(tokens) and tokens[start].type == "details_open":
        box = tokens[start]
        close = _close(tokens, start)
        if names_answer_box(box):
            return tokens[end + 1 : close + 1]
        if is_question(box) or not (box.info in EXTRA_KINDS or names_extra(box.meta["opener"].title)):
            return ()
        start = close + 1
    return ()


def _wrong_quotes(opener: Opener, line: int) -> Iterator[Finding]:
    if opener.problem:
        hint = f'write {opener.marker} {opener.kind} "{opener.title}"'
        yield Finding(line, Rule.TITLE_QUOTES, opener.problem, hint, needle=opener.marker)


def _plain_quotes(opener: Opener, line: str, start: int) -> Iterator[Repair]:
    """Put the title in plain quotes, if the line is parsed the same with them."""
    if not opener.problem:
        return
    begin, end = (start + at for at in opener.place)
    text = f' "{opener.title}"'
    again = read_opener(line[start:begin] + text + line[end:])
    if again and not again.problem and replace(again, place=opener.place, problem=opener.problem) == opener:
        yield Repair(Rule.TITLE_QUOTES, begin, end, text)


def _is_text_below(end: int, lines: Sequence[str]) -> bool:
    """Whether text other than a heading follows, which was probably meant to be the answer."""
    number = next((number for number in range(end, min(end + 3, len(lines))) if lines[number].strip()), None)
    if number is None:
        return False
    below, under = lines[number].strip(), "".join(lines[number + 1 : number + 2]).strip()
    is_heading = below.startswith(("#", "<", "---", "[")) or bold_line(below) or (under and not under.strip("-="))
    return not is_heading and not read_opener(below)


def _text_below(end: int, lines: Sequence[str]) -> Iterator[Finding]:
    """Report text that looks like the rest of a question's body but is outside it."""
    for number, line in [(n, line) for n, line in enumerate(lines[end : end + 3], end) if line.strip()][:1]:
        is_glued = number == end and _GLUED.match(line)
        if (is_glued or _INDENTED.match(line)) and not read_opener(line):
            hint = "indent it by four spaces to make it part of the answer; otherwise, put a blank line before it"
            yield Finding(number, Rule.TEXT_BELOW, "text below the question is not part of it", hint)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report each question marker that the parser did not recognise; in a closed fence it is an example."""
    # A container may be a question in another format.
    read = {entry.lines.start for entry in (*page.entries, *entries)}
    for entry in entries:
        start = entry.lines.start
        if entry.is_nested and not is_answer_label(entry.written):
            message = "question is nested in another question and is part of its card"
            needle = page.lines[start][entry.column - 1 :][:3]
            yield Finding(start, Rule.NESTED, message, "for its own card, indent it like the question above", needle)
    unread = [
        (number, line)
        for number, line in enumerate(page.lines)
        if ("??" in line or "!!" in line or "[!" in line or ":::" in line) and number not in read
    ]
    if not unread:
        return  # as on most pages
    inside = {number for entry in entries for number in entry.lines[1:]}
    boxes = (one for entry in entries for one in entry.body if one.type == "details_open")  # one may be an answer
    read = {box.map[0] for box in boxes if box.map}
    unread = [(number, line) for number, line in unread if number not in read]
    marked = [number for number, line in unread if "??" in line or "!!" in line]
    callouts = [number for number, line in unread if "[!" in line and _CALLOUT.match(line)]
    fenced = [number for number, line in unread if ":::" in line and _CONTAINER.match(line)]
    hidden = hidden_lines(page.tokens, page.lines, inside) if marked or callouts or fenced else {}
    for number in (n for n in callouts if n not in hidden and n not in inside):
        message = "this looks like a question but is not at the start of a quote; skipped"
        yield Finding(number, Rule.NOT_READ, message, "write > before it, and a blank line above it", "[!")
    closed = {one.lines.start for one in page.outline.containers} if fenced else ()
    for number in (n for n in fenced if n not in hidden and n not in inside):
        problem, hint = "its container is not closed", "end it, and each container inside it, with `:::`"
        if number in closed:  # a directive, whose name the parser does not know
            problem, hint = "its container has no options or hidden answer", "write the answer in ??? success below it"
        yield Finding(number, Rule.NOT_READ, f"this looks like a question but {problem}; skipped", hint, ":::")
    for number, line in ((number, page.lines[number]) for number in marked):
        if hidden.get(number) != EXAMPLE_CODE:
            seen = line.translate(_UNSEEN)
            yield from _unrecognised_line(
                number, CONTAINER.sub("", seen, count=1), hidden.get(number, ""), seen != line
            )


def _unrecognised_line(number: int, text: str, place: str, has_unseen: bool) -> Iterator[Finding]:
    opener = read_opener(text)
    if has_unseen and opener and opener.kind in QUESTION_KINDS and not place:
        message = "this looks like a question but contains an invisible character; skipped"
        yield Finding(number, Rule.NOT_READ, message, "delete the line and type it again")
    elif opener is None or opener.kind not in QUESTION_KINDS:
        if not place and (_NEAR_MISS.match(text) or (opener and _is_slip(opener))):
            message = "this looks like a question but isn't recognised as one; skipped"
            yield Finding(number, Rule.NOT_READ, message, f"write {EXAMPLE}", text[:2])
    elif place == SWALLOWED:
        message = "question is inside a code fence that is not closed where it should be"
        yield Finding(number, Rule.SWALLOWED, message, "close the fence, indented like its opening line", text[:3])
    else:
        message = f"this looks like a question but is {place or 'in a place where no block can start'}; skipped"
        hint = "align it with the text of its list, or with the page margin, and close the block before it"
        yield Finding(number, Rule.NOT_READ, message, hint, text[:3])


def _is_slip(opener: Opener) -> bool:
    """Whether the author of a block of another kind, or of none, probably meant a question."""
    from difflib import get_close_matches  # importing it takes as long as reading a page

    asks = not opener.has_kind and opener.title.endswith("?")
    return asks or bool(get_close_matches(opener.kind, ["question"], cutoff=0.8))


def _is_used(text: str) -> bool:
    is_used = any(_is_question(match["marker"], match["title"].strip()) for match in _USED.finditer(text))
    is_used = is_used or ("[!" in text and any(map(_is_asking_callout, _CALLOUT.finditer(text))))
    return is_used or (":::" in text and any(_is_question(OPEN, one["title"]) for one in _CONTAINER.finditer(text)))


def _is_asking_callout(match: re.Match[str]) -> bool:
    title = match["title"].strip()
    return bool(match["quote"]) and _is_question(COLLAPSED if match["fold"] else OPEN, title)


def _is_question(marker: str, title: str) -> bool:
    """Whether a block is probably meant to be a question of its page: an open one may only make the reader think."""
    return not asks_nothing(title) and (marker != OPEN or is_clear_question(title))


ADMONITION = Format(
    "admonition",
    _may_hold,
    signs=("??", "!!", "[!", *HIDING),
    likely_holds=_likely_holds,
    entries=_entries,
    is_used=_is_used,
    unrecognised=_unrecognised,
    shown=lambda first: f"admonitions ({EXAMPLE})",
)
