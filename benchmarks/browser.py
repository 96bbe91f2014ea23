"""Measure first paint and search of the preview in Chromium: python benchmarks/browser.py PREVIEW.html

Prints two numbers, medians in milliseconds: from the start of loading to the first contentful paint, and from a typed
search to the frame that shows its result. It needs the test extra and Debian's Chromium.
"""

import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from engines import chromium

ROUNDS = 7
_PAINT = """
    const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
    while (!seen()) await new Promise(requestAnimationFrame);
    return seen().startTime;
"""
_SEARCH = """
    const box = document.getElementById("query");
    const start = performance.now();
    box.value = value;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise(requestAnimationFrame);  // runs before the frame is drawn
    await new Promise(requestAnimationFrame);  // and this one after
    return [performance.now() - start, document.getElementById("count").textContent];
"""


def measure(path: Path) -> tuple[float, float]:
    """First paint and search, each on a page that was just opened."""
    paints, searches = [], []
    with chromium.launched() as browser:
        for _ in range(ROUNDS + 1):
            page = chromium.opened(browser)
            page.size(1280, 900)
            page.open(path.resolve().as_uri())
            paints.append(float(page.ask(_PAINT)))
            took, count = page.ask(_SEARCH, "cache")
            assert count, "the search found nothing"
            searches.append(float(took))
            page._page.close()
    return median(paints[1:]), median(searches[1:])


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if lacking := chromium.missing():
        sys.exit(f"not installed: {', '.join(lacking)}")
    print(*(f"{value:.0f}" for value in measure(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
