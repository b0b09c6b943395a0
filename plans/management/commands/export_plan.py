"""export_plan PLAN --format xlsx|csv|docx|json [--language sv …] --output FILE"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.canonical import plan_content
from plans.export.files import TYPES, export_file
from plans.models import Plan
from welfareplans.organisations.texts import LANGUAGES


class Command(BaseCommand):
    """Write a plan to a file; prints one line of JSON with the number of measures and the file."""

    help = "Write the working text of a plan to a file; tables and JSON can be imported again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the command line."""
        parser.add_argument("plan")
        parser.add_argument("--format", required=True, choices=TYPES)
        parser.add_argument("--language", action="append", choices=LANGUAGES, default=[], help="all without")
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or refuse with one line."""
        plan = Plan.objects.filter(slug=options["plan"]).select_related("municipality__area", "area").first()
        if plan is None:
            raise CommandError(f"there is no plan {options['plan']}.", returncode=2)
        made = export_file(plan, plan_content(plan), options["format"], options["language"])
        try:
            options["output"].write_bytes(made.data)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(json.dumps({"measures": made.measures, "file": str(options["output"])}, ensure_ascii=False))
