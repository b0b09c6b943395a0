"""Every route × method × person: nobody reads or changes another municipality's rows, and nothing answers 500.

The rows exist; their names carry the canaries that are searched for in every answer.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from unittest import mock

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from plans import consulting
from plans.inviting import invite
from plans.models import Goal, Invitation, Measure, Plan, PlanIndicator, Presence, Removal, Statement
from reports import jobs
from reports.models import Attachment, Comment, CommitteePart, Dealing, Edition, Progress, WorkbookDraft
from tests.factories import adopt, make_committee, make_municipality, make_user
from tests.plans.consultation_cast import in_days, state_about
from tests.reports.editions import fake_file, frozen, ready_round
from tests.site.test_policy import ARGUMENTS, patterns
from welfareplans.organisations.models import Committee, Municipality, User
from welfareplans.policy import POLICY

pytestmark = pytest.mark.django_db
CANARIES = ("Granvik", "i granvik", "Mätare 1")
ROLES = ("coordinator", "committee", "councillor")


@dataclass(frozen=True)
class World:
    """Granvik with a plan, a round and an unpublished edition; people there and in Annanstans."""

    objects: dict[str, object]
    own: dict[str, User]
    foreign: dict[str, User]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("reports.edition_files.render_in_child", fake_file, raising=False)
    opened = ready_round()
    edition: Edition = frozen(opened, made=False)
    plan = opened.plan
    plan.milestones.create(title_sv="Steg i granvik", starts_on=datetime.date(2026, 3, 1))
    adopt(plan.partners.get())
    objects: dict[str, object] = {
        "slug": plan.slug, "home": plan.municipality.slug, "number": 1, "round_id": opened.pk,
        "edition_id": edition.pk, "language": "sv",
        "year": opened.year, "form": "csv",
        "part_id": CommitteePart.objects.get().pk, "measure_id": Measure.objects.get().pk,
        "progress_id": Progress.objects.get().pk,
        "goal_id": Goal.objects.get().pk, "plan_indicator_id": PlanIndicator.objects.get().pk,
        "node": f"m{Measure.objects.get().pk}", "removal_id": removed(plan).pk,
        "use": f"i{PlanIndicator.objects.get().pk}-m{Measure.objects.get().pk}",
        "attachment_id": attached().pk, **consultation_of(plan),
    }  # fmt: skip
    elsewhere = make_municipality("annanstans")
    other = make_committee(elsewhere)
    home = plan.municipality
    committee = Committee.objects.get(municipality=home)
    own = {
        role: make_user(role, home, committee if role == "committee" else None, name=f"own-{role}") for role in ROLES
    }
    objects["draft_key"] = uploaded(own["committee"]).key
    foreign = {role: make_user(role, elsewhere, other if role == "committee" else None) for role in ROLES}
    return World(objects, own, foreign)


def attached() -> Attachment:
    """Return a file that the committee has attached."""
    return Attachment.objects.create(
        progress=Progress.objects.get(),
        file="attachments/none",
        name="granvik.pdf",
        kind="pdf",
        size=1,
        sha256="0" * 64,
    )


def removed(plan: Plan) -> Removal:
    """Return something that can be put back."""
    return Removal.objects.create(plan=plan, code="m999999", words={"sv": "Borttagen i granvik"}, rows={})


def uploaded(member: User) -> WorkbookDraft:
    """Return a workbook that a member has uploaded and not saved yet."""
    content = {"language": "sv", "measures": [], "figures": [], "problems": []}
    part = CommitteePart.objects.get()
    return WorkbookDraft.objects.create(part=part, owner=member, name="Granvik.xlsx", content=content)


def consultation_of(plan: Plan) -> dict[str, object]:
    """Return what names Granvik's open consultation, its committee's invitation and statement."""
    row = consulting.prepare(plan, due_on=in_days(9), instructions={})
    [invitation] = invite(row, committees=Committee.objects.values_list("pk", flat=True))
    row = consulting.open_for_statements(row)
    state_about(invitation, {"plan": "Vi i granvik"})
    return {"number": row.number, "invitation_id": invitation.pk, "statement_id": Statement.objects.get().pk}


def addresses(world: World) -> dict[str, str]:
    """Return an address of every route, naming Granvik's rows where it takes any."""
    found = {}
    for route, pattern in patterns(get_resolver()).items():
        names = set(pattern.pattern.converters) - set(ARGUMENTS.get(route, {}))
        found[route] = reverse(
            route, kwargs={**{name: world.objects[name] for name in names}, **ARGUMENTS.get(route, {})}
        )
    return found


