"""What is in place of an answer: a placeholder, a label with nothing below it, a link to a source, a picture.

    Answer coming soon!    .....    TODO    **Answer:**    Source: https://example.org/tags    Think, then go to step 3.

All of the body says so, without code and pictures. A link alone may be an answer, such as `[Ruff](…)` to "Which linter
is fast?": only an address, `[here](…)` and `Source: [Tags](…)` say where the answer is. Cards have no pictures from
elsewhere: in place of `![image](https://…)` there would be the word "image".
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.asking_blocks import is_box_of_links, is_remark
from anki_export.source.body.blocks import (
    CODE,
    Block,
    bold_opening,
    has_colon,
    is_italic,
    text_of,
    text_of_block,
    trimmed,
)
from anki_export.source.body.body_parts import Parts
from anki_export.source.body.find_options import has_letters
from anki_export.source.body.group_into_segments import is_link, shows
from anki_export.source.body.marked_answer import LETTER
from anki_export.source.candidates.navigation_links import LEAVES_FOLDER
from anki_export.source.question_numbers import is_only_q
from anki_export.source.syntax.admonitions import (
    ANSWER_KINDS,
    ANY_KINDS,
    EXTRA_KINDS,
    QUESTION_KINDS,
    UNQUOTED,
    behind_title,
)
from anki_export.source.thresholds import LABELS_REPEAT, MARKED, POSTPONED
from anki_export.text.classify_labels import QUESTION_MARKS, is_label, is_label_of, is_task, label_stop, names_hint
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.question_points import only_says_points
from anki_export.text.text_asks_or_announces import is_clear_question, sets_task
from anki_export.text.word_patterns import Words

_MARK = regex(
    r"(?:lorem ipsum(?:\s+dolor\b.*)?|(?-i:TODO)|todo(?!\.)|tb[da](?:\s+\([^()?？؟]*\))?|fixme|wip|xxx|n/a|\.{3}|…"
    r"|\?{3}\?*|[-–—_]{3}|[–—🚧⏳])(?:[^\w?？؟]|_)*\Z|[?？؟]+\s*\([^()]*\)\Z",
    re.IGNORECASE | re.DOTALL,
)
"""A placeholder in any language: marks of programmers, and text of typesetters."""
_TO_DO = regex(r"(?:TODO|TBD|TBA|FIXME)\W*")
"""What is no answer above other text, either."""
_REMINDER = regex(
    r"(?P<mark>TODO|FIXME|TBD|TBA)(?:\s*[:：]|(?<=TB[DA])[,，](?!.*\b(?:TODO|FIXME)\b)|\s+[-–—]{1,3}\s"
    r"|\s+(?:[^\W\d_]+\s\w[^.!。\n]{0,30}|\([^()?？\n]+\)\W*)\Z)"
    r"|#(?P<tag>(?i:todo|fixme|tbd|wip))(?![\w-])|(?P<sign>\?{3,})\s*\w[^.!。\n]{0,60}\Z"
)
"""An author's note in place of an answer: `TODO: ask Ann?`, `TBD, ask Ann`, `TODO ask Ann`, `TODO (Ann)`, `#todo ask
Ann`, `??? ask Ann`; "TODO app" may answer."""
_IN_CAPITALS = regex(r"(?P<word>[\W_]*[^\W\d_]+)\s*[(（][^()（）?？؟\n]+[)）]")
"""What may be a note in place of an answer if its word is in capitals: `PENDIENTE (ask Ann)`."""
_FOR_SOMEBODY = regex(r"[\W_]*(?P<mark>TODO|TBD)\s+(?-i:[A-ZÀ-Þ][a-zß-ÿ]+)[^\w?？؟]*\Z")
"""The mark and a name, in italics or brackets: *TODO Ann*."""
_DOTS = regex(r"(?:\.{3,}|…|(?P<mark>[?？؟])(?=\s|\Z))\s*")
_SIGNS_IN_PLACE = (".", "…", "?", "？", "؟")
_NOTE = regex(
    r"[\W_]*(?P<head>[^\W_][^,;:/–—，；：、\n]*?)\s*(?:[,;:，；：、–—]|\s-{1,3}\s)(?!.*\b(?:TODO|FIXME)\b)", re.DOTALL
)
"""What begins such a note, where it is set off from other text: `(to be completed – ask Ann)`."""
_COMMENT = regex(r"\s*(?:[#/*-]{1,9}|<!--)\s*(?P<text>[^\W\d_][^\n]*)")
_CODE_SIGN = regex(r"[(){}=;]")
"""What code has, and what it prints, which may be below such a comment, seldom."""
_PLACEHOLDER = Words("placeholder", ending=r"(?:[^\w?？؟]|_)*\Z")
_PLACEHOLDER_BEFORE = Words("placeholder", ending=r"\s+")
"""What may be before the place where the answer is given: "*to be completed* in class"."""
_IN_BRACKETS = Words("answer", ending=r"[\])][\W_]*\Z")
_BEFORE = Words("answer", "solution", "explanation", "small")
"""What may be before a placeholder: "*The answer* is coming soon"."""
_REMARK = regex(r"[(（\[【][^()（）\[\]【】]+[)）\]】][.。!]?")
"""All of an answer in brackets: `(we do this in class)`, and not `(a + b)(a - b)`."""
_BRACKETS = ("(", "（", "[", "【")
_LONGEST_CLOSING = 4
"""In characters: what it ends with as it is written."""
_IN_CLASS = Words("in_class", ending=r"[\W\d_]*\Z")
_UNKNOWN, _ONLY_UNKNOWN = Words("unknown"), Words("unknown", ending=r"\s*(?:[,;]|[\W_]*\Z)")
_KINDS = QUESTION_KINDS | ANSWER_KINDS | EXTRA_KINDS | ANY_KINDS
"""Of blocks: no words of a note."""
_FORMULA = regex(r"[\d=+*/^<>|]")
_FEWEST_WORDS, _FEWEST_BY_ITSELF, _MOST_OF_REMARK = 3, 4, 12
"""In a remark that no word postpones: a real answer in brackets may be a name, and longer if no other is marked; and in
any remark."""
_FEW_OF_PART = 3
"""In words: what is between the commas of a list is short."""
_COMMAS = regex(r"[,;，、；]")
_REMARK_TOKENS = {f"{kind}_{end}" for kind in ("em", "strong") for end in ("open", "close")} | {"text", "softbreak"}
_IN_QUOTE = 5
"""Tokens: those of a quote with nothing but a paragraph."""
_SIGNS = regex(r"[\W_]*")
_QUESTION_MARKS = "?？؟ "
"""After a label such as `Answer:`, nothing else stands for an answer; below a title, it may be one."""
_ENDS_SENTENCE = frozenset(".!。！")
_STOPS = _ENDS_SENTENCE | frozenset(')）"”»')
"""At the end of paragraphs that neither ask nor lead to something."""
_IN_SENTENCES = frozenset({"text", "code_inline", "softbreak", "strong_open", "strong_close", "em_open", "em_close"})
_LONGEST_REMARK = 40
"""In characters: a remark without a colon, which says what a question is worth, is shorter."""
_LONGEST_PLACEHOLDER = 200
"""In characters: it may say what it is for."""
_LONGEST_LETTER = 8
"""In characters, with the colon behind it."""
_LONGEST_TASK = 120
"""In characters."""
_STEP = regex(r"[^\W\d_]\s*\d{1,2}(?!\w)")
"""What a reader is sent to: "… go to step 3"."""
_ADDRESS = regex(r"<?(?:https?://|www\.)\S+")
_SOURCE = Words("references")
_LINK = "\0"
_CLAUSES = regex(r"\w\W*[,;:.!?，；：。、](?=.*[\w\0])", re.DOTALL)
"""Signs between clauses: "Use apt, or get it [here](…)"."""
_ELSEWHERE = ("http://", "https://", "//")
_SAYS_NOTHING = regex(
    r"(?:image|img|picture|photo|screen ?shot|alt text|untitled)?[\W\d_]*+\Z|\S+(?:_\d+|\.(?:png|jpe?g|gif|svg))\Z",
    re.IGNORECASE,
)
"""What programs write as the text of a picture: a name, a number, the name of its file."""
_MARKED = ("marked", "choices")
"""The rules by which an answer is found that its author marks."""
_SOURCES = ("references", "extra", "reveal", "answer", "solution")
_POINTERS = (*_SOURCES, "small", "elsewhere")
_DIGITS = regex(r"\d+")
_ONE_LETTER = regex(r"\W*[^\W\d_]\W*")
"""An answer that names no option of a question with some, or these would be on the card: "X" for a withdrawn one."""
_QUOTES = regex(r"[\"“”„«»「」‘]|(?<!\w)'")
"""In a question about a word: What is "soon" in French?"""
_MOST_WORDS = 6
"""Beside such a link: "You can find the answer [here](…)"."""
_TEXT = {"inline"} | {
    f"{kind}_{end}"
    for kind in ("paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote")
    for end in ("open", "close")
}
"""Text, and tokens around it."""


def is_placeholder(text: str) -> bool:
    """Whether a text only says that something is still missing.

    >>> [is_placeholder(text) for text in ("*Answer coming soon!", "TODO", ".....", "Antwort folgt", "? (to check)")]
    [True, True, True, True, True]
    >>> is_placeholder("Soon it ends.")
    False
    """
    if _is_one_question(text):
        return False
    start = 0 if text[:1].isalnum() else _SIGNS.match(text).end()  # type: ignore[union-attr]
    if _MARK.match(text.strip()) or (start and _MARK.match(text, start)):
        return True
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    if text.endswith((")", "）")) and (note := _IN_CAPITALS.fullmatch(text)) and note["word"].isupper():
        text = f"{note['word']}."
    lower = text.lower()
    if start and text[start - 1] in "[(" and _IN_BRACKETS.end(lower, start) > 0:
        return True
    while _PLACEHOLDER.end(lower, start) <= 0:
        below = _PLACEHOLDER_BEFORE.end(lower, start)
        if below > 0 and _IN_CLASS.end(lower, below) > 0:
            return True
        end = _BEFORE.end(lower, start)
        if end <= 0:
            return False
        start = _SIGNS.match(lower, end).end()  # type: ignore[union-attr]
        if start == len(lower) and lower.endswith("..."):
            return True  # "Answer: ......", to be filled in
        lower = f"{lower}."  # after "Answer:", a word is enough that may be an answer by itself
    return True


def instead_of_answer(
    title: str, blocks: Sequence[Block], parts: Parts | None, no_answers: Collection[str] = ()
) -> str:
    """What is in place of an answer, such as a "placeholder", a "hint", or a link to a "source"; "" for none.

    `title` is the text of the question, and `no_answers` are the remarks and repeated links of the page that are all of
    a body.
    """
    said = _said(blocks, parts)
    may_be_remark = no_answers and not _QUOTES.search(title)  # "(about to follow)" may be what it means
    if may_be_remark and (_remark(said) in no_answers or (parts and _remark(parts.answer) in no_answers)):
        return "placeholder"
    only = parts.answer[0] if parts and len(parts.answer) == 1 and parts.answer[0].kind == "paragraph" else None
    if only and _TO_DO.search(only.tokens[1].content):  # as in few
        has_code = any(token.type == "code_inline" for token in only.inline)
        if not has_code and _TO_DO.fullmatch(only.text.strip()):
            return "placeholder"
    if len(said) > 1 and _are_sentences(said, title):
        return ""  # as most answers
    seen = [block for block in said if block.is_shown and not is_remark(block, title)]
    while seen and (seen[-1].kind == "heading" or (len(seen) > 1 and _leads_around(seen[-1].inline))):
        seen.pop()  # nothing is below it, or it belongs to the page
    if not seen and any(block.kind == "heading" or only_says_points(block.text, title) for block in said):
        return "label"
    marked = parts if parts and parts.rule == "marked" else None
    return _in_blocks(seen, title) or _in_text(seen, title, blocks, marked, no_answers)


def _are_sentences(said: Sequence[Block], title: str) -> bool:
    """Whether there are only paragraphs of text that lead to nothing and don't ask, and two that are no remarks."""
    plain = 0
    for block in said:
        text = block.text
        if not text or text[-1] not in _STOPS or not text[0].isalnum():
            return False
        written = block.tokens[1].content
        plain += ":" not in written and "：" not in written and written[_LONGEST_REMARK:] != ""
        for token in block.inline:
            if token.type not in _IN_SENTENCES or "//" in token.content:
                return False
    return plain > 1 or len([block for block in said if not is_remark(block, title)]) > 1


def _in_blocks(seen: Sequence[Block], title: str) -> str:
    """What blocks other than text are: code to be filled in, a box with a hint, links around the site, pictures."""
    if seen and seen[0].kind in CODE and _is_to_be_filled(seen[0].opening.content, title):
        return "placeholder"
    box = seen[0] if len(seen) == 1 and seen[0].kind == "details" else None
    if box and (box.opening.info == "todo" or is_placeholder(text_of(box.title))):
        return "placeholder"
    if box and box.opening.meta["opener"].is_collapsed and names_hint(text_of(box.title)):
        return "hint"
    if box and _is_reminder_as_box(box):
        return "placeholder"
    written = [block for block in seen if block.kind != "html_block"]
    if len(written) == 1 and (is_box_of_links(written[0]) or _leads_around(written[0].inline)):
        return "source"
    sources = pictures_without_words(seen)
    if sources and all(source.startswith(_ELSEWHERE) for source in sources):
        return "picture"
    may_be_next = len(seen) > 1 and seen[1].text and _is_one_question(text_of_block(seen[0]).strip())
    return "question" if may_be_next and label_stop(seen[1].text, "answer") else ""


def _in_text(
    seen: Sequence[Block], title: str, blocks: Sequence[Block], marked: Parts | None, no_answers: Collection[str]
) -> str:
    """What text is, if there is nothing else: a placeholder, a label, a task, a link; `marked` if it has a mark."""
    for block in seen:
        for token in block.tokens:
            if token.type not in _TEXT:
                return ""
    inlines = [token.children or () for block in seen for token in block.tokens if token.type == "inline"]
    text = text_of(inlines[0]).strip() if inlines else ""
    if len(inlines) > 1 and has_colon(text) and is_label_of(text, "answer", "solution"):
        inlines = inlines[1:]
        text = text_of(inlines[0]).strip()
    last = text_of_block(seen[-1]) if len(seen) > 1 else ""
    if has_colon(last) and (is_label_of(last.strip(), "answer") or all(_is_bare_label(block.inline) for block in seen)):
        return "label"
    below = inlines[seen[0].kind == "heading" :] if seen else inlines  # a heading may name the subject
    below = [one for at, one in enumerate(below) if not (at and label_stop(text_of(one).strip(), "note"))]
    has_code = bool(below) and "code_inline" in [token.type for token in below[0]]
    if below and not has_code and all(map(_leads_on, below[1:])):
        is_aside = _is_aside(below[0])
        is_set_off = len(below) == 1 and (is_aside or marked is not None)
        is_sure = is_set_off and is_clear_question(title) and not _QUOTES.search(title)
        is_sure = is_sure or (marked is not None and has_letters(marked.front))
        first = text_of(below[0])
        if _is_missing(first, is_sure=is_sure) or (is_set_off and _is_note(first, title, is_aside=is_aside)):
            return "placeholder"
    if (not text or text.startswith(_SIGNS_IN_PLACE)) and _asks_in_place(inlines):
        return "placeholder"
    if len(inlines) == 1:
        if not has_code and _is_reminder(text, title):
            return "placeholder"
        if marked and not has_code and not text.strip(_QUESTION_MARKS):
            return "placeholder"
        if (len(text) <= _LONGEST_LETTER and LETTER.fullmatch(text)) or (marked and not marked.answer):
            return "label"
        if marked and _ONE_LETTER.fullmatch(text) and has_letters(marked.front):
            return "letter"
        is_short = len(text) <= _LONGEST_TASK
        if is_short and (is_task(title) or (_DIGITS.search(text) and _STEP.search(text))) and sets_task(text):
            return "task"
        if is_label_of(text, "answer", "solution", "explanation") and (
            has_colon(text) or any((bold_opening(block.inline) or ((), (text,)))[1] == [] for block in blocks)
        ):
            return "label"
        if " " not in text and len(text.split()) == 1 and is_label_of(text, "references"):
            return "source"  # the word "link", whose target is lost
    if not _may_have_link(inlines):
        return ""  # as nearly all answers
    link = only_link(seen)
    says_nothing = link and (
        is_only_q(link[0])
        or link[0] in no_answers
        or _without_digits(link[0]) in no_answers
        or (is_clear_question(link[0]) and normalised(link[0]) == normalised(title))
        or not LEAVES_FOLDER.match(link[1])
    )
    return "source" if says_nothing or _are_sources(inlines) else ""


def _may_have_link(inlines: Sequence[Sequence[Token]]) -> bool:
    for inline in inlines:
        for token in inline:
            if token.type == "link_open" or "//" in token.content:
                return True
    return False


def _leads_around(inline: Sequence[Token]) -> bool:
    """Whether a line has nothing but links, and one of them leads to a place on the page."""
    for token in inline:
        if token.type == "link_open" and str(token.attrGet("href")).startswith("#"):
            return not any(map(str.isalnum, split_links(inline)[1]))
    return False  # as nearly all


def _is_one_question(text: str) -> bool:
    if not text.endswith(QUESTION_MARKS) or not _ENDS_SENTENCE.isdisjoint(text):
        return False
    return text[-2:-1].isalnum() or text[-2:-1] == "_"


def _is_to_be_filled(code: str, title: str) -> bool:
    """Whether code begins with a comment in place of an answer: `# add your solution here`, `# TODO: sort`."""
    comments = [_COMMENT.match(line) for line in code.splitlines() if line.strip()]
    first = comments[0]["text"] if comments and comments[0] else ""
    is_written = _CODE_SIGN.search(code.strip().partition("\n")[2]) is not None
    return (is_placeholder(first) and not is_written) or (all(comments) and _is_reminder(first, title))


