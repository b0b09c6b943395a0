"""A plan table and the plan it goes into: what it would do, and doing it, all of it or nothing."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plans.importing.changes import Change, changes_of, fingerprint
from plans.importing.indicators import Indicators
from plans.importing.listings import Listings
from plans.importing.matching import match, plan_nodes
from plans.importing.names import Names
from plans.importing.removing import remove_missing, unlink
from plans.importing.rights import Rights
from plans.importing.writing import Writer
from plans.models import Node, Partner, Plan
from plans.tables.checks import check_lengths
from plans.tables.table import Remark, Table, TableError, Texts
from plans.tables.tree import LEVELS, tree_of
from welfareplans.organisations.models import Municipality, User
from welfareplans.organisations.texts import per_language
from welfareplans.organisations.versions import EditConflict


@dataclass(frozen=True)
class Wanted:
    """What a new plan shall be called; titles per language."""

    municipality: Municipality
    titles: Texts
    first_year: int
    last_year: int

    @property
    def slug(self) -> str:
        """Return the plan's address."""
        return f"{self.municipality.slug}-{self.first_year}-{self.last_year}"

    def plan(self, languages: list[str]) -> Plan:
        """Return the plan, checked and not saved."""
        plan = Plan(
            slug=self.slug, municipality=self.municipality, first_year=self.first_year, last_year=self.last_year,
            languages=languages, **per_language("title", self.titles),
        )  # fmt: skip
        plan.full_clean(validate_unique=False)
        return plan


@dataclass
class Import:
    """A table compared with a plan; a plan that is not saved yet is new. user: None for the command line.

    apart: names of branches of which a person said that they are new, however similar to something they are;
    is_new: the plan is being made.
    """

    table: Table
    plan: Plan
    user: User | None = None
    apart: Collection[str] = ()
    makes_committees: bool = True
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.remarks = [*self.table.remarks]
        self.table.remarks = self.remarks
        self.tree = tree_of(self.table)
        self.names = Names(self.plan, self.makes_committees)
        self.indicators = Indicators(self.names, self.table)
        self.rights = Rights(self.plan, self.user)
        self.nodes: dict[str, list[Node]] = plan_nodes(self.plan) if self.plan.pk else {level: [] for level in LEVELS}
        match(self.tree, self.nodes, self.apart)
        self.changes = changes_of(self.tree, self.table, self.names, self.indicators, self.nodes)
        self.refused = [change for change in self.changes if not self.is_allowed(change)]
        self.listings = Listings(
            self.plan, self.table.lists, self.names, is_new=self.is_new or not self.plan.pk,
            may_edit=self.rights.may_edit_list,
        )  # fmt: skip
        self.changes += self.listings.changes
        self.refused += self.listings.refused
        self.remarks += self.listings.remarks
        self.remarks += check_lengths(self.tree)
        self.remarks += [Remark(0, text) for text in sorted(self.names.unknown)]
        self.remarks.sort(key=lambda remark: remark.number)

    def is_allowed(self, change: Change) -> bool:
        """Tell whether a change is the user's to make."""
        if change.act == "missing":
            return isinstance(change.node, Node) and self.rights.may_change_node(change.level, change.node)
        if change.branch is None:
            return True
        return self.rights.may_add(change.branch) if change.act == "add" else self.rights.may_change(change.branch)

    @property
    def stops(self) -> list[Remark]:
        """Return what must be put right before anything can be imported."""
        return [remark for remark in self.remarks if remark.stops]

    @property
    def basis(self) -> str:
        """Return what tells whether the plan and the table are still those that were looked at."""
        return fingerprint(self.changes)

    def write(self, removes: bool = False) -> list[str]:
        """Write everything, and return what of `removes` could not be done and why. Call it in a transaction.

        removes: also take out of the plan what the table does not have. Raises TableError, and EditConflict when
        somebody saved one of the nodes meanwhile.
        """
        if self.stops:
            raise TableError(str(self.stops[0]))
        try:
            writer = Writer(self.plan, self.table, self.tree, self.names, self.indicators, self.rights)
            stale = writer.write()
            self.listings.write()
        except ValidationError as error:
            raise TableError(" ".join(error.messages)) from error
        except IntegrityError as error:
            raise EditConflict from error
        if self.user is None:
            return []
        stays = unlink(self.plan, stale, self.user) if removes or self.indicators.is_exact else []
        if not removes:
            return stays
        refused = {id(one) for one in self.refused}
        missing = [one for one in self.changes if one.act == "missing" and id(one) not in refused]
        self.listings.remove_missing()
        return stays + remove_missing(self.plan, missing, self.user)


def plan_languages(languages: Collection[str], municipality: Municipality) -> list[str]:
    """Return the languages in the plan's order, the municipality's main one first."""
    order = [*municipality.languages, *languages]
    return sorted(languages, key=order.index)


@transaction.atomic
def import_table(table: Table, wanted: Wanted) -> tuple[Plan, bool]:
    """Return the plan and whether it is new; raise TableError when another text has its place already."""
    existing = Plan.objects.filter(slug=wanted.slug).first()
    if existing is not None:
        # What the plan is called was said with the file, and may be something else than what the file says.
        if Import(table, existing, is_new=True).changes:
            raise TableError(
                _("the plan %(plan)s exists already and differs from the table; nothing was changed.")
                % {"plan": wanted.slug}
            )
        return existing, False
    return make_plan(table, wanted, plan_languages(table.languages, wanted.municipality)), True


def make_plan(table: Table, wanted: Wanted, languages: list[str], makes_committees: bool = True) -> Plan:
    """Return a new plan of the table. Call it in a transaction. Raises TableError and ValidationError."""
    plan = wanted.plan(languages)
    plan.save()
    Partner.objects.create(plan=plan, municipality=wanted.municipality)
    Import(table, plan, makes_committees=makes_committees, is_new=True).write()
    return plan


def proposed_years(texts: list[str]) -> tuple[int, int] | None:
    """Return the years of a title such as "Välfärdsplan 2021–2025"."""
    found = next((hit for text in texts if (hit := re.search(r"\b(20[0-9]{2})\s*[-–—]\s*(20[0-9]{2})\b", text))), None)
    return (int(found[1]), int(found[2])) if found and found[1] <= found[2] else None
