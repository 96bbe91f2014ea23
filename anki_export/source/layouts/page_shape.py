"""What a page looks like at a glance, before it is parsed: how it asks, and what its front matter says.

This looks at every page of a project, so most pages are done after their headings are counted.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from anki_export.disk.source_tree import PAGE_SUFFIXES
from anki_export.source.body.option_letters import FIRST_OPTION
from anki_export.source.candidates.answer_keys import keyed_answers, labelled_key
from anki_export.source.candidates.answer_keys_without_name import numbers_of_key_page
from anki_export.source.candidates.answer_labels import (
    has_answer_label,
    lines_with_answer_label,
    without_links_to_answers,
)
from anki_export.source.candidates.myst_exercises_by_label import labels_of_exercises, solutions_of_others
from anki_export.source.candidates.navigation_links import is_only_links, leads_around, leads_elsewhere
from anki_export.source.candidates.numbered_units import number_as_text
from anki_export.source.candidates.question_candidate import Candidate, candidate, is_whole_task
from anki_export.source.candidates.sections_that_ask_by_context import asking_sections, asks_something
from anki_export.source.front_matter import with_title
from anki_export.source.layouts.find_page_question import (
    Ticks,
    numbered,
    numbered_page,
    only_question,
    page_question,
    question_beside,
    unanswered_question,
)
from anki_export.source.layouts.task_with_hidden_answer import CollapsedAnswer, collapsed_answer, may_hide_answer
from anki_export.source.lines import is_blank, next_text
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Layout, Wanted
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.line_changes import changed
from anki_export.source.thresholds import ALL_ANNOUNCED, BOLD_LINES_BESIDE, HALF, HEADINGS, SECTIONS, TITLES_ANNOUNCED
from anki_export.text.classify_labels import is_label_of, is_numbered_task, names_answer
from anki_export.text.extract_topic import is_generic
from anki_export.text.lazy_regex import regex
from anki_export.text.page_paths import folders_and_stem
from anki_export.text.question_points import without_points
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    ends_in_question,
    has_blank,
    is_asking_title,
    is_clear_question,
    is_conversation,
    is_interview,
    is_order,
    names_interview,
    wants_answer,
)
from anki_export.text.word_patterns import Words

TOPICS, LEVELS = ("theme", "category"), ("difficulty", "level")
"""What pages call their topic and level in the front matter, besides `topic`."""
_FRONT_MATTER = regex(r"\ufeff?---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_NAME = regex(r"^(?P<name>[^\W\d][\w-]*)[ \t]*:[ \t]*(?P<value>\S.*)", re.MULTILINE)
_READ = frozenset({"title", "formats", *TOPICS, *LEVELS})
_OF_REPOSITORY = frozenset(
    "readme index contributing contributors license licence changelog changes history summary security authors todo"
    " support roadmap governance maintainers code_of_conduct 404 template question_template issue_template"
    " page_template post_template bug_report_template pull_request_template template_question template_page"
    " template_post".split()
) | {"code of conduct"}
_FIRST_PAGES = frozenset({"readme", "index"})
_MAY_TELL = frozenset({"problem"})
"""Names of tasks that may also be reports."""
_OF_AGENTS = frozenset({"AGENTS", "CLAUDE", "GEMINI"})
_WORD = regex(r"[^\W\d_]{2}|[^\W\d_](?=\W|\Z)")
_MARK = regex(r"([!-/:-@\[-`{-~])")
"""ASCII punctuation, which a backslash keeps from being Markdown."""
_ANSWER = Words("answer", "solution")
_NAMES_KEY = Words("answer", "solution", "key")
_THIS_BOOK, _HOW_TO = Words("this_book"), Words("how_to")
_OF_BOOK = Words("this_book", "question", "questions")
_OF_THIS = Words("this_book", "refers", "question", "questions")
_FAQ = Words("faq", "practical")
_TASK = Words("exercise", "question", "questions", "question_letter")
_HIDING = ("??? ", "<details", ":::", "<summary")
_DIRECTIVES = ("{exercise", "{solution")
_NUMBERED = regex(
    r"(?P<mark>#{1,6}\s+|[-*+]\s+|\*\*|__)?(?:\*\*|__)?(?:(?P<word>[^\W\d_]{1,15}+)\.?\s?"
    r"(?(mark)(?:[^\W\d_]{1,12}[\s'’]){0,3}))?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\s?[题題問问]?\s*(?:\([^()\n]{1,40}\)\s*)?(?:[.:：)、–—-]|\*\*|__|\Z|(?<=\s)(?=\S))"
)
"""What may begin a task or answer: `1.`, `**Exercise 1.**`, `### Question 2.1`, `### Solution to problem 3`."""
_LETTER = regex(r"[\s(*_]*[a-hA-H](?:[*_]*\s*\Z|[.):,*_]|\s[–—-]\s)")
_LEADING_DIGITS = regex(r"\d{1,6}")
_SEVERAL = 2
_LINK = regex(r"(?:\[(?P<text>[^\[\]]*))?\]\(<?(?:\./)?(?P<target>(?!\w+:|[#/])[^()\s<>#?]+)")
_OF_CONTENTS = regex(r"\s*(?:\d+[.)]|[^\w\s])")
_NOTHING = regex(r"\s*(?:<!--.*-->|\([\w.:-]+\)=)?\s*")
_BOLD_MARKS = tuple(f"{mark}{bold}" for mark in "?？؟;" for bold in ("**", "__"))
_UNDERLINED, _R_EXAMS = "\n===", ("\nAnswerlist\n---", "\nextype:")
_LAST = 3
"""The headings at the end of a page that may be the same on all: Links, Further reading, Next questions."""


_LONGEST_TASK = 2000
"""Maximum number of characters on a page that is a task because of the path of another page: lessons are longer."""
_FEW = 3
"""Maximum number of headings on a page that only asks: its title, and sections of links."""


LABELLED = "{"


class Numbers(Struct, frozen=True):
    """The numbers of what may be tasks or answers that are written in the same way."""

    values: tuple[str, ...]
    mark: str = ""
    """What is before them, as in a heading, without white space; `|` in a line or table with several answers.

    `LABELLED` if they are labels of exercises.
    """
    asks: bool = False
    """Whether they have a label for tasks, or half of them asks or gives an order."""
    are_letters: bool = False
    """Whether half of them have the letter of an option behind them."""
    have_options: bool = False
    """Whether options are below one of them."""
    is_key: bool = False
    """Whether the page is nothing but these numbers with letters of options."""


class Shape(Struct, frozen=True):
    """What a page looks like."""

    layout: Layout | None = None
    label: str = ""
    """The word before the number in its title, the heading of its answer, or the one that asks below its title."""
    asks: bool = False
    """Whether its words ask."""
    is_certain: bool = False
    """Whether label or heading can't be anything else."""
    number: int = 0
    is_unanswered: bool = False
    """Whether the page asks below its title and says nothing else."""
    sections: tuple[str, ...] = ()
    """Its headings that ask, in lower case, if most of a rank do."""
    asks_in_bold: bool = False
    """Whether most of its bold lines ask."""
    answered_in_bold: tuple[str, ...] = ()
    """Those that ask, in lower case, if text is below each of them, and nobody is interviewed."""
    announces: bool = False
    """Whether a page about the repository says that it has questions: by its title, or as most of its links ask."""
    links: tuple[str, ...] = ()
    """The paths of the pages to which such a page links; of folders, those of their first pages."""
    asked: tuple[str, ...] = ()
    """Those of them whose links ask, or set a task, where the page is named as one of questions."""
    is_listed: bool = False
    """Whether such a link leads to the page."""
    is_page: bool = True
    """Whether the page is about the subject of its folder, and not about the repository."""
    task: bool | None = None
    """Whether its name or its words leave no doubt that all of it sets one task; None if it sets none."""
    numbers: tuple[Numbers, ...] = ()
    """Those of what may be tasks or answers, for each way to write them."""
    linked: tuple[str, ...] = ()
    """The paths of the pages to which a page with numbers links."""
    hides: CollapsedAnswer | None = None
    """Its only collapsed block, if that may be the answer to what is above it."""
    endings: tuple[str, ...] = ()
    """Its last headings, in lower case."""
    names: tuple[str, ...] = ()
    """What its front matter says of `TOPICS` and `LEVELS`."""
    ticks: Ticks | None = None
    """Its ticked boxes, which answer where no other sign of a question is on enough pages of the folder."""
    alone: "Shape | None" = None
    """Of the first page of a folder, what it looks like if it is the only one and has the name of the folder."""


