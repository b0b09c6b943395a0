"""A page as a stream of drawing commands, in which everything is either a piece of an element or decoration."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.pdf.stream import Stream

from reports.tagged.drawn import Drawn, Placed
from reports.tagged.faces import OwnFaces
from reports.tagged.pictures import Pictures
from reports.tagged.structure import Box

# PDF counts in points, the page in pixels of which 96 make an inch.
TO_POINTS = 0.75


class PageStream(Stream):
    """Marks what is drawn: with its number when the box has one, else as decoration."""

    def __init__(
        self, marks: Mapping[Box, int], own: OwnFaces, pictures: Pictures, *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)  # type: ignore[no-untyped-call]
        self.numbers = marks
        self.own = own
        self.pictures = pictures
        # The mark of the next piece of text that is set by us; none where it is a repeated head.
        self.next_number: int | None = None

    def add_image(self, image: Any, interpolate: bool, ratio: float) -> str:
        """Return the name of a picture that is drawn next."""
        return self.pictures.name(image)

    @contextmanager
    def marked(self, box: Box, _tag: str) -> Iterator[None]:
        """Mark what the block draws as the piece that the box is."""
        number = self.numbers.get(box)
        if isinstance(getattr(box, "replacement", None), Drawn):
            self.next_number = number
            yield
            return
        self.stream.append(b"/Artifact BMC" if number is None else b"/Span<</MCID %d>>BDC" % number)
        yield
        self.stream.append(b"EMC")

    def next_mark(self) -> bytes:
        """Return what begins the next piece of text that is set by us."""
        if self.next_number is None:
            return b"/Artifact BMC\n"
        self.next_number += 1
        return b"/Span<</MCID %d>>BDC\n" % (self.next_number - 1)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what the block draws as decoration."""
        self.stream.append(b"/Artifact BMC")
        yield
        self.stream.append(b"EMC")


def painted(
    page: Page, marks: Mapping[Box, int], running: Sequence[Placed], own: OwnFaces, pictures: Pictures,
    fonts: dict[Any, Any], resources: pydyf.Dictionary,
) -> bytes:  # fmt: skip
    """Return the page's commands.

    marks: the numbers of its pieces; running: its running lines; all others are the file's, and added to.
    """
    height = page.height * TO_POINTS
    area = (0, 0, page.width, page.height)
    stream = PageStream(marks, own, pictures, fonts, area, resources, {}, None, {}, None)
    stream.transform(d=-1, f=height)  # type: ignore[no-untyped-call]
    page.paint(stream, TO_POINTS)
    if running:
        stream.stream.append(f"/Artifact BMC\nq {TO_POINTS} 0 0 {TO_POINTS} 0 0 cm".encode())
        stream.stream.append(own.written(stream, running) + b"\nQ\nEMC")
    return b"\n".join(map(pydyf._to_bytes, stream.stream))
