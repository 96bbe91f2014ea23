"""Build versioned Anki decks from Markdown pages of interview questions."""

STOPPED = "Interrupted by Ctrl-C. No file was left half-written."
