"""Append-only history of everything that people edit, written by triggers in the database."""

from typing import Any

import pghistory
from django.db import models


def keep_history(*tracked: type[models.Model]) -> dict[str, Any]:
    """Return the event models of the tracked ones by name: one row for each insert, change and deletion.

    Called when the translated fields are in place, so that the history has every language.
    """
    events = {}
    for model in tracked:
        event = pghistory.create_event_model(
            model, pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
            append_only=True, abstract=False,
            obj_field=pghistory.ObjForeignKey(related_name="events", related_query_name="events"),
        )  # fmt: skip
        events[event.__name__] = event
    return events
