"""Run many histories: `.venv/bin/python -m tests.simulation --histories 200 [--first SEED]`."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.simulation import history
from tests.simulation.checks import KINDS

TOLD = ("histories", "builds", "cards", "moves", "kept", "unclear", "stops", *KINDS)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--histories", type=int, default=200, help="how many [200]")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first one [1]")
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    started = time.monotonic()
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None  # the collections would often wait for a disk
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        for seed in range(chosen.first, chosen.first + chosen.histories):
            record = history.run(seed, Path(folder) / str(seed))
            shutil.rmtree(Path(folder) / str(seed))
            counts += record.counts
            for account in record.accounts:
                print(account, flush=True)
    told = ", ".join(f"{counts[name]} {name}" for name in TOLD)
    print(f"{told} in {time.monotonic() - started:.0f} s")
    return int(any(counts[kind] for kind in KINDS))


if __name__ == "__main__":
    sys.exit(main())
