"""Pictures of cards, for people: python -m tests.engines.look PART-OF-A-QUESTION …

The cards are those of the gallery, of source/ and, where ANKI_EXPORT_CORPUS names one, of the corpus. A part that fits
several cards shows them all. Pictures are to be looked at, not to be compared: fonts differ between machines.
"""

import argparse
import re
import tempfile
from pathlib import Path

from . import chromium, hosts, webkit
from .cards import shelf

ENGINES = {"chromium": chromium, "webkit": webkit}
NATIVE = {"ios": "webkit"}


def main() -> None:
    """Write a picture for each card, side, client, theme and width."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines.look", description="Write pictures of cards.")
    parser.add_argument("card", nargs="+", help="part of a topic, a level or a question")
    parser.add_argument("-o", "--output", type=Path, default=Path("pictures"), help="folder (pictures)")
    parser.add_argument("--client", nargs="+", choices=hosts.CLIENTS, default=["ios"])
    parser.add_argument("--theme", nargs="+", choices=hosts.THEMES, default=list(hosts.THEMES))
    parser.add_argument("--width", nargs="+", type=int, default=[390])
    parser.add_argument("--side", nargs="+", choices=("question", "answer"), default=["answer"])
    parser.add_argument("--engine", choices=ENGINES, help="webkit for ios, chromium for the others")
    parser.add_argument("--text", type=int, default=0, help="size of the text in pixels, where it is not the card's")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, shelf(Path(folder)) as someone:
        cards = someone.cards(wanted=lambda name: any(part in name for part in args.card))
        if not cards:
            parser.error("no card has that in its name")
        with hosts.served(cards, someone.media) as url:
            for client in args.client:
                engine = ENGINES[args.engine or NATIVE.get(client, "chromium")]
                if missing := engine.missing():
                    parser.error("; ".join(missing))
                with engine.started() as page:
                    for theme in args.theme:
                        page.open(f"{url}/host/{client}/{theme}")
                        page.ask("await lab.open()")
                        for width in args.width:
                            page.size(width)
                            for i, card in enumerate(cards):
                                for side in args.side:
                                    page.ask("await lab.show(...value)", [i, side, args.text])
                                    page.ask("await new Promise(done => setTimeout(done, 150))")  # fonts
                                    name = re.sub(r"[^\w]+", "-", card.name)[:60].strip("-").lower()
                                    path = args.output / f"{name}-{side}-{client}-{theme}-{width}.png"
                                    page.picture(path)
                                    print(path)


if __name__ == "__main__":
    main()
