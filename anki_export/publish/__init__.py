"""Offer the decks on a site: packages, a gallery, and download buttons."""
