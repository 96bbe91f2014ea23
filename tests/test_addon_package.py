"""The add-on for deck subscriptions: what it refuses to install, however a package hides it."""

import ast
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addon import package as addon_package
from addon.package import MARK, NOTE_TYPE, Refused, active, read_package
from anki_export.apkg.active_html import read, read_styles
from anki_export.deck.package_rows import CARD
from tests.support.packages import Entries, genanki_package, package, tampered
from tests.support.project import ROOT, Project, block

ADDON = ROOT / "addon"
SOURCES = sorted(path for path in ADDON.glob("*.py") if path.name != "build.py")
MOST_LINES = 600
PARTS = [
    *("<", ">", "</", "<!--", "-->", "/", '"', "'", "=", " ", "\n", "&lt;", "&#106;avascript:", "javascript:", "//x/"),
    *("script", "img", "svg", "style", "a", "iframe", "set", "animate", "base", "p", "code", "title", "textarea"),
    *("onerror", "src", "href", "srcset", "style=", "attributeName", "xlink:href", "data:text/html,", "https://x/"),
    *('<img src="', '<a href="', '<p class="', "<script>", "</script>", "<style>@import '//x'</style>", "<x:y "),
]


def altered(path: Path, change: Callable[[Entries], None] = lambda entries: None, *sql: str) -> bytes:
    """A package with changes that still says that anki-export wrote it."""
    with zipfile.ZipFile(path) as archive:
        comment = archive.comment
    target = tampered(path, change, *sql)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = comment
    return target.read_bytes()


def model(change: str) -> str:
    """A statement that changes the note type by an expression of SQL's JSON functions."""
    return f"update col set models = json_set(models, '$.{NOTE_TYPE}.{change})"


def field(html: str) -> str:
    quoted = html.replace("'", "''")
    return f"update notes set flds = replace(flds, 'What is a tag?', 'What is a tag?{quoted}')"


def test_every_package_of_the_program_is_accepted(project: Project) -> None:
    gallery = ROOT / "tests/fixtures/gallery"
    for name, pages in (("sample", ROOT / "source"), ("gallery", gallery)):
        project.build(str(pages), "-o", name)
        for path in (project.root / name).glob("*.apkg"):
            assert read_package(path.read_bytes()).notes


@pytest.mark.parametrize("name", ["elements", "links", "math", "mutation", "svg", "anki", "characters", "markdown"])
def test_what_the_program_makes_of_attacks_is_accepted(project: Project, name: str) -> None:
    """Its sanitiser has removed what they would do."""
    cases = (ROOT / f"tests/fixtures/attacks/{name}.txt").read_text().split("\n.\n")[1::2]
    for number, case in enumerate(cases):
        project.write(
            f"source/git/page{number}.md",
            f'# Git\n\n??? question "What is {number}?"\n    **A**\n\n    ' + case.replace("\n", "\n    "),
        )
    project.run("build")
    for path in project.packages():
        assert read_package(path.read_bytes()).notes