def with_umlauts(name: str) -> str:
    """A name with the letters for which some write two: `loesung`."""
    return name.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")


@lru_cache(1 << 14)  # each step asks for all pages
def is_about_repository(name: str) -> bool:
    """Whether a file name without its extension is one of those about a repository."""
    return name.startswith("_") or name in _OF_AGENTS or name.lower().replace("-", "_") in _OF_REPOSITORY


def asks_about_repository(outline: Outline, wanted: Wanted, format: str, titles: Sequence[str]) -> bool:
    """Whether a few questions on a page about a repository ask about that, as its questions are on pages it lists.

    Or on an introduction, by its title: "Preface", "How to use this book".
    """
    if len(titles) >= HEADINGS.least or wanted.is_named(format):
        return False
    title = (outline.title or wanted.title or _words(wanted.file)).lower()
    is_part, is_of_book = is_label_of(title, "sections"), _THIS_BOOK.are_in(title)
    is_introduction = is_part or (is_of_book and not announces_questions(title))
    is_of_book = is_of_book and (is_part or _HOW_TO.end(title) > 0)
    pages = len(dict(_linked(outline, ""))) if is_about_repository(wanted.file) else 0
    is_of_book |= pages > 0
    if not (is_introduction or is_of_book):
        return False
    words = _OF_THIS if is_of_book else _OF_BOOK  # in an introduction to a subject, "it" is that
    about = sum(words.are_in(one.lower()) or is_label_of(one.rstrip("?？؟ "), "sections") for one in titles)
    return about == len(titles) if pages == 1 else HALF.of(about, len(titles))


