"""What the browser tests do again and again: sign in, look for accessibility faults."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, address: str, language: str, email: str, password: str = "demo") -> None:
    """Sign in as one of the demonstration's people, leaving whoever was signed in."""
    page.context.clear_cookies()
    page.goto(f"{address}/{language}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/{language}/work/")


# Two frames later the page stands as it will be seen.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def check(page: Page) -> None:
    """Assert that axe finds nothing, and that nothing is wider than the screen at 320 and 1280 px."""
    page.evaluate(AXE)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(DRAWN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} overflows at {width} px"
        found = page.evaluate(
            "async rules => (await axe.run(document, {runOnly: rules})).violations"
            ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | '))",
            RULES,
        )
        assert found == [], f"{page.url} at {width} px: {found}"
