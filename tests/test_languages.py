"""The words of each language, and pages in each language."""

import re

import pytest

from anki_export.source.question_numbers import numbers_of
from anki_export.text.classify_labels import is_answer_label, is_label, label_end, names_answer, names_extra
from anki_export.text.difficulty_levels import LEVELS, level_of_title
from anki_export.text.language_names import language_named
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, is_order
from anki_export.text.word_patterns import (
    Words,
    alternatives,
    plain_words,
    prefixes_of,
    whole_words,
    words_of,
)
from anki_export.text.words_by_language import KINDS, WORDS
from tests.support.project import FIXTURES
from tests.support.reading import cases, read

OF_WORDS = tuple(kind for kind in KINDS if kind not in ("boundaries", "prefixes"))
OF_EACH = {
    *("question", "answer", "solution", "right", "explanation", "hint", "exercise", "quiz", "announces", "contents"),
    *("sections", "placeholder", "true", "false", "key", "glossary", "term", "definition", "references", "asks"),
}
"""Each language has these, also those with few."""
CAN_BE_EMPTY = {
    "shown_in",
    "spoken",
    "questions",
    "numbered",
    "question_letter",
    "entry",
    "asks",
    "asks_last",
    "asks_in_ending",
    "orders",
    "orders_last",
    "tasks_last",
    "tells",
    "about",
    "answer_letter",
    "copula",
    "judge",
    "prints",
    "sample",
    "short",
    "points",
}
OF_TITLES = {"interview", "usual"}
"""Titles in English have a grammar of their own."""
LARGE = [language for language, entry in WORDS.items() if "aside" in entry]
"""The others have the words of labels and titles, and those that questions have most often."""
each_language = pytest.mark.parametrize("language", WORDS)


@each_language
def test_a_language_has_words_of_the_usual_kinds(language: str) -> None:
    assert {kind for kind in OF_EACH - CAN_BE_EMPTY if not any(words_of(language, kind))} == set()


@pytest.mark.parametrize("language", LARGE)
def test_a_large_language_has_words_of_each_kind(language: str) -> None:
    assert {kind for kind in OF_WORDS if not any(words_of(language, kind))} <= (
        CAN_BE_EMPTY | (OF_TITLES if language == "en" else set())
    )


@each_language
def test_a_word_for_the_answer_names_nothing_else(language: str) -> None:
    other = "explanation why hint example note references extra question questions exercise".split()
    assert set(words_of(language, "answer", "solution")).isdisjoint(words_of(language, *other))


@each_language
def test_the_kinds_of_an_entry_are_known(language: str) -> None:
    assert set(WORDS[language]) <= set(KINDS)


@each_language
def test_the_documentation_shows_words_that_are_in_the_table(language: str) -> None:
    text = (FIXTURES.parents[1] / "docs/reference/formats.md").read_text()
    rows = re.findall(r"^\| ([A-Z]\w+) \| (`.*) \|$", text, re.MULTILINE)
    [row] = [row for name, row in rows if language_named(name) == language]
    for kind, cell in zip(("question", "answer", "explanation", "hint"), row.split(" | "), strict=True):
        pattern = rf"(?:{'|'.join(prefixes_of(language))})(?:{'|'.join(words_of(language, kind))})"
        assert all(re.fullmatch(pattern, word, re.IGNORECASE) for word in re.findall("`([^`]*)`", cell))


@pytest.mark.parametrize("kind", OF_WORDS)
def test_words_are_patterns(kind: str) -> None:
    re.compile(alternatives(kind), re.IGNORECASE | re.VERBOSE)
    assert not re.compile(whole_words(kind), re.IGNORECASE).match("")


@pytest.mark.parametrize(
    "text",
    [
        "Answer",
        "Antworten",
        "ОТВЕТ",
        "Відповідь",
        "正确答案",
        "答え",
        "정답은",
        "câu trả lời",
        "उत्तर:",
        "الإجابة",
        "والإجابة",
        "CEVAP",
    ],
)
def test_whole_words_are_found(text: str) -> None:
    assert re.search(whole_words("answer"), text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["answering", "Svarar", "ответственность", "ответвление", "उत्तरों", "오답답변", "Podpowiedź", "beantworten"]
)
def test_parts_of_words_are_not_found(text: str) -> None:
    assert not re.search(whole_words("answer"), text, re.IGNORECASE)


