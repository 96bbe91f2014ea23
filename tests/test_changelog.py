"""What learners and maintainers read about a release: word by word, and in decks/CHANGELOG.md."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from msgspec.structs import replace

from anki_export.diagnostics import Location
from anki_export.release.changelog import HEADER, changes_by_deck, entry, update
from anki_export.release.lock import Card, Deck
from anki_export.release.types import Bump, Change, DeckRelease, MovedAway, ReleasedCard
from anki_export.source.pages_and_questions import Level, Question
from anki_export.text.word_diff import DiffPiece, as_markdown, as_text, escaped, shorten, unescaped, word_diff

DATE = "2026-11-25"
NAMES = {"git-basics": "Git::1 Basics", "git-advanced": "Git::3 Advanced"}
DECK = Deck("git-basics", "Git::1 Basics", "Git", "Basics", "git", "1.1.0", "abc")

MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])

words = st.text(st.sampled_from("ab \n\t") | st.sampled_from("-*_~`[]<>|#+1.&;$@/\\!é\u2028"), max_size=40)
any_text = words | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def card(question: str, answer: str = "Because.", deck: str = "git-basics", retired: str = "") -> Card:
    return Card("guid", deck, "git/basics.md", question, answer, "", 100, "1.0.0", 7, "digest", "", retired)


def asked(now: Card) -> Question:
    return Question(
        Location("git/basics.md"), now.page, "git", "Git", Level("Basics", 1), "", "", now.question,
        now.question, now.answer, "", now.question, now.answer, "", "bold",
    )  # fmt: skip


def released(change: Change, now: Card, before: Card | None = None) -> ReleasedCard:
    return ReleasedCard(now, asked(now), change, before)


def release(*cards: ReleasedCard, bump: Bump = Bump.MINOR, previous: str = "1.0.0", version: str = "1.1.0",
            retired: tuple[Card, ...] = (), moved_away: tuple[MovedAway, ...] = ()) -> DeckRelease:  # fmt: skip
    return DeckRelease(replace(DECK, version=version), previous, bump, cards, retired, moved_away)


def revised(before: Card, now: Card) -> str:
    """The lines about one revised card."""
    text = entry(release(released(Change.REVISED, now, before), bump=Bump.PATCH), DATE, NAMES)
    return text.split("### Changed\n\n")[1]


def plain(sign: str, text: str) -> str:
    return text


def shown(markdown: str) -> list[str]:
    """The blocks that Markdown makes."""
    return [token.type for token in MARKDOWN.parse(markdown)]


def shown_text(markdown: str) -> str:
    """The text that Markdown shows."""
    return "".join(child.content for token in MARKDOWN.parse(markdown) for child in token.children or ())


# Word by word


@given(any_text, any_text)
def test_a_diff_has_both_texts_in_full(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.sign in "=-") == old
    assert "".join(piece.text for piece in pieces if piece.sign in "=+") == new


@given(any_text, any_text)
def test_neighbours_differ_and_no_white_space_stands_between_two_changes(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    signs = "".join(piece.sign for piece in pieces)
    assert all(piece.text for piece in pieces)
    assert not any(twice in signs for twice in ("==", "--", "++", "+-"))
    assert all(piece.text.strip() for piece in pieces[1:-1] if piece.sign == "=")


@given(any_text)
def test_a_text_and_itself_do_not_differ(text: str) -> None:
    assert word_diff(text, text) == ((DiffPiece("=", text),) if text else ())


@given(any_text, any_text, st.integers(0, 3))
def test_shortening_keeps_every_change(old: str, new: str, around: int) -> None:
    pieces = word_diff(old, new)
    short = shorten(pieces, around)
    assert [p for p in short if p.sign != "="] == [p for p in pieces if p.sign != "="]
    assert [p.sign for p in short] == [p.sign for p in pieces]


@given(any_text, any_text)
def test_a_diff_can_not_leave_its_list_item(old: str, new: str) -> None:
    line = as_markdown(word_diff(old, new))
    item = ["bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close"]
    end = ["list_item_close", "bullet_list_close"]
    if line:
        assert shown(f"- {line}") == [*item, *end]
        nested = shown(f"- before\n  - question: {line}\n- after")
        assert nested == [*item, *item, *end, end[0], *item[1:], *end]


@given(any_text, any_text)
def test_a_diff_shows_its_words_with_no_mark_left_over(old: str, new: str) -> None:
    # NUL and a few others are replaced by the parser
    old, new = (" ".join("".join(c for c in text if c.isprintable() or c.isspace()).split()) for text in (old, new))
    pieces = word_diff(old, new)
    assert shown_text(as_markdown(pieces)).split() == " ".join(piece.text for piece in pieces).split()


@given(any_text)
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    text = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    assert shown_text("- " + escaped(text)) == text


@pytest.mark.parametrize("text", ["- a", "+ a", "# a", "> a", "1. a", "12) a", "---", "```sh", "~~~", "[ ] a", "[a]: b",
                                  "<b>a</b>", "&lt;", "| a |", "***", "__a__", "a\\", "-", "1."])  # fmt: skip
def test_no_markdown_in_a_text_works(text: str) -> None:
    assert shown(f"- {escaped(text)}")[2] == "paragraph_open"
    assert shown_text(f"- {escaped(text)}") == text


LIVE = [
    "Is <script>alert(1)</script> run?", "</li></ul><script>alert(1)</script>", "<!-- a", "<![CDATA[",
    "<?php echo 1 ?>", "a <b onclick=x()>b", "<https://example.org>", "\\<img src=x onerror=y()>",
    "`<script>` and <style>", "@a<b>c</b>", "&lt;b&gt; or &#60;b>", "&amp;lt;", "a < b & c",
    "a<b>c, {: onclick=x() }", "{.a #b}", "{{ 7 * 7 }}", "{% raw %}",
]  # fmt: skip


@pytest.mark.parametrize("text", LIVE)
def test_no_tag_of_a_text_is_live_on_a_site(text: str) -> None:
    written = [f"- {escaped(text)}\n", f"## {escaped(text)}\n", f"- {as_markdown(word_diff('an old text', text))}\n"]
    for markdown in written:
        site = Markdown(extensions=["extra", "attr_list"]).convert(markdown)
        for html in (site, MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(markdown)):
            tags = re.findall(r"<[^<>]*>", html)
            assert {tag.strip("</>") for tag in tags} <= {"ul", "li", "h2", "s", "strong", "code"}
            shown = unescape(re.sub(r"<[^<>]*>", "", html)).replace("~~an old text~~", "").replace("an old text", "")
            assert shown.split() == text.split()


@given(any_text)
def test_the_text_can_be_read_back(text: str) -> None:
    plain = " ".join(text.split())
    assert unescaped(escaped(text)).replace("`", "") == plain.replace("`", "")


@pytest.mark.parametrize("called", ["@Override", "@org/team", "#12", "@a_b"])
@pytest.mark.parametrize("around", ["{}", "What is {}?", "({})", "`{}`", "**{}**", "@@{}", "a, {}{}"])
def test_no_text_calls_a_person_or_an_issue(around: str, called: str) -> None:
    text = around.format(called, called)
    tokens = MARKDOWN.parse(f"- {escaped(text)}")[3].children or []
    assert shown_text(f"- {escaped(text)}") == text
    assert not any(re.search(r"(?<!\w)(?:@\w|#\d)", token.content) for token in tokens if token.type == "text")


def test_an_address_and_a_language_are_no_call() -> None:
    assert escaped("a@example.org in C#7 #include &#12;") == "a@example.org in C#7 #include &amp;#12;"


def test_the_plain_form_is_that_of_git() -> None:
    pieces = word_diff("Which command shows the old log?", "Which command prints the log now?")
    assert as_text(pieces, plain) == "Which command [-shows-]{+prints+} the [-old log?-]{+log now?+}"


def test_a_terminal_may_paint_each_piece() -> None:
    pieces = word_diff("an old word", "a new word")
    assert as_text(pieces, lambda sign, text: f"<{sign}{text}>") == "<-[-an old-]><+{+a new+}><= word>"


def test_what_stayed_is_cut_but_next_to_changes() -> None:
    old = "a b c d e f g X h i j k l m n Y o p q r s"
    short = shorten(word_diff(old, old.replace("X", "x").replace("Y", "y")), 2)
    assert as_text(short, plain) == "… f g [-X-]{+x+} h i … m n [-Y-]{+y+} o p …"


def test_a_single_word_is_not_cut() -> None:
    pieces = word_diff("a b c X d e f", "a b c x d e f")
    assert shorten(pieces, 2) == pieces


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 3_000, "b " * 3_000),
        ("a " * 990, "a b " * 490),
        (" ".join(f"the x{n}" for n in range(490)), " ".join(f"the y{n}" for n in range(490))),
        (" ".join(map(str, range(990))), " ".join(map(str, range(990, 0, -1)))),
    ],
    ids=["long", "one word", "every other word", "backwards"],
)
def test_no_text_takes_long(old: str, new: str) -> None:
    start = time.perf_counter()
    pieces = word_diff(old, new)
    assert time.perf_counter() - start < 2
    assert "".join(piece.text for piece in pieces if piece.sign in "=+") == new


def test_texts_too_long_to_compare_are_shown_in_full() -> None:
    old, new = "same " * 1_500 + "old", "same " * 1_500 + "new"
    assert word_diff(old, new) == (DiffPiece("-", old), DiffPiece("+", new))


# Entries


GOLDEN = r"""## [Git::1 Basics 2.0.0] - 2026-11-25

