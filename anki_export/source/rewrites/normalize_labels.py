"""Labels in other marks become those that are read, before a page is parsed, line by line.

In brackets, as in Chinese, Japanese and Korean; in square brackets, which mean other things in other languages, only
labels of answers and explanations are:

    【答案】B              答案：B
    **[정답]** B           **정답：** B
    1. 【問題】なぜ？        1. 問題：なぜ？

In brackets with the answer, alone in their lines; two of a page are:

    [Ans: b]               Ans: b
    *(Answer: 42)*         Answer: 42

A bold letter alone, below options; two of a page are:

    **(b)**                Answer: (b)

Abbreviated, or with a dash behind their colon; two lines of a page have one, as a single `Sol.` may be a sentence:

    Ans. It floats.        **Ans:** It floats.
    **Lsg.:** 42           **Answer:** 42          a word that may mean something else without the dot or colon
    Answer:- 42            **Answer:** 42

Those of tasks and solutions with other emphasis or signs:

    **Solution.** 42       **Solution:** 42
    *Solution:* 42         **Solution:** 42
    *Exercise 2.* Why?     **Exercise 2.** Why?
    **Exercise 2** Why?    **Exercise 2.** Why?
    **Exercise 2**: Why?   **Exercise 2:** Why?
    ## 2. Exercise         ## Exercise 2
    ## Solution            **Solution**            below a line such as `**Exercise 2.** Why?`

With a space in place of the sign, where questions whose numbers count up and answers take turns, three times or more:

    問1 海の色は何ですか。     問1：海の色は何ですか。
    答え 青                答え：青

The name of the letter that begins options in Persian and Urdu is that letter, on pages where the next one follows it:

    الف) باد               أ) باد
    ب) آب                  ب) آب
    پاسخ: الف              پاسخ: أ
"""

import re
from bisect import bisect_left
from itertools import takewhile

from anki_export.source.body.option_letters import LETTER, OPTION, sequence_of
from anki_export.source.lines import is_blank, is_quoted, last_text, without_quote
from anki_export.source.outline import Outline
from anki_export.source.rewrites.text_edits import lines_of_matches
from anki_export.source.thresholds import MARKED
from anki_export.text.asking import is_clear_question
from anki_export.text.classify_labels import is_label_of, is_numbered_label
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import Words

