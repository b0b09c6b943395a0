"""import_plan FILE --municipality SLUG --title-sv … --title-fi … --years 2017-2021 [--dry-run]"""

import json
import re
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import transaction
from django.utils.translation import gettext as _

from plans.content_import import plan_of_content, read_content
from plans.models import Goal, Measure, Plan
from plans.plan_import import Wanted, import_table
from plans.tables.reading import read_table
from plans.tables.table import TableError
from welfareplans.organisations.models import Municipality
from welfareplans.organisations.texts import LANGUAGES


def years(text: str) -> tuple[int, int]:
    """Return first and last year of "2017-2021"."""
    match = re.fullmatch(r"(\d{4})[-–](\d{4})", text)
    if not match:
        raise ArgumentTypeError("write the years as 2017-2021")
    return int(match[1]), int(match[2])


class Command(BaseCommand):
    """Import a plan table; prints one line of JSON with what the plan holds and what to look at."""

    help = "Import a plan from a spreadsheet with one row per measure, or from a plan exported as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the command line."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", required=True)
        parser.add_argument("--years", type=years, help="of a table; a plan exported as JSON has its own")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument(
            "--with-partners", action="store_true", help="the municipalities that a JSON file names take part unasked"
        )
        for language in LANGUAGES:
            parser.add_argument(f"--title-{language}", default="")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the plan, or refuse with one line and write nothing."""
        try:
            municipality = Municipality.objects.get(slug=options["municipality"])
            if options["file"].suffix.casefold() == ".json":
                self.answer(imported_content(municipality, options))
                return
            if options["years"] is None:
                raise CommandError("write the years of the plan: --years 2017-2021", returncode=2)
            table = read_table(options["file"], municipality.languages)
            titles = {of: text for of in LANGUAGES if (text := options[f"title_{of}"])}
            with transaction.atomic():
                plan, created = import_table(table, Wanted(municipality, titles, *options["years"]))
                answer = {**summary(plan), "created": created, "warnings": table.warnings}
                transaction.set_rollback(options["dry_run"])
        except Municipality.DoesNotExist as error:
            raise CommandError(f"there is no municipality {options['municipality']}.", returncode=2) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except TableError as error:
            raise CommandError(str(error), returncode=2) from error
        self.answer(answer)

    def answer(self, told: dict[str, object]) -> None:
        """Print the one line of JSON."""
        self.stdout.write(json.dumps(told, ensure_ascii=False))


def imported_content(municipality: Municipality, options: dict[str, Any]) -> dict[str, object]:
    """Write the plan of an exported JSON file. Raises TableError."""
    try:
        told = read_content(options["file"].read_bytes())
    except OSError as error:
        raise TableError(f"{options['file']}: {error.strerror}.") from error
    slug = f"{municipality.slug}-{told['plan']['first_year']}-{told['plan']['last_year']}"
    if Plan.objects.filter(slug=slug).exists():
        raise TableError(_("the plan %(plan)s exists already; nothing was changed.") % {"plan": slug})
    named = [one["municipality"] for one in told["partners"] if options["with_partners"]]
    partners = Municipality.objects.filter(slug__in=named).order_by("pk")
    with transaction.atomic():
        plan = plan_of_content(told, slug, municipality, partners)
        answer = {**summary(plan), "created": True, "warnings": []}
        transaction.set_rollback(options["dry_run"])
    return answer


def summary(plan: Plan) -> dict[str, object]:
    """Return the plan's slug and the number of its parts."""
    measures = Measure.objects.filter(goal__principle__plan=plan)
    return {
        "plan": plan.slug,
        "principles": plan.principles.count(),
        "goals": Goal.objects.filter(principle__plan=plan).count(),
        "measures": measures.count(),
        "indicators": plan.plan_indicators.count(),
        "breakdowns": plan.plan_indicators.filter(indicator__dimensions__isnull=False).distinct().count(),
        "programme_measures": measures.filter(programme__isnull=False).count(),
        "to_be_specified": plan.plan_indicators.filter(is_to_be_specified=True).count(),
    }
