"""Bars: measures by state, and how much of a whole is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from indicators.charts import svg

# Fill and the colour of the number on it: at least 4.5:1, and five different greys without colour.
STATES = {
    "done": ("k-done", "#0f5c3f", "#fff"),
    "under_way": ("k-going", "#2f6fa8", "#fff"),
    "delayed": ("k-late", "#d98e1f", "#1b1b1b"),
    "not_started": ("k-todo", "#d6d8d5", "#1b1b1b"),
    "dropped": ("k-out", "#5c4869", "#fff"),
    "": ("k-none", "#fff", "#1b1b1b"),
}


@dataclass(frozen=True)
class Part:
    """One part of a bar: a measure's state (empty: nobody reported it), its word, and how many."""

    state: str
    word: str
    count: int


def split_bar(parts: Sequence[Part], title: str, *, wide_mm: float | None = None) -> SafeString:
    """Return one bar split by state, the number in each part that has room for it.

    title: what is counted; the parts are added to make the alternative text.
    """
    width, high = (627.0, 30.0) if wide_mm else (997.0, 12.0)
    shown = [part for part in parts if part.count]
    total = sum(part.count for part in shown) or 1
    pieces, x = [], 0.0
    for part in shown:
        css, fill, ink = STATES[part.state]
        share = part.count / total * width
        edge = ' stroke="#1b1b1b" stroke-width="1"' if not part.state else ""
        pieces.append(
            f'<rect x="{x + 0.7:.1f}" y="0.7" width="{max(share - 2, 1.5):.1f}" height="{high - 1.4:g}" '
            f'class="{css}" fill="{fill}"{edge}/>'
        )
        if wide_mm and share > 20:
            place = (x + share / 2 - 0.3, high / 2 + 5)
            pieces.append(svg.label(*place, str(part.count), size=14, anchor="middle", fill=ink, css="", bold=True))
        x += share
    words = ", ".join(f"{part.word} {part.count}" for part in shown)
    return svg.figure(f"{title}: {words}", width, high, pieces, css="app-split", wide_mm=wide_mm, stretch=not wide_mm)


def meter(done: int, total: int, title: str, *, colour: str = "#174c55") -> SafeString:
    """Return a bar filled by done of total. title: its alternative text, with both numbers in words."""
    share = min(done / total, 1) * 100 if total else 0
    pieces = [
        f'<rect width="100" height="8" class="k-track" fill="{svg.LIGHT}"/>',
        f'<rect width="{share:.1f}" height="8" class="k-own-f" fill="{colour}"/>',
    ]
    return svg.figure(title, 100, 8, pieces, css="app-meter", stretch=True)
