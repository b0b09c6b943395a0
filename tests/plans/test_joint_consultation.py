"""The consultation of a joint plan: the lead municipality leads it, a partner answers for its own part."""

from dataclasses import dataclass

import pytest
from django.test import Client

from plans import consulting
from plans.inviting import invite
from plans.models import Consultation, Measure, Partner, Principle, Statement
from tests.factories import make_committee, make_municipality, make_plan
from tests.plans.consultation_cast import in_days, state_about
from tests.plans.editing import coordinator_of

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Joint:
    """An open consultation of two municipalities with a statement about the core and one about an addition."""

    consultation: Consultation
    lead: Client
    partner: Client
    about_core: Statement
    about_own: Statement

    @property
    def page(self) -> str:
        """Return the consultation's address."""
        return f"/sv/plans/{self.consultation.plan.slug}/consultation/{self.consultation.number}/"


@pytest.fixture
def joint() -> Joint:
    granvik, ejdervik = make_municipality(), make_municipality("ejdervik")
    committee = make_committee(granvik)
    plan = make_plan(granvik, committee, status="draft")
    owner = Partner.objects.create(plan=plan, municipality=ejdervik)
    own = Principle.objects.create(plan=plan, order=9, title_sv="Eget", owner=owner)
    row = consulting.prepare(plan, due_on=in_days(10), instructions={"instructions_sv": "Läs."})
    [invited] = invite(row, committees=[committee.pk])
    row = consulting.open_for_statements(row)
    core = f"measure-{Measure.objects.get().pk}"
    state_about(invited, {core: "Om det gemensamma", f"principle-{own.pk}": "Om det egna"})
    about = {one.about: one for one in Statement.objects.all()}
    return Joint(row, coordinator_of(granvik), coordinator_of(ejdervik), about[core], about[f"principle-{own.pk}"])


def test_a_partner_reads_the_consultation_and_its_statements(joint: Joint) -> None:
    shown = joint.partner.get(joint.page).content.decode()
    assert "Koordinatorn i Granvik öppnar och leder remissen." in shown
    assert f"{joint.page}end/" not in shown
    statements = joint.partner.get(f"{joint.page}statements/").content.decode()
    assert all(text in statements for text in ("Om det gemensamma", "Om det egna"))
    assert f"statements/{joint.about_own.pk}/" in statements
    assert f"statements/{joint.about_core.pk}/" not in statements


@pytest.mark.parametrize("act", ["edit/", "invite/", "send/", "remind/", "end/", "answers/show/"])
def test_only_the_lead_opens_changes_and_ends_it(joint: Joint, act: str) -> None:
    address = f"{joint.page}{act}"
    assert joint.lead.get(address).status_code == 200
    assert joint.partner.get(address).status_code == 404
    assert joint.partner.post(address, {"due_on": "2099-01-01"}).status_code == 404
    joint.consultation.refresh_from_db()
    assert joint.consultation.is_open


def test_only_the_lead_prepares_one(joint: Joint) -> None:
    address = f"/sv/plans/{joint.consultation.plan.slug}/consultation/new/"
    assert joint.partner.get(address).status_code == 404
    assert joint.lead.get(address).status_code == 200


def test_a_partner_without_a_consultation_is_told_who_opens_it(joint: Joint) -> None:
    Consultation.objects.all().delete()
    page = joint.partner.get(f"/sv/plans/{joint.consultation.plan.slug}/consultation/").content.decode()
    assert "Koordinatorn i Granvik öppnar" in page
    assert "Förbered en remiss" not in page


def test_a_partner_answers_what_is_about_its_own_additions(joint: Joint) -> None:
    own, core = (f"{joint.page}statements/{one.pk}/" for one in (joint.about_own, joint.about_core))
    assert joint.partner.get(core).status_code == 404
    answer = {"version": str(joint.about_own.version), "outcome": "noted", "answer_sv": "Tack.", "next": "1"}
    assert joint.partner.post(own, answer).status_code == 302
    joint.about_own.refresh_from_db()
    assert joint.about_own.answer_sv == "Tack."
    assert joint.partner.post(core, {**answer, "version": str(joint.about_core.version)}).status_code == 404
    assert joint.lead.get(core).status_code == 200
