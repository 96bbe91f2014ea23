"""Find cards that would be retired although their question is still on its page, in a format that is no longer read."""

from collections.abc import Callable, Collection, Iterator

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.types import Release
from anki_export.source.question_numbers import number_of
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.normalize import normalised

_MARKS = " \t#*_>+-"


def no_longer_read(
    release: Release, text_of: Callable[[str], tuple[str, str] | None], skipped: Collection[tuple[str, str]] = ()
) -> Iterator[Diagnostic]:
    """Report each newly retired card whose question is a line of its page, under the line's location.

    `text_of` gives the name and text of a page by its path as in the lock; None if it was not read. `skipped` are the
    pages and keys of questions that the settings leave out.
    """
    lines_of: dict[str, tuple[str, dict[str, int]]] = {}
    for card in (card for deck in release.decks for card in deck.retired if (card.page, card.question) not in skipped):
        if card.page not in lines_of:
            name, text = text_of(card.page) or ("", "")
            lines_of[card.page] = name, {_asked(line): n for n, line in enumerate(text.split("\n"), 1)}
        name, lines = lines_of[card.page]
        if number := lines.get(normalised(card.question.partition("\n")[0])):
            yield Diagnostic(
                Location(name, number, 1),
                Rule.OTHER_OPENERS,
                "question is no longer read as one, and its card is retired",
                "to read it again, name its format in the front matter, as in `formats: [auto, heading]`",
            )


def _asked(line: str) -> str:
    """The question that a line may be, without its marks and number."""
    text = without_tags(line).strip(_MARKS)
    number = number_of(text)
    return normalised(number.rest if number else text)
