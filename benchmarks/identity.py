"""Measure how many reworded questions keep their card, on the hand-labelled history of a real site.

    ANKI_EXPORT_CORPUS=/path/to/corpus python benchmarks/identity.py [--list]

Covers each transition between neighbouring revisions, and long jumps. A question labelled `same` is kept automatically
(by exact or fuzzy matching), offered as a possible match with its true partner first, or lost. A match that is labelled
neither `same` nor `related` is wrong. The last lines are a cross-validation: the weights are fitted without each topic
and measured on it.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, log
from pathlib import Path
from typing import Any

from anki_export.release import match_probability
from anki_export.release.match_by_similarity import same_place
from anki_export.release.match_probability import AUTOMATIC, Evidence, Pair, Text, Weights
from anki_export.release.rewording_or_sibling import asks_something_else
from anki_export.source.render_and_sanitize import field_html, make_parser, plain_text
from anki_export.text.normalize import normalised

Key = tuple[str, int]
LEVELS = {"basics", "intermediate", "advanced"}
MD = make_parser()


@dataclass(frozen=True)
class Case:
    """One topic in one transition: the questions that remain after exact matching."""

    span: tuple[int, int]
    topic: str
    old: list[dict[str, Any]]
    new: list[dict[str, Any]]
    labels: dict[tuple[int, int], str]
    kept: int
    """Labelled questions that exact matching keeps."""
    evidence: Evidence

    def is_sibling(self, pair: Pair) -> bool:
        old, new = self.old[pair.old], self.new[pair.new]
        texts = (text_of(row["question"], row["body"]) for row in (old, new))
        return asks_something_else(*texts, self.evidence[pair.old, pair.new][1])


def topic_of(page: str) -> str:
    parts = [part for part in page.removesuffix(".md").split("/") if part != "index"]
    return "/".join(part for part in parts if part not in LEVELS)


def key_of(row: dict[str, Any]) -> Key:
    return row["page"], row["index"]


@cache
def text_of(question: str, body: str) -> Text:
    inline = MD.parseInline(question)[0].children or []
    asked = plain_text(field_html(MD, inline), is_key=True)
    tokens = [token for token in MD.parse(body) if "footnote" not in token.type]
    return match_probability.in_words(asked, plain_text(field_html(MD, tokens)))


def equal(old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Exact matching as in a build: equal on the page, equal except for punctuation, equal in the topic."""
    found: dict[int, int] = {}
    for step in (
        lambda r: (r["page"], r["question"]),
        lambda r: (r["page"], normalised(r["question"])),
        lambda r: normalised(r["question"]),
    ):
        free = defaultdict(list)
        for i, row in enumerate(old):
            if i not in found:
                free[step(row)].append(i)
        for j, row in enumerate(new):
            if j not in found.values() and free.get(step(row)):
                found[free[step(row)].pop(0)] = j
    return found


def by_topic(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[topic_of(row["page"])].append(row)
    return groups


def cases(corpus: Path) -> Iterator[Case]:
    history = [json.loads(line) for line in (corpus / "history.jsonl").read_text().splitlines()]
    names = list(dict.fromkeys(row["revision"] for row in history))
    revisions = [[row for row in history if row["revision"] == name] for name in names]
    labelled: dict[int, dict[tuple[Key, Key], str]] = defaultdict(dict)
    for row in map(json.loads, (corpus / "same_question.jsonl").read_text().splitlines()):
        pair = (row["old_page"], row["old_index"]), (row["new_page"], row["new_index"])
        labelled[names.index(row["old_revision"])][pair] = row["label"] if row["judged"] == "by hand" else "renamed"
    steps = [_step(revisions[i], revisions[i + 1], labelled[i]) for i in range(len(names) - 1)]
    last = len(names) - 1
    tens = [*range(0, last, 10), last]
    for span in [*pairwise(range(last + 1)), (0, last), *pairwise(tens)]:
        yield from _cases(span, revisions, steps)


def _step(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], labels: dict[tuple[Key, Key], str]
) -> dict[Key, dict[Key, str]]:
    """For each question of a revision, its successor in the next one."""
    result: dict[Key, dict[Key, str]] = defaultdict(dict)
    after = by_topic(new)
    for topic, rows in by_topic(old).items():
        for i, j in equal(rows, after.get(topic, [])).items():
            result[key_of(rows[i])][key_of(after[topic][j])] = "equal"
    for (one, other), label in labels.items():
        if label != "equal" and other in {key_of(row) for row in new}:
            result[one][other] = label
    return result


def _cases(
    span: tuple[int, int], revisions: list[list[dict[str, Any]]], steps: list[dict[Key, dict[Key, str]]]
) -> Iterator[Case]:
    went: dict[Key, dict[Key, str]] = {key_of(row): {key_of(row): "equal"} for row in revisions[span[0]]}
    for step in steps[slice(*span)]:
        went = {one: _onward(there, step) for one, there in went.items()}
    old, new = by_topic(revisions[span[0]]), by_topic(revisions[span[1]])
    for topic, before in old.items():
        after = new.get(topic, [])
        found = equal(before, after)
        kept = sum(went[key_of(before[i])].get(key_of(after[j])) == "same" for i, j in found.items())
        left = [i for i in range(len(before)) if i not in found]
        fresh = [j for j in range(len(after)) if j not in found.values()]
        labels = {
            (a, b): label
            for a, i in enumerate(left)
            for b, j in enumerate(fresh)
            if (label := went[key_of(before[i])].get(key_of(after[j])))
        }
        places = same_place([row["page"] for row in before], [row["page"] for row in after], found)
        evidence = match_probability.evidence(
            [text_of(before[i]["question"], before[i]["body"]) for i in left],
            [text_of(after[j]["question"], after[j]["body"]) for j in fresh],
            [text_of(after[j]["question"], after[j]["body"]) for j in found.values()],
            {(left.index(i), fresh.index(j)): value for (i, j), value in places.items()},
        )
        if kept or left:
            yield Case(span, topic, [before[i] for i in left], [after[j] for j in fresh], labels, kept, evidence)