PAGES = sorted(path.stem for path in (FIXTURES / "languages").glob("*.txt"))


def test_each_language_has_pages() -> None:
    assert set(WORDS) <= set(PAGES)


@pytest.mark.parametrize(
    ("page", "expected"),
    [pytest.param(*case.values, id=f"{code}: {case.id}") for code in PAGES for case in cases(f"languages/{code}.txt")],
)
def test_pages_are_read_alike_in_each_language(page: str, expected: str) -> None:
    assert read(page) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Check your understanding",
        "Self-test",
        "Aufgabe 3",
        "Übung",
        "Réponse",
        "Проверь себя",
        "練習問題",
        "힌트",
        "تمرين 2",
    ],
)
def test_labels_ask_nothing(title: str) -> None:
    assert is_label(title)


@pytest.mark.parametrize(
    "title",
    [
        "Also known as",
        "Comment syntax",
        "Testing in Go",
        "Come back later",
        "Como, Italy",
        "Die Frage der Ehre",
        "Tipping points",
        "Примерный план",
        "问题解决",
        "해설자 소개 페이지",
        "Fragenkatalog",
        "Aufgabenplanung",
        "Mehrwert",
    ],
)
def test_words_in_other_titles_are_no_labels(title: str) -> None:
    assert not is_label(title) and not is_answer_label(title) and not names_answer(title) and not names_extra(title)


@pytest.mark.parametrize(
    "title",
    [
        "Comment blocks",
        "Come",
        "Co-op mode",
        "Wie",
        "Was Git is",
        "Explained",
        "Has-a relations",
        "인증과 인가",
        "Warum das wichtig ist",
    ],
)
def test_ordinary_words_do_not_ask(title: str) -> None:
    assert not is_clear_question(title)


@pytest.mark.parametrize(
    "title",
    [
        "Was ist ein Baum",
        "Qu'est-ce qu'un arbre",
        "Объясните деревья",
        "什么是树",
        "树是什么",
        "木とは何か",
        "나무란 무엇인가",
        "Ağaç nedir",
        "Cây là gì",
        "पेड़ क्या है",
        "ما هي الشجرة",
        "Co to jest drzewo",
        "Vad är ett träd",
        "Wat is een boom",
        "Czy drzewo rośnie",
        "هل تنمو الشجرة",
        "Ağaç neden büyür",
        "나무는 왜 자라는가",
        "क्या पेड़ बढ़ता है",
    ],
)
def test_openings_and_ends_ask(title: str) -> None:
    assert is_clear_question(title)


@pytest.mark.parametrize(("answer", "is_card"), [("TODO", False), ("Todo", False), ("Todo.", True), ("Bientôt", True)])
def test_words_that_can_answer_are_no_placeholders(answer: str, is_card: bool) -> None:
    assert read(f'??? question "What else?"\n    {answer}').startswith("[") is is_card


def test_orders_and_announcements_are_known() -> None:
    assert all(map(is_order, ("Bir örnek verin", "例を挙げよ", "값을 구하시오", "उदाहरण दीजिए")))
    assert not is_order("버튼을 누르십시오") and not is_order("付録を参照してください")
    assert is_order("Напишите функцию") and is_order("Schreibe ein Programm") and not is_order("Schreiben")
    assert announces_questions("Prüfungsfragen") and announces_questions("前端面试题")
    assert not announces_questions("主题与标题") and not announces_questions("Тестирование")


def test_a_label_ends_before_its_text() -> None:
    labels = (
        "Antwort: B",
        "**Richtige Antwort:** B",
        "Réponse correcte : B",
        "正确答案：B",
        "정답: B",
        "الإجابة الصحيحة: B",
    )
    assert [label[label_end(label, "answer") :].strip(" *") for label in labels] == ["B"] * len(labels)
    assert not label_end("Answering: B", "answer") and not label_end("Answer", "answer")


