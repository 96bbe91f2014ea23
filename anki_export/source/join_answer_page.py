"""Read a page of tasks together with the page beside it that has the answers."""

from collections.abc import Sequence

from msgspec.structs import replace

from anki_export.source.body.option_letters import SECOND_OPTION
from anki_export.source.entry import Span
from anki_export.source.expand_includes import ANSWER_BESIDE, IncludeError, part_of_page
from anki_export.source.formats import parse_page
from anki_export.source.formats.answers_below import ANSWERS_BELOW
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Page, Tree
from anki_export.source.read_included_files import included_file
from anki_export.source.thresholds import HALF
from anki_export.text.merge_conflicts import conflict_lines
from anki_export.text.normalize import normalised


def with_answer_beside(page: Page, name: str) -> Page:
    """A page that includes the page beside it with this name as its answer."""
    return replace(page, text=f'{page.text}{ANSWER_BESIDE}\n{{% include-markdown "{name}" %}}\n')


def with_answers_below(page: Page, name: str, tree: Tree) -> Page:
    """A page of tasks with the text of the page beside it that has their answers, if these are read there."""
    answers = _text_beside(page, name, tree)
    return replace(page, text=_joined(page.text, answers)) if _are_answers(page, page.text, answers) else page


def answers_beside(page: Page, name: str, tree: Tree) -> bool:
    """Whether a page has the answers to the tasks of the page beside it, so that it is read there."""
    return _are_answers(page, _text_beside(page, name, tree), page.text)


def _text_beside(page: Page, name: str, tree: Tree) -> str:
    """The text of another page; empty if it can't be read."""
    try:
        _, text, _ = included_file(page, tree, (), page.path, name)
    except IncludeError:
        return ""
    return "" if conflict_lines(text) else part_of_page(text, "")


def _are_answers(page: Page, tasks: str, answers: str) -> bool:
    """Whether a text has answers to the tasks of another one."""
    if not (tasks and answers):
        return False
    spans = list(ANSWERS_BELOW.spans(Outline(_joined(tasks, answers).split("\n")), page.wanted))
    return bool(spans) and not _is_complete(spans, tasks, answers)


def _is_complete(spans: Sequence[Span], tasks: str, answers: str) -> bool:
    """Whether a page of answers repeats most questions, with their options, and is read without the page of tasks."""
    text = f" {normalised(answers)} "
    repeated = sum(f" {normalised(span.title or ' '.join(span.above))} " in text for span in spans)
    have_options = [any(map(SECOND_OPTION.match, page.split("\n"))) for page in (tasks, answers)]
    if not HALF.of(repeated, len(spans)) or have_options == [True, False]:
        return False
    return HALF.of(len(parse_page(answers).entries), len(spans))


def _joined(tasks: str, answers: str) -> str:
    return "\n".join((tasks, ANSWER_BESIDE, answers))


def lines_of_page(lines: Sequence[str]) -> Sequence[int]:
    """For each line, that of the page: the last one for those of the page beside it."""
    stop = lines.index(ANSWER_BESIDE) if ANSWER_BESIDE in lines else len(lines)
    return [min(number, stop - 1) for number in range(len(lines))]
