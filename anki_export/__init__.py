"""Markdown pages of interview questions in, versioned Anki decks out."""

STOPPED = "Stopped by Ctrl-C: no file is written by half."
