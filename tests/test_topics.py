"""Topics from titles, sections and folders, pages without levels, and where their decks lie."""

import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_export.diagnostics import Location
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.stable_page_topics import topics_of
from anki_export.settings import Settings
from anki_export.source.naming.navigation import ListedPage, Navigation
from anki_export.source.naming.title_from_heading import title_in
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Page, Question
from anki_export.text.extract_topic import plain_title, topic_of, topic_of_path
from tests.support.project import Project, block

TITLES = {
    "React Interview Questions & Answers": "React",
    "Top 100 React Interview Questions": "React",
    "Docker & Kubernetes - Q/A": "Docker & Kubernetes",
    "Q/A: Git": "Git",
    "IQ/AB tests": "IQ/AB tests",
    "Top 50+ Java 8 Questions and Answers (2025)": "Java 8",
    "The Ultimate List of Docker Interview Questions": "Docker",
    "List of 300 JavaScript Questions": "JavaScript",
    "List of Sorting Algorithms": "Sorting Algorithms",
    "14 Compiler Interview Questions 2025": "Compiler",
    "Windows Server 2019 Interview Questions": "Windows Server 2019",
    "Most Common SQL Interview Questions": "SQL",
    "Common Lisp Interview Questions": "Common Lisp",
    "Interview Questions on Kafka": "Kafka",
    "Rust (Programming Language)": "Rust (Programming Language)",
    "CSS (Quiz)": "CSS",
    "Quiz: Sets and Maps": "Sets and Maps",
    "Quiz Plugins": "Quiz Plugins",
    "Question Mark Operator": "Question Mark Operator",
    "Kubernetes (Questions 101-150)": "Kubernetes",
    "2. Python Functions": "Python Functions",
    "01 - Loops": "Loops",
    "Lab 007: What is a hash?": "What is a hash?",
    "Chapter 3 – Trees": "Trees",
    "Day 2 Operations": "Day 2 Operations",
    "3D Graphics": "3D Graphics",
    "Git - Part 2": "Git",
    "🚀 Rust 🦀 Interview Questions": "Rust",
    "<b>Go</b> [Channels](https://go.dev) ![build](badge.svg) :tada:": "Go Channels",
    "`List<T>` in C#": "List<T> in C#",
    "A* Search": "A* Search",
    "`__init__` in **Python**": "__init__ in Python",
    "React 面试题及答案": "React",
    "Preguntas de entrevista de React": "React",
    "Perguntas e respostas para entrevistas de Java": "Java",
    "Questions d'entretien sur React": "React",
    "Вопросы для собеседования по Python": "Python",
    "Interview Questions": "",
    "React Interview Questions in 2026": "React",
    "Common Interview Questions on the JVM": "JVM",
    "Preguntas para React": "React",
    "Preguntas de entrevista para React": "React",
    "Las 100 preguntas más comunes en entrevistas de React": "React",
    "Preguntas frecuentes sobre Docker": "Docker",
    "Perguntas e respostas de entrevista para Java": "Java",
    "Вопросы на собеседование на Java Developer": "Java Developer",
    "Вопросы и ответы для собеседования по Python": "Python",
    "Вопросы с собеседований": "",
    "Questions et Réponses d'Entretien Django": "Django",
    "Questions fréquentes sur React": "React",
    "Interviewfragen zu Java": "Java",
    "Fragen und Antworten zu Docker": "Docker",
    "Domande di colloquio React": "React",
    "Pytania rekrutacyjne Java": "Java",
    "Питання для співбесіди з Java": "Java",
    "React Mülakat Soruları": "React",
    "Câu hỏi phỏng vấn Java": "Java",
    "Java 面试题整理": "Java",
    "前端面试题库": "前端",
    "Java 集合面试题及答案": "Java 集合",
    "Javaの面接質問集": "Java",
    "자바 면접 질문과 답변": "자바",
    "React in 2026": "React in 2026",
    "Entrevista con el vampiro": "Entrevista con el vampiro",
    "Préparer ses entretiens": "Préparer ses entretiens",
    "Guide de l'entretien": "Guide de l'entretien",
    "El arte de la entrevista": "El arte de la entrevista",
    "Вопросы философии": "Вопросы философии",
    "Вопросы о природе": "Вопросы о природе",
    "Fragen des Lebens": "Fragen des Lebens",
    "La question sociale": "La question sociale",
    "Preguntas sobre la naturaleza": "Preguntas sobre la naturaleza",
    "Antworten der Physik": "Antworten der Physik",
    "De nada": "De nada",
    "Общие вопросы": "Общие вопросы",
    "集合": "集合",
    "総集編": "総集編",
}


