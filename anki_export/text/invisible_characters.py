"""Control, invisible and bidirectional characters, which can control a terminal, reorder text or hide words.

Characters that a language or an emoji needs are not included: joiners and non-joiners, direction marks, line break
opportunities, variation selectors, and the tags after a flag.
"""

import re
import unicodedata
from collections.abc import Iterator

from anki_export.text.lazy_regex import regex

_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
"""England, Scotland, Wales: a black flag, the region in tags, and the end tag (UTS #51)."""
_UNSEEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters; Anki separates fields with U+001F
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates: text is displayed in a different order
    "\u206a-\u206f\ufff9-\ufffb\ufffe\uffff"  # deprecated or unused
    "\U000e0000-\U000e007f]"  # tag characters: an invisible copy of ASCII
)
INVISIBLE = regex(_UNSEEN)
"""Any of them, including those of a flag."""
_EACH = regex(f"(?P<flag>{_FLAG})|{_UNSEEN}")
_BROKEN = regex(f"{_UNSEEN}|[\r\n\u2028\u2029]")


def unseen(text: str) -> Iterator[re.Match[str]]:
    """The matches of such characters.

    >>> [match.start() for match in unseen("a\\x1b[31m \\u202eb")]
    [1, 7]
    """
    return (match for match in _EACH.finditer(text) if not match["flag"])


def remove_invisible(text: str) -> str:
    """The text without such characters.

    >>> remove_invisible("a\\x1f\\u200d\\u202e")
    'a\\u200d'
    """
    return _EACH.sub(lambda match: match["flag"] or "", text) if has_invisible(text) else text


def has_invisible(text: str) -> bool:
    """Whether the text has such characters, or flags."""
    return not text.isprintable() and INVISIBLE.search(text) is not None  # the first is three times as fast


_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Unicode's Default_Ignorable_Code_Point, and the empty pattern of Braille."""
_LETTER = f"[^\\s\x00-\x7f\x80-\x9f\ufff9-\uffff{_IGNORABLE}]"
_IN_NAMES = regex(
    f"(?P<kept>{_FLAG}|{_LETTER}[\ufe00-\ufe0f]?(?:[\u200c\u200d](?={_LETTER}))?)|[{_IGNORABLE}]|{_UNSEEN}"
)


def as_name(text: str) -> str:
    """The text as a name: normalised, on one line, without invisible characters.

    Joiners and variation selectors are kept where letters of other scripts and emoji need them.

    >>> as_name(" Cafe\u0301\u200b \u2028 \u200d Git\u00ad ")
    'Caf\xe9 Git'
    """
    if text.isascii() and text.isprintable():  # most names
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join(_IN_NAMES.sub(lambda match: match["kept"] or "", composed).split())


def visible(text: str) -> str:
    r"""The text on one line, with such characters escaped, for a terminal.

    >>> print(visible("a\x1b[31m\nb"))
    a\x1b[31m\nb
    """
    return text if text.isprintable() else _BROKEN.sub(lambda match: ascii(match[0])[1:-1], text)


def named(character: str) -> str:
    """A character's name for messages.

    >>> named("\\u202e"), named("\\x1b")
    ('U+202E (right-to-left override)', 'control characters')
    """
    name = unicodedata.name(character, "").lower()
    if not name and unicodedata.category(character) == "Cc":
        return "control characters"
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")
