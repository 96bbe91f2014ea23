"""The same bytes everywhere, and constants that never change."""

import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
import warnings
import zipfile
from pathlib import Path

import pytest

from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, style
from tests.support.project import NOON, Project, block

ROOT = Path(__file__).parents[1]


def test_ids_names_and_order_of_the_note_type_never_change() -> None:
    assert (MODEL_ID, MODEL_NAME) == (1741095283164, "Interview question")
    assert FIELDS == (
        ("Question", 3158272640917253841),
        ("Answer", 7720391846502918374),
        ("Explanation", 1936482750193847265),
        ("Topic", 8203917465820193746),
        ("Level", 4571920386475610293),
        ("Source", 6092817364509182736),
        ("Version", 2847561930284756193),
        ("Extra", 5310298475610394857),
    )
    assert TEMPLATE == ("Card 1", 9018273645564738291)


def test_templates_keep_the_mark_that_clients_scroll_to() -> None:
    assert "<hr id=answer>" in style().back
    assert "prefers-color-scheme" not in style().css
    assert {name for name, _ in FIELDS} <= set(re.findall(r"\{\{(?:text:)?(\w+)\}\}", style().front + style().back))


def built(project: Project) -> zipfile.ZipFile:
    project.write("source/git/basics/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    project.page("basics", block("One?", explanation="![Dot](dot.svg)"), block("Two?"))
    project.build()
    return zipfile.ZipFile(project.packages()[0])


def test_an_archive_is_compressed_and_holds_no_time_of_this_machine(project: Project) -> None:
    archive = built(project)
    assert [info.filename for info in archive.infolist()] == ["collection.anki2", "media", "0"]
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    name = json.loads(archive.read("media"))["0"]
    assert re.fullmatch(r"dot-[0-9a-f]{16}\.svg", name)


def test_each_note_has_its_own_time_of_change(project: Project, tmp_path: Path) -> None:
    built(project)
    project.page("basics", block("One?", "New", explanation="![Dot](dot.svg)"), block("Two?"))
    project.build()
    file = tmp_path / "collection.anki2"
    file.write_bytes(zipfile.ZipFile(project.packages()[0]).read("collection.anki2"))
    with sqlite3.connect(file) as connection:
        rows = connection.execute("select sfld, mod from notes order by sfld").fetchall()
        dues = connection.execute("select due from cards order by due").fetchall()
        (models,) = connection.execute("select models from col").fetchone()
    connection.close()
    assert rows == [("One?", NOON + 7200), ("Two?", NOON + 3600)]
    assert dues == [(100,), (200,)]
    assert {model["mod"] for model in json.loads(models).values() if model["name"] == MODEL_NAME} == {NOON + 3600}


def test_building_leaves_nothing_in_the_temporary_folder_and_warns_of_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    project.page("basics", block("Is `a<b` or a<b?", r"\(a<b\) and x <y z> w"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        project.build()
    assert list(temporary.iterdir()) == []


def interpreters() -> list[str]:
    """This Python, and those of other versions that the machine has."""
    found = {sys.version_info[:2]: sys.executable}
    places = [*os.environ.get("PATH", "").split(os.pathsep), *map(str, Path.home().glob(".pyenv/versions/*/bin"))]
    for minor in (11, 12, 13):
        for place in places:
            candidate = shutil.which(f"python3.{minor}", path=place)
            if candidate and (3, minor) not in found:
                run = subprocess.run([candidate, "-c", "import sqlite3, ssl"], capture_output=True, check=False)
                if run.returncode == 0:
                    found[3, minor] = candidate
    return [found[version] for version in sorted(found)]


def dependencies(python: str, cache: pytest.Cache) -> Path:
    """What the program needs in another Python; installed once, not for each run of the tests."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    key = hashlib.sha256(json.dumps([python, wanted]).encode()).hexdigest()[:16]
    folder = cache.mkdir("dependencies") / key
    if not folder.exists():
        unfinished = folder.with_name(f"{key}-{os.getpid()}")
        install(python, unfinished, *wanted)
        unfinished.rename(folder)
    return folder


def install(python: str, folder: Path, *arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--target", folder, *arguments]
    subprocess.run(command, check=True)


def test_the_same_input_gives_the_same_bytes_on_every_python_and_in_every_time_zone(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Here as it lies in the repository, elsewhere as it is installed."""
    pythons = interpreters()
    runs = [(python, [ROOT]) for python in pythons]
    if len(pythons) > 1:
        install(sys.executable, tmp_path / "installed", "--no-deps", "--no-compile", ROOT)
    for number, python in enumerate(pythons):
        if python != sys.executable:
            runs[number] = python, [tmp_path / "installed", dependencies(python, pytestconfig.cache)]
    digests = set()
    zones = ["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"]
    for number, zone in enumerate(zones):
        python, path = runs[number % len(runs)]
        environment = {"SOURCE_DATE_EPOCH": str(NOON), "TZ": zone, "PYTHONHASHSEED": str(number)}
        out = tmp_path / f"out{number}"
        subprocess.run(
            [python, "-m", "anki_export", "build", ROOT / "source", "-o", out],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(map(str, path))},
        )
        content = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}
        assert len(content) == 14
        digests.add(json.dumps(content))
    assert len(digests) == 1


def test_an_archive_can_be_read_as_a_zip_in_memory(project: Project) -> None:
    built(project).close()
    assert zipfile.ZipFile(io.BytesIO(project.packages()[0].read_bytes())).testzip() is None


def test_ids_of_many_notes_of_one_second_are_all_different() -> None:
    from anki_export.deck.package_content import Note, PackageContent, note_ids

    times = [NOON] * 700 + [NOON + 1] * 700 + [NOON - 1]
    notes = tuple(Note(str(i), ("",) * 8, (), i + 1, time) for i, time in enumerate(times))
    ids = note_ids(PackageContent(1, "", "", notes, (), style(), 0))
    assert len({*ids, *(number + 1 for number in ids)}) == 2 * len(notes)
    assert ids[-1] == (NOON - 1) * 1000


def test_a_restyled_note_type_is_newer_even_when_the_clock_went_back(project: Project) -> None:
    built(project).close()
    project.clock -= 50_000
    project.restyle()
    project.build()
    head = json.loads((project.root / "decks/lock.json").read_text())
    assert head["note_type"]["modified"] == NOON + 3601