@pytest.mark.parametrize(("title", "topic"), TITLES.items(), ids=TITLES.keys())
def test_a_topic_is_a_title_without_numbers_emoji_and_words_about_questions(title: str, topic: str) -> None:
    assert topic_of(title) == topic


PATHS = {
    "ci-cd/README.md": "CI/CD",
    "nodejs.md": "Node.js",
    "docs/aws-s3.md": "AWS S3",
    "rest-api.md": "REST API",
    "rest-and-sleep.md": "Rest And Sleep",
    "c-sharp.md": "C#",
    "it-is-so.md": "It Is So",
    "TypeScript.md": "TypeScript",
    "osmosis/uint.md": "Osmosis Uint",
}


@pytest.mark.parametrize(("path", "topic"), PATHS.items(), ids=PATHS.keys())
def test_words_of_a_path_are_spelled_as_their_subjects_spell_them(path: str, topic: str) -> None:
    assert topic_of_path(path) == topic


def test_a_title_of_emoji_alone_keeps_them() -> None:
    assert plain_title("🚀") == "🚀"


HEADINGS = {
    "the first of level 1": ("Hello\n\n# Git #\n\n# Branches\n", "Git"),
    "not a comment in code": ("```sh\n# install\n```\n\n# Git {#git}\n", "Git"),
    "HTML above all others": ('<p>Hi</p>\n<h1 align="center">\n  Git\n</h1>\n\n## Branches\n', "Git"),
    "not HTML below a heading": ("## Git\n\n### What is shown?\n\n    <h1>Hello</h1>\n", "Git"),
    "an underlined one": ("Git\n===\n\nText\n", "Git"),
    "the only one of its level": ("## Git\n\n### Why?\n\n### How?\n", "Git"),
    "none of several sections": ("## Branches\n\n## Tags\n", ""),
    "no question": ("# 1. What is a tag?\n\n# 2. What is a branch?\n\n# 3. What is a commit?\n", ""),
    "none": ("Text\n---\n- item\n---\n", "Text"),
    "no underline of a list": ("- item\n---\n", ""),
}


@pytest.mark.parametrize("case", HEADINGS)
def test_the_title_is_a_heading(case: str) -> None:
    text, title = HEADINGS[case]
    assert title_in(text) == title


SITE = Navigation(
    {
        "ch/01/index.md": ListedPage("Content", ("Chapters", "1. Loops"), 0),
        "ch/01/quiz.md": ListedPage("Quiz", ("Chapters", "1. Loops"), 1),
        "labs/a.md": ListedPage("Lab 1: Hashes", ("Labs", "L200 — Intermediate"), 2),
        "labs/b.md": ListedPage("Tree Basics", ("Labs", "L300 — Advanced"), 3),
        "plain.md": ListedPage("💾 Files", (), 4),
    },
    "My Course",
)


def named(text: str, path: str, deck_by: str = "topic") -> Page:
    page, _ = read_page(PageFile(path, text.encode()), Settings(deck_by=deck_by), SITE)
    assert page
    return page


def level(page: Page) -> str:
    return page.level.name if page.level else ""


@pytest.mark.parametrize(
    ("text", "path", "topic"),
    [
        ("# For and while\n", "ch/01/quiz.md", "For and while"),
        ("# Quiz\n", "ch/01/quiz.md", "Loops"),
        ("", "ch/01/quiz.md", "Loops"),
        ("", "plain.md", "Files"),
        ("# Overview\n", "network/dns/overview.md", "DNS"),
        ("# Flash Cards\n", "docs/chapters/03-for-loops/cards.md", "For Loops"),
        ("# Quiz\n", "index.md", "My Course"),
        ("", "README.md", "My Course"),
        ("# Chapter 3\n", "sorting.md", "Sorting"),
        ("# C++: std::vector\n", "x.md", "C++: std:vector"),
        ("---\ntopic: Quiz\n---\n", "ch/01/quiz.md", "Quiz"),
    ],
)
def test_a_title_that_says_nothing_leaves_the_topic_to_navigation_section_and_folder(
    text: str, path: str, topic: str
) -> None:
    assert named(text, path).topic == topic


