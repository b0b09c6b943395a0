"""The pieces that every chart is drawn with."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

INK, GREY, LIGHT, AXIS = "#1b1b1b", "#5c6166", "#e6e6e2", "#737e7a"
FONT = "Source Sans 3"


def label(
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    anchor: str = "",
    fill: str = GREY,
    css: str = "k-ink2",
    bold: bool = False,
) -> str:
    """Return one piece of text; anchor: `middle` or `end`."""
    more = (f' text-anchor="{anchor}"' if anchor else "") + (' font-weight="600"' if bold else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{css}" fill="{fill}" font-size="{size:g}"{more}>{escape(text)}</text>'


def rule(path: str, *, stroke: str, css: str, width: float = 1, dashes: str = "", cap: str = "") -> str:
    """Return an unfilled line along the path."""
    more = (f' stroke-dasharray="{dashes}"' if dashes else "") + (f' stroke-linecap="{cap}"' if cap else "")
    return f'<path d="{path}" class="{css}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{more}/>'


def figure(
    title: str,
    width: float,
    height: float,
    pieces: Iterable[str],
    *,
    css: str = "",
    wide_mm: float | None = None,
    stretch: bool = False,
) -> SafeString:
    """Return the finished drawing with its alternative text.

    wide_mm: its width on paper in millimetres; None leaves the size to the page's style.
    """
    size = f' width="{wide_mm:g}mm" height="{wide_mm * height / width:.1f}mm"' if wide_mm else ""
    size += f' class="{css}"' if css else ""
    size += ' preserveAspectRatio="none"' if stretch else ""
    name = escape(title)
    return mark_safe(  # noqa: S308 - every text in it went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg"{size} viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{name}" font-family="{FONT}"><title>{name}</title>{"".join(pieces)}</svg>'
    )
