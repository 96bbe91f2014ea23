"""Page authors must not be able to affect a learner's Anki, a reviewer's browser, a terminal or a log.

All attacks of `fixtures/attacks` are built together, each in every place of a page, and looked for in all that comes
out. What they make the program say stands beside them; `python -m tests.test_attacks` rewrites it.
"""

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from anki_export.cli.safe_output import echo
from anki_export.text.invisible_characters import remove_invisible, unseen, visible
from tests.engines import hosts
from tests.support.attacks import FRAGMENTS, HEAD, INVISIBLE, Attack, answer, attacks, flaws, pages
from tests.support.learner import Learner
from tests.support.preview import data_of
from tests.support.project import FIXTURES, MEDIA, Project
from tests.support.reading import CASE, messages

DOT = (MEDIA / "solid.png").read_bytes()
BEEP = (MEDIA / "beep.mp3").read_bytes()
REFUSED = {"F003", "F010", "F012", "S001", "S002", "S003", "S004", "S007", "S008", "S009"}
"""Errors that an attack is expected to cause; any others would be faults in the test."""
OWN_COLOURS = re.compile(r"\x1b\[(?:[0-2]|3[1236])m")


@dataclass
class Built:
    """A project with all attacks that are not refused, and what the commands said on the way."""

    project: Project
    refused: list[dict[str, Any]]
    said: dict[str, str]


def written(project: Project) -> None:
    """All attacks as pages, pictures and names of files."""
    project.write("anki-export.toml", 'site_url = "https://example.org/"\nignore = ["S035", "S036"]\n')
    for name in FRAGMENTS:
        project.write(f"source/{name}/dot.png", DOT)
    for path, text in pages():
        project.write(f"source/{path}", text)
    for attack in attacks("pages"):
        project.write(f"source/{attack.name}/basics.md", attack.text)
    for attack in attacks("svg"):
        project.write(f"source/{attack.name}/basics.md", HEAD.format(topic=attack.name) + answer("![It](x.svg)"))
        project.write(f"source/{attack.name}/x.svg", attack.text)
    for attack in attacks("names"):
        body = HEAD.format(topic=attack.name) + answer("It is so.")
        if attack.title.startswith("media:"):
            project.write(f"source/{attack.name}/{attack.text}", DOT)
            body = HEAD.format(topic=attack.name) + answer(f"![It]({quote(attack.text)})")
            project.write(f"source/{attack.name}/basics.md", body)
        else:
            project.write(f"source/{attack.name}/{attack.text}", body)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    root = tmp_path_factory.mktemp("attacks")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        project = Project(root)
        said: dict[str, str] = {}

        def run(*args: str) -> str:
            result = project.run(*args, color=True)
            said[" ".join(args)] = result.output
            return result.stdout

        written(project)
        for style in ("text", "github", "sarif"):
            run("check", "--format", style)
        refused = [row for row in json.loads(run("check", "--format", "json")) if row["severity"] == "error"]
        for path in {row["path"] for row in refused}:
            (root / path).unlink()
        run("list")
        run("check", "--fix", "--dry-run")
        project.build()
        for page in sorted((root / "source").rglob("*.md")):  # so that the changelog and `diff` show all of them
            text = page.read_text()
            page.write_text(text.replace("**It**.", "**It**, now.") if "**It**." in text else text + "\n    Now.\n")
        (root / "source/anki/answer/basics/anki-000.md").unlink()
        for command in ("diff", "diff --format markdown", "pin --dry-run"):
            run(*command.split())
        run("build")
        run("preview", "--to", "look.html")
        run("verify", *(str(path.relative_to(root)) for path in project.packages()))
        yield Built(project, refused, said)


def names(package: zipfile.ZipFile) -> list[str]:
    found: dict[str, str] = json.loads(package.read("media"))
    return list(found.values())


