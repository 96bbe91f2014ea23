"""What the navigation of a site says about its pages: titles, sections and order."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct


class ListedPage(NamedTuple):
    """A page in the navigation."""

    title: str = ""
    """Its title there; empty if the navigation lists only its path."""
    sections: tuple[str, ...] = ()
    """The titles of the sections around it, outermost first."""
    position: int = 0
    """Its position among all pages, from 0."""


class Navigation(Struct, frozen=True):
    """The name and navigation of a site; empty without a site."""

    pages: Mapping[str, ListedPage] = {}
    """By path, relative to the source root, with `/`."""
    site_name: str = ""

    def page(self, path: str) -> ListedPage:
        """What the navigation says about a page; nothing if it does not list it."""
        return self.pages.get(path, _UNLISTED)


_UNLISTED = ListedPage()
EMPTY_NAVIGATION = Navigation()
