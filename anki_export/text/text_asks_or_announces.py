"""Evidence from words: whether a line asks, and whether a page's title announces questions.

Words are evidence of the last resort. A question mark counts in every language, and so do numbers in sequence, hidden
answers and repeated labels, which other modules look at.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from anki_export.text.classify_labels import QUESTION_MARK, QUESTION_MARKS, asks, ends_in_code, may_have_question_mark
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.word_patterns import Words

_END = regex(
    QUESTION_MARK + r"(?:\[{1,3}[^\[\]]*\]{1,3}(?:\([^()]*\))?|\([^()]*\)|（[^（）]*）|:[a-z_]+:|[^\w?？؟])*+\Z",
    re.IGNORECASE,
)
"""A question mark, then at most signs, links to a source and remarks in parentheses."""
_BEGINS = Words("asks")
_ENDS = Words("asks_last", ending=r"[\W_]*\Z")
_ORDER, _ORDER_LAST = Words("orders"), Words("orders_last", ending=r"[\W_]*\Z")
_ANNOUNCES = Words("announces", "questions")
_TASK, _TASK_LAST = Words("tasks"), Words("tasks_last", ending=r"[\W_]*\Z")
_TELLS = Words("tells")
_HOW_TO = Words("how_to")
_HOW = Words("how")
_COMPARES = Words("compares")
_LISTS, _SEVERAL = Words("lists"), Words("several")
_YOU, _SPEAKER, _INTERVIEWED = Words("you"), Words("speaker"), Words("interviewed")
_OF_QUESTIONS = Words("question", "questions")
_DIALOGUE = Words("dialogue")
_WHICH, _WHY = Words("which"), Words("why")
_ABOUT_CODE = Words("this_code"), Words("prints"), Words("follows"), Words("output")
_WORD = regex(r"[^\W_]+")
_FIELD = regex(r"[:：]\s*_{3,}\W*\Z")
_FEWEST_OF_SENTENCE = 3
"""In words, beside the blank."""
_ASKS = Words("why", "which", "how_to", "how", "what", "when")
_ASKS_IN_CLAUSE = Words("why", "how_to", "how", "what", "when")
"""What asks in a clause after a comma or "and"; "which" often begins a relative clause there."""
_ASKS_FIRST = Words("why", "which", "what", "when")
"""What a title that asks begins with; "how" begins those of other parts of a page, too: "How it works"."""
AMBIGUOUS = frozenset({"of", "en", "o", "i", "ve"})
"""Dutch "or" and "and", Spanish "or", Polish and Turkish "and": elsewhere prepositions, articles and pronouns."""
_LONGEST_PREPOSITION = 4
_EXCEPT = Words("except_for")
_TRUE, _JOINS, _FALSE = Words("true"), Words("joins"), Words("false")
_TWO_THINGS = regex(
    r"[?？].+[?？]|[?？]\s+(?!(?:give|show|provide) (?:me )?an example)[^\W\d_]\S*(?:\s+\S+){2}"
    r"|\A(?:please )?(?:explain|describe)\b.+\band the\b"
    r"|,?\s(?:and|&)\s(?:how|why|what|when|where|which|who|the reasons?|its|their|(?:is|are|do|does) (?:it|they))\b"
    r"|\A(?:what|how|why|which|who|explain|describe)\b.+[.?!]\s+(?:how|why|what|when|where|which|explain|describe|tell)\b"
    r"|(?:왜|어떻게|무엇|언제)\S*[고며지],?\s+(?:\S+\s+){0,3}(?:왜|어떻게|무엇|언제)",  # "and" is attached to the verb
    re.IGNORECASE | re.DOTALL,
)
_COMMAS, _WIDE_COMMAS = regex(r"[,;]\s+"), regex(r"[，、。？；]|[,?;](?=[^\x00-\x7f])")
_SENTENCES = regex(r"[.?!]\s+|[。？！]\s*")
_CLAUSES = regex(r"[.?!,;:]\s+(?:so\s)?|[。？！，；：]\s*")
_BLANK = regex(r"_{3,}|(?:\\_){2,}|(?<![^\W_])__(?![^\W_])|[(（【]\s+[)）】]|（）|【】|(?:\.{3,}|…)\s*[.:]?\Z")
_GAP = regex(
    r"_{3,}|(?<!\w)(?:[^\W_]+)?__(?!\w)|\\_|(?<![\w(\[])(?:\.{3}|…)|(?<!\w)[(\[](?:\.{3}|…)[)\]]|[(（【]\s+[)）】]|（）|【】"
)
_STOPS = ".。．!！।"
_STATES = regex(rf"[{_STOPS}](?:[^\w<]|<!--[^<>]*-->)*\Z")
_SLASH = regex(r"\s*/\s*|\s+")
_LONGEST_ANSWER = 40
"""In words: half of what people say in an interview is longer than the answers that one learns."""
_LONGEST_END = 500
_LONGEST_WORDS, _LONGEST_ENDING = 80, 24
"""In characters."""
_SIGNS = regex(r"(?:[^\w<]|_)*")
_OPENS = frozenset("([（【")
_EXAM = regex(r"[^()（）【】\[\]]{0,60}\b(?:19|20)\d\d\b[^()（）【】\[\]]{0,60}[)\]）】](?:[^\w<]|_)*(?=\w)")
"""When an exam asked, before the question: "(June 2020) Explain tags"."""


@lru_cache(maxsize=1 << 11)  # the formats of a page ask this of the same lines
def is_clear_question(text: str) -> bool:
    """Whether a line asks: it ends in a question mark, or begins or ends as only questions do.

    >>> [is_clear_question(text) for text in ("What is a tag", "Why? [[source](x)]", "Explain tags", "Tags explained")]
    [True, True, True, False]
    >>> [is_clear_question(text) for text in ("Was ist ein Tag", "标签是什么", "Comment syntax", "How-to")]
    [True, True, False, False]
    >>> [is_clear_question(text) for text in ("(June 2020) Explain tags", "(a) Explain tags")]
    [True, False]
    >>> [is_clear_question(text) for text in ("parse(text, options?)", "Why use parse(text, options?)")]
    [False, True]
    """
    end = text.rstrip()[-_LONGEST_END:]
    return (
        (may_have_question_mark(end) and _ends_as_question(end))
        or _BEGINS.end(words := _words(text)) > 0
        or _begins_true_or_false(words)
        or _ENDS.are_in(text[-_LONGEST_ENDING:].lower())
    )


def _ends_as_question(text: str) -> bool:
    is_marked = _END.search(text) is not None and not ends_in_code(text)
    return is_marked or ("՞" in text and asks(text))


@lru_cache(maxsize=1 << 11)
def is_order(text: str) -> bool:
    """Whether a line sets a task, such as "Create a tag": on a page about something else it is a heading.

    >>> [is_order(text) for text in ("Create a tag", "How to create one", "例を挙げよ", "Tags")]
    [True, True, True, False]
    """
    return _ORDER.end(_words(text)) > 0 or _ORDER_LAST.are_in(text[-_LONGEST_ENDING:].lower())


@lru_cache(maxsize=1 << 11)
def wants_answer(text: str) -> bool:
    """Whether a line wants an answer: it asks or sets a task.

    >>> [wants_answer(text) for text in ("What is a tag", "Create a tag", "Tags")]
    [True, True, False]
    """
    return is_clear_question(text) or is_order(text)


@lru_cache(maxsize=1 << 11)
def asks_if_announced(title: str) -> bool:
    """Whether a title asks where a page announces questions: it sets a task, or begins with a word that asks.

    >>> [asks_if_announced(title) for title in ("Create a tag", "Warum reißt es", "How it works")]
    [True, True, False]
    """
    return _ASKS_FIRST.end(_words(title)) > 0 or is_order(title)


def is_statement(text: str) -> bool:
    """Whether a text ends with a sentence that does not ask; names have no full stop.

    >>> [is_statement(text) for text in ("A tag moves.", "标签会移动。）", "Is it?", "tags")]
    [True, True, False, False]
    """
    return _STATES.search(text) is not None


def has_question_word(text: str) -> bool:
    """Whether a text has a word that asks, such as "what" or "how".

    >>> [has_question_word(text) for text in ("And how does it end?", "Want to help?")]
    [True, False]
    """
    return _ASKS.are_in(text.lower())


def adds_to_above(text: str) -> bool:
    """Whether a text adds to what is above it: it begins with "and", "or" or "but".

    >>> [adds_to_above(text) for text in ("And then?", "But why?", "What and how?", "O que é um tag?")]
    [True, True, False, False]
    """
    words = _words(text)
    first = words.partition(" ")[0]  # a whole word: in scripts without spaces, it may be a part of another one
    return first not in AMBIGUOUS and any(joins.end(first) == len(first) for joins in (_JOINS, _EXCEPT))


def is_conversation(questions: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether people ask each other, as in an interview or as customers do, or answer at length.

    >>> is_conversation(["How did you begin?"], ["I grew up on a boat."]), is_conversation(["Why?"], ["It is wet."])
    (True, False)
    >>> is_conversation(["Can I return it?"], ["You have two weeks."])
    True
    """
    asked, said = [text.lower() for text in questions], [text.lower() for text in answers]
    speak = [sum(map(_SPEAKER.are_in, texts)) * 2 >= len(texts) for texts in (asked, said)]
    is_interview = speak[1] and sum(map(_YOU.are_in, asked)) * 4 >= len(asked)
    is_of_customers = speak[0] and sum(map(_YOU.are_in, said)) * 2 >= len(said)
    short = sum(size_in_words(text) <= _LONGEST_ANSWER for text in said)
    return is_interview or is_of_customers or short * 2 < len(said)


