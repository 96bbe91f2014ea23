"""All rules with their codes; docs/reference/diagnostics/ has a section for each code."""

from enum import Enum


class Severity(Enum):
    """An error on a page leaves out the page, others stop the build; a warning stops nothing, a note is no problem."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_E, _W, _N = Severity


class Rule(Enum):
    """A code, which never changes its meaning, with its severity and a short description."""

    UNREADABLE = ("F001", _E, "file can't be read")
    NOT_UTF8 = ("F002", _E, "page is not UTF-8")
    NOTHING_TO_BUILD = ("F003", _E, "no pages or no questions")
    NOT_WRITABLE = ("F004", _E, "file can't be written")
    NOT_REMOVABLE = ("F005", _W, "older package can't be removed")
    NOT_CLEAN = ("F006", _E, "page has uncommitted changes")
    NOT_MARKED = ("F007", _W, "retired card can't be marked")
    BUSY = ("F008", _E, "another process keeps writing to the folder")
    WRITTEN_IN_PART = ("F009", _E, "only some of the files could be replaced")
    TOO_LARGE = ("F010", _E, "page or question exceeds the size limit, or is nested too deeply")
    OVERLONG = ("F011", _E, "line or paragraph exceeds the size limit")
    NAME = ("F012", _E, "name of a page contains invisible characters")
    LEADS_OUT = ("F013", _W, "link points outside the source folder")
    NOT_OURS = ("F014", _E, "folder can't be published into")
    LARGE_PACKAGE = ("F015", _W, "package is too large for some web hosts")
    NO_PACKAGE = ("F016", _W, "deck is not published, because its package is missing")

    SETTINGS_BROKEN = ("C001", _E, "settings file is not valid TOML")
    SETTINGS_UNKNOWN = ("C002", _E, "unknown setting")
    SETTINGS_VALUE = ("C003", _E, "setting has an invalid value")
    LOW_CONTRAST = ("C004", _W, "colours with too little contrast")
    EXTRA_CSS = ("C005", _E, "CSS can't be read or would load external resources")
    OUT_OF_PROJECT = ("C006", _E, "settings name a folder outside the project")
    EXCLUDES_NOTHING = ("C007", _W, "exclude pattern matches no page")
    SITE_CONFIG = ("C008", _W, "configuration of the site can't be used")
    SITE_BROKEN = ("C009", _E, "configuration of the site is broken, and released cards depend on it")

    FRONT_MATTER = ("S001", _E, "front matter is broken")
    NO_ANSWER = ("S002", _E, "question has no answer")
    NO_TITLE = ("S003", _W, "question without a title is skipped")
    UNKNOWN_LEVEL = ("S004", _W, "front matter names an unknown level")
    ASKED_TWICE = ("S006", _W, "page asks the same question twice")
    CARD_ID = ("S007", _E, "card id is invalid or used twice")
    INCLUDE = ("S008", _E, "include not found, or outside the source folder")
    PICTURE = ("S009", _E, "picture or sound outside the source folder, too large, or of the wrong type")
    NO_QUESTIONS = ("S010", _W, "page whose front matter names a level has no questions")
    TITLE_QUOTES = ("S011", _W, "quotes of a title are missing or not plain")
    PLACEHOLDER = ("S012", _W, "question is a placeholder")
    NO_QUESTION = ("S013", _W, "block has no question or no answer")
    LEVELS_DISAGREE = ("S014", _W, "front matter, path and title name different levels")
    NOT_READ = ("S015", _W, "looks like a question but isn't recognised as one")
    NESTED = ("S016", _W, "question inside another question")
    MOJIBAKE = ("S017", _W, "text was decoded with the wrong encoding")
    CONTROL_CHARACTERS = ("S018", _W, "control, invisible or bidirectional characters")
    RAW_HTML = ("S019", _W, "active HTML")
    REMOTE_PICTURE = ("S020", _W, "picture or sound from another server")
    OPEN_FENCE = ("S021", _W, "code fence is not closed inside its question")
    SWALLOWED = ("S022", _E, "question is swallowed by a code fence above it")
    TEXT_BELOW = ("S023", _W, "text directly below a question is not part of it")
    NO_ALT = ("S024", _W, "picture has no alternative text")
    SVG_PARTS = ("S025", _W, "SVG contains parts that would run or load something")
    LARGE = ("S026", _W, "picture or sound is large")
    DIAGRAM = ("S027", _W, "diagram can't be rendered on this machine")
    DIAGRAM_BROKEN = ("S028", _E, "diagram is broken")
    FORMULA = ("S029", _W, "formula can't be parsed by MathJax")
    RAW_SYNTAX = ("S030", _W, "syntax that only the site generator can expand")
    FOOTNOTE = ("S031", _W, "footnote is not defined")
    TOO_DEEP = ("S032", _W, "blocks are nested too deeply")

    TITLE_EMPHASIS = ("S033", _W, "emphasis or code in a title is not closed")
    NUMBERS = ("S034", _W, "question numbers are out of order")
    ASKED_ELSEWHERE = ("S035", _W, "topic asks the same question on two pages")
    ASKED_NEARLY = ("S036", _W, "topic asks nearly the same question twice")
    LONG_ANSWER = ("S037", _W, "answer is too long to recall")
    LONG_CARD = ("S038", _W, "code, table or explanation is too large for a card")
    SAYS_NOTHING = ("S039", _W, "answer says nothing")
    REPEATED = ("S040", _W, "explanation repeats the answer")
    UNFINISHED = ("S041", _W, "placeholder text")
    BANNER = ("S042", _W, "hint or level where the answer should be")
    LINK = ("S043", _W, "link to a page that doesn't exist, or to nowhere")
    ANCHOR = ("S044", _W, "link to a heading that doesn't exist")
    LOOK_ALIKE = ("S045", _W, "letter from another alphabet")
    GLUED = ("S046", _W, "list or table without a blank line before it")
    OTHER_OPENERS = ("S047", _W, "page has questions in another format")
    OPEN_COMMENT = ("S048", _W, "comment is not closed inside its question")
    UNKNOWN_FORMAT = ("S049", _W, "front matter names an unknown question format")

    IGNORES_NOTHING = ("S060", _W, "comment ignores a warning that does not occur")
    CANNOT_IGNORE = ("S061", _W, "comment ignores an error or an unknown code")

    FORMULA_REACHES = ("S062", _W, "formula uses commands for links, files, styles or definitions")
    CUT_ROW = ("S063", _W, "table row has more cells than the header")
    NAME_TWICE = ("S064", _W, "front matter sets a value twice")
    PAGE_CONFLICT = ("S065", _E, "page has conflict markers")

    DRAFT = ("S066", _W, "drafts are skipped")
    NO_FIRST_RULE = ("S070", _W, "front matter does not start with ---")
    TOPIC_NAME = ("S071", _W, "topic has an empty part, or one too long for a deck name")
    RAW_TAG = ("S072", _W, "raw HTML tag outside of backticks")
    UNANSWERED = ("S073", _W, "question without an answer is skipped")
    FILE_MISSING = ("S074", _W, "picture or sound does not exist")
    WRONG_SUFFIX = ("S075", _W, "type of a picture or sound doesn't match its file name")
    CHOICES = ("S080", _W, "options without a clear right one are skipped")
    NO_CHOICE = ("S081", _W, "options leave nothing to choose")
    EQUAL_OPTIONS = ("S082", _W, "two options are equal")
    NOT_LAST = ("S083", _W, "all of the above is not the last option")
    NAMES_LETTER = ("S084", _W, "explanation refers to an option by its letter")
    ANSWERS_ITSELF = ("S085", _W, "question contains its right option")
    LONGEST_RIGHT = ("S086", _W, "longest option is nearly always right")
    SAME_PLACE_RIGHT = ("S087", _W, "right option is nearly always in the same place")
    NOT_SHOWN = ("S088", _W, "question points to something that its card does not show")
    ON_NO_CARD = ("S089", _N, "lines ask a question and are on no card")

    LOCK_BROKEN = ("R001", _E, "lock is damaged")
    LOCK_NEWER = ("R002", _E, "lock was written by a newer version")
    LOCK_GUID = ("R003", _E, "lock contains a guid twice")
    TOPICS_DISAGREE = ("R004", _W, "pages of one folder name different topics")
    DECK_RENAMED = ("R005", _W, "published topic was renamed")
    CLOCK = ("R006", _W, "clock is behind the last build")
    DECK_PART = ("R007", _E, "deck has cards from a page that was not read or has errors")
    LOCK_LOST = ("R008", _E, "lock is missing")
    UNCLEAR = ("R009", _W, "question may be a reworded old one")
    FOREIGN = ("R010", _W, "adopted package has a different note type")
    LOCK_ELSEWHERE = ("R011", _W, "new decks folder starts without the existing lock")
    MASS_RETIREMENT = ("R012", _E, "build would retire most of its cards")
    CARDS_ELSEWHERE = ("R016", _E, "question has a card from a page that was not read")
    REPEATED_QUIZ = ("R013", _W, "quiz question is left out because another question asks the same")
    COPIES = ("R017", _W, "questions are left out because another page has the same")
    NO_LONGER_READ = ("R018", _E, "question with a card is no longer read")
    SETTING_IN_VAIN = ("R014", _W, "setting has no effect on released decks")
    DECKS_CONFLICT = ("R015", _E, "changelog or index has conflict markers")

    NOT_IMPORTABLE = ("P001", _E, "Anki would reject the package or some notes")
    GUID_TWICE = ("P002", _E, "notes share a guid")
    NO_CARD = ("P003", _E, "note has no card, or a card without a front")
    MEDIA_MISSING = ("P004", _E, "card shows a file that is not in the package")
    MEDIA_UNUSED = ("P005", _W, "file in the package is not used")
    ACTIVE = ("P006", _E, "card runs code")
    LOADS = ("P007", _E, "card loads something from another server")
    OTHER_SCHEMA = ("P008", _E, "note type differs from that of the older package")
    SKIPPED = ("P009", _E, "Anki skips a change since the older package")
    OVERWRITES = ("P010", _E, "unchanged note would overwrite the learner's copy")

    def __init__(self, code: str, severity: Severity, meaning: str) -> None:
        self.code = code
        self.severity = severity
        self.meaning = meaning


class UsageError(Exception):
    """The request itself is invalid, not the pages; the message is shown to the user."""


class UnknownCode(ValueError):
    """A code that doesn't exist; the message suggests similar ones."""


def rules_named(name: str) -> frozenset[Rule]:
    """The rules whose code is `name` or starts with it, ignoring case; raises UnknownCode.

    >>> sorted(rule.code for rule in rules_named("p01"))
    ['P010']
    """
    start = name.strip().upper()
    found = frozenset(rule for rule in Rule if start and rule.code.startswith(start))
    if not found:
        import difflib  # importing it takes as long as reading a page

        near = difflib.get_close_matches(start, [rule.code for rule in Rule], 3, 0.4)
        help_ = f"did you mean {', '.join(sorted(near))}?" if near else "codes look like S012"
        raise UnknownCode(f"unknown code {name.strip()!r}; {help_}")
    return found
