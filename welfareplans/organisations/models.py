"""Areas, municipalities, committees and memberships (see the glossary in the README)."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from welfareplans.organisations.alphabet import looked_up
from welfareplans.organisations.mail import Mail
from welfareplans.organisations.texts import LANGUAGES, has_text, known_languages
from welfareplans.organisations.users import User
from welfareplans.organisations.versions import Versioned

__all__ = ["LANGUAGES", "Area", "Committee", "Mail", "Membership", "Municipality", "User"]

SMALL_COUNT_THRESHOLD = 5


class Area(models.Model):
    """Something figures exist for: a country, a region, a municipality or a group used for comparison."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Municipality")
        GROUP = "group", _("Comparable municipalities")

    class Country(models.TextChoices):
        FINLAND = "FI", _("Finland")
        SWEDEN = "SE", _("Sweden")
        DENMARK = "DK", _("Denmark")
        NORWAY = "NO", _("Norway")
        ICELAND = "IS", _("Iceland")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    country = models.CharField(_("Country"), max_length=2, choices=Country)
    code = models.CharField(_("Official code"), max_length=20, blank=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    if TYPE_CHECKING:  # django-modeltranslation adds these
        name_sv: str | None
        name_fi: str | None
        name_da: str | None

    class Meta:
        verbose_name = _("Area")
        constraints = [
            models.UniqueConstraint(
                "country", "kind", "code", condition=~Q(code=""), name="area_code_unique",
                violation_error_message=_("There is already an area with this official code."),
            ),
            has_text("name", "area_has_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["country", "region", "municipality", "group"]), name="area_kind_known",
                violation_error_message=_("Choose what kind of area this is."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Logo(models.Model):
    """A municipality's picture on its pages and reports, under the hash of its bytes; a row is never changed."""

    key = models.CharField(max_length=64, primary_key=True)
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Logo")

    def __str__(self) -> str:
        return self.key


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Which municipalities somebody may see."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those where the user has a role, and those that open their adopted plans to everyone."""
        public = Q(is_public=True)
        return self.filter(public | Q(memberships__user_id=user.pk)).distinct() if user.pk else self.filter(public)

    def coordinated_by(self, user: User | AnonymousUser) -> Self:
        """Return those whose plans the user edits."""
        return self.filter(memberships__user_id=user.pk, memberships__role=Membership.Role.COORDINATOR).distinct()


class Municipality(Versioned):
    """An area that uses the product."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="municipality", verbose_name=_("Area"))
    slug = models.SlugField(_("Address"), unique=True)
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("Languages, main one first"))
    colour = models.CharField(
        _("Colour"), max_length=7, default="#174c55",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Write the colour as # and six digits or letters a to f."))],
    )  # fmt: skip
    logo = models.ForeignKey(
        Logo, on_delete=models.PROTECT, null=True, blank=True, related_name="municipalities", verbose_name=_("Logo")
    )
    small_count_threshold = models.PositiveSmallIntegerField(_("Smallest count shown"), default=SMALL_COUNT_THRESHOLD)
    is_public = models.BooleanField(_("Adopted plans are public"), default=False)
    reminds = models.BooleanField(_("Committees are reminded automatically"), default=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Municipality")
        constraints = [known_languages("municipality_languages_known")]

    def __str__(self) -> str:
        return self.area.name


class CommitteeQuerySet(models.QuerySet["Committee"]):
    """Which committees somebody works in."""

    def served_by(self, user: User | AnonymousUser) -> Self:
        """Return the committees that the user reports for."""
        seats = Membership.objects.filter(
            committee=models.OuterRef("pk"), user_id=user.pk or 0, role=Membership.Role.COMMITTEE
        )
        return self.filter(models.Exists(seats))

    def in_use(self) -> Self:
        """Return the committees that can be named for something new."""
        return self.filter(retired_at__isnull=True)


class Committee(Versioned):
    """A committee of one municipality; a joint board is a committee of the host municipality."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="committees", verbose_name=_("Municipality")
    )
    name = models.CharField(_("Name"), max_length=200, blank=True)
    # Since when it is no longer offered, while everything that it has done stays under its name.
    retired_at = models.DateTimeField(_("Not in use since"), null=True, blank=True)

    objects = CommitteeQuerySet.as_manager()
    if TYPE_CHECKING:  # django-modeltranslation adds these
        name_sv: str | None
        name_fi: str | None
        name_da: str | None

    class Meta:
        verbose_name = _("Committee")
        constraints = [
            has_text("name", "committee_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place_in_lists(self) -> tuple[int, list[int], str]:
        """Return what committees are sorted by where those of one municipality stand together."""
        return self.municipality_id, *looked_up(self.name)

    def retire(self) -> None:
        """Take the committee out of use."""
        self.retired_at = timezone.now()
        self.save()

    def take_into_use(self) -> None:
        """Let the committee be named again, because it was asked for or something names it again."""
        if self.retired_at is not None:
            self.retired_at = None
            self.save()


class Membership(models.Model):
    """One role of one user in one municipality."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinator")
        COMMITTEE = "committee", _("Committee member")
        COUNCILLOR = "councillor", _("Councillor")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("User"))
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Municipality")
    )
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships",
        verbose_name=_("Committee"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Membership")
        constraints = [
            models.CheckConstraint(
                condition=Q(role="committee", committee__isnull=False)
                | Q(role__in=["coordinator", "councillor"], committee__isnull=True),
                name="membership_committee_fits_role",
                violation_error_message=_("A committee member needs a committee; nobody else has one."),
            ),
            models.UniqueConstraint(
                "user", "municipality", "role", "committee", name="membership_unique", nulls_distinct=False,
                violation_error_message=_("This person already has this role."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
