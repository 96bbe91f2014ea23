"""Letters of other alphabets that look like Latin ones: the В of a Russian label and the B of an English one."""

CAPITALS = {
    "Cyrillic": ("АВСЕНІЈКМОРЅТХУ", "ABCEHIJKMOPSTXY"),
    "Greek": ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
}
"""The capitals of a script with those that look like them."""
_LATIN = str.maketrans(*map("".join, zip(*CAPITALS.values(), strict=True)))


def as_it_looks(text: str) -> str:
    """A text in capitals, all of which are Latin if they look so.

    >>> as_it_looks("Oтвет") == as_it_looks("Ответ"), as_it_looks("В") == as_it_looks("Б")
    (True, False)
    """
    return text.upper().translate(_LATIN)
