"""Evaluate how answers and explanations are split on pages of other repositories, rewritten as `??? question`.

    ANKI_EXPORT_PAGES=/path/to/pages python benchmarks/bodies.py [PAGES] [--sample N] [--seed S] [--even]

PAGES is a folder with pages of repositories and a `truth.jsonl`, one row per question: `repo`, `path`, `line` and `end`
(1-based), `question`, and perhaps `shape`, `options` and `placeholder`. The repository `owner/name` is the folder
`owner+name`. Multiple choice, placeholders and questions without a body of their own (rows of tables, terms, fenced
divs) are skipped.

Prints how many cards each rule produced, and the errors. `--sample` prints N random cards for manual review; `--even`
samples the same number from each repository. Nothing from the pages is stored.
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from anki_export.diagnostics import Diagnostic, Severity
from anki_export.disk.source_tree import SourceTree
from anki_export.settings import Settings
from anki_export.source.checks import check
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Question
from anki_export.source.read_questions import Reading, read_questions
from anki_export.source.render_and_sanitize import make_parser

HEAD = "---\ntopic: Bodies\nlevel: Basics\n---\n"
OPENER = re.compile(r"\s*(?:\?\?\?\+?|!!!)\s")
HEADING = re.compile(r"\s*(?:\d+[.)]\s+)?#{1,6}")
BOLD_LINE = re.compile(r"\s*\*\*.+\*\*\s*$")
TO_TOP = re.compile(r"\W*\[[^\]]*\]\(#[^)]*\)\W*|\s*</?div[^>]*>|\s*<b><a href=\"#.*")
"""Text at the end of a question that is not part of it."""
WITHOUT_BODY = {"negative", "quiz-tag", "numbered-quiz-answers-below", "table-term-definition", "definition-list"}
LONGEST = 420
"""How many characters of a field are printed."""
LINES = {"p": "", "li": "- ", "tr": "", "pre": "```\n", "hr": "---", "br": "", "blockquote": "> ", "div": ""}
LINES |= {f"h{rank}": "#" * rank + " " for rank in range(1, 7)}
"""The prefix of an element's line."""


@dataclass(frozen=True, slots=True)
class Body:
    """A question of another repository with its body."""

    place: str
    question: str
    lines: tuple[str, ...]