def _is_reminder(text: str, title: str) -> bool:
    """Whether a text is a note of the author with a mark that the question does not name."""
    reminder = _REMINDER.match(text)
    return reminder is not None and (reminder[reminder.lastgroup or 0]).upper() not in title.upper()


def _is_reminder_as_box(box: Block) -> bool:
    """Whether a collapsed block is a note such as `??? ask Ann`: it has nothing below it, and no usual kind."""
    opener, below = box.opening.meta["opener"], behind_title(box.tokens)
    is_bare = opener.is_collapsed and len(below) == 1 and opener.kind not in _KINDS
    words = f"{opener.kind} {opener.title}".lower()
    return is_bare and opener.problem == UNQUOTED and _UNKNOWN.end(words) > 0


def _asks_in_place(inlines: Sequence[Sequence[Token]]) -> bool:
    """Whether there are only dots and what the author still asks, below or behind them: `… To ask: in the exam?`

    Below a question mark, it begins with whom to ask: "ask Ann".
    """
    texts = (text for inline in inlines if (text := text_of(inline).strip()))
    first = next(texts, "")
    if not (dots := _DOTS.match(first)):
        return False
    rest = [text for text in (first[dots.end() :], *texts) if text]
    is_short = len(" ".join((first, *rest))) <= _LONGEST_PLACEHOLDER
    if not is_short or len(rest) != 1:
        return False
    if dots["mark"]:
        return dots.end() == len(first) and _UNKNOWN.end(rest[0].lower()) > 0
    return is_clear_question(rest[0]) and rest[0].endswith(QUESTION_MARKS)


