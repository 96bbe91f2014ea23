"""Headings below one such as `## Solutions` that repeat those above, which are the questions or their themes."""

from collections.abc import Sequence

from anki_export.source.candidates.candidate import Candidate
from anki_export.source.lines import is_blank
from anki_export.text.label_kinds import is_answer_label
from anki_export.text.normalize import normalised


def without_solutions(lines: Sequence[str], candidates: list[Candidate]) -> list[Candidate]:
    """The headings of a page without those of its solutions, if those that they repeat have their own text."""
    solutions = {one.line for one in candidates if is_answer_label(one.title)}
    if not solutions:
        return candidates
    first = min(solutions)
    stops = [*(one.line for one in candidates), len(lines)][1:]
    with_text = {
        normalised(one.title)
        for one, stop in zip(candidates, stops, strict=True)
        if one.line < first and not all(map(is_blank, lines[one.line + 1 : stop]))
    }
    kept: list[Candidate] = []
    end = 0
    """The line at which the solutions so far end."""
    for one in candidates:
        if one.line in solutions:
            end = max(end, one.lines.stop)
        if one.line >= end or normalised(one.title) not in with_text:
            kept.append(one)
    return kept
