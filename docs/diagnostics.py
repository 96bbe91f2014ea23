"""Make docs/diagnostics.md from the table of rules: python docs/diagnostics.py"""

from pathlib import Path

from anki_export.rules import Rule

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
"""


def text() -> str:
    """The whole page."""
    parts = [HEAD]
    for letter, room in ROOMS.items():
        rows = [f"| {rule.code} | {rule.severity.value} | {rule.meaning} |" for rule in Rule if rule.code[0] == letter]
        parts.append("\n".join([f"## {room}\n", "| code | | meaning |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(text())
