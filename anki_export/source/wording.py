"""When two questions are the same one: equal, or equal but for case, spaces and punctuation."""

import re
import unicodedata

_CODE = re.compile(r"`([^`]*)`")
_EDGE = " \t\n.,;:!?\"'“”‘’„«»()[]{}*_~…¿¡。，？！、：；—–-"


def normalised(question: str) -> str:
    """A question without what an edit may change and leave it the same; code keeps every character.

    >>> normalised("What does `git add .` do?") == normalised("what does  `git add .` do")
    True
    >>> normalised("What is `$@`?") == normalised("What is `$*`?")
    False
    """
    words: list[str] = []
    for i, part in enumerate(_CODE.split(unicodedata.normalize("NFC", question))):
        if i % 2:
            words += part.split()
        else:
            words += filter(
                None, (word.strip(_EDGE) for word in unicodedata.normalize("NFKC", part).casefold().split())
            )
    return " ".join(words)
