"""render_report PLAN YEAR --language sv [--municipality SLUG] [--edition N] --output FILE"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.pdf_process import RenderingFailed
from reports.report_file import NoReport, report_file
from welfareplans.organisations.texts import LANGUAGES


class Command(BaseCommand):
    """Write the report of a plan and year to a file; prints one line of JSON with pages, seconds and fingerprint."""

    help = "Write the newest edition of an annual report, or a marked draft when none is frozen, as PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the command line."""
        parser.add_argument("plan")
        parser.add_argument("year", type=int)
        parser.add_argument("--language", required=True, choices=LANGUAGES)
        parser.add_argument("--municipality", help="the partner of a joint plan that the report is cut to")
        parser.add_argument("--edition", type=int, help="its number; the newest without")
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or refuse with one line."""
        try:
            file = report_file(
                options["plan"], options["year"], options["language"],
                partner=options["municipality"], number=options["edition"],
            )  # fmt: skip
            options["output"].write_bytes(file.data)
        except (NoReport, RenderingFailed) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.", returncode=2) from error
        answer = {"pages": file.pages, "seconds": round(file.seconds, 3), "sha256": file.sha256}
        self.stdout.write(json.dumps({**answer, "edition": file.edition}))
