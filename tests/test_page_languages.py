"""Pages in several languages: how their language is known, and that each has decks of its own."""

import json
import re
from itertools import permutations
from pathlib import Path

import pytest

from anki_export.settings import SiteConfig
from anki_export.source.naming.translated_pages import in_other_languages, languages_of
from anki_export.text.language_names import LANGUAGES, in_language, is_clear, language_name, language_of
from tests.support.learner import Learner
from tests.support.project import Project, block

TRANSLATED = {
    "folders beside each other": {"topics/en/java.md": "", "topics/ko/java.md": "ko", "topics/en/git.md": ""},
    "a page that only one of such folders has": {"en/git.md": "", "en/go.md": "", "ko/git.md": "ko", "ko/vue.md": "ko"},
    "a folder beside pages of the same names": {"docs/git.md": None, "docs/fr/git.md": "fr", "docs/fr/sql.md": "fr"},
    "endings": {"go-quiz.md": None, "go-quiz-es.md": "es", "java-quiz_fr.md": None},
    "endings of home pages": {
        "README.md": None,
        "README_zh-CN.md": "zh-CN",
        "README.it.md": "it",
        "README-CN.md": "zh-CN",
    },
    "a folder and an ending": {"README.md": None, "ja-JA/README-ja_JA.md": "ja", "zh-CN/README-zh_CN.md": "zh-CN"},
    "scripts": {"git.md": None, "git.zh-Hans.md": "zh-CN", "git.zh-hant.md": "zh-TW", "git.pt-br.md": "pt-BR"},
    "names as a whole": {"java/en.md": "", "java/ko.md": "ko", "git/en.md": None},
    "unclear codes beside clear ones": {"git.md": None, "git-it.md": "it", "git-fr.md": "fr", "git-es.md": "es"},
    "unclear codes beside English": {"en/git.md": "", "it/git.md": "it", "en/go.md": ""},
    "a folder of translations": {"README.md": None, "translations/pl/README.md": "pl", "docs/i18n/tr/go.md": "tr"},
    "a folder of translations with endings": {"java.md": None, "translations/java.es.md": "es"},
    "cases that differ": {"ko/TypeScript.md": "ko", "en/typescript.md": "", "en/go.md": ""},
    "most pages in another language than English": {"zh/git.md": "", "zh/go.md": "", "en/git.md": "en"},
}
"""The languages that decks name: empty for the main one, None where the path names none."""


@pytest.mark.parametrize("case", TRANSLATED)
def test_a_path_names_a_language_beside_the_same_page_in_another_one(case: str) -> None:
    expected = TRANSLATED[case]
    found = languages_of([*expected], SiteConfig())
    named = {path: "" if one.is_main else one.language for path, one in found.items()}
    assert named == {path: language for path, language in expected.items() if language is not None}


NOT_TRANSLATED = {
    "subjects about translations": ["i18n/what-is.md", "i18n/basics-of-it.md", "docs/quiz.es.md"],
    "an ending without sibling": ["go-quiz.md", "java-quiz-es.md", "README-dev.md"],
    "IT": ["jobs.md", "jobs-it.md", "it/jobs.md"],
    "Icelandic folders": ["docs/is/a-branch.md", "docs/was/a-branch.md", "docs/a-branch.md"],
    "a letter": ["intro.md", "intro-to-c.md", "intro-to-r.md", "c/go.md", "go.md"],
    "no": ["no/questions.md", "yes/questions.md", "questions.md"],
    "subjects": ["ml/questions.md", "cs/questions.md", "os/questions.md", "questions.md", "se/questions.md"],
    "subjects with home pages": ["README.md", "ml/README.md", "cs/README.md", "es/README.md", "de/README.md"][:4],
    "a subject that is also a clear code": ["es/README.md", "README.md", "db/README.md"],
    "data engineering and machine learning": ["de/questions.md", "ml/questions.md", "ds/questions.md"],
    "commands": ["ps.md", "tr.md", "id.md", "vi.md", "as.md", "ar.md", "bg.md", "ls.md"],
    "HTML elements": ["html/tr.md", "html/hr.md", "html/th.md", "html/br.md", "html/li.md"],
    "types of files": ["quiz.js.md", "quiz.cs.md", "quiz.pl.md", "quiz.ml.md", "quiz.md"],
    "shells": ["sh/loops.md", "bash/loops.md", "loops.md", "ps/loops.md"],
    "back end and front end": ["fe/questions.md", "be/questions.md", "questions.md"],
    "no pages": [],
    "only one folder": ["en/git.md", "en/go.md"],
    "no codes of languages": ["xx/git.md", "git.md", "git-qq.md", "git-en-js.md", "go/git.md", "js/git.md"],
}


