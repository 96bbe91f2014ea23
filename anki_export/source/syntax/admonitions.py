"""Admonitions such as `??? question "…"` as a markdown-it block rule.

    ??? question "4. What is a "bare" repository?"
        **A repository without a working tree**.


        Two blank lines do not end the block; less indentation does.

Supported are `???`, `???+` and `!!!` with any kind and title, and tabs, `=== "Title"`; `???-` is `???`. A title
ends at the last quote on its line, so it can contain quotes. mdit-py-plugins' admonition ends at two blank lines and
garbles such titles.

Also accepted, with a warning, are titles in other quotes („…“, «…», 「…」, ‚…‘), in mismatched quotes, with one
missing, or with none. Quotes around some words are part of a title: `"git add" does what?`, `What is „HEAD“`.

The Opener has the title as written. The title token of a question has it without a list number; `numbering` decides
which numbers belong to a list, once all titles of the page are known.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.markdown_it_helpers import parse_lines
from anki_export.source.question_numbers import numbers_of
from anki_export.text.classify_labels import is_answer_label, names_answer
from anki_export.text.lazy_regex import regex

QUESTION_KINDS = frozenset({"question", "help", "faq"})
"""The kinds that Material for MkDocs renders as a question."""
ANSWER_KINDS = frozenset({"answer", "solution", "success", "check", "done"})
EXTRA_KINDS = frozenset(
    "hint tip important example snippet quote cite warning caution attention danger error bug failure fail missing"
    " seealso note".split()
)
ANY_KINDS = frozenset({"note", "info", "abstract"})
"""Kinds that authors use for anything: if the block has a title, its kind means nothing."""
UNQUOTED = "title is not quoted"
COLLAPSED, EXPANDED, OPEN = "???", "???+", "!!!"
"""The markers of a collapsed, an expanded and a non-collapsible block."""

_CLOSING = {row[0]: row[1:] for row in """ ""”“ “”“" ””" „“”" ''’ ‘’' ‚‘’' «» »«» ‹› ›‹› 「」 『』 """.split()}
"""Quotes that can close a title opened with each quote: those of many languages, including mixed ones."""
_OPENING = {"”": "“„", "“": "„", "»": "«", "«": "»", "›": "‹", "‹": "›", "」": "「", "』": "『", "‘": "‚", '"': '"'}
"""The opening quote for each closing quote inside a title; an apostrophe closes nothing."""

_USUAL = regex(r'\?{3} ([a-z]+) "([^"]*)"')
_OPENER = regex(r"\s*(?P<marker>\?\?\?\+?|!!!|===[!+]?)(?:(?<=\?)-)?\s*")
_COMMENT = regex(r"<!--[^>]*-->$")
_KINDS = regex(r"(?P<kinds>(?:[A-Za-z][\w-]*(?:\s+|$|(?=[^\w\s-])))+)(?P<colon>:?)\s*(?P<title>.+)?$")
"""Kinds and a title, which must begin with a quote: a pattern with those of all languages takes long to compile."""
_KIND = regex(r"[A-Za-z][\w-]*")
_LAYOUT_KINDS = {"inline", "end", "annotate"}
_ATTRIBUTES = regex(r"\s*\{[^{}]*\}$")


class Opener(Struct, frozen=True):
    """The first line of a block: its kind, its title, and any problem with the quotes."""

    marker: str
    kind: str
    title: str
    problem: str = ""
    comment: str = ""
    """An HTML comment at the end of the line."""
    has_kind: bool = True
    is_untitled: bool = False
    """Whether the title is explicitly empty, without even the name of the kind: `!!! note ""`."""
    is_annotated: bool = False
    """Whether numbers in it refer to the list that follows."""
    place: tuple[int, int] = (0, 0)
    """The span of the title in the line, including its quotes and everything between the kind and the title."""

    @property
    def is_collapsed(self) -> bool:
        """Whether the page hides the body until it is expanded."""
        return self.marker == COLLAPSED


