"""Background work: Celery carries numbers of jobs and nothing else; the truth about a job is its row in the database.

The schedule and the broker stand in the settings. No broker gives back a message whose worker was killed, so tasks are
idempotent, and a sweep takes up what was lost.
"""

import logging
import os
from pathlib import Path

from celery import Celery, signals
from django.conf import settings
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfareplans.settings")
app = Celery("welfareplans")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
logger = logging.getLogger(__name__)

# Where files are the broker, it does not make their folders itself.
for name in ("data_folder_in", "control_folder"):
    if folder := getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {}).get(name):
        Path(folder).mkdir(parents=True, exist_ok=True)


def keep_logging(**_: object) -> None:
    """Leave logging as the settings have it."""


signals.setup_logging.connect(keep_logging)


def send(task: str, *arguments: int) -> bool:
    """Tell the worker of a job, after the transaction that wrote its row.

    task: dotted name, such as "reports.tasks.run_job". Returns False when the broker does not answer: nothing is lost,
    the sweep finds the row.
    """
    try:
        app.send_task(task, arguments)
    except (OperationalError, OSError, ValueError) as error:
        logger.warning("The broker did not take %s%s: %s", task, arguments, error)
        return False
    return True
