"""Flashcards of Obsidian, hashcards and Logseq, and tables of words."""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from anki_export.disk.source_tree import tree_of
from anki_export.settings import Settings
from anki_export.source.formats import parse_page
from anki_export.source.page_text_and_metadata import PageFile, read_page
from tests.support.examples import examples
from tests.support.flashcards import pages
from tests.support.project import MEDIA, Project
from tests.support.reading import cases, read, read_text

OBSIDIAN, HASHCARDS, HASCARD, INKA, LOGSEQ, WORDS = (
    cases(f"formats-{name}.txt") for name in ("obsidian", "hashcards", "hascard", "inka", "logseq", "vocabulary")
)
GIF = (MEDIA / "solid.gif").read_bytes()
OTHER = (MEDIA / "clear.gif").read_bytes()
PLAIN = Settings()


@pytest.mark.parametrize(("page", "result"), OBSIDIAN)
def test_flashcards_of_obsidian_become_cards_or_messages(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), HASHCARDS)
def test_flashcards_of_hashcards_become_cards_or_messages(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), [*HASCARD, *INKA])
def test_questions_between_rules_become_cards_or_messages(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), LOGSEQ)
def test_flashcards_of_logseq_become_cards_or_messages(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), WORDS)
def test_tables_of_words_are_read_where_they_are_asked_for(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), [*OBSIDIAN, *HASHCARDS, *HASCARD, *INKA, *LOGSEQ, *WORDS])
def test_line_ends_of_flashcards_do_not_matter(page: str, result: str) -> None:
    assert read(page.replace("\n", "\r\n")) == result


def asked(text: str, settings: Settings = PLAIN, path: str = "notes/page.md") -> list[tuple[str, str]]:
    """The questions and answers of a page as text."""
    return [(one.question_text, one.answer_text) for one in read_text(text, path, settings)[0]]


@pytest.mark.parametrize(
    "tag",
    [
        "#flashcards",
        "#flashcards/Networks/ARP",
        "Tags: #net #flashcards",
        "tags:: #flashcards",
        "# ARP #flashcards",
        "- #flashcards",
        "#net, #flashcards/x",
        "<!--SR:!2025-06-11,17,250-->",
    ],
)
def test_a_mark_says_that_a_page_has_flashcards(tag: str) -> None:
    assert asked(f"{tag}\n\nWhat is a port?::A number.\n") == [("What is a port?", "A number.")]


@pytest.mark.parametrize(
    "head",
    ["tags: [flashcards]", "tags: flashcards", "tags: a, flashcards/x", "tags:\n  - '#flashcards'", "tag: flashcards"],
)
def test_a_tag_in_the_front_matter_says_so_too(head: str) -> None:
    assert asked(f"---\n{head}\n---\n\nWhat is a port?::A number.\n") == [("What is a port?", "A number.")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "`#flashcards`",
        "```\n#flashcards\n```",
        "The tag #flashcards is for the plugin.",
        "I make #flashcards",
        "#flashcards2",
        "#my-flashcards",
        "a#flashcards",
        "[up](#flashcards)",
        "## flashcards",
        "<!-- #flashcards -->",
        "`<!--SR:!2025-06-11,17,250-->`",
        "```\n<!--SR:!2025-06-11,17,250-->\n```",
        "<!-- SR: see below -->",
    ],
)
def test_without_a_mark_nothing_is_a_flashcard(text: str) -> None:
    page = (
        f"{text}\n\nstd::vector is a class.\nkey:: value\nWhat is a port?::A number.\n\nWhat?\n?\nThat.\n\nA ==gap==.\n"
    )
    assert asked(page) == []


def test_a_card_in_a_line_may_carry_the_tag_itself() -> None:
    assert asked("#flashcards What is a port?::A number.\n\nWhat is TTL?::A time. #flashcards/net\n") == [
        ("What is a port?", "A number."),
        ("What is TTL?", "A time."),
    ]


def test_the_settings_may_name_other_tags_and_what_is_a_gap() -> None:
    settings = Settings(flashcard_tags=("cards", "to/learn"), flashcard_gaps=("**", "{{"))
    assert asked("#flashcards\n\nWhat is a port?::A number.\n", settings) == []
    assert asked("#to/learn/x\n\nWhat is a port?::A number.\n", settings) == [("What is a port?", "A number.")]
    assert asked("#cards\n\nA **port** is a ==number==.\n", settings) == [("A […] is a number.", "port")]
    assert asked("#cards\n\nA port is a {{number}}.\n", settings) == [("A port is a […].", "number")]
    assert asked("A **port**.\n", settings) == []
    assert asked("#cards\n\nA ==port== is not read.\n", settings) == []
    assert asked("#cards\n\nA **port** is a {{number}}, **{{not}}** two.\n", settings) == [
        ("A […] is a number, not two.", "port"),
        ("A port is a […], not two.", "number"),
        ("A port is a number, […] two.", "not"),
    ]


