"""The large desk that is measured is a real one, made once."""

import pytest

from indicators.models import Category, Dimension
from reports import bench_desk
from tests.reports.desk_cast import make_cast


@pytest.mark.django_db
def test_the_large_desk_is_made_once_and_its_committee_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PRINCIPLES", "GOALS"):
        monkeypatch.setattr(bench_desk, name, 1)
    cast = make_cast()
    dimension, _made = Dimension.objects.get_or_create(key="mother_tongue", defaults={"name_sv": "Modersmål"})
    Category.objects.get_or_create(dimension=dimension, key="fi", defaults={"order": 1, "name_sv": "Finska"})
    part = bench_desk.large_part(cast.member.email)
    assert bench_desk.large_part(cast.member.email) == part
    page = cast.client.get(f"/sv/follow-up/parts/{part.pk}/").content.decode()
    assert "2 av 5" in page
    assert "Modersmål" in page
    assert "180" in page
