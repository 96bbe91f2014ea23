"""A project's own colours, font and CSS, and their contrast."""

import json
import re
from pathlib import Path

import pytest

from anki_export.deck.check_contrast import contrast, low_contrasts, palettes, parse
from anki_export.deck.note_type import style
from anki_export.deck.project_style import styled
from tests.support.learner import Learner
from tests.support.project import Project, block


def check(project: Project, settings: str, css: str = "") -> list[dict[str, str]]:
    project.write("anki-export.toml", settings)
    project.write("cards.css", css)
    project.page("basics", block("Why?"))
    found: list[dict[str, str]] = json.loads(project.run("check", "--format", "json").stdout)
    return found


def test_our_own_colours_have_enough_contrast_in_light_and_dark_mode() -> None:
    assert list(low_contrasts(style().css)) == []
    assert len(palettes(style().css)["dark"]) > 20


def test_every_colour_variable_of_the_styles_is_measured() -> None:
    used = set(re.findall(r"(?<!-)color: var\(--([\w-]+)\)", style().css)) - {"box", "iq-bg"}
    measured = {name for name in used if list(low_contrasts(f"{style().css} .card {{ --{name}: #fefefe }}"))}
    assert used == measured


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast(parse("#777777"), parse("#ffffff")), 2) == 4.48
    assert round(contrast(parse("#ffffff"), parse("#777")), 2) == 4.48


def test_settings_reach_the_learner_as_a_patch(project: Project, learner: Learner) -> None:
    project.page("basics", block("Why?"))
    project.build()
    learner.import_package(project.packages()[0])
    project.write("anki-export.toml", 'accent = "#006b5a"\nfont = "Georgia, serif"\nextra_css = "cards.css"\n')
    project.write("cards.css", ".iq-question { font-style: italic }")
    assert "1.0.0 → 1.0.1" in project.build().stdout
    learner.import_package(project.packages()[0])
    css = learner.col.models.by_name("Interview question")["css"]
    assert css.startswith(style().css)
    assert "--iq-accent: #006b5a" in css
    assert "--iq-font: Georgia, serif" in css
    assert css.endswith(".iq-question { font-style: italic }\n")
    assert "Nothing changed" in project.build().stdout


def test_without_settings_the_styles_are_those_of_the_program() -> None:
    base = style()
    assert styled(base) is base


@pytest.mark.parametrize("accent", ["#000000", "#0b57d0", "#7a0000", "#330066"])
def test_an_accent_is_lightened_until_it_can_be_read_at_night(accent: str) -> None:
    assert [pair for pair in low_contrasts(styled(style(), accent=accent).css) if pair.theme == "dark"] == []


def test_a_pale_accent_is_reported_with_its_contrast_and_line(project: Project) -> None:
    (found,) = check(project, 'source = "source"\naccent = "#00aa77"\n')
    assert (found["path"], found["line"], found["code"]) == ("anki-export.toml", 2, "C004")
    assert "in light mode, --iq-accent on --iq-answer-bg has a contrast ratio of 2.75" in found["message"]


def test_pale_colours_in_extra_css_are_reported_with_their_line(project: Project) -> None:
    css = ".iq { margin: 0 }\n.card.nightMode {\n  --iq-muted: #444;\n}\n"
    (found,) = check(project, 'extra_css = "cards.css"', css)
    assert (found["path"], found["line"], found["code"]) == ("cards.css", 3, "C004")
    assert "in dark mode, --iq-muted" in found["message"]


@pytest.mark.parametrize(
    "css",
    [
        "@import 'x.css';",
        "p { background: url(x.png) }",
        "p { background: URL( //example.org/x ) }",
        "p { background: u\\72l(x) }",
        "</style><script>",
        "p { content: '</style>' }",
        "p { background: image-set('x' 1x) }",
    ],
)
def test_css_that_would_load_something_is_an_error(project: Project, css: str) -> None:
    found = check(project, 'extra_css = "cards.css"', f"p {{ margin: 0 }}\n{css}\n")
    assert {(d["path"], d["line"], d["code"]) for d in found} == {("cards.css", 2, "C005")}


def test_css_may_quote_and_comment(project: Project) -> None:
    assert (
        check(project, 'extra_css = "cards.css"', r"/* url(x) */ .iq::after { content: '\201C @import url('; }") == []
    )


@pytest.mark.parametrize("name", ["gone.css", "../outside.css", "/etc/hostname", "source"])
def test_css_that_is_not_there_or_lies_outside_is_an_error(project: Project, name: str) -> None:
    (project.root.parent / "outside.css").write_text("p { margin: 0 }")
    (found,) = check(project, f'extra_css = "{name}"')
    assert (found["path"], found["line"], found["code"]) == ("anki-export.toml", 1, "C005")


@pytest.mark.parametrize("level", ["</style><script>1</script>", 'a"] { } * { x: url(//example.org) }', "a\nb", "a\\"])
def test_no_name_of_a_level_leaves_its_selector(level: str) -> None:
    added = styled(style(), levels=[level]).css.removeprefix(style().css.rstrip("\n"))
    assert re.fullmatch(r"""\n+/\* from the settings \*/\n\.iq-level\[class="[\w\\ -]*"\] \{ [\w: ();-]* \}\n""", added)


def test_levels_of_ones_own_have_colours_from_easy_to_hard(tmp_path: Path) -> None:
    css = styled(style(), levels=["Leicht", "Mittel", "Sehr schwer"]).css
    assert '.iq-level[class="iq-level iq-level-Sehr schwer"] { color: var(--iq-hard)' in css
    assert '"iq-level iq-level-Mittel"] { color: var(--iq-mid)' in css
