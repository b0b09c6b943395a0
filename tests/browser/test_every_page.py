"""Every page as those who come to it see it, in the three languages: no accessibility fault, nothing too wide."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

# The demonstration: who walks in which language, and the plan of their municipality.
COORDINATORS = [
    ("sv", "coordinator@demo.example", "granvik-2023-2027", ["", "?part=text", "?part=indicators", "?part=theory"]),
    ("fi", "coordinator@region.example", "skargarden-2023-2027", ["?part=programmes", "?part=timetable"]),
    ("da", "coordinator@havn.example", "havnby-2023-2027", ["?part=background"]),
]
MEMBERS = [
    ("sv", "committee@region.example"),
    ("fi", "committee@demo.example"),
    ("da", "committee@havn.example"),
]
COUNCILLORS = [
    ("sv", "councillor@region.example", "havnby-2023-2027"),
    ("fi", "councillor@demo.example", "skargarden-2023-2027"),
    ("da", "councillor@havn.example", "granvik-2023-2027"),
]
LOST = {"sv": "Sidan finns inte", "fi": "Sivua ei löydy", "da": "Siden findes ikke"}


def look(page: Page, address: str) -> None:
    """Open a page, which must be there, and check it."""
    reply = page.goto(address)
    assert reply is not None
    assert reply.status == 200, address
    check(page)


def link(page: Page, pattern: str) -> str:
    """Return the address of the first link on the page that fits."""
    found = page.eval_on_selector_all("main a", "links => links.map(link => link.href)")
    return next(str(address) for address in found if re.search(pattern, str(address)))


@pytest.mark.parametrize(("language", "email", "plan", "parts"), COORDINATORS, ids=["sv", "fi", "da"])
def test_coordinators_pages(
    installation: Installation, page: Page, language: str, email: str, plan: str, parts: list[str]
) -> None:
    sign_in(page, installation.address, language, email)
    check(page)
    home = f"{installation.address}/{language}/plans/{plan}/"
    for part in parts:
        look(page, home + part)
    page.goto(home)
    measure, opened = link(page, r"/measures/\d+/$"), link(page, r"/follow-up/\d+/$")
    texts = (
        "edit",
        "chapters",
        "programmes",
        "background",
        "timetable",
        "languages",
        "consultation",
        "history",
        "export",
    )
    for page_of_plan in ("adopt", *texts, "settings", "committees", "partners", "import", "next", "follow-up/new"):
        look(page, f"{home}{page_of_plan}/")
    for address in (measure, opened):
        look(page, address)
    for address in (link(page, r"/judge/$"), link(page, r"/goals/\d+/$"), f"{opened}freeze/", f"{opened}handled/"):
        look(page, address)
    page.goto(f"{installation.address}/{language}/account/")
    look(page, link(page, r"/municipalities/\w+/$"))


@pytest.mark.parametrize(("language", "email"), MEMBERS)
def test_committee_members_pages(installation: Installation, page: Page, language: str, email: str) -> None:
    sign_in(page, installation.address, language, email)
    check(page)
    desk = link(page, r"/follow-up/parts/\d+/$")
    for address in (
        desk,
        f"{desk}submit/",
        f"{installation.address}/{language}/account/",
        f"{installation.address}/{language}/calendar/",
    ):
        look(page, address)


@pytest.mark.parametrize(("language", "email", "other_plan"), COUNCILLORS)
def test_councillors_pages(installation: Installation, page: Page, language: str, email: str, other_plan: str) -> None:
    sign_in(page, installation.address, language, email)
    check(page)
    for address in (link(page, r"/reports/\d+/$"), f"{installation.address}/{language}/plans/{other_plan}/"):
        look(page, address)


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_a_page_that_is_not_there_says_so_and_leads_on(installation: Installation, page: Page, language: str) -> None:
    page.goto(f"{installation.address}/{language}/plans/nothing-here/")
    assert page.inner_text("h1") == LOST[language]
    check(page)
    page.click("main a.govuk-button")
    assert page.url.endswith(f"/{language}/account/login/")
