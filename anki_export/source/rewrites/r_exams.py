"""Lists of options of the R package exams get boxes before a page is parsed, line by line:

    Question                               Question
    ========                               ========
    Which sail is at the bow?              Which sail is at the bow?

    Answerlist
    ----------
    * the mizzen                           - [ ] the mizzen
    * the jib                              - [x] the jib

    Solution                               Solution
    ========                               ========

    Answerlist
    ----------
    * False. It is at the stern.           * False. It is at the stern.
    * True.                                * True.

The list of the solution says which are right, or `exsolution: 01` among the meta-information. A list of verdicts alone
is left out, and so is code above the question, which makes its data. See https://www.r-exams.org/intro/.
"""

from collections.abc import Sequence

from anki_export.source.candidates.true_false_statements import verdict_in
from anki_export.source.lines import is_blank, list_marker
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.text.lazy_regex import regex
from anki_export.text.true_or_false import verdicts

_HEAD = "Answerlist"
_META_HEAD = "Meta-information"
_TYPE = "\nextype:"
_RULES = ("===", "---")
_SETTING = regex(r"^ex\w+:")
_META = regex(r"^exsolution:[ \t]*[\"']?(?P<digits>[01]+)[\"']?[ \t]*$")
_BOTH = 2


def answer_lists_as_tasks(outline: Outline) -> Changes:
    """The lines of the lists with boxes, and blank ones in place of their heads and of the meta-information."""
    lines = outline.lines
    heads = [at for at, _ in outline.lines_with(_HEAD) if lines[at].strip() == _HEAD and _is_dashes(lines, at + 1)]
    meta_lines = {at: "" for at in range(len(lines)) if _is_meta(lines, at)} if _TYPE in outline.text else {}
    first = outline.headings[0].line if outline.headings else 0
    if meta_lines and all(outline.is_code[at] or is_blank(lines[at]) for at in range(first)):
        meta_lines |= dict.fromkeys(range(first), "")
    if not 0 < len(heads) <= _BOTH:
        return meta_lines
    options, *said = [_items(lines, at + 2) for at in heads]
    told = [verdict_in(_text(lines, at)) for items in said for at in items]
    meta = next((match for line in lines if (match := _META.match(line))), None)
    right: Sequence[bool | None] = verdicts(told) if len(told) == len(options) else ()
    named = [digit == "1" for digit in meta["digits"]] if meta else []
    right = named if not right or None in right else right
    if len(right) != len(options) or (named and named != right):
        return meta_lines
    changes = meta_lines | {number: "" for at in heads for number in (at, at + 1)}
    for at, is_right in zip(options, right, strict=True):
        changes[at] = f"- [{'x' if is_right else ' '}] {_text(lines, at)}"
    if all(_text(lines, at).strip(" *_.") == word for items in said for at, word in zip(items, told, strict=True)):
        changes |= {at: "" for items in said for at in items}
    return changes


def _is_meta(lines: Sequence[str], at: int) -> bool:
    """Whether a line is one of the meta-information at the end: its head, or a setting such as `extype: schoice`."""
    is_head = lines[at].strip("# ") == _META_HEAD
    return (
        is_head
        or (lines[at].startswith(_RULES) and lines[at - 1].strip() == _META_HEAD)
        or bool(_SETTING.match(lines[at]))
    )


def _is_dashes(lines: Sequence[str], at: int) -> bool:
    return at < len(lines) and lines[at].strip() != "" and not lines[at].strip(" -")


def _items(lines: Sequence[str], start: int) -> Sequence[int]:
    """The lines that begin the items of the list below a head, each of which is a paragraph; none otherwise."""
    found = list[int]()
    for at in range(start, len(lines)):
        if list_marker(lines[at]) and not lines[at][:1].isspace():
            found.append(at)
        elif is_blank(lines[at - 1]) and lines[at][:1].isspace() and not is_blank(lines[at]):
            return ()  # a second paragraph of an option, which its box would lose
        elif not (is_blank(lines[at]) or lines[at][:1].isspace()):
            break
    return found


def _text(lines: Sequence[str], at: int) -> str:
    marker = list_marker(lines[at])
    return lines[at][marker.end() if marker else 0 :]
