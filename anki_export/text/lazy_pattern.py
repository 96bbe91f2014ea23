"""Patterns that most pages do not need, compiled when one does: compiling all takes as long as reading two pages."""

import re
from typing import cast


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, but compiled at the first use of one of its methods."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


class LazyPattern:
    """What `lazy_pattern` returns."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(*self._given)
        for method in ("search", "match", "fullmatch", "sub", "split", "finditer", "findall"):
            setattr(self, method, getattr(compiled, method))  # found before this function from now on
        return getattr(compiled, name)
