"""Properties of frozen data that are found once."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Found = TypeVar("_Found")


class kept_property(Generic[_Found]):  # noqa: N801 (named like `cached_property`)
    """A property that is found once, and without the lock of `cached_property`: a page has many of them."""

    def __init__(self, find: Callable[[Any], _Found]) -> None:
        self._find, self._name, self.__doc__ = find, find.__name__, find.__doc__

    def __get__(self, owner: Any, _: type) -> _Found:
        found = owner.__dict__[self._name] = self._find(owner)
        return found
