"""check_editions"""

import dataclasses
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from reports.verification import verify_editions


class Command(BaseCommand):
    """Recompute every fingerprint; prints one line of JSON, and ends with code 1 when something was altered."""

    help = "Check that no frozen edition and no file of one has been altered since it was frozen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all of them."""
        found = verify_editions()
        self.stdout.write(json.dumps(dataclasses.asdict(found), ensure_ascii=False))
        if found.broken:
            sys.exit(1)
