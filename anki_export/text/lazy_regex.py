"""Regular expressions that are compiled when they are first used: most builds need few of them."""

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast


class _Regex:
    def __init__(self, given: str | bytes | Callable[[], str | bytes], flags: int) -> None:
        self._given = given
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called once for each method that is used: then it is an attribute."""
        pattern = self._given() if callable(self._given) else self._given
        found = pattern if name == "pattern" else getattr(re.compile(pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `re.compile`, but later; a pattern with the words of all languages is a function, as these take time."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