@pytest.mark.parametrize(
    "setting", ['flashcard_tags = ["a b"]', 'flashcard_tags = "x"', 'flashcard_gaps = ["=="', 'flashcard_gaps = ["~~"]']
)
def test_other_values_of_the_settings_are_reported(project: Project, setting: str) -> None:
    project.write("anki-export.toml", setting + "\n")
    assert project.run("check").exit_code == 1


def decks(project: Project) -> list[tuple[str, str]]:
    rows = json.loads(project.run("list", "--format", "json").stdout)
    return [(row["topic"], row["question_text"]) for row in rows]


def test_tag_folder_front_matter_and_name_of_the_page_say_the_deck(project: Project) -> None:
    card = "What is {}?::That.\n"
    project.write("source/Notes/ARP.md", "#flashcards/Networks/ARP_cache\n\n" + card.format("a"))
    project.write("source/Notes/DNS.md", "# Names\n\n#flashcards\n\n" + card.format("b"))
    project.write("source/Notes/TLS.md", "---\ntopic: Safety\n---\n\n#flashcards/x\n\n" + card.format("c"))
    project.write("source/alone.md", "#flashcards\n\n" + card.format("d"))
    project.write("source/cells.md", '---\nname = "Cell Biology"\n---\n\nC: A [cell] lives.\n')
    project.write("source/pages/areas___dns.md", "- What is e? #card\n\t- That.\n")
    assert sorted(decks(project), key=lambda row: row[1]) == [
        ("Cell Biology", "A […] lives."),
        ("Networks::ARP_cache", "What is a?"),
        ("Notes", "What is b?"),
        ("Safety", "What is c?"),
        ("Alone", "What is d?"),
        ("areas::dns", "What is e?"),
    ]


def test_backups_of_logseq_are_not_read(project: Project) -> None:
    project.write("source/pages/dns.md", "- What is a? #card\n\t- That.\n")
    project.write("source/logseq/bak/pages/dns/2024.md", "- What is b? #card\n\t- That.\n")
    assert decks(project) == [("dns", "What is a?")]


@pytest.mark.parametrize(
    ("files", "page", "name", "found"),
    [
        (["attachments/a.gif"], "notes/dns.md", "a.gif", "attachments/a.gif"),
        (["attachments/A b.GIF"], "notes/dns.md", "a B.gif", "attachments/A b.GIF"),
        (["a.gif", "notes/a.gif"], "notes/dns.md", "a.gif", "a.gif"),
        (["x/a.gif", "notes/img/a.gif"], "notes/dns.md", "a.gif", "notes/img/a.gif"),
        (["xx/a.gif", "y/a.gif"], "notes/dns.md", "a.gif", "y/a.gif"),
        (["x/a.gif", "y/z/a.gif"], "notes/dns.md", "z/a.gif", "y/z/a.gif"),
        ([".trash/a.gif"], "notes/dns.md", "a.gif", None),
        (["x/ba.gif"], "notes/dns.md", "a.gif", None),
        (["x/100% sure.gif"], "notes/dns.md", "100% sure.gif", "x/100% sure.gif"),
    ],
)
def test_a_picture_is_found_anywhere_as_obsidian_does(
    files: Sequence[str], page: str, name: str, found: str | None
) -> None:
    text = f"#flashcards\n\nWhat is this?::A map ![[{name}]]\n"
    tree = tree_of({file: GIF if file == found else OTHER for file in files})
    (question,), messages = read_text(text, page, PLAIN, tree)
    assert [media.data == GIF for media in question.media] == [True] * (found is not None)
    assert ("S074" in {each.rule.code for each in messages}) == (found is None)


@pytest.mark.parametrize("name", ["../secret.gif", "../../secret.gif", "x/../../secret.gif", "/../secret.gif"])
def test_a_picture_does_not_leave_the_vault(project: Project, name: str) -> None:
    project.write("secret.gif", GIF)
    project.write("source/notes/dns.md", f"#flashcards\n\nWhat?::A ![[{name}]] ![]({name})\n")
    rows = json.loads(project.run("list", "--format", "json").stdout)
    assert "<img" not in rows[0]["answer"]


