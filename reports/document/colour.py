"""The municipality's colour: always dark enough to be read on white and to be written on in white."""

import re

PLAIN = "#174c55"
# WCAG 2.2, 1.4.3: text against its background.
LEAST_CONTRAST = 4.5


def readable(colour: str) -> str:
    """Return the colour, darkened until white text on it can be read; our own where it is no colour."""
    colour = colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else PLAIN
    for step in range(20):
        darker = mixed(colour, "#000000", step * 0.05)
        if 1.05 / (luminance(darker) + 0.05) >= LEAST_CONTRAST:
            return darker
    return PLAIN


def mixed(colour: str, other: str, share: float) -> str:
    """Return the colour with a share (0–1) of the other in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def channels(colour: str) -> list[int]:
    """Return red, green and blue, 0–255."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