def test_there_are_enough_attacks_and_each_names_its_class() -> None:
    everything = attacks(*(path.stem for path in (FIXTURES / "attacks").glob("*.txt") if path.stem != "harmless"))
    assert len(everything) > 300
    assert all(re.match(r"[\w ]+: .", attack.title) for attack in everything)
    assert len({(attack.file, attack.title) for attack in everything}) == len(everything)


def told(attack: Attack) -> str:
    """Place and code of each message that an attack causes, counted from where its text starts."""
    is_page = attack.file == "pages"
    top, left = (0, 0) if is_page else (8, 4)
    said = messages(attack.text if is_page else HEAD.format(topic="Git") + answer(attack.text))
    places = re.finditer(r"^(\d+):(\d+): \w+ ([A-Z]\d{3}) ", said, re.MULTILINE)  # a message may quote a line end
    return "".join(f"{int(m[1]) - top}:{int(m[2]) - left} {m[3]}\n" for m in places)


@pytest.mark.parametrize("name", [*FRAGMENTS, "pages"])
def test_content_missing_from_a_card_is_reported_with_line_and_column(name: str) -> None:
    assert {each.title: told(each) for each in attacks(name)} == {each.title: each.told for each in attacks(name)}


def test_only_the_attack_itself_is_reported(built: Built) -> None:
    assert {row["code"] for row in built.refused} <= REFUSED
    refused = {Path(row["path"]).stem for row in built.refused if "/answer/" in row["path"]}
    assert len(refused) < len(attacks(*FRAGMENTS)) / 4


