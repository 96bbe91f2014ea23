"""Measure how soon a preview shows its cards in Chromium: python benchmarks/browser.py PREVIEW.html

Prints three numbers, medians in milliseconds: from the start of loading to the first contentful paint, and to the frame
that shows the first card; and from a typed search to the frame that shows its first result, for the slowest of some
searches: the first, typed as soon as there is a card, and one that finds all cards. It needs the test extra and
Debian's Chromium.
"""

import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from engines import chromium

ROUNDS = 7
SEARCHES = ("cache", "a")
_DRAWN = """
    const frame = () => new Promise(requestAnimationFrame);
    const drawn = async () => {
        const isDrawn = (card) => {
            const { top, bottom } = card.getBoundingClientRect();
            return top < innerHeight && bottom > 0 && card.contentDocument?.getElementById("qa")?.textContent.trim();
        };
        while (![...document.querySelectorAll("#cards iframe")].some(isDrawn)) await frame();
        await frame();  // runs before the frame is drawn
        await frame();  // and this one after
        return performance.now();
    };
"""
_OPEN = f"""
    {_DRAWN}
    const end = await drawn();
    return [performance.getEntriesByName("first-contentful-paint")[0].startTime, end];
"""
_SEARCH = f"""
    {_DRAWN}
    const [box, count] = ["query", "count"].map((id) => document.getElementById(id));
    const start = performance.now();
    box.value = value;
    box.dispatchEvent(new Event("input", {{bubbles: true}}));
    while (count.textContent === "Searching…") await frame();
    return [(await drawn()) - start, count.textContent];
"""


def measure(path: Path) -> tuple[float, float, float]:
    """First paint, first card and slowest search, each on a page that was just opened."""
    found = []
    with chromium.launched() as browser:
        for _ in range(ROUNDS + 1):
            page = chromium.opened(browser)
            page.size(1280, 900)
            page.open(path.resolve().as_uri())
            paint, card = page.ask(_OPEN)
            searches = [page.ask(_SEARCH, word) for word in SEARCHES]
            assert all(count[0] != "0" for _, count in searches), "a search found nothing"
            found.append((paint, card, max(took for took, _ in searches)))
            page._page.close()
    paints, cards, searches = zip(*found[1:], strict=True)
    return median(paints), median(cards), median(searches)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if lacking := chromium.missing():
        sys.exit(f"not installed: {', '.join(lacking)}")
    print(*(f"{value:.0f}" for value in measure(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
