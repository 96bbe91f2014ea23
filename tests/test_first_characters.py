"""Calling rules only at the first characters of their elements, or of their underlines, changes nothing."""

import random
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_block import lheading

from anki_export.source.render import make_parser
from anki_export.source.syntax import first_characters

_DELIMITERS = ("strikethrough", "emphasis", "superscript", "highlight", "keys", "critic")
"""Rules that rely on being called at their characters."""
_PAGES = [
    page for file in Path(__file__).parent.glob("fixtures/*.txt") for page in file.read_text("utf-8").split("\n.\n")
]
_LINES = [line for page in _PAGES for line in page.split("\n")]
_UNDERLINED = [
    f"{before}Why?\n{line}{after}"
    for line in ("---", "===  ", "-\t")
    for before, after in (
        ("", ""),
        ("> ", ""),
        ("<details>\n\n", "</details>"),
        ("{% details %}\n", "{% enddetails %}"),
    )
]


def _parsed(md: MarkdownIt, text: str) -> list[dict[str, object]]:
    return [token.as_dict() for token in md.parse(text, {})]


def test_pages_are_parsed_as_if_all_rules_were_called_everywhere(monkeypatch):
    fast = make_parser(dollar_math=True)
    monkeypatch.setattr(first_characters, "_BLOCKS", {})
    monkeypatch.setattr(first_characters, "_underlined", lheading)
    few = {name: first_characters._INLINE[name] for name in _DELIMITERS}
    monkeypatch.setattr(first_characters, "_INLINE", few)
    slow = make_parser(dollar_math=True)
    chosen = random.Random(1)
    mixed = ["\n".join(chosen.choices(_LINES, k=12)) for _ in range(200)]
    for text in (*_PAGES, *mixed, *_UNDERLINED):
        assert _parsed(fast, text) == _parsed(slow, text)
