"""Pictures, sounds and diagrams: what they are, and what a card holds of them."""
