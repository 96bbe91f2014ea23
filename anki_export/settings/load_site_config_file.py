"""Find and parse the configuration file of a site, and the files that it inherits from."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.recorded_reads import Disk
from anki_export.settings.safe_yaml import BrokenYaml, parse_yaml

CONFIG_NAMES = ("zensical.toml", "properdocs.yml", "properdocs.yaml", "mkdocs.yml", "mkdocs.yaml")
"""The configuration files of site generators; in one folder, the first one counts."""
_LIMIT = 1 << 18
"""Maximum size in bytes of a file with all that it inherits: a navigation of 7,000 pages, parsed in a few seconds."""
_MOST_PARENTS = 10


class ConfigFile(Struct, frozen=True):
    """The values of a site's configuration, with everything that it inherits."""

    path: Path
    values: Mapping[str, Any] = {}
    texts: tuple[tuple[Path, str], ...] = ()
    """The files that were parsed, with their contents; the inheriting one first."""

    def place(self, key: str, *, is_nested: bool = False) -> Location:
        """Where a value is set; with `is_nested`, at any depth."""
        pattern = re.compile(rf"""^{"[ -]*" * is_nested}["']?{re.escape(key)}["']?\s*[:=]""", re.MULTILINE)
        for path, text in self.texts:
            if found := pattern.search(text):
                return Location(display_path(path), text.count("\n", 0, found.start()) + 1, 1)
        return Location(display_path(self.path))


def find_config(folders: Iterable[Path], disk: Disk) -> tuple[ConfigFile | None, list[Diagnostic]]:
    """The configuration file in the first folder that has one; if it is broken, its values are empty."""
    for folder in folders:
        for name in CONFIG_NAMES:
            path = folder / name
            try:
                data = disk.read_in_or_none(folder, name, _LIMIT)
            except OSError as error:
                return ConfigFile(path), [_unused(Location(display_path(path)), reason(error))]
            if data is not None:
                return _parsed(path, data, disk)
    return None, []


def _parsed(path: Path, data: bytes, disk: Disk) -> tuple[ConfigFile, list[Diagnostic]]:
    """The values of a file, merged into those of the files that it inherits from."""
    values: dict[str, Any] = {}
    texts: list[tuple[Path, str]] = []
    problems: list[Diagnostic] = []
    home, current, seen = path.parent, path, {disk.locate(path)}
    while True:
        found, text, problem = _values(current, display_path(current), data)
        texts.append((current, text))
        if problem:
            problems.append(problem)
        values = _merged(found, values)
        parent = found.get("INHERIT")
        if parent is None:
            break
        place = ConfigFile(current, texts=((current, text),)).place("INHERIT")
        if not isinstance(parent, str):
            problems.append(_unused(place, "INHERIT is not the path of a file"))
            break
        current = current.parent / parent
        try:
            data = disk.read_in(home, current, _LIMIT - sum(len(text) for _, text in texts))
            target = disk.locate(current)
        except OSError as error:
            why = reason(error).replace("the folder", "the folder of the configuration")
            problems.append(_unused(place, f"INHERIT: {parent[:80]!r} {why}"))
            break
        if target in seen or len(seen) > _MOST_PARENTS:
            what = "is circular" if target in seen else f"goes through more than {_MOST_PARENTS} files"
            problems.append(_unused(place, f"INHERIT {what}"))
            break
        seen.add(target)
    return ConfigFile(path, values, tuple(texts)), problems


def _values(path: Path, shown: str, data: bytes) -> tuple[dict[str, Any], str, Diagnostic | None]:
    """The values and the text of one file; no values if it is broken."""
    import tomllib  # compiles patterns, and many folders have no such file

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return {}, "", _unused(Location(shown, line, 1), "the file is not UTF-8", "save it as UTF-8")
    try:
        content = tomllib.loads(text).get("project", {}) if path.suffix == ".toml" else parse_yaml(text)
    except BrokenYaml as error:
        return {}, text, _unused(Location(shown, error.line, error.column), f"invalid YAML: {error}")
    except (ValueError, RecursionError) as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = Location(shown, *(int(n) for n in at.groups())) if at else Location(shown)
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        return {}, text, _unused(place, f"invalid TOML: {message}")
    if not text.strip():  # as while an editor saves it
        return {}, text, _unused(Location(shown), "the file is empty")
    if content is None:  # only comments
        return {}, text, None
    if not isinstance(content, dict):
        return {}, text, _unused(Location(shown), "the file is not a mapping of names to values")
    return content, text, None


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings merged at every depth, as MkDocs does; `above` wins."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _unused(place: Location, message: str, hint: str = "") -> Diagnostic:
    hint = hint or "correct it, or set what you need in anki-export.toml; without it, the defaults apply"
    return Diagnostic(place, Rule.SITE_CONFIG, message, hint)
