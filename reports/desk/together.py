"""Several people of a committee on the desk at once: who else is there, and what they have saved meanwhile."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans import presence
from reports.desk.cells import written
from reports.desk.figures import Stored, figures_of, stored_values
from reports.desk.page import state_tag
from reports.desk.posting import as_fields
from reports.desk.standing import standing_now
from reports.filling_in import round_of
from reports.models import CommitteePart, Progress
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import User

CELL_VERSION = re.compile(r"version-(([0-9]{1,15})-(?:total|[0-9]{1,15}))", re.ASCII)
# A save that was under way when somebody asked is told the next time; so is what was saved before the page was made.
OVERLAP, AT_FIRST = datetime.timedelta(seconds=30), datetime.timedelta(minutes=2)


@dataclass(frozen=True)
class Fields:
    """What a colleague saved that belongs together. versions: what the form then has read; changed: fields by name."""

    versions: Mapping[str, int]
    changed: Mapping[str, str | list[str]]


@dataclass(frozen=True)
class News:
    """What an open desk is told.

    others: (name, row); tags: states as the list shows them, by measure; meter: how far all have come, when it may have
    changed; until: what to ask with next time.
    """

    others: list[tuple[str, str]]
    tags: Mapping[int, str] = field(default_factory=dict)
    meter: str = ""
    fields: list[Fields] = field(default_factory=list)
    until: float = 0.0


def part_read_by(user: User | AnonymousUser, part_id: int) -> CommitteePart:
    """Return a part that the user fills in, with its round. Raises Http404."""
    part = _READ.first(user=user.pk or 0, part=part_id)
    if part is None:
        raise Http404
    part.round = round_of(part.round_id)
    return part


_READ = Compiled(
    CommitteePart,
    lambda user, part: CommitteePart.objects.filled_in_by(User(pk=user)).filter(pk=part).only(
        "status", "round_id", "committee_id"
    ),
)  # fmt: skip


def tell(part: CommitteePart, user: User, code: str) -> None:
    """Keep that the user has the desk open, with the cursor in the row of this code."""
    presence.tell(part.round.plan, user, code, _place(part))


def leave(part: CommitteePart, user: User) -> None:
    """Forget the user, who has closed the desk."""
    presence.leave(part.round.plan, user, _place(part))


def _place(part: CommitteePart) -> str:
    return f"part-{part.pk}"


def news(part: CommitteePart, user: User, *, since: str, measure: int | None, read: Mapping[str, str]) -> News:
    """Return who else is there, and what is saved that the page does not show.

    since: `until` of the answer before; measure: the one whose form is open; read: the form's fields with versions.
    """
    now = timezone.now()
    rows = Progress.objects.filter(part=part, saved_at__gt=_moment(since, now), version__gt=1)
    saved = {row.measure_id: row for row in rows}
    here = [
        (one.user.name or _("A colleague"), one.code)
        for one in presence.present(part.round.plan, user.pk, _place(part))
    ]
    fields = []
    row = saved.get(measure) if measure else None
    if row and str(row.version) != read.get("version"):
        fields.append(Fields({"version": row.version}, as_fields(row, part.round.plan.languages)))
    # One's own save may have counted a colleague's figure into the measure's version without having shown it.
    if fields or (here and (row or not measure)):
        fields += _cells(part, read)
    tags = {
        key: state_tag(one.state, one.get_state_display() if one.state else _("Not filled in"))
        for key, one in saved.items()
    }
    return News(here, tags, standing_now(part) if tags else "", fields, (now - OVERLAP).timestamp())


def _moment(text: str, now: datetime.datetime) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(float(text), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return now - AT_FIRST


def _cells(part: CommitteePart, read: Mapping[str, str]) -> Iterable[Fields]:
    """Return the figures that are saved now with another version than the form has read."""
    versions = {found[1]: read[name] for name in read if (found := CELL_VERSION.fullmatch(name))}
    figures = figures_of(part, {int(key.partition("-")[0]) for key in versions})
    year, language = part.round.year, str(get_language())
    saved = stored_values(figures, year, since=year)
    for figure in figures:
        for key, category in figure.rows if figure.is_typed else []:
            now = saved.get((figure.indicator, figure.area, year, category), Stored())
            if key in versions and versions[key] != str(now.version):
                number = written(figure, now.number, language)
                yield Fields({f"version-{key}": now.version}, {f"figure-{key}": number, f"missing-{key}": now.missing})
