"""decks/feed.xml, which learners follow to see what is new."""

import re
import shutil
import subprocess
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import feedparser
import pytest

from anki_export.deck.feed import DeckNews, FeedPlace, updated_feed
from tests.support.project import NOON, Project, block

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def parsed(data: bytes) -> list[dict[str, str]]:
    """The entries of a feed that has everything that RFC 4287 asks for: id, title and content of each."""
    root = ElementTree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text and found.text.strip()
        UUID((element.findtext(f"{ATOM}id") or "").removeprefix("urn:uuid:"))
        assert TIME.fullmatch(element.findtext(f"{ATOM}updated") or "")
        links = element.findall(f"{ATOM}link")
        assert all(link.get("href") for link in links)
        assert sum(link.get("rel", "alternate") == "alternate" for link in links) <= 1
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    entries = root.findall(f"{ATOM}entry")
    assert all(entry.find(f"{ATOM}content").get("type") == "html" for entry in entries)  # type: ignore[union-attr]
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    times = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert times == sorted(times, reverse=True) and times[0] == root.findtext(f"{ATOM}updated")
    return [
        {name: entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "updated", "content")}
        | {"links": " ".join(link.get("href") or "" for link in entry.findall(f"{ATOM}link"))}
        for entry in entries
    ]


def feed(project: Project) -> Path:
    return project.root / "decks/feed.xml"


def entries(project: Project) -> list[dict[str, str]]:
    return parsed(feed(project).read_bytes())


def titles(project: Project) -> list[str]:
    return [entry["title"] for entry in entries(project)]


def two(project: Project, answer: str = "Because") -> None:
    project.page("basics", block("What is a tag?", answer))
    project.page("advanced", block("What is a blob?"))


def test_html_in_a_question_is_escaped_once(project: Project) -> None:
    two(project)
    project.build()
    project.page("basics", block("What is a tag?"), block("Is `<b>` or &lt; text?"))
    project.build()
    assert "<li>Is <code>&lt;b&gt;</code> or &lt; text?</li>" in entries(project)[0]["content"]


def test_each_release_of_a_deck_has_an_entry_newest_first(project: Project) -> None:
    two(project)
    project.build()
    assert titles(project) == ["Git::1 Basics 1.0.0", "Git::3 Advanced 1.0.0"]
    assert "<li>First release: 1 card.</li>" in entries(project)[0]["content"]
    first = entries(project)[0]
    two(project, "A name")
    project.build()
    assert titles(project) == ["Git::1 Basics 1.0.1", "Git::1 Basics 1.0.0", "Git::3 Advanced 1.0.0"]
    assert "<h3>Changed</h3>" in entries(project)[0]["content"]
    assert "answer: <s>Because.</s> <strong>A name.</strong>" in entries(project)[0]["content"]
    assert entries(project)[1] == first


def test_a_build_that_releases_nothing_leaves_the_feed_alone(project: Project) -> None:
    two(project)
    project.build()
    feed(project).unlink()
    for package in (project.root / "decks").glob("*.apkg"):
        package.unlink()
    project.build()
    assert not feed(project).exists()


def test_entries_link_to_the_pages_of_the_site(project: Project) -> None:
    project.write("anki-export.toml", 'site_url = "https://example.org/a/?b=1&c"\n')
    project.write("source/git/a.md", "---\ntopic: Git\n---\n\n" + block("What is a tag?"))
    project.write("source/git/b.md", "---\ntopic: Git\n---\n\n" + block("What is a blob?"))
    project.build()
    (entry,) = entries(project)
    assert len(entry["links"].split()) == 2 and entry["links"].startswith("https://example.org/a/")
    root = ElementTree.fromstring(feed(project).read_bytes())
    assert root.find(f"{ATOM}link").get("href") == "https://example.org/a/?b=1&c"  # type: ignore[union-attr]


