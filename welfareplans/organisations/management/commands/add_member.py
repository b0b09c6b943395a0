"""add_member EMAIL --municipality SLUG --role coordinator|committee|councillor [--committee NAME]"""

import json
import sys
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from welfareplans.organisations.models import Committee, Membership, Municipality, User
from welfareplans.organisations.texts import LANGUAGES


class Command(BaseCommand):
    """Give somebody a role; doing it again changes nothing. Prints one line of JSON."""

    help = "Give a person a role; the password comes from standard input, else an invitation to choose one is printed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the command line."""
        parser.add_argument("email")
        parser.add_argument("--municipality", required=True)
        parser.add_argument("--role", required=True, choices=Membership.Role.values)
        parser.add_argument("--committee", default="")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the user and the membership, or refuse with one line."""
        password = "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            with transaction.atomic():
                user, created = add_member(password=password, **options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        answer = {"user": user.email, "created": created}
        if not user.has_usable_password():
            answer["invitation"] = invitation(user)
        self.stdout.write(json.dumps(answer))


def add_member(
    *, email: str, municipality: str, role: str, committee: str = "", name: str = "", password: str = "", **_: Any
) -> tuple[User, bool]:
    """Return the user and whether the role is new; raise ValidationError with what is wrong in words."""
    place = Municipality.objects.filter(slug=municipality).first()
    if place is None:
        raise ValidationError(f"there is no municipality {municipality}.")
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        if password:
            validate_password(password)
        user = User.objects.create_user(email, password or None, name=name)
        user.full_clean()
    group = find_committee(place, committee) if committee else None
    known = Membership.objects.filter(user=user, municipality=place, role=role, committee=group).exists()
    if not known:
        membership = Membership(user=user, municipality=place, role=role, committee=group)
        membership.full_clean()
        membership.save()
    return user, not known


def find_committee(municipality: Municipality, name: str) -> Committee:
    """Return the municipality's committee of this name in any language."""
    called = Q()
    for code in LANGUAGES:
        called |= Q(**{f"name_{code}": name})
    found = municipality.committees.filter(called).first()
    if found is None:
        raise ValidationError(f"{municipality.slug} has no committee {name}.")
    return found


def invitation(user: User) -> str:
    """Return the path of the page where the invited person chooses a password."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
