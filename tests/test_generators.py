"""Blocks of other site generators under attack, unclosed, nested and crossed; their configuration, drafts, includes."""

import json
import zipfile
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path

import pytest

from tests.support.attacks import FRAGMENTS, INVISIBLE, attacks, flaws
from tests.support.project import Project
from tests.support.reading import PAGE, read_text


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


BLOCKS: Mapping[str, Callable[[str], str]] = {
    "callout": lambda text: f"> [!tip]- Title\n{_quoted(text)}",
    "container": lambda text: f"::::: tip Title\n{text}\n:::::",
    "tabset": lambda text: f"::::: {{.panel-tabset}}\n#### One\n{text}\n:::::",
    "component": lambda text: f'<Admonition type="tip" title="Title">\n\n{text}\n\n</Admonition>',
    "tab": lambda text: f'<Tabs>\n<TabItem value="one">\n\n{text}\n\n</TabItem>\n</Tabs>',
    "shortcode": lambda text: f'{{{{< callout type="tip" >}}}}\n{text}\n{{{{< /callout >}}}}',
    "tag": lambda text: f'{{% hint style="tip" %}}\n{text}\n{{% endhint %}}',
    "directive": lambda text: f"``````{{tip}} Title\n{text}\n``````",
    "colon directive": lambda text: f":::::{{tip}} Title\n{text}\n:::::",
    "paragraph": lambda text: f"{{: .note }}\n{text}",
    "container in a quote": lambda text: _quoted(f"::::: tip Title\n{text}\n:::::"),
}
"""A text in each kind of block."""
OF_ONE_LINE: Mapping[str, Callable[[str], str]] = {
    "title of a callout": lambda line: f"> [!tip] {line}\n> Text",
    "title of a container": lambda line: f":::tip[{line}]\nText\n:::",
    "title of Quarto": lambda line: f'::: {{.callout-tip title="{line}"}}\nText\n:::',
    "title of a tab": lambda line: f'<Tabs>\n<TabItem label="{line}">\nText\n</TabItem>\n</Tabs>',
    "title of a shortcode": lambda line: f'{{{{< details "{line}" >}}}}\nText\n{{{{< /details >}}}}',
    "text of an include": lambda line: f'{{% include note.html content="{line}" %}}',
    "name of code": lambda line: f"::: code-group\n```js [{line}]\nx\n```\n:::",
    "picture": lambda line: f'{{{{< figure src="{line}" alt="{line}" caption="{line}" >}}}}',
    "directive of a picture": lambda line: f"```{{figure}} {line}\n:alt: {line}\n{line}\n```",
    "link": lambda line: f'[x]({{{{< ref "{line}" >}}}}) {{% link {line} %}} {{{{ "{line}" | relative_url }}}}',
    "role": lambda line: f"{{ref}}`{line}` {{kbd}}`{line}` {{math}}`{line}` {{abbr}}`{line}` {{sup}}`{line}`",
    "table": lambda line: f"```{{list-table}} {line}\n:header-rows: 1\n\n* - {line}\n  - b\n* - c\n  - {line}\n```",
    "marked code": lambda line: f"```js\n// highlight-next-line\n{line} // [!code ++]\n```",
    "math": lambda line: f"```{{math}}\n{line}\n```",
    "code": lambda line: f'{{{{< highlight js "title={line}" >}}}}\n{line}\n{{{{< /highlight >}}}}',
}
HEAD = "---\ntopic: Git\nlevel: Basics\nformats: [auto, heading]\n---\n\n"
MDX = PAGE.replace(".md", ".mdx")
KNOWN, AFTER = "Where is the mast?", "Where is the keel?"


def page(text: str) -> str:
    """A question with a text in its answer between two others."""
    asked = ((KNOWN, "Up."), ("Where is it?", f"**It**.\n\n{text}"), (AFTER, "Down."))
    return HEAD + "\n\n".join(f"### {question}\n\n{answer}" for question, answer in asked) + "\n"


@pytest.mark.parametrize("path", [PAGE, MDX])
@pytest.mark.parametrize("file", FRAGMENTS)
def test_no_active_content_reaches_a_card_from_inside_a_block(file: str, path: str) -> None:
    found: list[tuple[object, ...]] = []
    count = 0
    for attack in attacks(file):
        pages = {name: page(write(attack.text)) for name, write in BLOCKS.items()}
        if "\n" not in attack.text:
            pages |= {name: page(write(attack.text)) for name, write in OF_ONE_LINE.items()}
        for name, text in pages.items():
            questions, report = read_text(text, path)
            count += len(questions)
            for one in questions:
                media = frozenset(each.name for each in one.media)
                for html in (one.question, one.answer, one.explanation):
                    found += [(name, attack.title, flaw) for flaw in flaws(html, media)]
            found += [(name, attack.title, d.message) for d in report if INVISIBLE.search(d.message)]
            asked = {one.question_text: one for one in questions}
            if len(questions) < 3 and not report:
                found.append((name, attack.title, "a question is lost"))
            if asked.get(KNOWN) and asked[KNOWN].answer_text != "Up.":
                found.append((name, attack.title, asked[KNOWN].answer))
            found += [(name, attack.title, "keel") for one in questions if "keel" in one.answer + one.explanation]
    assert found == []
    assert count > len(attacks(file)) * len(BLOCKS)


