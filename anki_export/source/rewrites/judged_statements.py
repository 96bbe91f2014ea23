"""Statements become items with the verdict behind them before a page is parsed, line by line.

Those below the verdict that their lines begin with:

    True or false                           True or false

    __T__ 1. A jib is a sail.               1. A jib is a sail. ( T )
    __F__ 2. A boom is a rope.              2. A boom is a rope. ( F )
    __T__ 3. A mast is a spar.              3. A mast is a spar. ( T )

    ( C ) A reef is a fold.                 1. A reef is a fold. ( C )
    E – A sheet is a sail. *It is a rope.*  2. A sheet is a sail. ( E ) It is a rope.

At least three, all that begin so below a title, a heading or a line that says what to judge, are nearly all whole
sentences, and some are true and others false: other lists have letters in brackets, too, such as menus. And at least
two paragraphs below each other there that end with a verdict, or with a reason behind it:

    A jib is a sail. → ==True==             1. A jib is a sail. → ==True==

    A boom is a rope. (F) It is a spar.     2. A boom is a rope. (F) It is a spar.

Three or more below such a title lose the places in which readers write:

    1. (   ) A jib is a sail.               1. A jib is a sail.

Three or more below the same one lose the word before their numbers, and so do questions above tasks to tick:

    **Item 1.** A jib is a sail.            **1.** A jib is a sail.
"""

from collections.abc import Iterator, Sequence

from anki_export.source.lines import is_blank, list_marker, next_text, starts_block, tick_box
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.line_changes import Changes, matching_lines, runs
from anki_export.source.thresholds import ANSWERED_ITEMS, WITH_ANSWERS
from anki_export.text.lazy_regex import regex
from anki_export.text.statement_with_verdict import judged_behind, statement_and_reason
from anki_export.text.text_asks_or_announces import is_statement, wants_answer
from anki_export.text.true_or_false import LONGEST, announces_verdicts, verdicts
from anki_export.text.word_patterns import Words

_SAID = rf"[^\W_][^\s()\[\]_*:–—-]{{0,{LONGEST - 1}}}|[√×✓✔✗✘✅❌]"
_LINE = regex(
    r"[ \t]{0,3}(?:[-*+][ \t]+)?(?:(?P<first>\d{1,3})[.)][ \t]*)?"
    rf"(?:_{{1,20}}[ \t]*(?P<n1>{_SAID})[ \t]*_{{1,20}}|[(\[][ \t]*(?P<n2>{_SAID})[ \t]*[)\]]"
    rf"|(?:\*\*)?(?P<n3>{_SAID})(?:\*\*)?[ \t]*[–—:-](?=\s))"
    r"[ \t]*(?:(?P<number>\d{1,3})[.)][ \t]*)?(?P<text>[^\W\d_].*\S)\s*\Z"
)
_PLACE = regex(
    r"(?P<start>[ \t]{0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?)"
    r"(?:[(（][ \t\u3000_.…]*[)）]|_{2,}(?=[ \t]+[^a-zß-ÿ\W_])|[□☐])[ \t\u3000]*"
    r"(?P<text>(?:\d{1,3}[.)][ \t]*)?[^\W\d_].*)"
)
_NAMED = regex(
    r"(?P<start>[ \t]{0,3}(?:(?:[-*+]|\#{1,6})[ \t]+)?(?P<bold>\*\*|__)?)(?P<word>[^\W\d_]{3,16})[ \t]+"
    r"(?P<number>\d{1,3})[ \t]?(?:[.:)–—-]?(?(bold)(?P=bold)[.:)]?|(?<=\D)))[ \t]+(?P<text>\S.*)"
)
_NAMES = Words("entry", ending=r"\Z")
_FEWEST = 3


