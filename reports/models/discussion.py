"""What the committee and the coordinator say to each other about a measure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.progress import Progress
from welfareplans.organisations.models import User


class Comment(models.Model):
    """One comment. It is never edited; who has more to say writes another."""

    progress = models.ForeignKey(
        Progress, on_delete=models.CASCADE, related_name="comments", verbose_name=_("Progress")
    )
    text = models.TextField(_("Comment"))
    is_coordinators = models.BooleanField(_("Written by the coordinator"))
    written_at = models.DateTimeField(_("Written at"), auto_now_add=True)
    written_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Written by")
    )
    # Made with the form, so that a double click writes once.
    once = models.UUIDField(_("Key of the form"))

    class Meta:
        verbose_name = _("Comment")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("progress", "once", name="comment_once")]

    def __str__(self) -> str:
        return self.text[:50]


class Reader(models.Model):
    """How far somebody has read the discussion about a measure."""

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="readers", verbose_name=_("Progress"))
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("User"))
    last = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+", verbose_name=_("Last comment read"))
    seen_at = models.DateTimeField(_("Seen at"))

    class Meta:
        verbose_name = _("Reader of a discussion")
        constraints = [models.UniqueConstraint("progress", "user", name="reader_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.progress_id}"
