"""Serve the preview and its changes to browsers on this machine.

Only the page, its files and a stream of events are served, and only for requests to a local host name: this rejects web
pages whose domain was rebound to this machine (DNS rebinding).
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from anki_export import Preview

_HOST = "127.0.0.1"
_HEARTBEAT = 10.0
"""Seconds between heartbeats, by which either side notices that the other one is gone."""


class PageServer(ThreadingHTTPServer):
    """Serves one page, which can be replaced; browsers that show it are notified of the new version."""

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
        """Ignore browsers that disconnect; report every other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(page: Preview, port: int) -> PageServer:
    """Serve the page in the background until the program ends; port 0 selects a free one. Raises OSError."""
    server = PageServer(page, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Request(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        names = {f"{name}:{self.server.server_port}" for name in (_HOST, "localhost")}
        if self.headers.get("Host") not in names:
            self.send_error(403, "This page is only for browsers on this machine")
        elif self.path == "/":
            self._send("text/html", self.server.page.html)
        elif part := self.server.page.files.get(self.path.removeprefix("/")):
            self._send("text/javascript", part)
        elif self.path == "/events":
            self._start("text/event-stream")
            self._send_versions()
        else:
            self.send_error(404)

    def _send(self, kind: str, content: bytes) -> None:
        self._start(f"{kind}; charset=utf-8", ("Content-Length", str(len(content))))
        self.wfile.write(content)

    def _start(self, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Cache-Control", "no-store"), *headers):
            self.send_header(name, value)
        self.end_headers()

    def _send_versions(self) -> None:
        """Send the version of the page now, since it may have changed already, and whenever it changes."""
        sent = ""
        self.wfile.write(b"retry: 1000\n\n")
        while True:
            version = self.server.page.version
            self.wfile.write(b": heartbeat\n\n" if version == sent else f"data: {version}\n\n".encode())
            sent = version
            with self.server.changed:
                self.server.changed.wait_for(lambda: self.server.page.version != sent, _HEARTBEAT)  # noqa: B023

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: one line for each rebuild is enough."""
