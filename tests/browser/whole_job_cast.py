"""Who does the whole job with a browser, in which language, and how they find the plan."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

PASSWORD = "a password for trying"
WORDS = {
    "sv": {"done": "Läget är gott", "language": "Svenska", "goals": "Så står målen", "return": "Siffran saknas"},
    "fi": {
        "done": "Tilanne on hyvä",
        "language": "Suomi",
        "goals": "Tavoitteiden tilanne",
        "return": "Luku puuttuu",
    },
    "da": {"done": "Det går godt", "language": "Dansk", "goals": "Sådan står målene", "return": "Tallet mangler"},
}


@dataclass(frozen=True)
class Case:
    """Who does the job on which plan, in which language of the pages; year: of the follow-up that is opened."""

    language: str
    plan: str
    municipality: str
    year: int
    imported: bool
    password: str = PASSWORD

    def email(self, role: str) -> str:
        """Return the address of the person with the role."""
        return f"{role}@{self.municipality}.example"


def coordinator(page: Page, installation: Installation, case: Case) -> None:
    """Sign in as the coordinator and look at my work."""
    sign_in(page, installation.address, case.language, case.email("coordinator"), case.password)
    check(page)


def plan_page(page: Page, case: Case) -> None:
    """Go to the plan from the menu."""
    page.locator(f".app-nav a[href$='/{case.language}/plans/']").click()
    page.locator(f"main a[href$='/plans/{case.plan}/']").click()
    page.wait_for_url(f"**/plans/{case.plan}/")
