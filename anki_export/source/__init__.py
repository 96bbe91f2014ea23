"""Read pages into questions."""
