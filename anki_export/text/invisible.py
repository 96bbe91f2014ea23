"""Characters that no reader sees and that do harm elsewhere: they steer a terminal, turn text around, hide words.

What text of some language or an emoji needs is none of them: joiners and non-joiners, marks of direction, chances to
break a line, variation selectors, and the tags behind a flag.
"""

import re
import unicodedata
from collections.abc import Iterator

_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
"""England, Scotland, Wales: a black flag, the place in tags, and the tag that ends it (UTS #51)."""
_UNSEEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # of terminals; of them, Anki parts fields by U+001F
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates: text reads otherwise than it stands
    "\u206a-\u206f\ufff9-\ufffb\ufffe\uffff"  # out of use, or of no use
    "\U000e0000-\U000e007f]"  # a second alphabet that nothing shows
)
INVISIBLE = re.compile(_UNSEEN)
"""Any of them; one of a flag, too."""
_EACH = re.compile(f"(?P<flag>{_FLAG})|{_UNSEEN}")
_BROKEN = re.compile(f"{_UNSEEN}|[\r\n\u2028\u2029]")


def unseen(text: str) -> Iterator[re.Match[str]]:
    """The places of such characters.

    >>> [match.start() for match in unseen("a\\x1b[31m \\u202eb")]
    [1, 7]
    """
    return (match for match in _EACH.finditer(text) if not match["flag"])


def remove_invisible(text: str) -> str:
    """The text without such characters.

    >>> remove_invisible("a\\x1f\\u200d\\u202e")
    'a\\u200d'
    """
    return _EACH.sub(lambda match: match["flag"] or "", text) if INVISIBLE.search(text) else text


_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Unicode's Default_Ignorable_Code_Point, and the empty pattern of Braille."""
_LETTER = f"[^\\s\x00-\x7f\x80-\x9f\ufff9-\uffff{_IGNORABLE}]"
_IN_NAMES = re.compile(
    f"(?P<kept>{_FLAG}|{_LETTER}[\ufe00-\ufe0f]?(?:[\u200c\u200d](?={_LETTER}))?)|[{_IGNORABLE}]|{_UNSEEN}"
)


def as_name(text: str) -> str:
    """The text as a name: in one form of Unicode, in one line, with nothing in it that shows nothing.

    Joiners and variation selectors stay where letters of other scripts and emoji need them.

    >>> as_name(" Cafe\u0301\u200b \u2028 \u200d Git\u00ad ")
    'Caf\xe9 Git'
    """
    composed = unicodedata.normalize("NFC", text)
    return " ".join(_IN_NAMES.sub(lambda match: match["kept"] or "", composed).split())


def visible(text: str) -> str:
    r"""The text in one line, with such characters written out, for a terminal.

    >>> print(visible("a\x1b[31m\nb"))
    a\x1b[31m\nb
    """
    return _BROKEN.sub(lambda match: ascii(match[0])[1:-1], text)


def named(character: str) -> str:
    """A character as a person looks it up.

    >>> named("\\u202e"), named("\\x1b")
    ('U+202E (right-to-left override)', 'control characters')
    """
    name = unicodedata.name(character, "").lower()
    if not name and unicodedata.category(character) == "Cc":
        return "control characters"
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")
