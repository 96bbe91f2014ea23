"""A WebKit that obeys lines of JSON on standard input; needs the system's Python and an X display."""

import json
import sys
import time

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
LIMIT = 240


class Page:
    """A view in a window that nobody sees."""

    def __init__(self):
        self.view = WebKit2.WebView.new_with_context(WebKit2.WebContext.new_ephemeral())
        settings = self.view.get_settings()
        settings.set_user_agent(AGENT)
        settings.set_enable_write_console_messages_to_stdout(True)
        settings.set_property("hardware-acceleration-policy", WebKit2.HardwareAccelerationPolicy.NEVER)
        self.requests = []
        self.view.connect("resource-load-started", lambda view, res, ask: self.requests.append(ask.get_uri()))
        self.window = Gtk.OffscreenWindow()
        self.window.add(self.view)
        self.window.show_all()

    def wait(self, box):
        """Let the page work until the box holds something."""
        end = time.monotonic() + LIMIT
        while not box:
            GLib.MainContext.default().iteration(True)
            if time.monotonic() > end:
                raise TimeoutError
        return box[0]

    def open(self, url):
        self.requests.clear()
        loaded = []
        handler = self.view.connect(
            "load-changed", lambda view, event: event == WebKit2.LoadEvent.FINISHED and loaded.append(True)
        )
        self.view.load_uri(url)
        self.wait(loaded)
        self.view.disconnect(handler)

    def prefer(self, scheme):
        Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", scheme == "dark")

    def size(self, width, height):
        self.view.set_size_request(width, height)
        self.window.set_default_size(width, height)
        self.window.resize(width, height)
        end = time.monotonic() + 20
        while self.ask("return innerWidth") != width:
            if time.monotonic() > end:
                raise TimeoutError("the window does not get its width")
            time.sleep(0.01)

    def ask(self, code):
        box = []

        def done(view, result):
            try:
                box.append((view.call_async_javascript_function_finish(result).to_json(0), None))
            except GLib.Error as error:
                box.append((None, error.message))

        self.view.call_async_javascript_function(code, -1, None, None, None, None, done)
        value, error = self.wait(box)
        if error:
            raise RuntimeError(error)
        return json.loads(value) if value else None

    def asked(self):
        return self.requests

    def picture(self, path):
        box = []
        self.view.get_snapshot(
            WebKit2.SnapshotRegion.FULL_DOCUMENT,
            WebKit2.SnapshotOptions.NONE,
            None,
            lambda view, result: box.append(view.get_snapshot_finish(result)),
        )
        self.wait(box).write_to_png(path)


def main():
    GLib.timeout_add(20, lambda: True)  # keeps the loop ticking
    page = Page()
    for line in sys.stdin:
        command, *values = json.loads(line)
        try:
            print(json.dumps({"reply": getattr(page, command)(*values)}), flush=True)
        except Exception as error:  # whatever it is, the other side has to hear of it
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)


if __name__ == "__main__":
    main()
