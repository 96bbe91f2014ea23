"""Read the signs by which an author marks the right options, and take them off.

    - ❌ a file         ▫️ a file           - a file              - a file            a) a file
    - ✅ a name         ✅ a name           - a name (correct)    - **a name**        b) a name +
    - ❌ a folder       ▫️ a folder         - a folder            - a folder          c) a folder

They are not evidence if all options have the same one, or where signs are what the options are about.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.blocks import Block, bold_opening, paragraph, trimmed, without_end, without_start
from anki_export.source.body.option_letters import is_letter
from anki_export.source.body.options_on_card import TWO_SIDES, Option, with_right
from anki_export.source.thresholds import CHOICES, HALF, PLUSES, SINGLE_BOLD, Enough
from anki_export.text.classify_labels import says_right
from anki_export.text.lazy_regex import regex
from anki_export.text.ticks_and_crosses import CROSSES, SIGNS, TICKS
from anki_export.text.true_or_false import is_true_or_false

SIGN = regex(f"[{SIGNS}]")
START = regex(f"\\s*(?P<sign>[{SIGNS}])\ufe0f?\\s*")
"""A sign at the start of an option, with its variation selector."""
STAR = regex(r"(?P<sign>\*)(?=[(（]?[^\W\d_][.)])")
"""An asterisk before the letter of an option: `*b) a tag`."""
_END = regex(f"\\s*(?P<sign>[{SIGNS}])\ufe0f?\\s*\\Z")
_IN_PARENTHESES = regex(r"\s*(?:[(（\[](?P<words>[^()（）\[\]]*)[)）\]]|(?:[←⬅]️?|<-+)\s*(?P<behind>\w+))\s*\Z")
_ARROW = regex("\\s*(?:[←⬅]\ufe0f?|<-+)\\s*\\Z")
AT_END = regex(r"(?<![+*\s])\s*[+*]\s*\Z")
"""A plus or an asterisk at the end: not that of `C++`."""
_ANY_ARROW = regex("[←→↑↓⬅➡⬆⬇]|<-+|-+>")
_STRESS = r"(?:\*\*|__|==|<mark\b)"
_MAY_BE_SIGNS = regex(
    rf"[{SIGNS}←⬅]|<-|[)）\]]\W*(?:\Z|\n)|(?:\w(?:\*\*|__)|[+*])\s*(?:\Z|\n)"
    rf"|(?:\A|\n)\W*(?:\w[.:)]\s*)?{_STRESS}"
)
_LETTERED = regex(
    r"(?:\A|\n)(?:\*[(（]?\w[.)]"
    rf"|[(（]?(?:[^\W\d_][.:)]\s*{_STRESS}|(?:\*\*|__)[(（]?[^\W\d_][.:)]|[^\W\d_][.:)][^\n]*[+*)）]\s*(?:\Z|\n)))"
)
"""A line with a letter and bold, or a sign before or behind it."""
_NUMBER = regex(r"\W*\d[\d.,\s]*%?\W*")
_ENOUGH = {"bold": SINGLE_BOLD, "plus": PLUSES}
_FEWEST_BESIDE_BOLD = 3
"""Options without letters: one of two things is often bold for no other reason than that it matters."""

Verdicts = tuple[bool | None, ...]


class Signs(Struct, frozen=True, gc=False):
    """What the signs of options say."""

    kind: str
    """The kind of sign: "sign", "word", "arrow", "plus" or "bold"."""
    verdicts: Verdicts
    """For each option, whether its sign calls it right; None without a sign."""
    options: tuple[Option, ...]
    """The options without their signs."""
    has_crosses: bool = False
    """Whether others are crossed out, as disadvantages are, too."""

    @property
    def is_weak(self) -> bool:
        """Whether these count only where nothing else says which are right: bold stresses, and keys have arrows."""
        return self.kind in ("bold", "arrow", "plus")

    @property
    def needs_habit(self) -> bool:
        """Whether one list shows nothing: other lists have a bold item, and `a+` may be an option."""
        return self.kind in _ENOUGH

    @property
    def may_stress(self) -> bool:
        """Whether bold may stress one of two things: options without letters, of which none says true or false."""
        is_pair = self.kind == "bold" and len(self.options) < _FEWEST_BESIDE_BOLD
        has_letters = is_pair and all(is_letter(option.letter) for option in self.options)
        return is_pair and not has_letters and not is_true_or_false([option.text for option in self.options])

    @property
    def are_numbers(self) -> bool:
        """Whether all options are numbers: they are no parts of an answer, whatever the question names several of."""
        return all(map(_NUMBER.fullmatch, map(_text, self.options)))

    @property
    def chooses(self) -> bool:
        """Whether there is a tick for one option, and a cross for each other one."""
        return len(self.right) == 1 and None not in self.verdicts

    @property
    def right(self) -> frozenset[int]:
        """The indices of those that are marked as right."""
        return frozenset(i for i, verdict in enumerate(self.verdicts) if verdict)

    @property
    def marked_options(self) -> tuple[Option, ...]:
        """The options without their signs, the right ones as such."""
        return with_right(self.options, self.right)

    @property
    def place(self) -> str:
        """Where the first right option is among the others: "first", "middle" or "last"."""
        at = min(self.right, default=0)
        return "first" if at == 0 else "last" if at == len(self.verdicts) - 1 else "middle"

    @property
    def is_scattered(self) -> bool:
        """Whether the right options are not just the first or the last ones."""
        count, size = len(self.right), len(self.verdicts)
        return self.right not in (frozenset(range(count)), frozenset(range(size - count, size)))

    def agree_with(self, right: frozenset[int]) -> bool:
        """Whether no sign says otherwise than that these options are right."""
        is_full = not self.right or self.right == right
        return is_full and not any(verdict is False and i in right for i, verdict in enumerate(self.verdicts))


def usual_signs(
    found: Sequence[Signs], lists: int, *, is_quiz: bool = False, in_each: Enough = SINGLE_BOLD
) -> Mapping[str, int]:
    """The kinds of signs that mark right options on a page with so many lists, each with a number.

    Such signs mark mostly one option and, but for words, not always the first or the last one; or half of the lists
    have several that are not just the first or the last ones. Lists of pros and cons,
    and of what to do and what not to do, have their signs in one order, or one of each sort: where nothing else tells
    these apart, the number is that of such a list, and else that of the options of the longest list. In a quiz, a tick
    for one option and a cross for each other one are clear. So many lists `in_each` with one sign are enough, too.
    """
    usual: dict[str, int] = {}
    for kind in dict.fromkeys(one.kind for one in found):
        of_kind = [one for one in found if one.kind == kind]
        if _are_choices(of_kind, is_quiz=is_quiz):
            usual[kind] = max(TWO_SIDES + 1, *(len(one.verdicts) for one in of_kind))
            continue
        single = [one for one in of_kind if len(one.right) == 1]
        places = {one.place for one in single}
        is_mixed = kind == "word" or "middle" in places or {"first", "last"} <= places
        enough = _ENOUGH.get(kind)
        clear = len(single) + sum(is_quiz and one.is_scattered and len(one.right) > 1 for one in of_kind)
        is_enough = enough is None or enough.of(len(of_kind), lists) or in_each.of(clear, lists)
        are_scattered = HALF.of(sum(one.is_scattered for one in of_kind), len(of_kind))
        if len(single) * 2 > (len(of_kind) if is_enough else lists) > 1 and is_mixed:
            is_clear = is_enough and ("middle" in places or not any(one.has_crosses for one in single))
            usual[kind] = max(len(one.verdicts) for one in single) if is_clear else TWO_SIDES
        elif kind != "bold" and is_enough and len(of_kind) > 1 and are_scattered:
            have_crosses = any(one.has_crosses for one in of_kind)
            usual[kind] = TWO_SIDES if have_crosses else max(len(one.verdicts) for one in of_kind)
    return usual


def _are_choices(found: Sequence[Signs], *, is_quiz: bool) -> bool:
    """Whether each list has a tick for one option and crosses for the others, and not always in one order.

    In a quiz, the order and two options are no reason to doubt that.
    """
    are_sides = any(len(one.verdicts) <= TWO_SIDES for one in found) or len({one.place for one in found}) == 1
    return CHOICES.of(sum(one.chooses for one in found), len(found)) and (is_quiz or not are_sides)


def may_have_signs(tokens: Iterable[Token]) -> bool:
    """Whether the lists and paragraphs of a body may have such signs, which most do not.

    Bold, and what is at the end of a line, count in lists and beside letters.
    """
    items = 0
    for token in tokens:
        items += token.nesting * (token.type in ("list_item_open", "list_item_close"))
        if token.type != "inline":
            continue
        if (items or not token.content.isascii()) and (_MAY_BE_SIGNS if items else SIGN).search(token.content):
            return True
        if any(sign in token.content for sign in "*+)）=<") and _LETTERED.search(token.content):
            return True
    return False


def verdict_of_line(text: str) -> bool | None:
    """Whether the sign at the start or end of a line is that of a right option; None without a sign."""
    match = None if text.isascii() else START.match(text) or _END.search(text)
    return match["sign"] in TICKS if match else None


def verdict_of(text: str) -> bool | None:
    """Whether a text begins with the sign of a right option, or of another one; None without a sign."""
    match = START.match(text)
    return match["sign"] in TICKS if match and text[match.end() :] else None


def signs_of(options: Sequence[Option]) -> Signs | None:
    """What the signs of options say; None if they say nothing."""
    found: Signs | None = None
    text = "\n".join(map(_text, options))
    has_signs = any(option.sign for option in options)
    for read, mark in KINDS.values():
        if mark and not mark(text) and not has_signs:
            continue  # most have none
        now = read(found.options if found else options)
        if found and now and found.right == now.right and now.kind != "arrow":
            found = replace(found, options=now.options)
        found = found or now
    return found


def _signs(options: Sequence[Option]) -> Signs | None:
    read = [_without_sign(option) for option in options]
    verdicts = tuple(sign in TICKS if sign else None for sign, _ in read)
    rest = tuple(option for _, option in read)
    is_alike = len(set(verdicts)) == 1
    is_content = any(not option.blocks or SIGN.search(option.text) for option in rest)
    has_crosses = any(sign and sign in CROSSES for sign, _ in read)
    return None if is_alike or is_content else Signs("sign", verdicts, rest, has_crosses)


def _without_sign(option: Option) -> tuple[str, Option]:
    """The sign of an option, if any, and the option without it."""
    if option.sign:
        return option.sign, replace(option, sign="")
    text = _text(option)
    if match := START.match(text):
        return match["sign"], _changed(option, without_start(option.blocks[0].inline, match.end()))
    if match := _END.search(text):
        return match["sign"], _without_end(option, match.start())
    return "", option


def _words(options: Sequence[Option]) -> Signs | None:
    """Some options end in "(correct)" or `**correct**`, and no other one in such; "(right)" may be a side."""
    ends = [_remark(option) for option in options]
    if not all(says_right(remark) for remark, _ in filter(None, ends)):
        return None
    return _marked("word", options, [end[1] if end else None for end in ends])


def _remark(option: Option) -> tuple[str, int] | None:
    """What an option has at its end in parentheses, in bold or after an arrow, and where it begins.

    In brackets and italics, only what calls it right counts: others are footnotes, references and stressed words.
    """
    text = _text(option)
    if any(sign in text for sign in ")）]←⬅-") and (match := _IN_PARENTHESES.search(text)):
        words = match["words"] or match["behind"] or ""
        if not text.rstrip().endswith("]") or says_right(words):
            return words, match.start()
    tokens = trimmed(option.blocks[0].inline) if option.blocks else ()
    opening, inner, last = tokens[-3:] if len(tokens) > 3 else (None, None, None)
    kind = last.type.removesuffix("_close") if last else ""
    if opening and inner and kind in ("strong", "em") and opening.type == f"{kind}_open":
        words = inner.content
        if kind == "strong" or says_right(words):
            return words, len(text.rstrip().removesuffix(words).rstrip(" -–—"))
    return None


def _arrows(options: Sequence[Option]) -> Signs | None:
    """One option ends in an arrow, and no other one has any."""
    matches = [_ARROW.search(_text(option)) for option in options]
    is_one = sum(len(_ANY_ARROW.findall(option.text)) for option in options) == 1
    return _marked("arrow", options, [match.start() if match else None for match in matches]) if is_one else None


def _pluses(options: Sequence[Option]) -> Signs | None:
    """Some options end in a plus or an asterisk."""
    matches = [AT_END.search(_text(option)) for option in options]
    return _marked("plus", options, [match.start() if match else None for match in matches])


def _marked(kind: str, options: Sequence[Option], ends: Sequence[int | None]) -> Signs | None:
    """The options truncated at some positions, where the marks of the right ones begin."""
    if all(end is None for end in ends) or None not in ends or 0 in ends:
        return None
    pairs = zip(options, ends, strict=True)
    rest = tuple(option if end is None else _without_end(option, end) for option, end in pairs)
    return Signs(kind, tuple(None if end is None else True for end in ends), rest)


def _bold(options: Sequence[Option]) -> Signs | None:
    """Some options are bold as a whole, and others are not."""
    bold = [_is_bold(option) for option in options]
    if len(set(bold)) == 1:
        return None
    rest = (
        _changed(o, trimmed(o.blocks[0].inline)[1:-1]) if is_bold else o
        for o, is_bold in zip(options, bold, strict=True)
    )
    return Signs("bold", tuple(True if is_bold else None for is_bold in bold), tuple(rest))


def _is_bold(option: Option) -> bool:
    """Whether an option is bold or highlighted as a whole."""
    inline = option.blocks[0].inline if option.blocks else ()
    if inline and inline[0].type == "text" and inline[0].content.lstrip()[:1] not in ("", "<"):
        return False  # as most
    inline = trimmed(inline)
    if inline and (inline[0].type == "mark_open" or inline[0].content.startswith("<mark")):
        return inline[-1].type == "mark_close" or inline[-1].content == "</mark>"
    opening = bold_opening(inline)
    return opening is not None and not trimmed(opening[1])


def _may_end_in_words(text: str) -> bool:
    """Whether a text has a parenthesis or bracket, or a line that ends with a letter or a digit."""
    ends = (line.rstrip()[-1:] for line in text.split("\n"))
    return any(sign in text for sign in ")）]") or any(end.isalnum() or end == "_" for end in ends)


KINDS: Mapping[str, tuple[Callable[[Sequence[Option]], Signs | None], Callable[[str], object] | None]] = {
    "sign": (_signs, lambda text: not text.isascii() and SIGN.search(text)),
    "word": (_words, _may_end_in_words),
    "arrow": (_arrows, lambda text: any(sign in text for sign in ("←", "⬅", "<-"))),
    "plus": (_pluses, lambda text: "+" in text or "*" in text),
    "bold": (_bold, None),
}
"""How each kind of sign is read, and what the texts of options have then."""


def _text(option: Option) -> str:
    return option.blocks[0].text if option.blocks else ""


def _without_end(option: Option, place: int) -> Option:
    """An option without the text of its first paragraph from a place on."""
    return _changed(option, without_end(option.blocks[0].inline, len(_text(option)) - place))


def _changed(option: Option, inline: Sequence[Token]) -> Option:
    first, *below = option.blocks
    own: list[Block] = [paragraph(first, inline)] if inline else []
    return replace(option, blocks=(*own, *below))
