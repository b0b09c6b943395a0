"""People get their roles from the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import make_committee, make_municipality
from welfareplans.organisations.models import Membership, User

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    call_command("add_member", *arguments)
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    make_committee(make_municipality())


def test_member_with_a_password_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long password\n"))
    arguments = ["New@demo.example", "--municipality=granvik", "--role=coordinator"]
    assert run(capsys, *arguments) == {"user": "new@demo.example", "created": True}
    assert run(capsys, *arguments) == {"user": "new@demo.example", "created": False}
    assert client.login(email="new@demo.example", password="a long password")


def test_member_without_a_password_gets_an_invitation(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    answer = run(
        capsys, "new@demo.example", "--municipality=granvik", "--role=committee", "--committee=Bildningsnämnden"
    )
    assert client.get(str(answer["invitation"]), follow=True).status_code == 200
    assert Membership.objects.get().committee is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a@demo.example", "--municipality=nowhere", "--role=councillor"], "no municipality"),
        (["a@demo.example", "--municipality=granvik", "--role=committee"], "needs a committee"),
        (["a@demo.example", "--municipality=granvik", "--role=committee", "--committee=None"], "has no committee"),
        (
            ["a@demo.example", "--municipality=granvik", "--role=councillor", "--committee=Bildningsnämnden"],
            "nobody else",
        ),
        (["no address", "--municipality=granvik", "--role=councillor"], "e-post"),
    ],
)
def test_wrong_member_is_refused_in_one_line(arguments: list[str], words: str) -> None:
    from django.utils.translation import override

    with override("en" if words != "e-post" else "sv"), pytest.raises(CommandError, match=words) as refused:
        call_command("add_member", *arguments)
    assert refused.value.returncode == 2
    assert not User.objects.exists()
