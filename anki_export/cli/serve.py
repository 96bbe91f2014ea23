"""A page and its changes, served to the browsers of this machine.

Only the page and a stream of events are served, and only under the names of this machine: a page of the web whose name
was made to lead here (DNS rebinding) is turned away.
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from anki_export import Preview

_HOST = "127.0.0.1"
_PULSE = 10.0
"""Seconds between signs of life, by which both sides find out that the other one is gone."""


class PageServer(ThreadingHTTPServer):
    """Serves one page, which may be replaced; browsers that show it are told the version of the new one."""

    daemon_threads = True

    def __init__(self, page: Preview, port: int) -> None:
        super().__init__((_HOST, port), _Request)
        self.page = page
        self.changed = threading.Condition()

    @property
    def url(self) -> str:
        return f"http://{_HOST}:{self.server_port}/"

    def show(self, page: Preview) -> None:
        """Replace the page."""
        with self.changed:
            self.page = page
            self.changed.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no news; whatever else happens is an error of ours."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(page: Preview, port: int) -> PageServer:
    """Serve the page from now on, until the program ends; port 0 is a free one. Raises OSError."""
    server = PageServer(page, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Request(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        names = {f"{name}:{self.server.server_port}" for name in (_HOST, "localhost")}
        if self.headers.get("Host") not in names:
            self.send_error(403, "This page is for browsers of this machine only")
        elif self.path == "/":
            page = self.server.page.html
            self._start("text/html; charset=utf-8", ("Content-Length", str(len(page))))
            self.wfile.write(page)
        elif self.path == "/events":
            self._start("text/event-stream")
            self._tell_versions()
        else:
            self.send_error(404)

    def _start(self, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Cache-Control", "no-store"), *headers):
            self.send_header(name, value)
        self.end_headers()

    def _tell_versions(self) -> None:
        """Tell the version of the page at once, which may have changed since, and whenever it changes."""
        told = ""
        self.wfile.write(b"retry: 1000\n\n")
        while True:
            version = self.server.page.version
            self.wfile.write(b": still here\n\n" if version == told else f"data: {version}\n\n".encode())
            told = version
            with self.server.changed:
                self.server.changed.wait_for(lambda: self.server.page.version != told, _PULSE)  # noqa: B023

    def log_message(self, format: str, *args: object) -> None:
        """One line a rebuild is enough on the terminal."""
