"""Designs with one defect each, and the check that must catch it.

A defect is added to the present design, not edited into it, so that it stays one when the design changes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from msgspec import structs

from anki_export.deck.note_type import Style

from .cards import Card

PICTURES = "Which pictures are there?"
LANGUAGES = "What do languages look like?"
WORDS = "What happens to words"
TABLE = "a table of twenty columns"
FORMULAS = "Which formula is the loss"
CODE = "What does Donau"
LINKS = "Which links are there?"
ARABIC = "ما هو الفرق"
OPTIONS = "Which options stay"
SHORT = "Yes?"
EXAMPLES = (CODE, PICTURES, LANGUAGES, WORDS, TABLE, FORMULAS, LINKS, ARABIC, OPTIONS, SHORT)
"""The cards of the gallery that show a defect, by a part of their names."""


@dataclass(frozen=True, slots=True)
class Defect:
    """What is done to templates and styles or, after Anki has rendered it, to a card."""

    check: str
    on: str
    style: Callable[[Style], Style] = lambda style: style
    card: Callable[[Card], Card] = lambda card: card
    client: str = "droid"
    theme: str = "light"
    engines: tuple[str, ...] = ("chromium", "webkit")


def css(rule: str) -> Callable[[Style], Style]:
    """Add a rule that wins."""
    return lambda style: structs.replace(style, css=f"{style.css}\n{rule}\n")


def sheet(pattern: str, new: str) -> Callable[[Style], Style]:
    """Replace in the styles."""
    return lambda style: structs.replace(style, css=re.sub(pattern, new, style.css))


def front(pattern: str, new: str) -> Callable[[Style], Style]:
    """Replace in the front template."""
    return lambda style: structs.replace(style, front=re.sub(pattern, new, style.front, count=1))


def back(pattern: str, new: str) -> Callable[[Style], Style]:
    """Replace in the back template."""
    return lambda style: structs.replace(style, back=re.sub(pattern, new, style.back, count=1))


def html(pattern: str, new: str) -> Callable[[Card], Card]:
    """Replace in both rendered sides."""
    return lambda card: replace(
        card, question=re.sub(pattern, new, card.question), answer=re.sub(pattern, new, card.answer)
    )


def more(text: str) -> Callable[[Card], Card]:
    """Add to both rendered sides."""
    return lambda card: replace(card, question=card.question + text, answer=card.answer + text)


DEFECTS = {
    # width
    "code does not scroll": Defect(
        "page-width", LANGUAGES, css(".iq pre { overflow: visible !important }"), engines=("chromium",)
    ),
    "long words do not break": Defect("page-width", WORDS, css(".iq * { overflow-wrap: normal !important }")),
    "inline code never breaks": Defect("page-width", CODE, css(".iq.iq code { white-space: nowrap !important }")),
    "a box of fixed width": Defect("inside-viewport", SHORT, css(".iq { width: 420px !important; max-width: none }")),
    "a box pushed out to the left": Defect("inside-viewport", SHORT, css(".iq { position: relative; left: -40px }")),
    "a page that hides what is too wide": Defect(
        "cut-off", WORDS, css(".iq { overflow: hidden } .iq p { width: 60em }")
    ),
    "a table without its scroller": Defect("page-width", TABLE, card=html(r'<div class="iq-scroll"[^>]*>', "<div>")),
    "tables that hide their columns": Defect("scrolling", TABLE, css(".iq .iq-scroll { overflow: hidden !important }")),
    "large pictures as large as they are": Defect(
        "page-width", PICTURES, css(".iq img { max-width: none !important; max-height: none !important }"), client="ios"
    ),
    "pictures pulled out of shape": Defect(
        "picture-size", PICTURES, css(".iq img { width: 300px !important; height: 300px; object-fit: fill }")
    ),
    "text in pixels that do not fit at 200 %": Defect("page-width", SHORT, css(".iq { min-width: 9em !important }")),
    "columns of a letter": Defect("readable-width", WORDS, css(".iq p { max-width: 1em; overflow-wrap: anywhere }")),
    "formulas that widen the page": Defect("page-width", FORMULAS, css(".iq * { overflow: visible !important }")),
    "Arabic from left to right": Defect(
        "direction", ARABIC, css(".iq, .iq * { direction: ltr !important; unicode-bidi: normal !important }")
    ),
    # code
    "code does not wrap on a phone of Apple": Defect(
        "code-lines", LANGUAGES, css(".iq pre, .iq pre * { white-space: pre !important }"), client="ios"
    ),
    "code wraps where it could scroll": Defect(
        "code-lines", LANGUAGES, css(".iq pre { white-space: pre-wrap }"), engines=("chromium",)
    ),
    # keyboard and touch
    "scrollers that no key reaches": Defect("keyboard", TABLE, card=html(r' tabindex="0"', "")),
    "scrollers without a role": Defect("keyboard", TABLE, card=html(r' role="group"', "")),
    "scrollers without a name": Defect("keyboard", TABLE, card=html(r' aria-label="[^"]*"', "")),
    "the focus is not to be seen": Defect(
        "focus",
        LINKS,
        css(".iq *:focus, .iq *:focus-visible { outline: none !important; box-shadow: none !important }"),
        engines=("chromium",),  # a window that nobody sees has no focus in GTK
    ),
    "a low link": Defect(
        "targets", SHORT, css(".iq a[href] { padding: 0 !important; line-height: 1; min-height: 0 !important }")
    ),
    # colours
    "pale text by day": Defect("contrast", SHORT, css(".card:not(.nightMode) .iq { color: #999 }")),
    "pale text at night": Defect("contrast", SHORT, css(".nightMode .iq { color: #666 }"), theme="night"),
    "pale comments in code": Defect("contrast", LANGUAGES, css(".card .iq pre .c1 { color: #9aa3ad !important }")),
    "text that is half transparent": Defect("contrast", SHORT, css(".iq { opacity: .5 }")),
    "text over a gradient": Defect("contrast", SHORT, css(".iq { background: linear-gradient(#fff, #000) }")),
    "dark text on a dark mark": Defect("contrast", LINKS, css(".iq a[href] { background: #333; color: #444 }")),
    "night with one class, old AnkiDroid": Defect(
        "background", SHORT, sheet(r"\.card(?=\.night)", ""), client="droidold", theme="night", engines=("chromium",)
    ),
    "night with one class, desktop": Defect(
        "background", SHORT, sheet(r"\.card(?=\.night)", ""), client="desktop", theme="night", engines=("chromium",)
    ),
    "night by the system": Defect("background", SHORT, sheet("night_?[mM]ode", "dusk"), theme="night"),
    "night that follows the system by day": Defect(
        "background", SHORT, css("@media (prefers-color-scheme: dark) { .card { background: #111; color: #eee } }")
    ),
    "white at night": Defect(
        "background", SHORT, css(".card.nightMode { background-color: #fff !important }"), theme="night"
    ),
    "no colour scheme": Defect("color-scheme", SHORT, css(".card.card { color-scheme: normal }"), theme="night"),
    "transparent pictures on the dark": Defect(
        "picture-ground", PICTURES, css(".iq img { background: none !important }"), theme="night"
    ),
    "both pictures of a pair by day": Defect(
        "picture-pair", PICTURES, css(".iq .iq-only-dark { display: block !important }")
    ),
    "tiny text": Defect("font-size", SHORT, css(".iq * { font-size: 9px !important }")),
    "tiny code": Defect("font-size", LANGUAGES, css(".iq pre code { font-size: .5em !important }")),
    # what comes from elsewhere
    "a font from elsewhere": Defect("offline", SHORT, sheet(r"^", '@import url("https://fonts.example.com/a.css");\n')),
    "a font face from elsewhere": Defect(
        "offline", SHORT, css('@font-face { font-family: X; src: url("//fonts.example.com/a.woff2") }')
    ),
    "a picture from elsewhere": Defect("offline", PICTURES, card=html(r'src="wide', 'src="https://example.org/wide')),
    "a picture that is not there": Defect("picture-loads", PICTURES, card=html(r'src="wide', 'src="gone')),
    "a picture without a word": Defect("picture-alt", PICTURES, card=html(r'alt="A grid, wide"', "")),
    "a script": Defect("scripts", SHORT, card=more("<script>let a = 1</script>")),
    "a script in an attribute": Defect("scripts", SHORT, card=more('<p onclick="run()">x</p>')),
    "a script that fails": Defect("console", SHORT, card=more('<img src="x" alt="x">')),
    "a link into nowhere": Defect("links", LINKS, card=html('href="https://example.org/1"', 'href="basics.md"')),
    # math
    "TeX that is not closed": Defect("math", FORMULAS, card=html(r"\\frac\{1\}\{n\}", r"\\frac{1}{")),
    "an unknown macro": Defect("math", FORMULAS, card=html(r"\\mathbb", r"\\mathbx")),
    "TeX in the text": Defect("math", FORMULAS, card=html(r"\\mathbb\{R\}\^d\\\)", "")),
    # options
    "a right option that the front shows": Defect("options", OPTIONS, css(".iq .iq-correct { font-weight: 600 }")),
    "a right option marked only by colour": Defect("options", OPTIONS, sheet(r'content: "✓ Right"', "content: none")),
    # templates
    "a field with a typo on the front": Defect("content", SHORT, front("{{Topic}}", "{{Topik}}")),
    "a field with a typo on the back": Defect("content", SHORT, back("{{Answer}}", "{{Anwser}}")),
    "braces that are shown": Defect("content", SHORT, back("{{Answer}}", "{{Answer}} {&#123;Source}}")),
    "a back without the answer": Defect("content", SHORT, back("{{Answer}}", "")),
    "a back without the question": Defect("content", SHORT, back("{{FrontSide}}", "")),
    "a front that gives the answer away": Defect("content", SHORT, front("{{Question}}", "{{Question}} {{Answer}}")),
    "no marker of the answer": Defect("marker", SHORT, back("<hr id=answer>", "<hr>")),
    "a marker on the front, too": Defect("marker", SHORT, front("^", "<hr id=answer>")),
    # what axe-core knows
    "a role that does not exist": Defect("axe", SHORT, card=more('<p role="bottom">x</p>')),
    "a link without a name": Defect("axe", LINKS, card=html(">one</a>", "></a>")),
    "a list of something else": Defect("axe", LINKS, card=html("<ol>", "<ol><div>x</div>")),
}