def test_a_new_picture_is_found_although_its_page_is_cached(project: Project) -> None:
    project.write("source/notes/dns.md", "#flashcards\n\nWhat?::A ![[a.gif]]\n")
    assert "S074" in project.build().stderr
    project.write("source/img/deep/a.gif", GIF)
    assert "S074" not in project.build().stderr
    project.write("source/notes/a.gif", OTHER)
    assert "1 revised" in project.build().stdout
    assert "up to date" in project.build().stdout or "nothing" in project.build().stdout.lower()


def test_a_vault_of_many_notes_and_pictures_is_read_in_time(project: Project) -> None:
    for number in range(10):
        project.write(f"source/img{number}/a.gif", GIF)
        for note in range(200):
            text = f"std::vector {note}\n" if note % 10 else f"#flashcards\n\nWhat is {number} {note}?::A ![[a.gif]]\n"
            project.write(f"source/notes{number}/{note}.md", text)
    project.build()
    assert len(decks(project)) == 200


def test_a_page_of_one_card_is_read_where_others_of_its_folder_begin_with_one(project: Project) -> None:
    project.write("source/one/a.md", "# A\n\nQ: What is a?\nA: That.\n")
    assert decks(project) == []
    project.write("source/one/b.md", "P: Solve b.\nS: So.\n")
    project.write("source/two/c.md", "Q: What is c?\nA: That.\n\nIt goes on.\n")
    assert [text for _, text in decks(project)] == ["What is a?", "Solve b."]


SCHEDULE = "<!--SR:!2025-06-11,17,250-->"


def test_pin_gives_an_id_to_both_ways_and_to_one_gap_but_not_to_several(project: Project) -> None:
    text = "\n".join(
        [
            *("#flashcards", "", "What is a port?:::A number{}", SCHEDULE, "", "What is TTL?{}", "?", "- A time", ""),
            *("Last is the ==stack==.{}", SCHEDULE, "", "A ==b== ==c==.", SCHEDULE, ""),
        ]
    )
    path = project.write("source/notes/page.md", text.replace("{}", ""))
    project.build()
    before = json.loads(project.run("list", "--format", "json").stdout)
    assert project.run("pin").exit_code == 0
    ids = " <!-- card: port -->", " <!-- card: ttl -->", " <!-- card: last -->"
    assert path.read_text() == text.format(*ids)
    project.build()
    after = json.loads(project.run("list", "--format", "json").stdout)
    keys = ("guid", "question", "answer", "explanation")
    assert [[row[key] for key in keys] for row in after] == [[row[key] for key in keys] for row in before]
    assert project.run("check").exit_code == 0
    assert project.run("pin").exit_code == 0
    assert path.read_text() == text.format(*ids)
    path.write_text(path.read_text().replace("What is a port?", "Ports are?").replace("A number", "Only a number"))
    project.build()
    reworded = json.loads(project.run("list", "--format", "json").stdout)
    assert [row["guid"] for row in reworded] == [row["guid"] for row in before]


@examples(150)
@given(pages)
def test_any_flashcards_become_cards_without_marks_of_their_program(page: str) -> None:
    questions, messages = read_text(page, "notes/page.md", PLAIN)
    assert len({(one.location, one.key) for one in questions}) == len(questions)
    for one in questions:
        assert one.question_text.strip()
        assert "<!--SR:" not in one.question + one.answer + one.explanation
        assert "#flashcards" not in one.question_text + one.answer_text
    assert all(1 <= each.location.line <= len(page.splitlines()) for each in messages)