def test_a_section_names_a_level_only_if_all_its_words_do() -> None:
    assert [level(named("# Hashes\n", path)) for path in ("labs/a.md", "ch/01/quiz.md")] == ["Intermediate", ""]


def test_the_level_of_a_section_leaves_a_title_its_words() -> None:
    page = named("# Tree Basics\n", "labs/b.md")
    assert (page.topic, level(page)) == ("Tree Basics", "Advanced")


def test_decks_can_be_those_of_sections_or_of_the_whole_site() -> None:
    found = {by: named("# For and while\n", "ch/01/index.md", by).topic for by in ("topic", "section", "site")}
    assert found == {"topic": "For and while", "section": "Loops", "site": "My Course"}
    assert named("---\ntopic: Own\n---\n", "ch/01/index.md", "site").topic == "Own"


def ask(project: Project, path: str, title: str, *questions: str) -> None:
    body = "\n\n".join(map(block, questions or (f"What is {title}?",)))
    project.write(f"source/{path}", f"# {title}\n\n{body}\n")


def decks(project: Project) -> list[str]:
    return sorted(deck["name"] for deck in json.loads((project.root / "decks/lock.json").read_text())["decks"])


def files(project: Project) -> list[str]:
    return [path.name for path in project.packages()]


def test_a_page_without_level_gives_one_deck_and_cards_without_level(project: Project) -> None:
    ask(project, "git.md", "Git Interview Questions")
    assert "Git  1.0.0  1 card  new deck" in project.build().output
    assert (decks(project), files(project)) == (["Git"], ["git-1.0.0.apkg"])
    data = zipfile.ZipFile(project.packages()[0]).read("collection.anki2")
    assert b"level::" not in data
    assert rb"Git \u00b7 version 1.0.0 \u00b7 1 card" in data
    row = json.loads((project.root / "decks/index.json").read_text())["decks"][0]
    assert (row["name"], row["level"]) == ("Git", "")
    assert "iq-level" not in project.run("preview").output


def test_pages_of_one_topic_share_a_deck_wherever_they_lie(project: Project) -> None:
    ask(project, "a/git.md", "Git", "What is a branch?")
    ask(project, "b/more.md", "Git Quiz", "What is a tag?")
    project.build()
    assert decks(project) == ["Git"]


def test_several_topics_without_levels_lie_below_the_name_of_the_site(project: Project) -> None:
    project.write("source/README.md", "# ⭐ Backend Interview Questions\n\nWelcome.\n")
    ask(project, "git.md", "Git")
    ask(project, "sql.md", "SQL")
    ask(project, "backend.md", "Backend")
    project.build()
    assert decks(project) == ["Backend", "Backend::Git", "Backend::SQL"]
    assert files(project) == ["backend-1.0.0.apkg", "git-1.0.0.apkg", "sql-1.0.0.apkg"]


@pytest.mark.parametrize(
    ("title", "deck"), [("The first evening", "Rowing for all::The first evening"), ("Rowing safety", "Rowing safety")]
)
def test_a_single_topic_lies_below_the_name_of_the_site_if_it_shares_no_word_with_it(
    project: Project, title: str, deck: str
) -> None:
    project.write("source/README.md", "# Rowing for all\n\nWelcome.\n")
    ask(project, "questions.md", title)
    project.build()
    assert decks(project) == [deck]


@pytest.mark.parametrize("title", ["Welcome to my notes!", "How to install", "Getting started", "Questions"])
def test_a_home_page_whose_heading_greets_or_instructs_names_no_site(project: Project, title: str) -> None:
    project.write("source/README.md", f"# {title}\n\nHere they are.\n")
    ask(project, "oars.md", "Oars")
    project.build()
    assert decks(project) == ["Oars"]


