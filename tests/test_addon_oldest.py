"""The add-on for deck subscriptions in the oldest Anki that it supports: `make test` installs it beside the newest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import ROOT

OLDEST = ROOT / ".venv-oldest"
MODULES = ("test_addon_update.py", "test_addon_year.py")


@pytest.mark.parametrize("module", MODULES)
def test_the_oldest_anki_does_the_same(module: str, tmp_path: Path) -> None:
    if not (OLDEST / "anki").is_dir():
        pytest.skip("the oldest Anki is not installed: make .venv-oldest/installed")
    environment = {**os.environ, "PYTHONPATH": str(OLDEST), "PYTEST_ADDOPTS": ""}
    version = [sys.executable, "-c", "import anki.buildinfo; print(anki.buildinfo.version)"]
    assert (
        subprocess.run(version, env=environment, capture_output=True, text=True, check=True).stdout.strip() == "24.06.3"
    )
    tests = [sys.executable, "-m", "pytest", "-n0", "-q", f"--basetemp={tmp_path}/tests", f"tests/{module}"]
    run = subprocess.run(tests, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]
