"""Find words of labels and questions in texts of any language, by the table of `words_by_language.py`.

Structure decides, words break ties: none of them makes a question of what nothing else suggests.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import WORDS

_Languages = Literal["latin", "other", "start", "none"]
"""Those with spaces on both sides of words, by whether ASCII text may have their words; and as `boundaries` says."""
_AND_INVITES = r"(?: ?[,.;!—–-]+(?! ?(?:so|because|which)\b)[^\n]{0,60})?"
"""What may follow: "No answer yet, *contributions are welcome*", and not "The answer is missing, so …"."""
_BREAKS = regex(r"\n *")
_OF_LABELS = frozenset(
    {"announces", "question", "questions", "numbered", "answer", "solution", "right", "explanation", "hint"}
)
_VOWEL_SIGNS = "[\u0900-\u0903\u093a-\u094f]|[\u0962\u0963]"
"""Those of Devanagari, which `\\w` does not match; one class of three ranges takes four times as long to compile."""
_END = rf"(?![^\W_]|{_VOWEL_SIGNS})"
"""The end of a word."""
_QUANTIFIERS = ("?", "*", "+", "{")
_LETTERS, _SPACE = regex(r"\w*"), regex(r"\s+")
_ALL_LETTERS = regex(r"[^\W\d_]*")
_START = regex(r"(?:\(\?<!\[[^\]]*\]\))?([^\W\d_]*)(?: (?!\?)([^\W\d_]*)(?![?*+{]))?(.*)")
"""The letters at the start of a pattern, after what may not precede them, those after a space, and the rest of it."""
_MORE = regex(rf"[^\W_]|{_VOWEL_SIGNS}")
_LEADING_GROUP = regex(r"\(\?:(?P<group>[^()]*)\)(?P<optional>\??)(?![?*+{])")
_PIECE = regex(
    r"(?:(?P<plain>[^\\()\[\]?*+{}.^$|]+(?![?*+{])|[^\\()\[\]?*+{}.^$|])|\[(?P<letters>[^\]^\\-]+)\]"
    r"|\(\?:(?P<group>[^()]*)\))(?P<optional>\??)(?![?*+{])|(?P<other>.)"
)
_MOST_GROUPS = 2
"""Patterns with fewer groups are spelled out: with more, there would be hundreds of words."""
_FIRST_LETTERS = regex(r"(((\w)\w?)\w?)\w*")
_THREE_LETTERS = regex(r"\b\w\w?\w?")
_NOT_ASCII = regex(r"[^\x00-\x7f]")
_ASCII_LETTER = regex(r"(?<!\\)[a-z]")
_FEW = 100
"""Words that begin with this few letters: these are looked for in a text, and not its letters among these."""
_FEW_UNREAD = 4
"""Letters with which few words begin: all of these words are read where a text has the letter."""
_LENGTHS = (3, 2, 1, 0)
"""Numbers of letters by which words are found: with three, few other words begin like them."""
_NO_ASCII = r"(?-i:(?=[^\x00-\x7f]))"
"""Before words of languages without spaces; it avoids the attempt at most positions.

