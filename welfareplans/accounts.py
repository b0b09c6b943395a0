"""Sign-in with django-allauth: by e-mail address and password; nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from welfareplans.policy import memberships


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator or administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an account belongs to a role in a municipality, which somebody there gives."""
        return False


def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, with which roles, and the ways to change the password and sign out."""
    return render(request, "account/account.html", {"memberships": memberships(request)})
