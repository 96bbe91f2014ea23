"""All that the program can complain about: docs/diagnostics.md is made from this table."""

import difflib
from enum import Enum


class Severity(Enum):
    """An error keeps a build from writing; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


_E, _W = Severity.ERROR, Severity.WARNING


class Rule(Enum):
    """A code that never changes its meaning, a severity, and what it means."""

    UNREADABLE = ("F001", _E, "a file can't be read")
    NOT_UTF8 = ("F002", _E, "a page is not UTF-8")
    NOTHING_TO_BUILD = ("F003", _E, "no pages or no questions here")
    NOT_WRITABLE = ("F004", _E, "a file can't be written")
    NOT_REMOVABLE = ("F005", _W, "an older package can't be removed")
    NOT_CLEAN = ("F006", _E, "a page has changes that are not committed, so it is left alone")
    NOT_MARKED = ("F007", _W, "a retired card can't be marked, for its last text is not known")
    BUSY = ("F008", _E, "another process keeps writing into the folder")
    WRITTEN_IN_PART = ("F009", _E, "files were written in part and can't be put back; the next build goes on with it")
    TOO_LARGE = ("F010", _E, "a page, or what becomes of a question, is larger than anyone reads")
    OVERLONG = ("F011", _E, "a line or a paragraph is longer than anyone writes")
    NAME = ("F012", _E, "a page or its folder has a name with characters that no reader sees")

    SETTINGS_BROKEN = ("C001", _E, "settings are no TOML")
    SETTINGS_UNKNOWN = ("C002", _E, "an unknown setting")
    SETTINGS_VALUE = ("C003", _E, "a setting has a value that can't be")
    LOW_CONTRAST = ("C004", _W, "colours too alike to be read, with the measured contrast")
    EXTRA_CSS = ("C005", _E, "CSS that can't be read or would load something")
    OUT_OF_PROJECT = ("C006", _E, "settings name a folder outside of the project")

    FRONT_MATTER = ("S001", _E, "front matter is broken")
    NO_ANSWER = ("S002", _E, "a question without answer")
    NO_TITLE = ("S003", _E, "a question without title")
    NO_LEVEL = ("S004", _E, "a page with questions but without level")
    NO_TOPIC = ("S005", _E, "a page with questions but without topic")
    ASKED_TWICE = ("S006", _E, "a page asks the same twice")
    CARD_ID = ("S007", _E, "a card id is not usable, or not unique")
    INCLUDE = ("S008", _E, "an include that isn't there, or leads out of the source")
    PICTURE = ("S009", _E, "a picture or sound that isn't there, leads out of the source, or is not what its name says")
    NO_QUESTIONS = ("S010", _W, "a page of some level has no questions")
    TITLE_QUOTES = ("S011", _W, 'a title with its quotes missing or other than `"`; read all the same')
    PLACEHOLDER = ("S012", _W, "a placeholder; no card")
    NO_QUESTION = (
        "S013",
        _W,
        'a block that asks nothing, or has no answer, such as "Exercise 3"; no card',
    )
    LEVELS_DISAGREE = ("S014", _W, "front matter, path and title name different levels")
    NOT_READ = ("S015", _W, "an opener where none can be, such as in code or in a comment; no card")
    NESTED = ("S016", _W, "a question inside another one")
    MOJIBAKE = ("S017", _W, "text that was decoded twice; the card has it repaired")
    CONTROL_CHARACTERS = ("S018", _W, "characters that steer, hide or turn text around; the card is without them")
    RAW_HTML = ("S019", _W, "active HTML; the card is without it")
    REMOTE_PICTURE = ("S020", _W, "a picture from the web; the card has a link to it")
    OPEN_FENCE = ("S021", _W, "a code fence that is not closed inside its question")
    SWALLOWED = ("S022", _E, "a question that is swallowed by a code fence above")
    TEXT_BELOW = ("S023", _W, "text right below a question that is no part of it")
    NO_ALT = ("S024", _W, 'a picture without text for those who can\'t see it; `<img alt="" …>` is decoration')
    SVG_PARTS = ("S025", _W, "parts of an SVG that would run or load something; the card is without them")
    LARGE = ("S026", _W, "a picture or sound is large")
    DIAGRAM = ("S027", _W, "a diagram can't be drawn here")
    DIAGRAM_BROKEN = ("S028", _E, "a diagram is broken")
    FORMULA = ("S029", _W, "a formula that MathJax can't read")
    RAW_SYNTAX = ("S030", _W, "macros and other things that only the site fills in; the card shows them as they stand")
    FOOTNOTE = ("S031", _W, "a footnote that is not explained")
    TOO_DEEP = ("S032", _W, "blocks too deep in each other")

    TITLE_EMPHASIS = ("S033", _W, "stars or a backtick in a title that are not closed")
    NUMBERS = ("S034", _W, "numbers of questions with gaps, repeats or no order")
    ASKED_ELSEWHERE = ("S035", _W, "a topic asks the same on two pages")
    ASKED_NEARLY = ("S036", _W, "a topic asks nearly the same twice")
    LONG_ANSWER = ("S037", _W, "an answer too long to recall: more words than `answer_limit`")
    LONG_CARD = ("S038", _W, "code, a table or an explanation too large for a card")
    SAYS_NOTHING = ("S039", _W, 'an answer that says nothing, such as "Yes" or "See below", or the question again')
    REPEATED = ("S040", _W, "an explanation that says the answer again")
    UNFINISHED = ("S041", _W, "text that keeps a place for text to come, such as TODO")
    BANNER = ("S042", _W, "a hint or a level where the answer should be")
    LINK = ("S043", _W, "a link to a page that isn't there, or to nowhere")
    ANCHOR = ("S044", _W, "a link to a heading that isn't there")
    LOOK_ALIKE = ("S045", _W, "a letter of another alphabet that only looks right")
    GLUED = ("S046", _W, "a list or table without a blank line before it, which the site shows as text")
    OTHER_OPENERS = ("S047", _W, "a page that asks in another form, such as headings; no cards")
    OPEN_COMMENT = ("S048", _W, "a comment that is not closed inside its question; what it holds is on no card")

    IGNORES_NOTHING = ("S060", _W, "a comment `check: ignore` for a warning that isn't there")
    CANNOT_IGNORE = ("S061", _W, "a comment `check: ignore` that names an error, or no code at all")

    FORMULA_REACHES = ("S062", _W, "a formula that links, styles, loads or defines; the card shows it as text")
    CUT_ROW = ("S063", _W, "a row of a table with more cells than its head; what is too much is shown nowhere")
    NAME_TWICE = ("S064", _W, "front matter gives a value twice")

    LOCK_BROKEN = ("R001", _E, "the lock is damaged")
    LOCK_NEWER = ("R002", _E, "the lock is of a newer version of the program")
    LOCK_GUID = ("R003", _E, "the lock has a guid twice")
    TOPICS_DISAGREE = ("R004", _W, "pages of one folder name different topics")
    DECK_RENAMED = ("R005", _W, "a published topic was renamed")
    CLOCK = ("R006", _W, "the clock is behind the last build")
    DECK_PART = ("R007", _E, "a deck has cards of another page, which was not read")
    LOCK_LOST = ("R008", _E, "the lock is gone while packages are here")
    UNCLEAR = ("R009", _W, "a question may be an old one in other words")
    FOREIGN = ("R010", _W, "packages taken over have another note type")
    LOCK_ELSEWHERE = ("R011", _W, "another folder of decks starts anew beside the lock that has these cards")

    NOT_IMPORTABLE = ("P001", _E, "Anki would refuse a package, or some of its notes")
    GUID_TWICE = ("P002", _E, "notes of a package share a guid")
    NO_CARD = ("P003", _E, "a note has no card, or one without a front")
    MEDIA_MISSING = ("P004", _E, "a card shows a file that is not packed")
    MEDIA_UNUSED = ("P005", _W, "a packed file that no card shows")
    ACTIVE = ("P006", _E, "a card holds a script")
    LOADS = ("P007", _E, "a card loads something from elsewhere")
    OTHER_SCHEMA = ("P008", _E, "a second note type beside that of the older package")
    SKIPPED = ("P009", _E, "a change since the older package that Anki skips")
    OVERWRITES = ("P010", _E, "a note that overwrites the older one without a change")

    def __init__(self, code: str, severity: Severity, meaning: str) -> None:
        self.code = code
        self.severity = severity
        self.meaning = meaning


class UnknownCode(ValueError):
    """Says which code is none, and which ones are near it."""


def rules_named(name: str) -> frozenset[Rule]:
    """The rules whose code is `name` or starts with it, in capitals or not; raises UnknownCode.

    >>> sorted(rule.code for rule in rules_named("r01"))
    ['R010', 'R011']
    """
    start = name.strip().upper()
    found = frozenset(rule for rule in Rule if start and rule.code.startswith(start))
    if not found:
        near = difflib.get_close_matches(start, [rule.code for rule in Rule], 3, 0.4)
        help_ = f"near it are {', '.join(sorted(near))}" if near else "codes look like S012"
        raise UnknownCode(f"{name.strip()!r} is no code; {help_}")
    return found
