"""Run one command and print its times and memory as JSON: a small process between the benchmark and the command.

    python -I -S benchmarks/launch.py LIMIT COMMAND [ARGUMENT ...]

A new process counts the memory of the one that started it as its own, so that one imports next to nothing. The command
has this process's folder, environment and streams; after LIMIT seconds it is ended.
"""

import json
import os
import resource
import signal
import sys
import time

_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
MEMORY = 4 << 30
"""Memory limit of a process in bytes: a runaway process must not take down the machine."""


def main() -> None:
    limit, command = float(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    signal.signal(signal.SIGALRM, lambda number, frame: os.kill(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    measured = {
        "code": os.waitstatus_to_exitcode(status),
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": wall,
        "peak": usage.ru_maxrss * _PEAK_UNIT,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