def read_opener(line: str) -> Opener | None:
    """Parse a line such as `??? question "4. Why?"`; None if it does not open a block."""
    line = line.rstrip()
    if usual := _USUAL.fullmatch(line):  # as most
        kind, title = usual.groups()
        place = usual.end(1), len(line)
        return Opener(COLLAPSED, kind, title.strip(), is_annotated=kind == "annotate", place=place)
    match = _OPENER.match(line)
    if not match:
        return None
    marker, start, end, comment = match["marker"], match.end(), len(line), ""
    if line.endswith("-->") and (found := _COMMENT.search(line, start)):
        end, comment = len(line[: found.start()].rstrip()), found[0]
    rest = line[start:end]
    if marker.startswith("==="):
        title, problem = _quoted(_without_attributes(rest)) if rest[:1] == '"' else ("", "")
        return Opener("===", "tab", title) if title and not problem else None
    kinds, colon, written = _parted(rest)
    if not kinds:
        return None
    quoted = _without_attributes(written)
    title, problem = _quoted(quoted)
    names = kinds.lower().split()
    return Opener(
        marker,
        next((kind for kind in names if kind in QUESTION_KINDS), names[0]),
        title,
        problem or ("colon before the title" if colon else ""),
        comment,
        has_kind=rest[:1] != '"',
        is_untitled=marker == "!!!" and rest.endswith('""') and not title,
        is_annotated="annotate" in names,
        place=(start + len(kinds.rstrip()) * (rest[:1] != '"'), end - len(written) + len(quoted)),
    )


def _parted(rest: str) -> tuple[str, bool, str]:
    """The kinds of a block, whether a colon follows them, and its title with quotes; no kinds if it opens no block.

    `??? question What is "x"?` has one kind: further kinds are lower-case words before a fully quoted title.
    """
    words = _KINDS.match(rest)
    if words and (not words["title"] or words["title"][0] in _CLOSING):
        kinds, title = words["kinds"], words["title"] or ""
        more = kinds.split()[1:]
        is_whole = not more or (kinds.endswith((" ", "\t")) and _is_whole(_without_attributes(title)))
        if title and (is_whole or _LAYOUT_KINDS.issuperset(more)) and all(map(str.islower, more)):
            return kinds, bool(words["colon"]), title
        if not title and _LAYOUT_KINDS.issuperset(map(str.lower, more)):
            return kinds, bool(words["colon"]), title
    if first := _KIND.match(rest):
        return first[0], False, rest[first.end() :].lstrip(" :")
    return ("note", False, rest) if rest[:1] == '"' else ("", False, "")


def _without_attributes(written: str) -> str:
    """A quoted title without the attribute list after it, as in `"Title" { .class }`."""
    bare = _ATTRIBUTES.sub("", written) if written.endswith("}") else written
    return bare if written[:1] in _CLOSING or _quoted(bare)[0] != bare else written


def _quoted(text: str) -> tuple[str, str]:
    """The title in `text`, and a message about its quotes, or ""."""
    if _is_whole(text):
        return text[1:-1].strip(), "" if text[0] == text[-1] == '"' else 'title uses quotes other than "'
    if text[:1] in _CLOSING and not _is_closed_inside(text):
        title = text[1:]
        if title.endswith("**") and title.count("**") % 2:
            title = title[:-2]
        return title.strip(), "title has no closing quote"
    if text[-1:] in _OPENING and not _closes_words(text):
        return text[:-1].strip(), "title has no opening quote"
    return text, UNQUOTED if text else ""


def _is_whole(text: str) -> bool:
    """Whether the first and last characters of `text` are quotes around all of it."""
    closes = len(text) > 1 and text[-1] in _CLOSING.get(text[0], "")
    return closes and (text[0] == text[-1] or not (_closes_words(text[1:]) or _is_closed_inside(text[:-1])))


def _closes_words(text: str) -> bool:
    """Whether the quote that ends `text` closes quoted words inside it, such as the last ones."""
    inner, closing = text[:-1], text[-1]
    if closing == '"':
        return inner.count(closing) % 2 == 1
    return sum(map(inner.count, _OPENING.get(closing, ""))) > inner.count(closing)


