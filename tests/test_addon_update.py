"""The add-on for deck subscriptions: from a collection and packages to changes, in the real Anki backend."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from addon.package import FIELDS, NOTE_TYPE, TEMPLATE, Refused
from addon.update import UNDO, install, pending, plain, prepare, sites
from anki_export.deck import note_type
from tests.support.addon import URL, Site, Subscriber, row_of
from tests.support.packages import PNG
from tests.support.project import Project, block

OTHER = "https://example.net/decks/index.json"
TAG, BRANCH, HEAD, STASH = "What is a tag?", "What is a branch?", "What is HEAD?", "What is a stash?"


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Subscriber]:
    someone = Subscriber(tmp_path / "collection.anki2")
    yield someone
    someone.col.close()


@pytest.fixture
def site(project: Project) -> Site:
    release(project)
    return Site(project)


def release(
    project: Project, *, tag: str = "A name", advanced: tuple[str, ...] = (), basics: tuple[str, ...] = ()
) -> None:
    """Build a release of two decks; the answer about tags is `tag`."""
    project.write("source/git/basics/dot.png", PNG)
    questions = [block(TAG, tag, "![A dot](dot.png)"), *(block(q) for q in basics or (BRANCH, HEAD))]
    project.page("basics", *questions)
    project.page("advanced", *(block(question) for question in (advanced or ("What is a reflog?",))))
    project.build("--allow-retire")


def edit(learner: Subscriber, question: str, **fields: str) -> None:
    note = learner.note(question)
    for name, text in fields.items():
        note[name] = text
    learner.col.update_note(note)


def own_field(learner: Subscriber, name: str = "My notes") -> None:
    """Add a field and show it on the back, as in Anki's editor of note types."""
    models = learner.col.models
    model = models.get(NOTE_TYPE)
    models.add_field(model, models.new_field(name))
    model["tmpls"][0]["afmt"] += f"{{{{{name}}}}}"
    models.update_dict(model)


def forget_digests(learner: Subscriber) -> None:
    """As on a second computer whose media have not been synced."""
    learner.col.media.trash_files([name for name in learner.media() if name.startswith("_deck-subscription")])


def test_the_note_type_is_that_of_the_program() -> None:
    assert (note_type.MODEL_ID, dict(note_type.FIELDS), note_type.TEMPLATE[1]) == (NOTE_TYPE, FIELDS, TEMPLATE)


def test_subscribing_imports_the_decks_and_remembers_their_versions(site: Site, learner: Subscriber) -> None:
    offer = learner.subscribe(site)
    assert str(offer.plan) == "4 new"
    assert {d.deck for d in learner.schedule().values()} == {"Git::1 Basics", "Git::3 Advanced"}
    assert {name for name in learner.media() if not name.startswith("_")} == {
        name for row in site.rows() for name in site.package(row).media
    }
    decks = sites(learner.col)[URL]["decks"]
    assert {slug: have["version"] for slug, have in decks.items()} == {
        "git-basics": [1, 0, 0],
        "git-advanced": [1, 0, 0],
    }
    assert learner.offer(site) is None


def test_a_bundle_can_be_subscribed_to(project: Project, site: Site, learner: Subscriber) -> None:
    (bundle,) = [row for row in site.rows() if row.is_bundle]
    learner.subscribe(site, bundle.slug)
    release(project, tag="A fixed name")
    offer = learner.update(site)
    assert [row.slug for row, _ in offer.packages] == [bundle.slug]
    assert str(offer.plan) == "1 changed"


def test_imported_cards_are_those_of_an_import_by_hand(site: Site, learner: Subscriber, tmp_path: Path) -> None:
    learner.subscribe(site)
    by_hand = Subscriber(tmp_path / "other.anki2")
    for row in site.rows():
        if not row.is_bundle:
            by_hand.import_package(site.folder / row.file)
    shown = (
        "select guid, mid, n.mod, tags, flds, type, queue, due, name "
        "from notes n join cards c on nid = n.id join decks d on d.id = did order by guid"
    )
    assert learner.col.db.all(shown) == by_hand.col.db.all(shown)
    described = "select name, kind from decks order by name"
    assert learner.col.db.all(described) == by_hand.col.db.all(described)
    assert learner.col.models.get(NOTE_TYPE)["css"] == by_hand.col.models.get(NOTE_TYPE)["css"]
    by_hand.col.close()


