"""What a preview shows."""

import json
import re
from collections.abc import Sequence
from typing import Any


def data_of(html: str) -> dict[str, Any]:
    """The data of a page without other files, with each card whole, and its front and back as drawn."""
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    parts = found["on_page"]
    details = iter(card for name in parts if name.startswith("cards") for card in parts[name]["cards"])
    for page in found["messages"]:
        page["messages"] = list(map(_message, page["messages"]))
    for deck in found["decks"]:
        deck["cards"] = [_row(*row) | next(details) | {"topic": deck["topic"]} for row in deck["cards"]]
        for card in deck["cards"]:
            card["messages"] = list(map(_message, card.get("messages", [])))
            card |= {side: rendered(card, found["templates"], side) for side in ("front", "back")}
    found["media"] = {name: url for part in parts.values() if "media" in part for name, url in part["media"].items()}
    return found


def _row(size: int, guid: str | None, change: str | None, codes: Sequence[str] = ()) -> dict[str, Any]:
    return {"size": size, "guid": guid, "change": change, "codes": codes}


def _message(parts: list[str]) -> dict[str, str]:
    return dict(zip(("code", "message", "hint", "place"), parts, strict=True))


def rendered(card: dict[str, Any], templates: list[dict[str, str]], side: str) -> str:
    """A side of a card, as the page fills its templates."""

    def filled(match: re.Match[str]) -> str:
        if match[1] == "FrontSide":
            return rendered(card, templates, "front")
        fields: dict[str, str] = {**card["fields"], "Topic": card["topic"], "Version": card.get("version", "")}
        return fields[match[1]]

    return re.sub("\0(\\w+)\0", filled, templates[card["template"]][side])
