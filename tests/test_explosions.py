"""Pages that would exhaust resources: each is handled quickly, in little memory, and with a message.

Nothing is timed: a process that takes more is ended by the system. What each guards against takes many times more.
"""

import json
import os
import re
import resource
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from anki_export.cli.command_group import main
from anki_export.source.body.blocks import blocks_of
from anki_export.source.body.body_parts import Body
from anki_export.source.body.read_body import read_body
from anki_export.source.media.sanitize_svg import clean
from anki_export.source.naming.title_from_heading import title_in
from anki_export.source.render_and_sanitize import make_parser
from anki_export.source.syntax.inline_parsing_limits import LONGEST, overlong
from anki_export.text.extract_topic import topic_of
from tests.support.project import Project

if sys.platform == "win32":
    pytest.skip("processes can't be limited here", allow_module_level=True)

HEAD = "---\ntopic: Git\nlevel: Basics\n---\n\n"
PAGE = "source/git.md"
SECONDS, MEBIBYTES = 8, 1024
FULL = LONGEST - 1000
"""Characters of a block of text just below the limit."""

Files = Mapping[str, str | bytes | int]
"""File contents by name; a number means that many null bytes."""


def within(work: Callable[[], str], seconds: int = SECONDS) -> str:
    """What comes of work that may take so much time and memory, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            size = Path("/proc/self/statm")
            used = int(size.read_text().split()[0]) * resource.getpagesize() if size.exists() else 0
            resource.setrlimit(resource.RLIMIT_AS, (used + (MEBIBYTES << 20),) * 2)
            os.write(writing, work().encode())
        except BaseException as error:
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "it takes too long"
    return said


@pytest.fixture(scope="module", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Import here what a command needs, so that the processes forked from this one need not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("warm"))
        project = Project(Path.cwd())
        for name, text in one("So.").items():
            project.write(name, text)
        project.build()
        project.run("check")


def bounded(project: Project, files: Files, command: str = "check") -> str:
    """What a command says of the files."""
    for name, content in files.items():
        path = project.write(name, b"" if isinstance(content, int) else content)
        if isinstance(content, int):
            os.truncate(path, content)

    def work() -> str:
        result = CliRunner().invoke(main, command.split(), env={"SOURCE_DATE_EPOCH": str(project.clock)})
        return f"{result.exit_code}\n{result.exception!r}\n{result.output[:30_000]}{result.output[-30_000:]}"

    code, exception, output = within(work).split("\n", 2)
    assert exception in ("None", f"SystemExit({code})"), exception
    assert code in ("0", "1") and output.strip(), output
    return output


def body(text: str, title: str = "What is it?") -> str:
    return f'??? question "{title}"\n    **Because**.\n\n    {text}\n\n'


def one(text: str) -> Files:
    return {PAGE: HEAD + body(text)}


def many(text: str, times: int = 6) -> Files:
    """The text in as many questions."""
    return {PAGE: HEAD + "".join(body(text, f"What is it, part {number}?") for number in range(times))}


def again(unit: str, size: int = FULL) -> str:
    return unit * (size // len(unit))


UNITS = (
    "> ", "- ", "1. ", "[", "[a](", "![", "*", "**a *", "_a ", "`", "` ``", "<", "<a ", "&", "$", ":", "|", "=", "==a ",
    "++a", "^a", "~~a", "{", "{++a", "{% ", "{{ ", "\\( ", "\\[ ", "<!-- ", "<![CDATA[", "<? ", "[^1]", "a", "а", "Ã¤",
    ":smile:", "<div>", "<span>", "??? ", '??? question "', "--8<-- ", "a\u0301", "\u202e", "\u200b", "\t", '"',
)  # fmt: skip


@pytest.mark.parametrize("place", ["in a question", "on a page", "in a title", "in the front matter"])
def test_a_very_long_line_is_rejected(project: Project, place: str) -> None:
    """All at once: a page each."""
    files = {}
    for number, unit in enumerate(UNITS):
        line = again(unit, 150_000)
        text = {
            "in a question": HEAD + body(f"x {line} x"),
            "on a page": HEAD + body("So.") + f"x {line} x\n",
            "in a title": HEAD + f'??? question "What {line} x?"\n    So.\n',
            "in the front matter": f"---\ntopic: Git\nlevel: Basics\ntitle: {line}\n---\n" + body("So."),
        }
        files[f"source/{number}.md"] = text[place]
    said = bounded(project, files, "check --verbose")
    assert said.count(" error F011 block of text exceeds 64 KiB") > 20
    refused = len(files) - 1  # those that turn text around go, whatever their number
    assert f"{refused} errors" in said or place == "in the front matter", said[-200:]


@pytest.mark.parametrize("unit", UNITS)
def test_very_long_lines_are_read_or_reported(project: Project, unit: str) -> None:
    """Lines of common length, 100,000 signs without a blank one between them."""
    line = again(unit, 100)
    text = HEAD + body("\n    ".join([line] * 1_000))
    said = bounded(project, {PAGE: text})
    assert " error F0" in said or "1 question" in said, said[-300:]


@pytest.mark.parametrize(("line", "is_read"), [("a [b] c", False), ("<div> b", False), ("    code", True)])
def test_searching_a_long_block_of_text_is_bounded(line: str, is_read: bool) -> None:
    for lines, is_short in ((again(line + "\n", LONGEST - 9), True), (again(line + "\n", LONGEST + 99), False)):
        env: dict[str, object] = {}
        tokens = make_parser().parse(lines, env)
        assert overlong(env) == (None if is_short or is_read else 0)
        assert any(token.content or token.children for token in tokens) == (is_short or is_read)


def test_code_of_two_thousand_lines_is_a_card(project: Project) -> None:
    code = "\n".join(f"    result_{n} = some_function(argument, another_argument={n})" for n in range(2_000))
    project.page("basics", '??? question "What does it do?"\n    **A lot**.\n\n    ```python\n' + code + "\n    ```")
    assert "Wrote 1 deck with 1 card" in project.build().stdout


TITLE = HEAD + "# Git interview questions\n\n"

GROWING = {
    "bars": many(again("|a|\n    "), 2),
    "rows of two tables": many(again("|a|b|\n    |-|\n    "), 2),
    "rows of a table on a page of its own": {
        PAGE: HEAD + body("So."),
        "source/table.md": "|a|b|\n|-|-|\n" + again("|a|b|\n", 500_000),
    },
    "items without a blank line": many(again("- a\n    "), 2),
    "tasks": one(again("- [ ] a\n\n    ", 100_000)),
    "marks of snippets": many(again("--8<--\n    "), 2),
    "macros": many("x " + again("{% "), 2),
    "attributes of macros": many("x " + again("{:.a "), 4),
    "letters of another alphabet": one(again("а", 20_000)),
    "processing instructions": one(again("<?a\n\n    ", 250_000)),
    "pictures in pictures": many(again("!["), 1),
    "fences that open others": one(again("```\n    ```y\n    ```\n\n    ", 100_000)),
    "the same question": {PAGE: HEAD + body("So.") * 2000},
    "paragraphs": one(again("a\n\n    ", 700_000)),
    "lines of one paragraph": {PAGE: TITLE + again("a  \n", 600_000)},
    "tables": {PAGE: TITLE + again("| a |\n|-|\n| b |\n\n", 600_000)},
    "headings below a question": {PAGE: TITLE + "## What is it?\n\n" + again("# a\n\n", 400_000) + "## Why?\n\nSo.\n"},
    "links to headings": {
        PAGE: HEAD + again("# a\n\n", 20_000) + "".join(body(f"A [x](#y{n}) and y.", f"What {n}?") for n in range(200))
    },
    "headings and links to them": {
        PAGE: HEAD
        + "".join(f"# a{n}\n\n" for n in range(3000))
        + "".join(body(f"[a](#b{n})", f"What {n}?") for n in range(150))
    },
    "links to headings of a page": {
        PAGE: HEAD + "".join(body(f"[x](other.md#y{n})", f"What {n}?") for n in range(250)),
        "source/other.md": again("# a\n\n", 450_000),
    },
}


@pytest.mark.parametrize("files", GROWING.values(), ids=GROWING.keys())
def test_repeated_content_takes_linear_time(project: Project, files: Files) -> None:
    assert re.search(r"^\d pages?, \d+ questions?: ", bounded(project, files), re.MULTILINE)


TOLD: dict[str, tuple[str, Files]] = {
    "addresses that are used again": (
        "F010 question exceeds 1 MiB",
        one("[a] " * 10_000 + f"\n\n    [a]: http://{again('b')}"),
    ),
    "addresses that many questions use": (
        "F010 questions on the page exceed 16 MiB",
        {PAGE: HEAD + "".join(body("[a] b", f"What {n}?") for n in range(400)) + f"\n\n[a]: http://{again('b')}\n"},
    ),
    "abbreviations": (
        "F010 question exceeds 1 MiB",
        one("VCS " * 10_000 + f"\n\n    *[VCS]: {again('b')}"),
    ),
    "footnotes that many questions use": (
        "F010 questions on the page exceed 16 MiB",
        {PAGE: HEAD + "".join(body("A[^1] b.", f"What {n}?") for n in range(400)) + f"\n\n[^1]: {again('b ')}\n"},
    ),
    "elements in elements": (
        "F010 question has more than 10,000 HTML tags",
        one("x\n\n    " + "<div>\n\n    " * 12_000 + "x\n"),
    ),
    "parts of a large file": (
        "S008 can't include: more than 16 MiB of text would be searched",
        {**one('--8<-- "x.txt:a"\n\n    ' * 900), "source/x.txt": "-" * (1 << 20)},
    ),
    "blocks in blocks": ("S032 blocks are nested more than 100 levels deep", one("> " * 10_000 + "a")),
    "boxes in boxes": (
        "S032 blocks are nested more than 100 levels deep",
        one("\n".join("    " * n * (n > 1) + "!!! note" for n in range(1, 170))),
    ),
    "a page of 2 MiB": (
        "F010 2.1 MiB of text exceed the limit of 1 MiB",
        {PAGE: HEAD + "a\n\n" * 700_000 + body("So.")},
    ),
    "headings on a page of 1.1 MiB": (
        "F010 1.1 MiB of text exceed the limit of 1 MiB",
        {PAGE: "".join(f"## What is {number}?\n\nA number.\n\n" for number in range(37_000))},
    ),
    "an include of 2 MiB": (
        "can't include: x.txt: 2.1 MiB of text",
        {**one('--8<-- "x.txt"'), "source/x.txt": "a\n\n" * 700_000},
    ),
    "a page of 100 MB": ("F001 can't be read: larger than 67,108,864 bytes", {PAGE: 100_000_000}),
    "a page of 8 GB": ("F001 can't be read: larger than 67,108,864 bytes", {PAGE: 8_000_000_000}),
    "a picture of 100 MB": (
        "S009 picture x.png is 100 MB, more than the limit of 50 MB",
        {**one("![A](x.png)"), "source/x.png": 100_000_000},
    ),
    "an include of 100 MB": (
        "S008 can't include: x.txt: 95.4 MiB of text",
        {**one('--8<-- "x.txt"\n\n    ' * 500), "source/x.txt": 100_000_000},
    ),
    "settings of 200 KB": (
        "anki-export.toml: error F001 can't be read: larger than 131,072 bytes",
        {**one("So."), "anki-export.toml": "a." * 100_000 + "b = 1"},
    ),
    "styles of 2 MiB": (
        "C005 cards.css can't be read: larger than 262,144 bytes",
        {**one("So."), "anki-export.toml": "extra_css = 'cards.css'", "cards.css": "a{}\n" * (1 << 19)},
    ),
    "a lock of 1 GB": (
        "decks/lock.json: error F001 can't be read: larger than 268,435,456 bytes",
        {**one("So."), "decks/lock.json": 1_000_000_000},
    ),
    "a front matter of 100 KiB": (
        "S001 front matter exceeds 32 KiB",
        {PAGE: "---\n" + "".join(f"a{n}: b\n\n" for n in range(10_000)) + "---\n" + body("So.")},
    ),
    "tables of tables": (
        "S001 front matter exceeds 32 KiB",
        {
            PAGE: "---\na0: &a0 {x: 1}\n"
            + "".join(f"a{n + 1}: &a{n + 1} {{<<: *a{n}, k{n}: 1}}\n\n" for n in range(6000))
            + "---\n"
            + body("So.")
        },
    ),
    "a front matter too deep": (
        "S001 front matter is not valid YAML",
        {PAGE: f"---\na: {'[' * 15_000}\n---\n" + body("So.")},
    ),
    "a file that includes itself": (
        "S008 can't include: includes are nested more than 10 levels deep",
        one('--8<-- "git.md"'),
    ),
    "files that include each other": (
        "S008 can't include: includes are nested more than 10 levels deep",
        {**one('--8<-- "a.txt"'), "source/a.txt": '--8<-- "b.txt"\n', "source/b.txt": '--8<-- "a.txt"\n'},
    ),
    "files that include others again and again": (
        "S008 can't include: more than 1000 files are included",
        {
            **one('--8<-- "0.txt"'),
            **{f"source/{n}.txt": f'--8<-- "{n + 1}.txt"\n' * 4 for n in range(8)},
            "source/8.txt": "x",
        },
    ),
    "a large file again and again": (
        "S008 can't include: included text exceeds 1 MiB",
        {**one('--8<-- "x.txt"\n    ' * 100), "source/x.txt": ("a b c d e " * 50 + "\n\n") * 1_100},
    ),
    "10,000 includes": (
        "S008 can't include: more than 1000 files",
        {**one('--8<-- "x.txt"\n\n    ' * 2000), "source/x.txt": "a"},
    ),
    "a long line included": (
        "F011 block of text exceeds 64 KiB, with what is included",
        {**one('--8<-- "x.txt"'), "source/x.txt": again("a b ", 100_000)},
    ),
    "entities of entities": (
        "S009 picture x.svg",
        {
            **one("![A](x.svg)"),
            "source/x.svg": '<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">'
            + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
            + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&a11;</text></svg>',
        },
    ),
    "a drawing too deep": (
        "S009 picture x.svg",
        {**one("![A](x.svg)"), "source/x.svg": '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 100_000},
    ),
    "settings too deep": (
        "C001 invalid TOML",
        {**one("So."), "anki-export.toml": f"exclude = {'[' * 20_000}"},
    ),
    "a number without end": (
        "C001 invalid TOML",
        {**one("So."), "anki-export.toml": f"answer_limit = {'9' * 10_000}"},
    ),
    "another number without end": (
        "C003 invalid value for site_url: too large to show",
        {**one("So."), "anki-export.toml": f"site_url = 0x{'f' * 10_000}"},
    ),
}


@pytest.mark.parametrize(("told", "files"), TOLD.values(), ids=TOLD.keys())
def test_input_that_is_too_large_is_reported(project: Project, told: str, files: Files) -> None:
    assert told in bounded(project, files)


def test_enforcing_size_limits_takes_no_memory(project: Project) -> None:
    """A build reads what is among the decks, which may be larger than the memory that is left here."""
    files = one("So.")
    assert "Wrote 1 deck with 1 card" in bounded(project, files, "build")
    assert "Nothing changed" in bounded(project, files, "build")


def test_a_body_of_many_blocks_is_split_once() -> None:
    md = make_parser()
    blocks = blocks_of(md.parse("So.\n"), ["So.", ""]) * 100_000
    assert within(lambda: read_body(Body("What is it?", blocks, ["So.", ""])).rule) == "single"


COLLAPSED = (
    "<details>\n", "<details>\n\n", "a <details>\n", "a <details>\n\n", "- a <details>\n", "> a <details>\n\n",
    "<details></details> a\n", "::: details a\n", "::: details a\n\n", "- a\n  ::: details a\n", "::: details a\n:::\n",
)  # fmt: skip


@pytest.mark.parametrize("unit", COLLAPSED)
def test_parsing_collapsed_blocks_takes_linear_time(unit: str) -> None:
    times = 30_000 // unit.count("\n")
    texts = unit * times, unit * (times // 2) + ("</details>\n" if "<" in unit else ":::\n") * (times // 2)
    assert within(lambda: str(sum(bool(make_parser().parse(text)) for text in texts))) == "2"


VALUES = (
    "!!int ''", "!!float ''", "!!bool x", "!!timestamp x",
    "1:1" + ":1" * 300 + ".5", "!!binary ä", "{[]: 1}", "=", "<<", "1e999999", "0o9",
    "2026-99-99", "!!set {a, b}", "!!omap [a]", "!x y", "&a [*a]", "*b", "!!python/object:os.system x",
)  # fmt: skip


@pytest.mark.parametrize("name", ["title", "other"])
def test_no_value_of_a_front_matter_breaks_the_program(project: Project, name: str) -> None:
    heads = [f"---\ntopic: Git\nlevel: Basics\n{name}: {value}\n---\n\n" for value in VALUES]
    pages = {f"source/{n}.md": head + body("So.", f"What is {n}?") for n, head in enumerate(heads)}
    told = bounded(project, pages, "check --verbose")
    broken = {
        line.partition(":")[0] for line in told.split("\n") if " error S001 front matter is not valid YAML: " in line
    }
    assert f"{len(VALUES)} pages, {len(VALUES)} questions: " in told and len(broken) > 10


@pytest.mark.parametrize("unit", ["`", "[a](", "<a ", "(", "1.", "interview ", "question ", "<h1>", "# a\n", "<h1>\n"])
def test_titles_take_linear_time(unit: str) -> None:
    text = unit * (FULL // len(unit))
    within(lambda: topic_of(title_in(text)) + topic_of(title_in(f"# {text}")))


def test_many_small_pages_take_no_more_than_one_large_one(project: Project) -> None:
    pages = {
        f"source/topic-{n}/basics.md": f"---\ntopic: T{n}\n---\n{body('So.', f'What is {n}?')}" for n in range(300)
    }
    assert "300 pages, 300 questions" in bounded(project, pages)


BELOW_ONE_ANOTHER = {
    "text above hidden answers": "What is {n}?\n\n??? answer\n    So.\n\n",
    "parts above hidden answers": "a) What is {n}?\n\n??? answer\n    So.\n\n",
    "collapsed notes": '??? note "N {n}"\n    So.\n\n',
}


@pytest.mark.parametrize("kind", BELOW_ONE_ANOTHER)
def test_thousands_below_one_another_take_linear_time(project: Project, kind: str) -> None:
    below = "".join(BELOW_ONE_ANOTHER[kind].format(n=n) for n in range(8_000))
    bounded(project, {PAGE: f"{HEAD}# Quiz\n\nWhat is it?\n\n??? answer\n    So.\n\n{below}"})


@pytest.mark.parametrize("css", ["/* ", "url( ", "@import ", "\\a ", "color-scheme : ", "image-set "])
def test_styles_in_an_svg_take_linear_time(project: Project, css: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><style>{again(css, 300_000)}</style></svg>'
    told = bounded(project, {**one("![A](x.svg)"), "source/x.svg": drawing})
    assert "1 page, 1 question: " in told
    assert ("S025 picture x.svg is packaged without " in told) is (css in ("url( ", "@import "))


SIZES = ('width="1e999" height="1e999"', 'width="5" viewBox="0 0 1e-300 99999"', f'height="{"1" * 9999}" width="1"')


@pytest.mark.parametrize("size", SIZES)
def test_an_infinitely_large_svg_has_no_size(project: Project, size: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}></svg>'
    assert "1 page, 1 question: no problems found." in bounded(project, {**one("![A](x.svg)"), "source/x.svg": drawing})
    (card,) = json.loads(project.run("list", "--format", "json").stdout)
    assert 'alt="A" class="iq-plate">' in card["explanation"]


HIDDEN = (
    r"\2f\2a ;x:u\72l(http://e.x/);y:\2a\2f",
    r"a:'/*';x:u\72l(http://e.x/);y:'*/'",
    r"/* */ x:u\72l(http://e.x/)",
)


@pytest.mark.parametrize("css", HIDDEN)
def test_text_that_only_looks_like_a_css_comment_hides_nothing_that_loads(css: str) -> None:
    cleaned = clean(f'<svg xmlns="http://www.w3.org/2000/svg"><g style="{css}"/></svg>'.encode())
    assert b"e.x" not in cleaned.data and cleaned.removed


HUGE = {
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x27\x11\0\0\x27\x11\x08\x06\0\0\0aaaa\0\0\0\0IDATaaaa\0\0\0\0IENDaaaa",
    "GIF": b"GIF89a\x11\x27\x11\x27\0\0\0;",
    "GIF with a huge frame": b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\x11\x27\x11\x27\0\2\0;",
    "JPEG": b"\xff\xd8\xff\xc0\0\x0b\x08\x27\x11\x27\x11\1\1\x11\0\xff\xda\0\2\xff\xd9",
    "WebP": b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x10\x27\0\x10\x27\0aaaaaaaa",
}
"""Small files that claim to be pictures of 10,001 × 10,001 pixels."""


@pytest.mark.parametrize("kind", HUGE)
def test_a_picture_of_more_than_100_megapixels_is_reported(project: Project, kind: str) -> None:
    name = f"x.{kind.split()[0].lower()}"
    told = bounded(project, {**one(f"![A]({name})"), f"source/{name}": HUGE[kind]})
    assert f"error S009 picture {name} is 10001 × 10001 pixels, more than the limit of 100 megapixels" in told
    assert "hint: make it smaller" in told


@pytest.mark.parametrize("kind", HUGE)
def test_a_picture_inside_an_svg_has_the_same_size_limit(kind: str) -> None:
    address = f"data:image/{kind.split()[0].lower()};base64,{b64encode(HUGE[kind]).decode()}"
    cleaned = clean(f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>'.encode())
    assert b"base64" not in cleaned.data and cleaned.removed