To compile it takes three times as long where case is ignored.
"""


@cache
def alternatives(*kinds: str) -> str:
    """A group that matches all words of some kinds in all languages, the longest first, without boundaries.

    It is for patterns with `re.IGNORECASE`, and `re.VERBOSE` does not change it.

    >>> re.match(alternatives("answer", "solution"), "Antworten: B", re.IGNORECASE)[0]
    'Antworten'
    """
    return _group(WORDS, kinds)


@cache
def whole_words(*kinds: str) -> str:
    """Like `alternatives`, for whole words where the language separates them; an underscore is not a start.

    >>> [bool(re.search(whole_words("answer"), text)) for text in ("svar", "svarar", "正确答案是", "정답은")]
    [True, False, True, True]
    """
    spaced, attached, unspaced = (
        _group([code for code in WORDS if boundaries_of(code) == where], kinds) for where in ("both", "start", "none")
    )
    return rf"(?:\b(?:{spaced}{_END}|{_NO_ASCII}{attached})|{_NO_ASCII}{unspaced})"


def initials(*kinds: str) -> str:
    """A lookahead for the first letters of words of some kinds: it avoids the attempt at most places of a text.

    >>> [bool(re.match(initials("question"), text)) for text in ("quiz", "Q", "answer", "质")]
    [True, True, False, True]
    """
    starts = {word.text[:1] for word in _words_of_all(kinds)}
    letters = "".join(sorted({letter for start in starts for letter in (start, start.upper()) if start.isascii()}))
    return f"(?-i:(?=[{letters}]|[^\\x00-\\x7f]))" if all(starts) else ""


def beginnings(*kinds: str) -> str:
    """The first four letters of words of some kinds that are ASCII, as alternatives of a pattern for a first look.

    >>> beginnings("answer").split("|")[:3]
    ['ans', 'answ', 'antw']
    """
    words = _words_of_all(kinds)
    return "|".join(sorted({word.text[:4] for word in words if word.text.isascii()}))


class Words:
    """The whole words of some kinds, found by their first letters."""

    def __init__(self, *kinds: str, ending: str = "") -> None:
        self._kinds = kinds
        self._ending = regex(ending) if ending else None

    def are_in(self, text: str) -> bool:
        """Whether a text in lower case has such a word.

        >>> Words("hint").are_in("ein hinweis"), Words("hint").are_in("ein hinweisschild")
        (True, False)
        """
        is_ascii = text.isascii()
        for found in self._in_ascii if is_ascii else self._at_start:
            letters = found.first_letters_in(text)
            if not letters:  # as in most texts
                continue
            is_any = "" in letters
            for word in _FIRST_LETTERS.finditer(text):
                may_begin = is_any or word[1] in letters or word[2] in letters or word[3] in letters
                if may_begin and found.end(text, word.start(), self._ending) >= 0:
                    return True
        if is_ascii:
            return False
        return any(self._anywhere.end(text, match.start(), self._ending) >= 0 for match in _NOT_ASCII.finditer(text))

    def end(self, text: str, start: int = 0) -> int:
        """Where such a word ends that starts in a text in lower case, with its ending; -1 without one.

        >>> Words("answer", "right").end("correct answer"), Words("answer").end("correct answer")
        (7, -1)
        """
        if is_ascii := text.isascii():
            found, letter = self._in_ascii[0], text[start : start + 1]
            words = found.words
            may_start = text[start : start + 3] in words or text[start : start + 2] in words or letter in words
            if not (may_start or letter in found.unread or "" in words):
                return -1  # at nearly all places
        is_inside = start and text[start - 1 : start + 1].isalnum()
        if is_ascii:
            return -1 if is_inside else found.end(text, start, self._ending)
        of_all = (self._anywhere,) if is_inside else (*self._at_start, self._anywhere)
        return max(one.end(text, start, self._ending) for one in of_all)

    @cached_property
    def _in_ascii(self) -> "tuple[_Found]":
        """The words that may be in ASCII text: most texts are such."""
        return (_Found(self._kinds, "latin"),)

    @cached_property
    def _at_start(self) -> "tuple[_Found, ...]":
        """The words that begin where a word does."""
        return (*self._in_ascii, _Found(self._kinds, "other"), _Found(self._kinds, "start"))

    @cached_property
    def _anywhere(self) -> "_Found":
        """The words that no space separates."""
        return _Found(self._kinds, "none")


class _Found:
    """The words of some kinds in some languages, of which only those are read that a text may have.

    To read all of them would take a large part of the time in which a single page is built.
    """

    def __init__(self, kinds: Sequence[str], languages: _Languages) -> None:
        self._kinds, self._languages = kinds, languages
        self.unread = {letter for kind in kinds for letter in _by_letter(kind, languages)}
        self.words: dict[str, list[_Word]] = {}
        if "" in self.unread:
            self._read_words_of("")

    def _read_words_of(self, letter: str) -> None:
        self.unread.remove(letter)
        for kind in self._kinds:
            for first_letters, words in _words_of_letter(kind, self._languages, letter).items():
                self.words.setdefault(first_letters, []).extend(words)

    def first_letters_in(self, text: str) -> Set[str]:
        """The first letters of those words that a text may have: words begin with these, and it has their letters."""
        unread = {letter for letter in self.unread if letter in text}
        for letter in unread & _starts(text) if len(unread) > _FEW_UNREAD else unread:
            self._read_words_of(letter)
        words = self.words
        starts = [one for one in words if one in text] if len(words) <= _FEW else words.keys() & _starts(text)
        return {one for one in starts for word in words[one] if word.text in text}

    def end(self, text: str, start: int, ending: re.Pattern[str] | None) -> int:
        """Where the longest of the words ends that starts there, perhaps with an ending; -1 without one."""
        if (letter := text[start : start + 1]) in self.unread:
            self._read_words_of(letter)
        end, words = -1, self.words
        for length in _LENGTHS:
            if (first := text[start : start + length]) not in words:
                continue  # as nearly always
            for word in words[first]:
                if not text.startswith(word.text, start):
                    continue
                stop = word.end(text, start)
                if stop > end and ending:
                    match = ending.match(text, stop)
                    stop = match.end() if match else -1
                if stop > end:
                    end = stop
        return end


@lru_cache(1 << 8)
def _starts(text: str) -> Set[str]:
    """The letters by which the words of a text are found; several kinds of words are looked for in one text."""
    three = set(_THREE_LETTERS.findall(text))
    return three.union([letters[:2] for letters in three], [letters[:1] for letters in three], [""])


class _Word(Struct, frozen=True, gc=False):
    """A word as it is written, or a pattern of words."""

    text: str
    """For a pattern, the letters with which it begins."""
    ends: bool
    """Whether no letter may follow."""
    goes_on: bool = False
    """Whether any letters may follow that belong to it."""
    pattern: re.Pattern[str] | None = None
    then: str | None = None
    """The letters after the white space that follows those of a pattern; None if there may be none."""

    @property
    def first_letters(self) -> str:
        start = self.text[: _LENGTHS[0]]
        return start if start.isalpha() or not start else _ALL_LETTERS.match(start)[0]  # type: ignore[index]

    def end(self, text: str, start: int) -> int:
        """Where it ends in a text that has the letters of it there, else -1."""
        stop = start + len(self.text)
        if self.pattern:
            if self.then is not None:
                space = _SPACE.match(text, stop)
                if not space or not text.startswith(self.then, space.end()):
                    return -1
            match = self.pattern.match(text, start)
            return match.end() if match else -1
        if self.goes_on:
            return _LETTERS.match(text, stop).end()  # type: ignore[union-attr]
        return -1 if self.ends and _MORE.match(text, stop) else stop


@cache
def _by_letter(kind: str, languages: _Languages) -> Mapping[str, Iterable[str]]:
    """The words of a kind in some languages, as in the table, by their first letter, or by none if it may vary."""
    found: dict[str, list[str]] = {}
    for language, field in _of_kind(kind).items():
        where = boundaries_of(language)
        if languages != (where if where != "both" else "latin" if _ASCII_LETTER.search(field) else "other"):
            continue
        words = _written(language, (kind,))
        if (prefixes := prefixes_of(language)) != ("",):
            words = [prefix + word for word in words for prefix in prefixes]
        for written in words:
            if written[:2].isalpha():  # as most
                found.setdefault(written[0], []).append(written)
                continue
            for form in _forms(written):
                letter = form[:1] if form[:1].isalpha() and form[1:2] not in _QUANTIFIERS else ""
                found.setdefault(letter, []).append(form)
    return found


@cache
def _words_of_letter(kind: str, languages: _Languages, letter: str) -> Mapping[str, Sequence["_Word"]]:
    """The words of a kind that begin with a letter, by all of their first letters."""
    found: dict[str, list[_Word]] = {}
    ends = languages in ("latin", "other")
    forms = dict.fromkeys(_by_letter(kind, languages).get(letter, ()))  # languages that are close have the same words
    for form in forms:
        for word in _words(form, ends=ends):
            found.setdefault(word.first_letters, []).append(word)
    return found


def _words(written: str, *, ends: bool) -> list[_Word]:
    """The plain words that a pattern stands for, or it as a pattern."""
    if written.isalpha() or written.replace(" ", "").isalpha():
        return [_Word(written, ends)]
    stem = written.removesuffix(r"\w*")
    plain = _expanded(stem) if stem.count("(") < _MOST_GROUPS else None
    if plain is not None:
        return [_Word(word, ends, stem != written) for word in plain]
    words = []
    for form in _forms(written):
        letters, then, rest = _START.fullmatch(form).groups()  # type: ignore[union-attr]
        head = letters[:-1] if then is None and rest.startswith(_QUANTIFIERS) else letters
        words.append(_Word(head, ends, pattern=regex(_with_any_space(form) + _END * ends), then=then))
    return words


def _expanded(pattern: str) -> list[str] | None:
    """The words that a pattern stands for; None if it has more than alternatives, letters in brackets and `?`."""
    if pattern.isalpha():
        return [pattern]
    if pattern[-1:] == "?" and pattern[:-1].isalpha():  # as half of them
        return [pattern[:-1], pattern[:-2]]
    words = [""]
    for plain, letters, group, optional, other in _PIECE.findall(pattern):
        if other:
            return None
        options = [plain] if plain else list(letters)
        for alternative in group.split("|") if group else ():
            if (expanded := _expanded(alternative)) is None:
                return None
            options += expanded
        options += [""] * bool(optional)
        words = [word + option for word in words for option in options]
    return words


def plain_words(*kinds: str) -> frozenset[str]:
    """The words of some kinds in all languages, without those of which only a pattern is known.

    >>> sorted(plain_words("joins"))[:3]
    ['albo', 'alebo', 'and']
    """
    return frozenset(word.text for word in _words_of_all(kinds) if not word.pattern)


def _words_of_all(kinds: Iterable[str]) -> Iterator["_Word"]:
    for language in WORDS:
        for written in _written(language, kinds):
            yield from _words(written, ends=True)


def words_of(language: str, *kinds: str) -> Iterator[str]:
    """The words of a language as patterns, kind by kind, without its prefix."""
    return map(_with_any_space, _written(language, kinds))


def _written(language: str, kinds: Iterable[str]) -> Sequence[str]:
    """The words of a language as they are in the table, and those of labels without accents, which some can't type."""
    words = []
    for kind in kinds:
        if field := _of_kind(kind).get(language):
            own = _split(field)
            words += own
            if kind in _OF_LABELS and not field.isascii():
                words += [plain for word in own if (plain := _without_accents(word)) != word]
    return words


