"""What holds for every page, whoever wrote it; each law raises AssertionError where it does not.

What the program should find is counted here again, by means as simple as can be: a law that asked the parser would
agree with it.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from msgspec.structs import replace

from anki_export.apkg.inspect_and_compare_packages import inspect
from anki_export.deck.note_type import FIELDS, style
from anki_export.deck.package_bytes import package_bytes
from anki_export.deck.package_content import PackageContent, package_content
from anki_export.diagnostics import Diagnostic, Rule, has_errors
from anki_export.release.lock import EMPTY_LOCK
from anki_export.release.match_questions_to_cards import View
from anki_export.release.plan_release import ReleaseOptions, plan_release
from anki_export.settings import Settings
from anki_export.source.formats import FLASHCARDS, FORMATS
from anki_export.source.formats.question_format import When
from anki_export.source.pages_and_questions import Question
from anki_export.text.difficulty_levels import LEVELS, home_of
from anki_export.text.invisible_characters import remove_invisible
from tests.support.html_text import text_of
from tests.support.project import NOON
from tests.support.reading import PAGE, read_text

_INSIDE = r"\s*(?:(?:>|[-*+]\s|\d{1,9}[.)]\s)\s*)*"
"""What may stand before a block: white space, marks of quotes and of lists."""
OPENER = re.compile(_INSIDE + r"(?:\?\?\?\+?|!!!)\s*question(?![\w-])", re.IGNORECASE)
_FENCE = re.compile(_INSIDE + r"(?:```|~~~)")
_FENCE_END = re.compile(_INSIDE + r"(?:```+|~~~+)\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a page."""

    questions: tuple[Question, ...]
    messages: tuple[Diagnostic, ...]

    @property
    def lines(self) -> list[int]:
        return [question.location.line for question in self.questions]


def read(text: str, path: str = PAGE) -> Found:
    """Read a page as a build does."""
    return Found(*read_text(text, path, Settings()))


