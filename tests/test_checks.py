"""Every code has a case that triggers it and a near miss that does not.

If a page is enough, both are in `fixtures/checks/CODE.txt` (or, for content checks, in `fixtures/rules`):
`title . page . messages .`. `python -m tests.test_checks` regenerates the messages.
Otherwise a function below creates the project: with `fires` the one with the fault, else the near miss.
"""

import fcntl
import os
import re
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from anki_export.diagnostics.rules import Rule
from anki_export.disk import atomic
from anki_export.publish import write_published
from anki_export.source.decode_and_repair_text import TEXT_LIMIT
from anki_export.source.syntax.inline_parsing_limits import LONGEST
from tests.support.diagrams import MMDC, diagram
from tests.support.packages import field, genanki_package, package, tampered
from tests.support.project import FIXTURES, MEDIA, Project, block
from tests.support.reading import CASE, messages
from tests.support.rewording import page, unclear

CODE = re.compile(r"(?:error|warning|note) ([A-Z]\d{3}) ")
FILES = sorted((FIXTURES / "checks").glob("*.txt"))


def cases(path: Path) -> list[tuple[str, str, str]]:
    return [(m["title"], m["page"], m["result"]) for m in CASE.finditer(path.read_text())]


@pytest.mark.parametrize(
    ("page", "result"),
    [pytest.param(p, result, id=f"{path.stem}: {title}") for path in FILES for title, p, result in cases(path)],
)
def test_a_page_gets_the_expected_messages(page: str, result: str) -> None:
    assert messages(page) == result


Situation = Callable[[Project, bool], Result]
SITUATIONS: dict[str, Situation] = {}


def situation(code: str) -> Callable[[Situation], Situation]:
    def kept(make: Situation) -> Situation:
        SITUATIONS[code] = make
        return make

    return kept


def ours(project: Project, *blocks: str) -> None:
    """A valid page with these questions."""
    project.page("basics", *(blocks or (block("What is a tag?"), block("What is a branch?"))))