FENCED = {name: write for name, write in BLOCKS.items() if name not in ("callout", "paragraph", "container in a quote")}


@pytest.mark.parametrize("name", FENCED)
def test_a_block_that_is_not_closed_is_reported_and_takes_no_other_question(name: str) -> None:
    text = FENCED[name]("Text").rpartition("\n")[0]
    questions, report = read_text(page(text), MDX)
    assert [one.question_text for one in questions] == [KNOWN, "Where is it?", AFTER]
    assert {d.rule.code for d in report} <= {"S030", "S021"}
    assert report


@pytest.mark.parametrize("name", FENCED)
def test_the_end_of_a_block_without_its_start_is_reported(name: str) -> None:
    if name == "directive":  # it opens a fence
        return
    questions, report = read_text(page(FENCED[name]("Text").rpartition("\n")[2]), MDX)
    assert len(questions) == 3
    assert {d.rule.code for d in report} == {"S030"}


@pytest.mark.parametrize(("outer", "inner"), tuple(permutations(FENCED, 2)))
def test_blocks_that_cross_each_other_are_reported(outer: str, inner: str) -> None:
    first, second = (FENCED[name]("⟦⟧").split("⟦⟧") for name in (outer, inner))
    text = f"{first[0]}\n\n{second[0]}\n\nText\n\n{first[1].strip()}\n\n{second[1].strip()}"
    questions, report = read_text(page(text), MDX)
    assert questions[0].answer_text == "Up."
    assert not [one for one in questions if "keel" in one.answer + one.explanation]
    are_equal = text.count(":::::") == 4  # each line of colons closes the last container
    assert report or are_equal


@pytest.mark.parametrize("depth", [5, 200])
@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_nested_200_deep_are_read_or_reported(name: str, depth: int) -> None:
    text = "Text"
    for level in range(depth):
        marks = "`" * (3 + level)
        text = f"{marks}{{tip}}\n{text}\n{marks}" if name == "directive" else BLOCKS[name](text)
    questions, report = read_text(page(text), MDX)
    assert [one.question_text for one in questions if one.question_text == AFTER] == [AFTER]
    inside = next((one for one in questions if one.question_text == "Where is it?"), None)
    assert report or (inside and "Text" in inside.answer + inside.explanation)


ASK = "## 1. What is a {}?\n\nA fixed name.\n\n## 2. What is a {}?\n\nA movable name.\n"
FIRST, SECOND = ASK.format("tag", "branch"), ASK.format("blob", "tree")


def listed(project: Project, *args: str) -> list[tuple[str, str]]:
    """The decks and pages of all questions, each once."""
    rows = json.loads(project.run("list", "--format", "json", *args).stdout)
    return list(dict.fromkeys((row["deck"], row["page"]) for row in rows))


