"""Deck versions: the next version, depending on what a release changes."""

from enum import IntEnum


class Bump(IntEnum):
    """How much a release changes a deck; the highest of all changes counts."""

    NONE = 0
    PATCH = 1
    """Any change that reaches learners: a card revised, restyled or reordered."""
    MINOR = 2
    """A card added."""
    MAJOR = 3
    """A card retired or moved away."""


FIRST = "1.0.0"


def next_version(version: str, bump: Bump) -> str:
    """The semantic version after `version`.

    >>> next_version("1.4.2", Bump.MINOR)
    '1.5.0'
    """
    major, minor, patch = map(int, version.split("."))
    match bump:
        case Bump.MAJOR:
            return f"{major + 1}.0.0"
        case Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return version
