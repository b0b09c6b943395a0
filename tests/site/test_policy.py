"""Every route has a row in the policy table and answers as the row says."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from welfareplans.organisations.models import User
from welfareplans.policy import POLICY, Audience

pytestmark = pytest.mark.django_db
# What an address needs beyond its name: any number stands for a row that does not exist.
ARGUMENTS: dict[str, dict[str, object]] = {
    "reports:calendar_file": {"address_id": 987654321, "secret": "guessed"},
    "unsubscribe": {"token": "1.guessed"},
    "brand": {"colour": "174c55"},
    "logo": {"key": "0" * 64},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
    "plans:consultation_link": {"secret": "x" * 43},
    "plans:consultation_link_sign": {"secret": "x" * 43},
}


def patterns(resolver: URLResolver, prefix: str = "") -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found[prefix + (entry.name or str(entry.pattern))] = entry
        else:
            found |= patterns(entry, prefix + (f"{entry.namespace}:" if entry.namespace else ""))
    return found


def address(route: str) -> str:
    """Return an address of the route with arguments that name nothing."""
    wanted = patterns(get_resolver())[route].pattern.converters if route in patterns(get_resolver()) else {}
    stand_in = {name: 987654321 if "int" in type(kind).__name__.lower() else "nothing" for name, kind in wanted.items()}
    return reverse(route, kwargs={**stand_in, **ARGUMENTS.get(route, {})})


def closed_to(*audiences: Audience) -> list[str]:
    return [name for name, audience in POLICY.items() if audience in audiences]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(patterns(get_resolver())) == sorted(POLICY)


@pytest.mark.parametrize("route", closed_to(Audience.EVERYONE))
def test_open_routes_ask_nobody_to_sign_in(client: Client, route: str) -> None:
    response = client.get(address(route))
    assert response.status_code in (200, 302, 404, 405)
    assert "account/login/?next" not in response.headers.get("Location", "")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", [name for name, audience in POLICY.items() if audience is not Audience.EVERYONE])
def test_closed_routes_ask_a_stranger_to_sign_in(client: Client, route: str, method: str) -> None:
    response = getattr(client, method)(address(route))
    assert response.status_code == 302
    assert "/account/login/?next=" in response.headers["Location"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", closed_to(Audience.WORKING, Audience.COMMITTEE, Audience.COORDINATOR))
def test_a_route_does_not_exist_for_somebody_without_its_role(client: Client, route: str, method: str) -> None:
    client.force_login(User.objects.create_user("nobody@demo.example"))
    assert getattr(client, method)(address(route)).status_code == 404


def test_a_route_without_a_row_answers_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(POLICY, "home")
    assert client.get("/sv/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("nothing")