SITES: Mapping[str, tuple[dict[str, str], list[tuple[str, str]], str]] = {
    "hugo": (
        {
            "hugo.toml": 'baseURL = "https://x.example/h/"\ntitle = "Course"\n',
            "content/Git/_index.md": f"# Git\n\n{FIRST}",
            "content/linux.md": f"# Linux\n\n{SECOND}",
        },
        [("Course::Git", "content/Git/_index.md"), ("Course::Linux", "content/linux.md")],
        "https://x.example/h/git/",
    ),
    "jekyll": (
        {
            "_config.yml": "title: Course\nurl: https://x.example\nbaseurl: /j\n",
            "a.md": f"# Git\n\n{FIRST}",
            "b/c.md": f"# Linux\n\n{SECOND}",
        },
        [("Course::Git", "a.md"), ("Course::Linux", "b/c.md")],
        "https://x.example/j/b/c.html",
    ),
    "mdbook": (
        {
            "book.toml": '[book]\ntitle = "Course"\nsrc = "text"\n',
            "text/SUMMARY.md": "# Summary\n\n[Start](start.md)\n\n# Second part\n\n- [Quiz](z.md)\n    - [Git](a.md)\n",
            "text/z.md": f"# Quiz\n\n{FIRST}",
            "text/a.md": f"# Quiz\n\n{SECOND}",
        },
        [("Course::Second part", "text/z.md"), ("Course::Git", "text/a.md")],
        "",
    ),
    "quarto": (
        {
            "_quarto.yml": "website:\n  title: Course\n  site-url: https://x.example/q\n  sidebar:\n    contents:\n"
            "    - section: Version control\n      contents: [z.qmd]\n    - a.qmd\n",
            "z.qmd": f"# Quiz\n\n{FIRST}",
            "a.qmd": f"# Git\n\n{SECOND}",
        },
        [("Course::Version control", "z.qmd"), ("Course::Git", "a.qmd")],
        "https://x.example/q/z.html",
    ),
    "jupyter book": (
        {
            "_config.yml": "title: Course\n",
            "_toc.yml": "format: jb-book\nroot: intro\nparts:\n- caption: Versions\n  chapters:\n  - file: z\n"
            "    sections:\n    - file: a\n",
            "z.md": f"# Quiz\n\n{FIRST}",
            "a.md": f"# Git\n\n{SECOND}",
        },
        [("Course::Versions", "z.md"), ("Course::Git", "a.md")],
        "",
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_the_configuration_of_a_generator_names_and_orders_decks_and_links_to_its_pages(
    project: Project, name: str
) -> None:
    files, expected, address = SITES[name]
    for path, text in files.items():
        project.write(path, text)
    assert listed(project) == expected
    project.build()
    cards = b"".join(zipfile.ZipFile(path).read("collection.anki2") for path in project.packages())
    assert address.encode() in cards


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("hugo.toml", "title = ["),
        ("_config.yml", "title: [\n"),
        ("_config.yml", "- a\n"),
        ("config.toml", 'title = "Of another program"\n'),
        ("book.toml", 'book = "x"\n'),
        ("_quarto.yml", "website: [1, {title: 2}]\n"),
        ("_toc.yml", "root: [x]\nparts: {a: b}\nchapters: [[[x]]]\n"),
    ],
)
def test_a_configuration_that_is_broken_or_of_another_program_changes_nothing(
    project: Project, path: str, text: str
) -> None:
    project.write(path, text)
    project.write("a.md", f"# Git\n\n{FIRST}")
    project.write("b.md", f"# Linux\n\n{SECOND}")
    assert listed(project, ".") == [("Project::Git", "a.md"), ("Project::Linux", "b.md")]


@pytest.mark.parametrize("source", ["../outside", "/etc", "a\\nb"])
def test_a_configuration_can_not_name_pages_outside_of_its_folder(
    project: Project, tmp_path: Path, source: str
) -> None:
    (tmp_path / "outside").mkdir(exist_ok=True)
    (tmp_path / "outside/secret.md").write_text(f"# Secret\n\n{SECOND}")
    project.write("hugo.toml", f'baseURL = "/"\ncontentDir = "{source}"\n')
    project.write("book.toml", f'[book]\nsrc = "{source}"\n')
    project.write("a.md", f"# Git\n\n{FIRST}")
    assert "Secret" not in project.run("list").stdout


ORDERED: Mapping[str, tuple[dict[str, str], list[str]]] = {
    "hugo": (
        {
            "hugo.toml": 'title = "Course"\n',
            "content/zoo/_index.md": "---\nweight: 1\n---\n# Zoo\n",
            "content/zoo/b.md": "---\nweight: 20\n---\n",
            "content/zoo/c.md": "+++\nweight = 3\n+++\n",
            "content/zoo/a.md": "---\nweight: 0\n---\n",
            "content/ants/_index.md": '{\n"weight": 2\n}\n',
            "content/ants/a.md": "weight: 1\n",
        },
        ["content/zoo/c.md", "content/zoo/b.md", "content/zoo/a.md", "content/ants/a.md"],
    ),
    "docusaurus": (
        {
            "docusaurus.config.js": "module.exports = {\n  title: 'Course',\n}\n",
            "docs/zoo/_category_.json": '{"label": "Zoo", "position": 1}\n',
            "docs/zoo/b.md": "---\nsidebar_position: 2\n---\n",
            "docs/zoo/a.md": "",
            "docs/zoo/c.md": "---\nsidebar_position: 1.5\n---\n",
            "docs/10-ants/a.md": "",
            "docs/2-bees/a.md": "",
        },
        ["docs/zoo/c.md", "docs/zoo/b.md", "docs/zoo/a.md", "docs/2-bees/a.md", "docs/10-ants/a.md"],
    ),
    "a sidebar in JSON": (
        {
            "docusaurus.config.js": "module.exports = {\n  title: 'Course',\n}\n",
            "sidebars.json": json.dumps(
                {"docs": ["z", {"type": "category", "label": "X", "items": [{"type": "doc", "id": "b"}]}, {"Y": ["a"]}]}
            ),
            "docs/a.md": "",
            "docs/b.md": "",
            "docs/z.md": "",
        },
        ["docs/z.md", "docs/b.md", "docs/a.md"],
    ),
    "mkdocs": (
        {
            "mkdocs.yml": "site_name: Course\n",
            "docs/a.md": "---\nweight: 2\n---\n",
            "docs/b.md": "---\nweight: 1\n---\n",
        },
        ["docs/a.md", "docs/b.md"],
    ),
}


