"""Two members on the same desk at once; a desk without a connection, and one whose sign-in has run out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

# A round of two measures with a figure each, for a committee of Granvik with two members.
SHEET = """
from plans.models import *
from indicators.models import Indicator
from reports.opening import open_round
from welfareplans.organisations.models import Committee, Membership, Municipality, User
import datetime
home = Municipality.objects.get(slug="granvik")
committee = Committee.objects.create(municipality=home, name_sv="Tvånämnden", name_fi="Kahden lautakunta")
for name in ("Anna", "Bo"):
    user = User.objects.create_user(f"{name.lower()}@together.example", password="demo", name=name)
    Membership.objects.create(user=user, municipality=home, role="committee", committee=committee)
plan = Plan.objects.create(slug="together", municipality=home, languages=["sv", "fi"], title_sv="Plan för två",
    first_year=2025, last_year=2028, status="adopted")
Partner.objects.create(plan=plan, municipality=home)
goal = Goal.objects.create(principle=Principle.objects.create(plan=plan, order=1, title_sv="P"), order=1, title_sv="M")
for number in (1, 2):
    measure = Measure.objects.create(goal=goal, order=number, title_sv=f"Åtgärd {number}")
    Responsibility.objects.create(measure=measure, committee=committee, is_leading=True)
    indicator = Indicator.objects.create(municipality=home, name_sv=f"Antal {number}", unit_sv="barn")
    use = PlanIndicator.objects.create(plan=plan, indicator=indicator, order=number)
    use.measures.add(measure)
    Reporter.objects.create(plan_indicator=use, area=home.area, committee=committee)
today = datetime.date.today()
opened = open_round(plan, year=2026, opens_on=today, due_on=today + datetime.timedelta(days=30))
print(opened.parts.get().pk)
"""
SAVED = "Sparat"


@pytest.fixture(scope="module")
def desk(installation: Installation) -> str:
    """Return the address of the desk that both fill in."""
    part = installation.manage("shell", "-v", "0", "-c", SHEET).split()[0]
    return f"{installation.address}/sv/follow-up/parts/{part}/"


def enter(browser: Browser, installation: Installation, desk: str, name: str) -> Page:
    """Return the desk in a browser of the member's own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    sign_in(page, installation.address, "sv", f"{name}@together.example")
    page.goto(desk)
    return page


@pytest.fixture
def anna(browser: Browser, installation: Installation, desk: str) -> Iterator[Page]:
    """Return Anna's desk."""
    page = enter(browser, installation, desk, "anna")
    yield page
    page.context.close()


@pytest.fixture
def bo(browser: Browser, installation: Installation, desk: str) -> Iterator[Page]:
    """Return Bo's desk."""
    page = enter(browser, installation, desk, "bo")
    yield page
    page.context.close()


