"""Decode the bytes of a page or of an included file into text, and repair it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from textwrap import shorten

from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.text.invisible_characters import INVISIBLE, named, remove_invisible, unseen
from anki_export.text.lazy_regex import regex

TEXT_LIMIT = 1 << 20
"""Maximum bytes of a page or included text: seventy times our largest page, and parsed within seconds."""
_MOJIBAKE = regex(r"[ÂÃâäåæçèéðïÐÑ][\u0080-\u00bf\u0100-\u0192\u02c6-\u2122]")
_MARKS = "\ufeff\u200b"
"""Byte order marks left at the start of lines by tools that concatenate files."""


def decode(data: bytes, shown: str) -> tuple[str | None, Sequence[Diagnostic]]:
    """Decode UTF-8 to text with `\\n` line ends; repairs text that was decoded twice, drops invisible characters.

    Returns None, with the reason, if the data is too large or not UTF-8.
    """
    if len(data) > TEXT_LIMIT:
        hint = "split it into several pages"
        return None, [Diagnostic(Location(shown), Rule.TOO_LARGE, over_limit(len(data)), hint)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Location(shown, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        message = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
        return None, [Diagnostic(place, Rule.NOT_UTF8, message, "save the page as UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():  # most pages
        return text, []
    text = re.sub(rf"^([ \t]*)[{_MARKS}]+\t*", r"\1", text, flags=re.MULTILINE)  # such a tab makes no code
    text = re.sub(r"^[ \t]*[^\S \t\n][^\S\n]*$", "", text, flags=re.MULTILINE)  # looks blank, such as U+00A0
    if not (INVISIBLE.search(text) or (not text.isascii() and _MOJIBAKE.search(text))):
        return text, []
    repaired = [_repaired(line, Location(shown, number)) for number, line in enumerate(text.split("\n"), 1)]
    return "\n".join(line for line, _ in repaired), [problem for _, found in repaired for problem in found]


def over_limit(size: int) -> str:
    """What is said of more text than is read; its size is rounded up.

    >>> over_limit(TEXT_LIMIT + 1)
    '1.1 MiB of text exceed the limit of 1 MiB'
    """
    return f"{ceil(size * 10 / (1 << 20)) / 10} MiB of text exceed the limit of {TEXT_LIMIT >> 20} MiB"


def in_conflict(shown: str, lines: Iterable[int]) -> Iterator[Diagnostic]:
    """Report the conflicts of a page or an included file, by their first lines."""
    for line in lines:
        hint = "keep the text that is right, and remove the lines <<<<<<<, ======= and >>>>>>>"
        yield Diagnostic(Location(shown, line, 1), Rule.PAGE_CONFLICT, "a merge left conflict markers", hint)


def _repaired(written: str, place: Location) -> tuple[str, list[Diagnostic]]:
    """A line decoded once and without invisible characters, and what is reported about it."""
    problems: list[Diagnostic] = []
    line = written
    if mojibake := _MOJIBAKE.search(written):
        line = decoded_once(written)
        if line != written:
            message = f"text was decoded with the wrong encoding; read as {_repaired_words(written, line)!r}"
            hint = "correct the text, and save the page as UTF-8"
            problems.append(Diagnostic(replace(place, column=mojibake.start() + 1), Rule.MOJIBAKE, message, hint))
        line = line.lstrip(_MARKS)
    return remove_invisible(line), [*problems, *unseen_in(line, place, written)]


def unseen_in(text: str, place: Location, written: str = "") -> list[Diagnostic]:
    """Each kind of character that is omitted from the text, at its column in the original line."""
    columns: dict[str, int] = {}
    for match in unseen(text):
        columns.setdefault(named(match[0]), written.find(match[0]) + 1 if written else place.column)
    problems = []
    for name, column in columns.items():
        verb, them = ("are", "them") if name.endswith("s") else ("is", "it")
        message, hint = f"{name} {verb} omitted", f"remove {them} from the page"
        problems.append(Diagnostic(replace(place, column=column), Rule.CONTROL_CHARACTERS, message, hint))
    return problems


def _repaired_words(line: str, repaired: str) -> str:
    """The words that differ in the repaired line."""
    before = set(line.split())
    return shorten(" ".join(word for word in repaired.split() if word not in before), 80, placeholder=" …")


def decoded_once(line: str) -> str:
    """A line with double decoding undone; the line itself if it was not decoded twice."""
    import ftfy  # importing takes as long as reading a page, and almost no page needs it

    return ftfy.fix_encoding(line)
