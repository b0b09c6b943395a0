"""What a plan has beside its table, as lists: chapters, programmes, timetable, sources, contacts, councils."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from indicators.numbers import format_date
from plans.content import PlanContent
from plans.models import Source


@dataclass(frozen=True)
class Listing:
    """A list with its headings. widths: of the columns, in characters."""

    title: str
    headings: list[str]
    widths: list[int]
    rows: list[list[str]]


def listings(told: PlanContent, languages: Sequence[str]) -> Iterator[Listing]:
    """Yield the lists that have anything, a text's languages side by side; words are in the active language."""
    made = Maker(languages)
    yield from filter(
        None,
        (
            made.listing(_("Chapters"), told["chapters"], (("title", _("Title"), 30), ("body", _("Text"), 70))),
            made.listing(
                _("Programmes"), told["programmes"],
                (("title", _("Name"), 30), ("owner", _("Owner"), 26), ("first_year", _("First year"), 9),
                 ("last_year", _("Last year"), 9), ("funding", _("Funding"), 34),
                 ("partner_organisations", _("Partner organisations"), 34), ("link", _("Link"), 34)),
            ),
            made.listing(
                _("Timetable"), told["milestones"],
                (("starts_on", _("Starts on"), 12), ("ends_on", _("Ends on"), 12), ("title", _("Title"), 50)),
            ),
            made.listing(
                _("Sources"), told["sources"],
                (("kind", _("Kind"), 22), ("title", _("Title"), 50), ("year", _("Year"), 9), ("link", _("Link"), 40)),
            ),
            made.listing(
                _("Contacts"), told["contacts"], (("function", _("Function"), 36), ("sector", _("Sector"), 36))
            ),
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Maker:
    """Makes lists in the languages."""

    languages: Sequence[str]

    def listing(
        self, title: str, rows: Sequence[Mapping[str, Any]], columns: tuple[tuple[str, str, int], ...]
    ) -> Listing | None:
        """Return the list; None for no rows. columns: field, heading, width."""
        if not rows:
            return None
        names, widths = [], []
        for field, heading, width in columns:
            several = isinstance(rows[0][field], dict)
            names += [f"{heading} ({code})" for code in self.languages] if several else [heading]
            widths += [width] * (len(self.languages) if several else 1)
        cells = [[text for field, _heading, _width in columns for text in self.texts(row, field)] for row in rows]
        return Listing(title, names, widths, cells)

    def texts(self, row: Mapping[str, Any], field: str) -> list[str]:
        """Return a field's cells."""
        value = row[field]
        if isinstance(value, dict):
            return [value.get(code, "") for code in self.languages]
        if field in ("starts_on", "ends_on"):
            return [format_date(value, self.languages[0]) if value else ""]
        if field == "kind":
            return [str(Source.Kind(value).label)]
        return ["" if value is None else str(value)]
