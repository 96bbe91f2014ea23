"""Measure a command as a process: processor time, clock time, memory, and the load by other processes.

Figures are the operating system's own, of the process and all it waited for: see launch.py.
"""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_TICK = os.sysconf("SC_CLK_TCK")
_LAUNCHING = 0.04
"""Tolerance in seconds for launch.py itself, and for the resolution of the system's counters."""
_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Sample:
    """One run; times in seconds, memory in bytes."""

    cpu: float
    """User and system time, including children."""
    wall: float
    peak: int
    """The largest resident set size of a single process."""
    others: float
    """Processors used by other processes in the meantime, on average; 0 if unknown."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no sample."""

    reason: str


def run(
    command: Sequence[str], folder: Path, temporary: Path, limit: float, codes: Sequence[int] = (0,)
) -> Sample | Failure:
    """Run a command once, with a timeout of `limit` seconds. `codes` are the exit codes of a successful run."""
    # Ignore the shell's Python settings: without bytecode files, for example, everything would be compiled each time.
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LANG": "C.UTF-8"}
    log, output = temporary / "log", temporary / "output"
    before = _busy()
    with log.open("wb") as errors, output.open("wb") as stdout:
        subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCH), str(limit), *command],
            cwd=folder,
            env={**environment, "TMPDIR": str(temporary / "tmp"), "XDG_CACHE_HOME": str(cache(folder))},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=errors,
            check=True,
        )
    busy = _busy() - before
    found = json.loads(output.read_text().splitlines()[-1])
    if found["wall"] >= limit:
        return Failure(f"timed out after {limit:.0f} s")
    if found["code"] not in codes:
        last = (log.read_text(errors="replace").strip().splitlines() or [f"exit code {found['code']}"])[-1]
        return Failure(last[:200])
    others = max(0.0, busy - found["cpu"] - _LAUNCHING) / found["wall"]
    return Sample(found["cpu"], found["wall"], found["peak"], others)


def cache(folder: Path) -> Path:
    """The cache folder of commands that run in a folder."""
    return folder / ".cache"


def _busy() -> float:
    """Seconds that all processors together have been busy since the machine started."""
    try:
        counts = list(map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9]))
    except OSError:
        return 0.0
    return (sum(counts) - counts[3] - counts[4]) / _TICK  # all except idle and iowait


def busy_now(seconds: float = 0.1) -> float:
    """Processors in use while this process waits."""
    before = _busy()
    time.sleep(seconds)
    return (_busy() - before) / seconds


def middle(samples: Sequence[Sample], name: str) -> float:
    """The median of `cpu`, `wall` or `peak`."""
    return float(median(getattr(sample, name) for sample in samples))


def ratio(one: Sequence[Sample], other: Sequence[Sample], name: str) -> float:
    """The median of the ratios in each round: what slows down a round affects both."""
    return float(median(getattr(a, name) / getattr(b, name) for a, b in zip(one, other, strict=False)))


def machine() -> str:
    """Processor, cores and system, without host names."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    except OSError:
        pass
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release().partition('-')[0]},"
        f" Python {platform.python_version()}"
    )
