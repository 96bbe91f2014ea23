"""A page of six questions, and one of them in other words."""

from tests.support.project import Project, block

TOPICS = ["tag", "branch", "stash", "remote", "submodule", "worktree"]


def about(topic: str, question: str = "") -> str:
    return block(
        question or f"What is a {topic} good for?", f"It keeps a {topic} of the work", f"Learn {topic}s early."
    )


def page(project: Project, *changes: tuple[str, str]) -> None:
    """Six questions on a page, some with other words."""
    words = dict(changes)
    blocks = [
        block(words.get(t, f"What is a {t} good for?"), f"It keeps a {t} of the work", f"Learn {t}s early.")
        for t in TOPICS
    ]
    project.page("basics", *blocks)


def unclear(project: Project) -> None:
    """A rewording that could be another question."""
    page(project)
    project.build()
    blocks = [about(t) for t in TOPICS if t != "stash"]
    blocks.insert(0, block("When would you stash changes?", "It keeps them safe", "Uncommitted files follow you."))
    project.page("basics", *blocks)
