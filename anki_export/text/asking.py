"""Evidence from words: whether a line asks, and whether a page's title announces questions.

Words are evidence of the last resort. A question mark counts in every language, and so do numbers in sequence, hidden
answers and repeated labels, which other modules look at.
"""

import re

from anki_export.text.regex import regex

_END = regex(r"[?？؟](?:\[{1,3}[^\[\]]*\]{1,3}(?:\([^()]*\))?|\([^()]*\)|:[a-z_]+:|[^\w?？؟])*+\Z", re.IGNORECASE)
"""A question mark, then at most signs, links to a source and remarks in parentheses."""
_CLEAR = regex(
    r"(?:(?:please\s+)?(?:explain|describe|define|compare|discuss|differentiate|distinguish)\b"
    r"|(?:what|which|who|whom|whose)(?:['’]s|s)?\s+(?:is|are|was|were|do|does|did|will|would|can|could|should|might|may"
    r"|happens?|makes?|kinds?|types?|sort|the|an?|you|your|has|have|had|causes?|of)\b"
    r"|what['’]?s\b|how['’]?s\b|why\s+(?:is|are|was|were|do|does|did|would|can|could|should|not|use|we|you|it|the)\b"
    r"|how\s+(?:is|are|was|were|do|does|did|will|would|can|could|should|many|much|you|we|often|long)\b"
    r"|(?:when|where)\s+(?:is|are|was|were|do|does|did|will|would|can|could|should)\b"
    r"|(?:is|are|was|were|does|do|did|can|could|should|would|will|has|have)\s+(?:it|there|a|an|the|you|we|this|that)\b"
    r"|(?:(?:the|a|any|main|key|some)\s+){0,2}differences?\s+between\b|tell\s+(?:me|us)\b|give\s+(?:an?|some|me)\b"
    r"|true\s+or\s+false\b|can\s+you\b)",
    re.IGNORECASE,
)
_ORDER = regex(
    r"(?:how\s+to|what|why|when|where|which|list|name|mention|enumerate|write|create|implement|design|draw|show|find"
    r"|print|check|get|set|use|make|build|run|add|delete|remove|change|convert|calculate|compute|configure|deploy|fix"
    r"|identify|install|prove|derive|state|outline|summari[sz]e|illustrate|suppose|imagine|given|consider|assume|solve"
    r"|return|sort|reverse|update|select|count|generate|export|expose|scale|label|annotate|start|stop|connect|select"
    r"|advantages|benefits|disadvantages|types|pros)\b",
    re.IGNORECASE,
)
_ANNOUNCES = regex(
    r"\b(?:questions?|interviews?|quiz(?:zes)?|faqs?|q\s*&(?:amp;)?\s*a|exams?|exercises?|flash\s?cards?|trivia"
    r"|fragen|prüfung|preguntas|entrevistas?|perguntas|domande|entretiens?|pytania|вопрос\w*|собеседован\w*|питання"
    r"|soru\w*|pertanyaan)\b|面试|題|题|問題|質問|质问|问答|질문|면접|أسئلة|प्रश्न",
    re.IGNORECASE,
)
_LONGEST_END = 500
_OPENING = regex(r"(?:[^\w<]|_)*")


def is_clear_question(text: str) -> bool:
    """Whether a line asks: it ends in a question mark, or begins as only questions do.

    >>> [is_clear_question(text) for text in ("What is a tag", "Why? [[source](x)]", "Explain tags", "Tags explained")]
    [True, True, True, False]
    """
    return _END.search(text.rstrip()[-_LONGEST_END:]) is not None or _CLEAR.match(_words(text)) is not None


def is_order(text: str) -> bool:
    """Whether a line sets a task, such as "Create a tag": on a page about something else it is a heading.

    >>> [is_order(text) for text in ("Create a tag", "How to create one", "Tags")]
    [True, True, False]
    """
    return _ORDER.match(_words(text)) is not None


def announces_questions(title: str) -> bool:
    """Whether the title of a page or section says that questions follow.

    >>> [announces_questions(title) for title in ("Top 50 React Interview Questions", "FAQ", "React")]
    [True, True, False]
    """
    return _ANNOUNCES.search(title) is not None


def _words(text: str) -> str:
    return text[_OPENING.match(text).end() :]  # type: ignore[union-attr]