def test_an_update_keeps_progress_flags_suspension_and_decks(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    learner.study(4)
    learner.col.sched.suspend_cards(learner.note("tag").card_ids())
    learner.col.set_user_flag_for_cards(3, learner.note("HEAD").card_ids())
    mine = learner.col.decks.add_normal_deck_with_name("Mine").id
    learner.col.set_deck(learner.note("branch").card_ids(), mine)
    before = learner.state()
    release(project, tag="A fixed name", basics=(BRANCH, HEAD, STASH))
    offer = learner.update(site)
    assert str(offer.plan) == "1 changed, 1 new"
    after = learner.state()
    assert after["reviews"] == before["reviews"]
    assert after["cards"][:4] == before["cards"]
    assert learner.note("tag")["Answer"] == "<p>A fixed name.</p>"
    assert learner.note("stash").cards()[0].queue == 0


def test_an_update_is_one_undo_step_and_needs_no_full_sync(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    edit(learner, HEAD, Extra="mine")
    before, schema = learner.state(), learner.col.db.scalar("select scm from col")
    project.restyle()
    release(project, tag="A fixed name", basics=(HEAD, STASH), advanced=("What is a reflog?", BRANCH))
    offer = learner.update(site)
    assert (len(offer.plan.changed), len(offer.plan.new), len(offer.plan.moved)) == (2, 1, 1)
    assert learner.col.undo_status().undo == UNDO
    after = learner.state()
    assert after != before
    learner.col.undo()
    learner.col.models._clear_cache()
    assert learner.state() == before
    assert learner.col.db.scalar("select scm from col") == schema
    again = learner.update(site)
    assert str(again.plan) == str(offer.plan)
    times = 3  # the column of the time of change, which is now
    rows = [[cell for i, cell in enumerate(row) if i != times] for row in learner.state()["notes"]]
    assert rows == [[cell for i, cell in enumerate(row) if i != times] for row in after["notes"]]


def test_an_update_of_many_decks_is_one_undo_step(project: Project, learner: Subscriber) -> None:
    for number in range(35):  # Anki keeps 30 steps
        project.page("basics", block(f"What is part {number}?"), topic=f"Topic {number}", folder=f"t{number}")
    project.build()
    site = Site(project)
    before = learner.state()["notes"]
    learner.subscribe(site)
    learner.col.undo()
    assert learner.state()["notes"] == before == []


def test_an_update_leaves_the_options_of_imports(project: Project, site: Site, learner: Subscriber) -> None:
    config = {"mergeNotetypes": True, "withScheduling": True, "updateNotes": 1}
    for key, value in config.items():
        learner.col.set_config(key, value)
    learner.subscribe(site)
    release(project, basics=(BRANCH, HEAD, STASH))
    learner.update(site)
    assert {key: learner.col.get_config(key) for key in config} == config
    assert learner.col.get_config("updateNotetypes") is None


def test_text_in_extra_stays_while_corrections_arrive(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    edit(learner, TAG, Extra="See page 7")
    release(project, tag="A fixed name")
    offer = learner.update(site)
    note = learner.note("tag")
    assert (note["Extra"], note["Answer"], note["Version"]) == ("See page 7", "<p>A fixed name.</p>", "1.0.1")
    assert offer.plan.kept == []


def test_a_correction_released_before_the_learner_wrote_arrives_too(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    release(project, tag="A fixed name")
    edit(learner, TAG, Extra="See page 7")  # Anki alone would now skip the note
    learner.update(site)
    assert (learner.note("tag")["Extra"], learner.note("tag")["Answer"]) == ("See page 7", "<p>A fixed name.</p>")


def test_text_in_an_own_field_stays_while_corrections_and_cards_arrive(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    own_field(learner)
    edit(learner, TAG, **{"My notes": "Ask Ann"})
    schema = learner.col.db.scalar("select scm from col")
    project.restyle()
    release(project, tag="A fixed name", basics=(BRANCH, HEAD, STASH))
    offer = learner.update(site)
    note = learner.note("tag")
    assert (note["My notes"], note["Answer"]) == ("Ask Ann", "<p>A fixed name.</p>")
    assert (learner.note("stash")["My notes"], learner.note("stash").mid) == ("", NOTE_TYPE)
    assert "{{My notes}}" in learner.col.models.get(NOTE_TYPE)["tmpls"][0]["afmt"]
    assert "teal" in learner.col.models.get(NOTE_TYPE)["css"]
    assert offer.plan.own_styles == []
    assert len([m for m in learner.col.models.all_names_and_ids() if "Interview" in m.name]) == 1
    assert learner.col.db.scalar("select scm from col") == schema


def test_fields_may_be_renamed_and_reordered_by_the_learner(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    models = learner.col.models
    model = models.get(NOTE_TYPE)
    models.rename_field(model, model["flds"][1], "Antwort")
    models.reposition_field(model, model["flds"][1], 4)
    models.update_dict(model)
    release(project, tag="A fixed name", basics=(BRANCH, HEAD, STASH))
    learner.update(site)
    assert learner.note("tag")["Antwort"] == "<p>A fixed name.</p>"
    assert learner.note("stash")["Antwort"] == "<p>Because.</p>"


def test_what_both_changed_stays_the_learners_and_is_named(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    edit(learner, TAG, Answer="In my words", Explanation="Mine")
    release(project, tag="A fixed name")
    offer = learner.update(site)
    note = learner.note("tag")
    assert (note["Answer"], note["Explanation"], note["Version"]) == ("In my words", "Mine", "1.0.1")
    assert offer.plan.kept == [(TAG, "Answer")]
    assert f"Your text stays in Answer: {TAG}" in offer.plan.lines()
    release(project, tag="A name fixed twice")
    assert learner.update(site).plan.kept == [(TAG, "Answer")]
    assert learner.note("tag")["Answer"] == "In my words"


def test_own_tags_stay_and_those_of_the_author_follow(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    note = learner.note("branch")
    note.tags = ["mine", "level::basics"]  # without the tag `git`
    learner.col.update_note(note)
    release(project, basics=(HEAD,), advanced=("What is a reflog?", BRANCH))
    learner.update(site)
    assert learner.note("branch").tags == ["level::advanced", "mine"]


def test_retired_cards_are_suspended_once_and_only_with_consent(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    release(project, basics=(HEAD,))
    offer = learner.offer(site)
    assert offer and str(offer.plan) == "1 retired"
    assert list(offer.plan.retired.values()) == [BRANCH]
    install(learner.col, offer, {"retire": False, "move": True})
    assert learner.note("branch").cards()[0].queue == 0
    learner.col.undo()
    learner.update(site)
    assert learner.note("branch").cards()[0].queue == -1
    learner.col.sched.unsuspend_cards(learner.note("branch").card_ids())
    release(project, tag="A fixed name", basics=(HEAD,))
    assert str(learner.update(site).plan) == "1 changed"
    assert learner.note("branch").cards()[0].queue == 0


def test_cards_move_only_with_consent_and_from_where_the_author_put_them(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    mine = learner.col.decks.add_normal_deck_with_name("Mine").id
    learner.col.set_deck(learner.note("HEAD").card_ids(), mine)
    learner.study(1)
    release(project, basics=(STASH,), advanced=("What is a reflog?", BRANCH, HEAD))
    offer = learner.offer(site)
    assert offer and [question for question, _ in offer.plan.moved.values()] == [BRANCH]
    assert not offer.plan.retired
    before = learner.schedule()
    install(learner.col, offer, {"retire": True, "move": False})
    assert {learner.schedule()[guid].deck for guid in before} == {d.deck for d in before.values()}
    learner.col.undo()
    learner.update(site)
    where = {
        learner.col.get_note(c.nid)["Question"]: learner.col.decks.name(c.did)
        for n in learner.notes()
        for c in n.cards()
    }
    assert (where[BRANCH], where[HEAD]) == ("Git::3 Advanced", "Mine")
    after = learner.schedule()
    assert {guid: s._replace(deck="") for guid, s in before.items()} == {
        guid: after[guid]._replace(deck="") for guid in before
    }


def test_a_card_that_moved_to_a_deck_without_subscription_is_not_retired(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site, "git-basics")
    release(project, basics=(HEAD,), advanced=("What is a reflog?", BRANCH))
    offer = learner.update(site)
    assert not offer.plan.retired
    assert learner.note("branch").cards()[0].queue == 0


def test_own_text_on_a_retired_card_is_there_when_the_card_returns(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    edit(learner, BRANCH, Answer="In my words")
    for questions in ((HEAD,), (HEAD, STASH)):
        release(project, basics=questions)
        learner.update(site)
    release(project, basics=(BRANCH, HEAD, STASH))
    offer = learner.update(site)
    assert learner.note("branch")["Answer"] == "In my words"
    assert offer.plan.kept == []
    release(project, basics=(HEAD, STASH))
    assert list(learner.update(site, retire=False).plan.retired.values()) == []  # it is still suspended


def test_a_deleted_card_does_not_return(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    learner.col.remove_notes([learner.note("branch").id])
    release(project, tag="A fixed name")
    assert str(learner.update(site).plan) == "1 changed"
    assert len(learner.notes()) == 3


def test_own_styles_stay_and_are_named(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    model = learner.col.models.get(NOTE_TYPE)
    model["css"] += ".card { font-size: 30px }"
    learner.col.models.update_dict(model)
    project.restyle()
    release(project)
    assert learner.update(site).plan.own_styles == ["styling"]
    assert learner.col.models.get(NOTE_TYPE)["css"].endswith("30px }")


def test_decks_imported_before_are_taken_over_with_what_the_learner_wrote(
    project: Project, site: Site, learner: Subscriber
) -> None:
    for row in site.rows():
        learner.import_package(site.folder / row.file)
    edit(learner, HEAD, Extra="mine")
    release(project, tag="A fixed name", basics=(HEAD,))
    edit(learner, HEAD, Answer="In my words")
    offer = learner.offer(site, slugs=("git-basics", "git-advanced"))
    assert offer and str(offer.plan) == "1 changed, 1 retired"
    install(learner.col, offer, {"retire": True, "move": True})
    assert (learner.note("HEAD")["Extra"], learner.note("HEAD")["Answer"]) == ("mine", "In my words")
    assert learner.note("tag")["Answer"] == "<p>A fixed name.</p>"
    assert learner.note("branch").cards()[0].queue == -1


def test_without_digests_extra_stays_and_the_rest_follows_the_rule_of_anki(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    edit(learner, TAG, Extra="mine", Answer="In my words")
    learner.changed_at(learner.note("tag"), project.clock)
    release(project, tag="A fixed name")
    forget_digests(learner)
    learner.update(site)
    assert (learner.note("tag")["Extra"], learner.note("tag")["Answer"]) == ("mine", "<p>A fixed name.</p>")
    release(project, tag="A name fixed twice")
    edit(learner, TAG, Answer="In my words")
    forget_digests(learner)
    offer = learner.update(site)
    assert learner.note("tag")["Answer"] == "In my words"
    assert (TAG, "Answer") in offer.plan.kept


def test_digests_of_a_few_versions_are_kept(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site, "git-basics")
    for number in range(12):
        release(project, tag=f"Name {number}")
        learner.update(site)
    assert len([name for name in learner.media() if name.startswith("_")]) == 2  # an undo needs the one before
    assert not learner.col.media.check().unused


def test_the_same_version_with_another_digest_is_refused_and_an_older_one_ignored(
    site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    rows = [row._replace(sha256="0" * 64) for row in site.rows() if not row.is_bundle]
    newer, problems = pending(sites(learner.col)[URL], rows)
    assert newer == []
    assert [text.partition(" is")[0] for text in problems] == ["Git::1 Basics 1.0.0", "Git::3 Advanced 1.0.0"]
    assert pending(sites(learner.col)[URL], [row._replace(version=(0, 9, 9)) for row in rows]) == ([], [])


def test_cards_of_another_site_are_refused(site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    before = learner.state()
    with pytest.raises(Refused, match="another package, site or note type"):
        learner.subscribe(site, url=OTHER)
    assert learner.state() == before


def test_a_card_with_another_note_type_in_the_collection_is_refused(site: Site, learner: Subscriber) -> None:
    note = learner.col.new_note(learner.col.models.by_name("Basic"))
    note["Front"] = "My own card"
    learner.col.add_note(note, 1)
    (row,) = [row for row in site.rows() if row.slug == "git-basics"]
    package = site.package(row)
    package.notes[note.guid] = package.notes.popitem()[1]
    with pytest.raises(Refused, match="another package, site or note type"):
        prepare(learner.col, URL, [(row, package)], set())


def test_a_note_type_that_lost_a_field_is_refused(project: Project, site: Site, learner: Subscriber) -> None:
    learner.subscribe(site)
    models = learner.col.models
    model = models.get(NOTE_TYPE)
    models.remove_field(model, model["flds"][2])
    models.update_dict(model)
    release(project, tag="A fixed name")
    with pytest.raises(Refused, match="has lost a field"):
        learner.offer(site)


def test_a_retired_guid_of_a_card_that_the_site_does_not_know_is_passed_over(
    project: Project, site: Site, learner: Subscriber
) -> None:
    learner.subscribe(site)
    learner.subscribe(other := second_site(project.root / "other"), url=OTHER)
    release(project, tag="A fixed name")
    foreign = {guid for row in other.rows() for guid in other.package(row).notes}
    rows, _ = pending(sites(learner.col)[URL], site.rows())
    offer = prepare(learner.col, URL, [(row, site.package(row)) for row in rows], foreign)
    assert not offer.plan.retired


def second_site(root: Path) -> Site:
    root.mkdir()
    other = Project(root)
    other.page("basics", block("What is a rule?"), topic="Make", folder="make")
    result = other.run("build", str(root / "source"), "-o", str(root / "decks"))
    assert result.exit_code == 0, result.output
    return Site(other)


def test_another_file_with_the_name_of_a_picture_is_not_overwritten(site: Site, learner: Subscriber) -> None:
    (name,) = next(site.package(row).media for row in site.rows() if row.slug == "git-basics")
    learner.col.media.write_data(name, b"my picture")
    before, media = learner.state(), learner.media()
    with pytest.raises(Refused, match="another file with the name"):
        learner.subscribe(site)
    assert (learner.state(), learner.media()) == (before, media)


@pytest.mark.parametrize(
    "step", ["import_anki_package", "update_notes", "set_deck", "set_config", "models.update_dict"]
)
def test_an_update_that_fails_changes_nothing(
    project: Project, site: Site, learner: Subscriber, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    learner.subscribe(site)
    project.restyle()
    release(project, tag="A fixed name", basics=(HEAD, STASH), advanced=("What is a reflog?", BRANCH))
    before, media = learner.state(), learner.media()

    def fail(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    owner: Any = learner.col
    *path, name = step.split(".")
    for part in path:
        owner = getattr(owner, part)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail)
        with pytest.raises(KeyboardInterrupt):
            learner.update(site)
    assert (learner.state(), learner.media()) == (before, media)
    assert not learner.col.undo_status().undo
    assert learner.col.fix_integrity()[1]
    learner.update(site)
    assert learner.note("tag")["Answer"] == "<p>A fixed name.</p>"


def test_an_update_that_is_killed_changes_nothing(project: Project, site: Site, tmp_path: Path) -> None:
    import subprocess
    import sys

    someone = Subscriber(tmp_path / "collection.anki2")
    someone.subscribe(site)
    release(project, tag="A fixed name", basics=(BRANCH, HEAD, STASH))
    before = someone.state()
    someone.col.close()
    code = (
        "import os, sys; from pathlib import Path; from tests.support.addon import *\n"
        "import addon.update as update\n"
        "update._subscribe = lambda *_: os._exit(9)\n"
        "Subscriber(Path(sys.argv[1])).update(Site(Project(Path(sys.argv[2]))))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "collection.anki2", project.root],
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert run.returncode == 9
    someone = Subscriber(tmp_path / "collection.anki2")
    assert someone.state() == before
    someone.update(site)
    assert someone.note("stash")
    someone.col.close()


def test_a_plain_line_shows_a_field_as_text() -> None:
    assert plain("What does <code>a &amp;&amp; b</code> do?") == "What does a && b do?"
    assert plain("many words " * 20) == "many words " * 10 + "many …"


def test_an_index_of_json_is_a_row(site: Site) -> None:
    assert json.dumps(site.index["decks"][0])
    assert row_of(site.index["decks"][0]).version == (1, 0, 0)