def lines_of_faq(outline: Outline, wanted: Wanted) -> Set[int]:
    """The lines of sections such as "FAQ" or "Practical information" of an introduction: they ask about that.

    A page with that title asks about its subject.
    """
    if wanted.is_fixed or [heading.level for heading in outline.headings] in ([], [1]):
        return frozenset()  # as on most pages with one question
    if not (is_about_repository(wanted.file) or is_label_of(_words(wanted.file), "sections")):
        return frozenset()
    sections = zip(outline.headings, outline.section_ends, strict=True)
    parts = (
        (heading, end) for heading, end in sections if heading.level > 1 or heading.line > outline.headings[0].line
    )
    named = (range(heading.line, end) for heading, end in parts if _FAQ.are_in(heading.title.lower()))
    return {line for section in named for line in section}


def asks_person(outline: Outline, title: str, titles: Mapping[int, str]) -> bool:
    """Whether the questions on some lines of a page are those of an interview with a person, by its title and words."""
    title = outline.title or title
    if not names_interview(title):
        return False
    stops = [*titles, len(outline.lines)][1:]
    answers = [" ".join(outline.lines[line + 1 : stop]) for line, stop in zip(titles, stops, strict=True)]
    return is_interview(title, list(titles.values()), answers)


def has_words(name: str) -> bool:
    """Whether a file name is not only a number or a date."""
    return _WORD.search(name) is not None


def title_question(name: str, heading: str) -> str:
    """The question of a page as Markdown: its heading or title, if that asks, else its name.

    Words of a name that is part of an address are divided by `-` or `_`, and have no capitals. The number of a heading
    goes if the name begins with it, too.

    >>> title_question("What is a heap", "Heap"), title_question("queue-or-stack", "Queue or stack")
    ('What is a heap', 'Queue or stack')
    >>> title_question("02-heap", "2. What is a heap?"), title_question("heap-2", "2. What is a heap?")
    ('What is a heap?', '2. What is a heap?')
    """
    if is_clear_question(heading) or (heading and _is_slug(name)):
        number = number_of(heading) if name[:1].isdecimal() else None
        digits = _LEADING_DIGITS.match(name) if number else None
        return number.rest if number and digits and number.value == int(digits[0]) else heading
    return _MARK.sub(r"\\\1", _words(name))


def _is_slug(name: str) -> bool:
    return " " not in name and ("-" in name or "_" in name or name.islower())


def _words(name: str) -> str:
    return re.sub(r"[-_]+", " ", name) if _is_slug(name) else name


