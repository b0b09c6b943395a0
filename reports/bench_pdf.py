"""How fast the report is rendered, and how much memory it takes, beside Chromium on the same page."""

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports import assets
from reports.bench_content import dense
from reports.bench_round import measure_rate, measure_round
from reports.bench_typst import typst_seconds_per_page
from reports.document import Content
from reports.look import RUNNING, STYLE
from reports.pdf import render_xml
from reports.pdf_process import Child, Finished

CHROMIUM = "/usr/bin/chromium"
# What a dense edition takes: pages that do not grow with it, and pages a goal.
FIXED_PAGES, PAGES_A_GOAL = 4.5, 1.72
RUNS = 3


def measure(sizes: Iterable[int] = (14, 52, 104), chromium: str = CHROMIUM) -> dict[str, Any]:
    """Return per wanted size: pages, seconds_per_page, rss_mb of the rendering child, vs_chromium (our time / its).

    typst_seconds_per_page is of an equivalent document (see `reports.bench_typst`), None where Typst is not installed.

    With them `round`: from freezing to every file, and `rate`: what a second worker gives (see `reports.bench_round`).

    The best of three warm runs each, taken in turns so that a busy machine troubles both alike. vs_chromium is None
    where there is no Chromium.
    """
    figures: dict[str, Any] = {
        str(size): measured(dense(round((size - FIXED_PAGES) / PAGES_A_GOAL)), chromium) for size in sizes
    }
    return figures | {"round": measure_round(), "rate": measure_rate()}


def measured(content: Content, chromium: str) -> dict[str, float | None]:
    """Return the figures of one edition, from a fresh child."""
    child = Child()
    try:
        rendered(child, content)
        with ChromiumPrinter(chromium, content) as printer:
            ours, theirs = [], []
            for _run in range(RUNS):
                finished = rendered(child, content)
                ours.append(finished.seconds)
                theirs.append(printer.seconds())
    finally:
        child.end()
    their_best = min((seconds for seconds in theirs if seconds is not None), default=None)
    return {
        "pages": finished.pages,
        "seconds_per_page": round(min(ours) / finished.pages, 4),
        "rss_mb": round(finished.rss_mb, 1),
        "vs_chromium": round(min(ours) / their_best, 2) if their_best else None,
        "typst_seconds_per_page": typst_seconds_per_page(render_xml(content, "sv")[0], RUNS),
    }


def rendered(child: Child, content: Content) -> Finished:
    """Return the report from the child; raises RuntimeError with the reason."""
    finished = child.ask((content, "sv"), 600)
    if not isinstance(finished, Finished):
        raise RuntimeError(finished)
    return finished


class ChromiumPrinter:
    """A running Chromium that prints one report again and again, tagged as ours; without Chromium it knows nothing."""

    def __init__(self, chromium: str, content: Content) -> None:
        self.chromium = chromium
        self.content = content

    def __enter__(self) -> "ChromiumPrinter":
        self.page = None
        if not Path(self.chromium).exists():
            return self
        from playwright.sync_api import sync_playwright

        self.folder = tempfile.TemporaryDirectory()
        self.playwright = sync_playwright().start()
        flags = ["--no-sandbox", "--disable-dev-shm-usage"]
        self.browser = self.playwright.chromium.launch(executable_path=self.chromium, args=flags)
        self.page = self.browser.new_page()
        self.address = self._write(Path(self.folder.name) / "report.html")
        self.seconds()
        return self

    def __exit__(self, *_error: object) -> None:
        if self.page is not None:
            self.browser.close()
            self.playwright.stop()
            self.folder.cleanup()

    def seconds(self) -> float | None:
        """Return how long loading and printing took."""
        if self.page is None:
            return None
        started = time.perf_counter()
        self.page.goto(self.address, wait_until="load", timeout=300_000)
        self.page.pdf(tagged=True, outline=True, prefer_css_page_size=True)
        return time.perf_counter() - started

    def _write(self, path: Path) -> str:
        """Write the page with its styles and typefaces beside it, and return its address."""
        page, colour = render_xml(self.content, "sv")
        (path.parent / f"cover-{colour[1:]}.svg").write_text(assets.tinted_cover(colour))
        css = (STYLE.read_text() + RUNNING.read_text()).replace("url(fonts/", f"url({assets.BASE}fonts/")
        styles = f"<style>{css}{assets.colour_rules(colour)}</style></head>"
        path.write_text(f"<!DOCTYPE html>{page.replace('</head>', styles)}")
        return path.as_uri()
