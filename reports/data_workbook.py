"""The data of an edition as a spreadsheet: all figures, and what was done about each measure."""

import io
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from reports.document import Content
from reports.document.words import Reader, gap, proposal, state
from reports.statements.spreadsheet import Value, fill

FIGURES = (60, 24, 24, 8, 14, 24, 16)
MEASURES = (10, 50, 50, 34, 18, 60, 14, 60)


def data_xlsx(content: Content, language: str) -> bytes:
    """Return the file, its headings in the language."""
    book, reader = Workbook(write_only=True), Reader(language, tuple(content["plan"]["languages"]))
    with override(language):
        fill(book.create_sheet(_("Figures")), FIGURES, figure_rows(content, reader))
        fill(book.create_sheet(_("Measures")), MEASURES, measure_rows(content, reader))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def figure_rows(content: Content, reader: Reader) -> Iterable[list[Value]]:
    """Return the headings, and a row per figure; what is missing or withheld says so beside an empty cell."""
    yield [_("Indicator"), _("Area"), _("Breakdown"), _("Year"), _("Figure"), _("Why there is no figure"), _("Unit")]
    areas = {area["key"]: reader(area["name"]).text for area in content["areas"]}
    for indicator in content["indicators"]:
        groups = {c["key"]: reader(c["name"]).text for one in indicator["dimensions"] for c in one["categories"]}
        name, unit = reader(indicator["name"]).text, reader(indicator["unit"]).text
        for value in indicator["values"]:
            area, group, number = value["area"] or "", value["category"] or "", value["number"]
            yield [
                name, areas.get(area, area), groups.get(group, group), value["year"],
                "" if number is None else float(Decimal(number)), gap(value["missing"])[0] if number is None else "",
                unit,
            ]  # fmt: skip


def measure_rows(content: Content, reader: Reader) -> Iterable[list[Value]]:
    """Return the headings, and a row per measure and committee that reported it."""
    yield [
        _("Number"), _("Measure"), _("Goal"), _("Committee"), _("State"), _("What was done"), _("Proposal"), _("Reason")
    ]  # fmt: skip
    committees = {one["id"]: reader(one["name"]).text for one in content["committees"]}
    for goal in (goal for principle in content["principles"] for goal in principle["goals"]):
        for measure in goal["measures"]:
            named = [measure["number"], reader(measure["title"]).text, reader(goal["title"]).text]
            for one in measure["progress"]:
                proposed = proposal(one["proposal"]).word if one["proposal"] else ""
                said = [state(one["state"]).word, reader(one["text"]).text, proposed, reader(one["reason"]).text]
                yield [*named, committees.get(one["committee"], ""), *said]
            if not measure["progress"]:
                lead = committees.get(measure["committees"][0], "") if measure["committees"] else ""
                yield [*named, lead, state(None).word, "", "", ""]
