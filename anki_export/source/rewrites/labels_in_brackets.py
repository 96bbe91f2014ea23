"""Labels in brackets, as in Chinese, Japanese and Korean, get a colon before a page is parsed, line by line:

    【答案】B           答案：B
    **[정답]** B        **정답：** B
    1. 【問題】なぜ？     1. 問題：なぜ？

In square brackets, which mean other things in other languages, only labels of answers and explanations do.
"""

import re

from anki_export.source.outline import Outline
from anki_export.text.label_kinds import is_label_of
from anki_export.text.regex import regex

_LABEL = regex(
    r"^(?P<start>[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*)?)(?P<opening>[【\[])(?P<label>[^\x00-\x7f]{1,8})"
    r"(?:】[:：]?|\](?![(\[:]))(?P<close>\*\*)?[:：]?[ \t]*"
)
_ANSWERS = ("answer", "solution", "explanation")


def labels_in_brackets_as_text(text: str) -> str:
    """The text of a page with such labels without brackets."""
    lines = text.split("\n")
    is_code = Outline(lines).is_code
    return "\n".join(line if is_code[number] else _LABEL.sub(_with_colon, line) for number, line in enumerate(lines))


def _with_colon(found: re.Match[str]) -> str:
    kinds = _ANSWERS if found["opening"] == "[" else (*_ANSWERS, "question", "hint", "exercise")
    is_label = is_label_of(found["label"], *kinds)
    return f"{found['start']}{found['label']}：{'** ' * bool(found['close'])}" if is_label else found[0]
