"""A coordinator of a new municipality writes a plan from an empty page until the next one, as a new user would."""

import datetime
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import sign_in
from tests.browser.conftest import Installation
from tests.browser.plan_cast import PASSWORD, SOLVIK, SUND, SUVANTO, Coordinator, Place

MAIL_SECONDS = 30


@pytest.fixture(scope="module")
def places(installation: Installation) -> None:
    """Set the three municipalities up, each with a coordinator; in one process, because starting one takes longest."""
    lines = ["from io import StringIO", "import sys", "from django.core.management import call_command as run"]
    for place in (SOLVIK, SUVANTO, SUND):
        names = [word for code in place.languages for word in (f"--name-{code}", place.slug.capitalize())]
        made = [place.slug, "--country", place.country, "--code", place.code, *names]
        lines += [
            f"run('add_municipality', *{made!r}, '--languages', {','.join(place.languages)!r})",
            f"sys.stdin = StringIO({PASSWORD!r})",
            f"run('add_member', {place.email!r}, '--municipality', {place.slug!r}, '--role', 'coordinator')",
        ]
    installation.manage("shell", "--no-imports", "--command", "\n".join(lines))


@pytest.mark.parametrize("place", [SOLVIK, SUVANTO, SUND], ids=["sv", "fi", "da"])
def test_a_plan_is_written_from_an_empty_page_and_adopted(
    installation: Installation, page: Page, places: None, place: Place
) -> None:
    sign_in(page, installation.address, place.language, place.email, PASSWORD)
    coordinator = Coordinator(installation, page, place)
    coordinator.make_plan()
    coordinator.write_table()
    if place == SOLVIK:
        translate(coordinator)
    if place != SUVANTO:
        write_the_rest(coordinator)
        consult(coordinator)
    page.goto(f"{coordinator.home}")
    coordinator.adopt("§ 45")
    coordinator.look()
    if place == SUVANTO:
        take_over(coordinator)
        return
    amend(coordinator)
    take_away_and_back(coordinator)
    go_on(coordinator)


def translate(coordinator: Coordinator) -> None:
    """Fill the Finnish gaps beside the Swedish texts."""
    page = coordinator.page
    page.goto(f"{coordinator.home}languages/")
    coordinator.look()
    gaps = page.locator("main table textarea[lang=fi]")
    for number, gap in enumerate(gaps.all()):
        if not gap.input_value():
            gap.fill(f"Teksti {number}")
    coordinator.send("main form button.govuk-button:not(.govuk-button--secondary):visible")
    expect(page.locator("[data-language=fi]")).to_have_text(re.compile(r"^(\d+) / \1$"))


def write_the_rest(coordinator: Coordinator) -> None:
    """Take a chapter from the checklist, name a source, a programme and a milestone, and see the chain drawn."""
    page = coordinator.page
    page.goto(f"{coordinator.home}chapters/")
    coordinator.send("button[value=suggest]")
    coordinator.look()
    place = coordinator.place
    for where, text in (("background", place.source), ("programmes", place.programme), ("timetable", place.milestone)):
        coordinator.follow(f"/{where}/")
        page.locator("main details > summary:visible").first.click()
        form = page.locator("main details[open] form").first
        form.locator("input:visible").first.fill(text)
        if where == "timetable":
            form.locator("input[type=date]").first.fill("2027-03-01")
        coordinator.send("main details[open] form button.govuk-button:visible")
        expect(page.locator("main")).to_contain_text(text)
    page.goto(f"{coordinator.home}?part=theory")
    coordinator.look()


