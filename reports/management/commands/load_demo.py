"""load_demo"""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demo import PLANS, load_demo


class Command(BaseCommand):
    """Load the demo into an empty installation; doing it again changes nothing. Prints one line of JSON."""

    help = "Load three invented plans with accounts whose password is public; only where DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the demo, or refuse with one line."""
        if not settings.DEMO:
            raise CommandError(
                "the demo has accounts with a public password; it is loaded only where DEMO=1.", returncode=2
            )
        loaded = load_demo()
        self.stdout.write(json.dumps({"plans": len(PLANS), "loaded": True} if loaded else {"loaded": False}))
