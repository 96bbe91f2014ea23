"""Evaluate how well a real site is parsed: openers, text compared with the site's own HTML, answers with its quiz.

    ANKI_EXPORT_CORPUS=/path/to/corpus python benchmarks/corpus.py [openers|text|split|check] [--list [CODE]]

`openers`: each opener is a card or a diagnostic. `text`: question and body equal to the site's own toolchain.
`split`: for questions that a quiz page of the same topic and level also asks, how often answer and explanation are the
quiz's own words. `check`: how many messages of each code there are. `--list` shows every difference or message, with a
CODE those of that code, each with the lines of its question.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from anki_export.diagnostics import Diagnostic
from anki_export.disk.source_tree import SourceTree
from anki_export.settings import Settings
from anki_export.source.checks import check
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Question
from anki_export.source.read_questions import Reading, read_questions
from anki_export.source.render_and_sanitize import field_html, make_parser, plain_text
from anki_export.text.normalize import normalised

SECTION = "interview-questions"
LIST_MARKER = re.compile(r"(?<!\S)(?:[-*+]|\d+[.)])\s+")
"""Python-Markdown leaves these in the text when a list follows a paragraph without a blank line."""


def read_site(corpus: Path, *, short_answers: bool = True) -> tuple[list[Question], list[Diagnostic]]:
    """All questions of the site, and their diagnostics; a short answer repeats words of its explanation."""
    tree = SourceTree(corpus / "site/docs" / SECTION, SECTION)
    reading = Reading(make_parser(), answer_limit=Settings().answer_limit, short_answers=short_answers, is_on_site=True)
    questions: list[Question] = []
    report: list[Diagnostic] = []
    for path in tree.pages().pages:
        page, found = read_page(PageFile(path, tree.bytes_of(path), tree.name(path)))
        some, _, more = read_questions(page, tree, reading) if page else ((), (), ())
        questions += some
        report += [*found, *more]
    return questions, [*report, *check(questions)]


def count_openers(corpus: Path) -> Counter[str]:
    """The number of openers on each page, counted without our parser."""
    root = corpus / "site/docs" / SECTION
    counts: Counter[str] = Counter()
    for path in sorted(root.rglob("*.md")):
        counts[f"{SECTION}/{path.relative_to(root).as_posix()}"] = len(
            re.findall(r"^\s*(?:\?\?\?\+?|!!!)\s*question\b", path.read_text(), re.MULTILINE | re.IGNORECASE)
        )
    return counts


def unequal_texts(corpus: Path, questions: list[Question]) -> dict[str, list[str]]:
    """Locations where our text differs from that of the site's own toolchain, by reason."""
    by_place = {(f"docs/{q.location.path}", q.location.line): q for q in questions}
    found: dict[str, list[str]] = defaultdict(list)
    for line in (corpus / "rendered.jsonl").read_text().splitlines():
        row = json.loads(line)
        place = f"{row['page']}:{row['line']}"
        question = by_place.get((row["page"], row["line"]))
        if question is None:
            found["no card"].append(place)
            continue
        if _flat(question.question_text) != _flat(re.sub(r"^\d+\.\s+", "", row["summary_text"])):
            found["question"].append(place)
        ours = _flat(f"{question.answer_text} {question.explanation_text}")
        if ours == _flat(row["body_text"]):
            found["equal"].append(place)
        elif LIST_MARKER.sub("", ours) == LIST_MARKER.sub("", _flat(row["body_text"])):
            found["list after a paragraph"].append(place)
        else:
            found["other"].append(place)
    return found


def quiz_answers(corpus: Path) -> dict[tuple[str, str], tuple[set[str], str]]:
    """By page and normalised question: the right answers and the explanation of the quiz."""
    md = make_parser()
    found = {}
    root = corpus / "site/docs/quiz"
    for path in root.rglob("*.md"):
        for block in re.findall(r"<quiz>\n(.*?)</quiz>", path.read_text(), re.DOTALL):
            lines = block.split("\n")
            choices = [i for i, line in enumerate(lines) if re.match(r"- \[[ x]\] ", line)]
            texts = [
                plain_text(field_html(md, md.parse("\n".join(part))))
                for part in (lines[: choices[0]], lines[choices[-1] + 1 :])
            ]
            right = {
                plain_text(field_html(md, md.parse(lines[i][6:]))) for i in choices if lines[i].startswith("- [x]")
            }
            found[path.relative_to(root).as_posix(), normalised(texts[0])] = right, texts[1]
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())


