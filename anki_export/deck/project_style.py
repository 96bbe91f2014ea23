"""Add a project's accent colour, font and CSS to the default styles."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from anki_export.deck.check_contrast import ENOUGH, contrast, low_contrasts, mix, palettes, parse, to_hex
from anki_export.deck.note_type import Style, short_digest, style
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.recorded_reads import Disk, Outside
from anki_export.settings import Settings
from anki_export.text.difficulty_levels import LEVELS
from anki_export.text.lazy_regex import regex

_LIMIT = 1 << 18
"""Maximum size of a CSS file in bytes."""

_TINT = 0.08
"""The share of the accent in the background of the answer."""
_OUTSIDE = regex(r"@import\b|\burl\(|\bimage-set\(|\\", re.IGNORECASE)
"""A backslash outside quotes can be an escape for any of the others."""
_TAG = regex(r"</?[a-z!]", re.IGNORECASE)
_STRING_OR_COMMENT = regex(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)
_LEVEL_COLOURS = ("ok", "mid", "hard")


def project_style(settings: Settings, disk: Disk) -> tuple[Style, list[Diagnostic]]:
    """The styles with the settings applied, and diagnostics about their colours and CSS."""
    base, extra = style(), ""
    css_file = display_path(settings.home / settings.extra_css)
    problems: list[Diagnostic] = []
    if settings.extra_css:
        try:
            extra = _css_in(settings.home, settings.extra_css, disk).decode()
        except (OSError, UnicodeDecodeError) as error:
            problem = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else reason(error)
            hint = "name a readable .css file next to or below the settings file"
            place = settings.places.get("extra_css", Location("extra_css"))
            problems.append(Diagnostic(place, Rule.EXTRA_CSS, f"{css_file} {problem}", hint))
        for line, found in external_references(extra):
            hint = "remove it: cards load nothing, and backslashes and HTML tags could hide an address"
            message = f"{found!r} is not allowed in card styles"
            problems.append(Diagnostic(Location(css_file, line, 1), Rule.EXTRA_CSS, message, hint))
    result = styled(
        base,
        accent=settings.accent,
        accent_night=settings.accent_night,
        font=settings.font,
        levels=settings.levels if settings.levels != LEVELS else (),
        extra=extra,
    )
    if result is not base:
        colour = settings.places.get("accent") or settings.places.get("accent_night")
        hint = "use a darker colour for light mode, or a lighter one for dark mode"
        for pair in low_contrasts(result.css):
            place = Location(css_file, line, 1) if (line := pair.line_in(extra)) or not colour else colour
            problems.append(Diagnostic(place, Rule.LOW_CONTRAST, str(pair), hint))
    return result, problems


def _css_in(folder: Path, name: str, disk: Disk) -> bytes:
    """The content of a CSS file in or below `folder`; raises OSError, also for a name without `.css`."""
    try:
        if disk.locate_in(folder, name).suffix.lower() != ".css":
            raise PermissionError(0, "its name does not end in .css", name)
        return disk.read_in(folder, name, _LIMIT)
    except Outside:
        raise PermissionError(0, f"it is outside {display_path(folder)}", name) from None


def styled(
    base: Style,
    *,
    accent: str = "",
    accent_night: str = "",
    font: str = "",
    levels: Sequence[str] = (),
    extra: str = "",
) -> Style:
    """`base` with a project's settings, or `base` itself without any.

    Colours are `#rgb` or `#rrggbb`. Without `accent_night`, the accent is lightened until it is readable in dark mode.
    `levels` are all levels, easiest first, if they are not the default ones.
    """
    parts = [*_accents(base.css, accent, accent_night), *_level_rules(base.css, levels)]
    if font:
        parts.insert(0, f".card {{ --iq-font: {font}; }}")
    if parts:
        parts.insert(0, "/* from the settings */")
    if extra.strip():
        parts.append(f"/* extra */\n{extra.strip()}")
    if not parts:
        return base
    own = short_digest([accent, accent_night, font, list(levels), extra.strip()])
    return replace(base, css="\n".join([base.css.rstrip("\n"), "", *parts, ""]), own=own)


def external_references(css: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of what would load a resource or end the style sheet: cards must work offline."""
    rules = _STRING_OR_COMMENT.sub(lambda quoted: re.sub(r"[^\n]", " ", quoted[0]), css)
    for found in (*_OUTSIDE.finditer(rules), *_TAG.finditer(css)):
        yield css.count("\n", 0, found.start()) + 1, found[0]


def _accents(css: str, accent: str, accent_night: str) -> Iterator[str]:
    colours = palettes(css) if accent or accent_night else {}
    if accent and not accent_night:
        lightened = parse(accent)
        dark = colours["dark"]
        while min(contrast(lightened, dark["iq-bg"]), contrast(lightened, dark["iq-answer-bg"])) < ENOUGH + 1:
            lightened = mix(lightened, (255, 255, 255), 0.9)
        accent_night = to_hex(lightened)
    for theme, selector, colour in (
        ("light", ".card", accent),
        ("dark", ".card.nightMode, .card.night_mode", accent_night),
    ):
        if colour:
            background = to_hex(mix(parse(colour), colours[theme]["iq-bg"], _TINT))
            yield f"{selector} {{ --iq-accent: {colour}; --iq-answer-bg: {background}; }}"


def _level_rules(css: str, levels: Sequence[str]) -> Iterator[str]:
    """Rules that colour levels by difficulty, for levels that the styles don't name."""
    for i, level in enumerate(levels):
        if f".iq-level-{level} " not in css:
            name = re.sub(
                r"[^\w -]", lambda sign: f"\\{ord(sign[0]):x} ", level
            )  # a `</style>` would end the style sheet
            kind = _LEVEL_COLOURS[0 if i == 0 else 2 if i == len(levels) - 1 else 1]
            selector = f'.iq-level[class="iq-level iq-level-{name}"]'
            yield f"{selector} {{ color: var(--iq-{kind}); background: var(--iq-{kind}-bg); }}"
