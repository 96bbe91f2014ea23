"""The tag by which the plugin Spaced Repetition of Obsidian knows a page with flashcards, and the deck that it names.

    #flashcards/Networks/ARP            in a line of tags, before or after the text of a line, or in the front matter

The tag is `flashcards` unless the settings name others. Inside a sentence or in code, a tag has no effect.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from anki_export.source.candidates.obsidian_and_logseq_as_markdown import masked_code
from anki_export.source.outline import Outline

_TAGS_ONLY = r"(?:\#[\w/-]+[ \t,]*)*"


def has_tag(text: str, meta: Mapping[str, Any], tags: Sequence[str]) -> bool:
    """Whether a page may have one of the tags: a quick check."""
    return "tags" in meta or "tag" in meta or _is_written(text, tags)


def deck_tag(text: str, meta: Mapping[str, Any], tags: Sequence[str]) -> str | None:
    """The first of the tags on a page with what it adds, without `#`; None without one.

    >>> deck_tag("#flashcards/Networks/ARP\\n", {}, ("flashcards",))
    'flashcards/Networks/ARP'
    """
    given = meta.get("tags", meta.get("tag"))
    named = re.split(r"[,\s]+", given) if isinstance(given, str) else given if isinstance(given, list) else ()
    pattern = tag_pattern(tags)
    for name in named:
        if isinstance(name, str) and pattern.fullmatch(f"#{name.removeprefix('#').strip()}"):
            return name.removeprefix("#").strip()
    if not _is_written(text, tags):
        return None
    outline = Outline(text.split("\n"))
    for number, line in enumerate(outline.lines):
        if "#" in line and not outline.is_code[number]:
            line = masked_code(line)
            for match in pattern.finditer(line):
                before, after = line[: match.start()], line[match.end() :]
                if re.fullmatch(rf"[\s>*+-]*(?:\d+[.)]\s+)?(?:[\w ]{{1,20}}::?[ \t]*)?{_TAGS_ONLY}", before) or (
                    re.fullmatch(rf"[ \t]*{_TAGS_ONLY}(?:<!--.*-->\s*)?", after) and _ends_text(before)
                ):
                    return match[0].removeprefix("#")
    return None


def _is_written(text: str, tags: Sequence[str]) -> bool:
    lower = text.lower() if "#" in text else ""
    return any(f"#{tag.removeprefix('#').lower()}" in lower for tag in tags)


def _ends_text(before: str) -> bool:
    """Whether a tag after a text is not a word of its sentence: a heading or a card ends above it."""
    text = re.sub(r"(?:#[\w/-]+[ \t,]*)+$", "", before).rstrip()
    return text.startswith("#") or "::" in text or text[-1:] in "?.!:。？"


def deck_of_tag(tag: str) -> str:
    """The deck that a tag names: what it adds after its first part, with `::` between parts; empty if nothing."""
    return "::".join(filter(None, tag.split("/")[1:]))


def tag_pattern(tags: Sequence[str]) -> re.Pattern[str]:
    """Matches one of the tags, with what it adds: `#flashcards/Networks`."""
    names = "|".join(re.escape(tag.removeprefix("#")) for tag in tags)
    return re.compile(rf"(?<![\w/#&])#(?:{names})(?:/[\w-]+)*(?![\w/-])" if names else r"(?!)", re.IGNORECASE)
