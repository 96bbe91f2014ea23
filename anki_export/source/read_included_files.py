"""Put what questions include in the place of their directives: read the files, and note the lines they come from."""

import posixpath
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.source.body.option_letters import SECOND_OPTION
from anki_export.source.candidates.answers_of_chapter import answers_of_chapter
from anki_export.source.candidates.evident_keys import sections_of_keys
from anki_export.source.candidates.numbered_questions_or_answers import heading_sections
from anki_export.source.decode_and_repair_text import TEXT_LIMIT, decode, in_conflict
from anki_export.source.entry import Entry, Span
from anki_export.source.expand_includes import ANSWER_BESIDE, IncludeError, expand, part_of_page
from anki_export.source.formats import parse_page
from anki_export.source.formats.answers_below import ANSWERS_BELOW
from anki_export.source.layouts.answer_pages import path_has_answers
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Page, Tree
from anki_export.source.thresholds import HALF
from anki_export.text.merge_conflicts import conflict_lines
from anki_export.text.normalize import normalised


def with_answer_beside(page: Page, name: str) -> Page:
    """A page that includes the page beside it with this name as its answer."""
    return replace(page, text=f'{page.text}{ANSWER_BESIDE}\n{{% include-markdown "{name}" %}}\n')


def with_answers_below(page: Page, name: str, tree: Tree, *, is_chapter: bool = False) -> Page:
    """A page of tasks with the text of the page beside it that has their answers, if these are read there.

    Where it has those of several chapters, only the part for this page.
    """
    answers = _text_beside(page, name, tree)
    answers = answers_of_chapter(page.text, page.wanted.file, answers) if is_chapter else answers
    are_named = path_has_answers(name)
    is_read = _are_answers(page, page.text, answers) and (are_named or _is_evident_key(page.text, answers))
    return replace(page, text=_joined(page.text, answers)) if is_read else page


def answers_beside(page: Page, name: str, tree: Tree) -> bool:
    """Whether a page has the answers to the tasks of the page beside it, so that it is read there."""
    tasks, are_named = _text_beside(page, name, tree), path_has_answers(page.path)
    parts = (page.text, answers_of_chapter(tasks, PurePosixPath(name).stem, page.text))
    return any(_are_answers(page, tasks, one) and (are_named or _is_evident_key(tasks, one)) for one in parts)


def _text_beside(page: Page, name: str, tree: Tree) -> str:
    """The text of another page; empty if it can't be read."""
    try:
        _, text, _ = _included(page, tree, (), page.path, name)
    except IncludeError:
        return ""
    return "" if conflict_lines(text) else part_of_page(text, "")


def _are_answers(page: Page, tasks: str, answers: str) -> bool:
    """Whether a text has answers to the tasks of another one."""
    if not (tasks and answers):
        return False
    spans = list(ANSWERS_BELOW.spans(Outline(_joined(tasks, answers).split("\n")), page.wanted))
    return bool(spans) and not _is_complete(spans, tasks, answers)


def _is_evident_key(tasks: str, answers: str) -> bool:
    """Whether a text has nothing but letters of the options of another one, so that nothing must name it as a key."""
    outline = Outline("\n".join((tasks, "", "***", "", answers)).split("\n"))
    return any(True for _ in sections_of_keys(outline, heading_sections(outline)))


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


def with_includes(
    page: Page, tree: Tree, lines: list[str], entries: Iterable[Entry], folders: Sequence[str]
) -> tuple[list[str], Sequence[int], list[Diagnostic]]:
    """The lines with what questions include, for each the line it came from, and diagnostics."""
    problems: list[Diagnostic] = []

    def read(base: str, name: str, is_code: bool) -> tuple[str, str]:
        target, text, found = _included(page, tree, folders, base, name)
        problems.extend(found)
        if not is_code and (conflicts := conflict_lines(text)):
            problems.extend(in_conflict(_shown(page, target), conflicts))
            raise IncludeError(f"{name} has conflict markers")  # the page, too, has an error
        return target, text

    new, origin, failed = expand(lines, [entry.lines[1:] for entry in entries], page.path, read)
    last = lines.index(ANSWER_BESIDE) - 1 if ANSWER_BESIDE in lines else len(lines)  # of the page as written
    origin, failed = [min(number, last) for number in origin], [(min(line, last), reason) for line, reason in failed]
    hint = "correct the include: without it, part of the answer is missing from the card"
    for line, reason in failed:
        place = page.at(line + 1, len(lines[line]) - len(lines[line].lstrip()) + 1)
        problems.append(Diagnostic(place, Rule.INCLUDE, f"can't include: {reason}", hint))
    return new, origin, problems


def _included(
    page: Page, tree: Tree, folders: Sequence[str], base: str, name: str
) -> tuple[str, str, Sequence[Diagnostic]]:
    """Path and text of a file that `base` includes, relative to `base`, else to the source folder or one of `folders`.

    Characters omitted or repaired are reported at their location in that file, which need not be a page.
    """
    reasons = []
    for start in (base, "", *(f"{folder}/_" for folder in folders)):
        target = tree.resolve(start, name)
        if target is None:
            reasons.append(f"{name} is outside the source folder")
            continue
        try:
            if (size := tree.size_of(target)) > TEXT_LIMIT:
                raise IncludeError(
                    f"{name}: {size / (1 << 20):.1f} MiB of text exceed the limit of {TEXT_LIMIT >> 20} MiB"
                )
            text, problems = decode(tree.bytes_of(target), _shown(page, target))
        except FileNotFoundError:
            reasons.append(f"{name} does not exist")
            continue
        except OSError as error:
            reasons.append(f"{name}: {(error.strerror or str(error)).lower()}")
            continue
        if text is None:
            raise IncludeError(f"{name}: {problems[0].message}")
        return target, text, problems
    raise IncludeError(reasons[0])


def _shown(page: Page, path: str) -> str:
    """The path of a file that a page includes, as the user would type it."""
    return posixpath.normpath(page.shown.removesuffix(page.path) + path)
