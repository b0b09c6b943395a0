"""What ./dev run does to the database before anybody may look at it: migrations, and the demo where nothing is yet.

Run as `python -m welfareplans.prepare`; prints "demo" when the demo's accounts can be used.
"""

import sys
from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import Error

DEMO_ACCOUNT = "coordinator@demo.example"


def prepare() -> bool:
    """Bring the database up to date; return whether the demo is there."""
    from django.contrib.auth import get_user_model

    from plans.adopting import keep_adopted_texts
    from welfareplans.organisations.models import Municipality

    call_command("migrate", verbosity=0)
    keep_adopted_texts()
    users = get_user_model()._default_manager
    empty = not Municipality.objects.exists() and not users.exists()
    if settings.DEMO and empty and "load_demo" in get_commands():
        print("Loading the demo …", file=sys.stderr, flush=True)
        call_command("load_demo", stdout=StringIO())
    return settings.DEMO and users.filter(email=DEMO_ACCOUNT).exists()


if __name__ == "__main__":
    try:
        django.setup()
        print("demo" if prepare() else "")
    except Error as error:
        full = "No space left on device" in str(error)
        reason = "the disk is full." if full else str(error).strip().splitlines()[0]
        print(f"welfareplans: the database could not be prepared: {reason}", file=sys.stderr)
        sys.exit(2)
