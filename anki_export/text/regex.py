"""Regular expressions that are compiled when they are first used: most builds need few of them."""

import re
from typing import Any, AnyStr, cast


class _Regex:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called once for each method that is used: then it is an attribute."""
        method = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, method)
        return method


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `re.compile`, but later."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
