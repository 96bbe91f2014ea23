"""Make docs/diagnostics.md from the table of rules: python docs/diagnostics.py"""

from pathlib import Path

from anki_export.rules import Rule
from anki_export.source.fix import MENDED

TARGET = Path(__file__).with_suffix(".md")
ROOMS = {
    "F": "Files",
    "C": "Settings",
    "S": "Pages",
    "R": "Releases",
    "P": "Packages",
}
HEAD = """# Messages

With an error, nothing is written. A code never changes its meaning.

`anki-export check --fix` mends what is marked so. Warnings can be ignored, errors can't: everywhere by the setting
`ignore = ["S010"]`, on a page by `<!-- check: ignore S012 -- why -->`, and in a question by the same in its body.
"""


def text() -> str:
    """The whole page."""
    parts = [HEAD]
    for letter, room in ROOMS.items():
        rows = map(row, (rule for rule in Rule if rule.code[0] == letter))
        parts.append("\n".join([f"## {room}\n", "| code | | meaning | |", "|---|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def row(rule: Rule) -> str:
    """The line of one rule."""
    return f"| {rule.code} | {rule.severity.value} | {rule.meaning} | {'`--fix` mends it' if rule in MENDED else ''} |"


if __name__ == "__main__":
    TARGET.write_text(text())
