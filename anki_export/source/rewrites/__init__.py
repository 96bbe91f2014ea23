"""What is written in another way becomes what the formats read, before a page is parsed, line by line.

Each rewrite is one function and one entry in the table, with a quick look at what its pages must have. It says which
lines of a page change, and keeps their numbers. A file is imported for the first page that may need it: most builds
need few of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from importlib import import_module
from itertools import islice

from msgspec import Struct

from anki_export.source.lines import list_marker
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changed
from anki_export.source.thresholds import MARKED, MISSING_LABELS, SINGLE_BOLD, WITH_ANSWERS
from anki_export.text.lazy_regex import regex
from anki_export.text.statement_with_verdict import may_be_judged
from anki_export.text.true_or_false import may_announce_verdicts, may_have_verdicts
from anki_export.text.word_patterns import Words


class Rewrite(Struct, frozen=True):
    """One way in which pages are written."""

    module: str
    function: str
    """It takes the outline of a page, and returns the lines that change."""
    may_hold: Callable[[str], object]
    """Whether a text between line ends, so that each line has one before and behind it, may hold what is rewritten."""
    signs: str = ""
    """Characters one of which a text in ASCII needs for that, if any: most pages have few of them."""


_IMPORT = regex(r"import\s+(?:[\w*{][^'\"\n]*\sfrom\s+)?(['\"])[^'\"\n]+\1;?\s*")
_TEMPLATE_TAGS = ("{%", "{{", "{#\n")
_PLUGIN_BLOCK = regex(
    r"\n[ \t]*(?:(?:`{3,}|~{3,}|:{3,})[ \t]*\{?(?:quizdown|mcq)\b|:{3,}[ \t]*\{question\}"
    r"|!!![ \t]+(?:[ms]cquiz|[ms]cdropdown|blanks|question)\b)"
)
_TOTAL = regex(r"\n[ \t#*_]*+[^\W\d_][^\d\n]{0,24}+\d{1,3}(?:[ \t]*/[ \t]*|[ \t]+[^\W\d_]{1,5}[ \t]+)\d{1,3}(?!\d)")
_SPOILER = regex(r"\|\|[^|\n]+\|\||>![^\n]+!<")
_DRAWN_OPTION = regex(r"\n[ \t]*+(?:[-*+][ \t]++)?(?:\*\*)?[xX][.):]")
_LEADING_VERDICT = regex(
    r"\n[ \t]*+(?:[-*+][ \t]++)?(?:\d{1,3}[.)][ \t]*+)?(?:_+[ \t]*+[^\W_]{1,14}[ \t]*+_"
    r"|[(\[][ \t]*+[^\s()\[\]]{1,14}[ \t]*+[)\]]|(?:\*\*)?[^\W\d_]{1,14}(?:\*\*)?[ \t]*+[–—:-][ \t])"
)
_BEFORE_STATEMENTS = ("_", "(", "[", *(f"{sign}{space}" for sign in "–—:-" for space in " \t"))
"""What such a verdict has."""
_LONG = 4000
"""In characters: to look for words in a longer text takes about as long as to compile a pattern."""
_PLACE_BEFORE = regex(r"\n[ \t]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+(?:[(（][ \t\u3000_.…]*[)）]|__|[□☐])")
_LETTER_IN_BRACKETS = regex(r"\n[ \t]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?\([ \t]*[^\W\d_][ \t]*\)")
_ID_IN_POOL = regex(r"\n(?:#{1,6}[ \t]+)?(?:\*\*)?(?=\S*\d)[A-Z][A-Z0-9.-]{2,9}(?:\*\*)?[ \t]+\([A-H]\)")
_LETTERS_IN_BRACKETS = tuple(f"({letter})" for letter in "ABCDEFGH")
_TICKED = regex(r"\n[ \t]*+[(\[][xX][)\]][ \t]")
_DIGITS = "0123456789"
_FROM_DIGIT = regex(r"\d[^\n]*")
_NEAR, _LEAST_MESSAGES = 60, 4
"""In characters; and messages of a chat with two questions and their answers."""
_TIME = regex(r"\d[:.]\d\d(?!\d)")
_SCORE = regex(r"/(?<=[\d \t]/)[ \t]?\d{1,3}(?:[.,]\d{1,2})?(?![\d/.,])[^\d\n]{0,20}(?=\n)")
_POINTS = regex(
    r"[?？؟][ \t]*[*_]{0,2}(?:[\[(（【][^\n\[\]()]{0,24}[\])）】]|(?:\.{2,}|…+|__+)[ \t]?/[^\n]{1,5})[*_ \t]*(?=\n)"
)
_BEFORE_POINTS = ("? [", "?[", "? (", "?(", "? .", "? …", "? *", "? _", "？", "؟")
_ABOVE_FIRST = regex(
    r"\n[#*_ ]*([^\W\d_][^\n]{0,40})\n[ \t]*\n?(?:[^\W\d_]{0,2}[.º°:#№]*[ \t]?)1(?:[a-zA-Z.]|[.):][ \t])"
)
_OF_KEY = Words("answer", "solution", "key")
_FIRST_NUMBERS = ("\n1", "r. 1", "o. 1", "#1", "№", "º", "°")
_STRESSED = regex(
    r"\n[ \t>]*+(?:(?:[-+*•]|\d{1,2}[.)])[ \t]++(?:\[ ?\][ \t]+)?)?(?:[(（]?[^\W\d_][.)）:][ \t]+)?"
    r"(?:(?:\*\*|__)?<(?i:u|ins|mark|span|font|em|i|b|strong)\b|==|\*(?:\*\*)?(?![\s*])|_(?:__)?(?![\s_]))"
)
_BEFORE_TAGS = ("\n<", "\n><", " ><", "\t><", ">><", " <", "\t<", "*<", "_<")
_NUMBERED_LINE = regex(r"\n[ \t#*_]*+([^\W\d_][^\d\n]{0,24}+\d)")
_NUMBERED_HEADING = regex(r"\n {0,3}#{1,5}[ \t]+[^\w\n]*+([^\W\d_][^\d\n]{0,24}+\d)")
_HEADING = regex(r"\n {0,3}(#{1,6}[ \t][^\n]*)")
_LABEL = regex(
    r"\n[ \t>#]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+[*_]{0,2}+([^\W\d_][^\n:：*_]{0,20}+)"
    r"[*_]{0,2}+[ \t]?[:：]"
)
_LETTER = regex(
    r"\n[ \t]*+(?:[-*+][ \t]++)?+(?:(?:\*\*|__)[^\W\d_](?:\*\*|__)[ \t]"
    r"|(?:\*\*|__)?[^\W\d_](?:\*\*|__)?(?:[ \t]?[:：]|\.|[ \t]+[-–—]))"
)
_LETTER_OF_QUESTION = regex(r"\n(?:\*\*|__)?\(?[^\W\d_](?:[.)]|\.\))(?:\*\*|__)?[ \t]+(?=[^\s*_])")
_SECOND_LETTERS = ("B ", "B\t", "Б", "В", "Β", "Բ")
_UNSIGNED_LETTERS = regex(r"\n {0,3}[AАΑԱ][ \t]+\S[^\n]*\n {0,3}[BБΒԲ][ \t]+\S[^\n]*\n {0,3}[CВΓԳ][ \t]+\S")
_MARKED_LETTER = regex(r"\n(?:`[^\W\d_]`|\*\*[^\W\d_]\*\*|\[[^\W\d_]\])[ \t]")
_ASKING_TASK = regex(r"\n[-*+][ \t]+\[[ xX]\][ \t]+[^\n]*[?？؟][*_ \t]*(?=\n[ \t]+\S|\n[ \t]*\n)")
_ASKING_SIGN = regex(r"\n[ \t>]*(?:[-*+][ \t]+)?[❓❔🤔]")
_NOTE = regex(r"\n\[\^[^\[\]\s]+\]:")
_ASKING_CARD = regex(r"\n[ \t]*[:`~]{3,}[ \t]*\{(?:grid-item-card|card)\}[^\n]*[?？؟]")
_BOLD_ITEM = regex(r"\n[ \t>]*+(?:[-*+•][ \t]++)?(?:\(?[^\W\d_][.)][ \t]+)?(?:\*\*|__)[^\n]+(?:\*\*|__)[ \t\\]*(?=\n)")
_WITH_BOLD_WORD = regex(r"\n[^\n]*(?:\*\*|__)[^\W\d_]++[.!]?(?:\*\*|__)[^\n]*")
_RIGHT = Words("right")
_ASKS_IN_MARKS = [f"{sign}{mark}" for sign in "?？؟" for mark in "*_"]
_ASKING_ITALIC = regex(r"\n(?P<mark>[*_])(?![\s*_])[^*_\n]+[?？؟](?P=mark)[ \t]*[^\s*_]")
_WORD = regex(r"\n[ \t>]*+[*_]{0,2}([^\W\d_][^\s.:：()=*_–—-]{0,12})[*_]{0,2}[ \t]?[.:：)）=–—-]")
_ANSWER_IN_BRACKETS = regex(r"\n[ \t>]*+[*_]{0,3}[\[(（][^\W\d_][^\n\[\]():：（）]{1,30}[:：]")
_BRACKETS_AT_ENDS = [f"{bracket}{end}" for bracket in ")]）" for end in ("\n", " ", "\t", "*", "_")]
_IN_BRACKETS = regex(r"[【\[][^\x00-\x7f]{1,8}[ \t]?\d{0,3}[】\]]")
_NEXT_IN_KEY = regex(
    r"\d[ \t]?[题題問问]?[ \t]?[.:：)=–—-]*[ \t]*[(（]?[^\W\d_][)）]?[,;.，；、|/ \t\u3000]+[^\W\d_]{1,10}[.:]?[ \t]?\d"
)
"""An answer of a key, with the word and number of the next one: `1: b, Q2`."""
_OPEN_BOX = regex(r"\n(?:!!!|:::+[ \t]*[\w{]|> ?\[!\w+\] )[^\n]*[^\W_]")
_EMPTY_CELL = regex(r"\n[ \t]*\|[ \t]*:?-[^\n]*\n[^\n|]*\|[^\n]*\|[ \t]*[-–—☐\[]?[ \t]*\]?[ \t]*\|")
"""Below the head of a table, with no mark in it."""
_MARKED_WORD = regex(
    r"\n(?:[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+[*_]{1,2}([^\W\d_][^*_\n:：]{0,40}+)(?=[*_:：])"
    r"| {0,3}\#{1,6}[ \t]+\d{1,3}[.):]?[ \t]+([^\W\d_][^\n]{0,40}))"
)
_UNDERLINED = regex(r"\n[^\s#>|<`][^\n]*\n(?:={3}|-{3})[=-]*+[ \t]*(?=\n)")
_NOTES, _SIDES, _QUESTIONS = Words("note"), Words("front", "back"), Words("question", "numbered")
_ENTRIES = Words("entry")
_TASKS = Words("question", "numbered", "exercise", "quiz")
_ANSWERS = Words("answer", "solution", "short")
_NUMBER = " \t.:#№*_0123456789"
_TASK_OR_ANSWER = Words("answer", "solution", "exercise", "question", "example")
_ESCAPED = regex(r"\d\\[.)]")
_ESCAPED_LETTER = regex(r"[^\W\d_]\\[.)]")
_BELOW_NUMBERED = regex(r"\n#{1,6}[ \t][^\n]*\d[.:]?[ \t]*\n[ \t]*\n?[^\s#*_\d-]")
"""Text below a heading that ends with a number."""
_NUMBERED_CASE = regex(r"\n(?:\*\*|__)?[^\W\d_][^\d\n]{0,23}[ \t]\d{1,3}(?:[.:：]|\*\*|__)")
_SPACED_NUMBER = regex(r"\n[ \t]*[^\x00-\x7f\s\d]{1,12}[ \t]?\d{1,3}[ \t\u3000]")
_SECOND_IN_FORMULA = regex(r"\n[ \t]*\$[ \t]*B[ \t]*(?:[.．、)]|\$[ \t]*[.．、)])")
_WEBEXERCISE = regex(r"`r\s+(?:webexercises::)?(?:torf|mcq|longmcq|fitb|hide)\(")
_SECOND_SECTION = regex(r"\n {0,3}(?:#{1,6}[ \t]+)?(?:\*\*)?(?:二|II|Ⅱ)[、.．:：)]")
_CODE_IN_KEY = regex(r"[A-Z][-.]?\d{1,3}(?:\*\*|__)?[.:)=]?\s*(?:[-–—→|]|->)?\s*(?:\*\*|__)?\(?[^\W\d_](?![^\W_])")
_OTHER_SIGN = regex(r"\n\d{1,3}[、．）]")
_SLASHED = regex(r"\n {0,3}(?:\*\*|__)?\d{1,3}/[ \t]")
_FIRST_LETTER = regex(r"\n(?:[-*+][ \t]+)?\(?a[.)][ \t]+\S")
_DASHED = regex(r"\n1(?:\s?[-–]\s?[^\W\d_](?![^\W_])[^\n]*\n+2\s?[-–]| [^\n]+\n+2 )")
_BOTH_SIGNS = regex(r"\n[ \t>#*_+-]*+[^\W_]{1,3}\.\)")


def _has(pattern: re.Pattern[str], *signs: str, least: int = 1) -> Callable[[str], bool]:
    """A look for at least so many matches: as many as the file needs to be sure.

    Each match has one of some signs, if any: looking for these first takes less time than to compile a pattern.
    """

    def may_hold(text: str) -> bool:
        if signs and sum(map(text.count, signs)) < least:
            return False
        return next(islice(pattern.finditer(text), least - 1, None), None) is not None

    return may_hold


def _any_of(*looks: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: any(look(text) for look in looks)


def _has_labels(words: Words, least: int) -> Callable[[str], bool]:
    """A look for so many labels that begin lines with one of some words."""
    return lambda text: sum(count for label, count in _labels(text).items() if words.end(label) > 0) >= least


@lru_cache(1)
def _labels(text: str) -> Mapping[str, int]:
    """How often each possible label begins a line, in lower case; none on a page with few colons."""
    if text.count(":") + text.count("：") < 2:
        return {}  # as on most short pages; nothing is done for one label
    return Counter(label.lower() for label in _LABEL.findall(text))


def _has_words(pattern: re.Pattern[str], words: Words, least: int, *others: str) -> Callable[[str], bool]:
    """A look for so many matches whose group begins with one of some words, or is another text before a number."""

    def may_hold(text: str) -> bool:
        found: list[str] = [label.lower() for label in pattern.findall(text)]
        return sum(words.end(label) > 0 or label.rstrip(_NUMBER) in others for label in found) >= least

    return may_hold


def _has_numbered(pattern: re.Pattern[str], words: Words, least: int, *others: str) -> Callable[[str], bool]:
    """The same for a pattern that ends with a digit of its line."""
    has_words = _has_words(pattern, words, least, *others)
    return lambda text: _lines_with_digits(text) >= least and has_words(text)


@lru_cache(1)  # several ask about a page
def _lines_with_digits(text: str) -> int:
    return len(_FROM_DIGIT.findall(text))


def _may_be_chat(text: str) -> bool:
    """Whether several lines have a time near their start, as those that say who wrote a message."""
    times = (match.start() for match in _TIME.finditer(text))
    return sum(text.rfind("\n", max(0, at - _NEAR), at) >= 0 for at in times) >= _LEAST_MESSAGES


def _may_have_stress(text: str) -> bool:
    """Whether several items may be in italics, highlighted or in a tag: what is bold has other signs."""
    single = sum(text.count(sign) - 2 * text.count(2 * sign) for sign in "*_")
    tags = sum(map(text.count, _BEFORE_TAGS)) - text.count("\n</") - text.count("\n<details") if "<" in text else 0
    return single + 2 * tags + text.count("==") >= 2 * SINGLE_BOLD.least and _has(_STRESSED)(text)


def _may_say_what_is_bold(text: str) -> bool:
    """Whether a line that is no list item has one word in bold after others, or before them, and two items are bold."""
    least = WITH_ANSWERS.least
    if text.count("**") + text.count("__") < 2 * least or not _has(_BOLD_ITEM, least=least)(text):
        return False  # as most
    lines = (match[0].lower() for match in _WITH_BOLD_WORD.finditer(text))
    return any(_RIGHT.are_in(line) for line in lines)


def _may_have_totals(text: str) -> bool:
    return _lines_with_digits(text) >= 2 and _has(_NUMBERED_LINE, least=2)(text) and _has(_TOTAL, least=2)(text)


def _may_have_turns(text: str) -> bool:
    asked = sum(map(text.count, "?？؟;"))
    return asked >= MISSING_LABELS.least and _has(_LETTER, least=2 * MISSING_LABELS.least - 1)(text)


def _in_other_scripts(pattern: re.Pattern[str], least: int = 1) -> Callable[[str], bool]:
    """A look for what only texts with other letters than those of ASCII have."""
    return lambda text: not text.isascii() and _has(pattern, least=least)(text)


def _may_have_marked_labels(text: str) -> bool:
    """Whether words in bold or italics at the start of a line, or in a numbered heading, name a task or an answer."""
    labels = [(marked or titled).rstrip(" .") for marked, titled in _MARKED_WORD.findall(text)]
    return bool(labels) and _TASK_OR_ANSWER.are_in("\n".join(labels).lower())


def _may_repeat_labels(text: str) -> bool:
    """Whether a label that is none of a question or answer begins several lines, as does one of an answer."""
    labels = _labels(text) if "**" in text or "__" in text else {}
    repeat = [label for label, count in labels.items() if count > 1 and _TASK_OR_ANSWER.end(label) < len(label)]
    return bool(repeat) and (_ANSWERS.are_in(text.lower()))


def _may_repeat_headings(text: str) -> bool:
    """Whether two headings have the same text, and something names an answer."""
    titles = _HEADING.findall(text) if text.count("\n#") > 1 else []
    return len(titles) > len(set(titles)) and _ANSWERS.are_in(text.lower())


def _may_have_leading_verdicts(text: str) -> bool:
    has_letters = _has(_LETTER_IN_BRACKETS, "(", least=MARKED.least)(text)
    if len(text) <= _LONG and not (
        sum(map(text.count, _BEFORE_STATEMENTS)) >= MARKED.least and (has_letters or may_have_verdicts(text))
    ):
        return False  # as on most short pages
    found: list[str] = _LEADING_VERDICT.findall(text)
    if len(found) < MARKED.least:
        return False
    if has_letters or may_have_verdicts("\n".join(found)):
        return True
    return any(sum(map(str.isalpha, one)) <= 1 for one in found) and may_have_verdicts(text)  # letters or signs


def _may_have_key_of_list(text: str) -> bool:
    """Whether a page asks and has two lists, and the line above one of these names answers."""
    if sum(map(text.count, _FIRST_NUMBERS)) < 2 or not ("?" in text or "？" in text):
        return False  # as most
    if "\n1.1" in text or "\n1a" in text:
        return _OF_KEY.are_in(text.lower())
    return any(_OF_KEY.are_in(label.lower()) for label in _ABOVE_FIRST.findall(text))


def _may_have_key_in_order(text: str) -> bool:
    """Whether three lines or more ask, and answers are named below the last one."""
    last = text.rstrip().removesuffix("</details>").rstrip().rpartition("\n")[2]
    if not list_marker(last) or text.count("?") < MARKED.least:
        return False  # as most
    return _OF_KEY.are_in(text[text.rfind("?") :].lower())


_may_lack_signs = _any_of(
    _has(_LETTER_OF_QUESTION, least=MARKED.least),
    _has(_UNSIGNED_LETTERS, *_SECOND_LETTERS, least=2),
    _has(_MARKED_LETTER),
)
"""Whether letters at the start of lines may be those of questions or options, or a marked one that of an option."""
_may_have_signs = _any_of(
    _has(_ESCAPED, "\\"),
    _has(_BOTH_SIGNS, ".)"),
    _has(_SLASHED, "/ ", "/\t", least=MARKED.least),
    _has(_DASHED, "\n1-", "\n1 ", "\n1–"),
    _in_other_scripts(_OTHER_SIGN),
)


REWRITES = (
    Rewrite(
        "quizzes_of_plugins",
        "quizzes_of_plugins",
        _has(_PLUGIN_BLOCK, "quiz", "mcq", "{question}", "answers:", "blanks"),
        "`~:!",
    ),
    Rewrite("r_exams", "answer_lists_as_tasks", lambda text: "\nAnswerlist\n---" in text or "\nextype:" in text),
    Rewrite("r_webexercises", "webexercises_as_markdown", _has(_WEBEXERCISE, "`r "), "`"),
    Rewrite("underlined_headings", "underlined_as_marked", _has(_UNDERLINED, "\n===", "\n---"), "=-"),
    Rewrite("converter_leftovers", "bracketed_spans_as_text", lambda text: "]{" in text, "{"),
    Rewrite("number_punctuation", "letters_without_escapes", _has(_ESCAPED_LETTER, "\\"), "\\"),
    Rewrite("labelled_questions_in_chats", "chat_as_questions", _may_be_chat, _DIGITS),
    Rewrite("normalize_labels", "without_totals", _may_have_totals, _DIGITS),
    Rewrite("lms_quiz_reviews", "quiz_review_as_labels", _has_numbered(_NUMBERED_LINE, _QUESTIONS, 2), _DIGITS),
    Rewrite("form_results", "form_results_as_labels", _has(_SCORE, "/", least=3), "/"),
    Rewrite("points_behind_questions", "questions_without_points", _has(_POINTS, *_BEFORE_POINTS, least=2), "?"),
    Rewrite("quiz_slides", "slide_notes_as_answers", _has_labels(_NOTES, MARKED.least), ":"),
    Rewrite(
        "quiz_slides", "answer_slides_as_sections", _has_numbered(_NUMBERED_HEADING, _TASKS, MARKED.least, "q"), _DIGITS
    ),
    Rewrite("stressed_options_as_bold", "bold_options_as_tasks", _may_say_what_is_bold, "*_"),
    Rewrite("stressed_options_as_bold", "stressed_options_as_bold", _may_have_stress, "*_<="),
    Rewrite("spoilers", "hidden_text_as_answers", _has(_SPOILER, "||", "!<"), "|!"),
    Rewrite("converter_leftovers", "filled_cells_as_empty", lambda text: "nan |" in text, "|"),
    Rewrite("answers_as_collapsed", "answer_comments_as_elements", lambda text: "<!--" in text, "<"),
    Rewrite("options_as_tasks", "crossed_boxes_as_tasks", lambda text: "☒" in text, "☒"),
    Rewrite(
        "options_as_tasks",
        "one_x_two_as_tasks",
        _has(_DRAWN_OPTION, "X.", "X)", "X:", "x.", "x)", "x:", least=2),
        "xX",
    ),
    Rewrite("options_as_tasks", "boxes_in_text_as_tasks", _has(_TICKED, "[x]", "[X]", "(x)", "(X)"), "[("),
    Rewrite(
        "options_as_tasks", "asking_tasks_as_items", _has(_ASKING_TASK, "[ ]", "[x]", "[X]", least=MARKED.least), "["
    ),
    Rewrite("judged_statements", "verdicts_behind_statements", _may_have_leading_verdicts, "_([:-"),
    Rewrite(
        "judged_statements",
        "statements_without_places",
        lambda text: _has(_PLACE_BEFORE, least=MARKED.least)(text) and may_announce_verdicts(text),
        "_(",
    ),
    Rewrite(
        "judged_statements",
        "named_statements_as_numbered",
        _has_numbered(_NUMBERED_LINE, _ENTRIES, MARKED.least),
        _DIGITS,
    ),
    Rewrite("judged_statements", "judged_paragraphs_as_items", may_be_judged, "*_=([->"),
    Rewrite("merge_true_false_columns", "marked_columns_as_verdicts", _has(_EMPTY_CELL, "|"), "|"),
    Rewrite("merge_true_false_columns", "empty_columns_as_verdicts", _has(_EMPTY_CELL, "|"), "|"),
    Rewrite("list_tables_as_labels", "list_tables_as_labels", lambda text: "{list-table}" in text, "{"),
    Rewrite("normalize_labels", "question_pool_as_labels", _has(_ID_IN_POOL, *_LETTERS_IN_BRACKETS, least=2), "("),
    Rewrite("normalize_labels", "card_sides_as_labels", _has_labels(_SIDES, 2 * MARKED.least), ":"),
    Rewrite("normalize_labels", "labels_in_brackets_as_text", _in_other_scripts(_IN_BRACKETS), "【"),
    Rewrite("normalize_labels", "spaced_labels_with_colons", _in_other_scripts(_SPACED_NUMBER, MARKED.least), "："),
    Rewrite("normalize_labels", "keys_without_words", _has(_NEXT_IN_KEY), _DIGITS),
    Rewrite("normalize_labels", "alef_as_letter", lambda text: "الف" in text, "ا"),
    Rewrite("question_codes_as_numbers", "codes_as_numbers", _has(_CODE_IN_KEY, least=MARKED.least), _DIGITS),
    Rewrite(
        "answers_by_numerals_of_sections",
        "answers_below_headings",
        _has(_SECOND_SECTION, "二", "II", "Ⅱ", least=2),
        "二IⅡ",
    ),
    Rewrite("keys_at_end_as_lists_or_tasks", "keys_as_lists", _may_have_key_of_list, "1"),
    Rewrite("keys_at_end_as_lists_or_tasks", "key_in_order_as_tasks", _may_have_key_in_order, "?"),
    Rewrite("labels_that_take_turns", "colons_as_usual", lambda text: any(colon in text for colon in "՝៖፦"), "՝"),
    Rewrite(
        "normalize_labels", "answers_in_brackets_as_text", _has(_ANSWER_IN_BRACKETS, *_BRACKETS_AT_ENDS, least=2), ")]"
    ),
    Rewrite("labels_that_take_turns", "letter_labels_as_usual", _may_have_turns, "?;"),
    Rewrite("labels_that_take_turns", "sign_labels_as_usual", _in_other_scripts(_ASKING_SIGN, MARKED.least), "❓"),
    Rewrite("footnotes_that_answer", "footnotes_behind_questions", _has(_NOTE, "\n[^", least=MARKED.least), "^"),
    Rewrite(
        "lettered_questions_as_numbers",
        "lettered_questions_as_numbers",
        _has(_FIRST_LETTER, "a)", "a.", least=2),
        ").",
    ),
    Rewrite("normalize_letters", "letters_as_usual", _may_lack_signs),
    Rewrite(
        "italic_questions", "italic_questions_as_bold", _has(_ASKING_ITALIC, *_ASKS_IN_MARKS, least=MARKED.least), "?"
    ),
    Rewrite("cases_to_judge", "asking_cases_as_labels", _has(_BELOW_NUMBERED, "**", "__", least=MARKED.least), "?"),
    Rewrite("cases_to_judge", "numbered_cases_as_labels", _has(_NUMBERED_CASE, least=MARKED.least), _DIGITS),
    Rewrite("normalize_labels", "short_labels_in_full", _has_words(_WORD, _ANSWERS, 2)),
    Rewrite("normalize_labels", "with_usual_labels", _may_have_marked_labels, f"*_{_DIGITS}"),
    Rewrite("repeated_labels", "repeated_labels_as_questions", _may_repeat_labels, "*_"),
    Rewrite("repeated_labels", "repeated_headings_as_exercises", _may_repeat_headings, "#"),
    Rewrite("answers_as_collapsed", "open_answers_as_collapsed", _has(_OPEN_BOX, "!!!", ":::", "[!", least=4), "!:"),
    Rewrite("answers_as_collapsed", "asking_cards_as_collapsed", _has(_ASKING_CARD, "card}", least=MARKED.least), "{"),
    Rewrite("number_punctuation", "with_usual_numbers", _may_have_signs),
    Rewrite("normalize_labels", "letters_in_formulas_as_text", _has(_SECOND_IN_FORMULA, "$"), "$"),
)
"""In the order in which they follow each other: what one leaves is what the next one reads."""
_ALL_DIGITS = frozenset(_DIGITS)
_SIGNS = frozenset("".join(rewrite.signs for rewrite in REWRITES))


def is_mdx(text: str, path: str) -> bool:
    """Whether a page is MDX: by its name, or because it begins with an import, as in Docusaurus."""
    return path.lower().endswith(".mdx") or ("import " in text and _IMPORT.match(text.lstrip()) is not None)


def rewritten(text: str, path: str, seen: Outline | None = None) -> Outline:
    """A page at a path as the formats read it; `seen` is used if it is the outline of its text."""
    text = _of_generator(text, path)
    return _from(0, seen if seen and seen.text == text else Outline(text.split("\n")))


def _from(start: int, outline: Outline) -> Outline:
    """A page as the rewrites from one on leave it."""
    text = f"\n{outline.text}\n"
    used = frozenset([sign for sign in _SIGNS if sign in text])
    used = used - _ALL_DIGITS | {"1"} if used & _ALL_DIGITS else used  # any digit is the same sign
    for at in _with_signs(used) if text.isascii() else range(len(REWRITES)):
        if at >= start and REWRITES[at].may_hold(text) and (changes := _function(REWRITES[at])(outline)):
            return _from(at + 1, changed(outline, changes))
    return outline


@lru_cache(1 << 8)  # many pages of a folder have the same signs
def _with_signs(used: Set[str]) -> Sequence[int]:
    """The places of the rewrites for which a text in ASCII has a sign, or which need none."""
    return [at for at, one in enumerate(REWRITES) if not one.signs or not used.isdisjoint(one.signs)]


def _function(rewrite: Rewrite) -> Callable[[Outline], Changes]:
    function: Callable[[Outline], Changes] = getattr(import_module(f"{__name__}.{rewrite.module}"), rewrite.function)
    return function


def _of_generator(text: str, path: str) -> str:
    """The text of a page without what generators of sites add to Markdown."""
    if is_mdx(text, path):
        from anki_export.source.rewrites.mdx import mdx_as_markdown

        text = mdx_as_markdown(text)
    elif "<question" in text or "<panel" in text:
        from anki_export.source.rewrites.markbind import markbind_as_markdown

        text = markbind_as_markdown(text)
    if any(mark in text for mark in _TEMPLATE_TAGS):
        from anki_export.source.rewrites.template_tags import template_as_markdown

        text = template_as_markdown(text, path)
    return text
