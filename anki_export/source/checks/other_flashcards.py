"""Flashcards for other programs, which no format reads:

- What is a tag? #card           Logseq; without deeper items, it has no answer
    - A fixed name.

#flashcards                      Obsidian's plugin Spaced Repetition
What is a tag?::A fixed name.    also the question above a line `?` or `??`

Q: What is a tag?                hashcards, if most paragraphs of a page are such
A: A fixed name.
C: A [tag] has a fixed name.
"""

from collections.abc import Iterator, Sequence

from anki_export.diagnostics import Rule
from anki_export.source.candidates import thresholds
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.formats.admonition import EXAMPLE_WITH_ANSWER
from anki_export.source.lines import indent_of, list_marker
from anki_export.text.regex import regex

_CARD = regex(r"(?:^|\s)#card\b")
_PROPERTY = regex(r"\s*[\w-]+:: ")
_INLINE = regex(r"[^`]*?\S\s*:::?\s*\S")
_BELOW = ("?", "??")
_LABELLED = regex(r"[QPC]: *\S")
_HINT = f"write each as {EXAMPLE_WITH_ANSWER}"


def other_flashcards(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report how many flashcards a page has for each other program."""
    text = checked_page.page.text
    if checked_page.entries or checked_page.page.wanted.is_fixed:
        return
    if "#card" in text:
        cards = [number for number, line in _text_lines(checked_page) if list_marker(line) and _CARD.search(line)]
        open_cards = [number for number in cards if not _has_deeper_item(checked_page.lines, number)]
        yield from _told("Logseq", [number for number in cards if number not in open_cards])
        if open_cards:
            message = f"{len(open_cards)} of Logseq's flashcards without an answer; skipped"
            yield Finding(open_cards[0], Rule.UNANSWERED, message, "answer in deeper items", places=open_cards)
    if "#flashcards" in text or "<!--SR:" in text:
        found = [number for number, line in _text_lines(checked_page) if line.strip() in _BELOW or _INLINE.match(line)]
        yield from _told("Obsidian", found)
    if any(f"\n{label}: " in f"\n{text}" for label in "QPC"):
        starts = [(number, line) for number, line in _text_lines(checked_page) if _LABELLED.match(line)]
        found = [
            number
            for number, line in starts
            if ("[" in line if line[0] == "C" else _is_answered(checked_page.lines, number))
        ]
        if thresholds.HALF.of(len(found), text.count("\n\n")):
            yield from _told("hashcards", found)


def _told(program: str, lines: Sequence[int]) -> Iterator[Finding]:
    if lines:
        owner = f"{program}'" if program.endswith("s") else f"{program}'s"
        message = f"{len(lines)} of {owner} flashcards; none of them becomes a card"
        yield Finding(lines[0], Rule.OTHER_OPENERS, message, _HINT, places=lines)


def _text_lines(checked_page: CheckedPage) -> Iterator[tuple[int, str]]:
    is_code = checked_page.outline.is_code
    return ((number, line) for number, line in enumerate(checked_page.lines) if not is_code[number])


def _has_deeper_item(lines: Sequence[str], number: int) -> bool:
    """Whether the next item below an item and its properties is deeper."""
    below = (line for line in lines[number + 1 :] if line.strip() and not _PROPERTY.match(line))
    line = next(below, "")
    return list_marker(line) is not None and indent_of(line) > indent_of(lines[number])


def _is_answered(lines: Sequence[str], number: int) -> bool:
    """Whether a label for an answer is the next one below a label for a question."""
    labels = (line[:2] for line in lines[number + 1 :] if line[:2] in ("Q:", "P:", "C:", "A:", "S:"))
    return next(labels, "") in ("A:", "S:")
