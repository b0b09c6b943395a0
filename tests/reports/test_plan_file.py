"""A plan as PDF: made by the worker, tagged, in the reader's language, and only what the reader may read."""

import io
import json
from typing import Any

import pikepdf
import pytest
from django.test import Client
from PIL import Image

from plans.canonical import plan_content
from plans.models import Chapter, Measure, Milestone, Partner, Plan
from reports import tasks
from reports.models import Job, PlanFile
from reports.pdf_plan import render_plan
from reports.pdf_process import RenderingFailed
from reports.plan_file.collecting import plan_file_content
from tests.factories import adopt, make_committee, make_municipality, make_plan, make_user
from tests.reports.editions import fake_file
from tests.reports.pdf_structure import of_kind
from welfareplans.organisations.logos import logos_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    granvik = make_municipality(is_public=True)
    found = make_plan(granvik, make_committee(granvik), measures=2)
    Partner.objects.create(plan=found, municipality=make_municipality("sund"))
    Chapter.objects.create(
        plan=found, key="purpose", order=1, title_sv="Syfte", body_sv="<p>Vi & <b>de</b></p><ul><li>Ett</li></ul>"
    )
    Milestone.objects.create(plan=found, title_sv="Remiss", starts_on="2023-09-01")
    return found


def run_jobs() -> None:
    for job in Job.objects.all():
        tasks.run_job(job.pk)


def signed_in(plan: Plan, role: str = "coordinator") -> Client:
    client = Client()
    client.force_login(make_user(role, plan.municipality))
    return client


def test_the_cover_shows_the_municipalities_logos(plan: Plan) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(out, "PNG")
    plan.municipality.logo = logos_from([io.BytesIO(out.getvalue())])[0]
    plan.municipality.save()
    made = render_plan(plan_file_content(plan, "sv", number=None))
    file = pikepdf.open(io.BytesIO(made.data))
    assert "Logotypen för Granvik" in [str(one.Alt) for one, _parent in of_kind(file, "/Figure")]
    assert any(one.Subtype == "/Image" for one in file.pages[0].Resources.XObject.values())


def test_the_worker_makes_it_and_anew_when_the_plan_changes(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.plan_file.making.render_in_child", fake_file)
    address = f"/sv/plans/{plan.slug}/sv.pdf"
    for _ in range(3):
        assert "Filen görs." in Client().get(address).content.decode()
    assert Job.objects.count() == 1
    run_jobs()
    first = Client().get(address).content
    assert first.startswith(b"%PDF")
    Measure.objects.filter(order=1).update(title_sv="Ny")
    assert "Filen görs." in Client().get(address).content.decode()
    run_jobs()
    assert Client().get(address).content != first
    assert PlanFile.objects.count() == 1


def test_who_does_not_work_with_the_plan_reads_what_was_adopted(plan: Plan) -> None:
    adopt(plan.partners.get(municipality=plan.municipality))
    Measure.objects.filter(order=1).update(title_sv="Hemligt utkast")
    assert "Hemligt utkast" in json.dumps(plan_file_content(plan, "sv", number=None), ensure_ascii=False)
    assert "Hemligt utkast" not in json.dumps(plan_file_content(plan, "sv", number=1), ensure_ascii=False)
    for client, seen in ((Client(), False), (signed_in(plan, "councillor"), False), (signed_in(plan), True)):
        text = str(client.get(f"/sv/plans/{plan.slug}/export/?kind=csv").content, "utf-8-sig")
        assert ("Hemligt utkast" in text) == seen


def test_it_is_tagged_and_says_everything(plan: Plan) -> None:
    local = Measure.objects.get(order=2)
    local.owner = Partner.objects.get(municipality__slug="sund")
    local.save()
    content = plan_file_content(plan, "fi", number=None)
    assert [one["number"] for one in content["principles"][0]["goals"][0]["measures"]] == ["1.1.1", "1.1.2"]
    assert content["principles"][0]["goals"][0]["measures"][1]["about"] == ["Paikallinen lisäys: Sund"]
    assert content["chapters"][0][0] == {"text": "Syfte", "language": "sv"}
    assert [heading for heading, _lines in content["lists"]] == ["Aikataulu"]
    made = render_plan(content)
    assert made.data == render_plan(content).data
    pdf = pikepdf.open(io.BytesIO(made.data))
    assert str(pdf.Root.Lang) == "fi"
    assert len(of_kind(pdf, "/Table")) == 1
    assert len(of_kind(pdf, "/H1")) == 1
    assert made.refused == ()


def test_hostile_texts_are_texts(plan: Plan) -> None:
    Measure.objects.filter(order=1).update(title_sv='<script>alert(1)</script> ]]> & "\x0b')
    Chapter.objects.update(body_sv='<p><img src="file:///etc/passwd"/><a href="javascript:x">y</a></p>')
    made = render_plan(plan_file_content(plan, "sv", number=None))
    assert made.refused == ()
    assert made.pages >= 4


def test_a_file_that_cannot_be_made_says_so(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise RenderingFailed("memory", "too big")

    monkeypatch.setattr("reports.plan_file.making.render_in_child", refuse)
    address, client = f"/sv/plans/{plan.slug}/sv.pdf", signed_in(plan)
    client.get(address)
    for _ in range(4):
        run_jobs()
    assert "Filen kunde inte göras." in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Filen görs." in client.get(address).content.decode()


def test_it_is_found_by_who_may_read_the_plan_only(plan: Plan) -> None:
    Plan.objects.update(status=Plan.Status.DRAFT)
    for client in (Client(), signed_in(plan, "councillor")):
        assert client.get(f"/sv/plans/{plan.slug}/sv.pdf").status_code == 404
    assert signed_in(plan).get(f"/sv/plans/{plan.slug}/xx.pdf").status_code == 404
    assert plan_content(plan)["plan"]["slug"] == plan.slug
