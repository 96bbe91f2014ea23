"""Labels of tasks and solutions in other marks become those that are read, before a page is parsed, line by line:

**Solution.** It floats.       **Solution:** It floats.
*Solution:* It floats.         **Solution:** It floats.
*Exercise 2.* Why?             **Exercise 2.** Why?
**Exercise 2** Why?            **Exercise 2.** Why?
**Exercise 2**: Why?           **Exercise 2:** Why?
## 2. Exercise                 ## Exercise 2
## Solution                    **Solution**      below a line such as `**Exercise 2.** Why?`
"""

import re
from bisect import bisect_left
from itertools import takewhile

from anki_export.source.lines import is_blank, is_quoted, without_quote
from anki_export.source.outline import Outline
from anki_export.text.asking import is_clear_question
from anki_export.text.label_kinds import is_label_of, is_numbered_label
from anki_export.text.regex import regex

_ANSWER, _TASK = ("answer", "solution"), ("exercise", "question", "example")
_LINE = regex(
    r"\n(?:(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+)"
    r"(?P<mark>\*\*?|__?)(?P<label>[^\W\d_][^*_\n:：]{0,40}+)(?P<inner>[:：]?)(?P=mark)"
    r"(?P<outer>[ \xa0]?[:：]|\.?)(?P<rest>[ \t][^\n]*)?"
    r"|(?P<hashes> {0,3}\#{1,6}[ \t]+)(?:(?P<number>\d{1,3})[.):]?[ \t]+)?(?P<title>[^\W\d_][^\n]{0,40}?)[ \t]*)(?=\n)"
)


def with_usual_labels(text: str) -> str:
    """The text of a page with such labels as the formats read them."""
    matches = list(_LINE.finditer("\n" + text))
    has_tasks = any(match["label"] and is_numbered_label(match["label"], *_TASK) for match in matches)
    found = [(match, new) for match in matches if (new := _usual(match, has_tasks=has_tasks))]
    if all(match[0][1:] == new and not is_quoted(new) for match, new in found):
        return text  # as most
    outline = Outline(text.split("\n"))
    lines, headings = list(outline.lines), [heading.line for heading in outline.headings]
    asking = {heading.line for heading in outline.headings if is_clear_question(heading.title)}
    task, solutions = -1, dict[int, str]()
    number = place = 0
    for match, new in found:
        number += text.count("\n", place, match.start())  # those of the pattern are one further on
        place = match.start()
        if outline.is_code[number]:
            continue
        if match["label"] and is_numbered_label(match["label"], *_TASK):
            above = bisect_left(headings, number) - 1
            is_inside = above >= 0 and headings[above] in asking  # the heading is what the solution answers
            task = -1 if is_inside or is_numbered_label(match["label"], "example") else number
            if is_quoted(new) and (number == 0 or is_blank(lines[number - 1])):
                for at in takewhile(lambda at: is_quoted(lines[at]), range(number, len(lines))):
                    lines[at] = without_quote(lines[at])
                new = without_quote(new)
        if match["number"] or match["label"]:
            lines[number] = new
        elif task >= 0 and bisect_left(headings, task) == bisect_left(headings, number):
            solutions[number] = new
    for number, new in solutions.items() if len(solutions) > 1 else ():  # one may be a section with all of them
        lines[number] = new
    return "\n".join(lines)


def _usual(match: re.Match[str], *, has_tasks: bool) -> str:
    """A line with its label as it is read, perhaps on a page with tasks; empty if it has none."""
    if title := match["title"]:
        is_task = match["number"] and is_label_of(title, *_TASK)
        is_answer = has_tasks and not match["number"] and is_label_of(title, *_ANSWER)
        return f"{match['hashes']}{title} {match['number']}" if is_task else f"**{title}**" if is_answer else ""
    label, rest = match["label"].rstrip("."), match["rest"] or ""
    sign = match["inner"] or "." * match["label"].endswith(".") or match["outer"].strip()
    is_bold, is_alone = len(match["mark"]) > 1, not rest.strip()
    is_apart = sign or is_alone or (is_bold and not rest.lstrip()[0].islower())
    if is_apart and is_numbered_label(label, *_TASK):
        return f"{match['lead']}**{label}{sign or ('' if is_alone else '.')}**{rest}"
    is_other = sign == "." or (sign and not is_bold)
    if is_other and not (is_alone and match["outer"]) and is_label_of(label, *_ANSWER):
        return f"{match['lead']}**{label}:**{rest}"
    return ""