def _onward(there: dict[Key, str], step: dict[Key, dict[Key, str]]) -> dict[Key, str]:
    strength = {"equal": 0, "renamed": 0, "same": 1, "related": 2}
    result: dict[Key, str] = {}
    for key, label in there.items():
        for further, next_label in step.get(key, {}).items():
            worst = max(label, next_label, key=strength.__getitem__)
            if further not in result or strength[worst] < strength[result[further]]:
                result[further] = worst
    return result


@dataclass
class Count:
    """The outcome for questions labelled `same`."""

    kept: int = 0
    alike: int = 0
    offered: int = 0
    lost: int = 0
    wrong: int = 0

    def add(self, case: Case, weights: Weights, verbose: bool = False) -> None:
        taken, unclear = match_probability.settle(match_probability.pairs(case.evidence, weights), case.is_sibling)
        partner = {pair.old: pair.new for pair in taken}
        asked = {pair.old: pair.new for pair in unclear}
        self.kept += case.kept
        self.wrong += sum((a, b) not in case.labels for a, b in partner.items())
        for a in sorted({a for (a, _), label in case.labels.items() if label == "same"}):
            same = {b for (i, b), label in case.labels.items() if i == a and label == "same"}
            self.alike += partner.get(a) in same
            self.offered += a not in partner and asked.get(a) in same
            if partner.get(a) not in same and asked.get(a) not in same:
                self.lost += 1
                if verbose:
                    print(f"  lost: {case.old[a]['question']!r} → {case.new[min(same)]['question']!r}")
        for a, b in partner.items():
            if verbose and (a, b) not in case.labels:
                print(f"  wrong: {case.old[a]['question']!r} → {case.new[b]['question']!r}")

    def row(self, name: str) -> str:
        total = self.kept + self.alike + self.offered + self.lost
        automatic, known = self.kept + self.alike, self.kept + self.alike + self.offered
        shares = f"{automatic / total:8.1%} {known / total:8.1%}" if total else f"{'':17}"
        return (
            f"{name:34} {total:5} {self.kept:6} {self.alike:6} {self.offered:8} {self.lost:5} {self.wrong:6} {shares}"
        )


def fit(training: Sequence[Case]) -> Weights:
    """The maximum-likelihood weights: coordinate search with decreasing steps."""
    best = [10.0, 10.0, 2.0, -8.0]
    score, step = _surprise(training, best), 4.0
    while step > 0.2:
        improved = False
        for i in range(4):
            for sign in (1, -1):
                trial = [*best]
                trial[i] += sign * step
                if (new := _surprise(training, trial)) < score - 1e-6:
                    best, score, improved = trial, new, True
        step = step if improved else step / 2
    return Weights(*best)


def _surprise(training: Sequence[Case], w: Sequence[float]) -> float:
    """The negative log-likelihood of all partners on both sides, with slight regularisation."""
    total = 0.02 * sum(x * x for x in w[:3])
    for case in training:
        for side in (0, 1):
            all_odds: dict[int, float] = defaultdict(lambda: 1.0)
            true_odds: dict[int, float] = defaultdict(float)
            for key, (words, answers, place) in case.evidence.items():
                if case.labels.get(key) == "related":
                    continue
                odds = exp(min(w[0] * words + w[1] * answers + w[2] * place + w[3], 300))
                all_odds[key[side]] += odds
                if key in case.labels:
                    true_odds[key[side]] += odds
            total += sum(log(odds) - log(true_odds.get(i) or 1.0) for i, odds in all_odds.items())
    return total


def main() -> None:
    corpus = os.environ.get("ANKI_EXPORT_CORPUS")
    if not corpus:
        sys.exit("ANKI_EXPORT_CORPUS names no corpus")
    verbose = "--list" in sys.argv
    found = list(cases(Path(corpus)))
    steps = [case for case in found if case.span[1] - case.span[0] == 1]
    heads = f"{'same':>5} {'equal':>6} {'alike':>6} {'offered':>8} {'lost':>5} {'wrong':>6} {'kept':>8} {'known':>8}"
    print(f"{'':34} {heads}")
    total = Count()
    for case in steps:
        count = Count()
        count.add(case, Weights(), verbose)
        total.add(case, Weights())
        if count.kept + count.alike + count.offered + count.lost + count.wrong:
            print(count.row(f"{case.span[0]} → {case.span[1]} {case.topic}"))
    print(total.row("all neighbouring revisions"))
    for span in dict.fromkeys(case.span for case in found if case not in steps):
        count = Count()
        for case in found:
            if case.span == span:
                count.add(case, Weights())
        print(count.row(f"jump {span[0]} → {span[1]}"))
    held_out = Count()
    for topic in sorted({case.topic for case in steps if case.labels}):
        weights = fit([case for case in steps if case.topic != topic])
        for case in steps:
            if case.topic == topic:
                held_out.add(case, weights)
        print(f"weights without {topic}: {weights}")
    print(held_out.row(f"each topic held out, at {AUTOMATIC}"))


if __name__ == "__main__":
    main()