def about_rows(world: World) -> dict[str, str]:
    """Return the addresses that name a row."""
    return {
        route: text for route, text in addresses(world).items() if patterns(get_resolver())[route].pattern.converters
    }


def answers(client: Client, routes: dict[str, str]) -> list[tuple[str, str, int, str]]:
    """Return route, method, status and body of every request."""
    found = []
    for route, text in routes.items():
        for method in ("get", "post"):
            response = getattr(client, method)(text)
            body = b"".join(response) if response.streaming else response.content
            found.append((route, method, response.status_code, body.decode("latin-1" if b"%PDF" in body else "utf-8")))
    return found


@pytest.mark.parametrize("role", ["nobody", *ROLES])
def test_another_municipalitys_rows_do_not_exist(client: Client, world: World, role: str) -> None:
    if role != "nobody":
        client.force_login(world.foreign[role])
    before = state()
    for route, method, status, body in answers(client, about_rows(world) | {
        name: text for name, text in addresses(world).items() if name.startswith("reports:")
    }):  # fmt: skip
        leaks = [canary for canary in CANARIES if canary in body]
        assert not leaks, f"{method} {route} tells {leaks}"
        if route in about_rows(world) and route != "brand":
            assert status in ((302, 404, 405) if role == "nobody" else (404, 405)), f"{method} {route}: {status}"
    assert state() == before


@pytest.mark.parametrize("role", ROLES)
def test_no_route_fails_for_those_who_belong(client: Client, world: World, role: str) -> None:
    client.force_login(world.own[role])
    with mock.patch.object(jobs, "send", create=True):
        for route, method, status, _ in answers(client, addresses(world)):
            if route == "account_logout":
                client.force_login(world.own[role])
            assert status < 500, f"{method} {route}: {status}"


def test_a_councillor_sees_nothing_of_what_is_not_published(client: Client, world: World) -> None:
    client.force_login(world.own["councillor"])
    for route in ("reports:edition", "reports:edition_file", "reports:round", "reports:desk"):
        assert client.get(addresses(world)[route]).status_code == 404


def state() -> list[object]:
    """Return what a foreign post could have changed."""
    reads: list[Callable[[], object]] = [
        lambda: list(CommitteePart.objects.values("pk", "status", "version")),
        lambda: list(Progress.objects.values("pk", "state", "version")),
        lambda: list(Measure.objects.values("pk", "title_sv", "version")),
        lambda: list(Municipality.objects.values("pk", "colour", "is_public", "logo", "version")),
        lambda: Dealing.objects.count(),
        lambda: Edition.objects.count(),
        lambda: list(Removal.objects.values("pk", "put_back_at")),
        lambda: Presence.objects.count(),
        lambda: Comment.objects.count(),
        lambda: list(Attachment.objects.values("pk", "removed_at")),
        lambda: list(WorkbookDraft.objects.values("pk", "saved_at")),
        lambda: list(Invitation.objects.values("pk", "submitted_at", "withdrawn_at", "version")),
        lambda: list(Statement.objects.values("pk", "text", "outcome", "version")),
    ]
    return [read() for read in reads]


def test_the_matrix_walks_every_route(world: World) -> None:
    assert set(addresses(world)) == set(POLICY)