def names_interview(title: str) -> bool:
    """Whether a title says that a person is asked below it, not the reader.

    >>> names_interview("Interview with Ann"), names_interview("Java interview questions")
    (True, False)
    """
    return _INTERVIEWED.are_in(title.lower())


def is_interview(title: str, questions: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether a title says that a person is asked, and a quarter of the questions speak to one.

    Where the title says that these are questions, a third of the answers must be about the speaker, too: "Questions for
    developers" may be of an exam.

    >>> is_interview("Interview with Ann", ["What are you reading?"], ["A book."])
    True
    >>> is_interview("Questions for beginners", ["How do you undo it?"], ["Press Esc."])
    False
    """
    if not names_interview(title):
        return False
    spoken_to = sum(_YOU.are_in(text.lower()) for text in questions)
    speaking = sum(_SPEAKER.are_in(text.lower()) for text in answers)
    is_of_exam = _OF_QUESTIONS.are_in(title.lower()) and speaking * 3 < len(answers)
    return spoken_to * 4 >= len(questions) and not is_of_exam


def names_dialogue(title: str) -> bool:
    """Whether a title says that people speak to each other below it.

    >>> names_dialogue("A dialogue at the market"), names_dialogue("Protokoll vom 3. Mai"), names_dialogue("Markets")
    (True, True, False)
    """
    return _DIALOGUE.are_in(title.lower())


def names_people(text: str) -> bool:
    """Whether a text speaks to the reader, or of the one who writes it.

    >>> names_people("How do I return it?"), names_people("How is it returned?")
    (True, False)
    """
    return _YOU.are_in(text.lower()) or names_writer(text)


def names_writer(text: str) -> bool:
    """Whether a text speaks of the one who writes it, or of the group.

    >>> names_writer("What did we decide?"), names_writer("What did they decide?")
    (True, False)
    """
    return _SPEAKER.are_in(text.lower())


def has_blank(text: str) -> bool:
    """Whether a text has a blank in place of the answer, or ends in dots.

    >>> [has_blank(text) for text in ("A tag is a ____.", "Water is ( )", "A tag is …", "Call __init__()", "__Well__")]
    [True, True, True, False, False]
    """
    return _BLANK.search(text) is not None


def is_to_complete(text: str) -> bool:
    """Whether a sentence has a blank in place of words, unlike a field of a form.

    >>> [is_to_complete(text) for text in ("A tag is a ____.", "Your name: ____", "Date ____", "A tag is a file.")]
    [True, False, False, False]
    """
    if "___" not in text:
        return False  # as most
    return _FIELD.search(text) is None and sum(1 for _ in _WORD.finditer(text)) >= _FEWEST_OF_SENTENCE


def may_have_gap(text: str) -> bool:
    """Whether a text has a blank or other signs that may stand for a missing word, as dots do.

    >>> [may_have_gap(text) for text in ("I ... here.", "Ev__ gidiyorum.", "A [...] leg.", "Wait...", "call __f__")]
    [True, True, True, False, False]
    """
    return _GAP.search(text) is not None


def is_asking_title(text: str) -> bool:
    """Whether the title of a page asks: one about its author does only with a question mark.

    >>> [is_asking_title(text) for text in ("How do pipes work", "How we built it", "Why did we move?", "Pipes")]
    [True, False, True, False]
    """
    return is_clear_question(text) and (_TELLS.end(_words(text)) <= 0 or _END.search(text.rstrip()) is not None)


def sets_task(text: str) -> bool:
    """Whether the first or last sentence of a text makes the reader think or work, which no answer does.

    >>> [sets_task(text) for text in ("It is slow. Try to fix it.", "Denken Sie nach!", "考えてみよう。", "Use a tag.")]
    [True, True, True, False]
    """
    sentences = _sentences(text)
    return any(
        _TASK.end(_words(sentence)) > 0 or _TASK_LAST.are_in(sentence[-_LONGEST_ENDING:].lower())
        for sentence in (*sentences[:1], *sentences[-1:])
    )


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCES.split(text.strip()) if sentence.strip()]


def sets_task_at_end(text: str) -> bool:
    """Whether the last sentence of a text orders something: what is before it says what is given.

    >>> [sets_task_at_end(text) for text in ("A die is rolled. Find the mean.", "Find it. It is hidden.")]
    [True, False]
    """
    sentences = _sentences(text)
    return bool(sentences) and is_order(sentences[-1])


def ends_in_question(text: str) -> bool:
    """Whether the last sentence of a text asks.

    >>> [ends_in_question(text) for text in ("It is slow. Why?", "Why? It is slow.", "Explain it.")]
    [True, False, True]
    """
    sentences = _sentences(text)
    return text.rstrip().endswith(QUESTION_MARKS) or bool(sentences and is_clear_question(sentences[-1]))


@lru_cache(maxsize=1 << 10)
def announces_questions(title: str) -> bool:
    """Whether the title of a page or section says that questions follow.

    >>> [announces_questions(title) for title in ("Top 50 React Interview Questions", "FAQ", "React")]
    [True, True, False]
    """
    return _ANNOUNCES.are_in(title.lower())


@lru_cache(maxsize=1 << 10)  # several kinds of words are looked for at the start of a line
def _words(text: str) -> str:
    """The start of a text in lower case, without signs before it."""
    start = _SIGNS.match(text).end()  # type: ignore[union-attr]
    if text[start - 1 : start] in _OPENS and (exam := _EXAM.match(text, start)):
        start = exam.end()
    return text[start : start + _LONGEST_WORDS].lower()


def refers_to_code(question: str) -> bool:
    """Whether a question names code or what it prints, or points to what is below it.

    >>> [refers_to_code(text) for text in ("What does this query return?", "How many rows are there?")]
    [True, False]
    """
    text = question.lower()
    return any(words.are_in(text) for words in _ABOUT_CODE)


@lru_cache(maxsize=1 << 8)  # several rules ask this of one question
def asks_how(question: str) -> bool:
    """Whether a question or one of its clauses asks for steps.

    >>> [asks_how(text) for text in ("How do you undo it?", "It fails, so how to fix it?", "Know how it works?")]
    [True, True, False]
    """
    return any(_HOW_TO.end(_words(clause)) > 0 for clause in _CLAUSES.split(question))


def asks_how_it_is(question: str) -> bool:
    """Whether a question asks how: for steps, or how something works.

    >>> [asks_how_it_is(text) for text in ("How does it work?", "Explain how tags work", "How many are there?")]
    [True, True, False]
    """
    return asks_how(question) or _HOW.are_in(question.lower())


@lru_cache(maxsize=1 << 8)  # several rules ask this of one question
def asks_two_things(question: str) -> bool:
    """Whether a question asks for two things, or compares.

    >>> [asks_two_things(text) for text in ("Tag or branch: what differs?", "What is it, and why use it?", "Why?")]
    [True, True, False]
    >>> [asks_two_things(text) for text in ("¿Qué es y para qué sirve?", "¿Qué son los tags y las ramas?")]
    [True, False]
    """
    text = question.lower()
    return _COMPARES.are_in(text) or _TWO_THINGS.search(question) is not None or asks_again(text)


def asks_again(text: str) -> bool:
    """Whether a text in lower case asks on both sides of "and", "or" or a comma, or "and" leads to a question word."""
    if not text.isascii() and sum(map(_ASKS_IN_CLAUSE.are_in, _WIDE_COMMAS.split(text))) > 1:
        return True
    asked = _COMMAS.search(text)
    if asked and _ASKS_IN_CLAUSE.are_in(text[: asked.start()]) and _ASKS_IN_CLAUSE.end(text, asked.end()) > 0:
        return True
    if not _JOINS.are_in(text):
        return False
    words = list(_WORD.finditer(text))
    joins = [
        i
        for i, word in enumerate(words[1:], 1)
        if _JOINS.end(text, word.start()) == word.end() and word[0] not in AMBIGUOUS
    ]
    if any(_asks_at(text, words[i + 1 : i + 3]) for i in joins):
        return True
    ends = [*(words[i].start() for i in joins), len(text)]
    return any(
        _ASKS_IN_CLAUSE.are_in(text[: words[i].start()]) and _ASKS_IN_CLAUSE.are_in(text[words[i].end() : end])
        for i, end in zip(joins, ends[1:], strict=True)
    )


def _asks_at(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether the first of some words of a text asks, or the second one after a preposition."""
    count = 2 if words and len(words[0][0]) <= _LONGEST_PREPOSITION else 1
    return any(_ASKS.end(text, word.start()) > 0 for word in words[:count])


@lru_cache(maxsize=1 << 8)  # several rules ask this of one question
def asks_for_several(question: str) -> bool:
    """Whether a question asks for several things of a kind.

    >>> [asks_for_several(text) for text in ("Name its parts", "Which types are there?", "What is a list?")]
    [True, True, False]
    """
    return _LISTS.end(_words(question)) > 0 or _SEVERAL.are_in(question.lower())


def asks_for_a_list(question: str) -> bool:
    """Whether the names of several things answer a question: it asks for these, and not how, why or for more.

    >>> [asks_for_a_list(text) for text in ("Name its parts", "What are the types of it?", "Explain three types.")]
    [True, True, False]
    >>> [asks_for_a_list(text) for text in ("How do the types differ?", "Why has it two kinds?", "What is a list?")]
    [False, False, False]
    """
    is_list = _LISTS.end(_words(question)) > 0 or (_END.search(question.rstrip()) and asks_for_several(question))
    is_more = asks_how(question) or asks_two_things(question) or _WHY.are_in(question.lower())
    return bool(is_list) and not is_more


def asks_which(question: str) -> bool:
    """Whether a question asks to choose, unlike "Name three" or "What are the steps"."""
    return _WHICH.are_in(question.lower())


def asks_for_all(question: str) -> bool:
    """Whether a question asks for all of several things, and not to choose: a list below it is an answer.

    >>> [asks_for_all(text) for text in ("Name its parts", "Which of its parts move?")]
    [True, False]
    """
    return asks_for_several(question) and not asks_which(question)


def _begins_true_or_false(text: str) -> bool:
    """Whether a text in lower case begins as "True or false: …" does, or "True/False"."""
    place = _TRUE.end(text)
    if place <= 0:
        return False
    gap = _SLASH.match(text, place)
    place = gap.end() if gap else place
    joined = _JOINS.end(text, place)
    gap = _SLASH.match(text, joined) if joined > 0 else None
    return _FALSE.end(text, gap.end() if gap else max(joined, place)) > 0
