"""`publish` offers the decks on a site, changes only files of its own, and writes only what changed."""

import json
import re
from collections.abc import Callable
from functools import partial
from html import unescape
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from anki_export import Stale, pipeline, read_text
from anki_export.deck.download_index import BundleRow, DeckRow, Index
from anki_export.disk import atomic
from anki_export.publish import write_published
from anki_export.publish.download_page import generated_part, inert_markdown, with_generated_part
from anki_export.release.lock import Deck, Lock
from anki_export.release.types import Release
from anki_export.settings import SiteConfig
from tests.support.project import Project, block

PUBLISHED = "docs/decks"
PAGES = {
    "docs/git/basics.md": ("What is a branch?", "What is a tag?"),
    "docs/git/advanced.md": ("What does `git reflog` show?",),
    "docs/make/index.md": ("What is a rule?",),
}


@pytest.fixture
def site(project: Project) -> Project:
    """Pages of a site, and a folder for the decks below them."""
    project.write("mkdocs.yml", "site_name: Questions\n")
    project.write("anki-export.toml", f'publish = "{PUBLISHED}"\n')
    for path, questions in PAGES.items():
        project.write(path, "\n\n".join(map(block, questions)) + "\n")
    return project


IDLE = re.compile(r"^Nothing changed: 3 decks.* published in docs/decks\.\n\Z", re.MULTILINE)


def publish(project: Project, *args: str) -> str:
    result = project.run("publish", *args)
    assert result.exit_code == 0, result.output
    return result.output


def page(project: Project) -> str:
    return (project.root / PUBLISHED / "index.md").read_text()


def script(project: Project) -> str:
    return (project.root / PUBLISHED / "anki-export.js").read_text()


def names(project: Project) -> set[str]:
    return set(project.state(PUBLISHED))


def test_packages_and_index_are_published_as_they_were_built_and_lock_and_changelog_are_not(site: Project) -> None:
    told = publish(site)
    built, published = site.state(), site.state(PUBLISHED)
    assert re.search(rf"^3 decks.* published in docs/decks: {len(published)} files written\.$", told, re.MULTILINE)
    assert {"lock.json", "CHANGELOG.md", ".gitignore"} <= built.keys() - published.keys()
    stable = {f"{name}.apkg" for name in ("git-advanced", "git-basics", "make", "questions-all")}
    assert published.keys() - built.keys() == {"index.md", "changelog.md", "anki-export.js", *stable}
    assert all(published[name] == built[f"{name[:-5]}-1.0.0.apkg"] for name in stable)
    assert published["changelog.md"] == b"---\nformats: []\n---\n\n" + built["CHANGELOG.md"]
    assert all(built[name] == published[name] for name in built.keys() & published.keys())


def test_without_changes_nothing_is_written_and_no_page_is_read(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site)
    times = {path: path.stat().st_mtime_ns for path in site.root.rglob("*")}
    second = publish(site)
    assert second.startswith("Nothing changed: 3 decks, 4 cards up to date in decks.\nNothing changed: 3 decks")
    assert IDLE.search(second)
    monkeypatch.setattr(pipeline, "plan", None)
    assert publish(site) == second
    assert times == {path: path.stat().st_mtime_ns for path in site.root.rglob("*")}


@pytest.mark.parametrize("name", ["index.md", "index.json", "anki-export.js", "übung-1.0.0.apkg"])
@pytest.mark.parametrize("is_removed", [True, False])
def test_a_published_file_that_was_removed_or_changed_is_written_again(
    site: Project, name: str, is_removed: bool
) -> None:
    site.write("docs/übung.md", block("Was ist ein Ast?"))
    publish(site)
    publish(site)
    before = site.state(PUBLISHED)
    path = site.root / PUBLISHED / name
    if is_removed:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"ranch", b"Ranch").replace(b"anki-export", b"anki-export", 1)[:-9])
        if name == "index.md":
            path.write_bytes(before[name].replace(b"## Git", b"## Gut"))
        if name == "index.json":
            path.write_bytes(before[name].replace(b'"Make"', b'"Fake"'))
    assert "1 file written" in publish(site)
    assert site.state(PUBLISHED) == before


