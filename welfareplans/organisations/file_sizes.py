"""The size of a file in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def file_size(size: int) -> str:
    """Return a size in bytes as people read it: whole kilobytes, from a million bytes on megabytes.

    Django's own filter counts in 1,024s under the names of thousands, so that a limit of 8 MB would be told as 7.6.
    """
    if size < 999_500:
        return _("%(size)s kB") % {"size": max(1, round(size / 1000))}
    megabytes = round(size / 1_000_000, 1)
    return _("%(size)s MB") % {"size": number_format(megabytes, 0 if megabytes.is_integer() else 1)}
