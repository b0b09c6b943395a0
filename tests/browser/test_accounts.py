"""Signing in with a browser."""

import pytest
from playwright.sync_api import Page

from tests.browser.acting import check
from tests.browser.conftest import Installation


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_first_pages_are_free_of_accessibility_faults(installation: Installation, page: Page, language: str) -> None:
    for path in ("", "plans/", "reports/", "account/login/", "account/password/reset/"):
        page.goto(f"{installation.address}/{language}/{path}")
        check(page)


def test_wrong_password_is_said_and_the_page_stays_usable(installation: Installation, page: Page) -> None:
    page.goto(f"{installation.address}/fi/account/login/")
    page.fill("input[name=login]", "x@demo.example")
    page.fill("input[name=password]", "wrong")
    page.click("main button[type=submit]")
    page.get_by_role("alert").wait_for()
    check(page)