MANY = {
    "separators": "#flashcards\n\n" + "a::" * 20_000,
    "cards": "#flashcards\n\n" + "a::b\n" * 5_000,
    "question marks": "#flashcards\n\n" + "a\n?\nb\n" * 3_000,
    "gaps": "#flashcards\n\n" + "==a== " * 5_000 + "\n<!--SR:!1,1,1-->",
    "gaps never closed": "#flashcards\n\n" + "==a" * 15_000 + "\n<!--SR:!1,1,1-->",
    "comments never closed": "#flashcards\n\n" + "<!--SR:" * 8_000 + "\na::b",
    "links never closed": "#flashcards\n\na::" + "[[a|" * 15_000,
    "backticks": "#flashcards\n\na::" + "`a ``b " * 8_000,
    "formulas": "#flashcards\n\na::" + "$a $b$" * 8_000,
    "spaces": "#flashcards\n\na::b" + " " * 60_000 + "c",
    "carets": "#flashcards\n\na::b" + " ^a" * 20_000,
    "brackets": "C: [a] " + "[" * 60_000,
    "pairs of brackets": "C: " + "[a] " * 15_000,
    "labels": "C: [a]\n" * 5_000,
    "items": "- a #card\n\t- b\n" * 3_000,
    "items in items": "".join("\t" * n + "- a #card\n" for n in range(300)),
    "properties": "- a #card\n" + "  a:: b\n" * 10_000 + "\t- b\n",
    "gaps of logseq": "- {{cloze " * 6_000 + "a}} #card\n",
    "percents": "#flashcards\n\na::" + "%%a" * 20_000,
    "callouts": "#flashcards\n\na\n?\n" + "> [!tip] x\n" * 8_000,
    "tags": "#flashcards " * 5_000,
}


@pytest.mark.parametrize("page", MANY.values(), ids=MANY)
def test_flashcards_of_thousands_are_read_in_time(page: str) -> None:
    import time

    start = time.process_time()
    read_text(page + "\n", "notes/page.md", PLAIN)
    assert time.process_time() - start < 6


def test_dollars_are_formulas_in_flashcards_whatever_the_site_does() -> None:
    settings = replace(PLAIN, dollar_math=False)
    (question,), _ = read_text("#flashcards\n\nWhat is $x^2$?::It is $y$, or $5.\n", "notes/page.md", settings)
    assert (question.question, question.answer) == (r"What is \(x^2\)?", r"<p>It is \(y\), or $5.</p>")


FOLDERS = [Path(os.environ[name]) for name in ("ANKI_EXPORT_PAGES", "ANKI_EXPORT_CORPUS") if name in os.environ]
MARK = re.compile(r"#flashcards|<!--SR:|#card\b|^(?:C|P):.*", re.MULTILINE)


@pytest.mark.skipif(not FOLDERS, reason="ANKI_EXPORT_CORPUS and ANKI_EXPORT_PAGES name no folder")
def test_no_page_of_others_without_a_mark_has_a_flashcard() -> None:
    """Thousands of them have `::` or `==`: fields of notes, names of C++, tests in shell scripts."""
    seen = 0
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.md")):
            text = path.read_text(errors="replace") if path.is_file() else ""
            page, _ = read_page(PageFile(path.relative_to(folder).as_posix(), text.encode()), PLAIN)
            if page is None:
                continue
            seen += "::" in text or "==" in text
            parsed = parse_page(page.text, page.wanted)
            assert not parsed.flashcards or MARK.search(text), path
    assert seen > 100


def test_questions_beside_flashcards_are_read_even_if_none_of_these_is_a_card() -> None:
    text = '#flashcards\n\n?\nNothing above.\n\n??? question "What is a tag?"\n    **A fixed name**.\n'
    (card,), messages = read_text(text, "notes/page.md", PLAIN)
    assert card.question_text == "What is a tag?"
    assert [(each.rule.code, each.location.line) for each in messages] == [("S015", 3)]


def test_a_question_ends_where_a_flashcard_starts() -> None:
    text = '??? question "What is a tag?"\n    A name.\n\n    It is fixed.\nA ==gap==.\n<!--SR:!2025-06-12,18,250-->\n'
    (box, card), messages = read_text(text, "notes/page.md", PLAIN)
    assert (box.answer_text, card.answer_text, messages) == ("A name.", "gap", ())


def test_what_is_wrong_with_the_answer_to_a_gap_is_reported_where_its_text_ends() -> None:
    text = "Q: Is a tag fixed?\nA: It is.\n\nC: Does a branch stay where it is?\n[no]"
    cards, messages = read_text(text, "notes/page.md", PLAIN)
    assert len(cards) == 2
    assert [(each.rule.code, each.location.line) for each in messages] == [("S039", 5)]


def test_an_encoding_is_fixed_in_flashcards(project: Project) -> None:
    path = project.write("source/notes/a.md", "#flashcards\n\nWhat is naÃ¯ve?:::A cafÃ©\n\nWhat?\n?\nA cafÃ©\n")
    project.build()
    before = json.loads(project.run("list", "--format", "json").stdout)
    assert project.run("check", "--fix").exit_code == 0
    assert path.read_text() == "#flashcards\n\nWhat is naïve?:::A café\n\nWhat?\n?\nA café\n"
    assert json.loads(project.run("list", "--format", "json").stdout) == before
