"""Tables of questions and answers that MyST writes as lists become labels before a page is parsed, line by line:

    ```{list-table}
    :header-rows: 1

    * - Question
      - Answer
    * - What is a sheet?         Q: What is a sheet?
      - A rope that              A: A rope that
        trims a sail.            trims a sail.
    ```                          ***

See https://myst-parser.readthedocs.io/en/latest/syntax/tables.html. As in other tables with these heads, at least three
rows ask, and half of them.
"""

from anki_export.source import thresholds
from anki_export.source.lines import is_blank, is_comment
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer

_OPENING = regex(r"(?P<fence>`{3,}|:{3,})[ \t]*\{list-table\}")
_OPTION = regex(r"[ \t]*:[\w-]+:")
_CELL = regex(r"(?P<row>[*+-])?[ \t]+[*+-][ \t]+(?P<text>\S.*)")
_HEADS = 2


def list_tables_as_labels(outline: Outline) -> Changes:
    """The lines of such tables with labels, and a rule at the end."""
    changes: dict[int, str] = {}
    for start, line in enumerate(outline.lines):
        is_inside = start > 0 and outline.is_code[start - 1]  # an example of how to write one
        if (opening := _OPENING.match(line)) and not is_inside:
            lines = outline.lines
            ends = (at for at in range(start + 1, len(lines)) if lines[at].rstrip() == opening["fence"])
            changes |= _labelled(outline, range(start, next(ends, start) + 1))
    return changes


def _labelled(outline: Outline, table: range) -> Changes:
    """The lines of a table with labels; none if its rows do not ask."""
    lines, cells = outline.lines, list[tuple[int, str]]()
    changes = dict.fromkeys(table, "") | {table[-1]: "***"}
    for at in table[1:-1]:
        if is_comment(lines[at]):
            changes[at] = lines[at]  # with the id of a card
        elif is_blank(lines[at]) or (not cells and _OPTION.match(lines[at])):
            continue
        elif cell := _CELL.match(lines[at]):
            if bool(cell["row"]) != (len(cells) % _HEADS == 0):
                return {}  # another number of columns
            cells.append((at, cell["text"]))
            changes[at] = f"{'Q' if cell['row'] else 'A'}: {cell['text']}"
        elif cells and lines[at].startswith("    "):
            changes[at] = lines[at][4:]
        else:
            return {}
    texts = [text.strip("*_ ") for _, text in cells]
    questions = texts[_HEADS::_HEADS]
    if len(texts) % _HEADS or not thresholds.ANNOUNCED.of(sum(map(wants_answer, questions)), len(questions)):
        return {}
    if not (is_label_of(texts[0], "question") and is_label_of(texts[1], "answer")):
        return {}
    return changes | dict.fromkeys((at for at, _ in cells[:_HEADS]), "")
