"""The navigation that a site's own configuration lists."""

from anki_export.settings import SiteConfig
from anki_export.source.navigation import ListedPage, Navigation


def navigation_of(site: SiteConfig) -> Navigation:
    """The pages that the configuration lists, with their positions, and the name of the site."""
    pages = {page.path: ListedPage(page.title, page.sections, position) for position, page in enumerate(site.nav)}
    return Navigation(pages, site.site_name)
