"""Find the index of a site and fetch its packages, with limits: what a server sends is not trusted."""

from __future__ import annotations

import hashlib
import json
import re
import time
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from anki.httpclient import HttpClient
from requests import RequestException
from urllib3.exceptions import HTTPError

from .package import LARGEST, Refused

_SMALL = 8 << 20
"""Bytes of a page or an index: one of 10,000 decks has 4 MB."""
_DEADLINE = 300
"""Seconds for a download: a server could send a byte now and then."""
_ALLOWED = re.compile(r"(?:https://[\w.-]+|http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?:[/?#]\S*)?")
_FILE = re.compile(r"([^\W_][\w-]*)-(\d{1,6})\.(\d{1,6})\.(\d{1,6})\.apkg")
_LINK = re.compile(rb"""(?:href|src)=["']?([^"'\s>]+(?:\.apkg|anki-export\.js))["'\s>?]""")


class Row(NamedTuple):
    """A package as an index offers it."""

    name: str
    slug: str
    version: tuple[int, int, int]
    file: str
    size: int
    sha256: str
    cards: int
    is_bundle: bool


class Index(NamedTuple):
    """The packages that a site offers."""

    url: str
    etag: str
    rows: list[Row]
    retired: set[str]
    """The guids of cards that the author has retired."""


def fetch(url: str, limit: int, etag: str = "") -> tuple[str, bytes | None, str]:
    """Fetch at most `limit` bytes, over https or from this computer; raises Refused.

    Returns the final address, what is there (None if it has not changed since `etag`), and its ETag.
    """
    end = time.monotonic() + _DEADLINE
    options = {"stream": True, "timeout": 15, "allow_redirects": False, "verify": HttpClient.verify}
    headers = {"Accept-Encoding": "identity", **({"If-None-Match": etag} if etag else {})}
    for _ in range(6):  # with five redirects
        if not _ALLOWED.fullmatch(url):
            raise Refused(f"{url[:200]!r} is not an address with https.")
        try:
            with HttpClient() as client, client.session.get(url, headers=headers, **options) as response:
                status, given = response.status_code, response.headers
                if status in (301, 302, 303, 307, 308):
                    before, url = url, urljoin(url, given.get("Location", ""))
                    if before.startswith("https:") and not url.startswith("https:"):
                        raise Refused(f"{url[:200]!r} is not an address with https.")
                    continue
                if status == 304 and etag:
                    return url, None, etag
                if status != 200 or given.get("Content-Encoding", "identity") != "identity":
                    raise Refused(f"{url} is not there ({status}).")
                data = bytearray()
                for chunk in response.raw.stream(1 << 16, decode_content=False):
                    data += chunk
                    if len(data) > limit or time.monotonic() > end:
                        raise Refused(f"{url} is larger or slower than expected.")
                return url, bytes(data), given.get("ETag", "")[:200]
        except (RequestException, HTTPError, OSError, ValueError) as error:
            raise Refused(f"{url} can't be fetched: {type(error).__name__}.") from error
    raise Refused(f"{url} redirects too often.")


def find_index(address: str) -> Index:
    """The index of a site, from the address of any of its pages, of its decks page or of the index; raises Refused."""
    url = re.split("[?#]", address.strip())[0]
    url, html = url if "://" in url else f"https://{url}", b""
    if url.endswith(".json"):
        return read_index(url)
    with suppress(Refused):
        url, html, _ = fetch(url, _SMALL)  # type: ignore[assignment]
    links = [urljoin(url, link.decode(errors="replace")) for link in _LINK.findall(html)]
    path = urlsplit(url).path
    url += "" if path.endswith("/") or "." in path.rpartition("/")[2] else "/"
    parents = [urljoin(url, "../" * up) for up in range(path.count("/") + 1)]
    candidates = [urljoin(link, "index.json") for link in links]
    candidates += [urljoin(parent, name) for parent in parents for name in ("index.json", "decks/index.json")]
    for candidate in list(dict.fromkeys(candidates))[:12]:
        with suppress(Refused):
            return read_index(candidate)
    raise Refused(f"No decks of anki-export were found at {address}.")


def read_index(url: str, etag: str = "") -> Index:
    """Fetch an index; without rows if it has not changed since `etag`; raises Refused."""
    url, data, etag = fetch(url, _SMALL, etag)
    try:
        content: Any = json.loads(data) if data is not None else {"format": 2, "decks": [], "bundles": []}
        if content["format"] != 2:
            raise Refused(f"{url} is of another version of anki-export.")
        rows = [row for table in ("decks", "bundles") for given in content[table] if (row := _row(given))]
        retired = {guid for row in content.get("retired", []) for guid in row["cards"] if isinstance(guid, str)}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Refused(f"{url} is not an index of anki-export.") from error
    return Index(url, etag, rows, retired)


def _row(given: dict[str, Any]) -> Row | None:
    """A row of the index; None if it names a file elsewhere, or is invalid otherwise."""
    file, sha256 = _FILE.fullmatch(str(given["file"])), str(given["sha256"])
    name, size, cards = str(given["name"])[:200].replace("<", "‹"), given["bytes"], given["cards"]
    are_counts = type(size) is int and type(cards) is int and 0 < size <= LARGEST
    if not file or not are_counts or not re.fullmatch("[0-9a-f]{64}", sha256):
        return None
    version = int(file[2]), int(file[3]), int(file[4])
    return Row(name, file[1], version, file[0], size, sha256, cards, "decks" in given)


def download(index_url: str, row: Row) -> bytes:
    """Fetch a package, which must have the size and the digest in the index; raises Refused."""
    _, data, _ = fetch(urljoin(index_url, quote(row.file)), row.size)
    if data is None or len(data) != row.size or hashlib.sha256(data).hexdigest() != row.sha256:
        raise Refused(f"{row.file} is not the file that the index describes: look again later.")
    return data