def test_ids_depend_on_the_lock_alone(project: Project, tmp_path: Path) -> None:
    two(project)
    project.build()
    other = Project(tmp_path / "other", project.clock - 3600)
    two(other)
    other.write("anki-export.toml", 'site_url = "https://example.org/"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(other.root)
        other.build()
    assert [entry["id"] for entry in entries(other)] == [entry["id"] for entry in entries(project)]


def test_markup_on_pages_is_text_in_the_feed(project: Project) -> None:
    project.write("anki-export.toml", 'parent = "A & <b>B</b> ]]>"\n')
    project.page("basics", block("What is `<script>alert(1)</script>` & `]]>`?"))
    project.build()
    project.page("basics", block("What is `<script>alert(1)</script>` & `]]>`?", "It is `<b>` and *more*"))
    project.build()
    (newest, _) = entries(project)
    assert newest["title"] == "A & <b>B</b> ]]>::Git::1 Basics 1.0.1"
    assert "&lt;script&gt;" in newest["content"]
    assert not re.search(r"<(?!/?(?:ul|li|h3|s|strong|p|code)>)", newest["content"])


def test_no_character_of_a_question_breaks_the_feed() -> None:
    odd = "".join(map(chr, [*range(32), 0x7F, 0x85, 0xFFFE, 0xFFFF, 0x1F600])) + "<&>\"'<b>x</b>"
    news = DeckNews("git", odd, "1.0.0", f"## [Git 1.0.0] - 2026-11-25\n\n- {odd}\n", ['https://example.org/?a=1&b="<'])
    (entry,) = parsed(updated_feed(None, [news], FeedPlace(odd), started=NOON, now=NOON))
    assert "<&>\"'" in entry["title"] and "\U0001f600" in entry["title"]
    assert "&lt;&amp;&gt;" in entry["content"] and "<b>" not in entry["content"]


def news(number: int, lines: int = 1) -> DeckNews:
    changes = "## [Git] - 2026-11-25\n\n### Added\n\n" + "".join(f"- Question {n}\n" for n in range(lines))
    return DeckNews("git", "Git", f"1.{number}.0", changes, ())


def test_the_feed_keeps_a_hundred_entries_and_shortens_long_ones() -> None:
    data = None
    for number in range(130):
        data = updated_feed(data, [news(number)], FeedPlace(), started=NOON, now=NOON + number)
    found = parsed(data or b"")
    assert len(found) == 100
    assert (found[0]["title"], found[-1]["title"]) == ("Git 1.129.0", "Git 1.30.0")
    (entry,) = parsed(updated_feed(None, [news(1, lines=5000)], FeedPlace(), started=NOON, now=NOON))
    assert entry["content"].count("<li>") < 110 and "and more in the changelog" in entry["content"]


def test_a_version_that_is_released_again_has_one_entry() -> None:
    first = updated_feed(None, [news(1), news(2)], FeedPlace(), started=NOON, now=NOON)
    again = updated_feed(first, [news(1)], FeedPlace(), started=NOON, now=NOON + 60)
    found = [(entry["title"], entry["updated"][-9:]) for entry in parsed(again)]
    assert found == [("Git 1.1.0", "14:14:20Z"), ("Git 1.2.0", "14:13:20Z")]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe\x00",
        b"<entry>" * 10_000,
        b"<entry></entry>",
        b"<entry><id>a</id><title>b</title><updated>yesterday</updated></entry>",
        b"<entry>&x;<id>a</id><title>b</title><updated>2026-11-25T00:00:00Z</updated></entry>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><entry><id>&x;</id></entry>',
    ],
    ids=["empty", "no text", "open", "without parts", "without a time", "unknown entity", "external entity"],
)
def test_a_damaged_feed_is_replaced(project: Project, damage: bytes) -> None:
    two(project)
    project.build()
    feed(project).write_bytes(damage)
    two(project, "A name")
    project.build()
    assert titles(project) == ["Git::1 Basics 1.0.1"]


@pytest.mark.parametrize("style", [(), ("--diff3",)], ids=["two sides", "with the base"])
def test_a_feed_with_the_conflict_markers_of_a_merge_keeps_the_entries_of_both_sides(
    tmp_path: Path, style: tuple[str, ...]
) -> None:
    start = updated_feed(None, [news(0)], FeedPlace(), started=NOON, now=NOON).decode()
    sides = [updated_feed(start.encode(), [news(n)], FeedPlace(), started=NOON, now=NOON + n).decode() for n in (1, 2)]
    for name, text in {"start": start, "ours": sides[0], "theirs": sides[1]}.items():
        (tmp_path / name).write_text(text)
    command = ["git", "merge-file", "--stdout", *style, "ours", "start", "theirs"]
    merged = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert "=======" in merged
    found = parsed(updated_feed(merged.encode(), [news(3)], FeedPlace(), started=NOON, now=NOON + 3))
    assert [entry["title"] for entry in found] == [f"Git 1.{n}.0" for n in (3, 2, 1, 0)]


def test_a_build_without_a_release_resolves_the_conflict_of_a_merge(project: Project) -> None:
    two(project)
    project.build()
    before = project.state()
    text = feed(project).read_text()
    feed(project).write_text(f"<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n")
    project.build()
    assert project.state() == before


def test_a_first_build_starts_a_feed_of_its_own(project: Project) -> None:
    """Such as after a build that was stopped before it wrote the lock: the ids of its entries lead nowhere."""
    two(project)
    project.build()
    shutil.copy(feed(project), project.root / "feed.xml")
    shutil.rmtree(project.root / "decks")
    project.write("decks/feed.xml", (project.root / "feed.xml").read_bytes())
    project.build()
    assert titles(project) == ["Git::1 Basics 1.0.0", "Git::3 Advanced 1.0.0"]


def test_a_folder_in_place_of_the_feed_is_reported(project: Project) -> None:
    two(project)
    project.write("decks/feed.xml/file", "")
    result = project.run("build")
    assert result.exit_code == 1 and "decks/feed.xml: error F00" in result.output


def test_a_feed_reader_finds_the_feed_the_package_and_its_place(project: Project) -> None:
    project.write("anki-export.toml", 'publish = "source/decks"\nsite_url = "https://example.org/a"\n')
    two(project)
    project.build()
    found = feedparser.parse(feed(project).read_bytes())
    assert not found.bozo
    (own,) = (link for link in found.feed.links if link.rel == "self")
    assert own.href == "https://example.org/a/decks/feed.xml"
    entry = next(entry for entry in found.entries if "Basics" in entry.title)
    assert entry.link == "https://example.org/a/decks/#deck-git-basics"
    assert [one.href for one in entry.enclosures] == ["https://example.org/a/decks/git-basics.apkg"]
    assert {one.href for one in entry.links if one.rel == "related"} == {"https://example.org/a/git/basics/"}
    (project.root / "source/git/advanced/index.md").unlink()
    project.build("--allow-retire")
    left = {one.href for entry in feedparser.parse(feed(project).read_bytes()).entries for one in entry.enclosures}
    assert left == {"https://example.org/a/decks/git-basics.apkg"}  # the other one is no longer published


def test_code_has_no_backticks_in_the_feed(project: Project) -> None:
    project.page("basics", block("What does `git log` do?"))
    project.build()
    project.page("basics", block("What does `git reflog` do?"), block("What is `a_b`?"))
    project.build("--allow-retire")
    content = entries(project)[0]["content"]
    assert "`" not in content and "<code>a_b</code>" in content
