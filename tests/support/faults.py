"""Run a command again and again, and let each of its system calls that write go wrong, one after the other.

`python -m tests.support.faults FOLDER EPOCH FAULTS ARGUMENT…` runs in the project FOLDER, which is the same before
each run, and prints a JSON list: for each fault and each system call what the command said, which files there were
then, and, where it may have left something, which ones after the command was run once more an hour later.
"""

import contextlib
import errno
import gc
import hashlib
import io
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

KILL, INTERRUPT, ERROR, LASTING = "kill", "interrupt", "error", "lasting error"
_ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)

HIDDEN = ".anki-export.tmp"
"""How names of files end that a command uses while it writes."""
EVENTS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.utime", "os.truncate"}
"""Audit events of calls that change files; `write`, `fsync` and `sendfile` have none."""


class Injector:
    """Counts the calls that write, and lets the chosen one fail."""

    def __init__(self, fault: str, chosen: int) -> None:
        self.fault, self.chosen, self.calls = fault, chosen, 0
        self.call = ""

    def install(self) -> None:
        sys.addaudithook(self.heard)
        sendfile, opened = os.sendfile, io.open
        os.fsync = self.before("fsync", lambda handle: None)  # what was written survives the end of a process anyway
        os.sendfile = self.before("sendfile", sendfile)

        def watched(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            found = opened(file, mode, *args, **options)
            return Watched(found, self) if set(mode) & set("wxa") else found

        io.open = watched  # type: ignore[assignment]

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event in EVENTS or (event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            self.happens(f"{event} {args[0]}")

    def before(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any) -> Any:
            self.happens(name)
            return call(*args)

        return wrapped

    def happens(self, call: str) -> None:
        self.calls += 1
        if self.calls < self.chosen or (self.calls > self.chosen and self.fault != LASTING):
            return
        self.call = self.call or call
        if self.fault == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.fault == INTERRUPT:
            os.kill(os.getpid(), signal.SIGINT)
        else:
            code = _ERRORS[self.chosen % len(_ERRORS)]
            raise OSError(code, os.strerror(code))


class Watched:
    """A file that is written to: half of it arrives before a fault."""

    def __init__(self, file: Any, injector: Injector) -> None:
        self.file, self.injector = file, injector

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> int:
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.injector.happens("write")
        self.file.write(data[len(data) // 2 :])
        return len(data)


def state(folder: Path) -> dict[str, str]:
    """All files below a folder, with the digests of what they hold."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def run(root: Path, epoch: int, arguments: list[str], injector: Injector | None = None) -> tuple[int, str, int, str]:
    """Run a command in a process of its own: exit code, what it said, how often it wrote, and the call that failed."""
    reading, writing = os.pipe()
    with (root.parent / "told").open("w+b") as told:
        child = os.fork()
        if not child:
            os.chdir(root)
            os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
            code = 1
            try:
                if injector:
                    injector.install()
                from anki_export.cli.command_group import main

                main(arguments)
            except SystemExit as end:
                code = int(end.code or 0)
            except BaseException:
                import traceback

                traceback.print_exc()
            sys.stdout.flush()
            sys.stderr.flush()
            if injector:
                os.write(writing, json.dumps([injector.calls, injector.call]).encode())
            os._exit(code)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        told.seek(0)
        said = told.read().decode()
        calls, call = json.loads(os.read(reading, 10_000) or "[0, null]")
        os.close(reading)
    return os.waitstatus_to_exitcode(status), said, calls, call


def warm_up(root: Path, arguments: list[str]) -> None:
    """Let this process import all that the command uses, so that those forked from it need not."""
    from anki_export.cli.command_group import main

    os.chdir(root)
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        main(arguments)
    gc.freeze()  # spares each child a copy of it


def main(root: Path, epoch: int, faults: list[str], arguments: list[str]) -> list[dict[str, Any]]:
    kept = root.with_name("kept")
    shutil.copytree(root, kept)

    def restore() -> None:
        shutil.rmtree(root)
        shutil.copytree(kept, root)

    warm_up(root, arguments)
    rows = []
    completed: dict[str, dict[str, str]] = {}
    """What one more run makes of files: where two faults leave the same ones, it is run once."""
    for fault in faults:
        for number in itertools.count(1):
            restore()
            code, said, calls, call = run(root, epoch, arguments, Injector(fault, number))
            if code != -signal.SIGKILL and calls < number:
                break  # it ran through
            after = state(root)
            row = {"fault": fault, "number": number, "call": call, "code": code, "said": said, "state": after}
            if fault == KILL or any(HIDDEN in name for name in after):
                files = str(after)
                if files not in completed:
                    run(root, epoch + 3600, arguments)
                    completed[files] = state(root)
                row["later"] = completed[files]
            rows.append(row)
    restore()
    return rows


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","), sys.argv[4:])))
