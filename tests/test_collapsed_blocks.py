"""Spellings of collapsed blocks that become boxes, at their lines, and what only looks like them and stays text."""

import pytest

from anki_export.source.render_and_sanitize import make_parser

BOXES = {
    "a container": ("::: details Answer\nA *lock*.\n:::", "box 0-3 ??? Answer\n| text 1-2 A *lock*."),
    "a container without a space": (
        ":::details[Show *it*]\nA lock.\n\n:::\nMore.",
        "box 0-4 ??? Show *it*\n| text 1-2 A lock.\ntext 4-5 More.",
    ),
    "a container without a title": (
        "Text\n::: details\nA lock.\n:::",
        "text 0-1 Text\nbox 1-4 ???\n| text 2-3 A lock.",
    ),
    "an expanded container": (
        "::: details A {x} {open #id}\nB\n:::",
        "box 0-3 ???+ A {x}\n| text 1-2 B",
    ),
    "containers with braces": ("::: details What is {}\nB\n:::", "box 0-3 ??? What is {}\n| text 1-2 B"),
    "containers in each other": (
        ":::: details A\n::: details B\n```\n:::\n```\n:::\nC\n::::",
        "box 0-8 ??? A\n| box 1-6 ??? B\n| | fence 2-5 :::\n| text 6-7 C",
    ),
    "containers of the same length in each other": (
        "::: details A\n::: tip\nB\n:::\n:::",
        "box 0-5 ??? A\n| box 1-4 !!!\n| | text 2-3 B",
    ),
    "containers that are always collapsed": (
        "::: {.details}\nText\n:::\n::: solution\nText\n:::",
        "box 0-3 ???\n| text 1-2 Text\nbox 3-6 ???\n| text 4-5 Text",
    ),
    "containers of Quarto": (
        '::: {.callout-tip collapse="true" title="An \\"A\\""}\nB\n:::\n\n'
        '::: {#b .callout-note collapse="false"}\n\n## C {.unnumbered}\nD\n:::',
        'box 0-3 ??? An "A"\n| text 1-2 B\nbox 4-9 ???+ C\n| text 7-8 D',
    ),
    "containers that only hold something": (
        "::: {.column width=40%}\nA\n:::\n:::: columns\n::: {#fig}\nB\n:::\n::::\n::: demo\nC\n:::",
        "text 1-2 A\ntext 5-6 B\ntext 9-10 C",
    ),
    "a container in a list item": (
        "1. Q?\n   ::: details A\n   B\n   :::\n2. R?",
        "item 0-4\n| text 0-1 Q?\n| box 1-4 ??? A\n| | text 2-3 B\nitem 4-5\n| text 4-5 R?",
    ),
    "an element behind text": (
        "Which **one**? <details><summary>Answer</summary>A lock.</details>  ",
        "text 0-1 Which **one**?\nbox 0-1 ??? Answer\n| text 0-1 A lock.",
    ),
    "an element behind lines of text, with blank lines": (
        "Which\none?<br/><details>\n<summary>Answer</summary>\n\nA lock.\n\n- b\n\n</details>\nMore.",
        "text 0-2 Which / one?\nbox 1-9 ??? Answer\n| text 4-5 A lock.\n| item 6-9\n| | text 6-7 b\ntext 9-10 More.",
    ),
    "an element behind a line break on its own line": (
        "Which?<br>\n<br> <details open><summary>Answer</summary>B\n</details>",
        "text 0-2 Which?\nbox 1-3 ???+ Answer\n| text 1-2 B",
    ),
    "nothing but a line break before an element": (
        "<br><details><summary>Answer</summary>B</details>",
        "box 0-1 ??? Answer\n| text 0-1 B",
    ),
    "elements behind items": (
        "- Q? <details><summary>A</summary>B</details>\n- R? <DETAILS>\n  <SUMMARY>A</SUMMARY>C</DETAILS>",
        "item 0-1\n| text 0-1 Q?\n| box 0-1 ??? A\n| | text 0-1 B\n"
        "item 1-3\n| text 1-2 R?\n| box 1-3 ??? A\n| | text 2-3 C",
    ),
    "elements behind lines": (
        "Q? <details><summary>A</summary>B</details>\nR? <details><summary>A</summary>C</details>\n---",
        "text 0-1 Q?\nbox 0-1 ??? A\n| text 0-1 B\ntext 1-2 R?\nbox 1-2 ??? A\n| text 1-2 C\nhr 2-3",
    ),
    "an element in a quote": (
        "> Q?\n> R? <details><summary>A</summary>B\n> </details>",
        "quote 0-3\n| text 0-2 Q? / R?\n| box 1-3 ??? A\n| | text 1-2 B",
    ),
    "an element behind a name of one": (
        "Is it `<details>` or \\<details>? <details><summary>A</summary>B</details>",
        "text 0-1 Is it `<details>` or \\<details>?\nbox 0-1 ??? A\n| text 0-1 B",
    ),
    "a summary in tags": (
        '<details markdown="1" class="x">\n<summary><b>✅ Show</b>\n&amp; tell</summary>\n\nB\n</details>',
        "box 0-6 ??? ✅ Show & tell\n| text 4-5 B",
    ),
    "a collapsed admonition with a minus": ('???- note "Answer"\n    B', "box 0-2 ??? Answer\n| text 1-2 B"),
}
TEXT = (
    "::: details A\nIt never ends.",
    "::: details-of-it A\nText\n:::",
    ":::detailsA\nText\n:::",
    ":: details A\nText\n::",
    "::: solutions\nText\n:::",
    "::: {details\nText\n:::",
    "Text ::: details A\nText\n:::",
    "- a\n  ::: details A\nb\n  :::",
    "    ::: details A\n    Text\n    :::",
    "```\n::: details A\nText\n:::\n```",
    "The <details> element hides.",
    "Text <details>A</details> goes on.",
    "Text <details>A</details> <details>B</details>",
    "Text <details>A\n</details> goes on.",
    "- Text <details>A\n\n</details>",
    "The tags `<details>` and `</details>`",
    "The tags \\<details> and \\</details>",
    "Text <details-of-it>A</details-of-it>",
    "Text <summary>A</summary>",
    "# Text <details>A</details>",
    "| Text | <details>A</details> |\n|---|---|",
    "    Text <details>A</details>",
    "Text <!-- <details>A</details> -->",
    '[Text](x "<details>A</details>")',
)


