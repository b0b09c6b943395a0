"""The editor of the plan's text in a browser: written, pasted, saved as typed, and nothing that the policy refuses."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

WORD = (
    '<h1 class="x">Mål</h1><p class="MsoNormal" style="color:red">Vi <b>lovar</b><script>x</script></p>'
    '<p class="MsoListParagraphCxSpFirst"><span style="mso-list:Ignore">·&nbsp; </span>ett</p>'
    '<p class="MsoListParagraphCxSpLast"><span style="mso-list:Ignore">·&nbsp; </span>två</p>'
)
PASTE = """(box, html) => {
    const data = new DataTransfer(); data.setData("text/html", html);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def text(installation: Installation, page: Page) -> Page:
    """Return the page of Havnby's text with a chapter of its own opened; a refusal by the policy is an error."""
    page.on("console", lambda told: pytest.fail(told.text) if "Content Security Policy" in told.text else None)
    sign_in(page, installation.address, "da", "coordinator@havn.example")
    page.goto(f"{installation.address}/da/plans/havnby-2023-2027/chapters/")
    return page


def item(page: Page, name: str) -> Locator:
    """Return a chapter of the list."""
    return page.locator("details.app-item").filter(has=page.locator("summary", has_text=name))


def opened(found: Locator) -> Locator:
    """Open a chapter and return its text, once the editor stands where the plain box was."""
    found.locator("summary").first.click()
    box = found.locator(".app-rich").get_by_role("textbox", name=re.compile("^Tekst"))
    expect(box).to_be_visible()
    return box


def chapter(page: Page, name: str) -> Locator:
    """Add a chapter and return it, opened, with its editor ready."""
    page.locator("summary", has_text="Tilføj dit eget kapitel").click()
    page.locator("#chapters_title_da").fill(name)
    page.get_by_role("button", name="Tilføj dit eget kapitel").click()
    found = item(page, name)
    opened(found)
    return found


def test_a_text_is_written_with_the_bar_and_saved_as_typed(text: Page) -> None:
    found = chapter(text, "Skrevet her")
    found.get_by_role("textbox", name=re.compile("^Tekst")).click()
    found.get_by_role("button", name="Mellemrubrik").click()
    text.keyboard.type("Det lover vi")
    text.keyboard.press("Enter")
    found.get_by_role("button", name="Liste", exact=True).click()
    text.keyboard.type("en ")
    found.get_by_role("button", name="Fed").click()
    text.keyboard.type("ting")
    expect(found.locator("[data-saved]")).to_have_text(re.compile(r"^Gemt \d\d\.\d\d$"))
    expect(found.get_by_role("button", name="Fed")).to_have_attribute("aria-pressed", "true")
    check(text)
    text.goto(text.url.split("chapters/")[0] + "?part=text")
    shown = text.get_by_role("region", name="Skrevet her")
    expect(shown.locator("h3")).to_have_text("Det lover vi")
    expect(shown.locator("li strong")).to_have_text("ting")


def test_what_is_pasted_from_word_is_clean_and_another_tabs_text_is_shown(text: Page) -> None:
    found = chapter(text, "Klippet ind")
    box = found.get_by_role("textbox", name=re.compile("^Tekst"))
    box.click()
    box.evaluate(PASTE, WORD)
    expect(found.locator("[data-saved]")).to_have_text(re.compile(r"^Gemt"))
    expect(box.locator("h3")).to_have_text("Mål")
    expect(box.locator("li")).to_have_text(["ett", "två"])
    expect(box.locator("[style], [class^=Mso], script")).to_have_count(0)
    other = text.context.new_page()
    other.goto(text.url)
    theirs = item(other, "Klippet ind")
    opened(theirs).fill("Ny tekst")
    expect(theirs.locator("[data-saved]")).to_have_text(re.compile(r"^Gemt"))
    found.locator("input[name=title_da]").fill("Klippet ind igen")
    expect(box).to_contain_text("Ny tekst")
