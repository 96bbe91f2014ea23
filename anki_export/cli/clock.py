"""The time of a build."""

import os
import re
import time


class InvalidTime(ValueError):
    """SOURCE_DATE_EPOCH is not a valid time; the message is shown to the user."""


def now() -> int:
    """Seconds since 1970; SOURCE_DATE_EPOCH overrides the clock for reproducible builds. Raises InvalidTime."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,10}", given) or not 0 < int(given) < 2**33:
        raise InvalidTime(f"SOURCE_DATE_EPOCH is {given[:20]!r}, not a number of seconds since 1970")
    return int(given)
