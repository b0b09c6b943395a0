"""The whole chain with a browser, in each language: from a plan's spreadsheet to the councillor's PDF."""

import io
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation
from tests.browser.plan_table import write_table
from tests.browser.whole_job_cast import WORDS, Case, coordinator, plan_page
from tests.browser.whole_job_year import accept, assess, fill_in, judge, mend, open_round, submit
from tests.reports.pdf_structure import of_kind, text

CASES = [
    Case("sv", "nordvik-2023-2027", "nordvik", 2023, True),
    Case("fi", "pohjola-2023-2027", "pohjola", 2023, True),
    Case("da", "havnby-2023-2027", "havn", 2027, False, "demo"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.language)
def test_from_the_plan_to_the_councils_pdf(installation: Installation, page: Page, tmp_path: Path, case: Case) -> None:
    if case.imported:
        take_in(installation, case, tmp_path)
    coordinator(page, installation, case)
    if case.imported:
        adopt(page, case)
        edit_measure(page, case)
    follow_up = open_round(page, case)
    if case.imported:
        add_person(installation, case, "committee", "--committee=Nämnden")
    part = fill_in(page, installation, case)
    submit(page)
    coordinator(page, installation, case)
    judge(page, follow_up, part, case)
    sign_in(page, installation.address, case.language, case.email("committee"), case.password)
    mend(page, case)
    coordinator(page, installation, case)
    accept(page, follow_up, part)
    assess(page, follow_up, case)
    edition = freeze(page, follow_up, case)
    sign_in(page, installation.address, case.language, case.email("councillor"), case.password)
    download(page, edition, case)


def take_in(installation: Installation, case: Case, folder: Path) -> None:
    """Set the municipality up and import its plan from a spreadsheet."""
    languages = "sv,fi" if case.language == "sv" else "fi,sv"
    number = str(950 + CASES.index(case))
    installation.manage(
        "add_municipality", case.municipality, "--country=FI", f"--code={number}", f"--languages={languages}",
        f"--name-sv={case.municipality.title()}", f"--name-fi={case.municipality.title()}",
    )  # fmt: skip
    assert write_table(folder / "plan.xlsx") == 42
    printed = installation.manage(
        "import_plan", str(folder / "plan.xlsx"), f"--municipality={case.municipality}", "--years=2023-2027",
        "--title-sv=Välfärdsplan för barn och unga", "--title-fi=Lasten ja nuorten hyvinvointisuunnitelma",
    )  # fmt: skip
    assert '"measures": 42' in printed
    for role in ("coordinator", "councillor"):
        add_person(installation, case, role)


def add_person(installation: Installation, case: Case, role: str, *more: str) -> None:
    """Give somebody a role and a password."""
    installation.manage(
        "add_member", case.email(role), f"--municipality={case.municipality}", f"--role={role}", *more,
        standard_input=f"{case.password}\n",
    )  # fmt: skip


def adopt(page: Page, case: Case) -> None:
    """Register the council's decision, without which there is no follow-up."""
    plan_page(page, case)
    page.locator("main a[href$='/adopt/']").first.click()
    page.fill("[name=decided_on]", "2023-01-30")
    page.fill("[name=section]", "§ 7")
    check(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/plans/{case.plan}/")


def edit_measure(page: Page, case: Case) -> None:
    """Edit a measure in both languages, and find it saved."""
    check(page)
    page.locator("main a[href*='/measures/']").first.click()
    for code in ("sv", "fi"):
        page.fill(f"[name=expected_result_{code}]", WORDS[code]["done"])
    check(page)
    page.locator(".app-bar button.govuk-button:visible").first.click()
    page.wait_for_url(f"**/plans/{case.plan}/**")
    page.locator("main a[href*='/measures/']").first.click()
    expect(page.locator("[name=expected_result_fi]")).to_have_value(WORDS["fi"]["done"])


def freeze(page: Page, round_address: str, case: Case) -> str:
    """Freeze an edition, wait for its files while the page shows progress, publish it; return its address."""
    page.goto(round_address + "freeze/")
    page.fill(f"[name=summary_{case.language}]", WORDS[case.language]["done"])
    if page.locator("[name=despite_missing]").count():
        page.locator("[name=despite_missing]").check()
    check(page)
    page.locator("main form .govuk-button").last.click()
    page.wait_for_url("**/reports/*/")
    publish = page.locator("form[action$='/publish/'] button")
    publish.wait_for(timeout=180_000)
    check(page)
    publish.click()
    expect(publish).to_have_count(0)
    return page.url


def download(page: Page, edition: str, case: Case) -> None:
    """Find the report under my work and download it in each language of the plan."""
    check(page)
    number = edition.rstrip("/").rsplit("/", 1)[1]
    languages = ["sv", "fi"] if case.imported else ["da"]
    for code in languages:
        address = page.locator(f"main a[href$='/reports/{number}/{code}.pdf']").first.get_attribute("href")
        assert address
        answer = page.request.get(
            address if address.startswith("http") else page.url.split(f"/{case.language}/")[0] + address
        )
        assert answer.headers["content-type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.body())) as pdf:
            read(pdf, code, charts=not case.imported)


def read(pdf: pikepdf.Pdf, code: str, *, charts: bool) -> None:
    """Assert that the file is tagged, in its language, and that every chart is told in words.

    charts: there must be some; a plan in its first year has no line to draw yet.
    """
    assert str(pdf.Root.Lang) == code
    assert bool(pdf.Root.MarkInfo.Marked)
    assert WORDS[code]["goals"] in " ".join(text(pdf).split())
    figures = of_kind(pdf, "/Figure")
    assert figures or not charts
    assert all(str(figure.get("/Alt", "")).strip() for figure, _ in figures)