def bodies(pages: Path, repo: str = "", without: str = "") -> dict[str, list[Body]]:
    """The bodies by path of the page; `repo` is part of a repository's name, `without` lists shapes to skip."""
    found: dict[str, list[Body]] = defaultdict(list)
    texts: dict[str, list[str]] = {}
    for text in (pages / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        shape = row.get("shape", "")
        skip_reason = (
            row.get("options") or row.get("placeholder") or shape in {*WITHOUT_BODY, *without.split(",")} - {""}
        )
        if skip_reason or repo not in row["repo"]:
            continue
        path = f"{row['repo'].replace('/', '+', 1)}/{row['path']}"
        if path not in texts:
            texts[path] = (pages / path).read_text("utf-8", "replace").expandtabs(4).splitlines()
        if lines := body_of(texts[path][row["line"] - 1 : row["end"]], whole_page=shape == "file-is-question"):
            found[path].append(Body(f"{path}:{row['line']}", " ".join(row["question"].split()), tuple(lines)))
    return found


def body_of(entry: Sequence[str], whole_page: bool = False) -> list[str]:
    """The lines below the question, dedented; [] if it has no body of its own."""
    first = entry[0]
    if whole_page:
        title = next((i for i, line in enumerate(entry) if line.strip()), 0)
        return _at_margin(entry[title + 1 :] if HEADING.match(entry[title]) else entry)
    if first.lstrip().startswith("<details"):
        _, _, inside = "\n".join(entry).partition("</summary>")
        return _at_margin(inside.rpartition("</details>")[0].split("\n"))
    is_known = OPENER.match(first) or HEADING.match(first) or BOLD_LINE.match(first)
    return _at_margin(entry[1:]) if is_known else []


def _at_margin(lines: Sequence[str]) -> list[str]:
    """The lines without surrounding blank lines and links to the top, and without the indentation of the first."""
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and (not kept[-1].strip(" -*_") or TO_TOP.fullmatch(kept[-1])):
        kept.pop()
    margin = len(kept[0]) - len(kept[0].lstrip()) if kept else 0
    return [line[min(margin, len(line) - len(line.lstrip())) :] for line in kept]


def write_pages(found: dict[str, list[Body]], folder: Path) -> dict[tuple[str, int], Body]:
    """Write the bodies as pages of `??? question`; returns the body at each location."""
    places = {}
    for path, entries in found.items():
        text = HEAD
        for body in entries:
            text += "\n"
            places[path, text.count("\n") + 1] = body
            text += f'??? question "{body.question}"\n' + "".join(f"    {line}".rstrip() + "\n" for line in body.lines)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return places


def read_pages(folder: Path) -> Iterator[tuple[list[Question], list[Diagnostic]]]:
    """The questions and diagnostics of each page."""
    tree = SourceTree(folder, "")
    reading = Reading(make_parser(), answer_limit=Settings().answer_limit)
    for path in sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.md")):
        page, report = read_page(PageFile(path, tree.bytes_of(path)))
        questions, _, more = read_questions(page, tree, reading) if page else ((), (), ())
        report = [*report, *more]
        report = [*report, *check(questions)]
        yield questions, list(report)


class _Lines(HTMLParser):
    """The text of a field, with each block on its own line."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.in_code = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.in_code = self.in_code or tag == "pre"
        self.text += "\n" + LINES[tag] if tag in LINES else ""
        self.text += {"strong": "**", "td": "| ", "th": "| ", "img": "[picture]"}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        self.in_code = self.in_code and tag != "pre"
        self.text += {"strong": "**", "pre": "\n```"}.get(tag, "")

    def handle_data(self, data: str) -> None:
        self.text += data if self.in_code else re.sub(r"\s+", " ", data)


def shown(html: str) -> str:
    """A field as readable text; long ones are cut in the middle."""
    reader = _Lines()
    reader.feed(html)
    text = "\n".join(line.rstrip() for line in reader.text.split("\n") if line.strip(" -"))
    cut = len(text) - LONGEST
    return text if cut <= 0 else f"{text[: LONGEST * 2 // 3]} [… {cut} more …] {text[-LONGEST // 3 :]}"


def evenly(cards: list[tuple[Body, Question]]) -> list[tuple[Body, Question]]:
    """The cards in round-robin order of repositories."""
    turns: Counter[str] = Counter()
    ranked = []
    for card in cards:
        repo = card[0].place.split("/")[0]
        ranked.append((turns[repo], card))
        turns[repo] += 1
    return [card for _, card in sorted(ranked, key=lambda pair: pair[0])]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pages", nargs="?", default=os.environ.get("ANKI_EXPORT_PAGES"), help="folder with truth.jsonl")
    parser.add_argument("--repo", default="", help="only repositories with this in their name")
    parser.add_argument("--without", default="", help="skip these shapes (separated by commas)", metavar="SHAPES")
    parser.add_argument("--rule", default="", help="sample only cards of this rule")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N random cards")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--even", action="store_true", help="sample the same number of cards from each repository")
    options = parser.parse_args()
    if not options.pages:
        sys.exit("name a folder with truth.jsonl, or set ANKI_EXPORT_PAGES")
    with tempfile.TemporaryDirectory() as folder:
        places = write_pages(bodies(Path(options.pages), options.repo, options.without), Path(folder))
        cards: list[tuple[Body, Question]] = []
        errors: Counter[str] = Counter()
        for questions, messages in read_pages(Path(folder)):
            cards += [(places[q.location.path, q.location.line], q) for q in questions]
            errors.update(m.rule.code for m in messages if m.severity is Severity.ERROR)
    rules = Counter(question.rule for _, question in cards)
    print(f"bodies {len(places)}  cards {len(cards)}")
    print(*(f"{rule:10} {count:6}" for rule, count in rules.most_common()), sep="\n")
    print("errors:", *(f"{code} {count}" for code, count in sorted(errors.items())))
    drawn = [card for card in cards if card[1].rule == options.rule or not options.rule]
    random.Random(options.seed).shuffle(drawn)
    for number, (body, question) in enumerate((evenly(drawn) if options.even else drawn)[: options.sample], 1):
        print(f"\n===== {number}  [{question.rule}]  {body.place}")
        for mark, html in zip("QAE", (question.question, question.answer, question.explanation), strict=True):
            print(*(f"{mark} {line}" for line in shown(html).split("\n") if line), sep="\n")


if __name__ == "__main__":
    main()
