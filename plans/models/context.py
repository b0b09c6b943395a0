"""What stands around the table: chapters, programmes, sources, contacts, milestones."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from plans.models.rich_text_field import RichTextField
from welfareplans.organisations.models import Committee, Municipality
from welfareplans.organisations.texts import has_text
from welfareplans.organisations.versions import Versioned


class Chapter(Versioned):
    """Text before or after the table; the law asks for some of them.

    Finland: Child Welfare Act 417/2007 § 12 as amended by 610/2022; Denmark: Barnets lov § 15.
    """

    class Key(models.TextChoices):
        PURPOSE = "purpose", _("Purpose")
        LEGAL_BASIS = "legal_basis", _("Legal basis")
        PREPARATION = "preparation", _("How the plan was prepared")
        CONDITIONS = "conditions", _("How children and young people live and feel")
        CONTENT = "content", _("Content")
        SERVICES = "services", _("Promotion and prevention")
        CHILD_WELFARE = "child_welfare", _("Child welfare services")
        COOPERATION = "cooperation", _("Cooperation")
        PREPAREDNESS = "preparedness", _("Preparedness")
        THEORY_OF_CHANGE = "theory_of_change", _("Theory of change")
        FOLLOW_UP = "follow_up", _("Follow-up")
        OTHER = "other", _("Other chapter")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="chapters", verbose_name=_("Plan"))
    key = models.CharField(_("Chapter"), max_length=20, choices=Key)
    order = models.PositiveSmallIntegerField(_("Order"))
    title = models.CharField(_("Title"), max_length=200, blank=True)
    body = RichTextField(_("Text"), blank=True)
    # Which points of the checklist it covers (plans/checklist.py); null = nobody has said, then those of its kind.
    points = ArrayField(models.CharField(max_length=30), null=True, blank=True, verbose_name=_("What it covers"))
    if TYPE_CHECKING:  # django-modeltranslation adds these
        title_sv: str | None
        title_fi: str | None
        title_da: str | None
        body_sv: str | None
        body_fi: str | None
        body_da: str | None

    class Meta:
        verbose_name = _("Chapter")
        ordering = ["order", "pk"]
        constraints = [has_text("title", "chapter_has_title")]

    def __str__(self) -> str:
        return self.title


class Programme(Versioned):
    """A programme, often a national one, that some measures belong to."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="programmes", verbose_name=_("Municipality")
    )
    title = models.CharField(_("Name"), max_length=200, blank=True)
    owner = models.CharField(_("Owner"), max_length=200, blank=True)
    first_year = models.PositiveSmallIntegerField(_("First year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("Last year"), null=True, blank=True)
    funding = models.TextField(_("Funding"), blank=True)
    partner_organisations = models.TextField(_("Partner organisations"), blank=True)
    link = models.URLField(_("Link"), max_length=500, blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        title_sv: str | None
        title_fi: str | None
        title_da: str | None

    class Meta:
        verbose_name = _("Programme")
        constraints = [has_text("title", "programme_has_title")]

    def __str__(self) -> str:
        return self.title


class Source(Versioned):
    """What the plan was prepared from."""

    class Kind(models.TextChoices):
        SURVEY = "survey", _("Survey")
        SEMINAR = "seminar", _("Seminar")
        REPORT = "report", _("Report")
        HEARING = "hearing", _("Hearing of children and young people")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sources", verbose_name=_("Plan"))
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    title = models.CharField(_("Title"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True)
    link = models.URLField(_("Link"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Source")
        constraints = [has_text("title", "source_has_title")]

    def __str__(self) -> str:
        return self.title


class Contact(Versioned):
    """A function and a sector to turn to; not a person's biography."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("Plan"))
    function = models.CharField(_("Function"), max_length=200, blank=True)
    sector = models.CharField(_("Sector"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Contact")
        constraints = [has_text("function", "contact_has_function")]

    def __str__(self) -> str:
        return self.function


class Milestone(Versioned):
    """A step of the timetable: a day, or a period when it has an end. Who is done with it says so."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("Plan"))
    title = models.CharField(_("Title"), max_length=300, blank=True)
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    committee = models.ForeignKey(
        Committee, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Responsible committee"),
    )  # fmt: skip
    is_done = models.BooleanField(_("Done"), default=False)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        title_sv: str | None
        title_fi: str | None
        title_da: str | None

    class Meta:
        verbose_name = _("Milestone")
        ordering = ["starts_on", "pk"]
        constraints = [
            has_text("title", "milestone_has_title"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="milestone_ends_after_it_starts",
                violation_error_message=_("The period cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
