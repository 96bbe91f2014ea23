"""Labels of words that are in no language of the table become Question and Answer, before a page is parsed:

    Demando 1: Kio estas bulko?       Question 1: Kio estas bulko?      also in headings, in bold and in list items,
    Respondo: eta pano                Answer: eta pano                  and with the colons of other scripts

Two labels take turns on the whole page, three times or more. The texts of one all end in a question mark, and none of
those of the other does. Names and parts of minutes take turns, too: so the first label counts up from 1, or its letters
are of no language in the table and each pair is set off from the next one.

Not labels: what people say to each other; words of the table, such as those for notes; other labels of pages in its
languages, as their words for questions and answers are known.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from msgspec import Struct

from anki_export.source.lines import is_comment, without_attributes
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to
from anki_export.source.thresholds import MARKED
from anki_export.text.asking import is_conversation, names_dialogue, names_interview
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.language_entry import Language
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import LANGUAGES

_LETTERS = r"[^\s\d:：.,;!?*_()\[\]<>|`\"=/@#]"
_WORD = rf"(?P<word>[^\W\d_]{_LETTERS}{{1,17}}(?:[ \t][^\W\d_]{_LETTERS}{{0,11}})?)"
_HEADING = regex(rf" {{0,3}}#{{1,6}}[ \t]+{_WORD}[ \t](?P<number>\d{{1,3}})[.:]?(?=[ \t]|\Z)(?P<rest>.*)")
_LINE = regex(
    rf"[ \t]*(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]+)?(?P<bold>\*\*|__)?{_WORD}(?:[ \t](?P<number>\d{{1,3}}))?"
    r"(?:[ \t]?(?:[:：]|(?<=\d)\.)(?(bold)(?P=bold))|(?(bold)(?P=bold)[ \t]?[:：]|(?!)))(?=[ \t]|\Z)(?P<rest>.*)"
)
_COLONS = "՝៖፦"
_WITH_COLON = regex(
    r"(?P<label>^[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*|__)?"
    rf"(?P<word>(?:(?![{_COLONS}]){_LETTERS}){{2,24}})(?:[ \t]\d{{1,3}})?)(?P<colon>[{_COLONS}])"
)
_SCRIPTS = regex(r"[\u0000-\u06ff\u0900-\u09ff\u0e00-\u0e7f\u10a0-\u10ff\u1e00-\u1fff\u3000-\ud7ff]")
"""The letters of the languages in the table, and few others."""
_WORDS = regex(r"[^\W\d_]{2,}")
_OF_WORDS = 8
"""One in so many words of a page is in the table if its language is: questions are short, and names are not there."""
_KNOWN = (
    *("question", "questions", "numbered", "answer", "solution", "explanation", "hint", "exercise", "quiz"),
    *("note", "example", "references", "extra", "option", "output", "term", "definition", "difficulty"),
)


class _Label(Struct, frozen=True):
    """A line with a label, and the text behind it, or below it if there is none."""

    line: int
    match: re.Match[str]
    text: str


def unknown_labels_as_usual(page: Outline) -> Changes:
    """The lines with such labels in English."""
    outline = Outline([_WITH_COLON.sub(_with_colon, line) for line in page.lines])
    changes = changes_to(page, outline.lines)
    labels = list(_labels(outline))
    words = list(dict.fromkeys(one.match["word"] for one in labels))
    if (
        len(words) != 2
        or len(labels) < 2 * MARKED.least
        or is_label_of(words[0], *_KNOWN)
        or is_label_of(words[1], *_KNOWN)
    ):
        return changes  # as most
    asked, said = labels[::2], labels[1::2]
    take_turns = [{one.match["word"] for one in side} for side in (asked, said)] == [{word} for word in words]
    if not (take_turns and len(asked) == len(said) and _are_questions(outline, asked, said)):
        return changes
    lines = list(outline.lines)
    for side, usual in ((asked, "Question"), (said, "Answer")):
        for one in side:
            start, end = one.match.span("word")
            lines[one.line] = f"{lines[one.line][:start]}{usual}{lines[one.line][end:]}"
    return changes_to(page, lines)


def _with_colon(found: re.Match[str]) -> str:
    is_colon = found["colon"] != _COLONS[0] or is_label_of(found["word"], *_KNOWN)  # in Armenian, it is a pause, too
    return f"{found['label']}:" if is_colon else found[0]


def _labels(outline: Outline) -> Iterator[_Label]:
    """The lines with labels, each with its text."""
    lines = outline.lines
    for number, line in enumerate(lines):
        if line and not outline.is_code[number] and (match := _HEADING.match(line) or _LINE.match(line)):
            below = (text for text in lines[number + 1 :] if text.strip() and not is_comment(text))
            own = without_attributes(match["rest"]).strip()
            yield _Label(number, match, (own or next(below, "")).strip(" *_"))


def _are_questions(outline: Outline, asked: Sequence[_Label], said: Sequence[_Label]) -> bool:
    """Whether labels that take turns are those of questions and answers."""
    questions, answers = [one.text for one in asked], [one.text for one in said]
    if not all(map(asks, questions)) or not all(answers) or any(map(asks, answers)):
        return False
    title = outline.title
    is_spoken = names_dialogue(title) or names_interview(title) or is_label_of(title, "spoken")
    if is_spoken or is_conversation(questions, answers):
        return False
    numbers = [one.match["number"] for one in asked]
    if all(numbers):
        are_counted = [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    else:
        are_counted = not (any(numbers) or _SCRIPTS.match(asked[0].match["word"]))
        are_counted = are_counted and _are_set_off(outline.lines, asked, said)
    return are_counted and not _is_in_known_language(" ".join((*questions, *answers)))


def _is_in_known_language(text: str) -> bool:
    """Whether several of the different words of a text are in the table, all of them in the same language."""
    words = set(_WORDS.findall(text.lower()))
    return any(len(words & known) * _OF_WORDS >= len(words) for known in _vocabularies())


@cache
def _vocabularies() -> Sequence[Set[str]]:
    """The words of each language in the table, of whatever kind."""
    kinds = [kind for kind in Language.__struct_fields__ if kind not in ("code", "boundaries", "prefixes")]
    return [frozenset(_WORDS.findall(" ".join(getattr(one, kind) for kind in kinds))) for one in LANGUAGES]


def _are_set_off(lines: Sequence[str], asked: Sequence[_Label], said: Sequence[_Label]) -> bool:
    """Whether each question has a blank line above it, and no answer has one: people who talk are set off alike."""
    above = [[lines[one.line - 1].strip() if one.line else "" for one in side] for side in (asked, said)]
    return not any(above[0]) and all(above[1])
