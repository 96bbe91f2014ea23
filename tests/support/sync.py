"""Anki's own sync server, and collections that synchronise with it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 30
"""Seconds until a test gives up waiting; nothing takes that long."""


def eventually(look: Callable[[], Any]) -> Any:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return found


@contextmanager
def sync_server(folder: Path) -> Iterator[str]:
    """The address of a sync server with one user and its files in a folder, on a port that the system picks."""
    settings = {"SYNC_USER1": "me:secret", "SYNC_HOST": "127.0.0.1", "SYNC_PORT": "0", "SYNC_BASE": f"{folder}/server"}
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "anki.syncserver"], env={**os.environ, **settings}, stdout=out, stderr=out
        )
    try:

        def port() -> re.Match[str] | None:
            assert process.poll() is None, log.read_text()
            return re.search(r"127\.0\.0\.1:(\d+)\n", log.read_text())

        yield f"http://127.0.0.1:{eventually(port)[1]}/"
    finally:
        process.kill()
        process.wait()


class Synchronised:
    """What a collection `col` needs to synchronise."""

    col: Any
    auth: Any

    def log_in(self, server: str) -> None:
        self.auth = self.col.sync_login("me", "secret", server)

    def sync(self) -> str:
        """Synchronise cards and media as Anki does; which way everything had to go, or "" for changes alone."""
        outcome = self.col.sync_collection(self.auth, sync_media=False)
        way = str(outcome.ChangesRequired.Name(outcome.required))
        if way in ("FULL_UPLOAD", "FULL_DOWNLOAD"):
            self.col.close_for_full_sync()
            self.col.full_upload_or_download(
                auth=self.auth, server_usn=outcome.server_media_usn, upload=way == "FULL_UPLOAD"
            )
            self.col.reopen(after_full_sync=True)
        else:
            assert way == "NO_CHANGES"  # nothing is left to do: changes have gone both ways
            way = ""
            self.col.sync_media(self.auth)
        eventually(lambda: not self.col.media_sync_status().active)
        self.col.models._clear_cache()
        return way
