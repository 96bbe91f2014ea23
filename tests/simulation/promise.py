"""What a learner may rely on, stated on the model: which cards must be kept, and which may never be exchanged."""

from collections import Counter
from typing import NamedTuple

from tests.simulation.model import Place, Question, Site, normal, places


class Last(NamedTuple):
    """Where a question stood when it was last on a page, and what it said there."""

    path: str
    question: Question


def last_places(known: dict[int, Last], site: Site) -> dict[int, Last]:
    """Where all questions stood last, those that are gone included."""
    return known | {i: Last(place.page.path, place.question) for i, place in places(site).items()}


def must_keep(before: Site, after: Site, last: dict[int, Last]) -> set[int]:
    """The questions whose card must stay the same: their text tells which one it is.

    - On its page: the prompt is the same, apart from capital letters and punctuation; or a telling prompt was lightly
      reworded, with the same answer and explanation.
    - Elsewhere, or after it was gone: prompt and answer are the same, and nothing else with the same prompt and answer
      left or arrived.
    """
    was, now = places(before), places(after)
    stay = {i for i in now.keys() & was.keys() if now[i].page.path == was[i].page.path}
    left = Counter(last[i].question.key for i in last.keys() - stay)
    arrived = Counter(now[i].question.key for i in now.keys() - stay)
    kept = {i for i in stay if _is_recognised_in_place(was[i].question, now[i].question)}
    for i in (now.keys() & last.keys()) - stay:
        key = now[i].question.key
        if key == last[i].question.key and left[key] == arrived[key] == 1:
            kept.add(i)
    return kept


def _is_recognised_in_place(old: Question, new: Question) -> bool:
    if normal(old) == normal(new):
        return True
    same_answer = (old.text.answer, old.text.explanation) == (new.text.answer, new.text.explanation)
    return new.text.telling and same_answer


def may_exchange(old: Last, new: Place) -> bool:
    """Whether the text can't tell that a question is another one: the same words, or an answer edited in its place."""
    is_there = old.path == new.page.path and normal(old.question) == normal(new.question)
    return is_there or old.question.key == new.question.key


def moved(before: Site, after: Site) -> set[int]:
    """The questions that stand on another page than before."""
    was, now = places(before), places(after)
    return {i for i in was.keys() & now.keys() if was[i].page.path != now[i].page.path}


def must_stop(before: Site, retired: set[int]) -> bool:
    """Whether a build that retires these cards asks first. Each page has a deck of its own."""
    every = sum(len(page.questions) for page in before.pages)
    if len(retired) > 5 and len(retired) > every / 2:
        return True
    for page in before.pages:
        lost = sum(question.identity in retired for question in page.questions)
        if len(page.questions) >= 5 and lost > len(page.questions) / 2:
            return True
    return False
