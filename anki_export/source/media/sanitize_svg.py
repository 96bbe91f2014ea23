"""Sanitise an SVG: remove scripts and anything that loads, and add explicit dimensions.

It always uses light-mode colours: a card knows better than the device whether dark mode is on, and then adds a white
background. Drawing elements are kept, everything else is removed; a document type that defines entities is rejected.
Output is deterministic, and cleaning is idempotent.
"""

import re
from base64 import b64decode
from html import escape
from xml.parsers import expat

from msgspec import Struct

from anki_export.source.media.picture_header import PictureError, foreign_kind, header
from anki_export.source.pages_and_questions import Header
from anki_export.text.lazy_regex import regex

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_HTML = "http://www.w3.org/1999/xhtml"
_XML = "http://www.w3.org/XML/1998/namespace"
_KEPT = frozenset(
    "a circle clipPath cursor defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite"
    " feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG"
    " feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
    " feSpotLight feTile feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline"
    " radialGradient rect stop style svg switch symbol text textPath title tspan use view"
    " animate animateMotion animateTransform mpath set".split()
)
_ANIMATIONS = frozenset({"animate", "animateMotion", "animateTransform", "set"})
_EMBEDDED = regex(r"data:image/(?:png|jpeg|gif|webp);base64,(?P<data>[A-Za-z0-9+/\s]*)=*\s*", re.IGNORECASE)
_URL = regex(r"""url\(\s*(?!["']?\s*#)[^()]*\)?""", re.IGNORECASE)
_IMPORT = regex(r"""@import\b(?:"[^"]*"|'[^']*'|[^;"'])*;?""", re.IGNORECASE)
_LOADS = regex(rf"{_URL.pattern}|{_IMPORT.pattern}|image-set\s*\(", re.IGNORECASE)
_WIDEST = 1e7
"""Sizes above this many pixels are ignored."""
_ESCAPE = regex(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
_LENGTH = regex(r"\s*\+?(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)\s*(px|pt|pc|mm|cm|in|q|em|ex)?\s*", re.IGNORECASE)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}
_PIXELS |= {"em": 16, "ex": 8}
_MODE = regex(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_OF_MODE = {"dark": "(max-width:0)", "light": "(min-width:0)"}
"""Conditions that are never true and always true."""
_SCHEME = regex(r"(?<![\w-])(color-scheme\s*:\s*)[^;{}!]*", re.IGNORECASE)
_DEEPEST = 500


class Cleaned(Struct, frozen=True):
    """A picture that can be packaged, and the names of removed parts."""

    data: bytes
    header: Header
    removed: tuple[str, ...]


def clean(data: bytes) -> Cleaned:
    """Keep drawing elements; raises PictureError if the data is not SVG, is truncated, or defines entities."""
    if not data.strip():
        raise PictureError("is empty")
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = writer.doctype
    parser.EntityDeclHandler = writer.entity
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.ProcessingInstructionHandler = writer.instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if writer.parts:
            reason = expat.errors.messages[error.code]
            raise PictureError(f"is broken SVG: {reason} (line {error.lineno}, column {error.offset + 1})") from None
        raise PictureError(f"is {foreign_kind(data)}") from None
    except (LookupError, ValueError):  # an encoding that Python does not know
        raise PictureError("is an SVG file in an unknown encoding") from None
    return Cleaned("".join(writer.parts).encode(), writer.header, tuple(sorted(writer.removed)))


class _Writer(Struct):
    """Collects the parts of the new file from parser events."""

    parts: list[str] = []
    removed: set[str] = set()
    header: Header = Header("SVG", 0, 0, True)
    open: list[str] = []
    """Names of the enclosing elements; "" for removed ones."""
    style: list[str] = []

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if name.lower() == "html":
            raise PictureError("is an HTML page")

    def entity(self, *declaration: object) -> None:
        raise PictureError("defines XML entities: save it as plain SVG")

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.removed.add("xml-stylesheet")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.open:
            if (space, local) != (_SVG, "svg"):
                raise PictureError(
                    "is an HTML page"
                    if local.lower() == "html"
                    else "has no SVG namespace: add xmlns"
                    if local == "svg"
                    else f"is XML, but <{local}>, not SVG"
                )
            self.parts.append(f'<svg xmlns="{_SVG}" xmlns:xlink="{_XLINK}"')
            self.parts += [*self._written("svg", self._sized(attributes)), ">"]
            self.open.append("svg")
            return
        if len(self.open) > _DEEPEST:
            raise PictureError(f"is nested more than {_DEEPEST} elements deep")
        target = attributes.get("attributeName", "").rpartition(":")[2].lower()
        is_kept = (
            self.open[-1] != ""
            and space == _SVG
            and local in _KEPT
            and not (local in _ANIMATIONS and (target == "href" or target.startswith("on")))
        )
        if is_kept:
            self.parts += [f"<{local}", *self._written(local, attributes), ">"]
        elif self.open[-1] and space in (_SVG, _HTML) and local != "metadata":
            self.removed.add(f"<{local}>")
        self.open.append(local if is_kept else "")

    def end(self, name: str) -> None:
        local = self.open.pop()
        if local == "style":
            self.parts.append(escape(self._css("".join(self.style)), quote=False))
            self.style.clear()
        if local:
            self.parts.append(f"</{local}>")

    def text(self, text: str) -> None:
        if self.open[-1] == "style":
            self.style.append(text)
        elif self.open[-1]:
            self.parts.append(escape(text, quote=False))

    def _written(self, element: str, attributes: dict[str, str]) -> list[str]:
        """The attributes that are kept, as markup."""
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            space, _, local = name.rpartition(" ")
            if local == "href" and space in ("", _XLINK):
                if value.strip().startswith("#") or (element in ("image", "feImage") and _is_picture(value.strip())):
                    kept["xlink:href" if space else "href"] = value.strip()
                elif element != "a":  # links in a picture can't be clicked
                    self.removed.add(f'<{element} href="{value.strip()[:40]}">')
            elif space == _XML and local in ("space", "lang"):
                kept[f"xml:{local}"] = value
            elif space or local.startswith("data-"):
                continue
            elif local.lower().startswith("on"):
                self.removed.add(f"{local}=")
            elif (value := self._css(value)) or local in ("class", "id", "style"):
                kept[local] = value
        return [f' {name}="{_attribute(kept[name])}"' for name in sorted(kept)]

    def _css(self, css: str) -> str:
        """Styles without anything that loads or depends on the device's colour scheme."""
        css = _SCHEME.sub(r"\1light", _MODE.sub(lambda mode: _OF_MODE[mode[1].lower()], css))
        changed = _IMPORT.sub("", css)
        if changed != css:
            self.removed.add("@import")
        for found in _URL.findall(changed):
            self.removed.add(found[:40])
        changed = _URL.sub("none", changed)
        # Comment markers may be in quotes or written as escapes, so check with and without comments.
        plain = _ESCAPE.sub(_unescaped, changed)
        if any(_LOADS.search(text) for text in (plain, _without_comments(plain))):
            self.removed.add("styles that load something")
            return ""
        return changed

    def _sized(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes of the root with a size, taken from `viewBox` if missing."""
        width, height = (_pixels(attributes.get(name, "")) for name in ("width", "height"))
        box = [_number(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
        wide, high = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
        if wide > 0 and high > 0:
            if width and not height:
                height = width * high / wide
            elif height and not width:
                width = height * wide / high
            elif not width:
                width, height = wide, high
        if not (0 < width < _WIDEST and 0 < height < _WIDEST):
            return attributes
        self.header = Header("SVG", max(1, round(width)), max(1, round(height)), True)
        sizes = {"width": attributes.get("width", ""), "height": attributes.get("height", "")}
        missing = {
            name: f"{value:g}" for name, value in (("width", width), ("height", height)) if not _pixels(sizes[name])
        }
        return {**attributes, **missing}


def _is_picture(address: str) -> bool:
    """Whether an address embeds a complete picture of an allowed type."""
    embedded = _EMBEDDED.fullmatch(address)
    try:
        return bool(embedded and header(b64decode(embedded["data"] + "===")))
    except (PictureError, ValueError):
        return False


def _attribute(value: str) -> str:
    return escape(value).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def _without_comments(css: str) -> str:
    """Styles without comments, the last of which may be unclosed; a regular expression would be quadratic."""
    parts, position = [], 0
    while (start := css.find("/*", position)) >= 0:
        parts.append(css[position:start])
        end = css.find("*/", start + 2)
        position = end + 2 if end >= 0 else len(css)
    return "".join([*parts, css[position:]])


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0 < code < 0x110000 else match[2] or ""


def _pixels(text: str) -> float:
    """A length in pixels; 0 if missing or a percentage."""
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else 0.0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 < value < 1e6 else 0.0