def test_the_home_page_of_a_site_may_be_in_its_folder_of_documents(project: Project) -> None:
    project.write("here/docs/index.md", "# Rowing for all\n\nWelcome.\n")
    for name in ("Oars", "Boats"):
        project.write(f"here/docs/{name}.md", f"# {name}\n\n{block(f'What is {name}?')}")
    project.build("here")
    assert decks(project) == ["Rowing for all::Boats", "Rowing for all::Oars"]


@pytest.mark.parametrize(
    ("page", "front_matter"),
    [("index.md", "title: Rowing for all"), ("docs/intro.md", "title: Rowing for all\nslug: /")],
)
def test_the_front_matter_of_a_home_page_may_name_the_site(project: Project, page: str, front_matter: str) -> None:
    project.write(f"here/{page}", f"---\n{front_matter}\n---\n\nStart with the oars.\n")
    for name in ("Oars", "Boats"):
        project.write(f"here/docs/{name}.md", f"# {name}\n\n{block(f'What is {name}?')}")
    project.build("here")
    assert decks(project) == ["Rowing for all::Boats", "Rowing for all::Oars"]


@pytest.mark.parametrize("folder", ["topics", "Themes", "subjects", "guide"])
def test_a_folder_that_only_holds_topics_names_none(project: Project, folder: str) -> None:
    for name in ("Disks", "Pipes"):
        project.write(f"kernel/{folder}/{name}.md", f"# {name}\n\n{block(f'What is {name}?')}")
    project.build(f"kernel/{folder}")
    assert decks(project) == ["Kernel::Disks", "Kernel::Pipes"]


def test_the_folder_names_a_site_without_other_name(project: Project) -> None:
    ask(project, "git.md", "Git")
    ask(project, "sql.md", "SQL")
    project.build()
    assert decks(project) == ["Project::Git", "Project::SQL"]


def test_decks_with_levels_alone_lie_at_the_top(project: Project) -> None:
    for topic in ("Git", "SQL"):
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic.lower())
    project.build()
    assert decks(project) == ["Git::1 Basics", "SQL::1 Basics"]


def test_a_parent_in_the_settings_is_above_all_decks(project: Project) -> None:
    project.write("anki-export.toml", 'parent = "Work::Backend"\n')
    ask(project, "git.md", "Git")
    project.page("basics", block("What is a table?"), topic="SQL", folder="sql")
    project.build()
    assert decks(project) == ["Work::Backend::Git", "Work::Backend::SQL::1 Basics"]


def test_an_empty_parent_leaves_decks_at_the_top(project: Project) -> None:
    project.write("anki-export.toml", 'parent = ""\n')
    ask(project, "git.md", "Git")
    ask(project, "sql.md", "SQL")
    project.build()
    assert decks(project) == ["Git", "SQL"]


def test_a_released_deck_stays_where_it_is_and_new_ones_join_it(project: Project) -> None:
    project.write("source/README.md", "# Backend\n")
    ask(project, "git.md", "Git")
    ask(project, "sql.md", "SQL")
    project.build()
    project.write("source/README.md", "# Renamed\n")
    ask(project, "http.md", "HTTP")
    project.build()
    assert decks(project) == ["Backend::Git", "Backend::HTTP", "Backend::SQL"]
    project.write("anki-export.toml", 'parent = "Elsewhere"\n')
    ask(project, "git/advanced.md", "Git")
    ask(project, "dns.md", "DNS")
    project.build()
    assert decks(project) == [
        "Backend::Git",
        "Backend::Git::3 Advanced",
        "Backend::HTTP",
        "Backend::SQL",
        "Elsewhere::DNS",
    ]


def test_a_site_that_was_released_at_the_top_stays_there(project: Project) -> None:
    for topic in ("Git", "SQL"):
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic.lower())
    project.build()
    ask(project, "http.md", "HTTP")
    project.build()
    assert decks(project) == ["Git::1 Basics", "HTTP", "SQL::1 Basics"]


def test_a_setting_makes_one_deck_of_a_section(project: Project) -> None:
    project.write("anki-export.toml", 'deck_by = "section"\nparent = ""\n')
    for page in ("loops", "sets"):
        ask(project, f"01-python/{page}.md", page.capitalize())
    ask(project, "02-git/tags.md", "Tags")
    project.build()
    assert decks(project) == ["Git", "Python"]


