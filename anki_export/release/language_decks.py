"""Keep the languages of a topic apart: each but the main one has separate decks, which name it.

Pages whose path names their language come with such a topic, as "Java (한국어)". Others say it in their front matter:
their topic gets the name only if it has pages in several languages.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from anki_export.release.page_topics import bare_topic
from anki_export.source.types import Question
from anki_export.text.language_names import in_language


def with_languages_apart(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, those in other languages than the main one of their topic with the language in its name."""
    if not any(question.language for question in questions):
        return tuple(questions)
    pages = {question.page: question for question in questions}
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    everywhere = Counter(page.language for page in pages.values())
    for page in pages.values():
        spoken[bare_topic(page.topic)][page.language] += 1
    main = {topic: _main(languages, everywhere) for topic, languages in spoken.items()}
    others = {key for key, page in pages.items() if page.language not in ("", *main[bare_topic(page.topic)])}
    return tuple(_apart(question) if question.page in others else question for question in questions)


def _main(languages: Mapping[str, int], everywhere: Mapping[str, int]) -> frozenset[str]:
    """The languages of a topic that its decks need not name: that of most pages.

    Pages that don't name their language count as being in the main one; English, if others name it, is the same.
    """
    if "" in languages:
        return frozenset({"", "en"})
    return frozenset({min(languages, key=lambda language: (-everywhere[language], language != "en", language))})


def _apart(question: Question) -> Question:
    topic = in_language(question.topic, question.language)
    with_level = in_language(question.topic_with_level, question.language)
    return replace(question, topic=topic, topic_with_level=with_level, home=question.page)
