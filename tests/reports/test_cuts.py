"""The reports that one edition is made into: of the whole plan, a partner or a committee, in full or in brief."""

import io
import json

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from reports import tasks
from reports.committee_cut import cut_to_committee
from reports.cuts import BRIEF, Cut, cut_content, cuts
from reports.freezing import freeze
from reports.models import Edition, EditionFile, Job, Round
from reports.pdf import render_pdf
from tests.factories import make_municipality, make_user
from tests.reports import pdf_structure as structure
from tests.reports.editions import coordinator, frozen, two_committees
from tests.reports.pdf_content import sample


def titles(data: bytes) -> list[str]:
    return [words for kind, words in structure.spoken(pikepdf.open(io.BytesIO(data))) if kind == "/H2"]


def test_a_committees_report_has_its_own_measures_and_their_indicators_only() -> None:
    content = sample("sv", "fi")
    own = content["committees"][1]["id"]
    cut = cut_to_committee(content, own)
    measures = [one for p in cut["principles"] for goal in p["goals"] for one in goal["measures"]]
    assert measures
    assert {tuple(one["committees"]) for one in measures} == {(own,)}
    assert {one["committee"] for measure in measures for one in measure["progress"]} <= {own}
    everywhere = [one for p in content["principles"] for goal in p["goals"] for one in goal["measures"]]
    assert len(measures) == sum(own in one["committees"] for one in everywhere)
    assert {one["number"] for one in measures} <= {one["number"] for one in everywhere}
    assert len(cut["indicators"]) < len(content["indicators"])
    assert cut["summary"] == {}


def test_the_report_of_a_committee_says_whose_it_is() -> None:
    content = sample("sv", "fi")
    own = content["committees"][1]
    made = render_pdf(cut_content(content, Cut(part=f"committee-{own['id']}")), "sv")
    said = [words for _kind, words in structure.spoken(pikepdf.open(io.BytesIO(made.data)))]
    assert f"Delen för {own['name']['sv']}" in said


def test_the_report_in_brief_is_the_cover_and_the_page_that_says_it_all() -> None:
    made = render_pdf(cut_content(sample("sv", "fi"), Cut(part=BRIEF)), "sv")
    assert made.pages == 2
    assert titles(made.data) == ["Sidan som säger allt"]
    file = pikepdf.open(io.BytesIO(made.data))
    assert "Årsrapport 2025 i korthet" in [words for _kind, words in structure.spoken(file)]
    assert json.loads(structure.attached(file)["data.json"])["brief"] is True
    assert not [note for page in file.pages for note in page.get("/Annots", [])]


def test_what_the_council_waits_for_is_made_first() -> None:
    content = sample("sv", "fi")
    names = [cut.key for cut in cuts(content, ["granvik", "sund"], in_parts=True)]
    assert names[:6] == ["", "-granvik", "-sund", "-brief", "-granvik-brief", "-sund-brief"]
    assert len(names) == 6 + len(content["committees"])
    assert [cut.key for cut in cuts(content, [], in_parts=False)] == [""]


@pytest.mark.django_db
@pytest.mark.usefixtures("no_rendering")
class TestFiles:
    """The files of cuts on the edition's page."""

    def edition(self) -> Edition:
        opened = two_committees()
        found = freeze(Round.objects.get(pk=opened.pk), by=coordinator(opened.plan))
        for job in Job.objects.all():
            tasks.run_job(job.pk)
        return found

    def test_every_cut_is_a_job_and_a_file_in_each_language(self) -> None:
        edition = self.edition()
        parts = sorted(EditionFile.objects.filter(language="fi").values_list("part", flat=True))
        ids = sorted(edition.round.parts.values_list("committee_id", flat=True))
        assert parts == sorted(["", "brief", *(f"committee-{one}" for one in ids)])
        assert EditionFile.objects.values("sha256").distinct().count() == Job.objects.count() == 8

    def test_the_page_offers_them_and_the_addresses_answer_with_their_bytes(self, client: Client) -> None:
        edition = self.edition()
        client.force_login(coordinator(edition.round.plan))
        page = client.get(reverse("reports:edition", args=[edition.pk])).content.decode()
        assert "Rapporten för en enskild nämnd" in page
        for file in EditionFile.objects.exclude(part=""):
            address = reverse("reports:edition_file", args=[edition.pk, file.language]) + f"?part={file.part}"
            assert address in page
            assert file.sha256 in page
            answer = client.get(address)
            assert answer.content == bytes(file.pdf)
            assert f"-{file.part}-2026-{file.language}-1.pdf" in answer.headers["Content-Disposition"]

    @pytest.mark.parametrize("part", ["committee-0", "committee-x", "whole", "%00", "brief&partner=sund", "x" * 500])
    def test_a_part_that_is_not_there_is_not_found(self, client: Client, part: str) -> None:
        edition = self.edition()
        client.force_login(coordinator(edition.round.plan))
        address = reverse("reports:edition_file", args=[edition.pk, "sv"])
        assert client.get(f"{address}?part={part}").status_code == 404

    def test_who_may_not_read_the_edition_reads_no_part_of_it(self, client: Client) -> None:
        edition = self.edition()
        address = reverse("reports:edition_file", args=[edition.pk, "sv"]) + "?part=brief"
        client.force_login(make_user("councillor", edition.round.plan.municipality))
        assert client.get(address).status_code == 404
        client.force_login(make_user("coordinator", make_municipality("sund")))
        assert client.get(address).status_code == 404

    def test_a_fingerprint_tells_which_committees_report_it_is(self, client: Client) -> None:
        edition = frozen(two_committees(), published=True)
        client.force_login(coordinator(edition.round.plan))
        file = EditionFile.objects.filter(part__startswith="committee", language="sv").order_by("pk").last()
        assert file is not None
        page = client.get("/sv/fingerprint/", {"fingerprint": file.sha256}).content.decode()
        assert "Tekniska nämnden" in page
        brief = EditionFile.objects.get(part="brief", language="sv")
        assert "i korthet" in client.get("/sv/fingerprint/", {"fingerprint": brief.sha256}).content.decode()
