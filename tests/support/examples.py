"""How many examples Hypothesis tries."""

import os

from hypothesis import HealthCheck, settings


def examples(number: int) -> settings:
    """So many examples in the suite, fifty times as many in a long run."""
    is_long = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    return settings(max_examples=number * 50 if is_long else number, suppress_health_check=list(HealthCheck))
