"""Find the index of a site and fetch its packages, with limits: what a server sends is not trusted."""

from __future__ import annotations

import hashlib
import json
import re
import time
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from anki.httpclient import HttpClient
from requests import RequestException
from urllib3.exceptions import HTTPError

from .package import LARGEST, Refused

_SMALL = 8 << 20
"""Bytes of a page or an index: one of 10,000 decks has 4 MB."""
_REDIRECTS = 5
_CANDIDATES = 12
_PATIENCE = 15
"""Seconds without an answer."""
_DEADLINE = 300
"""Seconds for a download: a server could send a byte now and then."""
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_FILE = re.compile(r"([^\W_][\w-]*)-(\d{1,6})\.(\d{1,6})\.(\d{1,6})\.apkg")
_LINK = re.compile(r"""(?:href|src)=["']?([^"'\s>]+(?:\.apkg|anki-export\.js))["'\s>?]""")


class Answer(NamedTuple):
    """What a server sent; no data if it has not changed since `etag`."""

    url: str
    data: bytes | None
    etag: str


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


def fetch(url: str, limit: int, etag: str = "") -> Answer:
    """Fetch at most `limit` bytes, over https or from this computer; raises Refused."""
    end = time.monotonic() + _DEADLINE
    headers = {"Accept-Encoding": "identity", **({"If-None-Match": etag} if etag else {})}
    for _ in range(_REDIRECTS + 1):
        parts = _checked(url)
        try:
            with (
                HttpClient() as client,
                client.session.get(
                    url, headers=headers, stream=True, timeout=_PATIENCE, allow_redirects=False, verify=client.verify
                ) as response,
            ):
                if response.status_code in (301, 302, 303, 307, 308):
                    target = urljoin(url, response.headers.get("Location", ""))
                    if parts.scheme == "https" and urlsplit(target).scheme != "https":
                        raise Refused(f"{url} leads to an address that is not https.")
                    url = target
                    continue
                if response.status_code == 304 and etag:
                    return Answer(url, None, etag)
                if response.status_code != 200:
                    raise Refused(f"{url} is not there ({response.status_code}).")
                if response.headers.get("Content-Encoding", "identity") != "identity":
                    raise Refused(f"{url} is sent in a form that was not asked for.")
                data = bytearray()
                for chunk in response.raw.stream(1 << 16, decode_content=False):
                    data += chunk
                    if len(data) > limit or time.monotonic() > end:
                        raise Refused(f"{url} is larger or slower than expected.")
                return Answer(url, bytes(data), response.headers.get("ETag", "")[:200])
        except (RequestException, HTTPError, OSError, ValueError) as error:
            raise Refused(f"{url} can't be fetched: {type(error).__name__}.") from error
    raise Refused(f"{url} redirects too often.")


def _checked(url: str) -> Any:
    """The parts of an address that may be fetched."""
    try:
        parts = urlsplit(url)
        is_allowed = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
        if is_allowed and parts.hostname and parts.username is None and parts.port != 0:
            return parts
    except ValueError:
        pass
    raise Refused(f"{url[:200]!r} is not an address with https.")


def find_index(address: str) -> Index:
    """The index of a site, from the address of any of its pages, of its decks page or of the index; raises Refused."""
    address = address.strip() if "://" in address else f"https://{address.strip()}"
    address = address.partition("#")[0].partition("?")[0]
    if _checked(address).path.endswith(".json"):
        return read_index(address)
    try:
        page = fetch(address, _SMALL)
        url, html = page.url, (page.data or b"").decode(errors="replace")
    except Refused:
        url, html = address, ""
    folders = [urljoin(url, link) for link in _LINK.findall(html)]
    path = urlsplit(url).path
    if not path.endswith("/") and "." not in path.rpartition("/")[2]:
        url += "/"
    parents = [urljoin(url, "../" * up) for up in range(path.count("/") + 1)]
    candidates = [urljoin(folder, name) for folder in parents for name in ("index.json", "decks/index.json")]
    candidates = [*(urljoin(folder, "index.json") for folder in folders), *candidates]
    for candidate in list(dict.fromkeys(candidates))[:_CANDIDATES]:
        try:
            return read_index(candidate)
        except Refused:
            continue
    raise Refused(f"No decks of anki-export were found at {address}.")


def read_index(url: str, etag: str = "") -> Index:
    """Fetch an index; without rows if it has not changed since `etag`; raises Refused."""
    answer = fetch(url, _SMALL, etag)
    if answer.data is None:
        return Index(url, etag, [], set())
    try:
        content = json.loads(answer.data)
        if content["format"] != 2:
            raise Refused(f"{url} is of another version of anki-export.")
        rows = [row for table in ("decks", "bundles") for given in content[table] if (row := _row(given))]
        retired = {guid for row in content.get("retired", []) for guid in row["cards"] if isinstance(guid, str)}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise Refused(f"{url} is not an index of anki-export.") from error
    return Index(answer.url, answer.etag, rows, retired)


def _row(given: Any) -> Row | None:
    """A row of the index; None if it names a file elsewhere, or is invalid otherwise."""
    file = _FILE.fullmatch(str(given["file"]))
    name, size, sha256, cards = given["name"], given["bytes"], given["sha256"], given["cards"]
    if not file or not isinstance(name, str) or not re.fullmatch("[0-9a-f]{64}", str(sha256)):
        return None
    if type(size) is not int or type(cards) is not int or not 0 < size <= LARGEST:
        return None
    return Row(
        name[:200], file[1], (int(file[2]), int(file[3]), int(file[4])), file[0], size, sha256, cards, "decks" in given
    )


def download(index_url: str, row: Row) -> bytes:
    """Fetch a package, which must have the size and the digest in the index; raises Refused."""
    data = fetch(urljoin(index_url, quote(row.file)), row.size).data or b""
    if len(data) != row.size or hashlib.sha256(data).hexdigest() != row.sha256:
        raise Refused(f"{row.file} is not the file that the index describes: look again later.")
    return data
