"""Several people of a committee on the desk at once: who else is there, and what they have saved meanwhile."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.db.models import Value as Number
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans import presence
from plans.models import Reporter
from reports.desk.cells import written
from reports.desk.figures import Stored, figures_of, stored_values
from reports.desk.page import state_tag
from reports.desk.posting import as_fields
from reports.desk.standing import saved_states, standing_markup
from reports.filling_in import round_of
from reports.models import CommitteePart, Progress
from welfareplans.organisations.compiled import Compiled
from welfareplans.organisations.models import User

CELL_VERSION = re.compile(r"version-(([0-9]{1,15})-(?:total|[0-9]{1,15}))", re.ASCII)
VALUES = "plan_indicator__indicator__values__"
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


def leave(part: CommitteePart, user: User) -> None:
    """Forget the user, who has closed the desk."""
    presence.leave(part.round.plan, user, _place(part))


def _place(part: CommitteePart) -> str:
    return f"part-{part.pk}"


def news(
    part: CommitteePart, user: User, *, since: str, code: str, measure: int | None, read: Mapping[str, str]
) -> News:
    """Keep that the user is there; return who else is, and what is saved that the page does not show.

    since: `until` of the answer before; code: the row with the cursor; measure: the one whose form is open; read: the
    form's fields with versions.
    """
    now = timezone.now()
    here = [(one.name, one.code) for one in presence.meet(part.round.plan_id, user.pk, code, _place(part))]
    states, moment = saved_states(part), _moment(since, now)
    saved = {row["measure_id"]: row for row in states if row["version"] > 1 and row["saved_at"] > moment}
    fields = []
    if measure in saved and str(saved[measure]["version"]) != read.get("version"):
        row = Progress.objects.get(part=part, measure=measure)
        fields.append(Fields({"version": row.version}, as_fields(row, part.round.plan.languages)))
    # One's own save may have counted a colleague's figure into the measure's version without having shown it.
    if fields or (here and (measure in saved or not measure)):
        fields += _cells(part, read)
    tags = {key: _tag(row["state"]) for key, row in saved.items()}
    meter = standing_markup(part, states) if tags else ""
    return News(here, tags, meter, fields, (now - OVERLAP).timestamp())


def _tag(state: str) -> str:
    return state_tag(state, str(Progress.State(state).label) if state else _("Not filled in"))


def _moment(text: str, now: datetime.datetime) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(float(text), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return now - AT_FIRST


def _cells(part: CommitteePart, read: Mapping[str, str]) -> Iterable[Fields]:
    """Return the figures that are saved now with another version than the form has read."""
    cells = {found[1]: read[name] for name in read if (found := CELL_VERSION.fullmatch(name))}
    reporters = {int(key.partition("-")[0]) for key in cells}
    if not reporters:
        return
    year, language = part.round.year, str(get_language())
    now = {
        f"{row['pk']}-{row[f'{VALUES}category_id'] or 'total'}": str(row[f"{VALUES}version"])
        for row in _VERSIONS.rows(committee=part.committee_id, plan=part.round.plan_id, reporters=reporters, year=year)
    }
    if all(now.get(key, "0") == version for key, version in cells.items()):
        return
    figures = figures_of(part, reporters)
    saved = stored_values(figures, year, since=year)
    for figure in figures:
        for key, category in figure.rows if figure.is_typed else []:
            cell = saved.get((figure.indicator, figure.area, year, category), Stored())
            if key in cells and cells[key] != str(cell.version):
                number = written(figure, cell.number, language)
                yield Fields(
                    {f"version-{key}": cell.version}, {f"figure-{key}": number, f"missing-{key}": cell.missing}
                )


def _versions(committee: int, plan: int, reporters: Iterable[int], year: int) -> QuerySet[Reporter, dict[str, Any]]:
    own = Reporter.objects.filter(committee=committee, plan_indicator__plan=plan, pk__in=reporters)
    rows: QuerySet[Reporter, dict[str, Any]] = own.filter(
        **{f"{VALUES}year": Number(year), f"{VALUES}area": F("area")}
    ).values("pk", f"{VALUES}category_id", f"{VALUES}version")
    return rows


_VERSIONS = Compiled(Reporter, _versions)
