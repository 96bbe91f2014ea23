"""`benchmarks/bodies.py` on synthetic pages."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "benchmarks/bodies.py"
PAGE = """# Questions

### 1. What is a stump?

A tree of one split.

More of it.

[Back to top](#questions)

2. ### Where is the root?
   At the top:

   - the first node

<details>
<summary>What is a leaf?</summary><br>

**A node without children**.

</details>

??? question "Is it binary?"
    Yes.
"""
ROWS = [
    {"line": 3, "end": 9, "question": "What is a stump?", "shape": "heading"},
    {"line": 11, "end": 14, "question": "Where is the root?", "shape": "listitem-heading"},
    {"line": 16, "end": 21, "question": "What is a leaf?", "shape": "details-summary-question"},
    {"line": 23, "end": 24, "question": "Is it binary?", "shape": "admonition"},
    {"line": 3, "end": 9, "question": "Which?", "shape": "heading", "options": ["a", "b"], "right": [0]},
]


def test_bodies_of_all_shapes_become_cards_and_multiple_choice_is_left_out(tmp_path: Path) -> None:
    pages = tmp_path / "some+trees"
    pages.mkdir()
    (pages / "page.md").write_text(PAGE)
    rows = [json.dumps({"repo": "some/trees", "path": "page.md", **row}) for row in ROWS]
    (tmp_path / "truth.jsonl").write_text("\n".join(rows))
    command = [sys.executable, str(SCRIPT), str(tmp_path), "--sample", "9", "--seed", "1"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "bodies 4  cards 4" in shown
    assert "Q What is a stump?\nA A tree of one split.\nE More of it.\n" in shown
    assert "Q Where is the root?\nA At the top:\nA - the first node\n" in shown
    assert "Q What is a leaf?\nA A node without children.\n" in shown
    assert "Q Is it binary?\nA Yes.\n" in shown
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == shown