@pytest.mark.parametrize("case", NOT_TRANSLATED)
def test_a_path_that_only_looks_like_a_language_names_none(case: str) -> None:
    assert languages_of(NOT_TRANSLATED[case], SiteConfig()) == {}


TEN = ("ar", "de", "en", "es", "fr", "ja", "ko", "pt-BR", "ru", "zh-CN")


@pytest.mark.parametrize(
    "form", ["{}/git.md", "docs/{}/git/basics.md", "git-{}.md", "git.{}.md", "README_{}.md", "{}.md"]
)
def test_copies_in_ten_languages_are_all_found(form: str) -> None:
    paths = {form.format(code): code for code in TEN}
    found = languages_of([*paths], SiteConfig())
    assert {path: one.language for path, one in found.items()} == paths
    assert [one.language for one in found.values() if one.is_main] == ["en"]
    assert len({one.path for one in found.values()}) == 1


def test_a_site_says_its_languages_without_siblings() -> None:
    site = SiteConfig(language="de", languages=("de", "it", "pl"))
    paths = ["git.md", "git.it.md", "go.pl.md", "it/vue.md", "sql-it.md", "docs/it/x.md", "quiz.cs.md"]
    found = languages_of(paths, site)
    assert {path: one.language for path, one in found.items()} == {
        "git.it.md": "it",
        "go.pl.md": "pl",
        "it/vue.md": "it",
    }
    assert not any(one.is_main for one in found.values())


def test_the_language_of_the_site_is_the_main_one() -> None:
    paths = ["en/git.md", "en/go.md", "fr/git.md"]
    found = languages_of(paths, SiteConfig(language="fr"))
    assert {path: one.is_main for path, one in found.items()} == {
        "en/git.md": False,
        "en/go.md": False,
        "fr/git.md": True,
    }


@pytest.mark.parametrize(
    ("chosen", "skipped"),
    [
        ([], []),
        (["en"], ["go.pt-br.md", "go.fr.md"]),
        (["fr"], ["go.md", "go.pt-br.md"]),
        (["pt"], ["go.md", "go.fr.md"]),
        (["ja"], ["go.pt-br.md", "go.fr.md"]),
    ],
)
def test_a_page_whose_language_is_not_known_is_read_unless_a_chosen_translation_is(
    chosen: list[str], skipped: list[str]
) -> None:
    paths = ["go.md", "go.pt-br.md", "go.fr.md", "sql.md"]
    found = languages_of(paths, SiteConfig())
    assert in_other_languages(paths, found, SiteConfig(), chosen) == frozenset(skipped)


def test_each_language_has_a_name_of_its_own() -> None:
    names = [language_name(code) for code in LANGUAGES]
    assert len({*names}) == len(names)
    assert all(language_of(code) == code for code in LANGUAGES)
    assert all(len(code) == 2 or is_clear(code) for code in LANGUAGES)


def test_a_long_topic_keeps_its_language() -> None:
    topic = f"Cloud::{'x' * 100}"
    assert in_language(topic, "ko") == f"Cloud::{'x' * 93}… (한국어)"


def decks(project: Project) -> dict[str, str]:
    """The names of the decks in the lock, by slug."""
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return {deck["slug"]: deck["name"] for deck in lock["decks"]}


def page(project: Project, path: str, *questions: str, title: str = "", front: str = "") -> None:
    head = f"---\n{front}\n---\n\n" * bool(front)
    project.write(path, head + f"# {title}\n\n" * bool(title) + "\n\n".join(map(block, questions)) + "\n")


