"""Markdown pages of interview questions in, versioned Anki decks out."""
