"""The editor of the plan's table in two browsers at once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

PLAN = "granvik-2023-2027"
# The suite's processes share the machine with the installation.
expect.set_options(timeout=15_000)
SAVED = re.compile(r"^Sparat \d\d\.\d\d$")


@pytest.fixture(scope="module")
def colleague(installation: Installation) -> str:
    """Return the address of a second coordinator of Granvik, whose password is demo's."""
    email = "anna@demo.example"
    installation.manage(
        "add_member", email, "--municipality", "granvik", "--role", "coordinator", standard_input="Lång-nog-9-hemlis\n"
    )
    return email


@pytest.fixture
def editor(installation: Installation, page: Page) -> Page:
    """Return a page on which Granvik's coordinator edits the table."""
    sign_in(page, installation.address, "sv", "coordinator@demo.example")
    page.goto(f"{installation.address}/sv/plans/{PLAN}/edit/")
    return page


@pytest.fixture
def other(installation: Installation, browser: Browser, colleague: str) -> Iterator[Page]:
    """Return another browser in which the second coordinator edits the same table."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, installation.address, "sv", colleague, "Lång-nog-9-hemlis")
    page.goto(f"{installation.address}/sv/plans/{PLAN}/edit/")
    yield page
    context.close()


def write(page: Page, code: str, language: str, text: str) -> None:
    """Write in a row, as somebody does with the keyboard, and leave the field."""
    page.locator(f"#{code} > form textarea[lang={language}]").fill(text)
    page.keyboard.press("Tab")


def codes(page: Page, level: str = "m") -> list[str]:
    """Return the rows of a level in the order of the page."""
    return [str(row.get_attribute("id")) for row in page.locator(f"li.app-node--{level}").all()]


def number(page: Page, code: str) -> str:
    """Return the number that a row shows."""
    return page.locator(f"#{code} > form .app-node__no").inner_text()


def saved(page: Page, code: str) -> None:
    expect(page.locator(f"#{code} > form [data-saved]")).to_have_text(SAVED)


@pytest.mark.parametrize("language", ["sv", "fi", "da"])
def test_the_table_is_free_of_accessibility_faults(editor: Page, language: str) -> None:
    editor.goto(editor.url.replace("/sv/", f"/{language}/"))
    code = codes(editor)[0]
    editor.locator(f"#{code} > form [data-unfold]").click()
    editor.locator(f"#{code} > [data-piece] [data-close]").wait_for()
    editor.locator(f"#{codes(editor)[1]} > form summary").click()
    check(editor)


def test_two_coordinators_in_different_fields_of_one_measure_keep_both(editor: Page, other: Page) -> None:
    code = codes(editor)[4]
    write(other, code, "fi", "Toisen käännös")
    saved(other, code)
    write(editor, code, "sv", "Min text")
    saved(editor, code)
    expect(editor.locator(f"#{code} > form textarea[lang=fi]")).to_have_value("Toisen käännös")
    editor.reload()
    expect(editor.locator(f"#{code} > form textarea[lang=sv]")).to_have_value("Min text")
    expect(editor.locator(f"#{code} > form textarea[lang=fi]")).to_have_value("Toisen käännös")
    expect(editor.locator("[data-others]")).to_contain_text("En kollega")


def test_two_coordinators_in_the_same_field_meet_on_the_merge_page(editor: Page, other: Page) -> None:
    code = codes(editor)[5]
    write(other, code, "sv", "Den andras text")
    saved(other, code)
    write(editor, code, "sv", "Min text")
    editor.locator(f"#{code}").get_by_role("button", name="Jämför texterna").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Två personer har ändrat samma text")
    check(editor)
    editor.locator("input[value=both]").check()
    editor.locator("textarea[name=both_title_sv]").fill("Bådas text")
    editor.get_by_role("button", name="Spara").click()
    editor.wait_for_url(f"**/edit/?at={code}#{code}")
    expect(editor.locator(f"#{code} > form textarea[lang=sv]")).to_have_value("Bådas text")


def test_a_row_moves_by_keyboard_keeps_the_focus_and_says_where_it_is(editor: Page, other: Page) -> None:
    # The other browser asks who else is here, and with that for the order, every 20 seconds: it has not asked yet.
    other.route("**/presence/", lambda route: route.abort())
    first, second, third = codes(editor)[:3]
    down = editor.locator(f"#{first} > form button[value$=':down']")
    down.focus()
    for expected in ("1.1.2", "1.1.3"):
        editor.keyboard.press("Enter")
        expect(editor.locator("[data-said]")).to_have_text(re.compile(f"är nu {expected}"))
        expect(down).to_be_focused()
        assert number(editor, first) == expected
    assert codes(editor)[:3] == [second, third, first]
    # It works on with the row that has moved, and is told the new order with its own move.
    write(other, first, "sv", "Skrivet i den flyttade raden")
    saved(other, first)
    other.locator(f"#{first} > form button[value$=':down']").click()
    expect(other.locator("[data-said]")).to_contain_text("Ordningen har ändrats under tiden")
    assert codes(other)[:3] == [second, third, first]
    # From now on it asks, and the row comes to where it is without a word.
    other.unroute("**/presence/")
    editor.keyboard.press("Enter")
    expect(editor.locator("[data-said]")).to_have_text(re.compile("är nu 1.1.4"))
    other.locator(f"#{second} > form textarea[lang=sv]").focus()
    expect(other.locator(f"#{first} > form .app-node__no")).to_have_text("1.1.4")
    assert codes(other)[3] == first
    editor.reload()
    expect(editor.locator(f"#{first} > form textarea[lang=sv]")).to_have_value("Skrivet i den flyttade raden")


def test_an_order_that_the_own_move_has_overtaken_is_not_shown_again(editor: Page) -> None:
    first, second = codes(editor)[:2]
    late: list[tuple[Route, APIResponse]] = []
    editor.route("**/presence/", lambda route: late.append((route, route.fetch())), times=1)
    # With a stamp that is not the server's the answer holds the whole order.
    editor.evaluate("document.querySelector('[data-stamp]').dataset.stamp = 'another'")
    editor.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    while not late:
        editor.wait_for_timeout(50)
    editor.locator(f"#{first} > form button[value$=':down']").click()
    expect(editor.locator("[data-said]")).to_contain_text("är nu 1.1.2")
    route, answer = late[0]
    with editor.expect_response("**/presence/"):
        route.fulfill(response=answer)
    editor.wait_for_timeout(200)
    assert codes(editor)[:2] == [second, first]


def test_a_row_is_dragged_to_another_goal(editor: Page) -> None:
    editor.set_viewport_size({"width": 1280, "height": 3200})  # both goals are seen, so that nothing scrolls
    row, goal = codes(editor)[1], codes(editor, "g")[1]
    target = editor.locator(f"#{goal} li.app-node--m").first
    grip = editor.locator(f"#{row} > form .app-node__no")
    start, end = grip.bounding_box(), target.bounding_box()
    assert start
    assert end
    editor.mouse.move(start["x"] + 8, start["y"] + 12)
    editor.mouse.down()
    for step in range(1, 13):
        editor.mouse.move(start["x"] + 8, start["y"] + 12 + (end["y"] + 10 - start["y"] - 12) * step / 12)
        editor.wait_for_timeout(40)
    editor.mouse.up()
    expect(editor.locator("[data-said]")).to_contain_text("är nu 1.2.")
    expect(editor.locator(f"#{goal} #{row}")).to_be_visible()
    assert number(editor, row).startswith("1.2.")


def test_a_row_is_added_removed_and_put_back(editor: Page) -> None:
    goal = codes(editor, "g")[0]
    editor.locator(f"#{goal} > form summary").first.click()
    editor.locator(f"#{goal} > form [data-act=add]").first.click()
    expect(editor.locator("[data-piece] textarea[lang=sv]")).to_be_focused()
    editor.keyboard.type("En ny åtgärd")
    editor.locator("[data-piece] button[type=submit]").click()
    expect(editor.locator("[data-said]")).to_contain_text("har lagts till")
    editor.keyboard.press("Escape")
    new = str(editor.locator(f"#{goal} li.app-node--m").last.get_attribute("id"))
    expect(editor.locator(f"#{new} > form textarea[lang=sv]")).to_have_value("En ny åtgärd")
    editor.locator(f"#{new} > form summary").click()
    editor.locator(f"#{new} > form [data-act=remove]").click()
    expect(editor.locator("[data-said]")).to_contain_text("har tagits bort")
    expect(editor.locator(f"#{new}")).to_have_count(0)
    undo = editor.locator("[data-said]").get_by_role("button", name=re.compile("Ta tillbaka"))
    expect(undo).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator(f"#{new} > form textarea[lang=sv]")).to_have_value("En ny åtgärd")
    editor.locator(f"#{new} > form [data-unfold]").click()
    editor.locator(f"#{new} input[name=first_year]").fill("2025")
    expect(editor.locator(f"#{new} > [data-piece] [data-saved]")).to_have_text(SAVED)
    editor.keyboard.press("Escape")
    expect(editor.locator(f"#{new} > form [data-unfold]")).to_contain_text("2025")


def test_without_script_everything_is_a_page(installation: Installation, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, installation.address, "sv", "coordinator@demo.example")
    page.goto(f"{installation.address}/sv/plans/{PLAN}/edit/")
    code = codes(page)[6]
    page.locator(f"#{code} > form textarea[lang=sv]").fill("Sparat utan skript")
    page.locator(f"#{code} > form").get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(f"#{code} > form textarea[lang=sv]")).to_have_value("Sparat utan skript")
    before = number(page, code)
    page.locator(f"#{code} > form button[value$=':up']").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{before} är nu")
    context.close()


def test_the_indicators_of_a_measure_move_by_keyboard_and_by_dragging(editor: Page) -> None:
    several = editor.locator("li.app-node--m > [data-indicators]:has(> li + li)").first
    owner = str(several.get_attribute("data-indicators"))

    def order() -> list[str]:
        return [str(row.get_attribute("id")) for row in editor.locator(f"[data-indicators={owner}] > li").all()]

    first, second = order()[:2]
    editor.locator(f"#{first} button[value$=':down']").focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("[data-said]")).to_have_text(re.compile("är nu nummer 2 av"))
    assert order()[:2] == [second, first]
    expect(editor.locator(f"#{first} button:focus")).to_have_count(1)
    grip, target = editor.locator(f"#{first} .app-node__no"), editor.locator(f"#{second}")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    assert start
    assert end
    editor.mouse.move(start["x"] + 8, start["y"] + 10)
    editor.mouse.down()
    for step in range(1, 13):
        editor.mouse.move(start["x"] + 8, start["y"] + 10 + (end["y"] + 4 - start["y"] - 10) * step / 12)
        editor.wait_for_timeout(40)
    editor.mouse.up()
    expect(editor.locator("[data-said]")).to_have_text(re.compile("är nu nummer 1 av"))
    editor.reload()
    assert order()[:2] == [first, second]
