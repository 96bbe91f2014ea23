"""Whether a page says that it has questions: by its titles, its name, that of its folder, or by its settings."""

from collections.abc import Iterable

from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Layout, Wanted
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question
from anki_export.text.true_or_false import announces_verdicts
from anki_export.text.word_patterns import Words

_FAQ = Words("faq")
_OF_QUESTIONS = Words("question", "questions")
_BEFORE_END = regex(r".*(?::|\s[-–—])\s+")
_LINK_TO_PAGE = regex(r"[^\w\[\]]*\[(?P<text>[^\[\]]+)\]\((?!#|\w+:)[^()\s]+\)\W*")


def are_announced(outline: Outline, wanted: Wanted) -> bool:
    """Whether a page says that it has questions: in its title or the names of its file and folder, or by its settings.

    Its first lines may say so, too, if they are only links to other pages, such as the list of questions it belongs to.
    """
    is_announced = wanted.is_fixed or wanted.layout is Layout.ANNOUNCED or _OF_QUESTIONS.are_in(wanted.folder.lower())
    is_announced = is_announced or _are_answers(wanted.title) or _are_answers(outline.title)
    is_announced = is_announced or _says_to_judge(outline, wanted)
    return is_announced or announces_questions(f"{wanted.title} {_file(wanted)} {_way_up(outline)}")


def _says_to_judge(outline: Outline, wanted: Wanted) -> bool:
    """Whether the title of a page says that statements follow; the headings of other sections may say so themselves."""
    if not (announces_verdicts(wanted.title) or announces_verdicts(outline.title)):
        return False  # as most
    others = (heading.title for heading in outline.headings[1:])
    return not any(is_clear_question(title) or announces_verdicts(title) for title in others)


def headings_announce(outline: Outline, lines: Iterable[int]) -> bool:
    """Whether the heading right above each of some lines announces questions, such as "Exam questions"."""
    return all(announces_questions(outline.title_above(line)) for line in lines)


def _are_answers(title: str) -> bool:
    """Whether a title ends by naming answers: `Day 2 - Answer key`."""
    before = _BEFORE_END.match(title)
    return is_label_of(title[before.end() :] if before else title, "answer")


def is_faq(outline: Outline, wanted: Wanted) -> bool:
    """Whether the title or name of a page says that all of it is frequently asked questions."""
    return is_of_faq(f"{wanted.title} {outline.title} {_file(wanted)}")


def is_of_faq(title: str) -> bool:
    """Whether a title says that frequently asked questions are below it."""
    return _FAQ.are_in(title.lower())


def _file(wanted: Wanted) -> str:
    """The words in the name of a file."""
    return wanted.file.replace("_", " ").replace("-", " ")


def _way_up(outline: Outline) -> str:
    """The texts of the links to other pages that are alone on the first lines."""
    found: list[str] = []
    for line in outline.lines:
        if line.strip():
            match = _LINK_TO_PAGE.fullmatch(line) if "](" in line else None
            if match is None:
                break
            found.append(match["text"])
    return " ".join(found)
