"""The add-on for deck subscriptions: what it fetches from a server, and what it refuses, on this computer."""

import hashlib
import json
import threading
import time
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from addon import net
from addon.net import Row, download, fetch, find_index, read_index
from addon.package import LARGEST, Refused

PACKAGE = b"package" * 1000
DECK = {
    "name": "Git",
    "topic": "Git",
    "level": "",
    "version": "1.2.3",
    "file": "git-1.2.3.apkg",
    "cards": 7,
    "bytes": len(PACKAGE),
    "sha256": hashlib.sha256(PACKAGE).hexdigest(),
    "released": "2026-11-25",
    "pages": [],
}
ROW = Row("Git", "git", (1, 2, 3), "git-1.2.3.apkg", len(PACKAGE), DECK["sha256"], 7, False)


def index(*decks: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"format": 2, "decks": decks or [DECK], "bundles": [], **more}).encode()


class Server:
    """Answers by path: a body, or a status with headers and a body; counts requests."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.headers.append(dict(self.headers.items()))
                answer = outer.answers.get(self.path, (404, {}, b"gone"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = (200, {}, answer) if isinstance(answer, bytes) else answer
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = Server()
    yield found
    found.http.shutdown()
    found.http.server_close()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/decks/index.json", "/decks/index.json"),
        ("/decks/", "/decks/index.json"),
        ("/decks", "/decks/index.json"),
        ("/decks/index.html#git", "/decks/index.json"),
        ("/", "/decks/index.json"),
        ("", "/decks/index.json"),
        ("/docs/", "/docs/decks/index.json"),
        ("/docs/git/basics/?q=1", "/docs/decks/index.json"),
        ("/docs/git/basics.html", "/docs/decks/index.json"),
    ],
)
def test_the_index_is_found_from_any_address_of_a_site(server: Server, address: str, place: str) -> None:
    server.answers[place] = index()
    found = find_index(server.url + address)
    assert (found.url, found.rows) == (server.url + place, [ROW])


@pytest.mark.parametrize(
    "link",
    [
        '<script src="../flash/anki-export.js" defer></script>',
        "<a class=md-button href='/flash/git-1.2.3.apkg' download>",
        "<a href=../flash/git-1.2.3.apkg>",
    ],
)
def test_the_index_is_found_by_what_a_page_links_to(server: Server, link: str) -> None:
    server.answers |= {"/git/": f"<html>{link}".encode(), "/flash/index.json": index()}
    assert find_index(f"{server.url}/git/").url == f"{server.url}/flash/index.json"


def test_looking_for_an_index_ends(server: Server) -> None:
    server.answers["/"] = b"".join(b'<a href="/%d/a.apkg">' % number for number in range(1000))
    with pytest.raises(Refused, match="No decks"):
        find_index(server.url)
    assert len(server.asked) <= 13


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/index.json",
        "file:///etc/passwd",
        "ftp://example.org/a.json",
        "https://user:secret@example.org/index.json",
        "https:///index.json",
        "https://good.example\\@evil.example/",
        "https://example.org /",
        "javascript:alert(1)",
        "http://127.0.0.1.example.org/index.json",
        "http://localhost@example.org/index.json",
        "https://[::1/index.json",
        "https://example.org:99999999/index.json",
        "",
    ],
)
def test_only_https_and_this_computer_are_asked(url: str) -> None:
    with pytest.raises(Refused, match="is not an address with https"):
        fetch(url, 100)


def test_redirects_are_followed(server: Server) -> None:
    server.answers |= {"/a": (301, {"Location": "/b/index.json"}, b""), "/b/index.json": index()}
    assert read_index(f"{server.url}/a").url == f"{server.url}/b/index.json"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://example.org/", "ftp://127.0.0.1/", "gopher://x"])
def test_redirects_to_other_kinds_of_addresses_are_refused(server: Server, target: str) -> None:
    server.answers["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(Refused, match="is not an address with https"):
        fetch(f"{server.url}/a", 100)


def test_a_redirect_from_https_to_this_computer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Response:
        status_code = 302
        headers = {"Location": "http://127.0.0.1/"}  # noqa: RUF012
        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda self, *_: None  # noqa: E731

    class Client:
        verify = True
        session = type("Session", (), {"get": lambda *_, **__: Response()})()
        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda self, *_: None  # noqa: E731

    monkeypatch.setattr(net, "HttpClient", Client)
    with pytest.raises(Refused, match="is not an address with https"):
        fetch("https://example.org/", 100)


def test_a_loop_of_redirects_ends(server: Server) -> None:
    server.answers["/a"] = (307, {"Location": "/a"}, b"")
    with pytest.raises(Refused, match="redirects too often"):
        fetch(f"{server.url}/a", 100)
    assert len(server.asked) == 6


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "1"}, {"Transfer-Encoding": "chunked"}])
def test_what_is_larger_than_expected_is_not_read(server: Server, headers: dict[str, str]) -> None:
    sent = []

    def endless(handler: Any) -> None:
        handler.send_response(200)
        if "Transfer-Encoding" in headers:
            handler.send_header(*next(iter(headers.items())))
        handler.send_header("Connection", "close")
        handler.close_connection = True
        handler.end_headers()
        piece = b"x" * 65536
        try:
            for _ in range(5000):
                handler.wfile.write(b"10000\r\n" + piece + b"\r\n" if "Transfer-Encoding" in headers else piece)
                sent.append(1)
        except OSError:
            pass

    server.answers["/git-1.2.3.apkg"] = endless if "Content-Length" not in headers else PACKAGE + b"more"
    with pytest.raises(Refused, match=r"larger or slower|not the file"):
        download(f"{server.url}/index.json", ROW)
    assert len(sent) < 5000


def test_a_server_that_sends_slowly_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "_DEADLINE", 0.3)

    def slow(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.close_connection = True
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"x" * 70_000)
                time.sleep(0.1)
        except OSError:
            pass

    server.answers["/a"] = slow
    start = time.monotonic()
    with pytest.raises(Refused, match="larger or slower"):
        fetch(f"{server.url}/a", 1 << 30)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "answer",
    [
        PACKAGE[:-1],
        PACKAGE[:-1] + b"!",
        b"",
        (200, {"Content-Length": str(len(PACKAGE))}, PACKAGE[:100]),
        (404, {}, b""),
        (410, {}, b""),
        (500, {}, PACKAGE),
        (206, {}, PACKAGE),
        (200, {"Content-Encoding": "gzip"}, PACKAGE),
    ],
    ids=["short", "other", "empty", "truncated", "not found", "gone", "error", "partial", "compressed"],
)
def test_a_package_that_is_not_what_the_index_says_is_refused(server: Server, answer: Any) -> None:
    server.answers["/git-1.2.3.apkg"] = answer
    with pytest.raises(Refused):
        download(f"{server.url}/index.json", ROW)


def test_a_package_is_fetched(server: Server) -> None:
    server.answers["/decks/git-1.2.3.apkg"] = PACKAGE
    assert download(f"{server.url}/decks/index.json", ROW) == PACKAGE
    assert server.headers[0]["Accept-Encoding"] == "identity"


def test_a_site_that_cannot_be_reached_is_refused() -> None:
    with pytest.raises(Refused, match="can't be fetched"):
        fetch("http://127.0.0.1:1/index.json", 100)


def test_an_unchanged_index_is_not_sent_again(server: Server) -> None:
    server.answers["/index.json"] = (200, {"ETag": '"v1"'}, index())
    first = read_index(f"{server.url}/index.json")
    assert first.etag == '"v1"'
    server.answers["/index.json"] = (304, {"Content-Length": "0"}, b"")
    again = read_index(f"{server.url}/index.json", first.etag)
    assert server.headers[-1]["If-None-Match"] == '"v1"'
    assert (again.etag, again.rows, again.retired) == ('"v1"', [], set())
    with pytest.raises(Refused, match="is not there"):  # nobody asked for that
        read_index(f"{server.url}/index.json")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><title>Not found</title>",
        b"[]",
        b"{}",
        b"null",
        b'"decks"',
        b'{"format": 3, "decks": [], "bundles": []}',
        b'{"format": 2, "decks": {}, "bundles": 1}',
        b'{"format": 2, "decks": [1], "bundles": []}',
        b'{"format": 2, "decks": [{}], "bundles": []}',
        b'{"format": 2, "decks": [], "bundles": [], "retired": 5}',
        b"[" * 100_000,
        b"\xff\xfe",
        index()[:-30],
    ],
)
def test_what_is_no_index_is_refused(server: Server, content: bytes) -> None:
    server.answers["/index.json"] = content
    with pytest.raises(Refused):
        read_index(f"{server.url}/index.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("file", "../git-1.2.3.apkg"),
        ("file", "a/git-1.2.3.apkg"),
        ("file", "..\\git-1.2.3.apkg"),
        ("file", "https://evil.example/git-1.2.3.apkg"),
        ("file", "git.apkg"),
        ("file", "git-1.2.3.exe"),
        ("file", "git-1.2.apkg"),
        ("file", "-1.2.3.apkg"),
        ("file", "git-1.2.3.apkg\n"),
        ("file", f"git-{'9' * 400}.2.3.apkg"),
        ("file", 5),
        ("bytes", -1),
        ("bytes", 0),
        ("bytes", LARGEST + 1),
        ("bytes", "7"),
        ("bytes", True),
        ("bytes", 1e400),
        ("cards", None),
        ("sha256", "0" * 63),
        ("sha256", "0" * 64 + "\n"),
        ("sha256", None),
    ],
)
def test_an_invalid_row_is_left_out(server: Server, key: str, value: Any) -> None:
    server.answers["/index.json"] = index({**DECK, key: value}, DECK)
    assert read_index(f"{server.url}/index.json").rows == [ROW]


def test_names_in_other_scripts_are_quoted(server: Server) -> None:
    row = ROW._replace(file="質問-1.2.3.apkg")
    server.answers["/" + urllib.parse.quote(row.file)] = PACKAGE
    assert download(f"{server.url}/index.json", row) == PACKAGE


def test_retired_cards_are_read(server: Server) -> None:
    server.answers["/index.json"] = index(retired=[{"name": "Git", "cards": ["a", 5]}, {"name": "Make", "cards": []}])
    assert read_index(f"{server.url}/index.json").retired == {"a"}
