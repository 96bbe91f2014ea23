"""The names of fenced containers, `::: name`, and what they are: boxes, collapsed boxes, tabs."""

import re
from functools import lru_cache

from anki_export.text.lazy_regex import regex

COLLAPSED_NAMES = frozenset(
    {"details", "dropdown", "collapse", "collapsible", "spoiler", "solution", "answer", "showme"}
)
"""Containers that hide what they hold until a reader opens them."""
COLLAPSED_TAGS = COLLAPSED_NAMES | {
    *("accordion", "accordionitem", "accordion-item", "collapse", "expand", "expandable", "toggle"),
    *("fold", "folding", "hideblock", "hidetoggle"),
}
"""The same for shortcodes, Liquid tags and components, in lower case."""
BOXES = COLLAPSED_NAMES | frozenset(
    "note abstract info tip success question help faq warning failure danger bug example quote attention caution error"
    " hint important todo seealso summary tldr check done fail missing cite secondary notice exercise quiz"
    # of Carpentries lessons
    " callout discussion prereq prerequisites testimonial keypoints objectives questions checklist instructor"
    # of lectures made with Pandoc
    " challenges outcomes readings quizzes"
    # of textbooks
    " theorem lemma proof definition corollary proposition remark".split()
)
"""Containers that the page shows as a box with a title."""
TAB_SETS = frozenset({"panel-tabset", "tabset", "tabs", "code-group", "code-tabs"})
LAYOUT = frozenset(
    "center left right justify columns column row grid cards raw v-pre only figure table tab-set challenge".split()
)
"""Containers of which the page shows nothing but what they hold."""
_HIDES = regex(
    r"(?:\{\{[<%-]?|\{%[<%-]?(?:[ \t]*filter[ \t])?|////*|`\{|~\{|<)[ \t]*"
    rf"(?i:admonition|{'|'.join(sorted(COLLAPSED_TAGS, reverse=True))})\b(?!(?<=details)[ \t]*>)"
)
"""With literals as alternatives, which `re` finds by their first characters."""
HIDING = (":::", "{{", "{%", "///", "`{", "~{", "<")
"""What a text has if it may hide something."""
_COLONS = regex(rf":::+[ \t]*(?:\{{\.?)?(?i:admonition|{'|'.join(sorted(COLLAPSED_NAMES, reverse=True))})\b")
_CHALLENGE = regex(r":::+[ \t]*(?:\{[ \t]*\.?)?challenge\b", re.IGNORECASE)
"""It holds its solution, and has a format of its own."""
_CLASS = regex(r"(?:^|\s)\.([A-Za-z][\w-]*)")
_OF_QUARTO = "callout-"


def container_name(written: str) -> str:
    """The name in the first line of a container: a word, or the first class in braces.

    >>> container_name("Tip"), container_name("{#one .callout-tip}"), container_name("{dropdown}")
    ('tip', 'callout-tip', 'dropdown')
    """
    found = _CLASS.search(written[1:]) if written.startswith("{") else None
    return (found[1] if found else (written.strip("{}. ").split() or [""])[0]).lower()


@lru_cache(1)  # several formats ask about a page
def may_hide(text: str) -> bool:
    """Whether a page seems to have collapsed blocks with titles, other than raw HTML.

    >>> [may_hide(text) for text in ('{{< details "Why?" >}}', "/// details | Why?", ":::{dropdown} Why?", "<details>")]
    [True, True, True, False]
    """
    if ":::" in text and _COLONS.search(text) and not _CHALLENGE.search(text):
        return True
    return _HIDES.search(text) is not None


def box_kind(name: str) -> str:
    """The kind of box that a container is; empty if it isn't a box.

    >>> box_kind("callout-tip"), box_kind("tip"), box_kind("columns")
    ('tip', 'tip', '')
    """
    kind = name.removeprefix(_OF_QUARTO)
    return kind if kind in BOXES else ""
