"""Lists that no format reads, below a title that says what they are, although their lines do not ask:

    ## Exercise 1                    # True or false                        # Vocabulary

    1. The keel is ____ the hull.    A candle needs oxygen. (T)             - dog → Hund
    2. The mast is ____ the keel.    Water puts out burning fat. (F)        - cat → Katze

Sentences with gaps: two in a row, where the section above is an exercise, the title announces questions, the page has
answers, or something is behind each sentence that may be its answer. Forms and contracts have fields, too.

Statements with verdicts, where a title, or a line above them in their section, has the words true and false. Paragraphs
may be those of a text, and of several sentences nothing says which ones are the reason.

Terms with a sign before the meaning: five lines of a section have the same sign, and so has half of it. Dashes count
only in a glossary. Whatever the title, four lines are enough if they are all of a section, and translate something by
their shape: `1. kissa = cat`, `2. Tengo frío. – I am cold.`.

Items of any kind, where the last line of their section is only a link to a page with the answers.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import groupby

from anki_export.diagnostics import Rule
from anki_export.source.candidates.answer_keys import labelled_key
from anki_export.source.candidates.answer_sections import names_answers
from anki_export.source.candidates.answers_on_same_line import answered_beside
from anki_export.source.candidates.items_below_instructions import has_gap
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.candidates.numbered_units import FEWEST
from anki_export.source.candidates.true_false_statements import tells_of_verdicts
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.formats.glossary import GLOSSARY
from anki_export.source.lines import is_blank, list_marker, term_of
from anki_export.source.link_urls import is_elsewhere
from anki_export.source.outline import Outline
from anki_export.source.thresholds import HALF, NEARLY, ON_REQUEST, WITH_ANSWERS
from anki_export.text.classify_labels import asks, is_label_of, is_numbered_task
from anki_export.text.lazy_regex import regex
from anki_export.text.statement_with_verdict import (
    JudgedText,
    judged_before,
    judged_behind,
    may_be_judged,
    may_have_verdict_apart,
)
from anki_export.text.text_asks_or_announces import announces_questions, may_have_gap
from anki_export.text.true_or_false import named_verdicts, verdicts
from anki_export.text.word_patterns import Words

_GAPS = ("__", "\\_", "( )", "(  )", "（", "…", "...")
_HINT_OF_TITLE = "name a quiz or exercises in the title, if what is behind each sentence is its answer"
_HINT_OF_GAPS = "write the answers below a heading such as ## Answers, with the numbers of the sentences"
_HINT_OF_VERDICTS = "below a heading `## True or false?`, number them: `1. A tag moves. (F) It stays.`"
_HINT_OF_ANSWERS = "name both pages by the task and the answer, or write the answers below it, with the items' numbers"
_LINK = regex(r"\W*\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)\W*")
_GLOSSARY = Words("glossary")
_ARROWS, _DASHES, _EQUALS = ("→", "⇒", "->", "=>", "::"), ("–", "—"), ("=",)
_TERM = regex(r"(?P<term>[^|\n]{1,80}?)\s*(?P<sign>→|⇒|[-=]>|::|(?<=\s)[–—=](?=\s))\s*\S")
_WORD = r"[^\s\d=(){}\[\]<>.,:;`$_/]+"
_TRANSLATED = regex(
    rf"(?:{_WORD}\s){{1,3}}=(?:\s{_WORD}){{1,3}}\s*|[^=→⇒–—]*\w[.!?]\s+(?:=|[–—]|[-=]>|[→⇒])\s+[^\W\d_][^=→⇒–—]*[.!?]\s*"
)
"""A few words on both sides of an equal sign, which are neither settings nor sums; or a sentence on both sides."""


def unread_gaps(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the lists of sentences with gaps that become no cards; `told` are the lines of messages about others."""
    page, outline = checked_page.page, checked_page.outline
    if checked_page.is_decided or not any(sign in page.text for sign in _GAPS):
        return
    has_answers = any(names_answers(one.title) for one in outline.headings)
    is_gap = may_have_gap if has_answers else has_gap  # elsewhere, dots are in prose
    keys = (labelled_key(line) for _, line in outline.lines_with(":", "："))
    has_answers = has_answers or any(key and (key.is_of_answers or key.is_named_key) for key in keys)
    for own in _lists(outline, checked_page.free, is_gap):
        title = outline.title_above(own[0])
        are_answered = all(answered_beside(outline.lines[number]) for number in own)
        is_named = is_numbered_task(title) or announces_questions(f"{page.wanted.title} {title}")
        if told.isdisjoint(own) and (has_answers or are_answered or is_named):
            message = f"{len(own)} sentences with gaps become no cards"
            yield Finding(own[0], Rule.NOT_READ, message, _HINT_OF_TITLE if are_answered else _HINT_OF_GAPS, places=own)


def _lists(outline: Outline, free: Sequence[int], is_gap: Callable[[str], bool]) -> Iterator[Sequence[int]]:
    """The lines of each list that has nothing but sentences with gaps."""
    own: list[int] = []
    was_whole = True
    for number in (*free, len(outline.lines)):
        line = outline.lines[number] if number < len(outline.lines) else ""
        marker = None if is_blank(line) or outline.is_code[number] else list_marker(line)
        goes_on = marker and own and not any(map(str.strip, outline.lines[own[-1] + 1 : number]))
        if not goes_on:
            if was_whole and len(own) >= FEWEST:
                yield own
            own, was_whole = [], True
        if marker:
            own.append(number)
            was_whole = was_whole and is_gap(line[marker.end() :])