def _is_closed_inside(text: str) -> bool:
    """Whether the quote that opens `text` only quotes its first words, as in `"git add" does what?`."""
    for match in re.finditer(f"[{_CLOSING[text[0]]}]", text[1:]):
        before, after = text[match.start()], text[match.end() + 1 : match.end() + 2]
        if not (before.isalnum() and after.isalnum()):  # an apostrophe
            return not before.isspace() and match.start() > 0 and not after.isalnum()
    return False


def read_details(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    line = state.src[position : state.eMarks[start]]
    is_marked = line[:3] in ("???", "!!!", "===") and not state.is_code_block(start)
    opener = read_opener(line) if is_marked else None
    if opener is None:
        return False
    if silent:
        return True

    indent, last = state.blkIndent + 4, start
    usual = max(indent, state.sCount[start] + 4)  # four spaces in a list item whose text is indented by two
    body: tuple[str, int] | None = None
    for number in range(start + 1, end):
        if not state.isEmpty(number):
            if state.sCount[number] < indent:
                break
            last = number
            if body is None:
                text = state.bMarks[number] + state.tShift[number]
                body = state.src[state.src.rfind("\n", 0, text) + 1 : text], max(0, state.sCount[number] - usual)

    before = state.src[state.src.rfind("\n", 0, position) + 1 : position]
    body = body or (re.sub(r"[^\s>]", " ", before) + "    ", 0)

    is_named = opener.title or opener.kind in QUESTION_KINDS or opener.is_untitled
    token = open_box(state, start, last + 1, opener, opener.title if is_named else opener.kind.capitalize())
    token.markup, token.meta["body"] = opener.marker, body
    parse_lines(state, start + 1, last + 1, indent)
    state.push("details_close", "div", -1).block = True
    state.line = last + 1
    return True


def open_box(state: StateBlock, start: int, end: int, opener: Opener, title: str) -> Token:
    """Push the tokens of an admonition up to its body; returns the first one.

    Its `meta` has the Opener, the inline token of the title, the 1-based column of the marker, and for a question its
    number. `body` there is the prefix of the first line of the body, present or expected, and by how many columns it is
    over-indented.
    """
    position = state.bMarks[start] + state.tShift[start]
    box = state.push("details_open", "div", 1)
    box.block, box.map, box.info = True, [start, end], opener.kind
    context = state.push("details_title_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.meta = title, [], {"is_title": opener.kind in QUESTION_KINDS}
    context.map = inline.map = [start, start + 1]
    box.meta = {"opener": opener, "column": position - state.src.rfind("\n", 0, position), "title": inline}
    context.meta = state.push("details_title_close", "p", -1).meta = box.meta
    return box


def is_question(token: Token) -> bool:
    """Whether a token opens an admonition that asks, by its kind or by titles of its page."""
    return token.type == "details_open" and (token.info in QUESTION_KINDS or token.meta.get("asks", False))


def names_answer_box(token: Token) -> bool:
    """Whether a token opens an admonition that is labelled as the answer."""
    if token.type != "details_open":
        return False
    title = token.meta["opener"].title
    return is_answer_label(title) or names_answer(title) if title else token.info in ANSWER_KINDS


def behind_title(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens that follow the title of an admonition."""
    return tokens[1 + next(i for i, token in enumerate(tokens) if token.type == "details_title_close") :]


def number_titles(state: StateCore) -> None:
    """Remove the numbers from question titles, once all are known and before inline parsing."""
    titles: dict[int, list[int]] = defaultdict(list)
    """The opening tokens of the questions, by enclosing question, or -1."""
    context: list[int] = []
    for i, token in enumerate(state.tokens):
        if token.type == "details_open" and is_question(token):
            titles[context[-1] if context else -1].append(i)
            context.append(i)
        elif token.type == "details_close" and context and token.level == state.tokens[context[-1]].level:
            context.pop()
    for opened in titles.values():
        for i, number in zip(opened, numbers_of([state.tokens[i].meta["opener"].title for i in opened]), strict=True):
            meta = state.tokens[i].meta
            meta["number"] = number
            if number:
                meta["title"].content = number.rest
