"""Print the cards and messages of folders, read by the code that PYTHONPATH names; `same_cards.py` runs this.

    PYTHONPATH=CHECKOUT python benchmarks/read_cards.py FOLDER...

A line of JSON for each folder and each value of `formats` in `folders.PASSES`.
"""

import json
import os
import sys
from pathlib import Path

from folders import PASSES
from msgspec.structs import replace

import anki_export

NOW = 1_790_000_000


def main() -> None:
    for folder in sys.argv[1:]:
        os.chdir(folder)
        for formats in PASSES.values():
            project = anki_export.load(Path(folder), [Path()])
            if formats:
                project = replace(project, settings=replace(project.settings, formats=formats, page_formats={}))
            result = anki_export.plan(project, now=NOW, execution=anki_export.Execution(jobs=1))
            cards = [
                {
                    "place": f"{question.location.path}:{question.location.line}",
                    "question": question.question,
                    "answer": question.answer,
                    "explanation": question.explanation,
                    "key": question.key,
                    "card id": question.card_id,
                    "format": question.format,
                    "last line": str(question.last_line),
                    "media": " ".join(media.name for media in question.media),
                }
                for question in result.questions
            ]
            messages = [(one.rule.code, f"{one.location} {one.message}") for one in result.diagnostics]
            print(json.dumps({"cards": cards, "messages": messages}), flush=True)


if __name__ == "__main__":
    main()