### Added

- What is a \*bare\* repository?
- What is a tag? (back again)

### Changed

- What does \`git switch\` do?
  - question: What does \`git ~~checkout\`~~ **switch\`** do?
- What is the index?
  - answer: The ~~staging area.~~ **next commit in the making.**
- What is HEAD? (layout or links)
- What is a blob? (moved from Git::3 Advanced to Git::1 Basics; learners keep it in the old deck)

### Removed

- What is a remote?
- What is a reflog? (moved from Git::1 Basics to Git::3 Advanced)
"""


def full() -> DeckRelease:
    return release(
        released(Change.KEPT, card("What is a branch?"), card("What is a branch?")),
        released(Change.REVISED, card("What does `git switch` do?"), card("What does `git checkout` do?")),
        released(Change.ADDED, card("What is a *bare* repository?\nGit\nMercurial")),
        released(
            Change.REVISED,
            card("What is the index?", "The next commit in the making."),
            card("What is the index?", "The staging area."),
        ),
        released(Change.REVISED, card("What is HEAD?"), card("What is HEAD?")),
        released(Change.MOVED, card("What is a blob?"), card("What is a blob?", deck="git-advanced")),
        released(Change.REVIVED, card("What is a tag?"), card("What is a tag?", retired="1.1.0")),
        bump=Bump.MAJOR,
        version="2.0.0",
        retired=(card("What is a remote?", retired="2.0.0"),),
        moved_away=(MovedAway(card("What is a reflog?"), "git-advanced"),),
    )


def test_a_full_entry_reads_as_it_should() -> None:
    assert entry(full(), DATE, NAMES) == GOLDEN


def test_a_reworded_question_shows_its_words() -> None:
    lines = revised(card("What is a tag?"), card("What is a light tag?"))
    assert lines == "- What is a light tag?\n  - question: What is a **light** tag?\n"


def test_white_space_alone_is_not_a_rewording() -> None:
    assert revised(card("What is\na tag?"), card("What is a tag?")) == "- What is a tag? (layout or links)\n"


def test_a_new_explanation_and_the_new_link_of_a_renamed_page_are_told_apart() -> None:
    old = card("What is a tag?")
    assert revised(replace(old, explanation="More."), old) == "- What is a tag? (explanation)\n"
    assert revised(replace(old, page="git/tags.md"), old) == "- What is a tag? (link to its page)\n"


def test_a_long_answer_is_shortened_around_its_changes() -> None:
    answer = " ".join(f"w{n}" for n in range(40))
    lines = revised(card("What?", answer), card("What?", answer.replace("w20", "new")))
    assert "  - answer: … w14 w15 w16 w17 w18 w19 ~~w20~~ **new** w21 w22 w23 w24 w25 w26 …\n" in lines


def test_a_moved_and_reworded_card_shows_both_changes() -> None:
    moved = released(Change.MOVED, card("What is a blob now?"), card("What is a blob?", deck="elsewhere"))
    text = entry(release(moved), DATE, NAMES)
    assert "(moved from elsewhere to Git::1 Basics; learners keep it in the old deck)\n  - question: What is a " in text


@pytest.mark.parametrize(("count", "said"), [(1, "1 card"), (20, "20 cards")])
def test_a_first_release_only_counts(count: int, said: str) -> None:
    cards = [released(Change.ADDED, card(f"What is {n}?")) for n in range(count)]
    text = entry(release(*cards, previous="", version="1.0.0"), DATE, NAMES, restyled=True)
    assert text == f"## [Git::1 Basics 1.0.0] - {DATE}\n\n- First release: {said}.\n"


@pytest.mark.parametrize(
    ("restyled", "said"), [(True, "All cards: restyled."), (False, "Order of new cards:\n  - What is a tag?")]
)
def test_a_release_without_a_changed_card_tells_why_it_is_one(restyled: bool, said: str) -> None:
    kept = released(Change.KEPT, card("What is a tag?"), replace(card("What is a tag?"), due=7))
    text = entry(release(kept, bump=Bump.PATCH, version="1.0.1"), DATE, NAMES, restyled=restyled)
    assert text == f"## [Git::1 Basics 1.0.1] - {DATE}\n\n### Changed\n\n- {said}\n"


def test_new_styles_are_told_beside_new_cards() -> None:
    text = entry(release(released(Change.ADDED, card("What is a tag?"))), DATE, NAMES, restyled=True)
    assert text.endswith("### Added\n\n- What is a tag?\n\n### Changed\n\n- All cards: restyled.\n")


def test_a_release_that_changes_nothing_has_no_entry_and_touches_none() -> None:
    kept = released(Change.KEPT, card("What is a tag?"), card("What is a tag?"))
    nothing = entry(release(kept, bump=Bump.NONE, version="1.0.0"), DATE, NAMES)
    assert nothing == ""
    assert update(FILE, [nothing]) == FILE


@given(any_text.filter(str.strip))
def test_a_question_stays_one_item_of_its_list(question: str) -> None:
    text = entry(release(*[released(Change.ADDED, card(q)) for q in ("a", question, "b")]), DATE, NAMES)
    kinds = shown(text)
    assert kinds.count("list_item_open") == kinds.count("paragraph_open") == 3
    assert kinds.count("bullet_list_open") == 1
    assert kinds.count("heading_open") == 2


# The file


def made(version: str, *questions: str, name: str = "Git::1 Basics", date: str = DATE) -> str:
    lines = "\n".join(f"- {question}" for question in questions)
    return f"## [{name} {version}] - {date}\n\n### Added\n\n{lines}\n"


FILE = f"{HEADER}\n{made('1.1.0', 'b')}\n{made('1.0.0', 'a', date='2026-01-01')}"


def test_an_empty_file_gets_its_header() -> None:
    assert HEADER.startswith("# Changelog of the decks\n\n")
    assert update("", [made("1.0.0", "a")]) == update("\n", [made("1.0.0", "a")]) == f"{HEADER}\n{made('1.0.0', 'a')}"


def test_new_entries_stand_above_the_older_ones() -> None:
    new = [made("2.0.0", "d"), made("1.0.0", "c", name="Git::2 Intermediate")]
    assert update(FILE, new) == f"{HEADER}\n{new[0]}\n{new[1]}\n" + FILE.removeprefix(f"{HEADER}\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_same_entries_again_change_nothing(newline: str) -> None:
    new = [made("2.0.0", "d"), made("1.0.0", "c", name="C\\*\\[x\\]::1 Basics")]
    once = update(FILE.replace("\n", newline), new)
    assert update(once, new) == once
    assert once.count(newline) == once.count("\n")


@pytest.mark.parametrize("name", ["A < B", "C &amp; D", "Jinja {{ x }}"])
@pytest.mark.parametrize("written", [r"A \< B", r"C \&amp; D", "Jinja {{ x }}", "A &lt; B"])
def test_an_entry_of_an_earlier_version_of_the_program_is_found_and_keeps_its_text(name: str, written: str) -> None:
    is_same = unescaped(written) == name
    earlier = f"{HEADER}\n## [{written} 1.1.0] - {DATE}\n\n### Added\n\n- Is 1 \\< 2?\n"
    assert changes_by_deck(earlier).get(name, {}).get("1.1.0", {}) == (
        {"### Added": [r"Is 1 \< 2?"]} if is_same else {}
    )
    named = release(released(Change.ADDED, card("Is 1 < 2?")))
    text = entry(replace(named, deck=replace(named.deck, name=name)), DATE, NAMES)
    again = update(earlier, [text])
    assert again.count("## [") == (1 if is_same else 2)
    assert r"- Is 1 \< 2?" in again


def test_an_entry_for_the_same_version_takes_the_place_of_the_old_one() -> None:
    text = update(FILE, [made("1.0.0", "other", date="2026-02-02")])
    assert text == FILE.replace("2026-01-01", "2026-02-02").replace("- a\n", "- other\n")


BY_HAND = f"""\
# Changelog of the decks

What learners notice, says Eva.

## [Unreleased]

- Soon: a deck about Mercurial.

## [Git::1 Basics 1.1.0] - {DATE} [YANKED]

Made in a hurry.

### Added

- b
- A word by Eva on b.

### Thanks

- To Eva.

## [Git::1 Basics 1.0.0] - 2026-01-01

### Added

- a

Eva's closing words.

[anki]: https://apps.ankiweb.net
"""


def test_what_a_person_wrote_is_kept() -> None:
    new = made("1.2.0", "c")
    text = update(BY_HAND, [new, made("1.1.0", "b")])
    head, tail = text.split(new + "\n")
    assert head + tail == BY_HAND
    assert head.endswith("- Soon: a deck about Mercurial.\n\n")
    assert update(text, [new, made("1.1.0", "b")]) == text


def test_what_a_person_wrote_is_kept_in_an_entry_that_is_replaced() -> None:
    text = update(BY_HAND, [made("1.1.0", "x"), made("1.0.0", "y", date="2026-01-01")])
    expected = BY_HAND.replace("- b\n- A word by Eva on b.\n", "- x\n").replace("- a\n", "- y\n")
    assert text == expected


@given(st.text(st.sampled_from("#- \n[]ab1.0"), max_size=60))
def test_no_line_of_another_is_lost_and_again_is_the_same(existing: str) -> None:
    new = [made("2.0.0", "d"), made("1.0.0", "c")]
    once = update(existing, new)
    assert update(once, new) == once
    lines = iter(once.split("\n"))
    assert all(line in lines for line in existing.split("\n") if line.strip())