def first_with_text(lines: Sequence[str]) -> int | None:
    """The number of the first line that is not blank, a comment, a label of MyST or only links; `None` if none is."""
    return next((n for n, line in enumerate(lines) if not (_NOTHING.fullmatch(line) or is_only_links(line))), None)


def is_answer_file(path: str) -> bool:
    """Whether the name of a page says that it is an answer."""
    return is_label_of(_words(folders_and_stem(path)[1]), "answer", "solution")


def outline_of_file(data: bytes) -> Outline:
    """What is where in a file that may be none in UTF-8."""
    return Outline(data.decode(errors="replace").replace("\r\n", "\n").split("\n"))


def shape_of(outline: Outline, path: str, *, may_be_task: bool = True) -> Shape:
    """What the page at a path looks like.

    `may_be_task` is whether the other paths allow that its answer is another page.
    """
    text = outline.text
    shape, name = _shape_of(text, outline, path), folders_and_stem(path)[1].lower()
    if any(digit in text for digit in "23456789") and not any(sign in text for sign in _HIDING):
        shape = replace(shape, numbers=tuple(_numbers(outline, path)))
    if any(sign in text for sign in _DIRECTIVES):
        shape = replace(shape, numbers=(*shape.numbers, *_labels(outline)))
    if shape.numbers and "](" in text:
        shape = replace(shape, linked=tuple(linked for linked, _ in _links(outline.lines, path)))
    is_task = may_be_task and is_label_of(_words(name), "exercise", "question")
    is_first = name in _FIRST_PAGES
    is_short = may_be_task and len(text) < _LONGEST_TASK and text.count("\n#") <= _FEW
    if not (is_task or is_first or is_short) or "??? question" in text:  # these have their own answers
        return shape
    folder = PurePosixPath(path).parent.name if is_first else ""
    if folder and not is_about_repository(folder):
        shape = replace(shape, alone=_page_shape(text, outline, folder))
    if not may_be_task:
        return shape
    if "---" in text:
        outline = Outline(_FRONT_MATTER.sub("", text, 1).split("\n"))
    asked = question_beside(outline, name)
    if not asked or (is_task and name not in _MAY_TELL):
        return replace(shape, task=asked is not None or None)
    tells = any(is_label_of(one.title, "sections", "references") for one in outline.headings)
    first = next((line for line in outline.lines[asked.below :] if line.strip()), "")
    tells = tells or not (first or outline.headings)
    is_label = is_label_of(first.strip("# "), "exercise", "question")
    if not (is_task or is_first or is_label):  # an exercise may be below a lesson
        tells = tells or any(is_label_of(one.title, "exercise", "question") for one in outline.headings)
    return replace(shape, task=None if tells else is_label or is_clear_question(asked.title) or is_order(first))


def is_title_of_answers(title: str) -> bool:
    """Whether the title of a page names answers, and nothing that they answer.

    >>> [is_title_of_answers(title) for title in ("Answers and explanations", "Key", "Answers to common questions")]
    [True, True, False]
    """
    return is_label_of(title, "answer", "solution", "key", "explanation")


def _numbers(outline: Outline, path: str) -> Iterator[Numbers]:
    """The numbers of what may be tasks, on a page where no answer has a label, or answers."""
    lines = outline.lines
    words = re.sub(r"[\W\d_]+", " ", path).lower()
    is_titled = is_title_of_answers(outline.title)
    may_have_key = is_titled or any(map(_NAMES_KEY.are_in, {words, with_umlauts(words)}))
    ranks: dict[str, list[re.Match[str]]] = defaultdict(list)
    have_options = set[re.Match[str]]()
    for number, match in enumerate(map(_NUMBERED.match, lines)):
        if match:
            ranks[f"{match['mark']}{match['word']}"].append(match)
            if _has_options(lines, number):
                have_options.add(match)
    several = [rank for rank in ranks.values() if len(rank) >= _SEVERAL]
    if not may_have_key and (key := numbers_of_key_page(outline)):
        yield Numbers(tuple(map(str, key)), "|", is_key=True)
        return
    if not (several or may_have_key):
        return
    if not may_have_key and _has_answer(without_links_to_answers(lines)):
        return
    for rank in several:
        letters = sum(_LETTER.match(one.string, one.end()) is not None for one in rank)
        are_letters = HALF.of(letters, len(rank))
        numbers = (".".join(str(int(part)) for part in one["number"].split(".")) for one in rank)
        yield Numbers(
            tuple(numbers),
            (rank[0]["mark"] or "").strip(),
            _ask(rank, have_options),
            are_letters,
            not have_options.isdisjoint(rank),
        )
    if may_have_key:
        keys = ((number, labelled_key(line)) for number, line in enumerate(lines))
        parts = {number for number, key in keys if key and key.is_of_part and is_numbered_task(key.label)}
        yield Numbers(
            tuple(number_as_text(one.number) for one in keyed_answers(outline, range(len(lines)), parts)),
            "|",
            is_key=is_titled,
        )