def _same(ours: str, theirs: str) -> bool:
    """Whether texts are equal except for case, white space and a final full stop, in which pages and quiz differ."""
    return _flat(ours).rstrip(".").casefold() == _flat(theirs).rstrip(".").casefold()


def show_openers(corpus: Path, verbose: bool) -> None:
    questions, report = read_site(corpus)
    cards = Counter(q.location.path for q in questions)
    skip_reason = Counter(d.location.path for d in report if d.rule.name in ("PLACEHOLDER", "NO_QUESTION", "NOT_READ"))
    openers = count_openers(corpus)
    wrong = [page for page in openers if openers[page] != cards[page] + skip_reason[page]]
    print(f"openers {openers.total()}  cards {cards.total()}  skipped with a message {skip_reason.total()}")
    print(f"pages where they do not add up: {len(wrong)} {wrong if wrong else ''}")
    severities = Counter(d.severity.value for d in report)
    print(f"messages: {dict(severities)}")
    if verbose:
        print(*report, sep="\n")


def show_text(corpus: Path, verbose: bool) -> None:
    questions, _ = read_site(corpus, short_answers=False)
    for reason, places in unequal_texts(corpus, questions).items():
        print(f"{reason:24} {len(places):4}")
        if verbose and reason != "equal":
            print(*(f"    {place}" for place in places), sep="\n")


def show_split(corpus: Path, verbose: bool) -> None:
    questions, _ = read_site(corpus)
    quiz = quiz_answers(corpus)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for question in questions:
        row = counts[question.rule]
        row[0] += 1
        theirs = quiz.get((question.page, normalised(question.question_text)))
        if theirs is None:
            continue
        answers, explanation = theirs
        same = [any(_same(question.answer_text, a) for a in answers), _same(question.explanation_text, explanation)]
        row[1] += 1
        row[2] += same[0]
        row[3] += same[1]
        if verbose and not all(same):
            print(f"{question.location} [{question.rule}] {question.question_text}")
            card_texts = (question.answer_text, question.explanation_text)
            quiz_texts = (" | ".join(sorted(answers)), explanation)
            for name, is_same, mine, yours in zip("AE", same, card_texts, quiz_texts, strict=True):
                if not is_same:
                    print(f"   {name} card {_flat(mine)[:150]}\n   {name} quiz {_flat(yours)[:150]}")
    print(f"{'rule':10} {'cards':>6} {'in quiz':>8} {'same answer':>12} {'same explanation':>17}")
    for rule, (cards, asked, answer, explained) in sorted(counts.items(), key=lambda item: -item[1][0]):
        print(f"{rule:10} {cards:6} {asked:8} {answer:12} {explained:17}")


def show_check(corpus: Path, verbose: bool) -> None:
    _, report = read_site(corpus)
    counts = Counter(d.rule for d in report)
    print(f"{'code':5} {'found':>5}  meaning")
    for rule, count in sorted(counts.items(), key=lambda item: item[0].code):
        print(f"{rule.code:5} {count:5}  {rule.meaning}")
    wanted = {arg for arg in sys.argv if re.fullmatch(r"[A-Z]\d{3}", arg)}
    for diagnostic in report if verbose else ():
        if not wanted or diagnostic.rule.code in wanted:
            print(diagnostic)
            if wanted:
                page = (corpus / "site/docs" / diagnostic.location.path).read_text().split("\n")
                print(*(f"    | {line}" for line in _block(page, diagnostic.location.line - 1)), sep="\n")


def _block(lines: list[str], line: int) -> list[str]:
    """The lines of the question at a 0-based line, or this line alone."""
    start = next((n for n in range(line, -1, -1) if lines[n][:1] not in (" ", "")), line)
    end = next((n for n in range(start + 1, len(lines)) if lines[n][:1] not in (" ", "")), len(lines))
    return lines[start:end]


def main() -> None:
    corpus = os.environ.get("ANKI_EXPORT_CORPUS")
    if not corpus:
        sys.exit("ANKI_EXPORT_CORPUS names no corpus")
    shows = {"openers": show_openers, "text": show_text, "split": show_split, "check": show_check}
    wanted = [name for name in sys.argv[1:] if name in shows] or list(shows)
    for name in wanted:
        print(f"== {name}")
        shows[name](Path(corpus), "--list" in sys.argv)


if __name__ == "__main__":
    main()
