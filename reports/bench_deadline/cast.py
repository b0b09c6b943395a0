"""The members, their committees, and what each of them is asked."""

import datetime
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.urls import reverse

from indicators.models import Indicator
from plans.models import Goal, Measure, Partner, Plan, PlanIndicator, Principle, Reporter, Responsibility
from reports.models import CommitteePart, Progress
from reports.opening import open_round
from welfareplans.organisations.models import Area, Committee, Membership, Municipality, User

COMMITTEE_SIZE = 10  # members, each with a measure of the committee
COMMITTEES_PER_MUNICIPALITY = 4
YEAR = 2026


@dataclass(frozen=True)
class Member:
    """One member: the session's key, the own measure, and the addresses of its form, of the desk and of its news.

    progress: of the own measure; cell: of its figure.
    """

    number: int
    session: str
    measure: int
    address: str
    desk: str
    presence: str
    progress: int
    cell: str


@transaction.atomic
def gather(users: int) -> list[Member]:
    """Return so many members with an open round each; those of one committee stand together."""
    members: list[Member] = []
    while len(members) < users:
        municipality = settle()
        committees = [
            Committee.objects.create(municipality=municipality, name_sv=f"Nämnd {number}")
            for number in range(COMMITTEES_PER_MUNICIPALITY)
        ]
        plan = promise(municipality, committees)
        open_round(plan, year=YEAR, opens_on=datetime.date(YEAR, 11, 1), due_on=datetime.date(YEAR + 1, 1, 31))
        for committee in committees:
            members += seat(committee, plan, len(members))
    return members[:users]


def settle() -> Municipality:
    """Return a new municipality."""
    mark = secrets.token_hex(5)
    area = Area.objects.create(kind="municipality", country="FI", code=mark, name_sv=f"Mätby {mark}")
    return Municipality.objects.create(area=area, slug=f"deadline-{mark}", languages=["sv"])


def promise(municipality: Municipality, committees: list[Committee]) -> Plan:
    """Return an adopted plan with a measure and a figure for each member of each committee."""
    plan = Plan.objects.create(
        slug=municipality.slug, municipality=municipality, status=Plan.Status.ADOPTED, title_sv="Välfärdsplan",
        first_year=YEAR - 1, last_year=YEAR + 2, languages=["sv"],
    )  # fmt: skip
    Partner.objects.create(plan=plan, municipality=municipality)
    principle = Principle.objects.create(plan=plan, order=1, title_sv="Vardag")
    for order, committee in enumerate(committees, 1):
        goal = Goal.objects.create(principle=principle, order=order, title_sv=f"Mål {order}")
        for number in range(1, COMMITTEE_SIZE + 1):
            measure = Measure.objects.create(goal=goal, order=number, title_sv=f"Åtgärd {order}.{number}")
            Responsibility.objects.create(measure=measure, committee=committee, is_leading=True)
            indicator = Indicator.objects.create(municipality=municipality, name_sv=f"Mätare {order}.{number}")
            use = PlanIndicator.objects.create(plan=plan, indicator=indicator, order=number)
            use.measures.add(measure)
            Reporter.objects.create(plan_indicator=use, area=municipality.area, committee=committee)
    return plan


def seat(committee: Committee, plan: Plan, first: int) -> list[Member]:
    """Return the committee's members, signed in, each with one of its measures."""
    part = CommitteePart.objects.get(committee=committee, round__plan=plan)
    cells = dict(Reporter.objects.filter(committee=committee).values_list("plan_indicator__measures", "pk"))
    found = []
    asked = Progress.objects.filter(part=part).order_by("pk").values_list("pk", "measure_id")
    for number, (progress, measure) in enumerate(asked, first):
        user = User.objects.create(email=f"{secrets.token_hex(6)}@deadline.example", name=f"Ledamot {number}")
        Membership.objects.create(
            user=user, municipality=committee.municipality, role=Membership.Role.COMMITTEE, committee=committee
        )
        address = reverse("reports:progress_save", args=[part.pk, measure])
        desk, presence = (reverse(f"reports:{name}", args=[part.pk]) for name in ("desk", "desk_presence"))
        cell = f"{cells[measure]}-total"
        found.append(Member(number, sign_in(user), measure, address, desk, presence, progress, cell))
    return found


def sign_in(user: User) -> str:
    """Return the key of a new session of the user."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
