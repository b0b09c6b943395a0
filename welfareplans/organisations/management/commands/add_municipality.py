"""add_municipality SLUG --country FI --code 049 --name-sv Esbo --name-fi Espoo --languages fi,sv"""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from welfareplans.organisations.models import Area, Municipality
from welfareplans.organisations.texts import LANGUAGES


class Command(BaseCommand):
    """Set up a municipality; doing it again changes nothing. Prints one line of JSON."""

    help = "Set up a municipality that uses the product."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the command line."""
        parser.add_argument("slug")
        parser.add_argument("--country", required=True, choices=Area.Country.values)
        parser.add_argument("--code", required=True)
        parser.add_argument("--languages", required=True, help="main language first, for example fi,sv")
        for language in LANGUAGES:
            parser.add_argument(f"--name-{language}", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the area and the municipality, or refuse with one line."""
        try:
            with transaction.atomic():
                created = add_municipality(**options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        self.stdout.write(json.dumps({"municipality": options["slug"], "created": created}))


def add_municipality(*, slug: str, country: str, code: str, languages: str, **names: Any) -> bool:
    """Return whether the municipality is new; raise ValidationError with what is wrong in words."""
    if Municipality.objects.filter(slug=slug).exists():
        return False
    area = Area.objects.filter(country=country, kind=Area.Kind.MUNICIPALITY, code=code).first() or Area(
        country=country, kind=Area.Kind.MUNICIPALITY, code=code
    )
    for language in LANGUAGES:
        if names.get(f"name_{language}"):
            setattr(area, f"name_{language}", names[f"name_{language}"])
    area.full_clean()
    area.save()
    municipality = Municipality(slug=slug, area=area, languages=[part.strip() for part in languages.split(",")])
    municipality.full_clean()
    municipality.save()
    return True
