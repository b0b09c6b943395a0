"""A feed of newly published reports: of all municipalities that opened them, or of one."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from reports.models import Edition
from reports.published import published_editions
from welfareplans.organisations.models import Municipality

SHOWN = 50


class NewReports(Feed):  # type: ignore[type-arg]
    """The newest first. An entry is an edition and keeps its id for good."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str = "") -> Municipality | None:
        """Return the municipality that the feed is of, None for all; one that has opened nothing does not exist."""
        if not slug:
            return None
        found = Municipality.objects.filter(slug=slug, is_public=True).select_related("area").first()
        if found is None:
            raise Http404
        return found

    def title(self, obj: Municipality | None) -> str:
        """Return the feed's title."""
        words = _("Annual reports of welfare plans for children and young people")
        return f"{words}: {obj}" if obj else words

    def link(self, obj: Municipality | None) -> str:
        """Return the page that the feed is of."""
        return reverse("reports:reports")

    def feed_guid(self, obj: Municipality | None) -> str:
        """Return the feed's id."""
        return f"urn:welfareplans:feed:{obj.slug if obj else 'all'}"

    def items(self, obj: Municipality | None) -> list[Edition]:
        """Return the newest editions."""
        return list(published_editions(obj.slug if obj else "")[:SHOWN])

    def item_title(self, item: Edition) -> str:
        """Return plan, year and edition in words."""
        words = {"year": item.round.year, "number": item.number}
        return f"{item.round.plan}: " + _("annual report %(year)s, edition %(number)s") % words

    def item_description(self, item: Edition) -> str:
        """Return whose it is, and why it was corrected."""
        reason = item.correction_reason
        corrected = _("Corrected: %(reason)s") % {"reason": reason} if reason else ""
        return " · ".join(filter(None, (str(item.round.plan.municipality), corrected)))

    def item_link(self, item: Edition) -> str:
        """Return the page of the edition."""
        return reverse("reports:edition_web", args=[item.pk])

    def item_guid(self, item: Edition) -> str:
        """Return an id that stays when addresses change: the fingerprint's."""
        return f"urn:sha256:{item.sha256}"

    def item_pubdate(self, item: Edition) -> datetime.datetime:
        """Return when it was published."""
        return item.publication.published_at

    item_updateddate = item_pubdate