_SPACED_LABEL = regex(
    r"\n(?P<label>[ \t]*(?P<word>[^\x00-\x7f\s\d]{1,12})(?:[ \t]?(?P<number>\d{1,3}))?)(?P<space>[ \t\u3000]+)"
    r"(?=[^\s:：.．)-])"
)
_ALEF = regex(
    r"(?<![^\W_])الف(?:(?=[*_]{0,2}[ \t]?[).:–-])|(?<=[\d:.)(–-]الف)(?=[*_ \t.]*(?:\n|\Z|\d))"
    r"|(?<=[\d:.)(–-] الف)(?=[*_ \t.]*(?:\n|\Z|\d)))"
)
_ALEF_ABOVE_SECOND = regex(
    r"(?:\n|\A)[ \t>*_+(-]*الف[*_]{0,2}[ \t]?[).:–-][^\n]*\n(?:[ \t>]*\n)*[ \t>*_+(-]*ب[*_]{0,2}[ \t]?[).:–-]"
)
_ANSWER, _TASK = ("answer", "solution"), ("exercise", "question", "example")
_IN_BRACKETS = regex(
    r"^(?P<start>[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*)?)(?P<opening>[【\[])(?P<label>[^\x00-\x7f]{1,8})"
    r"(?:】[:：]?|\](?![(\[:]))(?P<close>\*\*)?[:：]?[ \t]*"
)
_WITH_ANSWER = regex(
    r"\n(?P<start>[ \t>]*+)(?P<mark>[*_]{0,3})(?P<opening>[\[(（])(?P<text>(?P<label>[^\W\d_][^\n\[\]():：（）]{1,30})"
    r"[:：][ \t]*\S(?:[^\n\[\]()（）]|\([^\n\[\]()]*\))*)[\])）](?P=mark)(?=[ \t]*(?:\n|\Z))"
)
_BOLD_LETTER = regex(r"\n(?P<start>[ \t]*)\*\*(?P<letter>[(（]?[^\W\d_][.)）]?)\*\*[.)]?[ \t]*(?=\n|\Z)")
_SHORT_LABEL = regex(
    r"\n(?P<lead>[ \t>]*+)(?P<mark>\*\*?|__?)?(?P<word>[^\W\d_][^\s.:：()=*_–—-]{0,12})"
    r"(?P<sign>[ \t]?[.:：)=][ \t]?[:：]|[ \t]?[.:：)][-–—]|[ \t]?[.:：)）=]|[ \t]?[-–—])(?(mark)(?P=mark))"
    r"(?:[ \t]+(?=\S)|(?<=\.)(?=\d)|(?(mark)(?<=[*_])[ \t]*(?=\n|\Z)|(?!)))"
)
"""A line that begins with a word and a sign, and the line end before it, by which `re` finds it sooner."""
_WORDS = Words(*_ANSWER, "short", ending=r"\Z")
_SHORT = Words("short", ending=r"\Z")
_NAMES = frozenset({"sol", "sv", "resp"})
"""Saints, notes and rates of breath, too."""
_LEAST_SHORT = 2
_TASK_OR_ANSWER = regex(
    r"\n(?:(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+)"
    r"(?P<mark>\*\*?|__?)(?P<label>[^\W\d_][^*_\n:：]{0,40}+)(?P<inner>[:：]?)(?P=mark)"
    r"(?P<outer>[ \xa0]?[:：]|\.?)(?P<rest>[ \t][^\n]*)?"
    r"|(?P<hashes> {0,3}\#{1,6}[ \t]+)(?:(?P<number>\d{1,3})[.):]?[ \t]+)?(?P<title>[^\W\d_][^\n]{0,40}?)[ \t]*)(?=\n)"
)


def spaced_labels_with_colons(text: str) -> str:
    """The text of a page with a colon behind such labels."""
    kinds = [(match, _kind(match)) for match in _SPACED_LABEL.finditer("\n" + text)]
    found = [(match, kind) for match, kind in kinds if kind]
    asked, said = found[::2], found[1::2]
    take_turns = {kind for _, kind in asked} == {"Q"} and {kind for _, kind in said} == {"A"}
    numbers = [int(match["number"]) for match, _ in asked] if take_turns else []
    is_counted = numbers == list(range(1, len(numbers) + 1)) and len(numbers) == len(said) >= MARKED.least
    if not is_counted:
        return text  # as most
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    for number, match in lines_of_matches(text, [match for match, _ in found]):
        if not outline.is_code[number]:
            lines[number] = f"{match['label']}：{lines[number][len(match['label']) + len(match['space']) :]}"
    return "\n".join(lines)


def _kind(match: re.Match[str]) -> str:
    """Q for the label of a question with its number, A for that of an answer, else empty."""
    if match["number"]:
        return "Q" if is_label_of(match["word"], "question", "numbered") else ""
    return "A" if is_label_of(match["word"], *_ANSWER) else ""


def alef_as_letter(text: str) -> str:
    """The text of a page with a letter in place of its name, which begins options and answers keys."""
    return _ALEF.sub("أ", text) if _ALEF_ABOVE_SECOND.search(text) else text


def labels_in_brackets_as_text(text: str) -> str:
    """The text of a page with such labels without brackets."""
    outline = Outline(text.split("\n"))
    pairs = zip(outline.lines, outline.is_code, strict=True)
    return "\n".join(line if is_code else _IN_BRACKETS.sub(_with_colon, line) for line, is_code in pairs)


