"""Three municipalities that begin, and a coordinator who makes a plan for one of them, page by page."""

import datetime
import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.acting import check
from tests.browser.conftest import Installation

PASSWORD = "Lång-nog-9-hemlis"


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
    # What else its coordinator writes: a source, a programme, a milestone, who is heard, and what that party says.
    source: str
    programme: str
    milestone: str
    party: str
    statement: str
    unchanged: str

    @property
    def language(self) -> str:
        """Return the language of the place."""
        return self.languages[0]

    @property
    def email(self) -> str:
        """Return the coordinator's address."""
        return f"ny@{self.slug}.example"


SOLVIK = Place(
    "solvik", "FI", "990", ("sv", "fi"), "Bildningsnämnden", "Trygg uppväxt", "Varje barn har en vuxen att tala med",
    "Skolorna ordnar samtalsstunder", "Elever som har en vuxen att tala med", "Elevhälsans enkät", "LAPE",
    "Remiss på hösten", "Föräldraföreningen", "Föreningen stöder planen.", "planen säger redan det som står i tabellen",
)  # fmt: skip
SUVANTO = Place(
    "suvanto", "FI", "991", ("fi", "sv"), "Sivistyslautakunta", "Turvallinen kasvu",
    "Jokaisella lapsella on aikuinen, jolle puhua", "Koulut järjestävät keskusteluhetkiä",
    "Oppilaat, joilla on aikuinen, jolle puhua", "Oppilashuollon kysely", "LAPE", "Lausuntokierros syksyllä",
    "Vanhempainyhdistys", "Yhdistys kannattaa suunnitelmaa.", "suunnitelmassa on jo se, mitä taulukossa",
)  # fmt: skip
SUND = Place(
    "sund", "DK", "992", ("da",), "Børne- og skoleudvalget", "En tryg opvækst", "Hvert barn har en voksen at tale med",
    "Skolerne holder samtaletimer", "Elever, der har en voksen at tale med", "Trivselsmåling", "Sammen om børn",
    "Høring til efteråret", "Forældreforeningen", "Foreningen støtter planen.", "planen siger allerede det",
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
        new = self.page.locator("main details.app-item--new").first
        new.locator(f"[name=name_{self.place.language}]").fill(self.place.committee)
        self.send("main details.app-item--new button.govuk-button:visible")
        self.look()
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