@situation("F001")
def unreadable(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("source/git/advanced.txt", block("Why?"))
    (project.root / "source/git/advanced.md").symlink_to("advanced.md" if fires else "advanced.txt")
    return project.run("check")


@situation("S066")
def draft(project: Project, fires: bool) -> Result:
    project.write(
        "source/a.md", f'+++\ntitle = "Git"\ndraft = {str(fires).lower()}\n+++\n\n{block("What is a tag?")}\n'
    )
    return project.run("check")


@situation("F013")
def leads_out(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("away.md", block("Why?"))
    project.write("source/git/advanced/here.md", block("Why?"))
    (project.root / "source/git/advanced.md").symlink_to("../../away.md" if fires else "advanced/here.md")
    return project.run("check")


@situation("F002")
def not_utf8(project: Project, fires: bool) -> Result:
    project.write("source/git/basics.md", block("Où?").encode("latin-1" if fires else "utf-8-sig"))
    return project.run("check")


@situation("F003")
def nothing_to_build(project: Project, fires: bool) -> Result:
    project.write("source/git/basics.md", "Soon.\n" if fires else block("Why?"))
    return project.run("check")


@situation("F004")
def not_writable(project: Project, fires: bool) -> Result:
    ours(project)
    project.write(f"decks/{'index.json' if fires else 'other'}/file", "")
    return project.run("build")


@situation("F005")
def not_removable(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    project.write(f"decks/git-basics-0.9.0.apkg{'/file' if fires else ''}", "")
    return project.run("build")


@situation("F006")
def not_clean(project: Project, fires: bool) -> Result:
    ours(project)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "source"], ["commit", "-qm", "start"]):
        subprocess.run([*git, *command], check=True)
    if fires:
        ours(project, block("What is a tag?"))
    return project.run("pin")


@situation("F007")
def not_marked(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    if fires:
        project.packages()[0].unlink()
    ours(project, block("What is a tag?"))
    return project.build("--retirements")


def settings(line: str, neighbour: str, **other: str) -> Situation:
    def made(project: Project, fires: bool) -> Result:
        ours(project)
        for name, text in other.items():
            project.write(f"{name}.css", text)
        project.write("anki-export.toml", line if fires else neighbour)
        return project.run("check")

    return made


@situation("F008")
def busy(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    ours(project, block("Another?"))
    with pytest.MonkeyPatch.context() as patch, (project.root / "decks/lock.json").open() as file:
        patch.setattr(atomic, "_TRIES", 2)
        held = os.open(project.root / "decks", os.O_RDONLY)
        try:
            fcntl.flock(held if fires else file, fcntl.LOCK_EX)
            return project.run("build")
        finally:
            os.close(held)


@situation("F009")
def written_in_part(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    ours(project, block("Another?"))

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):  # after the first file has been replaced
            raise OSError(28, os.strerror(28))

    with pytest.MonkeyPatch.context() as patch:
        if fires:
            patch.setattr(os, "fsync", failing)
        return project.run("build")


@situation("F012")
def unseen_name(project: Project, fires: bool) -> Result:
    project.write(f"source/git/{chr(0x202E) if fires else chr(0x200D)}basics.md", block("Why?"))
    return project.run("check")


@situation("F014")
def not_ours(project: Project, fires: bool) -> Result:
    ours(project)
    mark = "<!-- anki-export: end -->\n" if fires else "<!-- end -->\n"
    project.write("site/index.md", mark)
    return project.run("publish", "site")


@situation("F015")
def large_package(project: Project, fires: bool) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write_published, "_LARGE", 1000 if fires else 100_000)
        ours(project)
        return project.run("publish", "site")


@situation("F016")
def no_package(project: Project, fires: bool) -> Result:
    project.write("other/make/basics.md", block("What is a rule?"))
    assert project.run("build", "other").exit_code == 0
    if fires:
        project.packages()[0].unlink()
    ours(project)
    return project.run("publish", "site")


SITUATIONS |= {
    "C001": settings("decks = ", "decks = 'out'"),
    "C002": settings("sitee_url = ''", "site-url = ''"),
    "C003": settings("media_limit_kb = 0", "media_limit_kb = 1"),
    "C004": settings("accent = '#00aa77'", "accent = '#006b4a'"),
    "C005": settings(
        "extra_css = 'bad.css'", "extra_css = 'good.css'", bad="@import 'x.css';", good="/* @import 'x.css' */"
    ),
}


@situation("C006")
def out_of_project(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("anki-export.toml", f"decks = '../{'elsewhere' if fires else project.root.name}/decks'\n")
    return project.run("check")


@situation("C007")
def excludes_nothing(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("source/drafts/page.md", "Soon.\n")
    project.write("anki-export.toml", f"exclude = ['{'git/drafts' if fires else 'drafts'}/']\n")
    return project.run("check")


@situation("C008")
def site_config(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("mkdocs.yml", f"docs_dir: {'../source' if fires else 'source'}\n")
    return project.run("check")


@situation("C009")
def broken_site_of_released_cards(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("mkdocs.yml", "docs_dir: source\n")
    project.build()
    project.write("mkdocs.yml", f"docs_dir: source\nsite_url: {'[' if fires else 'null'}\n")
    return project.run("check")


@situation("F010")
def too_large(project: Project, fires: bool) -> Result:
    ours(project)
    head = "---\ntopic: Docker\nlevel: Basics\n---\n\n" + block("What is an image?")
    project.write("source/docker.md", head + "\n" * (TEXT_LIMIT + fires - len(head)))
    return project.run("check")


@situation("F011")
def overlong(project: Project, fires: bool) -> Result:
    ours(
        project, block("What is a tag?", explanation="a " * (LONGEST // 2) if fires else "a \n\n    " * (LONGEST // 4))
    )
    return project.run("check")


@situation("S010")
def no_questions(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("source/git/advanced.md", f"---\n{'level' if fires else 'title'}: advanced\n---\n\nSoon.\n")
    return project.run("check")


@situation("S026")
def large(project: Project, fires: bool) -> Result:
    project.write("source/git/basics/beep.mp3", (MEDIA / "beep.mp3").read_bytes())
    ours(project, block("How does it sound?", explanation="[So](beep.mp3)"))
    project.write("anki-export.toml", f"media_limit_kb = {1 if fires else 2}")
    return project.run("check")


@situation("S027")
def not_drawn(project: Project, fires: bool) -> Result:
    project.write("bin/mmdc", MMDC).chmod(0o755)
    ours(project, diagram("flowchart LR", "crash" if fires else "fine"))
    return project.run("check")


@situation("S028")
def broken_diagram(project: Project, fires: bool) -> Result:
    project.write("bin/mmdc", MMDC).chmod(0o755)
    ours(project, diagram("flowchart LR", "broken" if fires else "fine"))
    return project.run("check")


def lock(damage: Callable[[str], str], neighbour: Callable[[str], str]) -> Situation:
    def made(project: Project, fires: bool) -> Result:
        ours(project)
        project.build()
        path = project.root / "decks/lock.json"
        path.write_text((damage if fires else neighbour)(path.read_text()))
        return project.run("check")

    return made


SITUATIONS |= {
    "R001": lock(lambda text: text[:-9], lambda text: text + "\n"),
    "R002": lock(lambda text: text.replace('"format": 1', '"format": 2'), lambda text: text),
    "R003": lock(
        lambda text: text.replace('"cards": [\n', '"cards": [\n' + text.split("\n")[5] + "\n"),
        lambda text: text.replace("\n", "\r\n"),
    ),
}


@situation("R004")
def topics_disagree(project: Project, fires: bool) -> Result:
    ours(project)
    project.page("advanced", block("What is a blob?"), topic="Git SCM" if fires else "Git")
    return project.run("check")


@situation("R013")
def repeated_quiz(project: Project, fires: bool) -> Result:
    ours(project)
    asked = "What is a tag?" if fires else "What is a stash?"
    project.write("source/git/basics/quiz.md", f"<quiz>\n{asked}\n\n- [x] One.\n- [ ] Two.\n</quiz>\n")
    return project.run("check")


@situation("R017")
def copied(project: Project, fires: bool) -> Result:
    ours(project, block("Which name for a commit moves along with each new one?"))
    text = (project.root / "source/git/basics/index.md").read_text()
    project.write("source/book.md", text if fires else text.replace("**Because**", "**For a reason**"))
    return project.run("check")


@situation("R005")
def renamed(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    path = project.root / "source/git/basics/index.md"
    path.write_text(path.read_text().replace("Git Interview Questions -", "Vcs -" if fires else "Git |"))
    return project.run("check")


@situation("R006")
def clock(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    project.clock += -86_400 if fires else -3600  # each run is an hour later
    return project.run("check")


@situation("R007")
def part_of_a_deck(project: Project, fires: bool) -> Result:
    for name in ("a", "b"):
        project.write(f"notes/{name}.md", f"---\ntitle: Git - Basics\n---\n\n{block(f'What is {name}?')}\n")
    project.build("notes/a.md", "notes/b.md")
    return project.run("check", *(["notes/a.md"] if fires else ["notes/b.md", "notes/a.md"]))


@situation("R008")
def lost_lock(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    (project.root / "decks/lock.json").unlink()
    if not fires:
        project.packages()[0].rename(project.root / "old.apkg")
        (project.root / "decks/index.json").unlink()
    return project.run("check")


@situation("R009")
def in_other_words(project: Project, fires: bool) -> Result:
    if fires:
        unclear(project)
    else:
        page(project)
        project.build()
        page(project, ("stash", "Why would you use a stash?"))
    return project.run("check")


@situation("R010")
def foreign(project: Project, fires: bool) -> Result:
    ours(project)
    path = project.root / "published.apkg"
    if fires:
        genanki_package(path, {"Git": [("guid", "What is a tag?", "A name")]})
    else:
        project.build("-o", "published")
        next((project.root / "published").glob("*.apkg")).rename(path)
    return project.run("build", "--from-package", "published.apkg")


@situation("R011")
def lock_elsewhere(project: Project, fires: bool) -> Result:
    ours(project)
    project.write("notes/git-basics.md", block("Why?"))
    project.build()
    return project.run("build", *([] if fires else ["notes"]), "-o", "elsewhere")


@situation("R012")
def mass_retirement(project: Project, fires: bool) -> Result:
    blocks = [block(f"What is thing {i}?", f"Thing {i}", f"Number {i}.") for i in range(10)]
    project.page("basics", *blocks)
    project.build()
    project.page("basics", *blocks[: 4 if fires else 5])
    return project.run("build")


@situation("R018")
def no_longer_read(project: Project, fires: bool) -> Result:
    project.write("source/git/basics.md", "# Git FAQ\n\n## What is a tag?\n\nA name.\n\n## Why?\n\nIt stays.\n")
    project.page("advanced", block("What is a branch?"))
    project.build()
    project.write("source/git/basics.md", f"# Git\n\n## What is a {'tag' if fires else 'commit'}?\n\nA name.\n")
    return project.run("build")


@situation("R014")
def setting_in_vain(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    if not fires:
        (project.root / "decks").rename(project.root.parent / "elsewhere")
    project.write("anki-export.toml", 'parent = "Tools"\n')
    return project.run("check")


def packed(*sql: str, near: tuple[str, ...] = (), against: bool = False) -> Situation:
    """A package in which statements were run, its neighbour, and perhaps the older one that both come after."""

    def made(project: Project, fires: bool) -> Result:
        old = package(project)
        new = tampered(old, lambda entries: None, *(sql if fires else near))
        return project.run("verify", str(new), *(["--against", str(old)] if against else []))

    return made


CHANGED = "update notes set flds = replace(flds, 'Because', 'Since')"
LATER = "update notes set mod = mod + 1"
FRONT = "update notes set flds = {} || substr(flds, instr(flds, char(31)))"
PICTURE = (
    """(select '<img src="' || substr(flds, instr(flds, 'dot-'), 24) || '">' from notes where flds like '%dot-%')"""
)
SITUATIONS |= {
    "P001": packed("update notes set flds = flds || char(31)", near=("update notes set flds = flds || 'x'",)),
    "P002": packed("update notes set guid = 'same'", near=("update notes set guid = 'same' || id",)),
    "P003": packed(FRONT.format("'<b> &nbsp;</b>'"), near=(FRONT.format(PICTURE),)),
    "P004": packed(field("<img src='gone.png'>"), near=(field("<code>&lt;img src='gone.png'&gt;</code>"),)),
    "P005": packed("update notes set flds = replace(flds, 'src=', 'alt=')", near=(CHANGED,)),
    "P006": packed(field("<script>1</script>"), near=(field("&lt;script&gt;1&lt;/script&gt;"),)),
    "P007": packed(field('<img src="//example.org/x.png">'), near=(field('<a href="//example.org/x.png">x</a>'),)),
    "P008": packed(
        "update col set models = replace(models, '5310298475610394857', '1')",
        near=("update col set models = replace(models, 'margin: 0;', 'margin: 1px;')",),
        against=True,
    ),
    "P009": packed(CHANGED, near=(CHANGED, LATER), against=True),
    "P010": packed(LATER, near=(CHANGED, LATER), against=True),
}


CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> tags\n"


@situation("S065")
def conflict_in_a_page(project: Project, fires: bool) -> Result:
    text = CONFLICT.format(block("What is a tag?"), block("What is a branch?"))
    project.write("source/git.md", text if fires else f"{block('What is a conflict?')}\n\n```\n{text}```\n")
    return project.run("check")


@situation("R015")
def conflict_in_the_changelog(project: Project, fires: bool) -> Result:
    ours(project)
    project.build()
    changelog = project.root / "decks/CHANGELOG.md"
    changelog.write_text(f"{changelog.read_text()}\n{CONFLICT.format('ours', 'theirs') if fires else '======='}\n")
    return project.run("check")


@situation("R016")
def card_of_a_page_that_was_not_read(project: Project, fires: bool) -> Result:
    project.write("README.md", block("What is a tag?"))
    project.build("README.md")
    project.write("README.md", "# Questions\n")
    project.write("docs/git.md", block("What is a tag?", "Because" if fires else "A fixed name"))
    return project.run("check", "docs")


@situation("S089")
def text_that_asks_beside_a_card(project: Project, fires: bool) -> Result:
    asked = "## Why tag at all?" if fires else "[Why tag at all?](#tags)\n\nOne may tag at will, and\nwhy not?"
    project.write("source/git/basics.md", f"{block('What is a tag?')}\n{asked}\n\nTo find it.\n")
    return project.run("check")


@pytest.mark.parametrize("fires", [True, False], ids=["fires", "near miss"])
@pytest.mark.parametrize("code", sorted(SITUATIONS))
def test_a_situation_gets_the_expected_message(
    project: Project, monkeypatch: pytest.MonkeyPatch, code: str, fires: bool
) -> None:
    monkeypatch.setenv("PATH", f"{project.root / 'bin'}:/usr/bin:/bin")
    result = SITUATIONS[code](project, fires)
    assert (code in CODE.findall(result.output)) == fires, result.output
    assert fires or "error" not in result.output


@pytest.mark.parametrize("code", [rule.code for rule in Rule])
def test_every_code_has_a_case_that_triggers_it_and_a_near_miss(code: str) -> None:
    files = [FIXTURES / "checks" / f"{code}.txt", *sorted((FIXTURES / "rules").glob(f"{code}-*.txt"))]
    fires = [code in CODE.findall(result) for path in files if path.exists() for _, _, result in cases(path)]
    assert code in SITUATIONS or (any(fires) and not all(fires))


def test_only_existing_codes_have_cases() -> None:
    assert {*SITUATIONS, *(path.stem for path in FILES)} <= {rule.code for rule in Rule}


if __name__ == "__main__":  # python -m tests.test_checks
    for path in FILES:
        path.write_text(
            CASE.sub(lambda m: f"{m['title']}\n.\n{m['page']}\n.\n{messages(m['page'])}.\n", path.read_text())
        )
