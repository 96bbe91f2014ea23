"""Headings below one such as `## Solutions` that repeat those above, which are the questions or their themes."""

from collections.abc import Sequence

from anki_export.source.candidates.candidate import Candidate
from anki_export.source.lines import is_blank
from anki_export.text.labels import is_answer_label
from anki_export.text.normalize import normalised


def without_solutions(lines: Sequence[str], candidates: list[Candidate]) -> list[Candidate]:
    """The headings of a page without those of its solutions, if those that they repeat have their own text."""
    solutions = [one.lines for one in candidates if is_answer_label(one.title)]
    if not solutions:
        return candidates
    first = min(within.start for within in solutions)
    stops = [*(one.line for one in candidates), len(lines)][1:]
    with_text = {
        normalised(one.title)
        for one, stop in zip(candidates, stops, strict=True)
        if one.line < first and not all(map(is_blank, lines[one.line + 1 : stop]))
    }
    return [
        one
        for one in candidates
        if normalised(one.title) not in with_text or not any(one.line in within for within in solutions)
    ]