def _labels(outline: Outline) -> Iterator[Numbers]:
    """The labels of the exercises of MyST whose solutions are elsewhere, or of such solutions."""
    if asked := labels_of_exercises(outline):
        yield Numbers(tuple(asked), LABELLED, asks=True)
    elif said := solutions_of_others(outline):
        yield Numbers(tuple(said), LABELLED)


def _has_options(lines: Sequence[str], number: int) -> bool:
    """Whether the first option of a list with letters is below a line."""
    below = next_text(lines, number + 1)
    return below < len(lines) and FIRST_OPTION.match(lines[below]) is not None


def _ask(rank: Sequence[re.Match[str]], have_options: Set[re.Match[str]] = frozenset()) -> bool:
    """Whether lines with numbers have a label for tasks, or half of them asks, orders, or has a gap or options."""
    word = (rank[0]["word"] or "").lower()
    if word == "q" or _TASK.end(word) == len(word) > 0:
        return True
    texts = ((one, without_points(one.string[one.end() :])) for one in rank)
    asking = sum(
        one in have_options or wants_answer(text) or has_blank(text) or ends_in_question(text) for one, text in texts
    )
    return HALF.of(asking, len(rank))


def _shape_of(text: str, outline: Outline, path: str) -> Shape:
    name = folders_and_stem(path)[1].strip()
    if is_about_repository(name):
        first_heading = next((line for line in outline.lines if line.startswith(("#", "title:", "title ="))), "")
        listed = dict(_linked(outline, path))
        asking = tuple(linked for linked, title in listed.items() if is_clear_question(title))
        is_named = announces_questions(re.sub(r"[-_]+", " ", first_heading))
        announces = is_named or TITLES_ANNOUNCED.of(len(asking), len(listed))
        links = tuple(listed) if is_named else asking if announces else ()
        may_be_alone = name.lower().strip("_") in _FIRST_PAGES and "/" in path  # the only page of its folder
        sections = _sections(outline, _headings(outline.lines)) if may_be_alone else ()
        asked = tuple(linked for linked, title in listed.items() if is_named and wants_answer(title))
        return Shape(is_page=False, announces=announces, links=links, asked=asked, sections=sections)
    return _page_shape(text, outline, name)