def _is_missing(text: str, *, is_sure: bool) -> bool:
    """Whether a text is a placeholder; if that is sure, a word is enough that may be an answer by itself."""
    text = text.strip()
    return is_placeholder(text) or (is_sure and is_placeholder(f"{text.strip('()[] ')}."))


def _is_note(text: str, title: str, *, is_aside: bool) -> bool:
    """Whether a text begins with a placeholder and goes on, perhaps about who knows the answer.

    In italics or brackets, it is one in any words; after a label such as `Answer:`, only a mark of programmers is sure.
    """
    if is_aside and (mark := _FOR_SOMEBODY.match(text)) and mark["mark"] not in title.upper():
        return True
    note = _NOTE.match(text) if len(text) <= _LONGEST_PLACEHOLDER and "¿" not in title else None  # "Todo, …"
    head = note["head"] if note else ""
    is_missing = is_placeholder(head) if is_aside else _TO_DO.fullmatch(head.upper()) is not None
    return bool(head) and is_missing and head.split()[0].casefold() not in title.casefold()


def _is_aside(inline: Sequence[Token]) -> bool:
    """Whether a line is in italics or brackets as a whole."""
    text = text_of(inline).strip()
    return is_italic(inline) or (text[:1] in ("(", "[", "（", "【") and text[-1:] in (")", "]", "）", "】"))


