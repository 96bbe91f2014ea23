"""Files in memory, read like the files of a folder."""

import errno
import os
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from anki_export.disk.media_suffixes import is_media


class MemoryFiles:
    """Texts and bytes by their path below `root`, which need not exist; other files in it are hidden."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes]) -> None:
        self.root, self.files = root, files

    def has(self, path: Path) -> bool:
        """Whether a path is in the folder, existing or not."""
        return Path(os.path.normpath(path)).is_relative_to(self.root)

    def answer(self, kind: str, path: Path) -> Any:
        """Answer a query of `disk.recorded_reads` about one of these paths; raises OSError."""
        path = Path(os.path.normpath(path))
        name = path.relative_to(self.root).as_posix()
        match kind:
            case "locate":
                return path
            case "is file":
                return name in self.files
            case "exists":
                return name in self.files or name in self._folders
            case "names" if name in self._folders:
                return sorted(self._folders[name].items())
            case "media":
                start = "" if name == "." else f"{name}/"
                below = (file.removeprefix(start) for file in self.files if file.startswith(start))
                return sorted(file for file in below if _is_shown_media(file))
            case "content" | "plain" | "size" if name in self.files:
                content = self.files[name]
                data = content.encode(errors="surrogatepass") if isinstance(content, str) else content
                return len(data) if kind == "size" else data
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

    @cached_property
    def _folders(self) -> dict[str, dict[str, str]]:
        """The names in each folder with their kinds, by the path of the folder."""
        found: dict[str, dict[str, str]] = defaultdict(dict, {".": {}})
        for file in self.files:
            path, kind = PurePosixPath(file), "file"
            while path.name:
                found[str(path.parent)][path.name] = kind
                path, kind = path.parent, "folder"
        return dict(found)


def _is_shown_media(file: str) -> bool:
    path = PurePosixPath(file)
    return is_media(path.name) and not any(part.startswith(".") for part in path.parts)