def test_the_languages_of_a_topic_have_decks_and_tags_of_their_own(project: Project) -> None:
    page(project, "source/en/java.md", "What is a class?", title="Java")
    page(project, "source/ko/java.md", "클래스란 무엇인가요?", title="Java")
    page(project, "source/zh-CN/java.md", "什么是类？")
    project.write("anki-export.toml", 'parent = ""\n')
    project.build()
    assert decks(project) == {"java": "Java", "java-ko": "Java (한국어)", "java-zh-cn": "Java (简体中文)"}
    listed = json.loads(project.run("list", "--format", "json").stdout)
    assert sorted(tuple(card["tags"]) for card in listed) == [
        ("java",),
        ("java-ko", "language::ko"),
        ("java-zh-cn", "language::zh-CN"),
    ]


def test_a_page_that_is_named_alone_is_a_translation_of_the_page_beside_it(project: Project) -> None:
    page(project, "notes/git.md", "What is a tag?")
    page(project, "notes/git-ko.md", "태그란 무엇인가요?")
    project.build("notes/git-ko.md")
    project.build("notes/git.md")
    assert sorted(decks(project).values()) == ["Git", "Git (한국어)"]


def test_a_level_is_found_before_a_language_at_the_end_of_a_name(project: Project) -> None:
    page(project, "source/git-basics.md", "What is a tag?")
    page(project, "source/git-basics.fr.md", "Qu'est-ce qu'un tag ?")
    project.build()
    assert decks(project) == {"git-basics": "Git::1 Basics", "git-fr-basics": "Git (Français)::1 Basics"}


def test_released_decks_keep_their_names_when_their_languages_are_told_apart(project: Project) -> None:
    page(project, "source/java.md", "What is a class?", title="Java")
    page(project, "source/korean/java.md", "클래스란 무엇인가요?", title="Java")
    project.build()
    before = decks(project)
    lock = project.root / "decks/lock.json"
    (project.root / "source/korean").rename(project.root / "source/ko")
    lock.write_text(lock.read_text().replace("source/korean/", "source/ko/"))
    assert "R005 topic is now 'Java (한국어)' but was released as 'Java'" in project.build().output
    page(project, "source/ko/java-2.md", "객체란 무엇인가요?", title="Java")
    project.build()
    assert decks(project) == before == {"java": "Java"}


def test_a_topic_in_the_front_matter_is_the_deck_in_every_language(project: Project) -> None:
    page(project, "source/en/java.md", "What is a class?", front="topic: Java")
    page(project, "source/ko/java.md", "클래스란 무엇인가요?", front="topic: Java")
    project.build()
    assert decks(project) == {"java": "Java"}


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("lang: en", "lang: ko"), {"git": "Git", "git-ko": "Git (한국어)"}),
        (("title: Git", "language: ko-KR"), {"git": "Git", "git-ko": "Git (한국어)"}),
        (("lang: en", "title: Git"), {"git": "Git"}),
        (("lang: de", "lang: de"), {"git": "Git"}),
        (("language: cs", "language: python"), {"git": "Git"}),
        (("lang: [ko]", "language: 7"), {"git": "Git"}),
    ],
)
def test_front_matter_says_the_language_where_a_topic_has_several(
    project: Project, languages: tuple[str, str], expected: dict[str, str]
) -> None:
    page(project, "source/one.md", "What is a tag?", title="Git", front=languages[0])
    page(project, "source/two.md", "What is a branch?", title="Git", front=languages[1])
    project.build()
    assert decks(project) == expected


def test_front_matter_changes_no_name_where_a_topic_has_one_language(project: Project) -> None:
    page(project, "source/git.md", "What is a tag?", title="Git")
    page(project, "source/java.md", "클래스란 무엇인가요?", title="자바", front="lang: ko")
    project.write("anki-export.toml", 'parent = ""\n')
    project.build()
    assert sorted(decks(project).values()) == ["Git", "자바"]


SITE = """\
site_name: Notes
theme:
  name: material
  language: de
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - locale: de
          default: true
        - locale: it
          name: Italiano
"""


def test_the_site_says_which_language_is_the_main_one(project: Project) -> None:
    project.write("mkdocs.yml", SITE)
    page(project, "docs/git.md", "Was ist ein Tag?", title="Git")
    page(project, "docs/git.it.md", "Che cos'è un tag?", title="Git")
    page(project, "docs/git.de.md", "Was ist ein Branch?", title="Git")
    project.build()
    assert sorted(decks(project).values()) == ["Notes::Git", "Notes::Git (Italiano)"]