def _is_bare_label(inline: Sequence[Token]) -> bool:
    """Whether a line is only a bold label that leads to something."""
    opening = bold_opening(trimmed(inline)) if has_colon(text_of(inline).strip()) else None
    return opening is not None and not text_of(opening[1]).strip(" :：")


def only_link(blocks: Sequence[Block]) -> tuple[str, str] | None:
    """The text and the address of the link that is all of a body, perhaps after a label such as "Solution:"."""
    if len(blocks) > 1 and blocks[0].is_shown and blocks[1].is_shown:
        return None  # as of most
    shown = [block for block in blocks if block.is_shown]
    inline = shown[0].inline if len(shown) == 1 else ()
    if len(inline) > 1 and inline[0].type == "text" and has_colon(label := inline[0].content.strip()):
        inline = inline[1:] if is_label_of(label, *_SOURCES, "explanation") else inline
    opening = inline[0] if inline and inline[0].type == "link_open" and is_link(inline) else None
    return (text_of(inline).strip(), str(opening.attrGet("href"))) if opening else None


def _said(blocks: Sequence[Block], parts: Parts | None) -> Sequence[Block]:
    return (*parts.answer, *parts.after) if parts and parts.answer else blocks


def remarks(bodies: Sequence[tuple[Sequence[Block], Parts | None]]) -> frozenset[str]:
    """The remarks in brackets that are all of a body, where most others have answers that are not in brackets.

    They postpone the answer, or say that nobody knows it, for which two others are enough; or they are long and no
    list; or the other answers are marked or hidden, and a remark is neither.
    """
    rules = [parts.rule if parts and parts.answer else "" for _, parts in bodies]
    texts = [_remark(_said(*body), may_answer=rule in _MARKED) for body, rule in zip(bodies, rules, strict=True)]
    if texts and not texts[-1]:
        texts[-1] = _above_footer(bodies)
    others = [rule for rule, text in zip(rules, texts, strict=True) if rule and not text]
    if len(others) == len(texts):
        return frozenset()  # as on most pages
    if not MARKED.of(len(others), len(texts)):
        return frozenset(filter(_postpones_in_words, texts)) if POSTPONED.of(len(others), len(texts)) else frozenset()
    are_marked = MARKED.of(sum(rule in _MARKED for rule in others), len(texts))
    return frozenset(
        text
        for text in texts
        if text and (_postpones(text) or (are_marked and size_in_words(text) >= _FEWEST_WORDS) or _is_long_remark(text))
    )


