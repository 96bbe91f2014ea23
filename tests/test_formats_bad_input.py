"""Pages that nobody means to write: question formats read them in linear time and without a traceback."""

import time

import pytest

from tests.support.reading import read_text

NESTED = "<details>\n<summary>Where is the mast?</summary>\n\n"
PAGES = {
    "brackets that never close": "### Where ?" + "[" * 40_000 + "x",
    "parentheses below a question mark": "### Where ?" + "()" * 20_000 + "x",
    "spaces that are not attributes": "### Where " + " " * 40_000 + "x",
    "spaces before points": "1. Where?\n   - there\n2. Who? x" + " " * 40_000 + "(2 points) x)\n   - he\n",
    "spaces behind a letter": "## Where? (2 points)\n\nB" + " " * 40_000 + "x\n",
    "spaces that are no container": (":::" + " " * 20_000 + "x\n") * 10,
    "comments that never close": "<!-- x\n### Where is it?\n" * 2_000,
    "raw elements that never close": "<pre>\n**Where is it?**\n" * 2_000,
    "collapsed blocks that never close": NESTED * 2_000,
    "collapsed blocks closed twice": (NESTED + "Up.\n\n</details></details>\n") * 500,
    "collapsed blocks in each other": NESTED * 200 + "Up.\n\n" + "</details>\n" * 200,
    "headings with one text": "### Where is it?\n" * 1_500,
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_that_repeats_a_marker_is_read_in_time(page: str) -> None:
    start = time.process_time()
    read_text(page)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("tag", ["<details", "<detailsx>", "<details-list>", "<details<summary>"])
@pytest.mark.parametrize(
    "page", ['??? question "Where is the mast?"\n    Up.\n\n    {}', "### Where is the mast?\n\nUp.\n\n{}"]
)
def test_a_tag_that_only_begins_like_a_collapsed_block_is_no_block(page: str, tag: str) -> None:
    questions, _ = read_text("---\nformats: [auto, heading]\n---\n\n" + page.format(tag))
    assert [one.answer_text.split("\n")[0] for one in questions] == ["Up."]
