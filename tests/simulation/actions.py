"""What an author does to a site between two builds: a table of actions.

An action returns the site that it makes, or nothing where it can't be done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random

from tests.simulation import texts
from tests.simulation.model import LEVELS, Deleted, Layout, Page, Question, Site, fits, normal, with_questions
from tests.simulation.texts import Text

PAGES = 3, 12
"""The fewest and the most pages of a site."""
FEWEST = 2
"""How many questions a page keeps when others go to another page."""


@dataclass
class Author:
    """Who makes the questions and decides, by chance."""

    rng: Random
    identities: int = 0
    asked: set[str] = field(default_factory=set)
    """What was asked, except for generic prompts: nobody asks it again."""

    def is_new(self, text: Text) -> bool:
        """Whether no other question says this, and notes it; generic prompts are always new."""
        asked = normal(Question(0, text))
        if text.prompt in texts.GENERIC or asked not in self.asked:
            self.asked.add(asked)
            return True
        return False

    def question(self, make: Callable[[Random], Text] = texts.new_text) -> Question:
        while not self.is_new(text := make(self.rng)):
            pass
        self.identities += 1
        return Question(self.identities, text)

    def question_for(self, page: Page) -> Question:
        """A question that the page does not ask yet."""
        while not fits(page, [made := self.question()]):
            pass
        return made

    def area(self, site: Site) -> str:
        """A subject that no page has yet."""
        taken = {word for page in site.pages for word in (page.title, page.folder)}
        return self.rng.choice([area for area in texts.AREAS if area not in taken and slug(area) not in taken])

    def some(self, questions: Iterable[Question], most: int) -> list[Question]:
        """One to `most` of the questions, in their order."""
        ours = list(questions)
        chosen = self.rng.sample(ours, self.rng.randint(1, min(most, len(ours))))
        return [question for question in ours if question in chosen]


Action = Callable[[Site, Author], Site | None]


def slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def new_site(author: Author) -> Site:
    """A site of 3 to 12 pages of 3 to 9 questions; half of the sites have levels."""
    has_levels = author.rng.random() < 0.5
    site = Site(has_levels, ())
    count = author.rng.randint(*PAGES)
    while len(site.pages) < count:
        area = author.area(site)
        levels = LEVELS[: author.rng.randint(1, 3)] if has_levels else ("",)
        for level in levels[: count - len(site.pages)]:
            page = Page(slug(area), level, area, author.rng.choice(list(Layout)), ())
            for _ in range(author.rng.randint(3, 9)):
                page = with_questions(page, [*page.questions, author.question_for(page)])
            site = replace(site, pages=(*site.pages, page))
    return site


def _change(site: Site, author: Author, change: Callable[[Text], Text | None]) -> Site | None:
    """Change the text of a question in its place, unless the page asks that already or an older question did."""
    page = author.rng.choice(site.pages)
    question = author.rng.choice(page.questions)
    text = change(question.text)
    if text is None:
        return None
    others = [other for other in page.questions if other is not question]
    changed = replace(question, text=text)
    is_taken = normal(changed) != normal(question) and not author.is_new(text)
    if is_taken or not fits(with_questions(page, others), [changed]):
        return None
    return site.with_page(
        page, with_questions(page, [changed if other is question else other for other in page.questions])
    )


def edit_answer(site: Site, author: Author) -> Site | None:
    return _change(site, author, lambda text: text._replace(answer=texts.sentence(author.rng)))


def edit_explanation(site: Site, author: Author) -> Site | None:
    return _change(site, author, lambda text: text._replace(explanation=texts.sentence(author.rng)))


def reword(site: Site, author: Author) -> Site | None:
    def in_other_words(text: Text) -> Text | None:
        others = texts.rewordings(text.prompt)
        return text._replace(prompt=author.rng.choice(others)) if others else None

    return _change(site, author, in_other_words)


def _move(site: Site, source: Page, target: Page, moved: list[Question], author: Author) -> Site | None:
    if not moved or not fits(target, moved):
        return None
    at = author.rng.randint(0, len(target.questions))
    left = [question for question in source.questions if question not in moved]
    site = site.with_page(source, with_questions(source, left))
    return site.with_page(target, with_questions(target, [*target.questions[:at], *moved, *target.questions[at:]]))


def _move_up_to(most: int) -> Action:
    def move(site: Site, author: Author) -> Site | None:
        source, target = author.rng.sample(site.pages, 2)
        movable = min(most, len(source.questions) - FEWEST)
        return None if movable < 1 else _move(site, source, target, author.some(source.questions, movable), author)

    return move


def _new_page(site: Site, beside: Page, author: Author) -> Page | None:
    """An empty page: of another level of the topic, or of a new topic."""
    if len(site.pages) == PAGES[1]:
        return None
    taken = {page.level for page in site.pages if page.folder == beside.folder}
    free = [level for level in LEVELS if level not in taken] if site.has_levels else []
    if free and author.rng.random() < 0.5:
        return replace(beside, level=author.rng.choice(free), questions=())
    area = author.area(site)
    return replace(beside, folder=slug(area), title=area, questions=())


def split(site: Site, author: Author) -> Site | None:
    """The lower half of a page, or some of its questions, go to a new page."""
    page = author.rng.choice(site.pages)
    new = _new_page(site, page, author)
    half = len(page.questions) // 2
    if new is None or half < FEWEST:
        return None
    moved = list(page.questions[half:]) if author.rng.random() < 0.5 else author.some(page.questions, half)
    left = [question for question in page.questions if question not in moved]
    return site.with_page(page, with_questions(page, left), with_questions(new, moved))


def merge(site: Site, author: Author) -> Site | None:
    """All questions of a page go to the end of another one, and its file is removed."""
    if len(site.pages) == PAGES[0]:
        return None
    source, target = author.rng.sample(site.pages, 2)
    if not fits(target, source.questions):
        return None
    merged = with_questions(target, [*target.questions, *source.questions])
    return site.with_page(target, merged).with_page(source)


def _rename(file: bool, title: bool) -> Action:
    def rename(site: Site, author: Author) -> Site | None:
        """A topic gets another file or folder, another title, or both."""
        old = author.rng.choice(site.pages)
        area = author.area(site)
        for page in site.pages:
            if page.folder == old.folder:
                folder, name = slug(area) if file else page.folder, area if title else page.title
                site = site.with_page(page, replace(page, folder=folder, title=name))
        return site

    return rename


def reorder(site: Site, author: Author) -> Site | None:
    page = author.rng.choice(site.pages)
    return site.with_page(page, with_questions(page, author.rng.sample(page.questions, len(page.questions))))


def change_layout(site: Site, author: Author) -> Site | None:
    page = author.rng.choice(site.pages)
    other = Layout.BLOCKS if page.layout is Layout.HEADINGS else Layout.HEADINGS
    return site.with_page(page, replace(page, layout=other))


def _remove(site: Site, page: Page, gone: list[Question]) -> Site:
    left = [question for question in page.questions if question not in gone]
    deleted = (*site.deleted, *(Deleted(page.path, question) for question in gone))
    return replace(site.with_page(page, with_questions(page, left)), deleted=deleted)


def delete(site: Site, author: Author) -> Site | None:
    page = author.rng.choice(site.pages)
    return _remove(site, page, author.some(page.questions, 1)) if len(page.questions) > FEWEST else None


def delete_most(site: Site, author: Author) -> Site | None:
    """More than half of a page is gone: usually an accident."""
    page = author.rng.choice(site.pages)
    return _remove(site, page, list(page.questions[FEWEST:])) if len(page.questions) > 2 * FEWEST else None


def _insert(site: Site, page: Page, question: Question, author: Author) -> Site:
    at = author.rng.randint(0, len(page.questions))
    return site.with_page(page, with_questions(page, [*page.questions[:at], question, *page.questions[at:]]))


def add(site: Site, author: Author) -> Site | None:
    page = author.rng.choice(site.pages)
    return _insert(site, page, author.question_for(page), author)


def bring_back(site: Site, author: Author) -> Site | None:
    """A deleted question returns: to its page if it is there, or else to any page."""
    if not site.deleted:
        return None
    deleted = author.rng.choice(site.deleted)
    own = [page for page in site.pages if page.path == deleted.path and author.rng.random() < 0.7]
    page = author.rng.choice(own or site.pages)
    if not fits(page, [deleted.question]):
        return None
    left = tuple(other for other in site.deleted if other is not deleted)
    return _insert(replace(site, deleted=left), page, deleted.question, author)


def replace_by_sibling(site: Site, author: Author) -> Site | None:
    """A question makes room for one that asks about something else in nearly the same words."""
    page = author.rng.choice(site.pages)
    old = author.rng.choice(page.questions)
    new = author.question(lambda rng: texts.sibling(rng, old.text))
    if not fits(page, [new]):
        return None
    replaced = with_questions(page, [new if question is old else question for question in page.questions])
    return replace(site.with_page(page, replaced), deleted=(*site.deleted, Deleted(page.path, old)))


ACTIONS: dict[str, tuple[int, Action]] = {
    "edit an answer": (3, edit_answer),
    "edit an explanation": (2, edit_explanation),
    "reword a question": (4, reword),
    "move a question": (4, _move_up_to(1)),
    "move several": (3, _move_up_to(4)),
    "split a page": (3, split),
    "merge two pages": (3, merge),
    "rename a file": (1, _rename(file=True, title=False)),
    "change a title": (1, _rename(file=False, title=True)),
    "rename file and title": (2, _rename(file=True, title=True)),
    "reorder questions": (2, reorder),
    "change the format": (2, change_layout),
    "delete a question": (3, delete),
    "delete most of a page": (1, delete_most),
    "add a question": (2, add),
    "bring a question back": (4, bring_back),
    "replace by a sibling": (2, replace_by_sibling),
}
"""By name: how often it is chosen, and what it does."""


def act(site: Site, author: Author) -> tuple[Site, list[str]]:
    """One to four actions; the site that they make, and their names."""
    done: list[str] = []
    names = list(ACTIONS)
    weights = [weight for weight, _ in ACTIONS.values()]
    for name in author.rng.choices(names, weights, k=author.rng.randint(1, 4)):
        changed = ACTIONS[name][1](site, author)
        if changed is not None:
            site, done = changed, [*done, name]
    return site, done