def _above_footer(bodies: Sequence[tuple[Sequence[Block], Parts | None]]) -> str:
    """The remark that postpones the last answer, where only that has more below it: what ends the page."""
    *above, (_, last) = bodies
    if not last or not last.after or not (text := _remark(last.answer)) or not _postpones_in_words(text):
        return ""  # as on nearly all pages
    return text if all(sum(map(shows, blocks)) == 1 for blocks, _ in above) else ""


def _remark(blocks: Sequence[Block], *, may_answer: bool = False) -> str:
    """The text of a body that is only a few words in brackets, without formulas, code and links; else empty.

    If they may answer, they have to say that the answer is elsewhere.
    """
    if len(blocks) == 1 and blocks[0].kind == "blockquote" and len(blocks[0].tokens) == _IN_QUOTE:
        blocks = [replace(blocks[0], kind="paragraph", tokens=blocks[0].tokens[1:-1])]
    for block in blocks:
        end = block.tokens[1].content[-_LONGEST_CLOSING:] if block.kind == "paragraph" else ""
        if ")" in end or "]" in end or "）" in end or "】" in end:
            break
    else:
        return ""  # as most
    shown = [block for block in blocks if shows(block)]
    inline = shown[0].inline if len(shown) == 1 else ()
    text = text_of(inline).strip() if {token.type for token in inline} <= _REMARK_TOKENS else ""
    if not text.startswith(_BRACKETS) or not _REMARK.fullmatch(text) or size_in_words(text) > _MOST_OF_REMARK:
        return ""
    return text if _postpones(text) or not (may_answer or _FORMULA.search(text)) else ""


