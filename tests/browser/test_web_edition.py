"""The report as a page that the public reads: light, whole without scripts, steady, and found by search engines."""

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.acting import check
from tests.browser.conftest import Installation

EDITIONS = [
    ("sv", "granvik-2023-2027", "Så står målen"),
    ("fi", "skargarden-2023-2027", "Tavoitteiden tilanne"),
    ("da", "havnby-2023-2027", "Sådan står målene"),
]
MOST_BYTES = 150_000
# What moved after it was drawn, as Chromium counts it; up to 0.1 is called good.
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  const watch = new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; });
  watch.observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""
# Letters smaller than 12 px, as a share of all.
SMALL = """() => {
  let all = 0, small = 0;
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const length = walk.currentNode.data.trim().length;
    all += length;
    if (parseFloat(getComputedStyle(walk.currentNode.parentElement).fontSize) < 12) small += length;
  }
  return small / all;
}"""


@pytest.mark.parametrize(("language", "plan", "words"), EDITIONS, ids=["sv", "fi", "da"])
def test_anybody_reads_the_report_as_a_page(
    installation: Installation, browser: Browser, language: str, plan: str, words: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    answers: list[Response] = []
    complaints: list[str] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.goto(f"{installation.address}/{language}/reports/{plan}/2025/", wait_until="networkidle")
    assert words in page.inner_text("main")
    assert {answer.url.split("/", 3)[2] for answer in answers} == {installation.address.removeprefix("http://")}
    sizes = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
    assert sum(size for address, size in sizes.items() if not address.endswith(".woff2")) <= MOST_BYTES, sizes
    assert complaints == []
    assert page.evaluate(SHIFTED) <= 0.1
    assert page.evaluate(SMALL) <= 0.4
    assert page.get_attribute("link[rel=canonical]", "href") == page.url
    assert len(page.get_attribute("meta[name=description]", "content") or "") > 50
    assert page.locator("link[rel=alternate][hreflang]").count() >= 1
    check(page)
    context.close()


def test_the_report_is_whole_without_scripts_and_its_goals_have_addresses(
    installation: Installation, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{installation.address}/sv/reports/granvik-2023-2027/2025/")
    assert page.locator("main svg").count() > 5
    goal = page.locator("main a[href^='#']").nth(3)
    goal.click()
    assert page.url.endswith(str(goal.get_attribute("href")))
    assert page.locator(str(goal.get_attribute("href"))).is_visible()
    context.close()