def _page_shape(text: str, outline: Outline, name: str) -> Shape:
    """What a page about the subject of its folder looks like."""
    names, asked = dict[str, str](), ""
    if text.startswith(("---", "\ufeff---")) and (block := _FRONT_MATTER.match(text)):
        given = {found["name"].lower(): found["value"].strip(" \"'") for found in _NAME.finditer(block["lines"])}
        given = with_title(given)
        asked = given.get(question_name(given), "")
        names = {name: value for name, value in given.items() if name in _READ}
        text = text[block.end() :]
        outline = Outline(text.split("\n"))
    if "# BEGIN " in text:
        from anki_export.source.rewrites.answers_as_collapsed import answer_comments_as_elements

        outline = changed(outline, answer_comments_as_elements(outline))
        text = outline.text
    if any(sign in text for sign in _R_EXAMS):
        from anki_export.source.rewrites.r_exams import answer_lists_as_tasks

        outline = changed(outline, answer_lists_as_tasks(outline))
    lines = outline.lines
    titles = [heading.title for heading in outline.headings if heading.is_underlined] if _UNDERLINED in text else []
    headings = [*_headings(lines), *titles]
    title = names.pop("title", "")
    if names.pop("formats", ""):  # the author has decided
        return Shape(is_page=False)
    endings = tuple(heading.rstrip(" :").lower() for heading in headings[-_LAST:])
    shape = Shape(endings=endings, names=tuple(names))
    shape = _with_bold_lines(shape, outline)
    shape = replace(shape, hides=collapsed_answer(outline, title)) if may_hide_answer(text) else shape
    start = lines[at] if (at := first_with_text(lines)) is not None else ""
    if asked:
        return replace(shape, layout=Layout.TITLE, asks=True, is_certain=True)
    if _begins_with_card(start, lines):
        return replace(shape, layout=Layout.CARDS)
    is_heading = "#" in start[:4] or (
        titles[:1] == [start.strip()] and at is not None and outline.headings[0].line == at
    )
    first = start.strip("# \t") if is_heading else ""
    may_answer = _ANSWER.are_in("\n".join(headings).lower()) or (
        len(headings) < _FEW and ("[x]" in text or "[X]" in text or lines_with_answer_label(outline))
    )
    may_answer = may_answer or (any(map(str.isdigit, start)) and numbered(start.strip("# \t=")) is not None)
    found = page_question(outline, title) if may_answer else None
    if found and found.ticks:
        shape = replace(shape, ticks=found.ticks)
    elif found:
        number = numbered(outline.headings[0].title) if found.layout is Layout.NUMBER else None
        return replace(
            shape,
            layout=found.layout,
            label=found.label,
            asks=found.asks,
            is_certain=found.is_certain,
            number=number.number if number else 0,
        )
    if first and (sibling := numbered(first)) and (named := numbered_page(outline)):
        own = replace(shape, label=named.label, number=sibling.number, is_certain=sibling.asks)
        return replace(own, layout=Layout.NUMBER, sections=() if sibling.asks else _sections(outline, headings))
    may_ask_below = first and len(headings) <= _FEW and any(mark in text.partition(start)[2] for mark in "?？؟")
    if may_ask_below and unanswered_question(outline):
        return replace(shape, is_unanswered=True)
    heading = first or title
    has_heading = bool(first) or is_clear_question(title)
    asks = is_asking_title(heading) or (not (has_heading and _is_slug(name)) and is_asking_title(_words(name)))
    is_other = not asks and (is_generic(heading or name) or leads_elsewhere(heading or name, ()))
    is_other = is_other or "{toctree}" in text  # lists other pages
    may_ask = first and not is_other and any(map(is_asking_title, headings[1:2]))
    may_ask = may_ask and not (has_words(name) and is_generic(_words(name)))
    below = only_question(outline) if may_ask else None
    shape = replace(shape, label=below.title.lower()) if below and not asks else shape
    asks = asks or below is not None
    if not (has_words(name) or asks) or is_other or ("](" in text and _leads_on(lines)):
        return replace(shape, is_page=False)
    answers = any(line.strip() and not (first and line is start) and "#" not in line[:4] for line in lines)
    shape = replace(shape, sections=_sections(outline, headings))
    return replace(shape, layout=Layout.TITLE, asks=asks) if answers else shape


def question_name(values: Mapping[str, object]) -> str:
    """The name of the value that asks in front matter: `question`, else a label in any language for a clear question.

    What is called an issue or a topic in other languages is called so, too.
    """
    if "question" in values:
        return "question"
    names = (name for name, value in values.items() if isinstance(value, str) and is_clear_question(value))
    return next((name for name in names if is_label_of(name, "question")), "")


def _headings(lines: Sequence[str]) -> list[str]:
    """The text of headings; in code, some are none."""
    return [line.strip("# \t") for line in lines if "#" in line[:4]]


def _sections(outline: Outline, headings: list[str]) -> tuple[str, ...]:
    """The headings that ask, if most of a rank do; where enough of all do, a closer look is not needed."""
    asking = list(filter(is_clear_question, headings))
    if HEADINGS.of(len(asking), len(headings)):
        return tuple(map(str.lower, asking))
    may_ask = SECTIONS.of(len(asking), 0)
    return tuple(one.title.lower() for one in asking_sections(outline)) if may_ask else ()


def _with_bold_lines(shape: Shape, outline: Outline) -> Shape:
    lines = _bold_candidates(outline)
    if not lines:
        return shape
    asked = [one for one in lines if asks_something(one)]
    if asks_person(outline, "", {one.line: one.title for one in asked}):
        return shape
    if BOLD_LINES_BESIDE.of(len(asked), len(lines)):
        return replace(shape, asks_in_bold=True, answered_in_bold=_answered_in_bold(outline, asked))
    answered = _answered_in_bold(outline, lines) if _are_few(outline, lines, asked) else ()
    return replace(shape, asks_in_bold=True, answered_in_bold=answered) if answered else shape


