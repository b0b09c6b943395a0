"""Who may use which route: one row for each, read by the tests that walk the URLconf.

A route without a row fails the tests, so that a new page is closed until somebody has decided who it is for.
"""

from enum import Enum


class Audience(Enum):
    """The widest group that a route answers; the rows it shows are narrowed further by queryset scopes."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"


POLICY: dict[str, Audience] = {
    "home": Audience.EVERYONE,
    "set_language": Audience.EVERYONE,
}
