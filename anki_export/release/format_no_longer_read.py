"""Find cards that would be retired although their question is still on its page, in a format that is no longer read."""

from collections.abc import Callable, Collection, Iterable, Iterator

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.types import Release
from anki_export.source.question_numbers import number_of
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.normalize import normalised

_MARKS = " \t#*_>+-"


def no_longer_read(
    release: Release,
    text_of: Callable[[str], tuple[str, str] | None],
    skipped: Collection[tuple[str, str]],
    asked: Iterable[tuple[str, str]],
    *,
    may_retire: bool,
) -> Iterator[Diagnostic]:
    """Report each newly retired card whose question is a line of its page, under the line's location.

    It is an error unless the cards `may_retire`: nobody has removed the question, but the headings around it, say, show
    no longer what it is. `text_of` gives the name and text of a page by its path as in the lock; None if it was not
    read. `skipped` are the pages and keys of questions that the settings leave out; `asked` are those that are read: a
    line may be the title of one that has another card.
    """
    titles = {(page, _title(key)) for page, key in asked}
    rule, verb = (Rule.OTHER_OPENERS, "is") if may_retire else (Rule.NO_LONGER_READ, "would be")
    way_out = "" if may_retire else "; to retire the card, remove the question, or build with --allow-retire"
    lines_of: dict[str, tuple[str, dict[str, int]]] = {}
    for card in (card for deck in release.decks for card in deck.retired if (card.page, card.question) not in skipped):
        if card.page not in lines_of:
            name, text = text_of(card.page) or ("", "")
            lines_of[card.page] = name, {_asked(line): n for n, line in enumerate(text.split("\n"), 1)}
        name, lines = lines_of[card.page]
        title = _title(card.question)
        if (card.page, title) not in titles and (number := lines.get(title)):
            yield Diagnostic(
                Location(name, number, 1),
                rule,
                f"question is no longer read as one, and its card {verb} retired",
                f"to read it again, name its format in the front matter, as in `formats: [auto, heading]`{way_out}",
            )


def _title(question: str) -> str:
    return normalised(question.partition("\n")[0])


def _asked(line: str) -> str:
    """The question that a line may be, without its marks and number."""
    text = without_tags(line).strip(_MARKS)
    number = number_of(text)
    return normalised(number.rest if number else text)