def verdicts_behind_statements(outline: Outline) -> Changes:
    """The lines with such verdicts behind the statements."""
    found = matching_lines(outline, _LINE)
    changes: dict[int, str] = {}
    for run in runs(outline.lines, found):
        matches = [found[at] for at in run]
        said = [match["n1"] or match["n2"] or match["n3"] for match in matches]
        stated = sum(is_statement(statement_and_reason(match["text"])[0]) for match in matches)
        is_list = ANSWERED_ITEMS.of(stated, len(run))  # some lack their full stop
        if is_list and None not in verdicts(said) and _is_to_judge(outline, run[0]):
            for count, (at, match, verdict) in enumerate(zip(run, matches, said, strict=True), 1):
                number = match["number"] or match["first"] or count
                statement, reason = statement_and_reason(match["text"])
                changes[at] = f"{number}. {statement} ( {verdict} ) {reason}".rstrip()
    return changes


def statements_without_places(outline: Outline) -> Changes:
    """The lines without such places."""
    found = matching_lines(outline, _PLACE)
    return {
        at: found[at]["start"] + found[at]["text"]
        for run in runs(outline.lines, found)
        if len(run) >= _FEWEST and _is_to_judge(outline, run[0])
        for at in run
    }


def named_statements_as_numbered(outline: Outline) -> Changes:
    """The lines of statements with the word before their numbers, without it."""
    found = matching_lines(outline, _NAMED)
    below: dict[str, list[int]] = {}
    for at, match in found.items():
        if _NAMES.end(match["word"].lower()) > 0:
            title = "" if match["start"].lstrip().startswith("#") else outline.title_above(at)
            below.setdefault(title, []).append(at)
    return {
        at: f"{found[at]['start']}{found[at]['number']}.{found[at]['bold'] or ''} {found[at]['text']}"
        for own in below.values()
        if len(own) >= _FEWEST and (_is_to_judge(outline, own[0]) or all(_has_options(outline, at) for at in own))
        for at in own
    }


def _has_options(outline: Outline, line: int) -> bool:
    """Whether a question is right above tasks to tick."""
    lines = outline.lines
    below = next_text(lines, line + 1)
    marker = list_marker(lines[below]) if below < len(lines) else None
    return bool(marker and tick_box(lines[below][marker.end() :]) and wants_answer(lines[line]))


def judged_paragraphs_as_items(outline: Outline) -> Changes:
    """The lines of paragraphs with verdicts behind what they state, with numbers."""
    found = {at: one for at in _paragraphs(outline) if (one := judged_behind(outline.lines[at]))}
    changes: dict[int, str] = {}
    for run in runs(outline.lines, found) if len(found) >= WITH_ANSWERS.least else ():
        said = [found[at].said for at in run]
        if None not in verdicts(said) and _is_to_judge(outline, run[0]) and _are_a_section(outline, run):
            changes |= {at: f"{count}. {outline.lines[at]}" for count, at in enumerate(run, 1)}
    return changes


def _are_a_section(outline: Outline, run: Sequence[int]) -> bool:
    """Whether lines are all of their section, apart from one above them: others are answers to questions."""
    edges = [-1, *(heading.line for heading in outline.headings), len(outline.lines)]
    start, stop = max(at for at in edges if at < run[0]), min(at for at in edges if at > run[-1])
    text = [at for at in range(start + 1, stop) if not is_blank(outline.lines[at])]
    return text in ([*run], [text[0], *run])


def _paragraphs(outline: Outline) -> Iterator[int]:
    """The lines with which paragraphs without a number begin."""
    above = ""
    for at, line in enumerate(outline.lines):
        is_first = is_blank(above) and not (is_blank(line) or line[0] in " \t" or outline.is_code[at])
        if is_first and not (starts_block(line) or number_of(line)):
            yield at
        above = line


def _is_to_judge(outline: Outline, line: int) -> bool:
    """Whether the title of the page, the heading or the line above says that what follows is true or false."""
    above = next((one for one in reversed(outline.lines[:line]) if not is_blank(one)), "").strip("*_ :")
    return any(map(announces_verdicts, (outline.title, outline.title_above(line), above)))
