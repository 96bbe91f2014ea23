"""The layers of the code: imports only go down."""

import ast
import doctest
import importlib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from anki_export.source.rewrites import REWRITES

PACKAGE = Path(__file__).parents[1] / "anki_export"
LAYERS = (
    "cli",
    "api",
    "pipeline",
    "publish",
    "deck",
    "release",
    "source",
    "settings",
    "apkg",
    "disk",
    "parallel",
    "diagnostics",
    "text",
)
"""From top to bottom: each imports only from itself and from those below. `api` is `__init__.py`."""
BESIDE_API = {
    "anki_export.disk": "the names of paths, what to do about files that can't be written, the folder of the cache",
    "anki_export.release.release_summary_and_losses": "what a release brings, in words",
    "anki_export.release.correct_matches_in_lock": "the changes to a lock that `same` and `different` name",
}
"""What commands import beside the API, and why."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str:
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "api" if name == "__init__" else name


def layer_of(name: str) -> str:
    """The layer of an imported name; what is no module is a name of the API."""
    part = f"{name}.".split(".")[1]
    return part if part in LAYERS else "api"


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
    ours = {layer_of(name) for name in imports(path) if name.partition(".")[0] == "anki_export"}
    own = layer(path)
    assert ours <= set(LAYERS if own == "__main__" else LAYERS[LAYERS.index(own) :])


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").glob("*.py")), ids=lambda path: path.name)
def test_commands_use_the_api(path: Path) -> None:
    names = {name for name in imports(path) if name.startswith("anki_export.")}
    others = {name for name in names if layer_of(name) not in ("api", "cli", "diagnostics", "text")}
    assert {name for name in others if not name.startswith(tuple(BESIDE_API))} == set()


def test_no_package_imports_another_one_that_imports_it() -> None:
    """Inside of a layer, too: its folders and modules form no cycle."""
    for folder in {path.parent for path in MODULES} - {PACKAGE}:
        graph: dict[str, set[str]] = {}
        prefix = ".".join(("anki_export", *folder.relative_to(PACKAGE).parts)) + "."
        for path in folder.rglob("*.py"):
            own = path.relative_to(folder).parts[0].removesuffix(".py")
            others = {name.removeprefix(prefix).split(".")[0] for name in imports(path) if name.startswith(prefix)}
            graph.setdefault(own, set()).update(others - {own})
        TopologicalSorter(graph).prepare()  # raises CycleError


def test_the_top_of_the_package_is_a_dozen_entries() -> None:
    entries = {layer(path) for path in MODULES} - {"api", "__main__"}
    assert entries == set(LAYERS) - {"api"} and len(entries) <= 12


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_disk_opens_files_and_only_cli_prints_reads_the_clock_and_exits(path: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    calls -= {"self.zip.open", "archive.open"}  # an archive in memory
    if layer(path) != "disk":
        assert not {
            call
            for call in calls
            if call.split(".")[-1] in {"open", "read_bytes", "write_bytes", "write_text", "unlink"}
        }
    if layer(path) not in {"cli", "__main__"}:
        assert not calls & {"print", "click.echo", "sys.exit", "exit", "time.time"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_does_and_its_examples_are_true(path: Path) -> None:
    name = ".".join(("anki_export", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    if name.endswith("__main__"):
        return
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_test_modules_share_code_through_their_support_alone(path: Path) -> None:
    shared = {name.split(".")[1] for name in imports(path) if name.startswith("tests.")}
    assert shared <= {"engines", "fuzz", "simulation", "support"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_pattern_is_compiled_when_a_module_is_imported(path: Path) -> None:
    """Compiling all takes a tenth of the time of a build after an edit: `text.regex` compiles those that are used."""
    waiting: list[ast.AST] = [ast.parse(path.read_text())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) != "re.compile", node.lineno
        if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            waiting += ast.iter_child_nodes(node)


def test_heavy_packages_are_not_imported_until_they_are_used() -> None:
    import subprocess
    import sys

    heavy = {"genanki", "pygments.lexers", "ftfy", "yaml", "asyncio", "emoji", "imagesize"}
    code = f"import sys, anki_export.cli.command_group; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def top_level(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> dict[str, list[str]]:
    """The modules that define each public class or function."""
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(path.relative_to(PACKAGE).as_posix())
    return found


def test_a_class_has_a_name_of_its_own() -> None:
    assert {name: paths for name, paths in top_level(ast.ClassDef).items() if len(paths) > 1} == {}


def test_a_function_has_a_name_of_its_own() -> None:
    """A command has the name of what it runs, and `main` is what Python and click start."""
    commands = {
        name for name, paths in top_level(ast.FunctionDef).items() if "cli/commands_and_options.py" in paths
    } | {"main"}
    for name, paths in top_level(ast.FunctionDef).items():
        others = [path for path in paths if not (name in commands and path.startswith(("cli/", "__main__")))]
        assert len(others) <= 1, (name, others)


def width(function: ast.FunctionDef) -> int:
    """How many parameters a function has, without `self`."""
    found = function.args
    names = [arg.arg for arg in (*found.posonlyargs, *found.args, *found.kwonlyargs, found.vararg, found.kwarg) if arg]
    return len([name for name in names if name not in ("self", "cls")])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_function_has_more_than_six_parameters(path: Path) -> None:
    """What belongs together travels together, as one value."""
    functions = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))
    assert [node.name for node in functions if width(node) > 6] == []


def test_every_rewrite_is_a_file_with_a_function() -> None:
    """The table names them as text, so that a file is imported when it is needed."""
    for rewrite in REWRITES:
        module = importlib.import_module(f"anki_export.source.rewrites.{rewrite.module}")
        assert callable(getattr(module, rewrite.function))
