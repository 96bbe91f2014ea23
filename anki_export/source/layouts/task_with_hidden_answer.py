"""Pages that set one task, and hide its answer in a collapsed block whose title does not say so.

    # Kata 3: The longest line

    Print the longest line of `poem.txt`.

    <details>
    <summary>One way to do it</summary>       `??? note`, `:::` and the like as well

    Compare `length($0)`.

    </details>

    [Next kata →](4.md)                       only links are below it

The pages of a folder decide together, for a block may hide anything: a log, a file, a remark. Not such a page: one with
other headings than labels, one whose title asks and whose text may be the answer, and one whose block names what
accompanies a text.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from anki_export.source.body.asking_blocks import ends_asking
from anki_export.source.body.blocks import has_colon
from anki_export.source.candidates.hidden_answer_blocks import HiddenLines, titled_blocks
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.layouts.find_page_question import numbered
from anki_export.source.lines import is_blank, is_rule, list_marker
from anki_export.source.outline import Outline
from anki_export.source.thresholds import COLLAPSED_OF_PAGES, HALF
from anki_export.text.classify_labels import (
    asks,
    is_answer_label,
    is_label,
    is_label_of,
    is_numbered_task,
    is_plain,
    names_explanation,
    names_extra,
    names_hint,
)
from anki_export.text.text_asks_or_announces import ends_in_question, is_clear_question
from anki_export.text.word_patterns import Words

_SIGNS = ("<details", "<DETAILS", "??? ", "???+ ", "]- ")
_FENCE, _PAIR = ":::", 2
"""Two lines with colons are around a block."""
_FEW = 4
"""Maximum number of headings: the title, and labels for the task."""
_LONGEST_LINE = 10_000
"""In characters: a title is shorter, and to read one takes superlinear time."""
_MOST_PARAGRAPHS = 3
"""Above the block: an article has more."""
_PUZZLE = Words("puzzle")
_BESIDE = Words("beside", "output")


class CollapsedAnswer(Struct, frozen=True):
    """The only collapsed block of a page, at its end, with what is above it."""

    title: str
    """What the page shows of it, in lower case, without digits."""
    task: str
    """The last paragraph above it."""
    sets_task: bool = False
    """Whether that paragraph or the page's title asks or names a task, or the paragraph orders outside of a manual."""
    is_task: bool = False
    """Whether the title of the page says so: it asks, or is that of one of several tasks: `Exercise 3: Boats`."""


def may_hide_answer(text: str) -> bool:
    """Whether a page may have a single collapsed block, and no more headings than that allows."""
    blocks = sum(map(text.count, _SIGNS))
    may_hide = (blocks == 1 or (not blocks and text.count(_FENCE) == _PAIR)) and text.count("\n#") <= _FEW
    return may_hide and max(map(len, text.split("\n"))) <= _LONGEST_LINE


def collapsed_answer(outline: Outline, title: str = "") -> CollapsedAnswer | None:
    """The only collapsed block of a page, if it may be the answer to what is above it.

    `title` is that of the page if no heading is.
    """
    blocks = list(titled_blocks(outline, lambda title: True))
    if len(blocks) != 1 or not _may_answer(blocks[0].title) or not _is_last(outline, blocks[0]):
        return None
    stop = blocks[0].lines.start
    labels = [one for one in outline.headings if is_label_of(one.title, "exercise")]
    others = [one for one in outline.headings if one not in labels]
    if len(others) > 1 or any(one.line > stop for one in outline.headings):
        return None
    title = next((one.title for one in others), title or next((one.title for one in labels), ""))
    texts = [one for one in _paragraphs(outline, stop) if not is_only_links(one)]
    is_title_asked = is_clear_question(title)
    if not title or len(texts) > _MOST_PARAGRAPHS or is_title_asked == bool(texts):
        return None
    task = texts[-1] if texts else title
    if any(map(asks, texts[:-1])) and not asks(task):
        return None  # it may answer
    is_numbered = is_numbered_task(title) or _is_puzzle(title)
    is_label_only = is_label(blocks[0].title) and not any(outline.is_code[:stop])  # a manual has code to run
    is_order = is_label_only and not has_colon(task) and ends_asking(task)
    name = "".join(letter for letter in blocks[0].title.lower() if not letter.isdigit())
    sets_task = is_title_asked or is_numbered or is_order or (asks(task) and ends_in_question(task))
    return CollapsedAnswer(name, task, sets_task, is_title_asked or is_numbered)


def _is_puzzle(title: str) -> bool:
    """Whether a title is that of one of several puzzles: `Kata 3: The longest line`."""
    number = numbered(title)
    return number is not None and _PUZZLE.end(number.label) == len(number.label) > 0


def _may_answer(title: str) -> bool:
    """Whether a title names neither an answer, which is read on any page, nor what accompanies a text."""
    is_other = names_extra(title) or names_hint(title) or names_explanation(title) or _BESIDE.are_in(title.lower())
    is_other = is_other or is_label_of(title, "sections", "contents")
    return not (is_other or is_answer_label(title) or asks(title) or is_clear_question(title))


def _is_last(outline: Outline, block: HiddenLines) -> bool:
    """Whether only links are below a block."""
    below = outline.lines[block.lines.stop :]
    return all(is_blank(line) or is_rule(line) or is_only_links(line) for line in below)


def _paragraphs(outline: Outline, stop: int) -> Iterator[str]:
    """The paragraphs above a line, without headings, code, tables, quotes and lists."""
    headings = {number for one in outline.headings for number in range(one.line, one.below)}
    block: list[str] = []
    for number in range(stop + 1):
        line = outline.lines[number]
        if number < stop and not (is_blank(line) or outline.is_code[number] or number in headings):
            block.append(line.strip())
        elif block:
            if block[0][0] not in "|><!" and list_marker(block[0]) is None:
                yield " ".join(block)
            block = []


def collapsed_pages(pages: Mapping[str, CollapsedAnswer | None]) -> Iterator[str]:
    """The pages of a folder whose blocks answer, by their paths: nearly all have one of the same title below a task.

    Half of them set one, each another one; so do the titles of the pages, unless that of the block only reveals it:
    posts that end with a question have notes in a block as well.
    """
    titles = Counter(one.title for one in pages.values() if one)
    title, count = titles.most_common(1)[0] if titles else ("", 0)
    if not COLLAPSED_OF_PAGES.of(count, len(pages)):
        return
    found = {path: one for path, one in pages.items() if one and one.title == title}
    tasks = {one.task for one in found.values() if one.sets_task}
    are_tasks = is_plain(title) or HALF.of(sum(one.is_task for one in found.values()), count)
    if are_tasks and HALF.of(len(tasks), count):
        yield from found
