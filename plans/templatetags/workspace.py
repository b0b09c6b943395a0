"""The pages of work on a plan, in groups in the order of the work: two short rows of tabs, readable on a phone too."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.models import Plan

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """One tab: its words, its address, and whether the reader is there (in it, for a group)."""

    word: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Tabs:
    """The groups, and the pages of the group in which the reader is."""

    groups: list[Tab]
    pages: list[Tab]


@register.simple_tag
def workspace_tabs(plan: Plan, here: str) -> Tabs:
    """Return the tabs of a plan as seen from one of its pages. here: the page's key."""
    groups = [(word, [page for page in pages if shown(plan, page[0])]) for word, pages in all_pages()]
    groups = [(word, pages) for word, pages in groups if pages]
    current = next((pages for _word, pages in groups if here in {page[0] for page in pages}), [])
    return Tabs(
        [Tab(word, reverse(pages[0][2], args=[plan.slug]), pages is current) for word, pages in groups],
        [Tab(word, reverse(route, args=[plan.slug]), key == here) for key, word, route in current],
    )


# A page: its key, its words, its route.
Page = tuple[str, str, str]


def all_pages() -> list[tuple[str, list[Page]]]:
    """Return every page below the words of its group."""
    return [
        (_("Basics"), [
            ("settings", _("Settings"), "plans:plan_settings"),
            ("committees", _("Committees"), "plans:plan_committees"),
            ("partners", _("Municipalities"), "plans:plan_partners"),
            ("import", _("Import"), "plans:plan_import"),
        ]),
        (_("Content"), [
            ("edit", _("The table"), "plans:plan_edit"),
            ("chapters", _("Text"), "plans:plan_chapters"),
            ("background", _("Background"), "plans:plan_background"),
            ("programmes", _("Programmes"), "plans:plan_programmes"),
            ("timetable", _("Timetable"), "plans:plan_timetable"),
            ("languages", _("Languages"), "plans:plan_languages"),
        ]),
        (_("Consultation and decisions"), [
            ("consultation", _("Consultation"), "plans:consultation"),
            ("adopt", _("Adoption"), "plans:plan_adopt"),
            ("history", _("History"), "plans:plan_history"),
            ("next", _("The next period"), "reports:next_period"),
        ]),
    ]  # fmt: skip


def shown(plan: Plan, key: str) -> bool:
    """Return whether a plan in this state has the page."""
    if plan.status == Plan.Status.ENDED:
        return key in {"history", "next"}
    return key != "next" or plan.status == Plan.Status.ADOPTED
