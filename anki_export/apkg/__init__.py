"""Any package, whoever made it: what is in it, and whether it is sound."""
