"""How far the committee has come is told with the answer to a save."""

import pytest

from tests.reports.desk_cast import make_cast

pytestmark = pytest.mark.django_db


def test_the_answer_to_a_state_tells_how_far_the_committee_has_come() -> None:
    cast = make_cast(measures=3)
    reply = cast.save(script=True, state="done").json()
    assert "<b>1 av 3</b> åtgärder ifyllda" in reply["meter"]
    assert "app-state--done" in reply["tag"]
    assert cast.save(script=True, version=2, text_sv="Klart").json()["meter"] == ""
    assert "<b>0 av 3</b>" in cast.save(script=True, version=3, state="").json()["meter"]