def _shown(text: str) -> str:
    """Blocks, one in a line, with their lines."""
    names = {"details_open": "box", "list_item_open": "item", "blockquote_open": "quote", "fence": "fence", "hr": "hr"}
    shown = []
    depth = 0
    tokens = make_parser().parse(text, {})
    for i, token in enumerate(tokens):
        if token.type.removesuffix("_close") + "_open" in names:
            depth -= 1
        elif token.type in names or token.type == "paragraph_open":
            content = tokens[i + 1].content.replace("\n", " / ") if token.type == "paragraph_open" else token.content
            if token.type == "details_open":
                opener = token.meta["opener"]
                content = f"{opener.marker} {opener.title}"
            first, last = token.map or (0, 0)
            shown.append(f"{'| ' * depth}{names.get(token.type, 'text')} {first}-{last} {content}".rstrip())
            depth += token.nesting * (token.type in names)
    return "\n".join(shown)


@pytest.mark.parametrize(("text", "expected"), BOXES.values(), ids=BOXES)
def test_a_collapsed_block_is_a_box_at_its_lines(text: str, expected: str) -> None:
    assert _shown(text) == expected


@pytest.mark.parametrize("text", TEXT)
def test_what_only_looks_like_a_collapsed_block_is_no_box(text: str) -> None:
    assert "box" not in _shown(text)
