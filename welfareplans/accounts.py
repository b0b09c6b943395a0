"""Sign-in with django-allauth: by e-mail address and password; nobody signs up by themselves."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from welfareplans.organisations.models import User
from welfareplans.organisations.unsubscribing import subscribe, subscriber
from welfareplans.policy import memberships


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator or administrator only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "too_many_login_attempts": _("Too many attempts to sign in. Wait some minutes and try again."),
    }

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        """Keep the language somebody signs in with, unless they have one: mails to them are written in it."""
        User.objects.filter(pk=user.pk, language="").update(language=get_language() or "")
        answer: HttpResponse = super().post_login(request, user, **details)
        return answer

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


class MailForm(django_forms.Form):
    """In which language somebody gets mails, and whether automatic ones."""

    language = django_forms.ChoiceField(label=_("Language of mails to you"), choices=settings.LANGUAGES)
    wants_reminders = django_forms.BooleanField(label=_("Automatic reminders and summaries by mail"), required=False)


def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in, with which roles; keep how they want mails; lead to the password and out."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the policy lets nobody else in
    mine = memberships(request)
    first = mine[0].municipality.languages[0] if mine else get_language()
    wishes = {"language": user.language or first, "wants_reminders": user.wants_reminders}
    form = MailForm(request.POST if request.method == "POST" else None, initial=wishes)
    if form.is_valid():
        User.objects.filter(pk=user.pk).update(**form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account")
    page = {"memberships": mine, "form": form}
    return render(request, "account/account.html", page, status=400 if form.errors else 200)


@csrf_exempt  # a mail program posts without having read a page (RFC 8058); the signed address is what allows it
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End automatic mails to whom the address belongs to; opening it changes nothing, a post does."""
    user = subscriber(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        subscribe(user, wants=False)
    return render(request, "account/unsubscribe.html", {"is_ended": request.method == "POST"})
