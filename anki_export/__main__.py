"""`python -m anki_export` is the command `anki-export`."""

from anki_export.cli import main

main(prog_name="anki-export")