def consult(coordinator: Coordinator) -> None:
    """Ask an organisation and a committee, answer what comes, and show the answers."""
    page, place = coordinator.page, coordinator.place
    page.goto(f"{coordinator.home}consultation/")
    coordinator.follow("/consultation/new/")
    coordinator.fill(due_on=str(datetime.date.today() + datetime.timedelta(days=20)))
    coordinator.send()
    coordinator.look()
    page.locator("[name=committees]").first.check()
    coordinator.fill(name=place.party, email="ordf@forening.example")
    coordinator.send()
    coordinator.look()
    coordinator.follow("/send/")
    coordinator.send()
    coordinator.look()
    page.context.clear_cookies()
    page.goto(personal_link(coordinator.installation, place.language))
    coordinator.look()
    page.locator("main textarea:visible").first.fill(place.statement)
    coordinator.send("button[value=sign]")
    coordinator.look()
    coordinator.fill(signed_as=place.party)
    coordinator.send()
    sign_in(page, coordinator.installation.address, place.language, place.email, PASSWORD)
    page.goto(f"{coordinator.home}consultation/1/end/")
    coordinator.send()
    coordinator.follow("/statements/")
    coordinator.follow(str(page.locator("main article a[href*='/statements/']").first.get_attribute("href")))
    page.locator("[name=outcome]").first.check()
    coordinator.fill(**{f"answer_{place.language}": "Tack!"})
    coordinator.send("main button[name=next]")
    page.goto(f"{coordinator.home}consultation/1/answers/show/")
    coordinator.send()
    expect(page.locator("main .app-note--done")).to_be_visible()


def personal_link(installation: Installation, language: str) -> str:
    """Return the address in the newest mail, which an installation without a mail server writes in its log."""
    log, deadline = Path(installation.environment["WELFAREPLANS_HOME"]) / "run.log", time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        if found := re.findall(rf"{re.escape(installation.address)}/{language}/consultation/[\w-]+/", log.read_text()):
            return str(found[-1])
        time.sleep(0.2)
    pytest.fail("no invitation was sent")


def amend(coordinator: Coordinator) -> None:
    """Change a goal, adopt the amendment, and read what differs."""
    page = coordinator.page
    coordinator.follow("/edit/")
    goal = page.locator("li.app-node--g > form")
    place = coordinator.place
    goal.locator(f"textarea[lang={place.language}]").fill(f"{place.goal} +1")
    page.keyboard.press("Tab")
    expect(goal.locator("[data-saved]")).to_have_text(re.compile(r" \d\d\.\d\d$"))
    page.goto(coordinator.home)
    coordinator.adopt("§ 60", place.statement)
    page.goto(f"{coordinator.home}history/")
    coordinator.look()
    coordinator.follow("/compare/")
    expect(page.locator("main ins")).to_contain_text("+1")


def take_away_and_back(coordinator: Coordinator) -> None:
    """Take the workbook and import it again: nothing differs."""
    page = coordinator.page
    page.goto(f"{coordinator.home}export/")
    coordinator.look()
    languages = page.locator("main input[name=language]")
    assert [one.get_attribute("value") for one in languages.all()] == list(coordinator.place.languages)
    bring(coordinator, f"{coordinator.home}import/", "button[value=xlsx]")
    expect(page.locator("main")).to_contain_text(coordinator.place.unchanged)


def bring(coordinator: Coordinator, address: str, file: str) -> None:
    """Take the file of a button or link, and read it in on the page for imports."""
    page = coordinator.page
    with page.expect_download() as download:
        page.locator(file).click()
    page.goto(address)
    coordinator.look()
    found = download.value
    named = {"name": found.suggested_filename, "mimeType": "", "buffer": Path(found.path()).read_bytes()}
    page.set_input_files("main input[type=file]", named)  # type: ignore[arg-type]
    coordinator.send()
    coordinator.look()


def take_over(coordinator: Coordinator) -> None:
    """Make the next plan of the file with everything, after looking at it."""
    page, place = coordinator.page, coordinator.place
    page.goto(f"{coordinator.home}export/")
    bring(coordinator, f"{coordinator.installation.address}/{place.language}/plans/import/", "main a[href*='json']")
    expect(page.locator("main")).to_contain_text(place.measure)
    coordinator.fill(first_year="2031", last_year="2034")
    coordinator.send("main form.app-panel button.govuk-button")
    coordinator.look()
    expect(page.locator("main")).to_contain_text(place.measure)


def go_on(coordinator: Coordinator) -> None:
    """Make the plan of the next period."""
    page = coordinator.page
    page.goto(f"{coordinator.home}history/")
    coordinator.follow("/next/")
    coordinator.send("main button[name=create]")
    coordinator.look()
    expect(page.locator("main")).to_contain_text("2031")
