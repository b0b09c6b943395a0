"""What a municipality has published for everyone: the editions that feeds, catalogues and the API tell of."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from reports.models import Edition


def published_editions(municipality: str = "") -> QuerySet[Edition]:
    """Return the editions that everyone may read, the newest published first. municipality: a partner's slug."""
    rows = Edition.objects.visible_to(AnonymousUser()).filter(publication__isnull=False)
    if municipality:
        rows = rows.filter(round__plan__partners__municipality__slug=municipality).distinct()
    found = rows.select_related("publication", "round__plan__municipality__area").defer("content")
    return found.order_by("-publication__published_at", "-pk")