def answers_in_brackets_as_text(text: str) -> str:
    """The text of a page with answers that are alone in brackets with their labels, and without these brackets."""
    found = [match for match in _WITH_ANSWER.finditer("\n" + text) if _names_answer(match["label"].strip())]
    if len(found) < _LEAST_SHORT:
        return text  # as most
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    for number, match in lines_of_matches(text, found):
        if not outline.is_code[number]:
            lines[number] = f"{match['start']}{match['text']}"
    return "\n".join(lines)


def _names_answer(label: str) -> bool:
    return is_label_of(label, *_ANSWER) or _SHORT.end(label.lower()) > 0


def letters_below_options_as_answers(text: str) -> str:
    """The text of a page with a label before bold letters that are alone in the line below an option."""
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    found = [
        (number, match)
        for number, match in lines_of_matches(text, _BOLD_LETTER.finditer("\n" + text))
        if OPTION.match(above := lines[last_text(lines, number)])
        and not (_BOLD_LETTER.match("\n" + above) or outline.is_code[number])
    ]
    for number, match in found if len(found) >= _LEAST_SHORT else ():
        lines[number] = f"{match['start']}Answer: {match['letter']}"
    return "\n".join(lines)


def _with_colon(found: re.Match[str]) -> str:
    kinds = (*_ANSWER, "explanation", *(("question", "hint", "exercise") if found["opening"] == "【" else ()))
    is_label = is_label_of(found["label"], *kinds)
    return f"{found['start']}{found['label']}：{'** ' * bool(found['close'])}" if is_label else found[0]


def short_labels_in_full(text: str) -> str:
    """The text of a page with such labels as the formats read them."""
    found = [match for match in _SHORT_LABEL.finditer("\n" + text) if _is_short(match)]
    if len(found) < _LEAST_SHORT:
        return text  # as most
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    for number, match in lines_of_matches(text, found):
        if not outline.is_code[number]:
            word = match["word"] if is_label_of(match["word"], *_ANSWER) else "Answer"
            lines[number] = f"{match['lead']}**{word}:** {lines[number][match.end() - match.start() - 1 :]}"
    return "\n".join(lines)


def _is_short(match: re.Match[str]) -> bool:
    """Whether a word with a sign is an abbreviation, or is in full before two signs; other words begin sentences."""
    word, sign = match["word"], match["sign"].strip()
    if word[0].islower() or (len(word) == 1 and _names_option(match)):  # "ans" are years
        return False
    if sign[-1] in "-–—" and len(sign) > 1:
        return _WORDS.end(word.lower()) > 0
    if match["sign"][0].isspace() and sign in "-–—":
        return False
    is_name = sign in ".-–—" and not match["mark"] and word.lower() in _NAMES
    return _SHORT.end(word.lower()) > 0 and not (is_name or (sign in ":：" and is_label_of(word, "answer")))


def _names_option(match: re.Match[str]) -> bool:
    """Whether a letter is that of an option: the line with text above begins with the letter before it."""
    above = LETTER.match(match.string[: match.start()].rstrip().rpartition("\n")[2].lstrip(" *_"))
    names = sequence_of(match["word"])
    return above is not None and match["word"] in names[1:] and names[names.index(match["word"]) - 1] == above["letter"]


def with_usual_labels(text: str) -> str:
    """The text of a page with such labels as the formats read them."""
    matches = list(_TASK_OR_ANSWER.finditer("\n" + text))
    has_tasks = any(match["label"] and is_numbered_label(match["label"], *_TASK) for match in matches)
    found = [(match, new) for match in matches if (new := _usual(match, has_tasks=has_tasks))]
    if all(match[0][1:] == new and not is_quoted(new) for match, new in found):
        return text  # as most
    outline = Outline(text.split("\n"))
    lines, headings = list(outline.lines), [heading.line for heading in outline.headings]
    asking = {heading.line for heading in outline.headings if is_clear_question(heading.title)}
    task, solutions = -1, dict[int, str]()
    written = dict(found)
    for number, match in lines_of_matches(text, written):
        if outline.is_code[number]:
            continue
        new = written[match]
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