def test_packages_contain_no_active_content(built: Built) -> None:
    packages = built.project.packages()
    found: list[tuple[object, ...]] = []
    count = 0
    for path in packages:
        with zipfile.ZipFile(path) as package:
            media = frozenset(names(package))
            found += [(path.name, name) for name in media if not re.fullmatch(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+", name)]
            database = sqlite3.connect(":memory:")
            database.deserialize(package.read("collection.anki2"))
        for tags, fields, guid in database.execute("select tags, flds, guid from notes"):
            count += 1
            assert fields.count("\x1f") == 7
            found += [(path.name, guid, flaw) for field in fields.split("\x1f") for flaw in flaws(field, media)]
            found += [(path.name, guid, tags)] if re.search(r"[^\w :-]", tags) else []
        for deck in json.loads(database.execute("select decks from col").fetchone()[0]).values():
            found += [(path.name, flaw) for flaw in flaws(deck["desc"])]
            found += [(path.name, deck["name"])] if re.search(r"[\r\n\t]", deck["name"]) else []
        for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in database.execute(f"select * from {table}"):
                text = "".join(str(value) for value in row).replace("\x1f", "")
                found += [(path.name, table, match[0]) for match in INVISIBLE.finditer(text)]
        database.close()
    assert found == []
    assert count > 2400
    assert not any(re.search(r"[^\w.-]", path.name) for path in packages)


@dataclass
class Shown:
    """Both sides of each card by topic and source, and the media of the collection, as Anki hands them to a client."""

    cards: dict[str, tuple[str, str]]
    media: dict[str, bytes]


@pytest.fixture(scope="module")
def shown(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    learner = Learner(tmp_path_factory.mktemp("learner") / "collection.anki2")
    for path in built.project.packages():
        learner.import_package(path)
    cards: dict[str, tuple[str, str]] = {}
    for note in learner.notes():
        (card,) = note.cards()
        out = card.render_output()
        assert not out.question_av_tags and not out.answer_av_tags
        cards[f"{note['Topic']} {note['Source']}"] = out.question_text, out.answer_text.replace("<hr id=answer>", "")
    yield Shown(cards, {path.name: path.read_bytes() for path in Path(learner.col.media.dir()).iterdir()})
    learner.col.close()


def test_the_real_backend_plays_nothing_and_shows_no_active_content(shown: Shown) -> None:
    assert len(shown.cards) > 2400
    media = frozenset(shown.media)
    found = {name: told for name, both in shown.cards.items() if (told := flaws("\n".join(both), media))}
    assert found == {}


def test_changelog_index_and_lock_contain_no_active_content(built: Built) -> None:
    decks = built.project.root / "decks"
    for name in ("CHANGELOG.md", "index.json", "lock.json"):
        assert not INVISIBLE.search((decks / name).read_text()), name
    changelog = (decks / "CHANGELOG.md").read_text()
    assert not [line for line in changelog.splitlines() if re.search(r"(?<!\\)(?:<|\[(?!.+ \d+\.\d+\.\d+\] - ))", line)]
    assert all(re.match(r"# C|## \[|### \w|  - |- |What|$", line) for line in changelog.splitlines())
    assert all(re.fullmatch(r"[\w.-]+", row["file"]) for row in json.loads((decks / "index.json").read_text())["decks"])


def test_no_control_sequence_reaches_a_terminal_or_log(built: Built) -> None:
    assert len(built.said) > 10
    for command, output in built.said.items():
        output = OWN_COLOURS.sub("", output)
        assert not INVISIBLE.search(output), (command, INVISIBLE.search(output))
        if "github" not in command:  # there, each line is a command of ours
            assert "##[" not in output, command
            assert not re.search(r"(?m)^\s*::(?:error|warning|add|stop|set)", output), command


def test_github_gets_one_command_for_each_message(built: Built) -> None:
    lines = built.said["check --format github"].splitlines()
    form = r"::(?:error|warning) file=[^:,\s][^:,]*(?:,line=\d+)?(?:,col=\d+)?,title=[A-Z]\d{3}::.+"
    assert [line for line in lines if not re.fullmatch(form, line)] == []
    assert len(lines) == len(json.loads(built.said["check --format json"]))


def test_json_and_sarif_can_be_read_and_hold_the_same(built: Built) -> None:
    rows = json.loads(built.said["check --format json"])
    results = json.loads(built.said["check --format sarif"])["runs"][0]["results"]
    assert len(rows) == len(results) > 1000
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w.~/%-]+", uri)
    assert {row["path"] for row in rows} == {
        unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for result in results
    }


def test_the_preview_is_one_page_with_its_two_scripts(built: Built) -> None:
    html = (built.project.root / "look.html").read_text()
    assert html.count("<script") == html.count("</script") == 2
    assert not INVISIBLE.search(html)
    assert "<!--" not in html
    media = frozenset(data_of(html)["media"])
    for deck in data_of(html)["decks"]:
        for card in deck["cards"]:
            back = card["back"].replace("<hr id=answer>", "")
            assert flaws(back, media) == [], card["path"]


COMMANDS = (
    "::error::x",
    *(f"::{name}::x" for name in (
        "add-mask", "add-path", "debug", "echo", "endgroup", "group", "internal-set-repo-path", "notice",
        "remove-matcher", "save-state", "set-output name=a", "set-env name=a", "stop-commands", "warning file=a",
    )),
    "  \t::error::x",
    "\x1b[31m::error::x",
    " \x1b[0m \x1b[1m::error::x",
    "It is\n::error::x",
    "##[error]x",
    "It is ##[group]x",
)  # fmt: skip


@pytest.mark.parametrize("text", COMMANDS)
def test_no_line_of_a_log_is_a_command(capsys: pytest.CaptureFixture[str], text: str) -> None:
    echo(text)
    lines = OWN_COLOURS.sub("", capsys.readouterr().out).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert lines[-1].endswith("x")


@pytest.mark.parametrize("text", ["std::vector::at", "::before", "a ::error::x", "## Git", "#[x]"])
def test_text_that_is_not_a_log_command_is_printed_unchanged(capsys: pytest.CaptureFixture[str], text: str) -> None:
    echo(text)
    assert capsys.readouterr().out == f"{text}\n"


ENDS_OF_RANGES = "\0\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x9f\u202a\u202e\u2066\u2069\u206a\u206f\ufff9\ufffb\ufffe\uffff"
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize("character", f"{ENDS_OF_RANGES}\U000e0000\U000e0041\U000e007f", ids=ascii)
def test_invisible_characters_are_removed_from_cards_and_escaped_on_a_terminal(character: str) -> None:
    text = f"a{character}b"
    assert [match.start() for match in unseen(text)] == [1]
    assert remove_invisible(text) == "ab"
    assert visible(text) == f"a{ascii(character)[1:-1]}b"


def test_invisible_characters_that_languages_and_emoji_need_are_kept() -> None:
    needed = f"\t\n\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\xad{FLAG}"
    assert remove_invisible(needed) == needed and not list(unseen(needed))
    hidden = "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in "ignore all of this") + "\U000e007f"
    assert remove_invisible(hidden) == "\U0001f3f4"
    assert visible("a\nb\rc\u2028d\u2029e") == r"a\nb\rc\u2028d\u2029e"


HARMLESS = [
    (m["title"], m["page"], m["result"]) for m in CASE.finditer((FIXTURES / "attacks/harmless.txt").read_text())
]


def test_text_that_only_looks_like_an_attack_is_shown_on_the_card(project: Project, learner: Learner) -> None:
    for number, (_, text, _) in enumerate(HARMLESS):
        project.write(f"source/{number}/basics.md", HEAD.format(topic=f"Topic {number}") + answer(text))
    project.build()
    for path in project.packages():
        learner.import_package(path)
    for number, (title, _, seen) in enumerate(HARMLESS):
        (note,) = [note for note in learner.notes() if note["Topic"] == f"Topic {number}"]
        out = note.cards()[0].render_output()
        assert not out.answer_av_tags
        assert flaws(note["Explanation"]) == [], title
        assert text_of(note["Explanation"]) == seen.strip(), title


def text_of(html: str) -> str:
    """What is seen of a field."""
    return unescape(re.sub(r"<[^<>]*>", "", html)).strip()


LAB = r"""
window.told = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "pwn"]) window[name] = () => told.push(name);
window.pycmd = window.bridgeCommand = what => told.push(`pycmd ${what}`);
addEventListener("beforeunload", () => told.push("left"));
addEventListener("submit", event => { event.preventDefault(); told.push("submit"); });
const ACTIVE = /^(script|style|i?frame|object|embed|form|input|button|textarea|link|meta|base|template)$/;
const REACHING = /^(id|name|style|srcset|srcdoc|ping|target|formaction|action)$/;
window.look = (root, name) => {
  for (const one of root.querySelectorAll("*")) {
    const says = what => told.push(`${name}: <${one.localName}> ${what}`);
    const isFormula = one.closest("mjx-container");
    if (one.namespaceURI !== "http://www.w3.org/1999/xhtml" && !isFormula) says("is of another namespace");
    if (ACTIVE.test(one.localName)) says("is active");
    for (const {name: key, value} of one.attributes) {
      if (/^on/.test(key) || !isFormula && REACHING.test(key)) says(key);
      if (key === "style" && /url\(|position: (?!relative)/.test(value)) says(`${key}=${value}`);
    }
    if (one.href && !/^(https?|mailto):$/.test(new URL(one.href, location).protocol)) says(`leads to ${one.href}`);
    if (one.localName === "a" && isFormula) says("links from a formula");
  }
};
window.show = (html, name) => {
  const card = document.getElementById("qa");
  card.innerHTML = html;
  for (const old of card.querySelectorAll("script")) {        // as the reviewer of Anki does
    const script = document.createElement("script");
    for (const {name: key, value} of old.attributes) script.setAttribute(key, value);
    script.append(old.textContent);
    old.replaceWith(script);
  }
  look(card, name);
  for (const one of card.querySelectorAll(":not(a)"))
    for (const kind of ["mouseover", "focus", "click", "toggle", "error", "load"]) one.dispatchEvent(new Event(kind));
};
"""
SAMPLE = (
    r"\(\frac{1}{2} \pi \alpha \beta \sum \int \sin \color{red}{x} \begin{matrix}a\\b\end{matrix} \xrightarrow{y}\)"
    r" \[x \tag{1}\]"
)
"""Formulas of another card, with the parts that attacks would change."""


class Lab:
    """A tab in which all requests are answered here; `left` has those that went anywhere else."""

    def __init__(self, browser: Any, files: dict[str, bytes], **options: bool) -> None:
        self.left: list[str] = []
        self.tab = browser.new_page(**options)
        self.tab.set_default_timeout(300_000)
        self.files = files
        self.tab.route("**/*", self._answer)
        self.tab.on("dialog", lambda dialog: (self.left.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.tab.on("popup", lambda popup: self.left.append(f"popup {popup.url}"))
        self.tab.on("download", lambda download: self.left.append(f"download {download.url}"))

    def _answer(self, route: Any) -> None:
        address = urlsplit(route.request.url)
        web = hosts.anki_web()
        path = unquote(address.path).lstrip("/")
        if address.netloc == "anki.test" and path in self.files:
            kinds = {".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}
            route.fulfill(body=self.files[path], content_type=kinds.get(Path(path).suffix))
        elif address.netloc == "anki.test" and web and path.startswith("_anki/") and (file := web / path[6:]).is_file():
            route.fulfill(path=str(file))
        else:
            self.left.append(route.request.url)
            route.abort()


def test_in_a_browser_no_card_runs_scripts_or_makes_requests_or_navigates(shown: Shown, browser: Any) -> None:
    host = f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script>{LAB}</script>'
    everything = "".join(front + back for front, back in shown.cards.values())
    lab = Lab(browser, shown.media | {"card.html": f'{host}<div id="qa"></div>'.encode()})
    lab.tab.goto("https://anki.test/card.html")
    lab.tab.evaluate(
        """async cards => {
            const turn = new MessageChannel();
            for (const [name, sides] of cards) {
                for (const side of sides) show(side, name);
                await new Promise(done => { turn.port1.onmessage = done; turn.port2.postMessage(0); });
            }
        }""",
        list(shown.cards.items()),
    )
    lab.tab.wait_for_timeout(200)
    assert lab.tab.evaluate("told") == []
    assert lab.left == []

    # AnkiDroid's older reviewer and `card info` have a whole document parsed.
    lab.files["all.html"] = f'{host}<body><div id="qa">{everything}</div><p id="end">'.encode()
    lab.tab.goto("https://anki.test/all.html")
    lab.tab.evaluate("look(document.getElementById('qa'), 'all')")
    assert lab.tab.evaluate("document.getElementById('end').parentElement.localName") == "body"
    lab.tab.wait_for_timeout(200)
    assert lab.tab.evaluate("told") == []
    assert lab.left == []


def test_in_a_browser_a_picture_opened_directly_runs_no_scripts_and_makes_no_requests(
    built: Built, browser: Any
) -> None:
    pictures: dict[str, bytes] = {}
    for path in built.project.packages():
        with zipfile.ZipFile(path) as package:
            listed = names(package)
            pictures |= {name: package.read(str(n)) for n, name in enumerate(listed) if name.endswith(".svg")}
    assert len(pictures) > 15
    lab = Lab(browser, pictures)
    lab.tab.add_init_script(LAB)
    for name in pictures:
        lab.tab.goto(f"https://anki.test/{name}")
        lab.tab.wait_for_timeout(30)  # for animations to begin
        links = "[...document.querySelectorAll('[href]')].map(one => one.href.baseVal)"
        assert lab.tab.evaluate(f"[...told, ...{links}.filter(href => !/^(#|data:image.png)/.test(href))]") == [], name
    assert lab.left == []


def test_in_a_browser_formulas_have_no_effects_outside_themselves(shown: Shown, browser: Any) -> None:
    host = f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script>{LAB}</script>'
    scripts = (
        '<script src="/_anki/js/mathjax.js"></script><script src="/_anki/js/vendor/mathjax/tex-chtml-full.js"></script>'
    )
    lab = Lab(browser, shown.media | {"card.html": f'{host}{scripts}<div id="qa"></div>'.encode()})
    lab.tab.goto("https://anki.test/card.html")
    draw = """async ([html, name]) => {
        await MathJax.startup.promise;
        const card = document.getElementById("qa");
        card.innerHTML = html;
        MathJax.typesetClear();
        await MathJax.typesetPromise([card]);
        look(card, name);
        return card.innerHTML.replace(/ (ctxtmenu_counter|id|href)="[^"]*"/g, "");
    }"""
    before = lab.tab.evaluate(draw, [SAMPLE, "sample"])
    assert "mjx-mfrac" in before
    count = 0
    for name, (_, back) in shown.cards.items():
        if "\\" in back:
            count += "mjx-container" in lab.tab.evaluate(draw, [back, name])
    assert count > 50
    assert lab.tab.evaluate(draw, [SAMPLE, "sample"]) == before
    assert lab.tab.evaluate("told") == []
    assert [url for url in lab.left if "_anki" not in url] == []


def test_in_a_browser_the_preview_runs_no_foreign_scripts_and_makes_no_requests(built: Built, browser: Any) -> None:
    # The page's policy would keep a script from running that has come through.
    lab = Lab(browser, {"look.html": (built.project.root / "look.html").read_bytes()}, bypass_csp=True)
    lab.tab.add_init_script(LAB)
    lab.tab.goto("https://anki.test/look.html")
    lab.tab.wait_for_selector(".back iframe")
    found = lab.tab.evaluate(
        r"""async () => {
            const parsed = html => new DOMParser().parseFromString(html, "text/html");
            const seen = (page, card) => {
                const root = page.getElementById("qa");
                for (const one of root.querySelectorAll("a")) one.removeAttribute("target");  // ours
                root.querySelector("hr#answer")?.removeAttribute("id");
                look(root, placeOf(card));
            };
            const run = async (head, bodies) => {  // as the page draws cards, but in a frame where scripts run
                const frame = document.createElement("iframe");
                const loaded = new Promise(done => frame.addEventListener("load", done));
                const watch = "<script>window.pwn = window.alert = () => parent.told.push('pwn')</" + "script>";
                frame.srcdoc = head.replace("<head>", () => "<head>" + watch) + bodies.join("");
                document.body.append(frame);
                await loaded;
                const drawn = frame.contentDocument.querySelectorAll("body > #qa").length;
                if (drawn !== bodies.length) told.push(`${bodies.length - drawn} cards are hidden by others`);
                told.push(...frame.contentWindow.told);
                frame.remove();
            };
            const heads = new Set(), bodies = [];
            for (const card of cards) await whole(card);
            for (const card of cards) for (const side of ["front", "back"]) {
                const [head, body] = cardDocument(card, side).split(/(?<=<\/head>)/);
                heads.add(head);  // styles, most of the text: since all share them, they are parsed once for many
                seen(parsed("<!doctype html><head></head>" + body), card);
                bodies.push(body);
            }
            if (heads.size !== 1 || bodies.length < 4800) told.push(`${bodies.length} cards, ${heads.size} heads`);
            for (let n = 0; n < bodies.length; n += 100) await run([...heads][0], bodies.slice(n, n + 100));
            const facts = [...document.querySelectorAll("#cards, #messages, #gone, #side")];
            const odd = facts.flatMap(one => [...one.querySelectorAll("img, script, svg, object, embed, form")]);
            return [...told, ...odd.map(one => one.outerHTML)];
        }"""
    )
    assert found == []
    assert lab.left == []


if __name__ == "__main__":  # python -m tests.test_attacks
    for name in (*FRAGMENTS, "pages"):
        file = FIXTURES / "attacks" / f"{name}.txt"
        new = {attack.title: told(attack) for attack in attacks(name)}
        parts = [f"{m['title']}\n.\n{m['page']}\n.\n{new[m['title']]}.\n" for m in CASE.finditer(file.read_text())]
        file.write_text("\n" + "\n".join(parts))
