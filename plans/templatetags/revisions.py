"""Differences between revisions on a page."""

from collections.abc import Iterable

from django import template

from plans.changes_shown import Group, groups
from plans.comparing import Change

register = template.Library()


@register.filter
def grouped(changes: Iterable[Change]) -> list[Group]:
    """Return the differences by kind, in words."""
    return groups(changes)
