"""Questions about code, a table, a picture or a file that their cards don't show.

    What is the output of the code below?      How many rows does `sales/2024.csv` have?

A file is one to open if the question links to it on the site, or if the page links to it and the question names it in
code.
"""

from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import FOLLOWS, CheckedPage, CheckedQuestion, Finding
from anki_export.source.link_urls import is_elsewhere
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

_SUBJECT = Words("this_code", "shown")
_BLOCKS = ("<pre", "<table", "[sound:")
_SHOWS = (*_BLOCKS, "<code", "<a ")
"""A link may lead to it."""
_FILE = regex(
    r"(?<![\w.-])[\w.-]+\.(?:csv|tsv|json|jsonl|ya?ml|toml|xml|txt|log|sql|sh|ps1|py|ipynb|jsx?|tsx?|cs|java|go|rs|rb"
    r"|php|c|cpp|h|tf|bicep|conf|ini|http|zip|tar|gz|xlsx?|db|sqlite|parquet)\Z"
)
"""Data and code, unlike pages and pictures."""


def missing_subject(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report a question that points to what neither side of its card shows."""
    question = checked.question
    text = question.question_text.lower()
    # What it names may follow a colon.
    is_open = ":" not in text and "：" not in text and "\n" not in text and not checked.parts.options
    is_open = is_open and checked_page.names_what_follows and FOLLOWS.are_in(text) and _SUBJECT.are_in(text)
    if not is_open and "." not in text:
        return None  # as most
    card = f"{question.question}\n{question.answer}\n{question.explanation}"
    if is_open and not any(sign in card for sign in _SHOWS):
        message = "question points to something that the card does not show"
        return Finding(checked.line, Rule.NOT_SHOWN, message, "put the code, table or picture at the start of its body")
    if "." not in text or any(sign in card for sign in _BLOCKS):
        return None
    name = next(_files(checked, checked_page.page.text), "")
    hint = "put what it refers to at the start of its body"
    message = f"question points to {name}, which the card does not show"
    return Finding(checked.line, Rule.NOT_SHOWN, message, hint) if name else None


def _files(checked: CheckedQuestion, page: str) -> Iterator[str]:
    """The names of the files that a question points to."""
    title = checked.title.children or ()
    for token in (*title, *(t for block in checked.parts.front for one in block.tokens for t in one.children or ())):
        if token.type == "link_open" and not is_elsewhere(href := unquote(str(token.attrGet("href")))):
            yield from _FILE.findall(basename(href))
        elif token.type == "code_inline":
            words = (basename(word) for word in token.content.split())
            yield from (name for word in words for name in _FILE.findall(word) if _links_to(page, name))


def _links_to(page: str, name: str) -> bool:
    return any(f"{sign}{name})" in page for sign in ("/", "]("))
