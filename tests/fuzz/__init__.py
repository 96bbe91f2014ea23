"""Pages that nobody wrote: as an author would, nearly so, and hostile; and the laws that hold for all of them."""
