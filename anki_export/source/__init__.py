"""What an author wrote → questions."""
