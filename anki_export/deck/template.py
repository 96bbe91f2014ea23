"""A template and the fields of a note → the HTML of a card's side, as Anki renders it.

Only what our templates use: `{{Field}}`, `{{text:Field}}`, `{{FrontSide}}`, and the sections `{{#Field}}` and
`{{^Field}}`, which end at `{{/Field}}`.
"""

import re
from collections.abc import Mapping
from html import unescape

_TAG = re.compile(r"\{\{([#^/]|text:)?([^{}]+)\}\}")
# What Anki takes for nothing (template.rs, field_is_empty), and for markup (text.rs, strip_html).
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?-->|<(style|script).*?>.*?</\1>|<.*?>", re.IGNORECASE | re.DOTALL)


def render(template: str, fields: Mapping[str, str]) -> str:
    """Fill a template; on a back, `FrontSide` is one of the fields. Raises KeyError for a field that isn't there.

    >>> render("{{#Why}}Because {{Why}}{{/Why}}{{^Why}}{{text:What}}{{/Why}}", {"What": "<b>R&amp;D</b>", "Why": " "})
    'R&D'
    """
    shown: list[str] = []
    sections = [True]
    """Whether what stands inside each open section is shown."""
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
                is_empty = _EMPTY.fullmatch(fields[name]) is not None
                sections.append(sections[-1] and is_empty is (kind == "^"))
            case _ if sections[-1]:
                shown.append(_text(fields[name]) if kind else fields[name])
    return "".join(shown) + template[end:]


def _text(html: str) -> str:
    return unescape(_MARKUP.sub("", html)).replace("\xa0", " ")