@pytest.mark.parametrize("name", ORDERED)
def test_pages_are_in_the_order_that_their_front_matter_and_folders_say(project: Project, name: str) -> None:
    files, expected = ORDERED[name]
    for number, (path, text) in enumerate(files.items()):
        asked = ASK.format(f"thing {number}", f"thing of {number}") if path in expected else ""
        project.write(path, f"{text}\n{asked}")
    args = () if name == "mkdocs" else (".",)
    assert [page for _, page in listed(project, *args)] == expected
    assert project.run("build", *args).exit_code == 0


@pytest.mark.parametrize(
    "text", ["[", "[1]", '{"docs": {"type": 1}}', '{"docs": [{"type": "category", "items": 1}, null, 7]}']
)
def test_a_sidebar_that_is_broken_changes_nothing(project: Project, text: str) -> None:
    project.write("docusaurus.config.js", "title: 'Course',\n")
    project.write("sidebars.json", text)
    project.write("docs/b.md", f"# Git\n\n{FIRST}")
    project.write("docs/a.md", f"# Linux\n\n{SECOND}")
    assert [page for _, page in listed(project, ".")] == ["docs/a.md", "docs/b.md"]


def test_drafts_are_skipped_and_counted(project: Project) -> None:
    project.write("hugo.toml", 'title = "Course"\n')
    project.write("content/a.md", f"# Git\n\n{FIRST}")
    for name, ask in (("b", FIRST), ("c", SECOND), ("d", "No question.\n")):
        project.write(f"content/{name}.md", f"---\ntitle: {name}\ndraft: true\n---\n{ask}")
    result = project.run("check")
    assert "content/b.md:1:1: warning S066 2 drafts with questions are skipped" in result.output
    assert listed(project) == [("Course::Git", "content/a.md")]


def test_what_is_a_draft_elsewhere_is_a_page_of_mkdocs(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Course\n")
    project.write("docs/a.md", f"---\ntitle: Git\ndraft: true\n---\n{FIRST}")
    assert listed(project) == [("Course::Git", "docs/a.md")]


def test_parts_of_files_are_included_as_in_mdbook(project: Project) -> None:
    project.write("src/a.rs", "one\n// ANCHOR: part\ntwo\n// ANCHOR_END: part\nthree\n")
    project.write("secret.rs", "secret\n")
    ask = '??? question "What is {}?"\n    This.\n\n    ```rust\n    {{{{#include {}}}}}\n    ```\n\n'
    parts = ("a.rs:part", "a.rs:3:3", "a.rs::1", "a.rs:5", "a.rs")
    project.write("src/a.md", "# Git\n\n" + "".join(ask.format(number, part) for number, part in enumerate(parts)))
    rows = json.loads(project.run("list", "src", "--format", "json").stdout)
    found = ["".join(word for word in ("one", "two", "three", "ANCHOR") if word in row["explanation"]) for row in rows]
    assert found == ["two", "two", "one", "three", "onetwothree"]
    project.write("src/a.md", "# Git\n\n" + ask.format("it", "../secret.rs"))
    result = project.run("check", "src")
    assert "S008 can't include: ../secret.rs is outside the source folder" in result.output


@pytest.mark.parametrize("name", ["a.mdx", "b.qmd", "c.Rmd", "d.RMD"])
def test_pages_with_other_suffixes_are_found_when_a_folder_is_named(project: Project, name: str) -> None:
    project.write(f"pages/{name}", f"# Git\n\n{FIRST}")
    assert listed(project, "pages") == [("Git", f"pages/{name}")]


def test_unsupported_syntax_is_reported_once_for_each_kind_and_page(project: Project) -> None:
    lines = "{{ a }} and {{ b }}\n\n    {% assign x = 1 %}\n\n    {% assign y = 2 %}\n\n    ::: demo\n    Text\n    :::"
    for name in ("a", "b"):
        project.write(
            f"source/{name}.md", f'# Git {name}\n\n??? question "What is {name}?"\n    This.\n\n    {lines}\n'
        )
    output = project.run("check").output
    assert output.count("S030") == 6
    assert "the card shows {{ a }} literally: only the site can interpret it (and 1 more on this page)" in output
