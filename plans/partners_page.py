"""The page of a plan's partners: who takes part, what each council decided, who is asked, and what the user may do."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, QueryDict
from django.utils.translation import get_language

from indicators.numbers import format_date
from plans.forms.partners import HandOverForm, InviteForm, LeaveForm, PartnerAct, StayForm, WithdrawForm
from plans.in_force import decisions_of, revisions_of, standings
from plans.models import Decision, Partner, PartnerInvitation, Plan
from welfareplans.organisations.models import User


@dataclass(frozen=True)
class PartnerRow:
    """One partner. decision, left: in words, empty when there is none; stay: the form to take leaving back."""

    partner: Partner
    leads: bool
    decision: str
    left: str
    stay: PartnerAct | None


@dataclass(frozen=True)
class InvitationRow:
    """One invitation that waits, with the form to withdraw it for who may."""

    invitation: PartnerInvitation
    since: str
    withdraw: PartnerAct | None


class PartnersPage:
    """The page as one coordinator has it."""

    def __init__(self, plan: Plan, user: User, posted: QueryDict | None = None) -> None:
        """posted: an act; raises Http404 when the user may not do it."""
        self.plan, self.user = plan, user
        self.partners = list(plan.partners.select_related("municipality__area").order_by("pk"))
        self.own = set(plan.partners.coordinated_by(user).values_list("pk", flat=True))
        self.leads = any(one.pk in self.own and one.municipality_id == plan.municipality_id for one in self.partners)
        self.act = posted.get("act", "") if posted is not None else ""
        self.posted = posted
        if posted is not None and self.act not in self.acts:
            raise Http404

    @cached_property
    def acts(self) -> dict[str, tuple[type[PartnerAct], list[Partner]]]:
        """Return what the user may do, and with which partners."""
        if self.plan.status == Plan.Status.ENDED:
            return {}
        others = [one for one in self.partners if one.takes_part and one.municipality_id != self.plan.municipality_id]
        mine = [one for one in others if self.leads or one.pk in self.own]
        leaving = [one for one in mine if one.left_on]
        acts: dict[str, tuple[type[PartnerAct], list[Partner]]] = {}
        if self.leads:
            acts |= {"invite": (InviteForm, []), "withdraw": (WithdrawForm, [])}
        if self.leads and others:
            acts["hand_over"] = (HandOverForm, [one for one in others if not one.left_on])
        if mine:
            acts |= {"leave": (LeaveForm, mine), "stay": (StayForm, leaving)}
        return acts

    def form(self, act: str, partners: list[Partner] | None = None, **initial: object) -> PartnerAct:
        """Return the form of an act, with what was posted. partners: to choose from, if not all that the act has."""
        kind, there = self.acts[act]
        data = self.posted if act == self.act else None
        return kind(self.plan, there if partners is None else partners, data, initial=initial, auto_id=f"{act}_%s")

    @cached_property
    def refused(self) -> PartnerAct | None:
        """Return the posted form."""
        return self.form(self.act) if self.act else None

    @cached_property
    def forms(self) -> dict[str, PartnerAct]:
        """Return the forms that stand on the page by themselves."""
        shown = [act for act in ("invite", "hand_over", "leave") if act in self.acts]
        return {act: self.refused if act == self.act and self.refused else self.form(act) for act in shown}

    @property
    def rows(self) -> list[PartnerRow]:
        """Return the partners, the lead first and those that have left last."""
        rows = [self.row(one) for one in self.partners]
        return sorted(rows, key=lambda row: (not row.partner.takes_part, not row.leads))

    @cached_property
    def decisions(self) -> dict[int, Decision]:
        """Return what each partner's council decided last, by the partner's key."""
        standing = standings(self.partners, revisions_of(self.plan), decisions_of(self.plan))
        return {one.partner.pk: one.decision for one in standing if one.decision}

    def row(self, partner: Partner) -> PartnerRow:
        """Return one partner."""
        found = self.decisions.get(partner.pk)
        told = [day(found.decided_on), found.meeting, found.section] if found else []
        may_stay = "stay" in self.acts and partner in self.acts["stay"][1]
        return PartnerRow(
            partner, partner.municipality_id == self.plan.municipality_id, " ".join(filter(None, told)),
            day(partner.left_on), self.form("stay", [partner]) if may_stay else None,
        )  # fmt: skip

    @property
    def invitations(self) -> list[InvitationRow]:
        """Return the invitations that wait for an answer."""
        waiting = self.plan.partner_invitations.waiting().select_related("municipality__area")
        return [
            InvitationRow(
                one, day(one.invited_at),
                self.form("withdraw", invitation=one.pk) if "withdraw" in self.acts else None,
            )
            for one in waiting
        ]  # fmt: skip


def day(value: object) -> str:
    """Return a day as the reader's language writes it; nothing for none."""
    return format_date(value, get_language() or "sv") if value else ""  # type: ignore[arg-type]
