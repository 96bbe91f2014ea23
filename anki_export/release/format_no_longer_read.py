"""Find cards that would be retired although their question is still on its page, in a format that is no longer read."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.lock import Card
from anki_export.release.types import Release
from anki_export.source.question_numbers import without_number
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.normalize import normalised, normalised_title

_MARKS = " \t#*_>+-"
_SHARE = 10
"""A rank of headings that is no longer read takes a quarter of its page or more; a question that becomes part of
another one, less than a tenth."""


def no_longer_read(
    release: Release,
    text_of: Callable[[str], tuple[str, str] | None],
    skipped: Collection[tuple[str, str]],
    asked: Collection[tuple[str, str]],
    *,
    may_retire: bool,
) -> Iterator[Diagnostic]:
    """Report each newly retired card whose question is a line of its page, under the line's location.

    It is an error unless the cards `may_retire`, or are a small part of their page: nobody has removed the questions,
    but the headings around them no longer show what they are. `text_of` gives the name and text of a page by its
    path as in the lock; None if it was not read. `skipped` are the pages and keys of questions that the settings leave
    out; `asked` are those that are read: a line may be the title of one that has another card.
    """
    retired: dict[str, list[Card]] = {}
    for card in (card for deck in release.decks for card in deck.retired if (card.page, card.question) not in skipped):
        retired.setdefault(card.page, []).append(card)
    if not retired:
        return  # as in most builds
    titles = {(page, normalised_title(key)) for page, key in asked}
    read = Counter(page for page, _ in asked)
    for page, cards in retired.items():
        name, text = text_of(page) or ("", "")
        lines = {_asked(line): number for number, line in enumerate(text.split("\n"), 1)}
        kept = {title for place, title in titles if place == page}
        gone = (title for card in cards if (title := normalised_title(card.question)) not in kept)
        numbers = [lines[title] for title in gone if title in lines]
        is_error = not may_retire and len(numbers) * _SHARE > len(numbers) + read[page]
        rule, verb = (Rule.NO_LONGER_READ, "would be") if is_error else (Rule.OTHER_OPENERS, "is")
        way_out = "; to retire the card, remove the question, or build with --allow-retire" if is_error else ""
        for number in numbers:
            yield Diagnostic(
                Location(name, number, 1),
                rule,
                f"question is no longer recognised as one, and its card {verb} retired",
                f"to read it again, name its format in the front matter, as in `formats: [auto, heading]`{way_out}",
            )


def _asked(line: str) -> str:
    """The question that a line may be, without its marks and number."""
    text = without_tags(line).strip(_MARKS)
    return normalised(without_number(text))
