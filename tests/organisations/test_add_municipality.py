"""Setting up a municipality from the command line."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from welfareplans.organisations.models import Committee, Membership, Municipality, User

pytestmark = pytest.mark.django_db
ARGUMENTS = ["granvik", "--country=FI", "--code=901", "--languages=fi,sv", "--name-sv=Granvik", "--name-fi=Kuusiranta"]


def add(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    call_command("add_municipality", *arguments)
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_administrator_adds_a_municipality_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert add(capsys, *ARGUMENTS) == {"municipality": "granvik", "created": True}
    assert add(capsys, *ARGUMENTS) == {"municipality": "granvik", "created": False}
    municipality = Municipality.objects.get()
    assert municipality.languages == ["fi", "sv"]
    assert (municipality.area.name_sv, municipality.area.name_fi) == ("Granvik", "Kuusiranta")


@pytest.mark.parametrize("wrong", [["--languages=xx"], ["--name-sv=", "--name-fi="]])
def test_wrong_municipality_is_refused_and_nothing_written(wrong: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("add_municipality", *ARGUMENTS, *wrong)
    assert refused.value.returncode == 2
    assert not Municipality.objects.exists()


def test_only_members_see_a_closed_municipality(capsys: pytest.CaptureFixture[str]) -> None:
    add(capsys, *ARGUMENTS)
    municipality = Municipality.objects.get()
    member = User.objects.create_user("member@demo.example")
    stranger = User.objects.create_user("stranger@demo.example")
    committee = Committee.objects.create(municipality=municipality, name_sv="Bildningsnämnden")
    Membership.objects.create(user=member, municipality=municipality, role="committee", committee=committee)
    assert list(Municipality.objects.visible_to(member)) == [municipality]
    assert not Municipality.objects.visible_to(stranger).exists()
    assert not Municipality.objects.visible_to(AnonymousUser()).exists()
    assert not Municipality.objects.coordinated_by(member).exists()
