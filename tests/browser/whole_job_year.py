"""The year's follow-up with a browser: opened, filled in, handed in, returned, mended, accepted, assessed."""

import re

from playwright.sync_api import Page, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation
from tests.browser.whole_job_cast import WORDS, Case, plan_page

# The next measure opens in place; a doubt about a figure is shown once before that.
LEFT = """measure => location.pathname.endsWith("/submit/") || [...document.querySelectorAll(
  ".app-desk li.is-open form input[name=state]")].some(box => box.form.dataset.measure !== measure)"""
LEFT_OR_ASKED = LEFT + " || document.querySelector(`form[data-measure='${measure}'] [data-shown]`)"


def open_round(page: Page, case: Case) -> str:
    """Open a follow-up with a due date; return the address of the round."""
    plan_page(page, case)
    page.goto(page.url + "follow-up/new/")
    page.fill("[name=year]", str(case.year))
    page.fill("[name=opens_on]", f"{case.year}-11-01")
    page.fill("[name=due_on]", f"{case.year + 1}-01-31")
    if case.imported:
        page.fill("[name=committee_sv]", "Nämnden")
        page.fill("[name=committee_fi]", "Lautakunta")
    check(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/follow-up/*/")
    check(page)
    return page.url


def fill_in(page: Page, installation: Installation, case: Case) -> str:
    """Fill in every measure and figure that the committee is asked for; return the number of its part."""
    sign_in(page, installation.address, case.language, case.email("committee"), case.password)
    check(page)
    open_desk(page, case)
    part = page.url.split("/parts/")[1].split("/")[0]
    check(page)
    for _ in range(60):
        if not page.locator(".app-desk li.is-open form input[name=state]").count():
            break
        fill_one(page, case)
    while page.locator("main a[href*='?open=f']").count() and fill_figure(page):
        pass
    return part


def open_desk(page: Page, case: Case) -> None:
    """Go from my work to the desk of this follow-up; the plan's name may hold the same year."""
    card = page.locator(rf"section:has(h2:text-matches('^\\S+ {case.year}'))")
    card.locator("a.govuk-button[href*='/follow-up/parts/']").click()


def fill_one(page: Page, case: Case) -> None:
    """Choose a state, write what was done, enter the figures, and go to the next measure."""
    form = page.locator(".app-desk li.is-open form[data-measure]")
    measure = form.get_attribute("data-measure")
    form.locator("label.app-choice--going").first.click()
    form.locator(f"textarea[name=text_{case.language}]").fill(WORDS[case.language]["done"])
    for field in form.locator("input[name^=figure-]").all():
        field.fill("12,5" if "total" in (field.locator("xpath=ancestor::tr").get_attribute("class") or "") else "")
    for field in form.locator("select[name^=figure-]").all():
        field.select_option("1")
    for left in (LEFT_OR_ASKED, LEFT):
        if form.count() and form.get_attribute("data-measure") == measure:
            form.locator(".app-buttons > button[type=submit]").first.click()
            page.wait_for_function(left, arg=measure)


def fill_figure(page: Page) -> bool:
    """Enter one of the figures that belong to no measure; return whether there was one without a figure."""
    rows = page.locator("li:has(a[href*='?open=f']):has(.app-state--gap, .app-state--todo)")
    if not rows.count():
        return False
    rows.first.locator("a[href*='?open=f']").click()
    form = page.locator(".app-desk li.is-open form")
    for field in form.locator("select[name^=figure-]").all():
        field.select_option("1")
    if form.locator("input[name^=figure-]").count():
        form.locator("input[name^=figure-]").first.fill("12,5")
    with page.expect_navigation():
        form.locator(".app-buttons > button[type=submit]").click()
    return True


def submit(page: Page) -> None:
    """Check the answers and hand them in with the meeting's date and §."""
    if not page.url.endswith("/submit/"):
        page.locator("main a[href$='/submit/']").first.click()
    check(page)
    page.fill("[name=meeting_on]", "2024-01-15")
    page.fill("[name=section]", "§ 4")
    page.locator("form:has([name=meeting_on]) button[type=submit]").click()
    expect(page.locator("[name=meeting_on]")).to_have_count(0)


def judge(page: Page, round_address: str, part: str, case: Case) -> None:
    """Return the part with a reason."""
    page.goto(round_address)
    page.locator(f"main a[href$='/parts/{part}/judge/']").first.click()
    check(page)
    page.fill("[name=reason]", WORDS[case.language]["return"])
    page.locator("button[name=act][value=return]").click()
    page.wait_for_url(re.compile(r"/follow-up/\d+/$|/judge/$"))


def mend(page: Page, case: Case) -> None:
    """See the reason where it belongs, mend, and hand in again."""
    expect(page.locator("main")).to_contain_text(WORDS[case.language]["return"])
    open_desk(page, case)
    expect(page.locator("main")).to_contain_text(WORDS[case.language]["return"])
    page.locator(".app-desk h3 a").first.click()
    field = page.locator(f"li.is-open textarea[name=text_{case.language}]")
    field.fill(WORDS[case.language]["done"] + " 2")
    field.blur()
    expect(page.locator("li.is-open [data-saved]")).to_have_text(re.compile(r"\d\d\.\d\d$"))
    check(page)
    submit(page)


def accept(page: Page, round_address: str, part: str) -> None:
    """Accept the mended part."""
    page.goto(round_address)
    page.locator(f"main a[href$='/parts/{part}/judge/']").first.click()
    page.locator("button[name=act][value=accept]").click()
    page.wait_for_url(re.compile(r"/follow-up/\d+/$|/judge/$"))


def assess(page: Page, round_address: str, case: Case) -> None:
    """Assess every goal, one after the other."""
    page.goto(round_address)
    page.locator("main a[href*='/goals/']").first.click()
    check(page)
    for _ in range(30):
        page.locator("label.app-choice--done").click()
        page.fill(f"[name=text_{case.language}]", WORDS[case.language]["done"])
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()
        if "/goals/" not in page.url:
            return
