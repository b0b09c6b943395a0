"""The bookmarks: chapters and goals, as they lie below each other."""

from collections.abc import Sequence
from typing import Any

from reports.tagged.objects import Objects, text


def write_outlines(objects: Objects, pages: Sequence[int], bookmarks: list[Any]) -> str:
    """Write the bookmarks and return what the catalogue says of them. pages: their numbers."""
    if not bookmarks:
        return ""
    number = objects.number()
    first, last, count = write_bookmarks(objects, pages, bookmarks, number)
    objects.add(f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>", number)
    return f"/Outlines {number} 0 R"


def write_bookmarks(objects: Objects, pages: Sequence[int], bookmarks: list[Any], parent: int) -> tuple[int, int, int]:
    """Write bookmarks of one level with those below; return the first, the last, and how many there are in all."""
    numbers = [objects.number() for _one in bookmarks]
    count = len(bookmarks)
    for place, (title, (page, x, y), below, _state) in enumerate(bookmarks):
        said = f"/Title{text(title)}/Parent {parent} 0 R/Dest[{pages[page]} 0 R/XYZ {x:.2f} {y:.2f} 0]"
        said += f"/Prev {numbers[place - 1]} 0 R" if place else ""
        said += f"/Next {numbers[place + 1]} 0 R" if place + 1 < len(numbers) else ""
        if below:
            first, last, more = write_bookmarks(objects, pages, below, numbers[place])
            said += f"/First {first} 0 R/Last {last} 0 R/Count {more}"
            count += more
        objects.add(f"<<{said}>>", numbers[place])
    return numbers[0], numbers[-1], count
