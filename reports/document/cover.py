"""The cover, and what stands on every page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.numbers import format_date
from reports.document.book import Book

LANGUAGE_NAMES = {
    "sv": {"sv": "svenska", "fi": "finska", "da": "danska"},
    "fi": {"sv": "ruotsi", "fi": "suomi", "da": "tanska"},
    "da": {"sv": "svensk", "fi": "finsk", "da": "dansk"},
}


@dataclass(frozen=True)
class Logo:
    """A municipality's logo on the cover. file: its name among the report's own files; words: what it shows."""

    file: str
    words: str


@dataclass(frozen=True)
class Cover:
    """The words of the cover; running: the line on top of each page; foot: the line below it."""

    title: str
    years: str
    municipalities: str
    report: str
    to: str
    lines: list[str]
    running: str
    foot: str
    draft: str
    logos: list[Logo]


def cover(book: Book) -> Cover:
    """Return the cover."""
    plan, edition = book.content["plan"], book.content["edition"]
    years = f"{plan['first_year']}–{plan['last_year']}"
    title = book.reader(plan["title"]).text.removesuffix(years).strip(" ,")
    names = dict.fromkeys(book.reader(municipality["name"]).text for municipality in book.content["municipalities"])
    in_brief = book.content.get("brief", False)
    report = (_("Annual report %(year)s in brief") if in_brief else _("Annual report %(year)s")) % {"year": book.year}
    edition_line = _edition_line(book)
    fingerprint = _("fingerprint %(digits)s") % {"digits": book.fingerprint}
    return Cover(
        title=title,
        years=years,
        municipalities=" · ".join(names),
        report=report,
        to=_("To the council"),
        lines=[
            line for line in (_part_line(book), edition_line, _correction_line(book), _languages_line(book)) if line
        ],
        running=f"{report} · {title} {years}",
        foot=f"{edition_line} · {fingerprint}",
        draft=_("Draft, not approved") if edition["draft"] else "",
        logos=_logos(book),
    )


def logo_file(slug: str) -> str:
    """Return the name of a municipality's logo among a file's own pictures."""
    return f"logo-{slug}.png"


def _logos(book: Book) -> list[Logo]:
    """Return the logos of those whose report it is."""
    shown = book.content["municipalities"] if book.is_joint else [book.municipality]
    return [
        Logo(
            logo_file(one["slug"]), _("The logo of %(municipality)s") % {"municipality": book.reader(one["name"]).text}
        )
        for one in shown
        if "logo" in one
    ]


def _edition_line(book: Book) -> str:
    """Return the edition and its day."""
    edition = book.content["edition"]
    if edition["draft"]:
        return _("Draft")
    number = _("Edition %(number)s") % {"number": edition["number"]}
    if not edition["frozen_on"]:
        return number
    return f"{number} · {format_date(edition['frozen_on'], book.language)}"


def _correction_line(book: Book) -> str:
    """Return why an earlier edition was corrected."""
    reason = book.content["edition"]["correction_reason"]
    return _("Corrected: %(reason)s") % {"reason": reason} if reason else ""


def _part_line(book: Book) -> str:
    """Return whose part of the plan this is: a partner's, or a committee's."""
    committee = book.committee_name(book.content.get("committee"))
    if committee:
        return _("The part of %(committee)s") % {"committee": committee}
    if book.content["partner"] is None:
        return ""
    return _("The part of %(municipality)s") % {"municipality": book.own_name}


def _languages_line(book: Book) -> str:
    """Return the languages the report exists in."""
    names = LANGUAGE_NAMES[book.language]
    languages = [names[language] for language in book.content["plan"]["languages"] if language in names]
    return _("Exists in: %(languages)s") % {"languages": ", ".join(languages)} if len(languages) > 1 else ""
