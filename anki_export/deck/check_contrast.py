"""Check the contrast of text and background colours on cards, as defined by WCAG 2."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from anki_export.text.lazy_regex import regex

ENOUGH = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of normal size."""

_PAIRS = (
    ("iq-text", "iq-bg iq-answer-bg iq-code-bg iq-stripe iq-mark-bg"),
    ("iq-muted", "iq-bg iq-answer-bg iq-code-bg iq-stripe"),
    ("iq-accent", "iq-bg iq-answer-bg iq-stripe"),
    ("iq-ok", "iq-ok-bg iq-stripe"),
    ("iq-mid", "iq-mid-bg iq-stripe"),
    ("iq-hard", "iq-hard-bg iq-stripe"),
    *((f"hl-{kind}", "iq-code-bg iq-answer-bg") for kind in "comment keyword string number name tag error".split()),
)
"""Text colours, each with its possible backgrounds."""
_BLOCK = regex(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = regex(r"--([\w-]+)\s*:\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\s*(?:;|\Z)")
_COMMENT = regex(r"/\*.*?\*/", re.DOTALL)

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 255."""


class LowContrast(Struct, frozen=True):
    """Two colours with too little contrast; `theme` is "light" or "dark"."""

    theme: str
    text: str
    background: str
    ratio: float

    def __str__(self) -> str:
        names = f"--{self.text} on --{self.background}"
        return f"in {self.theme} mode, {names} has a contrast ratio of {self.ratio:.2f}; text needs {ENOUGH} or more"

    def line_in(self, css: str) -> int:
        """The last line of `css` that sets one of the two, or 0."""
        found = [m.start() for name in (self.text, self.background) for m in re.finditer(rf"--{name}\s*:", css)]
        return css.count("\n", 0, max(found)) + 1 if found else 0


def low_contrasts(css: str) -> Iterator[LowContrast]:
    """Yield text colours with less contrast than ENOUGH, each on its worst background, in light and dark mode.

    Only variables that are set to `#rgb` or `#rrggbb` are checked.
    """
    for theme, colours in palettes(css).items():
        for text, names in _PAIRS:
            ratio, background = min((contrast(colours[text], colours[name]), name) for name in names.split())
            if ratio < ENOUGH:
                yield LowContrast(theme, text, background, ratio)


def palettes(css: str) -> dict[str, Mapping[str, Colour]]:
    """The colours of the variables on `.card`; later rules win, and dark mode inherits from light mode."""
    light: dict[str, Colour] = {}
    dark: dict[str, Colour] = {}
    for selectors, declarations in _BLOCK.findall(_COMMENT.sub("", css)):
        names = {selector.strip() for selector in selectors.split(",")}
        colours = {name: parse(colour) for name, colour in _COLOUR.findall(declarations)}
        if names & {".card", ":root", "html", "body"}:
            light |= colours
        if any("nightMode" in name or "night_mode" in name for name in names):
            dark |= colours
    return {"light": light, "dark": {**light, **dark}}


def parse(colour: str) -> Colour:
    """The colour of `#rgb` or `#rrggbb`.

    >>> parse("#fff")
    (255.0, 255.0, 255.0)
    """
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (float(int(digits[i : i + 2], 16)) for i in (0, 2, 4))
    return red, green, blue


def to_hex(colour: Colour) -> str:
    """The colour as `#rrggbb`."""
    return "#" + "".join(f"{round(part):02x}" for part in colour)


def mix(colour: Colour, other: Colour, share: float) -> Colour:
    """A mix of two colours, with a `share` of the first from 0 to 1."""
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, from 1 (the same colour) to 21 (black on white).

    >>> contrast(parse("#000000"), parse("#ffffff"))
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
