"""What writes into pages: ids and fixes."""
