"""A coordinator of a new municipality writes a plan from an empty page until the next one, as a new user would."""

import datetime
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import check, sign_in
from tests.browser.conftest import Installation

PASSWORD = "Lång-nog-9-hemlis"
MAIL_SECONDS = 30


@dataclass(frozen=True)
class Place:
    """A municipality that begins, and what its coordinator writes. code: of the area; languages: main one first."""

    slug: str
    country: str
    code: str
    languages: tuple[str, ...]
    committee: str
    principle: str
    goal: str
    measure: str
    indicator: str

    @property
    def language(self) -> str:
        """Return the language of the place."""
        return self.languages[0]

    @property
    def email(self) -> str:
        """Return the coordinator's address."""
        return f"ny@{self.slug}.example"


NORDVIK = Place(
    "nordvik", "FI", "990", ("sv", "fi"), "Bildningsnämnden", "Trygg uppväxt", "Varje barn har en vuxen att tala med",
    "Skolorna ordnar samtalsstunder", "Elever som har en vuxen att tala med",
)  # fmt: skip
SUVANTO = Place(
    "suvanto", "FI", "991", ("fi", "sv"), "Sivistyslautakunta", "Turvallinen kasvu",
    "Jokaisella lapsella on aikuinen, jolle puhua", "Koulut järjestävät keskusteluhetkiä",
    "Oppilaat, joilla on aikuinen, jolle puhua",
)  # fmt: skip
SUND = Place(
    "sund", "DK", "992", ("da",), "Børne- og skoleudvalget", "En tryg opvækst", "Hvert barn har en voksen at tale med",
    "Skolerne holder samtaletimer", "Elever, der har en voksen at tale med",
)  # fmt: skip


class Coordinator:
    """Somebody at a browser: goes by links and buttons, and looks at every page that comes."""

    def __init__(self, installation: Installation, page: Page, place: Place) -> None:
        self.installation, self.page, self.place = installation, page, place
        self.home = f"{installation.address}/{place.language}/plans/{place.slug}-2027-2030/"

    def follow(self, ending: str) -> None:
        """Go by the first link on the page whose address ends so, and look at what comes."""
        with self.page.expect_navigation():
            self.page.locator(f"main a[href$='{ending}']:visible").first.click()
        self.look()

    def look(self) -> None:
        """Check the page for accessibility faults, and that it fits on a phone."""
        check(self.page)

    def fill(self, **fields: str) -> None:
        """Write in fields by name."""
        for name, text in fields.items():
            self.page.fill(f"main [name={name}]", text)

    def send(self, button: str = "main form button.govuk-button:visible") -> None:
        """Press the page's button; nothing may be refused."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        expect(self.page.locator(".govuk-error-summary")).to_have_count(0)

    def make_plan(self) -> None:
        """Make a plan and name the committee, beginning at an empty My work."""
        check(self.page)
        self.follow("/plans/new/")
        self.fill(**{f"title_{code}": f"Plan {code}" for code in self.place.languages})
        self.fill(first_year="2027", last_year="2030")
        self.send()
        self.look()
        self.follow("/committees/")
        self.fill(**{f"name_{self.place.language}": self.place.committee})
        self.send()
        self.follow("/edit/")

    def add(self, level: str, text: str) -> None:
        """Add a row at the end of the table with the button below it."""
        rows = self.page.locator(f"li.app-node--{level}")
        before = rows.count()
        self.page.locator(f"a[data-after][href*='level={level}']").click()
        piece = self.page.locator("[data-piece]")
        piece.locator(f"textarea[lang={self.place.language}]").fill(text)
        piece.locator("button.govuk-button").click()
        expect(rows).to_have_count(before + 1)
        # An empty row for the next one comes below.
        expect(piece.locator(f"textarea[lang={self.place.language}]")).to_have_value("")
        piece.locator("[data-close]").click()

    def write_table(self) -> None:
        """Write a principle, a goal, a measure with its committee, and a new indicator."""
        for level, text in (("p", self.place.principle), ("g", self.place.goal), ("m", self.place.measure)):
            self.add(level, text)
        measure, piece = self.page.locator("li.app-node--m"), self.page.locator("[data-piece]")
        measure.locator("form [data-unfold]").click()
        piece.locator("[name=committees]").check()
        expect(piece.locator("[data-saved]")).to_have_text(re.compile(r"\d\d\.\d\d$"))
        piece.locator("[data-close]").click()
        expect(measure).to_contain_text(self.place.committee)
        measure.locator("summary").click()
        measure.locator("a[href*='/indicators/']").click()
        piece.locator("details summary").click()
        piece.locator(f"[name=name_{self.place.language}]").fill(self.place.indicator)
        piece.locator("details button.govuk-button").click()
        expect(self.page.locator("li.app-node--i")).to_have_count(1)
        self.look()

    def adopt(self, section: str, reason: str = "") -> None:
        """Register the council's decision."""
        self.follow("/adopt/")
        if reason:
            self.page.locator("[name=text]").last.check()
            self.fill(reason=reason)
        self.fill(decided_on=str(datetime.date.today()), section=section)
        self.send()


