"""Draw docs/card.png: a question as it is written, and the card that Anki makes of it.

    python docs/picture.py [PAGE:LINE]        needs the test extra, and Chromium

The card goes through the real backend: built, imported into a new collection, rendered, and put on a page as wide as a
phone, by day and by night.
"""

import html
import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

ROOT = Path(__file__).parents[1]
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: flex; gap: 24px; padding: 24px; width: max-content; background: #d8dde3 }}
.source {{ align-self: flex-start; width: 560px; margin: 0; padding: 20px; border-radius: 14px; background: #fff;
  font: 13px/1.5 monospace; white-space: pre-wrap }}
iframe {{ width: 390px; height: {height}px; border: 0; border-radius: 14px }}
</style><pre class="source">{source}</pre>{cards}"""
CARD = '<!doctype html><meta charset="utf-8"><style>{css}</style><body class="card {night}"><div id="qa">{answer}</div>'


def main(place: str = "source/git/intermediate/index.md:29", height: int = 800) -> None:
    path, _, line = place.partition(":")
    lines = (ROOT / path).read_text().split("\n")[int(line) - 1 :]
    end = next((i for i, text in enumerate(lines) if i and text.startswith("??? ")), len(lines))
    source = "\n".join(lines[:end]).strip()
    title = re.sub(r'^\?\?\? question "(?:\d+\. )?|"$', "", lines[0])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "anki_export", "build", path, "-o", folder], cwd=ROOT, check=True)
        collection = Collection(f"{folder}/collection.anki2")
        for package in Path(folder).glob("*.apkg"):
            request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
            collection.import_anki_package(request)
        notes = [collection.get_note(i) for i in collection.find_notes("")]
        plain = re.sub(r"[`*]", "", title)
        (note,) = [n for n in notes if html.unescape(re.sub("<[^>]+>", "", n["Question"])) == plain]
        out = note.cards()[0].render_output()
        collection.close()
        frames = "".join(
            f'<iframe srcdoc="{html.escape(CARD.format(css=out.css, night=night, answer=out.answer_text))}"></iframe>'
            for night in ("", "nightMode night_mode")
        )
        page = Path(folder) / "page.html"
        page.write_text(PAGE.format(source=html.escape(source), cards=frames, height=height))
        options = [
            "--headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.5".split(),
            [f"--window-size=1476,{height + 48}", f"--user-data-dir={folder}/profile"],
            [f"--screenshot={ROOT}/docs/card.png", page.as_uri()],
        ]
        chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        subprocess.run([chromium, *itertools.chain.from_iterable(options)], check=True, capture_output=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