def test_a_word_of_one_title_is_no_level_on_a_site_without_levels(project: Project) -> None:
    project.write("anki-export.toml", 'parent = ""\n')
    for path, title in (("a.md", "Files"), ("b.md", "Network Fundamentals"), ("c.md", "Users")):
        ask(project, path, title)
    project.build()
    assert decks(project) == ["Files", "Network Fundamentals", "Users"]


def test_a_file_named_like_a_level_does_not_share_the_topic_of_the_home_page(project: Project) -> None:
    ask(project, "README.md", "Versioning")
    ask(project, "01-basics.md", "Why Versions")
    ask(project, "02-create.md", "Creating")
    assert "R004" not in project.build().output
    assert decks(project) == ["Versioning", "Versioning::Creating", "Versioning::Why Versions"]


def test_two_levels_of_a_topic_are_levels_on_any_site(project: Project) -> None:
    project.write("anki-export.toml", 'parent = ""\n')
    for path, title in (("a.md", "Files"), ("b.md", "Users"), ("c.md", "Shells"), ("d.md", "Jobs"), ("e.md", "Disks")):
        ask(project, path, title)
    ask(project, "git/basics.md", "Git")
    ask(project, "git/advanced.md", "Git", "What is a ref?")
    project.build()
    assert [name for name in decks(project) if name.startswith("Git")] == ["Git::1 Basics", "Git::3 Advanced"]


def test_a_released_page_keeps_its_level_or_has_none_whatever_others_have(project: Project) -> None:
    project.write("anki-export.toml", 'parent = ""\n')
    ask(project, "a.md", "Network Fundamentals")
    project.build()
    for title in ("Files", "Users"):
        ask(project, f"{title}.md", title)
    project.build()
    assert decks(project) == ["Files", "Network::1 Basics", "Users"]


def test_pages_with_one_question_as_their_title_share_the_deck_of_their_folder(project: Project) -> None:
    for question in ("What is a heap?", "What is a trie?"):
        ask(project, f"trees/{question[10:-1]}.md", question, question)
    project.build()
    assert decks(project) == ["Trees"]


def test_an_unknown_level_is_a_warning_and_the_page_is_read(project: Project) -> None:
    project.write("source/git.md", f"---\ntitle: Git\nlevel: wizard\n---\n\n{block('What is a tag?')}\n")
    assert "source/git.md:3:1: warning S004 level 'wizard' is not one of" in project.build().stderr
    assert decks(project) == ["Git"]


PAGES = st.sampled_from(["git/a.md", "git/b.md", "make/a.md"])
TOPICS = st.sampled_from(["git", "make", "shell"])
ASKED = st.sampled_from(["What is a tag?", "What is a rule?", "what is a rule", "What is a pipe?"])
DECKS = {tag: Deck(tag, tag.title(), tag.title(), "", tag, "1.0.0", "") for tag in ("git", "make", "shell")}


def card(number: int, deck: str, page: str, question: str) -> Card:
    return Card(f"guid{number}", deck, page, question, "Because", "", number + 1, "1.0.0", 1, "digest")


def folder(page: str) -> str:
    return page.partition("/")[0]


def question(page: str, topic: str, asked: str, line: int) -> Question:
    where = Location(page, line, 1)
    texts = (asked, asked, "Because", "", asked, "Because", "")
    return Question(where, page, folder(page), topic.title(), None, "", "", *texts, "bold")


@given(
    st.dictionaries(PAGES, st.tuples(TOPICS, st.lists(ASKED, min_size=1, max_size=4))),
    st.lists(st.tuples(TOPICS, PAGES, ASKED), max_size=8),
)
def test_a_page_whose_cards_have_one_topic_gets_it_as_if_all_questions_were_compared(
    pages: dict[str, tuple[str, list[str]]], released: list[tuple[str, str, str]]
) -> None:
    """A removed page with a question of its own changes nothing, but then all questions are compared."""
    questions = [
        question(page, topic, asked, line)
        for page, (topic, found) in pages.items()
        for line, asked in enumerate(found, 1)
    ]
    cards = [card(number, *given) for number, given in enumerate(released)]
    removed = card(99, "shell", "elsewhere/removed.md", "What is a question of another page?")
    found = topics_of(questions, Lock(DECKS, tuple(cards)), lambda page: "removed" not in page, folder)
    assert found == topics_of(questions, Lock(DECKS, (*cards, removed)), lambda page: "removed" not in page, folder)


