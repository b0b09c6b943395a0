"""What a report may load: our own typefaces, a cover drawn in the municipality's colour, and the logos that are
frozen in its content. Nothing else, ever.
"""

import re
from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.document.colour import mixed
from reports.look import COVER, FOLDER, FONTS

BASE = f"{FOLDER.as_uri()}/"
OWN = {path.as_uri(): path for path in FONTS}
# The cover's colours in its file, and how much white (or black, below zero) the municipality's colour gets there.
TINTS = {"#155d7c": 0.08, "#1f6f8f": 0.18, "#0a4058": -0.25, "#e9f0f2": 0.92}


class Refused(ValueError):
    """An address that is none of our own files."""


class OwnFilesOnly(URLFetcher):
    """Gives our own files and the report's own pictures to the renderer, and remembers what else was asked for."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        """pictures: the report's own, PNG by their file names."""
        URLFetcher.__init__(self, allowed_protocols=(), allow_redirects=False)
        self.pictures = {f"{BASE}{name}": data for name, data in (pictures or {}).items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the file; raises Refused."""
        if url in OWN:
            return URLFetcherResponse(url, OWN[url].read_bytes(), {"Content-Type": "font/ttf"})
        if url in self.pictures:
            return URLFetcherResponse(url, self.pictures[url], {"Content-Type": "image/png"})
        cover = re.fullmatch(re.escape(BASE) + r"cover-([0-9a-f]{6})\.svg", url)
        if cover:
            return URLFetcherResponse(url, tinted_cover(f"#{cover[1]}"), {"Content-Type": "image/svg+xml"})
        self.refused.append(url)
        raise Refused(f"{url[:80]} is none of the report's own files")


def tinted_cover(colour: str) -> str:
    """Return the cover's drawing in shades of the colour."""
    drawing = COVER.read_text()
    for found, share in TINTS.items():
        drawing = drawing.replace(found, mixed(colour, "#ffffff" if share > 0 else "#000000", abs(share)))
    return drawing


def colour_rules(colour: str) -> str:
    """Return the only rules that differ from one municipality to another."""
    return (
        f".band {{ background-color: {colour}; background-image: url(cover-{colour[1:]}.svg) }}"
        f"h2, .no, .to, .n {{ color: {colour} }} h2 {{ border-top: 2.5pt solid {colour} }} .n {{ font-weight: 600 }}"
    )
