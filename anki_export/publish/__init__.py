"""Offer the decks on a site: packages, a download page, and download buttons."""
