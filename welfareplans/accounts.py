"""Sign-in with django-allauth: by e-mail address and password; nobody signs up by themselves."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from welfareplans.policy import memberships


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator or administrator only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "too_many_login_attempts": _("Too many attempts to sign in. Wait some minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an account belongs to a role in a municipality, which somebody there gives."""
        return False


class LoginForm(forms.LoginForm):
    """allauth's form without its link to a new password, which the page has beside the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the form."""
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangePasswordForm(forms.ChangePasswordForm):
    """allauth's form without that link: whoever changes the password is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the form."""
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, with which roles, and the ways to change the password and sign out."""
    return render(request, "account/account.html", {"memberships": memberships(request)})