def lines_of(text: str) -> list[str]:
    """The lines of a page as an editor shows them, without what no editor shows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = remove_invisible(text)
    return re.sub(r"(?<![?!])[\ufeff\u200b]|[\ufeff\u200b](?![?!])", "", text).split("\n")


ALWAYS = frozenset(format.name for format in FORMATS if format.when is When.ALWAYS)
_ANSWER_BOX = re.compile(
    r"\b(?:answers?|solutions?|réponses?)(?: in \w+)?\W*$|question\W+(?:answer|solution)\b", re.IGNORECASE
)
"""An opener that may hold the answer of the question above it."""

_LABEL_BOX = re.compile(r"question\W+question\W*$", re.IGNORECASE)


def _is_answer_box(line: str) -> bool:
    return _ANSWER_BOX.search(re.sub(r"<[^<>]*>", "", line)) is not None


_NAMES_FORMATS = re.compile(r"^formats\s*:", re.MULTILINE)


def openers(text: str) -> set[int]:
    """The lines, counted from 1, that open a question for all who look; what may be code between fences does not."""
    lines = lines_of(text)
    starts = [number for number, line in enumerate(lines, 1) if _FENCE.match(line)]
    ends = [number for number, line in enumerate(lines, 1) if _FENCE_END.fullmatch(line)]
    code = range(min(starts), max(ends)) if starts and ends else range(0)
    return {number for number, line in enumerate(lines, 1) if OPENER.match(line) and number not in code}


def every_opener_is_a_card_or_a_message(text: str, found: Found) -> None:
    if _NAMES_FORMATS.search(text):  # its author may have excluded this one
        return
    told = {*found.lines, *(place.line for message in found.messages for place in (message.location, *message.places))}
    lines = lines_of(text)
    # The items of a quiz, and the questions in a block that have answers of their own, are cards or reported, but not
    # the block around them.
    hidden = {question.location.line for question in found.questions if question.format == "hidden"}
    items = [line for line in told if line in hidden or re.match(r"\s*\d+[.)]\s", lines[line - 1])]
    quizzes = {max((opener for opener in openers(text) if opener < line), default=0) for line in items}
    quizzes |= {line for line in openers(text) if "".join(lines[line : line + 1]).lstrip().startswith("<quiz>")}
    # A box with nothing but its kind for a title has its question, or an answer without one, in the next line.
    labels = {line for line in openers(text) if _LABEL_BOX.search(lines[line - 1]) and line + 1 in told}
    # A paragraph of flashcards may have openers below its first line, where a message or a card is.
    if re.search("plugin|flashcards", "".join(message.message for message in found.messages)):
        labels |= {line for line in openers(text) if told & _paragraph_above(lines, line)}
    for question in found.questions:
        if question.format in FLASHCARDS:
            labels.update(range(question.location.line, question.last_line + 1))
    lost = {line for line in openers(text) - told - quizzes - labels if not _is_answer_box(lines[line - 1])}
    assert not lost, f"not told: lines {sorted(lost)}"


def _paragraph_above(lines: list[str], line: int) -> set[int]:
    start = line
    while start > 1 and lines[start - 2].strip():
        start -= 1
    return set(range(start, line))


_OPENS = {
    "admonition": r"\?\?\?|!!!|///|:::|```|~~~|<\w|\{[{%<]|>\s*\[!|header="  # a tag of several lines
    r"|(?:question|answer):",  # in the front matter
    "numbered-quiz": r"\d[.)]\s",
    "challenge": r":::\s*[{\w]|\{exercise|>\s*\w|>\s*[#<]|!challenge",
    "answers-below": r"\d|#|\w[.)]\s",  # lettered parts
    "items": r"\w",  # also a paragraph above options
    "bold": r"^(?:\*\*|__|<|\(?[a-h][.)]\s)|[?？؟]\s*$",  # also parts with letters, and lines that ask among bold ones
    "labels": r"\S",  # reviews, chats and labels of one letter become such before they are parsed
}
"""What the line of a card holds, by its format."""
_BOTH_WAYS = FLASHCARDS | {"vocabulary", "anki-notes"}
"""Formats that may ask both ways, or several times, in a line."""


def every_card_has_an_opener_of_its_own(text: str, found: Found) -> None:
    lines = lines_of(text)
    places = [question.location for question in found.questions]
    assert len(set(places)) == len(places)
    of_one = [question.location.line for question in found.questions if question.format not in _BOTH_WAYS]
    assert len(set(of_one)) == len(of_one)
    assert found.lines == sorted(found.lines)
    for question in found.questions:
        line, opens = question.location.line, _OPENS.get(question.format, r"\S")
        assert re.search(opens, lines[line - 1], re.IGNORECASE), f"line {line} opens nothing: {lines[line - 1]!r}"


def every_message_is_at_a_line_of_the_page(text: str, found: Found) -> None:
    lines = lines_of(text)
    for message in found.messages:
        assert message.location.path == PAGE
        assert 1 <= message.location.line <= len(lines), message
        assert message.location.column >= 1, message


def packed(questions: tuple[Question, ...]) -> PackageContent:
    """What the first release of these questions packs; they are of one deck."""
    view = View(lambda key: True, lambda key: True, lambda key: True, lambda key: home_of(key, LEVELS))
    release, _ = plan_release(questions, EMPTY_LOCK, view, ReleaseOptions(NOON, style().digest, "lock.json"))
    (deck,) = release.decks
    return package_content(deck, style(), NOON)


def every_card_is_a_note_that_can_be_imported(text: str, found: Found) -> None:
    for question in found.questions:
        assert all(file.name in shown(question) for file in question.media)
    if not found.questions or has_errors(found.messages):
        return
    content = packed(found.questions)
    assert len(content.notes) == len(found.questions)
    for note in content.notes:
        assert len(note.fields) == len(FIELDS)
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", "".join(note.fields))
    inspected, report = inspect(package_bytes(content), "page.apkg")
    assert inspected and len(inspected.notes) == len(found.questions)
    assert not report, "\n".join(map(str, report))


def a_question_below_changes_no_card_above(text: str, found: Found) -> None:
    if not all(question.format in ALWAYS - {"labels"} for question in found.questions):
        return  # the others depend on the page as a whole, and may end with it
    if re.search(r"^[ \t]+(?:\?\?\?|<details)", text, re.MULTILINE):
        return  # a title is that of answers if half of the questions hide something under it
    lines = lines_of(text)
    titles = [lines[question.location.line - 1] for question in found.questions]
    if not all(OPENER.match(title) and "?" in title[4:] for title in titles):
        return  # boxes of other kinds are questions if enough of them ask, and those that do not ask if few of them do
    more = read(text + '\n\n??? question "And what is asked below?"\n    **Nothing**.\n')
    assert list(map(_apart, more.questions[: len(found.questions)])) == list(map(_apart, found.questions))


def _apart(question: Question) -> Question:
    """A question without the section of its page: one question alone has none."""
    return replace(question, section="")


def line_ends_do_not_matter(text: str, found: Found) -> None:
    other = text.removesuffix("\n") if text.endswith("\n") else text + "\n"
    assert read(other if "\r" in text else other.replace("\n", "\r\n")) == found


_UNSEEN = re.compile(
    r"""<!--.*?-->|<[!?][^>]*>|</?[a-z](?:"[^"]*"|'[^']*'|<!|[^<>])*>   # comments, tags
      | <[^<>\s]*:[^<>\s]*> | \]\([^()]*(?:\([^()]*\)[^()]*)*\)? | \]\[[^\]]*\]?  # addresses, targets of links
      | \[\[[^\[\]|]*\|
      | \{\#.*?\#\} | \{%.*?%\} | \{>>.*?<<\} | ^[ \t]+-+8<-+$.*?-8<-             # what is for the site or for writers
      | \{\s*[:.\#][^{}]*\} | \{\s*[\w-]+=[^{}]*\} | (?<=\))\{[^{}]*\}          # attributes
      | &\#?\w+;? | \\[a-z]+ | \$[^$\n]*\$ | :[\w+-]+: | \+\+[^\s]*\+\+         # signs, formulas and keys
      | \[\^[^\]\s]+\] | \[TOC\] | \[(?:sound|anki):[^\]]*\] | \#!\w+
      | ^[^\w\n]*(?:\*?\[[^\]\n]+\]: | ``` | ~~~ | /// | \w+: | -+8<-)[^\n]*    # definitions, fences, options
      | ^[^\w\n]*(?:\?\?\?|!!!)\+?[ \w-]*(?:["“'«]show\b)?                      # kinds of boxes, and a label
      | >[ \t]*\[![\w-]+\]                                                      # kinds of callouts
      | ^[\s*_]*(?:question|pregunta|pergunta|frage|exercise|task|[^\W\d_](?=\s?\d))
        \s*\d*\s*(?:\([^()\n]*\))?[*_]*\s*(?:[:：.]|$)
      | ^[ \t]*\*\*[^*\n]+:\*\*(?=[ ]*[A-H]$)                                       # a label of the right option
      | \b(?:option\s+)?[A-H]\s+(?:is|ist|es|est|jest)\s+(?:correct\w*|richtig)\b    # what only says which is right
      | \((?:bonne\s)?(?:correct\w*|richtig\w*|réponse)\) | \bmost[ ]voted\b        # marks of right options
      | \[!code[ ][^\]\n]*\] | \bhighlight-(?:next-line|start|end)\b               # marks of lines of code
      | \b(?:(?:show|see|view|reveal|click|voir|lihat|mostrar?|toon|visa|zobrazit
        |to|the|la|het|for|correct|right|bonne|suggested)\s+)*
        (?:answers?|ans|explanation|solution|réponse|respuesta|resposta|risposta|antwort|antwoord|jawaban|svaret|odpověď)
        (?:\s+(?:correc?t\w+|anzeigen))?\b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
"""What of a page's text a card does not show, roughly and rather too much."""
_TAKING = {
    Rule.RAW_HTML,
    Rule.OPEN_COMMENT,
    Rule.NESTED,
    Rule.TOO_DEEP,
    Rule.INCLUDE,
    Rule.PICTURE,
    Rule.REMOTE_PICTURE,
    Rule.MOJIBAKE,
    Rule.DIAGRAM,
    Rule.CARD_ID,
    Rule.CUT_ROW,
}
"""Messages that say of a question that its card lacks something."""


_TEMPLATE_TAG = re.compile(r"\{%.*?%\}")


def page_words(body: str) -> set[str]:
    """Words of Markdown that a reader sees, with four plain letters or more."""
    body = _TEMPLATE_TAG.sub("", body)  # first, for it may stand inside of what else is not seen
    return set(re.findall(r"(?<![^\W_])[A-Za-z]{4,}(?![^\W_])", _UNSEEN.sub(" ", body)))


def body_of(text: str, line: int) -> str:
    """The lines below an opener at the margin that are indented by four spaces or more, as far as they reach."""
    body: list[str] = []
    for following in lines_of(text)[line:]:
        if following.strip() and not following.startswith("    "):
            break
        body.append(following)
    return "\n".join(body)


def shown(question: Question) -> str:
    """All that a card may show: its text, with and without its tags."""
    html = f"{question.question}\n{question.answer}\n{question.explanation}"
    return re.sub("[\ufeff\u200b]", "", unescape(f"{html}\n{re.sub(r'<[^<>]*>', '', html)}"))


def every_word_is_on_the_card_or_in_a_message(text: str, found: Found) -> None:
    lines = lines_of(text)
    for question in found.questions:
        line = question.location.line
        if lines[line - 1][:1] not in ("?", "!"):
            continue
        body = body_of(text, line)
        messages = [m for m in found.messages if line <= m.location.line <= line + body.count("\n") + 1]
        if any(message.rule in _TAKING for message in messages):
            continue
        seen = shown(question) + "".join(message.message for message in messages)
        seen += _TEMPLATE_TAG.sub("", seen)  # a word that such a tag divides counts as one in the page, too
        lost = {word for word in page_words(_without_labels(body, lines)) if word not in seen}
        assert not lost, f"line {line} lost {sorted(lost)}:\n{seen}"


def _without_labels(body: str, lines: list[str]) -> str:
    """A body without the titles of hidden blocks that name the answer, or that several blocks of the page share."""
    openers = Counter(line.strip() for line in lines if line.lstrip().startswith(("???", "===")))
    return "\n".join(
        line
        for line in body.split("\n")
        if openers[line.strip()] < 2 and not (openers[line.strip()] and _is_answer_box(line))
    )


def the_plain_text_of_a_field_is_that_of_its_html(text: str, found: Found) -> None:
    for question in found.questions:
        for html, plain in (
            (question.question, question.question_text),
            (question.answer, question.answer_text),
            (question.explanation, question.explanation_text),
        ):
            seen = text_of(re.sub(r"\[sound:[^\[\]]*\]", "", html))
            assert "".join(plain.split()) == "".join(seen.split())


Law = Callable[[str, Found], None]
LAWS: tuple[Law, ...] = (
    every_opener_is_a_card_or_a_message,
    every_card_has_an_opener_of_its_own,
    every_message_is_at_a_line_of_the_page,
    every_card_is_a_note_that_can_be_imported,
    every_word_is_on_the_card_or_in_a_message,
    the_plain_text_of_a_field_is_that_of_its_html,
    a_question_below_changes_no_card_above,
    line_ends_do_not_matter,
)


def hold(text: str) -> Found:
    """Read a page and apply each law to what came of it."""
    found = read(text)
    for law in LAWS:
        law(text, found)
    return found
