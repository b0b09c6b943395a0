"""What was removed from a plan and can be put back, and who is editing it just now."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plans.models.node import own_additions
from plans.models.plan import Partner, Plan, led_by
from welfareplans.organisations.models import User


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Which removals somebody may undo."""

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Return what the user could have removed: of the core the lead's coordinator, of additions their own.

        Nothing comes back into a plan that has ended.
        """
        living = self.exclude(plan__status=Plan.Status.ENDED)
        return living.filter(Q(led_by(user, plan="plan"), owner__isnull=True) | Q(Exists(own_additions(user))))


class Removal(models.Model):
    """Something that was removed from the table, with every row that went with it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="removals", verbose_name=_("Plan"))
    # What addresses called it: m12, or i5-m12 for an indicator that was unlinked from a measure.
    code = models.CharField(_("Row"), max_length=60)
    owner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Local addition of"),
    )  # fmt: skip
    number = models.CharField(_("Number"), max_length=20, blank=True)
    # Its text by language.
    words = models.JSONField(_("Text"))
    # By model: the rows as columns and values, and whose links to them were emptied.
    rows = models.JSONField(_("Rows"), encoder=DjangoJSONEncoder)
    emptied = models.JSONField(_("Emptied links"), default=list)
    removed_at = models.DateTimeField(_("Removed at"), auto_now_add=True)
    removed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Removed by")
    )
    put_back_at = models.DateTimeField(_("Put back at"), null=True, blank=True)
    put_back_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Put back by")
    )

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Removal")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.words.get(get_language()) or next(iter(self.words.values()), self.code))


class Presence(models.Model):
    """Somebody who has a page of a plan open. A row that was not refreshed for a minute tells of nobody."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="presences", verbose_name=_("Plan"))
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("User"))
    # Which page: empty for the plan's editor.
    place = models.CharField(_("Page"), max_length=40, blank=True)
    # The row with the cursor, when there is one.
    code = models.CharField(_("Row"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("Seen at"))

    class Meta:
        verbose_name = _("Presence")
        constraints = [models.UniqueConstraint("plan", "user", "place", name="presence_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.code}"
