"""The logo on the cover: frozen with the edition, one of each municipality whose report it is, and told in words."""

import base64
import io
from typing import Any

import pikepdf
import pytest
from PIL import Image

from reports.content import edition_content
from reports.cuts import Cut, cut_content
from reports.document.content import Content
from reports.pdf import render_pdf
from tests.factories import make_municipality
from tests.reports import pdf_structure as structure
from tests.reports.editions import ready_round
from tests.reports.pdf_content import sample
from welfareplans.organisations.logos import logos_from


def png(colour: object, mode: str = "RGBA") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (60, 30), colour).save(out, "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def joint() -> Content:
    """Return an edition of two municipalities that both have a logo."""
    content = sample("sv", "fi")
    first = content["municipalities"][0]
    first["logo"] = base64.b64encode(png((0, 60, 120, 128))).decode()
    second = {**first, "slug": "sund", "name": {"sv": "Sund"}, "logo": base64.b64encode(png("red", "RGB")).decode()}
    content["municipalities"] = [first, second]  # type: ignore[list-item]
    return content


def pictures(file: pikepdf.Pdf) -> list[Any]:
    return [one for one in file.pages[0].Resources.XObject.values() if one.Subtype == "/Image"]


def figures(file: pikepdf.Pdf) -> list[str]:
    told = [str(element.Alt) for element, _parent in structure.of_kind(file, "/Figure")]
    return [words for words in told if words.startswith("Logotypen")]


def test_a_joint_report_shows_every_municipalitys_logo_and_a_partners_its_own() -> None:
    made = render_pdf(joint(), "sv")
    file = pikepdf.open(io.BytesIO(made.data))
    assert figures(file) == ["Logotypen för Granvik", "Logotypen för Sund"]
    drawn = pictures(file)
    assert sorted("/SMask" in one for one in drawn) == [False, True]
    assert {(int(one.Width), int(one.Height)) for one in drawn} == {(60, 30)}
    assert made.refused == ()
    assert structure.loose_operators(file) == 0
    assert made.sha256 == render_pdf(joint(), "sv").sha256
    own = pikepdf.open(io.BytesIO(render_pdf(cut_content(joint(), Cut("sund")), "sv").data))
    assert figures(own) == ["Logotypen för Sund"]
    assert len(pictures(own)) == 1


def test_a_cover_without_a_logo_has_no_place_for_one() -> None:
    file = pikepdf.open(io.BytesIO(render_pdf(sample("sv", "fi"), "sv").data))
    assert figures(file) == []
    assert pictures(file) == []


@pytest.mark.django_db
def test_the_logo_is_frozen_with_the_edition() -> None:
    sund = make_municipality("sund")
    opened = ready_round(partner=sund)
    assert all("logo" not in one for one in edition_content(opened, number=1, frozen_at=None)["municipalities"])
    lead = opened.plan.municipality
    lead.logo = logos_from([io.BytesIO(png("navy"))])[0]
    lead.save()
    told = edition_content(opened, number=1, frozen_at=None)["municipalities"]
    assert [one["slug"] for one in told if "logo" in one] == [lead.slug]
    assert base64.b64decode(told[0]["logo"]) == bytes(lead.logo.png)
