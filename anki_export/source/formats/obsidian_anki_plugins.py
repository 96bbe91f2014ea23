"""Notes that plugins of Obsidian send to Anki:

    START                                     of Obsidian_to_Anki
    Basic                                     the note type; two cards if it says "reversed"
    What is a tag?
    Back: A fixed name.
    Tags: git
    <!--ID: 1614701123456-->                  what the plugin knows
    END

    STARTI [Basic] What is a tag? Back: A fixed name. ENDI

    What is a tag? #card                      of Flashcards; `#card-reverse` for both ways
    A fixed name.
    ^1614701123456

The answer of the last kind continues up to a blank line. It is read where the plugin has numbered one, or two have text
below them. Headings with this tag are flashcards of Obsidian.

Not questions: notes in code, the tag in a sentence. A note without `Back:`, such as a cloze, is reported.
See https://github.com/Pseudonium/Obsidian_to_Anki and https://github.com/reuseman/flashcards-obsidian.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.flashcards_of_other_programs import Side, flashcard, trimmed_lines
from anki_export.source.candidates.obsidian_and_logseq_as_markdown import markdown, masked_code
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import starts_block
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex

NAME = "anki-notes"
_MAY_HOLD = regex(r"\n[ \t]*START[ \t]*\n|STARTI[ \t]*\[|[ \t]#card(?:[-/]reverse)?(?:[ \t]+#[\w/-]+)*[ \t]*\n")
_START, _END, _BACK = regex(r"[ \t]*START[ \t]*"), regex(r"[ \t]*END[ \t]*"), regex(r"[ \t]*Back:[ \t]*")
_FRONT = regex(r"[ \t]*Front:[ \t]*")
_MARKUP = regex(r"[ \t]*(?:Tags:.*|(?:<!--)?[ \t]*ID: ?\d+[ \t]*(?:-->)?)[ \t]*")
_INLINE = regex(
    r"STARTI[ \t]*\[[^\[\]]+\][ \t]*(?:Front:)?(?P<front>(?:(?!STARTI|Back:).)+)"
    r"(?:Back:(?P<back>(?:(?!STARTI).)*?))?(?:Tags:[^<>:]*?)?(?:<!--[ \t]*ID: ?\d+[ \t]*-->[ \t]*)?ENDI"
)
TAGS_BEHIND = r"(?:[ \t]+#[\w/-]+)*"
_TAGGED = regex(rf"(?P<text>[^\s#|].*?)(?<=\S)[ \t]+#card(?P<reverse>[-/]reverse)?{TAGS_BEHIND}[ \t]*")
CARD_NUMBER = regex(r"\^\d{13}[ \t]*")
_TYPE = 2
"""Below the note type, in lines from START."""
_HABIT = 2
"""So many paragraphs with the tag are no slip."""
_HINTS = Hints(
    question="START\nBasic\n{}",
    title="write the question below the note type",
    answer="write the answer after `Back:`, or below the line with #card",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    yield from _blocks(outline)
    yield from _inline(outline)
    tagged = list(tagged_paragraphs(outline))
    is_numbered = any(CARD_NUMBER.fullmatch(line) for line in outline.lines) if tagged else False
    if is_numbered or sum(bool(span.body) for span in tagged) >= _HABIT:
        yield from tagged


def _blocks(outline: Outline) -> Iterator[Span]:
    """The notes between lines START and END that have a back."""
    for note in _notes(outline):
        if back := _back(outline, note):
            texts = ["" if _MARKUP.fullmatch(outline.lines[number]) else outline.lines[number] for number in note]
            at, is_reversed = back - note.start, "reverse" in texts[1].lower()
            texts[_TYPE], texts[at] = _FRONT.sub("", texts[_TYPE], 1), _BACK.sub("", texts[at], 1)
            front = texts[_TYPE:at], note.start + _TYPE
            yield _card(outline, note, front, (texts[at:-1], back), is_reversed=is_reversed)


def _notes(outline: Outline) -> Iterator[range]:
    """The lines from each START, with a note type and text below it, to the next END."""
    start = -1
    for number, line in enumerate(outline.lines if "START" in outline.text else ()):
        if not outline.is_code[number] and _START.fullmatch(line):
            start = number
        elif start >= 0 and not outline.is_code[number] and _END.fullmatch(line):
            if outline.lines[start + 1].strip() and number - start > _TYPE:
                yield range(start, number + 1)
            start = -1


def _back(outline: Outline, note: range) -> int | None:
    """The line at which the back of a note begins."""
    lines = (number for number in note[2:] if not outline.is_code[number])
    return next((number for number in lines if _BACK.match(outline.lines[number])), None)


def _inline(outline: Outline) -> Iterator[Span]:
    """The notes inside of lines."""
    for number, line in outline.lines_with("STARTI"):
        found = []
        matches = list(_INLINE.finditer(masked_code(line)))
        for match in matches:
            sides = (line[slice(*match.span(side))].strip() for side in ("front", "back"))
            front, back = ((markdown([side], [False]), number) for side in sides)
            place = IdPlace(number, "", column=match.end("front"))
            span = flashcard(NAME, range(number, number + 1), (front, back), _HINTS, place)
            found.append(replace(span, column=match.start() + 1, takes_id=len(matches) == 1))
        yield from [replace(found[0], more=tuple(found[1:]))] if found else ()


def tagged_paragraphs(outline: Outline) -> Iterator[Span]:
    """The paragraphs with the tag of a card, each with the lines below it up to a blank one."""
    lines, is_code = outline.lines, outline.is_code
    last = 0
    for number, line in outline.lines_with("#card"):
        match = _TAGGED.fullmatch(line)
        if match and number >= last and not starts_block(line):
            start = number
            while (
                start > last and lines[start - 1].strip() and not (starts_block(lines[start - 1]) or is_code[start - 1])
            ):
                start -= 1
            below = range(number + 1, len(lines))
            after = (n for n in below if not is_code[n] and (not lines[n].strip() or _TAGGED.fullmatch(lines[n])))
            last = stop = next(after, len(lines))
            front, back = ([*lines[start:number], match["text"]], start), (lines[number + 1 : stop], number + 1)
            yield _card(outline, range(start, stop), front, back, is_reversed=match["reverse"] is not None)


def _card(outline: Outline, lines: range, front: Side, back: Side, *, is_reversed: bool) -> Span:
    """A card; its sides are the text of a note."""
    number = back[1] - 1
    front, back = (
        trimmed_lines(markdown(text, outline.is_code[at : at + len(text)]), at) for text, at in (front, back)
    )
    last = outline.lines[number].rstrip()
    place = IdPlace(number, "", column=tag.end("text") if (tag := _TAGGED.fullmatch(last)) else len(last))
    return flashcard(NAME, lines, (front, back), _HINTS, place, both_ways=is_reversed)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report notes without a back, such as those with gaps."""
    for note in _notes(page.outline):
        name = page.lines[note.start + 1].strip()
        if _back(page.outline, note) is None and (entries or "cloze" in name.lower()):
            message = f"note of type {name!r} has no line that begins with Back:; skipped"
            yield Finding(note.start, Rule.NOT_READ, message, _HINTS.answer)


ANKI_NOTES = Format(
    NAME,
    lambda text: _MAY_HOLD.search(f"\n{text}\n") is not None,
    signs=("START", "#card"),
    spans=_spans,
    likely_holds=lambda text: False,
    unrecognised=_unrecognised,
    shown=lambda first: "notes for Anki (START … Back: … END)",
)
