r"""Labels in other marks become those that are read, before a page is parsed, line by line.

In brackets, as in Chinese, Japanese and Korean; in square brackets, which mean other things in other languages, only
labels of answers and explanations are:

    【答案】B              答案：B
    【問1】なぜ？            問1：なぜ？
    **[정답]** B           **정답：** B
    1. 【問題】なぜ？        1. 問題：なぜ？

In brackets with the answer, alone in their lines; two of a page are:

    [Ans: b]               Ans: b
    *(Answer: 42)*         Answer: 42

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
    **Exercise 2** (bonus) **Exercise 2 (bonus)**
    ## 2. Exercise         ## Exercise 2
    ## Solution            **Solution**            below a line such as `**Exercise 2.** Why?`

With a space in place of the sign, where questions with numbers and answers take turns, three times or
more; one question in three may lack its answer, or the label of it:

    問1 海の色は何ですか。     問1：海の色は何ですか。
    答え 青                答え：青

With the word for a question before each number of a key, behind which are letters:

    Answers: Q1-a, Q2-b    Answers: 1-a, 2-b

The name of the letter that begins options in Persian and Urdu is that letter, on pages where the next one follows it:

    الف) باد               أ) باد
    ب) آب                  ب) آب
    پاسخ: الف              پاسخ: أ

With the sides of flashcards; a page has at least three, nearly all of its fronts have a back, and half of them ask, or
the title names flashcards:

    Front: What is a tag?  **Q:** What is a tag?
    Back: A fixed name.    **A:** A fixed name.

With how many questions there are, where the numbers of these count up from 1 to the total. Labels of answers with the
number and the total of a question lose theirs, too. Fewer than three headings with only a number would be read as
questions no longer: they keep their totals, unless the answers are numbered.

    Question 1 of 4        Question 1
    **Frage 2/3**          **Frage 2**

With the ids of a pool, as those of exams for amateur radio, also in bold or headings, the letter of the right option,
and perhaps what it rests on, or the question itself; two of a page are. `~~` or a blank line ends the options. Lines
between them, such as titles, stay text:

    N1A01 (B) [§ 4]
    Which side is port?    Q: Which side is port?
    A. The right one       A. The right one
    B. The left one        B. The left one
    ~~                     Answer: B
                           ***

In formulas, as the letters of options; each list begins with A and has its letters in order, with nothing but blank
lines between:

    $A.$ a name            A. a name
    $B.x^2$                B. \(x^2\)
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from anki_export.source.body.option_letters import LETTER, LETTERS, sequence_of
from anki_export.source.candidates.answer_keys import has_only_letters, labelled_key
from anki_export.source.lines import is_blank, is_quoted, last_text, without_quote
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import NUMBER_SIGN
from anki_export.source.rewrites.line_changes import Changes, changes_to, matching_lines, runs
from anki_export.source.thresholds import HALF, MARKED, MISSING_LABELS
from anki_export.text.classify_labels import asks, is_label_of, is_numbered_label
from anki_export.text.lazy_regex import regex
from anki_export.text.question_points import only_says_points
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, wants_answer
from anki_export.text.word_patterns import Words, alternatives, initials

_SPACED_LABEL = regex(
    r"(?P<label>[ \t]*(?P<word>[^\x00-\x7f\s\d]{1,12})(?:[ \t]?(?P<number>\d{1,3}))?)(?:[ \t\u3000]+(?=[^\s:：.．)-])|"
    r"(?(number)(?!))[ \t]*\Z)"
)
_ALEF = regex(
    r"(?<![^\W_])الف(?:(?=[*_]{0,2}[ \t]?[).:–-])|(?<=[\d:.)(–-]الف)(?=[*_ \t.]*(?:\n|\Z|\d))"
    r"|(?<=[\d:.)(–-] الف)(?=[*_ \t.]*(?:\n|\Z|\d)))"
)
_ALEF_ABOVE_SECOND = regex(
    r"(?:\n|\A)[ \t>*_+(-]*الف[*_]{0,2}[ \t]?[).:–-][^\n]*\n(?:[ \t>]*\n)*[ \t>*_+(-]*ب[*_]{0,2}[ \t]?[).:–-]"
)
_ANSWER, _TASK = ("answer", "solution"), ("exercise", "question", "example")
_KINDS_IN_BRACKETS = {
    "【": (*_ANSWER, "explanation", "question", "hint", "exercise"),
    "[": (*_ANSWER, "explanation"),
}
_IN_BRACKETS = regex(
    r"^(?P<start>[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*)?)(?P<opening>[【\[])"
    r"(?P<label>(?P<word>[^\x00-\x7f]{1,8})[ \t]?\d{0,3})"
    r"(?:】[:：]?|\](?![(\[:]))(?P<close>\*\*)?[:：]?[ \t]*"
)
_NUMBER_IN_KEY = regex(
    lambda: (
        rf"(?<![^\W\d_])(?:q|第|{alternatives('question', 'questions', 'numbered', 'exercise')})[.:]?[ \t]?"
        r"(\d{1,3})(?!\d)[ \t]?[题題問问]?"
    ),
    re.IGNORECASE,
)
_WITH_ANSWER = regex(
    r"(?P<start>[ \t>]*+)(?P<mark>[*_]{0,3})(?P<opening>[\[(（])(?P<text>(?P<label>[^\W\d_][^\n\[\]():：（）]{1,30})"
    r"[:：][ \t]*\S(?:[^\n\[\]()（）]|\([^\n\[\]()]*\))*)[\])）](?P=mark)[ \t]*\Z"
)
_SHORT_LABEL = regex(
    r"(?P<lead>[ \t>]*+)(?P<mark>\*\*?|__?)?(?P<word>[^\W\d_][^\s.:：()=*_–—-]{0,12})"
    r"(?P<sign>[ \t]?[.:：)=][ \t]?[:：]|[ \t]?[.:：)][-–—]|[ \t]?[.:：)）=]|[ \t]?[-–—])(?(mark)(?P=mark))"
    r"(?:[ \t]+(?=\S)|(?<=\.)(?=\d)|(?(mark)(?<=[*_])[ \t]*\Z|(?!)))"
)
_WORDS = Words(*_ANSWER, "short", ending=r"\Z")
_SHORT = Words("short", ending=r"\Z")
_NAMES = frozenset({"sol", "sv", "resp"})
"""Saints, notes and rates of breath, too."""
_FEWEST = 2
_TASK_OR_ANSWER = regex(
    r"(?:(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+)"
    r"(?P<mark>\*\*?|__?)(?P<label>[^\W\d_][^*_\n:：]{0,40}+)(?P<inner>[:：]?)(?P=mark)"
    r"(?P<outer>[ \xa0]?[:：]|\.?)(?P<rest>[ \t][^\n]*)?"
    r"|(?P<hashes> {0,3}\#{1,6}[ \t]+)(?:(?P<number>\d{1,3})[.):]?[ \t]+)?(?P<title>[^\W\d_][^\n]{0,40}?)[ \t]*)\Z"
)
_REMARK = regex(r"[ \t]+[*_]{0,2}(?P<text>\([^()\n?？]{1,40}\))[*_]{0,2}[ \t]*")
"""What is behind a label, and all there is in its line."""
_SIDE = regex(
    lambda: (
        rf"(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]+)?)(?P<mark>\*\*|__)?{initials('front', 'back')}"
        rf"(?:(?P<front>{alternatives('front')})|{alternatives('back')})[ \t]?\d{{0,3}}[ \t]*"
        r"(?:[:：](?(mark)(?P=mark))|(?(mark)(?P=mark)[ \t]*[:：]|(?!)))[ \t]*"
    ),
    re.IGNORECASE,
)
_NUMBER_AND_TOTAL = regex(
    lambda: (
        rf"""[ \t>]*(?:\#{{1,6}}[ \t]+)?(?:\*\*|__)?
    (?:(?P<answer>{alternatives("answer", "solution")})|q|{alternatives("question", "numbered", "quiz", "exercise")})
    [ \t]*(?:{NUMBER_SIGN}[ \t]*)?(?P<number>\d{{1,3}})
    (?P<total>[ \t]*/[ \t]*(?P<n1>\d{{1,3}}) | [ \t]+[^\W\d_]{{1,5}}[ \t]+(?P<n2>\d{{1,3}}))
    (?=[ \t]*(?:\*\*|__)?[ \t]*(?:[.:)—–]|-[ ]|\Z)|\*\*|__)"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_POOL_OPTION = r"[ \t]*(?:[-*+][ \t]+)?[A-H][.)][ \t]"
