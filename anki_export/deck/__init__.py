"""Write a release as Anki packages."""