@pytest.mark.parametrize(
    "html",
    [
        "<script>pwn()</script>",
        "<img src=x onerror=pwn()>",
        '<img src="x.png" onerror="pwn()">',
        '<IMG SRC="x.png">',
        '<a href="javascript:pwn()">x</a>',
        '<a href="java&#10;script:pwn()">x</a>',
        '<a href="&#x6A;avascript:pwn()">x</a>',
        '<a href=" javascript:pwn()">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<img src="https://evil.example/a.png">',
        '<img src="//evil.example/a.png">',
        '<img src="\\\\evil.example\\a.png">',
        '<img src="../../collection.anki2">',
        '<img src="data:image/svg+xml,x">',
        '<img srcset="https://evil.example/a.png 1x">',
        '<p style="background: url(//evil.example)">x</p>',
        "<style>@import '//evil.example'</style>",
        '<iframe src="x"></iframe>',
        "<svg><animate onbegin=pwn()></svg>",
        "<math><mtext>",
        '<form action="x">',
        '<object data="x">',
        "<base href=x>",
        "<!-- x -->",
        "<p",
        '<p class="x',
        "<p/onclick=pwn()>",
        '<p class="a"onclick="pwn()">',
        "<!doctype html>",
        "<?x?>",
        "[sound:../x.mp3]",
        "[sound:https://evil.example/a.mp3]",
        "[latex]\\input{/etc/passwd}[/latex]",
        "[$]x[/$]",
        "[$$]x[/$$]",
        "[anki:tts lang=en_US]x[/anki:tts]",
        "[[type:Answer]]",
        "\\(\\href{javascript:pwn()}{x}\\)",
        "\\[x<br>\\style{background: url(//evil.example)}{x}\\]",
        "\\(\\require{html}\\)",
        "<code></code>\\(\\href{x}{y}\\)",
        "<table><code><tr><td>\\(\\href{x}{y}\\)</td></tr></code></table>",
    ],
)
def test_html_that_runs_or_loads_is_refused(project: Project, html: str) -> None:
    with pytest.raises(Refused, match="The card"):
        read_package(altered(package(project), lambda entries: None, field(html)))


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_what_verify_finds_is_refused(html: str) -> None:
    found = read([html])
    if found.active or found.remote:
        assert list(active(html))


@given(
    st.lists(
        st.sampled_from(
            [
                "u",
                "rl(",
                "\\72 ",
                "\\",
                "/*",
                "*/",
                "@im",
                "port",
                "x",
                "//x/",
                "'",
                '"',
                "(",
                "src(",
                "</style>",
                "image-set('//x'",
            ]
        ),
        max_size=10,
    ).map("".join)
)
def test_styles_in_which_verify_finds_something_are_refused(css: str) -> None:
    found = read_styles(css)
    if found.active or found.remote:
        assert addon_package.loads(css)


@pytest.mark.parametrize(
    "html",
    [
        "a &lt;script&gt; <code>&lt;b&gt;</code>",
        '<a href="https://example.org/a?b=c#d" title="x">x</a>',
        '<a href="#fn1" class="iq-ref">1</a>',
        '<img src="dot-0123.png" alt="a > b" width="1" height="1">',
        "[sound:dot-0123.mp3]",
        "\\(x^2 < y\\)".replace("<", "&lt;"),
        '<ol start="3">\n<li>x</li>\n</ol>',
        '<pre><code><span class="k">x</span></code></pre><br><hr>',
    ],
)
def test_what_cards_are_made_of_is_accepted(html: str) -> None:
    assert list(active(html)) == []


TEMPLATES = [
    *("<script>1</script>", "{{tts en_US:Question}}", "{{=<% %>=}}", "<img src=x onerror=1>", "{{Other}}"),
    *('<p class="{{Answer}}">', "{{text:Answer}}", '<a href="{{Source}}">', '<p class="x-{{text:Source}}">'),
    *("<{{Question}}script>", "{{Front{{Question}}Side}}", "<p {{Answer}}>", "<scr{{Question}}ipt>"),
]


@pytest.mark.parametrize("html", TEMPLATES)
@pytest.mark.parametrize("side", ["qfmt", "afmt"])
def test_templates_that_could_run_something_are_refused(project: Project, html: str, side: str) -> None:
    statement = model(f"tmpls[0].{side}', json_extract(models, '$.{NOTE_TYPE}.tmpls[0].{side}') || '{html}'")
    with pytest.raises(Refused, match="A template"):
        read_package(altered(package(project), lambda entries: None, statement))


@pytest.mark.parametrize(
    "css",
    ["@import url(x)", "p { background: u\\72l(x) }", "</style><script>", "p { background: URL(//x) }", "<!--"],
)
def test_styles_that_load_something_are_refused(project: Project, css: str) -> None:
    statement = model(f"css', json_extract(models, '$.{NOTE_TYPE}.css') || '{css}'")
    with pytest.raises(Refused, match="The styles"):
        read_package(altered(package(project), lambda entries: None, statement))


