"""A property that is found once, and without the lock of `cached_property`, as it is asked of all pages and blocks."""

from collections.abc import Callable
from typing import Generic, TypeVar

_Owner = TypeVar("_Owner")
_Found = TypeVar("_Found")


class Kept(Generic[_Owner, _Found]):
    """What a function finds in an object that has a `__dict__`, where it is kept."""

    def __init__(self, find: Callable[[_Owner], _Found]) -> None:
        self._find, self._name = find, find.__name__

    def __get__(self, owner: _Owner, _: type) -> _Found:
        found = owner.__dict__[self._name] = self._find(owner)
        return found