def hear(page: Page) -> None:
    """Let the page ask for news now, as it does when somebody comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def saved(page: Page) -> None:
    """Wait until everything on the open measure is saved."""
    expect(page.locator("li.is-open form[data-measure] [data-saved]")).to_contain_text(SAVED)


def test_two_members_see_each_other_and_what_the_other_saves(anna: Page, bo: Page) -> None:
    expect(bo.locator("[data-others]")).to_contain_text("Anna")
    anna.locator("textarea[name=text_sv]").fill("Två grupper började")
    anna.locator("li.is-open label.app-choice--done").click()
    anna.locator("input[name^=figure-]").fill("12")
    anna.locator("input[name^=figure-]").blur()
    expect(anna.locator("input[name^=version-]")).to_have_value("1")
    saved(anna)
    bo.locator("textarea[name=text_fi]").fill("Omat sanani")
    hear(bo)
    expect(bo.locator("[data-others]")).to_have_text("Anna fyller i 1.1.1")
    expect(bo.locator("textarea[name=text_sv]")).to_have_value("Två grupper började")
    expect(bo.locator("input[name=state][value=done]")).to_be_checked()
    expect(bo.locator("input[name^=figure-]")).to_have_value("12")
    expect(bo.locator("textarea[name=text_fi]")).to_have_value("Omat sanani")
    expect(bo.locator("li.is-open > .row .app-state--done")).to_be_visible()
    saved(bo)
    hear(anna)
    expect(anna.locator("textarea[name=text_fi]")).to_have_value("Omat sanani")
    check(bo)


def test_a_text_that_both_write_is_asked_about_with_both(anna: Page, bo: Page) -> None:
    for page in (anna, bo):
        page.goto(page.url.partition("?")[0] + "?open=none")
        page.locator("h3 a", has_text="Åtgärd 2").click()
    bo.route("**/measures/**", lambda route: route.abort())
    bo.locator("textarea[name=text_sv]").fill("Bos ord")
    anna.locator("textarea[name=text_sv]").fill("Annas ord")
    anna.locator("textarea[name=text_sv]").blur()
    saved(anna)
    hear(bo)
    expect(bo.locator("[data-others]")).to_contain_text("Anna")
    expect(bo.locator("textarea[name=text_sv]")).to_have_value("Bos ord")
    bo.unroute("**/measures/**")
    bo.evaluate("window.dispatchEvent(new Event('online'))")
    expect(bo.locator("[data-clash]").first).to_be_visible()
    bo.locator("[data-clash] button").first.click()
    expect(bo.locator("h1")).to_have_text("Två personer ändrade samma sak")
    for text in ("Annas ord", "Bos ord"):
        expect(bo.locator(".app-merge", has_text=text)).to_be_visible()


def test_without_a_connection_nothing_is_lost_and_it_is_saved_when_it_is_back(anna: Page) -> None:
    text = anna.locator("li.is-open textarea[name=text_fi]")
    anna.context.set_offline(True)
    text.fill("Kirjoitettu ilman yhteyttä")
    text.blur()
    line = anna.locator("li.is-open form[data-measure] [data-state]").first
    expect(line).to_have_attribute("data-state", "waiting")
    anna.context.set_offline(False)
    expect(line).to_have_attribute("data-state", "saved")
    anna.reload()
    expect(anna.locator("li.is-open textarea[name=text_fi]")).to_have_value("Kirjoitettu ilman yhteyttä")


def test_a_page_closed_without_a_connection_is_saved_when_it_is_opened_again(anna: Page) -> None:
    text = anna.locator("li.is-open textarea[name=text_sv]")
    anna.context.set_offline(True)
    text.fill("Skrivet på tåget")
    text.blur()
    expect(anna.locator("li.is-open form[data-measure] [data-state]").first).to_have_attribute("data-state", "waiting")
    again = anna.context.new_page()
    address = anna.url
    anna.close()
    again.context.set_offline(False)
    again.goto(address)
    expect(again.locator("li.is-open textarea[name=text_sv]")).to_have_value("Skrivet på tåget")
    saved(again)


def test_after_the_sign_in_has_run_out_the_text_is_saved_when_signed_in_again(anna: Page) -> None:
    anna.context.clear_cookies()
    anna.locator("li.is-open textarea[name=text_sv]").fill("Skrivet för sent på kvällen")
    anna.locator("li.is-open textarea[name=text_sv]").blur()
    door = anna.locator("li.is-open form[data-measure] [data-sign-in]")
    with anna.context.expect_page() as opened:
        door.click()
    opened.value.fill("input[name=login]", "anna@together.example")
    opened.value.fill("input[name=password]", "demo")
    opened.value.click("main button[type=submit]")
    opened.value.wait_for_url("**/work/")
    anna.bring_to_front()
    anna.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(anna)
    anna.reload()
    expect(anna.locator("li.is-open textarea[name=text_sv]")).to_have_value("Skrivet för sent på kvällen")


DONE = "li.is-open form[data-measure] .app-buttons > button[type=submit]"


def open_first(page: Page) -> None:
    """Open the first measure and nothing else."""
    page.goto(page.url.partition("?")[0] + "?open=none")
    page.locator("h3 a", has_text="Åtgärd 1").click()
    expect(page.locator("li.is-open input[name=state]").first).to_be_visible()


def test_the_next_measure_opens_with_the_first_press_and_has_the_focus(anna: Page) -> None:
    open_first(anna)
    anna.locator("li.is-open label.app-choice--late").click()
    anna.evaluate("htmx.ajax('GET', location.pathname + '?open=none&row=0', {swap: 'none'})")
    anna.evaluate("htmx.ajax('GET', location.pathname + '?open=none&row=0', {swap: 'none'})")
    anna.locator(DONE).click()
    expect(anna.locator("li.is-open h3")).to_have_text("Åtgärd 2")
    expect(anna.locator("li.is-open input[name=state]:focus")).to_have_count(1)


def test_list_and_meter_tell_what_is_saved_without_asking_for_the_page(anna: Page, bo: Page) -> None:
    open_first(anna)
    asked: list[str] = []
    anna.on("request", lambda one: asked.append(one.url) if one.method == "GET" and "/follow-up/" in one.url else None)
    expect(anna.locator("#desk-meter")).to_contain_text("1 av 2")
    row = anna.locator("li", has=anna.locator("h3", has_text="Åtgärd 2"))
    row.locator("h3 a").click()
    expect(row.locator("[data-lacks]")).to_be_visible()
    row.locator("label.app-choice--going").click()
    row.locator("input[name^=figure-]").fill("7")
    row.locator("input[name^=figure-]").blur()
    expect(row.locator(".row .app-state--going")).to_be_visible()
    expect(row.locator("[data-lacks]")).to_be_hidden()
    expect(anna.locator("#desk-meter")).to_contain_text("2 av 2")
    hear(bo)
    expect(bo.locator("#desk-meter")).to_contain_text("2 av 2")
    assert len(asked) == 1


def test_what_stood_before_ones_own_save_is_not_shown_again(anna: Page) -> None:
    open_first(anna)
    late: list[tuple[Route, APIResponse]] = []
    anna.route("**/presence/", lambda route: late.append((route, route.fetch())), times=1)
    with anna.expect_request("**/presence/"):
        hear(anna)
    tag = anna.locator("li.is-open > .row .app-state")
    anna.locator("li.is-open label.app-choice--out").click()
    expect(tag).to_have_class(re.compile("app-state--out"))
    while not late:
        anna.wait_for_timeout(50)
    route, answer = late[0]
    with anna.expect_response("**/presence/"):
        route.fulfill(response=answer)
    expect(tag).to_have_class(re.compile("app-state--out"))


def test_a_next_measure_that_cannot_be_opened_is_told_at_the_button(anna: Page) -> None:
    open_first(anna)
    anna.route("**/*after=*", lambda route: route.abort(), times=1)
    anna.locator(DONE).click()
    told = anna.locator("li.is-open [data-send-failed]").first
    expect(told).to_contain_text("nästa åtgärd kunde inte öppnas")
    anna.locator(DONE).click()
    expect(told).to_be_hidden()
    expect(anna.locator("li.is-open > .row h3", has_text="Åtgärd 1")).to_have_count(0)