_IN_POOL_QUESTION = rf"(?!{_POOL_OPTION}|\#|---|(?:\*\*)?\S*\d\S*[ \t]+\([A-H]\))"
_OF_POOL = regex(
    rf"""^(?:\#{{1,6}}[ \t]+)?(?P<bold>\*\*)?(?=\S*\d)[A-Z][A-Z0-9.-]{{2,9}}(?(bold)(?:\*\*)?)[ \t]+
    \((?P<right>[A-H])\)(?:[^\n]*(?P<below>(?:\n[ \t]*)*\n)(?!{_POOL_OPTION}|<!--|[ \t\n])|\**[ \t]+)
    (?P<asked>[^\n]*\S[^\n]*(?:\n{_IN_POOL_QUESTION}[^\n]*){{0,12}})\n
    (?P<options>(?:{_POOL_OPTION}[^\n]*\n(?:(?:[ \t]*\n)+(?={_POOL_OPTION}))?){{2,8}})
    (?:~~[ \t]*\n(?P<blank>[ \t]*\n)?|[ \t]*\n)""",
    re.MULTILINE | re.VERBOSE,
)
_OPTION_IN_FORMULA = regex(
    rf"(?P<indent>[ \t]*)\$[ \t]*(?P<letter>[{LETTERS}])[ \t]*"
    r"(?:[.．、)](?P<formula>[^$]*)\$|\$[ \t]*[.．、)])[ \t]*"
)
_FORMULA = regex(r"(?<![\\$])\$(?![\s$])(?P<formula>[^$\n]+?)(?<!\s)\$(?![\d$])")


