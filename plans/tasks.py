"""What the clock does for the plans."""

from celery import shared_task

from plans import consulting


@shared_task  # type: ignore[untyped-decorator]
def end_consultations() -> None:
    """End the consultations whose last day has passed."""
    consulting.end_past_due()
