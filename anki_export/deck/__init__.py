"""A release → what Anki eats."""
