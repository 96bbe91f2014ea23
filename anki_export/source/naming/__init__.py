"""From the questions of a page to its cards: what belongs to each, why one is skipped, and their HTML."""
