"""A committee member fills in a part from a sheet of paper, on a phone: how many taps, keys and page loads it takes."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

MEASURES, FIGURES = 12, 15
# A round of 12 measures with 15 figures for one committee of Granvik; the member's address is quick@demo.example.
SHEET = """
from plans.models import *
from indicators.models import Indicator
from reports.models import Round
from reports.opening import open_round
from welfareplans.organisations.models import Committee, Membership, Municipality, User
import datetime
home = Municipality.objects.get(slug="granvik")
committee = Committee.objects.create(municipality=home, name_sv="Snabbnämnden", name_fi="Pikalautakunta")
user = User.objects.create_user("quick@demo.example", password="demo", name="Kvick")
Membership.objects.create(user=user, municipality=home, role="committee", committee=committee)
plan = Plan.objects.create(slug="quick", municipality=home, languages=["sv", "fi"], title_sv="Snabbplan",
    title_fi="Pika", first_year=2025, last_year=2028, status="adopted")
Partner.objects.create(plan=plan, municipality=home)
goal = Goal.objects.create(principle=Principle.objects.create(plan=plan, order=1, title_sv="P"), order=1, title_sv="M")
for number in range(12):
    measure = Measure.objects.create(goal=goal, order=number, title_sv=f"Snabb åtgärd {number + 1}")
    Responsibility.objects.create(measure=measure, committee=committee, is_leading=True)
    for extra in range(1 + (number < 3)):
        indicator = Indicator.objects.create(municipality=home, name_sv=f"Antal {number}.{extra}", unit_sv="barn")
        use = PlanIndicator.objects.create(plan=plan, indicator=indicator, order=number * 2 + extra)
        use.measures.add(measure)
        Reporter.objects.create(plan_indicator=use, area=home.area, committee=committee)
today = datetime.date.today()
opened = open_round(plan, year=2026, opens_on=today, due_on=today + datetime.timedelta(days=30))
print("{}")
"""


@dataclass
class Effort:
    """What somebody has done. The keys of the texts themselves are counted apart, because they are on the paper."""

    page: Page
    taps: int = 0
    keys: int = 0
    loads: int = 0

    def tap(self, place: Locator) -> None:
        """Tap once."""
        place.tap()
        self.taps += 1

    def key(self, name: str) -> None:
        """Press one key that is not part of a text."""
        self.page.keyboard.press(name)
        self.keys += 1


@pytest.fixture
def phone(browser: Browser, installation: Installation) -> Iterator[Page]:
    """Return a phone on which the member of the committee has signed in."""
    installation.manage("shell", "-c", SHEET)
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, installation.address, "sv", "quick@demo.example")
    yield page
    context.close()


def test_twelve_measures_and_fifteen_figures_take_two_page_loads(phone: Page) -> None:
    effort = Effort(phone)
    phone.on("load", lambda _: setattr(effort, "loads", effort.loads + 1))
    effort.tap(phone.locator("a.govuk-button[href*='/follow-up/parts/']").first)
    filled = 0
    for number in range(1, MEASURES + 1):
        row = phone.locator(".app-desk li.is-open", has_text=f"Snabb åtgärd {number}").first
        expect(row.locator("h3")).to_have_text(f"Snabb åtgärd {number}")
        effort.tap(row.locator("label.app-choice--going").first)
        effort.tap(row.locator("textarea[name=text_sv]"))
        phone.keyboard.insert_text(f"Det här gjordes under året, åtgärd {number}.")
        cells = row.locator("input[name^=figure-]")
        count = cells.count()
        effort.tap(cells.first)
        for _ in range(count):
            phone.keyboard.insert_text("12")
            filled += 1
            effort.key("Enter")
    phone.wait_for_url("**/submit/")
    assert filled == FIGURES
    expect(phone.get_by_text("Ingenting saknas.")).to_be_visible()
    print(f"taps {effort.taps}, keys {effort.keys}, page loads {effort.loads}")
    assert effort.loads <= 2
    assert (effort.taps, effort.keys) == (1 + 3 * MEASURES, FIGURES)
    check(phone)
