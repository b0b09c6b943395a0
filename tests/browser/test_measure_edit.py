"""The plan's page and the measure's editor in a browser: saved as typed, and nothing lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

PLAN = "granvik-2023-2027"


@pytest.fixture
def editor(installation: Installation, page: Page) -> Page:
    """Return a page on which a coordinator edits the second measure of Granvik's plan."""
    sign_in(page, installation.address, "sv", "coordinator@demo.example")
    page.goto(f"{installation.address}/sv/plans/{PLAN}/")
    page.get_by_role("link", name="Ändra 1.1.2", exact=True).click()
    page.wait_for_selector("form[data-autosave]")
    return page


def saved(page: Page) -> None:
    """Wait until the measure's form says that it is saved."""
    expect(page.locator("[data-saved]").first).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))


@pytest.mark.parametrize(("language", "plan"), [("sv", PLAN), ("fi", PLAN), ("da", "havnby-2023-2027")])
def test_the_plan_and_its_parts_are_free_of_accessibility_faults(
    installation: Installation, page: Page, language: str, plan: str
) -> None:
    for part in ("table", "text", "timetable", "programmes", "indicators", "background"):
        page.goto(f"{installation.address}/{language}/plans/{plan}/?part={part}")
        check(page)


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_the_editor_and_the_register_are_free_of_accessibility_faults(editor: Page, language: str) -> None:
    editor.goto(editor.url.replace("/sv/", f"/{language}/"))
    check(editor)
    editor.goto(editor.url.split("measures/")[0] + "adopt/")
    check(editor)


def test_a_text_is_saved_as_it_is_typed(editor: Page) -> None:
    field = editor.locator("textarea[name=resources_sv]")
    field.fill("Två tjänster")
    saved(editor)
    editor.reload()
    expect(field).to_have_value("Två tjänster")


def test_a_text_typed_without_connection_is_kept_and_sent_later(editor: Page) -> None:
    editor.context.set_offline(True)
    editor.locator("textarea[name=resources_sv]").fill("Utan nät")
    expect(editor.locator("[data-saved]").first).to_contain_text("Inte sparat ännu")
    editor.context.set_offline(False)
    saved(editor)
    editor.reload()
    expect(editor.locator("textarea[name=resources_sv]")).to_have_value("Utan nät")


def test_a_text_typed_after_the_sign_in_ended_survives(editor: Page, installation: Installation) -> None:
    address = editor.url
    editor.context.clear_cookies()
    editor.locator("textarea[name=resources_sv]").fill("Efter utloggning")
    expect(editor.locator("[data-saved]").first).to_contain_text("du har loggats ut")
    expect(editor.locator("[data-sign-in]").first).to_be_visible()
    sign_in(editor, installation.address, "sv", "coordinator@demo.example")
    editor.goto(address)
    saved(editor)
    editor.reload()
    expect(editor.locator("textarea[name=resources_sv]")).to_have_value("Efter utloggning")


def test_two_tabs_on_the_same_text_meet_on_the_merge_page(editor: Page) -> None:
    other = editor.context.new_page()
    other.goto(editor.url)
    other.locator("textarea[name=expected_result_sv]").fill("Den andras text")
    saved(other)
    editor.locator("textarea[name=expected_result_sv]").fill("Min text")
    expect(editor.locator("[data-clash]").first).to_be_visible()
    editor.get_by_role("button", name="Jämför texterna").first.click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Två personer har ändrat samma text")
    check(editor)
    editor.locator("input[value=both]").check()
    editor.locator("textarea[name=both_expected_result_sv]").fill("Bådas text")
    editor.get_by_role("button", name="Spara").click()
    editor.wait_for_url(f"**/plans/{PLAN}/#m*")
    other.reload()
    expect(other.locator("textarea[name=expected_result_sv]")).to_have_value("Bådas text")


def test_two_tabs_on_different_texts_keep_both_and_show_the_news(editor: Page) -> None:
    other = editor.context.new_page()
    other.goto(editor.url)
    other.locator("textarea[name=resources_fi]").fill("Toinen teksti")
    saved(other)
    editor.locator("textarea[name=resources_sv]").fill("Första texten")
    saved(editor)
    expect(editor.locator("textarea[name=resources_fi]")).to_have_value("Toinen teksti")
    editor.get_by_role("button", name="Spara", exact=True).first.click()
    editor.wait_for_url(f"**/plans/{PLAN}/#m*")
    other.reload()
    expect(other.locator("textarea[name=resources_fi]")).to_have_value("Toinen teksti")
    expect(other.locator("textarea[name=resources_sv]")).to_have_value("Första texten")


def test_committees_ticked_and_unticked_are_saved(editor: Page) -> None:
    box = editor.get_by_label("Tekniska nämnden")
    for ticked in (True, False, True):
        box.set_checked(ticked)
        saved(editor)
        editor.wait_for_timeout(400)
        editor.reload()
        expect(box).to_be_checked(checked=ticked)


def test_a_refused_figure_is_said_at_its_field_and_kept(editor: Page) -> None:
    field = editor.locator("input[name=baseline]").first
    field.fill("många")
    message = editor.locator('[data-error-for="baseline"]').first
    expect(message).to_be_visible()
    expect(field).to_have_value("många")
    field.fill("1 234,5")
    expect(message).to_be_hidden()