@pytest.fixture(scope="module")
def places(installation: Installation) -> None:
    """Set the three municipalities up, each with a coordinator; in one process, because starting one takes longest."""
    lines = ["from io import StringIO", "import sys", "from django.core.management import call_command as run"]
    for place in (NORDVIK, SUVANTO, SUND):
        names = [word for code in place.languages for word in (f"--name-{code}", place.slug.capitalize())]
        made = [place.slug, "--country", place.country, "--code", place.code, *names]
        lines += [
            f"run('add_municipality', *{made!r}, '--languages', {','.join(place.languages)!r})",
            f"sys.stdin = StringIO({PASSWORD!r})",
            f"run('add_member', {place.email!r}, '--municipality', {place.slug!r}, '--role', 'coordinator')",
        ]
    installation.manage("shell", "--no-imports", "--command", "\n".join(lines))


@pytest.mark.parametrize("place", [NORDVIK, SUVANTO, SUND], ids=["sv", "fi", "da"])
def test_a_plan_is_written_from_an_empty_page_and_adopted(
    installation: Installation, page: Page, places: None, place: Place
) -> None:
    sign_in(page, installation.address, place.language, place.email, PASSWORD)
    coordinator = Coordinator(installation, page, place)
    coordinator.make_plan()
    coordinator.write_table()
    if coordinator.place == NORDVIK:
        translate(coordinator)
        write_the_rest(coordinator)
        consult(coordinator)
    page.goto(f"{coordinator.home}")
    coordinator.adopt("§ 45")
    coordinator.look()
    if coordinator.place == NORDVIK:
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
    for where, text in (("background", "Elevhälsans enkät"), ("programmes", "LAPE"), ("timetable", "Remiss på hösten")):
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
    page, address = coordinator.page, coordinator.installation.address
    page.goto(f"{coordinator.home}consultation/")
    coordinator.follow("/consultation/new/")
    coordinator.fill(due_on=str(datetime.date.today() + datetime.timedelta(days=20)))
    coordinator.send()
    coordinator.look()
    page.locator("[name=committees]").first.check()
    coordinator.fill(name="Föräldraföreningen", email="ordf@forening.example")
    coordinator.send()
    coordinator.look()
    coordinator.follow("/send/")
    coordinator.send()
    coordinator.look()
    page.context.clear_cookies()
    page.goto(personal_link(coordinator.installation))
    coordinator.look()
    page.locator("main textarea:visible").first.fill("Föreningen stöder planen.")
    coordinator.send("button[value=sign]")
    coordinator.look()
    coordinator.fill(signed_as="ordföranden")
    coordinator.send()
    sign_in(page, address, "sv", coordinator.place.email, PASSWORD)
    page.goto(f"{coordinator.home}consultation/1/end/")
    coordinator.send()
    coordinator.follow("/statements/")
    coordinator.follow(str(page.locator("main article a[href*='/statements/']").first.get_attribute("href")))
    page.locator("[name=outcome]").first.check()
    coordinator.fill(answer_sv="Tack, antecknat.")
    coordinator.send("main button[name=next]")
    page.goto(f"{coordinator.home}consultation/1/answers/show/")
    coordinator.send()
    expect(page.locator("main .app-note--done")).to_be_visible()


def personal_link(installation: Installation) -> str:
    """Return the address in the newest mail, which an installation without a mail server writes in its log."""
    log, deadline = Path(installation.environment["WELFAREPLANS_HOME"]) / "run.log", time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        if found := re.findall(rf"{re.escape(installation.address)}/sv/consultation/[\w-]+/", log.read_text()):
            return str(found[-1])
        time.sleep(0.2)
    pytest.fail("no invitation was sent")


def amend(coordinator: Coordinator) -> None:
    """Change a goal, adopt the amendment, and read what differs."""
    page = coordinator.page
    coordinator.follow("/edit/")
    goal = page.locator("li.app-node--g > form")
    goal.locator("textarea[lang=sv]").fill(f"{NORDVIK.goal} varje dag")
    page.keyboard.press("Tab")
    expect(goal.locator("[data-saved]")).to_have_text(re.compile(r"^Sparat"))
    page.goto(coordinator.home)
    coordinator.adopt("§ 60", "Barnrådets förslag")
    page.goto(f"{coordinator.home}history/")
    coordinator.look()
    coordinator.follow("/compare/")
    expect(page.locator("main ins")).to_contain_text("varje dag")


def take_away_and_back(coordinator: Coordinator) -> None:
    """Take the workbook and import it again: nothing differs."""
    page = coordinator.page
    page.goto(f"{coordinator.home}export/")
    coordinator.look()
    expect(page.locator("main")).not_to_contain_text("danska")
    with page.expect_download() as download:
        page.locator("button[value=xlsx]").click()
    page.goto(f"{coordinator.home}import/")
    file = download.value
    workbook = {"name": file.suggested_filename, "mimeType": "", "buffer": Path(file.path()).read_bytes()}
    page.set_input_files("main input[type=file]", workbook)  # type: ignore[arg-type]
    coordinator.send()
    coordinator.look()
    expect(page.locator("main")).to_contain_text("planen säger redan det som står i tabellen")


def go_on(coordinator: Coordinator) -> None:
    """Make the plan of the next period."""
    page = coordinator.page
    page.goto(f"{coordinator.home}history/")
    coordinator.follow("/next/")
    coordinator.send("main button[name=create]")
    coordinator.look()
    expect(page.locator("main")).to_contain_text("2031")