@pytest.mark.parametrize(
    "options",
    [
        "docs_structure: folder\n      languages:\n        - locale: en\n          default: true\n        - locale: pl",
        "default_language: en\n      languages:\n        pl: polski",
    ],
)
def test_both_forms_of_the_translating_plugin_are_read(project: Project, options: str) -> None:
    project.write("mkdocs.yml", f"site_name: Notes\nplugins:\n  - i18n:\n      {options}\n")
    page(project, "docs/pl/git.md", "Co to jest tag?", title="Git")
    page(project, "docs/go.md", "What is a channel?", title="Go")
    project.build()
    assert sorted(decks(project).values()) == ["Notes::Git (Polski)", "Notes::Go"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ('["en"]', {"Git", "Go"}),
        ('["ko"]', {"Git (한국어)", "Go"}),
        ('["de"]', {"Git", "Go", "Vue"}),
        ('["de", "ko-KR"]', {"Git (한국어)", "Go", "Vue"}),
    ],
)
def test_a_setting_chooses_the_languages(project: Project, chosen: str, expected: set[str]) -> None:
    page(project, "source/git.md", "What is a tag?", title="Git")
    page(project, "source/git-ko.md", "태그란 무엇인가요?", title="Git")
    page(project, "source/go.md", "What is a channel?", title="Go")
    page(project, "source/vue.md", "Was ist ein Watcher?", title="Vue", front="lang: de")
    project.write("anki-export.toml", f'parent = ""\nlanguages = {chosen}\n')
    project.build()
    assert {*decks(project).values()} == expected


def test_nothing_to_read_in_the_chosen_languages_is_told_with_the_setting(project: Project) -> None:
    page(project, "source/git.md", "Was ist ein Tag?", title="Git", front="lang: de")
    project.write("anki-export.toml", 'languages = ["fr", "ko"]\n')
    told = project.run("check").output
    assert "no questions found" in told
    assert "the setting `languages` leaves out pages in other languages than fr, ko" in told


@pytest.mark.parametrize("value", ['["english"]', '"en"', '["en", "xx"]', "[7]"])
def test_an_unknown_language_is_reported_with_an_example(project: Project, value: str) -> None:
    page(project, "source/git.md", "What is a tag?")
    project.write("anki-export.toml", f"languages = {value}\n")
    told = project.run("check").output
    assert re.search(r"anki-export.toml:1:1: error C\d+ invalid value for languages", told)
    assert 'for example: languages = ["en", "pt-BR"]' in told


def test_a_changed_name_of_another_page_reads_a_page_again(project: Project) -> None:
    """A page without sibling is no translation; its cached cards must not outlive that."""
    page(project, "source/git-ko.md", "태그란 무엇인가요?", title="Git")
    project.write("anki-export.toml", 'parent = ""\n')
    assert "Git (한국어)" not in project.run("list").stdout
    page(project, "source/git.md", "What is a tag?", title="Git")
    assert "Git (한국어)" in project.run("list").stdout


def test_bundle_and_decks_of_a_language_import_in_any_order(project: Project, tmp_path: Path) -> None:
    """Nothing is imported twice, and nothing of another language comes along."""
    project.write("anki-export.toml", 'parent = ""\n')
    for level in ("basics", "advanced"):
        page(project, f"source/git/{level}.md", f"What is a tag in {level}?", title="Git")
        page(project, f"source/git/{level}.ko.md", f"{level} 태그란 무엇인가요?", title="Git")
    project.build()
    paths = {path.name.rpartition("-")[0]: path for path in (project.root / "decks").glob("*.apkg")}
    assert {"all-decks", "all-decks-ko", "git-ko-basics", "git-ko-advanced"} <= paths.keys()
    for n, order in enumerate(permutations(["all-decks-ko", "git-ko-basics", "git-ko-advanced"])):
        someone = Learner(tmp_path / f"{n}.anki2")
        told = [someone.import_package(paths[name]) for name in order]
        assert sum(one.get("new", 0) for one in told) == len(someone.notes()) == 2
        assert all(one.keys() <= {"new", "duplicate"} for one in told)
        assert someone.import_package(paths["all-decks"]) == {"new": 2}
        someone.col.close()