def unread_statements(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the statements that become no cards; `told` are the lines of messages about others."""
    outline = checked_page.outline
    if checked_page.is_decided or len(checked_page.free) <= WITH_ANSWERS.least:
        return  # as on most short pages
    free = [n for n in checked_page.free if n not in told and not is_blank(outline.lines[n])]
    if len(free) <= WITH_ANSWERS.least or not may_be_judged(outline.text):
        return  # as most
    called = [n for n in free if may_have_verdict_apart(outline.lines[n]) and not outline.is_code[n]]
    parts = {outline.part_at(n) for n in called}
    above = (n for n in reversed(free) if outline.part_at(n) in parts and named_verdicts(outline.lines[n]))
    named = {outline.part_at(n): n for n in above}
    apart = (n for n in called if tells_of_verdicts(outline, n) or named.get(outline.part_at(n), n) < n)
    judged = {n: one for n in apart if (one := _judged(outline.lines[n]))}
    said = verdicts([one.said for one in judged.values()])
    places = [n for n, verdict in zip(judged, said, strict=True) if verdict is not None]
    if WITH_ANSWERS.of(len(places), len(judged)):
        first = judged[places[0]].statement
        yield become_no_cards(places, "statements with verdicts", _HINT_OF_VERDICTS, first=first)


def _judged(line: str) -> JudgedText | None:
    """What a line states, in a paragraph or an item of a list."""
    marker = list_marker(line)
    text = line[marker.end() :] if marker else line.strip()
    return judged_behind(text) or judged_before(text)


def term_lists(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report how many lines of each section look like terms with their meanings; `told` are the lines of messages."""
    page, outline = checked_page.page, checked_page.outline
    is_decided = checked_page.is_decided or page.wanted.is_named(GLOSSARY.name)
    if is_decided or not any(sign in page.text for sign in (*_ARROWS, *_DASHES, " = ")):
        return
    sections = dict(zip(outline.headings, outline.section_ends, strict=True))
    besides = {heading.line for heading in sections}.union(told)
    lines = (n for n in checked_page.free if not (n in besides or outline.is_code[n]))
    for _, part in groupby(lines, outline.part_at):
        numbers = list(part)
        around = (heading.title for heading, stop in sections.items() if heading.line < numbers[0] < stop)
        yield from _terms(outline.lines, numbers, [page.wanted.title, *around])


def _terms(lines: Sequence[str], numbers: Sequence[int], titles: Sequence[str]) -> Iterator[Finding]:
    """The message about the terms in some lines below some titles."""
    is_glossary = any(_GLOSSARY.are_in(title.lower()) for title in titles)
    are_translated = _are_translated(lines, numbers)
    if not (is_glossary or are_translated or any(map(announces_questions, titles))):
        return
    enough = NEARLY if are_translated else ON_REQUEST
    for sign in (*_ARROWS, *(_DASHES if is_glossary or are_translated else ()), *(_EQUALS if are_translated else ())):
        terms = [(n, term) for n in numbers if sign in lines[n] and (term := _term(lines[n], sign))]
        if enough.of(len(terms), len(terms)) and HALF.of(len(terms), len(numbers)):
            hint = f"{'' if sign == '::' else 'write :: for the sign, and '}give the page the tag #flashcards"
            places = [number for number, _ in terms]
            yield become_no_cards(places, f"lines with {sign} look like terms", hint, first=terms[0][1])


def _are_translated(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether all of some lines have words or a sentence in two languages, by their shape."""
    own = (lines[number] for number in numbers if not is_blank(lines[number]))
    markers = ((line, list_marker(line)) for line in own)
    return all(_TRANSLATED.fullmatch(line[marker.end() :] if marker else line) for line, marker in markers)


def _term(line: str, sign: str) -> str:
    """What is before such a sign in a line, which does not ask; empty if there is none."""
    marker = list_marker(line)
    match = _TERM.match(line, marker.end() if marker else 0)
    term = term_of(match["term"]) if match and match["sign"] == sign else ""
    return "" if asks(term) or not term.strip(":") else term  # `:::` opens a container


def items_answered_elsewhere(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the items above links to their answers that become no cards; `told` are the lines of other messages."""
    outline = checked_page.outline
    if checked_page.is_decided or "](" not in outline.text:
        return
    lines, own = outline.lines, list[int]()
    for number in checked_page.free:
        line = lines[number]
        if own and outline.part_at(own[-1]) != outline.part_at(number):
            own = []
        link = _LINK.fullmatch(line) if "](" in line else None
        leads_to_answers = link and is_label_of(link["text"], "answer", "solution") and not is_elsewhere(link["target"])
        if leads_to_answers and len(own) >= FEWEST:
            yield become_no_cards(own, "items have their answers on another page", _HINT_OF_ANSWERS)
        elif not is_only_links(line) and list_marker(line) and not (number in told or outline.is_code[number]):
            own.append(number)
