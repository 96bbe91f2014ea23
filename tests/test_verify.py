"""Diagnostics for a package, and that the real importer agrees with them."""

import io
import json
import re
import struct
import time
from collections.abc import Callable

import pytest

from anki_export.apkg.active_html import read, read_styles
from anki_export.apkg.inspect_and_compare_packages import inspect
from anki_export.deck import write_release as output
from tests.support.learner import Learner
from tests.support.packages import Entries, field, package, tampered
from tests.support.project import Project, block


def media(names: dict[str, str]) -> Callable[[Entries], None]:
    return lambda entries: entries.update({"media": json.dumps(names).encode()})


def codes(project: Project, *args: str) -> set[str]:
    found = json.loads(project.run("verify", *args, "--format", "json").stdout)
    return {row["code"] for row in found}


def test_a_package_of_ours_is_well(project: Project) -> None:
    result = project.run("verify", str(package(project)))
    assert result.stdout == (
        f"{package(project)}: 2 notes, 1 media file in deck Git::1 Basics\n1 package: no problems found.\n"
    )


REFUSED: dict[str, tuple[Callable[[Entries], None], tuple[str, ...]]] = {
    "a path as the name of a picture": (media({"0": "a/b.png"}), ()),
    "a picture without a name": (media({"0": ""}), ()),
    "a picture called like a folder": (media({"0": ".."}), ()),
    "a field too many": (lambda entries: None, ("update notes set flds = flds || char(31)",)),
    "a field missing": (lambda entries: None, ("update notes set flds = 'a' || char(31) || 'b'",)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_importer_refuses_is_told(project: Project, learner: Learner, name: str) -> None:
    change, sql = REFUSED[name]
    bad = tampered(package(project), change, *sql)
    assert codes(project, str(bad)) >= {"P001"}
    with pytest.raises(Exception, match=r".+"):
        learner.import_package(bad)


BAD: dict[str, tuple[str, Callable[[Entries], None] | str]] = {
    "one guid twice": ("P002", "update notes set guid = 'same'"),
    "a note without a card": ("P003", "delete from cards where id = (select min(id) from cards)"),
    "an empty front": ("P003", "update notes set flds = substr(flds, instr(flds, char(31)))"),
    "a picture that is not packed": ("P004", field("<img src='gone.png'>")),
    "a sound that is not packed": ("P004", field("<p>[sound:gone.mp3]</p>")),
    "a packed file that no card shows": ("P005", "update notes set flds = replace(flds, 'src=', 'alt=')"),
    "a script": ("P006", field("<p>x</p><ScRiPt>1</script>")),
    "an event handler": ("P006", field('<p>x</p><img src="dot.png" OnError=1>')),
    "a link that is a script": ("P006", field('<p>x</p><a href=" jAvascript:1">y</a>')),
    "an iframe": ("P006", field('<p>x</p><iframe src="https://example.org"></iframe>')),
    "a script in a template": (
        "P006",
        "update col set models = replace(models, '<hr id=answer>', '<script>1</script>')",
    ),
    "a picture from elsewhere": ("P007", field('<p>x</p><img src="//example.org/x.png">')),
    "a background from elsewhere": ("P007", field('<p style="background: url(https://example.org/x)">x</p>')),
    "styles from elsewhere": ("P007", "update col set models = replace(models, 'margin: 0;', 'a: url(//example.org)')"),
    **{
        f"an element {tag}": ("P006", field(f"<p>x</p><{tag}>"))
        for tag in ("object", "embed", "applet", "base", "meta", "link", "form", "frame", "frameset", "portal")
    },
    **{
        f"a link that is {url}": ("P006", field(f'<p>x</p><a href="{url}1">y</a>'))
        for url in ("vbscript:", "data:text/html,")
    },
    "a button that is a script": ("P006", field('<p>x</p><button formaction="javascript:1">y</button>')),
    **{
        f"from elsewhere as {name}": ("P007", field(f'<p>x</p><video {name}="https://example.org/x"></video>'))
        for name in ("src", "srcset", "poster", "background", "data")
    },
    "a sheet of styles from elsewhere": (
        "P007",
        "update col set models = replace(models, 'margin: 0;', '@import ''//example.org/x.css'';')",
    ),
    "a name with a colon": ("P001", media({"0": "C:x.png"})),
    "a name with a NUL": ("P001", media({"0": "a\0.png"})),
    "an end of the styles": (
        "P006",
        "update col set models = replace(models, 'margin: 0;', '</style><script>1</script>')",
    ),
    "an entry out of its folder": ("P001", lambda entries: entries.update({"../../x": b""})),
    "a list of media that is none": ("P001", lambda entries: entries.update({"media": b"[]"})),
    "a picture that is listed only": ("P001", media({"7": "x.png"})),
    "a name with a backslash": ("P001", media({"0": "..\\x.png"})),
    "a bomb": ("P001", lambda entries: entries.update({"0": bytes(9 << 20)})),
}


@pytest.mark.parametrize("name", BAD)
def test_what_would_hurt_a_learner_is_told(project: Project, name: str) -> None:
    code, change = BAD[name]
    good = package(project)
    bad = tampered(good, lambda entries: None, change) if isinstance(change, str) else tampered(good, change)
    assert codes(project, str(bad)) >= {code}


def test_a_package_that_unpacks_to_more_than_any_disk_has_is_told(project: Project) -> None:
    path = package(project)
    data = bytearray(path.read_bytes())
    for entry in re.finditer(rb"PK\x01\x02", path.read_bytes()):
        struct.pack_into("<LL", data, entry.start() + 20, 3 << 30, 3 << 30)  # both sizes of an entry
    path.write_bytes(data)
    assert codes(project, str(path)) == {"P001"}
    assert "would unpack to 9216 MiB" in project.run("verify", str(path)).output


LIVE = {
    "P006": (
        '<a href="java&#9;script:1">y</a>',
        '<a href="&#1;javascript:1">y</a>',
        '<svg><animate attributeName="xlink:href" to="javascript:1"/></svg>',
        '<svg><set attributeName=onmouseover to="1"/></svg>',
        "<!--><script>1</script>-->",
        "<![CDATA[><script>1</script>]]>",
        '<noscript><p title="</noscript><img src=x onerror=1>">',
        '<textarea><p title="</textarea><img src=dot.png onerror=1>">',
        "<svg><style><img src=dot.png onerror=1></style></svg>",
        "<style>x</style\t><img/src='dot.png'/onerror\n=1>",
        "<p title='\">' onclick=1>",
    ),
    "P007": (
        '<svg><image href="https://example.org/x.png"/></svg>',
        '<svg><use xlink:href="//example.org/x.svg#a"/></svg>',
        '<style>@import "https://example.org/x.css";</style>',
        '<img srcset="dot.png 1x, https://example.org/x.png 2x">',
        '<img src="https:\\\\example.org\\x.png">',
        '<img src="https:example.org/x.png">',
        '<img src="ht&#10;tps://example.org/x.png">',
        '<a href="dot.png" ping="https://example.org">y</a>',
        "<p style=\"background:image-set('https://example.org/x' 1x)\">y</p>",
        '<p style="background:u\\72l(https://example.org/x)">y</p>',
        '<p style="background:url(/**/https://example.org)">y</p>',
    ),
}
CSS = ('@import"https://example.org"', "a{b:url(\\68ttps://example.org)}", "a{b:url('https:\\\\example.org')}")
QUIET = (
    '<p title="a > b">x <a href="https://example.org">y</a> 1 < 2 <b',
    "<!-- <script>1</script> --> <em>x</em>",
    "<style>a { b: '\\75 rl\\28 //example.org\\29 ' }</style>",
    '<p style="color: red">url(https://example.org)</p>',
    '<svg><a href="https://example.org"><use href="#a"/></a></svg>',
)


@pytest.mark.parametrize(("code", "html"), [(code, html) for code, all_ in LIVE.items() for html in all_])
def test_what_a_browser_would_run_or_load_is_told_however_it_is_written(code: str, html: str) -> None:
    reader = read([html])
    assert {"P006": reader.active, "P007": reader.remote}[code]


@pytest.mark.parametrize("css", CSS)
def test_what_styles_load_is_told_however_it_is_written(css: str) -> None:
    assert read_styles(css).remote


@pytest.mark.parametrize("html", QUIET)
def test_what_neither_runs_nor_loads_is_not_told(html: str) -> None:
    reader = read([html])
    assert (reader.active, reader.remote, reader.files) == ([], [], [])


@pytest.mark.parametrize(
    "unit", ["<a ", "<a x=", '<a x="', "<!--", "<style>", "<title><", "<p style='@import  '>", "["]
)
def test_html_that_is_never_closed_is_looked_through_in_one_go(unit: str) -> None:
    began = time.process_time()
    read([f"<b a>{unit * 20_000}", "[sound:" * 20_000])
    assert time.process_time() - began < 2


BROKEN = {
    "no collection": "delete from col",
    "a computed column": "create table x as select * from notes;"
    " drop table notes; create table notes (id integer primary key, guid, mid, mod, tags, sfld, flds generated always"
    " as (printf('%.*c', 400000000, 'x')) virtual); insert into notes select id, guid, mid, mod, tags, sfld from x",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_database_that_lies_is_told(project: Project, name: str) -> None:
    bad = tampered(package(project), lambda entries: None, *BROKEN[name].split(";"))
    assert codes(project, str(bad)) == {"P001"}


@pytest.mark.parametrize("key", ["²", "9" * 5000])
def test_the_id_of_a_note_type_that_is_none_is_passed_over(project: Project, key: str) -> None:
    bad = tampered(
        package(project), lambda entries: None, f"""update col set models = '{{"{key}":{{}},' || substr(models, 2)"""
    )
    assert codes(project, str(bad)) == set()


def test_a_database_without_an_index_is_read_in_one_go(project: Project) -> None:
    numbers = "with recursive n(n) as (select 1 union all select n + 1 from n limit 20000)"
    columns = "mod, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ''"
    bad = tampered(
        package(project),
        lambda entries: None,
        "drop index ix_cards_nid",
        f"{numbers} insert into cards select n, n, did, 0, {columns} from n, (select did, mod from cards limit 1)",
        f"{numbers} insert into notes select n, n || 'x', mid, mod, 0, tags, flds, 'x', 0, 0, ''"
        " from n, (select * from notes limit 1)",
    )
    began = time.process_time()
    assert codes(project, str(bad)) == set()
    assert time.process_time() - began < 8


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 100, bytes(1000)])
def test_what_is_no_package_is_told(project: Project, content: bytes) -> None:
    bad = project.write("bad.apkg", content)
    result = project.run("verify", str(bad))
    assert result.exit_code == 1
    assert "bad.apkg: error P001 not an Anki package" in result.stdout


def test_a_package_that_is_not_there_is_misuse(project: Project) -> None:
    result = project.run("verify", "gone.apkg")
    assert result.exit_code == 2
    assert "gone.apkg: no such file" in result.output


AGAINST: dict[str, tuple[str, tuple[str, ...]]] = {
    "a change without a later time": ("P009", ("update notes set flds = replace(flds, 'Because', 'Since')",)),
    "a later time without a change": ("P010", ("update notes set mod = mod + 1",)),
    "another note type": (
        "P008",
        ("update notes set mid = mid + 1", "update col set models = replace(models, '1741095283164', '1741095283165')"),
    ),
    "another field": ("P008", ("update col set models = replace(models, '5310298475610394857', '1')",)),
}


@pytest.mark.parametrize("name", AGAINST)
def test_an_update_that_would_go_wrong_is_told(project: Project, name: str) -> None:
    code, sql = AGAINST[name]
    old = package(project)
    assert codes(project, str(tampered(old, lambda entries: None, *sql)), "--against", str(old)) == {code}


def test_an_update_of_ours_goes_well(project: Project) -> None:
    old = package(project).rename(project.root / "old.apkg")
    project.page("basics", block("What is a tag?", "A name"), block("What is a stash?"))
    project.build()
    assert codes(project, str(project.packages()[0]), "--against", str(old)) == set()


def test_a_skipped_change_is_what_the_importer_skips(project: Project, learner: Learner) -> None:
    old = package(project)
    learner.import_package(old)
    bad = tampered(old, lambda entries: None, *AGAINST["a change without a later time"][1])
    assert learner.import_package(bad) == {"duplicate": 2}


def test_a_build_writes_no_package_that_fails(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    package(project)
    before = project.state()
    project.page("basics", block("What is a tag?", "Other"))
    monkeypatch.setattr(output, "package_bytes", lambda content: b"broken")
    result = project.run("build")
    assert result.exit_code == 1
    assert "git-basics-2.0.0.apkg: error P001" in result.output
    assert project.state() == before


def test_inspecting_never_raises_whatever_byte_is_wrong(project: Project) -> None:
    data = package(project).read_bytes()
    stream = io.BytesIO(data)
    for i in range(0, len(data), max(1, len(data) // 300)):
        broken = data[:i] + bytes([data[i] ^ 0xFF]) + data[i + 1 :]
        inspect(broken, "x.apkg")
    assert inspect(stream.getvalue(), "x.apkg")


def test_packages_in_the_wrong_order_are_one_error_that_says_so(project: Project) -> None:
    page = project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    page.write_text(page.read_text().replace("Because", "Since"))
    project.build("--keep")
    old, new = (str(project.root / f"decks/git-basics-{version}.apkg") for version in ("1.0.0", "1.0.1"))
    assert project.run("verify", new, "--against", old).exit_code == 0
    result = project.run("verify", old, "--against", new)
    assert result.exit_code == 1
    assert result.stdout.count("error") == 2 and "name the newer package first" in result.stdout  # one, and the sum
