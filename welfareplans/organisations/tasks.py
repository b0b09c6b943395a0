"""What the worker and its clock do with the outbox."""

from celery import shared_task

from welfareplans.organisations import postman


@shared_task  # type: ignore[untyped-decorator]
def send_mails() -> None:
    """Send what is due."""
    postman.deliver()


@shared_task  # type: ignore[untyped-decorator]
def sweep_mails() -> None:
    """Send what was left behind, and forget what is long over."""
    postman.deliver()
    postman.forget()