def _is_long_remark(text: str) -> bool:
    parts = [size_in_words(part) for part in _COMMAS.split(text)]
    is_list = len(parts) > 1 and max(parts) <= _FEW_OF_PART
    return size_in_words(text) >= _FEWEST_BY_ITSELF and not is_list


def _postpones(remark: str) -> bool:
    """Whether a remark says that the answer comes later, or what to do to know it; "(not yet)" may be an answer."""
    lower = remark.lower()
    return _IN_CLASS.are_in(lower) or (
        _UNKNOWN.are_in(lower) and not _ONLY_UNKNOWN.end(lower.strip("()[]（）【】 ")) > 0
    )


def _postpones_in_words(remark: str) -> bool:
    """Whether a remark says so in more words than "(in class)", which answers where and when."""
    return size_in_words(remark) >= _FEWEST_WORDS and _postpones(remark)


def repeated_links(bodies: Iterable[Sequence[Block]]) -> frozenset[str]:
    """The texts of links that lead to several addresses, each of which is all of a body: they don't say where to.

    Several may be the same but for a number: "Question 1", "Question 2". These are there without it, too.
    """
    texts = [text for text, _ in set(filter(None, map(only_link, bodies)))]
    if not texts:
        return frozenset()  # as on most pages
    numbered = [text for text in texts if is_label(text) or is_only_q(text)]
    counts, alike = Counter(texts), Counter(map(_without_digits, numbered))
    repeated = frozenset(text for text, count in alike.items() if count >= LABELS_REPEAT)
    return repeated | frozenset(text for text in texts if counts[text] > 1 or _without_digits(text) in repeated)


