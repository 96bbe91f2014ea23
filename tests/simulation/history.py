"""One history: an author changes a site in several steps, and a learner imports what each build makes."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.simulation import checks
from tests.simulation.actions import Author, act, new_site
from tests.simulation.checks import Known, Own, Problem, after_build, collection_of
from tests.simulation.model import Page, Site, markdown, places
from tests.simulation.promise import moved, must_keep, must_stop
from tests.simulation.texts import letters
from tests.support.learner import Learner
from tests.support.project import Project

STEPS = 3, 7
"""The fewest and the most changes to a site in a history."""
ERRORS = {
    "front matter": lambda text: f"---\ntitle: [\n---\n\n{text}",
    "answer": lambda text: f'{text}\n??? question "What is missing?"\nThe indentation.\n',
    "encoding": lambda text: f"{text}\n\udce4\n",
}
"""What an author may break on a page: it can't be read at all, or only one question can't."""


@dataclass(frozen=True)
class Record:
    """What happened in a history."""

    counts: Counter[str]
    accounts: tuple[str, ...]
    """What went wrong, in words."""


def run(seed: int, folder: Path) -> Record:
    """One history, in an empty folder; the same seed gives the same history."""
    root = folder / "project"
    root.mkdir(parents=True)
    learner = Learner(folder / "collection.anki2")
    with chdir(root):
        try:
            return _History(seed, Project(root), learner).run()
        finally:
            learner.col.close()


@dataclass
class _History:
    seed: int
    project: Project
    learner: Learner
    own: dict[str, Own] = field(default_factory=dict)
    """What the learner wrote, by guid."""

    def __post_init__(self) -> None:
        self.author, self.chance = Author(Random(self.seed)), Random(f"learner {self.seed}")
        self.accidents = Random(f"accidents {self.seed}")

    def run(self) -> Record:
        counts, accounts = Counter(histories=1, builds=1), list[str]()
        site = new_site(self.author)
        write(self.project, site)
        self.project.build()
        guids, problems = cards(self.project, site)
        assert not problems, f"seed {self.seed}: {problems}"
        known = after_build(site, guids)
        self._import({})
        self._learn()
        for step in range(1, self.author.rng.randint(*STEPS) + 1):
            site, done = act(known.site, self.author)
            before, known, counted, problems = known, *self._step(known, site)
            counts += counted + Counter(problem.kind for problem in problems)
            if problems:
                title = f"seed {self.seed}, step {step}: {', '.join(done) or 'nothing'}"
                accounts.append("\n".join([title, *account(before.site, site, problems)]))
        return Record(counts, tuple(accounts))

    def _step(self, before: Known, site: Site) -> tuple[Known, Counter[str], list[Problem]]:
        """The author wrote another site and builds; the learner imports, and goes on learning."""
        write(self.project, site, before.site)
        made, collection = self.project.state(), collection_of(self.learner)
        broken = [page for page in site.pages if self.accidents.random() < 0.3]
        was_built, problems = bool(broken) and self.accidents.random() < 0.5, list[Problem]()
        if was_built:
            problems += self._build_with_errors(broken)
        counts, found = self._build(before, site, was_built=was_built)
        problems += found
        guids, doubled = cards(self.project, site)
        after = after_build(site, guids, before)
        problems += doubled
        problems += checks.cards_are_kept_and_not_exchanged(before, after)
        problems += self._imported(before, after, made, collection)
        made = self.project.state()
        self.project.build()
        if self.project.state() != made:
            problems.append(Problem("bytes", "a second build has changed files"))
        self._learn()
        common = before.guids.keys() & guids.keys()
        counts.update(
            builds=1,
            cards=len(guids),
            moves=len(moved(before.site, site)),
            kept=sum(before.guids[identity] == guids[identity] for identity in common),
        )
        return after, counts, problems

    def _build_with_errors(self, broken: list[Page]) -> Iterator[Problem]:
        """Build while some pages have errors, and import that; their cards must stay as they were released."""
        paths, before, made = {page.path for page in broken}, rows(self.project), self.project.state()
        for page in broken:
            text = self.accidents.choice(list(ERRORS.values()))(markdown(page))
            self.project.write(page.path, text.encode(errors="surrogateescape"))
        result = self.project.run("build", "--allow-retire")
        assert result.exit_code == 1, f"seed {self.seed}: {result.output}"
        now = rows(self.project)
        for guid, row in before.items():
            if row["page"] in paths and now[guid] != row:
                yield Problem(
                    "overwritten", f"the page of the card {guid} has errors, and it was {row}, is {now[guid]}"
                )
        state = self.project.state()
        self.project.run("build", "--allow-retire")
        if self.project.state() != state:
            yield Problem("bytes", "a second build with the same errors has changed files")
        self._import(made)
        for page in broken:
            self.project.write(page.path, markdown(page))

    def _build(self, before: Known, site: Site, *, was_built: bool) -> tuple[Counter[str], list[Problem]]:
        """Build; where the program stops because many cards would retire, allow it.

        If all but some pages `was_built`, some cards have been retired already.
        """
        gone = before.guids.keys() - places(site).keys()
        may_be_gone = before.guids.keys() - must_keep(before.site, site, before.last)
        made = self.project.state()
        result = self.project.run("build")
        stopped = result.exit_code == 1 and "--allow-retire" in result.stderr
        problems = []
        if stopped and not must_stop(before.site, may_be_gone):
            problems.append(Problem("guard", f"stopped, but only {len(gone)} are deleted: {_errors(result.stderr)}"))
        if not stopped and not was_built and must_stop(before.site, gone):
            problems.append(Problem("guard", f"did not stop, but {len(gone)} are deleted", frozenset(gone)))
        if stopped and self.project.state() != made:
            problems.append(Problem("guard", "a build that stopped has written files"))
        if stopped:
            result = self.project.run("build", "--allow-retire")
        assert result.exit_code == 0, f"seed {self.seed}: {result.output}"
        return Counter(stops=int(stopped), unclear=result.stderr.count(" R009 ")), problems

    def _imported(
        self, before: Known, after: Known, made: dict[str, bytes], collection: checks.Collection
    ) -> Iterator[Problem]:
        """The learner imports what is new; what is then wrong in the collection."""
        self._import(made)
        now = collection_of(self.learner)
        yield from checks.no_note_is_unknown(after, now)
        yield from checks.reviews_and_due_dates_stay(collection, now)
        yield from checks.edits_and_tags_stay(before, after, now, self.own)
        self.own = checks.still_own(before, after, now, self.own)
        yield from checks.notes_say_what_the_pages_say(after, now, self.own)

    def _import(self, before: dict[str, bytes]) -> None:
        """Import all packages that are not as they were."""
        state = self.project.state()
        for package in self.project.packages():
            if before.get(package.name) != state[package.name]:
                self.learner.import_package(package)

    def _learn(self) -> None:
        """Most new cards become review cards, each with a due date of its own; some are answered, edited or tagged."""
        cards = self.learner.schedule()
        guids = sorted(cards, key=lambda guid: self.learner.card_of(guid).id)
        for number, guid in enumerate(guids):
            if cards[guid].kind == 0 and self.chance.random() < 0.85:
                self.learner.due_in(guid, 3 + number)
        for guid in self.chance.sample(guids, 2):
            self.learner.answer(guid)
        for guid in self.chance.sample(guids, 2):
            self._edit(guid)

    def _edit(self, guid: str) -> None:
        """The learner writes another explanation and adds a tag, half an hour after the build."""
        own = Own(f"My own words {self.chance.randrange(1000)}", f"mine-{self.chance.randrange(1000)}")
        note = self.learner.card_of(guid).note()
        note["Explanation"] = own.explanation
        note.tags.append(own.tag)
        self.learner.col.update_note(note)
        self.learner.changed_at(note, self.project.clock + 1800)
        self.own[guid] = own


def _errors(messages: str) -> str:
    return " ".join(line for line in messages.splitlines() if " error " in line)


def write(project: Project, site: Site, old: Site | None = None) -> None:
    """Write the pages of a site; those of the old one that it has no more are removed."""
    paths = {page.path for page in site.pages}
    for page in old.pages if old else ():
        if page.path not in paths:
            (project.root / page.path).unlink()
    for page in site.pages:
        project.write(page.path, markdown(page))


def rows(project: Project) -> dict[str, dict[str, Any]]:
    """The cards in the lock, by guid."""
    return {row["guid"]: row for row in json.loads((project.root / "decks/lock.json").read_text())["cards"]}


def cards(project: Project, site: Site) -> tuple[dict[int, str], list[Problem]]:
    """The card in use of each question, by the page and the words that the lock has for it; and those too many."""
    stand = {(place.page.path, place.question.asked): identity for identity, place in places(site).items()}
    guids: dict[int, str] = {}
    problems = []
    for row in rows(project).values():
        if "retired" in row:
            continue
        identity = stand.get((row["page"], letters(row["question"])))
        if identity is None or identity in guids or row["guid"] in guids.values():
            problems.append(Problem("doubled", f"one card too many: {row}"))
        else:
            guids[identity] = row["guid"]
    missing = stand.values() - guids.keys()
    assert not missing, f"no card for {missing}"
    return guids, problems


def account(before: Site, after: Site, problems: list[Problem]) -> Iterator[str]:
    """What went wrong: each problem, and the pages before and after on which its questions stand."""
    identities = frozenset().union(*(problem.identities for problem in problems))
    yield from (f"  {problem.kind}: {problem.what}" for problem in problems)
    for name, site in (("before", before), ("after", after)):
        yield f"  {name}:"
        for page in site.pages:
            yield from _page(page, identities)


def _page(page: Page, identities: frozenset[int]) -> Iterator[str]:
    told = [question for question in page.questions if question.identity in identities]
    if told:
        yield f"    {page.path} ({page.title}): {' '.join(str(question.identity) for question in page.questions)}"
    for question in told:
        yield f"      {question.identity}: {question.text.prompt} {question.text.code!r} {question.text.answer}"