def _bold_candidates(outline: Outline) -> Sequence[Candidate]:
    """The bold lines of a page; two of them end with a question mark or a sign behind it."""
    text = outline.text
    if not ("**" in text or "__" in text) or sum(map(text.count, _BOLD_MARKS)) < ALL_ANNOUNCED.least:
        return ()
    lines = (one for one in outline.bold_lines if not has_answer_label(outline.lines[one.line]))
    return [candidate(range(one.line, one.line + 1), one.text) for one in lines]


def _are_few(outline: Outline, lines: Sequence[Candidate], asked: Sequence[Candidate]) -> bool:
    """Whether two or more bold lines ask, and all others set tasks, in the last section of a page."""
    are_questions = ALL_ANNOUNCED.of(len(asked) + sum(map(is_whole_task, lines)), len(lines))
    return are_questions and len(asked) > 1 and outline.part_at(lines[0].line) == len(outline.headings)


def _answered_in_bold(outline: Outline, asked: Sequence[Candidate]) -> tuple[str, ...]:
    """Bold lines that ask, if text is below each of them, before the next one or a heading; no conversation."""
    ends = sorted([*(one.line for one in asked), *(one.line for one in outline.headings), len(outline.lines)])
    below = [outline.lines[one.line + 1 : ends[bisect_right(ends, one.line)]] for one in asked]
    said = [" ".join(line for line in lines if not is_blank(line)) for lines in below]
    titles = [one.title for one in asked]
    are_notes = all(said) and not (names_interview(outline.title) or is_conversation(titles, said))
    return tuple(map(str.lower, titles)) if are_notes else ()


def _linked(outline: Outline, path: str) -> Iterator[tuple[str, str]]:
    """The paths of pages to which lists and tables of a page link, with the texts; of folders, their first pages.

    Sentences link to what is about the repository: "See the [user guide](docs/guide.md)."
    """
    contents = [n for n, line in enumerate(outline.lines) if "](" in line and _OF_CONTENTS.match(line)]
    return _links([outline.lines[n] for n in contents if not outline.is_code[n]], path)


def _links(lines: Sequence[str], path: str) -> Iterator[tuple[str, str]]:
    """The paths of pages to which some lines link, with the texts; of folders, their first pages."""
    for match in (match for line in lines if "](" in line for match in _LINK.finditer(line)):
        target = normpath(path.rpartition("/")[0] + "/" + unquote(match["target"])).lstrip("/")
        suffix = PurePosixPath(target).suffix
        if suffix.lower() in PAGE_SUFFIXES:
            yield target, match["text"] or ""
        elif not suffix:
            yield f"{target}/README.md", match["text"] or ""


def _has_answer(lines: Sequence[str]) -> bool:
    """Whether a line begins with a label for the answer, is a heading that names it, or has a ticked box."""
    headings = [number for number, line in enumerate(lines) if line[:1] == "#"]
    named = ((at, stop) for at, stop in pairwise([*headings, len(lines)]) if names_answer(lines[at].strip("# \t")))
    are_ticked = any("[x]" in line or "[X]" in line for line in lines)
    return are_ticked or not all(_asks_below(lines[at:stop]) for at, stop in named) or any(map(has_answer_label, lines))


def _asks_below(lines: Sequence[str]) -> bool:
    """Whether half of the items with numbers in a section ask, as in one for short answers."""
    items = [*filter(None, map(_NUMBERED.match, lines))]
    return items != [] and _ask(items)


def _begins_with_card(start: str, lines: Sequence[str]) -> bool:
    """Whether a page begins with what may be a flashcard of hashcards, below headings."""
    if start[:1] == "#":
        start = next((line for line in lines if line.strip() and line[0] != "#"), "")
    return start[:2] in ("Q:", "P:", "C:")


def _leads_on(lines: Sequence[str]) -> bool:
    """Whether most lines of a page are links to other pages."""
    written = [line for line in lines if line.strip() and "#" not in line[:4] and not leads_around(line)]
    return sum(line.lstrip(" -*+0123456789.|")[:1] == "[" and "](" in line for line in written) * 2 > len(written)
