"""What stands above questions that a page asks again in the same words, as a quote above each:

    Save the file.

    ??? question "How does it look?"        > Save the file.
        A dot is gone.                      How does it look?

    Close it.

    ??? question "How does it look?"        > Close it.
        The window is empty.                How does it look?

That is the last paragraph above below the same heading that says something and is not long, unless it is the same for
two of them. A card has the same key as without a quote.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.blocks import Block, blocks_of, text_of_block
from anki_export.source.body.group_into_segments import shows
from anki_export.source.cards.follow_up_questions import LONGEST_QUOTE, in_quote
from anki_export.source.cards.make_card import ReadEntry
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import is_statement


def with_text_above_repeated(
    read: Sequence[ReadEntry], tokens: Sequence[Token], lines: Sequence[str]
) -> list[ReadEntry]:
    """The questions of a page with these tokens and lines, in order, the repeated ones with the text above each."""
    asked = [normalised(one.asked) for one in read]
    if len(set(asked)) == len(read):
        return list(read)  # as on nearly all pages
    counts = Counter(asked)
    blocks = [block for block in blocks_of(tokens, lines) if shows(block)]
    starts = [block.first for block in blocks]
    places = [*(one.entry.lines for one in read), range(len(lines), len(lines) + 1)]
    own = {line for one, below in pairwise(places) if below.start not in one for line in one}  # around no other
    leading: list[Block | None] = [None]  # above each block
    for block in blocks:
        may_lead = block.first not in own and _leads(block)
        leading.append(block if may_lead else None if block.kind == "heading" else leading[-1])
    found = list(read)
    above: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(read):
        has_more = one.goes_on_from or (one.parts and (one.parts.front or one.parts.options))
        last = leading[bisect_left(starts, one.entry.lines.start)] if counts[asked[at]] > 1 and not has_more else None
        if last:
            above[asked[at], text_of_block(last)].append(at)
            found[at] = replace(one, goes_on_from=in_quote([last]))
    for alike in above.values():
        for at in alike if len(alike) > 1 else ():
            found[at] = read[at]  # it does not tell them apart
    return found


def _leads(block: Block) -> bool:
    """Whether a block is a short paragraph that ends with a sentence, and asks nothing."""
    text = text_of_block(block)
    return block.kind == "paragraph" and len(text) <= LONGEST_QUOTE and is_statement(text)
