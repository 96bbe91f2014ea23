"""Pictures, sounds, diagrams and formulas on cards."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from anki_export.source.cards.broken_formulas import unpaired
from anki_export.source.media.picture_header import PictureError, header
from anki_export.source.media.render_mermaid import draw
from anki_export.source.media.sanitize_svg import clean
from anki_export.source.render_context import DiagramError
from tests.support.diagrams import MMDC, diagram
from tests.support.learner import Learner
from tests.support.project import MEDIA, Project, block

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'


@pytest.mark.parametrize("name", ["solid.png", "solid.jpg", "clear.gif", "clear.webp", "vp8.webp", "clear.avif"])
def test_a_picture_truncated_anywhere_is_reported_and_never_crashes(name: str) -> None:
    data = (MEDIA / name).read_bytes()
    assert header(data).width
    for end in range(len(data) - 8):
        with pytest.raises(PictureError):
            header(data[:end])


def cleaned(inside: str, root: str = "") -> str:
    result = clean(SVG.format(root, inside).encode()).data
    assert clean(result).data == result
    return result.decode()


def test_nothing_in_an_svg_runs_or_loads() -> None:
    found = clean((MEDIA / "active.svg").read_bytes())
    text = found.data.decode()
    for word in ("script", "onload", "onclick", "foreignObject", "example.org", "@import", "other.svg", "Hidden", "<?"):
        assert word not in text, word
    for word in (
        "<linearGradient",
        'fill="url(#g)"',
        'xlink:href="#p"',
        "Kept &amp; <tspan>seen</tspan>",
        "data:image",
    ):
        assert word in text, word
    assert {"<script>", "<foreignObject>", "onclick=", "onload=", "@import", "<set>"} <= set(found.removed)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        (' viewBox="0 0 30 20"', (30, 20)),
        (' viewBox="0,0,30,20" width="100%"', (30, 20)),
        (' viewBox="0 0 30 20" width="60"', (60, 40)),
        (' viewBox="0 0 30 20" height="10px"', (15, 10)),
        (' width="1in" height="3pc"', (96, 48)),
        (' viewBox="0 0 0 0"', (0, 0)),
        (' viewBox="none"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_an_svg_knows_its_size(root: str, size: tuple[int, int]) -> None:
    found = clean(SVG.format(root, "").encode())
    assert (found.header.width, found.header.height) == size
    assert ('width="' in found.data.decode()) == bool(size[0])


@pytest.mark.parametrize(
    "inside",
    [
        '<style>@im\\70ort "https://example.org/a.css";</style>',
        "<style>a { background: image-set('https://example.org/a.png' 1x) }</style>",
        "<rect style='fill:URL( \"//example.org/a\")'/>",
        '<rect fill="url(https://example.org/a"/>',
        '<image href=" data:image/svg+xml;base64,AAAA"/>',
        '<animate attributeName="xlink:href" to="https://example.org"/>',
        '<g xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe src="https://example.org"/></g>',
    ],
)
def test_obfuscated_ways_to_load_something_are_removed(inside: str) -> None:
    text = cleaned(inside)
    assert "example.org" not in text
    assert "svg+xml" not in text


def test_an_svg_always_uses_light_mode_colours() -> None:
    style = "@media (Prefers-Color-Scheme: dark){a{fill:#fff}}@media (prefers-color-scheme:light){a{fill:#000}}"
    root = ' style="color-scheme: light dark; fill: light-dark(#000, #fff)"'
    text = clean(SVG.format(root, f"<style>{style}</style>").encode()).data.decode()
    assert "prefers" not in text.lower()
    assert "@media (max-width:0){a{fill:#fff}}@media (min-width:0){a{fill:#000}}" in text
    assert 'style="color-scheme: light; fill: light-dark(#000, #fff)"' in text


def test_drawing_elements_are_kept_unchanged() -> None:
    inside = (
        '<style>.a\\:b{fill:red}</style><text xml:space="preserve"> a  b <tspan>c</tspan></text>'
        '<path d="M0 0&#10;1"></path><textPath href="#p">t</textPath>'
    )
    assert inside in cleaned(inside)


@pytest.mark.parametrize(
    "data", [b"<svg/>", b"<html/>", b"<a><b></a>", b"\0" * 40, b"<?xml version='1.0' encoding='x'?>"]
)
def test_files_that_are_not_svg_are_rejected(data: bytes) -> None:
    with pytest.raises(PictureError):
        clean(data)


def test_pictures_and_sounds_arrive_and_only_ours_play(project: Project, learner: Learner) -> None:
    for name in ("solid.png", "vp8.webp", "shape.svg", "beep.mp3"):
        project.write(f"source/git/basics/{name}", (MEDIA / name).read_bytes())
    text = "![a](solid.png) ![b](vp8.webp) ![c](shape.svg) [Listen](beep.mp3) [sound:forged.mp3] &#91;sound:forged.mp3]"
    project.page("basics", block("What does it look like?", explanation=text))
    project.build()
    assert learner.import_package(project.packages()[0]) == {"new": 1}
    (note,) = learner.notes()
    names = learner.col.media.files_in_str(note.mid, note["Explanation"])
    assert [Path(name).suffix for name in sorted(names)] == [".mp3", ".svg", ".png", ".webp"]
    assert all(learner.col.media.have(name) for name in names)
    out = note.cards()[0].render_output()
    assert [tag.filename for tag in out.answer_av_tags] == [name for name in names if name.endswith(".mp3")]
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    assert "beep" not in str(row["explanation"]).split("[sound:")[0]


def test_a_sound_is_not_part_of_the_text_of_its_question(project: Project) -> None:
    project.write("source/git/basics/beep.mp3", (MEDIA / "beep.mp3").read_bytes())
    project.page("basics", block("Which bird? [Hear it](beep.mp3)"))
    assert "sound:" not in project.run("list").stdout
    project.build()
    assert "beep" not in (project.root / "decks/lock.json").read_text()


def test_large_files_are_reported_and_too_large_ones_are_not_read(project: Project) -> None:
    project.write("anki-export.toml", "media_limit_kb = 1\n")
    project.write("source/git/basics/a.png", (MEDIA / "solid.png").read_bytes() + bytes(1200))
    with project.write("source/git/basics/b.png", b"").open("wb") as file:
        file.truncate(60_000_000)
    project.page("basics", block("Large?", explanation="![a](a.png) ![b](b.png)"))
    output = project.run("check").output
    assert "index.md:10:10: warning S026 picture a.png is 1 kB, more than 1 kB" in output
    assert "index.md:10:22: error S009 picture b.png is 60 MB, more than the limit of 50 MB" in output


@pytest.mark.parametrize("value", ["0", "-1", "true", '"1 MB"', "1.5"])
def test_a_limit_is_a_number_of_kilobytes(project: Project, value: str) -> None:
    project.write("anki-export.toml", f"media_limit_kb = {value}\n")
    assert "error C003 invalid value for media_limit_kb" in project.run("check").output


@pytest.fixture
def mmdc(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that draws, and the file in which it notes each run."""
    path = project.write("bin/mmdc", MMDC)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")
    return path.parent / "runs"


