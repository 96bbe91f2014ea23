"""What is written in another way becomes what the formats read, before a page is parsed, line by line.

Each rewrite is one file and one entry in the table, with a quick look at what its pages must have. It keeps the numbers
of lines, and returns other texts as they are. A file is imported for the first page that may need it: most builds need
few of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice

from msgspec import Struct

from anki_export.source.thresholds import MARKED, MISSING_LABELS
from anki_export.text.lazy_regex import regex
from anki_export.text.true_or_false import may_have_verdicts


class Rewrite(Struct, frozen=True):
    """One way in which pages are written."""

    module: str
    function: str
    """It takes and returns the text of a page."""
    may_hold: Callable[[str], object]
    """Whether a text, below a line end so that each line has one before it, may hold what is rewritten."""


_IMPORT = regex(r"import\s+(?:[\w*{][^'\"\n]*\sfrom\s+)?(['\"])[^'\"\n]+\1;?\s*")
_TEMPLATE_TAGS = ("{%", "{{", "{#\n")
_EDGES_OF_ANSWER = ("<!--", "# BEGIN ", "# END ")
_TOTAL = regex(r"\n[ \t#*_]*+[^\W\d_][^\d\n]{0,24}+\d{1,3}(?:[ \t]*/[ \t]*|[ \t]+[^\W\d_]{1,5}[ \t]+)\d{1,3}(?!\d)")
_DRAWN_OPTION = regex(r"\n[ \t]*+(?:[-*+][ \t]++)?(?:\*\*)?[xX][.):]")
_LEADING_VERDICT = regex(
    r"\n[ \t]*+(?:[-*+][ \t]++)?(?:\d{1,3}[.)][ \t]*+)?(?:_+[ \t]*+[^\W_]{1,14}[ \t]*+_"
    r"|[(\[][ \t]*+[^\s()\[\]]{1,14}[ \t]*+[)\]]|(?:\*\*)?[^\W\d_]{1,14}(?:\*\*)?[ \t]*+[–—:-][ \t])"
)
_LETTER_IN_BRACKETS = regex(r"\n[ \t]*+(?:[-*+][ \t]++)?\([ \t]*[^\W\d_][ \t]*\)")
_ASKING_PART = regex(r"\n[ \t]*+(?:[-*+][ \t]++)?\(?[^\W\d_][.)][ \t][^\n]*[?？؟][ \t]*(?=\n)")
_TICKED = regex(r"\n[ \t]*+[(\[][xX][)\]][ \t]")
_PLUS_BELOW_MINUS = regex(r"\n[ \t]*-[ \t]+[^\n]+\n[ \t]*\+[ \t]")
_NEAR, _LEAST_MESSAGES = 60, 4
"""In characters; and messages of a chat with two questions and their answers."""
_LEAST_PARTS = _LEAST_BOXES = 4
"""Two questions with two parts, or with a box for the answer, each."""
_TIME = regex(r"\d[:.]\d\d(?!\d)")
_SCORE = regex(r"/(?<=[\d \t]/)[ \t]?\d{1,3}(?:[.,]\d{1,2})?(?![\d/.,])[^\d\n]{0,20}(?=\n|\Z)")
_STRESSED = regex(
    r"\n[ \t>]*+(?:(?:[-+*•]|\d{1,2}[.)])[ \t]++(?:\[ ?\][ \t]+)?)?(?:[(（]?[^\W\d_][.)）:][ \t]+)?"
    r"(?:(?:\*\*|__)?<(?i:u|ins|mark|span|font|em|i|b|strong)\b|==|\*(?:\*\*)?(?![\s*])|_(?:__)?(?![\s_]))"
)
_NUMBERED_LINE = regex(r"\n[ \t#*_]*+[^\W\d_][^\d\n]{0,24}+\d")
_NUMBERED_HEADING = regex(r"\n {0,3}#[^\n]*\d")
_LABEL = regex(
    r"\n[ \t>#]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+[*_]{0,2}+(?P<start>[^\W\d_][^\n:：*_]{0,2}+)[^\n:：*_]{0,18}+"
    r"[*_]{0,2}+[ \t]?[:：]"
)
_LETTER = regex(r"\n[ \t]*+(?:[-*+][ \t]++)?+(?:\*\*|__)?[^\W\d_](?:\*\*|__)?(?:[ \t]?[:：]|\.|[ \t]+[-–—])")
_WORD = regex(r"\n[ \t>]*+[*_]{0,2}[^\W\d_][^\s.:：()=*_–—-]{0,12}[*_]{0,2}[ \t]?[.:：)）=–—-]")
_ANSWER_IN_BRACKETS = regex(r"\n[ \t>]*+[*_]{0,3}[\[(（][^\W\d_][^\n\[\]():：（）]{1,30}[:：]")
_OPEN_BOX = regex(r"\n(?:!!!|:::+[ \t]*[\w{]|> ?\[!\w+\] )[^\n]*[^\W_]")
_BREAKS_FIRST = regex(r"\n[ \t]*<br[ \t]*/?>[ \t]*\S")
_LETTER_ALONE = regex(r"\n[ \t]*\*\*[(（]?[^\W\d_][.)）]?\*\*[.)]?[ \t]*(?=\n|\Z)")
_MARKED_WORD = regex(
    r"\n(?:[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+[*_]{1,2}[^\W\d_]"
    r"| {0,3}\#{1,6}[ \t]+\d{1,3}[.):]?[ \t]+[^\W\d_][^\n]{0,40}\n)"
)
_UNDERLINED = regex(r"\n[^\s#>|<`][^\n]*\n(?:={3}|-{3})[=-]*+[ \t]*(?=\n|\Z)")
_SPACED_NUMBER = regex(r"\n[ \t]*[^\x00-\x7f\s\d]{1,12}[ \t]?\d{1,3}[ \t\u3000]")
_ESCAPED = regex(r"[^\W_]\\[.)]")
_OTHER_SIGN = regex(r"\n\d{1,3}[、．）]")
_BOTH_SIGNS = regex(r"\n[ \t>#*_+-]*+[^\W_]{1,3}\.\)")


def _has(pattern: re.Pattern[str], least: int = 1) -> Callable[[str], bool]:
    """A look for at least so many matches: as many as the file needs to be sure."""
    return lambda text: sum(1 for _ in islice(pattern.finditer(text), least)) == least


def _has_any(marks: Sequence[str]) -> Callable[[str], bool]:
    """A look for one of some marks, which takes less time than a pattern."""
    return lambda text: any(mark in text for mark in marks)


def _has_with(pattern: re.Pattern[str], *signs: str) -> Callable[[str], bool]:
    """A look for a pattern, which is compiled only for texts with one of some signs that it needs."""
    return lambda text: any(sign in text for sign in signs) and pattern.search(text) is not None


def _repeats_labels(number: int) -> Callable[[str], bool]:
    """A look for so many labels that begin several lines."""
    colons = number * MARKED.least

    def may_hold(text: str) -> bool:
        if text.count(":") + text.count("：") < colons:
            return False  # as on most short pages
        return sum(count >= MARKED.least for count in _labels(text).values()) >= number

    return may_hold


@lru_cache(1)
def _labels(text: str) -> Counter[str]:
    """How often each label begins a line, by its first letters: "Note" and "Notes" are one."""
    return Counter(start.lower() for start in _LABEL.findall(text))


def _may_be_chat(text: str) -> bool:
    """Whether several lines have a time near their start, as those that say who wrote a message."""
    times = (match.start() for match in _TIME.finditer(text))
    return sum(text.rfind("\n", max(0, at - _NEAR), at) >= 0 for at in times) >= _LEAST_MESSAGES


def _may_have_asking_parts(text: str) -> bool:
    return sum(text.count(mark) for mark in "?？؟") >= _LEAST_PARTS and _has(_ASKING_PART, _LEAST_PARTS)(text)


def _may_have_open_boxes(text: str) -> bool:
    """Whether two boxes ask, and two have an answer."""
    return sum(text.count(mark) for mark in ("!!!", ":::", "[!")) >= _LEAST_BOXES and _has(_OPEN_BOX, _LEAST_BOXES)(
        text
    )


def _may_have_draws(text: str) -> bool:
    """Whether two options may be called X, as a draw is on betting slips."""
    return sum(text.count(mark) for mark in ("X.", "X)", "X:", "x.", "x)", "x:")) > 1 and _has(_DRAWN_OPTION, 2)(text)


def _may_have_turns(text: str) -> bool:
    asked = sum(text.count(mark) for mark in "?？؟;")
    return asked >= MISSING_LABELS.least and _has(_LETTER, 2 * MISSING_LABELS.least - 1)(text)


def _may_have_spaced_labels(text: str) -> bool:
    return not text.isascii() and _has(_SPACED_NUMBER, MARKED.least)(text)


def _may_have_pairs(text: str) -> bool:
    """Whether three lines or more may ask, and as many have a label that answers."""
    asked = sum(text.count(mark) for mark in "?？؟;")
    if not text.isascii() and any(colon in text for colon in "՝៖፦"):
        return True
    return asked >= MARKED.least and _repeats_labels(1)(text)


def _may_have_brackets(text: str) -> bool:
    return "【" in text or ("[" in text and not text.isascii())


def _may_have_leading_verdicts(text: str) -> bool:
    if not _has(_LEADING_VERDICT, MARKED.least)(text):
        return False
    return _has(_LETTER_IN_BRACKETS, MARKED.least)(text) or may_have_verdicts(text)


def _may_have_signs(text: str) -> bool:
    if ".)" in text and _BOTH_SIGNS.search(text):
        return True
    is_escaped = "\\" in text and _ESCAPED.search(text) is not None
    return is_escaped or (not text.isascii() and _OTHER_SIGN.search(text) is not None)


REWRITES = (
    Rewrite("underlined_headings", "underlined_as_marked", _has_with(_UNDERLINED, "\n===", "\n---")),
    Rewrite("bracketed_spans", "bracketed_spans_as_text", lambda text: "]{" in text),
    Rewrite("chat_messages", "chat_as_questions", _may_be_chat),
    Rewrite("question_totals", "without_totals", lambda text: _has(_NUMBERED_LINE, 2)(text) and _has(_TOTAL, 2)(text)),
    Rewrite("lms_quiz_reviews", "quiz_review_as_labels", _has(_NUMBERED_LINE, 2)),
    Rewrite("form_results", "form_results_as_labels", _has(_SCORE, 3)),
    Rewrite("quiz_slides", "slide_notes_as_answers", _repeats_labels(1)),
    Rewrite("quiz_slides", "answer_slides_as_sections", _has(_NUMBERED_HEADING, MARKED.least)),
    Rewrite("emphasized_options", "stressed_options_as_bold", _has(_STRESSED)),
    Rewrite("nan_cells", "filled_cells_as_empty", lambda text: "nan |" in text),
    Rewrite("question_answer_attributes", "question_tags_as_details", lambda text: "answer=" in text and "{" in text),
    Rewrite("answers_between_markers", "answer_comments_as_elements", _has_any(_EDGES_OF_ANSWER)),
    Rewrite("tick_boxes_in_text", "crossed_boxes_as_tasks", lambda text: "☒" in text),
    Rewrite("one_x_two_options", "one_x_two_as_tasks", _may_have_draws),
    Rewrite("tick_boxes_in_text", "boxes_in_text_as_tasks", _has_with(_TICKED, "[x]", "[X]", "(x)", "(X)")),
    Rewrite("verdicts_before_statements", "verdicts_behind_statements", _may_have_leading_verdicts),
    Rewrite("lettered_parts", "parts_as_questions", _may_have_asking_parts),
    Rewrite("plus_minus_options", "plus_lists_as_tasks", _has_with(_PLUS_BELOW_MINUS, "+ ", "+\t")),
    Rewrite("exam_question_pools", "question_pool_as_labels", lambda text: "\n~~" in text),
    Rewrite("card_sides", "card_sides_as_labels", _repeats_labels(2)),
    Rewrite("leading_line_breaks", "breaks_before_options_as_text", _has_with(_BREAKS_FIRST, "<br")),
    Rewrite("normalize_labels", "labels_in_brackets_as_text", _may_have_brackets),
    Rewrite("normalize_labels", "spaced_labels_with_colons", _may_have_spaced_labels),
    Rewrite("normalize_labels", "alef_as_letter", lambda text: "الف" in text),
    Rewrite("labels_of_unknown_words", "unknown_labels_as_usual", _may_have_pairs),
    Rewrite("normalize_labels", "answers_in_brackets_as_text", _has(_ANSWER_IN_BRACKETS, 2)),
    Rewrite("normalize_labels", "letters_below_options_as_answers", _has_with(_LETTER_ALONE, "**")),
    Rewrite("one_letter_labels", "letter_labels_as_usual", _may_have_turns),
    Rewrite("normalize_labels", "short_labels_in_full", _has(_WORD, 2)),
    Rewrite("normalize_labels", "with_usual_labels", _has(_MARKED_WORD)),
    Rewrite("open_answer_boxes", "open_answers_as_collapsed", _may_have_open_boxes),
    Rewrite("number_punctuation", "with_usual_numbers", _may_have_signs),
    Rewrite("bold_title", "bold_title_as_heading", lambda text: text.lstrip().startswith(("**", "__"))),
)
"""In the order in which they follow each other: what one leaves is what the next one reads."""


def is_mdx(text: str, path: str) -> bool:
    """Whether a page is MDX: by its name, or because it begins with an import, as in Docusaurus."""
    return path.lower().endswith(".mdx") or ("import " in text and _IMPORT.match(text.lstrip()) is not None)


def rewritten(text: str, path: str) -> str:
    """The text of a page at a path as the formats read it."""
    below = f"\n{_of_generator(text, path)}"
    for rewrite in REWRITES:
        if rewrite.may_hold(below):
            below = f"\n{_function(rewrite)(below[1:])}"
    return below[1:]


def _function(rewrite: Rewrite) -> Callable[[str], str]:
    function: Callable[[str], str] = getattr(import_module(f"{__name__}.{rewrite.module}"), rewrite.function)
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
