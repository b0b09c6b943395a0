"""Text broken into lines for a drawing, by how wide the letters of our typeface are."""

import re
from functools import lru_cache

# Width by letter in parts of the size, rounded up from Source Sans 3; the others take OTHER.
WIDTHS = {
    letter: width
    for letters, width in (
        (" ',.:;ij|!Ifl", 0.3), ('()-/[]rt{}"*?sxz”', 0.43), ("#$+0123456789<=>FJLYecvky_^~é–", 0.52),
        ("&DGNUHOQÖ", 0.7), ("mMwWæÆ%@…—", 0.87),
    )
    for letter in letters
}  # fmt: skip
OTHER, SEMIBOLD = 0.6, 1.05
# A word too long for a line leaves at least so many letters to the next one.
LEFT = 3
# The space inside a number such as 48 000 is no place for a new line.
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide the text is drawn, rather more than less."""
    return sum(WIDTHS.get(letter, OTHER) for letter in text) * size * (SEMIBOLD if bold else 1)


@lru_cache(maxsize=4000)
def wrapped(text: str, width: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return the text in at most `most` lines of the width; what has no room is cut with an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in THOUSANDS.sub("\u00a0", " ".join(text.split())).split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        lines += [line] if line else []
        line = word
        while width_of(line, size, bold=bold) > width:
            cut = fitting(line, width - width_of("-", size, bold=bold), size, bold=bold)
            cut = max(min(cut, len(line) - LEFT), 1)
            lines.append(line[:cut] + "-")
            line = line[cut:]
        if len(lines) > most:
            break
    lines = [one for one in (*lines, line) if one.strip()]
    if len(lines) <= most:
        return tuple(lines)
    room = width - width_of("…", size, bold=bold)
    last = f"{lines[most - 1]} {lines[most]}"
    return (*lines[: most - 1], last[: fitting(last, room, size, bold=bold)].rstrip() + "…")


def fitting(text: str, width: float, size: float, *, bold: bool) -> int:
    """Return how many of the text's letters fit into the width, at least one."""
    used = 0.0
    for place, letter in enumerate(text):
        used += width_of(letter, size, bold=bold)
        if used > width:
            return max(place, 1)
    return len(text)