def test_a_diagram_is_rendered_once_and_kept(project: Project, mmdc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("basics", diagram("flowchart LR", "  A --> B"))
    project.run("check")
    project.build("--dry-run")
    assert not (project.root / "decks").exists()
    project.build()
    (kept,) = (project.root / "decks/diagrams").iterdir()
    assert b"Drawn" in kept.read_bytes()
    before = project.state()
    mmdc.unlink()
    monkeypatch.setenv("PATH", "/nowhere")
    assert "Nothing changed" in project.build().stdout
    (project.root / "decks/git-basics-1.0.0.apkg").unlink()
    project.build()
    assert project.state() == before
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    assert 'alt="Diagram: flowchart" class="iq-plate" width="30" height="20">' in row["explanation"]
    assert not mmdc.exists()


def test_a_diagram_on_several_pages_is_rendered_once_even_by_several_processes(project: Project, mmdc: Path) -> None:
    for topic in ("git", "docker", "linux", "helm"):
        project.page("basics", diagram("flowchart LR", "  A --> B"), topic=topic.title(), folder=topic)
    command = [Path(sys.executable).parent / "anki-export", "build", "--jobs", "3"]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert mmdc.read_text() == "run\n"
    assert "Nothing changed: 4 decks" in second.stdout


def test_without_mmdc_a_diagram_is_code_and_a_warning(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    project.page("basics", diagram("flowchart LR", "  A --> B"))
    output = project.build().output
    assert "index.md:12:5: warning S027" in output
    assert "npm install -g @mermaid-js/mermaid-cli" in output
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    assert "iq-code" in row["explanation"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("broken", "index.md:14:7: error S028 diagram is broken: Parse error on line 2: Expecting SQE"),
        ("bomb", "index.md:12:5: error S028 diagram is broken: syntax error in text"),
        ("crash", "index.md:12:5: warning S027 diagram is shown as code: mmdc failed: Could not find Chrome"),
    ],
)
def test_a_failed_diagram_is_reported_with_the_reason(project: Project, mmdc: Path, text: str, message: str) -> None:
    project.page("basics", diagram("flowchart LR", f"  {text}"))
    assert message in project.run("check").output
    assert mmdc.read_text() == "run\n"


def test_a_diagram_that_takes_too_long_is_aborted(mmdc: Path) -> None:
    with pytest.raises(DiagramError, match=r"rendering takes more than 0\.5 seconds"):
        draw("flowchart LR\n  slow", timeout=0.5)


VALID = r"""
E = mc^2
\frac12 + \frac{1}{2} + \frac ab + \frac\alpha2
\sqrt2 \sqrt[3]{x} \sqrt x \sqrt[\frac{1}{2}]{y}
\left( \frac{a}{b} \right) \left\{ x \right. \left. x \right|_{0}^{1} \left\langle x \right\rangle
\left[0, 1\right) \left/ x \right\backslash
x_i^2 + x^2_i + x'^2 + x'' + {x^a}^b + x^{a^b} + x_{i_j}
\sum_{i=1}^{n} i \quad \sum\limits_{i}^{n} \int_0^\infty \prod\nolimits_i^n
{}_a^b X_c^d \quad {}^{14}_{6}C
x^\mathrm{T} y^\top z^\frac{1}{2} w^\dagger_i
x^{\mathrm{T}}_i + A^{-1}B^{-1}
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\begin{aligned} a &= b \\ &= c \end{aligned}
\begin{cases} 1 & \text{if } x_i > 0 \\ 0 & \text{else, 50\% of $x^a$} \end{cases}
\begin{array}{c|c} a & b \\ \hline c & d \end{array}
\begin{align*} a &= b \end{align*}
\matrix{a & b \cr c & d} \pmatrix{1 & 2}
\text{a-b} \mathrm{d}x \operatorname{softmax}(x)_i \operatorname*{arg\,max}_x
\{ a \mid b \} \& \# \$ \% \_
a < b > c
\underbrace{a + b}_{c} \overbrace{a}^{n} \overset{!}{=} \underset{x}{\max}
\hat y, \bar{x}, \vec v, \tilde{\theta}, \dot x \mathbf x \mathbb R \mathcal{L}
\color{red}{x} \textcolor{blue}{y_1} \boxed{z^2} \tag{1}
\Big( x \Big) \bigl[ y \bigr] \left( a \middle| b \right)
P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}
\newcommand{\x}[1]{#1^2} \x{3}
\ce{H2O + SO4^2-} \ce{^{14}_6C}
x % a comment { with braces
\hat % a comment
\verb|{_&|
\left\lVert \mathbf{w} \right\rVert_2^2
O(n \log n) \neq \Theta(n^2)
\substack{a \\ b} \binom{n}{k} {n \choose k} {a \over b}
f^{(n)}(x)' g_{}^{} \phantom{}^2
\begin{bmatrix}\begin{matrix}a&b\end{matrix}&c\end{bmatrix}
\mathop{\mathrm{min}}\limits_{x} \xrightarrow[a]{b}
""".strip().split("\n")


@pytest.mark.parametrize("formula", VALID)
def test_a_valid_formula_is_not_reported(formula: str) -> None:
    assert unpaired(formula) is None


@pytest.mark.parametrize(
    ("formula", "position", "message"),
    [
        (r"\frac{a}{b", 8, "{ has no matching }"),
        ("a}", 1, "} has no matching {"),
        (r"\left( x", 0, r"\left has no matching \right"),
        (r"x \right)", 2, r"\right has no matching \left"),
        (r"\left{ x \right\}", 0, r"\left has no delimiter"),
        (r"{\left( x} \right)", 1, r"\left has no matching \right"),
        (r"\begin{cases} x", 0, r"\begin{cases} has no matching \end{cases}"),
        (r"\begin{cases} x \end{matrix}", 0, r"\begin{cases} has no matching \end{cases}"),
        (r"x \end{cases}", 2, r"\end{cases} has no matching \begin{cases}"),
    ],
)
def test_a_broken_formula_is_reported_with_its_location(formula: str, position: int, message: str) -> None:
    flaw = unpaired(formula)
    assert flaw and (flaw.position, flaw.message) == (position, message)
