"""The oldest and the newest libraries that are allowed make the same decks, and neither releases what the other made.

tests/test_restyle.py tests the same with made-up differences, without a package index.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.project import FIXTURES, NOON, ROOT

UV = shutil.which("uv", path=str(Path(sys.executable).parent))
RESOLUTIONS = ("lowest-direct", "highest")


class Environment:
    """A virtual environment with all libraries that the program needs."""

    def __init__(self, folder: Path, resolution: str) -> None:
        self._python = folder / "bin/python"
        install = ["pip", "install", "--quiet", "--python", str(self._python), "--resolution", resolution]
        for command in (
            ["venv", "--quiet", "--python", sys.executable, str(folder)],
            [*install, "-r", "pyproject.toml"],
        ):
            subprocess.run([str(UV), *command], cwd=ROOT, check=True, capture_output=True, timeout=120)

    def run(self, folder: Path, *arguments: str) -> str:
        command = [str(self._python), "-m", "anki_export", *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(NOON)}
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Environment]]:
    if not UV:
        pytest.skip("uv is missing: make .venv/tested")
    folder = tmp_path_factory.mktemp("libraries")
    try:
        yield {name: Environment(folder / name, name) for name in RESOLUTIONS}
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the package index can't be reached: {(error.stderr or b'').decode()[-200:]}")


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_other_versions_of_the_libraries_release_nothing(environments: dict[str, Environment], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copytree(FIXTURES / "upgrades", tmp_path / "source", dirs_exist_ok=True)
    locks: dict[str, Any] = {}
    for made, other in (RESOLUTIONS, RESOLUTIONS[::-1]):
        environments[made].run(tmp_path, "build", "-o", made)
        before = state(tmp_path / made)
        locks[made] = json.loads(before["lock.json"])
        environments[other].run(tmp_path, "diff", "--exit-code", "-o", made)
        said = environments[other].run(tmp_path, "build", "-o", made)
        assert said.startswith("Nothing changed") and "would look different" in said
        assert state(tmp_path / made) == before
    read = [[(c["guid"], c["question"], c["answer"], c.get("reads")) for c in lock["cards"]] for lock in locks.values()]
    assert read[0] == read[1]
    assert len(read[0]) > 200