@pytest.mark.parametrize(
    "titles",
    [
        ("Frage 1: Warum?", "Frage 2: Wie?"),
        ("P29. ¿Por qué?", "P30. ¿Cómo?", "P31. ¿Cuándo?"),
        ("D66. Perché?", "D67. Come?", "D68. Quando?"),
        ("问题3 为什么？", "问题4 怎么做？", "问题5：什么时候？"),
        ("第1题：为什么？", "第2题 怎么做？", "第3题、什么时候？"),
        ("Câu 4 Vì sao?", "Câu 5: Thế nào?", "Câu 6. Khi nào?"),
        ("1. Soru: Neden?", "2. Soru: Nasıl?"),
        ("**السؤال 1:** لماذا؟", "**السؤال 2:** كيف؟"),
    ],
)
def test_numbers_with_words_are_no_part_of_a_question(titles: tuple[str, ...]) -> None:
    labels = numbers_of(titles)
    assert all(
        label and label.value and title.endswith(label.rest) for label, title in zip(labels, titles, strict=True)
    )


@pytest.mark.parametrize(
    "titles",
    [
        ("F1: what does it open?", "F5: what does it reload?"),
        ("P2P: what is it?", "P2P2: and this?", "D3.js: what is it?"),
        ("Questions: who asks them?", "Fragen 3 Leute?"),
        ("D1. One", "F2. Two", "P3. Three"),
        ("Câu 4 Vì sao?",),
    ],
)
def test_other_numbers_stay(titles: tuple[str, ...]) -> None:
    assert numbers_of(titles) == [None] * len(titles)


@pytest.mark.parametrize(
    "question",
    [
        "What does this short program print?",
        "Was gibt dieser Code aus?",
        "Que retourne la fonction suivante ?",
        "¿Qué imprime el siguiente código?",
        "O que imprime o código a seguir?",
        "Cosa stampa questo programma?",
        "Wat doet deze functie?",
        "Co wypisze poniższy kod?",
        "Vad skriver följande kod ut?",
        "Что выведет этот код?",
        "Що виведе цей код?",
        "Aşağıdaki kodun çıktısı nedir?",
        "Apa keluaran kode berikut?",
        "Đoạn mã sau in ra gì?",
        "इस कोड का आउटपुट क्या है?",
        "ما ناتج هذا الكود؟",
        "以下代码输出什么？",
        "次のコードは何を出力しますか？",
        "다음 코드의 출력은 무엇입니까?",
    ],
)
def test_what_is_below_the_code_in_a_question_about_it_is_its_answer(question: str) -> None:
    page = f'??? question "{question}"\n    ```\n    print(1 + 1)\n    ```\n\n    `2`'
    assert read(page).startswith("[marked]") and "\nA <p><code" in read(page)


@pytest.mark.parametrize(
    "aside",
    [
        "For example, a dog.",
        "Beispiel: ein Hund.",
        "Par exemple, un chien.",
        "Por ejemplo, un perro.",
        "Exemplo: um cão.",
        "Esempio: un cane.",
        "Bijvoorbeeld een hond.",
        "Przykład: pies.",
        "Exempel: en hund.",
        "Пример: собака.",
        "Приклад: собака.",
        "Örnek: bir köpek.",
        "Contoh: anjing.",
        "Ví dụ: một con chó.",
        "उदाहरण: एक कुत्ता।",
        "مثال: كلب.",
        "例如：狗。",
        "例えば、犬。",
        "예를 들어, 개.",
    ],
)
def test_an_aside_is_no_part_of_the_answer(aside: str) -> None:
    page = f'??? question "How do cats and dogs differ?"\n    One meows.\n\n    The other barks.\n\n    {aside}'
    answer, explanation = read(page).split("\nE ")
    assert "barks" in answer and explanation == f"<p>{aside}</p>"


@each_language
def test_levels_are_known_in_each_language(language: str) -> None:
    for level, kind in zip(LEVELS, ("basics", "intermediate", "advanced"), strict=True):
        words = [word.replace(r"\s+", " ") for word in words_of(language, kind) if word in plain_words(kind)]
        found = [level_of_title(f"Git ({word.title()})", LEVELS) for word in words]
        assert all(name and name[0] == level for name in found)


@pytest.mark.parametrize("text", ["Was it this", "Die function is", "Not a note", "A tagline", "Notable things"])
def test_other_words_in_english_begin_no_aside_and_ask_nothing(text: str) -> None:
    assert Words("aside").end(text.lower()) < 0 and not Words("what", "this_code").are_in(text.lower())


@pytest.mark.parametrize("kind", OF_WORDS)
def test_each_word_of_ascii_text_is_found_by_its_first_letters(kind: str) -> None:
    assert "" not in Words(kind)._in_ascii[0].words