def test_one_topic_may_be_spelled_in_one_word_or_two(project: Project) -> None:
    project.write("source/nodejs.md", block("What is an event loop?"))
    project.write("source/b/x.md", f"# NodeJS\n\n{block('What is a stream?')}\n")
    project.write("source/c/x.md", f"# Node JS Interview Questions\n\n{block('What is npm?')}\n")
    project.build()
    assert len(project.packages()) == 1


@pytest.mark.parametrize(("terms", "deck"), [(1, "Networks"), (2, "Glossary")])
def test_a_glossary_of_one_term_is_no_topic(project: Project, terms: int, deck: str) -> None:
    project.write("anki-export.toml", 'parent = ""\n')
    blocks = "\n\n".join(block(f"What is a port {n}?") for n in range(terms))
    project.write("source/networks/glossary.md", f"# Glossary\n\n{blocks}\n")
    project.build()
    lock = json.loads((project.root / "decks/lock.json").read_text())
    assert [row["name"] for row in lock["decks"]] == [deck]


def decks_of(project: Project, pages: dict[str, str]) -> list[str]:
    for path, title in pages.items():
        project.write(f"source/{path}.md", f"{f'# {title}' if title else ''}\n\n{block(f'What is in {path}?')}\n")
    listed = json.loads(project.run("list", "--format", "json").stdout)
    return [row["topic"] + f"/{row['level']}" * bool(row["level"]) for row in listed]


@pytest.mark.parametrize(
    ("titles", "topics"),
    [
        (("1 Sails", "2 Masts", "3 Ropes"), ["Sails", "Masts", "Ropes"]),
        (("1.1 Sails", "1.2 Masts", "2.1 Ropes"), ["Sails", "Masts", "Ropes"]),
        (("(1) Sails", "(2) Masts", "(3) Ropes"), ["Sails", "Masts", "Ropes"]),
        (("01-sails", "02-masts", "03-ropes"), ["sails", "masts", "ropes"]),
        (("7 knots", "100 days", "3 Ropes"), ["7 knots", "100 days", "3 Ropes"]),
        (("1 Sails", "2 Masts", "Ropes"), ["1 Sails", "2 Masts", "Ropes"]),
        (("1 Sails", "2 Sails", "3 Ropes"), ["1 Sails", "2 Sails", "Ropes"]),
    ],
)
def test_numbers_go_where_those_of_all_pages_of_a_folder_count_up(
    project: Project, titles: tuple[str, ...], topics: list[str]
) -> None:
    assert decks_of(project, dict(zip(("boats/a", "boats/b", "boats/c"), titles, strict=True))) == topics


def test_the_basics_among_numbered_chapters_are_a_topic(project: Project) -> None:
    pages = {f"{folder}/{name}": "" for folder in ("boats", "ropes") for name in ("1 Basics", "2 Knots")}
    assert decks_of(project, pages) == ["Boats Basics", "Boats Knots", "Ropes Basics", "Ropes Knots"]


def test_the_basics_of_two_folders_are_levels_where_their_titles_are_the_same(project: Project) -> None:
    pages = {f"{folder}/1 Basics": "1 Basics" for folder in ("boats", "ropes")} | {
        "boats/2": "2 Knots",
        "ropes/2": "2 Tar",
    }
    assert decks_of(project, pages) == ["Boats/Basics", "2 Knots", "Ropes/Basics", "2 Tar"]


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("3D modelling.md", "3D Modelling"),
        ("2FA.md", "2FA"),
        ("1.2_knots.md", "Knots"),
        ("01Knots.md", "Knots"),
        ("1.Knots.md", "Knots"),
    ],
)
def test_a_number_that_is_part_of_a_word_stays_in_the_name_of_a_file(path: str, topic: str) -> None:
    assert topic_of_path(path) == topic
