"""Classify titles that are not questions: labels for the answer, for extra material, or for nothing.

Words are evidence but never required: a hidden block with a title in another language is judged by its position.
"""

import re

from anki_export.text.regex import regex

_ANSWER = (
    "answers?|ans|solutions?|antwort(?:en)?|\\w*lösung(?:en)?|réponses?|respuestas?|solución|risposta|risposte|soluzione"
    "|respostas?|solução|gabarito|antwoord|oplossing|svar|odpowiedź|rozwiązanie|cevap|jawaban|ответы?|решение"
    "|відповідь"
)
_ANSWER_IN_SCRIPTS = "答案|回答|解答|答え|正解|정답|الإجابة|उत्तर"  # without spaces between words
ANSWER_WORDS = rf"(?:{_ANSWER}|{_ANSWER_IN_SCRIPTS})"
"""Matches a word for the answer."""
QUESTION_WORDS = (
    "(?:questions?|frage|pregunta|pergunta|domanda|vraag|fråga|pytanie|soru|pertanyaan|вопрос|питання"
    "|问题|問題|質問|질문|问|問|السؤال|प्रश्न)"
)
"""Matches a word for a question."""
_EXPLANATION = (
    "explanations?|explain|why|erklärung|warum|explications?|pourquoi|explicación|spiegazione|explicação|объяснение"
)
_EXPLANATION_IN_SCRIPTS = "解释|解説|解析|설명"
_EXTRA = (
    "hints?|clues?|tips?|notes?|examples?(?! (?:answer|solution))|references?|sources?|links?|resources|reading"
    "|see also|more|background|context|setup|deep[ -]?dive|details|alternatives?|alternatively|another|others?"
    "|bonus|extra|warning|caution"
    "|hinweise?|tipps?|notiz(?:en)?|beispiele?|quellen?|referenz(?:en)?|mehr|weitere[sn]?"
    "|indices?|astuces?|conseils?|remarques?|exemples?|références?|plus|autres?"
    "|pistas?|consejos?|notas?|ejemplos?|referencias?|más|otr[oa]s?|dicas?|exemplos?|referências?|mais|outr[oa]s?"
    "|suggeriment[oi]|esemp(?:io|i)|riferiment[oi]|подсказк[аи]|примеры?|примечани[ея]|источники?"
)
_EXTRA_IN_SCRIPTS = "提示|示例|例子|备注|参考|ヒント|例|힌트|예시|참고"


def _words(latin: str, others: str) -> re.Pattern[str]:
    return regex(rf"\b(?:{latin})\b|{others}", re.IGNORECASE)


_NAMES_ANSWER = _words(_ANSWER, _ANSWER_IN_SCRIPTS)
_NAMES_EXPLANATION = _words(_EXPLANATION, _EXPLANATION_IN_SCRIPTS)
_NAMES_EXTRA = _words(_EXTRA, _EXTRA_IN_SCRIPTS)
_LONGEST_LABEL = 6
"""Maximum number of words in a label."""


def names_answer(title: str) -> bool:
    """Whether a title names the answer.

    >>> [names_answer(title) for title in ("✅ Reveal Answer", "Réponse", "Why this answer?", "Hint: no answer yet")]
    [True, True, False, False]
    """
    is_label = len(title.split()) <= _LONGEST_LABEL or _LABEL_BEFORE_TEXT.match(title)
    found = bool(is_label and _NAMES_ANSWER.search(title))
    return found and not (names_explanation(title) or names_extra(title) or asks(title))


def is_plain(title: str) -> bool:
    """Whether a title consists only of label words, so that nothing is lost without it.

    >>> [is_plain(title) for title in ("Click to reveal the answer", "✅ Mostrar resposta", "Solution in Python")]
    [True, True, False]
    """
    words = re.findall(r"[^\W\d_]+", title.casefold())
    return all(word in _PLAIN_WORDS or _NAMES_ANSWER.fullmatch(word) for word in words) or after_label(title) > 0


def is_answer_label(title: str) -> bool:
    """Whether a title only names the answer, perhaps with the answer after a colon.

    >>> [is_answer_label(title) for title in ("The answer", "✅ Correct answer: B", "Answer the phone")]
    [True, True, False]
    """
    return _LABEL_ALONE.fullmatch(title) is not None or after_label(title) > 0


def names_explanation(title: str) -> bool:
    """Whether a title names an explanation."""
    return _NAMES_EXPLANATION.search(title) is not None


def names_extra(title: str) -> bool:
    """Whether a title names something other than the answer, such as a hint or an example."""
    return _NAMES_EXTRA.search(title) is not None


