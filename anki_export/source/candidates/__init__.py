"""What may be a question on a page: candidates, how much evidence is enough, and what belongs to them."""
