"""import_plan FILE --municipality SLUG --title-sv … --title-fi … --years 2017-2021 [--dry-run]"""

import json
import re
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import transaction

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

    help = "Import a plan from a spreadsheet with one row per measure."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the command line."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", required=True)
        parser.add_argument("--years", required=True, type=years)
        parser.add_argument("--dry-run", action="store_true")
        for language in LANGUAGES:
            parser.add_argument(f"--title-{language}", default="")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the plan, or refuse with one line and write nothing."""
        try:
            municipality = Municipality.objects.get(slug=options["municipality"])
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
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


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
