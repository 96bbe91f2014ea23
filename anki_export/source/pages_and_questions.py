"""Pages, questions and media."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol, runtime_checkable

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location
from anki_export.settings import AUTO
from anki_export.source.kept_property import kept_property
from anki_export.source.outline import Outline


class Tree(Protocol):
    """The files a page can reach; paths are relative to the source folder, and nothing outside it is accessible."""

    def resolve(self, page: str, target: str) -> str | None:
        """The path of `target` as written on `page`, or None if it is outside the source folder."""

    def size_of(self, page: str) -> int:
        """The size of a file in bytes, without reading it; raises OSError, also if it is not a regular file."""

    def bytes_of(self, page: str) -> bytes:
        """The content of a file; raises OSError."""


@runtime_checkable
class SearchableTree(Tree, Protocol):
    """A tree that finds pictures by their names, wherever they are, for the notes of Obsidian."""

    def find(self, page: str, name: str) -> str | None:
        """The path of the picture or sound that `name` means on `page`, or None."""


class Level(Struct, frozen=True, gc=False):
    """The difficulty of a page; `ordinal` starts at 1 for the easiest."""

    name: str
    ordinal: int


class Layout(Enum):
    """How a page asks, where the other pages of its folder decide."""

    ANSWER = "headings of the answer"
    """Below its title it asks, then a heading names the answer."""
    NUMBER = "numbered titles"
    """Its title is a label with a number; what follows it asks, or the title itself after the number."""
    TITLE = "titles"
    """Its title asks, and all below it answers."""
    ANNOUNCED = "announced"
    """Another page, such as the README of the repository, says that it may have questions."""
    SECTIONS = "headings that ask"
    """A few of its headings ask, as on most pages of the folder."""
    CARDS = "flashcards"
    """It begins with a flashcard of hashcards, however few it has."""
    TASK = "tasks beside their answers"
    """It sets a task, and the only other page of its folder is the answer."""
    ANSWER_OF_TASK = "answers beside their tasks"
    """It is that other page."""
    KEYED = "numbered tasks beside their answers"
    """It sets several tasks with numbers, and another page has the answers with the same numbers."""
    KEY = "answers beside numbered tasks"
    """It is that other page, or that of several chapters."""
    CHAPTER = "chapters beside the answers of their book"
    """It sets several tasks with numbers, as other pages do, and one page has the answers to all of them."""
    COLLAPSED = "collapsed answers"
    """It sets a task, and its only collapsed block has the answer, whatever the title of that block."""


class FolderLayout(Struct, frozen=True):
    """What the pages of a folder have in common, for one of them."""

    layout: Layout
    topic: str = ""
    """The name in the front matter that says the topic; empty if most of the pages have none."""
    level: str = ""
    """The same for the level."""
    answer: str = ""
    """The name of the page with the answer, if that is in a file of its own."""


class Wanted(Struct, frozen=True):
    """What the settings and a page itself say about its question formats."""

    formats: frozenset[str] = frozenset({AUTO})
    title: str = ""
    """The title of the page, which may announce questions."""
    file: str = ""
    """The file's name without its extension, which may be a question."""
    folder: str = ""
    """The name of its folder, which may say that it holds questions."""
    question: str = ""
    """What the page asks in its front matter, as Markdown."""
    layout: Layout | None = None
    """How the page asks, if the other pages of its folder say that it asks one question."""
    has_flashcards: bool = False
    """Whether a tag says that the page has flashcards of Obsidian."""
    flashcard_tags: tuple[str, ...] = ()
    """The tags that say so, without `#`."""
    flashcard_gaps: tuple[str, ...] = ()
    """What opens a gap in such flashcards, as the settings say."""
    is_mdx: bool = False
    """Whether tags with capital letters are components."""
    dollar_math: bool | None = None
    """Whether `$…$` is math; None if the page shows it."""
    title_line: int = 0
    """The 1-based line of a title that asks in the front matter; 0 if it asks nothing or stands elsewhere."""
    front_matter: int = 0
    """How many lines have front matter with questions, in which no ids can be written."""

    def is_named(self, format: str) -> bool:
        """Whether a format is read because the settings or the page name it: little evidence is then enough."""
        return format in self.formats

    @property
    def is_fixed(self) -> bool:
        """Whether only the formats named are read: what may be in one of them is."""
        return AUTO not in self.formats


AUTOMATIC = Wanted()