def _without_digits(text: str) -> str:
    return _DIGITS.sub("", text)


def pictures_without_words(blocks: Sequence[Block]) -> list[str]:
    """The sources of the pictures that are all of some blocks, if their texts say nothing."""
    found: list[tuple[str, str]] = []
    inline = blocks[0].inline if blocks else ()
    if inline and inline[0].type == "text" and inline[0].content.strip():
        return []  # as in most answers
    for token in (leaf for block in blocks for one in block.tokens for leaf in one.children or (one,)):
        if token.type == "image":
            found.append((str(token.attrGet("src") or ""), token.content))
        elif token.type in ("html_inline", "html_block"):
            html = list(pieces(token.content))
            if any(piece.kind in ("text", "raw") and piece.source.strip() for piece in html):
                return []
            tags = (piece.attributes for piece in html if piece.is_start("img"))
            found += [(tag.get("src", ""), tag.get("alt", "")) for tag in tags]
        elif token.content.strip():
            return []
    says_nothing = all(_SAYS_NOTHING.match(text.strip()) for _, text in found)
    return [source for source, _ in found] if says_nothing else []


def _leads_on(inline: Sequence[Token]) -> bool:
    """Whether a line is only a link, or what leads to one."""
    return is_link(inline) or has_colon(text_of(inline))