@cache
def _of_kind(kind: str) -> Mapping[str, str]:
    """The words of a kind by language."""
    found = {language: entry[kind] for language, entry in WORDS.items() if kind in entry}
    if not found:
        raise KeyError(kind)
    return found


@cache
def boundaries_of(language: str) -> str:
    """Where spaces separate the words of a language: on both sides, only at the start, or nowhere."""
    return _of_kind("boundaries").get(language, "both")


@cache
def prefixes_of(language: str) -> tuple[str, ...]:
    """What can be attached before a word of a language, the longest first, which may be nothing."""
    prefixes = _of_kind("prefixes").get(language)
    return (*prefixes.split("|"), "") if prefixes else ("",)


def _without_accents(word: str) -> str:
    """A word with only the letters of English, if it is in Latin letters.

    >>> _without_accents("odpowiedź"), _without_accents("питання")
    ('odpowiedz', 'питання')
    """
    if word[0] > "ſ":
        return word  # not in Latin letters
    plain = normalize("NFD", word.replace("ł", "l").replace("đ", "d")).encode("ascii", "ignore").decode()
    return plain if len(plain) == len(word) else word  # else more is left out than accents


def _with_any_space(word: str) -> str:
    return word.replace(" ?", r"\s*").replace(" ", r"\s+")