SQL = {
    "another note type": "update notes set mid = 1",
    "note type with another id": f"update col set models = replace(models, '\"{NOTE_TYPE}\": ', '\"1\": ')",
    "field renamed": model("flds[0].name', 'Front'"),
    "field with another id": model("flds[0].id', 5"),
    "template with another id": model("tmpls[0].id', 5"),
    "cloze": model("type', 1"),
    "field missing": "update notes set flds = 'a' || char(31) || 'b'",
    "guid twice": "update notes set guid = 'x'",
    "guid empty": "update notes set guid = '' where id = (select min(id) from notes)",
    "card of another template": "update cards set ord = 1",
    "no card": "delete from cards",
    "two cards": f"insert into cards select id + 5, {', '.join(CARD[1:])} from cards",
    "deck unknown": "update cards set did = 5",
    "no decks": "update col set decks = '[]'",
    "no collection": "delete from col",
    "a trigger": "create trigger t after delete on notes begin delete from cards; end",
    "a view": "create view v as select 1",
    "another table": "create table other (x)",
    "a virtual table": "create virtual table v using fts5(x)",
    "a generated column": "alter table notes add column x generated always as (1)",
    "an index with a function": "create index x on notes (guid) where abs(id) > 1",
    "active description": "update col set decks = replace(decks, 'version 1.0.0', '<script>1</script>')",
    "script in a level": (
        "update notes set flds = replace(flds, char(31) || 'Basics', char(31) || 'a&quot; onclick=&quot;pwn()')"
    ),
    "script in a source": (
        "update notes set flds = replace(flds, 'Basics' || char(31), 'Basics' || char(31) || 'javascript:pwn()')"
    ),
    "a source that leaves its attribute": (
        "update notes set flds = "
        "replace(flds, 'Basics' || char(31), 'Basics' || char(31) || 'https://x/&quot; onclick=&quot;pwn()')"
    ),
    "text for a number": "update notes set mod = 'x'",
    "bytes for text": "update notes set flds = x'ff'",
}


@pytest.mark.parametrize("name", SQL)
def test_a_collection_that_the_program_does_not_write_is_refused(project: Project, name: str) -> None:
    with pytest.raises(Refused):
        read_package(altered(package(project), lambda entries: None, SQL[name]))


def rename_media(name: str) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        entries["media"] = json.dumps({"0": name}).encode()

    return change


@pytest.mark.parametrize(
    "name",
    [
        *("../x.png", "/etc/x.png", "a/b.png", "a\\b.png", "c:x.png", "x.html", "x.js", "_x.js", "_x.png", ".png", ""),
        *("x.png\n", "x.png\x00", "x", "-x.png"),
    ],
)
def test_a_media_file_that_is_no_picture_or_sound_with_a_plain_name_is_refused(project: Project, name: str) -> None:
    with pytest.raises(Refused, match="not a picture or sound"):
        read_package(altered(package(project), rename_media(name)))