class Naming(Struct, frozen=True):
    """The topic and the level of a page, and what is wrong with them."""

    topic: str
    topic_with_level: str
    """The topic if the level is only a word of it, empty if there is no doubt; see `apparent_levels`."""
    section: str
    """The topic of the section in the navigation, else of the folder, else the name of the site."""
    level: Level | None
    says_level: bool
    """Whether the front matter sets the level, which implies that the page should have questions."""
    diagnostics: tuple[Diagnostic, ...]


class Page(Struct, frozen=True, dict=True):
    """A decoded page, with front matter blanked out so that line numbers stay correct."""

    path: str
    """Relative to the source folder, with `/`."""
    key: str
    """The path in the lock: the same in every build, whatever the source folder."""
    shown: str
    """The path as the user typed it."""
    text: str
    title: str
    """From the front matter or its first heading; empty without one."""
    name: Callable[[], Naming]
    """Finds topic and level."""
    home: str
    """`key` without the level: pages of one topic share it."""
    url: str
    """The published address of the page; empty if unknown."""
    says_topic: bool = False
    """Whether its front matter sets the topic."""
    name_question: Callable[[], Naming] | None = None
    """Finds topic and level if the page asks one question, as the pages of its folder say."""
    names_formats: bool = False
    """Whether its front matter names question formats, which implies that the page should have questions."""
    language: str = ""
    """A code as in `text/language_names.py`; empty if it is not known."""
    is_draft: bool = False
    """Whether the site does not publish it."""
    wanted: Wanted = AUTOMATIC
    answers_in_front: tuple[int, ...] = ()
    """The 0-based lines of its front matter that name an answer."""
    tags: tuple[str, ...] = ()
    """The tags in its front matter, each as the rest of a tag below that of its topic."""
    outline: Outline | None = None
    """That of the text as it was decoded: it may have been looked at."""
    flashcard_deck: str = ""
    """The deck of the flashcards of another program on the page, as that program names it; else empty."""

    @kept_property
    def naming(self) -> Naming:
        """Topic and level; problems with them are reported only if the page has questions."""
        return self.name()

    @property
    def topic(self) -> str:
        """The topic of its questions, unless it is a page of one."""
        return self.naming.topic

    @property
    def level(self) -> Level | None:
        """Their level."""
        return self.naming.level

    def at(self, line: int, column: int = 1) -> Location:
        """A 1-based location on this page."""
        return Location(self.shown, line, column)


class Header(Struct, frozen=True):
    """The header of a picture; sizes in pixels, 0 if unknown."""

    kind: str
    width: int
    height: int
    is_transparent: bool


class Media(Struct, frozen=True, gc=False):
    """A media file to package, named after its content."""

    name: str
    data: bytes


class Markdown(Struct, frozen=True, gc=False):
    """The Markdown source of a question, with included files, without indentation.

    It consists of whole lines, so it still has bold markers, answer labels and the ticks of choices.
    """

    question: str
    answer: str
    explanation: str


class Unanswered(Struct, frozen=True):
    """A question that is skipped because it has no answer, or a placeholder for one."""

    location: Location
    page: str
    """As for a question, like the key."""
    key: str
    is_task: bool = False
    """Whether there is text in an open box that asks or sets a task."""
    has_body: bool = False
    """Whether there is text below it."""


class Question(Struct, frozen=True, gc=False):
    """A question as it appears on a card: field HTML, and the same as plain text."""

    location: Location
    page: str
    """The page's path in the lock."""
    home: str
    """The page's path without the level: pages of one topic share it."""
    topic: str
    level: Level | None
    url: str
    card_id: str
    """From `<!-- card: some-id -->`, or empty."""
    key: str
    """The question's text with code spans in backticks, used for identity."""
    question: str
    answer: str
    explanation: str
    question_text: str
    answer_text: str
    explanation_text: str
    rule: str
    """The rule that separated answer and explanation."""
    media: tuple[Media, ...] = ()
    topic_with_level: str = ""
    """The topic if the level is only a word of it, empty if there is no doubt; see `apparent_levels`."""
    last_line: int = 0
    """The last line of its block on the page; `location` is the first."""
    format: str = ""
    """The name of its format."""
    section: str = ""
    """The rest of a tag below that of its topic, such as `disks::advanced`; empty without sections on its page."""
    tags: tuple[str, ...] = ()
    """The tags of its page, each as the rest of a tag below that of its topic."""
    part: str = ""
    """The part of its topic and level that has a separate deck: `Quiz`, or empty; see `quizzes`."""
    opening: str = ""
    """How the questions of its format are marked on its page, for people: `headings (### 1. …)`."""
    language: str = ""
    """The language of its page; empty if it is not known, or if the front matter sets the topic."""
    markdown: Markdown | None = None
    """None unless it was asked for: most outputs need HTML or plain text."""
