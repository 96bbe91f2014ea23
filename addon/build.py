"""Build the add-on: `make addon`. The same files give the same bytes."""

import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("__init__.py", "gui.py", "manifest.json", "net.py", "package.py", "update.py")


def build(target: Path) -> None:
    """Write the `.ankiaddon`, a zip archive without a top folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path in (*(HERE / name for name in NAMES), HERE.parent / "LICENSE"):
            entry = zipfile.ZipInfo(path.name, (1980, 1, 1, 0, 0, 0))  # the earliest time in a zip archive
            entry.create_system = 3  # by default, this differs on Windows
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
