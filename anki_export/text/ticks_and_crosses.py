"""Signs by which authors call options and statements right or wrong."""

TICKS, CROSSES, EMPTY = "✅✔✓☑🟢⭕", "❌❎✗✘✖☒🔴", "⬜◻▫☐⚪"
"""Beside options; those in `EMPTY` are in place of a cross."""
SIGNS = TICKS + CROSSES + EMPTY
TRUE, FALSE = f"{TICKS}√○〇◯OО", f"{CROSSES}×✕╳xXхХ"
"""Beside statements, too, O and X in Korean: beside options, √2 and 2 × 3 may be what they say, and ○ a bullet."""
