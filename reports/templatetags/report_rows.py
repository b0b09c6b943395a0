"""Which files a row of the list of reports offers."""

from django import template

from reports.models import Edition, EditionFile

register = template.Library()


@register.filter
def whole_files(edition: Edition) -> list[EditionFile]:
    """Return an edition's files of the whole plan, the plan's main language first."""
    order = list(edition.round.plan.languages)
    files = [file for file in edition.files.all() if not (file.partner_id or file.part) and file.language in order]
    return sorted(files, key=lambda file: order.index(file.language))
