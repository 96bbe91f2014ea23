"""Tests that can't run on a machine are skipped, and the summary says what to install."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines import chromium

HERE = Path(__file__).parent
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'


def end_of_run(folder: Path, *arguments: str, **environment: str) -> str:
    """What a run of tests prints under its own heading of skipped tests.

    Its files are in `folder`: in the usual one, pytest would close the folders of other tests to other users.
    """
    drop = ("ANKI_EXPORT_CORPUS", "ANKI_EXPORT_ENGINES", "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if name not in drop and "XDIST" not in name}
    kept |= {"PYTEST_DEBUG_TEMPROOT": str(folder), **environment}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    run = subprocess.run(command, cwd=HERE.parent, env=kept, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    return run.stdout.partition(" skipped here ")[2]


def test_the_end_of_a_run_by_several_processes_names_why_tests_are_skipped_and_how_often(tmp_path: Path) -> None:
    told = end_of_run(tmp_path, "-n1", "tests/test_corpus.py")
    assert re.search(r"^\d skipped: set ANKI_EXPORT_CORPUS to ", told, re.MULTILINE)


def test_without_a_browser_the_tests_of_cards_are_skipped_and_name_it(tmp_path: Path) -> None:
    told = end_of_run(tmp_path, "-n0", "tests/test_engines.py", "-k", "chromium and shape_is_sound", PATH="/nowhere")
    assert "8 skipped: no card is drawn in chromium; to install: apt install chromium; " in told


def test_without_fonts_of_many_scripts_the_tests_of_cards_are_skipped_and_name_them(tmp_path: Path) -> None:
    if missing := chromium.missing():
        pytest.skip(f"no card is drawn in chromium; to install: {'; '.join(missing)}")
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS)
    told = end_of_run(
        tmp_path, "-n0", "tests/test_engines.py", "-k", "chromium and shape_is_sound", FONTCONFIG_FILE=str(config)
    )
    assert "8 skipped: no card is drawn in chromium; to install: apt install fonts-noto-core\n" in told