_PLAIN_WORDS = frozenset(
    "show see view reveal reveals click tap press expand open toggle unfold check display get spoiler key quiz"
    " to for the a here me it and correct right full complete model explained explanation"
    " zeigen zeige anzeigen aufdecken aufklappen klicken klick hier zum zur die der das richtige"
    " voir révéler afficher montrer cliquez cliquer ici pour la le les bonne correcte"
    " ver mostrar revelar haz clic aquí para el las correcta correta o as clique aqui"
    " mostra rivela vedi clicca qui per corretta показать открыть раскрыть правильный".split()
)
_LABEL_ALONE = regex(
    r"[\W_]*(?:(?:show|see|view|reveal|click (?:for|to (?:see|show|reveal))|expand for)\s+)?(?:the\s+)?"
    rf"(?:(?:correct|right)\s+)?(?:{_ANSWER}|{_ANSWER_IN_SCRIPTS})[\W_]*",
    re.IGNORECASE,
)
_LABEL_BEFORE_TEXT = regex(
    rf"[\W_]*(?:the\s+)?(?:(?:correct|right)\s+)?(?:{_ANSWER}|{_ANSWER_IN_SCRIPTS})\s*[:：]\s*", re.IGNORECASE
)


def after_label(text: str) -> int:
    """The start of the answer in a text such as "✅ Correct answer: B"; 0 if there is none.

    >>> after_label("✅ Correct answer: B"), after_label("Show answer")
    (18, 0)
    """
    match = _LABEL_BEFORE_TEXT.match(text)
    return match.end() if match and text[match.end() :].strip() else 0


_NO_QUESTION = frozenset(
    "hint|hints|explanation|quiz|question|questions|exercise|exercises|example|examples|task|tasks|"
    "details|spoiler|show hint|show more|click to reveal|check your understanding|check your answer|"
    "check your answers|check yourself|test yourself|test your knowledge|test your understanding|"
    "quick check|self check|knowledge check|try it|try it yourself|your turn|need help|"
    "frequently asked questions|faq|help|quick quiz|pop quiz|think about it|stop and think|challenge|"
    "practice|vérifiez votre compréhension|vérifiez vos connaissances|testez vos connaissances|exercice|"
    "exercices|à vous de jouer|verifique sua compreensão|verifique seu entendimento|teste sua compreensão|"
    "teste seu conhecimento|exercício|exercícios|pergunta|comprueba tu comprensión|"
    "comprueba tus conocimientos|ejercicio|ejercicios|pregunta|verifica la tua comprensione|esercizio|"
    "esercizi|domanda|teste dein wissen|teste dich selbst|verständnisfrage|kontrollfrage|aufgabe|aufgaben|"
    "übung|übungen|frage|вопрос|проверь себя|задание|упражнение|练习|测验|問題|クイズ|練習".split("|")
)
"""Titles, in lower case without punctuation, of blocks that don't ask anything by themselves."""
_FEW_WORDS = regex(r"[\W_]*+(?:[^\W_]++[\W_]*+){0,8}+")
"""Matches all labels, and few questions."""
_ONLY_NUMBER = regex(
    r"(?:(?:question|exercise|task|problem|quiz|challenge|q|exercice|ejercicio|exercício|esercizio|aufgabe|übung|frage)"
    r"? ?)?\d*"
)
_QUIZ = regex(r"\W*(?:quick |pop |mini |self )?(?:quiz|check|test)\s*\d*(?:\s*[:：]|\s+[–—-]\s)", re.IGNORECASE)
_TASK = regex(
    r"\W*(?:exercise|exercice|ejercicio|exercício|esercizio|übung|aufgabe|task|challenge)\s*\d*(?:\s*[:：.]|\s+[–—-]\s)",
    re.IGNORECASE,
)


def is_label(title: str) -> bool:
    """Whether a title is only a label.

    >>> [is_label(title) for title in ("🤔 Check your understanding", "Exercise 3", "Quick Quiz: Pipes")]
    [True, True, False]
    """
    if not _FEW_WORDS.fullmatch(title):
        return False
    words = " ".join(re.findall(r"[^\W_]+", title.casefold()))
    return words in _NO_QUESTION or bool(_ONLY_NUMBER.fullmatch(words) or _LABEL_ALONE.fullmatch(title))


def asks_nothing(title: str) -> bool:
    """Whether a title is a label, optionally with a subject.

    >>> [asks_nothing(title) for title in ("Quick Quiz: Pipes", "Quick Quiz: what is a pipe?", "Test-driven work")]
    [True, False, False]
    """
    return is_label(title) or (_QUIZ.match(title) is not None and not asks(title))


def is_task(title: str) -> bool:
    """Whether a title sets a task instead of asking a question, such as "Exercise 2: a backup"."""
    return _TASK.match(title) is not None and not asks(title)


def asks(text: str) -> bool:
    """Whether a text ends with a question mark."""
    return _ASKS.search(text) is not None


_ASKS = regex(r"[?？؟][^\w?？؟]*\Z")
