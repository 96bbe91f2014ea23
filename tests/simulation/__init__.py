"""Random histories of projects: what authors do to pages, and what a learner's collection then holds.

The model knows which question is which, because it gives each one an identity that no page shows. The program sees only
the pages. After each build the packages are imported into a collection of the real Anki backend, and `promise` compares
what the learner has with what the model knows.

    .venv/bin/python -m tests.simulation --histories 200
"""