@pytest.mark.parametrize("setting", [f'publish = "{PUBLISHED}"\n', ""])
def test_the_download_page_becomes_no_question_and_a_build_after_it_finds_nothing_changed(
    site: Project, setting: str
) -> None:
    site.write("anki-export.toml", setting)
    publish(site, PUBLISHED)
    lock = site.state()["lock.json"]
    assert site.build().output == "Nothing changed: 3 decks, 4 cards up to date in decks.\n"
    site.write("docs/git/basics.md", "\n\n".join(map(block, ("What is a branch?", "What is a tag?", "What is HEAD?"))))
    publish(site, PUBLISHED)
    assert "What is HEAD?" in page(site)
    assert read_text(page(site)) == ((), ())
    assert site.state()["lock.json"] != lock
    assert site.build().output.startswith("Nothing changed: 3 decks, 5 cards")


def test_pages_in_the_publish_folder_of_the_settings_are_not_read(site: Project) -> None:
    site.write(f"{PUBLISHED}/more.md", block("Is this page part of the download page?"))
    site.write("docs/more/decks/page.md", block("Is a folder of this name elsewhere read?"))
    publish(site)
    lock = site.state()["lock.json"].decode()
    assert "part of the download page" not in lock and "of this name elsewhere" in lock


def test_a_new_version_replaces_the_old_package_and_leaves_other_files_alone(site: Project) -> None:
    others = {
        "photo.png": b"1",
        "other-1.0.0.apkg": b"2",
        "git-basics-retired.apkg": b"3",
        "sub/git-basics-1.0.0.apkg": b"4",
    }
    for name, content in others.items():
        site.write(f"{PUBLISHED}/{name}", content)
    publish(site)
    site.write("docs/git/basics.md", "\n\n".join([block("What is a branch?", "A name"), block("What is HEAD?")]) + "\n")
    told = publish(site)
    assert re.search("Removed git-basics-1.0.0.apkg.*\n.* Link to decks/git-basics.apkg or decks/#deck-git-b", told)
    after = site.state(PUBLISHED)
    assert others.items() <= after.items()
    assert {name for name in after if name.startswith("git-basics")} == {
        "git-basics-2.0.0.apkg",
        "git-basics.apkg",
        "git-basics-retired.apkg",
    }
    assert "2 cards · 8 kB · version 2.0.0 · 2026-09-21<br>News: 1 new (What is HEAD?), 1 changed, 1 removed\n" in page(
        site
    )


def test_an_interrupted_removal_is_completed_by_the_next_run(site: Project) -> None:
    site.write("anki-export.toml", f'publish = "{PUBLISHED}"\nbundle = "topics"\n')
    publish(site)
    site.write("anki-export.toml", f'publish = "{PUBLISHED}"\nbundle = "none"\n')
    publish(site)
    expected = names(site)
    for old in ("git-basics-0.9.0.apkg", "questions-all-1.0.0.apkg", "git-all.apkg"):
        site.write(f"{PUBLISHED}/{old}", b"of an earlier version")
        assert old in publish(site)
    assert names(site) == expected


def test_a_first_run_that_was_killed_is_completed_by_the_next_one(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site)
    expected = site.state(PUBLISHED)
    replace_files = atomic.replace_files

    def stopped(number: int, home: Path, contents: dict[Path, bytes], *rest: Any) -> list[OSError]:
        return replace_files(home, dict(list(contents.items())[:number]), *rest)

    for number in range(len(expected)):
        rmtree(site.root / PUBLISHED)
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "replace_files", partial(stopped, number))
            publish(site)
        publish(site)
        assert site.state(PUBLISHED) == expected


def test_check_writes_nothing_and_lists_what_is_not_up_to_date(site: Project) -> None:
    def check() -> tuple[int, str]:
        before = site.state("."), {path: path.stat().st_mtime_ns for path in site.root.rglob("*")}
        result = site.run("publish", "--check")
        assert before == (site.state("."), {path: path.stat().st_mtime_ns for path in site.root.rglob("*")})
        return result.exit_code, result.output

    code, told = check()
    assert code == 1 and "docs/decks/git-basics-1.0.0.apkg: is missing\n" in told
    publish(site)
    code, told = check()
    assert code == 0 and IDLE.match(told)
    for package in site.packages():
        package.unlink()  # as in a fresh clone
    assert check()[0] == 0
    site.write("docs/make/index.md", block("What is a rule?", "Another answer"))
    code, told = check()
    assert code == 1
    assert set(told.splitlines()) >= {
        "docs/decks/make-1.0.1.apkg: is missing",
        "docs/decks/anki-export.js: is out of date",
        "docs/decks/index.json: is out of date",
        "docs/decks/index.md: is out of date",
        "docs/decks/make-1.0.0.apkg: is no longer published",
        "docs/decks is not up to date: run `anki-export publish docs/decks`, and commit it.",
    }


