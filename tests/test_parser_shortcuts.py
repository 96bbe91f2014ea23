"""Calling rules only at the first characters of their elements, and reading usual text directly, changes no token."""

import random
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_block import hr, lheading, list_block, paragraph
from markdown_it.rules_core import block, text_join

from anki_export.source.render_and_sanitize import make_parser
from anki_export.source.syntax import inline_parsing_limits, parser_shortcuts

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
_PIECES = (
    *(
        "**",
        "**",
        "`",
        "`",
        "*",
        "_",
        "__",
        "``",
        " ",
        " ",
        "a",
        "ab",
        "Ü",
        "。",
        ".",
        ",",
        ":",
        "(",
        ")",
        "?",
        "-",
        "1. ",
    ),
    *(
        "\\*",
        "\\",
        "&amp;",
        "&",
        "\n",
        "  \n",
        "\t",
        "\u00a0",
        "![a &amp; b](p.png)",
        "[x](y)",
        "<b>",
        "> ",
        "- ",
        "    ",
    ),
)
_LIST_LINES = (
    *("- a", "- b", "- c", "- [ ] d", "- [x] e", "* a", "+ b", "-  wide", "-\ttab", "- `a`", "- 5", "- 1. a", "- - a"),
    *("", "", "", "text", "  below", "    code", "1. a", "> - a", "---", "- - -", "# a", ": a", "  : a", "- a | b"),
    *("|---|", "- <details>", "</details>", '??? note "a"', "    - a", "    - b", "  - a", "-", "- "),
)


def _parsed(md: MarkdownIt, text: str) -> list[dict[str, object]]:
    return [token.as_dict() for token in md.parse(text, {})]


def test_pages_are_parsed_as_if_all_rules_were_called_everywhere(monkeypatch):
    chosen = random.Random(1)
    mixed = ["\n".join(chosen.choices(_LINES, k=12)) for _ in range(200)]
    short = ["".join(chosen.choices(_PIECES, k=1 + at % 9)) for at in range(6000)]
    lists = ["\n".join(chosen.choices(_LIST_LINES, k=2 + at % 8)) for at in range(2000)]
    titles = ("<b>a</b>", "<strong>a b </strong>", "<b>a*b*</b>", "<i>a</b>", "<b></b>", "<B>a</B>", "<em>a</em> b")
    texts = (*_PAGES, *mixed, *_UNDERLINED, *_PIECES, *short, *lists, *titles)
    fast = make_parser(dollar_math=True)
    found = [_parsed(fast, text) for text in texts]
    rules = {"underlined": lheading, "paragraph": paragraph, "rule": hr, "list": list_block}
    for name, rule in {**rules, "blocks": block, "join_text": text_join}.items():
        monkeypatch.setattr(parser_shortcuts, f"_{name}", rule)
    monkeypatch.setattr(parser_shortcuts, "_BLOCKS", {})
    monkeypatch.setattr(parser_shortcuts, "_INLINE", {name: parser_shortcuts._INLINE[name] for name in _DELIMITERS})
    monkeypatch.setattr(inline_parsing_limits, "code_and_bold", lambda text: None)
    slow = make_parser(dollar_math=True)
    assert [token.as_dict() for token in fast.parseInline("a *b*")] == [
        token.as_dict() for token in slow.parseInline("a *b*")
    ]
    for text, tokens in zip(texts, found, strict=True):
        assert tokens == _parsed(slow, text), text
