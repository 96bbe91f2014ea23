"""Topics from titles, sections and folders: without numbers, emoji, levels and words such as "Interview Questions"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import unescape

from anki_export.text.deck_names_and_slugs import one_line, slug
from anki_export.text.difficulty_levels import (
    EDGES,
    LEVELS,
    cut_level,
    level_at_start,
    level_of_part,
    level_of_path,
    level_of_title,
)
from anki_export.text.lazy_regex import regex
from anki_export.text.page_paths import folders_and_stem
from anki_export.text.word_patterns import Words, plain_words

_GENERIC = frozenset(
    "about|accueil|aperçu|assessment|bonus|chapter overview|chapter summary|check your knowledge|common"
    "|concept check|content|einführung|einleitung|exam|final|general|home|home page|homepage|inicio|intro"
    "|introducción|introduction|introdução|início|main content|main contents|note|notes|overview|post lecture"
    "|practical|practice|pre lecture|questionnaire|read me|readme|recap|resumen|review|sample|self assessment|summary"
    "|technical|theoretical|theory|untitled|warm up|weekly|welcome|übersicht|введение|обзор|介绍|概要".split("|")
)
_PARTS = (
    "chapter|day|episode|lab|lecture|lesson|module|part|section|session|step|unit|week"
    "|kapitel|cap[ií]tulo|chapitre|lecci[oó]n|глава|урок"
)
"""What pages are parts of, before their number."""
_NUMBERED = regex(
    r"(?:(?:chapter|end of chapter|practice|review|unit|lesson|module|interview)\s)?"
    r"(?:quiz(?:zes)?|flash\s?cards?|questions?(?:\s(?:and\s)?answers?)?|exercises?|q[\s/]?(?:and\s)?a|mcqs?)(?:\s\d+)?"
    rf"|(?:{_PARTS})\s\d+|\d[\d\s]*"
)
"""Names that a number may follow."""
_SIGNS_OF_NUMBERED = ("q", "flash", "exercise")
"""What such names have that do not end with a number."""
_GLOSSARY = Words("glossary", ending=r"\Z")
_GENERIC_WORDS = Words("contents", "questions", "quiz", "faq", "says_little", ending=r"\Z")
_SITE = frozenset(
    "content contents doc docs documentation guide guides markdown md pages public site source sources src subjects"
    " themes topics website www .github".split()
)
"""Folders that hold a site."""
_LANGUAGE = regex(r"(?:de|en|es|fr|ja|ko|pl|pt|ru|tr|uk|zh)(?:[-_ ][a-z]{2})?")
"""Folders that hold one of its languages, in lower case: ranges of letters in any case take long to compile."""

_MARKS = frozenset("<![:&`*_")
_MARKUP = regex(
    r"<!--.*?-->"
    r"|</?(?:a|abbr|b|big|br|center|code|div|em|font|h[1-6]|i|img|kbd|mark|p|picture|s|small|source|span|strong|sub|sup|u)"
    r"(?:\s[^<>]*)?/?>"  # not the <T> of List<T>
    r"|!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])"  # pictures, such as badges
    r"|(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])",  # :rocket:, :material-git:
    re.IGNORECASE | re.DOTALL,
)
_LINK = regex(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_EMPHASIS = regex(
    r"(?P<mark>`+)(?P<code>.+?)(?P=mark)|(?<!\w)(?P<sign>\*{1,3}|_{1,3})(?=\S)(?P<words>.+?)(?<=\S)(?P=sign)(?!\w)"
)
_EMOJI = regex(
    "(?:[#*0-9]\ufe0f?\u20e3"  # keycaps
    "|[\u203c\u2049\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\U0001f000-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*)+"
)
_NUMBER = regex(
    r"^(?:"
    # Chapter 3: …; a word before the number needs a mark after it, unlike "Day 2 Operations"
    rf"(?:{_PARTS}|第)\s*\#?\d+(?:[.-]\d+)*\s*(?:[.:)|–—-](?!\d)|章|课|回)\s*"
    r"|(?:chapter|lab|module|unit|part)\s+\d+(?:[.-]\d+)+\s+(?=\w)"
    r"|\#?\d{1,3}(?:\.\d{1,3})*[.)]\s+|\#?\d{1,2}:\s+|\d{1,3}\s*[–—-]\s+|0\d{1,2}\s+"
    r")(?=\S)",
    re.IGNORECASE,
)
_NUMBER_OF_FILE = r"(?:0\d+\.?(?=\D)|\d+(?:\.\d+)*(?:\.(?=\D)|(?=[\W_]|[a-z]{3})))"
"""Not that of `3D modelling` and `2FA`."""
_PART = regex(
    r"[\s,:(–—-]+(?:part|vol\.?|volume)\s*\#?(?:\d+|[ivx]+)\s*\)?$|\s*(?:\(|[–—-]\s*)\d{1,3}\s?%\s*\)?$", re.IGNORECASE
)
"""The number of a part, or its share of an exam."""
_QUESTIONS = (
    r"(?:questions|question(?=\s*(?:&|and\s+answer|$))|question\s+banks?|q\s*(?:[&/]|and)\s*a|mcqs?"
    r"|(?:quiz(?:zes)?|flash\s?cards?|faqs?)(?=\s*(?:$|[|,:;()\[\]-]|[–—]|(?:about|for|on|with)\b)))"
    r"(?:\s*(?:,|/|\+|&|and)?\s*(?:sample\s+|model\s+)?(?:answers?|solutions?)\b)*(?:\s+with\s+(?:answers?|solutions?))?"
)
_SAYS_QUESTIONS = (
    r"(?:\b(?:(?:coding|job|technical)\s+interview\s+|interview\s+)?(?:multiple[\s-]choice\s+)?"
    rf"(?:(?:\A|(?<=[–—:|(-]\s)|(?<=\())practice\s+)?{_QUESTIONS}(?!\w)"  # not in "Nursing practice questions"
    r"|\b(?:(?:coding|job|technical)\s+)?interview(?:\s+(?:prep|preparation|guide))?\b|(?<!of\s)\binterviews$)"
)
_YEAR_OR_RANGE = (
    r"(?:[\s,:–—-]*(?:(?:in|for)\s+(?=20\d\d\b))?[(\[]?\b(?:(?:19|20)\d\d(?:\s+edition)?"
    r"|(?:q\.?\s*)?\d+(?:\s*(?:[–—-]|to)\s*|\s+)(?:q\.?\s*)?\d+)\b[)\]]?)?"
)
_BOILERPLATE = regex(_SAYS_QUESTIONS, re.IGNORECASE)
"""What English titles of question pages say besides their subject."""
_BOILERPLATE_AND_NUMBER = regex(_SAYS_QUESTIONS + _YEAR_OR_RANGE, re.IGNORECASE)
"""The same with the year or range of numbers right after it."""
_SIGNS_OF_BOILERPLATE = ("q", "fla", "nterview")
"""What such words contain, without letters that have several forms in one case."""
_TWO_DASHES = regex(r"-\s+-")
"""What such words leave inside others: "Front-End-Interview-Notes"."""
_LEADS_ON = regex(r"\A(?:[之的]|\s+)?(?=\w)")
"""What leads to the subject behind such words in Chinese, with the space that is left."""
_HOW_TO = Words("how_to")
"""What begins a sentence, which says nothing without such words: "How to pass the Java interview of a bank"."""
_INTERVIEW, _QUESTION = Words("interview"), Words("question", "questions")
_OF_TITLES = Words("interview", "question", "questions")
_KINDS = {"interview": _INTERVIEW, "question": _QUESTION, "about": Words("about"), "usual": Words("usual")}
_OTHER_THAN_ENGLISH = Words("interview", "about", "usual")
_FIRST_EAST_ASIAN = "\u1100"
_OF_QUESTIONS = Words("interview", "about", "usual", "question", "questions", "answer", "joins")
_BETWEEN = regex(r"[\s'’,/&+-]*+")
_PARTICLES = regex(r"(?<=[가-힣])[가-힣]{1,2}(?![가-힣])")
"""At the end of a Korean word."""
_YEAR = regex(r"[\s,:–—-]*[(\[]?(?:19|20)\d\d\b[)\]]?")
_COUNT_BEFORE = regex(r"(?:[^\W\d]+\s+){0,2}\d[\d.,]*\s*\+?\s*")
"""How many questions there are, before them: "Las 100"."""
_LABEL = regex(r"^(?:quiz|flash\s?cards?|faqs?|practice|exercises?|self[\s-]test)\s*(?::|\s[–—-]\s)\s*", re.IGNORECASE)
_SIGNS_OF_LABEL = ("quiz", "fla", "faq", "prac", "ex", "self")
_LIST = regex(
    r"^(?:(?:the|a|an)\s+)?(?:(?:awesome|big|complete|curated|huge|ultimate)\s+)*"
    r"(?:(?:list|collection|set|bank)\s+of\s+|(?:top|best)\s+\d[\d,.]*\s*\+?\s+)+(?:(?:the|most\s+common)\s+)?",
    re.IGNORECASE,
)
_COUNT = regex(
    r"^(?:(?:the|top|best)\s+)*(?:\d[\d,.]*\s*\+?\s+)?"
    r"(?:(?:most\s+)?(?:best|essential|must[\s-]know|(?:frequently|commonly)\s+asked)(?:\s+|$)"
    r"|(?:most\s+(?:asked|common|important|popular)(?=\s|$)|common(?=\s+(?:about|for|in|of|on)\b))\s*)?"
    r"(?:(?:about|for|in|of|on)\s+(?:(?:a|an|the)\s+)?)?",
    re.IGNORECASE,
)
"""What is left at the start of such a title without the words about questions."""
_SIGNS_OF_COUNT = ("th", "to", "be", "mo", "ess", "mu", "freq", "comm", "ab", "fo", "in", "of", "on")
"""How it begins unless with a number."""
_INTERVIEWS = regex(r"\s+(?:job\s+)?interviews$", re.IGNORECASE)
_BRACKETS = frozenset("([（【")
_EMPTY = regex(r"\(\s*\)|\[\s*\]|（\s*）|【\s*】")
_SPACES = regex(r"\s{2,}(?=[:：])")
"""What is left in place of such words before a colon."""
_NUMBER_LEFT = regex(r"\(\s*\d+\s*\)\s*\Z|\s(?:and|&|,)\s*\Z")
"""What is left of "(19 questions)" and of "Examples and quizzes"."""
_LEFT = regex(r"\A\+\s+|\s+\.\s*\Z")
"""What is left behind the number of the questions, and before a full stop."""
_SLUG = regex(r"(?i)[^\s-]+(?:-[^\s-]+)*-(?:interview-)?questions(?:-(?:and-)?answers)?")
"""A title written as a name in an address: `Data-Science-Interview-Questions`."""
_AGAIN = regex(r"\A(?P<name>[^:：]+?)\s*[:：]\s*(?=(?P=name)\Z)", re.IGNORECASE)


_SPELLINGS = """\
AI|API|APIs|AWS|BDD|CDN|CI/CD|CLI|CORS|CPU|C#|CSRF|CSS|CSV|DBMS|DDD|DevOps|DevSecOps|DNS|DOM|DSA|ETL|FastAPI|GCP|GitHub
GitLab|GraphQL|gRPC|HTML|HTTP|HTTPS|iOS|IoT|JavaScript|JDBC|jQuery|JPA|JSON|JSP|JVM|JWT|LLM|LLMs|macOS|ML|MLOps|MongoDB
MVC|MySQL|NestJS|Next.js|NLP|Node.js|NoSQL|NumPy|OAuth|OOP|OOPs|ORM|OS|PHP|PL/SQL|PostgreSQL|PowerShell|PyTorch|RabbitMQ
REST API|RxJS|SDK|SEO|SQL|SQLite|SRE|SSH|SSL|TCP|TCP/IP|TDD|TensorFlow|TLS|TypeScript|UDP|UI|UML|URL|UX|VPC|VPN|Vue.js
WebSocket|WebSockets|XML|XSS|YAML"""
"""Names of subjects that folders and files write in lower case: `ci-cd`, `nodejs`."""
_MOST_WORDS = 2
"""In such a name."""
_LONGEST = 1000
"""Maximum length of a title in characters, so that no pattern takes long."""


def plain_title(title: str) -> str:
    """A title as text: without HTML, pictures, links, emoji, and without Markdown around words.

    >>> plain_title("🚀 [React](https://react.dev) `hooks` ![build](badge.svg) :tada:")
    'React hooks'
    >>> plain_title("🚀")
    '🚀'
    """
    text = title[:_LONGEST]
    if not _MARKS.isdisjoint(text):
        text = _without_emphasis(unescape(_LINK.sub(r"\1", _MARKUP.sub(" ", text))))
    text = one_line(text)
    return text if text.isascii() else one_line(_EMOJI.sub(" ", text)) or text


def _without_emphasis(text: str) -> str:
    return _EMPHASIS.sub(lambda match: match["code"] or _without_emphasis(match["words"]), text)


def topic_of(title: str, levels: Sequence[str] = LEVELS, level: str = "") -> str:
    """A title without its level, its number, and words such as "Interview Questions"; empty if nothing is left.

    If the page's `level` is set elsewhere, it is also removed from the start of the title.

    >>> topic_of("Git Interview Questions - Basics"), topic_of("Advanced Git", level="Advanced")
    ('Git', 'Git')
    >>> topic_of("Top 100 React Interview Questions & Answers (2025)"), topic_of("Lab 7: Embeddings")
    ('React', 'Embeddings')
    >>> topic_of("Frequently Asked Questions"), topic_of("Foire aux questions"), topic_of("Questions générales")
    ('', '', '')
    >>> topic_of("React Interview Questions: Hooks"), topic_of("Java 面试题：Java（基础）"), topic_of("Vue : A — FAQ")
    ('React: Hooks', 'Java', 'Vue : A')
    >>> [topic_of(text) for text in ("Data-Science-Interview-Questions-Answers", "Git Questions. ", "(New) Git tags")]
    ['Data Science', 'Git', '(New) Git tags']
    >>> topic_of("On-call-quiz"), topic_of("Quiz on Git"), topic_of("Nursing - practice questions")
    ('On-call', 'Git', 'Nursing')
    >>> [topic_of(text) for text in ("How to pass the Git interview of a bank", "Storage (10%)", "前端面试之CSS")]
    ['How to pass the Git interview of a bank', 'Storage', '前端 CSS']
    """
    title = plain_title(title)
    if "-" in title and " " not in title and _SLUG.fullmatch(title):
        title = title.replace("-", " ")
    is_word = title.isascii() and title.isalnum()  # a number in it is part of a name
    if has_number := not is_word and any(map(str.isdecimal, title)):
        title = _NUMBER.sub("", title)
    found = level_of_title(title, levels)
    if level and not found and (first := level_at_start(title, levels)) and first[0] == level:
        found = first
    title = cut_level(title, found) if found else _trimmed(title)
    if title[-5:].lower().endswith(("level", "for")):
        title = _trimmed(re.sub(r"(?i)\b(?:level|for)\s*$", "", title))
    lower = title.lower()
    if "part" in lower or "vol" in lower or "%" in lower:
        title = _PART.sub("", title)
    if lower.startswith(_SIGNS_OF_LABEL):
        title = _LABEL.sub("", title)
    if has_number or " of " in lower:
        title = _LIST.sub("", title)
    if _GENERIC_WORDS.end(title.lower()) > 0:
        return ""
    is_sentence = _HOW_TO.end(title.lower()) > 0
    title = title if is_sentence else _without_questions(title)
    rest = title
    if not is_sentence and any(sign in lower for sign in _SIGNS_OF_BOILERPLATE):
        rest = (_BOILERPLATE_AND_NUMBER if has_number else _BOILERPLATE).sub(" ", title)
    if rest != title:
        rest = _TWO_DASHES.sub("-", rest)
        rest = _trimmed(_NUMBER_LEFT.sub("", rest))
        may_count = rest[:1].isdecimal() or rest.lower().startswith(_SIGNS_OF_COUNT)
        rest = _COUNT.sub("", rest) if may_count and not lower.startswith(("on ", "in ")) else rest  # "On call quiz"
        rest = _INTERVIEWS.sub("", rest)
    rest = _LEFT.sub("", rest) if rest[:1] == "+" or rest.rstrip()[-1:] == "." else rest
    has_colon = ":" in rest or "：" in rest
    rest = _SPACES.sub("", rest) if has_colon else rest
    rest = one_line(_trimmed(rest if _BRACKETS.isdisjoint(rest) else _EMPTY.sub(" ", rest)))
    return _AGAIN.sub("", rest) if has_colon else rest


@lru_cache
def _without_questions(title: str) -> str:
    """A title without what it says about questions in other languages than English.

    >>> [_without_questions(title) for title in ("Preguntas de entrevista para React", "Java 面试题及答案")]
    ['React', 'Java']
    """
    text = title.lower()
    if len(text) != len(title) or not _OF_TITLES.are_in(text):
        return title
    for start in range(len(text)) if _OTHER_THAN_ENGLISH.are_in(text) else ():
        if end := _end_of_questions(title, text, start):
            before = "" if _COUNT_BEFORE.fullmatch(title, 0, start) else title[:start]
            if text[start] >= _FIRST_EAST_ASIAN:
                return _trimmed(before.rstrip() + _LEADS_ON.sub(" ", title[end:]))
            is_inside = before.strip()[-1:].isalpha() and title[end : end + 1].isalpha()
            return title if is_inside else _trimmed(f"{before} {title[end:]}")
    return title


def _end_of_questions(title: str, text: str, start: int) -> int:
    """Where words about questions end that begin there, with a year after them; 0 without any.

    `text` is the title in lower case. The words name questions and an interview, or what the questions are about, as a
    title begins; or they are one word for all of it.
    """
    end = place = start
    kinds = set()
    while (stop := _OF_QUESTIONS.end(text, place)) > 0:
        kinds |= {kind for kind, words in _KINDS.items() if words.end(text, place) > 0}
        if kinds <= {"about"}:
            return 0
        end = particles.end() if (particles := _PARTICLES.match(text, stop)) else stop
        place = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
    if "about" in kinds and start and "interview" not in kinds:
        kinds.remove("about")
    is_one_word = kinds == {"interview"} and (text[start] >= _FIRST_EAST_ASIAN or text.endswith(_questions(), 0, end))
    if kinds == {"question", "about"} and not (
        title[place : place + 1].isupper() or title[place : place + 1].isdigit()
    ):
        return 0  # "Вопросы о природе": only names stay as they are without such a word
    if not (is_one_word or len(kinds) > 1):
        return 0
    year = _YEAR.match(text, end)
    return year.end() if year else place


@cache
def _questions() -> tuple[str, ...]:
    """The words for questions, with which some languages make others: *Interviewfragen*."""
    return tuple(sorted(plain_words("questions")))


def _trimmed(title: str) -> str:
    """A title without separators at its ends; a parenthesis stays open and closed."""
    text = title.strip(EDGES)
    for opens, closes in ("()", "[]"):
        text += closes * (title.rstrip().endswith(closes) and text.count(opens) > text.count(closes))
        text = opens * (title.lstrip().startswith(opens) and text.count(opens) < text.count(closes)) + text
    return text


def is_generic(topic: str) -> bool:
    """Whether a topic names no subject, such as "Quiz", "Table of Contents" or "Chapter 3".

    >>> is_generic("Overview"), is_generic("Quiz 2"), is_generic("Unit Tests")
    (True, True, False)
    """
    words = slug(topic).replace("-", " ")
    may_be_numbered = words[-1:].isdigit() or any(sign in words for sign in _SIGNS_OF_NUMBERED)  # as few are
    if not words or words in _GENERIC or (may_be_numbered and _NUMBERED.fullmatch(words)):
        return True
    return _GENERIC_WORDS.end(words) > 0


def topic_of_section(sections: Sequence[str], levels: Sequence[str] = LEVELS) -> str:
    """The topic that the innermost section names, without those that name a level or no subject.

    >>> topic_of_section(("Chapters", "3. 🔁 Loops", "Practice Questions"))
    'Loops'
    >>> topic_of_section(("Git", "L200 - Intermediate"))
    'Git'
    """
    for section in reversed(sections):
        topic = topic_of(section, ()) if not level_of_section(section, levels) else ""
        if topic and not is_generic(topic):
            return topic
    return ""


def level_of_section(section: str, levels: Sequence[str] = LEVELS) -> str | None:
    """The level that a section is named after, if all its words are about the level.

    >>> level_of_section("L200 — Intermediate"), level_of_section("Advanced Files")
    ('Intermediate', None)
    """
    return level_of_part(re.sub(r"\b[A-Za-z]\d+\b", " ", plain_title(section)), levels)


def topic_of_folder(path: str, levels: Sequence[str] = LEVELS) -> str:
    """The topic that the innermost folder of a page names, without those of levels and of the site itself.

    >>> [topic_of_folder(path) for path in ("docs/03-for-loops/quiz.md", "docs/quiz.md", "git/.github/quiz.md")]
    ['For Loops', '', 'Git']
    """
    return _topic_of_folders(folders_and_stem(path)[0], tuple(levels))


@lru_cache
def _topic_of_folders(folders: tuple[str, ...], levels: tuple[str, ...]) -> str:
    named = (part for part in reversed(folders) if not level_of_part(part, levels))
    return next(filter(None, map(_topic_of_part, named)), "")


def topic_of_path(path: str, levels: Sequence[str] = LEVELS) -> str:
    """A topic for a page without title: its path without the level, numbers and generic names.

    >>> topic_of_path("tools/version-control/basics/index.md")
    'Tools Version Control'
    >>> topic_of_path("kubernetes/kubernetes_answers_101_150.md")
    'Kubernetes'
    """
    topics: list[str] = []
    for topic in filter(None, map(_topic_of_part, level_of_path(path, levels)[1])):
        if topics and topic.casefold().startswith(topics[-1].casefold()):
            topics.pop()
        topics.append(topic)
    return " ".join(topics)


@lru_cache
def _topic_of_part(part: str) -> str:
    """The topic that a folder or the stem of a file names, or an empty string."""
    has_number = any(map(str.isdecimal, part))
    words = re.sub(rf"^{_NUMBER_OF_FILE}|(?<=\D)\d+(?:[-_ ]+\d+)+$", "", part) if has_number else part
    topic = re.sub(r"\s+answers?$", "", topic_of(re.sub(r"[\s_-]+", " ", words), ()), flags=re.IGNORECASE)
    lower = topic.lower()
    if is_generic(topic) or lower in _SITE or (len(topic) <= 5 and _LANGUAGE.fullmatch(lower)):
        return ""
    return _spelled(topic)


def _spelled(topic: str) -> str:
    """A topic with the words in lower case as such names, or with a capital.

    >>> _spelled("ci cd"), _spelled("nodejs"), _spelled("rest api basics"), _spelled("My notes")
    ('CI/CD', 'Node.js', 'REST API Basics', 'My Notes')
    """
    words, names = topic.split(), _spellings()
    found = []
    place = 0
    while place < len(words):
        size = next((n for n in range(_MOST_WORDS, 0, -1) if " ".join(words[place : place + n]) in names), 0)
        word = words[place]
        found.append(
            names[" ".join(words[place : place + size])] if size else word.capitalize() if word.islower() else word
        )
        place += size or 1
    return " ".join(found)


@cache
def _spellings() -> dict[str, str]:
    """Names by the words of a path that mean them, separated where the name is and in one word."""
    names: dict[str, str] = {}
    for name in _SPELLINGS.replace("\n", "|").split("|"):
        plain = name.lower().replace("#", " sharp")
        separated = re.sub(r"[./]", " ", plain)
        names |= {separated: name, separated.replace(" ", ""): name}
    return names


def is_glossary(topic: str) -> bool:
    """Whether a topic is only the name of a list of terms.

    >>> is_glossary("Glossary"), is_glossary("Key Terms"), is_glossary("Terms of Service")
    (True, False, False)
    """
    return _GLOSSARY.end(topic.lower()) > 0