def spaced_labels_with_colons(outline: Outline) -> Changes:
    """The lines with a colon behind such labels."""
    found = {at: match for at, match in matching_lines(outline, _SPACED_LABEL).items() if _kind(match)}
    written = {at: match for at, match in found.items() if match.string[match.end() :]}
    if (kinds := _kinds(written.values())) == "QA" * (len(kinds) // 2):
        found = written if len(kinds) // 2 >= MARKED.least else {}
    else:
        words = {match["word"] for match in written.values()}
        found = {at: match for at, match in found.items() if match["word"] in words}  # not the title of other answers
        kinds = _kinds(found.values())
        if kinds[:1] != "Q" or "AA" in kinds or not MISSING_LABELS.of(kinds.count("A"), kinds.count("Q")):
            return {}  # as most
        texts = [match.string[match.end() :] for match in found.values() if match["number"]]
        if not all(map(wants_answer, texts)):
            return {}
    return {at: f"{match['label']}：{match.string[match.end() :]}" for at, match in found.items()}


def _kinds(found: Iterable[re.Match[str]]) -> str:
    return "".join(map(_kind, found))


def _kind(match: re.Match[str]) -> str:
    """Q for the label of a question with its number, A for that of an answer, else empty."""
    if match["number"]:
        return "Q" if is_label_of(match["word"], "question", "numbered") else ""
    return "A" if is_label_of(match["word"], *_ANSWER) else ""


def alef_as_letter(outline: Outline) -> Changes:
    """The lines with a letter in place of its name, which begins options and answers keys."""
    is_named = _ALEF_ABOVE_SECOND.search(outline.text) is not None
    return changes_to(outline, [_ALEF.sub("أ", line) for line in outline.lines]) if is_named else {}


def labels_in_brackets_as_text(outline: Outline) -> Changes:
    """The lines with such labels without brackets."""
    return {
        at: f"{match['start']}{match['label']}：{'** ' * bool(match['close'])}{match.string[match.end() :]}"
        for at, match in matching_lines(outline, _IN_BRACKETS).items()
        if is_label_of(match["word"], *_KINDS_IN_BRACKETS[match["opening"]])
    }


def keys_without_words(outline: Outline) -> Changes:
    """The lines with letters of options behind numbers, without the words for a question before these."""
    found = ((at, _NUMBER_IN_KEY.subn(r"\1", line)) for at, line in enumerate(outline.lines))
    return {
        at: text
        for at, (text, times) in found
        if times >= _FEWEST and (has_only_letters(text) or ((key := labelled_key(text)) and key.has_only_letters))
    }


def answers_in_brackets_as_text(outline: Outline) -> Changes:
    """The lines with answers that are alone in brackets with their labels, without these brackets."""
    found = {
        at: f"{match['start']}{match['text']}"
        for at, match in matching_lines(outline, _WITH_ANSWER).items()
        if is_label_of(match["label"].strip(), *_ANSWER) or _SHORT.end(match["label"].lower()) > 0
    }
    return found if len(found) >= _FEWEST else {}


def short_labels_in_full(outline: Outline) -> Changes:
    """The lines with such labels as the formats read them."""
    found = {at: match for at, match in matching_lines(outline, _SHORT_LABEL).items() if _is_short(outline, at, match)}
    if len(found) < _FEWEST:
        return {}  # as most
    words = {at: match["word"] if is_label_of(match["word"], *_ANSWER) else "Answer" for at, match in found.items()}
    return {at: f"{one['lead']}**{words[at]}:** {one.string[one.end() :]}" for at, one in found.items()}


def _is_short(outline: Outline, at: int, match: re.Match[str]) -> bool:
    """Whether a word with a sign is an abbreviation, or is in full before two signs; other words begin sentences."""
    word, sign = match["word"], match["sign"].strip()
    if word[0].islower() or (len(word) == 1 and _names_option(outline.lines, at, word)):  # "ans" are years
        return False
    if sign[-1] in "-–—" and len(sign) > 1:
        return _WORDS.end(word.lower()) > 0
    if match["sign"][0].isspace() and sign in "-–—":
        return False
    is_name = sign in ".-–—" and not match["mark"] and word.lower() in _NAMES
    return _SHORT.end(word.lower()) > 0 and not (is_name or (sign in ":：" and is_label_of(word, "answer")))


def _names_option(lines: Sequence[str], at: int, letter: str) -> bool:
    """Whether a letter is that of an option: the line with text above begins with the letter before it."""
    above = LETTER.match(lines[last_text(lines, at)].lstrip(" *_"))
    names = sequence_of(letter)
    return above is not None and letter in names[1:] and names[names.index(letter) - 1] == above["letter"]


def with_usual_labels(outline: Outline) -> Changes:
    """The lines with the labels of tasks and their solutions as the formats read them."""
    lines, matches = outline.lines, matching_lines(outline, _TASK_OR_ANSWER)
    tasks = {at for at, match in matches.items() if match["label"] and is_numbered_label(match["label"], *_TASK)}
    found = {at: new for at, match in matches.items() if (new := _usual(match, has_tasks=bool(tasks)))}
    if all(lines[at] == new and not is_quoted(new) for at, new in found.items()):
        return {}  # as most
    task, solutions, changes = -1, dict[int, str](), dict[int, str]()
    for at, new in found.items():
        label = matches[at]["label"]
        if at in tasks:
            is_inside = is_clear_question(outline.title_above(at))  # the heading is what the solution answers
            task = -1 if is_inside or is_numbered_label(label, "example") else at
            if is_quoted(new) and (at == 0 or is_blank(lines[at - 1])):
                quoted = takewhile(lambda number: is_quoted(lines[number]), range(at, len(lines)))
                changes |= {number: without_quote(lines[number]) for number in quoted}
                new = without_quote(new)
        if matches[at]["number"] or label:
            changes[at] = new
        elif task >= 0 and outline.part_at(task) == outline.part_at(at - 1):
            solutions[at] = new
    return changes | solutions if len(solutions) > 1 else changes  # one may be a section with all of them


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
        if (remark := _REMARK.fullmatch(rest)) and not only_says_points(remark["text"]):
            return f"{match['lead']}**{label} {remark['text']}**"
        return f"{match['lead']}**{label}{sign or ('' if is_alone else '.')}**{rest}"
    is_other = sign == "." or (sign and not is_bold)
    if is_other and not (is_alone and match["outer"]) and is_label_of(label, *_ANSWER):
        return f"{match['lead']}**{label}:**{rest}"
    return ""


def card_sides_as_labels(outline: Outline) -> Changes:
    """The lines with labels of questions and answers in place of the names of sides."""
    sides = matching_lines(outline, _SIDE)
    are_fronts = [match["front"] is not None for match in sides.values()]
    pairs = sum(one and not other for one, other in pairwise(are_fronts))
    if not MARKED.of(pairs, max(are_fronts.count(True), are_fronts.count(False))):
        return {}
    asking = sum(asks(outline.lines[at]) for at, match in sides.items() if match["front"])
    if not (HALF.of(asking, are_fronts.count(True)) or announces_questions(outline.title)):
        return {}  # a house has a front, too
    return {
        at: f"{match['lead']}{'**Q:**' if match['front'] else '**A:**'} {match.string[match.end() :]}"
        for at, match in sides.items()
    }


def without_totals(outline: Outline) -> Changes:
    """The lines without the totals behind the numbers of questions."""
    lines, found = outline.lines, matching_lines(outline, _NUMBER_AND_TOTAL)
    asked = {at: match for at, match in found.items() if not match["answer"]}
    counts = [_count(match) for match in asked.values()]
    steps = (two in ((one + 1, total), (1, two[1])) for (one, total), two in pairwise(counts))
    if any(number > total for number, total in counts) or not all(steps):
        return {}
    answered = {at: match for at, match in found.items() if match["answer"] and _count(match) in counts}
    are_titles = all(lines[at][:1] == "#" and not lines[at][match.end() :].strip() for at, match in asked.items())
    if are_titles and not answered and len(asked) < MARKED.least:
        return {}
    return {at: lines[at][: one.start("total")] + lines[at][one.end() :] for at, one in (asked | answered).items()}


def _count(match: re.Match[str]) -> tuple[int, int]:
    return int(match["number"]), int(match["n1"] or match["n2"])


def question_pool_as_labels(outline: Outline) -> Changes:
    """The lines with labels at the questions of a pool."""
    if sum(1 for _ in _OF_POOL.finditer(outline.text)) < _FEWEST:
        return {}

    def labelled(match: re.Match[str]) -> str:
        if outline.is_code[outline.text.count("\n", 0, match.start())]:
            return match[0]
        rule = "***\n" if match["blank"] else ""
        return f"{match['below'] or ''}Q: {match['asked']}\n{match['options']}Answer: {match['right']}\n{rule}"

    return changes_to(outline, _OF_POOL.sub(labelled, outline.text).split("\n"))


def letters_in_formulas_as_text(outline: Outline) -> Changes:
    """The lines with the letters of options outside of formulas, and these as no price can be."""
    found = matching_lines(outline, _OPTION_IN_FORMULA)
    named = [(one, "".join(found[at]["letter"] for at in one)) for one in runs(outline.lines, found)]
    options = [at for one, names in named if len(one) > 1 and LETTERS.startswith(names) for at in one]
    changes = {at: line for at, line in outline.lines_with("$") if options}
    for at in options:
        option = found[at]
        formula = f"${text}$" if (text := (option["formula"] or "").strip()) else ""
        changes[at] = f"{option['indent']}{option['letter']}. {formula}{option.string[option.end() :]}"
    return {at: _FORMULA.sub(r"\\(\g<formula>\\)", line) for at, line in changes.items()}
