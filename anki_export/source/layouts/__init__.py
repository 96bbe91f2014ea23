"""Pages that ask one question each: what a page looks like, and what the other pages of its folder say about it."""
