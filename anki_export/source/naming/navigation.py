"""What a site says about its pages besides their text: titles, sections and order in its navigation, and languages."""

from collections.abc import Mapping

from msgspec import Struct

from anki_export.settings import SiteConfig
from anki_export.source.naming.translated_pages import PathLanguage


class ListedPage(Struct, frozen=True):
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
    """The pages by path, relative to the source root, with `/`."""
    site_name: str = ""
    languages: Mapping[str, PathLanguage] = {}
    """The languages of pages whose path names one, by path."""
    order: Mapping[str, int] = {}
    """The position in a menu that the pages define themselves, by path; pages of a navigation come first."""

    def position(self, path: str) -> int:
        """The position of a page among all; pages without a known position come last."""
        if path in self.pages:
            return self.pages[path].position
        return len(self.pages) + self.order.get(path, len(self.order))

    def page(self, path: str) -> ListedPage:
        """What the navigation says about a page; nothing if it does not list it."""
        return self.pages.get(path, _UNLISTED)


_UNLISTED = ListedPage()
EMPTY_NAVIGATION = Navigation()


def navigation_of(site: SiteConfig) -> Navigation:
    """The pages that a site's own configuration lists, with their positions, and the name of the site."""
    pages = {page.path: ListedPage(page.title, page.sections, position) for position, page in enumerate(site.nav)}
    return Navigation(pages, site.site_name)
