"""Put what questions include in the place of their directives: read the files, and note the lines they come from."""

import posixpath
from collections.abc import Iterable, Sequence

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.source.decode_and_repair_text import TEXT_LIMIT, decode, in_conflict, over_limit
from anki_export.source.entry import Entry
from anki_export.source.include_directives import ANSWER_BESIDE, IncludeError, expand
from anki_export.source.pages_and_questions import Page, Tree
from anki_export.text.merge_conflicts import conflict_lines


def with_includes(
    page: Page, tree: Tree, lines: list[str], entries: Iterable[Entry], folders: Sequence[str]
) -> tuple[list[str], Sequence[int], list[Diagnostic]]:
    """The lines with what questions include, for each the line it came from, and diagnostics."""
    problems: list[Diagnostic] = []

    def read(base: str, name: str, is_code: bool) -> tuple[str, str]:
        target, text, found = included_file(page, tree, folders, base, name)
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


def included_file(
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
                raise IncludeError(f"{name}: {over_limit(size)}")
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