ENTRIES: dict[str, Callable[[Entries], object]] = {
    "an entry outside": lambda entries: entries.update({"../x": b""}),
    "an entry that is not listed": lambda entries: entries.update({"7": b""}),
    "a listed file that is missing": lambda entries: entries.pop("0"),
    "a newer collection": lambda entries: entries.update({"collection.anki21": b""}),
    "a collection that is none": lambda entries: entries.update(
        {"collection.anki2": b"SQLite format 3\0" + b"x" * 900}
    ),
    "no collection": lambda entries: entries.pop("collection.anki2"),
    "no list of media": lambda entries: entries.pop("media"),
    "a list of media that is none": lambda entries: entries.update({"media": b"[]"}),
    "a list of media that is deep": lambda entries: entries.update({"media": b"[" * 100_000}),
    "media that are no names": lambda entries: entries.update({"media": b'{"0": 5}'}),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_archive_that_the_program_does_not_write_is_refused(project: Project, name: str) -> None:
    with pytest.raises(Refused):
        read_package(altered(package(project), lambda entries: (ENTRIES[name](entries), None)[1]))


def test_a_package_that_inflates_to_more_than_the_limit_is_refused_before(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = altered(package(project), lambda entries: entries.update({"0": bytes(3 << 20)}))
    monkeypatch.setattr(addon_package, "LARGEST", 1 << 20)
    with pytest.raises(Refused, match="would unpack to more"):
        read_package(data)


def test_an_entry_that_lies_about_its_size_is_refused(project: Project) -> None:
    """The size in the central directory is small, and the stream inflates to 64 MB."""
    import struct
    import tracemalloc

    path = tampered(package(project), lambda entries: entries.update({"0": bytes(64 << 20)}))
    data = bytearray(path.read_bytes())
    for offset in range(len(data) - 46):
        if data[offset : offset + 4] == b"PK\x01\x02" and struct.unpack_from("<I", data, offset + 24)[0] == 64 << 20:
            struct.pack_into("<I", data, offset + 24, 100)
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = MARK
    tracemalloc.start()
    with pytest.raises(Refused):
        read_package(buffer.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


def test_a_package_of_another_program_is_refused(tmp_path: Path) -> None:
    path = genanki_package(tmp_path / "other.apkg", {"Deck": [("guid", "Question", "Answer")]})
    with pytest.raises(Refused, match="not written by anki-export"):
        read_package(path.read_bytes())
    for data in (b"", b"PK", b"x" * 1000):
        with pytest.raises(Refused, match="damaged"):
            read_package(data)


def test_no_wrong_byte_raises_anything_else(project: Project) -> None:
    data = bytearray(package(project).read_bytes())
    for position in range(0, len(data), 7):
        broken = bytearray(data)
        broken[position] ^= 0xFF
        with suppress(Refused):
            read_package(bytes(broken))


def test_a_hostile_field_is_read_in_linear_time() -> None:
    import time

    for unit in ("<", "<a", '<a b="', "\\(", "<code>", "[sound:", "\\[<br>", "/*", '<a href="', "&"):
        start = time.monotonic()
        list(active(unit * 100_000))
        assert time.monotonic() - start < 3, unit


def code_lines(path: Path) -> int:
    """Lines with code: no blank ones, comments, docstrings and imports."""
    text = path.read_text()
    strings = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str))
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    lines = enumerate(text.splitlines(), 1)
    return sum(
        number not in strings and bool(line.strip()) and not line.strip().startswith("#") for number, line in lines
    )


def test_the_add_on_is_small_and_imports_nothing_of_the_program() -> None:
    assert sum(map(code_lines, SOURCES)) <= MOST_LINES
    for path in SOURCES:
        tree = ast.parse(path.read_text(), feature_version=(3, 9))  # of the oldest Anki that is supported
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not [name for name in names if name.startswith(("anki_export", "msgspec", "addon"))]


def test_the_add_on_is_built_reproducibly_with_its_licence(tmp_path: Path) -> None:
    built = []
    for name in ("a", "b"):
        target = tmp_path / name / "anki-deck-subscriptions.ankiaddon"
        subprocess.run([sys.executable, ADDON / "build.py", target], check=True)
        built.append(target.read_bytes())
    assert built[0] == built[1]
    with zipfile.ZipFile(io.BytesIO(built[0])) as archive:
        assert set(archive.namelist()) == {"LICENSE", "manifest.json", *(path.name for path in SOURCES)}
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["package"] and manifest["min_point_version"] == 240600


def test_questions_may_be_about_html(project: Project) -> None:
    project.page(
        "basics", block("What does `<script>` do in `[latex]`?", explanation="`\\(\\href{x}{y}\\)` and `<br>`")
    )
    project.build()
    assert read_package(project.packages()[0].read_bytes()).notes