def _are_sources(inlines: Sequence[Sequence[Token]]) -> bool:
    """Whether lines only say where something is: links, perhaps below a label such as "Source"."""
    is_below_label = is_below_sources = has_link = False
    for inline in inlines:
        if any(token.type in ("image", "code_inline") or _is_other_html(token) for token in inline):
            return False
        links, others = split_links(inline)
        has_link = has_link or bool(links)
        words = others.replace(_LINK, "").strip()
        is_label = is_label_of(words, *_SOURCES, "elsewhere")
        is_source = is_below_label or all(
            _ADDRESS.match(link) or _SOURCE.end(link.lower()) > 0 or is_label_of(link, *_POINTERS) for link in links
        )
        is_only_link = links and is_source and not words.strip(" .:;,-–—()|")
        is_book = is_below_sources and size_in_words(words) <= _MOST_WORDS
        if not (is_label or is_only_link or is_book or _only_points(links, others)):
            return False
        is_below_sources = is_below_sources or (not links and is_label_of(words, "references"))
        is_below_label = is_below_label or is_label
    return has_link


def _only_points(links: Sequence[str], others: str) -> bool:
    """Whether a clause of few words has only links whose texts say nothing, or a text begins with one to an answer."""
    before, _, behind = others.partition(_LINK)
    leads = is_label_of(before, "elsewhere", "small") and not is_label_of(before, "small")
    if links and leads and not any(sign in behind for sign in ":：") and is_label_of(links[0], "answer", "solution"):
        return True  # Read the [full answer](…) on our site, which …
    is_clause = size_in_words(others) <= _MOST_WORDS and not _CLAUSES.search(others)
    return bool(links) and is_clause and all(len(link) > 1 and is_label_of(link, *_POINTERS) for link in links)


def _is_other_html(token: Token) -> bool:
    return token.type == "html_inline" and not re.match("</?a[ >]", token.content, re.IGNORECASE)


def split_links(inline: Sequence[Token]) -> tuple[list[str], str]:
    """The texts of links and bare addresses in inline tokens, and the text around them, with a sign for each."""
    links: list[str] = []
    others, depth = "", 0
    for token in inline:
        is_tag = token.type == "html_inline" and token.content[:2].lower() in ("<a", "</")
        nesting = token.nesting if not is_tag else -1 if token.content.startswith("</") else 1
        if is_tag or token.type.startswith("link_"):
            depth = max(0, depth + nesting)
        if token.type == "link_open" or (is_tag and nesting > 0):
            links.append("")
            others += _LINK
        elif depth:
            links[-1] += text_of([token])
        else:
            others += text_of([token])
    bare = _ADDRESS.findall(others)
    return [*(link.strip() for link in links), *bare], _ADDRESS.sub(_LINK, others)
