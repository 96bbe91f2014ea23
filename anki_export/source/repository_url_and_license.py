"""The repository that pages come from: its address on the web, and the name of its license file.

Read as text from existing files: git is not run, and nothing is fetched from the web.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from anki_export.disk.recorded_reads import Disk
from anki_export.text.lazy_regex import regex

_REMOTE = regex(r"^[ \t]*url[ \t]*=[ \t]*(?P<url>\S+)", re.MULTILINE)
_ORIGIN = '[remote "origin"]'
_ADDRESS = regex(
    r"(?:https?://(?:[^/@\s]*@)?|ssh://(?:[^/@\s]*@)?|[\w.-]+@(?=[\w.-]+:[^/]))"
    r"(?P<host>[\w.-]+)(?P<port>:\d+(?=/))?[/:]/?(?P<path>[\w.~/-]+?)(?:\.git)?/?"
)
"""As a browser, ssh and git write them; a name or password before `@` is left out."""
_FILES = {"github.": "blob/HEAD", "gitlab.": "-/blob/HEAD", "bitbucket.": "src/HEAD"}
"""What is between the address of a repository and the path of a file, by a part of the host's name."""
_LICENSES = ("LICENSE", "LICENCE", "COPYING", "UNLICENSE")
_SUFFIXES = ("", ".md", ".txt")
_MOST = 1 << 16
"""The largest `.git/config` that is read, in bytes: that of a clone has a few hundred."""


class Origin(NamedTuple):
    """Where pages come from, as far as it is known."""

    pages: str = ""
    """The address that, followed by the path of a page as in the lock, is that of the page.

    Without `/` at its end it is that of a repository on a host whose addresses of files are not known.
    """
    license: str = ""
    """The name of a license file."""


def origin_of(root: Path, anchor: Path, repo_url: str, disk: Disk) -> Origin:
    """The origin of the pages below `root`; their paths in the lock are relative to `anchor`.

    `repo_url` is what the site says; without it, the remote `origin` of git counts.
    """
    top = next((folder for folder in (root, *root.parents) if disk.exists(folder / ".git")), None)
    names = (name + suffix for name in _LICENSES for suffix in _SUFFIXES)
    folders = [root, anchor, *([folder for folder in root.parents if folder.is_relative_to(top)] if top else [])]
    found = (name for name in names for folder in folders if disk.is_file(folder / name))
    address = web_address(repo_url or (_remote(top, disk) if top else ""))
    return Origin(_of_files(address, top, anchor) if address and top else address, next(found, ""))


def web_address(url: str) -> str:
    """The address of a repository for a browser; empty for a path, or anything but an address."""
    found = _ADDRESS.fullmatch(url.strip()) if url else None
    return f"https://{found['host']}/{found['path'].strip('/')}" if found and found["path"].strip("/") else ""


def address_of_page(pages: str, page: str, line: int = 0) -> str:
    """The address of a page, by its path as in the lock, and of one of its lines; empty if it is not known."""
    if not pages.endswith("/"):
        return pages
    if page.startswith(".."):
        return ""
    address = pages + quote(page)
    if not line:
        return address
    return f"{address}#lines-{line}" if "/src/HEAD/" in pages else f"{address}?plain=1#L{line}"


def _of_files(address: str, top: Path, anchor: Path) -> str:
    """The address of the folder `anchor` in a repository with the folder `top`; that of the repository if unknown."""
    host = address.partition("://")[2].partition("/")[0]
    between = next((path for part, path in _FILES.items() if f".{host}".find(f".{part}") >= 0), "")
    if not between or not anchor.is_relative_to(top):
        return address
    inside = anchor.relative_to(top).as_posix()
    return f"{address}/{between}/" + (f"{quote(inside)}/" if inside != "." else "")


def _remote(top: Path, disk: Disk) -> str:
    """The address of the remote `origin`; empty without one."""
    with suppress(OSError):
        config = disk.read_in(top / ".git", "config", _MOST).decode(errors="replace")
        _, _, after = config.partition(_ORIGIN)
        if found := _REMOTE.search(after.partition("\n[")[0]):
            return found["url"]
    return ""
