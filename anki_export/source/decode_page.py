"""Decode the bytes of a file into a page: text, topic, level and address."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from pathlib import PurePosixPath
from textwrap import shorten
from typing import Any

from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.settings import known_formats
from anki_export.source.formats import opens_question
from anki_export.source.navigation import EMPTY, Navigation
from anki_export.source.page_title import title_in
from anki_export.source.syntax.size_limits import LONGEST
from anki_export.source.topic_and_level import name_page
from anki_export.source.types import AUTOMATIC, Page, Wanted
from anki_export.text.invisible import INVISIBLE, named, remove_invisible, unseen
from anki_export.text.page_naming import LEVELS, home_of, one_line, page_url

TEXT_LIMIT = 1 << 20
"""Maximum bytes of a page or included text: seventy times our largest page, and parsed within seconds."""
_FRONT_LIMIT = 1 << 15
_MOJIBAKE = re.compile(r"[ÂÃâäåæçèéðïÐÑ][\u0080-\u00bf\u0100-\u0192\u02c6-\u2122]")
_MARKS = "\ufeff\u200b"
"""Byte order marks left at the start of lines by tools that concatenate files."""


def read_page(
    path: str,
    shown: str,
    data: bytes,
    *,
    key: str = "",
    levels: Sequence[str] = LEVELS,
    site_url: str = "",
    directory_urls: bool = True,
    formats: frozenset[str] = AUTOMATIC.formats,
    navigation: Navigation = EMPTY,
    deck_by: str = "topic",
) -> tuple[Page | None, Sequence[Diagnostic]]:
    """Decode a page and determine its topic and level; None, with the reason, when it can't be read.

    `path` is relative to the source folder; `key` is the path in the lock, by default `path`; `deck_by` is the setting.
    """
    text, problems = decode(data, shown)
    report = Report(problems)
    if text is None:
        return None, report
    if (number := next((i for i, line in enumerate(text.split("\n")) if len(line) > LONGEST), None)) is not None:
        report.say(Location(shown, number + 1, 1), Rule.OVERLONG, OVERLONG, OVERLONG_HINT)
        return None, report
    lines = {name: _line_of(name, text) for name in (*_NAMES, "formats")}
    meta, text = _front_matter(text, shown, report)
    values = {name: _text(meta, name, Location(shown, lines[name], 1), report) for name in _NAMES}
    values["title"] = values["title"] or title_in(text)
    naming = name_page(
        values,
        path,
        lambda name: Location(shown, lines.get(name, 1), 1),
        levels=levels,
        navigation=navigation,
        deck_by=deck_by,
    )
    named = _formats(meta, Location(shown, lines["formats"], 1), report)
    page = Page(
        path=path,
        key=key or path,
        shown=shown,
        text=text,
        title=values["title"],
        topic=naming.topic,
        section=naming.section,
        topic_with_level=naming.topic_with_level,
        level=naming.level,
        home=home_of(key or path, levels),
        url=page_url(site_url, path, directory_urls),
        says_level=naming.says_level,
        naming=naming.diagnostics,
        names_formats=bool(named),
        wanted=Wanted(formats if named is None else named, values["title"], PurePosixPath(path).stem),
    )
    return page, report


OVERLONG = f"block of text exceeds {LONGEST >> 10} KiB"
OVERLONG_HINT = "split it with blank lines; move embedded images into separate files"


_NAMES = ("title", "topic", "level")


def _text(meta: dict[str, Any], name: str, place: Location, report: Report) -> str:
    """A value of the front matter as one line of text."""
    value = meta.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        report.say(place, Rule.FRONT_MATTER, f"{name} is not text", f'quote the value: {name}: "…"')
        return ""
    _report_unseen(str(value), place, report)  # YAML can contain them as escapes
    return re.sub(r"^([*_`]{1,3})(.+)\1$", r"\2", one_line(remove_invisible(str(value))))


def _formats(meta: Mapping[str, Any], place: Location, report: Report) -> frozenset[str] | None:
    """The question formats that the front matter names; None if it names none that exists."""
    value = meta.get("formats")
    names = [value] if isinstance(value, str) else value
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message, hint = "formats is not a list of names", "for example: formats: [auto, heading]"
        report.say(place, Rule.UNKNOWN_FORMAT, message, hint)
        return None
    known = known_formats(names, place, report, Rule.UNKNOWN_FORMAT)
    return frozenset(known) if known or not names else None


def decode(data: bytes, shown: str) -> tuple[str | None, Sequence[Diagnostic]]:
    """Decode UTF-8 to text with `\\n` line ends; repairs text that was decoded twice, drops invisible characters.

    Returns None, with the reason, if the data is too large or not UTF-8.
    """
    report = Report()
    if len(data) > TEXT_LIMIT:
        message = f"{len(data) / (1 << 20):.1f} MiB of text exceed the limit of {TEXT_LIMIT >> 20} MiB"
        report.say(Location(shown), Rule.TOO_LARGE, message, "split it into several pages")
        return None, report
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Location(shown, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        report.say(place, Rule.NOT_UTF8, f"byte 0x{data[error.start]:02x} is not valid UTF-8", "save the page as UTF-8")
        return None, report
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    text = re.sub(rf"^([ \t]*)[{_MARKS}]+", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]*[^\S \t\n][^\S\n]*$", "", text, flags=re.MULTILINE)  # looks blank, such as U+00A0
    if INVISIBLE.search(text) or (not text.isascii() and _MOJIBAKE.search(text)):
        text = "\n".join(_repair(line, shown, n, report) for n, line in enumerate(text.split("\n"), 1))
    return text, report


def _repair(line: str, shown: str, number: int, report: Report) -> str:
    written = line
    if mojibake := _MOJIBAKE.search(line):
        repaired = decoded_once(line)
        if repaired != line:
            report.say(
                Location(shown, number, mojibake.start() + 1),
                Rule.MOJIBAKE,
                f"text was decoded with the wrong encoding; read as {_repaired_words(line, repaired)!r}",
                "correct the text, and save the page as UTF-8",
            )
        line = repaired.lstrip(_MARKS)
    _report_unseen(line, Location(shown, number), report, written)
    return remove_invisible(line)


def _report_unseen(text: str, place: Location, report: Report, written: str = "") -> None:
    """Report each kind of character that is omitted from the text, at its column in the original line."""
    columns: dict[str, int] = {}
    for match in unseen(text):
        columns.setdefault(named(match[0]), written.find(match[0]) + 1 if written else place.column)
    for name, column in columns.items():
        verb = "are" if name.endswith("s") else "is"
        message, hint = f"{name} {verb} omitted", f"remove {'them' if verb == 'are' else 'it'} from the page"
        report.say(Location(place.path, place.line, column), Rule.CONTROL_CHARACTERS, message, hint)


def _repaired_words(line: str, repaired: str) -> str:
    """The words that differ in the repaired line."""
    before = set(line.split())
    return shorten(" ".join(word for word in repaired.split() if word not in before), 80, placeholder=" …")


def decoded_once(line: str) -> str:
    """A line with double decoding undone; the line itself if it was not decoded twice."""
    import ftfy  # importing takes as long as reading a page, and almost no page needs it

    return ftfy.fix_encoding(line)


def _front_matter(text: str, shown: str, report: Report) -> tuple[dict[str, Any], str]:
    """The values between `---` lines, and the text with those lines blanked; also reads a second block right after."""
    lines = text.split("\n")
    meta: dict[str, Any] = {}
    limit = next((i for i, line in enumerate(lines) if opens_question(line)), len(lines))
    start = 0
    while start < len(lines):
        is_first, opens = start == 0, lines[start].rstrip() == "---"
        body = start + opens
        if opens and not is_first and body < len(lines) and lines[body].rstrip() == "---":
            body += 1
        end = next((i for i in range(body, limit) if lines[i].rstrip() in ("---", "...")), None)
        block = lines[body : limit if end is None else end]
        if end is None or not _is_front_matter(block, opens, is_first):
            if opens and is_first and end is None and _names_ours(takewhile(str.strip, block)):
                place = Location(shown, start + 1, 1)
                report.say(place, Rule.FRONT_MATTER, "front matter is not closed", "end it with a line ---")
            if opens and not is_first:
                lines[start] = ""  # the line that closes a duplicated front matter
            break
        if is_first and not opens:
            hint = "add a line --- above it"
            report.say(Location(shown, 1, 1), Rule.NO_FIRST_RULE, "front matter does not start with ---", hint)
        meta = {**_yaml(block, body, shown, report), **meta}
        lines[start : end + 1] = [""] * (end + 1 - start)
        start = next((i for i in range(end + 1, len(lines)) if lines[i].strip()), len(lines))
    return meta, "\n".join(lines)


def _line_of(key: str, text: str) -> int:
    """The 1-based line that sets a value in the front matter; 1 if there is none."""
    found = re.search(rf"^[\"']?{key}[\"']?\s*:", text, re.IGNORECASE | re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _is_key(line: str) -> bool:
    return re.match(r"""["']?[A-Za-z_][\w-]*["']?\s*:(\s|$)""", line) is not None


def _names_ours(lines: Iterable[str]) -> bool:
    """Whether a line sets a value that this program reads."""
    names = "|".join((*_NAMES, "formats"))
    pattern = re.compile(rf"""(?:- |\{{\s*)?["']?(?:{names})["']?\s*:(?:\s|$)""", re.IGNORECASE)
    return any(map(pattern.match, lines))


def _is_front_matter(lines: Sequence[str], opens: bool, is_first: bool) -> bool:
    """Whether the lines above a `---` are front matter, not text between or above thematic breaks.

    Lines that set a title, topic or level are, even if they are broken. Other names are front matter at the top of a
    page between two `---` lines if no line is plain text, or right below front matter without a gap.
    """
    is_without_gap = bool(lines) and _is_key(lines[0]) and all(line.strip() for line in lines)
    if not opens:
        return is_without_gap and _names_ours(lines) and all(map(_is_of_yaml, lines))
    if not is_first:
        return is_without_gap
    if _names_ours(lines):
        return True
    written = [line for line in lines if line.strip() and not line.startswith("#")]
    first = written[0] if written else ""
    return (_is_key(first) or re.match(r"\{(?!%)", first) is not None) and all(map(_is_of_yaml, written))


def _is_of_yaml(line: str) -> bool:
    return _is_key(line) or line[0] in " \t-{}[]"


def _yaml(lines: Sequence[str], offset: int, shown: str, report: Report) -> dict[str, Any]:
    import yaml

    if sum(map(len, lines)) > _FRONT_LIMIT:
        message = f"front matter exceeds {_FRONT_LIMIT >> 10} KiB"
        report.say(Location(shown, offset, 1), Rule.FRONT_MATTER, message, "keep only what the site needs")
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        meta = yaml.load("\n".join(lines), loader)
    # Besides its own errors, the library passes on Python's for `!!int ""`, `!!bool x` or `!!timestamp x`.
    except (
        yaml.YAMLError,
        RecursionError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
    ) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or "it can't be parsed"
        report.say(
            Location(shown, offset + line + 1, column + 1),
            Rule.FRONT_MATTER,
            f"front matter is not valid YAML: {problem}",
            "quote values that contain ':' or '#'",
        )
        return {}
    if meta is None:
        return {}
    if not isinstance(meta, dict):
        report.say(
            Location(shown, offset + 1, 1),
            Rule.FRONT_MATTER,
            "front matter is not a mapping of names to values",
            "write lines like `title: Git Interview Questions`",
        )
        return {}
    _report_names_given_twice(lines, offset, shown, report)
    return {str(key).lower(): value for key, value in meta.items()}


def _report_names_given_twice(lines: Sequence[str], offset: int, shown: str, report: Report) -> None:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, offset + 1):
        name = line.partition(":")[0].strip().strip("\"'").lower() if _is_key(line) else ""
        if name and (first := seen.setdefault(name, number)) != number:
            message = f"front matter already sets {name} on line {first}; the later value is used"
            report.say(Location(shown, number, 1), Rule.NAME_TWICE, message, "keep only one")