def _forms(word: str) -> Sequence[str]:
    """A pattern with each alternative that it begins with."""
    match = _LEADING_GROUP.match(word) if word[:1] == "(" else None
    if match is None:
        return (word,)
    starts = [*match["group"].split("|"), *[""] * bool(match["optional"])]
    return [form for start in starts for form in _forms(start + word[match.end() :])]


def _split(field: str) -> list[str]:
    """The words of a field, which are separated outside of groups."""
    if "\n" in field:
        field = _BREAKS.sub("", field)
    parts = field.replace("{invites}", _AND_INVITES).split("|")
    if "(" not in field:
        return parts
    words: list[str] = []
    depth = 0
    for part in parts:
        if depth:
            words[-1] += f"|{part}"
        else:
            words.append(part)
        if depth or "(" in part:
            depth += part.count("(") - part.count(")")
    return words


def _group(languages: Iterable[str], kinds: Sequence[str]) -> str:
    """A group of alternatives by their first letter, so that few are tried at each position of a text."""
    groups: dict[tuple[tuple[str, ...], bool], dict[str, set[str]]] = {}
    for language in languages:
        for word in words_of(language, *kinds):
            letter = word[0] if word[0].isalpha() and word[1:2] not in _QUANTIFIERS else ""
            starts_ascii = re.match(r"\W*[a-z\\]", word) is not None
            by_letter = groups.setdefault((prefixes_of(language), starts_ascii), {})
            by_letter.setdefault(letter, set()).add(word.removeprefix(letter))
    parts = []
    for (prefixes, starts_ascii), by_letter in groups.items():
        found = "|".join(
            f"{_either_case(letter)}(?:{'|'.join(sorted(rest, key=_by_length))})"
            for letter, rest in sorted(by_letter.items(), reverse=True)
        )
        parts.append(f"{'' if starts_ascii else _NO_ASCII}(?:{'|'.join(prefixes)})(?:{found})")
    return f"(?:{'|'.join(parts) or '(?!)'})"


def _either_case(letter: str) -> str:
    """A letter, spelled out in both cases: `re` skips alternatives by a set of letters, but not by `IGNORECASE`."""
    return letter if letter.upper() == letter else f"(?-i:[{letter}{letter.upper()}])"


def _by_length(word: str) -> tuple[int, str]:
    """The order of patterns, the longest first, without what they only look at."""
    return -len(re.sub(r"\(\?<?[!=][^()]*\)", "", word) if "(" in word else word), word