def test_check_reports_errors_as_a_build_does(site: Project) -> None:
    publish(site)
    site.write("docs/make/index.md", '---\ntopic: "open\n---\n' + block("What is a rule?"))
    result = site.run("publish", "--check")
    assert result.exit_code == 1 and "error S001" in result.output and "would be built: 1 error." in result.output


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_around_the_generated_part_is_kept(site: Project, newline: str) -> None:
    site.write(
        f"{PUBLISHED}/index.md", f"# Our decks{newline}{newline}Welcome \udcff.".encode(errors="surrogateescape")
    )
    publish(site)
    path = site.root / PUBLISHED / "index.md"
    first = path.read_bytes()
    assert first.startswith(f"# Our decks{newline}{newline}Welcome ".encode() + b"\xff." + (newline * 2).encode())
    assert first.count(b"\n") == first.count(newline.encode())
    path.write_bytes(first + f"{newline}Goodbye.{newline}".encode())
    assert IDLE.search(publish(site))
    site.write("docs/make/index.md", block("What is a rule?", "Another answer"))
    publish(site)
    second = path.read_bytes()
    assert second != first and second.startswith(b"# Our decks") and second.endswith(f"Goodbye.{newline}".encode())
    assert second.count(b"anki-export: end") == 1


def test_a_byte_order_mark_before_the_generated_part_is_kept(site: Project) -> None:
    publish(site)
    generated = "\ufeff<!-- anki-export: " + page(site).partition("<!-- anki-export: ")[2]
    site.write(f"{PUBLISHED}/index.md", generated)
    assert IDLE.search(publish(site))
    assert page(site) == generated


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("<!-- anki-export: end -->", ""),
        lambda text: text + text,
        lambda text: "<!-- anki-export: end -->\n" + text.replace("<!-- anki-export: end -->", ""),
    ],
)
def test_damaged_marks_are_reported_and_nothing_is_written(site: Project, damage: Callable[[str], str]) -> None:
    publish(site)
    site.write(f"{PUBLISHED}/index.md", damage(page(site)))
    site.write("docs/make/index.md", block("What is a rule?", "Another answer"))
    before = site.state(".")
    result = site.run("publish")
    assert result.exit_code == 1 and "docs/decks/index.md: error F014 the marks around" in result.output
    assert site.state(".") == before


def test_two_projects_do_not_publish_into_one_folder(
    site: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site)
    before = site.state(PUBLISHED)
    other = Project(tmp_path / "other", site.clock)
    other.page("basics", block("What is a branch?"))
    monkeypatch.chdir(other.root)
    result = other.run("publish", str(site.root / PUBLISHED))
    assert result.exit_code == 1 and "error F014 it was not written for these decks: another project" in result.output
    assert (site.state(PUBLISHED), other.packages()) == (before, [])


@pytest.mark.parametrize("name", ["index.json", "anki-export.js", "feed.xml"])
def test_a_file_of_other_use_is_not_overwritten(site: Project, name: str) -> None:
    site.write(f"{PUBLISHED}/{name}", b"[1]")
    result = site.run("publish")
    assert result.exit_code == 1 and f"docs/decks/{name}: error F014 it was not written" in result.output
    assert site.state(PUBLISHED) == {name: b"[1]"}
    assert not (site.root / "decks").exists()


def test_packages_and_an_index_that_were_copied_by_hand_are_taken_over(site: Project) -> None:
    site.build()
    for name, content in site.state().items():
        if name.endswith((".apkg", ".json")) and name != "lock.json":
            site.write(f"{PUBLISHED}/{name}", content)
    assert re.search("[5-8] files written", publish(site))


