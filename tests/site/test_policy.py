"""Every route has a row in the policy table and answers as the row says."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from welfareplans.policy import POLICY, Audience


def names(resolver: URLResolver, prefix: str = "") -> list[str]:
    found: list[str] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append(prefix + (entry.name or str(entry.pattern)))
        else:
            found += names(entry, prefix + (f"{entry.namespace}:" if entry.namespace else ""))
    return found


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(names(get_resolver())) == sorted(POLICY)


@pytest.mark.django_db
@pytest.mark.parametrize("route", [name for name, audience in POLICY.items() if audience is Audience.EVERYONE])
def test_open_routes_ask_nobody_to_sign_in(client: Client, route: str) -> None:
    response = client.get(reverse(route))
    assert response.status_code != 403
    assert "login" not in response.headers.get("Location", "")
