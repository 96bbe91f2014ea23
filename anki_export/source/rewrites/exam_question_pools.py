"""Questions of a pool, as those of exams for amateur radio, get labels before a page is parsed, line by line:

    N1A01 (B) [§ 4]                 an id, the letter of the right option, and perhaps what it rests on
    Which side is port?             Q: Which side is port?
    A. The right one                A. The right one
    B. The left one                 B. The left one
    ~~                              Answer: B
                                    ***

At least two such questions are on the page. Lines between them, such as the titles of groups, stay text.
"""

import re

from anki_export.source.outline import Outline
from anki_export.text.lazy_regex import regex

_QUESTION = regex(
    r"^(?=\S*\d)[A-Z][A-Z0-9.-]{2,9}[ \t]+\((?P<right>[A-H])\)[^\n]*\n(?P<asked>[^\n]*\S[^\n]*)\n"
    r"(?P<options>(?:<!--[^\n]*-->[ \t]*\n)?(?:[A-H]\.[ \t][^\n]*\n){2,8})~~[ \t]*\n(?P<blank>[ \t]*\n)?",
    re.MULTILINE,
)
_LEAST = 2


def question_pool_as_labels(text: str) -> str:
    """The text of a page with labels at such questions."""
    if sum(1 for _ in _QUESTION.finditer(text)) < _LEAST:
        return text
    is_code = Outline(text.split("\n")).is_code

    def labelled(match: re.Match[str]) -> str:
        if is_code[text.count("\n", 0, match.start())]:
            return match[0]
        rule = "***\n" if match["blank"] else ""
        return f"\nQ: {match['asked']}\n{match['options']}Answer: {match['right']}\n{rule}"

    return _QUESTION.sub(labelled, text)