@pytest.mark.parametrize(
    ("folder", "problem"),
    [
        ("docs", "docs has the pages: publish into a separate folder"),
        (".", "has the pages"),
        ("decks", "decks has the lock"),
        ("mkdocs.yml", "mkdocs.yml is a file: name a folder to publish into"),
        ("mkdocs.yml/decks", "mkdocs.yml is a file"),
    ],
)
def test_a_folder_of_other_use_is_refused(site: Project, folder: str, problem: str) -> None:
    site.build()
    before = site.state(".")
    for setting, arguments in (("", [folder]), (f'publish = "{folder}"\n', [])):
        site.write("anki-export.toml", setting)
        result = site.run("publish", *arguments)
        assert result.exit_code == 2 and problem in result.output
    site.write("anki-export.toml", f'publish = "{PUBLISHED}"\n')
    assert site.state(".") == before


def test_without_a_folder_the_command_says_how_to_name_one(site: Project) -> None:
    site.write("anki-export.toml", "")
    result = site.run("publish")
    assert result.exit_code == 2 and "anki-export publish docs/decks" in result.output


def test_a_folder_outside_the_project_must_be_named_on_the_command_line(site: Project, tmp_path: Path) -> None:
    site.write("anki-export.toml", 'publish = "../site"\n')
    result = site.run("publish")
    assert (
        result.exit_code == 1 and "anki-export.toml:1:1: error C006 publish '../site' points outside" in result.output
    )
    assert not (site.root / "decks").exists() and not (tmp_path / "site").exists()
    publish(site, "../site")
    text = (tmp_path / "site/anki-export.js").read_text()
    assert "new Map([\n  ])" in text and "project" not in text  # the names of folders here are nobody's business
    assert 'ROOT = "./"' in text


