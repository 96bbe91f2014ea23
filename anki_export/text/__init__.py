"""Unicode, normalisation, similarity and word diffs; pure functions on strings."""
