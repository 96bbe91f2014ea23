"""Attacks on whoever reads a page further on, and an eye of its own that sees whether one came through.

`fixtures/attacks/FILE.txt` has them by class, `class: what it does . what is written . messages .`; `⟦1B⟧` is the
character U+001B. Those of FRAGMENTS are written in all PLACES of a page in which they make sense.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from textwrap import indent

from tests.support.project import FIXTURES
from tests.support.reading import CASE

FRAGMENTS = ("elements", "mutation", "links", "markdown", "anki", "math", "characters")
HEAD = "---\ntopic: {topic}\nlevel: Basics\n---\n\n"


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: its file, the number in it, class and purpose, and what is written."""

    file: str
    number: int
    title: str
    text: str
    told: str

    @property
    def name(self) -> str:
        return f"{self.file}-{self.number:03}"


def attacks(*names: str) -> list[Attack]:
    """The attacks of these files."""
    return [
        Attack(name, number, m["title"], _characters(m["page"]), m["result"])
        for name in names
        for number, m in enumerate(CASE.finditer((FIXTURES / "attacks" / f"{name}.txt").read_text()))
    ]


def _characters(text: str) -> str:
    return re.sub("⟦([0-9A-F]+)⟧", lambda match: chr(int(match[1], 16)), text)


def answer(text: str) -> str:
    """A fragment as the body of a question."""
    return f'??? question "What is it?"\n    **It**.\n\n{indent(text, "    ")}\n'


def quiz(text: str) -> str:
    """Options and an explanation as the rest of a quiz; the title keeps its card if the options change."""
    return f"<quiz>\nWhich of these weathervanes squeaks?\n\n{text}\n</quiz>\n"


PLACES: dict[str, Callable[[str], str]] = {
    "answer": answer,
    "explanation": lambda text: quiz(f"- [x] **It**.\n- [ ] That\n\n{text}"),
    "title": lambda line: f'??? question "{line}"\n    **It**.\n',
    "cell": lambda line: answer(f"| a | b |\n|---|---|\n| {line} | c |"),
    "box": lambda line: answer(f'!!! note "{line}"\n    It.'),
    "picture": lambda line: answer(f"![{line}](../../dot.png)"),
    "element": lambda line: answer(f"<div>{line}</div>"),
    "attribute": lambda line: answer(f'It <b title="{line}">is</b> so.'),
    "formula": lambda line: answer(f"It \\({line}\\) is."),
    "code": lambda line: answer(f"It ``{line}`` is.\n\n```` python title=\"{line}\"\n{line}\n````"),
    "option": lambda line: quiz(f"- [ ] {line}\n> {line}\n- [x] **It**. {line}"),
    "gap": lambda line: f"<quiz>\nSo [[{line}]] it is.\n\nOr {line} [[it]].\n\n---\n\n**It**.\n</quiz>\n",
}  # fmt: skip
"""Where a fragment may stand; all but two take one of a single line."""
OF_SEVERAL_LINES = ("answer", "explanation")


def pages() -> Iterator[tuple[str, str]]:
    """A page for every fragment in every place, by its path."""
    for attack in attacks(*FRAGMENTS):
        for place, written in PLACES.items():
            if place in OF_SEVERAL_LINES or "\n" not in attack.text:
                head = HEAD.format(topic=f"{attack.file} {place}")
                yield f"{attack.file}/{place}/basics/{attack.name}.md", head + written(attack.text)


INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff]"
    "|(?<!\U0001f3f4)(?<![\U000e0061-\U000e007a])[\U000e0000-\U000e007f]"
)
"""What no text needs and what can do harm, but for the ends of lines and tabs."""
_TAGS = frozenset(
    "a abbr article aside b bdi bdo blockquote br caption center cite code col colgroup data dd del details dfn div dl"
    " dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map area mark nav ol p pre q"
    " rp rt rtc ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u"
    " ul var wbr".split()
)
_ATTRIBUTES = frozenset(
    "align alt aria-label class colspan dir height href lang open role rowspan scope src start tabindex title"
    " width".split()
)
_LIVE = re.compile(r"\[(sound:|/?\$|/?latex\]|/?anki:|\[type:)", re.IGNORECASE)
_COMMANDS = re.compile(
    r"\\(href|url|label|ref|eqref|style|class|cssId|data|require|mmlToken|unicode|includegraphics|html\w*|definecolor|setOptions"
    r"|mathtoolsset|\w*tagform|Newextarrow|Declare\w+|[egx]?def|let|(?:re)?new\w+|providecommand|bbox\[[^\]]*[(;])(?![A-Za-z])"
)


class _Eye(HTMLParser):
    """What a piece of HTML holds that it must not."""

    def __init__(self, media: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.media, self.flaws = media, list[str]()
        self.text = ""
        """The text up to here since the last element that MathJax does not look across."""
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.flaws.append(f"<{tag}>")
        for name, given in attrs:
            value = given or ""
            if name not in _ATTRIBUTES:
                self.flaws.append(f"{name}=")
            if name == "href" and (tag != "a" or not re.match(r"(https?:|mailto:)", value, re.IGNORECASE)):
                self.flaws.append(f"href={value!r}")
            if name == "src" and value not in self.media:
                self.flaws.append(f"src={value!r}")
            if INVISIBLE.search(value):
                self.flaws.append(f"{name}={value!r}")
        if tag not in ("br", "wbr"):
            self._look()
        self.code += tag in ("pre", "code")

    def handle_endtag(self, tag: str) -> None:
        self._look()
        self.code -= tag in ("pre", "code")

    def handle_data(self, data: str) -> None:
        self.text += data
        if found := INVISIBLE.search(data):
            self.flaws.append(f"U+{ord(found[0]):04X}")

    def handle_comment(self, data: str) -> None:
        self.flaws.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.flaws.append(f"<!{decl}")

    def unknown_decl(self, data: str) -> None:
        self.flaws.append(f"<![{data}")

    def handle_pi(self, data: str) -> None:
        self.flaws.append(f"<?{data}")

    def close(self) -> None:
        super().close()
        self._look()

    def _look(self) -> None:
        formulas = () if self.code else re.findall(r"\\\(.*?\\\)|\\\[.*?\\\]", self.text, re.DOTALL)
        self.flaws += [f"\\{name}" for formula in formulas for name in _COMMANDS.findall(formula)]
        self.text = ""


def flaws(html: str, media: frozenset[str] = frozenset()) -> list[str]:
    """What a field, or a side of a card, holds of what can do harm; `media` may be shown and played."""
    eye = _Eye(media)
    eye.feed(html)
    eye.close()
    playing = re.sub(r"\[sound:([a-z0-9.-]+)\]", lambda match: "" if match[1] in media else match[0], html)
    return [*eye.flaws, *(f"[{name}" for name in _LIVE.findall(playing))]