def test_a_link_in_place_of_the_folder_must_not_lead_outside(site: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site.root / PUBLISHED).symlink_to(tmp_path / "elsewhere")
    result = site.run("publish")
    assert result.exit_code == 1 and "error C006 publish 'docs/decks' points outside" in result.output
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_link_in_the_folder_that_leads_outside_is_not_followed(site: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (site.root / PUBLISHED).mkdir(parents=True)
    for name in ("index.md", "git-basics-1.0.0.apkg"):
        link = site.root / PUBLISHED / name
        link.symlink_to(secret)
        result = site.run("publish")
        assert result.exit_code == 1 and f"docs/decks/{name}: error F004" in result.output
        assert secret.read_text() == "secret" and link.is_symlink()
        link.unlink()


def test_a_deck_without_cards_is_listed_as_no_longer_updated(site: Project) -> None:
    publish(site)
    (site.root / "docs/git/advanced.md").unlink()
    assert "Removed git-advanced-1.0.0.apkg" in publish(site)
    assert '## No longer updated\n\n- <a id="deck-git-advanced"></a>Git Advanced: if you have' in page(site)
    assert "advanced" not in script(site)


def test_a_page_that_moves_takes_its_button_along(site: Project) -> None:
    publish(site)
    (site.root / "docs/git/basics.md").rename(site.write("docs/git/basics/index.md", ""))
    site.write("docs/git/tags.md", "---\ntopic: Git\nlevel: basics\n---\n" + block("What is a lightweight tag?"))
    publish(site)
    pages = re.findall(r'^    \["(.*?)", \[\["(.*?)"', script(site), re.MULTILINE)
    assert pages == [
        ("git/advanced", "git-advanced-1.0.0.apkg"),
        ("git/basics", "git-basics-1.1.0.apkg"),
        ("git/tags", "git-basics-1.1.0.apkg"),
        ("make", "make-1.0.0.apkg"),
    ]


def test_a_link_is_proposed_only_for_decks_that_are_published(site: Project) -> None:
    publish(site)
    (site.root / "docs/git/advanced.md").unlink()
    told = publish(site)
    assert "Removed git-advanced-1.0.0.apkg" in told and "#deck-git-advanced" not in told


@pytest.mark.parametrize("item", ["decks/anki-export.js", "path: ./decks/anki-export.js\n    defer: true"])
def test_the_hint_at_the_script_is_silent_once_the_site_loads_it(site: Project, item: str) -> None:
    assert "extra_javascript: [decks/anki-export.js]" in publish(site)
    rmtree(site.root / PUBLISHED)
    site.write("mkdocs.yml", f"site_name: Questions\nextra_javascript:\n  - {item}\n")
    assert "extra_javascript" not in publish(site)


def test_a_folder_that_is_not_on_the_site_is_reported(site: Project) -> None:
    assert "doc/decks is not on the site: its pages are in docs.\n" in publish(site, "doc/decks")
    assert "is not on the site" not in publish(site)
    site.write("anki-export.toml", 'source = "docs/git"\n')
    assert "decks/of git is not on the site: its pages are in docs.\n" in publish(site, "decks/of git")
    assert "is not on the site" not in publish(site, "docs/decks/git")


def test_the_script_is_small(site: Project) -> None:
    publish(site)
    table = re.search(r"new Map\(\[.*?\n  \]\)", script(site), re.DOTALL)
    assert table and len(script(site).replace(table[0], "").encode()) < 6144


def test_a_package_that_some_hosts_refuse_is_reported(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_published, "_LARGE", 100)
    told = publish(site)
    assert "docs/decks/make-1.0.0.apkg: warning F015 the package has" in told
    assert publish(site).count("F015") == publish(site).count("F015") == told.count("F015") >= 3


def test_pages_with_errors_can_be_left_out(site: Project) -> None:
    publish(site)
    site.write("docs/make/index.md", '---\ntopic: "open\n---\n' + block("What is a rule?"))
    site.write("docs/git/basics.md", block("What is a branch?", "Another answer") + "\n\n" + block("What is a tag?"))
    assert site.run("publish", "--strict").exit_code == 1 and "git-basics-1.0.0.apkg" in names(site)
    result = site.run("publish")
    assert result.exit_code == 1 and "Everything else was built" in result.output
    assert {"git-basics-1.0.1.apkg", "make-1.0.0.apkg"} <= names(site)


def test_in_a_fresh_clone_a_deck_that_is_left_out_stays_published(site: Project) -> None:
    publish(site)
    before = site.state(PUBLISHED)
    for package in (site.root / "decks").glob("*.apkg"):
        package.unlink()
    site.write("docs/make/index.md", '---\ntopic: "open\n---\n' + block("What is a rule?"))
    result = site.run("publish")
    assert result.exit_code == 1 and "F016" not in result.output
    assert site.state(PUBLISHED) == before
    site.write(f"{PUBLISHED}/make-1.0.0.apkg", before["make-1.0.0.apkg"][:-1])
    assert "make-1.0.0.apkg: warning F016" in site.run("publish").output
    assert "make-1.0.0.apkg" not in names(site)


def test_links_to_names_in_any_script_are_encoded(site: Project) -> None:
    site.write("docs/übung & mehr.md", "---\ntopic: Übung & mehr\n---\n" + block("Was ist ein Ast?"))
    publish(site)
    name, _ = sorted(name for name in names(site) if name.startswith("übung"))
    assert "**[Übung &#38; mehr](%C3%BCbung-mehr-1.0.0.apkg)**" in page(site) and name == "übung-mehr-1.0.0.apkg"
    (line,) = re.findall(r"^ +(\[.*mehr.*\]),$", script(site), re.MULTILINE)
    assert json.loads(line) == ["übung & mehr", [["übung-mehr-1.0.0.apkg", 1, "1.0.0", "Übung & mehr"]]]
    assert script(site).isascii()


def test_texts_of_cards_have_no_syntax_that_a_site_could_expand(site: Project) -> None:
    wild = "(c) 1/2 a...b {{ secret }} $x$ :smile: <b> ==a== ^b^ ~c~ [d](e) *f* "
    wild += "--8<-- g_h &amp; https://example.org ![i](j) # k | l"
    plain = inert_markdown(f"{wild} `{wild}`")
    shown = re.sub(r"</?code>|&#\d+;", "", plain)
    assert not re.search(r"[{}$:<>=^~*_&\[\]#|`/]|--|\.\.|\(c", shown)
    assert unescape(re.sub(r"</?code>", "", plain)) == f"{wild} {wild}"


def test_bundles_come_first() -> None:
    def deck(topic: str, level: str) -> DeckRow:
        file = f"{topic}-{level}-1.0.0.apkg"
        return DeckRow(f"{topic}::{level}", topic, level, "1.0.0", file, 2, 9000, "", "2026-11-26", ())

    decks = (deck("Git", "Basics"), deck("Git", "Advanced"), deck("Make", "Basics"))
    files = tuple(row.file for row in decks)
    bundles = (
        BundleRow("Git", "Git", "1.1.0", "git-1.1.0.apkg", 4, 17_000, "", "2026-11-26", files[:2]),
        BundleRow("Site", "", "1.4.0", "site-1.4.0.apkg", 1200, 2_400_000, "", "2026-11-27", files),
    )
    lock = Lock({f"{row.topic}-{row.level}": Deck("", "", row.topic, row.level, "", "", "") for row in decks}, ())
    lines = generated_part(Index(decks, bundles), Release((), lock), "", SiteConfig()).splitlines()
    assert lines[6:9] == [
        "## All decks",
        "",
        '<span class="anki-button"><a id="deck-site"></a>**[Download all decks](site-1.4.0.apkg)**</span><br>'
        "1,200 cards · 2.4 MB · version 1.4.0 · 2026-11-27",
    ]
    git = lines.index("## Git")
    assert [line.partition("**")[2].partition("]")[0] for line in lines[git + 2 : git + 5]] == [
        "[All of Git",
        "[Git Advanced",
        "[Git Basics",
    ]


def test_a_page_with_a_generated_part_is_a_fixed_point() -> None:
    for before in (None, b"", b"# Ours\n", b"# Ours\n\n\n"):
        once = with_generated_part(before, "## Decks\n")
        assert with_generated_part(once, "## Decks\n") == once
    assert json.dumps(with_generated_part(b"", "x\n").decode()).startswith('"<!-- anki-export: ')


def test_a_short_card_is_shown_as_a_sample(site: Project) -> None:
    site.write("docs/git/basics.md", block("What is `a` <b>?", "x & {{ y }}") + "\n\n" + block("What is a tag?"))
    site.write("docs/git/advanced.md", block("What is a commit?", "long " * 100))
    publish(site)
    question = "What is <code>a</code> &#60;b&#62;?"
    sample = f"<summary>Sample card from Git Basics</summary>\n<p><strong>{question}</strong></p>\n"
    assert f"{sample}<p>x &#38; &#123;&#123; y &#125;&#125;.</p>\n</details>" in page(site)


def test_a_page_with_two_decks_has_a_button_for_each(site: Project) -> None:
    quiz = "<quiz>\nWhich one is a name?\n\n- [x] A tag\n- [ ] A commit\n</quiz>\n"
    site.write("docs/git/basics.md", f"{block('What is a branch?')}\n\n{quiz}")
    publish(site)
    assert "**[Git Basics](git-basics-1.0.0.apkg)**" in page(site)
    assert "**[Git Basics Quiz](git-basics-quiz-1.0.0.apkg)**" in page(site)
    (line,) = re.findall(r"^ +(\[.*git/basics.*\]),$", script(site), re.MULTILINE)
    assert [name for *_, name in json.loads(line)[1]] == ["Git Basics", "Git Basics Quiz"]


def test_a_feed_is_published_and_linked(site: Project) -> None:
    site.build()
    site.write("decks/feed.xml", site.state().get("feed.xml", b"<feed/>"))
    publish(site)
    assert site.state()["feed.xml"] == site.state(PUBLISHED)["feed.xml"]
    assert 'add the <span class="anki-copy">[Atom feed](feed.xml)</span> to your feed reader' in page(site)
    assert IDLE.search(publish(site))


def test_decks_that_change_while_they_are_published_are_reported_and_the_build_is_shown(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_build(*_: object) -> None:
        raise Stale

    monkeypatch.setattr(write_published, "_published_index", another_build)
    result = site.run("publish")
    assert result.exit_code == 1 and "Wrote 3 decks" in result.output
    assert "decks: error F008 another build has written to this folder" in result.output
    assert "The decks were built, but nothing was published: 1 error." in result.output
    monkeypatch.undo()
    assert names(site) == set()


def headings(project: Project) -> list[str]:
    return [line for line in page(project).splitlines() if line.startswith("#")]


def test_decks_are_in_the_order_of_the_navigation_and_levels_from_easy_to_hard(site: Project) -> None:
    site.write("mkdocs.yml", "site_name: Questions\nnav: [make/index.md, git/advanced.md, git/basics.md]\n")
    publish(site)
    assert headings(site) == ["# Anki decks", "## All decks", "## Make", "## Git"]
    links = re.findall(r"^- .*\((.*)\.apkg\)", page(site), re.MULTILINE)
    assert links == ["make-1.0.0", "git-basics-1.0.0", "git-advanced-1.0.0"]


def test_many_decks_are_in_groups_of_sections_or_folders(site: Project) -> None:
    nav = "nav:\n  - Tools:\n" + "".join(f"      - tools/{n}.md\n" for n in range(20))
    site.write("mkdocs.yml", f"site_name: Questions\n{nav}")
    for n in range(20):
        site.write(f"docs/tools/{n}.md", f"# Tool {'abcdefghijklmnopqrstu'[n]}\n\n" + block("What is it?", f"Tool {n}"))
        site.write(
            f"docs/02-langs/{n}.md", f"# Lang {'abcdefghijklmnopqrstu'[n]}\n\n" + block("What is it?", f"It {n}")
        )
    publish(site)
    assert headings(site) == ["# Anki decks", "## All decks", "## Tools", "## Git", "## Langs", "## Make"]


def test_each_language_has_its_part_of_the_page_its_bundle_and_its_feed(site: Project) -> None:
    site.write("anki-export.toml", f'publish = "{PUBLISHED}"\nsite_url = "https://example.org/"\n')
    for name, question in {"basics": "Was ist ein Zweig?", "advanced": "Was ist ein Blob?"}.items():
        site.write(f"docs/de/git/{name}.md", "---\nlang: de\n---\n" + block(question))
    publish(site)
    shown = [line for line in headings(site) if line.startswith("## ")]
    assert shown == ["## English", "## Deutsch"]
    german = page(site).partition("## Deutsch")[2]
    assert "[Alle Stapel herunterladen](questions-de-all-1.0.0.apkg)" in german and "1 Karte · " in german
    assert "(git-de-basics-1.0.0.apkg)" in german and "(git-basics-1.0.0.apkg)" not in german
    assert "[Atom feed](feed-de.xml)" in german and 'id="import-de"' in german
    published = site.state(PUBLISHED)
    assert b"git-de-basics.apkg" in published["feed-de.xml"] and b"git-de-basics" not in published["feed.xml"]
    bundles = {row["file"]: row["cards"] for row in json.loads(published["index.json"])["bundles"]}
    assert bundles == {"questions-all-1.0.0.apkg": 4, "questions-de-all-1.0.0.apkg": 2}
    assert '"Git (Deutsch) Basics", "de"]' in script(site)


def test_a_page_in_one_language_is_in_this_language_without_a_heading_for_it(site: Project) -> None:
    site.write("mkdocs.yml", "site_name: Fragen\ntheme: {name: material, language: de}\n")
    publish(site)
    assert headings(site) == ["# Anki decks", "## Alle Stapel", "## Git", "## Make"]


def test_a_large_table_is_divided_among_scripts_that_go_when_it_is_small_again(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site)
    before = names(site)
    with monkeypatch.context() as patch:
        patch.setattr("anki_export.publish.download_button_script._LARGE", 80)
        site.write("docs/make/index.md", block("What is a rule?", "Another answer"))
        publish(site)
    tables = {name for name in names(site) - before if name.endswith(".js")}
    assert len(tables) == 3 and "TABLES = 3" in script(site) and "git/basics" not in script(site)
    rows = b"".join(site.state(PUBLISHED)[name] for name in tables)
    assert all(f'["{path}", [['.encode() in rows for path in ("git/basics", "git/advanced", "make"))
    site.write("docs/make/index.md", block("What is a rule?"))
    publish(site)
    assert not tables & names(site) and "git/basics" in script(site)


def test_marks_of_retired_cards_are_published_until_a_question_is_back(site: Project) -> None:
    publish(site)
    site.write("docs/git/basics.md", block("What is a branch?"))
    site.build("--allow-retire", "--retirements")
    publish(site)
    assert "[Mark retired cards](git-basics-retired.apkg)" in page(site)
    marks = site.state(PUBLISHED)["git-basics-retired.apkg"]
    assert marks == site.state()["git-basics-retired.apkg"]
    (site.root / "decks/git-basics-retired.apkg").unlink()  # as in a fresh clone
    assert IDLE.search(publish(site))
    site.write("docs/git/basics.md", "\n\n".join(map(block, PAGES["docs/git/basics.md"])))
    publish(site)
    assert "git-basics-retired.apkg" not in names(site) and "retired" not in page(site)
