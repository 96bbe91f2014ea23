"""Host pages that imitate where each client puts a card, and a server for them.

Anki's own styles, scripts and MathJax are read from the installed `aqt` wheel and never copied. What AnkiDroid and
AnkiMobile add is restated here: AnkiDroid's from its source; AnkiMobile is closed, so its classes and its night mode
are those of its manual.
"""

import http.server
import importlib.util
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .cards import Card

HERE = Path(__file__).parent
THEMES = ("light", "night")
WIDTHS = (320, 360, 390, 430, 768, 1280)
HEIGHT = 844
_POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
    " worker-src 'self' blob:"
)
"""Nothing from outside is loaded; what tries to is told to the page."""


_FONTS = {"Noto Sans", "Noto Sans Devanagari", "Noto Sans Thai"}
"""Some of Debian's fonts-noto-core, which has a font for nearly every script: without it the widths of text differ, and
signs without a font are boxes."""


@cache
def has_fonts() -> bool:
    """Whether the system has the fonts with which cards are measured."""
    program = shutil.which("fc-list")
    listed = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False) if program else None
    return listed is not None and {name.strip() for name in re.split("[,\n]", listed.stdout)} >= _FONTS


@dataclass(frozen=True, slots=True)
class Client:
    """Where a client puts a card: classes of html and body, the element that holds the card, styles before it."""

    html: str
    body: str
    night: str
    root: str
    sheets: tuple[str, ...] = ()
    css: str = ""
    head: str = ""
    before: str = ""


_ANKI = ("/_anki/css/webview.css", "/_anki/css/reviewer.css")
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
CLIENTS = {
    "ios": Client("mobile iphone ios webkit safari", "", "nightMode night_mode", "qa", head=_VIEWPORT),
    "droid": Client(
        "mobile android chrome",
        "",
        "nightMode night_mode",
        "qa",
        _ANKI,
        ":root{--canvas:#fafafa;--fg:#000} :root[class*=night-mode]{--canvas:#121212;--fg:#eee}"
        " img,video{max-width:100%} img{max-height:100%}",
    ),
    "droidold": Client(
        "mobile android linux js chrome",
        "",
        "night_mode nightMode ankidroid_dark_mode",
        "content",
        css="body{margin:0 0 30px;padding:0} #content{margin:.5em} body.night_mode{color:white;background:black}"
        " body.ankidroid_dark_mode{background-color:#303030} .chrome img{max-width:100%;max-height:90%}",
        head=_VIEWPORT,
    ),
    "desktop": Client(
        "linux chrome",
        "isLin fancy",
        "nightMode night_mode",
        "qa",
        _ANKI,
        ":root{--canvas:#f5f5f5} :root[class*=night-mode]{--canvas:#2c2c2c} html{font-family:'Noto Sans',sans-serif}"
        " body{zoom:1;background-color:var(--canvas)}",
        before='<div id="_mark" hidden>★</div><div id="_flag" hidden>⚑</div>',
    ),
}


def anki_web() -> Path | None:
    """The folder with Anki's own web files, where `aqt` is installed; the wheel is enough, Qt is not needed."""
    spec = importlib.util.find_spec("_aqt")
    return Path(next(iter(spec.submodule_search_locations)), "data/web") if spec else None


def page(name: str, theme: str) -> str:
    """The page of a client before the first card."""
    client = CLIENTS[name]
    night = theme == "night"
    sheets = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in client.sheets)
    body = " ".join(filter(None, ("card card1", client.body, client.night if night else "")))
    return (
        f'<!doctype html><html class="{client.html}{" night-mode" if night else ""}" dir="ltr" lang="en"'
        f' data-bs-theme="{"dark" if night else "light"}" data-client="{name}" data-theme="{theme}">'
        f'<head><meta charset="utf-8"><title>Card</title><base href="/">{client.head}{sheets}'
        f"<style>{client.css}</style>"
        '<script src="/checks.js"></script><script src="/reviewer.js"></script></head>'
        f'<body class="{body}">{client.before}<div id="{client.root}" dir="auto"></div></body></html>'
    )


@contextmanager
def served(cards: Sequence[Card], media: Path) -> Iterator[str]:
    """Serve the host pages, the cards and their media on this machine alone; the address."""
    import axe_playwright_python

    web = anki_web()
    assert web
    own = {name: HERE / name for name in ("checks.js", "reviewer.js")}
    own["axe.min.js"] = Path(axe_playwright_python.__file__).with_name("axe.min.js")
    deck = json.dumps([asdict(card) for card in cards]).encode()

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None: ...

        def do_GET(self) -> None:
            match unquote(urlsplit(self.path).path).strip("/").split("/"):
                case ["host", client, theme] if client in CLIENTS and theme in THEMES:
                    self.reply(page(client, theme).encode(), "text/html; charset=utf-8")
                case ["favicon.ico"]:
                    self.reply(b"", "image/x-icon")
                case ["cards.json"]:
                    self.reply(deck, "application/json")
                case ["_anki", *parts] if (file := web.joinpath(*parts)).is_file():
                    self.reply(file.read_bytes(), self.guess_type(str(file)))
                case [name] if name in own or (media / name).is_file():
                    self.reply(own.get(name, media / name).read_bytes(), self.guess_type(name))
                case _:
                    self.send_error(404)

        def reply(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Security-Policy", _POLICY)
            self.end_headers()
            self.wfile.write(data)

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None: ...  # a browser that leaves early is no error

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
