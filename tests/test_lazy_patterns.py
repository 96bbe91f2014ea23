"""Patterns that are compiled at their first use."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import anki_export
from anki_export.text.lazy_pattern import LazyPattern, lazy_pattern

_ROOT = Path(anki_export.__file__).parent
_MODULES = [".".join(file.relative_to(_ROOT.parent).with_suffix("").parts) for file in _ROOT.rglob("*.py")]


def test_lazy_patterns_are_compiled_at_their_first_use():
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.search("text")
    pattern = lazy_pattern("A(B)", re.IGNORECASE)
    assert pattern.sub(r"<\1>", "xab") == "x<b>"
    assert pattern.search("xab")[1] == "b"
    assert pattern.pattern == "A(B)"


@pytest.mark.parametrize("name", sorted(name for name in _MODULES if not name.endswith("__main__")))
def test_all_lazy_patterns_are_valid(name):
    for value in vars(import_module(name)).values():
        for pattern in value.values() if isinstance(value, dict) else [value]:
            if isinstance(pattern, LazyPattern):
                assert pattern.flags & (re.UNICODE | re.ASCII)
