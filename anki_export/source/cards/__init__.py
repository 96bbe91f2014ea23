"""From a question to its card, or to the reason why there is none."""
