"""Render a template with the fields of a note, as Anki does.

Supports only what our templates use: `{{Field}}`, `{{text:Field}}`, `{{FrontSide}}`, and the sections `{{#Field}}` and
`{{^Field}}`, which end at `{{/Field}}`.
"""

import re
from collections.abc import Mapping
from html import unescape

from anki_export.text.lazy_regex import regex

_TAG = regex(r"\{\{([#^/]|text:)?([^{}]+)\}\}")
# What Anki treats as empty (template.rs, field_is_empty) and as markup (text.rs, strip_html).
_EMPTY = regex(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_MARKUP = regex(r"<!--.*?-->|<(style|script).*?>.*?</\1>|<.*?>", re.IGNORECASE | re.DOTALL)


def render(template: str, fields: Mapping[str, str]) -> str:
    """Render a template; for a back, `FrontSide` is one of the fields. Raises KeyError for a missing field.

    >>> render("{{#Why}}Because {{Why}}{{/Why}}{{^Why}}{{text:What}}{{/Why}}", {"What": "<b>R&amp;D</b>", "Why": " "})
    'R&D'
    """
    shown: list[str] = []
    sections = [True]
    """Whether the content of each open section is shown."""
    end = 0
    for tag in _TAG.finditer(template):
        kind, name = tag[1], tag[2].strip()
        if sections[-1]:
            shown.append(template[end : tag.start()])
        end = tag.end()
        match kind:
            case "/":
                sections.pop()
            case "#" | "^":
                sections.append(sections[-1] and is_empty(fields[name]) is (kind == "^"))
            case _ if sections[-1]:
                shown.append(shown_text(fields[name]) if kind else fields[name])
    return "".join(shown) + template[end:]


def is_empty(value: str) -> bool:
    """Whether Anki treats a field as empty."""
    return _EMPTY.fullmatch(value) is not None


def shown_text(html: str) -> str:
    """The text that `{{text:Field}}` shows."""
    return unescape(_MARKUP.sub("", html)).replace("\xa0", " ")
