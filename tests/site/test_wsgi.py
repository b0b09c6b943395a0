"""The door for gunicorn reads the whole site before workers are made."""

import subprocess
import sys

from welfareplans.local_site import ROOT

ASKED = (
    "import sys, welfareplans.wsgi; print(*(name in sys.modules for name in ('reports.views.web', 'plans.views.plan')))"
)


def test_everything_behind_the_addresses_is_read_with_the_door() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
