"""Draw a line chart over the number of questions, with logarithmic axes, as an SVG for light and dark mode."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Point = tuple[float, float]

_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 300, 260, 48, 40, 70
_COLOURS = (
    "#0b57d0",
    "#4c8df6",
    "#9ec2ff",
    "#1e7e34",
    "#c2410c",
    "#7c3aed",
    "#a16207",
    "#be185d",
    "#0e7490",
    "#57534e",
    "#65a30d",
)


def svg(panels: Mapping[str, Mapping[str, Sequence[Point]]]) -> str:
    """The SVG; `panels` maps titles of panels to their lines by name."""
    names = list(dict.fromkeys(name for lines in panels.values() for name in lines))
    colours = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(names)}
    legend_top = _TOP + _HEIGHT + 48
    rows = ceil(len(names) / 3)
    width, height = len(panels) * (_WIDTH + _GAP) + 10, legend_top + rows * 18
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for i, (title, lines) in enumerate(panels.items()):
        parts += _panel(title, lines, colours, _LEFT + i * (_WIDTH + _GAP))
    for i, name in enumerate(names):
        x, y = _LEFT + i % 3 * (width - _LEFT) // 3, legend_top + i // 3 * 18
        parts.append(f'<path d="M{x} {y - 4}h18" stroke="{colours[name]}" stroke-width="3"/>')
        parts.append(f'<text x="{x + 24}" y="{y}" fill="#222">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _panel(title: str, lines: Mapping[str, Sequence[Point]], colours: Mapping[str, str], left: int) -> list[str]:
    points = [point for line in lines.values() for point in line] or [(1.0, 1.0)]
    x0, x1 = _decades([x for x, _ in points])
    y0, y1 = _decades([y for _, y in points])

    def place(point: Point) -> str:
        x = left + _WIDTH * (log10(point[0]) - x0) / (x1 - x0)
        y = _TOP + _HEIGHT * (1 - (log10(point[1]) - y0) / (y1 - y0))
        return f"{x:.1f} {y:.1f}"

    parts = [f'<text x="{left}" y="{_TOP - 16}" fill="#222" font-weight="bold">{escape(title)}</text>']
    for power in range(y0, y1 + 1):
        x, y = place((10.0**x0, 10.0**power)).split()
        parts.append(f'<path d="M{x} {y}h{_WIDTH}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{left - 6}" y="{float(y) + 4:.1f}" fill="#444" text-anchor="end">{10.0**power:g}</text>'
        )
    for power in range(x0, x1 + 1):
        x, y = place((10.0**power, 10.0**y0)).split()
        parts.append(f'<path d="M{x} {_TOP}v{_HEIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{float(y) + 18:.1f}" fill="#444" text-anchor="middle">{10**power:,}</text>')
    for name, line in lines.items():
        path = "L".join(map(place, line))
        parts.append(f'<path d="M{path}" fill="none" stroke="{colours[name]}" stroke-width="2"/>')
        for point in line:
            x, y = place(point).split()
            parts.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{colours[name]}"/>')
    return parts


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The exponents of the powers of ten that enclose all values, at least one apart."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)
