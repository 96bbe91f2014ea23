"""The corridor: one way in, one way out, no way back."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "anki_export"
ALLOWED = {
    "cli": {
        "cli",
        "looks",
        "memo",
        "pipeline",
        "edits",
        "output",
        "sarif",
        "result",
        "files",
        "commit",
        "progress",
        "diagnostics",
        "release",
        "characters",
    },
    "output": {"apart", "files", "commit", "result", "release", "deck", "diagnostics"},
    "result": {"looks", "source", "release", "deck", "diagnostics"},
    "progress": set(),
    "pipeline": {
        "pages",
        "files",
        "inside",
        "looks",
        "memo",
        "commit",
        "settings",
        "result",
        "source",
        "release",
        "deck",
        "diagnostics",
    },
    "edits": {"pipeline", "files", "commit", "result", "source", "diagnostics"},
    "pages": {
        "apart",
        "files",
        "inside",
        "looks",
        "memo",
        "mermaid",
        "settings",
        "result",
        "source",
        "diagnostics",
        "characters",
    },
    "settings": {"source", "diagnostics"},
    "apart": set(),
    "memo": {"looks"},
    "files": {"looks", "inside", "commit"},
    "commit": {"looks", "inside"},
    "inside": {"looks", "plain"},
    "looks": {"plain"},
    "plain": set(),
    "sarif": {"diagnostics"},
    "mermaid": {"source"},
    "diagnostics": {"rules", "characters"},
    "characters": set(),
    "rules": set(),
    "source": {"source", "diagnostics", "characters"},
    "release": {"release", "source", "diagnostics", "characters"},
    "deck": {"deck", "release", "source", "diagnostics", "characters"},
    "__main__": {"cli"},
    "__init__": set(),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """All modules that a file imports, at its top or inside of functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("anki_export.")} - {"__doc__", "STOPPED"}
    assert ours <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_five_rooms_open_files_and_only_cli_prints_reads_the_clock_and_exits(path: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    if room(path) not in {"looks", "plain", "files", "commit", "memo"}:
        assert not {
            call
            for call in calls
            if call.split(".")[-1] in {"open", "read_bytes", "write_bytes", "write_text", "unlink"}
        }
    if room(path) != "cli":
        assert not calls & {"print", "click.echo", "sys.exit", "exit", "time.time"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_does_and_its_examples_are_true(path: Path) -> None:
    name = ".".join(("anki_export", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    if name.endswith("__main__"):
        return
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_heavy_packages_are_not_imported_until_they_are_used() -> None:
    import subprocess
    import sys

    heavy = {"genanki", "pygments.lexers", "ftfy", "yaml", "asyncio", "emoji"}
    code = f"import sys, anki_export.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
